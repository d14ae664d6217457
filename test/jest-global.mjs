// Under native ES modules `jest` is not a global; tests here use jest.fn and timers, so it is made one.
import { jest } from '@jest/globals';

globalThis.jest = jest;

// Suites that need something: how it is looked for, and what becomes of a suite without it: skipped aloud, or failing where it is required.
import { findRedisServer, missingFor } from '../needs.mjs';
import { describeWith } from './suites.js';

const { PATH, REDIS_URL, CHROME_PATH, QUANZE_REQUIRE_SUITES } = process.env;
const getuid = process.getuid;
afterEach(() => {
  jest.restoreAllMocks();
  if (getuid !== undefined) process.getuid = getuid;
  for (const [name, value] of Object.entries({ PATH, REDIS_URL, CHROME_PATH, QUANZE_REQUIRE_SUITES })) if (value === undefined) delete process.env[name]; else process.env[name] = value;
});

describe('needs of suites', () => {
  it('miss Redis only without program and address', () => {
    process.env['PATH'] = '/nowhere';
    delete process.env['REDIS_URL'];
    expect(findRedisServer()).toBeNull();
    expect(missingFor('redis')).toBe('no redis-server on PATH and no REDIS_URL');
    process.env['REDIS_URL'] = 'redis://127.0.0.1';
    expect(missingFor('redis')).toBeNull();
  });

  it('take a browser that is named at its word', () => {
    process.env['CHROME_PATH'] = '/nowhere/chromium';
    expect(missingFor('browser')).toBe('no Chromium found; set CHROME_PATH');
    process.env['CHROME_PATH'] = process.execPath;
    expect(missingFor('browser')).toBeNull();
  });

  it('miss root for every other account, and where there are no such accounts', () => {
    process.getuid = () => 0;
    expect(missingFor('root')).toBeNull();
    process.getuid = () => 1000;
    expect(missingFor('root')).toBe('not run as root');
    delete process.getuid;
    expect(missingFor('root')).toBe('not run as root');
  });
});

describe('a suite with a need', () => {
  const { describe: realDescribe, it: realIt } = globalThis;
  afterEach(() => {
    Object.assign(globalThis, { describe: realDescribe, it: realIt });
  });
  const body = (): void => undefined;

  /** What `describeWith` hands to Jest, and what it prints, for a user of this number. */
  function suiteOf(uid: number): { readonly run: jest.Mock; readonly skipped: jest.Mock; readonly printed: jest.SpyInstance } {
    process.getuid = () => uid;
    const [run, skipped] = [jest.fn(), jest.fn()];
    const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    Object.assign(globalThis, { describe: Object.assign(run, { skip: skipped }) });
    describeWith('root', 'as root', body);
    return { run, skipped, printed };
  }

  it('runs, and nothing is said, where the need is met', () => {
    const { run, skipped, printed } = suiteOf(0);
    expect([run.mock.calls, skipped.mock.calls, printed.mock.calls]).toEqual([[['as root', body]], [], []]);
  });

  it('is skipped with its reason on standard error where it is not', () => {
    delete process.env['QUANZE_REQUIRE_SUITES'];
    const { run, skipped, printed } = suiteOf(1000);
    expect([run.mock.calls, skipped.mock.calls, printed.mock.calls]).toEqual([[], [['as root', body]], [['skipped: as root: not run as root\n']]]);
  });

  it('is a failing test with that reason where it is required', async () => {
    process.env['QUANZE_REQUIRE_SUITES'] = 'redis,root';
    const { run, skipped } = suiteOf(1000);
    const test = jest.fn<void, [string, () => Promise<void>]>();
    Object.assign(globalThis, { it: test });
    (run.mock.calls[0] as [string, () => void])[1]();
    const [name, failing] = test.mock.calls[0] as [string, () => Promise<void>];
    expect([skipped.mock.calls.length, name]).toEqual([0, 'needs root']);
    await expect(failing()).rejects.toThrow('suite "root" is required and cannot run: not run as root');
  });
});

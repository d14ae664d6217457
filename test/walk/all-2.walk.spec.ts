// The second third of all paths but the two largest: everybody tries everything (what is checked is in walk-suite.ts).
import { describeWalks } from './walk-suite.js';

describeWalks(1);

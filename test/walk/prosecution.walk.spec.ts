// Review for prosecution: everybody tries everything (what is checked is in walk-suite.ts).
import { describeWalk } from './walk-suite.js';

describeWalk('criminal.prosecution');

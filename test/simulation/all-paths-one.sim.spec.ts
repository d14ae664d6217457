// Half of the random cases over all shipped paths (what is checked is in suite.ts).
import { describeSimulation } from './suite.js';

describeSimulation(0);

// Simulated cases of any release, with faults of the world and an auditor who watches. Time, chance and hash are handed in.
export { createChance, type Chance } from './chance.js';
export { ATTEMPT_FAULTS, FAULTS, JOURNAL_FAULTS, WORLD_FAULTS, type FaultName } from './faults.js';
export { INVARIANTS, type Invariant, type Violation } from './audit/violation.js';
export type { PowerJudge } from './audit/auditor.js';
export type { PlainAct } from './audit/documents.js';
export { simulate, type FoundViolation, type Simulated, type SimulateOptions } from './simulate.js';
export { Tally, type Numbers, type Unreached } from './tally.js';
export { prepareGrounds, type DocumentsGiven, type Grounds, type ReleaseDocumentsGiven, type SimulatedPath } from './world/grounds.js';
export { SUPERIOR } from './world/people.js';

// Questions asked backwards: who could, what may somebody do, what would a change take away, can the rest be staffed.
export { decisionsAhead, type DecisionAhead } from './ahead.js';
export { withHandler, type Office } from './handlers.js';
export { permittedActs, type PermittedActs } from './matrix.js';
export { orphanOf, type Orphan } from './orphans.js';
export type { FallsOut, Gap, Part } from './rehearsal.js';
export { staffing, type DecisionStaffing, type OptionStaffing, type Staffing } from './staffing.js';
export { worldFor, type Absent, type People, type Surroundings } from './surroundings.js';
export { whatMay, type OrdinaryCase, type PowerAnswer, type PowerRow, type WhatMay } from './what-may.js';
export { whoCould, type GrantedRight, type WhoAnswer, type WhoCould } from './who-could.js';
export { withoutDelegation, type LostRight } from './without-delegation.js';

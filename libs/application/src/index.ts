// Use cases and the ports they need. No TypeORM, no BullMQ, no Nest below this line.
export { createApplication, type Application } from './application.js';
export type { Deps, PasswordHasher } from './deps.js';
export { DefinitionRegistry } from './definitions/registry.js';
export type { DefinitionInput, ReleaseView } from './definitions/releases.js';
export * from './ports/case-store.port.js';
export * from './ports/jobs.port.js';
export * from './ports/office-store.port.js';
export * from './ports/proof-store.port.js';
export type { ActDone, ActInput, Answered } from './cases/act.js';
export type { Opened, OpenInput } from './cases/open.js';
export type { ActView, CaseView, DeadlineView, DecisionView, StateView, TraceLine } from './cases/questions.js';
export { mayKnow } from './cases/load.js';
export { changesOf, deadlineRow, refusedContent, writeEntry } from './cases/writing.js';
export { DEADLINE_JOB, jobIdOf, SWEEP_DEFAULTS, type SweepOptions } from './clockwork/sweep.js';
export { fireDeadline, type Alarm, type Fired } from './clockwork/fire.js';
export type { NewDelegation } from './office/delegations.js';
export { PASSWORD_LENGTH_MIN, type NewAppointment, type NewPerson } from './office/people.js';
export { API_TOKEN_DAYS_MAX, SESSION_HOURS, type SignedIn } from './office/sessions.js';

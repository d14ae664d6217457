// Assignment (分案): which procurator a case goes to, by rule or by a draw that anybody can check. Pure and synchronous; the hash and
// the secrets are handed in. What is not here: reading people and cases, and who may assign (use cases and engine).
export { commitmentOf, isSecret, SECRET_BYTES } from './commitment.js';
export { DRAW_FORMAT, drawFrom, POOL_MAX, TICKETS_MAX, type DrawInput, type DrawProof, type Excluded, type Ticketed } from './draw.js';
export { verifyDraw, type DrawPlace, type DrawReason, type DrawVerdict } from './verify-draw.js';
export { verifyDrawsOf, type CaseJournal, type JournaledEntry, type JournalVerdict } from './verify-journal.js';
export { rankByRule, type Bar, type Candidate, type Ranked, type RankReason, type RankRules } from './rank.js';
export {
  checkAssignmentRules, CRITERIA, MANUALS, METHODS, OWN_DEPARTMENT, POOL_ROLES, ruleFor, specialisationsOf, ticketsFor, weightOf,
  type AssignmentRule, type AssignmentRules, type CaseFacts, type Criterion, type Manual, type Method, type PathWeight, type Specialisation, type TicketStep,
} from './rules.js';

// What a question is about, and whom: the fields of the proposal that the decision names (`about`). Whoever is asked about has no part in
// answering (Rules 29). What is not here: refusing anybody (the gate, the session of the committee).
import type { JsonObject, PersonId } from '@quanze/kernel';
import type { CompiledDecision } from '../compile/compiled.js';
import type { OpenDecision } from './open-decision.js';

/** The values that say what is asked about; they hold whatever option is chosen. */
export function askedAbout(decision: CompiledDecision, open: OpenDecision): JsonObject {
  return Object.fromEntries(Object.entries(open.proposal.values ?? {}).filter(([name]) => decision.about.includes(name)));
}

/** The persons a question under way is about. */
export function concernedIn(decision: CompiledDecision, open: OpenDecision): readonly PersonId[] {
  return decision.aboutPerson.map((name) => open.proposal.values?.[name]).filter((value): value is PersonId => typeof value === 'string');
}

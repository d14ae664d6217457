// The reading log: that somebody had a case file open. Written while the answer is prepared and before it is given, so that who acts on what
// was read has opened the file; at most once a minute for one person, case and length of its journal, and the first time always.
// What is not here: what opening means for an act (`@quanze/formality`).
import { epochMsOf, type Instant } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity, LoadedCase } from '../ports/case-store.port.js';

const AGAIN_AFTER_MS = 60_000;
const REMEMBERED_MAX = 20_000;

// By store: two compositions in one process, as in tests, keep nothing in common. What is forgotten is only written once more.
const noted = new WeakMap<object, Map<string, number>>();

/** Notes that the person reads the case at this length of its journal. Nothing for a person outside of people, such as the clock. */
export async function noteReading(deps: Pick<Deps, 'formality'>, identity: Identity, { snapshot, seq }: Pick<LoadedCase, 'snapshot' | 'seq'>, at: Instant): Promise<void> {
  const known = noted.get(deps.formality) ?? new Map<string, number>();
  noted.set(deps.formality, known);
  const key = `${snapshot.caseId} ${identity.person} ${seq}`;
  const now = epochMsOf(at);
  const last = known.get(key);
  if (last !== undefined && now - last < AGAIN_AFTER_MS) return;
  await deps.formality.noteReading({ tenant: identity.tenant, caseId: snapshot.caseId, person: identity.person, seq, at });
  known.delete(key);
  known.set(key, now);
  if (known.size > REMEMBERED_MAX) known.delete(known.keys().next().value as string);
}

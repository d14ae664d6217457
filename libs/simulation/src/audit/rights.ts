// Whether a person could do an act as things stood: posts, team, recusals and bars read from the plain state of the case and the register of
// the office. Written from the documents, not from the gate. What is not here: how far a power reaches (a judge that is handed in may say).
import type { PersonFacts } from '@quanze/engine';
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { PlainAct, PlainPath } from './documents.js';

const PROCURATORS = ['procurator', 'dept_head', 'deputy_chief', 'chief'];
// Asked by name: heads of other departments take part in these.
const ASKED_BY_NAME = ['sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'read-copy'];

export interface RightQuestion {
  readonly path: PlainPath;
  readonly act: PlainAct;
  /** The state of the case before the act; empty for the act that opens it. */
  readonly state: JsonObject;
  readonly office: string;
  readonly superior: string;
  readonly person: PersonFacts;
  readonly at: string;
}

const rows = (value: JsonValue | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const isThere = (member: JsonObject, at: string): boolean => String(member['from']) <= at && (member['until'] === undefined || at < String(member['until']));

/** Why the person may not; null when nothing stands against it. `roles` are those in which the person could. */
export function whyNotEntitled(question: RightQuestion): { readonly problem: string | null; readonly roles: readonly string[] } {
  const { act, person, office, superior } = question;
  if (!person.posts.some((post) => post.office === office || post.office === superior)) return { problem: 'holds no post here', roles: [] };
  const bar = barOf(question);
  if (bar !== null) return { problem: bar, roles: [] };
  const roles = rolesOf(question).filter((role) => act.by.includes(role) && isAdmitted(question, role));
  return { problem: roles.length === 0 ? `is none of ${act.by.join(', ')}` : null, roles };
}

function barOf({ path, act, state, person }: RightQuestion): string | null {
  const own = rows(state['recusals']).filter((recusal) => recusal['person'] === person.person).map((recusal) => recusal['state']);
  if (own.includes('ordered')) return 'is recused';
  if (rows(state['bars']).some((bar) => bar['person'] === person.person)) return 'is barred';
  const states = (state['states'] ?? []) as readonly string[];
  const continues = path.pendingContinues || states.some((leaf) => [...path.continuingStates].some((id) => leaf === id || leaf.startsWith(`${id}.`)));
  if (own.includes('requested') && !continues) return 'waits for the answer to a request for recusal';
  if (act.flow === null || act.flow.kind === 'propose') return null;
  const open = (state['decisions'] as JsonObject | undefined)?.[act.flow.decision] as { readonly proposal?: { readonly values?: JsonObject } } | undefined;
  const about = path.decisions.get(act.flow.decision)?.about ?? [];
  return about.some((field) => open?.proposal?.values?.[field] === person.person) ? 'is whom the question is about' : null;
}

/** Every role the person has towards the case. */
function rolesOf({ act, state, person, office, superior, at }: RightQuestion): readonly string[] {
  const here = person.posts.filter((post) => post.office === office);
  const holds = (roles: readonly string[]): boolean => here.some((post) => roles.includes(post.role));
  const team = rows(state['team']).filter((member) => isThere(member, at));
  const found: string[] = [];
  for (const member of team.filter((row) => row['person'] === person.person)) {
    const role = String(member['role']);
    const replaced = ['handler', 'lead'].includes(role) && member['standsInFor'] === undefined && team.some((other) => other['standsInFor'] === person.person && other['alone'] === true);
    if (replaced) continue;
    if (['assistant', 'clerk'].includes(role)) { if (holds([role])) found.push(role); } else if (holds(PROCURATORS)) found.push(role === 'lead' ? 'handler' : role);
  }
  for (const post of here) {
    const isElsewhere = ['assistant', 'clerk'].includes(post.role) || (post.role === 'dept_head' && post.department !== state['department']);
    if (!isElsewhere || ASKED_BY_NAME.includes(act.flow?.kind ?? '')) found.push(post.role);
  }
  if (person.posts.some((post) => post.office === superior && ['chief', 'deputy_chief'].includes(post.role))) found.push('superior_official');
  return found;
}

/** States that only some roles act in. */
function isAdmitted({ path, state }: RightQuestion, role: string): boolean {
  if (path.actorsIn.size === 0) return true;
  const leaves = (state['states'] ?? []) as readonly string[];
  const limits = leaves.map((leaf) => path.actorsIn.get(leaf)).filter((limit) => limit !== undefined);
  return limits.length === 0 || limits.some((limit) => limit.includes(role));
}

// Tasks that no state declares by itself: for people with a role of the path's own in states that name no task, for members of the committee
// whose word in writing is missing, and for whoever got a copy and has not read it. What is not here: tasks that states, flows and acts
// declare (`tasks.ts`), and who finds them (the inbox).
import type { PersonId } from '@quanze/kernel';
import type { CompiledNode, CompiledPath } from '../compile/compiled.js';
import type { ActorRole } from '../definition/case-path.js';
import { majorityOf } from '../flow/meeting.js';
import type { CommitteeRules } from '../flow/committee-rules.js';
import type { Meeting, OpenDecision } from '../flow/open-decision.js';
import { admittedTo, isDoneIn } from './admission.js';
import type { CaseSnapshot } from './snapshot.js';

/** The path's own roles that can lead a case on from a state of work that names no task, in the order of the path. A role that may only note
 *  something there is not asked. Nobody is asked where the path declares no role, so the usual path costs nothing. */
export function ownRolesAsked(path: CompiledPath, { id, kind, task }: Pick<CompiledNode, 'id' | 'kind' | 'task'>): readonly ActorRole[] {
  const own = Object.keys(path.document.roles ?? {});
  if (own.length === 0 || kind !== 'work' || task !== null) return [];
  const asked = new Set<string>();
  for (const act of path.acts.values()) {
    if (act.creates || !act.candidates.some(({ target }) => target !== id) || !isDoneIn(path, act, id)) continue;
    for (const role of admittedTo(path, act, id)) asked.add(role);
  }
  return own.filter((role) => asked.has(role));
}

/** Whom a session waits for: the votes of those present, then, where no option has its majority, the written opinions of the absent, then the
 *  chair who establishes the result.   @source 检委会规则 17, 21, 23 */
export function awaitedIn(meeting: Meeting, { majorityShareMin }: CommitteeRules): readonly PersonId[] {
  const silent = (people: readonly PersonId[]): readonly PersonId[] => people.filter((person) => !meeting.votes.some((vote) => vote.person === person));
  const present = silent(meeting.present);
  if (present.length > 0) return present;
  const absent = majorityOf(meeting, majorityShareMin) === null ? silent(meeting.members.filter((person) => !meeting.steppedAside.includes(person))) : [];
  return absent.length > 0 ? absent : [meeting.chair];
}

/** Who got a copy of a question and has not said that it was read. Whoever lost the right to read the case is not asked to. */
export function unreadCopies({ readers = [] }: Pick<CaseSnapshot, 'readers'>, { copies = [] }: Pick<OpenDecision, 'copies'>): readonly { readonly person: PersonId; readonly role: ActorRole }[] {
  return copies.filter(({ to, readSeq }) => readSeq === undefined && readers.includes(to)).map(({ to, as }) => ({ person: to, role: as ?? 'procurator' }));
}

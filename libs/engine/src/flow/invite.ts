// Who may be asked to sign, to take over a seat, or for an opinion: somebody with a role of the panel who is neither recused nor barred,
// whom the question is not about, and who fills no capacity in it that excludes reviewing. What is not here: whether a person may act at
// all (the gate), and what the panel itself forbids (`@quanze/approval`).
import { ok, refused, type PersonId, type Result } from '@quanze/kernel';
import type { ActorRole } from '../definition/case-path.js';
import type { PanelMembers } from '../definition/panel-rule.js';
import { standingsOf } from '../runtime/standing.js';
import type { PersonFacts, World } from '../runtime/world.js';
import { concernedIn } from './concerned.js';
import type { OpenContext } from './flow-context.js';
import { capacitiesOf } from './open-decision.js';

/** The role in which a person may be asked. Refuses `PERSON.UNKNOWN`, `FLOW.SIGNER_RECUSED`, `FLOW.SIGNER_BARRED`, `FLOW.SIGNER_CONCERNED`,
 *  `FLOW.SIGNER_CONFLICT`, `FLOW.SIGNER_WITHOUT_ROLE`.   INVARIANT: nobody is asked who proposed. @source Rules 6-7, 24-36 */
export function mayBeAsked({ snapshot, world, decision, open }: OpenContext, person: PersonId, members: PanelMembers): Result<ActorRole> {
  const facts = factsOf(world, person);
  if (facts === undefined) return refused('PERSON.UNKNOWN', { person });
  if (snapshot.recusals.some((recusal) => recusal.person === person && recusal.state !== 'rejected')) return refused('FLOW.SIGNER_RECUSED', { person }, 'CPL 29–32; Rules 24–36');
  if (snapshot.bars.some((bar) => bar.person === person)) return refused('FLOW.SIGNER_BARRED', { person }, 'Rules 35, 290, 379');
  if (concernedIn(decision, open).includes(person)) return refused('FLOW.SIGNER_CONCERNED', { person }, 'Rules 29');
  const filled = capacitiesOf(open, person);
  const excluded = ['propose', ...decision.flow.conflicts.flatMap(([a, b]) => (a === 'review' ? [b] : b === 'review' ? [a] : []))];
  const conflict = excluded.find((capacity) => (filled as ReadonlySet<string>).has(capacity));
  if (conflict !== undefined) return refused('FLOW.SIGNER_CONFLICT', { person, filled: conflict }, 'Rules 6–7; four eyes');
  const role = standingsOf(snapshot, { ...world, actor: facts }, 'office')
    .filter(({ post }) => members.from !== 'department' || post.department === undefined || post.department === snapshot.department)
    .map((standing) => standing.role).find((each) => members.roles.includes(each));
  return role === undefined ? refused('FLOW.SIGNER_WITHOUT_ROLE', { person, needs: members.roles }) : ok(role);
}

/** What the act was told of a person. */
export function factsOf(world: World, person: PersonId): PersonFacts | undefined {
  return person === world.actor.person ? world.actor : world.named.get(person);
}

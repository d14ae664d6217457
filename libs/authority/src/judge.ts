// The authority gate: may this actor take this decision in this case, now, under this list? A pure function of its arguments.
// What is not here: the powers themselves (a power list), reading of facts, and writing the attempt down (the engine).
import { ok, refused, type Result } from '@quanze/kernel';
import { maySend, rightToDecide } from './actor-rights.js';
import { SLOT, VALUE } from './builtin-facts.js';
import type { FactRow } from './compile-condition.js';
import type { CompiledPower, CompiledPowerList } from './compile.js';
import type { AuthorityQuery, CaseFacts, QueryActor, Verdict } from './query.js';
import { defaultRow, isRole, readActor, readCaseFacts, type ActorView, type ReadingProblem } from './read-facts.js';
import { bodiesOf, concreteRank, requiredBodies } from './required-bodies.js';
import { permit, refer, referMissing, refuse, refuseByCheck, refuseUnreadable, type Matter } from './verdicts.js';
import { BODY, type Body } from './vocabulary.js';

/** Judges one query. Nothing fails open: an unknown role, power, list, fact or value refuses with its own code
 *  (`AUTHORITY.UNKNOWN_ROLE`, `.UNKNOWN_POWER`, `.LIST_MISMATCH`, `.UNKNOWN_FACT`, `.UNKNOWN_FACT_VALUE`).
 *  Order of precedence: role, power, list, facts, bars of the person, blocks of the case, raising by the person concerned,
 *  capacity, the actor's right. INVARIANT: equal queries get equal verdicts. @source 人民检察院组织法 28-34; 人民检察院刑事诉讼规则 4-7 */
export function judge(compiled: CompiledPowerList, query: AuthorityQuery): Verdict {
  const power = compiled.powers.get(query.action) ?? null;
  const matter: Matter = { compiled, action: query.action, power };
  const { role } = query.actor;
  if (!isRole(role)) return refuse(matter, 'R1.unknown-role', null, { role: String(role) });
  if (power === null) return refuse(matter, 'R2.unknown-power', null);
  const row = defaultRow(compiled);
  const problem = readList(compiled, query.list, row) ?? readCaseFacts(compiled, power, query.case ?? NO_FACTS, row);
  if (problem !== null) return refuseUnreadable(matter, problem);
  const actor = readActor(query.actor, role, power, row);
  if ('code' in actor) return refuseUnreadable(matter, actor);
  for (const check of power.checks) if (check.test(row)) return refuseByCheck(matter, check, row);
  return judgeRight(matter, power, actor, row);
}

const NO_FACTS: CaseFacts = {};

/** The query may name the list it means, or say in its place whether the power is listed. */
function readList(compiled: CompiledPowerList, list: string | undefined, row: FactRow): ReadingProblem | null {
  if (list === undefined || list === null || list === compiled.list.id || list === compiled.listVersion) return null;
  const listed = compiled.facts.get('list')?.literals?.get(list);
  if (listed === undefined) return { code: 'AUTHORITY.LIST_MISMATCH', fact: 'list' };
  row[SLOT.list] = listed;
  return null;
}

function judgeRight(matter: Matter, power: CompiledPower, actor: ActorView, row: FactRow): Verdict {
  const required = requiredBodies(matter.compiled, power, row);
  // Above the highest procuratorate nobody can act, so an official of its superior is a contradiction in the query.
  if (actor.role === 'superior_official' && row[SLOT.procuratorate] === VALUE.spp) return refuse(matter, 'R1.no-superior', required);
  if (power.raised?.(row) === true) {
    // A procurator cannot be named as the body that decides on a person; such a list is wrong and must not let anybody through.
    if (required.local < BODY.chief) return refuse(matter, 'R2.not-evaluable', required);
    return refer(matter, 'R5.person-concerned-raises', required, bodiesOf(required, row));
  }
  if (actor.capacity !== null && !power.entry.capacities.includes(actor.capacity)) return refuse(matter, 'R1.capacity', required, { capacity: actor.capacity });
  const right = rightToDecide(matter.compiled, power, actor, required, row);
  if (right === null) {
    const sending = maySend(power, actor, required);
    return sending.may ? refer(matter, sending.rule, required, bodiesOf(required, row)) : refuse(matter, sending.rule, required);
  }
  const missing = required.consents.filter((consent) => right.rank < concreteRank(consent.body, row));
  const review = right.afterReview && power.entry.reviewFirst && required.local >= BODY.chief && row[SLOT.deptReview] === VALUE.reviewMissing;
  return missing.length === 0 && !review ? permit(matter, right, required) : referMissing(matter, required, missing, review);
}

/** Which bodies a power needs in a case, the deciding body first, then missing consents upwards, whoever asks.
 *  Refuses `AUTHORITY.UNKNOWN_POWER`, `AUTHORITY.UNKNOWN_FACT`, `AUTHORITY.UNKNOWN_FACT_VALUE`. Bars and blocks are not looked at:
 *  they stop the act, and do not change to whom the decision belongs. */
export function whoMayDecide(compiled: CompiledPowerList, action: string, facts: CaseFacts): Result<readonly Body[]> {
  const power = compiled.powers.get(action);
  if (power === undefined) return refused('AUTHORITY.UNKNOWN_POWER', { power: action }, compiled.listVersion);
  const row = defaultRow(compiled);
  const problem = readCaseFacts(compiled, power, facts, row);
  if (problem !== null) return refused(problem.code, { power: action, fact: problem.fact }, compiled.listVersion);
  return ok(bodiesOf(requiredBodies(compiled, power, row), row));
}

/** Whether the actor may at least put the matter forward: true for whoever decides it and for whoever may propose it. */
export function mayPropose(compiled: CompiledPowerList, actor: QueryActor, action: string, facts: CaseFacts): boolean {
  return judge(compiled, { actor, action, case: facts }).verdict !== 'refuse';
}

// What an actor may do with a power whose required bodies are known: decide in his or her own right, decide for somebody else, or
// only put the matter forward. What is not here: which bodies are required (`required-bodies.ts`).
import type { FactRow } from './compile-condition.js';
import type { CompiledPower, CompiledPowerList } from './compile.js';
import type { ActorView } from './read-facts.js';
import type { EngineRuleId } from './reasons.js';
import { concreteRank, superiorRank, type Required } from './required-bodies.js';
import { BODY, type Role } from './vocabulary.js';

/** A right to decide. `rank` is the highest body whose consent the actor's own decision contains. */
export interface Right {
  readonly rank: number;
  readonly decidesAs: Role;
  readonly delegation: boolean;
  readonly rule: EngineRuleId;
  /** The actor decides inside the procuratorate, above the handler, so a department review must have come first. */
  readonly afterReview: boolean;
}

/** Whether the actor reaches the deciding body. A higher authority may take a lower matter, never the reverse and never sideways;
 *  the committee takes only what was submitted or is reserved, which `requiredBodies` has already settled.
 *  @source 人民检察院组织法 28-33; 人民检察院刑事诉讼规则 4-7 */
export function rightToDecide(compiled: CompiledPowerList, power: CompiledPower, actor: ActorView, required: Required, row: FactRow): Right | null {
  const belongsTo = (body: number): boolean => required.local === body || (required.by === 'clause' && power.also.includes(body));
  const { entry } = power;
  switch (actor.role) {
    case 'chief': {
      const right = chiefsRight(belongsTo(BODY.chief), entry.takeover, required, null);
      return right ?? handlersRight(actor, belongsTo);
    }
    case 'deputy_chief': {
      const stands = actor.delegated && entry.delegable && compiled.list.deputyActsForChief;
      const right = stands ? chiefsRight(belongsTo(BODY.chief), entry.takeover, required, 'R5.deputy-under-delegation') : null;
      return right ?? handlersRight(actor, belongsTo);
    }
    case 'committee':
      return belongsTo(BODY.committee) ? own('committee', BODY.committee, true) : null;
    case 'superior_official': {
      if (required.local >= BODY.superior) return concreteRank(required.local, row) <= superiorRank(row) ? own('superior_official', superiorRank(row), false) : null;
      const open = required.local === BODY.procurator || required.local === BODY.chief || required.local === BODY.committee;
      return open && entry.takeover ? { ...own('superior_official', superiorRank(row), false), rule: 'R5.higher-takes-lower' } : null;
    }
    case 'dept_head':
      return belongsTo(BODY.deptHead) ? own('dept_head', BODY.deptHead, false) : handlersRight(actor, belongsTo);
    case 'case_mgmt':
      return belongsTo(BODY.caseMgmt) ? own('case_mgmt', BODY.caseMgmt, false) : null;
    case 'procurator':
    case 'lead':
      return handlersRight(actor, belongsTo);
    case 'team_member':
    case 'assistant':
    case 'clerk':
      return null;
  }
}

function own(role: Role, rank: number, afterReview: boolean): Right {
  return { rank, decidesAs: role, delegation: false, rule: 'R5.own-authority', afterReview };
}

/** The chief's right, or a deputy's who stands in under a recorded delegation: what belongs to the chief, and whatever is lower. */
function chiefsRight(isChiefs: boolean, takeover: boolean, required: Required, delegatedBy: EngineRuleId | null): Right | null {
  if (!isChiefs && !(takeover && required.local < BODY.chief)) return null;
  const rule = delegatedBy ?? (isChiefs ? 'R5.own-authority' : 'R5.higher-takes-lower');
  return { rank: BODY.chief, decidesAs: 'chief', delegation: delegatedBy !== null, rule, afterReview: true };
}

/** Whoever handles the case acts as procurator in it, whatever other post he or she holds. */
function handlersRight(actor: ActorView, belongsTo: (body: number) => boolean): Right | null {
  if (!actor.handles || !belongsTo(BODY.procurator)) return null;
  return own(actor.role === 'lead' ? 'lead' : 'procurator', BODY.procurator, false);
}

export interface Sending {
  readonly may: boolean;
  readonly rule: EngineRuleId;
}

/** Whether the actor may put the matter before the deciding body, and by which rule; or why the actor can do nothing here.
 *  Nothing is sent to a procurator or to case management, so such powers are not proposed to anybody. */
export function maySend(power: CompiledPower, actor: ActorView, required: Required): Sending {
  const { proposers } = power.entry;
  const { local } = required;
  if (local !== BODY.procurator && local !== BODY.caseMgmt) {
    if (actor.role === 'chief' && local > BODY.chief && proposers.includes('chief')) return { may: true, rule: 'R5.chief-proposes' };
    if (actor.handles && proposers.includes('handler')) return { may: true, rule: 'R5.handler-proposes' };
    const deputy = actor.role === 'deputy_chief' && (actor.portfolio || actor.delegated);
    if (deputy && local >= BODY.chief && proposers.includes('deputy')) return { may: true, rule: 'R5.deputy-proposes' };
    if (actor.role === 'committee' && local > BODY.committee && proposers.includes('committee')) return { may: true, rule: 'R5.committee-proposes' };
  }
  return { may: false, rule: refusalOf(actor) };
}

function refusalOf(actor: ActorView): EngineRuleId {
  switch (actor.role) {
    case 'procurator':
    case 'lead':
      return actor.handles ? 'R5.not-the-handlers' : 'R5.not-handler';
    case 'team_member':
      return 'R5.team-member';
    case 'assistant':
    case 'clerk':
      return 'R5.support-staff';
    case 'dept_head':
      return 'R5.head-reviews-only';
    case 'case_mgmt':
      return 'R5.case-management';
    case 'deputy_chief':
      return 'R5.deputy-without-delegation';
    case 'chief':
      return 'R5.not-the-chiefs';
    case 'committee':
      return 'R5.not-submitted';
    case 'superior_official':
      return 'R5.beyond-superior';
  }
}

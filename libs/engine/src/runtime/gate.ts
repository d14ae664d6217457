// The gate: may this person do this act in this case now, in which role, on what authority? Every act passes here exactly
// once, and nothing else in the engine grants anything. The power list decides about powers (`@quanze/authority`); what is
// decided here is who the person is to the case: bars, recusal, role, four eyes.
import { judge, type AuthorityQuery, type Verdict } from '@quanze/authority';
import { assert, ok, refused, type Refusal, type Result } from '@quanze/kernel';
import type { AccessLetter } from '../compile/access.js';
import type { CompiledAct, CompiledPath, FlowAct } from '../compile/compiled.js';
import type { Capacity } from '../definition/case-path.js';
import { concernedIn } from '../flow/concerned.js';
import { capacitiesOf } from '../flow/open-decision.js';
import type { EntryDuty } from './outcome.js';
import { carriersOf, type CaseSnapshot, type Signatory } from './snapshot.js';
import { notAdmitted } from './admission.js';
import { delegationFor, standingsOf, type AuthorityRole, type Standing } from './standing.js';
import type { Delegation, World } from './world.js';

/** What an act needs from the power list. */
export interface Need {
  /** `decide`: the verdict must permit. `propose`: permit or refer. `report-up`: the local decider, for what needs a higher consent.
   *  `decide-or-report-up`: either of the two. `none`: the role is enough. */
  readonly mode: 'decide' | 'propose' | 'report-up' | 'decide-or-report-up' | 'none';
  readonly power: string | null;
  /** A second power that must be permitted as well: who decides differently needs that power and the one over the option. */
  readonly also?: string;
  /** Facts the engine itself knows about this moment (department review, quorum, submission by the chief …). */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Facts given by the payload, with the letter of the right that giving each needs. */
  readonly gives?: readonly (readonly [fact: string, letter: AccessLetter])[];
  /** The body whose power is used when it is not the person's own (the chair concludes for the committee). */
  readonly body?: AuthorityRole;
}

export interface Grant {
  readonly standing: Standing;
  readonly signatory: Signatory;
  readonly verdict: Verdict | null;
  readonly power: string | null;
  /** The duty it is done under, when no power is used. */
  readonly duty: EntryDuty | null;
}

export const NO_NEED: Need = { mode: 'none', power: null, facts: {} };

/** Judges one attempt. Refuses, in this order of precedence: `AUTHORITY.NO_POST`, `RECUSAL.IN_FORCE`, `PARTICIPATION.BARRED`,
 *  `RECUSAL.PENDING`, `PARTICIPATION.SAME_HANDLER`, `PARTICIPATION.CONCERNED`, `AUTHORITY.NOT_YOUR_ROLE`, `AUTHORITY.STATE_CLOSED_TO_ROLE`,
 *  `FACTS.NOT_YOURS`, `AUTHORITY.CONFLICTING_CAPACITY`, `AUTHORITY.REFER`, `AUTHORITY.REFUSED`. */
export function passGate(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, need: Need, as: string | undefined): Result<Grant> {
  const barred = barOf(path, snapshot, world);
  if (barred !== null) return { ok: false, refusal: barred };
  const same = sameHandlerOf(path, snapshot, world, act);
  if (same !== null) return { ok: false, refusal: same };
  const concerned = concernedBar(path, snapshot, world, act);
  if (concerned !== null) return { ok: false, refusal: concerned };
  const standings = standingsOf(snapshot, world, ASKED_KINDS.includes(act.flow?.kind ?? '') ? 'office' : 'case').filter((s) => act.by.includes(s.role) && (as === undefined || s.role === as));
  if (standings.length === 0) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: act.id, needs: act.by, ...(as === undefined ? {} : { as }) }, act.source ?? undefined);
  let first: Refusal | null = null;
  for (const standing of standings) {
    const grant = tryStanding(path, snapshot, world, act, need, standing);
    if (grant.ok) return grant;
    // Of several roles the most informative refusal is told: one that names who may decide.
    if (first === null || (first.code !== 'AUTHORITY.REFER' && grant.refusal.code === 'AUTHORITY.REFER')) first = grant.refusal;
  }
  return { ok: false, refusal: first as Refusal };
}

function tryStanding(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, need: Need, standing: Standing): Result<Grant> {
  const closed = notAdmitted(path, snapshot, act, standing.role, need.gives);
  if (closed !== null) return { ok: false, refusal: closed };
  const conflict = act.flow === null ? null : conflictOf(path, snapshot, act, act.flow, world, standing);
  if (conflict !== null) return { ok: false, refusal: conflict };
  if (need.mode === 'none' || need.power === null) return ok(grantOf(world, act, standing, null, null, undefined));
  const delegation = delegationOf(standing, world, snapshot, need.power);
  const role = need.body ?? standing.authority;
  if (role === null) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: act.id, needs: act.by });
  const verdict = judge(world.powers, queryOf(path, snapshot, standing, role, need, delegation));
  if (!allows(verdict, need.mode)) return { ok: false, refusal: refusalOf(verdict, need.power) };
  if (need.also !== undefined) {
    const second = judge(world.powers, queryOf(path, snapshot, standing, role, { ...need, power: need.also }, delegationOf(standing, world, snapshot, need.also)));
    if (second.verdict !== 'permit') return { ok: false, refusal: refusalOf(second, need.also) };
  }
  return ok(grantOf(world, act, standing, verdict, need.power, delegation));
}

function allows(verdict: Verdict, mode: Need['mode']): boolean {
  if (mode === 'decide') return verdict.verdict === 'permit';
  if (mode === 'propose') return verdict.verdict !== 'refuse';
  if (mode === 'decide-or-report-up' && verdict.verdict === 'permit') return true;
  return verdict.verdict === 'refer' && verdict.of.length > 0 && verdict.of.every((body) => OUTSIDE_BODIES.includes(body));
}

const OUTSIDE_BODIES: readonly string[] = ['superior', 'provincial', 'spp'];

/** Only a deputy acts on a delegation of the chief (Org 29). */
function delegationOf(standing: Standing, world: World, snapshot: CaseSnapshot, power: string): Delegation | undefined {
  return standing.authority === 'deputy_chief' ? delegationFor(world, snapshot, power) : undefined;
}

/** What the power list says of a power to somebody in one standing, whether or not that suffices for an act; null in a standing that
 *  holds no power. The facts of the case are those whose words are given. */
export function verdictFor(path: Pick<CompiledPath, 'authorityWords'>, snapshot: CaseSnapshot, world: World, standing: Standing, power: string, facts: Need['facts']): Verdict | null {
  if (standing.authority === null) return null;
  return judge(world.powers, queryOf(path, snapshot, standing, standing.authority, { mode: 'decide', power, facts }, delegationOf(standing, world, snapshot, power)));
}

function barOf(path: CompiledPath, snapshot: CaseSnapshot, world: World): Refusal | null {
  const { person, posts } = world.actor;
  if (!posts.some((post) => post.office === snapshot.office || post.office === world.superiorOffice)) return refused('AUTHORITY.NO_POST').refusal;
  const recusal = snapshot.recusals.filter((r) => r.person === person);
  if (recusal.some((r) => r.state === 'ordered')) return refused('RECUSAL.IN_FORCE', {}, 'CPL 29–32; Rules 24–36').refusal;
  const bar = snapshot.bars.find((b) => b.person === person);
  if (bar !== undefined) return refused('PARTICIPATION.BARRED', { reason: bar.reason }, 'Rules 35, 290, 379').refusal;
  if (recusal.some((r) => r.state === 'requested') && pendingRecusalSuspends(path, snapshot)) {
    return refused('RECUSAL.PENDING', {}, 'CivR 14; AdmR 15; criminal cases: rule of this engine').refusal;
  }
  return null;
}

/** Where the law wants another procurator (Rules 290, 379), nobody who had carried the case when the earlier decision fell may
 *  act on the question. Nobody may while it is not known who that was. */
function sameHandlerOf(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct): Refusal | null {
  const rule = act.flow === null ? null : (path.decisions.get(act.flow.decision)?.differentHandler ?? null);
  if (rule === null || act.flow === null || !HANDLER_KINDS.includes(act.flow.kind)) return null;
  const carriers = snapshot.carriedBy?.[rule.from] ?? carriersOf(snapshot, world.at);
  return carriers.includes(world.actor.person) ? refused('PARTICIPATION.SAME_HANDLER', { decision: act.flow.decision }, rule.source).refusal : null;
}

/** Whoever a question is about has no part in it, beyond bringing it up (Rules 29–31). */
function concernedBar(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct): Refusal | null {
  if (act.flow === null || act.flow.kind === 'propose') return null;
  const [decision, open] = [path.decisions.get(act.flow.decision), snapshot.decisions[act.flow.decision]];
  if (decision === undefined || open === undefined || !concernedIn(decision, open).includes(world.actor.person)) return null;
  return refused('PARTICIPATION.CONCERNED', { decision: act.flow.decision }, 'Rules 29').refusal;
}

// Acts of people who were asked by name: each of them looks for the own seat or copy itself.
const ASKED_KINDS: readonly string[] = ['sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'read-copy'];

const HANDLER_KINDS: readonly string[] = ['propose', 'decide', 'send-up', 'issue'];

/** Whether a pending request for recusal stops the person's work: the states under way may say otherwise than the path. */
function pendingRecusalSuspends(path: CompiledPath, snapshot: CaseSnapshot): boolean {
  const words = snapshot.states.flatMap((leaf) => (path.nodes.get(leaf)?.ancestors ?? []).map((id) => path.nodes.get(id)?.pendingRecusal));
  return !words.includes('continues') && path.document.pendingRecusal !== 'continues';
}

function conflictOf(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, flow: FlowAct, world: World, standing: Standing): Refusal | null {
  // Taking a question back takes nobody's part in it back.
  const open = snapshot.decisions[flow.decision] ?? snapshot.heard?.[flow.decision];
  if (open === undefined) return null;
  const decision = path.decisions.get(flow.decision);
  assert(decision !== undefined, `act ${act.id} belongs to no decision`);
  const capacity: Capacity | 'propose' = flow.kind === 'propose' ? 'propose' : act.capacity;
  const filled = capacitiesOf(open, world.actor.person);
  for (const [a, b] of decision.flow.conflicts) {
    const other = a === capacity ? b : b === capacity ? a : null;
    if (other === null || !filled.has(other)) continue;
    // The chief who handles a case in person answers for both halves (responsibility A31); nobody else may.
    const ownCaseOfChief = standing.authority === 'chief' && other === 'propose' && capacity === 'decide';
    const decidesOwnProposal = standing.isHandler && other === 'propose' && capacity === 'decide';
    if (!ownCaseOfChief && !decidesOwnProposal) return refused('AUTHORITY.CONFLICTING_CAPACITY', { capacity, filled: other }, 'Rules 6–7; four eyes').refusal;
  }
  return null;
}

function queryOf(path: Pick<CompiledPath, 'authorityWords'>, snapshot: CaseSnapshot, standing: Standing, role: AuthorityRole, need: Need, delegation: Delegation | undefined): AuthorityQuery {
  return {
    actor: { role, is_handler: standing.isHandler, delegation: delegation === undefined ? 'none' : 'in_force', portfolio: standing.inPortfolio },
    action: need.power as string,
    case: { ...authorityFacts(path, snapshot), form: 'written', ...need.facts },
  };
}

/** The facts of the case in the words of the power list. */
export function authorityFacts(path: Pick<CompiledPath, 'authorityWords'>, snapshot: CaseSnapshot): Readonly<Record<string, string | number | boolean>> {
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, word] of path.authorityWords) {
    const value = snapshot.facts[name];
    if (value !== undefined && value !== null && typeof value !== 'object') facts[word] = value;
  }
  return facts;
}

function grantOf(world: World, act: CompiledAct, standing: Standing, verdict: Verdict | null, power: string | null, delegation: Delegation | undefined): Grant {
  const usesDelegation = delegation !== undefined && verdict?.verdict === 'permit';
  return {
    standing, verdict, power, duty: verdict === null ? dutyOf(world, act, standing) : null,
    signatory: {
      person: world.actor.person, role: standing.role, capacity: act.flow?.kind === 'propose' ? 'propose' : act.capacity, appointment: standing.post.appointment,
      ...(standing.standsInFor === undefined ? {} : { standsInFor: standing.standsInFor }),
      ...(usesDelegation ? { onBehalfOf: delegation.from, delegation: delegation.id } : {}),
    },
  };
}

/** Whoever handles a case does so alone or as lead of a team, whatever higher post the person also holds. */
function dutyOf({ duties }: World, act: CompiledAct, { role, authority }: Standing): EntryDuty | null {
  const acting = role !== 'handler' ? role : authority === 'lead' ? 'lead' : 'procurator';
  const duty = duties?.of(acting, act.capacity, act.duty) ?? null;
  return duties === undefined || duty === null ? null : { duty, list: duties.listVersion };
}

function refusalOf(verdict: Verdict, power: string): Refusal {
  const source = verdict.reasons.map((reason) => reason.source).join('; ');
  const params = { power, rule: verdict.rule, list: verdict.listVersion, reasons: verdict.reasons.map((reason) => reason.code), of: [...verdict.of] };
  return refused(verdict.verdict === 'refuse' ? 'AUTHORITY.REFUSED' : 'AUTHORITY.REFER', params, source).refusal;
}

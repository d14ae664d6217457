// Selecting a handler before the case is assigned: by draw, or by a choice of the chief with reasons. A selection is an entry of its own,
// done by whoever may assign and through the same gate; it changes nothing but what the next assignment must name.
// What is not here: drawing (`@quanze/assignment`), pools and rules (use cases), and holding an assignment to it (`selected.ts`).
import { ok, refused, type Instant, type JsonObject, type PersonId, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { FieldDeclaration } from '../definition/common.js';
import { activeNodes, isPossible, needOf } from './decide.js';
import { contextOf, unmetConditions } from './facts.js';
import { finish } from './finish.js';
import { passGate, type Grant } from './gate.js';
import type { Outcome } from './outcome.js';
import { checkPayload } from './payload.js';
import { carriersOf, handlerAt, type CaseSnapshot, type Selection } from './snapshot.js';
import { qualifies } from './standing.js';
import type { Command, PersonFacts, World } from './world.js';

/** Names of the two entries. Acts of a path have no dot in their names, and no decision is called `assignment`. */
export const DRAW_ACT = 'assignment.draw';
export const CHOICE_ACT = 'assignment.choose';
export const SELECTION_LABELS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  [DRAW_ACT]: { zh: '随机分案抽取', en: 'Draw of the handler' },
  [CHOICE_ACT]: { zh: '检察长指定承办人', en: 'Choice of the handler by the chief' },
};

/** What a draw gave: the person, the number of the commitment it used, and the proof that goes into the entry. */
export interface Drawn {
  readonly chosen: PersonId;
  readonly number: number;
  readonly proof: JsonObject;
}

/** Why somebody cannot carry the case, whatever rules an office has. */
export type CaseBar = 'no-procurator-post' | 'recused' | 'recusal-pending' | 'investigator' | 'barred' | 'former-handler' | 'current-handler';

type Asked = Pick<Command, 'payload' | 'as' | 'expectedVersion'>;

const LENGTH_MAX = 2000;
const REASONS = { type: 'text', label: { zh: '理由', en: 'Reasons' }, length: LENGTH_MAX, sensitive: true } as const;
const PERSON = { type: 'person', label: { zh: '承办检察官', en: 'Handler' }, required: true } as const;
// The chief decides on a designated handler; a deputy only under a delegation, which the gate asks for.
const CHOOSERS = ['chief', 'deputy_chief'] as const;
const ASSIGN_POWER = 'general.case.assign';
const INVESTIGATOR = 'was-investigator';

/** Records a draw. `payload.reasons` is required when a selection stands already. Refuses `CASE.VERSION_CONFLICT`, `CASE.ENDED`,
 *  `CASE.STATE_FORBIDS_ACT`, `PAYLOAD.INVALID`, `ASSIGNMENT.REASONS_REQUIRED`, like the gate, and what `draw` refuses.
 *  @param draw asked last, so that nothing is drawn for an attempt that is refused anyway; gets the number of the round */
export function recordDraw(path: CompiledPath, snapshot: CaseSnapshot, asked: Asked, world: World, seq: number, draw: (round: number) => Result<Drawn>): Result<Outcome> {
  const acts = assignable(path, snapshot, asked, world);
  if (!acts.ok) return acts;
  const input = checkPayload(asked.payload, { reasons: REASONS });
  if (!input.ok) return input;
  const before = snapshot.draws ?? [];
  if (before.length > 0 && !isReasoned(input.value)) return refused('ASSIGNMENT.REASONS_REQUIRED');
  const grant = grantOf(path, snapshot, acts.value, world, asked.as);
  if (!grant.ok) return grant;
  const round = before.filter(({ kind }) => kind === 'draw').length + 1;
  const drawn = draw(round);
  if (!drawn.ok) return drawn;
  const { chosen, number, proof } = drawn.value;
  const outcome = finishSelection(path, snapshot, { kind: 'draw', round, chosen, by: world.actor.person, at: world.at, seq, number }, DRAW_ACT, 'draw', grant.value, input.value);
  return ok({ ...outcome, entry: { ...outcome.entry, payload: { ...outcome.entry.payload, draw: proof } } });
}

/** Records the chief's choice of `payload.person` for `payload.reasons`. Refuses as `recordDraw`, and `PERSON.UNKNOWN`,
 *  `TEAM.NOT_QUALIFIED`, `TEAM.BARRED`, `TEAM.ALREADY_MEMBER`.   @source 组织法 36 */
export function recordChoice(path: CompiledPath, snapshot: CaseSnapshot, asked: Asked, world: World, seq: number): Result<Outcome> {
  const acts = assignable(path, snapshot, asked, world);
  if (!acts.ok) return acts;
  const fields: Readonly<Record<string, FieldDeclaration>> = { person: PERSON, reasons: { ...REASONS, required: true } };
  const input = checkPayload(asked.payload, fields);
  if (!input.ok) return input;
  const grant = grantOf(path, snapshot, acts.value.map((act) => ({ ...act, by: CHOOSERS, matter: act.matter ?? ASSIGN_POWER })), world, asked.as);
  if (!grant.ok) return grant;
  const chosen = input.value['person'] as PersonId;
  const facts = chosen === world.actor.person ? world.actor : world.named.get(chosen);
  const bar = facts === undefined ? refused('PERSON.UNKNOWN', { person: chosen }).refusal : choiceBarOf(caseBarsOf(path, snapshot, facts, world), chosen);
  if (bar !== null) return { ok: false, refusal: bar };
  const round = (snapshot.draws ?? []).filter(({ kind }) => kind === 'draw').length;
  return ok(finishSelection(path, snapshot, { kind: 'choice', round, chosen, by: world.actor.person, at: world.at, seq }, CHOICE_ACT, 'act', grant.value, input.value));
}

/** Whether somebody may assign the case now. Refuses like `recordDraw` up to the gate. */
export function mayAssign(path: CompiledPath, snapshot: CaseSnapshot, asked: Pick<Asked, 'as' | 'expectedVersion'>, world: World): Result<Grant> {
  const acts = assignable(path, snapshot, asked, world);
  return acts.ok ? grantOf(path, snapshot, acts.value, world, asked.as) : acts;
}

/** Everything in the case itself that keeps a person from carrying it.   @source CPL 29–32; Rules 24–36, 290, 300, 379 */
export function caseBarsOf(path: CompiledPath, snapshot: CaseSnapshot, facts: PersonFacts, world: Pick<World, 'at'>): readonly CaseBar[] {
  const { person } = facts;
  const bars: CaseBar[] = [];
  if (!qualifies(facts, snapshot.office, 'handler')) bars.push('no-procurator-post');
  const recusals = snapshot.recusals.filter((recusal) => recusal.person === person);
  if (recusals.some(({ state }) => state === 'ordered')) bars.push('recused');
  if (recusals.some(({ state }) => state === 'requested')) bars.push('recusal-pending');
  for (const { reason } of snapshot.bars.filter((bar) => bar.person === person)) bars.push(reason === INVESTIGATOR ? 'investigator' : 'barred');
  if (formerHandlers(path, snapshot, world.at).includes(person)) bars.push('former-handler');
  if (handlerAt(snapshot, world.at)?.person === person) bars.push('current-handler');
  return bars;
}

/** Who carried the case until a decision that now somebody else has to look at. */
function formerHandlers(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): readonly PersonId[] {
  const active = activeNodes(path, snapshot.states);
  return [...path.decisions.values()].flatMap((decision) => {
    const rule = decision.differentHandler;
    const isAsked = active.has(decision.key) || (decision.home.some((state) => active.has(state)) && unmetConditions(decision.conditions, contextOf(snapshot.facts)).length === 0);
    return rule === null || rule === undefined || !isAsked ? [] : (snapshot.carriedBy?.[rule.from] ?? carriersOf(snapshot, at));
  });
}

/** Acts that would give the case to a handler now: the matter a selection prepares. */
function assignable(path: CompiledPath, snapshot: CaseSnapshot, { expectedVersion }: Pick<Asked, 'expectedVersion'>, world: World): Result<readonly CompiledAct[]> {
  if (expectedVersion !== undefined && expectedVersion !== snapshot.version) return refused('CASE.VERSION_CONFLICT', { expected: expectedVersion, actual: snapshot.version });
  if (snapshot.status === 'ended') return refused('CASE.ENDED', { ending: snapshot.ending ?? '' });
  const kinds = handlerAt(snapshot, world.at) === undefined ? ['assign-handler', 'reassign-handler'] : ['reassign-handler'];
  const acts = [...path.acts.values()].filter((act) => kinds.includes(act.effect?.kind ?? '') && isPossible(path, snapshot, act) && unmetConditions(act.conditions, contextOf(snapshot.facts)).length === 0);
  return acts.length === 0 ? refused('CASE.STATE_FORBIDS_ACT', { act: DRAW_ACT, states: snapshot.states }) : ok(acts);
}

function grantOf(path: CompiledPath, snapshot: CaseSnapshot, acts: readonly CompiledAct[], world: World, as: string | undefined): Result<Grant> {
  let first: Refusal | null = null;
  for (const act of acts) {
    const grant = passGate(path, snapshot, world, act, needOf(act), as);
    if (grant.ok) return grant;
    if (first === null || tellingOf(grant.refusal) > tellingOf(first)) first = grant.refusal;
  }
  return { ok: false, refusal: first as Refusal };
}

/** Of several refusals the most telling is told: who may, before why not, before whose act it is. */
function tellingOf({ code }: Refusal): number {
  return code === 'AUTHORITY.REFER' ? 2 : code === 'AUTHORITY.NOT_YOUR_ROLE' ? 0 : 1;
}

function choiceBarOf(bars: readonly CaseBar[], person: PersonId): Refusal | null {
  if (bars.includes('no-procurator-post')) return refused('TEAM.NOT_QUALIFIED', { person, role: 'handler' }, 'Org 28; Rules 5').refusal;
  if (bars.includes('current-handler')) return refused('TEAM.ALREADY_MEMBER', { person }).refusal;
  return bars.length > 0 ? refused('TEAM.BARRED', { person }, 'CPL 29–32; Rules 24–36, 290, 379').refusal : null;
}

function finishSelection(path: CompiledPath, snapshot: CaseSnapshot, selection: Selection, act: string, kind: 'draw' | 'act', grant: Grant, input: JsonObject): Outcome {
  const changed = { ...snapshot, draws: [...(snapshot.draws ?? []), selection] };
  return finish(path, snapshot, changed, { kind, act, grant, input, sealed: Object.hasOwn(input, 'reasons') ? ['reasons'] : [], record: null, at: selection.at });
}

function isReasoned({ reasons }: JsonObject): boolean {
  return typeof reasons === 'string' && reasons.trim() !== '';
}

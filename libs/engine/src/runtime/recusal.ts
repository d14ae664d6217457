// Recusal (回避): asked for, decided, a rejection served and reconsidered once. An order takes the person out of the case at once and
// puts everything the person had done in it under question (Rules 36). What is not here: who may decide (the gate and the power
// list), judging the earlier acts (`earlier-acts.ts`), and what falls with them (`fallen.ts`).
import { computeDeadline } from '@quanze/calendar';
import { assert, lawDateOf, ok, parseLocalDate, refused, type Instant, type JsonObject, type LocalDate, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { BuiltInEffect } from '../definition/case-path.js';
import { committeeRulesOf } from '../flow/committee-rules.js';
import { concernedIn } from '../flow/concerned.js';
import { judgeEarlierActs } from './earlier-acts.js';
import { withoutMember } from './fallen.js';
import type { CaseSnapshot, EarlierAct, Recusal } from './snapshot.js';
import { removeFromTeam } from './team.js';
import type { World } from './world.js';

const KINDS = ['request-recusal', 'order-recusal', 'serve-recusal-rejection', 'register-recusal-reconsideration', 'answer-recusal-reconsideration', 'judge-earlier-acts'] as const;
export type RecusalEffect = Extract<BuiltInEffect, { readonly kind: (typeof KINDS)[number] }>;

/** Where an effect takes place. */
export interface Occasion {
  readonly path: CompiledPath;
  readonly world: World;
  /** Number of the entry of the act. */
  readonly seq: number;
  /** The decision whose option has the effect; absent for an act of the path. */
  readonly decision?: string;
}

export function isRecusalEffect(effect: BuiltInEffect): effect is RecusalEffect {
  return (KINDS as readonly string[]).includes(effect.kind);
}

/** Effects by which somebody decides on a person: they depend on who that is. */
export function isAboutRecused(effect: BuiltInEffect): effect is Extract<RecusalEffect, { readonly kind: 'order-recusal' | 'answer-recusal-reconsideration' | 'judge-earlier-acts' }> {
  return effect.kind === 'order-recusal' || effect.kind === 'answer-recusal-reconsideration' || effect.kind === 'judge-earlier-acts';
}

/** A value an effect reads: a field of the payload, or a word said outright. */
export function wordOf(text: string | undefined, payload: JsonObject): unknown {
  if (text === undefined) return undefined;
  return text.startsWith('payload.') ? payload[text.slice('payload.'.length)] : text;
}

/** Whether an effect decides for recusal, by what the act was given. */
export function isGranted(effect: RecusalEffect, payload: JsonObject): boolean {
  return 'granted' in effect && [true, 'true'].includes(wordOf(effect.granted, payload) as boolean | string);
}

/** Applies an effect. Refuses `PERSON.UNKNOWN`, `RECUSAL.ALREADY_REQUESTED`, `RECUSAL.NOT_REQUESTED`,
 *  `RECUSAL.RECONSIDERATION_WAITING`, `RECUSAL.NOT_REJECTED`, `RECUSAL.DAY_IMPLAUSIBLE`, `RECUSAL.NOT_A_PARTY`, `RECUSAL.NOT_SERVED`,
 *  `RECUSAL.RECONSIDERATION_USED`, `RECUSAL.RECONSIDERATION_LATE`, `RECUSAL.RECONSIDERATION_NOT_ASKED`, and as `judgeEarlierActs`. @source Rules 24–37 */
export function applyRecusal(effect: RecusalEffect, snapshot: CaseSnapshot, payload: JsonObject, occasion: Occasion): Result<CaseSnapshot> {
  const person = wordOf(effect.person, payload) as PersonId | undefined;
  if (person === undefined || person === effect.person) return refused('PERSON.UNKNOWN', { field: effect.person });
  switch (effect.kind) {
    case 'request-recusal': return request(effect, snapshot, person, payload, occasion);
    case 'order-recusal': return decideOn(snapshot, person, isGranted(effect, payload), occasion);
    case 'serve-recusal-rejection': return serve(snapshot, person, wordOf(effect.on, payload), occasion);
    case 'register-recusal-reconsideration': return ask(effect, snapshot, person, wordOf(effect.on, payload), occasion);
    case 'answer-recusal-reconsideration': return answer(snapshot, person, isGranted(effect, payload), occasion);
    case 'judge-earlier-acts': return judgeEarlierActs(snapshot, person, wordOf(effect.stand, payload), wordOf(effect.fall, payload), occasion);
  }
}

/** Whether a person is chief of the office of the case, as far as the act was told who that is. */
export function isChief(snapshot: CaseSnapshot, person: PersonId, world: World): boolean {
  const facts = person === world.actor.person ? world.actor : world.named.get(person);
  return facts?.posts.some((post) => post.office === snapshot.office && post.role === 'chief') === true;
}

/** The recusal a question about a person is about: the last one. */
export function recusalOf(snapshot: CaseSnapshot, person: PersonId): Recusal | undefined {
  return snapshot.recusals.findLast((recusal) => recusal.person === person);
}

function request(effect: Extract<RecusalEffect, { readonly kind: 'request-recusal' }>, snapshot: CaseSnapshot, person: PersonId, payload: JsonObject, { world }: Occasion): Result<CaseSnapshot> {
  if (person !== world.actor.person && !world.named.has(person)) return refused('PERSON.UNKNOWN', { person });
  if (snapshot.recusals.some((r) => r.person === person && r.state !== 'rejected')) return refused('RECUSAL.ALREADY_REQUESTED', { person });
  const [applicant, ground] = [wordOf(effect.applicant, payload), wordOf(effect.ground, payload)];
  const asked: Recusal = {
    person, state: 'requested', requestedAt: world.at, ...(isChief(snapshot, person, world) ? { target: 'chief' as const } : {}),
    ...(typeof applicant === 'string' ? { applicant } : {}), ...(typeof ground === 'string' ? { ground } : {}),
  };
  return ok({ ...snapshot, recusals: [...snapshot.recusals, asked] });
}

/** The decision on a request, or on the body's own motion (Rules 29–31). Put to the committee, the same question also answers a
 *  reconsideration; where the committee does not order what nobody asked for, nothing changes. */
function decideOn(snapshot: CaseSnapshot, person: PersonId, granted: boolean, occasion: Occasion): Result<CaseSnapshot> {
  const last = recusalOf(snapshot, person);
  if (last?.state === 'ordered') return refused('RECUSAL.ALREADY_REQUESTED', { person });
  const isReconsidered = isWaiting(last);
  if (isReconsidered && occasion.decision === undefined) return refused('RECUSAL.RECONSIDERATION_WAITING', { person }, 'Rules 33');
  if (isReconsidered) return answer(snapshot, person, granted, occasion);
  const isPending = last?.state === 'requested';
  if (!isPending && !granted) return occasion.decision === undefined ? refused('RECUSAL.NOT_REQUESTED', { person }, 'Rules 31') : ok(snapshot);
  const { world } = occasion;
  const base: Recusal = isPending ? last : { person, state: 'requested', requestedAt: world.at, ...(isChief(snapshot, person, world) ? { target: 'chief' as const } : {}) };
  const recusals = isPending ? snapshot.recusals.filter((r) => r !== last) : snapshot.recusals;
  return ok(settle({ ...snapshot, recusals: [...recusals, base] }, base, granted, occasion));
}

/** Puts the decision into the recusal; with an order the person leaves, and what he or she did waits for a judgment (Rules 36). */
function settle(snapshot: CaseSnapshot, recusal: Recusal, granted: boolean, occasion: Occasion): CaseSnapshot {
  const { world, seq, decision } = occasion;
  const earlier = granted ? earlierOf(recusal.person, occasion) : [];
  const decided: Recusal = {
    ...recusal, state: granted ? 'ordered' : 'rejected', decidedAt: world.at, decidedSeq: seq, ...(decision === undefined ? {} : { byCommittee: true as const }),
    ...(decision === undefined ? {} : { target: 'chief' as const }), ...(earlier.length === 0 ? {} : { earlier }),
  };
  const next = { ...snapshot, recusals: snapshot.recusals.map((r) => (r === recusal ? decided : r)) };
  return granted ? withoutPerson(next, recusal.person, occasion) : next;
}

/** An ordered recusal takes the person out of the team, now and for later, and out of a session of the committee under way. */
function withoutPerson(snapshot: CaseSnapshot, person: PersonId, { path, world }: Occasion): CaseSnapshot {
  const team = removeFromTeam(snapshot.team, person, world.at);
  const decisions = Object.fromEntries(Object.entries(snapshot.decisions).map(([key, open]) => [key, open.decided === undefined ? withoutMember(open, person, committeeRulesOf(path.decisions.get(key))) : open]));
  const { readers, ...rest } = snapshot;
  return { ...rest, team, decisions, ...(readers === undefined ? {} : { readers: readers.filter((reader) => reader !== person) }) };
}

/** What the person did before this entry. To ask for a recusal is no step of the case itself, so nobody judges it. */
function earlierOf(person: PersonId, { path, world, seq }: Occasion): readonly EarlierAct[] {
  const entries = world.entries?.get(person);
  assert(entries !== undefined, 'a recusal is ordered without the entries of the person');
  return entries.filter((entry) => entry.seq < seq && path.acts.get(entry.act)?.effect?.kind !== 'request-recusal').map((entry) => ({ seq: entry.seq, act: entry.act, at: entry.at, validity: 'waiting' }));
}

function rejected(snapshot: CaseSnapshot, person: PersonId): Result<Recusal> {
  const last = recusalOf(snapshot, person);
  return last?.state === 'rejected' ? ok(last) : refused('RECUSAL.NOT_REJECTED', { person }, 'Rules 32');
}

function replace(snapshot: CaseSnapshot, old: Recusal, change: Partial<Recusal>): CaseSnapshot {
  return { ...snapshot, recusals: snapshot.recusals.map((r) => (r === old ? { ...r, ...change } : r)) };
}

/** A day between two others, as the act gave it. */
function dayBetween(value: unknown, first: LocalDate, last: LocalDate): Result<LocalDate> {
  const day = parseLocalDate(value);
  return day.ok && day.value >= first && day.value <= last ? day : refused('RECUSAL.DAY_IMPLAUSIBLE', { from: first, until: last });
}

function serve(snapshot: CaseSnapshot, person: PersonId, on: unknown, { world }: Occasion): Result<CaseSnapshot> {
  const last = rejected(snapshot, person);
  if (!last.ok) return last;
  if (last.value.reconsideration !== undefined) return refused('RECUSAL.RECONSIDERATION_USED', { person }, 'Rules 32');
  const day = dayBetween(on, lawDateOf(last.value.decidedAt ?? last.value.requestedAt), lawDateOf(world.at));
  return day.ok ? ok(replace(snapshot, last.value, { servedOn: day.value })) : day;
}

/** Who may ask: the party or the representative who made the request, once, in time (Rules 32). */
function ask(effect: Extract<RecusalEffect, { readonly kind: 'register-recusal-reconsideration' }>, snapshot: CaseSnapshot, person: PersonId, on: unknown, { path, world, seq }: Occasion): Result<CaseSnapshot> {
  const last = rejected(snapshot, person);
  if (!last.ok) return last;
  const { applicant, servedOn, reconsideration } = last.value;
  if (applicant !== undefined && !PARTIES.includes(applicant)) return refused('RECUSAL.NOT_A_PARTY', { applicant }, 'Rules 32');
  if (reconsideration !== undefined) return refused('RECUSAL.RECONSIDERATION_USED', { person }, 'Rules 32');
  if (servedOn === undefined) return refused('RECUSAL.NOT_SERVED', { person }, 'Rules 32');
  const day = dayBetween(on, servedOn, lawDateOf(world.at));
  if (!day.ok) return day;
  const end = endOf(effect.within, servedOn, path, world);
  if (!end.ok) return end;
  if (day.value > end.value.dueOn) return refused('RECUSAL.RECONSIDERATION_LATE', { due: end.value.dueOn, on: day.value }, 'Rules 32');
  const due = endOf(effect.answer, day.value, path, world);
  return due.ok ? ok(replace(snapshot, last.value, { reconsideration: { askedOn: day.value, seq, ...due.value } })) : due;
}

/** Words by which the path says that a party or its representative asked. */
const PARTIES: readonly string[] = ['party', 'legal_representative'];

/** End of the period that a clock of the path counts. Each person's own: a clock of the case has only one run at a time. */
function endOf(clock: string, start: LocalDate, path: CompiledPath, world: World): Result<{ readonly dueOn: LocalDate; readonly dueAt: Instant }> {
  const rule = path.rules.get(clock);
  assert(rule !== undefined, `the path has no clock ${clock}`);
  const computed = computeDeadline(rule, start, [], world.calendar, { rules: path.ruleSet, asOf: lawDateOf(world.at) });
  return computed.ok ? ok({ dueOn: computed.value.due, dueAt: computed.value.endsAt }) : computed;
}

function answer(snapshot: CaseSnapshot, person: PersonId, granted: boolean, occasion: Occasion): Result<CaseSnapshot> {
  const last = recusalOf(snapshot, person);
  if (last?.reconsideration === undefined || !isWaiting(last)) return refused('RECUSAL.RECONSIDERATION_NOT_ASKED', { person }, 'Rules 33');
  const reconsideration = { ...last.reconsideration, answeredAt: occasion.world.at };
  if (!granted) return ok(replace(snapshot, last, { reconsideration }));
  const answered: Recusal = { ...last, reconsideration };
  return ok(settle({ ...snapshot, recusals: snapshot.recusals.map((r) => (r === last ? answered : r)) }, answered, true, occasion));
}

/** Whether a rejection waits for the answer to its reconsideration. */
export function isWaiting(recusal: Recusal | undefined): boolean {
  return recusal?.state === 'rejected' && recusal.reconsideration !== undefined && recusal.reconsideration.answeredAt === undefined;
}

/** Whose entries an act needs to be judged with (`World.entries`): the person whose recusal it may order; null for most acts. */
export function asksEntriesOf(path: CompiledPath, snapshot: CaseSnapshot, actId: string, payload: JsonObject): PersonId | null {
  const act = path.acts.get(actId);
  if (act?.flow === null) return act.effect?.kind === 'order-recusal' || act.effect?.kind === 'answer-recusal-reconsideration' ? personOf(wordOf(act.effect.person, payload)) : null;
  const decision = path.decisions.get(act?.flow?.decision ?? '');
  const open = snapshot.decisions[decision?.key ?? ''];
  if (decision === undefined || open === undefined || ![...decision.options.values()].some((option) => option.effect?.kind === 'order-recusal')) return null;
  return concernedIn(decision, open)[0] ?? null;
}

function personOf(value: unknown): PersonId | null {
  return typeof value === 'string' ? (value as PersonId) : null;
}

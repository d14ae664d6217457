// The kernel: one act on one case. Synchronous, total and pure: (release, snapshot, command, world) → outcome or refusal.
// Order of precedence of refusals: unknown act, stale version, ended case, wrong state, payload, gate, conditions, effects.
// Equal requests therefore always get equal answers.
import { assert, ok, refused, type JsonObject, type PersonId, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { BuiltInEffect } from '../definition/case-path.js';
import { evaluateCondition } from '../compile/feel.js';
import { sourcesOf, type FlowContext, type FlowStep } from '../flow/flow-context.js';
import { withHeard } from '../flow/heard.js';
import { FLOW_RULES } from '../flow/rules.js';
import { visiting } from '../flow/returning.js';
import { undoOf } from '../flow/undo.js';
import { readInput, type GivenFacts, type Input } from './act-input.js';
import { giveFacts, rightsFor } from './admission.js';
import { applyClockEffects, applyCustodyChange } from './clocks.js';
import { applyEffect } from './effects.js';
import { applyEvidence, isEvidenceEffect } from './evidence-acts.js';
import { evidenceAtDecision } from './evidence-check.js';
import { withDecided } from './evidence-relook.js';
import { assign, contextOf, initialFacts, unmetConditions } from './facts.js';
import { applyFile, isFileEffect } from './files.js';
import { finish } from './finish.js';
import { NO_NEED, passGate, type Need } from './gate.js';
import { withDocument, withNumber } from './issued-document.js';
import type { Outcome } from './outcome.js';
import { applyRecusal, isAboutRecused, isChief, isRecusalEffect, recusalOf, wordOf, type Occasion } from './recusal.js';
import { carriersOf, type CaseSnapshot } from './snapshot.js';
import type { Command, NewCase, World } from './world.js';

/** Does one act. @param seq number the journal entry will have. Codes of refusals: see the catalogue, areas ACT, CASE,
 *  PAYLOAD, AUTHORITY, RECUSAL, PARTICIPATION, DECISION, COMMITTEE, TEAM, CLOCK, DEADLINE, FACTS, RULE, DOCUMENT.
 *  INVARIANT: an outcome exists only if the gate granted it; a `decided.by…` state is entered only with a record. */
export function decide(path: CompiledPath, snapshot: CaseSnapshot, command: Command, world: World, seq: number): Result<Outcome> {
  const act = path.acts.get(command.act);
  if (act === undefined || act.creates) return refused('ACT.UNKNOWN', { act: command.act.slice(0, 120) });
  if (command.expectedVersion !== undefined && command.expectedVersion !== snapshot.version) {
    return refused('CASE.VERSION_CONFLICT', { expected: command.expectedVersion, actual: snapshot.version });
  }
  if (snapshot.status === 'ended' && !act.afterEnding) return refused('CASE.ENDED', { ending: snapshot.ending ?? '' });
  if (!isPossible(path, snapshot, act)) return refused('CASE.STATE_FORBIDS_ACT', { act: act.id, states: snapshot.states, from: [...act.from, ...act.while] }, act.source ?? undefined);
  if (command.effectiveAt !== undefined && command.effectiveAt > world.at) return refused('ACT.EFFECTIVE_IN_FUTURE', {});
  const numbered = withNumber(path, snapshot, act, command);
  if (!numbered.ok) return numbered;
  const input = readInput(path, act, numbered.value);
  if (!input.ok) return input;
  const outcome = act.flow === null ? decidePathAct(path, snapshot, act, command, input.value, world, seq) : decideFlowAct(path, snapshot, act, command, input.value, world, seq);
  return outcome.ok ? ok(withDocument(outcome.value, command.document)) : outcome;
}

/** Opens a case. Refuses like `decide`, conditions and power of the act included, and `FACTS.INVALID`, `ACT.UNKNOWN` when the act does not
 *  create cases. */
export function openCase(path: CompiledPath, newCase: NewCase, given: JsonObject, command: Command, world: World): Result<Outcome> {
  const act = path.acts.get(command.act);
  if (act === undefined || !act.creates) return refused('ACT.UNKNOWN', { act: command.act.slice(0, 120) });
  const facts = initialFacts(path.document, given);
  if (!facts.ok) return facts;
  const input = readInput(path, act, command.payload);
  if (!input.ok) return input;
  const blank: CaseSnapshot = {
    // Nothing has been left yet, so there is no history to remember.
    ...newCase, path: path.document.id, release: path.hash, version: 0, states: path.machine.initial().states,
    status: 'open', openedAt: world.at, facts: facts.value, team: [], recusals: [], bars: [], decisions: {}, clocks: {},
  };
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as GivenFacts;
  const grant = passGate(path, blank, world, act, { ...needOf(act), gives: rightsFor({}, { ...own, ...input.value.facts }) }, command.as);
  if (!grant.ok) return grant;
  // An act that opens a case has conditions like any other: a path with several openings tells them apart by them.
  const unmet = unmetOf(act, blank, input.value.payload);
  if (unmet.length > 0) return conditionRefusal(act, unmet);
  const changed = applyAct(path, blank, act, input.value, world, 1);
  if (!changed.ok) return changed;
  return ok(finish(path, null, changed.value, { kind: 'opened', act: act.id, grant: grant.value, input: input.value.payload, sealed: input.value.sealed, record: null, at: world.at }));
}

/** Whether the states of the case allow an act at all, whoever asks. */
export function isPossible(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct): boolean {
  const active = activeNodes(path, snapshot.states);
  return act.from.some((id) => active.has(id)) && (act.while.length === 0 || act.while.some((id) => active.has(id)));
}

const activeOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The active states with everything above them. Remembered by the list itself: lists of states are never changed in place. */
export function activeNodes(path: CompiledPath, states: readonly string[]): ReadonlySet<string> {
  const known = activeOf.get(states);
  if (known !== undefined) return known;
  const active = new Set(states.flatMap((leaf) => path.nodes.get(leaf)?.ancestors ?? []));
  activeOf.set(states, active);
  return active;
}

function decidePathAct(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, command: Command, input: Input, world: World, seq: number): Result<Outcome> {
  const need = needOf(act, concernedBy(act, snapshot, input.payload, world));
  const grant = passGate(path, snapshot, world, act, act.writes.size === 0 ? need : { ...need, gives: rightsFor(snapshot.facts, input.facts) }, command.as);
  if (!grant.ok) return grant;
  const unmet = unmetOf(act, snapshot, input.payload);
  if (unmet.length > 0) return conditionRefusal(act, unmet);
  const changed = applyAct(path, snapshot, act, input, world, seq);
  if (!changed.ok) return changed;
  const kind = act.capacity === 'decide' ? 'decision' : 'act';
  return ok(finish(path, snapshot, changed.value, { kind, act: act.id, grant: grant.value, input: input.payload, sealed: input.sealed, record: null, at: world.at, evidence: kind === 'decision' ? evidenceAtDecision(path, snapshot, world) : null }));
}

function unmetOf(act: CompiledAct, snapshot: CaseSnapshot, payload: JsonObject): CompiledAct['conditions'] {
  return unmetConditions(act.conditions, act.conditions.length === 0 ? {} : contextOf(snapshot.facts, payload));
}

/** @param concerned whom the act is about, in the words of the power list; asked without a payload it is about anybody of the staff */
export function needOf(act: CompiledAct, concerned: Need['facts'] = {}): Need {
  return act.matter === null ? NO_NEED : { mode: 'decide', power: act.matter, facts: { dept_review: 'done', ...concerned } };
}

/** The recusal of the chief, and what the chief had done before it, are the committee's to judge, and nobody decides the own: the list
 *  must know whom it is about. @source Rules 29–31, 36 */
function concernedBy(act: CompiledAct, snapshot: CaseSnapshot, payload: JsonObject, world: World): Need['facts'] {
  if (act.effect === null || act.effect === undefined || !isAboutRecused(act.effect)) return {};
  const person = wordOf(act.effect.person, payload) as PersonId;
  if (isChief(snapshot, person, world) || recusalOf(snapshot, person)?.target === 'chief') return { target: 'chief' };
  return person === world.actor.person ? { target: 'self' } : {};
}

function applyAct(path: CompiledPath, before: CaseSnapshot, act: CompiledAct, { payload, facts }: Input, world: World, seq: number): Result<CaseSnapshot> {
  const snapshot = giveFacts(before, facts);
  const target = act.candidates.length === 0 ? ok(null) : chooseByTest(act, snapshot, payload);
  if (!target.ok) return target;
  const effected = applyFactsAndClocks(path, snapshot, act.assignments, act.clocks, payload, world);
  if (!effected.ok) return effected;
  const changed = applyBuiltIn(path, act.effect ?? null, effected.value, payload, { world, seq });
  return changed.ok ? ok(moveTo(path, changed.value, act, target.value)) : changed;
}

/** @param occasion of the act; with the decision whose option has the effect, if one has */
function applyBuiltIn(path: CompiledPath, effect: BuiltInEffect | null, snapshot: CaseSnapshot, payload: JsonObject, occasion: Omit<Occasion, 'path'>): Result<CaseSnapshot> {
  if (effect === null) return ok(snapshot);
  if (isRecusalEffect(effect)) return applyRecusal(effect, snapshot, payload, { ...occasion, path });
  if (isEvidenceEffect(effect)) return applyEvidence(effect, snapshot, payload, occasion);
  if (isFileEffect(effect)) return applyFile(effect, snapshot, payload, occasion);
  const changed = applyEffect(effect, snapshot, payload, occasion.world, path);
  return changed.ok ? ok({ ...snapshot, ...changed.value }) : changed;
}

function applyFactsAndClocks(path: CompiledPath, snapshot: CaseSnapshot, assignments: CompiledAct['assignments'], clockEffects: CompiledAct['clocks'], payload: JsonObject, world: World): Result<CaseSnapshot> {
  const facts = assign(path.document, snapshot.facts, assignments, payload);
  if (!facts.ok) return facts;
  const clocks = applyClockEffects(snapshot.clocks, clockEffects, path, world, payload, facts.value);
  if (!clocks.ok) return clocks;
  const aware = applyCustodyChange(clocks.value, snapshot.facts, facts.value, path, world);
  return aware.ok ? ok({ ...snapshot, facts: facts.value, clocks: aware.value }) : aware;
}

function decideFlowAct(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, command: Command, input: Input, world: World, seq: number): Result<Outcome> {
  const flow = act.flow as NonNullable<CompiledAct['flow']>;
  const decision = path.decisions.get(flow.decision);
  assert(decision !== undefined, `act ${act.id} belongs to no decision`);
  const rule = FLOW_RULES[flow.kind];
  const open = snapshot.decisions[decision.key];
  const base = rule.base?.(snapshot, open) ?? snapshot;
  const context: FlowContext = { path, decision, act, snapshot: base, open, payload: input.payload, world, seq };
  const need = rule.need(context);
  if (!need.ok) return withBarsFirst(path, base, world, act, command, need);
  const grant = passGate(path, base, world, act, need.value, command.as);
  if (!grant.ok) return grant;
  const step = rule.apply(context, grant.value);
  if (!step.ok) return step;
  const question = flow.kind === 'propose' ? refuseQuestion(context) : null;
  if (question !== null) return { ok: false, refusal: question };
  const changed = applyStep(context, step.value);
  if (!changed.ok) return changed;
  const evidence = step.value.record === undefined ? null : evidenceAtDecision(path, base, world);
  const record = step.value.record === undefined ? null : { ...step.value.record, ...(evidence === null ? {} : { evidence }) };
  assert(record === null || record.deciders.length > 0, `a decision of ${act.id} names nobody`);
  return ok(finish(path, snapshot, changed.value, {
    kind: record === null ? 'act' : 'decision', act: act.id, grant: grant.value, input: input.payload, sealed: input.sealed, record, at: world.at,
  }));
}

/** Who may not act at all learns that first, whatever else is wrong with the request. */
function withBarsFirst(path: CompiledPath, snapshot: CaseSnapshot, world: World, act: CompiledAct, command: Command, other: Result<Need>): Result<never> {
  const grant = passGate(path, snapshot, world, act, NO_NEED, command.as);
  return grant.ok ? (other as Result<never>) : grant;
}

/** A question is put only if its option could take effect as things stand; of a person it is put to the body that decides on that person. */
function refuseQuestion({ path, decision, snapshot, payload, world, seq }: FlowContext): Refusal | null {
  const option = decision.options.get(String(payload['option']));
  const effect = option?.effect ?? option?.onIssueEffect ?? null;
  if (effect === null) return null;
  if (isRecusalEffect(effect)) {
    const person = wordOf(effect.person, payload) as PersonId;
    if (!isChief(snapshot, person, world) && recusalOf(snapshot, person)?.target !== 'chief') return refused('RECUSAL.NOT_FOR_COMMITTEE', { person }, 'Rules 29, 36').refusal;
    if (effect.kind === 'order-recusal') return recusalOf(snapshot, person)?.state === 'ordered' ? refused('RECUSAL.ALREADY_REQUESTED', { person }).refusal : null;
  }
  const tried = applyBuiltIn(path, effect, snapshot, payload, { world, seq, decision: decision.key });
  return tried.ok ? null : tried.refusal;
}

function applyStep(context: FlowContext, step: FlowStep): Result<CaseSnapshot> {
  const { path, snapshot, act, decision } = context;
  const { [decision.key]: _closed, ...others } = snapshot.decisions;
  const decisions = step.open === null ? others : { ...snapshot.decisions, [decision.key]: step.open };
  const readers = [...new Set([...(snapshot.readers ?? []), ...(step.readers ?? [])])];
  const base: CaseSnapshot = { ...withHeardOf(withSentUp(snapshot, decision.key, step), decision.key, step), decisions, ...(readers.length === 0 ? {} : { readers }) };
  let next: Result<CaseSnapshot> = ok(base);
  if (step.effects !== undefined) {
    const { option, moment } = step.effects;
    const values = (moment === 'decided' ? step.open?.decided : context.open?.decided)?.values ?? {};
    const payload = { ...values, ...context.payload };
    next = moment === 'decided'
      ? applyFactsAndClocks(path, base, option.assignments, option.clocks, payload, context.world)
      : applyFactsAndClocks(path, base, option.onIssueAssignments, option.onIssueClocks, payload, context.world);
  }
  if (!next.ok) return next;
  if (step.record !== undefined) next = ok(rememberDecision(context, next.value));
  if (step.record !== undefined && step.effects !== undefined) {
    next = applyBuiltIn(path, step.effects.option.effect, next.value, { ...step.open?.decided?.values }, { world: context.world, seq: context.seq, decision: decision.key });
    if (!next.ok) return next;
  }
  if (step.effects?.moment === 'issued') {
    next = applyBuiltIn(path, step.effects.option.onIssueEffect, next.value, { ...context.open?.decided?.values }, { world: context.world, seq: context.seq, decision: decision.key });
    if (!next.ok) return next;
  }
  if (step.outcome === null) return next;
  const choice = act.candidates.findIndex((candidate) => candidate.outcome === step.outcome);
  // The compiler wires a target for every level its steps can reach; a missing one means that this flow does not foresee it.
  return choice === -1 ? refused('DECISION.LEVEL_NOT_FORESEEN', { act: act.id, outcome: step.outcome }) : ok(moveTo(path, visited(context, next.value, choice), act, choice));
}

/** What is remembered of a question that closes: nothing once it was decided; that it had been sent up when it is taken back. */
function withSentUp(snapshot: CaseSnapshot, key: string, step: FlowStep): CaseSnapshot {
  const { sentUp = {}, ...rest } = snapshot;
  if (step.open !== null || (step.sentUp === undefined && sentUp[key] === undefined)) return snapshot;
  const { [key]: _closed, ...others } = sentUp;
  const left = step.sentUp === undefined ? others : { ...others, [key]: step.sentUp };
  return Object.keys(left).length === 0 ? rest : { ...rest, sentUp: left };
}

/** What was said to a question stays when it is taken back, and goes into it when it is proposed again. */
function withHeardOf(snapshot: CaseSnapshot, key: string, step: FlowStep): CaseSnapshot {
  const { heard, ...rest } = snapshot;
  const left = withHeard(heard, key, step.heard);
  return left === undefined ? rest : { ...rest, heard: left };
}

/** The step the question comes to, remembered in it. */
function visited({ decision, act }: FlowContext, changed: CaseSnapshot, choice: number): CaseSnapshot {
  const open = changed.decisions[decision.key];
  if (open === undefined || act.flow === null) return changed;
  const next = visiting(decision, open, act.flow.kind, (act.candidates[choice]?.target ?? '').slice(decision.key.length + 1));
  return next === open ? changed : { ...changed, decisions: { ...changed.decisions, [decision.key]: next } };
}

/** What must outlive the decision: how to take its effects back until it is issued, and who had carried the case when it fell. */
function rememberDecision(context: FlowContext, changed: CaseSnapshot): CaseSnapshot {
  const { snapshot, decision } = context;
  const open = changed.decisions[decision.key];
  const undo = undoOf(snapshot, changed);
  const decisions = open?.decided === undefined || undo === null ? changed.decisions : { ...changed.decisions, [decision.key]: { ...open, decided: { ...open.decided, undo } } };
  const carriedBy = decision.remembersCarriers ? { carriedBy: { ...changed.carriedBy, [decision.key]: carriersOf(snapshot, context.world.at) } } : {};
  return withDecided(context.path, { ...changed, decisions, ...carriedBy }, decision.key, { seq: context.seq, outcome: open?.decided?.option ?? '' });
}

function chooseByTest(act: CompiledAct, snapshot: CaseSnapshot, payload: JsonObject): Result<number> {
  const context = contextOf(snapshot.facts, payload);
  for (const [index, candidate] of act.candidates.entries()) {
    const holds = candidate.test === null ? ok(true) : evaluateCondition(candidate.test, context);
    if (!holds.ok) return holds;
    if (holds.value) return ok(index);
  }
  return refused('ACT.NO_TARGET', { act: act.id });
}

function moveTo(path: CompiledPath, snapshot: CaseSnapshot, act: Pick<CompiledAct, 'id'>, choice: number | null): CaseSnapshot {
  if (choice === null) return snapshot;
  // The act that creates a case has no state to leave: the machine has begun, and goes on only where the act names another state.
  if (snapshot.version === 0 && activeNodes(path, snapshot.states).has(path.acts.get(act.id)?.candidates[choice]?.target ?? '')) return snapshot;
  const { states, history } = path.machine.step({ states: snapshot.states, history: snapshot.history ?? {} }, act.id, choice);
  return { ...snapshot, states, ...(Object.keys(history).length === 0 ? {} : { history }) };
}

function conditionRefusal(act: CompiledAct, unmet: CompiledAct['conditions']): Result<never> {
  return refused('ACT.CONDITION_NOT_MET', {
    act: act.id, unmet: unmet.map((c) => c.expression.text), why: unmet.map((c) => `${c.else.zh} / ${c.else.en}`),
  }, sourcesOf(unmet) ?? act.source ?? undefined);
}

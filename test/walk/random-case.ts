// One case led by chance: at every step somebody from the cast tries some act at some later moment, with deep-frozen inputs, so
// that an engine which writes into what it was given throws. What is not here: what must hold afterwards (the property specs).
import { decide, expireClock, isPossible, openCase, standingsOf, warnClock, type CaseSnapshot, type Command, type CompiledAct, type CompiledPath, type FactDeclaration, type Outcome, type PersonFacts, type World } from '@quanze/engine';
import { addMs, lawDateOf, type CaseId, type Instant, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import fc from 'fast-check';
import { CAST, DEPARTMENT, OFFICE, PARTS, worldOf, type Part } from './cast.js';
import { journeysOf } from './journeys.js';
import { optionsOf, payloadsFor } from './payloads.js';

const OPENINGS_MAX = 40;

/** One roll of the dice; every number is taken modulo what there is to choose from. */
export interface Roll {
  readonly act: number;
  readonly option: number;
  readonly part: number;
  readonly payload: number;
  readonly minutes: number;
  /** The person's delegations have ended by now. */
  readonly ended: boolean;
}

export const rolls: fc.Arbitrary<readonly Roll[]> = fc.array(
  fc.record({ act: fc.nat(9999), option: fc.nat(99), part: fc.nat(99), payload: fc.nat(99), minutes: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 600 }) }, fc.integer({ min: 1, max: 100_000 })), ended: fc.boolean() }),
  { minLength: 20, maxLength: 120, size: 'max' },
);

/** Something that was tried. `result` is the second of two equal calls; `first` the first. */
export interface Try {
  readonly before: CaseSnapshot;
  readonly act: CompiledAct;
  readonly command: Command;
  readonly person: PersonFacts;
  readonly world: World;
  readonly first: Result<Outcome>;
  readonly result: Result<Outcome>;
}

export interface RandomCase {
  readonly tries: readonly Try[];
  /** Entries of accepted acts and of clocks, as the journal would hold them. */
  readonly journal: readonly { readonly seq: number; readonly kind: string; readonly act: string; readonly payload: JsonObject; readonly entry: Outcome['entry'] }[];
  readonly snapshots: readonly CaseSnapshot[];
  readonly clockRepeats: number;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** Leads a case from its opening by the rolls. @throws Fault or TypeError when an input is written to */
export function leadByChance(path: CompiledPath, dice: readonly Roll[]): RandomCase {
  let at = '2026-03-02T01:00:00.000Z' as Instant;
  const opened = openByChance(path, dice, at);
  const tries: Try[] = [];
  const journal: RandomCase['journal'][number][] = [];
  const snapshots: CaseSnapshot[] = [];
  let clockRepeats = 0;
  let snapshot = opened.value.snapshot;
  const accept = (outcome: Outcome): void => {
    snapshot = deepFreeze(outcome.snapshot);
    snapshots.push(snapshot);
    journal.push({ seq: journal.length + 1, kind: outcome.entry.kind, act: outcome.entry.act, payload: outcome.entry.payload, entry: outcome.entry });
  };
  accept(opened.value);

  // Two of three cases begin under review, with everything recorded that a decision needs.
  for (const stop of (dice[0]?.part ?? 0) % 3 === 0 ? [] : (journeysOf(path.document.id)[0] ?? [])) {
    if (typeof stop === 'function') continue;
    const [name, given] = typeof stop === 'string' ? [stop, {}] : stop;
    const act = path.acts.get(name);
    if (act === undefined) continue;
    at = addMs(at, 60_000);
    const payload = { ...payloadsFor(path, act, at)[0], ...given };
    const done = [CAST.caseManagement, CAST.handler].map((who) => decide(path, snapshot, { act: name, payload }, worldOf(who, at), journal.length + 1)).find((result) => result.ok);
    if (done?.ok === true) accept(done.value);
  }

  for (const roll of dice) {
    at = addMs(at, roll.minutes * 60_000);
    for (const name of Object.keys(snapshot.clocks)) {
      for (const system of [warnClock, expireClock]) {
        const outcome = system(path, snapshot, name, at);
        if (outcome === null) continue;
        accept(outcome);
        if (system(path, snapshot, name, at) !== null) clockRepeats += 1;
      }
    }
    const open = [...path.acts.values()].filter((act) => !act.creates && isPossible(path, snapshot, act) && (snapshot.status === 'open' || act.afterEnding));
    // Two of three tries go for an act that moves the case; chance alone would write notes for ever.
    const isLast = (act: CompiledAct) => act.candidates.every((candidate) => path.nodes.get(candidate.target)?.kind === 'final');
    const moving = open.filter((act) => act.candidates.length > 0 && (roll.option % 9 === 0 || !isLast(act)));
    const act = pick(roll.act % 3 === 0 ? open : moving, roll.act);
    if (act === undefined) continue;
    const option = pick(optionsOf(path, act), roll.option);
    const entitled = PARTS.filter((part) => standingsOf(snapshot, worldOf(CAST[part], at)).some((standing) => act.by.includes(standing.role)));
    const base: PersonFacts = CAST[pick(roll.part % 4 === 0 || entitled.length === 0 ? PARTS : entitled, roll.part) as Part];
    const person = roll.ended ? { ...base, delegations: [] } : base;
    const payload = pick(payloadsFor(path, act, at, option), roll.payload) as JsonObject;
    const command: Command = deepFreeze({ act: act.id, payload, expectedVersion: snapshot.version });
    const world = worldOf(deepFreeze(person), at);
    const seq = journal.length + 1;
    const first = decide(path, snapshot, command, world, seq);
    const result = decide(path, snapshot, command, world, seq);
    tries.push({ before: snapshot, act, command, person, world, first, result });
    if (result.ok) accept(result.value);
  }
  return { tries, journal, snapshots, clockRepeats };
}

/** A value of the declared type. */
function valueOf(fact: FactDeclaration, roll: number, at: Instant): JsonValue {
  switch (fact.type) {
    case 'boolean': return roll % 2 === 0;
    case 'integer': return fact.min ?? 1;
    case 'date': return lawDateOf(at);
    case 'list': return (fact.values ?? ['a']).slice(0, 1);
    case 'text': return '已登记';
    case 'enum': return pick(fact.values ?? [], roll) ?? '';
  }
}

/** The first opening that somebody is permitted, with facts by the rolls. A path has several openings, for cases that come in several ways. */
function openByChance(path: CompiledPath, dice: readonly Roll[], at: Instant): Extract<Result<Outcome>, { readonly ok: true }> {
  const openings = [...path.acts.values()].filter((act) => act.creates);
  const required = Object.entries(path.document.facts).filter(([, fact]) => fact.required === true);
  const refusals: string[] = [];
  for (let turn = 0; turn < OPENINGS_MAX; turn += 1) {
    const act = openings[((dice[0]?.act ?? 0) + turn) % openings.length] as CompiledAct;
    const facts = Object.fromEntries(required.map(([name, fact], index) => [name, valueOf(fact, (dice[index]?.option ?? 0) + Math.floor(turn / openings.length), at)]));
    for (const payload of payloadsFor(path, act, at)) for (const person of Object.values(CAST)) {
      const opened = openCase(path, { caseId: 'cccccccc-0000-4000-8000-000000000002' as CaseId, office: OFFICE, department: DEPARTMENT }, facts, { act: act.id, payload }, worldOf(person, at));
      if (opened.ok) return opened;
      refusals.push(opened.refusal.code);
    }
  }
  throw new Error(`the case cannot be opened: ${[...new Set(refusals)].join()}`);
}

function pick<T>(list: readonly T[], roll: number): T | undefined {
  return list[roll % Math.max(1, list.length)];
}

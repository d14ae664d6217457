// Chooses the next attempt at a case: an act, an option, a payload, a person. It asks a rehearsal who could do it, so that cases get far, and
// takes somebody who could not when nobody was found. Pure but for its chance. What is not here: carrying an attempt out, and faults.
import { fieldsOf, isPossible, type CaseSnapshot, type CompiledAct, type CompiledPath } from '@quanze/engine';
import type { Instant, JsonObject, PersonId } from '@quanze/kernel';
import type { Chance } from '../chance.js';
import { OFFICE, SUPERIOR, type SimulatedOffice } from '../world/people.js';
import { waitedFor } from './moot.js';
import { payloadFor, type Desk } from './payload.js';
import { temperOf, type Temper } from './temper.js';
import { unmet, weigh } from './weights.js';

export interface Choice {
  readonly act: string;
  readonly payload: JsonObject;
  readonly person: PersonId;
  /** Whether the rehearsal went well. */
  readonly isLikely: boolean;
}

/** Tries an attempt without doing it. @returns the code of the refusal; null when it would be done */
export type Rehearse = (act: string, payload: JsonObject, person: PersonId) => string | null;

// Refusals that another person may be spared; whatever else is wrong is wrong for everybody.
const OF_PERSONS = /^(AUTHORITY|RECUSAL|PARTICIPATION|COMMITTEE|INSTRUCTION|TASK|PANEL)\./u;

const TRIES_MAX = 4;
const PEOPLE_MAX = 2;
const UNLIKELY_RATE = 0.2;

export class Chooser {
  private readonly done = new Map<string, number>();
  private readonly tired = new Map<string, number>();
  private readonly temper: Temper;

  constructor(private readonly path: CompiledPath, private readonly office: SimulatedOffice, private readonly chance: Chance) {
    this.temper = temperOf(path, chance);
  }

  /** Remembers what was done, so that it is chosen less often. */
  note(act: string): void {
    this.done.set(act, (this.done.get(act) ?? 0) + 1);
    // What nobody could do a moment ago is mostly still what nobody can do; it is forgotten by and by.
    for (const [id, times] of this.tired) this.tired.set(id, times / 2);
  }

  /** Null when nothing can be done as things stand, or nothing came to mind. */
  next(snapshot: CaseSnapshot, at: Instant, rehearse: Rehearse): Choice | null {
    const acts = actsIn(this.path, snapshot);
    const tired = (act: CompiledAct): number => 1 / (1 + 3 * (this.tired.get(act.id) ?? 0));
    const weighed = weigh(acts, { path: this.path, snapshot, temper: this.temper, done: this.done, age: snapshot.version }).filter(([, weight]) => weight > 0);
    const desk: Desk = { chance: this.chance, office: this.office, at, snapshot };
    let unlikely: Choice | null = null;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const act = this.chance.weighted(weighed, ([candidate, weight]) => weight * tired(candidate))?.[0];
      if (act === undefined) break;
      const payload = payloadFor(desk, act, fieldsOf(this.path, act, this.optionOf(act, snapshot)), this.optionGiven(act, snapshot));
      const people = this.chance.shuffle(waitedFor(act, snapshot, this.entitled(act, snapshot, at))).slice(0, PEOPLE_MAX);
      const person = this.whoever(people, act, payload, rehearse);
      if (person !== null) return { act: act.id, payload, person, isLikely: true };
      this.tired.set(act.id, (this.tired.get(act.id) ?? 0) + 1);
      unlikely ??= { act: act.id, payload, person: people[0] ?? this.chance.pick(this.office.everybody), isLikely: false };
    }
    return this.chance.happens(UNLIKELY_RATE) ? unlikely : null;
  }

  private whoever(people: readonly PersonId[], act: CompiledAct, payload: JsonObject, rehearse: Rehearse): PersonId | null {
    // Where a role is all that is asked, whoever holds it will do; a rehearsal would only do the work twice.
    if (act.flow === null && act.matter === null && act.effect === null) return people[0] ?? null;
    for (const person of people) {
      const code = rehearse(act.id, payload, person);
      if (code === null) return person;
      if (!OF_PERSONS.test(code)) return null;
    }
    return null;
  }

  private option: string | undefined;

  private optionGiven(act: CompiledAct, snapshot: CaseSnapshot): JsonObject {
    const own = act.flow?.kind === 'vote' || act.flow?.kind === 'written-opinion' ? this.voteOf(act, snapshot) : this.option;
    return own === undefined ? {} : { option: own };
  }

  /** An option that the facts leave open, for acts that name one. */
  private optionOf(act: CompiledAct, snapshot: CaseSnapshot): string | undefined {
    const decision = act.flow === null ? undefined : this.path.decisions.get(act.flow.decision);
    const names = act.flow !== null && ['propose', 'override', 'superior-decide', 'set-aside'].includes(act.flow.kind);
    const open = decision === undefined || !names ? [] : [...decision.options.values()].filter((option) => unmet(option.when, snapshot).length === 0);
    const fresh = (id: string): number => 1 / (1 + (this.done.get(`${act.id}:${id}`) ?? 0));
    this.option = this.chance.weighted(open, ({ id }) => fresh(id))?.id;
    return this.option;
  }

  private voteOf(act: CompiledAct, snapshot: CaseSnapshot): string | undefined {
    const proposed = snapshot.decisions[act.flow?.decision ?? '']?.proposal.option;
    const options = [...(this.path.decisions.get(act.flow?.decision ?? '')?.options.keys() ?? [])];
    return proposed !== undefined && this.chance.happens(0.75) ? proposed : this.chance.pick([...options, 'abstain']);
  }

  /** People who hold one of the roles that an act names; the rest is for the rehearsal. */
  private entitled(act: CompiledAct, snapshot: CaseSnapshot | null, at: Instant): readonly PersonId[] {
    return entitledTo(act, this.office, snapshot, at);
  }
}

/** Whoever holds a role an act names, in the office or in the team. */
export function entitledTo(act: CompiledAct, office: SimulatedOffice, snapshot: CaseSnapshot | null, at: Instant): readonly PersonId[] {
  const team = new Set((snapshot?.team ?? []).filter(({ role, until }) => act.by.includes(role === 'lead' ? 'handler' : role) && (until === undefined || at < until)).map(({ person }) => person));
  const isAbove = act.by.includes('superior_official');
  return office.everybody.filter((person) => team.has(person) || office.factsAt(person, at).posts.some(({ role, office: where }) => (where === OFFICE && act.by.includes(role)) || (isAbove && where === SUPERIOR)));
}

const remembered = new WeakMap<CompiledPath, Map<string, readonly CompiledAct[]>>();

/** Acts that the states of a case have. Cases come through the same states again and again. */
function actsIn(path: CompiledPath, snapshot: CaseSnapshot): readonly CompiledAct[] {
  const ofPath = remembered.get(path) ?? new Map<string, readonly CompiledAct[]>();
  remembered.set(path, ofPath);
  const key = `${snapshot.status} ${snapshot.states.join(' ')}`;
  const known = ofPath.get(key);
  if (known !== undefined) return known;
  const acts = [...path.acts.values()].filter((act) => !act.creates && (snapshot.status === 'open' || act.afterEnding) && isPossible(path, snapshot, act));
  ofPath.set(key, acts);
  return acts;
}

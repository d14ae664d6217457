// Turns a power list into tables for judging: facts as numbered slots, conditions as functions, checks in the order in which they
// are tried. What is not here: the algorithm that uses them (`judge.ts`).
import { assert } from '@quanze/kernel';
import { BUILTIN_FACTS } from './builtin-facts.js';
import { compileCondition, UNSTATED, type SlotTable, type Test } from './compile-condition.js';
import type { Check, Consent, FactDeclaration, FactChecking, PowerEntry, PowerList } from './power-list.js';
import { BODIES, type Body } from './vocabulary.js';

export interface CompiledFact {
  readonly slot: number;
  readonly name: string;
  readonly checked: FactChecking;
  /** A query may state the fact under two names. */
  readonly shared: boolean;
  /** Accepted literals of a choice, each with the position of its value; null for a number. */
  readonly literals: ReadonlyMap<unknown, number> | null;
  readonly min: number;
  readonly max: number;
}

export interface CompiledCheck {
  readonly id: string;
  readonly check: Check;
  readonly test: Test;
}

export interface CompiledClause {
  readonly test: Test;
  readonly body: number;
  readonly national: boolean;
  readonly source: string;
}

export interface CompiledConsent {
  readonly id: string;
  readonly consent: Consent;
  readonly test: Test;
  readonly body: number;
}

export interface CompiledPower {
  readonly entry: PowerEntry;
  readonly clauses: readonly CompiledClause[];
  readonly also: readonly number[];
  /** Bars first, then blocks; inside each, those of every power before those of this one. */
  readonly checks: readonly CompiledCheck[];
  readonly consents: readonly CompiledConsent[];
  /** Null when nobody can be the person concerned. */
  readonly raised: Test | null;
  /** Slots whose value can change the answer for this power. */
  readonly reads: Uint8Array;
}

export interface CompiledPowerList {
  readonly list: PowerList;
  /** `id@version`, as written into every verdict. */
  readonly listVersion: string;
  readonly powers: ReadonlyMap<string, CompiledPower>;
  /** By every name a query may use; a fact under two names appears twice with one slot. */
  readonly facts: ReadonlyMap<string, CompiledFact>;
  readonly factNames: readonly string[];
  readonly valueNames: readonly (readonly string[] | null)[];
  readonly defaults: readonly number[];
  readonly raises: readonly { readonly test: Test; readonly source: string }[];
}

/** Compiles a list that `parsePowerList` accepted. INVARIANT: the result never changes, so that it can be shared by all judgments. */
export function compilePowerList(list: PowerList): CompiledPowerList {
  const declared = Object.entries(list.facts).filter(([, fact]) => fact.sameAs === undefined);
  const all: readonly (readonly [string, FactDeclaration])[] = [...BUILTIN_FACTS, ...declared];
  const table: SlotTable = { slotOf: new Map(all.map(([name], slot) => [name, slot])), declarations: all.map(([, fact]) => fact) };
  const facts = new Map<string, CompiledFact>();
  all.forEach(([name, fact], slot) => {
    // Facts of the actor are filled by the reader; a query cannot state them as facts of the case.
    if (!name.startsWith('actor.')) facts.set(name, compileFact(name, fact, slot));
  });
  for (const [name, fact] of Object.entries(list.facts)) {
    const target = fact.sameAs === undefined ? undefined : facts.get(fact.sameAs);
    if (target === undefined) continue;
    for (const each of [target.name, name]) facts.set(each, { ...target, shared: true });
  }
  const always = new Set<number>();
  const raises = list.raises.map((raise) => ({ test: compileCondition(raise.when, table, always), source: raise.source }));
  return {
    list,
    listVersion: `${list.id}@${list.version}`,
    powers: new Map(list.entries.map((entry) => [entry.id, compilePower(list, entry, table, always)])),
    facts,
    factNames: all.map(([name]) => name),
    valueNames: all.map(([, fact]) => (fact.values === undefined ? null : Object.keys(fact.values))),
    defaults: all.map(([, fact]) => (fact.default === undefined || fact.values === undefined ? UNSTATED : Object.keys(fact.values).indexOf(fact.default))),
    raises,
  };
}

function compileFact(name: string, fact: FactDeclaration, slot: number): CompiledFact {
  const base = { slot, name, checked: fact.checked, shared: false };
  if (fact.values === undefined) {
    assert(fact.number !== undefined, `fact ${name} has neither values nor a number`);
    return { ...base, literals: null, min: fact.number.min, max: fact.number.max };
  }
  const literals = new Map<unknown, number>();
  Object.entries(fact.values).forEach(([value, spellings], position) => {
    for (const literal of [value, ...spellings]) literals.set(literal, position);
  });
  return { ...base, literals, min: 0, max: 0 };
}

function compilePower(list: PowerList, entry: PowerEntry, table: SlotTable, always: ReadonlySet<number>): CompiledPower {
  const reads = new Set(always);
  const ids = [...list.everyPower.filter((id) => !entry.except.includes(id)), ...entry.checks];
  const checks = ids.map((id): CompiledCheck => {
    const check = list.checks[id];
    assert(check !== undefined, `check ${id} is not in the list`);
    return { id, check, test: compileCondition(check.when, table, reads) };
  });
  const consents = entry.consents.map((id): CompiledConsent => {
    const consent = list.consents[id];
    assert(consent !== undefined, `consent ${id} is not in the list`);
    return { id, consent, test: compileCondition(consent.when, table, reads), body: positionOf(consent.body) };
  });
  const clauses = entry.decider.map((clause): CompiledClause => ({
    test: compileCondition(clause.when, table, reads),
    body: positionOf(clause.body),
    national: clause.fixedBy === 'nation',
    source: clause.source,
  }));
  return {
    entry,
    clauses,
    also: entry.also.map(positionOf),
    checks: [...checks.filter((c) => c.check.step === 'bar'), ...checks.filter((c) => c.check.step === 'block')],
    consents,
    raised: entry.raisedWhen === null ? null : compileCondition(entry.raisedWhen, table, reads),
    reads: Uint8Array.from(table.declarations, (_, slot) => (reads.has(slot) ? 1 : 0)),
  };
}

function positionOf(body: Body): number {
  return BODIES.indexOf(body);
}

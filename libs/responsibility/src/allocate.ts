// Question one: who answers for what. Applies the A rules in order, all that match, and adds the rows that only a finding calls for.
// It is always answered, for good decisions too. What is not here: what a row leads to (`account.ts`).
import { assert } from '@quanze/kernel';
import { capacityFromFinding, capacityOf } from './capacities.js';
import { peopleWithRole } from './check-record.js';
import { holds, type FactValues } from './condition.js';
import { partyOf } from './parties.js';
import type { Finding, Person } from './record.js';
import { unique, type Situation } from './situation.js';
import type { AllocationRule, AttributionTable, RowArea } from './table.js';
import { AREAS, type Area, type Capacity, type Fault, type Flag } from './vocabulary.js';

/** One area of one person, before accountability. */
export interface Allocation {
  readonly person: Person;
  readonly area: RowArea;
  readonly capacity: Capacity;
  /** A rule gave the row; false when it is here only because people found something. */
  readonly given: boolean;
  /** A rules that gave or refined the row. */
  readonly rules: Set<string>;
  /** What people found about this person in this area; null when nobody found anything. */
  fault: Fault | null;
  /** Rule that turns the result into `none`; null in general. */
  clearedBy: string | null;
  /** Findings about this person in an area that is not his or hers; they change nothing and are shown. */
  readonly elsewhere: Finding[];
}

export interface Allocated {
  readonly rows: readonly Allocation[];
  readonly flags: readonly Flag[];
  /** People named in the record to whom the table gives nothing; such a table cannot judge this record. */
  readonly unserved: readonly Person[];
}

const GRAVITY: readonly Fault[] = ['none', 'ordinary', 'gross', 'intentional'];
const AREA_ORDER: readonly RowArea[] = [...AREAS, 'empty'];

/** Allocates. INVARIANT: every person named in the record has at least one row or is told as unserved, nobody else has a row, and no
 *  person has two rows of one area. ORDER: people as `peopleWithRole` walks the record, then those known from findings only; areas as in `AREAS`. */
export function allocate(table: AttributionTable, situation: Situation, facts: FactValues): Allocated {
  const rows = new Map<string, Allocation>();
  const matching = table.allocation.filter((rule) => holds(rule.when, facts));
  for (const rule of matching) giveRows(rows, situation, rule);
  // Findings look at the rows the rules gave, not at each other's, so that their order does not matter.
  const ruled: ReadonlySet<string> = new Set(rows.keys());
  const named = peopleWithRole(situation.record);
  const unplaced = situation.record.findings.filter((finding) => !applyFinding(rows, ruled, table, situation, named, finding));
  giveEmptyRows(rows, situation, matching);
  for (const rule of matching) refineRows(rows, situation, rule, facts);
  const flags = [...matching, ...table.accountability].flatMap((rule) => rule.flags).filter(({ when }) => holds(when, facts)).map(({ flag }) => flag);
  const people = unique([...named, ...situation.record.findings.map(({ person }) => person)]);
  const sorted = inOrder(people, rows);
  for (const finding of unplaced) sorted.find(({ person }) => person === finding.person)?.elsewhere.push(finding);
  assert(sorted.length === rows.size, 'somebody not named in the record has a row');
  const served = new Set(sorted.map(({ person }) => person));
  return { rows: sorted, flags: unique(flags), unserved: people.filter((person) => !served.has(person)) };
}

function inOrder(people: readonly Person[], rows: ReadonlyMap<string, Allocation>): readonly Allocation[] {
  const places = new Map(people.map((person, place) => [person, place * AREA_ORDER.length]));
  const placeOf = ({ person, area }: Allocation): number => (places.get(person) ?? -1) + AREA_ORDER.indexOf(area);
  return [...rows.values()].filter(({ person }) => places.has(person)).sort((a, b) => placeOf(a) - placeOf(b));
}

const keyOf = (person: Person, area: RowArea): string => `${area}/${person}`;

function rowOf(rows: Map<string, Allocation>, person: Person, area: RowArea, capacity: Capacity, given: boolean): Allocation {
  const row = rows.get(keyOf(person, area)) ?? { person, area, capacity, given, rules: new Set<string>(), fault: null, clearedBy: null, elsewhere: [] };
  rows.set(keyOf(person, area), row);
  return row;
}

function giveRows(rows: Map<string, Allocation>, situation: Situation, rule: AllocationRule): void {
  for (const { to, areas } of rule.gives) {
    for (const person of partyOf(to, situation)) {
      for (const area of areas) if (area !== 'empty') rowOf(rows, person, area, capacityOf(situation, person, area), true).rules.add(rule.id);
    }
  }
}

/** People who answer for nothing get their one row; whoever answers for anything has been served. */
function giveEmptyRows(rows: Map<string, Allocation>, situation: Situation, matching: readonly AllocationRule[]): void {
  const serving = new Set([...rows.values()].map(({ person }) => person));
  for (const rule of matching) {
    for (const { to } of rule.gives.filter(({ areas }) => areas.includes('empty'))) {
      for (const person of partyOf(to, situation)) if (!serving.has(person)) rowOf(rows, person, 'empty', capacityOf(situation, person, 'empty'), true).rules.add(rule.id);
    }
  }
}

function refineRows(rows: Map<string, Allocation>, situation: Situation, rule: AllocationRule, facts: FactValues): void {
  const existing = (grants: AllocationRule['touches']): readonly Allocation[] =>
    grants.flatMap(({ to, areas }) => partyOf(to, situation).flatMap((person) => areas.map((area) => rows.get(keyOf(person, area))))).filter((row) => row !== undefined);
  for (const row of existing(rule.touches)) row.rules.add(rule.id);
  for (const row of existing(rule.clears.filter(({ when }) => holds(when, facts)))) row.clearedBy ??= rule.id;
}

/** Puts a finding to the row it is about. A row is made for it where the person has none of that area, except for a decision or a
 *  vote: those belong to whoever decided or voted, and no finding makes another person the decider. Then the answer is false. */
function applyFinding(
  rows: Map<string, Allocation>, ruled: ReadonlySet<string>, table: AttributionTable, situation: Situation, people: readonly Person[], finding: Finding,
): boolean {
  const { person } = finding;
  const has = (area: RowArea): boolean => ruled.has(keyOf(person, area));
  const area = areaMeant(finding.area, has);
  const named = people.includes(person);
  if (!has(area) && named && (area === 'decision' || area === 'vote')) return false;
  const row = rowOf(rows, person, area, capacityFromFinding(situation, person, area, named), false);
  const line = has(area) ? undefined : table.onFinding.find((each) => each.area === area && (each.capacity === null || each.capacity === row.capacity));
  if (line !== undefined) row.rules.add(line.rule);
  row.fault = GRAVITY[Math.max(GRAVITY.indexOf(row.fault ?? 'none'), GRAVITY.indexOf(finding.fault))] as Fault;
  return true;
}

/** A member's share of a decision is the vote; support staff answer for facts and procedure through their task. */
function areaMeant(area: Area, has: (area: RowArea) => boolean): Area {
  if (has(area)) return area;
  if (area === 'decision' && has('vote')) return 'vote';
  if (area === 'vote' && has('decision')) return 'decision';
  return (area === 'facts' || area === 'procedure') && has('task') ? 'task' : area;
}

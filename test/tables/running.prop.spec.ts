// What was imported runs: cases are opened and led on by people with the roles of the tables, and in every state that is come to the gate
// grants and refuses exactly what the tables say.
import { createHash } from 'node:crypto';
import { decide, explainActs, openCase, type CaseSnapshot, type CompiledPath, type PersonFacts, type World } from '@quanze/engine';
import type { AppointmentId, CaseId, HashFunction, HashHex, Instant, OfficeId, PersonId } from '@quanze/kernel';
import { smallTables, type RandomTables } from '@quanze/testkit';
import { compiled, imported, readBack } from './imported.js';
import { naiveMatrix } from './naive-matrix.model.js';

const SEEDS = Array.from({ length: 120 }, (_, index) => Number(process.env['FC_SEED'] ?? 1) + index);
const OFFICE = '00000000-0000-4000-8000-0000000000aa' as OfficeId;
const STEPS = 12;

const hash: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text).digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

function personWith(role: string, number: number): PersonFacts {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { person: id as PersonId, delegations: [], posts: [{ appointment: id as AppointmentId, office: OFFICE, role }] };
}

function worldOf(actor: PersonFacts): World {
  // Nothing of what was imported asks the power list or the calendar.
  return { at: '2026-03-02T01:00:00.000Z' as Instant, hash, powers: {} as never, calendar: {} as never, actor, committee: [], named: new Map() };
}

interface Cast {
  readonly path: CompiledPath;
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** Ids of the tables by names of the definition. */
  readonly sourceOf: { readonly state: (name: string) => string; readonly act: (name: string) => string };
}

function castOf(tables: RandomTables): Cast {
  const path = compiled(readBack(imported(tables).document));
  const { roles = {}, states, acts } = path.document;
  return {
    path,
    people: new Map(Object.entries(roles).map(([word, { sourceId }], index) => [sourceId ?? word, personWith(word, index + 1)])),
    sourceOf: { state: (name) => states[name]?.sourceId ?? name, act: (name) => acts[name]?.sourceId ?? name },
  };
}

function openedCases({ path, people }: Cast): readonly CaseSnapshot[] {
  return [...path.acts.values()].filter((act) => act.creates).flatMap((act) => [...people.values()].flatMap((facts) => {
    const opened = openCase(path, { caseId: 'c' as CaseId, office: OFFICE }, {}, { act: act.id, payload: {} }, worldOf(facts));
    return opened.ok ? [opened.value.snapshot] : [];
  }));
}

/** Compares everything that one state allows with the tables. @returns how much was granted, and where acts lead */
function compareAt({ path, people, sourceOf }: Cast, snapshot: CaseSnapshot, wanted: ReadonlySet<string>): { readonly granted: number; readonly next: readonly CaseSnapshot[] } {
  const state = sourceOf.state(snapshot.states[0] as string);
  const granted: string[] = [];
  const next: CaseSnapshot[] = [];
  for (const [role, facts] of people) {
    const world = worldOf(facts);
    for (const answer of explainActs(path, snapshot, world, 'all')) if (answer.allowed) granted.push(JSON.stringify([state, sourceOf.act(answer.act), role]));
    for (const act of path.acts.values()) {
      const done = decide(path, snapshot, { act: act.id, payload: {} }, world, snapshot.version + 1);
      const isPermitted = wanted.has(JSON.stringify([state, sourceOf.act(act.id), role]));
      // A permitted act can still have no target, where its conditions do not hold; an act that is not permitted never gets so far.
      const gate = done.ok || ['ACT.NO_TARGET', 'RULE.NOT_EVALUABLE'].includes(done.refusal.code);
      expect([state, act.id, role, gate]).toEqual([state, act.id, role, isPermitted && !act.creates]);
      if (done.ok) next.push(done.value.snapshot);
    }
  }
  expect(new Set(granted)).toEqual(new Set([...wanted].filter((line) => (JSON.parse(line) as readonly string[])[0] === state)));
  return { granted: granted.length, next };
}

test(`cases of imported definitions run as the tables say, from seed ${SEEDS[0] ?? 0}`, () => {
  let [cases, granted] = [0, 0];
  for (const seed of SEEDS) {
    const tables = smallTables(seed);
    const cast = castOf(tables);
    const wanted = naiveMatrix(tables);
    const seen = new Set<string>();
    const waiting = [...openedCases(cast)];
    cases += waiting.length;
    for (let step = 0; step < STEPS; step += 1) {
      const snapshot = waiting.pop();
      if (snapshot === undefined || seen.has(snapshot.states.join())) continue;
      seen.add(snapshot.states.join());
      const compared = compareAt(cast, snapshot, wanted);
      granted += compared.granted;
      waiting.push(...compared.next);
    }
  }
  expect(cases).toBeGreaterThan(50);
  expect(granted).toBeGreaterThan(100);
}, 120_000);

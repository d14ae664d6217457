// What must be true of every case, whatever happened to host, database and network: the journal is whole, the stored state is the fold
// of it, and every table beside it says the same. Written apart from the stores. What is not here: the log (`log.ts`).
import { fold, handlerAt, replaySteps, tasksOf, type CaseSnapshot, type CompiledPath } from '@quanze/engine';
import { jsonEquals, type HashFunction, type HashHex, type Instant, type JsonValue, type PersonId } from '@quanze/kernel';
import { sealedPaths, verifyChain, verifyOpening, type JournalEntry, type Opening } from '@quanze/ledger';
import { groupBy, hex, instantOf, type Row, type Tables } from './rows.js';

export interface CaseMeans {
  readonly hash: HashFunction;
  /** The compiled path of a release. */
  readonly pathOf: (release: HashHex) => CompiledPath;
}

/** Problems of all cases and of the offices' own chains, one sentence each; empty when everything is true. */
export function casesFindings(tables: Tables, means: CaseMeans): readonly string[] {
  const journals = groupBy(tables.journal, 'chain');
  const by = {
    sealed: groupBy(tables.sealed, 'chain'), tasks: groupBy(tables.tasks, 'case_id'), deadlines: groupBy(tables.deadlines, 'case_id'), decisions: groupBy(tables.decisions, 'case_id'),
  };
  const known = new Set(tables.cases.map((row) => String(row['case_id'])));
  const chains = new Set([...known, ...tables.offices.map((row) => String(row['id']))]);
  const strays = (name: string, groups: ReadonlyMap<string, readonly Row[]>, owners: ReadonlySet<string>): string[] =>
    [...groups.keys()].filter((id) => !owners.has(id)).map((id) => `${name} of ${id}, which does not exist`);
  return [
    ...strays('journal', journals, chains), ...strays('sealed values', by.sealed, chains), ...strays('tasks', by.tasks, known),
    ...strays('deadlines', by.deadlines, known), ...strays('decisions', by.decisions, known),
    ...tables.offices.flatMap((office) => chainFindings(String(office['id']), journals.get(String(office['id'])) ?? [], { length: Number(office['seq']) }, means.hash)),
    ...tables.cases.flatMap((row) => {
      const id = String(row['case_id']);
      const parts = { journal: journals.get(id) ?? [], sealed: by.sealed.get(id) ?? [], tasks: by.tasks.get(id) ?? [], deadlines: by.deadlines.get(id) ?? [], decisions: by.decisions.get(id) ?? [] };
      return caseFindings(row, parts, means);
    }),
    ...numberFindings(tables),
  ];
}

interface Parts {
  readonly journal: readonly Row[];
  readonly sealed: readonly Row[];
  readonly tasks: readonly Row[];
  readonly deadlines: readonly Row[];
  readonly decisions: readonly Row[];
}

function caseFindings(row: Row, parts: Parts, means: CaseMeans): readonly string[] {
  const id = String(row['case_id']);
  const snapshot = row['snapshot'] as CaseSnapshot;
  const entries = parts.journal.map((line) => line['parsed'] as JournalEntry);
  const chain = chainFindings(id, parts.journal, { length: Number(row['seq']), head: hex(row['head']) }, means.hash);
  const folded = fold(entries);
  if (!folded.ok) return [...chain, `case ${id}: no fold: ${folded.refusal.code}`];
  const path = means.pathOf(snapshot.release);
  const steps = replaySteps(path, entries);
  return [
    ...chain,
    ...(jsonEquals(folded.value as unknown as JsonValue, snapshot as unknown as JsonValue) ? [] : [`case ${id}: the fold of the journal is not the stored snapshot`]),
    ...(steps.ok ? [] : [`case ${id}: ${steps.refusal.code} ${JSON.stringify(steps.refusal.params)}`]),
    ...columnFindings(id, row, snapshot, entries),
    ...sealFindings(id, entries, parts.sealed, means.hash),
    ...taskFindings(id, row, snapshot, parts.tasks, path),
    ...deadlineFindings(id, snapshot, entries, parts.deadlines),
    ...decisionFindings(id, entries, parts.decisions),
  ];
}

function chainFindings(chain: string, rows: readonly Row[], expected: { readonly length: number; readonly head?: HashHex }, hash: HashFunction): readonly string[] {
  const entries = rows.map((row) => row['parsed'] as JournalEntry);
  const verdict = verifyChain(entries, { chain, expectedLength: expected.length, ...(expected.head === undefined ? {} : { expectedHead: expected.head }) }, hash);
  const columns = rows.flatMap((row) => {
    const entry = row['parsed'] as JournalEntry;
    const told = [row['seq'], row['kind'], row['act'], instantOf(row['recorded_at'])];
    const meant = [entry.seq, entry.kind, entry.act, entry.recordedAt];
    const person = (entry.actor as { person?: string } | null)?.person ?? null;
    return jsonEquals(told as JsonValue, meant) && row['person'] === person ? [] : [`chain ${chain}: the columns of entry ${entry.seq} differ from its text`];
  });
  return [...(verdict.valid ? [] : [`chain ${chain}: ${verdict.reason} ${JSON.stringify(verdict.at)}`]), ...columns];
}

function columnFindings(id: string, row: Row, snapshot: CaseSnapshot, entries: readonly JournalEntry[]): readonly string[] {
  const accepted = entries.filter((entry) => entry.kind !== 'refused');
  const last = accepted.at(-1)?.recordedAt as Instant;
  const team = [...new Set([...snapshot.team.map((member) => member.person), ...(snapshot.readers ?? [])])].sort();
  const ends = Object.values(snapshot.clocks).flatMap((clock) => (clock.phase === 'running' && clock.endsAt !== undefined ? [clock.endsAt] : [])).sort();
  const told = [row['version'], row['status'], row['states'], row['ending'], row['handler'], row['team'], instantOf(row['changed_at']), instantOf(row['recorded_at']), instantOf(row['next_ends_at'])];
  const meant = [accepted.length, snapshot.status, snapshot.states, snapshot.ending ?? null, handlerAt(snapshot, last)?.person ?? null, team, last, entries.at(-1)?.recordedAt ?? null, ends[0] ?? null];
  const isRight = jsonEquals(told as JsonValue, meant as JsonValue) && snapshot.version === accepted.length;
  return isRight ? [] : [`case ${id}: columns ${JSON.stringify(told)} instead of ${JSON.stringify(meant)}`];
}

function sealFindings(id: string, entries: readonly JournalEntry[], rows: readonly Row[], hash: HashFunction): readonly string[] {
  const openings = new Map(rows.map((row) => [`${String(row['seq'])} ${String(row['path'])}`, { path: String(row['path']), salt: hex(row['salt']), value: row['value'] } as unknown as Opening]));
  const sealed = entries.flatMap((entry) => sealedPaths(entry.payload).map((path) => ({ entry, path })));
  const broken = sealed.filter(({ entry, path }) => {
    const opening = openings.get(`${entry.seq} ${path}`);
    return opening === undefined || !verifyOpening(entry.payload, opening, hash);
  });
  return [
    ...broken.map(({ entry, path }) => `case ${id}: what was sealed at ${path} of entry ${entry.seq} cannot be opened`),
    ...(sealed.length === rows.length ? [] : [`case ${id}: ${rows.length} openings for ${sealed.length} sealed fields`]),
  ];
}

function taskFindings(id: string, row: Row, snapshot: CaseSnapshot, rows: readonly Row[], path: CompiledPath): readonly string[] {
  const wanted = tasksOf(path, snapshot, instantOf(row['changed_at']) as Instant).map(({ key, state, verb, role, person, dueAt }) => [key, state, verb, role, person ?? null, dueAt ?? null].join(' ')).sort();
  const found = rows.map((task) => [task['key'], task['state'], task['verb'], task['role'], (task['person'] as PersonId | null) ?? null, instantOf(task['due_at'])].join(' ')).sort();
  return jsonEquals(wanted, found) ? [] : [`case ${id}: tasks ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`];
}

/** A deadline says what its clock says, and that it rang exactly if the journal notes the end of this run: also when it was kept afterwards. */
function deadlineFindings(id: string, snapshot: CaseSnapshot, entries: readonly JournalEntry[], rows: readonly Row[]): readonly string[] {
  const rang = new Set(entries.flatMap(({ kind, payload }) => {
    if (kind !== 'deadline') return [];
    const { clock, run } = payload['input'] as { clock: string; run: number };
    return [`${clock} ${run}`];
  }));
  const clocks = Object.entries(snapshot.clocks);
  const extra = rows.filter((row) => snapshot.clocks[String(row['clock'])] === undefined).map((row) => `case ${id}: a deadline without a clock: ${String(row['clock'])}`);
  return [...extra, ...clocks.flatMap(([name, clock]) => {
    const row = rows.find((each) => each['clock'] === name);
    if (row === undefined) return [`case ${id}: clock ${name} has no deadline`];
    const told = [row['rule'], row['run'], row['phase'], instantOf(row['ends_at']), row['fired_at'] !== null];
    const meant = [clock.rule, clock.run, clock.phase, clock.endsAt ?? null, rang.has(`${name} ${clock.run}`)];
    const wakes = instantOf(row['wake_at']);
    const isAwake = clock.phase === 'running' && clock.endsAt !== undefined;
    const wakesRight = isAwake ? wakes !== null && wakes <= (clock.endsAt ?? '') : wakes === null;
    return jsonEquals(told as JsonValue, meant as JsonValue) && wakesRight ? [] : [`case ${id}: deadline ${name} is ${JSON.stringify([...told, wakes])} instead of ${JSON.stringify(meant)}`];
  })];
}

function decisionFindings(id: string, entries: readonly JournalEntry[], rows: readonly Row[]): readonly string[] {
  const recorded = entries.flatMap((entry) => (entry.payload['decision'] === undefined ? [] : [{ seq: entry.seq, record: entry.payload['decision'] }]));
  const found = rows.map((row) => ({ seq: row['seq'], record: row['record'] }));
  return jsonEquals(recorded as unknown as JsonValue, found as unknown as JsonValue) ? [] : [`case ${id}: ${found.length} decisions beside ${recorded.length} in the journal, or others`];
}

/** Numbers run without gap: as many cases as the counter says, and no number twice. */
function numberFindings({ cases, numbers }: Tables): readonly string[] {
  const given = numbers.reduce((sum, row) => sum + Number(row['last']), 0);
  const different = new Set(cases.map((row) => String(row['number']))).size;
  return given === cases.length && different === cases.length ? [] : [`${cases.length} cases, ${different} numbers, ${given} counted`];
}

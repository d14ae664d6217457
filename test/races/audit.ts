// What must be true of the rows a race leaves, read from the tables themselves: chain, fold, tasks, deadlines, decisions, keys, and that what
// each racer was told is what is written. Shares nothing with the engine. What is not here: which of the racers should have won
// (`race.ts` compares with the same acts one after another).
import { jsonEquals, type HashHex, type JsonObject, type JsonValue } from '@quanze/kernel';
import { verifyChain, type JournalEntry } from '@quanze/ledger';
import { findEntry } from '@quanze/contract';
import { sha256 } from '../../apps/host/src/compose/system.js';
import { sideFindings } from './side-audit.js';
import type { Ending } from './stepper.js';

export interface JournalRow {
  readonly chain: string;
  readonly seq: number;
  readonly person: string | null;
  readonly kind: string;
  readonly act: string;
  readonly hash: string;
  /** Canonical text without the hash. */
  readonly entry: string;
}

interface Snapshot extends JsonObject {
  readonly version: number;
  readonly states: readonly string[];
}

export interface Rows {
  readonly cases: readonly { readonly case_id: string; readonly seq: number; readonly head: string; readonly version: number; readonly snapshot: Snapshot }[];
  readonly journal: readonly JournalRow[];
  readonly tasks: readonly { readonly case_id: string; readonly key: string; readonly state: string; readonly person: string | null }[];
  readonly deadlines: readonly { readonly case_id: string; readonly clock: string; readonly rule: string; readonly run: number; readonly phase: string; readonly ends_at: string | null; readonly fired: boolean }[];
  readonly decisions: readonly { readonly case_id: string; readonly seq: number; readonly record: JsonValue }[];
  readonly answers: readonly { readonly person: string; readonly key: string; readonly body: { readonly caseId: string; readonly seq: number; readonly entryHash: string } }[];
  readonly openings: readonly { readonly chain: string; readonly seq: number; readonly path: string }[];
  readonly offices: JsonValue;
  readonly drafts: readonly { readonly case_id: string; readonly act: string; readonly reach: readonly string[] }[];
  readonly documents: readonly { readonly case_id: string; readonly n: number; readonly latest: number; readonly issued: boolean }[];
  readonly versions: readonly { readonly case_id: string; readonly n: number; readonly version: number }[];
  readonly issued: readonly { readonly case_id: string; readonly n: number; readonly series: string; readonly serial: number; readonly number: string; readonly seq: number; readonly hash: string }[];
  readonly news: readonly { readonly case_id: string; readonly seq: number; readonly origin: string; readonly done: boolean }[];
}

const READ = `SELECT json_build_object(
  'cases', (SELECT json_agg(json_build_object('case_id', c.case_id, 'seq', c.seq, 'head', encode(c.head, 'hex'), 'version', c.version, 'snapshot', c.snapshot, 'handler', c.handler,
    'team', c.team, 'states', c.states, 'status', c.status, 'next_ends_at', c.next_ends_at) ORDER BY c.case_id) FROM case_file c WHERE c.case_id = ANY($1::uuid[])),
  'journal', (SELECT json_agg(json_build_object('chain', j.chain, 'seq', j.seq, 'person', j.person, 'kind', j.kind, 'act', j.act, 'hash', encode(j.hash, 'hex'), 'entry', j.entry) ORDER BY j.chain, j.seq)
    FROM journal j WHERE j.chain = ANY($2::uuid[])),
  'tasks', (SELECT coalesce(json_agg(row_to_json(t) ORDER BY t.case_id, t.key), '[]') FROM task t WHERE t.case_id = ANY($1::uuid[])),
  'deadlines', (SELECT coalesce(json_agg(json_build_object('case_id', d.case_id, 'clock', d.clock, 'rule', d.rule, 'run', d.run, 'phase', d.phase, 'ends_at', d.ends_at, 'wake_at', d.wake_at, 'fired', d.fired_at IS NOT NULL)
    ORDER BY d.case_id, d.clock), '[]') FROM deadline d WHERE d.case_id = ANY($1::uuid[])),
  'decisions', (SELECT coalesce(json_agg(json_build_object('case_id', d.case_id, 'seq', d.seq, 'record', d.record) ORDER BY d.case_id, d.seq), '[]') FROM decision d WHERE d.case_id = ANY($1::uuid[])),
  'answers', (SELECT coalesce(json_agg(json_build_object('person', i.person, 'key', i.key, 'body', i.body) ORDER BY i.person, i.key), '[]') FROM idempotency i),
  'openings', (SELECT coalesce(json_agg(json_build_object('chain', s.chain, 'seq', s.seq, 'path', s.path) ORDER BY s.chain, s.seq, s.path), '[]') FROM sealed_value s WHERE s.chain = ANY($2::uuid[])),
  'offices', (SELECT json_build_object('seq', (SELECT json_agg(o.seq ORDER BY o.id) FROM office o), 'delegations', (SELECT json_agg(json_build_object('id', d.id, 'revoked', d.revoked_at) ORDER BY d.id) FROM delegation d),
    'posts', (SELECT json_agg(json_build_object('id', a.id, 'until', a.until_at) ORDER BY a.id) FROM appointment a))),
  'documents', (SELECT coalesce(json_agg(row_to_json(d) ORDER BY d.case_id, d.n), '[]') FROM case_document d WHERE d.case_id = ANY($1::uuid[])),
  'versions', (SELECT coalesce(json_agg(json_build_object('case_id', v.case_id, 'n', v.n, 'version', v.version, 'person', v.person, 'fields', v.fields) ORDER BY v.case_id, v.n, v.version), '[]') FROM document_version v WHERE v.case_id = ANY($1::uuid[])),
  'issued', (SELECT coalesce(json_agg(json_build_object('case_id', i.case_id, 'n', i.n, 'series', concat_ws(' ', i.office, i.word, i.year), 'serial', i.serial, 'number', i.number, 'seq', i.seq, 'hash', encode(i.hash, 'hex'))
    ORDER BY i.case_id, i.n), '[]') FROM issued_document i),
  'news', (SELECT coalesce(json_agg(json_build_object('case_id', e.case_id, 'seq', e.seq, 'origin', e.origin, 'done', e.done_at IS NOT NULL) ORDER BY e.id), '[]') FROM link_event e WHERE e.origin = ANY($1::uuid[])),
  'pending', (SELECT json_agg(json_build_array(p.chain, p.seq) ORDER BY p.chain, p.seq) FROM log_pending p WHERE p.chain = ANY($2::uuid[])),
  'drafts', (SELECT coalesce(json_agg(json_build_object('case_id', d.case_id, 'act', d.act, 'reach', d.reach) ORDER BY d.case_id, d.act), '[]') FROM draft d WHERE d.case_id = ANY($1::uuid[])))::text AS rows`;

/** Everything a race can touch, as one text. @param chains cases and offices whose journals count */
export async function readRows(read: <R extends object>(text: string, values: readonly unknown[], name: string) => Promise<readonly R[]>, cases: readonly string[], chains: readonly string[]): Promise<string> {
  const [row] = await read<{ rows: string }>(READ, [cases, chains], 'race-rows');
  return row?.rows ?? '';
}

/** Problems of what a race left; empty when everything is true. @param before the rows it began with */
export function rowFindings(before: Rows, after: Rows): readonly string[] {
  return after.cases.flatMap((row) => {
    const journal = after.journal.filter(({ chain }) => chain === row.case_id);
    const entries = journal.map((line) => ({ ...(JSON.parse(line.entry) as JsonObject), hash: line.hash }) as unknown as JournalEntry);
    const chain = verifyChain(entries, { chain: row.case_id, expectedLength: row.seq, expectedHead: row.head as HashHex }, sha256);
    const accepted = entries.filter(({ kind }) => kind !== 'refused');
    const folded = accepted.reduce<JsonValue>((state, { payload }) => merged(state, (payload as { patch?: JsonValue }).patch ?? {}), {});
    return [
      ...(chain.valid ? [] : [`chain: ${chain.reason} ${JSON.stringify(chain.at)}`]),
      ...(jsonEquals(folded, row.snapshot) ? [] : ['the fold of the journal is not the stored snapshot']),
      ...(row.version === accepted.length && row.snapshot.version === row.version ? [] : [`version ${row.version} after ${accepted.length} accepted entries`]),
      ...deadlineFindings(row, accepted, after), ...taskFindings(row, after), ...decisionFindings(row, accepted, after),
      ...after.drafts.filter((draft) => draft.case_id === row.case_id && !draft.reach.some((state) => row.snapshot.states.some((leaf) => leaf === state || leaf.startsWith(`${state}.`))))
        .map((draft) => `a draft of ${draft.act} is kept out of reach`),
    ];
  }).concat(keyFindings(after), sideFindings(after), before.journal.filter((line) => !after.journal.some((other) => other.hash === line.hash)).map((line) => `entry ${line.seq} of ${line.chain} is gone`));
}

/** A merge patch (RFC 7396) applied, written anew. */
function merged(target: JsonValue, patch: JsonValue): JsonValue {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, JsonValue> = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...(target as JsonObject) } : {};
  for (const [key, value] of Object.entries(patch as JsonObject)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key] ?? null, value);
  }
  return result;
}

type CaseRow = Rows['cases'][number];
const instantOf = (value: string | null): string | null => (value === null ? null : new Date(value).toISOString());

function deadlineFindings(row: CaseRow, accepted: readonly JournalEntry[], { deadlines }: Rows): readonly string[] {
  const clocks = row.snapshot['clocks'] as Readonly<Record<string, { rule: string; run: number; phase: string; endsAt?: string }>>;
  const rang = accepted.filter(({ kind }) => kind === 'deadline').map(({ payload }) => (payload as { input: { clock: string; run: number } }).input).map(({ clock, run }) => `${clock} ${run}`);
  const told = deadlines.filter(({ case_id }) => case_id === row.case_id).map((d) => [d.clock, d.rule, d.run, d.phase, instantOf(d.ends_at), d.fired]);
  const meant = Object.entries(clocks).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, c]) => [name, c.rule, c.run, c.phase, c.endsAt ?? null, rang.includes(`${name} ${c.run}`)]);
  const sorted = [...told].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return [
    ...(jsonEquals(sorted as JsonValue, meant as JsonValue) ? [] : [`deadlines ${JSON.stringify(sorted)} beside ${JSON.stringify(meant)}`]),
    ...(new Set(rang).size === rang.length ? [] : [`an end took effect twice: ${rang.join()}`]),
  ];
}

interface Seat { readonly id: number; readonly holders: readonly string[]; readonly answer?: unknown; readonly added?: { readonly by: number; readonly place: string }; readonly entrusted?: { readonly to: string; readonly opinion?: unknown } }
interface Open {
  readonly panels?: Readonly<Record<string, { readonly seats: readonly Seat[]; readonly outcome?: string }>>;
  readonly meeting?: {
    readonly chair: string; readonly members: readonly string[]; readonly present: readonly string[]; readonly steppedAside: readonly string[];
    readonly votes: readonly { readonly person: string; readonly option: string }[];
  };
}

/** Whoever a question waits for has a task, nobody else has one for it, and no task belongs to a state that was left. */
function taskFindings(row: CaseRow, { tasks }: Rows): readonly string[] {
  const own = tasks.filter(({ case_id }) => case_id === row.case_id);
  const found = own.filter(({ state }) => state !== 'task' && state !== 'instruction' && state !== 'recusal' && !row.snapshot.states.includes(state)).map(({ key }) => `a task of a state that was left: ${key}`);
  for (const [decision, open] of Object.entries(row.snapshot['decisions'] as Readonly<Record<string, Open>>)) {
    const state = row.snapshot.states.find((leaf) => leaf.startsWith(`${decision}.`));
    if (state === undefined || state.includes('.decided.')) continue;
    const waited = waitedFor(open, state.slice(decision.length + 1));
    if (waited === null) continue;
    const asked = own.filter((task) => task.state === state).map(({ person }) => person ?? '').sort();
    if (asked.join() !== [...waited].sort().join()) found.push(`${state} asks ${asked.join()} and waits for ${waited.join()}`);
  }
  return found;
}

/** Null where a step waits for a post, not for persons by name. */
function waitedFor({ panels, meeting }: Open, step: string): readonly string[] | null {
  const run = panels?.[step];
  if (run !== undefined && run.outcome === undefined) {
    const waiting = run.seats.filter(({ answer }) => answer === undefined);
    const free = waiting.filter((seat) => !waiting.some(({ added }) => added?.by === seat.id && added.place === 'before') && !(seat.added?.place === 'after' && waiting.some(({ id }) => id === seat.added?.by)));
    return free.map((seat) => (seat.entrusted !== undefined && seat.entrusted.opinion === undefined ? seat.entrusted.to : (seat.holders.at(-1) ?? '')));
  }
  if (step !== 'committee' || meeting === undefined) return null;
  const voted = meeting.votes.map((cast) => cast.person);
  const silent = meeting.present.filter((member) => !voted.includes(member));
  if (silent.length > 0) return silent;
  // More than half of all members; where no option has them, those who were away are asked in writing (committee rules 21).
  const isDecided = meeting.votes.some(({ option }) => option !== 'abstain' && meeting.votes.filter((other) => other.option === option).length * 2 > meeting.members.length);
  const away = isDecided ? [] : meeting.members.filter((member) => !meeting.steppedAside.includes(member) && !voted.includes(member));
  return away.length > 0 ? away : [meeting.chair];
}

function decisionFindings(row: CaseRow, accepted: readonly JournalEntry[], { decisions }: Rows): readonly string[] {
  const recorded = accepted.flatMap(({ seq, payload }) => ((payload as JsonObject)['decision'] === undefined ? [] : [{ seq, record: (payload as JsonObject)['decision'] as JsonValue }]));
  const found = decisions.filter(({ case_id }) => case_id === row.case_id).map(({ seq, record }) => ({ seq, record }));
  const nobody = found.filter(({ record }) => ((record as { deciders: readonly unknown[] }).deciders ?? []).length === 0);
  return [...(jsonEquals(recorded as JsonValue, found as JsonValue) ? [] : [`${found.length} decisions beside ${recorded.length} in the journal`]), ...nobody.map(({ seq }) => `decision ${seq} names nobody`)];
}

/** One effect per key: each answer names an accepted entry of its person, and no entry was promised twice. */
function keyFindings({ answers, journal }: Rows): readonly string[] {
  const here = answers.filter(({ body }) => journal.some(({ chain }) => chain === body.caseId));
  const lost = here.filter(({ body, person }) => !journal.some((line) => line.chain === body.caseId && line.seq === body.seq && line.hash === body.entryHash && line.person === person && line.kind !== 'refused'));
  return [...lost.map(({ key }) => `the answer under ${key} names no entry`), ...(new Set(here.map(({ body }) => body.entryHash)).size === here.length ? [] : ['two keys promise one entry'])];
}

// Not written down: a case somebody may not know of, a key that stands for another request, and what keeps no entry at all (drafts).
const UNWRITTEN = ['CASE.NOT_FOUND', 'REQUEST.IDEMPOTENCY_KEY_REUSED', 'CASE.STATE_FORBIDS_ACT', 'DOCUMENT.ISSUED', 'DOCUMENT.VERSION_CONFLICT'];

interface Told { readonly ok?: boolean; readonly kind?: string; readonly noticed?: number; readonly value?: { readonly n?: number; readonly value?: { readonly entryHash?: string }; readonly replayed?: boolean }; readonly refusal?: { readonly code: string } }

/** Both sides see the same story: every new entry is what exactly one racer was told, and nobody was told anything else. */
export function storyFindings(before: Rows, after: Rows, endings: readonly (Ending | undefined)[]): readonly string[] {
  const fresh = after.journal.filter((line) => !before.journal.some((other) => other.hash === line.hash));
  const claimed = new Set<string>();
  const claim = (fits: (line: JournalRow) => boolean): boolean => {
    const line = fresh.find((each) => !claimed.has(each.hash) && fits(each));
    if (line !== undefined) claimed.add(line.hash);
    return line !== undefined;
  };
  const codeOf = (line: JournalRow): unknown => (JSON.parse(line.entry) as { payload: { code?: string } }).payload.code;
  const problems = endings.flatMap((ending, racer): readonly string[] => {
    if (ending === undefined) return [`racer ${racer} never came to an end`];
    if ('fault' in ending) return [`racer ${racer} failed: ${ending.fault}`];
    const told = ending.value as Told;
    if (told.refusal !== undefined) {
      const { code } = told.refusal;
      if (findEntry(code) === undefined) return [`racer ${racer} was refused with ${code}, which the catalogue does not have`];
      return claim((line) => line.kind === 'refused' && codeOf(line) === code) || UNWRITTEN.includes(code) ? [] : [`racer ${racer} was refused with ${code}, and no entry says so`];
    }
    const done = told.value?.value;
    if (done?.entryHash !== undefined) {
      if (told.value?.replayed === true) return after.journal.some(({ hash }) => hash === done.entryHash) ? [] : [`racer ${racer} was told again of an entry that is not there`];
      return claim((line) => line.hash === done.entryHash && line.kind !== 'refused') ? [] : [`racer ${racer} was told of an entry that is not there`];
    }
    if (told.kind === 'done') return claim((line) => line.kind === 'deadline') ? [] : [`racer ${racer} rang, and no entry says so`];
    if (told.noticed !== undefined) {
      const claims = Array.from({ length: told.noticed }, () => claim((line) => line.kind === 'linked' || line.kind === 'followed'));
      return claims.every(Boolean) ? [] : [`racer ${racer} took notice of ${told.noticed} entries, and fewer say so`];
    }
    // Drafts of documents have no entry.
    if (told.value?.n !== undefined) return [];
    if (told.kind === undefined) claim((line) => line.kind === 'office');
    return [];
  });
  // A late alarm may write a warning and the end.
  const unclaimed = fresh.filter((line) => !claimed.has(line.hash) && line.kind !== 'deadline');
  return [...problems, ...unclaimed.map((line) => `entry ${line.seq} (${line.kind} ${line.act}) was told to nobody`)];
}

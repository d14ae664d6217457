// From an outcome of the engine to what is written: the sealed journal entry, openings, tasks, deadlines. Pure but for salts.
import { dueWarnings, handlerAt, reachOf, tasksOf, type CaseSnapshot, type ClockState, type CompiledAct, type CompiledPath, type EntryContent, type Outcome, type Task } from '@quanze/engine';
import { assert, expectOk, type HashHex, type Instant, type JsonObject, type JsonValue, type Refusal, type RefusalParam } from '@quanze/kernel';
import { sealEntry, sealFields, type JournalEntry, type Opening } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import type { ActWrite, DeadlineRow, Identity, LoadedCase, TaskChange, Witness } from '../ports/case-store.port.js';

export interface EntryPlace {
  readonly chain: string;
  readonly seq: number;
  readonly prevHash: HashHex;
  readonly recordedAt: Instant;
  readonly effectiveAt: Instant;
  readonly definitionHash: HashHex | null;
}

const SALT_BYTES = 16;
const NAMELESS = '\ufffd';

/** Seals the free text of an entry and chains it. */
export function writeEntry(content: EntryContent, place: EntryPlace, deps: Pick<Deps, 'hash' | 'random'>): { readonly entry: JournalEntry; readonly openings: readonly Opening[] } {
  const paths = content.sealed.map((name) => `/input/${name}`);
  const salts = paths.map(() => deps.random.hex(SALT_BYTES));
  const sealed = paths.length === 0 ? { payload: content.payload, openings: [] } : expectOk(sealFields(content.payload, paths, salts, deps.hash), 'sealing an entry');
  const { prevHash, ...rest } = place;
  const entry = sealEntry({
    ...rest, kind: content.kind, act: content.act, actor: content.actor as unknown as JsonObject | null,
    authority: content.authority as unknown as JsonObject | null, from: [...content.from], to: [...content.to], payload: sealed.payload,
  }, prevHash, deps.hash);
  return { entry, openings: sealed.openings };
}

/** The entry of a refused attempt: who tried what and why it was refused. Field names only, never what was typed. */
export function refusedContent(refusal: Refusal, attempt: { readonly act: string; readonly person: string; readonly as?: string | undefined; readonly payload: JsonObject }): EntryContent {
  const params = Object.fromEntries(Object.entries(refusal.params).map(([key, value]) => [clean(key, 60), cleanParam(value)])) as JsonObject;
  return {
    // An entry names its act, also one that somebody sent without a name.
    kind: 'refused', act: clean(attempt.act, 120) || NAMELESS, authority: null, from: [], to: [], sealed: [],
    actor: { person: attempt.person, ...(attempt.as === undefined ? {} : { role: clean(attempt.as, 40) }) } as unknown as EntryContent['actor'],
    payload: { code: refusal.code, params, source: refusal.source ?? null, fields: Object.keys(attempt.payload).slice(0, 50).map((name) => clean(name, 60)) },
  };
}

/** A text somebody sent, as it may stand in the journal: well-formed, printable, short. A refused attempt must never fail to be recorded. */
function clean(text: string, lengthMax: number): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.slice(0, lengthMax).toWellFormed().replace(/[\u0000-\u001f\u007f]/g, '\ufffd');
}

function cleanParam(value: RefusalParam): JsonValue {
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => clean(String(item), 400));
  return typeof value === 'string' ? clean(value, 400) : (value as JsonValue);
}

/** What the tables beside the journal change by. */
export function changesOf(path: CompiledPath, before: CaseSnapshot | null, outcome: Outcome, at: Instant): NonNullable<ActWrite['change']> {
  const after = outcome.snapshot;
  const isMoved = before !== null && before.states.join() !== after.states.join();
  const reach = reachOf(path, before, after);
  return {
    ...(reach === null ? {} : { reach }),
    ...(isMoved ? { active: [...new Set(after.states.flatMap((state) => path.nodes.get(state)?.ancestors ?? [state]))] } : {}),
    snapshot: after,
    handler: handlerAt(after, at)?.person ?? null,
    record: outcome.record,
    tasks: taskChange(before === null ? [] : tasksOf(path, before, at), tasksOf(path, after, at)),
    deadlines: deadlineChange(path, before?.clocks ?? {}, after.clocks),
    outbox: [{ topic: 'case.changed', payload: { caseId: after.caseId, office: after.office, version: after.version, act: outcome.entry.act, kind: outcome.entry.kind } }],
  };
}

function taskChange(before: readonly Task[], after: readonly Task[]): TaskChange {
  const same = (a: Task, b: Task) => a.key === b.key && a.person === b.person && a.dueAt === b.dueAt && a.role === b.role && a.urged?.times === b.urged?.times;
  return {
    opened: after.filter((task) => !before.some((old) => same(old, task))),
    closed: before.filter((task) => !after.some((next) => next.key === task.key)).map((task) => task.key),
  };
}

function deadlineChange(path: CompiledPath, before: CaseSnapshot['clocks'], after: CaseSnapshot['clocks']): readonly DeadlineRow[] {
  return Object.entries(after).filter(([name, clock]) => before[name] !== clock).map(([name, clock]) => deadlineRow(path, name, clock));
}

/** A clock as the deadline ledger keeps it. */
export function deadlineRow(path: CompiledPath, name: string, clock: ClockState): DeadlineRow {
  const next = clock.phase !== 'running' || clock.endsAt === undefined ? null
    : [...dueWarnings(path, name, clock).map((warning) => warning.at), clock.endsAt].sort()[0] ?? null;
  return { clock: name, rule: clock.rule, run: clock.run, phase: clock.phase, endsAt: clock.endsAt ?? null, wakeAt: next, provisional: clock.provisional ?? false };
}

/** Time of an entry: the clock's, but never before the entry it follows (a clock may be set back). */
export function recordingTime(now: Instant, last: Instant): Instant {
  assert(now.length === last.length, 'instants are written in one form');
  return now < last ? last : now;
}

/** Whose posts an accepted act rests on beside its actor's: whoever it names, and the committee when it opens a session. */
export function witnessesOf(act: CompiledAct | undefined, loaded: Pick<LoadedCase, 'named' | 'committee' | 'epochs'>): readonly Witness[] {
  const people = new Set([...loaded.named.keys(), ...(act?.flow?.kind === 'open-meeting' ? loaded.committee : [])]);
  return [...people].map((person) => ({ person, epoch: loaded.epochs.get(person) ?? 0 }));
}

export function identityForWrite(identity: Identity, epoch: number): Identity {
  return { ...identity, epoch };
}

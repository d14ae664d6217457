// Plays a scenario on a release and writes the journal as it would be stored: numbered, chained by hash, refused attempts included.
// What is not here: sealing of sensitive fields and storage, which are not the engine's.
import { canonicalize } from '@quanze/ledger';
import { decide, expireClock, openCase, type CaseSnapshot, type CompiledPath, type Outcome, type World } from '@quanze/engine';
import { addMs, type CaseId, type Instant, type JsonObject, type JsonValue } from '@quanze/kernel';
import { CAST, DEPARTMENT, OFFICE, worldOf } from '../walk/cast.js';
import { hash } from '../walk/release.js';
import { SCENARIOS } from './scenario.js';

export interface StoredEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly act: string;
  readonly actor: JsonValue;
  readonly authority: JsonValue;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly payload: JsonObject;
  readonly prevHash: string;
  readonly hash: string;
}

export interface History {
  readonly path: string;
  readonly entries: readonly StoredEntry[];
  /** States after each entry, joined. */
  readonly states: readonly string[];
  readonly snapshotHash: string;
}

const START = '2026-03-02T01:00:00.000Z' as Instant;

/** Hash of an entry over its canonical JSON and the hash before it. */
export function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  return hash.ofText(canonicalize(entry as unknown as JsonValue));
}

export function snapshotHashOf(snapshot: CaseSnapshot): string {
  return hash.ofText(canonicalize(JSON.parse(JSON.stringify(snapshot)) as JsonValue));
}

/** Plays the scenario of a path. @param around what the case depends on beside the release (power list, calendar) */
export function play(path: CompiledPath, around: Pick<World, 'powers' | 'calendar'>): History {
  const scenario = SCENARIOS[path.document.id];
  if (scenario === undefined) throw new Error(`there is no scenario for ${path.document.id}`);
  const entries: StoredEntry[] = [];
  const states: string[] = [];
  let at = START;
  let snapshot: CaseSnapshot | null = null;
  const write = (content: Omit<StoredEntry, 'seq' | 'at' | 'prevHash' | 'hash'>): void => {
    const bare = JSON.parse(JSON.stringify({ ...content, seq: entries.length + 1, at, prevHash: entries.at(-1)?.hash ?? '' })) as Omit<StoredEntry, 'hash'>;
    entries.push({ ...bare, hash: hashOf(bare) });
    states.push(snapshot?.states.join(' ') ?? '');
  };
  const accept = ({ snapshot: next, entry }: Outcome): void => {
    snapshot = next;
    write(entry as never);
  };
  const world = (part: keyof typeof CAST): World => ({ ...worldOf(CAST[part], at), ...around });

  const opened = openCase(path, { caseId: 'cccccccc-0000-4000-8000-00000000000a' as CaseId, office: OFFICE, department: DEPARTMENT }, scenario.facts, { act: 'receive', payload: scenario.receive }, world('caseManagement'));
  if (!opened.ok) throw new Error(`the case cannot be opened: ${JSON.stringify(opened.refusal)}`);
  accept(opened.value);
  for (const [part, act, payload] of scenario.scenes) {
    const before = snapshot as unknown as CaseSnapshot;
    if (part === 'clock') {
      at = before.clocks[act]?.endsAt ?? at;
      const ended = expireClock(path, before, act, at);
      if (ended === null) throw new Error(`clock ${act} does not end`);
      accept(ended);
      continue;
    }
    at = addMs(at, 5 * 60_000);
    const result = decide(path, before, { act, payload: payload ?? {}, expectedVersion: before.version }, world(part), entries.length + 1);
    if (result.ok) accept(result.value);
    else write({ kind: 'refused', act, actor: CAST[part].person, authority: null, from: [], to: [], payload: { code: result.refusal.code } });
  }
  return { path: path.document.id, entries, states, snapshotHash: snapshotHashOf(snapshot as unknown as CaseSnapshot) };
}

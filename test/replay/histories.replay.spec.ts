// Histories of cases that once ran must mean the same today: their journals fold to the same snapshots, their steps are steps of the
// release they ran on, and the same acts give the same entries and hashes. Each file keeps the release, the power list and the calendar
// of its time, so that later editions of the documents do not matter. `RECORD_HISTORIES=1` writes the files anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilePowerList, parsePowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar } from '@quanze/calendar';
import { releaseFromContent } from '@quanze/definitions';
import { compileRelease, fold, replaySteps, type CompiledPath, type World } from '@quanze/engine';
import { expectOk, type JsonValue } from '@quanze/kernel';
import { calendarDocument, hash, PATHS, powerListDocument, releaseOf } from '../walk/release.js';
import { canonicalize } from '@quanze/ledger';
import { hashOf, play, snapshotHashOf, type History } from './play.js';

interface Recorded {
  readonly release: { readonly hash: string; readonly label: string; readonly effectiveFrom: string; readonly content: JsonValue };
  readonly powerList: JsonValue;
  readonly calendar: JsonValue;
  readonly history: History;
}

const fileOf = (id: string) => fileURLToPath(new URL(`./histories/${id}.json`, import.meta.url));

function surroundings(powerList: unknown, calendar: unknown): Pick<World, 'powers' | 'calendar'> {
  const parsed = parseCalendar(calendar as never);
  if (!parsed.ok) throw new Error('the calendar does not load');
  return { powers: compilePowerList(expectOk(parsePowerList(powerList as never), 'power list')), calendar: compileCalendar(parsed.value) };
}

function compiled(recorded: Recorded['release']): CompiledPath {
  const { content, ...head } = recorded;
  const release = releaseFromContent(content, head as never);
  if (!release.ok) throw new Error(JSON.stringify(release.refusal));
  return expectOk(compileRelease(release.value), recorded.label);
}

/** Entries one per line, documents on one line each: a change of a history shows as a change of its lines. */
function textOf({ history, ...documents }: Recorded): string {
  const head = Object.entries(documents).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const { entries, states, ...rest } = history;
  const lines = (list: readonly unknown[]) => `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const tail = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${head.join(',\n')},\n"history": {\n${tail.join(',\n')},\n"states": ${lines(states)},\n"entries": ${lines(entries)}\n}\n}\n`;
}

if (process.env['RECORD_HISTORIES'] !== undefined) {
  mkdirSync(fileURLToPath(new URL('./histories', import.meta.url)), { recursive: true });
  for (const id of PATHS) {
    const { source, hash: digest, label, effectiveFrom } = releaseOf(id);
    const release = { hash: digest, label, effectiveFrom, content: source };
    const history = play(compiled(release), surroundings(powerListDocument, calendarDocument));
    writeFileSync(fileOf(id), textOf({ release, powerList: powerListDocument as JsonValue, calendar: calendarDocument as JsonValue, history }));
  }
}

describe.each(PATHS)('the recorded history of %s', (id) => {
  const recorded = JSON.parse(existsSync(fileOf(id)) ? readFileSync(fileOf(id), 'utf8') : '{}') as Recorded;
  const path = compiled(recorded.release);
  const { entries, states, snapshotHash } = recorded.history;

  it('belongs to a release whose content still has its hash', () => {
    expect(hash.ofText(canonicalize(recorded.release.content))).toBe(recorded.release.hash);
  });

  it('is chained: every entry holds the hash of the one before', () => {
    const hashes = entries.map(({ hash: _hash, ...entry }) => hashOf(entry));
    expect(hashes).toEqual(entries.map((entry) => entry.hash));
    expect(entries.slice(1).map((entry) => entry.prevHash)).toEqual(hashes.slice(0, -1));
  });

  it('folds to the same states after every entry, and to the same snapshot', () => {
    const folded = entries.map((_, index) => expectOk(fold(entries.slice(0, index + 1)), 'fold').states.join(' '));
    expect(folded).toEqual(states);
    expect(snapshotHashOf(expectOk(fold(entries), 'fold'))).toBe(snapshotHash);
  });

  it('replays: every step is one the release has', () => {
    expect(replaySteps(path, entries)).toEqual({ ok: true, value: states.filter((state, index) => index > 0 && state !== states[index - 1]).length });
  });

  it('comes out again, word for word, when the same people do the same', () => {
    const again = play(path, surroundings(recorded.powerList, recorded.calendar));
    expect(again.entries).toEqual(entries);
    expect({ states: again.states, snapshotHash: again.snapshotHash }).toEqual({ states, snapshotHash });
  });

  it('holds decisions, refusals and an ending', () => {
    expect(new Set(entries.map((entry) => entry.kind))).toEqual(new Set(['opened', 'act', 'decision', 'refused', ...(entries.some((entry) => entry.kind === 'deadline') ? ['deadline'] : [])]));
    expect(expectOk(fold(entries), 'fold').status).toBe('ended');
  });
});

// An auditor who never complains may be blind. Cases are recorded as the auditor saw them, one thing in the record is broken at a time, and the
// auditor must name the invariant that this breaks; the record as it is must please it. What is not here: faults planted in the engine and
// the store (`canary.sim.spec.ts`).
import type { ActWrite, NewCaseWrite } from '@quanze/application';
import type { Instant, JsonObject } from '@quanze/kernel';
import { Auditor, type AuditGrounds } from '../../libs/simulation/src/audit/auditor.js';
import { readPlainPath, readPlainPowers } from '../../libs/simulation/src/audit/documents.js';
import { leadCase } from '../../libs/simulation/src/course/course.js';
import type { CaseRow, MemoryStore } from '../../libs/simulation/src/world/memory-store.js';
import { createWorld, type SimulatedWorld } from '../../libs/simulation/src/world/simulated-world.js';
import { secondOpinion, shippedGrounds } from './shipped.js';

type Write = ActWrite | NewCaseWrite;
interface Seen { write: Write; row: CaseRow; now: Instant }
interface Recorded { readonly audited: AuditGrounds; readonly office: SimulatedWorld['office']; readonly store: MemoryStore; readonly world: SimulatedWorld; readonly seen: readonly Seen[] }

const CASES = 40;
const SEED = 4100;
const CALM = { forAttempt: () => null, happens: () => false, forJournal: () => null } as const;

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const record = async (): Promise<readonly Recorded[]> => {
  const grounds = await shippedGrounds(['criminal.correction']);
  const path = grounds.paths[0] as SimulatedWorld['path'];
  const audited: AuditGrounds = { path: readPlainPath(path.content), powers: readPlainPowers(grounds.powerList), release: path.hash, hash: grounds.hash, judge: secondOpinion(path) };
  const cases: Recorded[] = [];
  for (let seed = SEED; seed < SEED + CASES; seed += 1) {
    const seen: Seen[] = [];
    const world: SimulatedWorld = createWorld(grounds, path, seed, { committed: (write, row) => void seen.push({ write, row: { ...row }, now: world.clock.now() }) });
    await leadCase(world, CALM, new Auditor(audited, () => ({ office: world.office, now: world.clock.now })), () => undefined);
    cases.push({ audited, office: world.office, store: world.store, world, seen });
  }
  return cases;
};

/** What an auditor names who is shown a record. @param also what is shown besides what was written */
function named({ audited, office }: Recorded, seen: readonly Seen[], also: (auditor: Auditor) => void = () => undefined): readonly string[] {
  let now = seen[0]?.now as Instant;
  const auditor = new Auditor(audited, () => ({ office, now: () => now }));
  for (const each of seen) {
    now = each.now;
    auditor.committed(each.write, each.row);
  }
  also(auditor);
  return [...new Set(auditor.violations.map(({ invariant }) => invariant))];
}

/** Anything that JSON can say, to be changed at will. */
type Loose = { [key: string]: Loose } & { [index: number]: Loose };
type Break = (entry: Loose, write: Loose, each: Recorded) => void;
const loose = (value: unknown): Loose => value as Loose;
const set = (object: unknown, key: string, value: unknown): void => void ((object as Record<string, unknown>)[key] = value);

const entered = (seen: Seen): boolean => seen.write.entry.payload['decision'] !== undefined;
const isOf = (kind: string) => ({ write }: Seen): boolean => write.entry.kind === kind;
const isDone = ({ write }: Seen): boolean => write.change !== undefined && write.entry.actor !== null && write.entry.seq > 1;
const isReview = ({ write }: Seen): boolean => String(write.entry.act).endsWith('.review') && write.change !== undefined;

/** The invariant, what is broken, where, and how. */
const BROKEN: readonly (readonly [invariant: string, what: string, where: (seen: Seen) => boolean, how: Break])[] = [
  ['I1', 'a decided state without a record', entered, (entry) => void delete loose(entry['payload'])['decision']],
  ['I1', 'a decision that names nobody', entered, (entry) => set(entry['payload']?.['decision'], 'deciders', [])],
  ['I1', 'a decider without a post that decides', entered, (entry) => set(entry['payload']?.['decision']?.['deciders']?.[0], 'role', 'clerk')],
  ['I1', 'a power that no list has', entered, (entry) => set(entry['payload']?.['decision'], 'power', 'criminal.nothing')],
  ['I1', 'an act that nobody did', isDone, (entry) => set(entry, 'actor', null)],
  ['I2', 'somebody else than the one who wrote it', isDone, (entry, _write, { office }) => set(entry['actor'], 'person', office.everybody.at(-1))],
  ['I2', 'somebody without a post', isDone, (entry, write, { office }) => [entry['actor'], write['identity']].forEach((who) => set(who, 'person', office.everybody.at(-1)))],
  ['I2', 'an appointment that is not in force', isDone, (entry) => set(entry['actor'], 'appointment', 'elsewhere')],
  ['I2', 'a delegation nobody gave', isDone, (entry) => set(entry['actor'], 'delegation', 'none')],
  ['I2', 'a power nobody listed', ({ write }) => write.entry.authority !== null && write.entry.authority['power'] !== undefined, (entry) => set(entry['authority'], 'power', 'criminal.nothing')],
  ['I2', 'a refused attempt that changes the case', isOf('refused'), (entry) => set(entry['payload'], 'patch', { version: 9 })],
  ['I4', 'a snapshot that says more than its entry', isDone, (_entry, write) => set(write['change']?.['snapshot'], 'ending', 'invented')],
  ['I4', 'an entry that says not what it changed', isDone, (entry) => void delete loose(entry['payload'])['patch']],
  ['I4', 'a time before the last entry', isDone, (entry) => set(entry, 'recordedAt', '2020-01-01T00:00:00.000Z')],
  ['I5', 'an end noted of a clock that does not run', isOf('deadline'), (entry) => set(entry['payload']?.['input'], 'clock', 'nothing')],
  ['I6', 'a proposer who reviews', isReview, (entry, write) => {
    const [key, open] = Object.entries(loose(write['change']?.['snapshot']?.['decisions'])).find(([, each]) => Array.isArray(each['reviews']) && each['reviews'].length > 0) ?? [];
    const reviews = (open?.['reviews'] as unknown as readonly JsonObject[]).map((review) => ({ ...review, by: { ...(review['by'] as JsonObject), person: open?.['proposal']?.['by']?.['person'] } }));
    for (const place of [open, entry['payload']?.['patch']?.['decisions']?.[key ?? '']]) set(place, 'reviews', reviews);
  }],
  ['I7', 'an entry judged on another release', isDone, (entry) => set(entry, 'definitionHash', 'f'.repeat(64))],
  ['I7', 'a case moved to another release', isDone, (entry, write) => [entry['payload']?.['patch'], write['change']?.['snapshot']].forEach((place) => set(place, 'release', 'f'.repeat(64)))],
  ['I8', 'a review that writes an outcome', isReview, (entry) => set(entry['payload'], 'decision', { outcome: 'any' })],
  ['I8', 'a review that enters a decided state', isReview, (entry) => set(entry, 'to', [...(entry['to'] as unknown as readonly string[]), 'stage.any.decided.byChief'])],
  ['I10', 'a version that leaps', isDone, (entry, write) => [entry['payload']?.['patch'], write['change']?.['snapshot']].forEach((place) => set(place, 'version', 999))],
  ['I10', 'an entry behind another than the last', isDone, (entry) => set(entry, 'prevHash', 'f'.repeat(64))],
];

describe('an auditor who is shown a record', () => {
  let cases: readonly Recorded[] = [];
  beforeAll(async () => {
    cases = await record();
  }, 300_000);

  /** A recorded case that has such a moment, and where. */
  const momentOf = (where: (seen: Seen) => boolean): readonly [Recorded, number] => {
    const each = cases.find(({ seen }) => seen.some(where));
    if (each === undefined) throw new Error('no recorded case has such a moment');
    return [each, each.seen.findIndex(where)];
  };

  it('has nothing to say to what happened', () => {
    expect(cases.flatMap((each) => named(each, each.seen))).toEqual([]);
  });

  it.each(BROKEN)('names %s: %s', (invariant, _what, where, how) => {
    const [each, at] = momentOf(where);
    const write = copied(each.seen[at]?.write) as Write;
    // The store keeps the very snapshot that was written; a copy of one is a copy of both.
    const row = { ...(each.seen[at] as Seen).row, ...(write.change === undefined ? {} : { snapshot: write.change.snapshot }) };
    how(loose(write.entry), loose(write), each);
    expect(named(each, [...each.seen.slice(0, at), { ...(each.seen[at] as Seen), write, row }])).toContain(invariant);
  });

  it('names I10: an entry that was dropped, one written twice, and a store that keeps something else', () => {
    const [each, at] = momentOf(isDone);
    const here = each.seen[at] as Seen;
    expect(named(each, each.seen.filter((_, index) => index !== at))).toContain('I10');
    expect(named(each, [...each.seen.slice(0, at + 1), here])).toContain('I10');
    expect(named(each, [...each.seen.slice(0, at), { ...here, row: { ...here.row, snapshot: copied(here.row.snapshot) } }])).toEqual(['I10']);
  });

  it('names I5: an end that takes effect twice, or before its time', () => {
    const [each, at] = momentOf(isOf('deadline'));
    const here = each.seen[at] as Seen;
    expect(named(each, [...each.seen.slice(0, at + 1), here])).toContain('I5');
    expect(named(each, [...each.seen.slice(0, at), { ...here, now: '2020-01-01T00:00:00.000Z' as Instant }])).toContain('I5');
  });

  it('names I2: a verdict that does not permit', () => {
    const [each] = momentOf(isDone);
    expect(named({ ...each, audited: { ...each.audited, judge: () => 'no' } }, each.seen)).toEqual(['I2']);
  });

  it('names I3: an attempt without its entry, and an entry that says another code', () => {
    const [each, at] = momentOf(isOf('refused'));
    const { entry } = (each.seen[at] as Seen).write;
    const of = (code: string, wrote: readonly typeof entry[]) => named(each, each.seen, (auditor) => auditor.attempted('refused', code, wrote));
    expect([of(String(entry.payload['code']), [entry]), of(String(entry.payload['code']), []), of('ACT.OTHER', [entry])]).toEqual([[], ['I3'], ['I3']]);
  });

  it('names I9: a key with two effects', () => {
    const [each] = momentOf(isDone);
    const twice = each.seen.map((seen) => (seen.write.idempotency === null ? seen : { ...seen, write: { ...seen.write, idempotency: { ...seen.write.idempotency, key: 'same' } } }));
    expect(named(each, twice)).toEqual(['I9']);
  });

  it('names I4, I5 and I10 at the end: a changed entry, an end nobody noted, a version nobody was told of', () => {
    const [each] = momentOf(isOf('deadline'));
    const row = [...each.store.cases.values()][0] as CaseRow;
    const finished = (shown: CaseRow, published: boolean, before: string) => named(each, each.seen, (auditor) => auditor.finish(shown, published ? each.store : loose({ ...each.store, published: [] }) as never, each.world.path.compiled, before));
    const start = each.seen[0]?.now as string;
    const lied = { ...row, journal: row.journal.map((entry, index) => (index === 1 ? { ...entry, act: 'other' } : entry)) };
    expect([finished(row, true, start), finished(row, false, start)]).toEqual([[], ['I10']]);
    expect(finished(lied, true, start)).toContain('I4');
    const opening = copied(row.journal[0]) as unknown as Loose;
    set(opening['payload']?.['patch'], 'clocks', { any: { phase: 'running', endsAt: start } });
    expect(finished({ ...row, journal: [opening as never] }, true, '2099-01-01T00:00:00.000Z')).toContain('I5');
  });
});

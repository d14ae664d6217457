// Goal: the invariants of the kernel hold on cases led by chance over all shipped paths. Method: random people, payloads, moments and
// ends of delegations on frozen inputs; after each case the journal is folded, damaged and raced. FC_SEED repeats a run.
import { decide, explainActs, fold, isPossible, tasksOf, type CaseSnapshot } from '@quanze/engine';
import { lawDateOf, type JsonValue } from '@quanze/kernel';
import fc from 'fast-check';
import { CAST, SUPERIOR, worldOf, type Part } from './cast.js';
import { plainAct, surroundingsOf } from './attempts.js';
import { clashes } from './clashes.js';
import { naiveGate, type NaiveCase } from './naive-gate.model.js';
import { leadByChance, rolls, type RandomCase } from './random-case.js';
import { ALL_PATHS, compiledPath } from './release.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
// Two paths are as large as many others together; WALK_FULL leads as many cases of every path.
const LARGE = ['criminal.arrest', 'criminal.prosecution'];
const runsOf = (id: string): number => Number(process.env['FC_RUNS'] ?? (LARGE.includes(id) || process.env['WALK_FULL'] !== undefined ? 16 : 5));
const plain = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

describe.each(ALL_PATHS)(`cases led by chance on %s (seed ${seed})`, (id) => {
  const numRuns = runsOf(id);
  const path = compiledPath(id);
  const fresh = compiledPath(id);
  const counts = { accepted: 0, tried: 0, decisions: 0 };
  // The same cases serve every property: leading a case is what takes time.
  const cases: RandomCase[] = [];
  beforeAll(() => {
    for (const dice of fc.sample(rolls, { seed, numRuns })) cases.push(leadByChance(path, dice));
    for (const found of cases) {
      counts.tried += found.tries.length;
      counts.accepted += found.journal.length;
      counts.decisions += found.journal.filter(({ kind }) => kind === 'decision').length;
    }
  }, 600_000);
  const holds = (property: (found: RandomCase) => void): void => cases.forEach(property);
  afterAll(() => console.log(`${id}: ${counts.tried} tries by chance, ${counts.accepted} entries, ${counts.decisions} decisions`));

  test('chance gets somewhere', () => {
    expect(counts.accepted).toBeGreaterThan(numRuns * 5);
    expect(counts.tried).toBeGreaterThan(counts.accepted / 10);
  });

  test('I1, I6, I8: every decision names people with a right of their own, nobody twice, and none comes from an act that does not decide', () => {
    holds(({ journal, snapshots }) => {
      journal.forEach(({ entry }, index) => {
        const record = entry.payload['decision'] as { deciders?: { person?: string; capacity?: string }[]; power?: string; rule?: string; listVersion?: string } | undefined;
        const entered = entry.to.filter((state) => state.includes('.decided.by'));
        expect({ entered, hasRecord: record !== undefined }).toEqual({ entered, hasRecord: entered.length > 0 || entry.act.endsWith('.set-aside') });
        if (record === undefined) return;
        expect(record.deciders?.length).toBeGreaterThan(0);
        expect([record.power, record.rule, record.listVersion, ...(record.deciders ?? []).flatMap((d) => [d.person, d.capacity])].every((word) => typeof word === 'string' && word !== '')).toBe(true);
        const capacity = path.acts.get(entry.act)?.capacity;
        expect(['decide', 'consent', 'record']).toContain(capacity);
        expect(clashes(path, snapshots[index] as CaseSnapshot)).toEqual([]);
      });
    });
  });

  test('I2: whatever was accepted, the naive model permits to this person at this moment', () => {
    const judge = naiveGate(surroundingsOf(path));
    holds(({ tries }) => {
      const decidedAt: Record<string, string> = {};
      for (const { before, act, command, person, world, result } of tries) {
        if (!result.ok) continue;
        const option = command.payload['option'];
        const verdict = judge(before as unknown as NaiveCase, { act: plainAct(path, act), option: typeof option === 'string' ? option : undefined, person, at: world.at, superior: SUPERIOR, decidedAt });
        expect({ act: act.id, person: person.person, right: verdict.right }).toEqual({ act: act.id, person: person.person, right: true });
        if (result.value.record !== null) decidedAt[result.value.record.question.state] = result.value.record.decidedAt;
      }
    });
  });

  test('I4: the journal folds to the stored snapshot; a lost, moved, changed or cut entry shows', () => {
    holds(({ journal, snapshots }) => {
      const last = snapshots.at(-1) as CaseSnapshot;
      expect(fold(journal)).toEqual({ ok: true, value: plain(last) });
      const at = Math.floor(journal.length / 2);
      expect(fold(journal.filter((_, index) => index !== at)).ok).toBe(journal.length === 1 || at === journal.length - 1);
      expect(fold(journal.toReversed()).ok).toBe(journal.length === 1);
      const cut = fold(journal.slice(0, -1));
      expect(cut.ok && cut.value.version === last.version).toBe(false);
      const changed = fold(journal.map((entry, index) => (index === 0 ? { ...entry, payload: { patch: { ...(entry.payload['patch'] as object), office: 'x' } } as never } : entry)));
      expect(changed.ok && changed.value.office === last.office).toBe(false);
    });
  });

  test('a word of mouth put on record moves no state, fact, clock or task, and gives nobody a right', () => {
    const recorder = CAST.caseManagement;
    const parts = Object.keys(CAST) as Part[];
    let recorded = 0;
    holds(({ tries }) => tries.filter((_, index) => index % 12 === 0).forEach(({ before, world: { at } }, index) => {
      const payload = { giver: CAST[index % 2 === 0 ? 'chief' : 'superior'].person, givenOn: lawDateOf(at), means: 'phone', content: '口头要求', objected: index % 3 === 0 };
      const said = decide(path, before, { act: 'log-oral-instruction', payload }, worldOf(recorder, at), 1);
      if (!said.ok) throw new Error(said.refusal.code);
      const { instructions, ...after } = said.value.snapshot;
      const { instructions: earlier = [], ...rest } = before;
      recorded += 1;
      expect(instructions).toHaveLength(earlier.length + 1);
      expect(plain(after)).toEqual(plain({ ...rest, version: rest.version + 1 }));
      expect(tasksOf(path, said.value.snapshot, at)).toEqual(tasksOf(path, before, at));
      const asked = worldOf(CAST[parts[index % parts.length] as Part], at);
      expect(explainActs(path, said.value.snapshot, asked)).toEqual(explainActs(path, before, asked));
    }));
    expect(recorded).toBeGreaterThan(numRuns);
  });

  test('I10: of two acts that race on one version, one wins and the other learns the version it lost to', () => {
    holds(({ tries }) => {
      for (const { command, world, result } of tries) {
        if (!result.ok) continue;
        const late = decide(path, result.value.snapshot, command, world, 1);
        expect(late).toMatchObject({ ok: false, refusal: { code: 'CASE.VERSION_CONFLICT', params: { expected: command.expectedVersion, actual: result.value.snapshot.version } } });
      }
    });
  });

  test('equal requests get equal answers, nothing handed in is changed, and a noted end or warning is not noted again', () => {
    holds(({ tries, clockRepeats }) => {
      for (const { first, result } of tries) expect(plain(first)).toEqual(plain(result));
      expect(clockRepeats).toBe(0);
    });
  });

  test('XState agrees which acts exist, and a remembered step is the step a fresh machine takes', () => {
    holds(({ snapshots }) => {
      for (const snapshot of snapshots.filter((_, index) => index % 15 === 0)) {
        const state = path.machine.machine.resolveState({ value: valueOf(snapshot.states) } as never) as unknown as { can(event: unknown): boolean };
        const wrong: string[] = [];
        for (const act of path.acts.values()) {
          if (act.creates) continue;
          const bound = act.while.length === 0 || act.while.some((id_) => snapshot.states.some((leaf) => leaf === id_ || leaf.startsWith(`${id_}.`)));
          const can = state.can({ type: act.id, choice: 0 });
          if (isPossible(path, snapshot, act) !== (can && bound)) wrong.push(`${act.id}: possible ${isPossible(path, snapshot, act)}, can ${can}`);
          if (state.can({ type: act.id, choice: act.candidates.length }) && act.candidates.length > 0) wrong.push(`${act.id}: takes a candidate it does not have`);
          if (!can) continue;
          const from = { states: snapshot.states, history: {} };
          act.candidates.forEach((_, choice) => {
            if (path.machine.step(from, act.id, choice).states.join() !== fresh.machine.step(from, act.id, choice).states.join()) wrong.push(`${act.id}: stale step`);
          });
        }
        expect(wrong).toEqual([]);
      }
    });
  });
});

function valueOf(leaves: readonly string[]): unknown {
  const value: Record<string, unknown> = {};
  for (const leaf of leaves) leaf.split('.').reduce<Record<string, unknown>>((here, part) => (here[part] ??= {}) as Record<string, unknown>, value);
  return value;
}

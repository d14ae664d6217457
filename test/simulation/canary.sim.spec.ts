// The simulation must fail when something is broken; otherwise it proves nothing. Faults are planted one at a time, in the engine and in the store,
// and each must be found soon; the seed that found it must find it again alone. What is not here: the whole run (`suite.ts`).
import { jest } from '@jest/globals';
import type { CaseSnapshot, CompiledAct, CompiledPath, Outcome } from '@quanze/engine';
import type { Result } from '@quanze/kernel';

type Engine = typeof import('@quanze/engine');
const actual: Engine = await import('../../libs/engine/src/index.js');

interface Plant { readonly invariant: string; readonly engine?: () => Partial<Engine>; readonly forgets?: 'compare-and-set' }

const changed = (result: Result<Outcome>, change: (outcome: Outcome) => Outcome): Result<Outcome> => (result.ok ? { ok: true, value: change(result.value) } : result);

const PLANTS: Readonly<Record<string, Plant>> = {
  'a gate that lets case management do what is the handler’s': {
    invariant: 'I2',
    engine: () => {
      const opened = new WeakMap<CompiledPath, CompiledPath>();
      const open = (path: CompiledPath): CompiledPath => {
        const known = opened.get(path) ?? { ...path, acts: new Map([...path.acts].map(([id, act]): [string, CompiledAct] => [id, act.flow === null && act.by.includes('handler') ? { ...act, by: [...act.by, 'case_mgmt'] } : act])) };
        opened.set(path, known);
        return known;
      };
      return { decide: (path, ...rest) => actual.decide(open(path), ...rest) };
    },
  },
  'a fold that forgets who is recused': {
    invariant: 'I4',
    engine: () => ({
      fold: (entries) => {
        const folded = actual.fold(entries);
        return folded.ok ? { ok: true, value: { ...folded.value, recusals: [] } } : folded;
      },
    }),
  },
  'a store without its compare-and-set': { invariant: 'I10', forgets: 'compare-and-set' },
  'an alarm that takes effect twice': {
    invariant: 'I5',
    engine: () => {
      const twice = new Set<string>();
      return {
        expireClock: (path, snapshot, name, at) => {
          const first = actual.expireClock(path, snapshot, name, at);
          const clock = snapshot.clocks[name];
          const key = `${snapshot.openedAt} ${snapshot.version} ${name}`;
          if (first !== null || clock?.phase !== 'overdue' || twice.has(key)) return first;
          twice.add(key);
          twice.add(`${snapshot.openedAt} ${snapshot.version + 1} ${name}`);
          const again: CaseSnapshot = { ...snapshot, clocks: { ...snapshot.clocks, [name]: { ...clock, phase: 'running' } } };
          return actual.expireClock(path, again, name, at);
        },
      };
    },
  },
  'a decision without a person': {
    invariant: 'I1',
    engine: () => ({
      decide: (...asked) => changed(actual.decide(...asked), (outcome) => (outcome.record === null ? outcome : {
        ...outcome, record: { ...outcome.record, deciders: [] }, entry: { ...outcome.entry, payload: { ...outcome.entry.payload, decision: { ...(outcome.entry.payload['decision'] as object), deciders: [] } } },
      })),
    }),
  },
  'a snapshot that keeps more than its entry says': {
    invariant: 'I4',
    engine: () => ({ decide: (...asked) => changed(actual.decide(...asked), (outcome) => ({ ...outcome, snapshot: { ...outcome.snapshot, bars: [...outcome.snapshot.bars, { person: asked[3].actor.person, reason: 'nobody said' }] } })) }),
  },
};

let planted: Partial<Engine> = {};
const NAMES = ['decide', 'fold', 'expireClock'] as const;
jest.unstable_mockModule('@quanze/engine', () => ({
  ...actual,
  ...Object.fromEntries(NAMES.map((name) => [name, (...asked: unknown[]) => ((planted[name] ?? actual[name]) as (...args: unknown[]) => unknown)(...asked)])),
}));
const { simulate } = await import('@quanze/simulation');
const { shippedGrounds } = await import('./shipped.js');

const CASES_MAX = 300;
const SEED = 4000;

describe('a simulation with a planted fault', () => {
  const grounds = shippedGrounds(['criminal.correction']);
  const run = async (plant: Plant | null, seed: number, cases: number) => {
    planted = plant?.engine?.() ?? {};
    try {
      return await simulate(await grounds, cases, seed, { enough: 1, forgets: plant?.forgets ?? null });
    } finally {
      planted = {};
    }
  };

  it('finds nothing where nothing is planted', async () => {
    expect((await run(null, SEED, 40)).violations).toEqual([]);
  }, 300_000);

  it.each(Object.keys(PLANTS))('finds %s, and its seed finds it again', async (name) => {
    const plant = PLANTS[name] as Plant;
    const { violations } = await run(plant, SEED, CASES_MAX);
    const [first] = violations;
    expect([name, first?.invariant]).toEqual([name, plant.invariant]);
    const again = await run(plant, first?.seed ?? 0, 1);
    expect(again.violations).toEqual(violations);
    console.log(`${name}: found after ${(first?.seed ?? 0) - SEED + 1} cases; seed ${String(first?.seed)} brings it back`);
  }, 300_000);
});

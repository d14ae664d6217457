// Engine and naive reading say the same of every attempt, on every shipped flow, whatever people do in whatever order. What is not here: the
// reading (`naive-flow.model.ts`), and that a changed rule is noticed (`flow-canary.spec.ts`).
import fc from 'fast-check';
import { BEGINNINGS, compiledFlow, draws, FLOWS, flowText, play } from './flow-play.js';

const RUNS = Number(process.env['FC_RUNS'] ?? 60);
const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
/** What must have been done, or the comparison shows little; of the flows with a panel, in one or another of them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  upward: ['convene', 'advise', 'return', 'resubmit', 'reconsider', 'refer', 'vote', 'approve', 'override', 'issue'],
  'committee-direct': ['open-meeting', 'vote', 'conclude', 'issue'],
};
// The ways of a flow that must show everything by itself are taken more often.
const TIMES = 4;
const WITH_PANEL = ['ask', 'sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'return', 'resubmit', 'withdraw', 'copy', 'read-copy', 'urge', 'approve', 'issue'];

const ALL = new Map<string, Map<string, number>>();

jest.setTimeout(300_000);

it.each(FLOWS)('%s: engine and naive reading agree', (id) => {
  const [text, path] = [flowText(id), compiledFlow(flowText(id))];
  const seen = ALL.get(id) ?? new Map<string, number>();
  ALL.set(id, seen);
  let attempts = 0;
  fc.assert(fc.property(fc.constantFrom(...BEGINNINGS), draws, (beginning, sequence) => {
    const played = play(path, text, beginning, sequence);
    attempts += played.attempts;
    for (const [kind, count] of played.done) seen.set(kind, (seen.get(kind) ?? 0) + count);
    expect(played.difference).toBeNull();
  }), { numRuns: id === 'upward' ? RUNS * TIMES : RUNS, seed: SEED, endOnFailure: true });
  process.stdout.write(`${id}: ${attempts} attempts, ${[...seen.values()].reduce((sum, count) => sum + count, 0)} done (${[...seen].map(([kind, count]) => `${kind} ${count}`).join(', ')}), FC_SEED=${SEED} FC_RUNS=${RUNS}\n`);
});

it('and the runs came far enough to show it', () => {
  expect([...ALL.keys()]).toEqual([...FLOWS]);
  const missing = (kinds: readonly string[], flows: readonly string[]): readonly string[] => kinds.filter((kind) => !flows.some((id) => ALL.get(id)?.has(kind) === true));
  const panels = FLOWS.filter((id) => NEEDED[id] === undefined);
  expect([missing(WITH_PANEL, panels), ...Object.entries(NEEDED).map(([id, kinds]) => missing(kinds, [id]))]).toEqual([[], [], []]);
});

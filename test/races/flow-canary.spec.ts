// The comparison of engine and naive reading is worth what it finds: the engine is given a flow with one rule changed, the model reads the
// document as it is delivered, and the difference must be noticed. What is not here: the comparison of what is delivered
// (`naive-flow.prop.spec.ts`).
import fc from 'fast-check';
import { compiledFlow, draws, flowText, play } from './flow-play.js';
import type { FlowText } from './naive-flow.model.js';

jest.setTimeout(120_000);

/** The flow with its panel asking by another rule. */
const panelWith = (text: FlowText, rule: Partial<NonNullable<FlowText['steps'][string]['rule']>>): FlowText => {
  const signing = text.steps['signing'];
  return { ...text, steps: { ...text.steps, signing: { ...signing, rule: { ...signing?.rule, ...rule } } as FlowText['steps'][string] } };
};
const actWith = (text: FlowText, name: string, change: Partial<FlowText['acts'][string]>): FlowText => ({ ...text, acts: { ...text.acts, [name]: { ...text.acts[name], ...change } as FlowText['acts'][string] } });

const CHANGED: readonly (readonly [what: string, flow: string, change: (text: FlowText) => FlowText])[] = [
  ['a majority that counts only those who agree or disagree', 'majority', (text) => panelWith(text, { passes: { moreThan: '1/2', of: 'voting' } })],
  ['a majority of everybody asked', 'majority', (text) => panelWith(text, { passes: { moreThan: '1/2', of: 'members' } })],
  ['an end that comes too early: one signature for all', 'countersign', (text) => panelWith(text, { passes: 'any' })],
  ['an end that comes too late', 'ballot', (text) => panelWith(text, { early: false })],
  ['signing in any order where turns are meant', 'in-turn', (text) => panelWith(text, { order: 'together' })],
  ['abstention where none is allowed', 'countersign', (text) => panelWith(text, { abstention: 'allowed' })],
  ['four eyes switched off', 'either', (text) => ({ ...text, conflicts: [] })],
  ['a chair who votes when it pleases', 'committee-direct', (text) => ({ ...text, committee: { quorumShareMin: 0.5, majorityShareMin: 0.5, chairLast: false } })],
  ['a committee that decides by less than half', 'committee-direct', (text) => ({ ...text, committee: { quorumShareMin: 0.5, majorityShareMin: 0.25, chairLast: true } })],
  ['reminders every hour', 'either', (text) => ({ ...text, urgeEveryHours: 1 })],
  ['a signature by roles that nobody named', 'countersign', (text) => actWith(text, 'sign', { by: ['chief'] })],
  ['a review that goes past the panel', 'ballot', (text) => actWith(text, 'review', { to: 'chief' })],
];

it.each(CHANGED)('notices %s', (_, id, change) => {
  const text = flowText(id);
  const path = compiledFlow(change(text));
  const found = fc.check(fc.property(draws, (sequence) => play(path, text, 'plain', sequence).difference === null), { numRuns: 300, seed: 11, endOnFailure: true });
  expect(found.failed).toBe(true);
});

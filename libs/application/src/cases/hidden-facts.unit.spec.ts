// What is left out of a case and of its journal for somebody who may not see some facts. Who that is, the engine says.
import { compileExpression, type CaseSnapshot, type CompiledPath } from '@quanze/engine';
import { expectOk, type JsonObject } from '@quanze/kernel';
import { visibleCase, visiblePayload } from './hidden-facts.js';

const HIDDEN = new Set(['amount']);
const sets = (fact: string, text: string) => ({ fact, expression: expectOk(compileExpression(text), text) });
const option = { assignments: [], onIssueAssignments: [sets('amount', 'payload.sum')] };
const path = {
  acts: new Map<string, object>([
    ['fill', { assignments: [], flow: null }], ['raise', { assignments: [sets('amount', 'payload.sum')], flow: null }], ['double', { assignments: [sets('amount', 'amount * 2')], flow: null }],
    ['outcome.propose', { assignments: [], flow: { decision: 'outcome' } }],
  ]),
  decisions: new Map([['outcome', { options: new Map([['pay', option]]) }]]),
} as unknown as CompiledPath;
const shown = (act: string, payload: JsonObject): JsonObject => visiblePayload(path, act, payload, HIDDEN);

const STATE = {
  version: 3, facts: { amount: 5, open: true },
  decisions: { outcome: { round: 1, decided: { option: 'pay', undo: { facts: { amount: 4 } } } }, other: { round: 2 } },
};
const VISIBLE = { version: 3, facts: { open: true }, decisions: { outcome: { round: 1, decided: { option: 'pay' } }, other: { round: 2 } } };

test('hidden facts are absent from the case, and so is what a decision would take back', () => {
  const snapshot = STATE as unknown as CaseSnapshot;
  expect(visibleCase(snapshot, HIDDEN)).toEqual(VISIBLE);
  expect(visibleCase(snapshot, new Set())).toBe(snapshot);
});

test('they are absent from the change that an entry made, and from what was given by their names', () => {
  expect(shown('fill', { patch: STATE, input: { amount: 5, note: 'x' }, seen: 1 })).toEqual({ patch: VISIBLE, input: { note: 'x' }, seen: 1 });
  expect(shown('fill', { patch: { facts: { amount: null } } })).toEqual({ patch: { facts: {} } });
  expect(shown('fill', { code: 'X' })).toEqual({ code: 'X' });
});

test('where a hidden fact is set from any field, none of the fields is shown', () => {
  expect(shown('raise', { input: { sum: 5, note: 'x' } })).toEqual({ input: {} });
  expect(shown('double', { input: { note: 'x' } })).toEqual({ input: { note: 'x' } });
  expect(shown('outcome.propose', { input: { sum: 5 } })).toEqual({ input: {} });
  expect(shown('act of no release', { input: { sum: 5 } })).toEqual({ input: {} });
});

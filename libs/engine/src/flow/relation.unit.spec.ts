// How an outcome stands to the opinion of the handler, and what only looks like a reason: the words by which responsibility is divided later.
// The acts themselves are in `deciding.unit.spec.ts`.
import { attempt, caseUnderReview, codeOf, outcomeOf, REASONS, run, staff } from '../fixtures.contract.js';
import type { CaseSnapshot } from '../index.js';
import { isLookedAt } from './panel-run.js';
import type { OpenDecision } from './open-decision.js';

const { handler, head, chief } = staff;
const propose = (snapshot: CaseSnapshot, option: string): CaseSnapshot => run(snapshot, handler, 'outcome.propose', { option });
const toChief = (snapshot: CaseSnapshot): CaseSnapshot => run(run(snapshot, handler, 'outcome.send-up', { escalationReason: '疑难' }), head, 'outcome.review', { opinion: 'agree' });
const again = (option: string): CaseSnapshot => toChief(propose(run(toChief(propose(caseUnderReview(), 'minor')), chief, 'outcome.reconsider'), option));
const relation = (snapshot: CaseSnapshot, act: string, payload = {}) => outcomeOf(snapshot, chief, act, { ...payload, ...REASONS }).record?.relation;

it('after a reconsideration tells a handler who changed the opinion from one who kept it, and from a chief who did not follow either', () => {
  expect(relation(again('prosecute'), 'outcome.approve')).toBe('handler_changed_after_reconsideration');
  expect(relation(again('minor'), 'outcome.approve')).toBe('same');
  expect(relation(again('prosecute'), 'outcome.override', { option: 'minor' })).toBe('changed_all');
});

it('a blank part is no change: the same option is then no other decision', () => {
  const before = toChief(propose(caseUnderReview(), 'minor'));
  expect([relation(before, 'outcome.approve', { changedPart: ' \n' }), relation(before, 'outcome.approve', { changedPart: '期限' })]).toEqual(['same', 'changed_part']);
  const override = (changedPart: string): string => codeOf(attempt(before, chief, 'outcome.override', { option: 'minor', changedPart, ...REASONS }));
  expect([override(' '), override('期限')]).toEqual(['DECISION.NOT_DIFFERENT', 'ok']);
});

it('a blank reason does not send up what the handler may decide alone', () => {
  const own = propose(caseUnderReview(), 'prosecute');
  const send = (payload: Record<string, string>): string => codeOf(attempt(own, handler, 'outcome.send-up', payload));
  expect([send({}), send({ escalationReason: ' \t' }), send({ escalationReason: '疑难' })]).toEqual(['DECISION.ESCALATION_REASON_REQUIRED', 'DECISION.ESCALATION_REASON_REQUIRED', 'ok']);
});

it('a question is looked at by whoever reviewed, passed on or decided it', () => {
  const open = { round: 1, reviews: [], advice: [], consents: [], reconsiderations: [], earlier: [] } as unknown as OpenDecision;
  const of = (more: object): boolean => isLookedAt({ ...open, ...more } as OpenDecision);
  expect([{}, { referral: { seq: 1 } }, { reportedUp: { seq: 1 } }, { meeting: { seq: 1 } }, { decided: { seq: 1 } }].map(of)).toEqual([false, true, true, true, true]);
});

// Questions that somebody else must look at: the reconsideration of a decision (Rules 290, 379), and the review of a case whose handler
// is the head of the department (Rules 6). A small variant of the fixture path asks again what was decided.
import { expectOk, type JsonObject } from '@quanze/kernel';
import { caseUnderReview, flow, pathDocument, REASONS, releaseOf, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileRelease, decide, type CasePathDocument, type CaseSnapshot, type PersonFacts } from '../index.js';

const label = { zh: '复议', en: 'again' };
const stage = pathDocument.states['stage'] as unknown as { readonly states: Readonly<Record<string, never>> };
const document = {
  ...pathDocument,
  states: {
    ...pathDocument.states,
    stage: { ...stage, states: { ...stage.states, again: {
      type: 'decision', label, question: label, home: ['stage.released'], differentHandler: { from: 'stage.outcome', source: '规则 290' },
      options: { uphold: { label, matter: 'criminal.nonpros.reconsider', to: 'stage.released' } },
    } } },
  },
} as unknown as CasePathDocument;
const reviewed = { ...flow, acts: { ...flow.acts, review: { ...flow.acts['review'] as NonNullable<(typeof flow.acts)[string]>, matter: 'general.review.department' } } };
const path = expectOk(compileRelease(releaseOf(document, [reviewed])), 'path that asks again');

const tryAct = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: JsonObject = {}) => decide(path, snapshot, { act, payload }, worldOf(who, T0), snapshot.version + 1);
const run = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: JsonObject = {}) => expectOk(tryAct(snapshot, who, act, payload), act).snapshot;
const codeOf = (result: ReturnType<typeof tryAct>) => (result.ok ? 'ok' : result.refusal.code);
const replaced = (snapshot: CaseSnapshot, by: PersonFacts) => run(snapshot, staff.counter, 'replace', { person: by.person });

/** Non-prosecution proposed by a handler, decided by the chief and issued. */
function released(handler = staff.handler, snapshot = caseUnderReview()): CaseSnapshot {
  let next = run(run(snapshot, handler, 'outcome.propose', { option: 'minor' }), handler, 'outcome.send-up');
  next = run(run(next, staff.head, 'outcome.review', { opinion: 'agree' }), staff.chief, 'outcome.approve', REASONS);
  return run(next, handler, 'outcome.issue');
}

describe('a question for another handler', () => {
  it('is closed to the handler of the earlier decision', () => {
    expect(codeOf(tryAct(released(), staff.handler, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
  });

  it('is open to whoever took the case over, and closed to the former handler who comes back', () => {
    const other = replaced(released(), staff.other);
    const asked = run(other, staff.other, 'again.propose', { option: 'uphold' });
    expect(asked.states).toContain('stage.again.drafted');
    expect(codeOf(tryAct(replaced(other, staff.handler), staff.handler, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
  });

  it('is closed to a member of the earlier team, also once that member has become the handler', () => {
    const early = { person: staff.other.person, role: 'team_member' as const, from: T0, until: '2026-03-02T00:59:00.000Z' as typeof T0 };
    const before = caseUnderReview();
    const snapshot = released(staff.handler, { ...before, team: [early, ...before.team] });
    expect(codeOf(tryAct(snapshot, staff.handler, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
    expect(codeOf(tryAct(replaced(snapshot, staff.other), staff.other, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
  });

  it('is closed to everybody who carried the case while it is not known who did when the decision fell', () => {
    const { carriedBy, ...forgetful } = replaced(released(), staff.other);
    expect(carriedBy).toEqual({ 'stage.outcome': [staff.handler.person] });
    expect(codeOf(tryAct(forgetful, staff.other, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
  });

  it('is closed to the handler of the earlier decision who had replaced somebody before it', () => {
    const snapshot = released(staff.other, replaced(caseUnderReview(), staff.other));
    expect(codeOf(tryAct(snapshot, staff.other, 'again.propose', { option: 'uphold' }))).toBe('PARTICIPATION.SAME_HANDLER');
  });

  it('leaves those alone who never carried the case', () => {
    expect(codeOf(tryAct(released(), staff.admin, 'again.propose', { option: 'uphold' }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('the review of a department', () => {
  const sentUp = () => run(run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'minor' }), staff.handler, 'outcome.send-up');

  it('is judged by the power that the flow declares for it', () => {
    const outcome = expectOk(tryAct(sentUp(), staff.head, 'outcome.review', { opinion: 'agree' }), 'review');
    expect(outcome.entry.authority).toMatchObject({ power: 'general.review.department' });
  });

  it('is closed to a head who has taken the case over, though somebody else proposed', () => {
    const own = replaced(sentUp(), staff.head);
    expect(tryAct(own, staff.head, 'outcome.review', { opinion: 'agree' })).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFUSED', params: { reasons: ['AUTHORITY.OWN_WORK'] } } });
  });
});

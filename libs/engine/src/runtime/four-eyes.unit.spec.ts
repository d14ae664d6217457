// Nobody judges the own work: who proposed or reviewed and later holds another post, whose delegation counts, and the one case in which the
// chief answers for both halves. The other refusals of the gate are in `gate.unit.spec.ts`.
import type { OfficeId } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, outcomeOf, person, REASONS, run, staff, SUPERIOR, withDelegation } from '../fixtures.contract.js';
import { capacitiesOf, type OpenDecision } from '../flow/open-decision.js';
import type { CaseSnapshot, PersonFacts } from '../index.js';

const { handler, other, head, chief, deputy, counter } = staff;
const proposedBy = (who: PersonFacts, start: CaseSnapshot): CaseSnapshot => run(start, who, 'outcome.propose', { option: 'minor' });
const atChief = (start: CaseSnapshot, who = handler): CaseSnapshot => run(run(proposedBy(who, start), who, 'outcome.send-up'), head, 'outcome.review', { opinion: 'agree' });
const approve = (snapshot: CaseSnapshot, who: PersonFacts) => attempt(snapshot, who, 'outcome.approve', REASONS);
const becomes = (who: PersonFacts, as: PersonFacts): PersonFacts => ({ ...as, person: who.person });

describe('who proposed', () => {
  it('does not decide as deputy, delegation or not, whether or not the case is still the own', () => {
    const asDeputy = withDelegation(becomes(handler, deputy));
    const given = run(atChief(caseUnderReview()), counter, 'replace', { person: other.person });
    const codes = [atChief(caseUnderReview()), given].map((snapshot) => approve(snapshot, asDeputy)).map((result) => (result.ok ? 'ok' : [result.refusal.code, result.refusal.params]));
    expect(codes).toEqual(Array(2).fill(['AUTHORITY.CONFLICTING_CAPACITY', { capacity: 'decide', filled: 'propose' }]));
    expect(codeOf(approve(given, withDelegation(deputy)))).toBe('ok');
  });

  it('decides as chief: whoever handles a case as chief answers for both halves', () => {
    const procurator = becomes(chief, person('chief', 'committee_member'));
    const own = run(caseUnderReview(), counter, 'replace', { person: chief.person });
    const outcome = outcomeOf(atChief(own, procurator), procurator, 'outcome.approve', REASONS);
    expect(outcome.record).toMatchObject({ level: 'chief', deciders: [{ person: chief.person, role: 'chief' }], proposal: { by: { person: chief.person } } });
  });
});

it('who reviewed does not decide as handler, when the case is given to the head of the department', () => {
  const back = run(atChief(caseUnderReview()), chief, 'outcome.reconsider');
  const given = run(back, counter, 'replace', { person: head.person });
  const result = attempt(given, head, 'outcome.decide', REASONS);
  expect(result.ok ? 'ok' : [result.refusal.code, result.refusal.params]).toEqual(['AUTHORITY.CONFLICTING_CAPACITY', { capacity: 'decide', filled: 'review' }]);
});

it('who reviewed does not propose anew, when the proposal was taken back and the case given to the reviewer', () => {
  const code = (snapshot: CaseSnapshot, who: PersonFacts): unknown => {
    const result = attempt(snapshot, who, 'outcome.propose', { option: 'minor' });
    return result.ok ? 'ok' : [result.refusal.code, result.refusal.params];
  };
  const given = (to: PersonFacts): CaseSnapshot => run(run(run(atChief(caseUnderReview()), chief, 'outcome.reconsider'), handler, 'outcome.withdraw'), counter, 'replace', { person: to.person });
  expect([code(given(head), head), code(given(other), other)]).toEqual([['AUTHORITY.CONFLICTING_CAPACITY', { capacity: 'propose', filled: 'review' }], 'ok']);
});

it('what somebody did before in a question is remembered, whatever came after it', () => {
  const by = (who: PersonFacts) => ({ person: who.person, role: 'handler', capacity: 'handle' });
  const open = {
    proposal: { by: by(handler) }, earlier: [{ by: by(other) }], reviews: [{ by: by(head) }], consents: [{ by: by(staff.superior), granted: false }],
    reportedUp: { by: by(deputy) }, referral: { by: by(chief) }, decided: { by: [{ ...by(staff.assistant), capacity: 'vote' }] },
  } as unknown as OpenDecision;
  expect([handler, other, head, staff.superior, deputy, chief, staff.assistant, counter].map((who) => [...capacitiesOf(open, who.person)])).toEqual([['propose'], ['propose'], ['review'], ['consent'], ['decide'], ['decide'], ['vote'], []]);
});

describe('a delegation', () => {
  it('is of use to a deputy alone: the chief decides in the own right', () => {
    const { record } = outcomeOf(atChief(caseUnderReview()), withDelegation(chief), 'outcome.approve', REASONS);
    expect([record?.deciders[0]?.delegation, record?.deciders[0]?.onBehalfOf]).toEqual([undefined, undefined]);
    const { record: deputys } = outcomeOf(atChief(caseUnderReview()), withDelegation(deputy), 'outcome.approve', REASONS);
    expect(deputys?.deciders[0]).toMatchObject({ onBehalfOf: chief.person, delegation: withDelegation(deputy).delegations[0]?.id });
  });

  it('of another office, for another power, path or department is none here', () => {
    const [given] = withDelegation(deputy).delegations as [PersonFacts['delegations'][number]];
    const code = (more: Partial<typeof given>): string => codeOf(approve(atChief(caseUnderReview()), { ...deputy, delegations: [{ ...given, ...more }] }));
    expect([
      code({}), code({ paths: ['test.path'] }), code({ departments: ['d1'] }), code({ powers: ['criminal.nonpros.discretionary'] }),
      code({ office: SUPERIOR as OfficeId }), code({ powers: ['criminal.nonpros.statutory'] }), code({ paths: ['civil.judgment'] }), code({ departments: ['d2'] }),
    ]).toEqual([...Array<string>(4).fill('ok'), ...Array<string>(4).fill(codeOf(approve(atChief(caseUnderReview()), deputy)))]);
    expect(codeOf(approve(atChief(caseUnderReview()), deputy))).toMatch(/^AUTHORITY\.REFE/);
  });
});

it('an act is judged on the version it names, and takes effect at once or earlier', () => {
  const snapshot = caseUnderReview();
  const code = (more: object) => codeOf(attempt(snapshot, handler, 'outcome.propose', { option: 'minor' }, more));
  expect([code({ expectedVersion: snapshot.version }), code({ expectedVersion: snapshot.version - 1 })]).toEqual(['ok', 'CASE.VERSION_CONFLICT']);
  const at = '2026-03-03T01:00:00.000Z';
  expect(['2026-03-02T01:00:00.000Z', at, '2026-03-03T01:00:00.001Z'].map((effectiveAt) => code({ at, effectiveAt }))).toEqual(['ok', 'ok', 'ACT.EFFECTIVE_IN_FUTURE']);
});

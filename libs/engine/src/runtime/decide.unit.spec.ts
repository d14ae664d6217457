// The kernel on a small path: who may, where the case goes, what is refused and in which order. Facts on top of each test.
import { attempt, caseUnderReview, codeOf, outcomeOf, path, REASONS, run, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { decide } from './decide.js';

const propose = (option: string) => ({ option, opinion: '拟' });
const sentUp = () => {
  const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('minor'));
  return run(drafted, staff.handler, 'outcome.send-up');
};
const atChief = () => run(sentUp(), staff.head, 'outcome.review', { opinion: 'agree' });

describe('a decision inside the handler’s own authority', () => {
  it('enters the state that says a procurator decided, with a record naming the person', () => {
    const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('prosecute'));
    const outcome = outcomeOf(drafted, staff.handler, 'outcome.decide', REASONS);
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.byProcurator');
    expect(outcome.record?.deciders).toEqual([expect.objectContaining({ person: staff.handler.person, capacity: 'decide' })]);
    expect(outcome.record).toMatchObject({ level: 'procurator', outcome: 'prosecute', relation: 'same', power: 'criminal.prosecute.charge' });
    expect(outcome.record?.listVersion).toMatch(/^model@/);
  });

  it('leads on to the state of the option only by issuing it', () => {
    const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('prosecute'));
    const decided = run(drafted, staff.handler, 'outcome.decide', REASONS);
    const issued = run(decided, staff.handler, 'outcome.issue');
    expect(issued.states).toContain('stage.prosecuted');
    expect(issued.decisions).toEqual({});
  });

  it('goes up only for a stated reason', () => {
    const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('prosecute'));
    expect(codeOf(attempt(drafted, staff.handler, 'outcome.send-up'))).toBe('DECISION.ESCALATION_REASON_REQUIRED');
    expect(codeOf(attempt(drafted, staff.handler, 'outcome.send-up', { escalationReason: '社会影响大' }))).toBe('ok');
  });

  it('is refused to the handler once the weight of the case lifts it to the chief', () => {
    const heavy = run(caseUnderReview(), staff.handler, 'classify', { complexity: 'major_difficult_complex' });
    const drafted = run(heavy, staff.handler, 'outcome.propose', propose('prosecute'));
    const refused = attempt(drafted, staff.handler, 'outcome.decide', REASONS);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFER', params: { of: ['chief'] } } });
  });
});

describe('a decision reserved to the chief', () => {
  it('cannot be taken by the handler, the department head or a deputy without delegation', () => {
    const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('minor'));
    expect(codeOf(attempt(drafted, staff.handler, 'outcome.decide', REASONS))).toBe('AUTHORITY.REFER');
    expect(codeOf(attempt(atChief(), staff.head, 'outcome.approve', REASONS))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(codeOf(attempt(atChief(), staff.deputy, 'outcome.approve', REASONS))).toBe('AUTHORITY.REFER');
    expect(codeOf(attempt(atChief(), staff.deputyElsewhere, 'outcome.approve', REASONS))).toBe('AUTHORITY.REFUSED');
  });

  it('names the deputy and the delegation when a delegated deputy decides', () => {
    const deputy = withDelegation(staff.deputy, ['criminal.nonpros.discretionary']);
    const outcome = outcomeOf(atChief(), deputy, 'outcome.approve', REASONS);
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.byDeputyChief');
    expect(outcome.record?.deciders[0]).toMatchObject({ person: deputy.person, onBehalfOf: staff.chief.person, delegation: deputy.delegations[0]?.id });
  });

  it('is refused to a deputy whose delegation covers other powers, paths or departments', () => {
    const other = withDelegation(staff.deputy, ['criminal.nonpros.statutory']);
    expect(codeOf(attempt(atChief(), other, 'outcome.approve', REASONS))).toBe('AUTHORITY.REFER');
    const elsewhere = { ...withDelegation(staff.deputy), delegations: withDelegation(staff.deputy).delegations.map((d) => ({ ...d, paths: ['civil'] })) };
    expect(codeOf(attempt(atChief(), elsewhere, 'outcome.approve', REASONS))).toBe('AUTHORITY.REFER');
  });

  it('moves the responsibility when the chief decides differently, and stays open to a written objection', () => {
    const outcome = outcomeOf(atChief(), staff.chief, 'outcome.override', { option: 'prosecute', ...REASONS });
    expect(outcome.record).toMatchObject({ level: 'chief', relation: 'changed_all', outcome: 'prosecute', proposal: { option: 'minor' } });
    const objected = run(outcome.snapshot, staff.handler, 'outcome.object', { objection: '不同意' });
    expect(objected.decisions['stage.outcome']?.objections).toHaveLength(1);
    expect(run(objected, staff.handler, 'outcome.issue').states).toContain('stage.prosecuted');
  });

  it('calls the same option an approval, not a different decision', () => {
    expect(codeOf(attempt(atChief(), staff.chief, 'outcome.override', { option: 'minor', ...REASONS }))).toBe('DECISION.NOT_DIFFERENT');
    const part = outcomeOf(atChief(), staff.chief, 'outcome.approve', { ...REASONS, changedPart: '改变认定情节' });
    expect(part.record?.relation).toBe('changed_part');
  });

  it('shows a handler who changed the opinion after being asked to reconsider', () => {
    const asked = run(atChief(), staff.chief, 'outcome.reconsider');
    expect(asked.states).toContain('stage.outcome.drafted');
    const again = run(asked, staff.handler, 'outcome.propose', propose('prosecute'));
    expect(codeOf(attempt(again, staff.handler, 'outcome.decide', REASONS))).toBe('DECISION.ALREADY_SENT_UP');
    const up = run(again, staff.handler, 'outcome.send-up', { escalationReason: '检察长要求复核' });
    const reviewed = run(up, staff.head, 'outcome.review', { opinion: 'agree' });
    expect(outcomeOf(reviewed, staff.chief, 'outcome.approve', REASONS).record?.relation).toBe('handler_changed_after_reconsideration');
  });
});

describe('four eyes', () => {
  it('keeps the proposer from reviewing and the reviewer from deciding', () => {
    const both = { ...staff.handler, posts: [...staff.handler.posts, ...staff.head.posts] };
    const snapshot = run(run(caseUnderReview(), both, 'outcome.propose', propose('minor')), both, 'outcome.send-up');
    expect(codeOf(attempt(snapshot, both, 'outcome.review', { opinion: 'agree' }))).toBe('AUTHORITY.CONFLICTING_CAPACITY');
    const headAndDeputy = withDelegation({ ...staff.head, posts: [...staff.head.posts, ...staff.deputy.posts] });
    const reviewed = run(sentUp(), headAndDeputy, 'outcome.review', { opinion: 'agree' });
    expect(codeOf(attempt(reviewed, headAndDeputy, 'outcome.approve', REASONS))).toBe('AUTHORITY.CONFLICTING_CAPACITY');
  });

  it('lets the chief decide a case the chief handles in person', () => {
    const chief = { ...staff.chief, person: staff.handler.person };
    const drafted = run(caseUnderReview(), chief, 'outcome.propose', propose('minor'));
    const outcome = outcomeOf(drafted, chief, 'outcome.decide', REASONS);
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.byChief');
  });
});

describe('precedence and state', () => {
  it('refuses in the declared order: unknown act, version, state, payload, role, condition', () => {
    const snapshot = caseUnderReview({ interrogated: false });
    const bad = { nonsense: 1 };
    expect(codeOf(attempt(snapshot, staff.admin, 'nope', bad, { expectedVersion: 99 }))).toBe('ACT.UNKNOWN');
    expect(codeOf(attempt(snapshot, staff.admin, 'close', bad, { expectedVersion: 99 }))).toBe('CASE.VERSION_CONFLICT');
    expect(codeOf(attempt(snapshot, staff.admin, 'close', bad))).toBe('CASE.STATE_FORBIDS_ACT');
    expect(codeOf(attempt(snapshot, staff.admin, 'classify', bad))).toBe('PAYLOAD.INVALID');
    expect(codeOf(attempt(snapshot, staff.admin, 'bail'))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(codeOf(attempt(snapshot, staff.handler, 'outcome.propose', propose('minor')))).toBe('DECISION.OPTION_NOT_OPEN');
  });

  it('leaves only the option the law makes mandatory', () => {
    const snapshot = caseUnderReview({ mustRelease: true });
    expect(codeOf(attempt(snapshot, staff.handler, 'outcome.propose', propose('minor')))).toBe('DECISION.MUST_CHOOSE');
    expect(codeOf(attempt(snapshot, staff.handler, 'outcome.propose', propose('statutory')))).toBe('ok');
  });

  it('runs a side matter beside the course of the case without disturbing it', () => {
    const asked = run(caseUnderReview(), staff.handler, 'asking.propose', propose('grant'));
    expect(asked.states).toEqual(['stage.reviewing', 'extension.asking.drafted']);
    const back = run(asked, staff.handler, 'sendBack');
    expect(back.states).toEqual(['stage.returned', 'extension.asking.drafted']);
    expect(codeOf(attempt(run(back, staff.handler, 'asking.withdraw'), staff.handler, 'asking.propose', propose('grant')))).toBe('CASE.STATE_FORBIDS_ACT');
  });

  it('ends with a typed ending, stops its clocks, and takes nothing but notes afterwards', () => {
    const drafted = run(caseUnderReview(), staff.handler, 'outcome.propose', propose('prosecute'));
    const issued = run(run(drafted, staff.handler, 'outcome.decide', REASONS), staff.handler, 'outcome.issue');
    const closed = run(issued, staff.handler, 'close');
    expect(closed).toMatchObject({ status: 'ended', ending: 'closed' });
    expect(codeOf(attempt(closed, staff.handler, 'classify', { complexity: 'ordinary' }))).toBe('CASE.ENDED');
    expect(codeOf(attempt(closed, staff.handler, 'note', { text: '补记' }))).toBe('ok');
  });

  it('lets clocks that still count fall away at the ending, and leaves those that were kept', () => {
    const released = { ...caseUnderReview(), states: ['stage.released', 'extension.idle'] };
    const kept = { ...released.clocks['review'], phase: 'satisfied' } as never;
    expect(run(released, staff.handler, 'close').clocks).toMatchObject({ review: { phase: 'stopped' } });
    expect(run({ ...released, clocks: { review: kept } }, staff.handler, 'close').clocks).toEqual({ review: kept });
  });

  it('counts returns and refuses the third', () => {
    let snapshot = caseUnderReview();
    for (const _ of [1, 2]) snapshot = run(run(snapshot, staff.handler, 'sendBack'), staff.counter, 'comeBack');
    const third = attempt(snapshot, staff.handler, 'sendBack');
    expect(third).toMatchObject({ ok: false });
    expect(['ACT.CONDITION_NOT_MET', 'AUTHORITY.REFUSED']).toContain(codeOf(third));
  });

  it('does not take effect later than it is recorded', () => {
    const late = decide(path, caseUnderReview(), { act: 'bail', payload: {}, effectiveAt: '2027-01-01T00:00:00.000Z' as never }, worldOf(staff.handler, T0), 3);
    expect(late).toMatchObject({ ok: false, refusal: { code: 'ACT.EFFECTIVE_IN_FUTURE' } });
  });
});

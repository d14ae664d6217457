// Ways beside the straight one: withdrawing, the joint conference, the superior's consent, a decision set aside or changed above.
import { attempt, caseUnderReview, codeOf, outcomeOf, REASONS, run, staff } from '../fixtures.contract.js';

const drafted = (facts = {}) => run(caseUnderReview(facts), staff.handler, 'outcome.propose', { option: 'minor', opinion: '拟' });
const atChief = (facts = {}) => run(run(drafted(facts), staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'disagree' });
const decided = () => run(atChief(), staff.chief, 'outcome.approve', REASONS);

describe('a proposal', () => {
  it('can be taken back, and can be replaced while it is with the handler', () => {
    expect(run(drafted(), staff.handler, 'outcome.withdraw')).toMatchObject({ states: ['stage.reviewing', 'extension.idle'], decisions: {} });
    const second = run(drafted(), staff.handler, 'outcome.propose', { option: 'prosecute' }).decisions['stage.outcome'];
    expect(second).toMatchObject({ proposal: { option: 'prosecute' }, earlier: [{ option: 'minor' }] });
  });

  it('names an option the question has', () => {
    expect(codeOf(attempt(drafted(), staff.handler, 'outcome.propose', { option: 'nothing' }))).toBe('PAYLOAD.INVALID');
  });

  it('starts another round when somebody had looked at another one; who did stays on record', () => {
    const again = { ...drafted(), decisions: atChief().decisions };
    const [other, same] = ['prosecute', 'minor'].map((option) => run(again, staff.handler, 'outcome.propose', { option }).decisions['stage.outcome']);
    expect(other).toMatchObject({ round: 2, proposal: { round: 2 }, reviews: [{ round: 1 }] });
    expect(same).toMatchObject({ round: 1, proposal: { round: 1 }, reviews: [{ round: 1 }] });
    expect(run(drafted(), staff.handler, 'outcome.propose', { option: 'prosecute' }).decisions['stage.outcome']).toMatchObject({ round: 1 });
  });

  it('that is taken back after the chief sent it back comes up again in a later round: it is not the handler\'s alone any more (Rules 7)', () => {
    const own = run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'prosecute' });
    expect(codeOf(attempt(own, staff.handler, 'outcome.decide', REASONS))).toBe('ok');
    const up = run(run(own, staff.handler, 'outcome.send-up', { escalationReason: '社会影响大' }), staff.head, 'outcome.review', { opinion: 'agree' });
    const taken = run(run(up, staff.chief, 'outcome.reconsider'), staff.handler, 'outcome.withdraw');
    expect(taken).toMatchObject({ sentUp: { 'stage.outcome': 2 }, decisions: {} });
    const anew = run(taken, staff.handler, 'outcome.propose', { option: 'prosecute' });
    expect(anew.decisions['stage.outcome']).toMatchObject({ round: 2, proposal: { round: 2 } });
    expect(codeOf(attempt(anew, staff.handler, 'outcome.decide', REASONS))).toBe('DECISION.ALREADY_SENT_UP');
    const again = run(run(anew, staff.handler, 'outcome.withdraw'), staff.handler, 'outcome.propose', { option: 'prosecute' });
    expect(codeOf(attempt(again, staff.handler, 'outcome.decide', REASONS))).toBe('DECISION.ALREADY_SENT_UP');
    const closed = run(run(again, staff.handler, 'outcome.send-up', { escalationReason: '社会影响大' }), staff.head, 'outcome.review', { opinion: 'agree' });
    const issued = run(run(closed, staff.chief, 'outcome.approve', REASONS), staff.handler, 'outcome.issue');
    expect(issued.sentUp).toBeUndefined();
  });
});

describe('the joint conference', () => {
  it('gives advice and returns to the step it left', () => {
    const inReview = run(drafted(), staff.handler, 'outcome.send-up');
    for (const [from, step] of [[drafted(), 'drafted'], [inReview, 'departmentReview']] as const) {
      const advised = run(run(from, staff.head, 'outcome.convene'), staff.head, 'outcome.advise', { participants: [staff.other.person], majority: '同意' });
      expect(advised.states).toContain(`stage.outcome.${step}`);
      expect(advised.decisions['stage.outcome']?.advice).toEqual([expect.objectContaining({ participants: [staff.other.person], majority: '同意' })]);
      expect(advised.decisions['stage.outcome']?.back).toBeUndefined();
    }
  });

  it('may be recorded without participants and majority', () => {
    const advised = run(run(drafted(), staff.head, 'outcome.convene'), staff.head, 'outcome.advise');
    expect(advised.decisions['stage.outcome']?.advice).toEqual([expect.not.objectContaining({ majority: expect.anything() })]);
  });
});

describe('the superior’s consent', () => {
  const supervisory = { origin: 'supervisory' };

  it('is asked for only where the list wants it, and is then the only way to decide', () => {
    expect(codeOf(attempt(atChief(), staff.chief, 'outcome.report-up', REASONS))).toMatch(/^AUTHORITY/);
    expect(attempt(atChief(supervisory), staff.chief, 'outcome.approve', REASONS)).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFER', params: { of: ['superior'] } } });
    const reported = run(atChief(supervisory), staff.chief, 'outcome.report-up', REASONS);
    const outcome = outcomeOf(reported, staff.superior, 'outcome.consent', REASONS);
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.bySuperior');
    expect(outcome.record).toMatchObject({ level: 'superior', consents: [{ granted: true, by: { person: staff.superior.person } }] });
  });

  it('can be refused, which starts a new round with the handler', () => {
    const reported = run(atChief(supervisory), staff.chief, 'outcome.report-up', REASONS);
    const back = run(reported, staff.superior, 'outcome.refuse-consent', REASONS);
    expect(back.states).toContain('stage.outcome.drafted');
    expect(back.decisions['stage.outcome']).toMatchObject({ round: 2, consents: [{ granted: false }] });
    expect(back.decisions['stage.outcome']?.reportedUp).toBeUndefined();
  });

  it('is not given by somebody who proposed or reviewed', () => {
    const both = { ...staff.superior, person: staff.head.person };
    const reported = run(atChief(supervisory), staff.chief, 'outcome.report-up', REASONS);
    expect(codeOf(attempt(reported, both, 'outcome.consent', REASONS))).toBe('AUTHORITY.CONFLICTING_CAPACITY');
  });
});

describe('a decision that was taken', () => {
  it('can be changed by the superior before it is issued; the record names what it replaces', () => {
    const before = decided();
    const outcome = outcomeOf(before, staff.superior, 'outcome.set-aside', { option: 'prosecute', ...REASONS });
    expect(outcome.record).toMatchObject({ level: 'superior', outcome: 'prosecute', replaces: before.decisions['stage.outcome']?.decided?.seq });
    expect(outcome.snapshot.states).toContain('stage.outcome.decided.bySuperior');
    expect(run(outcome.snapshot, staff.handler, 'outcome.issue').states).toContain('stage.prosecuted');
  });

  it('cannot be changed by anybody of the office', () => {
    for (const who of [staff.chief, staff.handler, staff.head]) expect(codeOf(attempt(decided(), who, 'outcome.set-aside', { option: 'prosecute', ...REASONS }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('a state without its decision', () => {
  // Cannot come about by acts; a damaged snapshot must still refuse, whatever is asked.
  const bare = (states: string) => ({ ...caseUnderReview(), states: [states, 'extension.idle'] });
  const acts = [
    ['drafted', staff.handler, 'decide', REASONS], ['drafted', staff.handler, 'send-up', {}], ['drafted', staff.handler, 'withdraw', {}], ['drafted', staff.head, 'convene', {}],
    ['conference', staff.head, 'advise', {}], ['departmentReview', staff.head, 'review', { opinion: 'agree' }], ['chief', staff.chief, 'approve', REASONS],
    ['chief', staff.chief, 'override', { option: 'minor', ...REASONS }], ['chief', staff.chief, 'reconsider', {}], ['chief', staff.chief, 'refer', {}], ['chief', staff.chief, 'report-up', REASONS],
    ['committee', staff.chief, 'open-meeting', { present: [] }], ['committee', staff.chief, 'vote', { option: 'minor' }], ['committee', staff.chief, 'conclude', REASONS], ['consent', staff.superior, 'consent', REASONS],
    ['consent', staff.superior, 'refuse-consent', REASONS], ['superior', staff.superior, 'superior-decide', { option: 'minor', ...REASONS }], ['decided.byChief', staff.superior, 'set-aside', { option: 'minor', ...REASONS }],
    ['decided.byChief', staff.handler, 'object', { objection: '异议' }], ['decided.byChief', staff.handler, 'issue', {}],
  ] as const;

  it.each(acts)('refuses in %s: %#', (step, who, act, payload) => {
    expect(codeOf(attempt(bare(`stage.outcome.${step}`), who, `outcome.${act}`, payload))).toBe('DECISION.NOT_PROPOSED');
  });
});

// What the law gives to the committee without the chief (Rules 29–31, 36): the recusal of the chief, of the head of the police organ, and the
// validity of what the chief did. The committee of these stories has five members: the chief, the deputy who presides, and three more.
import { committeeDirect, COMMITTEE, deputy, orderOf, recusalPath, recusalRelease, requestOf, Story } from '../runtime/recusal-story.contract.js';
import { person, staff, withDelegation } from '../fixtures.contract.js';
import { compileRelease, explainActs, type PersonFacts } from '../index.js';
import { worldOf } from '../fixtures.contract.js';

const [first, second, third] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
const idsOf = (...people: readonly PersonFacts[]) => people.map((one) => one.person);
// The deputy of the fixture sits on the committee of the stories; the post says so.
const chair: PersonFacts = { ...deputy, posts: [...deputy.posts, { ...(first.posts[1] as PersonFacts['posts'][number]) }] };
const SINCE = { reasons: '理由' };
const proposalOf = (option: string, who: PersonFacts = staff.chief) => ({ option, person: who.person, grounds: '提请理由' });
const ISSUE = { documentNumber: '回避〔2026〕1号' };

function proposed(option = 'order', pending = true): Story {
  const story = new Story();
  if (pending) story.run(staff.counter, 'request-recusal', requestOf(staff.chief));
  story.run(chair, 'chiefRecusal.propose', proposalOf(option));
  return story;
}
function vote(story: Story, decision: string, votes: readonly (readonly [PersonFacts, string])[], present = idsOf(chair, first, second)): Story {
  story.run(chair, `${decision}.open-meeting`, { present });
  for (const [who, option] of votes) story.run(who, `${decision}.vote`, { option, ...SINCE });
  return story;
}
function decided(option: 'order' | 'reject', from = proposed()): Story {
  vote(from, 'chiefRecusal', [[first, option], [second, option], [chair, option]]);
  from.run(chair, 'chiefRecusal.conclude', SINCE);
  return from;
}
const recusal = (story: Story) => story.snapshot.recusals.at(-1);
const sound = (story: Story) => expect(story.replayed()).toEqual({ snapshot: story.snapshot, steps: true });

describe('the chief’s recusal', () => {
  it('is nobody’s to decide alone, and is brought up by a deputy or the handler', () => {
    const story = new Story();
    story.run(staff.counter, 'request-recusal', requestOf(staff.chief));
    expect([staff.chief, withDelegation(deputy)].map((who) => story.code(who, 'order-recusal', orderOf(staff.chief)))).toEqual(['RECUSAL.PENDING', 'AUTHORITY.REFER']);
    expect([chair, staff.handler, staff.head, staff.deputyElsewhere].map((who) => story.code(who, 'chiefRecusal.propose', proposalOf('order')))).toEqual(['ok', 'ok', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.REFUSED']);
    expect(story.code(chair, 'chiefRecusal.propose', proposalOf('order', staff.handler))).toBe('RECUSAL.NOT_FOR_COMMITTEE');
    expect(story.code(chair, 'chiefRecusal.propose', { option: 'order', person: '00000000-0000-4000-8000-00000000ffff', grounds: '无' })).toBe('RECUSAL.NOT_FOR_COMMITTEE');
  });

  it('is discussed without the chief, under a deputy, with its quorum of all members', () => {
    const story = proposed('order', false);
    expect(story.code(staff.chief, 'chiefRecusal.open-meeting', { present: idsOf(first, second) })).toBe('PARTICIPATION.CONCERNED');
    const open = (present: readonly PersonFacts[]) => story.code(chair, 'chiefRecusal.open-meeting', { present: idsOf(...present) });
    expect([open([chair, first, second, staff.chief]), open([chair, first]), open([chair, first, second])]).toEqual(['COMMITTEE.CONCERNED_PRESENT', 'COMMITTEE.NO_QUORUM', 'ok']);
    story.run(chair, 'chiefRecusal.open-meeting', { present: idsOf(chair, first, second) });
    expect(story.snapshot.decisions['recusal.chiefRecusal']?.meeting).toMatchObject({ members: COMMITTEE, present: idsOf(chair, first, second), steppedAside: idsOf(staff.chief) });
    expect(['vote', 'written-opinion', 'conclude'].map((act) => story.code(staff.chief, `chiefRecusal.${act}`, { ...(act === 'conclude' ? {} : { option: 'order' }), ...SINCE })))
      .toEqual(['PARTICIPATION.CONCERNED', 'PARTICIPATION.CONCERNED', 'PARTICIPATION.CONCERNED']);
    expect(explainActs(recusalPath, story.snapshot, worldOf(staff.chief)).find(({ act }) => act === 'chiefRecusal.vote')).toMatchObject({ allowed: false });
  });

  it('is ordered by more than half of all members, with every vote on record, and takes effect at once', () => {
    const story = proposed();
    vote(story, 'chiefRecusal', [[first, 'order'], [second, 'order'], [third, 'reject'], [chair, 'order']], idsOf(chair, first, second, third));
    const concluded = story.attempt(chair, 'chiefRecusal.conclude', SINCE);
    expect(concluded).toMatchObject({ ok: true, value: { record: { level: 'committee', outcome: 'order', power: 'general.recusal.chief', members: COMMITTEE, votes: [{ option: 'order' }, { option: 'order' }, { person: third.person, option: 'reject' }, { option: 'order' }] } } });
    story.run(chair, 'chiefRecusal.conclude', SINCE);
    expect(story.snapshot.states).toContain('recusal.chiefRecusal.decided.byCommittee');
    expect(recusal(story)).toMatchObject({ state: 'ordered', byCommittee: true, target: 'chief', decidedSeq: story.seq });
    expect(story.code(staff.chief, 'note', { text: '无' })).toBe('RECUSAL.IN_FORCE');
    story.run(chair, 'chiefRecusal.issue', ISSUE);
    expect(story.snapshot.states).toContain('recusal.idle');
    sound(story);
    expect(story.code(chair, 'chiefRecusal.propose', proposalOf('order'))).toBe('RECUSAL.ALREADY_REQUESTED');
  });

  it('may go the other way than it was brought up', () => {
    const story = decided('reject');
    expect(recusal(story)).toMatchObject({ person: staff.chief.person, state: 'rejected', byCommittee: true });
    sound(story);
    const ordered = decided('order', proposed('reject'));
    expect(recusal(ordered)).toMatchObject({ state: 'ordered' });
    sound(ordered);
  });

  it('changes nothing when the committee does not order what nobody asked for', () => {
    const story = decided('reject', proposed('order', false));
    expect(story.snapshot.recusals).toEqual([]);
    sound(story);
    expect(decided('order', proposed('order', false)).snapshot.recusals).toMatchObject([{ person: staff.chief.person, state: 'ordered', target: 'chief' }]);
  });

  it('is reconsidered by the committee as well', () => {
    const story = decided('reject');
    story.run(chair, 'chiefRecusal.issue', ISSUE);
    story.run(staff.counter, 'serve-recusal-rejection', { person: staff.chief.person, servedOn: '2026-03-02' });
    story.run(staff.counter, 'register-recusal-reconsideration', { person: staff.chief.person, askedOn: '2026-03-02', reasons: '不服' });
    expect(story.code(withDelegation(deputy), 'answer-recusal-reconsideration', orderOf(staff.chief))).toBe('AUTHORITY.REFER');
    const upheld = structuredClone(story.snapshot);
    story.run(chair, 'chiefRecusal.propose', proposalOf('order'));
    decided('order', story);
    expect(recusal(story)).toMatchObject({ state: 'ordered', reconsideration: { answeredAt: expect.any(String) } });
    expect(upheld.recusals[0]).not.toHaveProperty('reconsideration.answeredAt');
    sound(story);
  });

  it('goes to the superior when no option has its majority', () => {
    const story = proposed();
    vote(story, 'chiefRecusal', [[first, 'order'], [second, 'reject'], [chair, 'abstain']]);
    story.run(third, 'chiefRecusal.written-opinion', { option: 'abstain', ...SINCE });
    story.run(chair, 'chiefRecusal.conclude', SINCE);
    expect(story.snapshot.states).toContain('recusal.chiefRecusal.superior');
    // Whom it is about was fixed with the question; nobody is named again.
    expect(story.code(staff.superior, 'chiefRecusal.superior-decide', { ...proposalOf('order', staff.handler), ...SINCE })).toBe('PAYLOAD.INVALID');
    story.run(staff.superior, 'chiefRecusal.superior-decide', { option: 'order', grounds: '理由', ...SINCE });
    expect(recusal(story)).toMatchObject({ person: staff.chief.person, state: 'ordered' });
    sound(story);
  });

  it('cannot run in a flow whose decisions are set aside', () => {
    const bindings = [{ path: '*', decision: '*', flow: 'upward' }];
    const wrong = { ...recusalRelease, documents: { ...recusalRelease.documents, binding: { ...recusalRelease.documents.binding, bindings } } };
    expect(compileRelease(wrong)).toMatchObject({ ok: false, refusal: { code: 'DEFINITION.EFFECT_CANNOT_BE_SET_ASIDE', params: { flow: 'upward' } } });
    expect(Object.values(committeeDirect.acts).map((act) => act.kind)).not.toContain('set-aside');
  });

  it('names clocks of the path', () => {
    const { 'recusalAnswer': _gone, ...clocks } = recusalRelease.documents.path.clocks;
    const acts = Object.fromEntries(Object.entries(recusalRelease.documents.path.acts).map(([name, act]) => [name, { ...act, clocks: (act.clocks ?? []).filter((effect) => !JSON.stringify(effect).includes('recusalAnswer')) }]));
    const wrong = { ...recusalRelease, documents: { ...recusalRelease.documents, path: { ...recusalRelease.documents.path, clocks, acts } } };
    expect(compileRelease(wrong)).toMatchObject({ ok: false, refusal: { code: 'DEFINITION.UNKNOWN_CLOCK', params: { clock: 'recusalAnswer' } } });
  });
});

describe('what the chief did before', () => {
  const ordered = () => {
    const story = new Story();
    const noted = story.run({ ...staff.chief, posts: [...staff.chief.posts, ...staff.counter.posts] }, 'note', { text: '检察长附记' });
    story.run(staff.counter, 'request-recusal', requestOf(staff.chief));
    story.run(chair, 'chiefRecusal.propose', proposalOf('order'));
    decided('order', story).run(chair, 'chiefRecusal.issue', ISSUE);
    return { story, noted };
  };
  const question = (option: string, entries: readonly (number | string)[], who: PersonFacts = staff.chief) => ({ ...proposalOf(option, who), entries: entries.map(String) });

  it('is judged by the committee and by nobody else', () => {
    const { story, noted } = ordered();
    expect(recusal(story)?.earlier).toMatchObject([{ seq: noted, act: 'note', validity: 'waiting' }]);
    expect(story.code(withDelegation(deputy), 'judge-earlier-acts', { person: staff.chief.person, fall: [String(noted)], reasons: '无' })).toBe('AUTHORITY.REFER');
    // Also when the chief has left the office since.
    expect(story.attempt(withDelegation(deputy), 'judge-earlier-acts', { person: staff.chief.person, fall: [String(noted)], reasons: '无' }, undefined, { named: new Map() })).toMatchObject({ refusal: { code: 'AUTHORITY.REFER' } });
    expect([question('fall', []), question('fall', ['99']), question('fall', [noted], staff.handler)].map((payload) => story.code(chair, 'chiefActs.propose', payload))).toEqual(['RECUSAL.NOTHING_JUDGED', 'RECUSAL.ENTRY_NOT_WAITING', 'RECUSAL.NOT_FOR_COMMITTEE']);
    story.run(chair, 'chiefActs.propose', question('fall', [noted]));
    vote(story, 'chiefActs', [[first, 'stand'], [second, 'stand'], [chair, 'stand']]);
    story.run(chair, 'chiefActs.conclude', SINCE);
    expect(recusal(story)?.earlier).toMatchObject([{ seq: noted, validity: 'stands', judgedSeq: story.seq }]);
    sound(story);
  });

  it('falls with the decision the chief had made', () => {
    const story = new Story();
    story.run(staff.handler, 'outcome.propose', { option: 'minor' });
    story.run(staff.handler, 'outcome.send-up');
    story.run(staff.head, 'outcome.review', { opinion: 'agree' });
    const approved = story.run(staff.chief, 'outcome.approve', { facts: '事实', evidence: '证据', law: '法律' });
    story.run(staff.counter, 'request-recusal', requestOf(staff.chief));
    story.run(chair, 'chiefRecusal.propose', proposalOf('order'));
    decided('order', story).run(chair, 'chiefRecusal.issue', ISSUE);
    expect(story.code(staff.handler, 'outcome.issue')).toBe('RECUSAL.ENTRIES_WAITING');
    story.run(chair, 'chiefActs.propose', question('fall', [approved]));
    vote(story, 'chiefActs', [[first, 'fall'], [second, 'fall'], [chair, 'fall']]);
    story.run(chair, 'chiefActs.conclude', SINCE);
    expect(story.snapshot.states).toEqual(['stage.reviewing', 'extension.idle', 'recusal.chiefActs.decided.byCommittee']);
    expect(recusal(story)?.earlier).toMatchObject([{ seq: approved, validity: 'falls', consequence: 'question-reopened' }]);
    sound(story);
  });
});

it('the recusal of the head of the police organ is decided there too, and takes nobody of the office away', () => {
  const story = new Story();
  expect(story.code(chair, 'policeHeadRecusal.propose', { option: 'order', organ: '云岭公安分局', grounds: '提请理由' })).toBe('DECISION.OPTION_NOT_OPEN');
  const ask = { applicant: 'party', ground: 'interest', reasons: '公安局局长与被害人有亲属关系' };
  story.run(staff.counter, 'request-police-head-recusal', ask);
  expect(story.code(staff.counter, 'request-police-head-recusal', ask)).toBe('ACT.CONDITION_NOT_MET');
  const team = story.snapshot.team;
  expect(story.code(chair, 'policeHeadRecusal.propose', { option: 'order' })).toBe('PAYLOAD.INVALID');
  story.run(chair, 'policeHeadRecusal.propose', { option: 'order', organ: '云岭公安分局', grounds: '提请理由' });
  vote(story, 'policeHeadRecusal', [[first, 'order'], [second, 'order'], [chair, 'order']]);
  // The members vote, the deputy presides; the chief, whom the question is not about, may sit but not preside.
  expect(story.code(staff.chief, 'policeHeadRecusal.conclude', SINCE)).toBe('AUTHORITY.NOT_YOUR_ROLE');
  story.run(chair, 'policeHeadRecusal.conclude', SINCE);
  expect([story.snapshot.facts['policeHeadRecusal'], story.snapshot.recusals, story.snapshot.team]).toEqual(['ordered', [], team]);
  sound(story);
  expect(story.code(person('case_mgmt'), 'policeHeadRecusal.issue', ISSUE)).toBe('ok');
});

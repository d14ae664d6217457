// What falls with an entry of a recused person, in each step of a question and after it was decided. Every story is folded and replayed.
import { orderOf, recusalPath, Story } from './recusal-story.contract.js';
import { REASONS, staff, T0, withDelegation } from '../fixtures.contract.js';
import { committeeRulesOf } from '../flow/committee-rules.js';
import { tasksOf, type PersonFacts } from '../index.js';
import { AGREE, on, openOf, storyOf, third, to } from '../flow/panel-story.contract.js';
import { letFall, withoutMember } from './fallen.js';

const judge = (who: PersonFacts, fall: readonly number[], stand: readonly number[] = []) => ({ person: who.person, fall: fall.map(String), stand: stand.map(String), reasons: '逐项理由' });
const KEY = 'stage.outcome';

/** Recuses a person by order of the chief and lets entries fall. */
function recuseAndJudge(story: Story, who: PersonFacts, fall: readonly number[], stand: readonly number[] = []): void {
  story.run(staff.chief, 'order-recusal', orderOf(who));
  story.run(staff.chief, 'judge-earlier-acts', judge(who, fall, stand));
}
const consequences = (story: Story) => story.snapshot.recusals.flatMap((recusal) => (recusal.earlier ?? []).map((entry) => [entry.seq, entry.validity, entry.consequence]));
const sound = (story: Story) => expect(story.replayed()).toEqual({ snapshot: story.snapshot, steps: true });

/** A question as far as the chief. */
function reviewed(option = 'minor'): { readonly story: Story; readonly proposed: number; readonly sent: number; readonly reviewedAt: number } {
  const story = new Story();
  const proposed = story.run(staff.handler, 'outcome.propose', { option });
  const sent = story.run(staff.handler, 'outcome.send-up');
  return { story, proposed, sent, reviewedAt: story.run(staff.head, 'outcome.review', { opinion: 'agree' }) };
}

describe('a question nobody has decided', () => {
  it('opens again at its home when its proposal falls', () => {
    const { story, proposed, sent } = reviewed();
    recuseAndJudge(story, staff.handler, [proposed, sent]);
    expect(story.snapshot.states).toContain('stage.reviewing');
    expect(story.snapshot.decisions).toEqual({});
    expect(consequences(story)).toEqual([[proposed, 'falls', 'question-reopened'], [sent, 'falls', 'marked']]);
    sound(story);
  });

  it('goes back to the first step when its review falls, and cannot be decided before another review', () => {
    const { story, reviewedAt } = reviewed();
    recuseAndJudge(story, staff.head, [reviewedAt]);
    expect(story.snapshot.states).toContain('stage.outcome.drafted');
    expect(story.snapshot.decisions[KEY]).toMatchObject({ reviews: [], proposal: { option: 'minor' } });
    expect(story.code(staff.chief, 'outcome.approve', REASONS)).toBe('CASE.STATE_FORBIDS_ACT');
    expect(consequences(story)).toEqual([[reviewedAt, 'falls', 'not-counted']]);
    sound(story);
    story.run(staff.handler, 'outcome.send-up');
    expect(story.snapshot.states).toContain('stage.outcome.departmentReview');
  });

  it('stays where it is when the review stands', () => {
    const { story, reviewedAt } = reviewed();
    story.run(staff.chief, 'outcome.reconsider');
    story.run(staff.chief, 'order-recusal', orderOf(staff.head));
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.head, [], [reviewedAt]));
    expect(story.snapshot.decisions[KEY]?.reviews).toHaveLength(1);
    expect(consequences(story)).toEqual([[reviewedAt, 'stands', undefined]]);
    sound(story);
  });

  it('keeps the advice for when it is proposed again, and loses it when it falls as well', () => {
    const story = new Story();
    const proposed = story.run(staff.handler, 'outcome.propose', { option: 'minor' });
    story.run(staff.head, 'outcome.convene');
    const advised = story.run(staff.head, 'outcome.advise', { participants: [staff.other.person], majority: '多数' });
    recuseAndJudge(story, staff.handler, [proposed]);
    expect([story.snapshot.decisions, story.snapshot.heard]).toMatchObject([{}, { [KEY]: { advice: [{ seq: advised }] } }]);
    expect(Object.keys(story.snapshot.heard?.[KEY] ?? {})).toEqual(['advice']);
    recuseAndJudge(story, staff.head, [advised]);
    expect(story.snapshot.heard).toBeUndefined();
    expect(consequences(story)).toContainEqual([advised, 'falls', 'not-counted']);
    sound(story);
  });

  it('loses a fallen opinion that a signer had asked for, and a fallen return, and stays where it is', () => {
    const flow = storyOf(on('countersign'));
    const signed = flow.act(flow.act(flow.act(flow.act(flow.asked(staff.headElsewhere), staff.headElsewhere, 'ask-opinion', to(third)), third, 'opinion', AGREE), staff.headElsewhere, 'sign', AGREE), staff.chief, 'return', { step: 'drafted', mode: 'resume', reasons: '补正' });
    const [opinion, sent] = [openOf(signed).opinions?.[0]?.seq ?? 0, openOf(signed).returns?.[0]?.seq ?? 0];
    const fallen = letFall(flow.path, signed, [opinion, sent]);
    expect([openOf(fallen.snapshot).opinions, openOf(fallen.snapshot).returns]).toEqual([undefined, undefined]);
    expect([...fallen.consequences]).toEqual([[opinion, 'not-counted'], [sent, 'not-counted']]);
    expect(openOf(letFall(flow.path, signed, [sent]).snapshot).opinions).toHaveLength(1);
    expect(fallen.snapshot.states).toEqual(signed.states);
  });

  it('loses fallen advice and stays where it is', () => {
    const story = new Story();
    story.run(staff.handler, 'outcome.propose', { option: 'minor' });
    story.run(staff.head, 'outcome.convene');
    const advised = story.run(staff.head, 'outcome.advise', { participants: [staff.other.person], majority: '多数' });
    recuseAndJudge(story, staff.head, [advised]);
    expect(story.snapshot.decisions[KEY]?.advice).toEqual([]);
    expect(story.snapshot.states).toContain('stage.outcome.drafted');
    expect(consequences(story)).toEqual([[advised - 1, 'waiting', undefined], [advised, 'falls', 'not-counted']]);
    sound(story);
  });

  it('in a session of the committee loses the vote that fell, and the session with its quorum', () => {
    const [first, second, third] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
    const inSession = (present: readonly PersonFacts[]) => {
      const { story } = reviewed();
      story.run(staff.chief, 'outcome.refer');
      story.run(staff.chief, 'outcome.open-meeting', { present: present.map(({ person }) => person) });
      return { story, voted: story.run(first, 'outcome.vote', { option: 'minor' }) };
    };
    const full = inSession([staff.chief, first, second, third]);
    recuseAndJudge(full.story, first, [full.voted]);
    expect(full.story.snapshot.decisions[KEY]?.meeting).toMatchObject({ present: [staff.chief, second, third].map(({ person }) => person), steppedAside: [first.person], votes: [] });
    sound(full.story);
    const bare = inSession([staff.chief, first, second]);
    recuseAndJudge(bare.story, first, [bare.voted]);
    expect(bare.story.snapshot.decisions[KEY]).not.toHaveProperty('meeting');
    expect(bare.story.snapshot.states).toContain('stage.outcome.committee');
    sound(bare.story);
  });

  it('in a session goes on without a member who is recused before voting; a vote given counts until it falls', () => {
    const [first, second, third] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
    const { story } = reviewed();
    story.run(staff.chief, 'outcome.refer');
    story.run(staff.chief, 'outcome.open-meeting', { present: [staff.chief, first, second, third].map(({ person }) => person) });
    story.run(second, 'outcome.vote', { option: 'minor' });
    story.run(staff.chief, 'order-recusal', orderOf(first));
    expect(story.snapshot.decisions[KEY]?.meeting).toMatchObject({ present: [staff.chief, second, third].map(({ person }) => person), steppedAside: [first.person] });
    expect(tasksOf(recusalPath, story.snapshot, T0).filter((task) => task.verb === 'vote').map((task) => task.person)).toEqual([staff.chief.person, third.person]);
    story.run(staff.chief, 'order-recusal', orderOf(second));
    expect(story.snapshot.decisions[KEY]?.meeting?.votes).toHaveLength(1);
    sound(story);
  });

  it('counts the quorum as the flow does', () => {
    const people = [staff.chief, ...staff.members].map(({ person }) => person);
    const [chair, first] = people as unknown as readonly [PersonFacts['person'], PersonFacts['person']];
    const open = { meeting: { seq: 1, chair, members: people.slice(0, 4), present: people.slice(0, 4), steppedAside: [], votes: [] } } as unknown as Parameters<typeof withoutMember>[0];
    const left = (quorumShareMin: number): boolean => withoutMember(open, first, { quorumShareMin, majorityShareMin: 0.5, chairLast: true }).meeting !== undefined;
    expect([left(0.5), left(0.7), left(0.75)]).toEqual([true, true, false]);
    expect(committeeRulesOf(undefined)).toMatchObject({ quorumShareMin: 0.5, majorityShareMin: 0.5 });
  });

  it('is discussed anew when whoever presides is recused, also after all have voted', () => {
    const { story } = reviewed();
    story.run(staff.chief, 'outcome.refer');
    const chair: PersonFacts = { ...staff.deputy, posts: [...staff.deputy.posts, { ...(staff.chief.posts[1] as PersonFacts['posts'][number]) }] };
    const present = [chair, ...staff.members.slice(0, 3)];
    story.run(chair, 'outcome.open-meeting', { present: present.map(({ person }) => person) });
    for (const member of [...present.slice(1), chair]) story.run(member, 'outcome.vote', { option: 'minor' });
    story.run(staff.chief, 'order-recusal', orderOf(chair));
    expect(story.snapshot.decisions[KEY]).toMatchObject({ referral: { by: { person: staff.chief.person } } });
    expect(story.snapshot.decisions[KEY]).not.toHaveProperty('meeting');
    expect(story.snapshot.states).toContain('stage.outcome.committee');
    sound(story);
  });

  it('taken to the committee or the superior by an act that fell goes back to the first step', () => {
    const { story } = reviewed();
    const chief = withDelegation(staff.deputy);
    const asked = new Story({ origin: 'supervisory' });
    asked.run(staff.handler, 'outcome.propose', { option: 'minor' });
    asked.run(staff.handler, 'outcome.send-up');
    asked.run(staff.head, 'outcome.review', { opinion: 'agree' });
    const up = asked.run(chief, 'outcome.report-up', REASONS);
    recuseAndJudge(asked, chief, [up]);
    expect(asked.snapshot.states).toContain('stage.outcome.drafted');
    expect(asked.snapshot.decisions[KEY]).not.toHaveProperty('reportedUp');
    sound(asked);
    expect(story.snapshot.states).toContain('stage.outcome.chief');
  });

  it('keeps a session and a report that do not rest on what fell', () => {
    const asked = new Story({ origin: 'supervisory' });
    asked.run(staff.handler, 'outcome.propose', { option: 'minor' });
    asked.run(staff.head, 'outcome.convene');
    const advised = asked.run(staff.head, 'outcome.advise', { participants: [staff.other.person] });
    asked.run(staff.handler, 'outcome.send-up');
    const [second] = staff.members as unknown as readonly [PersonFacts];
    asked.run({ ...second, posts: [{ ...(staff.head.posts[0] as PersonFacts['posts'][number]) }] }, 'outcome.review', { opinion: 'agree' });
    asked.run(staff.chief, 'outcome.report-up', REASONS);
    recuseAndJudge(asked, staff.head, [advised]);
    expect(asked.snapshot.decisions[KEY]).toMatchObject({ reportedUp: { option: 'minor' }, advice: [] });
    expect(asked.snapshot.states).toContain('stage.outcome.consent');
    sound(asked);
  });
});

describe('a decision', () => {
  const decided = () => {
    const { story, proposed, sent, reviewedAt } = reviewed();
    return { story, proposed, sent, reviewedAt, approved: story.run(withDelegation(staff.deputy), 'outcome.approve', REASONS) };
  };

  it('that was reviewed or made by an act that falls is taken back, with what it did to facts and clocks', () => {
    for (const by of ['reviewedAt', 'approved'] as const) {
      const found = decided();
      const { story } = found;
      expect(story.snapshot.clocks['review']?.phase).toBe('satisfied');
      recuseAndJudge(story, by === 'approved' ? staff.deputy : staff.head, [found[by]]);
      expect(story.snapshot.states).toContain('stage.reviewing');
      expect([story.snapshot.decisions, story.snapshot.clocks['review']?.phase]).toEqual([{}, 'running']);
      expect(consequences(story)).toEqual([[found[by], 'falls', 'question-reopened']]);
      sound(story);
    }
  });

  it('stays when only an act falls that it does not rest on', () => {
    const { story, sent, proposed } = decided();
    recuseAndJudge(story, staff.handler, [sent], [proposed]);
    expect(story.snapshot.states).toContain('stage.outcome.decided.byDeputyChief');
    sound(story);
  });

  it('that was issued is only marked, also after the ending', () => {
    const { story, approved } = decided();
    story.run(staff.handler, 'outcome.issue');
    story.run(staff.chief, 'order-recusal', orderOf(staff.deputy));
    story.run(staff.handler, 'close');
    const before = story.snapshot.states;
    expect(story.snapshot.status).toBe('ended');
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.deputy, [approved]));
    expect(consequences(story)).toEqual([[approved, 'falls', 'marked']]);
    expect(story.snapshot.states).toEqual(before);
    sound(story);
  });

  it('in another region is left alone, and two questions are taken back at once', () => {
    const story = new Story();
    const asked = story.run(staff.handler, 'asking.propose', { option: 'grant' });
    const proposed = story.run(staff.handler, 'outcome.propose', { option: 'minor' });
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    const both = structuredClone(story.snapshot);
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [proposed]));
    expect(story.snapshot.states).toEqual(['stage.reviewing', 'extension.asking.drafted', 'recusal.idle']);
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [asked]));
    expect([story.snapshot.states, Object.keys(both.decisions)]).toEqual([['stage.reviewing', 'extension.idle', 'recusal.idle'], ['extension.asking', 'stage.outcome']]);
    sound(story);
    const again = new Story();
    const entries = [again.run(staff.handler, 'asking.propose', { option: 'grant' }), again.run(staff.handler, 'outcome.propose', { option: 'minor' })];
    recuseAndJudge(again, staff.handler, entries);
    expect(again.snapshot.states).toEqual(['stage.reviewing', 'extension.idle', 'recusal.idle']);
    sound(again);
  });

  it('a case that ended meanwhile keeps its open questions', () => {
    const story = new Story();
    const asked = story.run(staff.handler, 'asking.propose', { option: 'grant' });
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    story.snapshot = { ...story.snapshot, status: 'ended' };
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [asked]));
    expect([Object.keys(story.snapshot.decisions), consequences(story)]).toEqual([['extension.asking'], [[asked, 'falls', 'marked']]]);
  });
});

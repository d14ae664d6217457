// Flows with panels from proposal to issue, each as it is shipped: who is asked, what moves the case, and that the chief decides.
import { outcomeOf as outcome, REASONS, staff } from '../fixtures.contract.js';
import { tasksOf, type CaseSnapshot, type PersonFacts } from '../index.js';
import { AGREE, DISAGREE, on, openOf, says, stepIn, storyOf, third, to, type Story } from './panel-story.contract.js';

const { head, headElsewhere, deputyElsewhere, other, chief, handler } = staff;
const signed = (story: Story, start: CaseSnapshot, ...answers: readonly (readonly [PersonFacts, ReturnType<typeof says>])[]): CaseSnapshot =>
  answers.reduce((now, [who, answer]) => story.act(now, who, 'sign', answer), start);

/** The chief decides, the handler issues; gives back the record of the decision. */
function decided(story: Story, atChief: CaseSnapshot) {
  expect(stepIn(atChief)).toBe('chief');
  const { snapshot, record } = outcome(atChief, chief, 'outcome.approve', REASONS, { on: story.path });
  expect(story.act(snapshot, handler, 'issue', { documentNumber: '1号' }).states).toContain('stage.released');
  return record;
}

it('会签: all sign before the chief decides, and every signature is a review in the record', () => {
  const story = storyOf(on('countersign'));
  const one = signed(story, story.asked(headElsewhere, deputyElsewhere), [headElsewhere, AGREE]);
  expect(stepIn(one)).toBe('signing');
  const record = decided(story, signed(story, one, [deputyElsewhere, AGREE]));
  expect(record?.reviews.map(({ by, opinion }) => [by.person, by.role, by.capacity, opinion])).toEqual([
    [head.person, 'dept_head', 'review', 'agree'], [headElsewhere.person, 'dept_head', 'review', 'agree'], [deputyElsewhere.person, 'deputy_chief', 'review', 'agree'],
  ]);
  expect(record?.deciders.map(({ person }) => person)).toEqual([chief.person]);
  expect(record?.panels).toEqual([expect.objectContaining({ step: 'signing', outcome: 'passed' })]);
});

it('会签: one who disagrees sends the question back to the handler, who does not decide it alone', () => {
  const story = storyOf(on('countersign'));
  const failed = signed(story, story.asked(headElsewhere, deputyElsewhere), [headElsewhere, DISAGREE]);
  expect(stepIn(failed)).toBe('drafted');
  expect(openOf(failed).panels?.['signing']?.outcome).toBe('failed');
  expect(story.code(failed, handler, 'decide', REASONS)).toMatch(/^(AUTHORITY|DECISION)/);
});

it('或签: the first who agrees is enough, and only all together fail', () => {
  const story = storyOf(on('either'));
  decided(story, signed(story, story.asked(headElsewhere, deputyElsewhere), [headElsewhere, DISAGREE], [deputyElsewhere, AGREE]));
  expect(stepIn(signed(story, story.asked(headElsewhere, deputyElsewhere), [headElsewhere, DISAGREE], [deputyElsewhere, DISAGREE]))).toBe('drafted');
});

it('票签: two thirds of those who answered, when more than half of all have', () => {
  const story = storyOf(on('ballot'));
  const asked = story.asked(headElsewhere, deputyElsewhere, other, third);
  const two = signed(story, asked, [headElsewhere, AGREE], [other, AGREE]);
  const three = signed(story, two, [third, says('abstain')]);
  expect([stepIn(two), stepIn(three)]).toEqual(['signing', 'signing']);
  decided(story, story.act(three, head, 'close-panel', { reasons: '期限届满' }));
  expect(stepIn(story.act(two, head, 'close-panel', { reasons: '期限届满' }))).toBe('drafted');
  expect(openOf(story.act(two, head, 'close-panel', { reasons: '期限届满' })).panels?.['signing']?.outcome).toBe('no-quorum');
});

it('过半数票签: half against half the chair has the casting vote', () => {
  const story = storyOf(on('majority'));
  const signers = [headElsewhere, deputyElsewhere].map(({ person }) => person);
  expect(story.code(story.reviewed, head, 'ask', { signers })).toBe('PANEL.NO_CHAIR');
  expect(story.code(story.reviewed, head, 'ask', { signers, chair: other.person })).toBe('PANEL.NO_CHAIR');
  const asked = story.act(story.reviewed, head, 'ask', { signers, chair: deputyElsewhere.person });
  decided(story, signed(story, asked, [headElsewhere, DISAGREE], [deputyElsewhere, AGREE]));
  expect(stepIn(signed(story, asked, [headElsewhere, AGREE], [deputyElsewhere, DISAGREE]))).toBe('drafted');
});

it('依次: asks one after the other, in the order named', () => {
  const story = storyOf(on('in-turn'));
  const asked = story.asked(deputyElsewhere, headElsewhere);
  expect(story.code(asked, headElsewhere, 'sign', AGREE)).toBe('PANEL.NOT_YOUR_TURN');
  const askedNow = (snapshot: CaseSnapshot) => tasksOf(story.path, snapshot, snapshot.openedAt).filter(({ state }) => state.endsWith('signing')).map(({ person, verb }) => [person, verb]);
  expect(askedNow(asked)).toEqual([[deputyElsewhere.person, 'review']]);
  const one = signed(story, asked, [deputyElsewhere, AGREE]);
  expect(askedNow(one)).toEqual([[headElsewhere.person, 'review']]);
  decided(story, signed(story, one, [headElsewhere, AGREE]));
});

it('names added signers, former holders and opinions in the record; an opinion never counts', () => {
  const story = storyOf(on('countersign'));
  const added = story.act(story.asked(headElsewhere), headElsewhere, 'add-signer', to(deputyElsewhere, { place: 'after', reasons: '涉及分管业务' }));
  const entrusted = story.act(added, headElsewhere, 'ask-opinion', to(third));
  expect(story.code(entrusted, headElsewhere, 'sign', AGREE)).toBe('PANEL.OPINION_MISSING');
  expect(tasksOf(story.path, entrusted, entrusted.openedAt).find(({ state }) => state.endsWith('signing'))).toMatchObject({ person: third.person, verb: 'answer' });
  const told = story.act(entrusted, third, 'opinion', DISAGREE);
  const record = decided(story, signed(story, told, [headElsewhere, AGREE], [deputyElsewhere, AGREE]));
  expect(record?.reviews.at(-1)).toMatchObject({ by: { person: deputyElsewhere.person }, added: 'after', panel: 'signing' });
  expect(record?.panels?.[0]?.seats[0]).toMatchObject({ holders: [headElsewhere.person], entrusted: { to: third.person, opinion: { choice: 'disagree' } } });
  expect(record?.reviews.map(({ by }) => by.person)).not.toContain(third.person);
});

it('lets somebody read the case who was asked in it', () => {
  const story = storyOf(on('countersign'));
  expect(story.asked(headElsewhere).readers).toEqual([headElsewhere.person]);
});

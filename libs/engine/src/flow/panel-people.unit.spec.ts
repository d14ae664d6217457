// Who may be asked to sign and who may not, four eyes over everybody a panel had to do with, and what recusal does to a panel.
import { REASONS, run, staff } from '../fixtures.contract.js';
import type { CaseSnapshot, PersonFacts } from '../index.js';
import { AGREE, on, openOf, shippedFlow, stepIn, storyOf, pathThrough, third, to } from './panel-story.contract.js';

const { head, headElsewhere, deputy, deputyElsewhere, other, chief, handler } = staff;
const story = storyOf(on('countersign'));
const ask = (people: readonly PersonFacts[], snapshot: CaseSnapshot = story.reviewed) => story.code(snapshot, head, 'ask', { signers: people.map(({ person }) => person) });

describe('to sign', () => {
  it('nobody is asked who proposed, or has none of the roles', () => {
    expect(ask([headElsewhere, handler])).toBe('FLOW.SIGNER_CONFLICT');
    expect(ask([other])).toBe('FLOW.SIGNER_WITHOUT_ROLE');
    expect(ask([chief])).toBe('FLOW.SIGNER_WITHOUT_ROLE');
    expect(ask([])).toBe('PANEL.NOBODY');
  });

  it('nobody is asked who is recused, barred or unknown', () => {
    const recused: CaseSnapshot = { ...story.reviewed, recusals: [{ person: headElsewhere.person, state: 'requested', requestedAt: story.reviewed.openedAt }] };
    expect(ask([headElsewhere], recused)).toBe('FLOW.SIGNER_RECUSED');
    expect(ask([headElsewhere], { ...story.reviewed, bars: [{ person: headElsewhere.person, reason: 'x' }] })).toBe('FLOW.SIGNER_BARRED');
    expect(story.code(story.reviewed, head, 'ask', { signers: ['00000000-0000-4000-8000-00000000ffff'] })).toBe('PERSON.UNKNOWN');
  });

  it('the same holds for who is added, handed a seat, or asked for an opinion', () => {
    const asked = story.asked(headElsewhere);
    expect(story.code(asked, headElsewhere, 'add-signer', to(handler, { place: 'after', reasons: 'x' }))).toBe('FLOW.SIGNER_CONFLICT');
    expect(story.code(asked, headElsewhere, 'hand-on', to(handler, { reasons: 'x' }))).toBe('FLOW.SIGNER_CONFLICT');
    expect(story.code(asked, headElsewhere, 'ask-opinion', to(handler))).toBe('FLOW.SIGNER_CONFLICT');
    expect(story.code(asked, headElsewhere, 'hand-on', to(other, { reasons: 'x' }))).toBe('FLOW.SIGNER_WITHOUT_ROLE');
  });

  it('only those of the department are asked where the flow says so', () => {
    const flow = shippedFlow('countersign');
    const signing = flow.steps['signing'];
    const narrow = storyOf(pathThrough({ ...flow, steps: { ...flow.steps, signing: { ...signing, members: { roles: ['dept_head'], from: 'department' } } as never } }));
    expect(narrow.code(narrow.reviewed, head, 'ask', { signers: [headElsewhere.person] })).toBe('FLOW.SIGNER_WITHOUT_ROLE');
    expect(narrow.code(narrow.reviewed, head, 'ask', { signers: [head.person] })).toBe('ok');
  });

  it('is for those asked alone, once, and only about what lies before them', () => {
    const asked = story.asked(headElsewhere, deputyElsewhere);
    expect(story.code(asked, third, 'sign', AGREE)).toBe('PANEL.NOT_SEATED');
    expect(story.code(story.reviewed, headElsewhere, 'sign', AGREE)).toBe('FLOW.NOT_ASKED');
    expect(story.code(asked, head, 'ask', { signers: [third.person] })).toBe('FLOW.ALREADY_ASKED');
    const once = story.act(asked, headElsewhere, 'sign', AGREE);
    expect(story.code(once, headElsewhere, 'sign', AGREE)).toBe('PANEL.ANSWERED');
    const open = openOf(asked);
    const changed = { ...asked, decisions: { 'stage.outcome': { ...open, proposal: { ...open.proposal, option: 'prosecute' } } } };
    expect(story.code(changed, headElsewhere, 'sign', AGREE)).toBe('FLOW.CONTENT_CHANGED');
    expect(story.code(changed, head, 'ask', { signers: [third.person] })).toBe('ok');
  });

  it('a head of another department is let in for the panel and for nothing else', () => {
    const asked = story.asked(headElsewhere);
    expect(story.code(asked, headElsewhere, 'send-back', { step: 'drafted', mode: 'resume', reasons: 'x' })).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('four eyes', () => {
  const both = (role: 'deputy_chief', who: PersonFacts): PersonFacts => ({ ...who, posts: [...who.posts, ...staff.chief.posts.filter((post) => post.role === 'chief'), ...deputy.posts.filter((post) => post.role === role)] });

  it.each([
    ['who signed', (asked: CaseSnapshot) => story.act(asked, headElsewhere, 'sign', AGREE), headElsewhere],
    ['who handed the seat on', (asked: CaseSnapshot) => story.act(story.act(asked, headElsewhere, 'hand-on', to(third, { reasons: 'x' })), third, 'sign', AGREE), headElsewhere],
    ['who was asked for an opinion', (asked: CaseSnapshot) => story.act(story.act(story.act(asked, headElsewhere, 'ask-opinion', to(third)), third, 'opinion', AGREE), headElsewhere, 'sign', AGREE), third],
    ['who was added', (asked: CaseSnapshot) => {
      const added = story.act(story.act(asked, headElsewhere, 'add-signer', to(third, { place: 'beside', reasons: 'x' })), headElsewhere, 'sign', AGREE);
      return story.act(added, third, 'sign', AGREE);
    }, third],
  ] as const)('%s does not decide', (_title, walk, who) => {
    const atChief = walk(story.asked(headElsewhere));
    expect(stepIn(atChief)).toBe('chief');
    expect(story.code(atChief, both('deputy_chief', who), 'approve', REASONS)).toBe('AUTHORITY.CONFLICTING_CAPACITY');
    expect(story.code(atChief, chief, 'approve', REASONS)).toBe('ok');
  });
});

it('减签: an added signer is taken away again, which can settle the panel', () => {
  const added = story.act(story.asked(headElsewhere), headElsewhere, 'add-signer', to(third, { place: 'after', reasons: 'x' }));
  const signed = story.act(added, headElsewhere, 'sign', AGREE);
  expect(stepIn(signed)).toBe('signing');
  expect(stepIn(story.act(signed, headElsewhere, 'remove-signer', to(third, { reasons: '不再需要' })))).toBe('chief');
  expect(story.code(signed, headElsewhere, 'remove-signer', to(third))).toBe('PAYLOAD.INVALID');
  const waiting = story.act(story.asked(headElsewhere), headElsewhere, 'ask-opinion', to(third));
  expect(stepIn(story.act(story.act(waiting, headElsewhere, 'recall-opinion'), headElsewhere, 'sign', AGREE))).toBe('chief');
});

it('a panel that waits for somebody who is recused has to be asked anew; nobody reads on', () => {
  const asked = story.act(story.asked(headElsewhere, deputyElsewhere), deputyElsewhere, 'sign', AGREE);
  const ordered = run(asked, chief, 'orderRecusal', { person: headElsewhere.person, granted: true }, { on: story.path, world: { named: new Map([[headElsewhere.person, headElsewhere]]) } });
  expect(openOf(ordered).panels).toBeUndefined();
  expect(openOf(ordered).pastPanels).toHaveLength(1);
  expect(ordered.readers).toEqual([deputyElsewhere.person]);
  const again = story.act(ordered, head, 'ask', { signers: [third.person] });
  expect(stepIn(story.act(again, third, 'sign', AGREE))).toBe('chief');
});

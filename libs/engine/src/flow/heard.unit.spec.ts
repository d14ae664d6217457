// Goal: whatever was said to a question stays with it, however it goes on. Method: stories through the flow in which departments sign, each
// read off the question or the record of its decision. What is not here: who answers for what was said (libs/responsibility).
import { attempt, caseUnderReview, codeOf, REASONS, staff } from '../fixtures.contract.js';
import type { CaseSnapshot, DecisionRecord, PersonFacts } from '../index.js';
import { expectOk } from '@quanze/kernel';
import { heardIn, withHeard, withoutEntries } from './heard.js';
import { AGREE, DISAGREE, KEY, on, openOf, storyOf, third, to } from './panel-story.contract.js';

const { chief, deputyElsewhere, handler, head, headElsewhere, other } = staff;
const story = storyOf(on('countersign'));
const asked = story.act(story.asked(headElsewhere), headElsewhere, 'ask-opinion', to(third));
const said = story.act(asked, third, 'opinion', DISAGREE);
const OPINION = { by: { person: third.person, role: 'dept_head', capacity: 'advise' }, round: 1, opinion: 'disagree', panel: 'signing', askedBy: headElsewhere.person };

function decided(snapshot: CaseSnapshot, by: PersonFacts = chief): DecisionRecord {
  const outcome = expectOk(attempt(snapshot, by, 'outcome.approve', REASONS, { on: story.path }), 'approve');
  if (outcome.record === null) throw new Error('no record');
  return outcome.record;
}
const propose = (snapshot: CaseSnapshot): CaseSnapshot => story.act(snapshot, handler, 'propose', { option: 'minor', ...REASONS });
const upTo = (snapshot: CaseSnapshot): CaseSnapshot => story.act(story.act(snapshot, handler, 'send-up'), head, 'review', { opinion: 'agree', reasons: '同意' });
const signed = (snapshot: CaseSnapshot): CaseSnapshot => story.act(story.act(snapshot, head, 'ask', { signers: [deputyElsewhere.person] }), deputyElsewhere, 'sign', AGREE);

describe('an opinion that a signer asked for', () => {
  it('stands in the record with who gave it in which capacity, when, and at whose request', () => {
    expect(openOf(asked).opinions).toBeUndefined();
    const record = decided(story.act(said, headElsewhere, 'sign', AGREE));
    expect(record.opinions).toMatchObject([OPINION]);
    expect(record.reviews.map(({ by }) => by.person)).not.toContain(third.person);
  });

  it('stays when the seat it was asked from is taken away, and who gave it stays out of deciding', () => {
    const added = story.act(story.asked(headElsewhere), headElsewhere, 'add-signer', to(deputyElsewhere, { place: 'before', reasons: '加签' }));
    const given = story.act(story.act(added, deputyElsewhere, 'ask-opinion', to(third)), third, 'opinion', DISAGREE);
    const removed = story.act(given, headElsewhere, 'remove-signer', to(deputyElsewhere, { reasons: '减签' }));
    const atChief = story.act(removed, headElsewhere, 'sign', AGREE);
    expect(JSON.stringify(openOf(atChief).panels)).not.toContain(third.person);
    expect(decided(atChief).opinions).toMatchObject([{ ...OPINION, askedBy: deputyElsewhere.person }]);
    const both: PersonFacts = { ...third, posts: [...third.posts, ...chief.posts] };
    expect(codeOf(attempt(atChief, both, 'outcome.approve', REASONS, { on: story.path }))).toBe('AUTHORITY.CONFLICTING_CAPACITY');
  });

  it('leaves nothing where it was never given, or where another flow asks nobody', () => {
    const recalled = story.act(story.act(asked, headElsewhere, 'recall-opinion'), headElsewhere, 'sign', AGREE);
    expect(decided(recalled)).not.toHaveProperty('opinions');
    expect(decided(recalled)).not.toHaveProperty('returns');
  });
});

describe('a question sent back', () => {
  it('keeps who sent it back, from where and to where, also after it was handed in again', () => {
    const atChief = story.act(story.asked(headElsewhere), headElsewhere, 'sign', AGREE);
    const back = story.act(atChief, chief, 'return', { step: 'drafted', mode: 'resume', reasons: '补正' });
    const again = story.act(back, handler, 'resubmit');
    const twice = story.act(again, chief, 'return', { step: 'departmentReview', mode: 'again', reasons: '再审' });
    const record = decided(signed(story.act(twice, head, 'review', { opinion: 'agree', reasons: '同意' })));
    expect(record.returns?.map(({ by, from, to: step, round }) => [by.person, from, step, round])).toEqual([[chief.person, 'chief', 'drafted', 1], [chief.person, 'chief', 'departmentReview', 1]]);
  });
});

describe('a question that is taken back', () => {
  // Nobody has looked at it in this round, so the handler may take it back.
  const back = story.act(story.act(story.act(said, headElsewhere, 'sign', AGREE), chief, 'reconsider', { reasons: '复核' }), handler, 'withdraw');

  it('brings back with its next proposal what was said to it, and keeps nothing beside it', () => {
    expect(back.decisions).toEqual({});
    expect(back.heard?.[KEY]).toMatchObject({ opinions: [OPINION], earlier: [{ option: 'minor' }] });
    const anew = propose(back);
    expect(anew.heard).toBeUndefined();
    expect(openOf(anew)).toMatchObject({ opinions: [OPINION], earlier: [{ option: 'minor' }] });
    expect(decided(signed(upTo(anew))).opinions).toMatchObject([OPINION]);
  });

  it('keeps the opinions of a former round, which count for nothing in the next', () => {
    const reconsidered = story.act(signed(story.reviewed), chief, 'reconsider', { reasons: '复核' });
    const anew = propose(story.act(reconsidered, handler, 'withdraw'));
    expect(openOf(anew)).toMatchObject({ round: 2, reviews: [{ round: 1 }], reconsiderations: [{ by: { person: chief.person } }], pastPanels: [{ signatures: [{ round: 1 }] }] });
    // The review of the former round lets nothing through: the department reviews again.
    expect(story.code(story.act(anew, handler, 'send-up'), chief, 'approve', REASONS)).toBe('CASE.STATE_FORBIDS_ACT');
    const record = decided(signed(upTo(anew)));
    expect(record.reviews.map(({ by, round }) => [by.person, round])).toEqual([
      [head.person, 1], [deputyElsewhere.person, 1], [head.person, 2], [deputyElsewhere.person, 2],
    ]);
    expect(record.reconsiderations).toBe(1);
  });

  it('keeps nothing where nobody said anything', () => {
    const drafted = story.act(propose(back), handler, 'withdraw');
    expect(drafted.heard?.[KEY]?.opinions).toHaveLength(1);
    const { heard: _heard, ...clean } = back;
    expect(story.act(propose(clean as CaseSnapshot), handler, 'withdraw')).not.toHaveProperty('heard');
  });

  it('keeps the advice of a joint conference', () => {
    const drafted = propose(caseUnderReview());
    const advised = story.act(story.act(drafted, head, 'convene', { reasons: '疑难' }), head, 'advise', { participants: [other.person], opinions: '意见', majority: 'minor' });
    expect(openOf(propose(story.act(advised, handler, 'withdraw'))).advice).toMatchObject([{ participants: [other.person], majority: 'minor' }]);
  });
});

describe('what is kept', () => {
  const open = openOf(said);
  it('loses what stood in some entries, signatures of former panels included', () => {
    const opinion = open.opinions?.[0]?.seq as number;
    expect(withoutEntries(heardIn(open), [opinion])).not.toHaveProperty('opinions');
    const former = openOf(story.act(signed(story.reviewed), chief, 'reconsider', { reasons: '复核' }));
    const signature = (former.pastPanels ?? Object.values(former.panels ?? {}))[0]?.signatures[0]?.seq as number;
    expect(withoutEntries(heardIn(former), [])).toHaveProperty('pastPanels');
    expect(withoutEntries(heardIn(former), [signature])).not.toHaveProperty('pastPanels');
  });

  it('is kept question by question', () => {
    const kept = withHeard({ a: { opinions: open.opinions ?? [] } }, 'b', { opinions: open.opinions ?? [] });
    expect(Object.keys(kept ?? {})).toEqual(['a', 'b']);
    expect(Object.keys(withHeard(kept, 'a', undefined) ?? {})).toEqual(['b']);
    expect(withHeard({ a: {} }, 'a', {})).toBeUndefined();
  });
});

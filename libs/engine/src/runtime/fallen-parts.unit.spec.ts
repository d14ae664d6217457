// What falls with a single part of a question: a signature of a panel, a reference to the committee, advice to what is decided; and who leaves
// a panel that waits. The stories of whole recusals are in `fallen.unit.spec.ts`.
import { caseUnderReview, path, REASONS, run, staff } from '../fixtures.contract.js';
import { committeeRulesOf } from '../flow/committee-rules.js';
import { AGREE, on, openOf, stepIn, storyOf } from '../flow/panel-story.contract.js';
import { letFall, withoutMember } from './fallen.js';
import type { CaseSnapshot } from './snapshot.js';

const KEY = 'stage.outcome';
const { handler, head, chief, headElsewhere, deputyElsewhere } = staff;

const referred = (): CaseSnapshot => {
  const proposed = run(caseUnderReview(), handler, 'outcome.propose', { option: 'minor' });
  return run(run(run(proposed, handler, 'outcome.send-up'), head, 'outcome.review', { opinion: 'agree' }), chief, 'outcome.refer');
};

it('a question goes back to its first step when the reference to the committee falls, and stays when nothing of it does', () => {
  const snapshot = referred();
  const { seq } = snapshot.decisions[KEY]?.referral ?? { seq: -1 };
  const fallen = letFall(path, snapshot, [seq]);
  expect([stepIn(fallen.snapshot), fallen.snapshot.decisions[KEY]?.referral, fallen.consequences.get(seq)]).toEqual(['drafted', undefined, 'not-counted']);
  const untouched = letFall(path, snapshot, [seq + 1000]);
  expect([untouched.snapshot, [...untouched.consequences]]).toEqual([snapshot, []]);
});

it('a decision keeps its effect when only advice to it falls', () => {
  const proposed = run(caseUnderReview(), handler, 'outcome.propose', { option: 'prosecute' });
  const decided = run(proposed, handler, 'outcome.decide', REASONS);
  const open = openOf(decided);
  const advised = { ...decided, decisions: { [KEY]: { ...open, advice: [{ seq: 2, by: head.person }] } } } as unknown as CaseSnapshot;
  const { snapshot, consequences } = letFall(path, advised, [2]);
  expect([snapshot.states, snapshot.decisions[KEY]?.decided?.option, snapshot.decisions[KEY]?.advice, [...consequences]]).toEqual([decided.states, 'prosecute', [], [[2, 'not-counted']]]);
});

describe('a panel', () => {
  const story = storyOf(on('countersign'));
  const asked = story.asked(headElsewhere, deputyElsewhere);
  const signed = story.act(asked, headElsewhere, 'sign', AGREE);

  it('is asked anew when a signature falls, and the question begins at its first step', () => {
    const [run_] = Object.values(openOf(signed).panels ?? {});
    const seq = run_?.signatures[0]?.seq as number;
    const { snapshot } = letFall(story.path, signed, [seq]);
    expect([stepIn(snapshot), openOf(snapshot).panels]).toEqual(['drafted', undefined]);
    const withoutPanel = letFall(story.path, signed, [run_?.seq as number]);
    expect([stepIn(withoutPanel.snapshot), openOf(withoutPanel.snapshot).panels]).toEqual(['drafted', undefined]);
  });

  it('is kept when advice falls that it did not rest on', () => {
    const advised = { ...signed, decisions: { ...signed.decisions, [KEY]: { ...openOf(signed), advice: [{ seq: 2, by: head.person }] } } } as unknown as CaseSnapshot;
    const { snapshot } = letFall(story.path, advised, [2]);
    expect([stepIn(snapshot), openOf(snapshot).panels, openOf(snapshot).advice]).toEqual([stepIn(signed), openOf(signed).panels, []]);
  });

  it('that waits for somebody who leaves is asked anew; one that has the answer goes on', () => {
    const rules = committeeRulesOf(story.path.decisions.get(KEY));
    const left = (snapshot: CaseSnapshot, who = headElsewhere) => withoutMember(openOf(snapshot), who.person, rules).panels;
    expect([left(asked), left(signed, deputyElsewhere)]).toEqual([undefined, undefined]);
    expect([left(signed), left(asked, staff.other)]).toEqual([openOf(signed).panels, openOf(asked).panels]);
    const done = story.act(signed, deputyElsewhere, 'sign', AGREE);
    expect(left(done)).toEqual(openOf(done).panels);
  });

  it('that waits for an opinion of somebody who leaves is asked anew, until the opinion is there', () => {
    const rules = committeeRulesOf(story.path.decisions.get(KEY));
    const open = openOf(asked);
    const [step, waiting] = Object.entries(open.panels ?? {})[0] as [string, NonNullable<typeof open.panels>[string]];
    const entrusted = (opinion: object) => ({ ...open, panels: { [step]: { ...waiting, seats: waiting.seats.map((seat, index) => (index === 0 ? { ...seat, entrusted: { to: staff.other.person, ...opinion } } : seat)) } } });
    const [without, given] = [entrusted({}), entrusted({ opinion: { choice: 'agree', seq: 9 } })];
    expect([withoutMember(without, staff.other.person, rules).panels, withoutMember(given, staff.other.person, rules).panels]).toEqual([undefined, given.panels]);
  });
});

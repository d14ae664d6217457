// Sending back to a step of this run and going on from there, taking back, copies with receipts, and reminders.
import { REASONS, staff, T0, caseUnderReview } from '../fixtures.contract.js';
import { tasksOf, type CaseSnapshot } from '../index.js';
import { AGREE, KEY, on, openOf, stepIn, storyOf } from './panel-story.contract.js';

const { head, headElsewhere, other, chief, handler, admin, superior } = staff;
const story = storyOf(on('countersign'));
const atChief = story.act(story.asked(headElsewhere), headElsewhere, 'sign', AGREE);
const back = (step: string, mode: 'resume' | 'again', from: CaseSnapshot = atChief) => story.act(from, chief, 'return', { step, mode, reasons: '补正' });

describe('退回', () => {
  it('resume: goes straight back to who sent it back, and what was signed stays', () => {
    const returned = back('drafted', 'resume');
    expect([stepIn(returned), openOf(returned).round]).toEqual(['drafted', 1]);
    const again = story.act(returned, handler, 'resubmit');
    expect(stepIn(again)).toBe('chief');
    expect(openOf(again).returned).toBeUndefined();
    expect(story.code(again, chief, 'approve', REASONS)).toBe('ok');
  });

  it('resume: the same proposal said better is the same content, another option is not', () => {
    const returned = back('drafted', 'resume');
    const better = story.act(returned, handler, 'propose', { option: 'minor', ...REASONS, facts: '补正后的事实' });
    expect(stepIn(story.act(better, handler, 'resubmit'))).toBe('chief');
    const other_ = story.act(returned, handler, 'propose', { option: 'prosecute', ...REASONS });
    expect(story.code(other_, handler, 'resubmit')).toBe('FLOW.CONTENT_CHANGED');
  });

  it('again: all steps are walked again, and nothing given before counts', () => {
    const returned = back('drafted', 'again');
    expect(openOf(returned)).toMatchObject({ round: 2, visited: ['drafted'], pastPanels: [{ outcome: 'passed' }] });
    expect(openOf(returned).panels).toBeUndefined();
    expect(story.code(returned, handler, 'resubmit')).toBe('FLOW.NOT_RETURNED');
    const up = story.act(returned, handler, 'send-up');
    const reviewed = story.act(up, head, 'review', { opinion: 'agree', reasons: '同意' });
    expect(story.code(reviewed, headElsewhere, 'sign', AGREE)).toBe('FLOW.NOT_ASKED');
    const signed = story.act(story.act(reviewed, head, 'ask', { signers: [headElsewhere.person] }), headElsewhere, 'sign', AGREE);
    expect(story.code(signed, chief, 'approve', REASONS)).toBe('ok');
  });

  it('to a panel asks it anew', () => {
    const returned = back('signing', 'resume');
    expect(story.code(returned, headElsewhere, 'sign', AGREE)).toBe('FLOW.NOT_ASKED');
    const asked = story.act(returned, head, 'ask', { signers: [headElsewhere.person] });
    expect(stepIn(story.act(asked, headElsewhere, 'sign', AGREE))).toBe('chief');
  });

  it('only to a step of this run, never to where it is', () => {
    const atPanel = story.reviewed;
    expect(story.code(atPanel, head, 'send-back', { step: 'departmentReview', mode: 'resume', reasons: 'x' })).toBe('ok');
    const atReview = story.act(atPanel, head, 'send-back', { step: 'departmentReview', mode: 'again', reasons: 'x' });
    expect(story.code(atReview, head, 'send-back', { step: 'departmentReview', mode: 'resume', reasons: 'x' })).toBe('FLOW.NOT_VISITED');
    const open = openOf(atChief);
    const skipped = { ...atChief, decisions: { [KEY]: { ...open, visited: ['drafted', 'chief'] } } };
    expect(story.code(skipped, chief, 'return', { step: 'signing', mode: 'resume', reasons: 'x' })).toBe('FLOW.NOT_VISITED');
  });

  it('who goes the ordinary way on has nothing left to hand in again', () => {
    const up = story.act(back('drafted', 'resume'), handler, 'send-up');
    expect(openOf(up).returned).toBeUndefined();
    expect(story.code(up, head, 'resubmit')).toBe('FLOW.NOT_RETURNED');
  });

  it('leaves an own matter that was sent up where it is: the handler does not decide it alone any more', () => {
    const own = story.act(caseUnderReview(), handler, 'propose', { option: 'prosecute', ...REASONS });
    expect(story.code(own, handler, 'decide', REASONS)).toBe('ok');
    const up = story.act(story.act(own, handler, 'send-up', { escalationReason: '社会影响大' }), head, 'review', { opinion: 'agree', reasons: '同意' });
    const returned = story.act(up, head, 'send-back', { step: 'drafted', mode: 'resume', reasons: '补正' });
    expect(story.code(returned, handler, 'decide', REASONS)).toBe('DECISION.ALREADY_SENT_UP');
    const failed = story.act(story.act(up, head, 'ask', { signers: [headElsewhere.person] }), headElsewhere, 'sign', { choice: 'disagree', reasons: '不同意' });
    expect([stepIn(failed), story.code(failed, handler, 'decide', REASONS)]).toEqual(['drafted', 'DECISION.ALREADY_SENT_UP']);
  });
});

describe('撤回', () => {
  it('is possible from any step while nobody has looked at it', () => {
    const proposed = story.act(caseUnderReview(), handler, 'propose', { option: 'minor', ...REASONS });
    const up = story.act(proposed, handler, 'send-up');
    for (const state of [proposed, up]) expect(story.act(state, handler, 'withdraw').states).toContain('stage.reviewing');
  });

  it('is refused once somebody has reviewed or signed', () => {
    expect(story.code(story.reviewed, handler, 'withdraw')).toBe('FLOW.REVIEWED');
    expect(story.code(atChief, handler, 'withdraw')).toBe('FLOW.REVIEWED');
    const signedOnly = { ...atChief, decisions: { [KEY]: { ...openOf(atChief), reviews: [] } } };
    expect(story.code(signedOnly, handler, 'withdraw')).toBe('FLOW.REVIEWED');
  });
});

describe('抄送', () => {
  it('gives a right to read, once, with a receipt', () => {
    const copied = story.act(story.reviewed, handler, 'copy', { people: [other.person] });
    expect([copied.readers, copied.states]).toEqual([[other.person], story.reviewed.states]);
    expect(story.code(copied, handler, 'copy', { people: [other.person] })).toBe('FLOW.ALREADY_COPIED');
    expect(story.code(copied, headElsewhere, 'read-copy')).toBe('FLOW.NOT_COPIED');
    const read = story.act(copied, other, 'read-copy');
    expect(openOf(read).copies).toEqual([expect.objectContaining({ to: other.person, readSeq: expect.any(Number) })]);
    expect(story.code(read, other, 'read-copy')).toBe('FLOW.COPY_READ');
  });

  it('is not for people outside the office, recused or unknown', () => {
    expect(story.code(story.reviewed, handler, 'copy', { people: [superior.person] })).toBe('FLOW.COPY_NOT_POSSIBLE');
    const recused: CaseSnapshot = { ...story.reviewed, recusals: [{ person: other.person, state: 'ordered', requestedAt: story.reviewed.openedAt }] };
    expect(story.code(recused, handler, 'copy', { people: [other.person] })).toBe('FLOW.COPY_NOT_POSSIBLE');
    expect(story.code(story.reviewed, handler, 'copy', { people: ['00000000-0000-4000-8000-00000000ffff'] })).toBe('PERSON.UNKNOWN');
    expect(story.code(story.reviewed, handler, 'copy', { people: [admin.person] })).toBe('ok');
  });
});

describe('催办', () => {
  const hours = (n: number): string => new Date(Date.parse(T0) + n * 3_600_000).toISOString();
  it('stands at the task, and comes again only after the hours the flow names', () => {
    const urged = story.act(story.reviewed, handler, 'urge');
    expect(tasksOf(story.path, urged, urged.openedAt).find(({ state }) => state.endsWith('signing'))?.urged).toEqual({ times: 1, at: T0 });
    expect(story.code(urged, handler, 'urge', {}, hours(23))).toBe('FLOW.URGED_RECENTLY');
    expect(openOf(story.act(urged, handler, 'urge', {}, hours(24))).urges).toHaveLength(2);
  });

  it('is of the step it was made at: the next one may be reminded at once, and is not blamed for the last', () => {
    const signed = story.act(story.act(story.act(story.reviewed, handler, 'urge'), head, 'ask', { signers: [headElsewhere.person] }), headElsewhere, 'sign', AGREE);
    const atNext = (snapshot: CaseSnapshot) => tasksOf(story.path, snapshot, snapshot.openedAt).find(({ state }) => state.endsWith('chief'))?.urged;
    expect([stepIn(signed), atNext(signed)]).toEqual(['chief', undefined]);
    expect(atNext(story.act(signed, handler, 'urge'))).toEqual({ times: 1, at: T0 });
  });
});

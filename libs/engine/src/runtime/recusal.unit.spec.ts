// Recusal from the request to the answer of a reconsideration, each refusal, and what an order does at once. Judging earlier acts and the
// committee have specs of their own.
import { recusalPath, requestOf, orderOf, Story } from './recusal-story.contract.js';
import { codeOf, attempt, caseUnderReview, path, run, staff, T0, worldOf } from '../fixtures.contract.js';
import { asksEntriesOf, tasksOf, type PersonFacts } from '../index.js';
import { applyRecusal, isGranted } from './recusal.js';

const MARCH = (day: number, hour = 1): string => `2026-03-${String(day).padStart(2, '0')}T0${hour}:00:00.000Z`;
const about = (who: PersonFacts) => ({ person: who.person });
const asked = (who: PersonFacts = staff.handler, more = {}): Story => {
  const story = new Story();
  story.run(staff.counter, 'request-recusal', requestOf(who, more));
  return story;
};
const rejected = (who: PersonFacts = staff.handler, more = {}): Story => {
  const story = asked(who, more);
  story.run(staff.chief, 'order-recusal', orderOf(who, false));
  return story;
};
const served = (more = {}): Story => {
  const story = rejected(staff.handler, more);
  story.run(staff.counter, 'serve-recusal-rejection', { ...about(staff.handler), servedOn: '2026-03-03' }, MARCH(3));
  return story;
};
const register = (askedOn: string) => ({ ...about(staff.handler), askedOn, reasons: '不服' });

describe('a request', () => {
  it('says who asks and why, once at a time, about somebody the office knows', () => {
    const story = asked();
    expect(story.snapshot.recusals).toEqual([{ person: staff.handler.person, state: 'requested', requestedAt: T0, applicant: 'party', ground: 'interest' }]);
    expect(story.code(staff.counter, 'request-recusal', requestOf(staff.handler))).toBe('RECUSAL.ALREADY_REQUESTED');
    expect(story.code(staff.counter, 'request-recusal', { ...requestOf(staff.handler), person: '00000000-0000-4000-8000-00000000ffff' })).toBe('PERSON.UNKNOWN');
    expect(story.code(staff.handler, 'add-note')).toBe('ACT.UNKNOWN');
    expect(story.code(staff.handler, 'note', { text: '办案' })).toBe('RECUSAL.PENDING');
  });

  it('may be made by the person concerned, and needs no more than a person in a release made before', () => {
    const story = new Story();
    story.run(staff.handler, 'request-recusal', requestOf(staff.handler, { applicant: 'person_concerned', form: 'oral' }));
    expect(story.snapshot.recusals[0]).toMatchObject({ applicant: 'person_concerned', state: 'requested' });
    expect(run(caseUnderReview(), staff.counter, 'recuse', about(staff.handler)).recusals).toEqual([{ person: staff.handler.person, state: 'requested', requestedAt: T0 }]);
  });

  it('for improper contact needs proof, save by the person or ex officio', () => {
    const told = (more: object) => new Story().code(staff.counter, 'request-recusal', requestOf(staff.handler, { ground: 'improper_contact', ...more }));
    expect([told({}), told({ proof: '' }), told({ proof: '照片' }), told({ applicant: 'person_concerned' }), told({ applicant: 'ex_officio' }), told({ applicant: 'legal_representative' })])
      .toEqual(['ACT.CONDITION_NOT_MET', 'ACT.CONDITION_NOT_MET', 'ok', 'ok', 'ok', 'ACT.CONDITION_NOT_MET']);
  });

  it('opens a task for whoever decides on the person', () => {
    const tasks = (story: Story) => tasksOf(recusalPath, story.snapshot, story.snapshot.openedAt).filter((task) => task.state === 'recusal').map(({ key, role, verb }) => [key, role, verb]);
    expect(tasks(asked())).toEqual([[`recusal#${staff.handler.person}`, 'chief', 'decide']]);
    expect(tasks(asked(staff.chief))).toEqual([[`recusal#${staff.chief.person}`, 'deputy_chief', 'decide']]);
    expect(tasks(rejected())).toEqual([]);
  });

  it('reads the person from the payload and from nothing else', () => {
    const occasion = { path: recusalPath, world: {} as never, seq: 2 };
    expect(applyRecusal({ kind: 'request-recusal', person: 'person' }, new Story().snapshot, {}, occasion)).toMatchObject({ ok: false, refusal: { code: 'PERSON.UNKNOWN' } });
    expect(isGranted({ kind: 'request-recusal', person: 'payload.person' }, { person: true })).toBe(false);
  });
});

describe('the decision', () => {
  it('rejects or orders; an order ends the place in the team, now and for later', () => {
    expect(rejected().snapshot).toMatchObject({ recusals: [{ state: 'rejected', decidedSeq: 3 }], team: [{ person: staff.handler.person }] });
    expect(rejected().snapshot.team[0]).not.toHaveProperty('until');
    const story = asked();
    const [place] = story.snapshot.team;
    story.snapshot = { ...story.snapshot, team: [{ ...place, person: staff.handler.person, role: 'handler', from: '2026-03-01T00:00:00.000Z' as never, until: '2026-04-01T00:00:00.000Z' as never }] };
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    expect(story.snapshot.team).toEqual([expect.objectContaining({ until: T0 })]);
    expect(story.code(staff.handler, 'note', { text: '办案' })).toBe('RECUSAL.IN_FORCE');
  });

  it('may be an order, but no rejection, without a request, and is made once', () => {
    const story = new Story();
    expect(story.code(staff.chief, 'order-recusal', orderOf(staff.other, false))).toBe('RECUSAL.NOT_REQUESTED');
    story.run(staff.chief, 'order-recusal', orderOf(staff.other));
    expect(story.snapshot.recusals).toEqual([{ person: staff.other.person, state: 'ordered', requestedAt: T0, decidedAt: T0, decidedSeq: 2 }]);
    expect(story.code(staff.chief, 'order-recusal', orderOf(staff.other))).toBe('RECUSAL.ALREADY_REQUESTED');
  });

  it('leaves an earlier rejection as it was when somebody asks again', () => {
    const story = rejected();
    story.run(staff.counter, 'request-recusal', requestOf(staff.handler));
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    expect(story.snapshot.recusals.map((recusal) => recusal.state)).toEqual(['rejected', 'ordered']);
  });

  it('is not made without the entries of the person, and asks for nobody else’s', () => {
    const story = asked();
    expect(() => attempt(story.snapshot, staff.chief, 'order-recusal', orderOf(staff.handler), { on: recusalPath, world: { entries: { get: () => undefined } } })).toThrow('without the entries');
    const whose = (act: string, payload = {}) => asksEntriesOf(recusalPath, story.snapshot, act, payload);
    expect([whose('order-recusal', orderOf(staff.handler)), whose('answer-recusal-reconsideration', orderOf(staff.other)), whose('order-recusal'), whose('note'), whose('outcome.propose'), whose('nothing')])
      .toEqual([staff.handler.person, staff.other.person, null, null, null, null]);
  });

  it('waits with everything the person did before it but the request itself', () => {
    const story = new Story();
    const [noted, proposed] = [story.run(staff.handler, 'note', { text: '阅卷' }), story.run(staff.handler, 'outcome.propose', { option: 'minor' })];
    story.run(staff.counter, 'note', { text: '他人' });
    story.run(staff.handler, 'request-recusal', requestOf(staff.handler, { applicant: 'person_concerned' }));
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    expect(story.snapshot.recusals[0]?.earlier).toEqual([
      { seq: noted, act: 'note', at: T0, validity: 'waiting' }, { seq: proposed, act: 'outcome.propose', at: T0, validity: 'waiting' },
    ]);
    expect(story.replayed()).toEqual({ snapshot: story.snapshot, steps: true });
  });

  it('does not wait with what was done after it was read', () => {
    const entries = new Map([[staff.other.person, [{ seq: 1, act: 'note', at: T0 }, { seq: 2, act: 'note', at: T0 }]]]);
    const done = new Story().attempt(staff.chief, 'order-recusal', orderOf(staff.other), T0, { entries });
    expect(done).toMatchObject({ ok: true, value: { snapshot: { recusals: [{ decidedSeq: 2, earlier: [{ seq: 1 }] }] } } });
    expect(done.ok && done.value.snapshot.recusals[0]?.earlier).toHaveLength(1);
  });
});

describe('a rejection', () => {
  it('is served on a day between the decision and today, before anybody asked again', () => {
    const story = rejected();
    const serve = (servedOn: string, at = MARCH(5)) => story.code(staff.counter, 'serve-recusal-rejection', { ...about(staff.handler), servedOn }, at);
    expect([serve('2026-03-01'), serve('2026-03-06'), serve('2026-03-02'), serve('2026-03-05')]).toEqual(['RECUSAL.DAY_IMPLAUSIBLE', 'CLOCK.START_IN_FUTURE', 'ok', 'ok']);
    expect(asked().code(staff.counter, 'serve-recusal-rejection', { ...about(staff.handler), servedOn: '2026-03-02' })).toBe('RECUSAL.NOT_REJECTED');
    const again = served();
    again.run(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4));
    expect(again.code(staff.counter, 'serve-recusal-rejection', { ...about(staff.handler), servedOn: '2026-03-04' }, MARCH(4))).toBe('RECUSAL.RECONSIDERATION_USED');
  });

  it('is reconsidered when asked within five days of service, counted from the next day', () => {
    const story = served();
    const on = (day: string) => story.attempt(staff.counter, 'register-recusal-reconsideration', register(day), MARCH(12));
    expect(story.snapshot.clocks['recusalReconsideration']).toMatchObject({ phase: 'running', due: '2026-03-09' });
    // The fifth day, 8 March, is a Sunday: the next working day is in time as well.
    expect([codeOf(on('2026-03-09')), codeOf(on('2026-03-10')), codeOf(on('2026-03-02')), codeOf(on('2026-03-13'))]).toEqual(['ok', 'RECUSAL.RECONSIDERATION_LATE', 'RECUSAL.DAY_IMPLAUSIBLE', 'CLOCK.START_IN_FUTURE']);
    expect(on('2026-03-10')).toMatchObject({ refusal: { params: { due: '2026-03-09', on: '2026-03-10' }, source: 'Rules 32' } });
  });

  it('is neither served nor contested on a day to come, whether or not the path has clocks for it', () => {
    const occasion = { path: recusalPath, world: worldOf(staff.counter, MARCH(4)), seq: 9 };
    const serve = applyRecusal({ kind: 'serve-recusal-rejection', person: 'payload.person', on: 'payload.on' }, rejected().snapshot, { ...about(staff.handler), on: '2026-03-05' }, occasion);
    const ask = applyRecusal({ kind: 'register-recusal-reconsideration', person: 'payload.person', on: 'payload.on', within: 'recusalReconsideration', answer: 'recusalAnswer' }, served().snapshot, { ...about(staff.handler), on: '2026-03-05' }, occasion);
    expect([serve, ask]).toEqual([0, 1].map(() => expect.objectContaining({ refusal: expect.objectContaining({ code: 'RECUSAL.DAY_IMPLAUSIBLE' }) })));
  });

  it('is not reconsidered before it was served, for the person concerned, or twice', () => {
    expect(rejected().code(staff.counter, 'register-recusal-reconsideration', register('2026-03-02'))).toBe('RECUSAL.NOT_SERVED');
    expect(asked().code(staff.counter, 'register-recusal-reconsideration', register('2026-03-02'))).toBe('RECUSAL.NOT_REJECTED');
    expect(served({ applicant: 'person_concerned' }).code(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4))).toBe('RECUSAL.NOT_A_PARTY');
    expect(served({ applicant: 'legal_representative' }).code(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4))).toBe('ok');
    const story = served();
    story.run(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4));
    expect(story.code(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4))).toBe('RECUSAL.RECONSIDERATION_USED');
  });

  it('may be reconsidered where a release made before did not say who asked', () => {
    const story = served();
    story.snapshot = { ...story.snapshot, recusals: story.snapshot.recusals.map(({ applicant: _unknown, ...recusal }) => recusal) };
    expect(story.code(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4))).toBe('ok');
  });
});

describe('a reconsideration', () => {
  const waiting = (): Story => {
    const story = served();
    story.run(staff.handler, 'note', { text: '复议期间继续办理' }, MARCH(4));
    story.run(staff.counter, 'register-recusal-reconsideration', register('2026-03-04'), MARCH(4));
    return story;
  };

  it('is the chief’s task, due in three days, and leaves the person at work', () => {
    const story = waiting();
    expect(story.snapshot.recusals[0]?.reconsideration).toEqual({ askedOn: '2026-03-04', seq: story.seq, dueOn: '2026-03-09', dueAt: '2026-03-09T16:00:00.000Z' });
    expect(tasksOf(recusalPath, story.snapshot, MARCH(4) as never).filter((task) => task.state === 'recusal')).toEqual([
      { key: `reconsideration#${staff.handler.person}`, state: 'recusal', verb: 'answer', role: 'chief', dueAt: '2026-03-09T16:00:00.000Z' },
    ]);
    expect([story.snapshot.clocks['recusalReconsideration']?.phase, story.snapshot.clocks['recusalAnswer']?.phase]).toEqual(['satisfied', 'running']);
    expect(story.code(staff.handler, 'note', { text: '继续' }, MARCH(4))).toBe('ok');
  });

  it('upholds or orders, once, and by its own act', () => {
    const story = waiting();
    expect(story.code(staff.chief, 'order-recusal', orderOf(staff.handler), MARCH(5))).toBe('RECUSAL.RECONSIDERATION_WAITING');
    const upheld = waiting();
    upheld.run(staff.chief, 'answer-recusal-reconsideration', orderOf(staff.handler, false), MARCH(5));
    expect(upheld.snapshot.recusals[0]).toMatchObject({ state: 'rejected', reconsideration: { answeredAt: MARCH(5) } });
    expect(upheld.snapshot.clocks['recusalAnswer']?.phase).toBe('satisfied');
    expect(upheld.code(staff.chief, 'answer-recusal-reconsideration', orderOf(staff.handler), MARCH(5))).toBe('RECUSAL.RECONSIDERATION_NOT_ASKED');
    expect(new Story().code(staff.chief, 'answer-recusal-reconsideration', orderOf(staff.handler))).toBe('RECUSAL.RECONSIDERATION_NOT_ASKED');
    story.run(staff.chief, 'answer-recusal-reconsideration', orderOf(staff.handler), MARCH(5));
    expect(story.snapshot.recusals[0]).toMatchObject({ state: 'ordered', decidedSeq: story.seq, reconsideration: { answeredAt: MARCH(5) }, earlier: [{ act: 'note', validity: 'waiting' }] });
    expect(story.replayed()).toEqual({ snapshot: story.snapshot, steps: true });
  });

  it('is for the decider on the person alone', () => {
    const story = waiting();
    expect([staff.deputy, staff.handler, staff.head].map((who) => story.code(who, 'answer-recusal-reconsideration', orderOf(staff.handler), MARCH(5)))).toEqual(['AUTHORITY.REFER', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
  });
});

it('knows the acts of the test path still', () => {
  expect(codeOf(attempt(caseUnderReview(), staff.chief, 'orderRecusal', { ...about(staff.handler), granted: true }, { on: path }))).toBe('ok');
});

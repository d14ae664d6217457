// What a recused person did before (Rules 36): judged entry by entry, once, by the body that decided; and nothing is issued on an entry that
// waits. Every story is folded and replayed. What is not here: what falls with an entry (`fallen.unit.spec.ts`).
import { orderOf, recusalPath, requestOf, Story } from './recusal-story.contract.js';
import { REASONS, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { explainActs, tasksOf, type PersonFacts } from '../index.js';

const judge = (who: PersonFacts, fall: readonly number[], stand: readonly number[] = []) => ({ person: who.person, fall: fall.map(String), stand: stand.map(String), reasons: '逐项理由' });
const sound = (story: Story) => expect(story.replayed()).toEqual({ snapshot: story.snapshot, steps: true });

describe('judging', () => {
  const waiting = () => {
    const story = new Story();
    const [first, second] = [story.run(staff.handler, 'note', { text: '一' }), story.run(staff.handler, 'note', { text: '二' })];
    story.run(staff.counter, 'request-recusal', requestOf(staff.handler));
    story.run(staff.chief, 'order-recusal', orderOf(staff.handler));
    return { story, first, second };
  };

it('is done entry by entry, and what is left goes on waiting', () => {
    const { story, first, second } = waiting();
    const task = () => tasksOf(recusalPath, story.snapshot, story.snapshot.openedAt).filter(({ state }) => state === 'recusal').map(({ key, role }) => [key, role]);
    expect(task()).toEqual([[`earlier#${staff.handler.person}`, 'chief']]);
    const one = story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [], [first]));
    expect(story.snapshot.recusals[0]?.earlier).toEqual([
      { seq: first, act: 'note', at: T0, validity: 'stands', judgedSeq: one }, { seq: second, act: 'note', at: T0, validity: 'waiting' },
    ]);
    expect(task()).toHaveLength(1);
    const two = story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [second]));
    expect(story.snapshot.recusals[0]?.earlier?.[1]).toEqual({ seq: second, act: 'note', at: T0, validity: 'falls', judgedSeq: two, consequence: 'marked' });
    expect(task()).toEqual([]);
    sound(story);
  });

it('is refused for entries that do not wait, are named twice, or for none', () => {
    const { story, first, second } = waiting();
    const code = (fall: readonly number[], stand: readonly number[] = []) => story.code(staff.chief, 'judge-earlier-acts', judge(staff.handler, fall, stand));
    expect([code([1]), code([first], [first]), code([]), code([second], [first])]).toEqual(['RECUSAL.ENTRY_NOT_WAITING', 'RECUSAL.ENTRY_NOT_WAITING', 'RECUSAL.NOTHING_JUDGED', 'ok']);
    story.run(staff.chief, 'judge-earlier-acts', judge(staff.handler, [], [first]));
    expect(code([first])).toBe('RECUSAL.ENTRY_NOT_WAITING');
    expect(story.code(staff.chief, 'judge-earlier-acts', { person: staff.handler.person, reasons: '无' })).toBe('RECUSAL.NOTHING_JUDGED');
    expect(story.code(staff.chief, 'judge-earlier-acts', judge(staff.other, [first]))).toBe('RECUSAL.NOT_ORDERED');
  });

it('is for the chief, or a deputy under delegation; nobody judges the own acts', () => {
    const { story, first } = waiting();
    const code = (who: PersonFacts) => story.code(who, 'judge-earlier-acts', judge(staff.handler, [first]));
    expect([withDelegation(staff.deputy), staff.deputy, staff.head].map(code)).toEqual(['ok', 'AUTHORITY.REFER', 'AUTHORITY.NOT_YOUR_ROLE']);
    const own = new Story();
    expect(own.code(withDelegation(staff.deputy), 'judge-earlier-acts', judge(staff.deputy, [2]))).toBe('AUTHORITY.REFER');
  });
});

it('a decision is not issued while an entry it rests on waits, and the handler is told so beforehand', () => {
  const story = new Story();
  story.run(staff.handler, 'outcome.propose', { option: 'minor' });
  story.run(staff.handler, 'outcome.send-up');
  const reviewedAt = story.run(staff.head, 'outcome.review', { opinion: 'agree' });
  story.run(withDelegation(staff.deputy), 'outcome.approve', REASONS);
  story.run(staff.chief, 'order-recusal', orderOf(staff.head));
  expect(story.attempt(staff.handler, 'outcome.issue')).toMatchObject({ refusal: { code: 'RECUSAL.ENTRIES_WAITING', params: { entries: [String(reviewedAt)] } } });
  expect(explainActs(recusalPath, story.snapshot, worldOf(staff.handler)).find(({ act }) => act === 'outcome.issue')).toMatchObject({ allowed: false, blockers: [{ code: 'RECUSAL.ENTRIES_WAITING' }] });
  expect(story.code(staff.head, 'outcome.issue')).toBe('RECUSAL.IN_FORCE');
  story.run(staff.chief, 'judge-earlier-acts', judge(staff.head, [], [reviewedAt]));
  expect(story.code(staff.handler, 'outcome.issue')).toBe('ok');
  sound(story);
});

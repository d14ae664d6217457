// Panels case by case: the ways of signing an office knows, what ends them, and every refusal.
import { expectOk, type HashHex, type PersonId, type Result } from '@quanze/kernel';
import {
  addSigner, ALL, answerPanel, ANY, askedSeats, canTie, closePanel, entrust, giveOpinion, holderOf, MORE_THAN_HALF, openPanel, outcomeOf, recallOpinion, removeSigner,
  SEATS_MAX, transferSeat, WEIGHT_MAX, type Choice, type Invited, type Panel, type PanelRule,
} from './index.js';

const CONTENT = 'aa' as HashHex;
const who = (name: string): PersonId => name as PersonId;
const PLAIN: PanelRule = { order: 'together', passes: ALL, weighed: false, quorum: null, abstention: 'allowed', mayClose: true, tie: 'fails', early: true, add: ['before', 'after', 'beside'], transfer: true, entrust: true };
const panelOf = (rule: Partial<PanelRule>, ...people: readonly (string | Invited)[]): Panel => expectOk(openPanel({ ...PLAIN, ...rule }, people.map((one) => (typeof one === 'string' ? { person: who(one) } : one))), 'panel');
const says = (panel: Panel, name: string, choice: Choice): Panel => expectOk(answerPanel(panel, who(name), { choice, seq: 1, content: CONTENT }), name);
const all = (panel: Panel, ...answers: readonly (readonly [string, Choice])[]): Panel => answers.reduce((now, [name, choice]) => says(now, name, choice), panel);
const codeOf = (result: Result<Panel>): string => (result.ok ? 'ok' : result.refusal.code);
const asked = (panel: Panel): readonly string[] => askedSeats(panel).map(holderOf);

it('会签: needs everybody, and ends with the first who disagrees', () => {
  expect(outcomeOf(all(panelOf({}, 'a', 'b', 'c'), ['a', 'agree'], ['b', 'agree']))).toBe('pending');
  expect(outcomeOf(all(panelOf({}, 'a', 'b'), ['a', 'agree'], ['b', 'agree']))).toBe('passed');
  expect(outcomeOf(all(panelOf({}, 'a', 'b', 'c'), ['b', 'disagree']))).toBe('failed');
  expect(outcomeOf(all(panelOf({}, 'a', 'b', 'c'), ['b', 'abstain']))).toBe('failed');
});

it('或签: is done with the first who agrees, and fails only with the last', () => {
  expect(outcomeOf(all(panelOf({ passes: ANY }, 'a', 'b', 'c'), ['b', 'agree']))).toBe('passed');
  expect(outcomeOf(all(panelOf({ passes: ANY }, 'a', 'b'), ['b', 'disagree']))).toBe('pending');
  expect(outcomeOf(all(panelOf({ passes: ANY }, 'a', 'b'), ['b', 'disagree'], ['a', 'disagree']))).toBe('failed');
});

it('票签: by heads and by weight, of all, of those present, of those who vote', () => {
  const share = { kind: 'share', strictly: false, part: 2, whole: 3 } as const;
  expect(outcomeOf(all(panelOf({ passes: { ...share, of: 'members' } }, 'a', 'b', 'c'), ['a', 'agree'], ['b', 'agree']))).toBe('passed');
  const silent = (of: 'members' | 'present' | 'voting') => outcomeOf(all(panelOf({ passes: { ...share, of }, early: false }, 'a', 'b', 'c', 'd'), ['c', 'abstain'], ['d', 'disagree'], ['a', 'agree'], ['b', 'agree']));
  expect([silent('members'), silent('present'), silent('voting')]).toEqual(['failed', 'failed', 'passed']);
  const closed = expectOk(closePanel(all(panelOf({ passes: { ...share, of: 'present' } }, 'a', 'b', 'c', 'd'), ['a', 'agree'], ['b', 'agree'], ['c', 'disagree'])), 'closed');
  expect(outcomeOf(closed)).toBe('passed');
  const heavy = panelOf({ passes: MORE_THAN_HALF, weighed: true }, { person: who('a'), weight: 3 }, 'b', 'c');
  expect(outcomeOf(says(heavy, 'a', 'agree'))).toBe('passed');
});

it('goes early in both directions, and one refusal does not end a panel that can still pass', () => {
  const five = panelOf({ passes: MORE_THAN_HALF }, 'a', 'b', 'c', 'd', 'e');
  expect(outcomeOf(all(five, ['a', 'disagree'], ['b', 'disagree']))).toBe('pending');
  expect(outcomeOf(all(five, ['a', 'disagree'], ['b', 'disagree'], ['c', 'disagree']))).toBe('failed');
  expect(outcomeOf(all(five, ['a', 'agree'], ['b', 'agree'], ['c', 'agree']))).toBe('passed');
  expect(outcomeOf(all(panelOf({ passes: MORE_THAN_HALF, early: false }, 'a', 'b', 'c'), ['a', 'agree'], ['b', 'agree']))).toBe('pending');
});

it('waits for the quorum, and says so when the panel is closed without it', () => {
  const quorum = { kind: 'share', strictly: true, part: 1, whole: 2 } as const;
  const three = panelOf({ passes: ANY, quorum }, 'a', 'b', 'c');
  expect(outcomeOf(says(three, 'a', 'agree'))).toBe('pending');
  expect(outcomeOf(expectOk(closePanel(says(three, 'a', 'agree')), 'close'))).toBe('no-quorum');
  expect(outcomeOf(all(three, ['a', 'agree'], ['c', 'abstain']))).toBe('passed');
  expect(outcomeOf(says(panelOf({ passes: ANY, quorum: { kind: 'count', atLeast: 1 } }, 'a', 'b'), 'a', 'agree'))).toBe('passed');
});

it.each([['fails', 'disagree', 'failed'], ['passes', 'disagree', 'passed'], ['up', 'disagree', 'tied'], ['chair', 'agree', 'passed'], ['chair', 'disagree', 'failed']] as const)('half against half: %s, the chair says %s', (tie, chair, outcome) => {
  const two = panelOf({ passes: MORE_THAN_HALF, tie, early: false }, { person: who('a'), chair: true }, 'b');
  expect(outcomeOf(all(two, ['a', chair], ['b', chair === 'agree' ? 'disagree' : 'agree']))).toBe(outcome);
});

it('ends with a veto, and counts an abstention as the rule says', () => {
  expect(outcomeOf(says(panelOf({ passes: ANY }, { person: who('a'), veto: true }, 'b'), 'a', 'disagree'))).toBe('failed');
  expect(outcomeOf(says(panelOf({ passes: ANY, abstention: 'against' }, { person: who('a'), veto: true }, 'b'), 'a', 'abstain'))).toBe('failed');
  expect(canTie({ passes: ALL })).toBe(false);
});

it('依次: asks one after the other', () => {
  const turn = panelOf({ order: 'in-turn' }, 'a', 'b', 'c');
  expect([asked(turn), codeOf(answerPanel(turn, who('b'), { choice: 'agree', seq: 1, content: CONTENT }))]).toEqual([['a'], 'PANEL.NOT_YOUR_TURN']);
  expect(asked(says(turn, 'a', 'agree'))).toEqual(['b']);
});

describe('加签 and 减签', () => {
  it('asks an added signer before, beside or after, and needs him as well', () => {
    const before = expectOk(addSigner(panelOf({}, 'a', 'b'), who('a'), who('x'), 'before'), 'before');
    expect(asked(before)).toEqual(['b', 'x']);
    expect(asked(says(before, 'x', 'agree'))).toEqual(['a', 'b']);
    const after = expectOk(addSigner(panelOf({}, 'a', 'b'), who('a'), who('x'), 'after'), 'after');
    expect([asked(after), asked(says(after, 'a', 'agree'))]).toEqual([['a', 'b'], ['b', 'x']]);
    expect(outcomeOf(all(after, ['a', 'agree'], ['b', 'agree']))).toBe('pending');
    expect(outcomeOf(all(after, ['a', 'agree'], ['b', 'agree'], ['x', 'disagree']))).toBe('failed');
    expect(asked(expectOk(addSigner(panelOf({ order: 'in-turn' }, 'a', 'b'), who('a'), who('x'), 'beside'), 'beside'))).toEqual(['a', 'x']);
  });

  it('does not let added agreement replace a missing one', () => {
    const added = expectOk(addSigner(panelOf({ passes: ANY }, 'a', 'b'), who('a'), who('x'), 'beside'), 'beside');
    expect(outcomeOf(says(added, 'x', 'agree'))).toBe('pending');
    expect(outcomeOf(all(added, ['x', 'agree'], ['a', 'disagree'], ['b', 'disagree']))).toBe('failed');
  });

  it('may be added after one has answered, only after and only by who sits there', () => {
    const answered = says(panelOf({}, 'a', 'b'), 'a', 'agree');
    expect(codeOf(addSigner(answered, who('a'), who('x'), 'after'))).toBe('ok');
    expect(codeOf(addSigner(answered, who('a'), who('x'), 'before'))).toBe('PANEL.ANSWERED');
    expect(codeOf(addSigner(answered, who('z'), who('x'), 'after'))).toBe('PANEL.NOT_SEATED');
    expect(codeOf(addSigner(panelOf({ add: ['after'] }, 'a', 'b'), who('a'), who('x'), 'before'))).toBe('PANEL.ADD_NOT_ALLOWED');
    expect(codeOf(addSigner(panelOf({}, 'a', 'b'), who('a'), who('b'), 'before'))).toBe('PANEL.ALREADY_SEATED');
    expect(codeOf(addSigner(says(answered, 'b', 'agree'), who('a'), who('x'), 'after'))).toBe('PANEL.SETTLED');
    const full = panelOf({}, ...Array.from({ length: SEATS_MAX }, (_, n) => `p${n}`));
    expect(codeOf(addSigner(full, who('p0'), who('x'), 'beside'))).toBe('PANEL.TOO_MANY');
  });

  it('is taken back by who added, before the added one has answered', () => {
    const added = expectOk(addSigner(panelOf({}, 'a', 'b'), who('a'), who('x'), 'beside'), 'added');
    expect(expectOk(removeSigner(added, who('a'), who('x')), 'removed').seats.map(holderOf)).toEqual(['a', 'b']);
    expect(codeOf(removeSigner(added, who('b'), who('x')))).toBe('PANEL.NOT_ADDED_BY_YOU');
    expect(codeOf(removeSigner(added, who('a'), who('b')))).toBe('PANEL.NOT_ADDED_BY_YOU');
    expect(codeOf(removeSigner(says(added, 'x', 'agree'), who('a'), who('x')))).toBe('PANEL.ANSWERED');
    const deeper = expectOk(addSigner(added, who('x'), who('y'), 'before'), 'deeper');
    expect(codeOf(removeSigner(deeper, who('a'), who('x')))).toBe('PANEL.HAS_ADDED');
    expect(codeOf(removeSigner(says(panelOf({ passes: ANY }, 'a'), 'a', 'agree'), who('a'), who('x')))).toBe('PANEL.SETTLED');
  });
});

describe('转办 and 委派', () => {
  it('hands a seat on, and never back', () => {
    const handed = expectOk(transferSeat(panelOf({}, 'a', 'b'), who('a'), who('x')), 'handed');
    expect(asked(handed)).toEqual(['x', 'b']);
    expect(codeOf(transferSeat(handed, who('x'), who('a')))).toBe('PANEL.HELD_BEFORE');
    expect(codeOf(transferSeat(handed, who('x'), who('b')))).toBe('PANEL.ALREADY_SEATED');
    expect(codeOf(transferSeat(handed, who('a'), who('y')))).toBe('PANEL.NOT_SEATED');
    expect(codeOf(addSigner(handed, who('b'), who('a'), 'beside'))).toBe('PANEL.ALREADY_SEATED');
    expect(codeOf(transferSeat(panelOf({ transfer: false }, 'a'), who('a'), who('x')))).toBe('PANEL.TRANSFER_NOT_ALLOWED');
    expect(codeOf(transferSeat(says(panelOf({}, 'a', 'b'), 'a', 'agree'), who('a'), who('x')))).toBe('PANEL.ANSWERED');
  });

  it('asks for an opinion that comes back and does not count', () => {
    const waiting = expectOk(entrust(panelOf({}, 'a', 'b'), who('a'), who('x')), 'entrusted');
    expect(codeOf(answerPanel(waiting, who('a'), { choice: 'agree', seq: 2, content: CONTENT }))).toBe('PANEL.OPINION_MISSING');
    expect(codeOf(transferSeat(waiting, who('a'), who('y')))).toBe('PANEL.OPINION_MISSING');
    expect(codeOf(entrust(waiting, who('a'), who('y')))).toBe('PANEL.ENTRUSTED');
    expect(codeOf(entrust(waiting, who('b'), who('x')))).toBe('PANEL.ALREADY_SEATED');
    expect(codeOf(giveOpinion(waiting, who('b'), { choice: 'agree', seq: 2 }))).toBe('PANEL.NOT_ENTRUSTED');
    const told = expectOk(giveOpinion(waiting, who('x'), { choice: 'disagree', seq: 2 }), 'opinion');
    expect(codeOf(recallOpinion(told, who('a')))).toBe('PANEL.NOT_ENTRUSTED');
    expect(outcomeOf(all(told, ['a', 'agree'], ['b', 'agree']))).toBe('passed');
    expect(asked(says(expectOk(recallOpinion(waiting, who('a')), 'recalled'), 'a', 'agree'))).toEqual(['b']);
    expect(codeOf(entrust(panelOf({ entrust: false }, 'a'), who('a'), who('x')))).toBe('PANEL.ENTRUST_NOT_ALLOWED');
    expect(codeOf(recallOpinion(waiting, who('z')))).toBe('PANEL.NOT_SEATED');
    expect(codeOf(entrust(waiting, who('z'), who('y')))).toBe('PANEL.NOT_SEATED');
    expect(codeOf(giveOpinion(says(panelOf({ passes: ANY }, 'a'), 'a', 'agree'), who('x'), { choice: 'agree', seq: 2 }))).toBe('PANEL.SETTLED');
  });
});

it.each([
  ['nobody', {}, [], 'PANEL.NOBODY'],
  ['too many', {}, Array.from({ length: SEATS_MAX + 1 }, (_, n) => ({ person: who(`p${n}`) })), 'PANEL.TOO_MANY'],
  ['somebody twice', {}, [{ person: who('a') }, { person: who('a') }], 'PANEL.ALREADY_SEATED'],
  ['no weight', {}, [{ person: who('a'), weight: 0 }], 'PANEL.WEIGHT'],
  ['half a weight', {}, [{ person: who('a'), weight: 1.5 }], 'PANEL.WEIGHT'],
  ['a weight beyond measure', {}, [{ person: who('a'), weight: WEIGHT_MAX + 1 }], 'PANEL.WEIGHT'],
  ['two chairs', {}, [{ person: who('a'), chair: true }, { person: who('b'), chair: true }], 'PANEL.NO_CHAIR'],
  ['no chair for a tie that is the chair’s', { passes: MORE_THAN_HALF, tie: 'chair' }, [{ person: who('a') }], 'PANEL.NO_CHAIR'],
  ['too few to pass', { passes: { kind: 'count', atLeast: 3 } }, [{ person: who('a') }, { person: who('b') }], 'PANEL.CANNOT_PASS'],
  ['too few for the quorum', { quorum: { kind: 'count', atLeast: 3 } }, [{ person: who('a') }, { person: who('b') }], 'PANEL.CANNOT_PASS'],
] as const)('does not open with %s', (_title, rule, people, code) => {
  expect(codeOf(openPanel({ ...PLAIN, ...(rule as Partial<PanelRule>) }, people as readonly Invited[]))).toBe(code);
});

it('refuses to close what is settled or may not be closed, and to abstain where that is not foreseen', () => {
  expect(codeOf(closePanel(panelOf({ mayClose: false }, 'a')))).toBe('PANEL.MAY_NOT_CLOSE');
  expect(codeOf(closePanel(says(panelOf({}, 'a'), 'a', 'agree')))).toBe('PANEL.SETTLED');
  expect(codeOf(answerPanel(panelOf({ abstention: 'refused' }, 'a'), who('a'), { choice: 'abstain', seq: 1, content: CONTENT }))).toBe('PANEL.NO_ABSTENTION');
  expect(codeOf(answerPanel(says(panelOf({}, 'a', 'b'), 'a', 'agree'), who('a'), { choice: 'agree', seq: 1, content: CONTENT }))).toBe('PANEL.ANSWERED');
});

// Panels at their limits: the last weight that fits, ties that cannot happen, opinions given a second time. The ways of signing
// themselves are in `panel.unit.spec.ts`.
import { expectOk, type HashHex, type PersonId } from '@quanze/kernel';
import { ALL, canTie, entrust, giveOpinion, holderOf, openPanel, answerPanel, transferSeat, WEIGHT_MAX, type PanelRule, type Threshold } from './index.js';

const who = (name: string): PersonId => name as PersonId;
const PLAIN: PanelRule = { order: 'together', passes: ALL, weighed: true, quorum: null, abstention: 'refused', mayClose: true, tie: 'chair', early: true, add: [], transfer: true, entrust: true };
const half = (strictly: boolean): Threshold => ({ kind: 'share', of: 'members', strictly, part: 1, whole: 2 });
const two = () => expectOk(openPanel(PLAIN, [{ person: who('a') }, { person: who('b') }]), 'panel');

it('takes the greatest weight there is, and writes down no mark that nobody has', () => {
  const panel = expectOk(openPanel(PLAIN, [{ person: who('a'), weight: WEIGHT_MAX }, { person: who('b'), veto: true }]), 'panel');
  expect(panel.seats).toStrictEqual([{ id: 1, holders: ['a'], weight: WEIGHT_MAX }, { id: 2, holders: ['b'], weight: 1, veto: true }]);
});

it('needs a chair only where exactly half can agree while more is asked', () => {
  const opens = (passes: Threshold) => openPanel({ ...PLAIN, passes }, [{ person: who('a') }, { person: who('b') }]).ok;
  expect([opens(half(true)), opens(half(false)), opens(ALL), opens({ kind: 'count', atLeast: 1 })]).toEqual([false, true, true, true]);
  expect([canTie({ passes: half(true) }), canTie({ passes: half(false) }), canTie({ passes: { ...ALL, strictly: true } as Threshold })]).toEqual([true, false, false]);
});

it('where nobody may abstain one may still agree', () => {
  expect(answerPanel(two(), who('a'), { choice: 'agree', seq: 1, content: '' as HashHex }).ok).toBe(true);
});

it('takes an opinion once; with it the seat may be handed on', () => {
  const told = expectOk(giveOpinion(expectOk(entrust(two(), who('a'), who('x')), 'entrusted'), who('x'), { choice: 'agree', seq: 2 }), 'opinion');
  expect(giveOpinion(told, who('x'), { choice: 'disagree', seq: 3 })).toMatchObject({ ok: false, refusal: { code: 'PANEL.NOT_ENTRUSTED' } });
  expect(expectOk(transferSeat(told, who('a'), who('c')), 'handed').seats.map(holderOf)).toEqual(['c', 'b']);
});

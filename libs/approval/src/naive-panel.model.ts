// The outcome of a panel written a second time, without any thought of speed: it tries every way in which the missing people could still
// answer. Written against the rules, not against `outcome.ts`; shares nothing with it but the data.
import type { Panel, Seat } from './panel.js';

type Word = 'agree' | 'disagree' | 'abstain' | 'absent';

/** The outcome if it is settled already, else `pending`. */
export function naiveOutcome(panel: Panel): string {
  const isComplete = panel.closed === true || panel.seats.every((seat) => seat.answer !== undefined);
  if (isComplete) return together(panel, panel.seats.map((seat) => wordOf(panel, seat) ?? 'absent'));
  if (!panel.rule.early) return 'pending';
  const outcomes = new Set(completions(panel, 0, []).map((words) => together(panel, words)));
  return outcomes.size === 1 ? ([...outcomes][0] as string) : 'pending';
}

function wordOf(panel: Panel, seat: Seat): Word | null {
  if (seat.answer === undefined) return null;
  return seat.answer.choice;
}

function completions(panel: Panel, index: number, words: readonly Word[]): readonly (readonly Word[])[] {
  const seat = panel.seats[index];
  if (seat === undefined) return [words];
  const given = wordOf(panel, seat);
  const possible: readonly Word[] = given !== null ? [given] : ['agree', 'disagree', ...(panel.rule.abstention === 'refused' ? [] : ['abstain' as const]), ...(panel.rule.mayClose ? ['absent' as const] : [])];
  return possible.flatMap((word) => completions(panel, index + 1, [...words, word]));
}

/** The first who were asked must pass alone, and everybody with those who were added. */
function together(panel: Panel, words: readonly Word[]): string {
  const everybody = panel.seats.map((seat, index) => ({ seat, word: words[index] as Word }));
  const first = everybody.filter(({ seat }) => seat.added === undefined);
  const order = ['passed', 'tied', 'no-quorum', 'failed'];
  const [one, two] = [countAmong(panel, first), countAmong(panel, everybody)];
  return order[Math.max(order.indexOf(one), order.indexOf(two))] as string;
}

function countAmong({ rule }: Panel, people: readonly { readonly seat: Seat; readonly word: Word }[]): string {
  let yes = 0;
  let no = 0;
  let silent = 0;
  let away = 0;
  let heads = 0;
  let isBlocked = false;
  for (const { seat, word } of people) {
    const votes = rule.weighed ? seat.weight : 1;
    const isNo = word === 'disagree' || (word === 'abstain' && rule.abstention === 'against');
    if (word === 'agree') yes += votes;
    else if (isNo) no += votes;
    else if (word === 'abstain') silent += votes;
    else away += votes;
    if (word !== 'absent') heads += 1;
    if (isNo && seat.veto === true) isBlocked = true;
  }
  if (isBlocked) return 'failed';
  const { quorum, passes } = rule;
  if (quorum !== null) {
    const share = heads / people.length;
    const enough = quorum.kind === 'count' ? heads >= quorum.atLeast : quorum.strictly ? share > quorum.part / quorum.whole + 1e-12 : share > quorum.part / quorum.whole - 1e-12;
    if (!enough) return 'no-quorum';
  }
  if (yes === 0) return 'failed';
  if (passes.kind === 'count') return yes >= passes.atLeast ? 'passed' : 'failed';
  const whole = { members: yes + no + silent + away, present: yes + no + silent, voting: yes + no }[passes.of];
  const difference = yes / whole - passes.part / passes.whole;
  if (difference > 1e-12 || (!passes.strictly && difference > -1e-12)) return 'passed';
  const isEven = passes.strictly && passes.part / passes.whole === 0.5 && yes + yes === whole;
  if (!isEven) return 'failed';
  const chair = people.find(({ seat }) => seat.chair === true)?.word;
  return { fails: 'failed', passes: 'passed', up: 'tied', chair: chair === 'agree' ? 'passed' : 'failed' }[rule.tie];
}

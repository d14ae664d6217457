// The words of a derivation in both languages. What is not here: the order of the steps and the numbers in them.
import { addMs, type Instant, type Label } from '@quanze/kernel';
import type { StepFacts, StepOp } from './derivation.js';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Words one step. Days are shown as `YYYY-MM-DD`, instants as Shanghai time to the minute. */
export function wordStep(op: StepOp, facts: StepFacts): Label {
  const from = show(facts.from);
  const to = show(facts.to);
  const days = facts.days ?? 0;
  const what = facts.what ?? { zh: '', en: '' };
  return WORDS[op]({ from, to, days, what, flag: facts.flag ?? false, rule: facts.rule ?? '' });
}

interface Words {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly what: Label;
  readonly flag: boolean;
  readonly rule: string;
}

const WORDS: Readonly<Record<StepOp, (w: Words) => Label>> = {
  start: ({ from, what, flag }) => ({
    zh: `自${from}起算（${what.zh}）${flag ? '，即时起计' : '，开始之时、日不计入'}`,
    en: `Runs from ${from} (${what.en}); ${flag ? 'counted from that very minute' : 'the starting hour or day is not counted'}`,
  }),
  chain: ({ to, rule, what }) => ({ zh: `前一期限 ${rule}（${what.zh}）于${to}届满，本期限自该日起算`, en: `The earlier period ${rule} (${what.en}) ends on ${to}; this one starts there` }),
  anchor: ({ from, what }) => ({ zh: `以${from}（${what.zh}）为届满日向前倒算，该日不计入`, en: `Counts back from ${from} (${what.en}), that day not counted` }),
  restart: ({ from, what }) => ({ zh: `${what.zh}：自${from}重新计算，此前的延长与扣除不再计入`, en: `${what.en}: a new full period from ${from}; earlier extensions and exclusions are gone` }),
  returned: ({ from, what }) => ({ zh: `${from}退回${what.zh}，审查期限终止`, en: `Returned on ${from}${what.en}: this clock ends` }),
  'track-change': ({ from, what, flag }) => ({
    zh: `${from}程序变更为${what.zh}：仍自原起算日计算${flag ? '；所问期限已被新程序的期限取代' : ''}`,
    en: `The track changes to ${what.en}${from === '' ? '' : ` on ${from}`}: still counted from the original start${flag ? '; the clock asked about has given way to that of the new track' : ''}`,
  }),
  dropped: ({ what }) => ({ zh: `${what.zh}：当时没有可适用的期限在进行，不产生效果`, en: `${what.en}: no clock it could act on was running, so it has no effect` }),
  length: ({ what }) => ({ zh: `法定期限为${what.zh}`, en: `The statutory length is ${what.en}` }),
  'chosen-length': ({ what }) => ({ zh: `确定的期限为${what.zh}`, en: `The length fixed for this case is ${what.en}` }),
  extension: ({ what }) => ({ zh: `延长：${what.zh}`, en: `Extension: ${what.en}` }),
  months: ({ from, to, what }) => ({ zh: `自${from}一次加${what.zh}，至${to}`, en: `${what.en} added in one step from ${from}: ${to}` }),
  days: ({ from, to, days }) => ({ zh: `自${from}加${days}日，至${to}`, en: `${count(days)} added to ${from}: ${to}` }),
  'working-days': ({ from, to, days }) => ({ zh: `自${from}次日起计${days}个工作日，至${to}`, en: `${days} working day${days === 1 ? '' : 's'} counted after ${from}: ${to}` }),
  backward: ({ from, to, what }) => ({ zh: `自${from}向前倒算${what.zh}，至${to}`, en: `${what.en} before ${from}: ${to}` }),
  'first-hour': ({ from, to }) => ({ zh: `${from}所在小时不计入，自${to}起计时`, en: `The hour of ${from} is not counted; hours run from ${to}` }),
  hours: ({ from, to, what }) => ({ zh: `自${from}加${what.zh}，至${to}`, en: `${what.en} from ${from}: ${to}` }),
  exclude: ({ from, to, days, what, flag }) => interval('不计入期限', 'not counted', from, to, days, what, flag),
  suspend: ({ from, to, days, what, flag }) => interval('期限中止', 'the clock stands still', from, to, days, what, flag),
  'no-effect': ({ what }) => ({ zh: `${what.zh}：不影响期限，不扣除`, en: `${what.en}: has no effect on the period, nothing is taken out` }),
  paused: ({ from, what }) => ({ zh: `${what.zh}自${from}起仍在继续，期限停止计算，届满日随之后移`, en: `${what.en} has gone on since ${from}: the clock stands still and the end moves on with it` }),
  custody: ({ from, flag }) => ({ zh: `${from}${flag ? '在押：遇节假日不顺延' : '未在押：适用节假日顺延'}`, en: `On ${from} the person is ${flag ? 'held: a rest day does not move the end' : 'not held: a rest day moves the end'}` }),
  'roll-over': ({ from, to }) => ({ zh: `${from}为节假日，顺延至其后第一个工作日${to}`, en: `${from} is a rest day; the end moves to ${to}, the first working day after it` }),
  keep: ({ from }) => ({ zh: `${from}为工作日，不顺延`, en: `${from} is a working day; the end stays` }),
  provisional: ({ what }) => ({ zh: `涉及未公布放假安排的年份（${what.zh}），暂定`, en: `A year without a published holiday notice is involved (${what.en}): provisional` }),
  due: ({ to, flag }) => ({ zh: `期限届满：${to}${flag ? '' : ' 24时'}`, en: `The period ends on ${to}${flag ? '' : ' at 24:00'}` }),
};

function interval(zh: string, en: string, from: string, to: string, days: number, what: Label, listed: boolean): Label {
  return {
    zh: `${what.zh}：${from}次日至${to}${zh}，后移${days}日${listed ? '' : '（规则未列明，按申报计算）'}`,
    en: `${what.en}: after ${from} until ${to} ${en}, ${count(days)} added${listed ? '' : ' (not listed by the rule, taken as stated)'}`,
  };
}

function count(days: number): string {
  const shown = Number.isInteger(days) ? String(days) : days.toFixed(2);
  return `${shown} day${days === 1 ? '' : 's'}`;
}

function show(moment: string | undefined): string {
  if (moment === undefined || moment.length === 10) return moment ?? '';
  const shanghai = addMs(moment as Instant, SHANGHAI_OFFSET_MS);
  return `${shanghai.slice(0, 10)} ${shanghai.slice(11, 16)}`;
}

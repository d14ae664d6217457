// A deadline rule as one sentence in Chinese and English, for lists and editors. What is not here: derivations of single
// due dates (derivation.ts).
import type { Label } from '@quanze/kernel';
import { labelOfPeriod } from './period.js';
import type { DeadlineRule, Grant } from './rule.js';

/** Says from when, how long, how it may be extended, what restarts or stops it, and what a rest day at its end does. */
export function describeRule(rule: DeadlineRule): Label {
  const parts = [startOf(rule), lengthOf(rule), extensionsOf(rule), restartsOf(rule), notCountedOf(rule), restDayOf(rule)].filter((part) => part !== null);
  return { zh: `${parts.map((part) => part.zh).join('，')}。`, en: `${parts.map((part) => part.en).join('; ')}.` };
}

function startOf(rule: DeadlineRule): Label | null {
  if (rule.from === null) return null;
  const { zh, en } = rule.from;
  if (rule.backward) return { zh: `以〔${zh}〕为准向前倒算`, en: `Counted back from [${en}]` };
  if (rule.countsStart) return { zh: `自〔${zh}〕时起`, en: `From the minute of [${en}]` };
  return rule.calendar === 'hours' ? { zh: `自〔${zh}〕的次一小时起`, en: `From the hour after [${en}]` } : { zh: `自〔${zh}〕次日起`, en: `From the day after [${en}]` };
}

function lengthOf(rule: DeadlineRule): Label {
  const { length } = rule;
  switch (length.kind) {
    case 'period': {
      const { zh, en } = labelOfPeriod(length.period);
      return rule.calendar === 'working' ? { zh: zh.replace('日', '个工作日'), en: en.replace('day', 'working day') } : { zh, en };
    }
    case 'range': {
      const [min, max] = [labelOfPeriod(length.min), labelOfPeriod(length.max)];
      return { zh: `${min.zh}以上${max.zh}以下，由决定确定`, en: `between ${min.en} and ${max.en}, as decided` };
    }
    case 'choices': {
      const choices = length.choices.map((choice) => ({ period: labelOfPeriod(choice.length), when: choice.when }));
      return { zh: choices.map(({ period, when }) => `${when.zh}：${period.zh}`).join('、'), en: choices.map(({ period, when }) => `${when.en}: ${period.en}`).join(', ') };
    }
    case 'fixed_by':
      return { zh: `期限由${length.by.zh}确定`, en: `length fixed by ${length.by.en}` };
    case 'within':
      return { zh: `在 ${length.rule} 的期限之内（${length.reason.zh}）`, en: `inside ${length.rule} (${length.reason.en})` };
    case 'none':
      return { zh: `无期限（${length.reason.zh}）`, en: `no length (${length.reason.en})` };
  }
}

function extensionsOf(rule: DeadlineRule): Label | null {
  if (rule.extendable.length === 0) return rule.fixed ? { zh: '不变期间', en: 'a fixed period, never extended, paused or restarted' } : null;
  return { zh: rule.extendable.map((grant) => wordGrant(grant).zh).join('，'), en: rule.extendable.map((grant) => wordGrant(grant).en).join('; ') };
}

function wordGrant({ amount, when, max }: Grant): Label {
  const times = max === null ? { zh: '', en: '' } : { zh: `，以${max}次为限`, en: max === 1 ? ', once' : `, ${max} times at most` };
  const reach = amount.form === 'open' ? { zh: `（${amount.text.zh}）`, en: ` (${amount.text.en})` } : labelOfReach(amount.form, labelOfPeriod(amount.period));
  return { zh: `${when.zh}的可延长${reach.zh}${times.zh}`, en: `may be extended${reach.en} if ${when.en}${times.en}` };
}

function labelOfReach(form: 'by' | 'to', period: Label): Label {
  return { zh: `${form === 'to' ? '至' : ''}${period.zh}`, en: ` ${form} ${period.en}` };
}

function restartsOf(rule: DeadlineRule): Label | null {
  if (rule.resetsOn.length === 0) return null;
  return { zh: `〔${rule.resetsOn.map(({ text }) => text.zh).join('、')}〕重新计算`, en: `starts anew on [${rule.resetsOn.map(({ text }) => text.en).join(', ')}]` };
}

function notCountedOf(rule: DeadlineRule): Label | null {
  const activities = [...rule.excluded, ...rule.suspendedBy];
  if (activities.length === 0) return null;
  return { zh: `〔${activities.map(({ text }) => text.zh).join('、')}〕期间不计入`, en: `not counting [${activities.map(({ text }) => text.en).join(', ')}]` };
}

function restDayOf(rule: DeadlineRule): Label | null {
  if (rule.rollover === 'next-working-day') return { zh: '末日为节假日的顺延', en: 'a rest day at the end moves it to the next working day' };
  if (rule.rollover === 'unless-in-custody') return { zh: '末日为节假日的顺延，在押的不顺延', en: 'a rest day at the end moves it to the next working day unless the person is held' };
  return rule.rollover === 'none' ? { zh: '节假日不顺延', en: 'a rest day does not move the end' } : null;
}

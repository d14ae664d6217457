// What the record says about one person in one area beyond the facts of the rules: the vote, the opinion, the task, what was misstated,
// which part was changed. What is not here: labels of rules and facts, which the table brings.
import type { Label } from '@quanze/kernel';
import type { Allocation } from './allocate.js';
import type { Situation } from './situation.js';
import type { Followed, VoteValue } from './vocabulary.js';

const VOTE_WORDS: Readonly<Record<VoteValue, Label>> = {
  for: { zh: '赞成', en: 'for' },
  against: { zh: '反对', en: 'against' },
  abstain: { zh: '弃权', en: 'abstained' },
};

const ADOPTED: Readonly<Record<Followed, Label>> = {
  yes: { zh: '是', en: 'yes' },
  partly: { zh: '部分', en: 'in part' },
  no: { zh: '否', en: 'no' },
};

const say = (zh: string, en: string, value: string | null): readonly Label[] => (value === null ? [] : [{ zh: `${zh}：${value}`, en: `${en}: ${value}` }]);
const flag = (zh: string, en: string, value: boolean | null): readonly Label[] =>
  (value === null ? [] : [{ zh: `${zh}：${value ? '是' : '否'}`, en: `${en}: ${value ? 'yes' : 'no'}` }]);

/** Labels in a fixed order; what came from a list of the record is sorted, so that its order there does not matter. */
export function particularsOf(situation: Situation, row: Allocation): readonly Label[] {
  return [...fromRecord(situation, row)].toSorted((a, b) => (a.zh < b.zh ? -1 : a.zh > b.zh ? 1 : 0));
}

function fromRecord({ record, handlers, decider }: Situation, { person, area }: Allocation): readonly Label[] {
  const misstated = record.misstatement?.by === person ? say('不实内容', 'misstated', record.misstatement.what) : [];
  switch (area) {
    case 'facts':
    case 'procedure':
      return handlers.includes(person)
        ? [...record.handlers.filter((each) => each.person === person).flatMap(({ period }) => say('承办期间', 'period', period)), ...misstated, ...excuse(record.exemption)]
        : excuse(record.exemption);
    case 'decision':
      return person === decider
        ? [...say('职权', 'power', record.power), ...say('改变部分', 'changed part', record.changedPart), ...say('差错所在部分', 'part in error', record.causePart), ...misstated, ...excuse(record.exemption)]
        : excuse(record.exemption);
    case 'vote': {
      const vote = record.votes.find((each) => each.person === person);
      return vote === undefined ? [] : [...say('意见', 'opinion', vote.opinion), { zh: `表决：${VOTE_WORDS[vote.vote].zh}`, en: `vote: ${VOTE_WORDS[vote.vote].en}` }, ...excuse(record.exemption)];
    }
    case 'review':
      return record.reviews.filter(({ by }) => by === person)
        .flatMap((review) => [...say('审核意见', 'opinion', review.opinion), ...say('形式', 'form', review.form), ...flag('查阅案卷', 'opened the file', review.openedFile)]);
    case 'task':
      return record.assistants.filter((each) => each.person === person)
        .flatMap((each) => [...say('任务', 'task', each.task), ...say('偏差', 'deviation', each.deviation), ...flag('受指导', 'under direction', each.underDirection)]);
    case 'interference':
      return record.interference.filter(({ by }) => by === person).flatMap(({ followed }) => flag('决定采纳', 'followed', followed));
    case 'recording':
      return record.interference.filter(({ recipients }) => recipients.includes(person))
        .flatMap(({ recorded, onTime }) => [...flag('已记录', 'recorded', recorded), ...flag('及时', 'on time', onTime)]);
    case 'supervision':
      return record.alerts.filter(({ raisedBy }) => raisedBy === person).flatMap(({ kind, answered }) => [...say('提示', 'alert', kind), ...say('答复', 'answered', answered)]);
    case 'empty':
      return [...conferred(record, person), ...record.opinions.filter(({ by }) => by === person).flatMap(advised)];
    default:
      return [];
  }
}

function conferred({ conference }: Situation['record'], person: string): readonly Label[] {
  if (conference === null || !conference.members.includes(person)) return [];
  return [{ zh: '参加检察官联席会议', en: 'took part in the joint conference' }, ...say('多数意见', 'opinion of the majority', conference.majority), ...adopted(conference.followed)];
}

function advised({ on, opinion, followed }: Situation['record']['opinions'][number]): readonly Label[] {
  const place = on === 'question' ? { zh: '应征求发表意见', en: 'gave an opinion that was asked for' } : { zh: '对此前的处理意见发表意见', en: 'gave an opinion on a former proposal' };
  return [place, ...say('意见', 'opinion', opinion), ...adopted(followed)];
}

function adopted(followed: Followed | null): readonly Label[] {
  return followed === null ? [] : [{ zh: `决定采纳：${ADOPTED[followed].zh}`, en: `followed: ${ADOPTED[followed].en}` }];
}

function excuse(exemption: Situation['record']['exemption']): readonly Label[] {
  return exemption === null ? [] : [...say('免责情形', 'exemption', exemption.kind), ...say('认定者', 'found by', exemption.foundBy)];
}

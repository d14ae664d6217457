// Cases of arrest review in the demonstration: days matter here. Near their end, overdue, approved, refused, filed, reconsidered.
// What is not here: the review for prosecution.
import { arrest, arrestPrepared, assigned } from './demo-desks.js';
import { demoPerson } from './demo-office.js';
import { dayOfStep, type DemoStory, type Telling } from './demo-story.js';

const DETAINED = 'crim.arrest.review.detained';
const FREE = 'crim.arrest.review.not-detained';
const OPINION = '审查逮捕意见书：案件由来、认定事实、证据分析、社会危险性评估与处理意见。';
const reviewReport = { reviewReport: OPINION };

/** Approved by the handler alone and carried out. */
function approved(key: string, desk: 'li' | 'chen', title: string, daysAgo: number): Telling {
  const story = arrestPrepared(arrest(key, desk, title, 'detained', { daysAgo }), 'shown', 'danger');
  return story.on(5).propose('outcome', 'approve', reviewReport).handler('outcome.decide', story.reasons('决定理由')).issues('outcome', 'arrest-approval')
    .on(6).by('intake2', 'register-execution', dayOfStep('executedOn'));
}

function refusal(key: string, desk: 'li' | 'wang' | 'yang', title: string, option: string, found: [string, string], daysAgo: number): Telling {
  const story = arrestPrepared(arrest(key, desk, title, 'detained', { daysAgo }), ...found);
  return story.on(3).propose('outcome', option, reviewReport).sendUp('outcome').review('outcome').on(5).approve('outcome').issues('outcome', option === 'refuseInsufficient' ? 'arrest-refusal-outline' : 'arrest-refusal');
}

/** Refused because there is no crime; the receipt of the police has not come in its time. */
function withoutReceipt(): Telling {
  return refusal('a05', 'wang', '窦某涉嫌合同诈骗案', 'refuseNoCrime', ['no_crime', 'no_danger'], 22).on(6).handler('serve-refusal-no-crime', dayOfStep('servedOn')).on(21).handler('ask-receipt');
}

/** Refused, contested by the police, now with another procurator. */
function contested(): Telling {
  return refusal('a06', 'yang', '章某乙涉嫌非法拘禁案', 'refuseNoDanger', ['shown', 'no_danger'], 15).on(6).handler('serve-refusal', dayOfStep('servedOn'))
    .on(8).by('intake2', 'register-receipt', (today) => ({ releasedOn: today, custody: 'bail' }))
    .on(12).by('intake2', 'register-reconsideration', dayOfStep('receivedOn')).by('chief', 'assign-other', { handler: demoPerson('procurator3') });
}

/** A foreigner: sent up for a stated reason, decided by the chief, and the superior hears of it within 48 hours. */
function foreigner(): Telling {
  const story = arrestPrepared(arrest('a08', 'chen', '外籍人员某甲涉嫌走私普通货物案', 'detained', { daysAgo: 9 }, { foreigner: 'other' }), 'shown', 'danger');
  return story.on(3).propose('outcome', 'approveForeigner', reviewReport).sendUp('outcome', { escalationReason: '涉外案件，需与外事部门协调，报请检察长决定。' }).review('outcome').on(5).approve('outcome').issues('outcome', 'arrest-approval')
    .on(6).handler('file-foreigner').by('intake2', 'register-execution', dayOfStep('executedOn'));
}

/** The head disagrees; the chief asks to look again. */
function reconsidering(): Telling {
  const story = arrestPrepared(arrest('a09', 'li', '云某涉嫌故意伤害案', 'detained', { daysAgo: 5 }), 'shown', 'no_danger', 1);
  return story.on(2).propose('outcome', 'refuseNoDanger', reviewReport).refused('procurator1', 'outcome.decide', story.reasons('决定理由'), 'AUTHORITY.REFER')
    .sendUp('outcome').on(3).review('outcome', 'disagree').by('chief', 'outcome.reconsider', { reasons: '犯罪嫌疑人有前科，请复核社会危险性的认定。' });
}

/** Time ran out while the person is held: case management presses for release. */
function overdueHeld(): Telling {
  const story = arrestPrepared(arrest('a07', 'yang', '葛某涉嫌聚众斗殴案', 'detained', { rule: DETAINED, held: true, dueInDays: -2 }), 'disputed', 'disputed', 4);
  return story.on(8).by('intake2', 'prompt-overdue', { irregularity: '审查逮捕期限已于昨日届满，应当立即释放或者变更强制措施。' })
    .by('intake2', 'report-monitoring', { irregularity: '在押案件审查逮捕超期，已口头督促，现书面报告检察长。' });
}

export function arrestCases(): readonly DemoStory[] {
  const near = arrestPrepared(arrest('a01', 'li', '范某涉嫌抢劫案', 'detained', { rule: DETAINED, held: true, dueInDays: 1 }), 'shown', 'danger', 3);
  const free = assigned(arrest('a03', 'wang', '彭某涉嫌重大责任事故案', 'none', { rule: FREE, held: false, dueInDays: 6 }), 'accept-not-detained').on(3).handler('register-lawyer-request');
  const conference = arrestPrepared(arrest('a10', 'chen', '鲁某涉嫌侵犯公民个人信息案', 'detained', { daysAgo: 4 }), 'shown', 'disputed', 1)
    .on(2).propose('outcome', 'approve', reviewReport).by('head2', 'outcome.convene', { reasons: '社会危险性认定有分歧，听取各检察官意见。' });
  return [
    arrest('a11', 'li', '苏某涉嫌盗窃案', 'detained', { daysAgo: 0 }), near, approved('a02', 'li', '韦某涉嫌贩卖毒品案', 12).on(8).handler('close-approved'), free,
    refusal('a04', 'li', '马某涉嫌故意毁坏财物案', 'refuseNoDanger', ['shown', 'no_danger'], 8).on(6).handler('serve-refusal', dayOfStep('servedOn')),
    withoutReceipt(), contested(), overdueHeld(), foreigner(), reconsidering(), conference,
  ].map((story) => story.end());
}

// Cases of the demonstration in which the evidence is registered: one with a gap, an open conflict and an excluded confession while the arrest is
// still to be decided, and one whose key evidence changed after the decision. What is not here: what the standard asks (workflows/).
import type { JsonObject } from '@quanze/kernel';
import { arrest, arrestPrepared } from './demo-desks.js';
import { dayOfStep, type DemoStory, type Telling } from './demo-story.js';

type Item = readonly [kind: string, title: string, organ: string, elements: readonly string[]];

const COMMON: readonly Item[] = [
  ['electronic', '超市监控录像（3段）', 'police', ['theft.taking', 'theft.person', 'theft.time-place', 'theft.number']],
  ['victim', '店主陈述', 'police', ['theft.taking', 'theft.number']],
  ['physical', '扣押的手机及包装盒', 'police', ['theft.possession']],
  ['documentary', '到案经过、户籍证明、前科查询', 'police', ['theft.arrival', 'theft.capacity', 'theft.circumstances']],
  ['suspect', '犯罪嫌疑人供述（2次）', 'police', ['theft.possession', 'theft.number', 'theft.person']],
];
const SEIZED = '扣押清单\n一、手机一部（黑色），带包装盒。\n二、现金人民币八百元。\n扣押人、见证人、持有人签名从略。\n';
const READ = '阅卷笔录\n卷宗共二册。第一册：立案、到案与强制措施文书。第二册：证据材料，监控录像三段附光盘。\n';
const APPRAISAL: Item = ['expert', '价格认定结论书', 'administrative', ['theft.value']];

function registers(story: Telling, items: readonly Item[]): Telling {
  story.handler('set-offences', { offences: ['theft'], charge: '盗窃罪' });
  for (const [kind, title, organ, elements] of items) story.handler('register-evidence', { kind, title, organ, elements: [...elements], collectedBy: '云岭市公安局刑侦大队' });
  return story;
}

const assessed = (number: number, admitted: boolean, reasons: string, key = false): JsonObject => ({ number, admitted, key, reasons });

/** Two stored files, one of them an item of evidence. Nobody has valued the goods, the statements differ on how often, and one record of interrogation was excluded. */
function withGapAndConflict(): Telling {
  const story = registers(arrestPrepared(arrest('a12', 'wang', '秦某涉嫌盗窃案', 'detained', { rule: 'crim.arrest.review.detained', held: true, dueInDays: 2 }), 'shown', 'danger', 2), COMMON);
  story.brings('扣押清单.txt', SEIZED, 'register-evidence', { kind: 'documentary', title: '扣押清单', organ: 'police', elements: ['theft.possession'], collectedBy: '云岭市公安局刑侦大队' })
    .brings('阅卷笔录.txt', READ);
  for (const number of [1, 2, 3, 4, 5]) story.handler('assess-evidence', assessed(number, true, '来源清楚，与其他证据相互印证。', number === 1));
  return story.on(3).handler('note-evidence-conflict', { element: 'theft.number', items: ['1', '2'], content: '店主称三次被盗，监控录像只见一次。' })
    .handler('mark-illegal-evidence', { items: ['5'], ground: 'threat', lead: '辩护人反映讯问时有威胁言语，同步录音录像不完整。' })
    .propose('exclusionDecision', 'exclude', { items: ['5'], excluded: '第5号供述：不能排除以威胁方法收集的可能。' }).handler('exclusionDecision.decide', story.reasons('排除理由')).issue('exclusionDecision', '云岭检排非〔2026〕1号')
    .refused('procurator2', 'assess-evidence', assessed(5, true, '内容属实'), 'EVIDENCE.EXCLUDED')
    .handler('record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '排除供述后，其余证据仍能证明有犯罪事实。' });
}

/** Approved, and then the appraisal turns out to have valued another phone: the handler has to look at the decision again. */
function changedAfterwards(): Telling {
  const story = registers(arrestPrepared(arrest('a13', 'li', '郝某涉嫌盗窃案', 'detained', { daysAgo: 10 }), 'shown', 'danger'), [...COMMON, APPRAISAL]);
  for (const number of [1, 2, 3, 4, 5, 6]) story.handler('assess-evidence', assessed(number, true, '来源清楚，与其他证据相互印证。', number === 6));
  return story.on(4).propose('outcome', 'approve', { reviewReport: '审查逮捕意见书：案件由来、认定事实、证据分析、社会危险性评估与处理意见。' })
    .handler('outcome.decide', story.reasons('决定理由')).issues('outcome', 'arrest-approval').on(5).by('intake2', 'register-execution', dayOfStep('executedOn'))
    .on(7).handler('assess-evidence', assessed(6, false, '价格认定的对象与扣押物品型号不符，不能作为定案根据。'));
}

export function evidenceCases(): readonly DemoStory[] {
  return [withGapAndConflict(), changedAfterwards()].map((story) => story.end());
}

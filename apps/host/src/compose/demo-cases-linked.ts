// Two cases of the demonstration that belong together: a review of arrest finds a gap in how a company keeps its stock, a suggestion is
// opened from it and served, and the review is told. What is not here: the review itself (`demo-cases-arrest.ts`).
import { DESKS } from './demo-desks.js';
import { dayOfStep, Telling, type DemoStory } from './demo-story.js';

/** Key of the review that the suggestion is opened from; still open when it comes. */
export const SUGGESTED_IN = 'a04';

const SUGGESTED = { addressee: '某商贸有限公司', demands: ['建立出入库登记并由专人核对。', '修复仓库监控设备，影像保存不少于三十日。'] };

/** Inquired into, issued by the chief, served; the addressee has two months to answer. */
export function linkedCases(): readonly DemoStory[] {
  const title = '某商贸公司仓储安全管理检察建议';
  const story = new Telling({ key: 's01', path: 'support.suggestion', title, facts: { suggestionType: 'other' }, begins: { daysAgo: 7 }, origin: { story: SUGGESTED_IN, link: 'suggestion' } }, DESKS.li);
  story.by('intake2', 'receive', { origin: '审查逮捕案件', title }).by('intake2', 'assign', { handler: story.person(DESKS.li.handler) })
    .propose('startDecision', 'start').sendUp('startDecision').review('startDecision', 'agree', '的线索材料，两次被盗均与仓储登记缺失有关，应当启动调查').approve('startDecision').issue('startDecision', '云岭检建〔2026〕1号')
    .on(2).handler('report', { problem: 'found', content: '调查终结报告：仓库出入库登记缺失，监控长期损坏，多次被盗未整改。' })
    .toChief('issueDecision', 'issue', 2, { replyWithin: 'P2M' }).approve('issueDecision').issues('issueDecision', 'suggestion', SUGGESTED).handler('serve', dayOfStep('servedOn')).handler('file-suggestion');
  return [story.end()];
}

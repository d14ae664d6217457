// The course of the case that is shown: received, prepared, returned once, transferred again, extended, bail halfway, proposed,
// reviewed, decided differently by the chief, objected to, issued. Days are those of spring 2026 with its official calendar, so
// every end of a period is known beforehand. What is not here: how a step is done and printed (`play.ts`).
import type { JsonObject } from '@quanze/kernel';
import { demoPerson, FIRST } from '../compose/demo-office.js';
import { mustBe } from './deviation.js';
import type { Play } from './play.js';

const TITLE = '万某某涉嫌盗窃案';
const SUSPECT = '万某某';
const HANDLER = 'procurator1';
const REPORT = '审查报告：案件由来、认定事实、证据分析、处理意见，全文附卷。';

function reasons(what: string): JsonObject {
  return {
    facts: `${what}：犯罪嫌疑人三次秘密窃取他人财物，共计价值六千余元，案发后全部退赔。`, evidence: '被害人陈述、监控录像、价格认定结论、退赔收据、供述。',
    law: '刑法第二百六十四条；刑事诉讼法第一百七十六、一百七十七条。',
  };
}

export async function playCase(play: Play): Promise<void> {
  await reception(play);
  await examination(play);
  await returnAndBack(play);
  await extension(play);
  await bail(play);
  await outcome(play);
}

async function reception(play: Play): Promise<void> {
  await play.day('2026-03-02', '受理与分案', 'Acceptance and assignment');
  await play.opens('intake', {
    title: TITLE, path: 'criminal.prosecution', department: FIRST, facts: { origin: 'police', custody: 'arrested' }, act: 'receive',
    payload: { transferDocument: '云公诉字〔2026〕112号', title: TITLE },
  });
  await play.does('intake', 'accept', { receivedOn: '2026-03-02' });
  await play.deadline('review', '2026-04-02');
  await play.deadline('rightsSuspect', '2026-03-05');
  await play.does('intake', 'assign', { handler: demoPerson(HANDLER) });
  await play.does('head1', 'join-team', { person: demoPerson('assistant1'), role: 'assistant' });
}

async function examination(play: Play): Promise<void> {
  await play.day('2026-03-03', '告知权利', 'Notices of rights');
  await play.does('assistant1', 'tell-suspect-rights');
  await play.does('assistant1', 'tell-victim-rights');
  await play.day('2026-03-06', '讯问之前就想决定', 'A decision before the interrogation');
  await play.isRefused(HANDLER, 'outcome.propose', { option: 'charge', offences: '盗窃罪', reviewReport: REPORT, ...reasons('承办意见') }, 'DECISION.OPTION_NOT_OPEN');
  await play.does(HANDLER, 'interrogate', { secondPerson: demoPerson('assistant1'), record: '供认三次盗窃，对退赔无异议。' });
  await play.day('2026-03-09', '听取意见', 'Both sides are heard');
  await play.does(HANDLER, 'hear-defence', { manner: 'heard', content: '辩护人请求从宽处理。' });
  await play.does(HANDLER, 'hear-victim', { manner: 'written', content: '被害人已获退赔，出具谅解书。' });
}

async function returnAndBack(play: Play): Promise<void> {
  await play.day('2026-03-25', '退回补充侦查', 'Return for supplementary investigation');
  await play.does(HANDLER, 'record-findings', { evidence: 'insufficient', statutoryGround: 'none', gravity: 'minor', reasons: '第三次盗窃的时间与监控不符，尚需查证。' });
  await play.does(HANDLER, 'supplement.propose', { option: 'returnPolice', outline: '调取第三现场的原始监控；复核价格认定。', ...reasons('退回意见') });
  await play.isRefused('assistant1', 'supplement.decide', reasons('退回意见'), 'AUTHORITY.NOT_YOUR_ROLE');
  await play.does(HANDLER, 'supplement.decide', reasons('退回决定'));
  await play.issues(HANDLER, 'supplement', '云岭检退侦〔2026〕1号');
  await play.deadline('review', null);
  await play.deadline('supplementary', '2026-04-25');
  await play.day('2026-04-15', '重新移送', 'Transferred again');
  await play.does('intake', 'register-retransfer', { receivedOn: '2026-04-15' });
  await play.deadline('review', '2026-05-15');
}

async function extension(play: Play): Promise<void> {
  await play.day('2026-05-08', '延长审查起诉期限', 'The review is extended');
  await play.does(HANDLER, 'record-findings', { evidence: 'sufficient', statutoryGround: 'none', gravity: 'minor', reasons: '补充的监控印证第三次盗窃，退赔与谅解属实。' });
  await play.does(HANDLER, 'raise-complexity', { complexity: 'major_difficult_complex', reasons: '补充侦查后新增同案线索，需要并案核查。' });
  await play.does(HANDLER, 'extensionDecision.propose', { option: 'grant', ...reasons('延长意见') });
  await play.isRefused(HANDLER, 'extensionDecision.decide', reasons('延长决定'), 'AUTHORITY.REFER');
  await play.does(HANDLER, 'extensionDecision.send-up');
  await play.does('head1', 'extensionDecision.review', { opinion: 'agree', reasons: '案情复杂属实，同意延长。' });
  await play.day('2026-05-11', '检察长决定延长', 'The chief extends');
  await play.does('chief', 'extensionDecision.approve', reasons('延长决定'));
  await play.issues(HANDLER, 'extensionDecision', '云岭检延诉〔2026〕1号');
  await play.deadline('review', '2026-05-30');
}

async function bail(play: Play): Promise<void> {
  await play.day('2026-05-18', '变更强制措施为取保候审', 'Bail halfway: a rest day now moves the end of the review');
  await play.does(HANDLER, 'measureDecision.propose', { option: 'bail', ...reasons('变更意见') });
  await play.does(HANDLER, 'measureDecision.send-up');
  await play.does('head1', 'measureDecision.review', { opinion: 'agree', reasons: '已退赔并取得谅解，无继续羁押必要。' });
  await play.isRefused('deputy', 'measureDecision.approve', reasons('变更决定'), 'AUTHORITY.REFER');
  await play.does('chief', 'measureDecision.approve', reasons('变更决定'));
  await play.day('2026-05-20', '取保候审执行', 'Bail is carried out');
  await play.drafts(HANDLER, 'bail-decision', { suspect: SUSPECT });
  await play.issues(HANDLER, 'measureDecision', '云岭检取保〔2026〕1号');
  await play.deadline('review', '2026-06-01');
  await play.deadline('bail', '2027-05-18');
}

async function outcome(play: Play): Promise<void> {
  await play.day('2026-05-22', '承办检察官提出不起诉意见', 'The handler proposes not to prosecute');
  await play.does(HANDLER, 'outcome.propose', { option: 'discretionary', reviewReport: REPORT, ...reasons('承办意见') });
  await play.isRefused(HANDLER, 'outcome.decide', reasons('决定理由'), 'AUTHORITY.REFER');
  await play.does(HANDLER, 'outcome.send-up');
  await play.day('2026-05-25', '部门负责人审核', 'The department head reviews');
  await play.does('head1', 'outcome.review', { opinion: 'agree', reasons: '情节轻微，同意承办人意见。' });
  await play.isRefused('head1', 'outcome.approve', reasons('决定理由'), 'AUTHORITY.NOT_YOUR_ROLE');
  await play.day('2026-05-26', '检察长作出不同决定', 'The chief decides differently and answers for it');
  await play.does('chief', 'outcome.override', { option: 'charge', offences: '盗窃罪', reviewReport: REPORT, ...reasons('改变理由：多次盗窃，不属情节轻微') });
  await play.day('2026-05-27', '书面异议', 'A written objection; the decision stands');
  await play.does(HANDLER, 'outcome.object', { objection: '退赔、谅解俱在，坚持酌定不起诉意见；依照决定执行。' });
  await play.day('2026-05-28', '制作起诉书并送达', 'The indictment is issued');
  await play.drafts(HANDLER, 'indictment', { defendant: `被告人${SUSPECT}，身份情况见案卷。`, court: '云岭县人民法院' });
  await play.issues(HANDLER, 'outcome', '云岭检刑诉〔2026〕1号');
  await play.deadline('review', null);
  mustBe('the case is in court', (await play.states()).includes('stage.prosecuted.atCourt'), true);
}

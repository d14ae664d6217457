// Cases of the demonstration that are still under review for prosecution: new, prepared, near their end, overdue, returned, before
// the department, the chief or the committee. What is not here: decided cases (`demo-cases-decided.ts`).
import { assigned, backOn, findings, prepared, prosecution, REPORT, returnedOn, type DeskName } from './demo-desks.js';
import { DEMO_PEOPLE, demoPerson } from './demo-office.js';
import { dayOfStep, type DemoStory, type Telling } from './demo-story.js';

const REVIEW = 'crim.prosecution.review';
const ended = (dueInDays: number, held: boolean) => ({ rule: REVIEW, held, dueInDays });
const reviewReport = { reviewReport: REPORT };
export const MEMBERS = DEMO_PEOPLE.filter(({ posts }) => posts.some(({ role }) => role === 'committee_member')).map(({ login }) => login);

/** Before the committee: a major case, reviewed and referred by the chief. */
export function referred(key: string, desk: DeskName, title: string, daysAgo: number): Telling {
  const story = prepared(prosecution(key, desk, title, 'arrested', { daysAgo }));
  findings(story.on(8), 'disputed', 'disputed').handler('raise-complexity', { complexity: 'major_case', reasons: '涉案人数众多，社会影响重大，检察机关内部意见分歧。' });
  return story.toChief('outcome', 'charge', 12, { ...reviewReport, offences: '非法吸收公众存款罪' })
    .on(15).by('chief', 'outcome.refer', { reasons: '重大案件，证据认定存在分歧，提请检察委员会讨论决定。' });
}

function inSession(): Telling {
  const story = referred('p09', 'chen', '周某甲等人涉嫌非法吸收公众存款案', 24).on(19);
  story.by('chief', 'outcome.open-meeting', { present: MEMBERS.map(demoPerson) });
  for (const login of ['deputy', 'deputy2', 'head1']) story.by(login, 'outcome.vote', { option: 'charge', reasons: '吸收资金的公开性、利诱性、社会性均有证据证明，同意起诉。' });
  return story.by('head2', 'outcome.vote', { option: 'discretionary', reasons: '部分参与人情节轻微且已退赔，建议区别对待。' });
}

/** Two returns used up: a third attempt is refused. */
function returnedTwice(): Telling {
  const story = prepared(prosecution('p12', 'wang', '孔某涉嫌合同诈骗案', 'bail', { daysAgo: 96 }));
  findings(story.on(12), 'insufficient', 'not_minor');
  backOn(returnedOn(story, 20), 44);
  findings(story.on(50), 'insufficient', 'not_minor');
  backOn(returnedOn(story, 60), 84);
  return findings(story.on(89), 'insufficient', 'not_minor')
    .refused('procurator2', 'supplement.propose', { option: 'returnPolice', outline: '再次退回补充侦查。', ...story.reasons('承办意见') }, 'DECISION.OPTION_NOT_OPEN');
}

/** Bail halfway, with the chief's leave. */
function bailed(): Telling {
  const story = prepared(prosecution('p24', 'li', '施某涉嫌交通肇事案', 'arrested', { daysAgo: 19 }));
  findings(story.on(8), 'sufficient', 'not_minor');
  return story.toChief('measureDecision', 'bail', 9).on(12).approve('measureDecision').on(13).issues('measureDecision', 'bail-decision');
}

function extended(): Telling {
  const story = prepared(prosecution('p16', 'chen', '尤某涉嫌职务侵占案', 'arrested', { daysAgo: 34 }));
  findings(story.on(9), 'sufficient', 'not_minor').handler('raise-complexity', { complexity: 'major_difficult_complex', reasons: '账目繁多，需要司法会计鉴定意见复核。' });
  return story.toChief('extensionDecision', 'grant', 22).on(25).approve('extensionDecision').issues('extensionDecision');
}

function expedited(): Telling {
  const story = assigned(prosecution('p20', 'wang', '严某涉嫌危险驾驶案', 'bail', { rule: 'crim.prosecution.review.expedited', held: false, dueInDays: 3 }, { hasVictim: false }), 'accept-without-victim');
  return story.handler('inform-plea').handler('arrange-duty-lawyer').handler('hear-plea-opinions', { opinions: '对事实、罪名和速裁程序均无异议。' }).handler('start-negotiation')
    .on(2).handler('choose-expedited').handler('tell-suspect-rights');
}

function pendingRecusal(): Telling {
  const story = prepared(prosecution('p17', 'yang', '华某涉嫌串通投标案', 'none', { daysAgo: 13 }));
  return story.on(9).by('intake', 'request-recusal', { person: demoPerson('procurator4'), applicant: 'party', form: 'written', ground: 'interest', reasons: '辩护人申请：承办检察官与被害单位代理人系近亲属。' })
    .on(10).refused('procurator4', 'record-findings', { evidence: 'sufficient', statutoryGround: 'none', gravity: 'not_minor', reasons: '综合全案证据认定。' }, 'RECUSAL.PENDING');
}

/** He asks to be recused; the chief takes him out, judges what he had done, and another procurator goes on. */
function recused(): Telling {
  const story = prepared(prosecution('p18', 'wang', '金某涉嫌敲诈勒索案', 'arrested', { daysAgo: 20 }));
  return story.on(8).handler('request-recusal', { person: demoPerson('procurator2'), applicant: 'person_concerned', form: 'oral', ground: 'other_relation', reasons: '与被害人系同学，自行申请回避。' })
    .on(9).by('chief', 'reassign', { handler: demoPerson('procurator1'), reasons: '原承办检察官申请回避，案件先行移交。' })
    .by('chief', 'order-recusal', { person: demoPerson('procurator2'), granted: true, reasons: '可能影响公正处理，应当回避。' })
    .on(10).refused('procurator2', 'add-note', { text: '补充情况。' }, 'RECUSAL.IN_FORCE')
    // Entries 7 to 9: he interrogated and heard both sides. What the suspect told him is taken again by somebody else.
    .on(11).by('chief', 'judge-earlier-acts', { person: demoPerson('procurator2'), stand: ['8', '9'], fall: ['7'], reasons: '听取意见有书面材料印证，有效；讯问由新承办检察官重新进行，原讯问无效。' })
    .on(12).by('procurator1', 'interrogate', { secondPerson: demoPerson('assistant1'), record: '重新讯问，犯罪嫌疑人供述与前次一致，核对笔录后签名。' });
}

function hearing(): Telling {
  const story = prepared(prosecution('p23', 'li', '魏某涉嫌故意伤害案', 'bail', { daysAgo: 18 }));
  story.on(7).handler('apply-hearing').toChief('hearingDecision', 'hold', 8).on(11).approve('hearingDecision').on(12).issue('hearingDecision', '云岭检听〔2026〕2号');
  return story.on(13).handler('fix-hearing', (today) => ({ hearingOn: inDays(today, 12) })).by('assistant1', 'notify-hearing');
}

function inDays(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function casesUnderReview(): readonly DemoStory[] {
  const missing = prosecution('p03', 'yang', '卫某涉嫌破坏生产经营案', 'none', { daysAgo: 4 }).by('intake', 'request-materials', { missing: '缺少鉴定意见原件与赃证物清单。' });
  const fresh = assigned(prosecution('p04', 'li', '蒋某涉嫌盗窃案', 'arrested', { daysAgo: 3 }));
  const near = findings(prepared(prosecution('p05', 'li', '沈某甲涉嫌诈骗案', 'arrested', ended(2, true))).on(12), 'sufficient', 'not_minor');
  const overdue = findings(prepared(prosecution('p06', 'wang', '韩某乙涉嫌寻衅滋事案', 'none', ended(-4, false))).on(15), 'sufficient', 'minor')
    .on(33).by('intake', 'send-monitoring-notice', { irregularity: '审查起诉期限已经届满，未见处理决定，请说明并纠正。' });
  const withHead = findings(prepared(prosecution('p07', 'li', '杨某丙涉嫌盗窃案', 'bail', { daysAgo: 16 })).on(9), 'sufficient', 'minor')
    .on(11).propose('outcome', 'discretionary', reviewReport).refused('procurator1', 'outcome.decide', {
      facts: '认定事实同承办意见。', evidence: '证据同承办意见。', law: '刑事诉讼法第一百七十七条第二款。',
    }, 'AUTHORITY.REFER').on(12).sendUp('outcome');
  const withChief = findings(prepared(prosecution('p08', 'wang', '朱某丁涉嫌掩饰隐瞒犯罪所得案', 'bail', { daysAgo: 21 })).on(9), 'sufficient', 'minor').toChief('outcome', 'discretionary', 14, reviewReport);
  const awaiting = referred('p10', 'yang', '秦某等人涉嫌污染环境案', 22);
  const once = returnedOn(findings(prepared(prosecution('p11', 'chen', '许某涉嫌信用卡诈骗案', 'arrested', { daysAgo: 45 })).on(9), 'insufficient', 'not_minor'), 18);
  const silent = returnedOn(findings(prepared(prosecution('p25', 'yang', '陶某涉嫌虚开发票案', 'bail', { daysAgo: 58 })).on(9), 'insufficient', 'not_minor'), 16)
    .on(54).handler('demand-reasons');
  return [
    prosecution('p01', 'li', '吕某涉嫌开设赌场案', 'arrested', { daysAgo: 0 }), prosecution('p02', 'chen', '施某乙涉嫌逃税案', 'none', { daysAgo: 1 }).by('intake', 'accept', dayOfStep('receivedOn')),
    missing, fresh, near, overdue, withHead, withChief, inSession(), awaiting, once, returnedTwice(), silent, bailed(), extended(), expedited(), pendingRecusal(), recused(), hearing(),
  ].map((story) => story.end());
}

// Cases of the demonstration that were decided: in court, not prosecuted, on probation, closed. What is not here: cases under review.
import { findings, prepared, prosecution, REPORT } from './demo-desks.js';
import { demoPerson } from './demo-office.js';
import { MEMBERS, referred } from './demo-cases-prosecution.js';
import { dayOfStep, type DemoStory, type Telling } from './demo-story.js';

const reviewReport = { reviewReport: REPORT };
const ready = (story: Telling, gravity: string): Telling => findings(prepared(story).on(9), 'sufficient', gravity);

/** The chief decides otherwise than proposed; the handler objects in writing and carries it out. */
function overridden(): Telling {
  const story = ready(prosecution('p13', 'li', '水某涉嫌滥伐林木案', 'bail', { daysAgo: 38 }), 'disputed').toChief('outcome', 'discretionary', 14, reviewReport);
  return story.on(18).by('chief', 'outcome.override', { option: 'charge', ...reviewReport, offences: '滥伐林木罪', ...story.reasons('改变理由') })
    .on(19).handler('outcome.object', { objection: '犯罪嫌疑人已补种复绿并取得谅解，情节轻微，坚持不起诉意见；依照决定执行。' })
    .on(20).issues('outcome', 'indictment');
}

function charged(key: string, desk: 'li' | 'yang' | 'wang', title: string, daysAgo: number): Telling {
  const story = ready(prosecution(key, desk, title, 'arrested', { daysAgo }), 'not_minor');
  return story.on(15).propose('outcome', 'charge', { ...reviewReport, offences: '盗窃罪' }).handler('outcome.decide', story.reasons('决定理由')).on(16).issues('outcome', 'indictment');
}

/** From the file to the archive. */
function closed(): Telling {
  return charged('p15', 'yang', '戚某涉嫌盗窃案', 84)
    .on(55).by('intake', 'register-judgment', (today) => ({ receivedOn: today, result: 'guilty', adviceFollowed: true }))
    .on(58).handler('review-judgment', { opinion: 'accept', reasons: '定罪准确、量刑适当，无抗诉必要。' })
    .on(68).handler('close-prosecuted').on(69).handler('self-check', { result: '文书、告知、期限逐项核对，无瑕疵。' }).on(70).by('intake', 'archive');
}

/** Not prosecuted and closed after the time to appeal has passed: the alarms tell that it has. */
function released(): Telling {
  const story = ready(prosecution('p21', 'wang', '谢某涉嫌盗窃案', 'bail', { daysAgo: 66 }), 'minor').toChief('outcome', 'discretionary', 14, reviewReport);
  story.on(17).approve('outcome').on(18).issues('outcome', 'nonprosecution');
  return served(story, 20).on(44).handler('close-nonprosecution').on(45).handler('self-check', { result: '宣布、送达、告知申诉权均已落实。' });
}

function served(story: Telling, day: number): Telling {
  return story.on(day).handler('announce').on(day + 1).handler('serve-suspect-with-appeal', dayOfStep('servedOn'))
    .handler('serve-victim', dayOfStep('servedOn')).handler('serve-sender');
}

/** Waved through by the head, decided by the deputy under the delegation; the time to appeal runs. */
function byDelegation(): Telling {
  const story = ready(prosecution('p19', 'li', '邹某涉嫌拒不支付劳动报酬案', 'bail', { daysAgo: 26 }), 'minor')
    .on(12).propose('outcome', 'discretionary', reviewReport).sendUp('outcome').on(13).waveThrough('outcome');
  story.on(15).approve('outcome', 'deputy').on(16).issues('outcome', 'nonprosecution');
  return served(story, 21);
}

/** Decided by another deputy in the last days of a delegation that has ended since. */
function beforeTheEnd(): Telling {
  const story = ready(prosecution('p27', 'chen', '范某涉嫌侵占案', 'bail', { daysAgo: 42 }), 'minor').toChief('outcome', 'discretionary', 12, reviewReport);
  story.on(15).approve('outcome', 'deputy2').on(16).issues('outcome', 'nonprosecution');
  return served(story, 21);
}

/** The same deputy after the end: refused, and decided by the chief. */
function afterTheEnd(): Telling {
  const story = ready(prosecution('p28', 'chen', '彭某涉嫌故意伤害案', 'bail', { daysAgo: 29 }), 'minor').toChief('outcome', 'discretionary', 12, reviewReport);
  story.on(15).refused('deputy2', 'outcome.approve', story.reasons('决定理由'), 'AUTHORITY.REFER').on(16).approve('outcome').on(17).issues('outcome', 'nonprosecution');
  return served(story, 21);
}

/** Decided by the committee, one member of another mind; every vote stands with its reasons. */
function byCommittee(): Telling {
  const story = referred('p29', 'yang', '鲁某等人涉嫌组织、领导传销活动案', 36).on(19).by('chief', 'outcome.open-meeting', { present: MEMBERS.map(demoPerson) });
  for (const login of MEMBERS.filter((member) => member !== 'chief' && member !== 'head2')) story.by(login, 'outcome.vote', { option: 'charge', reasons: '层级与人数均已查实，同意对组织者、领导者起诉。' });
  story.by('head2', 'outcome.vote', { option: 'discretionary', reasons: '个别参与人作用较小、已全部退赔，建议对其相对不起诉。' });
  return story.by('chief', 'outcome.vote', { option: 'charge', reasons: '同意多数委员意见，量刑建议体现区别对待。' })
    .by('chief', 'outcome.conclude', story.reasons('检察委员会决定')).on(20).issues('outcome', 'indictment');
}

/** The police ask for reconsideration; another procurator has the case. */
function reconsidered(): Telling {
  const story = ready(prosecution('p22', 'yang', '喻某涉嫌非法经营案', 'bail', { daysAgo: 40 }), 'minor').toChief('outcome', 'discretionary', 12, reviewReport);
  story.on(16).approve('outcome').on(17).issues('outcome', 'nonprosecution');
  return served(story, 19).on(29).by('intake', 'register-reconsideration', dayOfStep('receivedOn')).on(30).by('chief', 'assign-other', { handler: demoPerson('procurator3') });
}

/** A minor on probation. */
function onProbation(): Telling {
  const story = ready(prosecution('p26', 'shen', '未成年人柏某涉嫌抢夺案', 'bail', { daysAgo: 48 }, { suspectMinor: true }), 'minor');
  findings(story, 'sufficient', 'minor', { conditionalEligible: true })
    .on(11).handler('hear-on-condition', { persons: ['police', 'victim', 'minor', 'guardian', 'defender'], opinions: '各方均同意附条件不起诉。' });
  story.toChief('outcome', 'conditional', 13, { ...reviewReport, probation: 'P6M', conditions: '接受心理辅导；每月到社区服务基地参加公益服务；不得进入娱乐场所。' });
  return story.on(17).approve('outcome').on(18).issues('outcome', 'conditional-nonprosecution').on(19).handler('announce-conditional')
    .on(40).by('assistant3', 'supervise-probation', { record: '按时报到，参加公益服务两次，监护人反映表现良好。' });
}

export function decidedCases(): readonly DemoStory[] {
  return [overridden(), charged('p14', 'li', '章某涉嫌盗窃案', 27), closed(), byDelegation(), beforeTheEnd(), afterTheEnd(), byCommittee(), released(), reconsidered(), onProbation()].map((story) => story.end());
}

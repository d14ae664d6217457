// Supervision of investigation and trial, course by course: by word and in writing, the organ that corrects, is silent or objects, the
// session that is not interrupted, the pattern and the crime that go on elsewhere. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import type { Course } from './course.js';

describePath('criminal.correction', (open) => {
  const received = (activity = 'investigation'): Course => open({ on: '2026-03-02', facts: { activity, lead: 'complaint' } });
  const examined = (activity = 'investigation'): Course => staffed(received(activity).does('caseManagement', 'accept'));
  const found = (finding: string, activity = 'investigation'): Course => examined(activity).does('handler', 'record-finding', { finding });
  const noticed = (servedOn = '2026-03-02', replyTime = 'P15D'): Course =>
    found('serious').climbs('outcome', 'notice', 'chief').on(servedOn).does('clerk', 'serve-notice', { servedOn, replyTime });
  const objected = (): Course => noticed().does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' });

  it('corrects a serious violation in writing, by the chief, with the time the notice sets', () => {
    const course = received().refuses('handler', 'accept', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'accept').isIn('stage.accepted');
    staffed(course).does('assistant', 'record-inquiry', { means: 'file' }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notice' })
      .does('handler', 'record-finding', { finding: 'serious' }).has({ severity: 'serious' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'oral' }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'none' })
      .does('handler', 'outcome.propose', { option: 'notice' }).refuses('handler', 'outcome.decide', 'AUTHORITY.REFER').returns('handler', 'outcome.withdraw')
      .climbs('outcome', 'notice', 'chief').does('handler', 'serve-notice', { servedOn: '2026-03-02', replyTime: 'P10D' }).isDue('reply', '2026-03-12')
      .on('2026-03-11').does('caseManagement', 'register-corrected').clockIs('reply', 'satisfied').ends('closed', 'stage.ended.corrected');
    archives(course);
    noticed('2026-04-17', 'P15D').isDue('reply', '2026-05-06');
    noticed('2026-03-02', 'P7D').isDue('reply', '2026-03-09');
  });

  it('corrects a slight violation by word, and takes it up again when that was not enough', () => {
    const slight = weighs(found('slight')).has({ severity: 'minor' }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notice' }).decides('outcome', 'oral', 'own');
    slight.returns('handler', 'log-oral', { corrected: false }).decides('outcome', 'oral', 'own').does('handler', 'log-oral', { corrected: true }).ends('closed', 'stage.ended.corrected');
    found('disputed').does('handler', 'outcome.propose', { option: 'oral' }).refuses('handler', 'outcome.decide', 'AUTHORITY.REFER');
  });

  it('urges before it reports, and closes with what the superior achieved', () => {
    const reported = (): Course => noticed().refuses('handler', 'urge-reply', 'ACT.CONDITION_NOT_MET').expires('reply').has({ replyOverdue: true })
      .refuses('handler', 'report-silence', 'ACT.CONDITION_NOT_MET').does('handler', 'urge-reply').does('handler', 'report-silence').isIn('stage.noticed.withSuperior')
      .refuses('handler', 'register-superior-result', 'AUTHORITY.NOT_YOUR_ROLE', { result: 'correction_right' });
    reported().does('caseManagement', 'register-superior-result', { result: 'correction_right' }).does('handler', 'close-superior-result', { corrected: false }).ends('closed', 'stage.ended.uncorrected');
    reported().does('caseManagement', 'register-superior-result', { result: 'correction_right' }).does('handler', 'close-superior-result', { corrected: true }).ends('closed', 'stage.ended.corrected');
  });

  it('takes an answer that corrects nothing for no correction, unless there is a good reason', () => {
    const refusing = (): Course => noticed().does('handler', 'register-uncorrected', { goodReason: false }).clockIs('reply', 'satisfied').isIn('stage.noticed.awaitingReply').has({ uncorrected: true });
    refusing().refuses('handler', 'report-silence', 'ACT.CONDITION_NOT_MET').does('handler', 'urge-reply').does('handler', 'report-silence').isIn('stage.noticed.withSuperior');
    refusing().does('handler', 'urge-reply').does('caseManagement', 'register-corrected').ends('closed', 'stage.ended.corrected');
    refusing().does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' }).isIn('stage.noticed.rechecking');
    noticed().refuses('caseManagement', 'register-uncorrected', 'AUTHORITY.NOT_YOUR_ROLE', { goodReason: true }).does('handler', 'register-uncorrected', { goodReason: true }).ends('closed', 'stage.ended.explained');
  });

  it('hands a crime of judicial staff to the own investigation', () => {
    found('crime').linksNot('handler', 'own-investigation', 'criminal.own-investigation', 'LINK.NOT_NOW').climbs('outcome', 'crime', 'chief').refuses('handler', 'conclude-crime-opened', 'ACT.CONDITION_NOT_MET')
      .links('handler', 'own-investigation', 'criminal.own-investigation', 'stage.clue').has({ crimeOpened: true }).does('handler', 'conclude-crime-opened').ends('transferred', 'stage.ended.crimeTransferred');
  });

  it('rechecks an objection in seven days: what was wrong is withdrawn, what was right goes up', () => {
    objected().clockIs('reply', 'satisfied').isDue('recheck', '2026-03-09')
      .climbs('recheckDecision', 'wrong', 'chief').clockIs('recheck', 'satisfied').does('handler', 'tell-withdrawal').ends('terminated', 'stage.ended.withdrawn');
    objected().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('recheck').does('caseManagement', 'prompt-overdue')
      .climbs('recheckDecision', 'right', 'chief').clockIs('recheck', 'satisfied').isIn('stage.noticed.withSuperior')
      .does('caseManagement', 'register-superior-result', { result: 'correction_wrong' }).isIn('stage.withdrawn').does('assistant', 'tell-withdrawal').ends('terminated', 'stage.ended.withdrawn');
  });

  it('does not interrupt a session', () => {
    examined().refuses('handler', 'record-session', 'ACT.CONDITION_NOT_MET', { inSession: true }).refuses('handler', 'report-to-chief', 'ACT.CONDITION_NOT_MET');
    found('serious', 'trial').does('handler', 'record-session', { inSession: true }).offersNone('outcome', ['notice'])
      .does('handler', 'record-session', { inSession: false }).offersNone('outcome', ['notice'])
      .does('handler', 'report-to-chief').does('handler', 'record-session', { inSession: true }).offersNone('outcome', ['notice'])
      .does('handler', 'record-session', { inSession: false }).climbs('outcome', 'notice', 'chief').isIn('stage.noticed.serving');
  });

  it('hands on a pattern as a suggestion, and a crime because it must', () => {
    found('pattern').climbs('outcome', 'suggestion', 'chief').does('handler', 'open-suggestion').ends('transferred', 'stage.ended.suggested');
    found('pattern').linksNot('handler', 'suggestion', 'support.suggestion', 'LINK.NOT_NOW').decides('outcome', 'suggestion', 'chief').refuses('handler', 'conclude-suggestion-opened', 'ACT.CONDITION_NOT_MET')
      .links('handler', 'suggestion', 'support.suggestion', 'stage.registered').has({ suggestionOpened: true })
      .does('handler', 'conclude-suggestion-opened').follows('suggestion', { clock: 'reply' }).ends('transferred', 'stage.ended.suggested');
    found('crime').refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notice' })
      .climbs('outcome', 'crime', 'chief').does('caseManagement', 'transfer-crime').ends('transferred', 'stage.ended.crimeTransferred');
  });

  it('answers a complainant when there is no violation, and takes up its own discoveries', () => {
    found('none').decides('outcome', 'none', 'own').refuses('handler', 'close-answered', 'ACT.CONDITION_NOT_MET').does('handler', 'close-answered', { answer: '未发现违法' }).ends('closed', 'stage.ended.noViolation');
    staffed(open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { activity: 'other', lead: 'own_discovery' } }).does('caseManagement', 'accept'))
      .does('chief', 'record-finding', { finding: 'none' }).decides('outcome', 'none', 'own').does('handler', 'close-answered').ends('closed', 'stage.ended.noViolation');
    received().does('caseManagement', 'add-note').does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
  });

  it('keeps each option to its finding, and each beginning to its act', () => {
    expect(() => open({ on: '2026-03-02', facts: { activity: 'trial', lead: 'own_discovery' } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { activity: 'trial', lead: 'complaint' } })).toThrow('ACT.CONDITION_NOT_MET');
    examined().offersNone('outcome', ['oral', 'notice', 'suggestion', 'crime', 'none']);
    found('slight').offersNone('outcome', ['notice', 'suggestion', 'crime', 'none']);
    found('none').offersNone('outcome', ['oral', 'notice', 'suggestion', 'crime']);
    found('pattern').offersNone('outcome', ['oral', 'notice', 'crime', 'none']);
  });
});

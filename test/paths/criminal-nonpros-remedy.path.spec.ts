// Remedies after a non-prosecution, course by course: appeals in time and late, reconsideration with another procurator, recheck and the
// commission's request one level up, the victim's suit. Days are those of 2026 with its holidays.
import { archives, staffed, walksHearing, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const REPORT = { reviewReport: '审查报告' };
const found = (finding: string) => ({ finding });

describePath('criminal.nonpros-remedy', (open) => {
  const received = (remedy: string, nonprosKind = 'discretionary', on = '2026-03-02'): Course => open({ on, facts: { remedy, nonprosKind } });
  const victim = (): Course => staffed(received('victim_above').does('caseManagement', 'check-victim-day', { servedOn: '2026-02-27', inTime: true }).does('caseManagement', 'accept-appeal', { openedOn: '2026-03-02' }));
  const screened = (remedy = 'victim_own'): Course => received(remedy).does('caseManagement', remedy === 'suspect' ? 'check-suspect-day' : 'check-victim-day', { servedOn: '2026-02-02', inTime: false }).does('caseManagement', 'begin-screening', { handler: person('secondHandler'), receivedOn: '2026-03-02' });
  const reconsidered = (): Course => staffed(received('police_reconsider').refuses('caseManagement', 'accept-reconsideration', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' })
    .does('caseManagement', 'bar-earlier-handler', { person: person('secondHandler') }).does('caseManagement', 'accept-reconsideration', { receivedOn: '2026-03-02' })
    .refuses('chief', 'assign', 'TEAM.BARRED', { handler: person('secondHandler') }));

  it('orders the prosecution on the victim\'s appeal to the superior', () => {
    const course = received('victim_above').refuses('caseManagement', 'accept-appeal', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'check-victim-day', { servedOn: '2026-02-27', inTime: true }).isDue('victimAppeal', '2026-03-06')
      .refuses('caseManagement', 'forward-late', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'check-suspect-day', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-02-27', inTime: true })
      .does('caseManagement', 'accept-appeal', { openedOn: '2026-03-02' }).clockIs('victimAppeal', 'satisfied').isDue('complaintReview', '2026-06-02').isIn('stage.accepted');
    staffed(course).does('assistant', 'record-inquiry').refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'orderBelow', ...REPORT })
      .does('handler', 'record-finding', found('wrong'))
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'upholdAppeal', ...REPORT }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'revokeAppeal', ...REPORT })
      .on('2026-04-10').climbs('outcome', 'orderBelow', 'chief', REPORT).clockIs('complaintReview', 'satisfied')
      .does('clerk', 'serve-result').isIn('stage.awaitingLower').refuses('handler', 'register-prosecution', 'CASE.STATE_FORBIDS_ACT')
      .does('caseManagement', 'register-lower-execution').ends('closed', 'stage.ended.revoked');
    archives(course);
  });

  it('passes a late appeal of the victim on, and screens it where the decision was made', () => {
    received('victim_above').does('caseManagement', 'check-victim-day', { servedOn: '2026-02-02', inTime: false }).expires('victimAppeal').has({ appealPassed: true })
      .refuses('caseManagement', 'accept-appeal', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'forward-late').ends('transferred', 'stage.forwarded');
    received('victim_above').refuses('caseManagement', 'begin-screening', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler'), receivedOn: '2026-03-02' });
    screened().isDue('screen', '2026-03-09').refuses('caseManagement', 'close-screened', 'AUTHORITY.NOT_YOUR_ROLE').does('secondHandler', 'close-screened').ends('closed', 'stage.ended.screenedOut');
    screened().expires('screen').has({ overdue: true }).does('caseManagement', 'prompt-overdue')
      .refuses('caseManagement', 'hand-over', 'ACT.CONDITION_NOT_MET', { handler: person('handler'), openedOn: '2026-03-09' })
      .does('secondHandler', 'find-possible-error').refuses('secondHandler', 'close-screened', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'hand-over', { handler: person('handler'), openedOn: '2026-03-09' }).has({ overdue: false }).isDue('complaintReview', '2026-06-09')
      .refuses('secondHandler', 'record-finding', 'AUTHORITY.NOT_YOUR_ROLE', found('wrong'))
      .does('handler', 'record-finding', found('wrong')).climbs('outcome', 'revokeAppeal', 'chief', REPORT).clockIs('complaintReview', 'satisfied').does('handler', 'serve-result').isIn('stage.executing')
      .does('handler', 'register-prosecution').ends('closed', 'stage.ended.revoked');
  });

  it('sends an appeal of the victim that came here in time up with the file', () => {
    received('victim_own').refuses('caseManagement', 'begin-screening', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler'), receivedOn: '2026-03-02' }).refuses('caseManagement', 'send-up', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'check-victim-day', { servedOn: '2026-02-27', inTime: true }).refuses('caseManagement', 'begin-screening', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler'), receivedOn: '2026-03-02' })
      .does('caseManagement', 'send-up').ends('transferred', 'stage.forwarded');
  });

  it('alters a decision whose ground is wrong for the police and above', () => {
    reconsidered().does('handler', 'record-finding', found('basis_wrong')).offersNone('outcome', ['upholdReconsider', 'revokeReconsider'], REPORT).climbs('outcome', 'alterReconsider', 'chief', REPORT).clockIs('reconsider', 'satisfied').does('handler', 'serve-result').ends('closed', 'stage.ended.altered');
    staffed(received('police_recheck').does('caseManagement', 'accept-recheck', { receivedOn: '2026-03-02' })).does('handler', 'record-finding', found('basis_wrong')).offersNone('outcome', ['upholdAbove', 'changeAbove', 'alterReconsider'], REPORT)
      .climbs('outcome', 'alterAbove', 'chief', REPORT).clockIs('recheck', 'satisfied').does('handler', 'serve-result').ends('closed', 'stage.ended.altered');
  });

  it('closes once the prosecution opened from it was accepted', () => {
    const revoked = (): Course => screened().does('secondHandler', 'find-possible-error').linksNot('caseManagement', 'prosecution', 'criminal.prosecution', 'LINK.NOT_NOW')
      .on('2026-03-09').does('caseManagement', 'hand-over', { handler: person('handler'), openedOn: '2026-03-09' }).does('handler', 'record-finding', found('wrong'))
      .decides('outcome', 'revokeAppeal', 'chief', REPORT).does('handler', 'serve-result');
    revoked().links('caseManagement', 'prosecution', 'criminal.prosecution', 'stage.accepted').has({ prosecutionOpened: true }).does('handler', 'conclude-prosecution-opened')
      .ends('closed', 'stage.ended.revoked').follows('prosecution', { state: 'stage.prosecuted' });
    revoked().refuses('handler', 'conclude-prosecution-opened', 'ACT.CONDITION_NOT_MET').links('handler', 'prosecution', 'criminal.prosecution', 'stage.notAccepted')
      .refuses('handler', 'conclude-prosecution-opened', 'ACT.CONDITION_NOT_MET');
  });

  it('reviews the appeal of the person not prosecuted only against a discretionary decision', () => {
    received('suspect', 'insufficient').refuses('caseManagement', 'check-suspect-day', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-02-27', inTime: true })
      .refuses('handler', 'refuse-acceptance', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
    const course = received('suspect').does('caseManagement', 'request-material').returns('caseManagement', 'register-material')
      .does('caseManagement', 'check-suspect-day', { servedOn: '2026-02-27', inTime: true }).does('caseManagement', 'accept-appeal', { openedOn: '2026-03-02' }).clockIs('suspectAppeal', 'satisfied');
    walksHearing(weighs(staffed(course)).does('handler', 'record-finding', found('basis_wrong')), '2026-03-13')
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'upholdReconsider', ...REPORT })
      .climbs('outcome', 'alterAppeal', 'chief', REPORT).clockIs('complaintReview', 'satisfied').does('handler', 'serve-result').ends('closed', 'stage.ended.altered');
    received('suspect').does('caseManagement', 'check-suspect-day', { servedOn: '2026-02-02', inTime: false }).refuses('caseManagement', 'accept-appeal', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'begin-screening', { handler: person('secondHandler'), receivedOn: '2026-03-02' }).isIn('stage.screening');
  });

  it('takes three months for an appeal, six in a complex case, once', () => {
    victim().isDue('complaintReview', '2026-06-02').refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'extend' })
      .climbs('extensionDecision', 'refuse', 'chief').does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' })
      .climbs('extensionDecision', 'extend', 'chief').isDue('complaintReview', '2026-09-02').refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'extend' })
      .refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('complaintReview').does('caseManagement', 'prompt-overdue')
      .does('handler', 'record-finding', found('right')).climbs('outcome', 'upholdAppeal', 'chief', REPORT).does('assistant', 'serve-result').ends('closed', 'stage.ended.upheld');
  });

  it('reconsiders for the police with another procurator within thirty days', () => {
    reconsidered().isDue('reconsider', '2026-04-01').refuses('secondHandler', 'record-finding', 'PARTICIPATION.BARRED', found('right')).does('handler', 'record-finding', found('right'))
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'upholdAbove', ...REPORT })
      .climbs('outcome', 'upholdReconsider', 'chief', REPORT).has({ result: 'upheld' }).clockIs('reconsider', 'satisfied').does('handler', 'serve-result').ends('closed', 'stage.ended.upheld');
    reconsidered().does('handler', 'record-finding', found('disputed')).climbs('outcome', 'revokeReconsider', 'committee', REPORT).clockIs('reconsider', 'satisfied').does('handler', 'serve-result').isIn('stage.executing');
    received('police_reconsider').does('head', 'note-no-earlier-handler').does('caseManagement', 'accept-reconsideration').isIn('stage.accepted');
  });

  it('rechecks for the police and reconsiders for the commission as the superior', () => {
    const recheck = received('police_recheck', 'conditional', '2026-04-03').refuses('caseManagement', 'accept-commission', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'accept-recheck', { receivedOn: '2026-04-03' })
      .isDue('recheck', '2026-05-06');
    staffed(recheck).does('handler', 'record-finding', found('wrong')).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'revokeReconsider', ...REPORT })
      .climbs('outcome', 'changeAbove', 'chief', REPORT).clockIs('recheck', 'satisfied').does('handler', 'serve-result').isIn('stage.awaitingLower');
    staffed(received('commission_reconsider').does('caseManagement', 'accept-commission').isDue('commissionReconsider', '2026-04-01')).does('chief', 'record-finding', found('right'))
      .climbs('outcome', 'upholdAbove', 'chief', REPORT).clockIs('commissionReconsider', 'satisfied').does('handler', 'serve-result').ends('closed', 'stage.ended.upheld');
  });

  it('stops when the court accepts the victim\'s suit, which a conditional non-prosecution does not allow', () => {
    victim().does('caseManagement', 'register-court-acceptance').clockIs('complaintReview', 'stopped').ends('terminated', 'stage.ended.courtAccepted');
    received('victim_own', 'conditional').refuses('caseManagement', 'register-court-acceptance', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-withdrawal').ends('withdrawn', 'stage.ended.withdrawn');
    received('police_recheck').refuses('caseManagement', 'register-court-acceptance', 'ACT.CONDITION_NOT_MET');
  });

  it('opens to each remedy its own options, by the finding', () => {
    const appeal = (finding: string): Course => victim().does('handler', 'record-finding', found(finding));
    const notAppeal = ['upholdReconsider', 'revokeReconsider', 'upholdAbove', 'changeAbove'];
    const appeals = ['upholdAppeal', 'alterAppeal', 'revokeAppeal', 'orderBelow'];
    victim().offersNone('outcome', [...appeals, ...notAppeal], REPORT);
    appeal('right').offersNone('outcome', ['alterAppeal', 'orderBelow', ...notAppeal], REPORT).does('caseManagement', 'apply-hearing').offersNone('outcome', ['upholdAppeal'], REPORT);
    appeal('wrong').offersNone('outcome', ['upholdAppeal', 'alterAppeal', ...notAppeal], REPORT);
    appeal('basis_wrong').offersNone('outcome', ['upholdAppeal', 'orderBelow', ...notAppeal], REPORT);
    reconsidered().does('handler', 'record-finding', found('disputed')).offersNone('outcome', [...appeals, 'upholdAbove', 'changeAbove'], REPORT);
    reconsidered().does('handler', 'record-finding', found('right')).offersNone('outcome', ['revokeReconsider'], REPORT);
    reconsidered().does('handler', 'record-finding', found('wrong')).offersNone('outcome', ['upholdReconsider'], REPORT);
    const above = (finding: string): Course => staffed(received('police_recheck').does('caseManagement', 'accept-recheck')).does('handler', 'record-finding', found(finding));
    above('disputed').offersNone('outcome', [...appeals, 'upholdReconsider', 'revokeReconsider'], REPORT);
    above('right').offersNone('outcome', ['changeAbove'], REPORT).climbs('outcome', 'upholdAbove', 'chief', REPORT).clockIs('recheck', 'satisfied').has({ result: 'upheld' });
    above('wrong').offersNone('outcome', ['upholdAbove'], REPORT);
    staffed(received('commission_reconsider').does('caseManagement', 'accept-commission')).does('handler', 'record-finding', found('wrong')).climbs('outcome', 'changeAbove', 'chief', REPORT).clockIs('commissionReconsider', 'satisfied');
  });

  it('keeps each acceptance to its remedy, and marks what is late', () => {
    const day = { receivedOn: '2026-03-02' };
    received('suspect').refuses('caseManagement', 'check-victim-day', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-02-27', inTime: true }).refuses('caseManagement', 'accept-recheck', 'ACT.CONDITION_NOT_MET', day)
      .does('caseManagement', 'note-no-earlier-handler').refuses('caseManagement', 'accept-reconsideration', 'ACT.CONDITION_NOT_MET', day)
      .does('caseManagement', 'check-suspect-day', { servedOn: '2026-02-27', inTime: true }).expires('suspectAppeal').has({ appealPassed: true });
    reconsidered().expires('reconsider').has({ overdue: true });
    victim().does('handler', 'raise-complexity', { complexity: 'major_case' }).expires('complaintReview').offersNone('extensionDecision', ['extend', 'refuse']);
    received('police_recheck').does('caseManagement', 'accept-recheck', day).expires('recheck').has({ overdue: true });
    received('commission_reconsider').does('caseManagement', 'accept-commission', day).expires('commissionReconsider').has({ overdue: true });
    screened().does('secondHandler', 'close-screened').clockIs('screen', 'satisfied');
    screened().does('secondHandler', 'find-possible-error').does('caseManagement', 'hand-over', { handler: person('handler'), openedOn: '2026-03-02' }).clockIs('screen', 'satisfied').has({ complaintRunning: true })
      .does('handler', 'record-finding', found('right')).offersNone('outcome', ['revokeAppeal'], REPORT).climbs('outcome', 'upholdAppeal', 'chief', REPORT).clockIs('complaintReview', 'satisfied').has({ result: 'upheld' })
      .refuses('handler', 'extensionDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'refuse' }).refuses('handler', 'hearingDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'hold' })
      .refuses('handler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT');
  });
});

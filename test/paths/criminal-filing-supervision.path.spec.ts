// Supervision of case filing, course by course: the police who do not file, file late or file what they must not, their silence and their
// objection; the administrative organ; the own department. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import type { Course } from './course.js';

const ABUSE = { abuseSigns: true, arrestRequested: false };

describePath('criminal.filing-supervision', (open) => {
  const received = (subject: string, lead = 'complaint', on = '2026-03-02'): Course => open({ on, facts: { subject, lead }, payload: { receivedOn: on } });
  const examined = (subject: string, lead = 'complaint', on = '2026-03-02'): Course => staffed(received(subject, lead, on).does('caseManagement', 'accept'));
  const demanded = (on = '2026-03-02', lead = 'complaint'): Course =>
    examined('not_filed', lead, on).decides('demandDecision', 'demandNotFiling', 'own').does('clerk', 'serve-demand', { servedOn: on });
  const reasoned = (reasonsFound: string, on = '2026-03-02', lead = 'complaint'): Course =>
    demanded(on, lead).does('caseManagement', 'register-reasons').does('handler', 'assess-reasons', { reasonsFound });
  const ordered = (): Course => reasoned('fail').climbs('orderDecision', 'orderFiling', 'chief').does('handler', 'serve-order', { servedOn: '2026-03-02' });
  const closing = (): Course => examined('wrongly_filed').does('handler', 'record-signs', ABUSE).decides('demandDecision', 'demandFiling', 'own').does('handler', 'serve-demand')
    .does('handler', 'register-reasons').does('handler', 'assess-reasons', { reasonsFound: 'fail' }).climbs('orderDecision', 'orderWithdrawal', 'chief').has({ order: 'withdraw' }).does('handler', 'serve-order');

  it('has the police file, and urges them after three months', () => {
    const course = received('not_filed').isDue('screen', '2026-03-09').refuses('handler', 'accept', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'accept').clockIs('screen', 'satisfied').isIn('stage.accepted');
    staffed(course).does('assistant', 'record-inquiry').refuses('handler', 'demandDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'demandFiling' })
      .refuses('handler', 'orderDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'orderFiling' })
      .decides('demandDecision', 'demandNotFiling', 'own').does('clerk', 'serve-demand', { servedOn: '2026-03-02' }).isDue('reasons', '2026-03-09')
      .refuses('handler', 'orderDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'orderFiling' })
      .on('2026-03-09').does('caseManagement', 'register-reasons').clockIs('reasons', 'satisfied')
      .does('handler', 'assess-reasons', { reasonsFound: 'fail' }).refuses('handler', 'orderDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'acceptComplaint' })
      .on('2026-03-16').climbs('orderDecision', 'orderFiling', 'chief').does('caseManagement', 'serve-order', { servedOn: '2026-03-16' }).isDue('execute', '2026-03-31')
      .refuses('caseManagement', 'register-case-closed', 'ACT.CONDITION_NOT_MET')
      .on('2026-03-30').does('caseManagement', 'register-filing', { filedOn: '2026-03-30' }).clockIs('execute', 'satisfied').isDue('urge', '2026-06-30')
      .refuses('handler', 'send-urging', 'ACT.CONDITION_NOT_MET').expires('urge').does('handler', 'send-urging').does('handler', 'close-following').ends('closed', 'stage.ended.complied');
    archives(course);
  });

  it('tells the complainant in ten days that the reasons hold', () => {
    reasoned('hold', '2026-04-24').refuses('handler', 'orderDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'orderFiling' })
      .refuses('handler', 'orderDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'acceptOther' })
      .decides('orderDecision', 'acceptComplaint', 'own').isDue('tellComplainant', '2026-05-06').does('assistant', 'tell-complainant').clockIs('tellComplainant', 'satisfied').ends('closed', 'stage.ended.unfounded');
    weighs(reasoned('hold', '2026-04-24', 'admin_organ')).decides('orderDecision', 'acceptOther', 'own').does('handler', 'close-concluded', { answer: '已审查，答复如上' }).ends('closed', 'stage.ended.unfounded');
  });

  it('corrects the silence of the police and orders the filing without their reasons', () => {
    const late = staffed(received('police_slow').does('caseManagement', 'accept')).decides('demandDecision', 'demandNotFiling', 'own').does('handler', 'serve-demand')
      .refuses('handler', 'reasonsCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'reasonsNotice' }).expires('reasons').has({ reasonsOverdue: true });
    late.does('handler', 'reasonsCorrection.propose', { option: 'reasonsNotice' }).refuses('handler', 'reasonsCorrection.decide', 'AUTHORITY.REFER').returns('handler', 'reasonsCorrection.withdraw')
      .climbs('reasonsCorrection', 'reasonsNotice', 'chief').isIn('stage.demanded.awaitingReasons').climbs('orderDecision', 'orderFiling', 'chief').isIn('stage.ordered.serving');
    demanded().expires('reasons').does('caseManagement', 'register-reasons').has({ reasonsOverdue: false });
    received('not_filed').expires('screen').does('caseManagement', 'accept').has({ screenOverdue: false });
  });

  it('corrects an order that is not carried out, and reports it to the superior', () => {
    const outstanding = (): Course => ordered().refuses('handler', 'executionCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'executionNotice' })
      .refuses('handler', 'report-to-superior', 'CASE.STATE_FORBIDS_ACT').expires('execute').has({ orderOverdue: true })
      .climbs('executionCorrection', 'executionNotice', 'chief').isIn('stage.ordered.corrected').does('handler', 'report-to-superior').isIn('stage.ordered.withSuperior');
    outstanding().does('caseManagement', 'register-filing').has({ orderOverdue: false }).isIn('stage.following');
    outstanding().does('caseManagement', 'register-unresolved').ends('closed', 'stage.ended.unresolved');
  });

  it('has a case closed that was filed against the law, before arrest or prosecution is asked for', () => {
    examined('wrongly_filed').refuses('handler', 'demandDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'demandFiling' })
      .does('handler', 'record-signs', { abuseSigns: true, arrestRequested: true }).refuses('handler', 'demandDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'demandFiling' })
      .decides('demandDecision', 'demandNone', 'own').does('handler', 'close-concluded', { answer: '已审查，答复如上' }).ends('closed', 'stage.ended.unfounded');
    closing().refuses('caseManagement', 'register-filing', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'register-recheck', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-case-closed').ends('closed', 'stage.ended.complied');
  });

  it('reconsiders an order to close in seven days, and follows the recheck of the superior', () => {
    ordered().refuses('caseManagement', 'register-objection', 'ACT.CONDITION_NOT_MET');
    const objected = (): Course => closing().does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' }).isDue('reconsider', '2026-03-09')
      .refuses('caseManagement', 'register-case-closed', 'ACT.CONDITION_NOT_MET');
    objected().climbs('reconsideration', 'change', 'chief').clockIs('reconsider', 'satisfied').has({ objectionStep: 'reconsidered' }).does('handler', 'end-set-aside').clockIs('execute', 'stopped').ends('terminated', 'stage.ended.orderSetAside');
    const upheld = (): Course => objected()
      .climbs('reconsideration', 'uphold', 'chief').refuses('handler', 'end-set-aside', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'register-objection', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-recheck', { receivedOn: '2026-03-02' }).isDue('recheck', '2026-03-17').isIn('objection.recheckAbove');
    upheld().does('caseManagement', 'record-recheck', { result: 'upheld' }).has({ orderSetAside: false }).does('caseManagement', 'register-case-closed').ends('closed', 'stage.ended.complied');
    upheld().does('caseManagement', 'record-recheck', { result: 'set_aside' }).does('handler', 'end-set-aside').ends('terminated', 'stage.ended.orderSetAside');
  });

  it('tells an administrative organ to hand a crime over, by the chief', () => {
    const told = (): Course => examined('admin_not_transferred', 'admin_organ').refuses('handler', 'demandDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'demandNotFiling' })
      .climbs('adminDecision', 'adminOpinion', 'chief').isIn('stage.awaitingAdmin');
    told().does('caseManagement', 'register-admin-transfer').ends('closed', 'stage.ended.complied');
    told().does('caseManagement', 'register-admin-refusal').does('handler', 'close-concluded', { answer: '已审查，答复如上' }).ends('closed', 'stage.ended.unfounded');
    examined('admin_not_transferred').climbs('adminDecision', 'adminNone', 'chief').isIn('stage.concluded');
  });

  it('takes a refusal of the own department to the chief', () => {
    const suggested = (): Course => staffed(open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { subject: 'own_department', lead: 'own_discovery' } }).does('caseManagement', 'accept'))
      .refuses('handler', 'adminDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'adminOpinion' }).decides('ownDecision', 'ownSuggest', 'own').isIn('stage.awaitingOwn');
    suggested().does('handler', 'register-own-adoption').ends('closed', 'stage.ended.complied');
    suggested().does('handler', 'register-own-refusal').climbs('chiefDecision', 'ownMust', 'chief').has({ result: 'complied' }).does('handler', 'close-concluded', { answer: '已审查，答复如上' }).ends('closed', 'stage.ended.complied');
    suggested().does('handler', 'register-own-refusal').climbs('chiefDecision', 'ownNeedNot', 'chief').does('handler', 'close-concluded', { answer: '已审查，答复如上' }).ends('closed', 'stage.ended.unfounded');
    examined('own_department').decides('ownDecision', 'ownNone', 'own').isIn('stage.concluded');
  });

  it('counts acceptance from the complete material, and presses when it is late', () => {
    received('not_filed').does('caseManagement', 'request-material').clockIs('screen', 'stopped').on('2026-03-05').returns('caseManagement', 'register-material', { receivedOn: '2026-03-05' }).isDue('screen', '2026-03-12')
      .refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('screen').does('caseManagement', 'prompt-overdue')
      .does('caseManagement', 'refuse-acceptance').clockIs('screen', 'satisfied').ends('refused', 'stage.notAccepted');
  });

  it('registers what the police do of themselves, before the reasons and after them, and answers the complainant', () => {
    const filedOn = { filedOn: '2026-03-02' };
    for (const course of [examined('not_filed'), demanded(), reasoned('fail')]) course.does('caseManagement', 'register-own-filing', filedOn).isIn('stage.following').isDue('urge', '2026-06-02');
    demanded().does('handler', 'register-own-filing', filedOn).clockIs('reasons', 'satisfied').refuses('caseManagement', 'register-own-closing', 'CASE.STATE_FORBIDS_ACT').does('handler', 'close-following').ends('closed', 'stage.ended.complied');
    demanded().refuses('caseManagement', 'register-own-closing', 'ACT.CONDITION_NOT_MET').refuses('handler', 'end-superseded', 'ACT.CONDITION_NOT_MET');
    const wrongly = (): Course => examined('wrongly_filed').does('handler', 'record-signs', ABUSE).decides('demandDecision', 'demandFiling', 'own').does('handler', 'serve-demand');
    wrongly().refuses('caseManagement', 'register-own-filing', 'ACT.CONDITION_NOT_MET', filedOn).does('caseManagement', 'register-own-closing').clockIs('reasons', 'satisfied').ends('closed', 'stage.ended.complied');
    // Whether it was rightly filed is examined with the arrest or the prosecution from then on.
    wrongly().does('handler', 'end-superseded').clockIs('reasons', 'stopped').has({ arrestRequested: true }).refuses('handler', 'close-concluded', 'ACT.CONDITION_NOT_MET').does('handler', 'close-concluded', { answer: '已在审查逮捕中审查' }).ends('closed', 'stage.ended.unfounded');
  });

  it('opens the correction of an illegal investigation and the investigation of judicial staff', () => {
    examined('wrongly_filed').mayLink('handler', 'correction', 'criminal.correction').mayLink('caseManagement', 'judicial-crime', 'criminal.own-investigation')
      .linksNot('head', 'correction', 'criminal.correction', 'AUTHORITY.NOT_YOUR_ROLE').linksNot('handler', 'correction', 'criminal.own-investigation', 'LINK.PATH_MISMATCH');
  });

  it('keeps each option to what is supervised', () => {
    expect(() => received('not_filed', 'own_discovery')).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { subject: 'not_filed', lead: 'complaint' } })).toThrow('ACT.CONDITION_NOT_MET');
    examined('not_filed').does('handler', 'record-signs', ABUSE).offersNone('demandDecision', ['demandFiling']).offersNone('ownDecision', ['ownSuggest']).offersNone('adminDecision', ['adminOpinion']);
    examined('wrongly_filed').offersNone('demandDecision', ['demandNotFiling']);
    reasoned('fail').offersNone('orderDecision', ['orderWithdrawal', 'acceptComplaint', 'acceptOther']);
    reasoned('fail', '2026-03-02', 'admin_organ').offersNone('orderDecision', ['acceptOther']);
    reasoned('hold', '2026-03-02', 'admin_organ').offersNone('orderDecision', ['acceptComplaint', 'orderFiling']);
    const wrongly = (reasonsFound: string): Course => examined('wrongly_filed').does('handler', 'record-signs', ABUSE).decides('demandDecision', 'demandFiling', 'own').does('handler', 'serve-demand')
      .does('handler', 'register-reasons').does('handler', 'assess-reasons', { reasonsFound });
    wrongly('hold').offersNone('orderDecision', ['orderWithdrawal']);
    wrongly('fail').offersNone('orderDecision', ['orderFiling']).climbs('orderDecision', 'orderWithdrawal', 'chief');
  });

  it('takes an objection only while the order stands, and ends nothing while it is open', () => {
    closing().expires('execute').climbs('executionCorrection', 'executionNotice', 'chief').does('handler', 'report-to-superior').does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' })
      .refuses('caseManagement', 'register-unresolved', 'ACT.CONDITION_NOT_MET').climbs('reconsideration', 'uphold', 'chief').clockIs('reconsider', 'satisfied')
      .does('caseManagement', 'register-recheck', { receivedOn: '2026-03-02' }).refuses('caseManagement', 'register-unresolved', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'record-recheck', { result: 'upheld' }).clockIs('recheck', 'satisfied').does('caseManagement', 'register-case-closed').clockIs('execute', 'satisfied');
    examined('wrongly_filed').refuses('caseManagement', 'register-objection', 'CASE.STATE_FORBIDS_ACT').refuses('caseManagement', 'register-recheck', 'CASE.STATE_FORBIDS_ACT');
    ordered().does('caseManagement', 'register-filing', { filedOn: '2026-03-02' }).does('handler', 'close-following').clockIs('urge', 'satisfied');
  });
});

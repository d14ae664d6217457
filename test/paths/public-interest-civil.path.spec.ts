// Civil public interest litigation, course by course: the notice that lets others sue first, the next of kin, suit, attached suit, support,
// settlement, withdrawal and appeal. What both kinds have in common is walked here again, because every path stands for itself.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const RECEIVED = { clueSource: 'report' };
const REPORT = { reviewReport: '审查报告' };
const INQUIRY = { inquiryReport: '调查终结报告' };
const HARM = { conduct: 'unlawful', interest: 'harmed', heroCase: false };

describePath('public-interest.civil', (open) => {
  const clue = (): Course => open({ on: '2026-03-02', facts: {}, payload: RECEIVED }).does('caseManagement', 'assign', { handler: person('handler') });
  const filed = (): Course => clue().does('handler', 'assess-clue', { harm: 'harm', conduct: 'possible' }).on('2026-03-10').decides('filingDecision', 'file', 'chief');
  const inquired = (): Course => filed().does('handler', 'record-findings', HARM);
  /** The notice stands in a nation-wide medium from Wednesday 2026-03-18. */
  const published = (): Course => inquired().on('2026-03-16').decides('inquiryOutcome', 'announce', 'chief', INQUIRY).on('2026-03-18').does('handler', 'publish-notice', { publishedOn: '2026-03-18' });
  const inReview = (): Course => published().expires('notice').does('handler', 'begin-follow-up').does('handler', 'record-follow-up', { interest: 'harmed' });
  const inCourt = (): Course => inReview().on('2026-06-01').decides('suitDecision', 'sue', 'chief', REPORT).does('handler', 'deliver-claim', { deliveredOn: '2026-06-01' });
  const judged = (): Course => inCourt().does('handler', 'file-claim').on('2026-09-14').does('caseManagement', 'register-judgment', { receivedOn: '2026-09-14', result: 'partly' });
  const supported = (): Course => published().does('caseManagement', 'register-plaintiff', { state: 'sued' }).does('handler', 'begin-follow-up').does('handler', 'record-follow-up', { interest: 'harmed' })
    .decides('suitDecision', 'support', 'chief', { ...REPORT, supportKind: 'public_interest_suit' });

  it('lets others sue for thirty days and sues when nobody does', () => {
    const course = clue().refuses('handler', 'filingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'file' }).does('handler', 'preliminary-inquiry')
      .does('handler', 'assess-clue', { harm: 'harm', conduct: 'possible' }).does('handler', 'filingDecision.propose', { option: 'file' })
      .refuses('handler', 'filingDecision.decide', 'AUTHORITY.REFER').does('handler', 'filingDecision.withdraw').decides('filingDecision', 'file', 'chief')
      .does('handler', 'take-evidence', { measure: 'commission_appraisal', secondPerson: person('assistant') })
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'announce', ...INQUIRY }).does('handler', 'record-findings', HARM)
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...INQUIRY })
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askKin', ...INQUIRY })
      .on('2026-03-16').decides('inquiryOutcome', 'announce', 'chief', INQUIRY).on('2026-03-18').does('handler', 'publish-notice', { publishedOn: '2026-03-18' })
      .isDue('notice', '2026-04-17').isDue('review', '2026-07-17').refuses('handler', 'begin-follow-up', 'ACT.CONDITION_NOT_MET').expires('notice').has({ noticeEnded: true });
    course.does('handler', 'begin-follow-up').refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
      .does('handler', 'record-follow-up', { interest: 'protected' }).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
      .does('handler', 'record-follow-up', { interest: 'harmed' }).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'support', supportKind: 'other', ...REPORT })
      .decides('suitDecision', 'sue', 'chief', REPORT).clockIs('review', 'satisfied').on('2026-06-01').does('handler', 'deliver-claim', { deliveredOn: '2026-06-01' })
      .isDue('indictmentRecord', '2026-06-08')
      .does('handler', 'file-claim').does('caseManagement', 'register-court-notice').does('handler', 'name-appearance', { persons: [person('handler')] })
      .on('2026-09-14').does('caseManagement', 'register-judgment', { receivedOn: '2026-09-14', result: 'granted' }).isDue('appealJudgment', '2026-09-29').does('handler', 'file-judgment')
      .does('handler', 'review-judgment', { view: 'correct' }).decides('appealDecision', 'accept', 'chief').expires('appealJudgment').does('handler', 'register-effective')
      .does('handler', 'close').ends('closed', 'stage.closed').does('handler', 'self-check').does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });

  it('refers a clue, files none, and ends without a suit', () => {
    clue().does('handler', 'mark-major-clue').does('handler', 'file-clue').decides('referralDecision', 'refer', 'own').ends('transferred', 'stage.clueReferred');
    clue().does('handler', 'assess-clue', { harm: 'none', conduct: 'none' }).decides('filingDecision', 'notFile', 'chief').ends('refused', 'stage.notFiled');
    filed().does('handler', 'record-findings', { ...HARM, conduct: 'lawful' }).decides('inquiryOutcome', 'terminate', 'chief', INQUIRY).ends('terminated', 'stage.terminated');
    inReview().refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...REPORT }).does('handler', 'register-agreement', { state: 'performed' }).does('handler', 'register-agreement', { state: 'reached' })
      .has({ agreement: 'performed' });
    // An agreement on the damages that was reached is a ground; so is that whoever did the harm died or was wound up without means.
    inquired().does('handler', 'record-other-ground', { holds: true }).decides('inquiryOutcome', 'terminate', 'chief', INQUIRY).ends('terminated', 'stage.terminated');
    inReview().does('handler', 'record-other-ground', { holds: true }).does('handler', 'suitDecision.propose', { option: 'terminate', ...REPORT });
    inReview().does('handler', 'register-agreement', { state: 'reached' }).decides('suitDecision', 'terminate', 'chief', REPORT).clockIs('review', 'satisfied').ends('terminated', 'stage.terminated');
  });

  it('asks the next of kin of heroes and martyrs in place of the notice', () => {
    filed().does('handler', 'record-findings', { ...HARM, heroCase: true }).on('2026-03-16').decides('inquiryOutcome', 'askKin', 'chief', INQUIRY)
      .refuses('handler', 'begin-follow-up', 'CASE.STATE_FORBIDS_ACT').on('2026-03-25').does('handler', 'record-kin', { answeredOn: '2026-03-25', plaintiff: 'none' }).isDue('review', '2026-06-25')
      .does('handler', 'record-follow-up', { interest: 'harmed' }).decides('suitDecision', 'sue', 'chief', REPORT).isIn('stage.court.preparing');
    filed().does('handler', 'record-findings', { ...HARM, heroCase: true, interest: 'protected' }).refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askKin', ...INQUIRY });
    const objecting = filed().does('handler', 'record-findings', { ...HARM, heroCase: true }).decides('inquiryOutcome', 'askKin', 'chief', INQUIRY).on('2026-03-25').does('handler', 'record-kin', { answeredOn: '2026-03-25', plaintiff: 'none' })
      .does('handler', 'record-follow-up', { interest: 'harmed' }).does('handler', 'link-criminal-case').does('caseManagement', 'register-kin-objection', { objects: true });
    for (const [option, more] of [['sue', {}], ['sueAttached', {}], ['transferToSue', { receivingOffice: '某市人民检察院' }]] as const) objecting.refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option, ...REPORT, ...more });
    objecting.decides('suitDecision', 'terminate', 'chief', REPORT).ends('terminated', 'stage.terminated');
    inReview().refuses('caseManagement', 'register-kin-objection', 'ACT.CONDITION_NOT_MET', { objects: true });
  });

  it('supports a suit that somebody brought before any notice, and opens other cases', () => {
    inquired().refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'support', ...INQUIRY, supportKind: 'ecological_damages' }).does('caseManagement', 'register-plaintiff', { state: 'sued' })
      .decides('inquiryOutcome', 'support', 'chief', { ...INQUIRY, supportKind: 'ecological_damages' }).isIn('stage.supporting.delivering');
    inquired().mayLink('handler', 'suggestion', 'support.suggestion').mayLink('handler', 'crime-not-transferred', 'criminal.filing-supervision').mayLink('handler', 'public-interest', 'public-interest.admin').linksNot('handler', 'litigation-supervision', 'civil.judgment', 'LINK.NOT_NOW');
    judged().expires('appealJudgment').does('handler', 'register-effective').mayLink('handler', 'litigation-supervision', 'civil.judgment').mayLink('caseManagement', 'litigation-supervision', 'civil.misconduct');
  });

  it('attaches the suit only to a criminal case that this office takes to court', () => {
    inReview().refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sueAttached', ...REPORT }).does('handler', 'link-criminal-case')
      .refuses('handler', 'link-criminal-case', 'ACT.CONDITION_NOT_MET').decides('suitDecision', 'sueAttached', 'committee', REPORT).isIn('stage.court.preparing');
    inReview().decides('suitDecision', 'transferToSue', 'chief', { ...REPORT, receivingOffice: '某市人民检察院' }).ends('transferred', 'stage.transferredOut');
    const sent = (): Course => open({ on: '2026-03-02', facts: {}, payload: { clueSource: 'transferred_for_suit' } }).does('caseManagement', 'assign', { handler: person('handler') });
    sent().refuses('handler', 'take-over-for-suit', 'AUTHORITY.NOT_YOUR_ROLE', { receivedOn: '2026-03-02' }).does('caseManagement', 'take-over-for-suit', { receivedOn: '2026-03-02' }).isDue('review', '2026-06-02');
    // Our own clue is filed, and the others have their time, before there is a suit.
    clue().refuses('caseManagement', 'take-over-for-suit', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
  });

  it('supports a suit, keeps the support or takes it back', () => {
    const waiting = (): Course => supported().clockIs('notice', 'stopped').does('handler', 'deliver-support');
    waiting().does('caseManagement', 'register-supported-judgment').ends('closed', 'stage.closed');
    waiting().refuses('handler', 'supportDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'takeBack' }).does('handler', 'find-support-improper')
      .decides('supportDecision', 'keep', 'chief').refuses('handler', 'supportDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'takeBack' })
      .does('handler', 'find-support-improper').on('2026-08-24').decides('supportDecision', 'takeBack', 'chief').isDue('withdrawSubmit', '2026-08-27')
      .does('handler', 'submit-support-withdrawal').ends('withdrawn', 'stage.supportWithdrawn');
    published().does('caseManagement', 'register-plaintiff', { state: 'sued' }).does('handler', 'begin-follow-up').does('handler', 'record-follow-up', { interest: 'harmed' })
      .refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT });
  });

  it('settles in court without lessening the liability', () => {
    inCourt().refuses('caseManagement', 'register-settlement', 'ACT.CONDITION_NOT_MET', { liabilityKept: false, receivedOn: '2026-06-01' })
      .does('handler', 'file-claim').on('2026-09-14').does('caseManagement', 'register-settlement', { liabilityKept: true, receivedOn: '2026-09-14' }).isDue('judgmentRecord', '2026-09-17')
      .refuses('handler', 'close', 'ACT.CONDITION_NOT_MET').does('handler', 'file-judgment').does('handler', 'close').ends('closed', 'stage.closed');
  });

  it('changes the claim or withdraws the suit', () => {
    inCourt().refuses('handler', 'claimDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'change' }).on('2026-08-24').does('handler', 'assess-claim', { met: true })
      .decides('claimDecision', 'change', 'chief').refuses('caseManagement', 'register-settlement', 'ACT.CONDITION_NOT_MET', { liabilityKept: true, receivedOn: '2026-08-24' })
      .does('handler', 'submit-change')
      .does('handler', 'assess-claim', { met: true }).decides('claimDecision', 'withdraw', 'chief').does('handler', 'submit-withdrawal')
      .returns('caseManagement', 'register-withdrawal-ruling', { permitted: false }).decides('claimDecision', 'withdraw', 'chief').does('handler', 'submit-withdrawal')
      .does('caseManagement', 'register-withdrawal-ruling', { permitted: true }).ends('withdrawn', 'stage.suitWithdrawn');
  });

  it('appeals, is appealed against, and follows the superior', () => {
    judged().does('handler', 'review-judgment', { view: 'wrong' }).decides('appealDecision', 'appeal', 'chief').returns('caseManagement', 'register-ordered-withdrawal')
      .does('handler', 'register-effective');
    judged().does('caseManagement', 'register-ordered-appeal').does('caseManagement', 'register-second-instance', { result: 'changed' }).isIn('stage.court.effective');
    judged().does('caseManagement', 'register-defendant-appeal', { receivedOn: '2026-09-14' }).does('handler', 'report-defendant-appeal')
      .returns('caseManagement', 'register-second-instance', { result: 'remanded' }).isIn('stage.court.trial');
    inCourt().on('2026-09-14').does('caseManagement', 'register-ruling', { receivedOn: '2026-09-14', result: 'rejected' }).isDue('appealRuling', '2026-09-24');
  });

  it('commissions another procuratorate, hears people in public, and is extended on its level', () => {
    inquired().does('handler', 'commission-investigation', { receivedOn: '2026-03-10' }).expires('commissioned').does('handler', 'press-commission').returns('handler', 'register-commission-result');
    inquired().does('handler', 'apply-hearing').decides('hearingDecision', 'decline', 'chief').decides('hearingDecision', 'hold', 'chief')
      .does('handler', 'fix-hearing', { hearingOn: '2026-03-25' }).does('handler', 'notify-hearing').does('handler', 'record-hearing').decides('hearingDecision', 'hold', 'chief')
      .does('handler', 'cancel-hearing');
    const course = inReview().on('2026-05-06').decides('extensionDecision', 'refuse', 'chief').does('handler', 'raise-complexity', { complexity: 'major_case' })
      .does('chief', 'lower-complexity', { complexity: 'major_difficult_complex' })
      .decides('extensionDecision', 'month', 'chief').isDue('review', '2026-08-17').does('handler', 'extensionDecision.propose', { option: 'further', by: 'P2M' });
    course.does('handler', 'extensionDecision.send-up').does('head', 'extensionDecision.review', { opinion: 'agree' }).refuses('chief', 'extensionDecision.approve', 'AUTHORITY.REFER')
      .does('chief', 'extensionDecision.report-up').does('superior', 'extensionDecision.consent').does('handler', 'extensionDecision.issue').isDue('review', '2026-10-19')
      .does('handler', 'record-uncounted-days', { kind: 'testing', from: '2026-04-20', to: '2026-04-30' }).isDue('review', '2026-10-27').expires('review')
      .does('caseManagement', 'prompt-overdue').does('caseManagement', 'register-designation').ends('transferred', 'stage.transferredOut');
  });

  it('decides nothing before it was found out', () => {
    const closed = 'DECISION.OPTION_NOT_OPEN';
    clue().refuses('handler', 'filingDecision.propose', closed, { option: 'notFile' }).does('handler', 'assess-clue', { harm: 'none', conduct: 'possible' })
      .refuses('handler', 'filingDecision.propose', closed, { option: 'file' }).does('handler', 'assess-clue', { harm: 'harm', conduct: 'body_unknown' })
      .refuses('handler', 'filingDecision.propose', closed, { option: 'file' }).does('handler', 'mark-major-clue').refuses('handler', 'filingDecision.propose', closed, { option: 'notFile' });
    const course = filed().refuses('handler', 'hearingDecision.propose', closed, { option: 'decline' });
    course.does('handler', 'record-findings', { ...HARM, interest: 'protected' }).refuses('handler', 'inquiryOutcome.propose', closed, { option: 'announce', ...INQUIRY })
      .does('handler', 'record-findings', { ...HARM, conduct: 'lawful', heroCase: true }).refuses('handler', 'inquiryOutcome.propose', closed, { option: 'announce', ...INQUIRY })
      .refuses('handler', 'inquiryOutcome.propose', closed, { option: 'askKin', ...INQUIRY });
    judged().refuses('handler', 'appealDecision.propose', closed, { option: 'accept' }).does('handler', 'review-judgment', { view: 'correct' })
      .refuses('handler', 'appealDecision.propose', closed, { option: 'appeal' })
      .decides('appealDecision', 'accept', 'chief').refuses('handler', 'appealDecision.propose', closed, { option: 'accept' });
    inReview().refuses('handler', 'extensionDecision.propose', closed, { option: 'month' }).does('handler', 'raise-complexity', { complexity: 'major_case' })
      .refuses('handler', 'extensionDecision.propose', closed, { option: 'further', by: 'P1M' }).decides('extensionDecision', 'month', 'chief')
      .refuses('handler', 'extensionDecision.propose', closed, { option: 'month' });
  });

  it('never sues beside somebody entitled, nor before the notice has ended', () => {
    const options = [['sue', {}], ['sueAttached', {}], ['transferToSue', { receivingOffice: '某市人民检察院' }]] as const;
    const refused = (course: Course): Course => options.reduce((now, [option, more]) => now.refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option, ...REPORT, ...more }), course);
    refused(inReview().does('handler', 'link-criminal-case').does('caseManagement', 'register-plaintiff', { state: 'sued' }));
    refused(inReview().does('handler', 'link-criminal-case').does('handler', 'record-follow-up', { interest: 'protected' }));
    const early = published().does('handler', 'link-criminal-case').does('caseManagement', 'register-plaintiff', { state: 'sued' }).does('handler', 'begin-follow-up')
      .refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...REPORT })
      .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' });
    refused(early.does('caseManagement', 'register-plaintiff', { state: 'none' }).does('handler', 'record-follow-up', { interest: 'harmed' })).expires('notice')
      .does('handler', 'suitDecision.propose', { option: 'sue', ...REPORT });
    inCourt().does('handler', 'assess-claim', { met: true }).decides('claimDecision', 'change', 'chief').does('handler', 'assess-claim', { met: true })
      .refuses('handler', 'claimDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' });
  });

  it('is checked before it is archived, each once', () => {
    filed().does('handler', 'record-findings', { ...HARM, conduct: 'lawful' }).decides('inquiryOutcome', 'terminate', 'chief', INQUIRY).refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'self-check').refuses('handler', 'self-check', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });
});

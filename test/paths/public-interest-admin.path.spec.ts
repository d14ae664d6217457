// Administrative public interest litigation, course by course: a clue that is filed, referred or dropped, the suggestion and the time to put
// things right, suspension, extension, suit, judgment and appeal. Days are those of 2026 with its holidays.
import { walksRecusalLimits } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const RECEIVED = { clueSource: 'found_in_cases' };
const REPORT = { reviewReport: '审查报告' };
const INQUIRY = { inquiryReport: '调查终结报告' };
const UNPERFORMED = { duty: 'not_performed', signs: ['partial_measures'], interest: 'harmed', claimMatches: true, planWithObstacle: false };
const PERFORMED = { duty: 'performed', signs: [], interest: 'protected', claimMatches: true, planWithObstacle: false };

describePath('public-interest.admin', (open) => {
  /** Registered and assigned on Monday 2026-03-02. */
  const clue = (): Course => open({ on: '2026-03-02', facts: {}, payload: RECEIVED }).does('caseManagement', 'assign', { handler: person('handler') });
  const filed = (): Course => clue().does('handler', 'assess-clue', { harm: 'harm', conduct: 'possible' }).on('2026-03-10').decides('filingDecision', 'file', 'chief');
  const inquired = (): Course => filed().on('2026-03-12').does('handler', 'serve-filing');
  const decided = (urgent: boolean): Course => inquired().does('handler', 'record-findings', { illegality: 'unlawful', interest: 'harmed' })
    .on('2026-04-20').decides('inquiryOutcome', 'suggest', 'chief', { ...INQUIRY, urgent });
  const suggested = (): Course => decided(false).on('2026-04-22').does('handler', 'serve-suggestion', { servedOn: '2026-04-22' })
    .does('handler', 'file-suggestion');
  const answered = (): Course => suggested().on('2026-06-08').does('caseManagement', 'register-reply');
  /** The two months are over and the review for suit runs. */
  const inReview = (): Course => answered().expires('reply');
  const sued = (): Course => inReview().on('2026-07-13').does('handler', 'record-follow-up', UNPERFORMED).decides('suitDecision', 'sue', 'chief', REPORT);
  const inCourt = (): Course => sued().on('2026-08-03').does('handler', 'deliver-claim', { deliveredOn: '2026-08-03' });
  const judged = (): Course => inCourt().does('handler', 'file-claim').on('2026-09-14').does('caseManagement', 'register-judgment', { receivedOn: '2026-09-14', result: 'partly' });

  it('decides on a recusal, and on its reconsideration, in three days', () => {
    walksRecusalLimits(clue(), 'handler');
  });

  it('files, suggests, follows up and sues, each in its time and on its level', () => {
    const course = clue().refuses('handler', 'filingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'file' })
      .does('handler', 'preliminary-inquiry').does('handler', 'assess-clue', { harm: 'harm', conduct: 'possible' })
      .on('2026-03-10').does('handler', 'filingDecision.propose', { option: 'file' }).refuses('handler', 'filingDecision.decide', 'AUTHORITY.REFER').does('handler', 'filingDecision.withdraw')
      .decides('filingDecision', 'file', 'chief').isDue('filingServe', '2026-03-17').refuses('handler', 'consult', 'CASE.STATE_FORBIDS_ACT')
      .does('handler', 'serve-filing').clockIs('filingServe', 'satisfied')
      .does('handler', 'take-evidence', { measure: 'inspect_scene', secondPerson: person('assistant') })
      .does('handler', 'consult').returns('handler', 'record-consultation')
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...INQUIRY, urgent: false })
      .does('handler', 'record-findings', { illegality: 'unlawful', interest: 'harmed' })
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...INQUIRY })
      .on('2026-04-20').decides('inquiryOutcome', 'suggest', 'chief', { ...INQUIRY, urgent: false }).isDue('suggestionServe', '2026-04-23')
      .refuses('handler', 'serve-suggestion-urgent', 'ACT.CONDITION_NOT_MET').on('2026-04-22').does('handler', 'serve-suggestion', { servedOn: '2026-04-22' })
      .isDue('suggestionRecord', '2026-04-27').isDue('reply', '2026-06-22').isDue('review', '2026-07-22').does('handler', 'file-suggestion')
      .refuses('handler', 'follow-up-without-reply', 'ACT.CONDITION_NOT_MET').on('2026-06-08').does('caseManagement', 'register-reply');
    course.does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
      .expires('reply').has({ periodEnded: true, reviewRunning: true }).does('handler', 'record-follow-up', { ...UNPERFORMED, claimMatches: false })
      .refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT }).does('handler', 'record-follow-up', UNPERFORMED)
      .decides('suitDecision', 'sue', 'committee', REPORT).clockIs('review', 'satisfied').on('2026-08-03').does('handler', 'deliver-claim', { deliveredOn: '2026-08-03' })
      .isDue('indictmentRecord', '2026-08-10').does('handler', 'file-claim').refuses('handler', 'file-claim', 'ACT.CONDITION_NOT_MET')
      .on('2026-08-17').refuses('handler', 'name-appearance', 'ACT.CONDITION_NOT_MET', { persons: [person('handler')] }).does('caseManagement', 'register-court-notice')
      .isDue('courtAppearance', '2026-08-20')
      .does('handler', 'name-appearance', { persons: [person('handler')] })
      .on('2026-09-14').does('caseManagement', 'register-judgment', { receivedOn: '2026-09-14', result: 'granted' }).isDue('judgmentRecord', '2026-09-17').isDue('appealJudgment', '2026-09-29')
      .does('handler', 'file-judgment').does('handler', 'review-judgment', { view: 'correct' }).decides('appealDecision', 'accept', 'chief')
      .refuses('handler', 'register-effective', 'ACT.CONDITION_NOT_MET').expires('appealJudgment').does('handler', 'register-effective').does('handler', 'close').ends('closed', 'stage.closed')
      .refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('caseManagement', 'archive');
  });

  it('refers a clue, files none, and files against an unknown body only when the harm is serious', () => {
    clue().does('handler', 'assess-clue', { harm: 'harm', conduct: 'possible' }).does('handler', 'mark-major-clue')
      .refuses('handler', 'filingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'file' }).does('handler', 'file-clue').refuses('handler', 'file-clue', 'ACT.CONDITION_NOT_MET')
      .decides('referralDecision', 'refer', 'own').ends('transferred', 'stage.clueReferred');
    open({ on: '2026-03-02', facts: {}, payload: RECEIVED, by: 'handler' }).refuses('handler', 'assign', 'AUTHORITY.NOT_YOUR_ROLE', { handler: person('handler') }).isIn('stage.clue.registered');
    clue().does('handler', 'assess-clue', { harm: 'none', conduct: 'none' }).refuses('handler', 'filingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'file' })
      .decides('filingDecision', 'notFile', 'chief').ends('refused', 'stage.notFiled')
      .does('handler', 'self-check').does('caseManagement', 'archive');
    clue().does('handler', 'assess-clue', { harm: 'harm', conduct: 'body_unknown' }).refuses('handler', 'filingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'file' })
      .does('handler', 'assess-clue', { harm: 'serious_harm', conduct: 'body_unknown' }).decides('filingDecision', 'file', 'chief').isIn('stage.filed');
  });

  it('inquires for the harm alone while the agency is not known, and suggests nothing before it is served', () => {
    const unknown = (): Course => clue().does('handler', 'assess-clue', { harm: 'serious_harm', conduct: 'body_unknown' }).decides('filingDecision', 'file', 'chief').does('handler', 'inquire-unknown-agency').clockIs('filingServe', 'stopped');
    filed().refuses('handler', 'inquire-unknown-agency', 'ACT.CONDITION_NOT_MET');
    inquired().refuses('handler', 'identify-agency', 'ACT.CONDITION_NOT_MET', { agency: '某市生态环境局' });
    unknown().refuses('handler', 'consult', 'ACT.CONDITION_NOT_MET').does('handler', 'record-findings', { illegality: 'unlawful', interest: 'harmed' })
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...INQUIRY, urgent: false }).does('handler', 'identify-agency', { agency: '某市生态环境局' })
      .decides('inquiryOutcome', 'suggest', 'chief', { ...INQUIRY, urgent: false }).isIn('stage.suggestion.serving');
  });

  it('opens other cases: a suggestion, a case on another agency, and the supervision of a judgment that took effect', () => {
    inquired().mayLink('handler', 'suggestion', 'support.suggestion').mayLink('handler', 'crime-not-transferred', 'criminal.filing-supervision').mayLink('handler', 'public-interest', 'public-interest.civil').linksNot('handler', 'litigation-supervision', 'admin.judgment', 'LINK.NOT_NOW');
    const effective = judged().does('handler', 'file-judgment').expires('appealJudgment').does('handler', 'register-effective').mayLink('handler', 'litigation-supervision', 'admin.judgment');
    effective.does('handler', 'close').mayLink('caseManagement', 'litigation-supervision', 'admin.misconduct').linksNot('handler', 'litigation-supervision', 'civil.judgment', 'LINK.PATH_MISMATCH');
  });

  it('ends when the agency did no wrong, and when it has put everything right', () => {
    inquired().does('handler', 'record-findings', { illegality: 'lawful', interest: 'harmed' })
      .refuses('handler', 'inquiryOutcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...INQUIRY, urgent: false })
      .decides('inquiryOutcome', 'terminate', 'chief', INQUIRY).ends('terminated', 'stage.terminated');
    // The list of grounds is open: the duty was never this agency's.
    inquired().does('handler', 'record-findings', { illegality: 'unlawful', interest: 'harmed' }).does('handler', 'record-other-ground', { holds: true }).decides('inquiryOutcome', 'terminate', 'chief', INQUIRY).ends('terminated', 'stage.terminated');
    answered().does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...REPORT })
      .does('handler', 'record-other-ground', { holds: true }).decides('suitDecision', 'terminate', 'chief', REPORT).ends('terminated', 'stage.terminated');
    answered().does('handler', 'record-follow-up', PERFORMED).decides('suitDecision', 'terminate', 'chief', REPORT).clockIs('reply', 'satisfied').ends('terminated', 'stage.terminated');
  });

  it('gives fifteen days in an emergency, and follows up when no answer comes', () => {
    decided(true).refuses('handler', 'serve-suggestion', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-04-20' }).on('2026-04-22').does('handler', 'serve-suggestion-urgent', { servedOn: '2026-04-22' })
      .isDue('replyUrgent', '2026-05-07').isDue('review', '2026-06-08').expires('suggestionRecord').expires('replyUrgent')
      .does('handler', 'follow-up-without-reply').does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
      .does('handler', 'file-suggestion').does('handler', 'suitDecision.propose', { option: 'sue', ...REPORT }).does('handler', 'suitDecision.withdraw')
      .does('caseManagement', 'register-late-reply').refuses('caseManagement', 'register-late-reply', 'ACT.CONDITION_NOT_MET').isIn('stage.followUp.verifying');
  });

  it('stands still while an obstacle keeps the agency from finishing, and counts on from there', () => {
    const obstacle = { ...UNPERFORMED, planWithObstacle: true };
    answered().does('handler', 'record-follow-up', obstacle).refuses('handler', 'suspensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suspend', suspendedOn: '2026-06-08' });
    inReview().on('2026-06-30').does('handler', 'record-follow-up', UNPERFORMED)
      .refuses('handler', 'suspensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suspend', suspendedOn: '2026-06-30' })
      .does('handler', 'record-follow-up', obstacle).decides('suspensionDecision', 'suspend', 'chief', { suspendedOn: '2026-06-30' }).isIn('stage.followUp.suspended')
      .refuses('handler', 'suitDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'sue', ...REPORT })
      .on('2026-07-20').decides('resumption', 'resume', 'chief').isIn('stage.followUp.verifying').isDue('review', '2026-08-11').has({ dutyFound: 'not_assessed' })
      .does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
      .does('handler', 'file-suspension').does('handler', 'suitDecision.propose', { option: 'sue', ...REPORT });
  });

  it('is extended by a month by the chief, and beyond it by the superior alone', () => {
    answered().refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'month' });
    const course = inReview().on('2026-07-01').refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'month' })
      .decides('extensionDecision', 'refuse', 'chief').does('handler', 'raise-complexity', { complexity: 'major_case' })
      .does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' }).has({ complexity: 'major_case' })
      .refuses('handler', 'lower-complexity', 'AUTHORITY.NOT_YOUR_ROLE', { complexity: 'ordinary' })
      .does('chief', 'lower-complexity', { complexity: 'major_difficult_complex' })
      .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'further', by: 'P1M' }).decides('extensionDecision', 'month', 'chief').isDue('review', '2026-08-24');
    course.does('handler', 'extensionDecision.propose', { option: 'further', by: 'P1M' }).does('handler', 'extensionDecision.send-up').does('head', 'extensionDecision.review', { opinion: 'agree' })
      .refuses('chief', 'extensionDecision.approve', 'AUTHORITY.REFER').does('chief', 'extensionDecision.report-up').does('superior', 'extensionDecision.consent')
      .does('handler', 'extensionDecision.issue').isDue('review', '2026-09-22').on('2026-07-20')
      .does('handler', 'record-uncounted-days', { kind: 'appraisal', from: '2026-07-06', to: '2026-07-16' }).isDue('review', '2026-10-08')
      .refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('review').has({ reviewOverdue: true })
      .does('caseManagement', 'prompt-overdue').does('caseManagement', 'register-designation').ends('transferred', 'stage.transferredOut');
  });

  it('goes to the procuratorate of the court with jurisdiction, whose review starts anew', () => {
    inReview().does('handler', 'record-follow-up', UNPERFORMED).decides('suitDecision', 'transferToSue', 'chief', { ...REPORT, receivingOffice: '某市人民检察院' }).ends('transferred', 'stage.transferredOut');
    const sent = (): Course => open({ on: '2026-03-02', facts: {}, payload: { clueSource: 'transferred_for_suit' } }).does('caseManagement', 'assign', { handler: person('handler') });
    sent().refuses('handler', 'take-over-for-suit', 'AUTHORITY.NOT_YOUR_ROLE', { receivedOn: '2026-03-02' }).does('caseManagement', 'take-over-for-suit', { receivedOn: '2026-03-02' }).isDue('review', '2026-04-02').has({ periodEnded: true });
    // Our own clue is filed, and the others have their time, before there is a suit.
    clue().refuses('caseManagement', 'take-over-for-suit', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
  });

  it('commissions another procuratorate, and hears people in public', () => {
    inquired().does('handler', 'commission-investigation', { receivedOn: '2026-03-12' }).isDue('commissioned', '2026-04-13')
      .refuses('handler', 'press-commission', 'ACT.CONDITION_NOT_MET').expires('commissioned').does('handler', 'press-commission').returns('handler', 'register-commission-result');
    inquired().refuses('handler', 'hearingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'decline' }).does('handler', 'apply-hearing').decides('hearingDecision', 'decline', 'chief')
      .has({ hearingRequested: false }).decides('hearingDecision', 'hold', 'chief').does('handler', 'fix-hearing', { hearingOn: '2026-03-25' }).isDue('hearingNotice', '2026-03-22')
      .does('handler', 'notify-hearing').on('2026-03-25').returns('handler', 'record-hearing').decides('hearingDecision', 'hold', 'chief').returns('handler', 'cancel-hearing');
    inquired().decides('hearingDecision', 'hold', 'chief').refuses('handler', 'notify-hearing', 'ACT.CONDITION_NOT_MET').refuses('handler', 'record-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-03-25' })
      .expires('hearingNotice').refuses('handler', 'notify-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-04-08' }).does('handler', 'notify-hearing').does('handler', 'record-hearing');
    filed().refuses('handler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT');
  });

  it('withdraws or changes the claim when the agency performs during the suit', () => {
    inCourt().refuses('handler', 'claimDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).on('2026-08-24').does('handler', 'record-performance', { duty: 'performed' })
      .decides('claimDecision', 'withdraw', 'chief').isDue('withdrawSubmit', '2026-08-27').does('handler', 'submit-withdrawal')
      .returns('caseManagement', 'register-withdrawal-ruling', { permitted: false }).decides('claimDecision', 'declareUnlawful', 'chief')
      .refuses('caseManagement', 'register-judgment', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-08-24', result: 'granted' })
      .refuses('handler', 'claimDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).does('handler', 'submit-change').has({ changePending: false })
      .decides('claimDecision', 'withdraw', 'chief').does('handler', 'submit-withdrawal').does('caseManagement', 'register-withdrawal-ruling', { permitted: true }).ends('withdrawn', 'stage.suitWithdrawn');
  });

  it('appeals in time, and follows what the superior orders', () => {
    judged().refuses('handler', 'appealDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'appeal' }).does('handler', 'review-judgment', { view: 'correct' })
      .refuses('handler', 'appealDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'appeal' }).does('handler', 'review-judgment', { view: 'wrong' })
      .decides('appealDecision', 'appeal', 'chief').clockIs('appealJudgment', 'satisfied').returns('caseManagement', 'register-ordered-withdrawal')
      .does('handler', 'register-effective').refuses('handler', 'close', 'ACT.CONDITION_NOT_MET').does('handler', 'file-judgment').does('handler', 'close').ends('closed', 'stage.closed');
    judged().does('handler', 'review-judgment', { view: 'wrong' }).decides('appealDecision', 'appeal', 'chief').does('caseManagement', 'register-defendant-appeal', { receivedOn: '2026-09-14' })
      .has({ appeal: 'both' }).does('caseManagement', 'register-ordered-withdrawal').has({ appeal: 'defendant' }).isIn('stage.court.appealed');
    judged().does('caseManagement', 'register-ordered-appeal').has({ appeal: 'ours' }).returns('caseManagement', 'register-second-instance', { result: 'remanded' })
      .has({ appeal: 'open' }).isIn('stage.court.trial');
    inCourt().on('2026-09-14').does('caseManagement', 'register-ruling', { receivedOn: '2026-09-14', result: 'rejected' }).isDue('appealRuling', '2026-09-24').expires('appealRuling')
      .refuses('caseManagement', 'register-ordered-appeal', 'ACT.CONDITION_NOT_MET');
    judged().on('2026-09-21').does('caseManagement', 'register-defendant-appeal', { receivedOn: '2026-09-21' }).isDue('defendantAppeal', '2026-09-24')
      .refuses('caseManagement', 'register-second-instance', 'ACT.CONDITION_NOT_MET', { result: 'upheld' }).refuses('caseManagement', 'register-ordered-withdrawal', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'report-defendant-appeal').does('caseManagement', 'register-second-instance', { result: 'upheld' }).isIn('stage.court.effective');
  });

  it('decides nothing before it was found out, and does nothing twice', () => {
    const closed = 'DECISION.OPTION_NOT_OPEN';
    clue().refuses('handler', 'filingDecision.propose', closed, { option: 'notFile' }).does('handler', 'assess-clue', { harm: 'none', conduct: 'possible' })
      .refuses('handler', 'filingDecision.propose', closed, { option: 'file' }).does('handler', 'mark-major-clue').refuses('handler', 'mark-major-clue', 'ACT.CONDITION_NOT_MET');
    inquired().does('handler', 'record-findings', { illegality: 'unlawful', interest: 'protected' }).refuses('handler', 'inquiryOutcome.propose', closed, { option: 'suggest', ...INQUIRY, urgent: false })
      .does('handler', 'apply-hearing').refuses('handler', 'apply-hearing', 'ACT.CONDITION_NOT_MET');
    answered().refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').refuses('handler', 'file-suspension', 'ACT.CONDITION_NOT_MET')
      .refuses('handler', 'record-uncounted-days', 'ACT.CONDITION_NOT_MET', { kind: 'audit', from: '2026-05-06', to: '2026-05-08' })
      .refuses('handler', 'extensionDecision.propose', closed, { option: 'refuse' })
      .does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', closed, { option: 'transferToSue', ...REPORT, receivingOffice: '某市人民检察院' });
    inReview().does('handler', 'raise-complexity', { complexity: 'major_case' }).decides('extensionDecision', 'month', 'chief').refuses('handler', 'extensionDecision.propose', closed, { option: 'month' });
    judged().refuses('handler', 'appealDecision.propose', closed, { option: 'accept' }).does('handler', 'review-judgment', { view: 'correct' }).decides('appealDecision', 'accept', 'chief')
      .refuses('handler', 'appealDecision.propose', closed, { option: 'accept' }).does('handler', 'file-judgment').refuses('handler', 'file-judgment', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-ordered-appeal').refuses('handler', 'report-defendant-appeal', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-defendant-appeal', { receivedOn: '2026-09-14' })
      .refuses('caseManagement', 'register-defendant-appeal', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-09-14' });
  });

  it('sues only on a sign, while the harm goes on, and ends only on a ground', () => {
    const course = inReview();
    for (const finding of [{ ...UNPERFORMED, signs: [] }, { ...UNPERFORMED, interest: 'protected' }, { ...UNPERFORMED, claimMatches: false }]) {
      course.does('handler', 'record-follow-up', finding).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'sue', ...REPORT })
        .refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'transferToSue', ...REPORT, receivingOffice: '某市人民检察院' });
    }
    course.does('handler', 'record-follow-up', UNPERFORMED).refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...REPORT })
      .does('handler', 'record-follow-up', { ...UNPERFORMED, interest: 'disputed', planWithObstacle: true }).decides('suspensionDecision', 'suspend', 'chief', { suspendedOn: '2026-06-23' })
      .does('handler', 'file-suspension').on('2026-07-06').decides('resumption', 'resume', 'chief').isDue('review', '2026-08-04')
      .refuses('handler', 'suitDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate', ...REPORT });
  });

  it('keeps its files upward and its changed claim in order before it closes', () => {
    inCourt().on('2026-08-24').refuses('handler', 'submit-change', 'ACT.CONDITION_NOT_MET').does('handler', 'record-performance', { duty: 'performed' }).decides('claimDecision', 'declareUnlawful', 'chief')
      .refuses('caseManagement', 'register-ruling', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-08-24', result: 'rejected' });
    inCourt().on('2026-09-14').does('caseManagement', 'register-judgment', { receivedOn: '2026-09-14', result: 'granted' }).does('handler', 'file-judgment').expires('appealJudgment')
      .does('handler', 'register-effective').refuses('handler', 'close', 'ACT.CONDITION_NOT_MET').does('handler', 'file-claim').does('handler', 'close').does('handler', 'self-check')
      .refuses('handler', 'self-check', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });
});

// Supervision of effective civil judgments, course by course: application, own motion, a request from below and a re-examination; retrial
// suggestion, protest and refusal; what the court and the superior do. Days are those of 2026 with its holidays.
import { walksRecusalLimits } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';
import { closed, VERIFICATION, walksCrimeClue, walksDaysThatDoNotCount, walksDeparture, walksHearing, walksLevels, walksLateAnswer, walksObjections, walksOrder, walksRefusals, walksScreening, walksVerification } from './supervision.js';

const CHECKED = { courtFirst: 'retrial_rejected', decidedOn: '2025-06-10', inTime: true, appliedBefore: false, bars: [] };
const ORDINARY = { retried: false, courtCommittee: false };
const REPORT = { reviewReport: '审查终结报告' };
const TO_HANDLER = { handler: person('handler') };

describePath('civil.judgment', (open) => {
  const screening = (facts = {}): Course => open({ on: '2026-03-02', facts: { origin: 'application', ...facts } }).does('caseManagement', 'assign-screener', { handler: person('secondHandler') });
  const accepted = (facts = {}): Course => screening(facts).does('secondHandler', 'check-application', CHECKED).decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler');
  const reviewing = (facts = {}): Course => accepted(facts).does('caseManagement', 'send-acceptance-notice').does('caseManagement', 'assign', TO_HANDLER);
  const again = (): Course => screening({ origin: 're_examination' })
    .does('secondHandler', 'check-re-examination', { againGround: true, decidedOn: '2025-09-01', inTime: true, appliedBefore: false })
    .decides('acceptanceDecision', 'acceptAgain', 'own', {}, 'secondHandler').does('caseManagement', 'assign', TO_HANDLER);
  const ownMotion = (ground = 'major_effect'): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion' } })
    .isDue('caseRegister', '2026-03-05').does('caseManagement', 'register-own-motion', { ground }).does('caseManagement', 'assign', TO_HANDLER);
  const fromBelow = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'lower_request' } })
    .does('caseManagement', 'accept-lower-request', { receivedOn: '2026-03-02' }).does('caseManagement', 'assign', TO_HANDLER);
  const found = (course: Course, finding: string, more = {}): Course => course.does('handler', 'record-findings', { finding, ...ORDINARY, ...more });
  const suggested = (course = reviewing()): Course => found(course, 'eleven_grounds').on('2026-04-01').decides('outcomeDecision', 'suggest', 'committee', REPORT);
  const awaitingCourt = (): Course => suggested().does('handler', 'deliver-suggestion', { receivedOn: '2026-04-01' });
  const awaitingSuperior = (course = reviewing()): Course => found(course, 'wrong_law').decides('outcomeDecision', 'requestProtest', 'chief', REPORT).does('handler', 'deliver-request');
  const refused = (): Course => screening().does('secondHandler', 'check-without-ruling', { courtFirst: 'none', appliedBefore: false, bars: ['no_retrial_tried'] })
    .decides('acceptanceDecision', 'refuse', 'own', {}, 'secondHandler');
  const notSupported = (): Course => found(reviewing(), 'no_ground').on('2026-03-09').decides('outcomeDecision', 'notSupport', 'own', REPORT).does('handler', 'deliver-refusal');
  const wrongResult = (): Course => awaitingCourt().does('handler', 'file-suggestion').does('caseManagement', 'register-court-answer', { answer: 'not_adopted' }).does('handler', 'record-result', { result: 'wrong' });

  it('decides on a recusal, and on its reconsideration, in three days', () => {
    walksRecusalLimits(reviewing(), 'handler');
  });

  it('goes from the application to a retrial suggestion of the committee and the retrial', () => {
    accepted().isDue('acceptNotice', '2026-03-05').isDue('review', '2026-06-02').clockIs('applyLimit', 'satisfied')
      .does('secondHandler', 'send-acceptance-notice').clockIs('acceptNotice', 'satisfied').does('secondHandler', 'register-copy-served', { servedOn: '2026-03-02' })
      .isDue('opponentOpinion', '2026-03-17').does('caseManagement', 'record-opponent-opinion').does('caseManagement', 'assign', TO_HANDLER)
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT })
      .does('handler', 'record-findings', { finding: 'eleven_grounds', ...ORDINARY })
      .does('handler', 'outcomeDecision.propose', { option: 'suggest', ...REPORT }).refuses('handler', 'outcomeDecision.decide', 'AUTHORITY.REFER').does('handler', 'outcomeDecision.send-up')
      .does('head', 'outcomeDecision.review', { opinion: 'agree' }).refuses('chief', 'outcomeDecision.approve', 'AUTHORITY.REFER').does('chief', 'outcomeDecision.reconsider')
      .does('handler', 'outcomeDecision.withdraw').on('2026-04-01').decides('outcomeDecision', 'suggest', 'committee', REPORT).clockIs('review', 'satisfied').isDue('deliver', '2026-04-16')
      .does('handler', 'deliver-suggestion', { receivedOn: '2026-04-01' }).isDue('courtAnswer', '2026-07-01')
      .does('caseManagement', 'register-court-answer', { answer: 'retrial_ordered' }).isIn('stage.retrying').refuses('handler', 'attend-retrial', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-retrial-result').refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' })
      .does('handler', 'record-result', { result: 'right' }).refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' })
      .does('handler', 'file-suggestion').decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed')
      .refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('handler', 'archive');
  });

  it('does not accept what the court has not seen first, what comes late, twice or under a bar', () => {
    const asks = (more: object): Course => screening().does('secondHandler', 'check-application', { ...CHECKED, ...more })
      .refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' });
    asks({ inTime: false }); asks({ appliedBefore: true }); asks({ bars: ['court_examining'] });
    // Two years from the day on which the ruling was made: 2024-02-27 ends on Friday 2026-02-27, however the screener saw it.
    screening().does('secondHandler', 'check-application', { ...CHECKED, decidedOn: '2024-02-27' }).isDue('applyLimit', '2026-02-27').expires('applyLimit').has({ inTime: false })
      .refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' });
    // An application of the last day is in time, whenever it is examined: a week later, or when missing material has come in.
    screening().does('secondHandler', 'check-application', { ...CHECKED, decidedOn: '2024-02-27', appliedOn: '2026-02-27' }).clockIs('applyLimit', 'satisfied').on('2026-03-09')
      .decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler').isIn('stage.accepted');
    screening().refuses('secondHandler', 'check-application', 'CLOCK.EVENT_IN_FUTURE', { ...CHECKED, appliedOn: '2026-03-03' });
    // Where the court is overdue there is no ruling from which two years could count; where it was never asked nothing is accepted.
    const unruled = (courtFirst: string, more = {}): Course => screening().does('secondHandler', 'check-without-ruling', { courtFirst, appliedBefore: false, bars: [], ...more });
    unruled('court_overdue').decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler').isIn('stage.accepted');
    closed(unruled('none'), 'acceptanceDecision', ['accept'], {}, 'secondHandler'); closed(unruled('court_overdue', { appliedBefore: true }), 'acceptanceDecision', ['accept'], {}, 'secondHandler');
    screening({ origin: 're_examination' }).refuses('secondHandler', 'check-without-ruling', 'ACT.CONDITION_NOT_MET', { courtFirst: 'court_overdue', appliedBefore: false, bars: [] });
    // Whoever meets every condition is accepted.
    closed(screening().does('secondHandler', 'check-application', CHECKED), 'acceptanceDecision', ['refuse'], {}, 'secondHandler'); closed(unruled('court_overdue'), 'acceptanceDecision', ['refuse'], {}, 'secondHandler');
    const looked = (more: object): Course => screening({ origin: 're_examination' }).does('secondHandler', 'check-re-examination', { againGround: true, decidedOn: '2025-09-01', inTime: true, appliedBefore: false, ...more });
    closed(looked({}), 'acceptanceDecision', ['refuse'], {}, 'secondHandler'); closed(screening({ origin: 're_examination' }), 'acceptanceDecision', ['refuse'], {}, 'secondHandler');
    for (const more of [{ againGround: false }, { inTime: false }, { appliedBefore: true }]) looked(more).does('secondHandler', 'acceptanceDecision.propose', { option: 'refuse' });
    for (const bar of ['retrial_asked_late', 'other']) screening().does('secondHandler', 'check-application', { ...CHECKED, bars: [bar] }).does('secondHandler', 'acceptanceDecision.propose', { option: 'refuse' });
    screening().refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' })
      .decides('acceptanceDecision', 'referElsewhere', 'own', {}, 'secondHandler').ends('transferred', 'stage.referredElsewhere');
    walksScreening(screening);
    walksRefusals(refused);
  });

  it('walks the side matters of the review', () => {
    walksVerification(reviewing); walksHearing(reviewing); walksDaysThatDoNotCount(reviewing); walksLevels(reviewing);
    found(reviewing(), 'eleven_grounds').does('handler', 'begin-activity', { kind: 'file-borrowing', from: '2026-03-02' }).decides('outcomeDecision', 'suggest', 'committee', REPORT)
      .refuses('handler', 'end-activity', 'ACT.CONDITION_NOT_MET', { to: '2026-03-02' }).does('handler', 'drop-activity').isIn('notCounted.idle');
    walksObjections(awaitingCourt);
  });

  it('stands still while it is suspended', () => {
    reviewing().on('2026-03-09').decides('suspension', 'suspend', 'own', { ground: 'party_died', suspendedOn: '2026-03-09' }).isIn('stage.suspended')
      .refuses('handler', 'record-findings', 'CASE.STATE_FORBIDS_ACT', { finding: 'no_ground', ...ORDINARY })
      .refuses('handler', 'resume-re-examination', 'ACT.CONDITION_NOT_MET')
      // 34 days from 9 March to 12 April; 2 June and 34 days is Monday 6 July.
      .on('2026-04-12').returns('handler', 'resume-review').isDue('review', '2026-07-06');
    again().isDue('reviewAgain', '2026-06-02').on('2026-03-03').decides('suspension', 'suspendAgain', 'own', { ground: 'other_case', suspendedOn: '2026-03-03' })
      .on('2026-03-13').does('handler', 'resume-re-examination').isDue('reviewAgain', '2026-06-12')
      .does('handler', 'begin-activity-again', { kind: 'audit', from: '2026-03-13' }).on('2026-03-17').does('handler', 'end-activity-again', { to: '2026-03-17' }).isDue('reviewAgain', '2026-06-16');
  });

  it('takes false litigation up of its own motion, whatever became of the application', () => {
    refused().refuses('caseManagement', 'take-up-own-motion', 'ACT.CONDITION_NOT_MET', { ground: 'false_litigation' });
    const mediated = screening({ object: 'mediation' }).does('secondHandler', 'check-without-ruling', { courtFirst: 'none', appliedBefore: false, bars: [] }).does('secondHandler', 'flag-false-litigation')
      .does('caseManagement', 'take-up-own-motion', { ground: 'false_litigation' }).has({ origin: 'own_motion' }).does('caseManagement', 'assign', TO_HANDLER)
      .refuses('handler', 'find-false-litigation', 'ACT.CONDITION_NOT_MET').does('handler', 'start-verification', VERIFICATION)
      .does('handler', 'query-accounts', { secondPerson: person('assistant') }).does('handler', 'end-verification')
      .refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'mediation_harm', ...ORDINARY }).does('handler', 'find-false-litigation')
      .refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'wrong_law', ...ORDINARY }).does('handler', 'record-findings', { finding: 'mediation_harm', ...ORDINARY })
      .does('handler', 'raise-clue').does('handler', 'transferDecision.propose', { option: 'transfer' }).refuses('handler', 'transferDecision.decide', 'AUTHORITY.REFER').does('handler', 'transferDecision.withdraw');
    mediated.decides('transferDecision', 'transfer', 'chief').does('caseManagement', 'register-linked-case', { result: 'filed' }).isIn('crime.idle').decides('outcomeDecision', 'suggest', 'committee', REPORT).has({ outcome: 'suggestion' });
    ownMotion('false_litigation').has({ falseLitigation: 'suspected' }).does('handler', 'raise-clue').decides('transferDecision', 'keep', 'chief')
      .refuses('handler', 'open-settlement', 'ACT.CONDITION_NOT_MET').does('handler', 'drop-false-litigation').has({ falseLitigation: 'none' });
    ownMotion().does('handler', 'start-verification', VERIFICATION).refuses('handler', 'query-accounts', 'ACT.CONDITION_NOT_MET', { secondPerson: person('assistant') })
      .does('handler', 'record-public-harm', { harm: true }).does('handler', 'query-accounts', { secondPerson: person('assistant') });
  });

  it('ends the review when the parties settle, the applicant withdraws, or nothing is to be done', () => {
    reviewing().does('handler', 'open-settlement').returns('handler', 'record-no-settlement').does('handler', 'open-settlement')
      .refuses('handler', 'record-settlement', 'ACT.CONDITION_NOT_MET', { waived: true, harmless: false }).does('handler', 'record-findings', { finding: 'no_ground', ...ORDINARY })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT })
      .does('handler', 'record-settlement', { waived: true, harmless: true }).does('handler', 'record-termination-ground', { ground: 'settled' })
      .decides('termination', 'terminate', 'own').clockIs('review', 'satisfied').does('handler', 'deliver-termination').ends('terminated', 'stage.terminated');
    reviewing().refuses('handler', 'termination.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'terminate' }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' })
      .does('caseManagement', 'register-withdrawal-request').does('handler', 'record-public-harm', { harm: true }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' })
      .does('handler', 'record-public-harm', { harm: false }).does('handler', 'record-termination-ground', { ground: 'withdrawn' }).does('head', 'record-disagreement')
      .does('handler', 'termination.propose', { option: 'terminate' }).refuses('handler', 'termination.decide', 'AUTHORITY.REFER').does('handler', 'termination.withdraw').decides('termination', 'terminate', 'chief');
    reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'no_need' });
    ownMotion().refuses('caseManagement', 'register-withdrawal-request', 'ACT.CONDITION_NOT_MET').does('handler', 'record-termination-ground', { ground: 'no_need' });
  });

  it('asks the superior to protest, whose own case decides', () => {
    found(reviewing(), 'wrong_law').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT });
    found(reviewing(), 'eleven_grounds', { retried: true }).refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT })
      .refuses('handler', 'record-exception', 'AUTHORITY.NOT_YOUR_ROLE', { suggest: true }).does('chief', 'record-exception', { suggest: true }).decides('outcomeDecision', 'suggest', 'committee', REPORT);
    found(reviewing(), 'judge_corruption').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest', ...REPORT }).does('handler', 'raise-complexity', { complexity: 'major_case' })
      .does('handler', 'outcomeDecision.propose', { option: 'requestProtest', ...REPORT }).does('handler', 'outcomeDecision.send-up').does('head', 'outcomeDecision.review', { opinion: 'agree' })
      .refuses('chief', 'outcomeDecision.approve', 'AUTHORITY.REFER');
    awaitingSuperior().clockIs('deliver', 'satisfied').does('caseManagement', 'register-superior-protest', { receivedOn: '2026-03-02' }).isDue('retrialOrder', '2026-04-01')
      .refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).refuses('handler', 'press-retrial', 'ACT.CONDITION_NOT_MET')
      .refuses('caseManagement', 'register-protest-receipt', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' })
      .expires('retrialOrder').has({ retrialOverdue: true }).does('handler', 'press-retrial').does('caseManagement', 'register-retrial-order').does('handler', 'attend-retrial')
      .does('caseManagement', 'register-retrial-result').does('handler', 'record-result', { result: 'right' }).decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed');
    awaitingSuperior().does('caseManagement', 'register-superior-refusal').does('handler', 'deliver-refusal').refuses('caseManagement', 'register-re-examination', 'ACT.CONDITION_NOT_MET', { basis: 'application', acceptedOn: '2026-03-02' });
    awaitingSuperior(ownMotion()).refuses('caseManagement', 'register-superior-refusal', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-superior-termination').isIn('stage.terminating');
    awaitingSuperior().returns('caseManagement', 'register-superior-return').has({ suggestionException: true }).decides('outcomeDecision', 'suggest', 'committee', REPORT);
    awaitingSuperior().decides('ownCorrection', 'withdraw', 'chief').ends('terminated', 'stage.decisionWithdrawn');
  });

  it('protests itself when asked from below or to look again', () => {
    found(fromBelow(), 'wrong_law').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'requestProtest', ...REPORT })
      .decides('outcomeDecision', 'protest', 'chief', REPORT).isDue('deliver', '2026-03-17').does('handler', 'deliver-protest', { receivedOn: '2026-03-02' }).isDue('retrialOrder', '2026-04-01')
      .does('caseManagement', 'register-retrial-order').does('caseManagement', 'register-retrial-result').does('handler', 'record-result', { result: 'wrong' })
      .refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askSuperior' }).decides('followUp', 'again', 'own').has({ ownMotionGround: 'follow_up', finding: 'not_assessed' });
    found(again(), 'eleven_grounds').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'uphold', ...REPORT })
      .decides('outcomeDecision', 'revokeAndProtest', 'chief', REPORT).clockIs('reviewAgain', 'satisfied').isIn('stage.protested.delivering');
    found(again(), 'no_ground').decides('outcomeDecision', 'uphold', 'chief', REPORT).does('handler', 'deliver-refusal').refuses('caseManagement', 'register-re-examination', 'ACT.CONDITION_NOT_MET', { basis: 'application', acceptedOn: '2026-03-02' });
    screening({ origin: 're_examination' }).does('secondHandler', 'check-re-examination', { againGround: true, decidedOn: '2025-02-27', inTime: true, appliedBefore: false })
      .expires('reExaminationApply').refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'acceptAgain' });
  });

  it('does not support, and is re-examined once within the year', () => {
    notSupported().isDue('reExaminationApply', '2027-03-09').does('caseManagement', 'register-re-examination', { basis: 'application', acceptedOn: '2026-03-09' }).isDue('superiorReview', '2026-06-09')
      .returns('caseManagement', 'record-re-examination', { result: 'upheld' }).refuses('caseManagement', 'register-re-examination', 'ACT.CONDITION_NOT_MET', { basis: 'application', acceptedOn: '2026-03-09' })
      .does('handler', 'close-not-supported').ends('closed', 'stage.closedNotSupported').does('caseManagement', 'note-re-examination');
    notSupported().does('caseManagement', 'register-re-examination', { basis: 'application', acceptedOn: '2026-03-09' }).does('caseManagement', 'record-re-examination', { result: 'revoked' })
      .does('caseManagement', 'register-protest-receipt', { receivedOn: '2026-03-09' }).isDue('retrialOrder', '2026-04-08');
    // The superior accepts what was asked for in time after the year has ended, and may look again of its own motion whenever it likes.
    notSupported().expires('reExaminationApply').does('caseManagement', 'register-re-examination', { basis: 'application', acceptedOn: '2027-03-09' }).does('caseManagement', 'record-re-examination', { result: 'upheld' })
      .refuses('caseManagement', 'register-re-examination', 'ACT.CONDITION_NOT_MET', { basis: 'application', acceptedOn: '2027-03-09' })
      .does('caseManagement', 'register-re-examination', { basis: 'own_motion', acceptedOn: '2027-03-09' }).isIn('stage.notSupported.awaitingReExamination');
    notSupported().refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).decides('ownCorrection', 'correct', 'chief')
      .clockIs('reExaminationApply', 'stopped').isDue('review', '2026-06-09').isIn('stage.reviewing.examining');
  });

  it('follows up the silence of the court and a wrong result', () => {
    awaitingCourt().refuses('handler', 'take-up-silence', 'ACT.CONDITION_NOT_MET').expires('courtAnswer').has({ courtSilent: true }).does('handler', 'take-up-silence').does('handler', 'file-suggestion')
      .refuses('handler', 'record-result', 'ACT.CONDITION_NOT_MET', { result: 'right' }).does('handler', 'record-result', { result: 'wrong' }).decides('followUp', 'askSuperior', 'chief').isIn('stage.requested.delivering');
    const silent = (): Course => awaitingCourt().expires('courtAnswer').does('handler', 'take-up-silence');
    walksLateAnswer(silent, 'register-late-answer', { answer: 'not_adopted' });
    silent().does('caseManagement', 'register-late-answer', { answer: 'retrial_ordered' }).isIn('stage.retrying').has({ retriedOnSuggestion: true });
    wrongResult().refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' }).decides('followUp', 'again', 'own').isDue('review', '2026-07-01').isIn('stage.reviewing.examining');
  });

  it('does not as a rule go to the superior against the retrial that the court held on the own suggestion', () => {
    const retried = (): Course => awaitingCourt().does('handler', 'file-suggestion')
      .does('caseManagement', 'register-court-answer', { answer: 'retrial_ordered' }).does('caseManagement', 'register-retrial-result').does('handler', 'record-result', { result: 'wrong' });
    const anew = found(closed(retried(), 'followUp', ['askSuperior']).decides('followUp', 'again', 'own'), 'wrong_law', { retried: true });
    closed(anew, 'outcomeDecision', ['requestProtest'], REPORT).refuses('handler', 'record-request-exception', 'AUTHORITY.NOT_YOUR_ROLE').does('chief', 'record-request-exception')
      .decides('outcomeDecision', 'requestProtest', 'chief', REPORT).isIn('stage.requested.delivering');
    reviewing().refuses('chief', 'record-request-exception', 'ACT.CONDITION_NOT_MET');
    retried().does('chief', 'record-request-exception').decides('followUp', 'askSuperior', 'chief').isIn('stage.requested.delivering');
  });

  it('takes a protest back while the retrial is under way, and lets an applicant withdraw before the superior too', () => {
    found(fromBelow(), 'wrong_law').decides('outcomeDecision', 'protest', 'chief', REPORT).does('handler', 'deliver-protest', { receivedOn: '2026-03-02' }).does('caseManagement', 'register-retrial-order')
      .isIn('stage.retrying').decides('ownCorrection', 'withdraw', 'chief').ends('terminated', 'stage.decisionWithdrawn');
    for (const course of [fromBelow(), again()]) course.does('caseManagement', 'register-withdrawal-request').does('handler', 'record-termination-ground', { ground: 'withdrawn' }).has({ terminationGround: 'withdrawn' });
    fromBelow().does('handler', 'record-termination-ground', { ground: 'no_need' });
    reviewing().does('handler', 'record-termination-ground', { ground: 'not_acceptable' }).decides('termination', 'terminate', 'own').isIn('stage.terminating');
    accepted().does('caseManagement', 'assign', TO_HANDLER).does('handler', 'send-acceptance-notice').clockIs('acceptNotice', 'satisfied');
    walksCrimeClue(reviewing);
    const ordered = screening({ origin: 're_examination' }).does('secondHandler', 'check-re-examination', { againGround: false, decidedOn: '2025-09-01', inTime: true, appliedBefore: false })
      .decides('acceptanceDecision', 'refuse', 'own', {}, 'secondHandler').does('caseManagement', 'follow-acceptance-order').does('caseManagement', 'assign', TO_HANDLER);
    found(ordered, 'no_ground').decides('outcomeDecision', 'uphold', 'chief', REPORT).clockIs('review', 'satisfied').has({ reviewRunning: false });
  });

  it('keeps each origin to its own way', () => {
    expect(() => open({ on: '2026-03-02', facts: { origin: 'own_motion' } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'application' } })).toThrow('ACT.CONDITION_NOT_MET');
    open({ on: '2026-03-02', facts: { origin: 'application' } }).refuses('caseManagement', 'register-own-motion', 'ACT.CONDITION_NOT_MET', { ground: 'major_effect' })
      .refuses('caseManagement', 'accept-lower-request', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
    open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion' } }).refuses('caseManagement', 'assign-screener', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') });
    const screened = screening().refuses('secondHandler', 'check-re-examination', 'ACT.CONDITION_NOT_MET', { againGround: true, decidedOn: '2025-09-01', inTime: true, appliedBefore: false }).does('secondHandler', 'check-application', CHECKED);
    closed(screened, 'acceptanceDecision', ['acceptAgain'], {}, 'secondHandler');
    const looksAgain = (more: object): Course => screening({ origin: 're_examination' }).refuses('secondHandler', 'check-application', 'ACT.CONDITION_NOT_MET', CHECKED)
      .does('secondHandler', 'check-re-examination', { againGround: true, decidedOn: '2025-09-01', inTime: true, appliedBefore: false, ...more });
    for (const more of [{ againGround: false }, { inTime: false }, { appliedBefore: true }]) closed(looksAgain(more), 'acceptanceDecision', ['acceptAgain', 'accept'], {}, 'secondHandler');
    looksAgain({}).decides('acceptanceDecision', 'acceptAgain', 'own', {}, 'secondHandler').refuses('secondHandler', 'begin-activity-again', 'CASE.STATE_FORBIDS_ACT', { kind: 'audit', from: '2026-03-02' });
    closed(reviewing(), 'outcomeDecision', ['requestProtest'], REPORT);
    closed(found(reviewing(), 'no_ground'), 'outcomeDecision', ['suggest', 'requestProtest', 'protest', 'revokeAndProtest', 'uphold'], REPORT);
    closed(found(reviewing(), 'eleven_grounds'), 'outcomeDecision', ['protest', 'notSupport', 'revokeAndProtest', 'uphold'], REPORT);
    closed(found(fromBelow(), 'no_ground'), 'outcomeDecision', ['protest'], REPORT);
    closed(found(fromBelow(), 'eleven_grounds'), 'outcomeDecision', ['suggest', 'requestProtest'], REPORT);
    closed(found(ownMotion(), 'no_ground'), 'outcomeDecision', ['notSupport'], REPORT);
    closed(found(again(), 'no_ground'), 'outcomeDecision', ['notSupport', 'revokeAndProtest'], REPORT);
    closed(found(again(), 'eleven_grounds'), 'outcomeDecision', ['suggest', 'requestProtest', 'protest'], REPORT);
    const day = { ground: 'other', suspendedOn: '2026-03-02' };
    closed(reviewing(), 'suspension', ['suspendAgain'], day).refuses('handler', 'begin-activity-again', 'ACT.CONDITION_NOT_MET', { kind: 'audit', from: '2026-03-02' })
      .does('handler', 'begin-activity', { kind: 'audit', from: '2026-03-02' }).refuses('handler', 'end-activity-again', 'ACT.CONDITION_NOT_MET', { to: '2026-03-02' });
    closed(again(), 'suspension', ['suspend'], day);
  });

  it('refuses the wrong order', () => {
    walksOrder(accepted, () => found(reviewing(), 'wrong_law').decides('hearingDecision', 'hold', 'chief').decides('outcomeDecision', 'requestProtest', 'chief', REPORT));
    walksDeparture(() => found(reviewing(), 'wrong_law'), 'requestProtest', REPORT);
    accepted().refuses('secondHandler', 'open-settlement', 'CASE.STATE_FORBIDS_ACT');
    reviewing().does('handler', 'open-settlement').refuses('handler', 'record-settlement', 'ACT.CONDITION_NOT_MET', { waived: false, harmless: true });
    reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'settled' }).refuses('handler', 'drop-false-litigation', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'start-verification', VERIFICATION).does('handler', 'record-verification', { measure: 'consult', secondPerson: person('assistant') }).refuses('handler', 'find-false-litigation', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'flag-false-litigation').refuses('handler', 'flag-false-litigation', 'ACT.CONDITION_NOT_MET').refuses('deputyWithout', 'record-exception', 'AUTHORITY.REFER', { suggest: true });
    const protested = found(fromBelow(), 'wrong_law').decides('outcomeDecision', 'protest', 'chief', REPORT).does('handler', 'deliver-protest', { receivedOn: '2026-03-02' })
      .does('caseManagement', 'register-retrial-order').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-retrial-result');
    closed(protested, 'followUp', ['close', 'again']).does('handler', 'record-result', { result: 'right' });
    closed(protested, 'followUp', ['again']).does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' });
    closed(protested, 'followUp', ['close']).decides('objectionDecision', 'founded', 'chief');
    closed(protested, 'followUp', ['close']).decides('ownCorrection', 'correct', 'chief').has({ courtObjection: 'none' });
    closed(awaitingCourt().does('handler', 'file-suggestion').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-court-answer', { answer: 'not_adopted' })
      .does('handler', 'record-result', { result: 'right' }), 'followUp', ['askSuperior']);
  });
});

// Supervision of effective administrative judgments, course by course: application, own motion and a request from below; retrial suggestion,
// protest and refusal; simple track, extension, resolution of the dispute; what the court and the superior do. Days are those of 2026.
import { BEGINNING, walksAdministrativeOrder, walksBroadcast, walksEvidenceRule, walksExtensions, walksLateAcceptance, walksResolution, walksSimpleTrack } from './administrative.js';
import { walksRecusalLimits } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';
import { closed, walksCrimeClue, walksDaysThatDoNotCount, walksDeparture, walksHearing, walksLateAnswer, walksLevels, walksObjections, walksOrder, walksRefusals, walksScreening, walksVerification } from './supervision.js';

const CHECKED = { courtFirst: 'retrial_rejected', beganBy: 'rejection_served', beganOn: '2025-12-15', inTime: true, appliedBefore: false, bars: [] };
const ORDINARY = { retried: false, courtCommittee: false };
const REPORT = { reviewReport: '审查终结报告' };
const TO_HANDLER = { handler: person('handler') };

describePath('admin.judgment', (open) => {
  const screening = (): Course => open({ on: '2026-03-02', facts: { origin: 'application' } }).does('caseManagement', 'assign-screener', { handler: person('secondHandler') });
  const accepted = (): Course => screening().does('secondHandler', 'check-application', CHECKED).decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler');
  const reviewing = (): Course => accepted().does('caseManagement', 'send-acceptance-notice').does('caseManagement', 'assign', TO_HANDLER);
  const ownMotion = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion' } })
    .isDue('caseRegister', '2026-03-05').does('caseManagement', 'register-own-motion', { ground: 'own_error' }).does('caseManagement', 'assign', TO_HANDLER);
  const fromBelow = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'lower_request' } })
    .does('caseManagement', 'accept-lower-request', { receivedOn: '2026-03-02' }).does('caseManagement', 'assign', TO_HANDLER);
  const found = (course: Course, finding: string, more = {}): Course => course.does('handler', 'record-findings', { finding, ...ORDINARY, ...more });
  const refused = (): Course => screening().does('secondHandler', 'check-application', { ...CHECKED, courtFirst: 'none' }).decides('acceptanceDecision', 'refuse', 'own', {}, 'secondHandler');
  const awaitingCourt = (): Course => found(reviewing(), 'other_grounds').on('2026-04-01').decides('outcomeDecision', 'suggest', 'committee', REPORT).does('handler', 'deliver-suggestion', { receivedOn: '2026-04-01' });
  const awaitingSuperior = (course = reviewing()): Course => found(course, 'wrong_law').decides('outcomeDecision', 'requestProtest', 'chief', REPORT).does('handler', 'deliver-request');
  const notSupported = (): Course => found(reviewing(), 'no_ground').decides('outcomeDecision', 'notSupport', 'own', REPORT).isDue('deliver', '2026-03-17').does('handler', 'deliver-refusal');

  it('decides on a recusal, and on its reconsideration, in three days', () => {
    walksRecusalLimits(reviewing(), 'handler');
  });

  it('goes from the application to a retrial suggestion of the committee, filed above within five days', () => {
    accepted().clockIs('acceptDecide', 'satisfied').clockIs('applyLimit', 'satisfied').isDue('acceptNotice', '2026-03-05').isDue('review', '2026-06-02')
      .does('secondHandler', 'send-acceptance-notice').does('secondHandler', 'register-copy-served', { servedOn: '2026-03-02' }).isDue('opponentOpinion', '2026-03-17')
      .does('caseManagement', 'record-opponent-opinion').does('caseManagement', 'assign', TO_HANDLER)
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT }).does('handler', 'record-findings', { finding: 'other_grounds', ...ORDINARY })
      .does('handler', 'outcomeDecision.propose', { option: 'suggest', ...REPORT }).refuses('handler', 'outcomeDecision.decide', 'AUTHORITY.REFER').does('handler', 'outcomeDecision.withdraw')
      .on('2026-04-01').decides('outcomeDecision', 'suggest', 'committee', REPORT).isDue('deliver', '2026-04-16').does('handler', 'deliver-suggestion', { receivedOn: '2026-04-01' })
      // Five days end on Monday 6 April, a holiday.
      .isDue('filing', '2026-04-07').isDue('courtAnswer', '2026-07-01').refuses('caseManagement', 'prompt-filing', 'ACT.CONDITION_NOT_MET').expires('filing').does('caseManagement', 'prompt-filing')
      .does('caseManagement', 'register-court-answer', { answer: 'retrial_ordered' }).refuses('handler', 'attend-retrial', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-retrial-result')
      .does('handler', 'record-result', { result: 'right' }).refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' })
      .does('handler', 'file-suggestion').has({ filingLate: false }).decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed')
      .refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('handler', 'archive');
  });

  it('decides on acceptance within seven days, by a limit of six months from service', () => {
    walksLateAcceptance(screening);
    screening().refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' })
      .does('secondHandler', 'check-application', { ...CHECKED, beganOn: '2025-08-31' }).isDue('applyLimit', '2026-02-28').expires('applyLimit').has({ inTime: false })
      .refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' });
    screening().does('secondHandler', 'check-application', { ...CHECKED, beganOn: '2025-08-31', appliedOn: '2026-02-28' }).clockIs('applyLimit', 'satisfied').on('2026-03-05')
      .decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler').isIn('stage.accepted');
    closed(screening().does('secondHandler', 'check-application', CHECKED), 'acceptanceDecision', ['refuse'], {}, 'secondHandler');
    for (const more of [{ inTime: false }, { appliedBefore: true }, { bars: ['retrial_asked_late'] }]) screening().does('secondHandler', 'check-application', { ...CHECKED, ...more }).does('secondHandler', 'acceptanceDecision.propose', { option: 'refuse' });
    for (const more of [{ courtFirst: 'none' }, { inTime: false }, { appliedBefore: true }, { bars: ['already_decided'] }]) {
      screening().does('secondHandler', 'check-application', { ...CHECKED, ...more }).refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' });
    }
    screening().decides('acceptanceDecision', 'referElsewhere', 'own', {}, 'secondHandler').ends('transferred', 'stage.referredElsewhere');
    refused().clockIs('acceptDecide', 'satisfied').does('caseManagement', 'take-up-own-motion', { ground: 'major_effect' }).has({ origin: 'own_motion' }).isIn('stage.accepted');
    walksScreening(screening);
    walksRefusals(refused);
  });

  it('walks the side matters of the review', () => {
    walksVerification(reviewing, BEGINNING); walksHearing(reviewing); walksBroadcast(reviewing); walksDaysThatDoNotCount(reviewing); walksLevels(reviewing, BEGINNING); walksObjections(awaitingCourt);
    found(reviewing(), 'other_grounds').does('handler', 'begin-activity', { kind: 'audit', from: '2026-03-02' }).decides('outcomeDecision', 'suggest', 'committee', REPORT)
      .refuses('handler', 'end-activity', 'ACT.CONDITION_NOT_MET', { to: '2026-03-02' }).does('handler', 'drop-activity').isIn('notCounted.idle');
    reviewing().on('2026-03-09').decides('suspension', 'suspend', 'own', { ground: 'other_case', suspendedOn: '2026-03-09' }).isIn('stage.suspended')
      .refuses('handler', 'open-resolution', 'CASE.STATE_FORBIDS_ACT', { willing: true, claimRemains: true })
      .on('2026-04-12').returns('handler', 'resume-review').isDue('review', '2026-07-06');
    walksEvidenceRule(reviewing); walksExtensions(reviewing); walksSimpleTrack(reviewing);
  });

  it('resolves the dispute beside the review, even where the court was right', () => {
    walksResolution(reviewing);
    found(reviewing(), 'no_ground').does('handler', 'open-resolution', { willing: true, claimRemains: true })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT }).returns('handler', 'fail-dispute').has({ dispute: 'failed' })
      .decides('outcomeDecision', 'notSupport', 'own', REPORT).has({ outcome: 'not_supported' });
    reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'no_need' })
      .does('caseManagement', 'register-withdrawal-request').does('handler', 'record-public-harm', { harm: true }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' })
      .does('handler', 'record-public-harm', { harm: false }).does('handler', 'record-termination-ground', { ground: 'withdrawn' });
    ownMotion().refuses('caseManagement', 'register-withdrawal-request', 'ACT.CONDITION_NOT_MET').does('handler', 'record-termination-ground', { ground: 'no_need' }).has({ terminationGround: 'no_need' });
  });

  it('has to ask the superior against wrong law, retried judgments and those of the committee', () => {
    const notOurs = (course: Course): Course => course.refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT });
    notOurs(found(reviewing(), 'wrong_law')); notOurs(found(reviewing(), 'other_grounds', { retried: true })); notOurs(found(reviewing(), 'other_grounds', { courtCommittee: true }));
    reviewing().refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'judge_corruption', ...ORDINARY }).does('handler', 'record-corruption-proof')
      .does('handler', 'record-findings', { finding: 'judge_corruption', ...ORDINARY }).does('handler', 'raise-complexity', { complexity: 'major_case' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest', ...REPORT }).decides('outcomeDecision', 'requestProtest', 'committee', REPORT).isDue('deliver', '2026-03-17');
    awaitingSuperior().does('caseManagement', 'register-superior-protest', { receivedOn: '2026-03-02' }).isDue('retrialOrder', '2026-04-01')
      .refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).refuses('handler', 'press-retrial', 'ACT.CONDITION_NOT_MET').expires('retrialOrder').does('handler', 'press-retrial')
      .does('caseManagement', 'register-retrial-order').does('handler', 'attend-retrial').does('caseManagement', 'register-retrial-result').does('handler', 'record-result', { result: 'right' })
      .decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed');
    awaitingSuperior().does('caseManagement', 'register-superior-refusal').does('handler', 'deliver-refusal').refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'correct' })
      .does('handler', 'close-not-supported').ends('closed', 'stage.closedNotSupported');
    awaitingSuperior(ownMotion()).refuses('caseManagement', 'register-superior-refusal', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-superior-termination').isIn('stage.terminating');
  });

  it('protests itself when asked from below', () => {
    found(fromBelow(), 'wrong_law').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'requestProtest', ...REPORT })
      .decides('outcomeDecision', 'protest', 'chief', REPORT).does('handler', 'deliver-protest', { receivedOn: '2026-03-02' }).isDue('retrialOrder', '2026-04-01')
      .does('caseManagement', 'register-retrial-order').does('caseManagement', 'register-retrial-result').does('handler', 'record-result', { result: 'wrong' })
      .refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askSuperior' }).decides('followUp', 'again', 'own').has({ origin: 'own_motion', finding: 'not_assessed' });
    found(fromBelow(), 'no_ground').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest', ...REPORT }).decides('outcomeDecision', 'notSupport', 'own', REPORT);
    found(ownMotion(), 'no_ground').refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT });
  });

  it('corrects its own decision, and follows up the silence of the court', () => {
    notSupported().refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' }).decides('ownCorrection', 'correct', 'chief').isDue('review', '2026-06-02').isIn('stage.reviewing.examining');
    awaitingCourt().refuses('handler', 'take-up-silence', 'ACT.CONDITION_NOT_MET').does('handler', 'file-suggestion').expires('courtAnswer').does('handler', 'take-up-silence')
      .refuses('handler', 'record-result', 'ACT.CONDITION_NOT_MET', { result: 'right' }).does('handler', 'record-result', { result: 'wrong' }).decides('followUp', 'askSuperior', 'chief').isIn('stage.requested.delivering');
  });

  it('examines an answer of the court that came late, passes a crime clue on, and takes a protest back in the retrial', () => {
    const silent = (): Course => awaitingCourt().expires('courtAnswer').does('handler', 'take-up-silence');
    walksLateAnswer(silent, 'register-late-answer', { answer: 'not_adopted' });
    silent().does('caseManagement', 'register-late-answer', { answer: 'retrial_ordered' }).isIn('stage.retrying');
    walksCrimeClue(reviewing);
    found(fromBelow(), 'wrong_law').decides('outcomeDecision', 'protest', 'chief', REPORT).does('handler', 'deliver-protest', { receivedOn: '2026-03-02' }).does('caseManagement', 'register-retrial-order')
      .decides('ownCorrection', 'withdraw', 'chief').ends('terminated', 'stage.decisionWithdrawn');
    fromBelow().does('caseManagement', 'register-withdrawal-request').does('handler', 'record-termination-ground', { ground: 'withdrawn' });
    fromBelow().does('handler', 'record-termination-ground', { ground: 'no_need' });
    reviewing().does('handler', 'record-termination-ground', { ground: 'not_acceptable' }).decides('termination', 'terminate', 'own').isIn('stage.terminating');
  });

  it('supervises a mediation document for harm to the public alone, and asks the superior where a judge was corrupt', () => {
    const mediated = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion', object: 'mediation' } })
      .does('caseManagement', 'register-own-motion', { ground: 'public_interest' }).does('caseManagement', 'assign', TO_HANDLER);
    mediated().refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'wrong_law', ...ORDINARY }).refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'mediation_harm', ...ORDINARY })
      .does('handler', 'record-public-harm', { harm: true }).does('handler', 'record-findings', { finding: 'mediation_harm', ...ORDINARY }).decides('outcomeDecision', 'suggest', 'committee', REPORT).has({ outcome: 'suggestion' });
    reviewing().does('handler', 'record-public-harm', { harm: true }).refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'mediation_harm', ...ORDINARY });
    closed(found(reviewing().does('handler', 'record-corruption-proof'), 'judge_corruption'), 'outcomeDecision', ['suggest'], REPORT);
  });

  it('keeps each origin to its own way', () => {
    expect(() => open({ on: '2026-03-02', facts: { origin: 'own_motion' } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'application' } })).toThrow('ACT.CONDITION_NOT_MET');
    open({ on: '2026-03-02', facts: { origin: 'application' } }).refuses('caseManagement', 'register-own-motion', 'ACT.CONDITION_NOT_MET', { ground: 'own_error' })
      .refuses('caseManagement', 'accept-lower-request', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
    open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion' } }).refuses('caseManagement', 'assign-screener', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') });
    closed(reviewing(), 'outcomeDecision', ['requestProtest'], REPORT);
    closed(found(reviewing(), 'no_ground'), 'outcomeDecision', ['suggest', 'requestProtest', 'protest'], REPORT);
    closed(found(reviewing(), 'other_grounds'), 'outcomeDecision', ['protest', 'notSupport'], REPORT);
    closed(found(fromBelow(), 'other_grounds'), 'outcomeDecision', ['suggest', 'requestProtest'], REPORT);
  });

  it('refuses the wrong order', () => {
    walksOrder(accepted, () => found(reviewing(), 'wrong_law').decides('hearingDecision', 'hold', 'chief').decides('outcomeDecision', 'requestProtest', 'chief', REPORT), BEGINNING);
    walksDeparture(() => found(reviewing(), 'wrong_law'), 'requestProtest', REPORT);
    walksAdministrativeOrder(accepted, reviewing);
    closed(reviewing(), 'termination', ['terminate']);
    const protested = found(fromBelow(), 'wrong_law').decides('outcomeDecision', 'protest', 'chief', REPORT).does('handler', 'deliver-protest', { receivedOn: '2026-03-02' })
      .does('caseManagement', 'register-retrial-order').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-retrial-result');
    closed(protested, 'followUp', ['close', 'again']).does('handler', 'record-result', { result: 'right' });
    closed(protested, 'followUp', ['again']).does('caseManagement', 'register-objection', { receivedOn: '2026-03-02' });
    closed(protested, 'followUp', ['close']).decides('objectionDecision', 'founded', 'chief').decides('ownCorrection', 'correct', 'chief').has({ courtObjection: 'none' });
    closed(awaitingCourt().does('handler', 'file-suggestion').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-court-answer', { answer: 'not_adopted' })
      .does('handler', 'record-result', { result: 'right' }), 'followUp', ['askSuperior']);
  });
});

// Supervision of administrative trials and execution, course by course: application, accusation, own motion and a case passed down; the
// explanation and the reply of the court, the superior, the refusal. Days are those of 2026 with its holidays.
import { BEGINNING, walksAdministrativeOrder, walksBroadcast, walksEvidenceRule, walksExtensions, walksLateAcceptance, walksResolution, walksSimpleTrack } from './administrative.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';
import { closed, walksCrimeClue, walksDaysThatDoNotCount, walksDeparture, walksHearing, walksLateAnswer, walksLevels, walksObjections, walksOrder, walksRefusals, walksScreening, walksVerification } from './supervision.js';

const REPORT = { reviewReport: '审查终结报告' };
const TO_HANDLER = { handler: person('handler') };
const SENT = { mode: 'written', receivedOn: '2026-04-01' };

describePath('admin.misconduct', (open) => {
  const screening = (facts = {}): Course => open({ on: '2026-03-02', facts: { origin: 'application', subject: 'execution', ...facts } }).does('caseManagement', 'assign-screener', { handler: person('secondHandler') });
  const accepted = (facts = {}): Course => screening(facts).does('secondHandler', 'check-application', { bars: [] }).decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler');
  const reviewing = (facts = {}): Course => accepted(facts).does('caseManagement', 'send-acceptance-notice').does('caseManagement', 'assign', TO_HANDLER);
  const trial = (): Course => reviewing({ subject: 'trial' });
  const ownMotion = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion', subject: 'trial' } })
    .does('caseManagement', 'register-own-motion', { ground: 'public_interest' }).does('caseManagement', 'assign', TO_HANDLER);
  const passedDown = (): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'superior_assigned', subject: 'execution' } })
    .does('caseManagement', 'accept-assigned', { receivedOn: '2026-03-02' }).does('caseManagement', 'assign', TO_HANDLER);
  const refused = (): Course => screening().does('secondHandler', 'check-application', { bars: ['remedy_not_used'] }).decides('acceptanceDecision', 'refuse', 'own', {}, 'secondHandler');
  const awaitingCourt = (): Course => reviewing().does('handler', 'record-findings', { finding: 'execution_violation' }).on('2026-04-01').decides('outcomeDecision', 'suggest', 'chief', REPORT)
    .does('handler', 'deliver-suggestion', SENT);
  const notSupported = (): Course => reviewing().does('handler', 'record-findings', { finding: 'not_founded' }).decides('outcomeDecision', 'notSupport', 'own', REPORT);

  it('has the court explain an execution within fifteen days, and suggests', () => {
    accepted().clockIs('acceptDecide', 'satisfied').isDue('acceptNotice', '2026-03-05').isDue('review', '2026-06-02').does('secondHandler', 'send-acceptance-notice')
      .does('secondHandler', 'register-copy-served', { servedOn: '2026-03-02' }).isDue('opponentOpinion', '2026-03-17').does('caseManagement', 'record-opponent-opinion').does('caseManagement', 'assign', TO_HANDLER)
      .does('handler', 'demand-explanation', { receivedOn: '2026-03-02' }).isDue('explanation', '2026-03-17').refuses('handler', 'press-explanation', 'ACT.CONDITION_NOT_MET')
      .expires('explanation').does('handler', 'press-explanation').returns('caseManagement', 'register-explanation').has({ explanationLate: false })
      .refuses('handler', 'demand-explanation', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' }).refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'trial_violation' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT }).does('handler', 'record-findings', { finding: 'execution_violation' })
      .does('handler', 'outcomeDecision.propose', { option: 'suggest', ...REPORT }).refuses('handler', 'outcomeDecision.decide', 'AUTHORITY.REFER').does('handler', 'outcomeDecision.withdraw')
      .on('2026-04-01').decides('outcomeDecision', 'suggest', 'committee', REPORT).isDue('deliver', '2026-04-16').refuses('handler', 'deliver-suggestion', 'ACT.CONDITION_NOT_MET', { ...SENT, mode: 'announced' })
      .does('handler', 'deliver-suggestion', SENT).isDue('filing', '2026-04-07').isDue('courtReply', '2026-06-01')
      .refuses('caseManagement', 'prompt-filing', 'ACT.CONDITION_NOT_MET').expires('filing').does('caseManagement', 'prompt-filing')
      .does('caseManagement', 'register-court-reply', { adopted: true }).does('handler', 'record-result', { result: 'right' })
      .refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' }).does('handler', 'file-suggestion').has({ filingLate: false })
      .decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed').refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('handler', 'archive');
  });

  it('supervises a trial by the same power, on its own grounds', () => {
    trial().refuses('handler', 'demand-explanation', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' }).refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'execution_violation' })
      .does('handler', 'record-findings', { finding: 'judge_misconduct' }).refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askSuperior', ...REPORT })
      .decides('outcomeDecision', 'suggest', 'chief', REPORT).has({ outcome: 'suggestion' }).isIn('stage.suggestion.delivering');
  });

  it('screens applications and accusations within seven days', () => {
    walksLateAcceptance(screening);
    screening().refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' })
      .does('secondHandler', 'check-application', { bars: ['already_decided'] }).refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' })
      .does('secondHandler', 'check-application', { bars: [] }).refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' });
    screening({ origin: 'outsider' }).refuses('secondHandler', 'check-application', 'ACT.CONDITION_NOT_MET', { bars: ['remedy_not_used'] }).does('secondHandler', 'check-application', { bars: ['not_competent'] })
      .decides('acceptanceDecision', 'referElsewhere', 'own', {}, 'secondHandler').ends('transferred', 'stage.referredElsewhere');
    refused().clockIs('acceptDecide', 'satisfied').does('caseManagement', 'take-up-own-motion', { ground: 'public_interest' }).has({ origin: 'own_motion' }).isIn('stage.accepted');
    walksScreening(screening);
    walksRefusals(refused);
  });

  it('walks the side matters of the review', () => {
    walksVerification(reviewing, BEGINNING); walksHearing(reviewing); walksBroadcast(reviewing); walksDaysThatDoNotCount(reviewing); walksLevels(reviewing, BEGINNING); walksObjections(awaitingCourt);
    walksEvidenceRule(reviewing); walksExtensions(reviewing); walksSimpleTrack(reviewing);
    reviewing().does('handler', 'record-findings', { finding: 'disputed' }).does('handler', 'begin-activity', { kind: 'file-borrowing', from: '2026-03-02' })
      .decides('outcomeDecision', 'suggest', 'chief', REPORT).refuses('handler', 'end-activity', 'ACT.CONDITION_NOT_MET', { to: '2026-03-02' }).does('handler', 'drop-activity').isIn('notCounted.idle');
    reviewing().on('2026-03-09').decides('suspension', 'suspend', 'own', { ground: 'party_died', suspendedOn: '2026-03-09' }).isIn('stage.suspended')
      .on('2026-04-12').returns('handler', 'resume-review').isDue('review', '2026-07-06');
  });

  it('ends the review when the dispute is resolved, the applicant withdraws, or nothing is to be done', () => {
    walksResolution(reviewing);
    reviewing().does('handler', 'record-findings', { finding: 'not_founded' }).does('handler', 'open-resolution', { willing: true, claimRemains: true })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT }).does('handler', 'fail-dispute').decides('outcomeDecision', 'notSupport', 'own', REPORT);
    reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'no_need' })
      .does('caseManagement', 'register-withdrawal-request').does('handler', 'record-public-harm', { harm: true }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' })
      .does('handler', 'record-public-harm', { harm: false }).does('handler', 'record-termination-ground', { ground: 'withdrawn' });
    ownMotion().refuses('caseManagement', 'register-withdrawal-request', 'ACT.CONDITION_NOT_MET').does('handler', 'record-findings', { finding: 'not_founded' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT }).does('handler', 'record-termination-ground', { ground: 'no_need' }).has({ terminationGround: 'no_need' });
  });

  it('sends a founded case that was passed down back to the superior', () => {
    passedDown().clockIs('caseRegister', 'satisfied').does('handler', 'record-findings', { finding: 'execution_violation' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggest', ...REPORT }).decides('outcomeDecision', 'askSuperior', 'chief', REPORT).does('handler', 'deliver-request')
      .refuses('handler', 'register-superior-supervision', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'register-superior-supervision').ends('transferred', 'stage.handedUp');
    passedDown().does('handler', 'record-findings', { finding: 'disputed' }).decides('outcomeDecision', 'askSuperior', 'chief', REPORT).does('handler', 'deliver-request')
      .returns('caseManagement', 'register-superior-return').has({ finding: 'not_founded' }).decides('outcomeDecision', 'notSupport', 'own', REPORT);
  });

  it('does not support what is unfounded, and corrects itself', () => {
    notSupported().isDue('deliver', '2026-03-17').does('handler', 'deliver-refusal').does('handler', 'close-not-supported').ends('closed', 'stage.closedNotSupported');
    notSupported().does('handler', 'deliver-refusal').refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' })
      .decides('ownCorrection', 'correct', 'chief').has({ finding: 'not_assessed' }).isDue('review', '2026-06-02');
  });

  it('urges a silent court and follows up', () => {
    awaitingCourt().refuses('handler', 'urge-court', 'ACT.CONDITION_NOT_MET').refuses('handler', 'take-up-silence', 'ACT.CONDITION_NOT_MET').does('handler', 'file-suggestion')
      .expires('courtReply').does('handler', 'urge-court').does('handler', 'take-up-silence').refuses('handler', 'record-result', 'ACT.CONDITION_NOT_MET', { result: 'right' })
      .does('handler', 'record-result', { result: 'wrong' }).decides('followUp', 'askSuperior', 'chief').isIn('stage.requested.delivering');
    awaitingCourt().does('handler', 'file-suggestion').does('caseManagement', 'register-court-reply', { adopted: false }).does('handler', 'record-result', { result: 'wrong' })
      .refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' }).decides('followUp', 'again', 'own').isDue('review', '2026-07-01').has({ origin: 'own_motion' });
  });

  it('examines a reply of the court that came late', () => {
    walksLateAnswer(() => awaitingCourt().expires('courtReply').does('handler', 'take-up-silence'), 'register-late-reply', { adopted: true });
    reviewing().does('handler', 'record-termination-ground', { ground: 'not_acceptable' }).decides('termination', 'terminate', 'own').isIn('stage.terminating');
    passedDown().does('caseManagement', 'register-withdrawal-request').does('handler', 'record-termination-ground', { ground: 'withdrawn' });
    // An accusation is taken up for what it says, not at the disposal of whoever made it.
    reviewing({ origin: 'outsider' }).does('caseManagement', 'register-withdrawal-request').refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' });
    walksCrimeClue(reviewing);
  });

  it('keeps each origin to its own way', () => {
    const facts = { subject: 'trial' };
    expect(() => open({ on: '2026-03-02', facts: { ...facts, origin: 'own_motion' } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'receive-file', facts: { ...facts, origin: 'outsider' } })).toThrow('ACT.CONDITION_NOT_MET');
    open({ on: '2026-03-02', facts: { ...facts, origin: 'application' } }).refuses('caseManagement', 'register-own-motion', 'ACT.CONDITION_NOT_MET', { ground: 'major_effect' })
      .refuses('caseManagement', 'accept-assigned', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
    open({ on: '2026-03-02', act: 'receive-file', facts: { ...facts, origin: 'own_motion' } }).refuses('caseManagement', 'assign-screener', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') });
  });

  it('refuses the wrong order', () => {
    const found = (course: Course): Course => course.does('handler', 'record-findings', { finding: 'execution_violation' });
    const notFound = (): Course => reviewing().does('handler', 'record-findings', { finding: 'not_founded' });
    walksOrder(accepted, () => found(reviewing()).decides('hearingDecision', 'hold', 'chief').decides('outcomeDecision', 'suggest', 'chief', REPORT), BEGINNING);
    walksDeparture(() => found(reviewing()), 'suggest', REPORT);
    closed(reviewing(), 'outcomeDecision', ['suggest'], REPORT);
    closed(reviewing(), 'termination', ['terminate']);
    walksAdministrativeOrder(accepted, reviewing);
    accepted().refuses('secondHandler', 'demand-explanation', 'CASE.STATE_FORBIDS_ACT', { receivedOn: '2026-03-02' });
    closed(notFound(), 'outcomeDecision', ['suggest'], REPORT);
    closed(found(reviewing()), 'outcomeDecision', ['notSupport'], REPORT);
    closed(passedDown().does('handler', 'record-findings', { finding: 'not_founded' }), 'outcomeDecision', ['askSuperior'], REPORT);
    const replied = awaitingCourt().does('handler', 'file-suggestion').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-court-reply', { adopted: true });
    closed(replied, 'followUp', ['close', 'again', 'askSuperior']).does('handler', 'record-result', { result: 'right' });
    closed(replied, 'followUp', ['again', 'askSuperior']).does('caseManagement', 'register-objection', { receivedOn: '2026-04-01' });
    closed(replied, 'followUp', ['close']).decides('objectionDecision', 'unfounded', 'chief').decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed');
  });
});

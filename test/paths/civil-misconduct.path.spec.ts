// Supervision of civil trials and execution, course by course: application, accusation, own motion and a case passed down; the suggestion
// and the reply of the court, the superior, the refusal. Days are those of 2026 with its holidays.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';
import { closed, VERIFICATION, walksCrimeClue, walksDaysThatDoNotCount, walksDeparture, walksHearing, walksLateAnswer, walksLevels, walksObjections, walksOrder, walksRefusals, walksScreening, walksVerification } from './supervision.js';

const REPORT = { reviewReport: '审查终结报告' };
const TO_HANDLER = { handler: person('handler') };
const SENT = { mode: 'written', receivedOn: '2026-04-01' };

describePath('civil.misconduct', (open) => {
  const screening = (facts = {}): Course => open({ on: '2026-03-02', facts: { origin: 'application', subject: 'trial', ...facts } }).does('caseManagement', 'assign-screener', { handler: person('secondHandler') });
  const accepted = (facts = {}): Course => screening(facts).does('secondHandler', 'check-application', { bars: [] }).decides('acceptanceDecision', 'accept', 'own', {}, 'secondHandler');
  const reviewing = (facts = {}): Course => accepted(facts).does('caseManagement', 'send-acceptance-notice').does('caseManagement', 'assign', TO_HANDLER);
  const executing = (): Course => reviewing({ subject: 'execution' });
  const ownMotion = (ground = 'major_effect', subject = 'trial'): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'own_motion', subject } })
    .does('caseManagement', 'register-own-motion', { ground }).does('caseManagement', 'assign', TO_HANDLER);
  const passedDown = (subject = 'execution'): Course => open({ on: '2026-03-02', act: 'receive-file', facts: { origin: 'superior_assigned', subject } })
    .does('caseManagement', 'accept-assigned', { receivedOn: '2026-03-02' }).does('caseManagement', 'assign', TO_HANDLER);
  const refused = (): Course => screening().does('secondHandler', 'check-application', { bars: ['remedy_not_used'] }).decides('acceptanceDecision', 'refuse', 'own', {}, 'secondHandler');
  const suggested = (): Course => reviewing().does('handler', 'record-findings', { finding: 'trial_violation' }).on('2026-04-01').decides('outcomeDecision', 'suggestTrial', 'chief', REPORT);
  const awaitingCourt = (): Course => suggested().does('handler', 'deliver-suggestion', SENT);
  const wrongResult = (): Course => awaitingCourt().does('handler', 'file-suggestion').does('caseManagement', 'register-court-reply', { adopted: false }).does('handler', 'record-result', { result: 'wrong' });
  const notSupported = (): Course => reviewing().does('handler', 'record-findings', { finding: 'not_founded' }).decides('outcomeDecision', 'notSupport', 'own', REPORT);

  it('suggests the correction of a trial and closes when the court has set it right', () => {
    accepted().isDue('acceptNotice', '2026-03-05').isDue('review', '2026-06-02').does('secondHandler', 'send-acceptance-notice').does('secondHandler', 'register-copy-served', { servedOn: '2026-03-02' })
      .isDue('opponentOpinion', '2026-03-17').does('caseManagement', 'record-opponent-opinion').does('caseManagement', 'assign', TO_HANDLER)
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggestTrial', ...REPORT })
      .refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'execution_violation' }).does('handler', 'record-findings', { finding: 'judge_misconduct' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggestExecution', ...REPORT })
      .does('handler', 'outcomeDecision.propose', { option: 'suggestTrial', ...REPORT }).refuses('handler', 'outcomeDecision.decide', 'AUTHORITY.REFER').does('handler', 'outcomeDecision.withdraw')
      .on('2026-04-01').decides('outcomeDecision', 'suggestTrial', 'committee', REPORT).isDue('deliver', '2026-04-16').clockIs('review', 'satisfied')
      .refuses('handler', 'deliver-suggestion', 'ACT.CONDITION_NOT_MET', { ...SENT, mode: 'announced' }).does('handler', 'deliver-suggestion', { ...SENT, mode: 'announced', agreed: true })
      // Five days end on Monday 6 April, a holiday; two months on Monday 1 June.
      .isDue('filing', '2026-04-07').isDue('courtReply', '2026-06-01').refuses('caseManagement', 'prompt-filing', 'ACT.CONDITION_NOT_MET')
      .expires('filing').does('caseManagement', 'prompt-filing').does('handler', 'file-suggestion').has({ filingLate: false })
      .does('caseManagement', 'register-court-reply', { adopted: true }).refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' })
      .does('handler', 'record-result', { result: 'right' }).decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed').does('handler', 'self-check').does('handler', 'archive');
  });

  it('screens applications and accusations', () => {
    screening().refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' })
      .does('secondHandler', 'check-application', { bars: ['already_decided'] }).refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'accept' })
      .does('secondHandler', 'check-application', { bars: [] }).refuses('secondHandler', 'acceptanceDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' });
    screening({ origin: 'outsider' }).refuses('secondHandler', 'check-application', 'ACT.CONDITION_NOT_MET', { bars: ['remedy_not_used'] }).does('secondHandler', 'check-application', { bars: ['not_competent'] })
      .decides('acceptanceDecision', 'referElsewhere', 'own', {}, 'secondHandler').ends('transferred', 'stage.referredElsewhere');
    walksScreening(screening);
    walksRefusals(refused);
  });

  it('walks the side matters of the review', () => {
    walksVerification(reviewing); walksHearing(reviewing); walksDaysThatDoNotCount(reviewing); walksLevels(reviewing); walksObjections(awaitingCourt);
    reviewing().does('handler', 'record-findings', { finding: 'trial_violation' }).does('handler', 'begin-activity', { kind: 'file-borrowing', from: '2026-03-02' })
      .decides('outcomeDecision', 'suggestTrial', 'chief', REPORT).refuses('handler', 'end-activity', 'ACT.CONDITION_NOT_MET', { to: '2026-03-02' }).does('handler', 'drop-activity').isIn('notCounted.idle');
    reviewing().on('2026-03-09').decides('suspension', 'suspend', 'own', { ground: 'party_dissolved', suspendedOn: '2026-03-09' }).isIn('stage.suspended')
      .on('2026-04-12').returns('handler', 'resume-review').isDue('review', '2026-07-06');
  });

  it('asks the court to explain an execution, and then suggests', () => {
    reviewing().refuses('handler', 'demand-explanation', 'ACT.CONDITION_NOT_MET');
    executing().does('handler', 'demand-explanation', { receivedOn: '2026-03-02' }).isDue('explanation', '2026-03-17').refuses('handler', 'press-explanation', 'ACT.CONDITION_NOT_MET').expires('explanation').does('handler', 'press-explanation')
      .returns('caseManagement', 'register-explanation').has({ explanationLate: false }).refuses('handler', 'demand-explanation', 'ACT.CONDITION_NOT_MET')
      .refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { finding: 'trial_violation' }).does('handler', 'record-findings', { finding: 'execution_violation' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askSuperior', ...REPORT })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT })
      .decides('outcomeDecision', 'suggestExecution', 'chief', REPORT).has({ outcome: 'suggestion' }).isIn('stage.suggestion.delivering');
  });

  it('gives the court three months to answer on an execution, and a month more when its president takes it', () => {
    const sent = (): Course => executing().does('handler', 'record-findings', { finding: 'execution_violation' }).on('2026-04-01').decides('outcomeDecision', 'suggestExecution', 'chief', REPORT)
      .refuses('handler', 'deliver-suggestion', 'ACT.CONDITION_NOT_MET', SENT).refuses('handler', 'deliver-execution-suggestion', 'ACT.CONDITION_NOT_MET', { ...SENT, mode: 'announced' })
      .does('handler', 'deliver-execution-suggestion', SENT);
    sent().isDue('executionReply', '2026-07-01').does('caseManagement', 'register-court-extension').isDue('executionReply', '2026-08-03').does('caseManagement', 'register-court-reply', { adopted: true }).clockIs('executionReply', 'satisfied');
    sent().expires('executionReply').has({ courtSilent: true }).does('handler', 'take-up-silence').isIn('stage.resultExamining');
    suggested().refuses('handler', 'deliver-execution-suggestion', 'ACT.CONDITION_NOT_MET', SENT).does('handler', 'deliver-suggestion', SENT).refuses('caseManagement', 'register-court-extension', 'ACT.CONDITION_NOT_MET');
  });

  it('sends a founded case that was passed down back to the superior', () => {
    passedDown().clockIs('caseRegister', 'satisfied').does('handler', 'record-findings', { finding: 'execution_violation' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'suggestExecution', ...REPORT })
      .decides('outcomeDecision', 'askSuperior', 'chief', REPORT).does('handler', 'deliver-request').clockIs('deliver', 'satisfied')
      .refuses('handler', 'register-superior-supervision', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'register-superior-supervision').ends('transferred', 'stage.handedUp');
    passedDown().does('handler', 'record-findings', { finding: 'disputed' }).decides('outcomeDecision', 'askSuperior', 'chief', REPORT).does('handler', 'deliver-request')
      .returns('caseManagement', 'register-superior-return').has({ finding: 'not_founded' }).decides('outcomeDecision', 'notSupport', 'own', REPORT).does('handler', 'deliver-refusal');
  });

  it('does not support what is unfounded, and ends what it took up itself', () => {
    notSupported().isDue('deliver', '2026-03-17').does('handler', 'deliver-refusal').does('handler', 'close-not-supported').ends('closed', 'stage.closedNotSupported')
      .refuses('clerk', 'archive', 'AUTHORITY.NOT_YOUR_ROLE').does('handler', 'self-check').does('handler', 'archive');
    notSupported().does('handler', 'deliver-refusal').refuses('handler', 'ownCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'withdraw' })
      .decides('ownCorrection', 'correct', 'chief').has({ finding: 'not_assessed' }).isDue('review', '2026-06-02');
    ownMotion().refuses('caseManagement', 'register-withdrawal-request', 'ACT.CONDITION_NOT_MET').does('handler', 'record-findings', { finding: 'not_founded' })
      .refuses('handler', 'outcomeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notSupport', ...REPORT })
      .does('handler', 'record-termination-ground', { ground: 'no_need' }).decides('termination', 'terminate', 'own').does('handler', 'deliver-termination').ends('terminated', 'stage.terminated');
  });

  it('ends when the parties settle or the applicant withdraws', () => {
    executing().does('handler', 'open-settlement').does('handler', 'record-no-settlement').does('handler', 'open-settlement').refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'settled' })
      .refuses('handler', 'record-settlement', 'ACT.CONDITION_NOT_MET', { waived: false, harmless: true }).does('handler', 'record-settlement', { waived: true, harmless: true })
      .does('handler', 'record-termination-ground', { ground: 'settled' }).decides('termination', 'terminate', 'own').isIn('stage.terminating');
    reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'no_need' }).does('caseManagement', 'register-withdrawal-request')
      .does('handler', 'record-public-harm', { harm: true }).refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' })
      .does('handler', 'record-public-harm', { harm: false }).does('handler', 'record-termination-ground', { ground: 'withdrawn' }).has({ terminationGround: 'withdrawn' });
  });

  it('takes false litigation up and passes the crime clue on', () => {
    refused().refuses('caseManagement', 'take-up-own-motion', 'ACT.CONDITION_NOT_MET', { ground: 'false_litigation' });
    screening().does('secondHandler', 'flag-false-litigation').does('caseManagement', 'take-up-own-motion', { ground: 'false_litigation' }).has({ origin: 'own_motion' }).does('caseManagement', 'assign', TO_HANDLER)
      .refuses('handler', 'find-false-litigation', 'ACT.CONDITION_NOT_MET').does('handler', 'start-verification', VERIFICATION).does('handler', 'query-accounts', { secondPerson: person('assistant') })
      .does('handler', 'find-false-litigation').does('handler', 'raise-clue').refuses('caseManagement', 'transferDecision.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'transfer' })
      .decides('transferDecision', 'transfer', 'chief').does('caseManagement', 'register-linked-case', { result: 'not_filed' }).does('handler', 'raise-clue').decides('transferDecision', 'keep', 'chief').isIn('crime.idle');
    ownMotion('false_litigation').has({ falseLitigation: 'suspected' }).does('chief', 'drop-false-litigation').has({ falseLitigation: 'none' });
  });

  it('urges a silent court and follows up', () => {
    awaitingCourt().refuses('handler', 'urge-court', 'ACT.CONDITION_NOT_MET').refuses('handler', 'take-up-silence', 'ACT.CONDITION_NOT_MET').does('handler', 'file-suggestion')
      .expires('courtReply').does('handler', 'urge-court').does('handler', 'take-up-silence').refuses('handler', 'record-result', 'ACT.CONDITION_NOT_MET', { result: 'right' })
      .does('handler', 'record-result', { result: 'wrong' }).decides('followUp', 'askSuperior', 'chief').isIn('stage.requested.delivering');
    wrongResult().refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'close' }).decides('followUp', 'again', 'own').isDue('review', '2026-07-01').has({ ownMotionGround: 'follow_up' });
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
    const found = (course: Course): Course => course.does('handler', 'record-findings', { finding: 'trial_violation' });
    const notFound = (): Course => reviewing().does('handler', 'record-findings', { finding: 'not_founded' });
    walksOrder(accepted, () => found(reviewing()).decides('hearingDecision', 'hold', 'chief').decides('outcomeDecision', 'suggestTrial', 'chief', REPORT));
    walksDeparture(() => found(reviewing()), 'suggestTrial', REPORT);
    closed(reviewing(), 'outcomeDecision', ['suggestTrial'], REPORT);
    closed(reviewing().refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'withdrawn' }), 'termination', ['terminate']);
    closed(awaitingCourt().does('caseManagement', 'register-court-reply', { adopted: true }).does('handler', 'record-result', { result: 'right' }), 'followUp', ['close']);
    notSupported().does('handler', 'deliver-refusal').does('handler', 'close-not-supported').refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET');
    accepted().refuses('secondHandler', 'open-settlement', 'CASE.STATE_FORBIDS_ACT').refuses('secondHandler', 'demand-explanation', 'CASE.STATE_FORBIDS_ACT');
    reviewing().does('handler', 'open-settlement').refuses('handler', 'record-settlement', 'ACT.CONDITION_NOT_MET', { waived: true, harmless: false });
    reviewing().refuses('handler', 'drop-false-litigation', 'ACT.CONDITION_NOT_MET').does('handler', 'start-verification', VERIFICATION).refuses('handler', 'query-accounts', 'ACT.CONDITION_NOT_MET', { secondPerson: person('assistant') })
      .does('handler', 'record-verification', { measure: 'consult', secondPerson: person('assistant') }).refuses('handler', 'find-false-litigation', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'flag-false-litigation').refuses('handler', 'flag-false-litigation', 'ACT.CONDITION_NOT_MET').refuses('handler', 'open-settlement', 'ACT.CONDITION_NOT_MET');
    closed(found(reviewing().does('handler', 'open-settlement')), 'outcomeDecision', ['suggestTrial'], REPORT);
    closed(executing().does('handler', 'record-findings', { finding: 'disputed' }), 'outcomeDecision', ['suggestTrial', 'askSuperior'], REPORT);
    closed(executing().does('handler', 'record-findings', { finding: 'not_founded' }), 'outcomeDecision', ['suggestExecution'], REPORT);
    closed(passedDown().does('handler', 'record-findings', { finding: 'not_founded' }), 'outcomeDecision', ['askSuperior'], REPORT);
    closed(passedDown().does('handler', 'record-findings', { finding: 'execution_violation' }), 'outcomeDecision', ['notSupport'], REPORT);
    closed(passedDown('trial').does('handler', 'record-findings', { finding: 'trial_violation' }), 'outcomeDecision', ['suggestTrial'], REPORT);
    closed(notFound(), 'outcomeDecision', ['suggestTrial'], REPORT);
    const replied = awaitingCourt().does('handler', 'file-suggestion').refuses('handler', 'file-suggestion', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-court-reply', { adopted: true });
    closed(replied, 'followUp', ['close', 'again', 'askSuperior']).does('handler', 'record-result', { result: 'right' });
    closed(replied, 'followUp', ['again', 'askSuperior']).does('caseManagement', 'register-objection', { receivedOn: '2026-04-01' });
    closed(replied, 'followUp', ['close']).decides('objectionDecision', 'unfounded', 'chief').decides('followUp', 'close', 'own').ends('closed', 'stage.closedFollowed');
  });
});

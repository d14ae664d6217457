// Review of arrest, course by course: police request and own investigation, approval and every kind of refusal, the police's objection
// and the superior's recheck, revocation, missed suspects, illegal evidence. Days are those of 2026 with its holidays.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const FINDINGS = { crimeFound: 'shown', dangerFound: 'danger' };
const REPORT = { reviewReport: '审查逮捕意见书' };

describePath('criminal.arrest', (open) => {
  /** Received on Monday 2026-03-02 with the suspect in detention, assigned the same day. */
  const detained = (): Course => open({ on: '2026-03-02', facts: { origin: 'police', custody: 'detained' } })
    .does('caseManagement', 'check-police-limit', { detainedOn: '2026-02-27', inTime: true })
    .does('caseManagement', 'accept-detained', { receivedOn: '2026-03-02' })
    .does('chief', 'assign', { handler: person('handler') });
  const free = (origin = 'police'): Course => open({ on: '2026-03-02', facts: { origin, custody: 'none' } })
    .does('caseManagement', origin === 'police' ? 'accept-not-detained' : 'accept-own-not-detained', { receivedOn: '2026-03-02' })
    .does('chief', 'assign', { handler: person('handler') });
  const heard = (course: Course, findings = FINDINGS): Course => course.does('handler', 'interrogate', { secondPerson: person('assistant'), policeHeard: true }).does('handler', 'record-findings', findings);
  const refusedFor = (findings: typeof FINDINGS, option: string, more = {}): Course => heard(detained(), findings).decides('outcome', option, 'chief', { ...REPORT, ...more });
  const released = (): Course => refusedFor({ crimeFound: 'no_crime', dangerFound: 'no_danger' }, 'refuseNoCrime')
    .on('2026-03-05').does('handler', 'serve-refusal-no-crime', { servedOn: '2026-03-05' })
    .on('2026-03-06').does('caseManagement', 'register-receipt', { releasedOn: '2026-03-05', custody: 'none' });

  it('approves the arrest of a detained suspect within seven days', () => {
    detained().isDue('reviewDetained', '2026-03-09')
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'approve', ...REPORT })
      .does('handler', 'record-interrogation-ground', { grounds: ['doubt'] })
      .does('handler', 'interrogate', { secondPerson: person('assistant') })
      .does('caseManagement', 'register-lawyer-request').does('handler', 'record-findings', FINDINGS)
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'approve', ...REPORT })
      .does('handler', 'hear-lawyer')
      .refuses('assistant', 'outcome.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'approve', ...REPORT })
      .on('2026-03-06').decides('outcome', 'approve', 'own', REPORT).clockIs('reviewDetained', 'satisfied').isIn('stage.approved.awaitingExecution')
      .does('caseManagement', 'register-execution').does('handler', 'close-approved').ends('closed', 'stage.closedApproved')
      .refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('caseManagement', 'archive');
  });

  it('goes back for what is missing before it is accepted, and corrects the measure', () => {
    open({ on: '2026-03-02', facts: { origin: 'police', custody: 'detained' } })
      .does('caseManagement', 'request-materials').returns('caseManagement', 'register-materials')
      .does('caseManagement', 'correct-custody', { custody: 'bail' }).has({ custody: 'bail' })
      .does('caseManagement', 'request-materials').does('caseManagement', 'return-unaccepted').ends('refused', 'stage.notAccepted');
    open({ on: '2026-03-02', facts: { origin: 'police', custody: 'none' } }).does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
  });

  it('counts the limit of the police request, with its extensions', () => {
    open({ on: '2026-03-02', facts: { origin: 'police', custody: 'detained' } })
      .does('caseManagement', 'check-police-limit', { detainedOn: '2026-02-27', inTime: false })
      .does('caseManagement', 'record-police-extension').does('caseManagement', 'record-police-thirty-days')
      .does('caseManagement', 'accept-detained', { receivedOn: '2026-03-02' }).does('chief', 'assign', { handler: person('handler') })
      .does('handler', 'record-late-request', { severity: 'slight' }).has({ violation: 'slight' })
      .decides('correctionDecision', 'oral', 'own').has({ violation: 'none' })
      .does('caseManagement', 'register-withdrawal').ends('withdrawn', 'stage.requestWithdrawn');
  });

  it('is extended to twenty days for a suspect at liberty in a complex case, and by its level', () => {
    const course = free().isDue('reviewNotDetained', '2026-03-17').does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' });
    course.decides('extensionDecision', 'police', 'chief').isDue('reviewNotDetained', '2026-03-23')
      .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'refuse' })
      .does('chief', 'lower-complexity', { complexity: 'ordinary' }).expires('reviewNotDetained').has({ reviewOverdue: true })
      .does('caseManagement', 'prompt-overdue').does('caseManagement', 'transfer-jurisdiction').ends('transferred', 'stage.transferredJurisdiction');
    free().decides('extensionDecision', 'refuse', 'chief').isIn('extension.idle');
  });

  it('decides the arrest in an own investigation, with the two duties of twenty-four hours', () => {
    const course = open({ on: '2026-03-02', facts: { origin: 'own_investigation', custody: 'detained' } })
      .does('caseManagement', 'check-own-limit', { detainedOn: '2026-02-27', inTime: true })
      .does('caseManagement', 'accept-own-detained', { receivedOn: '2026-03-02' }).does('chief', 'assign', { handler: person('handler') });
    heard(course).decides('extensionDecision', 'ownHeld', 'chief').decides('outcome', 'arrestOwn', 'chief', REPORT)
      .does('handler', 'register-own-execution').does('handler', 'record-first-interrogation').does('handler', 'record-family-notice')
      .clockIs('notifyFamily', 'satisfied').does('handler', 'close-approved').ends('closed', 'stage.closedApproved');
    free('own_investigation').does('handler', 'raise-complexity', { complexity: 'major_case' }).decides('extensionDecision', 'ownFree', 'chief').isDue('ownNotDetained', '2026-03-23');
  });

  it('approves the arrest of foreigners and in national-security cases on the level and with the filing the law asks for', () => {
    const other = heard(detained()).does('caseManagement', 'record-party-facts', { foreigner: 'other' });
    other.refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'approve', ...REPORT })
      .decides('outcome', 'approveForeigner', 'chief', REPORT).does('caseManagement', 'register-execution')
      .refuses('handler', 'close-approved', 'ACT.CONDITION_NOT_MET').expires('foreignerRecord')
      .does('handler', 'file-foreigner').returns('handler', 'amend-filing').does('handler', 'close-approved').ends('closed', 'stage.closedApproved');
    const security = heard(detained()).does('caseManagement', 'record-party-facts', { foreigner: 'security' });
    security.refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'approveForeignerSecurity', ...REPORT })
      .does('caseManagement', 'record-spp-approval').decides('outcome', 'approveForeignerSecurity', 'chief', REPORT).isIn('stage.approved.awaitingExecution');
    heard(detained()).does('caseManagement', 'record-party-facts', { stateSecurity: true }).decides('outcome', 'approveStateSecurity', 'chief', REPORT)
      .does('caseManagement', 'register-not-executed').refuses('handler', 'close-approved', 'ACT.CONDITION_NOT_MET').does('handler', 'file-state-security')
      .does('handler', 'close-approved').ends('closed', 'stage.closedApproved');
  });

  it('revokes a wrong approval', () => {
    heard(detained()).decides('outcome', 'approve', 'own', REPORT).does('caseManagement', 'register-execution')
      .refuses('head', 'approvalRevocation.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'revoke' })
      .decides('approvalRevocation', 'revoke', 'chief').does('handler', 'carry-out-revocation').has({ custody: 'none' }).ends('terminated', 'stage.closedRevoked');
  });

  it('hears the parties in public, or says why not', () => {
    const course = heard(free());
    course.does('handler', 'apply-hearing').decides('hearingDecision', 'decline', 'chief').has({ hearingRequested: false })
      .does('handler', 'apply-hearing').decides('hearingDecision', 'hold', 'chief').does('handler', 'fix-hearing', { hearingOn: '2026-03-12' })
      .does('handler', 'notify-hearing').clockIs('hearingNotice', 'satisfied').on('2026-03-12').returns('handler', 'record-hearing')
      .decides('hearingDecision', 'hold', 'chief').returns('handler', 'cancel-hearing').isIn('stage.reviewing.examining');
  });

  it('holds the hearing as a matter of its own and takes its result over', () => {
    const hearing = heard(free()).linksNot('handler', 'hearing', 'support.hearing', 'LINK.NOT_NOW').decides('hearingDecision', 'hold', 'chief')
      .linksNot('assistant', 'hearing', 'support.hearing', 'AUTHORITY.NOT_YOUR_ROLE').links('handler', 'hearing', 'support.hearing', 'stage.registered').has({ linkedHearing: 'opened' })
      .refuses('handler', 'take-hearing-result', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-03-12' })
      .follows('hearing', { ending: 'refused' }).has({ linkedHearing: 'none' }).follows('hearing', { state: 'stage.cancelled' })
      .follows('hearing', { state: 'stage.considering' }).clockIs('hearingNotice', 'satisfied').refuses('handler', 'take-hearing-result', 'ACT.CONDITION_NOT_MET');
    hearing.follows('hearing', { state: 'stage.closed' }).returns('handler', 'take-hearing-result').has({ linkedHearing: 'none' }).isIn('stage.reviewing.examining');
  });

  it('refuses for want of a crime; the silence of the police compels a notice of correction', () => {
    const course = released().clockIs('receipt', 'satisfied').isDue('policeInaction', '2026-03-20').expires('policeInaction').has({ policeSilent: true })
      .refuses('handler', 'close-refused', 'ACT.CONDITION_NOT_MET');
    course.decides('correctionDecision', 'notice', 'chief').isIn('supervision.awaitingReply').has({ policeSilent: false })
      .does('handler', 'close-correction').does('caseManagement', 'register-police-dropped').does('handler', 'close-refused').ends('closed', 'stage.closedRefused');
  });

  it('reconsiders by another procurator, and the superior rechecks', () => {
    const asked = (): Course => released().on('2026-03-09').does('caseManagement', 'register-reconsideration', { receivedOn: '2026-03-09' })
      .isDue('reconsider', '2026-03-16').refuses('handler', 'reconsideration.propose', 'PARTICIPATION.SAME_HANDLER', { option: 'uphold' })
      .does('chief', 'assign-other', { handler: person('secondHandler') });
    const upheld = asked().decides('reconsideration', 'uphold', 'chief', {}, 'secondHandler').on('2026-03-17')
      .does('caseManagement', 'register-recheck', { receivedOn: '2026-03-17' }).expires('recheck')
      .returns('caseManagement', 'record-recheck', { result: 'set_aside' }).refuses('secondHandler', 'close-refused', 'ACT.CONDITION_NOT_MET');
    upheld.does('secondHandler', 'follow-superior').has({ decision: 'approved' }).does('caseManagement', 'register-execution')
      .does('secondHandler', 'close-approved').ends('closed', 'stage.closedApproved');
    asked().decides('reconsideration', 'change', 'chief', {}, 'secondHandler').isIn('stage.approved.awaitingExecution');
    released().does('caseManagement', 'register-supplementing')
      .refuses('caseManagement', 'register-reconsideration', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-06' })
      .decides('refusalRevocation', 'revoke', 'chief').isIn('stage.approved.awaitingExecution');
  });

  it('refuses for lack of evidence with an outline, and presses for a receipt that does not come', () => {
    refusedFor({ crimeFound: 'insufficient', dangerFound: 'danger' }, 'refuseInsufficient', { outline: '补充侦查提纲' }).on('2026-03-03')
      .does('caseManagement', 'serve-refusal', { servedOn: '2026-03-03' }).refuses('handler', 'ask-receipt', 'ACT.CONDITION_NOT_MET')
      .expires('receipt').does('handler', 'ask-receipt').has({ violation: 'slight' })
      .does('caseManagement', 'register-receipt', { releasedOn: '2026-03-09', custody: 'bail' }).does('handler', 'close-refused').ends('closed', 'stage.closedRefused');
    refusedFor({ crimeFound: 'shown', dangerFound: 'no_danger' }, 'refuseNoDanger').isIn('stage.refused.serving').has({ decision: 'refused_no_danger' });
  });

  it('brings in who was left out: demanded from the police, refused by them, arrested without a request', () => {
    const found = (): Course => free().does('handler', 'find-omitted');
    found().decides('omittedDecision', 'demand', 'chief').does('caseManagement', 'register-police-request').has({ omitted: 'none' });
    found().refuses('handler', 'omittedDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'arrest' }).decides('omittedDecision', 'demand', 'chief')
      .returns('handler', 'register-police-refusal').decides('omittedDecision', 'arrest', 'chief').isIn('omittedSuspect.idle');
    found().decides('omittedDecision', 'drop', 'chief').isIn('omittedSuspect.idle');
  });

  it('settles a question of illegal evidence before the outcome', () => {
    const raised = (): Course => heard(free()).does('handler', 'raise-illegal-evidence').refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'approve', ...REPORT });
    raised().decides('exclusionDecision', 'keep', 'own').has({ evidenceQuestionOpen: false, crimeFound: 'shown' });
    raised().does('handler', 'assess-exclusion', { changesOutcome: true })
      .does('handler', 'exclusionDecision.propose', { option: 'exclude', excluded: '讯问笔录' }).refuses('handler', 'exclusionDecision.decide', 'AUTHORITY.REFER')
      .does('handler', 'exclusionDecision.withdraw').decides('exclusionDecision', 'exclude', 'chief').has({ crimeFound: 'not_assessed' });
  });

  it('leaves aside what can neither be found illegal nor ruled out, and checks it further after the decision', () => {
    const left = heard(detained()).does('handler', 'raise-illegal-evidence').decides('exclusionDecision', 'doubt', 'own').isIn('evidence.checking').has({ evidenceQuestionOpen: false, crimeFound: 'not_assessed' })
      .refuses('handler', 'exclusionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'doubt' }).does('handler', 'record-findings', FINDINGS).decides('outcome', 'approve', 'own', REPORT);
    left.decides('exclusionDecision', 'exclude', 'own', { excluded: '讯问笔录' }).isIn('evidence.idle', 'stage.approved.awaitingExecution');
  });

  it('arrests for a breach of bail, must for a grave one and may for another', () => {
    const onBail = (dangerFound: string): Course => open({ on: '2026-03-02', facts: { origin: 'police', custody: 'bail' } }).does('caseManagement', 'accept-not-detained', { receivedOn: '2026-03-02' })
      .does('chief', 'assign', { handler: person('handler') }).refuses('handler', 'interrogate', 'ACT.CONDITION_NOT_MET', { secondPerson: person('assistant') })
      .does('handler', 'record-findings', { crimeFound: 'shown', dangerFound });
    onBail('breach_must').offersNone('outcome', ['refuseNoDanger'], REPORT).decides('outcome', 'approve', 'own', REPORT);
    onBail('breach_may').does('handler', 'outcome.propose', { option: 'approve', ...REPORT }).does('handler', 'outcome.withdraw').decides('outcome', 'refuseNoDanger', 'chief', REPORT);
    free().refuses('handler', 'record-findings', 'ACT.CONDITION_NOT_MET', { crimeFound: 'shown', dangerFound: 'breach_must' });
  });

  it('questions nobody who is dead or at large, and does not arrest the dead', () => {
    const grounds = (): Course => detained().does('handler', 'record-interrogation-ground', { grounds: ['plea'] }).does('handler', 'record-findings', { crimeFound: 'cpl16', dangerFound: 'danger' })
      .offersNone('outcome', ['refuseNoCrime'], REPORT).refuses('handler', 'record-suspect-away', 'ACT.CONDITION_NOT_MET', { away: 'at_large' });
    grounds().does('handler', 'record-suspect-away', { away: 'dead' }).decides('outcome', 'refuseNoCrime', 'chief', REPORT).isIn('stage.refused.serving');
    grounds().does('handler', 'record-suspect-away', { away: 'dead' }).does('handler', 'record-findings', FINDINGS).offersNone('outcome', ['approve'], REPORT);
    free().does('handler', 'record-interrogation-ground', { grounds: ['doubt'] }).does('handler', 'record-findings', FINDINGS).offersNone('outcome', ['approve'], REPORT)
      .does('handler', 'record-suspect-away', { away: 'at_large' }).decides('outcome', 'approve', 'own', REPORT);
  });

  it('hears a minor with a guardian and the defender', () => {
    const minor = detained().does('caseManagement', 'record-party-facts', { suspectMinor: true }).refuses('handler', 'interrogate', 'ACT.CONDITION_NOT_MET', { secondPerson: person('assistant') })
      .does('handler', 'interrogate', { secondPerson: person('assistant'), adultPresent: 'guardian' }).does('handler', 'record-findings', FINDINGS).offersNone('outcome', ['approve'], REPORT);
    minor.does('handler', 'hear-lawyer').decides('outcome', 'approve', 'own', REPORT);
  });

  it('keeps the approval and the filing of a foreigner on every way to an arrest', () => {
    const asked = (foreigner: string): Course => released().does('caseManagement', 'record-party-facts', { foreigner }).on('2026-03-09')
      .does('caseManagement', 'register-reconsideration', { receivedOn: '2026-03-09' }).does('chief', 'assign-other', { handler: person('secondHandler') });
    const closedNot = (course: Course, handler: 'handler' | 'secondHandler'): Course => course.has({ filingDue: 'foreigner' }).isDue('foreignerRecord', '2026-03-11')
      .does('caseManagement', 'register-execution').refuses(handler, 'close-approved', 'ACT.CONDITION_NOT_MET').does(handler, 'file-foreigner').does(handler, 'close-approved');
    closedNot(asked('other').refuses('secondHandler', 'reconsideration.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'change' }).decides('reconsideration', 'changeForeigner', 'chief', {}, 'secondHandler'), 'secondHandler');
    asked('security').refuses('secondHandler', 'reconsideration.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'change' }).does('caseManagement', 'record-spp-approval').decides('reconsideration', 'change', 'chief', {}, 'secondHandler').isIn('stage.approved.awaitingExecution');
    closedNot(released().does('caseManagement', 'record-party-facts', { foreigner: 'other' }).on('2026-03-09').offersNone('refusalRevocation', ['revoke']).decides('refusalRevocation', 'revokeForeigner', 'chief'), 'handler');
    const above = asked('other').decides('reconsideration', 'uphold', 'chief', {}, 'secondHandler').does('caseManagement', 'register-recheck', { receivedOn: '2026-03-09' }).does('caseManagement', 'record-recheck', { result: 'set_aside' })
      .refuses('secondHandler', 'follow-superior', 'ACT.CONDITION_NOT_MET').does('secondHandler', 'follow-superior-foreigner');
    closedNot(above, 'secondHandler');
    asked('none').decides('reconsideration', 'uphold', 'chief', {}, 'secondHandler').does('caseManagement', 'register-recheck', { receivedOn: '2026-03-09' }).does('caseManagement', 'record-recheck', { result: 'upheld' }).has({ supplemented: false, rechecked: true })
      .refuses('caseManagement', 'register-recheck', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-09' }).refuses('caseManagement', 'register-reconsideration', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-09' });
  });

  it('files a refusal in a national-security case as well', () => {
    heard(detained(), { crimeFound: 'shown', dangerFound: 'no_danger' }).does('caseManagement', 'record-party-facts', { stateSecurity: true }).decides('outcome', 'refuseNoDanger', 'chief', REPORT).has({ filingDue: 'state_security' })
      .does('caseManagement', 'serve-refusal', { servedOn: '2026-03-02' }).does('caseManagement', 'register-receipt', { releasedOn: '2026-03-02', custody: 'none' }).does('handler', 'tell-execution-department')
      .refuses('handler', 'close-refused', 'ACT.CONDITION_NOT_MET').does('handler', 'file-state-security').does('handler', 'close-refused').ends('closed', 'stage.closedRefused');
  });

  it('hands a refusal of its own to the investigating department, which owes no receipt', () => {
    const own = (): Course => heard(free('own_investigation'), { crimeFound: 'no_crime', dangerFound: 'no_danger' }).decides('outcome', 'refuseNoCrime', 'chief', REPORT);
    own().refuses('handler', 'serve-refusal-no-crime', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-03-02' }).refuses('handler', 'serve-refusal', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-03-02' })
      .does('handler', 'hand-refusal-to-investigators', { custody: 'none' }).clockIs('receipt', null).clockIs('policeInaction', null).does('handler', 'close-refused').ends('closed', 'stage.closedRefused');
    refusedFor({ crimeFound: 'no_crime', dangerFound: 'no_danger' }, 'refuseNoCrime').refuses('handler', 'hand-refusal-to-investigators', 'ACT.CONDITION_NOT_MET', { custody: 'none' });
  });

  it('demands the request that is due after further investigation, and closes a revocation only when it is settled', () => {
    released().does('handler', 'find-omitted').has({ omitted: 'found' }).refuses('handler', 'close-refused', 'ACT.CONDITION_NOT_MET').decides('omittedDecision', 'demand', 'chief')
      .does('caseManagement', 'register-police-request').does('caseManagement', 'register-police-dropped').does('handler', 'close-refused');
    heard(detained()).does('handler', 'find-omitted').decides('outcome', 'approve', 'own', REPORT).does('caseManagement', 'register-execution').decides('approvalRevocation', 'revoke', 'chief')
      .refuses('handler', 'carry-out-revocation', 'ACT.CONDITION_NOT_MET');
  });

  it('checks the limit of the police after acceptance without a clock that nobody can keep, and extends nothing that has ended', () => {
    open({ on: '2026-03-02', facts: { origin: 'police', custody: 'detained' } }).does('caseManagement', 'accept-detained', { receivedOn: '2026-03-02' })
      .refuses('caseManagement', 'check-police-limit', 'CASE.STATE_FORBIDS_ACT', { detainedOn: '2026-02-27', inTime: true })
      .does('caseManagement', 'check-police-limit-later', { detainedOn: '2026-02-27', inTime: true }).has({ detentionInTime: 'in_time' }).clockIs('policeRequest', null);
    free().does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' }).expires('reviewNotDetained').offersNone('extensionDecision', ['police', 'refuse']);
  });

  it('keeps what is said about people: a former investigator stays out, a measure changes, a violation is answered', () => {
    free().does('caseManagement', 'bar-investigator', { person: person('secondHandler') }).refuses('chief', 'reassign', 'TEAM.BARRED', { handler: person('secondHandler') })
      .does('handler', 'record-custody-change', { custody: 'residential' }).does('caseManagement', 'join-team', { person: person('assistant'), role: 'assistant' })
      .does('assistant', 'receive-suspect-opinion').does('handler', 'record-violation', { severity: 'serious' })
      .refuses('handler', 'correctionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'oral' })
      .decides('correctionDecision', 'notice', 'chief').does('caseManagement', 'register-correction-reply', { corrected: true }).has({ violation: 'none' });
  });
});

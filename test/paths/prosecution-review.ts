// The review: acceptance, duties before an outcome, returns for supplementary investigation, extension, jurisdiction, every kind of
// outcome, illegal evidence and the supervision of the investigation.
import { walksCustodyPeriods } from './common-courses.js';
import { person, type Course, type Opening } from './course.js';
import { FOUND, REPORT, type Stages } from './prosecution-stages.js';

export function reviewCourses({ accepted, ready, returned, announced }: Stages, open: (opening: Opening) => Course): void {
  const received = (facts = {}): Course => open({ on: '2026-03-02', facts: { origin: 'police', custody: 'bail', ...facts } });

  it('is accepted only with the suspect at hand, and goes back for what is missing', () => {
    received().does('caseManagement', 'request-materials').returns('caseManagement', 'register-materials').does('caseManagement', 'correct-custody', { custody: 'arrested' })
      .refuses('caseManagement', 'refuse-acceptance', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'record-presence', { present: false })
      .refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' }).does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
    received().does('caseManagement', 'request-materials').does('caseManagement', 'return-unaccepted').ends('refused', 'stage.notAccepted');
    accepted({ hasVictim: false }).clockIs('rightsSuspect', 'satisfied').does('caseManagement', 'join-elsewhere').ends('transferred', 'stage.joinedElsewhere');
  });

  it('counts one month, is extended by fifteen days in a complex case on the chief’s level, and passes', () => {
    accepted().isDue('review', '2026-04-02').refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'grant' })
      .does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' })
      .does('handler', 'extensionDecision.propose', { option: 'grant' }).refuses('handler', 'extensionDecision.decide', 'AUTHORITY.REFER').does('handler', 'extensionDecision.withdraw')
      .decides('extensionDecision', 'grant', 'chief').isDue('review', '2026-04-17').does('chief', 'lower-complexity', { complexity: 'ordinary' }).expires('review').has({ reviewOverdue: true });
    accepted().does('handler', 'raise-complexity', { complexity: 'major_case' }).decides('extensionDecision', 'refuse', 'chief').isDue('review', '2026-04-02');
  });

  it('must hear everybody before the outcome', () => {
    const proposes = (course: Course): Course => course.refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'charge', ...REPORT, offences: '盗窃罪' });
    const course = proposes(accepted()).does('handler', 'interrogate', { secondPerson: person('assistant') });
    proposes(course).does('handler', 'hear-defence', { manner: 'heard' }).does('handler', 'hear-victim', { manner: 'unreachable' });
    proposes(course).does('handler', 'record-findings', FOUND)
      .refuses('head', 'outcome.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'charge', ...REPORT, offences: '盗窃罪' })
      .decides('outcome', 'charge', 'own', { ...REPORT, offences: '盗窃罪' }).isIn('stage.prosecuted.atCourt').clockIs('review', 'satisfied');
    open({ on: '2026-03-02', facts: { origin: 'police', custody: 'bail' } }).does('caseManagement', 'accept', { receivedOn: '2026-03-02' }).does('chief', 'assign', { handler: person('handler') })
      .expires('rightsVictim').does('handler', 'state-no-victim').has({ hasVictim: false }).clockIs('rightsVictim', 'stopped');
  });

  it('is returned twice at most; after the second time want of evidence compels the end', () => {
    const course = ready({ ...FOUND, evidence: 'insufficient' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'insufficient', ...REPORT }).refuses('handler', 'send-new-lead', 'ACT.CONDITION_NOT_MET');
    returned(course, 2).isDue('review', '2026-06-08').refuses('handler', 'supplement.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'returnPolice', outline: '提纲' })
      .does('handler', 'send-new-lead').does('handler', 'record-findings', { ...FOUND, evidence: 'insufficient' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'charge', ...REPORT, offences: '盗窃罪' })
      .decides('outcome', 'insufficient', 'chief', REPORT).isIn('stage.nonProsecuted.announcing');
  });

  it('asks why a returned case does not come back', () => {
    ready().decides('supplement', 'returnPolice', 'own', { outline: '提纲' }).refuses('handler', 'demand-reasons', 'ACT.CONDITION_NOT_MET').expires('supplementary')
      .does('handler', 'demand-reasons').does('caseManagement', 'register-reasons', { violation: 'slight' })
      .decides('correctionDecision', 'oral', 'own').does('caseManagement', 'register-dropped').ends('terminated', 'stage.droppedBySender');
    ready(FOUND, { origin: 'supervisory', custody: 'none' }).decides('supplement', 'returnCommission', 'own', { outline: '提纲' }).isIn('stage.returned');
    ready(FOUND, { origin: 'own_investigation', custody: 'none' }).decides('supplement', 'returnOwn', 'own', { outline: '提纲' }).isIn('stage.returned');
  });

  it('has custody watched from outside', () => {
    walksCustodyPeriods(ready().does('head', 'join-team', { person: person('assistant'), role: 'assistant' }), '2026-05-02', '2026-04-25');
  });

  it('ends for a suspect who died, waits for one who fled, and charges nobody who cannot be questioned', () => {
    const dead = (): Course => accepted().does('handler', 'hear-victim', { manner: 'written' }).does('handler', 'record-findings', { ...FOUND, statutoryGround: 'cpl16' }).offersNone('outcome', ['statutory'], REPORT).does('handler', 'record-suspect-state', { state: 'dead' });
    dead().decides('outcome', 'statutory', 'chief', REPORT).has({ nonProsecution: 'statutory' });
    dead().does('handler', 'record-findings', { ...FOUND, gravity: 'minor' }).offersNone('outcome', ['charge'], { ...REPORT, offences: '盗窃罪' }).offersNone('outcome', ['discretionary'], REPORT);
    returned(ready({ ...FOUND, evidence: 'insufficient' }), 1).does('handler', 'record-findings', { ...FOUND, evidence: 'insufficient' }).does('handler', 'record-suspect-state', { state: 'dead' }).offersNone('outcome', ['insufficient'], REPORT);
    ready().refuses('handler', 'notify-absconded', 'ACT.CONDITION_NOT_MET').does('handler', 'record-presence', { present: false }).does('handler', 'notify-absconded').offersNone('outcome', ['charge'], { ...REPORT, offences: '盗窃罪' })
      .does('handler', 'record-presence', { present: true }).does('handler', 'record-suspect-state', { state: 'incapable' }).offersNone('outcome', ['charge'], { ...REPORT, offences: '盗窃罪' })
      .does('handler', 'record-suspect-state', { state: 'able' }).decides('outcome', 'charge', 'own', { ...REPORT, offences: '盗窃罪' });
  });

  it('asks who sent a case that a superior handed down before it returns or decides', () => {
    const handedDown = ready(FOUND, { origin: 'superior', custody: 'none' }).offersNone('supplement', ['returnPolice', 'returnCommission'], { outline: '提纲' }).offersNone('outcome', ['charge'], { ...REPORT, offences: '受贿罪' });
    handedDown.does('caseManagement', 'record-original-sender', { sender: 'supervisory' }).refuses('caseManagement', 'record-original-sender', 'ACT.CONDITION_NOT_MET', { sender: 'police' }).offersNone('supplement', ['returnPolice'], { outline: '提纲' })
      .decides('supplement', 'returnCommission', 'own', { outline: '提纲' }).isIn('stage.returned');
  });

  it('demands what the police left out', () => {
    accepted().refuses('caseManagement', 'register-omitted-answer', 'ACT.CONDITION_NOT_MET').does('handler', 'demand-omitted').refuses('handler', 'demand-omitted', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-omitted-answer').has({ omittedDemand: 'none' });
  });

  it('extends no review that has ended', () => {
    accepted().does('handler', 'raise-complexity', { complexity: 'major_case' }).expires('review').offersNone('extensionDecision', ['grant', 'refuse']);
  });

  it('investigates itself, appraises, and takes in a later case', () => {
    ready().decides('selfInvestigation', 'investigate', 'own').isIn('stage.reviewing.selfSupplementing').isDue('supplementarySelf', null).isDue('review', '2026-04-02').returns('handler', 'finish-self-investigation').clockIs('supplementarySelf', 'satisfied')
      .on('2026-03-12').does('handler', 'record-appraisal', { from: '2026-03-03', to: '2026-03-12' }).isDue('review', '2026-04-13')
      .on('2026-03-16').does('caseManagement', 'join-later-case', { receivedOn: '2026-03-16' }).isDue('review', '2026-04-16').has({ evidence: 'not_assessed' });
  });

  it('sends the case to the competent procuratorate', () => {
    const found = (): Course => accepted().does('handler', 'record-no-jurisdiction', { foundOn: '2026-03-02' });
    found().does('handler', 'confirm-jurisdiction').clockIs('jurisdictionTransfer', 'stopped');
    found().expires('jurisdictionTransfer').decides('jurisdiction', 'transfer', 'own', { receivingOffice: '某市人民检察院' })
      .does('caseManagement', 'send-to-competent').ends('transferred', 'stage.transferredJurisdiction');
  });

  it('hears in public, or says why not', () => {
    accepted().does('handler', 'apply-hearing').decides('hearingDecision', 'decline', 'chief').decides('hearingDecision', 'hold', 'chief')
      .does('handler', 'fix-hearing', { hearingOn: '2026-03-10' }).does('handler', 'notify-hearing').on('2026-03-10').returns('handler', 'record-hearing', { followed: true })
      .decides('hearingDecision', 'hold', 'chief').returns('handler', 'cancel-hearing');
  });

  it('holds the hearing as a matter of its own and takes its result over', () => {
    const hearing = accepted().linksNot('handler', 'hearing', 'support.hearing', 'LINK.NOT_NOW').decides('hearingDecision', 'hold', 'chief')
      .linksNot('assistant', 'hearing', 'support.hearing', 'AUTHORITY.NOT_YOUR_ROLE').links('handler', 'hearing', 'support.hearing', 'stage.registered').has({ linkedHearing: 'opened' })
      .refuses('handler', 'take-hearing-result', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-03-12' })
      .follows('hearing', { ending: 'refused' }).has({ linkedHearing: 'none' }).follows('hearing', { state: 'stage.cancelled' })
      .follows('hearing', { state: 'stage.considering' }).clockIs('hearingNotice', 'satisfied').refuses('handler', 'take-hearing-result', 'ACT.CONDITION_NOT_MET');
    hearing.follows('hearing', { state: 'stage.closed' }).returns('handler', 'take-hearing-result').has({ linkedHearing: 'none' }).isIn('stage.reviewing.examining');
  });

  it('ends without prosecution where the law compels it, and where a special approval allows it', () => {
    const none = { ...FOUND, statutoryGround: 'no_crime' };
    ready(none).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'charge', ...REPORT, offences: '盗窃罪' }).decides('outcome', 'statutory', 'chief', REPORT).has({ nonProsecution: 'statutory' });
    ready(none, { origin: 'own_investigation', custody: 'none' }).decides('outcome', 'returnToInvestigators', 'chief', REPORT).ends('terminated', 'stage.returnedToInvestigators');
    ready({ ...FOUND, specialGround: true }).does('handler', 'inform-plea').does('handler', 'arrange-duty-lawyer').does('handler', 'hear-plea-opinions').does('handler', 'start-negotiation')
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'special', ...REPORT }).does('caseManagement', 'record-spp-approval')
      .decides('outcome', 'special', 'chief', REPORT).has({ nonProsecution: 'special' });
  });

  it('does not prosecute a minor on conditions, supervises him, and closes or revokes by what he does', () => {
    const minor = (): Course => ready({ ...FOUND, conditionalEligible: true }, { suspectMinor: true }).does('handler', 'record-objection').does('handler', 'withdraw-objection')
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'conditional', ...REPORT, probation: 'P6M', conditions: '遵守法律' })
      .does('handler', 'hear-on-condition', { persons: ['police', 'victim', 'minor', 'guardian', 'defender'] })
      .decides('outcome', 'conditional', 'chief', { ...REPORT, probation: 'P6M', conditions: '遵守法律' }).does('handler', 'announce-conditional').clockIs('conditionalServe', 'satisfied');
    minor().isDue('probation', '2026-09-02').does('handler', 'supervise-probation').does('handler', 'report-breach', { ground: 'serious_breach' }).does('handler', 'dismiss-breach').expires('probation')
      .refuses('handler', 'probationDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'nonprosecute' }).does('handler', 'hear-victim-at-end').decides('probationDecision', 'nonprosecute', 'chief').isIn('stage.nonProsecuted.announcing');
    minor().does('handler', 'report-breach', { ground: 'new_crime' }).decides('probationDecision', 'revoke', 'chief').isIn('stage.prosecuted.atCourt');
    minor().offersNone('probationDecision', ['dead']).does('handler', 'record-suspect-state', { state: 'dead' }).decides('probationDecision', 'dead', 'chief').has({ nonProsecution: 'statutory' });
  });

  it('takes up the review again when minor or guardian object to the decision, or when a remedy sets it aside', () => {
    const decided = (): Course => ready({ ...FOUND, conditionalEligible: true }, { suspectMinor: true }).does('handler', 'hear-on-condition', { persons: ['police', 'victim', 'minor', 'guardian', 'defender'] })
      .decides('outcome', 'conditional', 'chief', { ...REPORT, probation: 'P6M', conditions: '遵守法律' }).on('2026-03-04');
    decided().returns('handler', 'object-after-decision', { decidedOn: '2026-03-02' }).clockIs('probation', 'stopped').isDue('review', '2026-04-07').has({ conditionalObjection: true })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'conditional', ...REPORT, probation: 'P6M', conditions: '遵守法律' }).decides('outcome', 'charge', 'own', { ...REPORT, offences: '盗窃罪' });
    decided().does('handler', 'announce-conditional').links('caseManagement', 'nonpros-remedy', 'criminal.nonpros-remedy', 'stage.ended.upheld').refuses('handler', 'resume-after-remedy', 'ACT.CONDITION_NOT_MET', { decidedOn: '2026-03-02' })
      .does('caseManagement', 'register-condition-set-aside').refuses('caseManagement', 'register-condition-set-aside', 'ACT.CONDITION_NOT_MET').returns('handler', 'resume-after-remedy', { decidedOn: '2026-03-02' })
      .has({ nonProsecution: 'none', evidence: 'not_assessed' }).isDue('review', '2026-04-07');
  });

  it('settles illegal evidence first, and corrects violations by their weight', () => {
    const raised = (): Course => ready().does('handler', 'raise-illegal-evidence').does('handler', 'ask-legality-explanation');
    raised().decides('exclusionDecision', 'keep', 'own').has({ evidenceQuestionOpen: false });
    raised().does('handler', 'assess-exclusion', { changesOutcome: true }).decides('exclusionDecision', 'exclude', 'chief', { excluded: '讯问笔录' }).has({ evidence: 'not_assessed' });
    accepted().does('handler', 'record-violation', { severity: 'serious' }).decides('correctionDecision', 'notice', 'chief').does('caseManagement', 'register-correction-reply', { corrected: false })
      .decides('correctionDecision', 'notice', 'chief').does('handler', 'close-correction').has({ violation: 'none' });
    accepted().does('caseManagement', 'bar-investigator', { person: person('secondHandler') }).refuses('chief', 'reassign', 'TEAM.BARRED', { handler: person('secondHandler') });
  });

  it('serves the rights of defence and victim in time', () => {
    accepted().does('handler', 'find-legal-aid-ground', { foundOn: '2026-03-02' }).isDue('legalAidNotify', '2026-03-05').does('handler', 'notify-legal-aid').does('handler', 'receive-legal-aid-application')
      .does('handler', 'forward-legal-aid-application').does('caseManagement', 'delay-file-access').does('caseManagement', 'give-file-access').clockIs('fileAccess', 'satisfied')
      .does('caseManagement', 'receive-nonlawyer-application', { receivedOn: '2026-03-02' }).expires('nonLawyer').does('handler', 'answer-nonlawyer-application', { granted: true })
      .does('caseManagement', 'receive-victim-evidence-application', { receivedOn: '2026-03-02' }).does('handler', 'answer-victim-evidence-application', { granted: false });
    accepted().does('caseManagement', 'record-party-facts', { publicServant: true }).has({ publicServant: true, hasVictim: true });
    announced('discretionary', { ...FOUND, gravity: 'minor' }).decides('opinionDecision', 'none', 'chief', { authority: '公安机关' })
      .decides('opinionDecision', 'give', 'chief', { authority: '公安机关', content: ['penalty'] }).does('caseManagement', 'register-opinion-reply').isIn('opinion.idle');
  });
}

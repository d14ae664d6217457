// Protest by trial supervision, course by course: the office of the same level asks, the superior protests itself, the filter on repeated
// complaints, the reprieved death sentence, and what follows a retrial. The handler of the earlier case stays out.
import { archives, staffed, walksHearing, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const SHOWN = { errorFound: 'shown', grounds: ['new_evidence', 'sentence_unfit'] };
const NONE = { errorFound: 'none', grounds: [] };
const ask = { option: 'ask' };

describePath('criminal.protest-retrial', (open) => {
  const received = (lead: string, position = 'same_level', more = {}): Course => open({ on: '2026-03-02', facts: { lead, position, ...more } });
  const examined = (lead: string, position = 'same_level', more = {}): Course =>
    staffed(received(lead, position, more).does('caseManagement', 'note-no-earlier-handler').does('caseManagement', 'accept'));
  const asked = (lead: string): Course => examined(lead).does('handler', 'record-examination', SHOWN).climbs('retrialDecision', 'ask', 'chief').does('handler', 'send-request');

  it('asks the superior about the court of its own level, with another procurator than before', () => {
    const course = received('complaint').refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'bar-earlier-handler', { person: person('secondHandler') }).does('caseManagement', 'accept').isIn('stage.accepted')
      .refuses('chief', 'assign', 'TEAM.BARRED', { handler: person('secondHandler') });
    staffed(course).refuses('secondHandler', 'record-examination', 'PARTICIPATION.BARRED', SHOWN)
      .refuses('handler', 'record-examination', 'ACT.CONDITION_NOT_MET', { ...SHOWN, grounds: [] }).does('handler', 'record-examination', SHOWN)
      .refuses('handler', 'retrialDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest' })
      .refuses('handler', 'retrialDecision.propose', 'DECISION.MUST_CHOOSE', { option: 'noProtestComplaint' })
      .does('handler', 'retrialDecision.propose', ask).refuses('handler', 'retrialDecision.decide', 'AUTHORITY.REFER').does('handler', 'retrialDecision.withdraw')
      .climbs('retrialDecision', 'ask', 'chief').isIn('stage.requested.sending')
      .does('handler', 'send-request').returns('caseManagement', 'register-question').does('handler', 'send-request')
      .refuses('caseManagement', 'register-superior-refusal', 'ACT.CONDITION_NOT_MET')
      .refuses('caseManagement', 'register-superior-protest', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-superior-protest-complaint').isIn('stage.protested.awaitingCourt').isDue('complaintNotice', '2026-03-12')
      .does('assistant', 'tell-complainant-of-protest').clockIs('complaintNotice', 'satisfied')
      .does('caseManagement', 'register-retrial', { procedure: 'second', result: 'changed' }).does('handler', 'close-retrial').ends('closed', 'stage.ended.decided');
    archives(course);
  });

  it('tells the complainant in ten days what the superior refused', () => {
    asked('complaint').on('2026-04-27').does('caseManagement', 'register-superior-refusal-complaint').isDue('complaintNotice', '2026-05-07')
      .expires('complaintNotice').does('assistant', 'notify-complainant').ends('closed', 'stage.ended.refusedAbove');
    asked('superior_order').refuses('caseManagement', 'register-superior-refusal-complaint', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'register-superior-refusal').ends('closed', 'stage.ended.refusedAbove');
  });

  it('finds no error: the complaint is answered, an own discovery is closed', () => {
    walksHearing(weighs(examined('complaint')).does('handler', 'record-examination', NONE), '2026-03-12')
      .refuses('handler', 'retrialDecision.propose', 'DECISION.OPTION_NOT_OPEN', ask).refuses('handler', 'retrialDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'noProtest' })
      .decides('retrialDecision', 'noProtestComplaint', 'own').isDue('complaintNotice', '2026-03-23')
      .does('handler', 'notify-complainant').clockIs('complaintNotice', 'satisfied').ends('closed', 'stage.ended.noProtest');
    const own = open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { lead: 'own_discovery', position: 'same_level' } }).does('head', 'note-no-earlier-handler').does('caseManagement', 'accept');
    staffed(own).does('handler', 'record-examination', NONE).decides('retrialDecision', 'noProtest', 'own').does('handler', 'close-concluded').ends('closed', 'stage.ended.noProtest');
  });

  it('takes no third review without new evidence or a grave error', () => {
    const filter = { twoLevelsDone: true, newEvidence: false, graveError: false };
    received('complaint').does('caseManagement', 'note-no-earlier-handler').does('caseManagement', 'record-filter', filter)
      .refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
    received('complaint').does('caseManagement', 'note-no-earlier-handler').does('caseManagement', 'record-filter', { ...filter, graveError: true }).does('caseManagement', 'accept').isIn('stage.accepted');
  });

  it('protests as the superior of the court, by the committee in a major case, and again after a retrial', () => {
    examined('lower_request', 'lower_court').does('handler', 'raise-complexity', { complexity: 'major_case' }).does('handler', 'record-examination', SHOWN)
      .refuses('handler', 'retrialDecision.propose', 'DECISION.OPTION_NOT_OPEN', ask)
      .does('handler', 'retrialDecision.propose', { option: 'protest' }).does('handler', 'retrialDecision.send-up').does('head', 'retrialDecision.review', { opinion: 'agree' })
      .refuses('chief', 'retrialDecision.approve', 'AUTHORITY.REFER').does('chief', 'retrialDecision.reconsider').does('handler', 'retrialDecision.withdraw')
      .climbs('retrialDecision', 'protest', 'committee').does('handler', 'file-protest').isIn('stage.protested.awaitingCourt')
      .does('caseManagement', 'register-retrial', { procedure: 'second', result: 'upheld' }).refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protestAgain' })
      .does('handler', 'find-still-wrong').refuses('handler', 'close-retrial', 'ACT.CONDITION_NOT_MET').refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askAgain' })
      .climbs('followUp', 'protestAgain', 'committee').isIn('stage.protested.filing').does('handler', 'file-protest')
      .returns('caseManagement', 'register-retrial', { procedure: 'second', result: 'upheld' }).has({ stillWrong: false });
    examined('lower_request', 'lower_court').does('handler', 'record-examination', NONE).climbs('retrialDecision', 'refuseRequest', 'chief').isIn('stage.tellingLower')
      .does('handler', 'tell-lower').ends('closed', 'stage.ended.requestRefused');
  });

  it('goes on after a retrial by the procedure that was used', () => {
    const retried = (procedure: string): Course => asked('superior_order').does('caseManagement', 'register-superior-protest')
      .does('caseManagement', 'register-retrial', { procedure, result: 'upheld' }).does('chief', 'find-still-wrong');
    retried('first').refuses('handler', 'followUp.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'askAgain' }).does('handler', 'refer-second-instance').ends('transferred', 'stage.ended.secondInstance');
    retried('second').refuses('handler', 'refer-second-instance', 'ACT.CONDITION_NOT_MET').climbs('followUp', 'askAgain', 'chief').isIn('stage.requested.sending');
    retried('second').climbs('followUp', 'rest', 'chief').isIn('stage.concluded').does('handler', 'close-concluded').ends('closed', 'stage.ended.decided');
  });

  it('counts three months for a reprieved death sentence, six at most, and leaves a superior its own protest', () => {
    const reprieve = (): Course => staffed(received('superior_order', 'same_level', { deathReprieve: true, procuratorate: 'provincial' }).does('caseManagement', 'note-no-earlier-handler')
      .refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'accept-reprieve', { receivedOn: '2026-03-02' }));
    reprieve().isDue('reprieve', '2026-06-02').climbs('extensionDecision', 'refuse', 'chief').isDue('reprieve', '2026-06-02')
      .climbs('extensionDecision', 'extend', 'chief').isDue('reprieve', '2026-09-02')
      .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'extend' })
      .does('handler', 'record-examination', SHOWN).climbs('retrialDecision', 'ask', 'chief').does('handler', 'send-request').clockIs('reprieve', 'satisfied');
    reprieve().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('reprieve').does('caseManagement', 'prompt-overdue').offersNone('extensionDecision', ['extend', 'refuse'])
      .does('caseManagement', 'register-direct-protest').clockIs('reprieve', 'stopped').isIn('stage.protested.awaitingCourt').refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET');
    reprieve().expires('reprieve').does('handler', 'record-examination', SHOWN).climbs('retrialDecision', 'ask', 'chief').does('caseManagement', 'send-request').refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET');
  });

  it('tells the complainant of a protest made here, and takes back what the court sends back', () => {
    const made = (lead: string): Course => examined(lead, 'lower_court').does('handler', 'record-examination', SHOWN).decides('retrialDecision', 'protest', 'chief');
    made('complaint').refuses('handler', 'file-protest', 'ACT.CONDITION_NOT_MET').does('handler', 'file-protest-complaint').isDue('complaintNotice', '2026-03-12').does('handler', 'tell-complainant-of-protest')
      .returns('caseManagement', 'register-court-return').isIn('stage.examining');
    made('lower_request').refuses('handler', 'file-protest-complaint', 'ACT.CONDITION_NOT_MET').does('handler', 'file-protest').refuses('handler', 'tell-complainant-of-protest', 'ACT.CONDITION_NOT_MET');
    asked('superior_order').refuses('caseManagement', 'register-superior-protest-complaint', 'ACT.CONDITION_NOT_MET');
  });

  it('takes a reprieve case at the Supreme People’s Procuratorate on the request of the provincial office', () => {
    received('lower_request', 'lower_court', { deathReprieve: true, procuratorate: 'spp' }).does('caseManagement', 'note-no-earlier-handler').does('caseManagement', 'accept').isIn('stage.accepted');
  });

  it('keeps each option to its case', () => {
    expect(() => received('own_discovery')).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { lead: 'complaint', position: 'same_level' } })).toThrow('ACT.CONDITION_NOT_MET');
    examined('lower_request', 'lower_court').offersNone('retrialDecision', ['refuseRequest']).does('handler', 'record-examination', NONE).offersNone('retrialDecision', ['ask', 'protest', 'noProtest', 'noProtestComplaint'])
      .does('caseManagement', 'apply-hearing').offersNone('retrialDecision', ['refuseRequest']);
    examined('complaint', 'lower_court').does('handler', 'record-examination', SHOWN).refuses('handler', 'retrialDecision.propose', 'DECISION.MUST_CHOOSE', { option: 'noProtestComplaint' }).offersNone('retrialDecision', ['refuseRequest']);
    asked('superior_order').does('caseManagement', 'register-superior-protest').does('caseManagement', 'register-retrial', { procedure: 'second', result: 'upheld' })
      .does('handler', 'find-still-wrong').offersNone('followUp', ['protestAgain']).refuses('handler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT').refuses('handler', 'hearingDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'hold' });
  });

  it('takes a reprieve case only at the provincial office, with another procurator, and after the same filter', () => {
    const day = { receivedOn: '2026-03-02' };
    received('superior_order', 'same_level', { deathReprieve: true, procuratorate: 'provincial' }).refuses('caseManagement', 'accept-reprieve', 'ACT.CONDITION_NOT_MET', day);
    received('superior_order', 'same_level', { deathReprieve: true, procuratorate: 'city' }).does('caseManagement', 'note-no-earlier-handler').refuses('caseManagement', 'accept-reprieve', 'ACT.CONDITION_NOT_MET', day);
    received('complaint', 'same_level', { deathReprieve: true, procuratorate: 'provincial' }).does('caseManagement', 'note-no-earlier-handler')
      .does('caseManagement', 'record-filter', { twoLevelsDone: true, newEvidence: false, graveError: false }).refuses('caseManagement', 'accept-reprieve', 'ACT.CONDITION_NOT_MET', day)
      .does('caseManagement', 'record-filter', { twoLevelsDone: true, newEvidence: true, graveError: false }).does('caseManagement', 'accept-reprieve', day);
    staffed(received('superior_order', 'same_level', { deathReprieve: true, procuratorate: 'provincial' }).does('caseManagement', 'note-no-earlier-handler').does('caseManagement', 'accept-reprieve', day))
      .does('handler', 'record-examination', NONE).decides('retrialDecision', 'noProtest', 'own').refuses('handler', 'extensionDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'extend' })
      .does('handler', 'close-concluded').clockIs('reprieve', 'satisfied').ends('closed', 'stage.ended.noProtest');
  });
});

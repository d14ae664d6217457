// After a non-prosecution: service, the remedies of police, commission, victim and the person not prosecuted, revocation, reopening, sealing,
// closing.
import { person, type Course } from './course.js';
import { FOUND, type Stages } from './prosecution-stages.js';

const MINOR = { ...FOUND, gravity: 'minor' };
const NO_CRIME = { ...FOUND, statutoryGround: 'no_crime' };

export function afterNonProsecution({ ready, served, announced, returned }: Stages): void {
  it('is closed when everybody was served and every time to complain has ended', () => {
    served('discretionary', MINOR).isDue('victimAppeal', '2026-03-09').isDue('suspectAppeal', '2026-03-09').refuses('handler', 'close-nonprosecution', 'ACT.CONDITION_NOT_MET')
      .expires('victimAppeal').expires('suspectAppeal').does('handler', 'close-nonprosecution').ends('closed', 'stage.closedNonProsecuted')
      .refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').does('caseManagement', 'archive');
    announced('statutory', NO_CRIME, { publicServant: true }).does('handler', 'notify-employer').clockIs('notifyEmployer', 'satisfied');
  });

  it('is reconsidered for the police by another procurator, and rechecked by the superior', () => {
    const asked = (): Course => served('discretionary', MINOR).on('2026-03-05').does('caseManagement', 'register-reconsideration', { receivedOn: '2026-03-05' })
      .refuses('handler', 'reconsideration.propose', 'PARTICIPATION.SAME_HANDLER', { option: 'uphold' }).does('chief', 'assign-other', { handler: person('secondHandler') });
    asked().decides('reconsideration', 'change', 'chief', {}, 'secondHandler').isIn('stage.reviewing.examining').has({ nonProsecution: 'none' });
    asked().decides('reconsideration', 'uphold', 'chief', {}, 'secondHandler').does('caseManagement', 'register-recheck', { receivedOn: '2026-03-05' })
      .refuses('secondHandler', 'follow-superior', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'record-recheck', { result: 'set_aside' })
      .refuses('secondHandler', 'close-nonprosecution', 'ACT.CONDITION_NOT_MET').returns('secondHandler', 'follow-superior').has({ prosecutionOrdered: true });
  });

  it('answers the commission, the victim and the person not prosecuted', () => {
    served('statutory', NO_CRIME, { origin: 'supervisory', custody: 'none' }).does('caseManagement', 'register-commission-request', { receivedOn: '2026-03-02' }).isDue('commissionReconsider', '2026-04-01')
      .does('caseManagement', 'record-commission-result', { result: 'upheld' });
    served('statutory', NO_CRIME).does('caseManagement', 'register-victim-appeal', { openedOn: '2026-03-02' }).clockIs('victimAppeal', 'satisfied').does('caseManagement', 'record-victim-appeal-result', { result: 'upheld' })
      .does('caseManagement', 'register-private-suit').refuses('caseManagement', 'register-late-complaint', 'ACT.CONDITION_NOT_MET', { complainant: 'victim' });
    const complained = (): Course => served('discretionary', MINOR).does('caseManagement', 'register-suspect-appeal').refuses('handler', 'complaint.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'uphold' })
      .does('handler', 'open-complaint-review').isDue('complaintReview', '2026-06-02');
    complained().refuses('handler', 'complaint.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'extend' }).does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' }).decides('complaint', 'extend', 'chief').isDue('complaintReview', '2026-09-02').decides('complaint', 'uphold', 'chief').has({ complaintPending: false });
    complained().decides('complaint', 'change', 'chief').isIn('stage.reviewing.examining');
    served('discretionary', MINOR).expires('suspectAppeal').does('caseManagement', 'register-late-complaint', { complainant: 'person_not_prosecuted' }).has({ complaintPending: true });
  });

  it('is revoked when wrong, and reopened only on new evidence', () => {
    served('statutory', NO_CRIME).refuses('handler', 'record-new-evidence', 'ACT.CONDITION_NOT_MET').refuses('head', 'setAside.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'revoke' })
      .decides('setAside', 'revoke', 'chief').isIn('stage.reviewing.examining');
    const lacking = returned(ready({ ...FOUND, evidence: 'insufficient' }), 1).does('handler', 'record-findings', { ...FOUND, evidence: 'insufficient' })
      .decides('outcome', 'insufficient', 'chief', { reviewReport: '审查报告' }).does('handler', 'announce');
    lacking.refuses('handler', 'reopening.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'reopen' }).does('handler', 'record-new-evidence').decides('reopening', 'reopen', 'chief').isIn('stage.reviewing.examining');
  });

  it('gives property and file back where they belong', () => {
    announced('statutory', NO_CRIME).does('handler', 'lift-property-measures').does('handler', 'return-for-reinvestigation');
    announced('discretionary', MINOR).refuses('handler', 'return-for-reinvestigation', 'ACT.CONDITION_NOT_MET');
  });

  it('seals the records of a minor before it closes, and answers who asks for them', () => {
    served('statutory', NO_CRIME, { suspectMinor: true, hasVictim: false }).refuses('handler', 'close-nonprosecution', 'ACT.CONDITION_NOT_MET').does('handler', 'seal-records')
      .does('handler', 'close-nonprosecution').ends('closed', 'stage.closedNonProsecuted').does('caseManagement', 'receive-record-query', { receivedOn: '2026-03-02' })
      .expires('recordQuery').does('caseManagement', 'answer-record-query', { granted: false });
  });
}

// Complaint about measures and seizures (CPL 117), course by course: the organ first, fifteen days, counted anew from the organ's reasons.
// Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { type Course } from './course.js';

const SUBJECT = { subject: 'custody_overdue' };

describePath('criminal.measure-complaint', (open) => {
  const received = (against = 'police'): Course => open({ on: '2026-03-02', facts: { against }, payload: { receivedOn: '2026-03-02', ...SUBJECT } });
  const accepted = (against = 'own_department'): Course => received(against).does('caseManagement', 'accept', { acceptedOn: '2026-03-02' });

  it('takes a complaint only after the organ, and directly where the measure was ours', () => {
    received().refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET', { acceptedOn: '2026-03-02' }).does('caseManagement', 'refer-to-organ').ends('transferred', 'stage.referred');
    received().does('caseManagement', 'record-organ-answer', { how: 'silent' }).refuses('caseManagement', 'refer-to-organ', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'accept', { acceptedOn: '2026-03-02' }).isDue('review', '2026-03-17');
    received('own_department').refuses('caseManagement', 'refer-to-organ', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
  });

  it('counts anew from the reasons of the organ, and has put right what was found', () => {
    const organ = (): Course => received().does('caseManagement', 'record-organ-answer', { how: 'decided' }).does('caseManagement', 'accept', { acceptedOn: '2026-03-02' });
    staffed(accepted()).refuses('handler', 'ask-reasons', 'ACT.CONDITION_NOT_MET');
    received('lower_office').does('caseManagement', 'record-organ-answer', { how: 'decided' }).does('caseManagement', 'accept', { acceptedOn: '2026-03-02' }).isIn('stage.accepted');
    staffed(organ()).does('handler', 'ask-reasons').on('2026-03-20').returns('handler', 'proceed-without-reasons').isDue('review', '2026-04-07');
    staffed(organ()).does('handler', 'ask-reasons').does('caseManagement', 'register-withdrawal').ends('withdrawn', 'stage.ended.withdrawn');
    const course = weighs(staffed(organ())).on('2026-03-06').refuses('assistant', 'ask-reasons', 'AUTHORITY.NOT_YOUR_ROLE').does('handler', 'ask-reasons').clockIs('review', 'stopped')
      .refuses('handler', 'outcome.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'uphold' }).on('2026-03-10')
      .returns('caseManagement', 'register-reasons', { receivedOn: '2026-03-10' }).isDue('review', '2026-03-25').refuses('handler', 'ask-reasons', 'ACT.CONDITION_NOT_MET')
      .offersNone('outcome', ['correct', 'uphold']).does('handler', 'record-finding', { violation: 'shown' }).refuses('handler', 'outcome.propose', 'DECISION.MUST_CHOOSE', { option: 'uphold' })
      .climbs('outcome', 'correct', 'chief').clockIs('review', 'satisfied').does('assistant', 'answer-complainant').isIn('stage.awaitingCorrection')
      .does('caseManagement', 'register-correction', { corrected: true }).ends('closed', 'stage.ended.corrected');
    archives(course);
  });

  it('marks a late opinion, takes no demand for reasons after the end, and goes on as a correction', () => {
    staffed(received().does('caseManagement', 'record-organ-answer', { how: 'decided' }).does('caseManagement', 'accept', { acceptedOn: '2026-03-02' })).refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('review').has({ reviewOverdue: true }).does('caseManagement', 'prompt-overdue')
      .refuses('handler', 'ask-reasons', 'ACT.CONDITION_NOT_MET').does('chief', 'record-finding', { violation: 'disputed' }).decides('outcome', 'correct', 'chief').does('handler', 'answer-complainant')
      .refuses('handler', 'register-correction', 'ACT.CONDITION_NOT_MET', { corrected: false }).does('handler', 'register-correction', { corrected: false, newCase: '纠违〔2026〕5号' }).ends('transferred', 'stage.ended.supervised');
  });

  it('answers where nothing is wrong, and ends when the complaint is withdrawn', () => {
    staffed(accepted()).does('handler', 'record-finding', { violation: 'none' }).offersNone('outcome', ['correct']).decides('outcome', 'uphold', 'own')
      .does('handler', 'answer-complainant').ends('closed', 'stage.ended.upheld');
    accepted().does('caseManagement', 'register-withdrawal').ends('withdrawn', 'stage.ended.withdrawn');
  });
});

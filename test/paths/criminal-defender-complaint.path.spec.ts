// Complaint about a hindered defence, course by course: ten days from acceptance, the finding that must be put right, the answer, what
// follows when the organ does not put it right. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { type Course } from './course.js';

describePath('criminal.defender-complaint', (open) => {
  const received = (against = 'police', on = '2026-03-02'): Course => open({ on, facts: { against }, payload: { receivedOn: on } });
  const examined = (against = 'police'): Course => staffed(received(against).does('caseManagement', 'accept', { acceptedOn: '2026-03-02' }));

  it('finishes and answers in ten days, and has put right what was found', () => {
    const course = received().refuses('handler', 'accept', 'AUTHORITY.NOT_YOUR_ROLE', { acceptedOn: '2026-03-02' })
      .does('caseManagement', 'accept', { acceptedOn: '2026-03-02' }).isDue('answer', '2026-03-12').refuses('handler', 'record-finding', 'CASE.STATE_FORBIDS_ACT', { obstruction: 'shown' });
    weighs(staffed(course)).does('assistant', 'record-inquiry').offersNone('outcome', ['founded', 'unfounded'])
      .does('handler', 'record-finding', { obstruction: 'shown' }).refuses('handler', 'outcome.propose', 'DECISION.MUST_CHOOSE', { option: 'unfounded' })
      .does('handler', 'outcome.propose', { option: 'founded' }).refuses('handler', 'outcome.decide', 'AUTHORITY.REFER').returns('handler', 'outcome.withdraw')
      .climbs('outcome', 'founded', 'chief').isIn('stage.answering').on('2026-03-10').does('handler', 'answer-complainant').clockIs('answer', 'satisfied').isIn('stage.awaitingCorrection')
      .does('handler', 'register-correction', { corrected: true }).ends('closed', 'stage.ended.corrected');
    archives(course);
  });

  it('counts over the holiday of May, marks the delay, and lets case management press for the answer', () => {
    const late = received('court', '2026-04-24').does('caseManagement', 'accept', { acceptedOn: '2026-04-24' }).isDue('answer', '2026-05-06');
    staffed(late).does('chief', 'record-finding', { obstruction: 'disputed' }).refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('answer').has({ answerOverdue: true })
      .does('caseManagement', 'prompt-overdue').decides('outcome', 'founded', 'chief').does('handler', 'answer-complainant').has({ answerOverdue: false })
      .refuses('caseManagement', 'register-correction', 'ACT.CONDITION_NOT_MET', { corrected: false })
      .does('caseManagement', 'register-correction', { corrected: false, newCase: '纠违〔2026〕3号' }).ends('transferred', 'stage.ended.supervised');
  });

  it('answers what is not well founded, and lets no own department leave a finding as it is', () => {
    examined().does('handler', 'record-finding', { obstruction: 'none' }).offersNone('outcome', ['founded'])
      .decides('outcome', 'unfounded', 'own').does('handler', 'answer-complainant').ends('closed', 'stage.ended.unfounded');
    examined('own_department').does('handler', 'record-finding', { obstruction: 'shown' }).decides('outcome', 'founded', 'chief').does('handler', 'answer-complainant')
      .refuses('handler', 'register-correction', 'ACT.CONDITION_NOT_MET', { corrected: false, newCase: '纠违〔2026〕4号' })
      .does('handler', 'register-correction', { corrected: true }).ends('closed', 'stage.ended.corrected');
  });

  it('refuses what is none of its kind, and ends when the complaint is withdrawn', () => {
    received().does('caseManagement', 'refuse-acceptance').ends('refused', 'stage.notAccepted');
    examined().does('handler', 'register-withdrawal').clockIs('answer', 'stopped').ends('withdrawn', 'stage.ended.withdrawn');
  });

  it('may be given to the lower office, unless it is about that office or our own', () => {
    received('police').does('caseManagement', 'pass-down').ends('transferred', 'stage.passedDown');
    for (const against of ['own_department', 'lower_office']) received(against).refuses('caseManagement', 'pass-down', 'ACT.CONDITION_NOT_MET');
  });
});

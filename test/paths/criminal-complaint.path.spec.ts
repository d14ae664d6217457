// Criminal complaint, course by course: letter and visit, the screening that closes or hands over, the review with another procurator, what
// follows it, and what the complaints department may not take. Days are those of 2026 with its holidays.
import { archives, walksHearing, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const REPORT = { reviewReport: '刑事申诉复查报告' };
const CHECK = { competent: 'here', twoLevelsDone: false, newEvidence: false, graveError: false };
const REVIEW = { handler: person('handler'), openedOn: '2026-03-02' };

describePath('criminal.complaint', (open) => {
  const received = (against = 'effective_judgment', channel = 'visit', on = '2026-03-02'): Course => open({ on, facts: { against, channel }, payload: { receivedOn: on } });
  const screened = (against = 'effective_judgment'): Course => received(against).does('caseManagement', 'record-check', CHECK).does('caseManagement', 'accept', { handler: person('secondHandler') });
  const reviewed = (against = 'effective_judgment'): Course => screened(against).does('secondHandler', 'find-possible-error').does('chief', 'bar-earlier-handler', { person: person('teamMember') })
    .does('caseManagement', 'hand-over', REVIEW).does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('head', 'join-team', { person: person('clerk'), role: 'clerk' });

  it('closes after the examination what shows no error, with its reasons', () => {
    const course = received().isDue('screen', '2026-03-09').refuses('caseManagement', 'close-examined', 'CASE.STATE_FORBIDS_ACT')
      .on('2026-03-06').does('caseManagement', 'record-check', CHECK).does('caseManagement', 'accept', { handler: person('secondHandler') }).clockIs('screen', 'satisfied')
      .refuses('caseManagement', 'hand-over', 'ACT.CONDITION_NOT_MET', REVIEW).refuses('handler', 'close-examined', 'AUTHORITY.NOT_YOUR_ROLE')
      .does('secondHandler', 'close-examined').ends('closed', 'stage.ended.examined');
    course.refuses('secondHandler', 'archive', 'ACT.CONDITION_NOT_MET').does('secondHandler', 'self-check').does('caseManagement', 'archive');
  });

  it('reviews with another procurator, upholds, and tells the complainant in ten days', () => {
    const course = screened().does('secondHandler', 'find-possible-error').refuses('secondHandler', 'close-examined', 'ACT.CONDITION_NOT_MET')
      .refuses('caseManagement', 'hand-over', 'ACT.CONDITION_NOT_MET', REVIEW).does('caseManagement', 'note-no-earlier-handler')
      .does('caseManagement', 'hand-over', REVIEW).isDue('review', null).refuses('secondHandler', 'record-finding', 'AUTHORITY.NOT_YOUR_ROLE', { finding: 'right' });
    course.does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('head', 'join-team', { person: person('clerk'), role: 'clerk' });
    walksHearing(weighs(course).does('assistant', 'record-inquiry').refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'uphold', ...REPORT }).does('handler', 'record-finding', { finding: 'right' }), '2026-04-22')
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest', ...REPORT })
      .does('handler', 'outcome.propose', { option: 'uphold', ...REPORT }).refuses('handler', 'outcome.decide', 'AUTHORITY.REFER').returns('handler', 'outcome.withdraw')
      .on('2026-04-24').climbs('outcome', 'uphold', 'chief', REPORT).clockIs('review', 'satisfied').isDue('notice', '2026-05-06')
      .on('2026-04-27').does('assistant', 'notify-complainant').clockIs('notice', 'satisfied').ends('closed', 'stage.ended.upheld');
    archives(course);
  });

  it('leads a wrong judgment over to a protest, and changes only a decision of its own', () => {
    reviewed().refuses('teamMember', 'record-finding', 'PARTICIPATION.BARRED', { finding: 'wrong' }).does('handler', 'record-finding', { finding: 'wrong' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'uphold', ...REPORT }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'change', ...REPORT })
      .climbs('outcome', 'protest', 'chief', REPORT).refuses('handler', 'notify-complainant', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'notify-complainant', { newCase: '审监〔2026〕1号' }).ends('transferred', 'stage.ended.protest');
    reviewed('our_decision').does('chief', 'record-finding', { finding: 'disputed' }).refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest', ...REPORT })
      .climbs('outcome', 'change', 'committee', REPORT).expires('notice').does('handler', 'notify-complainant').ends('closed', 'stage.ended.changed');
  });

  it('leads a complaint against a non-prosecution over to its own case', () => {
    screened('non_prosecution').refuses('secondHandler', 'refer-nonprosecution', 'ACT.CONDITION_NOT_MET').does('secondHandler', 'find-possible-error').does('chief', 'note-no-earlier-handler')
      .refuses('caseManagement', 'hand-over', 'ACT.CONDITION_NOT_MET', REVIEW).refuses('secondHandler', 'refer-nonprosecution', 'ACT.CONDITION_NOT_MET').does('secondHandler', 'refer-nonprosecution', { newCase: '不诉申〔2026〕1号' }).ends('transferred', 'stage.ended.nonprosecution');
    screened('our_decision').does('secondHandler', 'find-possible-error').refuses('secondHandler', 'refer-nonprosecution', 'ACT.CONDITION_NOT_MET', { newCase: '不诉申〔2026〕1号' });
  });

  it('opens the case that follows from this one, and then needs no number', () => {
    const wrong = reviewed().linksNot('handler', 'protest', 'criminal.protest-retrial', 'LINK.NOT_NOW').does('handler', 'record-finding', { finding: 'wrong' }).climbs('outcome', 'protest', 'chief', REPORT)
      .linksNot('handler', 'protest', 'criminal.protest-appeal', 'LINK.PATH_MISMATCH').refuses('handler', 'notify-complainant', 'ACT.CONDITION_NOT_MET').links('handler', 'protest', 'criminal.protest-retrial', 'stage.checking');
    wrong.has({ caseOpened: true }).does('handler', 'notify-complainant').ends('transferred', 'stage.ended.protest').follows('protest', { state: 'stage.protested' });
    reviewed().does('handler', 'record-finding', { finding: 'right' }).climbs('outcome', 'uphold', 'chief', REPORT).linksNot('handler', 'protest', 'criminal.protest-retrial', 'LINK.NOT_NOW');
    screened('non_prosecution').linksNot('secondHandler', 'nonpros-remedy', 'criminal.nonpros-remedy', 'LINK.NOT_NOW').does('secondHandler', 'find-possible-error')
      .links('secondHandler', 'nonpros-remedy', 'criminal.nonpros-remedy', 'stage.checking').does('secondHandler', 'refer-nonprosecution').ends('transferred', 'stage.ended.nonprosecution');
  });

  it('moves the day of a hearing of which the notice is late', () => {
    reviewed().climbs('hearingDecision', 'hold', 'chief').does('handler', 'fix-hearing', { hearingOn: '2026-03-20', isPublic: false }).expires('hearingNotice').has({ hearingNotified: 'late' })
      .refuses('assistant', 'notify-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-04-10', isPublic: false }).does('assistant', 'notify-hearing').does('handler', 'hold-hearing').isIn('hearing.deliberating');
  });

  it('ceases, by the chief, when nobody is left to be answered', () => {
    reviewed().refuses('handler', 'cease', 'AUTHORITY.NOT_YOUR_ROLE', { ground: 'died_without_successor' }).does('chief', 'cease', { ground: 'died_without_successor' }).clockIs('review', 'stopped').ends('terminated', 'stage.ended.ceased');
    reviewed().does('handler', 'record-finding', { finding: 'right' }).climbs('outcome', 'uphold', 'chief', REPORT).does('chief', 'cease', { ground: 'object_gone' }).clockIs('notice', 'stopped');
  });

  it('answers a letter in seven days and in three months', () => {
    received().refuses('caseManagement', 'register-letter', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
    received('effective_judgment', 'letter').does('caseManagement', 'register-letter', { receivedOn: '2026-03-02' }).isDue('letterFirst', '2026-03-09').isDue('letterResult', '2026-06-02')
      .refuses('caseManagement', 'answer-letter-result', 'CASE.STATE_FORBIDS_ACT')
      .does('caseManagement', 'answer-letter-first').clockIs('letterFirst', 'satisfied').does('caseManagement', 'answer-letter-result').clockIs('letterResult', 'satisfied').isIn('letter.answered');
    received('effective_judgment', 'letter').refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-letter', { receivedOn: '2026-03-02' })
      .expires('letterFirst').has({ letterOverdue: true }).does('caseManagement', 'prompt-overdue');
  });

  it('accepts nothing of which competence and earlier reviews were not looked at', () => {
    received().refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') });
  });

  it('takes no third review of a judgment without new evidence or a grave error', () => {
    received().does('caseManagement', 'record-check', { ...CHECK, twoLevelsDone: true }).refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') })
      .does('caseManagement', 'refuse-acceptance').clockIs('screen', 'satisfied').ends('refused', 'stage.notAccepted');
    received().does('caseManagement', 'record-check', { ...CHECK, twoLevelsDone: true, newEvidence: true }).does('caseManagement', 'accept', { handler: person('secondHandler') }).isIn('stage.screening');
  });

  it('counts acceptance from the complete material, and passes on what belongs elsewhere', () => {
    received().does('caseManagement', 'request-material').clockIs('screen', 'stopped').on('2026-03-05').returns('caseManagement', 'register-material', { receivedOn: '2026-03-05' }).isDue('screen', '2026-03-12')
      .refuses('caseManagement', 'forward-elsewhere', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'record-check', { ...CHECK, competent: 'elsewhere' })
      .refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET', { handler: person('secondHandler') }).does('caseManagement', 'forward-elsewhere').clockIs('screen', 'satisfied').ends('transferred', 'stage.forwarded');
    reviewed().does('caseManagement', 'register-withdrawal').clockIs('review', 'stopped').ends('withdrawn', 'stage.ended.withdrawn');
  });

  it('keeps the review to what was found, and the hearing to the review', () => {
    reviewed('our_decision').offersNone('outcome', ['uphold', 'change'], REPORT).does('handler', 'record-finding', { finding: 'right' }).offersNone('outcome', ['change'], REPORT)
      .does('caseManagement', 'apply-hearing').offersNone('outcome', ['uphold'], REPORT).climbs('hearingDecision', 'decline', 'chief')
      .climbs('outcome', 'uphold', 'chief', REPORT).has({ result: 'upheld' }).refuses('handler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT').refuses('handler', 'hearingDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'hold' });
    reviewed('our_decision').does('handler', 'record-finding', { finding: 'wrong' }).climbs('outcome', 'change', 'chief', REPORT).clockIs('review', 'satisfied').isDue('notice', '2026-03-12');
    reviewed().does('handler', 'record-finding', { finding: 'wrong' }).climbs('outcome', 'protest', 'chief', REPORT).clockIs('review', 'satisfied').isDue('notice', '2026-03-12');
    screened().does('chief', 'note-no-earlier-handler').refuses('caseManagement', 'hand-over', 'ACT.CONDITION_NOT_MET', REVIEW);
    received().does('caseManagement', 'record-check', { ...CHECK, twoLevelsDone: true, graveError: true }).does('caseManagement', 'record-check', CHECK).does('caseManagement', 'accept', { handler: person('secondHandler') });
  });

  it('marks a screening and an answer that are late, and that they were made up for', () => {
    received().expires('screen').has({ screenOverdue: true }).does('caseManagement', 'prompt-overdue').does('caseManagement', 'record-check', CHECK).does('caseManagement', 'accept', { handler: person('secondHandler') }).has({ screenOverdue: false });
    const letter = (): Course => received('effective_judgment', 'letter').does('caseManagement', 'register-letter', { receivedOn: '2026-03-02' });
    letter().expires('letterFirst').does('caseManagement', 'answer-letter-first').has({ letterOverdue: false })
      .expires('letterResult').has({ letterOverdue: true }).does('caseManagement', 'answer-letter-result').has({ letterOverdue: false });
  });
});

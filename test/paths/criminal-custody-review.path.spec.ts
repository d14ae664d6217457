// Review of the necessity of custody, course by course: proposal to the police with its reply, its refusal and its silence; release and
// change by our own decision at the review for prosecution; own initiative after a plea; the case that belongs elsewhere.
import { archives, staffed, walksHearing, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import type { Course } from './course.js';

const REPORT = { reviewReport: '羁押必要性审查报告' };
const MUST = { necessity: 'must_end', mustGrounds: ['evidence_collapsed'], mayGrounds: [], remorse: false };
const MAY = { necessity: 'may_end', mustGrounds: [], mayGrounds: ['plea', 'settlement'], remorse: true };
const NEEDED = { necessity: 'needed', mustGrounds: [], mayGrounds: [], remorse: false };

describePath('criminal.custody-review', (open) => {
  const received = (stageOfCase: string, on = '2026-03-02', initiative = 'application'): Course => open({ on, facts: { initiative, stageOfCase } });
  const examined = (stageOfCase: string, on = '2026-03-02', initiative = 'application'): Course =>
    staffed(received(stageOfCase, on, initiative).does('caseManagement', stageOfCase === 'prosecution' ? 'accept-prosecution' : 'accept', { receivedOn: on }));
  const proposed = (on = '2026-03-02'): Course => examined('investigation', on).does('handler', 'assess', MUST).decides('outcome', 'propose', 'own', REPORT).isIn('stage.proposal.serving');

  it('proposes to the police, who follow', () => {
    const course = received('investigation').isDue('forward', '2026-03-02').does('caseManagement', 'accept', { receivedOn: '2026-03-02' })
      .clockIs('forward', 'satisfied').isDue('decide', '2026-03-12');
    staffed(course).does('assistant', 'record-inquiry', { means: 'health' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'propose', ...REPORT })
      .refuses('handler', 'assess', 'ACT.CONDITION_NOT_MET', { ...MUST, mustGrounds: [] }).refuses('handler', 'assess', 'ACT.CONDITION_NOT_MET', { ...MAY, remorse: false })
      .does('handler', 'assess', MUST)
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'keep', ...REPORT })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'release', ...REPORT })
      .refuses('assistant', 'outcome.propose', 'AUTHORITY.NOT_YOUR_ROLE', { option: 'propose', ...REPORT })
      .on('2026-03-09').decides('outcome', 'propose', 'own', REPORT).clockIs('decide', 'satisfied')
      .refuses('caseManagement', 'register-adoption', 'CASE.STATE_FORBIDS_ACT', { custody: 'bail' })
      .on('2026-03-10').does('clerk', 'serve-proposal', { servedOn: '2026-03-10' }).isDue('reply', '2026-03-20')
      .on('2026-03-18').does('caseManagement', 'register-adoption', { custody: 'bail' }).clockIs('reply', 'satisfied').has({ custody: 'bail', result: 'adopted' })
      .refuses('handler', 'close-own', 'ACT.CONDITION_NOT_MET').does('handler', 'notify-result').ends('closed', 'stage.ended.changed');
    archives(course);
  });

  it('counts the office limit over the holiday, the reply of the organ not', () => {
    examined('trial', '2026-04-24').isDue('decide', '2026-05-06')
      .does('handler', 'assess', MAY).decides('outcome', 'propose', 'own', REPORT)
      .does('handler', 'serve-proposal', { servedOn: '2026-04-24' }).isDue('reply', '2026-05-04');
  });

  it('corrects the silence of the organ, only after its time, and reports what stays unanswered', () => {
    proposed().does('handler', 'serve-proposal', { servedOn: '2026-03-02' })
      .refuses('handler', 'silenceCorrection.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'notice' })
      .expires('reply').has({ replyOverdue: true })
      .does('handler', 'silenceCorrection.propose', { option: 'notice' }).refuses('handler', 'silenceCorrection.decide', 'AUTHORITY.REFER')
      .returns('handler', 'silenceCorrection.withdraw')
      .climbs('silenceCorrection', 'notice', 'chief').isIn('stage.proposal.corrected')
      .does('handler', 'report-silence').has({ result: 'unanswered' }).does('handler', 'notify-result').ends('closed', 'stage.ended.rejected');
    proposed().does('handler', 'serve-proposal').expires('reply').decides('silenceCorrection', 'oral', 'own')
      .does('caseManagement', 'register-rejection').has({ result: 'rejected' }).clockIs('reply', 'satisfied').does('handler', 'notify-result').ends('closed', 'stage.ended.rejected');
  });

  it('ends custody itself at the review for prosecution, by the chief', () => {
    examined('prosecution').isDue('decideProsecution', '2026-03-05').does('handler', 'assess', MAY)
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'propose', ...REPORT })
      .does('handler', 'outcome.propose', { option: 'release', ...REPORT }).refuses('handler', 'outcome.decide', 'AUTHORITY.REFER')
      .does('handler', 'outcome.withdraw').climbs('outcome', 'release', 'chief', REPORT).isIn('stage.executing').clockIs('decideProsecution', 'satisfied')
      .does('handler', 'record-execution', { custody: 'none' }).does('handler', 'notify-result').ends('closed', 'stage.ended.changed');
    const late = examined('prosecution', '2026-03-02', 'detention_centre').refuses('handler', 'ask-applicant', 'ACT.CONDITION_NOT_MET').does('handler', 'assess', MUST);
    late.refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('decideProsecution').has({ decideOverdue: true })
      .does('caseManagement', 'prompt-overdue').climbs('outcome', 'change', 'chief', REPORT).clockIs('decideProsecution', 'satisfied')
      .does('caseManagement', 'record-execution', { custody: 'residential' }).has({ custody: 'residential' }).does('assistant', 'notify-result').ends('closed', 'stage.ended.changed');
  });

  it('keeps the person in custody after a hearing and a return to the applicant', () => {
    const course = weighs(examined('investigation')).does('handler', 'ask-applicant').returns('caseManagement', 'register-material').does('handler', 'assess', NEEDED)
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'propose', ...REPORT });
    walksHearing(course.does('caseManagement', 'apply-hearing').refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'keep', ...REPORT }).climbs('hearingDecision', 'decline', 'chief'), '2026-03-11')
      .decides('outcome', 'keep', 'own', REPORT).does('handler', 'notify-result').ends('closed', 'stage.ended.kept');
  });

  it('begins by itself after a plea, and follows the case into the next stage', () => {
    const own = (initiative: string): Course => open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { initiative, stageOfCase: 'investigation' } })
      .refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'accept-own');
    staffed(own('plea')).does('handler', 'record-stage-change', { stageOfCase: 'prosecution' }).does('handler', 'assess', NEEDED).climbs('outcome', 'keep', 'chief', REPORT)
      .refuses('handler', 'notify-result', 'ACT.CONDITION_NOT_MET').does('handler', 'close-own').ends('closed', 'stage.ended.kept');
    staffed(own('ex_officio')).refuses('handler', 'end-lapsed', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'record-custody-change', { custody: 'bail' }).does('handler', 'assess', MUST)
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'propose', ...REPORT }).does('handler', 'end-lapsed').ends('terminated', 'stage.ended.lapsed');
  });

  it('waits for no applicant who stays silent, and ends when the person is held no longer', () => {
    examined('investigation').does('handler', 'ask-applicant').returns('handler', 'resume-without-material').does('handler', 'assess', NEEDED);
    examined('investigation').does('handler', 'ask-applicant').refuses('handler', 'end-lapsed', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'record-custody-change', { custody: 'none' }).does('handler', 'end-lapsed').ends('terminated', 'stage.ended.lapsed');
  });

  it('decides itself when the case comes here while the police still owe a reply', () => {
    proposed().does('handler', 'serve-proposal', { servedOn: '2026-03-02' }).returns('caseManagement', 'take-into-own-stage', { receivedOn: '2026-03-02' }).clockIs('reply', 'stopped').has({ stageOfCase: 'prosecution' })
      .refuses('handler', 'outcome.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'propose', ...REPORT }).climbs('outcome', 'release', 'chief', REPORT).isIn('stage.executing');
    examined('trial').does('handler', 'assess', MUST).decides('outcome', 'propose', 'own', REPORT).refuses('handler', 'take-into-own-stage', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
  });

  it('passes on what belongs elsewhere in two days, and ends with what is withdrawn or refused', () => {
    received('trial').refuses('caseManagement', 'forward-elsewhere', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'note-other-office', { receivedOn: '2026-03-02' })
      .clockIs('forward', 'stopped').isDue('forwardElsewhere', '2026-03-04').refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'forward-elsewhere').clockIs('forwardElsewhere', 'satisfied').ends('transferred', 'stage.forwarded');
    examined('trial').does('caseManagement', 'withdraw-application').clockIs('decide', 'stopped').ends('withdrawn', 'stage.ended.withdrawn');
    received('trial').refuses('handler', 'refuse-acceptance', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'refuse-acceptance').clockIs('forward', 'satisfied').ends('refused', 'stage.notAccepted');
  });

  it('keeps each act to the stage and the beginning it is for', () => {
    expect(() => received('trial', '2026-03-02', 'plea')).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'open-own', by: 'handler', facts: { initiative: 'application', stageOfCase: 'trial' } })).toThrow('ACT.CONDITION_NOT_MET');
    received('prosecution').refuses('caseManagement', 'accept', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'accept-own', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'note-other-office').refuses('caseManagement', 'note-other-office', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'accept-prosecution', 'ACT.CONDITION_NOT_MET');
    received('trial').refuses('caseManagement', 'accept-prosecution', 'ACT.CONDITION_NOT_MET');
    open({ on: '2026-03-02', act: 'open-own', by: 'head', facts: { initiative: 'plea', stageOfCase: 'prosecution' } }).refuses('caseManagement', 'accept-prosecution', 'ACT.CONDITION_NOT_MET');
    received('prosecution').does('caseManagement', 'accept-prosecution').clockIs('forward', 'satisfied');
    examined('trial', '2026-03-02', 'detention_centre').refuses('caseManagement', 'withdraw-application', 'ACT.CONDITION_NOT_MET').expires('decide').has({ decideOverdue: true });
  });

  it('ends no custody that was found necessary, and closes the hearing with the examination', () => {
    examined('prosecution').does('handler', 'assess', NEEDED).offersNone('outcome', ['release', 'change'], REPORT)
      .climbs('outcome', 'keep', 'chief', REPORT).clockIs('decideProsecution', 'satisfied').refuses('handler', 'hearingDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'hold' })
      .refuses('handler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT');
    const moved = (from: string, to: string): Course => examined(from).does('caseManagement', 'record-stage-change', { stageOfCase: to }).does('handler', 'assess', MAY);
    moved('investigation', 'prosecution').climbs('outcome', 'release', 'chief', REPORT).clockIs('decide', 'satisfied');
    moved('investigation', 'prosecution').climbs('outcome', 'change', 'chief', REPORT).clockIs('decide', 'satisfied');
    moved('prosecution', 'trial').decides('outcome', 'propose', 'own', REPORT).clockIs('decideProsecution', 'satisfied');
    examined('investigation').does('handler', 'assess', MAY).offersNone('outcome', ['release', 'change'], REPORT).decides('outcome', 'keep', 'own', REPORT).clockIs('decide', 'satisfied');
  });
});

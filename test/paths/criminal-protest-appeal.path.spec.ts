// Protest in second instance, course by course: judgment and ruling, the victim's request, what the superior makes of the protest, the
// order to protest and the time that is lost. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import type { Course } from './course.js';

const SHOWN = { errorFound: 'shown', grounds: ['sentence_unfit'], difference: 'sentence_far_off' };
const NONE = { errorFound: 'none', grounds: [], difference: 'none' };
const DISPUTED = { errorFound: 'disputed', grounds: [], difference: 'acquittal' };

describePath('criminal.protest-appeal', (open) => {
  const judgment = (on = '2026-03-02'): Course => staffed(open({ on, facts: { subject: 'judgment' }, payload: { receivedOn: on } }));
  const filed = (): Course => judgment().does('handler', 'fill-examination-form', SHOWN).climbs('protestDecision', 'protest', 'chief').does('handler', 'file-protest');

  it('protests an error within ten days, through the trial court and with the superior\'s support', () => {
    const course = judgment().isDue('protestJudgment', '2026-03-12')
      .refuses('handler', 'protestDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest' })
      .refuses('handler', 'fill-examination-form', 'ACT.CONDITION_NOT_MET', { ...SHOWN, grounds: [] })
      .does('handler', 'fill-examination-form', SHOWN)
      .refuses('handler', 'protestDecision.propose', 'DECISION.MUST_CHOOSE', { option: 'noProtest' })
      .on('2026-03-09').does('handler', 'protestDecision.propose', { option: 'protest' }).refuses('handler', 'protestDecision.decide', 'AUTHORITY.REFER')
      .does('handler', 'protestDecision.send-up').does('head', 'protestDecision.review', { opinion: 'agree' })
      .returns('chief', 'protestDecision.reconsider').does('handler', 'protestDecision.propose', { option: 'protest' })
      .does('handler', 'protestDecision.send-up').does('head', 'protestDecision.review', { opinion: 'agree' }).does('chief', 'protestDecision.approve').does('handler', 'protestDecision.issue')
      .has({ decision: 'protest' }).isDue('protestJudgment', '2026-03-12')
      .on('2026-03-12').does('handler', 'file-protest').clockIs('protestJudgment', 'satisfied').isIn('stage.protested.withSuperior')
      .refuses('handler', 'register-support', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'register-support')
      .on('2026-05-11').does('caseManagement', 'register-second-instance', { result: 'changed' }).ends('closed', 'stage.ended.decided');
    archives(course);
  });

  it('moves the end of the time over a holiday', () => {
    judgment('2026-04-22').isDue('protestJudgment', '2026-05-06');
    open({ on: '2026-04-28', act: 'receive-ruling', facts: { subject: 'ruling' }, payload: { receivedOn: '2026-04-28' } }).isDue('protestRuling', '2026-05-06')
      .refuses('caseManagement', 'fill-examination-form', 'CASE.STATE_FORBIDS_ACT', NONE);
  });

  it('takes a major case to the committee, and the chief alone cannot decide it', () => {
    const course = judgment().does('handler', 'raise-complexity', { complexity: 'major_case' }).does('handler', 'fill-examination-form', SHOWN)
      .does('handler', 'protestDecision.propose', { option: 'protest' }).does('handler', 'protestDecision.send-up').does('head', 'protestDecision.review', { opinion: 'agree' })
      .refuses('chief', 'protestDecision.approve', 'AUTHORITY.REFER').returns('chief', 'protestDecision.reconsider').does('handler', 'protestDecision.withdraw');
    course.climbs('protestDecision', 'protest', 'committee').does('handler', 'file-protest').does('caseManagement', 'register-partial-support');
    weighs(judgment());
  });

  it('lets the superior withdraw only after it has heard this office', () => {
    filed().refuses('caseManagement', 'register-superior-withdrawal', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-inquiry').isIn('stage.protested.consulted')
      .returns('handler', 'answer-superior').has({ lowerHeard: true })
      .does('caseManagement', 'register-superior-withdrawal').ends('withdrawn', 'stage.ended.withdrawnAbove');
  });

  it('answers the victim in five days, and only after the decision', () => {
    staffed(open({ on: '2026-03-02', facts: { subject: 'judgment' } }).does('caseManagement', 'record-victim-service', { servedOn: '2026-03-02' }).isIn('stage.accepted')).isDue('victimRequest', '2026-03-09')
      .refuses('handler', 'decline-late-request', 'ACT.CONDITION_NOT_MET').refuses('handler', 'accept-late-request', 'ACT.CONDITION_NOT_MET')
      .on('2026-03-04').does('caseManagement', 'register-victim-request', { receivedOn: '2026-03-04' }).clockIs('victimRequest', 'satisfied').isDue('victimAnswer', '2026-03-09')
      .does('handler', 'fill-examination-form', DISPUTED).refuses('handler', 'answer-victim', 'ACT.CONDITION_NOT_MET')
      .refuses('handler', 'protestDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'noProtest' })
      .climbs('protestDecision', 'refuseVictim', 'chief').refuses('handler', 'close-no-protest', 'ACT.CONDITION_NOT_MET')
      .on('2026-03-09').does('handler', 'answer-victim').clockIs('victimAnswer', 'satisfied').isIn('victim.answered')
      .expires('protestJudgment').does('handler', 'close-no-protest').ends('closed', 'stage.ended.notProtested');
    judgment().does('handler', 'record-victim-service', { servedOn: '2026-03-02' }).expires('victimRequest').has({ victimLate: true })
      .refuses('handler', 'register-victim-request', 'ACT.CONDITION_NOT_MET').does('handler', 'decline-late-request').does('handler', 'accept-late-request').isIn('victim.pending').has({ victimStep: 'pending' }).isDue('victimAnswer', '2026-03-16');
  });

  it('examines again for a victim who asks in time, and takes no request about a ruling', () => {
    const left = (): Course => judgment().does('caseManagement', 'record-victim-service', { servedOn: '2026-03-02' }).does('handler', 'fill-examination-form', NONE).decides('protestDecision', 'noProtest', 'own');
    left().returns('caseManagement', 'resume-for-victim').has({ decision: 'none' }).does('caseManagement', 'register-victim-request', { receivedOn: '2026-03-02' }).offersNone('protestDecision', ['noProtest']).climbs('protestDecision', 'refuseVictim', 'chief')
      .refuses('caseManagement', 'resume-for-victim', 'ACT.CONDITION_NOT_MET').does('handler', 'answer-victim');
    left().expires('victimRequest').refuses('caseManagement', 'resume-for-victim', 'ACT.CONDITION_NOT_MET');
    staffed(open({ on: '2026-03-02', act: 'receive-ruling', facts: { subject: 'ruling' }, payload: { receivedOn: '2026-03-02' } })).refuses('caseManagement', 'record-victim-service', 'ACT.CONDITION_NOT_MET', { servedOn: '2026-03-02' })
      .refuses('handler', 'register-victim-request', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
  });

  it('follows the superior\'s order while the time runs, and no longer', () => {
    judgment().does('handler', 'fill-examination-form', NONE).decides('protestDecision', 'noProtest', 'own').refuses('handler', 'close-no-protest', 'ACT.CONDITION_NOT_MET')
      .on('2026-03-10').does('caseManagement', 'register-superior-order').has({ decision: 'protest' }).isIn('stage.protested.filing')
      .expires('protestJudgment').refuses('handler', 'file-protest', 'ACT.CONDITION_NOT_MET').does('handler', 'hand-to-retrial').ends('terminated', 'stage.ended.lost');
    judgment().does('handler', 'fill-examination-form', NONE).decides('protestDecision', 'noProtest', 'own').expires('protestJudgment').has({ protestExpired: true })
      .refuses('caseManagement', 'register-superior-order', 'ACT.CONDITION_NOT_MET').does('handler', 'close-no-protest').ends('closed', 'stage.ended.notProtested');
  });

  it('cannot protest when the time is over', () => {
    judgment().does('handler', 'fill-examination-form', SHOWN).refuses('handler', 'hand-to-retrial', 'ACT.CONDITION_NOT_MET').expires('protestJudgment')
      .refuses('handler', 'protestDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'protest' }).does('handler', 'hand-to-retrial').ends('terminated', 'stage.ended.lost');
  });

  it('keeps each act to its moment, and lets no case end before the victim is answered', () => {
    expect(() => open({ on: '2026-03-02', facts: { subject: 'ruling' } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: '2026-03-02', act: 'receive-ruling', facts: { subject: 'judgment' } })).toThrow('ACT.CONDITION_NOT_MET');
    const pending = (finding: typeof SHOWN = SHOWN): Course => judgment().does('handler', 'register-victim-request', { receivedOn: '2026-03-02' }).does('handler', 'fill-examination-form', finding);
    pending(NONE).offersNone('protestDecision', ['protest', 'noProtest']).climbs('protestDecision', 'refuseVictim', 'chief').has({ decision: 'no_protest' })
      .expires('protestJudgment').refuses('handler', 'close-no-protest', 'ACT.CONDITION_NOT_MET').does('handler', 'answer-victim').does('handler', 'close-no-protest');
    pending().expires('protestJudgment').refuses('handler', 'hand-to-retrial', 'ACT.CONDITION_NOT_MET');
    const protested = (): Course => pending().climbs('protestDecision', 'protest', 'chief').does('handler', 'file-protest');
    protested().does('caseManagement', 'register-inquiry').does('handler', 'answer-superior').refuses('caseManagement', 'register-superior-withdrawal', 'ACT.CONDITION_NOT_MET');
    protested().does('caseManagement', 'register-support').refuses('caseManagement', 'register-second-instance', 'ACT.CONDITION_NOT_MET', { result: 'upheld' });
    judgment().expires('protestJudgment').refuses('handler', 'hand-to-retrial', 'ACT.CONDITION_NOT_MET');
    judgment().does('handler', 'fill-examination-form', NONE).offersNone('protestDecision', ['protest', 'refuseVictim']).decides('protestDecision', 'noProtest', 'own').has({ decision: 'no_protest' })
      .refuses('handler', 'register-victim-request', 'CASE.STATE_FORBIDS_ACT').refuses('handler', 'accept-late-request', 'CASE.STATE_FORBIDS_ACT');
  });

  it('protests a ruling within five days', () => {
    const ruling = (): Course => staffed(open({ on: '2026-03-02', act: 'receive-ruling', facts: { subject: 'ruling' }, payload: { receivedOn: '2026-03-02' } })).isDue('protestRuling', '2026-03-09').does('handler', 'fill-examination-form', SHOWN);
    ruling().climbs('protestDecision', 'protest', 'chief').does('handler', 'file-protest').clockIs('protestRuling', 'satisfied');
    ruling().expires('protestRuling').has({ protestExpired: true }).offersNone('protestDecision', ['protest']);
  });
});

// Plea and leniency beside the review, the expedited track, and compulsory measures with the first detention in supervisory cases.
import { person, type Course } from './course.js';
import { FOUND, REPORT, type Stages } from './prosecution-stages.js';

const negotiating = (course: Course): Course => course.does('handler', 'inform-plea')
  .refuses('handler', 'hear-plea-opinions', 'ACT.CONDITION_NOT_MET').does('handler', 'arrange-duty-lawyer').does('handler', 'hear-plea-opinions').does('handler', 'start-negotiation');
const advised = (course: Course): Course => negotiating(course).does('handler', 'record-lawyer').decides('sentenceAdvice', 'fixed', 'own', { sentence: '有期徒刑六个月' });

export function pleaCourses({ accepted, ready, announced }: Stages): void {
  it('signs a pledge before the lawyer, and proposes to the court', () => {
    const course = negotiating(ready()).refuses('handler', 'sign-pledge', 'ACT.CONDITION_NOT_MET').does('handler', 'record-lawyer')
      .decides('sentenceAdvice', 'range', 'own', { sentence: '有期徒刑六个月至一年' }).does('handler', 'sign-pledge');
    course.returns('handler', 'reopen-negotiation').refuses('handler', 'sign-pledge', 'ACT.CONDITION_NOT_MET').does('handler', 'record-lawyer')
      .decides('sentenceAdvice', 'fixed', 'own', { sentence: '有期徒刑六个月' }).does('handler', 'sign-pledge')
      .decides('outcome', 'charge', 'own', { ...REPORT, offences: '盗窃罪' }).does('handler', 'propose-to-court')
      .decides('adviceAdjustment', 'keep', 'own', { sentence: '有期徒刑六个月' }).decides('adviceAdjustment', 'adjust', 'own', { sentence: '有期徒刑五个月' }).has({ adviceChanges: 2 })
      .does('handler', 'withdraw-plea').does('handler', 'resume-plea').isIn('plea.proposedToCourt');
  });

  it('has a minor sign with a guardian', () => {
    advised(ready(FOUND, { suspectMinor: true })).refuses('handler', 'sign-pledge', 'ACT.CONDITION_NOT_MET').does('handler', 'sign-pledge', { adultPresent: 'suitable_adult' }).isIn('plea.signed');
    accepted({ suspectMinor: true }).refuses('handler', 'interrogate', 'ACT.CONDITION_NOT_MET', { secondPerson: person('assistant') });
  });

  it('goes the fast track only at a basic office', () => {
    negotiating(accepted({ procuratorate: 'city' })).refuses('handler', 'choose-expedited', 'ACT.CONDITION_NOT_MET');
  });

  it('does without the pledge where the law says so, and ends when the plea was not free', () => {
    advised(ready()).does('handler', 'exempt-pledge', { ground: 'minor_objection' }).isIn('plea.exempt').does('handler', 'find-involuntary').has({ pleaStatus: 'involuntary', adviceForm: 'none' })
      .returns('handler', 'hear-plea-opinions');
  });

  it('goes the fast track, is extended there, and falls back', () => {
    negotiating(accepted()).does('handler', 'choose-expedited').isDue('reviewExpedited', '2026-03-12').clockIs('review', 'stopped')
      .does('handler', 'extend-expedited').isDue('reviewExpedited', '2026-03-17').refuses('handler', 'extend-expedited', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'fall-back').isDue('review', '2026-04-02').clockIs('reviewExpedited', 'stopped');
  });

  it('judges anew when the plea is withdrawn after a discretionary non-prosecution', () => {
    const withdrawn = (): Course => {
      const course = advised(ready({ ...FOUND, gravity: 'minor' })).does('handler', 'sign-pledge').decides('outcome', 'discretionary', 'chief', REPORT).does('handler', 'announce');
      return course.refuses('handler', 'pleaReversal.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'keep' }).does('handler', 'withdraw-plea');
    };
    withdrawn().decides('pleaReversal', 'keep', 'chief').isIn('stage.nonProsecuted.served');
    withdrawn().decides('pleaReversal', 'statutory', 'chief').has({ nonProsecution: 'statutory' });
    withdrawn().decides('pleaReversal', 'prosecute', 'chief').isIn('stage.prosecuted.atCourt');
    announced('discretionary', { ...FOUND, gravity: 'minor' }).refuses('handler', 'pleaReversal.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'statutory' });
  });
}

export function measureCourses({ accepted, ready, atCourt }: Stages): void {
  it('changes the measure by decision, counts bail and surveillance, answers requests', () => {
    accepted({ custody: 'arrested' }).decides('measureDecision', 'bail', 'chief').isDue('bail', '2027-03-02')
      .does('caseManagement', 'receive-change-request', { receivedOn: '2026-03-02' }).does('chief', 'refuse-change-request').decides('measureDecision', 'residential', 'chief').isDue('residential', '2026-09-02')
      .does('caseManagement', 'receive-expiry-claim', { receivedOn: '2026-03-02' }).does('chief', 'refuse-expiry-claim').decides('measureDecision', 'release', 'chief').has({ custody: 'none' })
      .does('handler', 'begin-summons').does('handler', 'end-summons').clockIs('summons', 'satisfied')
      .decides('measureDecision', 'arrest', 'chief').returns('caseManagement', 'record-not-executed').decides('measureDecision', 'arrest', 'chief').does('caseManagement', 'record-arrest').has({ custody: 'arrested' });
    for (const measure of ['bail', 'residential']) accepted({ custody: measure }).clockIs(measure, null).decides('measureDecision', measure, 'chief').isDue(measure, measure === 'bail' ? '2027-03-02' : '2026-09-02').offersNone('measureDecision', [measure]);
    accepted({ custody: 'none' }).decides('measureDecision', 'bail', 'chief').expires('bail').has({ measureExpired: true }).does('caseManagement', 'receive-expiry-claim')
      .refuses('chief', 'refuse-expiry-claim', 'ACT.CONDITION_NOT_MET');
    atCourt({ custody: 'arrested' }).decides('measureDecision', 'propose', 'chief').does('caseManagement', 'record-court-measure', { custody: 'bail' }).has({ custody: 'bail' });
  });

  it('interrogates and tells the family within a day of an arrest it decided', () => {
    accepted().refuses('handler', 'record-first-interrogation', 'ACT.CONDITION_NOT_MET').refuses('handler', 'record-family-notice', 'ACT.CONDITION_NOT_MET').decides('measureDecision', 'arrest', 'chief').does('caseManagement', 'record-arrest')
      .does('handler', 'record-first-interrogation').clockIs('firstInterrogation', 'satisfied').expires('notifyFamily').does('handler', 'record-family-notice', { circumstances: '家属无法联系' });
  });

  it('leaves nobody under retention without a first detention', () => {
    ready(FOUND, { origin: 'supervisory', custody: 'retention' }).offersNone('measureDecision', ['arrest', 'bail', 'residential', 'release']).offersNone('outcome', ['charge'], { ...REPORT, offences: '受贿罪' })
      .offersNone('supplement', ['returnCommission'], { outline: '提纲' });
  });

  it('detains first in a case of a supervisory commission and decides within ten days', () => {
    const detained = (): Course => accepted({ origin: 'supervisory', custody: 'retention' }).decides('measureDecision', 'detain', 'chief').does('caseManagement', 'record-detention', { executedOn: '2026-03-02' });
    detained().isDue('supervisoryDetention', '2026-03-12').decides('firstDetentionDecision', 'extend', 'chief').isDue('supervisoryDetention', '2026-03-16')
      .refuses('handler', 'firstDetentionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'extend' }).decides('firstDetentionDecision', 'arrest', 'chief').does('caseManagement', 'record-arrest');
    detained().isIn('measure.firstDetention').does('handler', 'record-family-notice').clockIs('notifyFamily', 'satisfied').expires('supervisoryDetention').offersNone('firstDetentionDecision', ['extend']);
    for (const [option, custody] of [['bail', 'bail'], ['residential', 'residential'], ['release', 'none']] as const) detained().decides('firstDetentionDecision', option, 'chief').has({ custody });
  });
}

// Own investigation, course by course: opened by the level the law names, custody with its last day to ask, extended, counted anew, and the
// three ends of an investigation. Days are those of 2026 with its holidays; custody does not move over rest days.
import { archives, walksCustodyPeriods, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const DAY = { receivedOn: '2026-03-02' };

describePath('criminal.own-investigation', (open) => {
  const clue = (origin = 'own_investigation', procuratorate = 'city'): Course => open({ on: '2026-03-02', facts: { origin, procuratorate } }).does('caseManagement', 'assign', { handler: person('handler') })
    .does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('head', 'join-team', { person: person('clerk'), role: 'clerk' });
  const verified = (crimeFound: string, origin?: string, procuratorate?: string): Course => clue(origin, procuratorate).does('chief', 'order-verification').does('handler', 'record-clue-finding', { crimeFound });
  const opened = (): Course => verified('shown').decides('filingDecision', 'file', 'chief');
  const held = (): Course => opened().does('handler', 'register-arrest', { arrestedOn: '2026-03-02' });

  it('verifies by order of the chief, opens, and closes with an opinion to prosecute', () => {
    const course = weighs(clue()).refuses('deputyWithout', 'order-verification', 'AUTHORITY.REFER').does('chief', 'order-verification').offersNone('filingDecision', ['file', 'notFile'])
      .does('handler', 'record-clue-finding', { crimeFound: 'shown' }).offersNone('filingDecision', ['notFile']).refuses('handler', 'ask-provincial', 'ACT.CONDITION_NOT_MET', DAY)
      .climbs('filingDecision', 'file', 'chief').isIn('stage.investigating').does('assistant', 'record-investigation').offersNone('closingDecision', ['indict', 'waive', 'drop'])
      .does('handler', 'record-findings', { findings: 'prosecute' }).offersNone('closingDecision', ['waive', 'drop']).climbs('closingDecision', 'indict', 'chief').ends('transferred', 'stage.ended.prosecution');
    archives(course);
  });

  it('leaves the opening at a basic office to its superior, and opens nothing without a crime', () => {
    verified('shown', 'own_investigation', 'basic').does('handler', 'filingDecision.propose', { option: 'file' }).does('handler', 'filingDecision.send-up').does('head', 'filingDecision.review', { opinion: 'agree' })
      .refuses('chief', 'filingDecision.approve', 'AUTHORITY.REFER').does('chief', 'filingDecision.report-up').does('superior', 'filingDecision.consent').does('handler', 'filingDecision.issue').isIn('stage.investigating');
    verified('none').offersNone('filingDecision', ['file']).climbs('filingDecision', 'notFile', 'chief').ends('closed', 'stage.ended.notOpened');
    verified('shown').refuses('head', 'hand-over', 'AUTHORITY.NOT_YOUR_ROLE').does('chief', 'hand-over').ends('transferred', 'stage.ended.handedOver');
  });

  it('opens what belongs to the police only with the provincial office, which has ten days', () => {
    const asked = (): Course => verified('shown', 'police').offersNone('filingDecision', ['file']).does('handler', 'ask-provincial', DAY).isDue('approve', '2026-03-12');
    asked().on('2026-03-10').does('caseManagement', 'register-provincial-decision', { allowed: true }).clockIs('approve', 'satisfied').isIn('stage.investigating');
    asked().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('approve').has({ approvalOverdue: true }).does('caseManagement', 'prompt-overdue')
      .does('caseManagement', 'register-provincial-decision', { allowed: false }).ends('transferred', 'stage.ended.handedOver');
    asked().returns('handler', 'return-to-verification').clockIs('approve', 'stopped').refuses('handler', 'ask-provincial', 'ACT.CONDITION_NOT_MET', DAY);
    verified('none', 'police').refuses('handler', 'ask-provincial', 'ACT.CONDITION_NOT_MET', DAY);
  });

  it('asks for longer custody seven days before its end, and counts each extension from the end', () => {
    clue().refuses('handler', 'register-arrest', 'CASE.STATE_FORBIDS_ACT', { arrestedOn: '2026-03-02' });
    held().isDue('custodyTerm', '2026-05-02').does('handler', 'plan-extension', { endsOn: '2026-05-02' }).isDue('extensionSubmit', '2026-04-25').on('2026-04-20')
      .does('handler', 'ask-extension').clockIs('extensionSubmit', 'satisfied').refuses('handler', 'register-extension', 'ACT.CONDITION_NOT_MET', { ground: 'art156', length: 'P2M' })
      .returns('caseManagement', 'register-extension', { ground: 'art156', length: 'P1M' }).isDue('custodyTerm', '2026-06-02')
      .does('handler', 'ask-extension').refuses('handler', 'register-extension', 'ACT.CONDITION_NOT_MET', { ground: 'art159', length: 'P2M' }).does('handler', 'register-extension', { ground: 'art158', length: 'P2M' }).isDue('custodyTerm', '2026-08-02')
      .does('handler', 'ask-extension').does('handler', 'register-extension', { ground: 'art159', length: 'P2M' }).isDue('custodyTerm', '2026-10-02')
      .does('handler', 'ask-extension').refuses('handler', 'register-extension', 'DEADLINE.EXTENSION_EXHAUSTED', { ground: 'art156', length: 'P1M' }).does('handler', 'register-no-extension').isIn('custodyCourse.held')
      .does('handler', 'end-custody').clockIs('custodyTerm', 'stopped').has({ custody: 'none' });
  });

  it('takes no late request, counts anew for another crime, and marks custody that ran out', () => {
    held().does('handler', 'plan-extension', { endsOn: '2026-05-02' }).expires('extensionSubmit').has({ extensionLate: true }).refuses('handler', 'ask-extension', 'ACT.CONDITION_NOT_MET')
      .expires('custodyTerm').has({ custodyOverdue: true }).does('caseManagement', 'prompt-overdue').does('caseManagement', 'end-custody').isIn('custodyCourse.free');
    held().on('2026-04-01').refuses('deputyWithout', 'recalculate-custody', 'AUTHORITY.REFER', { foundOn: '2026-04-01' }).does('chief', 'recalculate-custody', { foundOn: '2026-04-01' }).isDue('custodyTerm', '2026-06-01');
    held().expires('custodyTerm').refuses('handler', 'ask-extension', 'ACT.CONDITION_NOT_MET');
  });

  it('drops with the consent of the superior, sent up ten days before the end, and waives where the case is minor', () => {
    held().does('handler', 'record-findings', { findings: 'no_crime' }).offersNone('closingDecision', ['indict', 'waive']).does('handler', 'plan-withdrawal', { endsOn: '2026-05-02', lead: 'P10D' }).isDue('withdrawSubmit', '2026-04-22')
      .does('handler', 'send-withdrawal').clockIs('withdrawSubmit', 'satisfied').decides('closingDecision', 'drop', 'consent').isIn('stage.dropping').clockIs('custodyTerm', 'satisfied')
      .refuses('handler', 'close-dropped', 'ACT.CONDITION_NOT_MET').does('handler', 'end-custody').does('handler', 'close-dropped').ends('terminated', 'stage.ended.dropped');
    for (const findings of ['cpl16', 'not_the_suspect']) opened().does('handler', 'record-findings', { findings }).offersNone('closingDecision', ['indict', 'waive']).decides('closingDecision', 'drop', 'consent').does('caseManagement', 'close-dropped');
    held().does('handler', 'record-findings', { findings: 'prosecute' }).decides('closingDecision', 'indict', 'chief').clockIs('custodyTerm', 'satisfied');
    opened().does('handler', 'plan-withdrawal', { endsOn: '2026-05-02', lead: 'P7D' }).isDue('withdrawSubmit', '2026-04-25').expires('withdrawSubmit').has({ withdrawalLate: true }).does('caseManagement', 'prompt-overdue')
      .does('chief', 'record-findings', { findings: 'minor' }).offersNone('closingDecision', ['indict', 'drop']).climbs('closingDecision', 'waive', 'chief').ends('transferred', 'stage.ended.nonprosecution');
  });

  it('touches nobody without the chief, and verifies only by order', () => {
    clue().refuses('handler', 'record-verification', 'ACT.CONDITION_NOT_MET', { contacted: false }).refuses('chief', 'allow-contact', 'ACT.CONDITION_NOT_MET').does('chief', 'order-verification').does('assistant', 'record-verification', { contacted: false })
      .refuses('handler', 'record-verification', 'ACT.CONDITION_NOT_MET', { contacted: true }).refuses('deputyWithout', 'allow-contact', 'AUTHORITY.REFER').does('chief', 'allow-contact').does('handler', 'record-verification', { contacted: true });
  });

  it('comes to an opinion within two years, within one after a measure', () => {
    opened().isDue('conclude', '2028-03-02').expires('conclude');
    held().clockIs('conclude', 'stopped').refuses('handler', 'record-measure-lifted', 'ACT.CONDITION_NOT_MET', { liftedOn: '2026-03-02' }).does('handler', 'end-custody')
      .does('handler', 'record-measure-lifted', { liftedOn: '2026-03-02' }).isDue('concludeAfterMeasure', '2027-03-02').does('handler', 'register-arrest', { arrestedOn: '2026-03-02' }).clockIs('concludeAfterMeasure', 'stopped');
  });

  it('watches custody from outside', () => {
    walksCustodyPeriods(held(), '2026-05-02', '2026-04-25');
  });
});

// Commutation, parole and temporary release, course by course: ten days for the opinion, ten more for a complex case, twenty to contest a
// ruling and a month to contest a temporary release. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { type Course } from './course.js';

const ON = '2026-03-02';

describePath('criminal.sentence-change', (open) => {
  const received = (change = 'commutation'): Course => open({ on: ON, facts: { change }, payload: { receivedOn: ON } });
  const ruled = (change = 'commutation'): Course => staffed(received(change)).does('handler', 'record-proposal-finding', { proposal: 'proper' }).decides('opinionDecision', 'agree', 'chief')
    .on('2026-04-01').does('caseManagement', 'register-ruling', { receivedOn: '2026-04-01' });

  it('gives its opinion, extended once, and contests a ruling held wrong', () => {
    const course = weighs(staffed(received())).isDue('opinion', '2026-03-12').refuses('deputyWithout', 'extend-opinion', 'AUTHORITY.REFER').does('chief', 'extend-opinion').isDue('opinion', '2026-03-23')
      .refuses('chief', 'extend-opinion', 'ACT.CONDITION_NOT_MET').does('assistant', 'record-inquiry').offersNone('opinionDecision', ['agree', 'object', 'agreeRelease', 'objectRelease'])
      .does('handler', 'record-proposal-finding', { proposal: 'improper' }).offersNone('opinionDecision', ['agree', 'objectRelease'])
      .climbs('opinionDecision', 'object', 'chief').clockIs('opinion', 'satisfied').on('2026-04-01').does('caseManagement', 'register-ruling', { receivedOn: '2026-04-01' }).isDue('correct', '2026-04-21')
      .offersNone('rulingDecision', ['contest', 'accept']).does('handler', 'record-ruling-finding', { ruling: 'improper' }).refuses('handler', 'rulingDecision.propose', 'DECISION.MUST_CHOOSE', { option: 'accept' })
      .climbs('rulingDecision', 'contest', 'chief').clockIs('correct', 'satisfied').on('2026-05-06')
      .returns('handler', 'register-new-ruling', { outcome: 'kept', receivedOn: '2026-05-06' }).clockIs('correct', 'satisfied').has({ ruling: 'not_assessed', finalRuling: true })
      .refuses('handler', 'close-final', 'ACT.CONDITION_NOT_MET').does('chief', 'record-ruling-finding', { ruling: 'disputed' }).decides('rulingDecision', 'contest', 'chief')
      .does('caseManagement', 'register-new-ruling', { outcome: 'changed', receivedOn: '2026-05-06' }).does('handler', 'record-ruling-finding', { ruling: 'proper' }).does('handler', 'close-final').ends('closed', 'stage.ended.changed');
    archives(course);
  });

  it('loses the right to contest with the time, and lets a proper ruling stand', () => {
    ruled('parole').does('handler', 'record-ruling-finding', { ruling: 'improper' }).expires('correct').has({ correctionLost: true }).offersNone('rulingDecision', ['contest'])
      .decides('rulingDecision', 'accept', 'own').ends('closed', 'stage.ended.proper');
    ruled().does('handler', 'record-ruling-finding', { ruling: 'proper' }).offersNone('rulingDecision', ['contest']).does('handler', 'rulingDecision.propose', { option: 'accept' });
    ruled().does('handler', 'record-ruling-finding', { ruling: 'improper' }).offersNone('rulingDecision', ['contestRelease']).decides('rulingDecision', 'contest', 'chief').does('handler', 'register-new-ruling', { outcome: 'kept', receivedOn: '2026-04-01' })
      .does('handler', 'record-ruling-finding', { ruling: 'disputed' }).decides('rulingDecision', 'accept', 'own').ends('closed', 'stage.ended.proper');
    ruled().refuses('handler', 'close-final', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'end-moot').clockIs('correct', 'stopped').ends('terminated', 'stage.ended.ended');
  });

  it('reports to the office of its level what a higher court ruled wrongly', () => {
    const above = (ruling: string): Course => staffed(received()).does('handler', 'record-proposal-finding', { proposal: 'proper' }).decides('opinionDecision', 'agree', 'chief').does('caseManagement', 'register-ruling', { receivedOn: ON, madeAbove: true })
      .does('handler', 'record-ruling-finding', { ruling });
    above('improper').offersNone('rulingDecision', ['contest', 'accept']).does('handler', 'report-to-level').clockIs('correct', 'satisfied').ends('transferred', 'stage.ended.reported');
    above('proper').refuses('handler', 'report-to-level', 'ACT.CONDITION_NOT_MET').decides('rulingDecision', 'accept', 'own');
  });

  it('contests a decision on temporary release within a month', () => {
    const decided = (): Course => staffed(received('temporary_release')).refuses('chief', 'extend-opinion', 'ACT.CONDITION_NOT_MET').does('handler', 'record-proposal-finding', { proposal: 'proper' }).decides('opinionDecision', 'agreeRelease', 'chief')
      .on('2026-04-01').refuses('caseManagement', 'register-ruling', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-04-01' }).does('caseManagement', 'register-release-decision', { receivedOn: '2026-04-01' }).isDue('correctRelease', '2026-05-06')
      .does('handler', 'record-ruling-finding', { ruling: 'improper' }).offersNone('rulingDecision', ['contest']);
    decided().refuses('handler', 'rulingDecision.propose', 'DECISION.MUST_CHOOSE', { option: 'accept' }).climbs('rulingDecision', 'contestRelease', 'chief').clockIs('correctRelease', 'satisfied').isIn('stage.awaitingNewRuling');
    decided().expires('correctRelease').has({ correctionLost: true }).offersNone('rulingDecision', ['contestRelease']).decides('rulingDecision', 'accept', 'own');
    ruled().refuses('caseManagement', 'register-release-decision', 'CASE.STATE_FORBIDS_ACT', { receivedOn: '2026-04-01' });
  });

  it('has its own opinions on temporary release, and marks one that is late', () => {
    const release = (proposal: string): Course => staffed(received('temporary_release')).does('handler', 'record-proposal-finding', { proposal });
    release('proper').offersNone('opinionDecision', ['agree', 'object', 'objectRelease']).climbs('opinionDecision', 'agreeRelease', 'chief').isIn('stage.awaitingRuling');
    release('disputed').refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('opinion').has({ opinionOverdue: true }).does('caseManagement', 'prompt-overdue')
      .refuses('chief', 'extend-opinion', 'ACT.CONDITION_NOT_MET').climbs('opinionDecision', 'objectRelease', 'chief')
      .does('handler', 'register-withdrawal').ends('withdrawn', 'stage.ended.withdrawn');
  });
});

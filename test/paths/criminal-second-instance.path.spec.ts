// Second instance at the upper office, course by course: the order to protest in time, the month to read, protest supported or withdrawn,
// the appeal commented on. Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const DAY = { receivedOn: '2026-03-02' };

describePath('criminal.second-instance', (open) => {
  const received = (cause: string): Course => open({ on: '2026-03-02', facts: { cause, procuratorate: 'city' } });
  const interrogated = { secondPerson: person('assistant') };
  const found = (cause: string, firstDecision: string): Course => {
    const course = staffed(received(cause)).does('handler', 'record-finding', { firstDecision });
    return cause === 'unprotested' ? course : course.offersNone('position', ['support', 'withdraw', 'comment']).offersNone('position', ['supportPart'], { unsupported: '量刑部分' }).does('handler', 'interrogate-defendant', interrogated);
  };

  it('orders a protest while the lower office could still make one', () => {
    found('unprotested', 'wrong').offersNone('orderDecision', ['order']).refuses('handler', 'interrogate-defendant', 'ACT.CONDITION_NOT_MET', interrogated);
    const course = weighs(staffed(received('unprotested'))).refuses('caseManagement', 'register-court-notice', 'ACT.CONDITION_NOT_MET', DAY).does('caseManagement', 'register-first-decision', DAY).isDue('upperCheck', null).isDue('protestEnd', '2026-03-12')
      .offersNone('orderDecision', ['order', 'leave']).does('assistant', 'record-reading').does('handler', 'record-finding', { firstDecision: 'wrong' }).offersNone('position', ['support', 'withdraw', 'comment'])
      .does('handler', 'orderDecision.propose', { option: 'order' }).refuses('handler', 'orderDecision.decide', 'AUTHORITY.REFER').returns('handler', 'orderDecision.withdraw')
      .climbs('orderDecision', 'order', 'chief').clockIs('upperCheck', 'satisfied').ends('transferred', 'stage.ended.ordered');
    archives(course);
  });

  it('orders nothing after the time, nor where nothing is wrong', () => {
    found('unprotested', 'wrong').does('handler', 'register-first-decision', DAY).expires('protestEnd').has({ checkOverdue: true }).offersNone('orderDecision', ['order'])
      .decides('orderDecision', 'leave', 'own').ends('closed', 'stage.ended.left');
    found('unprotested', 'right').does('handler', 'register-first-ruling', DAY).isDue('protestEndRuling', '2026-03-09').offersNone('orderDecision', ['order']).expires('protestEndRuling').has({ checkOverdue: true });
  });

  it('reads in a month and longer only while the court adjourns, and supports the protest', () => {
    found('protest', 'wrong').refuses('handler', 'register-first-decision', 'ACT.CONDITION_NOT_MET', DAY).refuses('handler', 'register-first-ruling', 'ACT.CONDITION_NOT_MET', DAY)
      .does('caseManagement', 'register-court-notice', DAY).isDue('read', '2026-04-02').does('handler', 'ask-adjournment', { length: 'P15D' }).isDue('read', '2026-04-17')
      .offersNone('position', ['withdraw', 'comment']).offersNone('orderDecision', ['leave']).climbs('position', 'support', 'chief').clockIs('read', 'satisfied')
      .does('handler', 'record-appearance').isIn('stage.awaitingJudgment').does('caseManagement', 'register-second-judgment', { outcome: 'changed' }).ends('closed', 'stage.ended.decided');
  });

  it('withdraws a protest only after hearing the lower office', () => {
    found('protest', 'wrong').does('handler', 'hear-lower').offersNone('position', ['withdraw']).decides('position', 'supportPart', 'chief', { unsupported: '量刑部分' }).isIn('stage.attending');
    found('protest', 'right').offersNone('position', ['support', 'withdraw']).does('handler', 'hear-lower').has({ lowerHeard: true }).climbs('position', 'withdraw', 'chief').ends('withdrawn', 'stage.ended.withdrawn');
  });

  it('comments on an appeal, which may be withdrawn, and marks a late reading', () => {
    const appeal = (): Course => found('appeal', 'disputed').refuses('handler', 'hear-lower', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-court-notice', DAY);
    appeal().offersNone('position', ['support', 'withdraw']).decides('position', 'comment', 'own').does('caseManagement', 'register-appeal-withdrawn').ends('withdrawn', 'stage.ended.appealWithdrawn');
    appeal().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('read').has({ readOverdue: true }).does('caseManagement', 'prompt-overdue').refuses('handler', 'ask-adjournment', 'ACT.CONDITION_NOT_MET', { length: 'P1M' });
    found('protest', 'right').refuses('caseManagement', 'register-appeal-withdrawn', 'ACT.CONDITION_NOT_MET').refuses('caseManagement', 'register-decision-without-session', 'ACT.CONDITION_NOT_MET', { outcome: 'upheld' })
      .does('caseManagement', 'register-decision-without-session', { outcome: 'terminated' }).ends('closed', 'stage.ended.decided');
    appeal().does('caseManagement', 'register-decision-without-session', { outcome: 'remanded' }).clockIs('read', 'stopped').ends('closed', 'stage.ended.decided');
    appeal().decides('position', 'comment', 'own').does('handler', 'record-appearance').does('caseManagement', 'register-appeal-withdrawn').ends('withdrawn', 'stage.ended.appealWithdrawn');
  });
});

// Compulsory treatment, course by course: thirty days without those in which the police supplement evidence, the decision, the court.
// Days are those of 2026 with its holidays.
import { archives, staffed, weighs } from './common-courses.js';
import { describePath } from './coverage.js';
import { type Course } from './course.js';

const ON = '2026-03-02';

describePath('criminal.compulsory-treatment', (open) => {
  const examined = (): Course => staffed(open({ on: ON, facts: {}, payload: { receivedOn: ON } }));
  const before = (): Course => examined().does('handler', 'record-finding', { conditions: 'met' }).decides('outcome', 'apply', 'chief');

  it('leaves out the days of supplementing, and applies', () => {
    const course = weighs(examined()).isDue('decide', '2026-04-01').does('assistant', 'record-inquiry').offersNone('outcome', ['apply', 'decline'])
      .on('2026-03-10').refuses('assistant', 'ask-evidence', 'AUTHORITY.NOT_YOUR_ROLE', { askedOn: '2026-03-10' }).does('handler', 'ask-evidence', { askedOn: '2026-03-10' }).isIn('stage.supplementing')
      .on('2026-03-20').returns('caseManagement', 'register-evidence', { receivedOn: '2026-03-20' }).isDue('decide', '2026-04-13')
      .does('handler', 'record-finding', { conditions: 'met' }).offersNone('outcome', ['decline']).climbs('outcome', 'apply', 'chief').clockIs('decide', 'satisfied')
      .does('handler', 'register-court-decision', { outcome: 'ordered' }).ends('closed', 'stage.ended.ordered');
    archives(course);
  });

  it('does not apply where the conditions are not met', () => {
    examined().does('chief', 'record-finding', { conditions: 'not_met' }).offersNone('outcome', ['apply']).climbs('outcome', 'decline', 'chief').ends('closed', 'stage.ended.declined');
  });

  it('registers a rejection, and goes on with a person who is responsible', () => {
    before().does('caseManagement', 'register-court-decision', { outcome: 'rejected' }).ends('closed', 'stage.ended.refused');
    before().does('caseManagement', 'register-court-decision', { outcome: 'responsible' }).ends('transferred', 'stage.ended.prosecution');
  });

  it('marks a decision that is late, and asks for nothing more', () => {
    examined().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('decide').has({ decisionOverdue: true }).does('caseManagement', 'prompt-overdue')
      .refuses('handler', 'ask-evidence', 'ACT.CONDITION_NOT_MET', { askedOn: '2026-04-01' });
  });
});

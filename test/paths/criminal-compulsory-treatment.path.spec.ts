// Compulsory treatment, course by course: thirty days without those in which the police supplement evidence, the decision, the court and
// the twenty days to contest what it decides.
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
      .on('2026-04-24').does('handler', 'register-court-decision', { outcome: 'ordered', receivedOn: '2026-04-24' }).isDue('correct', '2026-05-14').offersNone('decisionCheck', ['contest', 'leaveOrdered', 'leaveRejected'])
      .does('handler', 'record-decision-finding', { courtDecision: 'proper' }).offersNone('decisionCheck', ['contest', 'leaveRejected']).decides('decisionCheck', 'leaveOrdered', 'own').clockIs('correct', 'satisfied').ends('closed', 'stage.ended.ordered');
    archives(course);
  });

  it('does not apply where the conditions are not met', () => {
    examined().does('chief', 'record-finding', { conditions: 'not_met' }).offersNone('outcome', ['apply']).climbs('outcome', 'decline', 'chief').ends('closed', 'stage.ended.declined');
  });

  it('registers a rejection, and goes on with a person who is responsible', () => {
    const rejected = (): Course => before().does('caseManagement', 'register-court-decision', { outcome: 'rejected', receivedOn: ON }).does('chief', 'record-decision-finding', { courtDecision: 'improper' });
    rejected().offersNone('decisionCheck', ['leaveOrdered']).refuses('handler', 'decisionCheck.propose', 'DECISION.MUST_CHOOSE', { option: 'leaveRejected' })
      .climbs('decisionCheck', 'contest', 'chief').clockIs('correct', 'satisfied').isIn('stage.withCourt').has({ courtDecision: 'not_assessed' });
    rejected().expires('correct').has({ correctionLost: true }).offersNone('decisionCheck', ['contest']).decides('decisionCheck', 'leaveRejected', 'own').ends('closed', 'stage.ended.refused');
    before().does('caseManagement', 'register-court-return', { outcome: 'responsible' }).ends('transferred', 'stage.ended.prosecution');
    before().does('caseManagement', 'register-court-return', { outcome: 'terminated' }).ends('terminated', 'stage.ended.terminated');
  });

  it('opens by itself on a finding in the review for prosecution, and ends when the police take the opinion back', () => {
    staffed(open({ on: ON, act: 'open-own', by: 'handler', facts: { initiative: 'own_review' } })).clockIs('decide', null).refuses('handler', 'ask-evidence', 'ACT.CONDITION_NOT_MET', { askedOn: ON })
      .does('handler', 'record-finding', { conditions: 'met' }).decides('outcome', 'apply', 'chief').isIn('stage.withCourt');
    expect(() => open({ on: ON, facts: { initiative: 'own_review' }, payload: { receivedOn: ON } })).toThrow('ACT.CONDITION_NOT_MET');
    expect(() => open({ on: ON, act: 'open-own', by: 'handler', facts: {} })).toThrow('ACT.CONDITION_NOT_MET');
    examined().does('handler', 'ask-evidence', { askedOn: ON }).does('caseManagement', 'register-withdrawal').ends('withdrawn', 'stage.ended.withdrawn');
  });

  it('marks a decision that is late, and asks for nothing more', () => {
    examined().refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('decide').has({ decisionOverdue: true }).does('caseManagement', 'prompt-overdue')
      .refuses('handler', 'ask-evidence', 'ACT.CONDITION_NOT_MET', { askedOn: '2026-04-01' });
  });
});

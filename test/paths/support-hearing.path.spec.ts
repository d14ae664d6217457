// Hearings, course by course: public and closed, refused, moved, cancelled, held in its seven steps, followed and not followed. Days are
// those of 2026; the notice counts backwards and no holiday moves it.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const LISTENERS = { count: 3, noInterest: true };

describePath('support.hearing', (open) => {
  const planned = (matterKind = 'administrative', applied = true): Course => open({ on: '2026-03-02', facts: { matterKind, applied } })
    .does('caseManagement', 'assign', { handler: person('handler') }).does('handler', 'plan');
  /** Approved on Monday 2026-03-02, to be held on Monday 2026-03-16. */
  const preparing = (): Course => planned().decides('holdDecision', 'holdPublic', 'chief').does('handler', 'appoint-listeners', LISTENERS).does('handler', 'fix-date', { hearingOn: '2026-03-16' });
  const opened = (): Course => preparing().does('handler', 'notify').does('caseManagement', 'publish').on('2026-03-16').does('handler', 'open-hearing');
  const ended = (majority: string): Course => opened().does('handler', 'introduce').does('handler', 'hear-statements').does('handler', 'put-questions').does('handler', 'resume')
    .does('handler', 'record-opinions', { majority }).does('handler', 'hear-final-statements').does('handler', 'end-hearing');

  it('is approved by the chief, notified three days before and held step by step', () => {
    const course = open({ on: '2026-03-02', facts: { matterKind: 'administrative', applied: true } }).does('caseManagement', 'assign', { handler: person('handler') })
      .refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdPublic' }).does('handler', 'plan')
      .refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdClosed' }).does('handler', 'holdDecision.propose', { option: 'holdPublic' })
      .refuses('handler', 'holdDecision.decide', 'AUTHORITY.REFER').does('handler', 'holdDecision.withdraw').decides('holdDecision', 'holdPublic', 'chief').has({ mode: 'public' })
      .refuses('handler', 'notify', 'ACT.CONDITION_NOT_MET').refuses('handler', 'appoint-listeners', 'PAYLOAD.INVALID', { count: 2, noInterest: true })
      .refuses('handler', 'appoint-listeners', 'ACT.CONDITION_NOT_MET', { count: 3, noInterest: false }).does('handler', 'appoint-listeners', LISTENERS);
    course.does('handler', 'fix-date', { hearingOn: '2026-03-16' }).isDue('notice', '2026-03-13').refuses('handler', 'open-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'notify')
      .clockIs('notice', 'satisfied')
      .on('2026-03-16').refuses('handler', 'open-hearing', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'publish').does('handler', 'open-hearing')
      .refuses('handler', 'put-questions', 'CASE.STATE_FORBIDS_ACT').does('handler', 'introduce').does('handler', 'hear-statements')
      .refuses('handler', 'record-opinions', 'CASE.STATE_FORBIDS_ACT', { majority: 'supports' })
      .does('handler', 'put-questions').isIn('stage.held.discussion').does('handler', 'resume').does('handler', 'record-opinions', { majority: 'supports' }).does('handler', 'hear-final-statements')
      .does('handler', 'end-hearing').decides('useDecision', 'follow', 'own').does('handler', 'tell-listeners').ends('closed', 'stage.closed')
      .does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });

  it('departs from the majority of the listeners only with the chief', () => {
    ended('opposes').refuses('handler', 'useDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'noMajority' })
      .does('handler', 'useDecision.propose', { option: 'depart', departure: '理由' }).refuses('handler', 'useDecision.decide', 'AUTHORITY.REFER')
      .does('handler', 'useDecision.withdraw').decides('useDecision', 'depart', 'chief', { departure: '理由' }).isIn('stage.reporting');
    ended('split').refuses('handler', 'useDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'follow' })
      .refuses('handler', 'useDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'depart', departure: '理由' }).decides('useDecision', 'noMajority', 'own').isIn('stage.reporting');
  });

  it('is refused with reasons, told to whoever applied', () => {
    planned().decides('holdDecision', 'decline', 'chief', { reasonsTold: '理由' }).refuses('handler', 'close-refusal', 'ACT.CONDITION_NOT_MET').does('handler', 'tell-refusal')
      .ends('refused', 'stage.refused');
    planned('civil', false).decides('holdDecision', 'decline', 'chief', { reasonsTold: '理由' }).refuses('handler', 'tell-refusal', 'ACT.CONDITION_NOT_MET').does('handler', 'close-refusal')
      .ends('refused', 'stage.refused');
  });

  it('is closed on arrest, custody and minors unless there is a ground', () => {
    for (const kind of ['arrest', 'custody_necessity', 'minor']) {
      planned(kind).refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdPublic' }).decides('holdDecision', 'holdClosed', 'chief')
        .refuses('caseManagement', 'publish', 'ACT.CONDITION_NOT_MET');
    }
    planned('minor').does('handler', 'record-openness', { openness: 'open_ground' }).refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdClosed' })
      .decides('holdDecision', 'holdPublic', 'chief');
    planned('criminal_complaint').does('handler', 'record-openness', { openness: 'closed_ground' }).refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdPublic' })
      .decides('holdDecision', 'holdClosed', 'chief').does('handler', 'appoint-listeners', LISTENERS).does('handler', 'fix-date', { hearingOn: '2026-03-16' }).does('handler', 'notify')
      .refuses('handler', 'open-hearing', 'ACT.CONDITION_NOT_MET').on('2026-03-16').does('handler', 'open-hearing').isIn('stage.held.introduction');
  });

  it('moves when the notice came too late, or when it cannot go on', () => {
    preparing().expires('notice').has({ noticeMissed: true }).refuses('handler', 'notify', 'ACT.CONDITION_NOT_MET').does('handler', 'postpone').refuses('handler', 'notify', 'ACT.CONDITION_NOT_MET')
      .does('handler', 'fix-date', { hearingOn: '2026-03-30' }).isDue('notice', '2026-03-27').does('handler', 'notify');
    opened().returns('handler', 'postpone').has({ notified: false }).decides('cancelDecision', 'cancel', 'chief').ends('terminated', 'stage.cancelled');
  });

  it('leaves the hearing room with the chief alone', () => {
    preparing().refuses('handler', 'placeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'elsewhere' }).does('handler', 'want-elsewhere').does('handler', 'notify')
      .does('handler', 'publish').on('2026-03-16')
      .refuses('handler', 'open-hearing', 'ACT.CONDITION_NOT_MET').decides('placeDecision', 'elsewhere', 'chief').does('handler', 'open-hearing');
    preparing().does('handler', 'want-elsewhere').decides('placeDecision', 'room', 'chief').has({ outsideRoom: 'none' });
  });

  it('is neither decided without a plan nor opened without notice', () => {
    open({ on: '2026-03-02', facts: { matterKind: 'arrest', applied: false } }).does('caseManagement', 'assign', { handler: person('handler') })
      .refuses('handler', 'holdDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'holdClosed' });
    preparing().does('handler', 'publish').on('2026-03-16').refuses('handler', 'open-hearing', 'ACT.CONDITION_NOT_MET');
  });
});

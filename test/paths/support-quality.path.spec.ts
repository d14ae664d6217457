// Quality of closed cases, course by course: checked and archived, sent back, appraised by somebody else, objected to, and graded by the
// list that was in force when the review began.
import { describePath } from './coverage.js';
import { person, type Course } from './course.js';

const COMMENT = { comment: '评查意见' };

describePath('support.quality', (open) => {
  const registered = (begunOn = '2026-03-02'): Course => open({ on: '2026-03-02', facts: {}, payload: { begunOn } });
  const verified = (begunOn?: string): Course => registered(begunOn).does('caseManagement', 'register-self-check').does('head', 'verify');
  const selected = (begunOn?: string): Course => verified(begunOn).does('caseManagement', 'select', { kind: 'random' });
  const assigned = (begunOn?: string): Course => selected(begunOn).does('caseManagement', 'bar-handler', { person: person('secondHandler') })
    .does('caseManagement', 'assign-appraiser', { handler: person('handler') });
  const proposed = (grade: string, begunOn?: string): Course => assigned(begunOn).does('handler', 'record-area', { area: 'evidence', severity: 'none' }).does('handler', 'write-report')
    .does('caseManagement', 'propose-grade', { grade });
  const settled = (grade: string, begunOn?: string): Course => proposed(grade, begunOn).does('caseManagement', 'tell-handler').does('caseManagement', 'register-consent');

  it('checks every case before it is archived, and sends a poor check back', () => {
    registered().refuses('head', 'verify', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-self-check').refuses('handler', 'verify', 'AUTHORITY.NOT_YOUR_ROLE').does('head', 'verify')
      .returns('head', 'return-check').has({ selfCheckSeen: false }).does('caseManagement', 'register-self-check').does('caseManagement', 'verify').does('caseManagement', 'close-inspected')
      .ends('closed', 'stage.inspected').does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
  });

  it('has a selected case appraised by somebody who did not handle it, and graded by the chief', () => {
    const course = selected().isDue('appraisal', null).refuses('caseManagement', 'assign-appraiser', 'ACT.CONDITION_NOT_MET', { handler: person('handler') })
      .does('caseManagement', 'bar-handler', { person: person('secondHandler') }).refuses('caseManagement', 'assign-appraiser', 'TEAM.BARRED', { handler: person('secondHandler') })
      .does('caseManagement', 'assign-appraiser', { handler: person('handler') }).refuses('caseManagement', 'propose-grade', 'ACT.CONDITION_NOT_MET', { grade: 'qualified' })
      .does('handler', 'record-area', { area: 'procedure', severity: 'flaw' }).does('handler', 'write-report').refuses('handler', 'propose-grade', 'AUTHORITY.NOT_YOUR_ROLE', { grade: 'qualified' })
      .refuses('caseManagement', 'propose-grade', 'ACT.CONDITION_NOT_MET', { grade: 'flawed' }).does('caseManagement', 'propose-grade', { grade: 'basically_qualified' });
    course.refuses('handler', 'gradeDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'basicallyQualified', ...COMMENT }).does('caseManagement', 'tell-handler')
      .does('caseManagement', 'register-consent')
      .does('handler', 'gradeDecision.propose', { option: 'basicallyQualified', ...COMMENT }).refuses('handler', 'gradeDecision.decide', 'AUTHORITY.REFER').does('handler', 'gradeDecision.withdraw')
      .decides('gradeDecision', 'basicallyQualified', 'chief', COMMENT).has({ grade: 'basically_qualified' }).does('caseManagement', 'press-correction')
      .refuses('caseManagement', 'refer-liability', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'close').clockIs('appraisal', 'satisfied').ends('closed', 'stage.closed');
  });

  it('has another appraiser look again on an objection, once', () => {
    const course = proposed('unqualified').does('caseManagement', 'tell-handler').does('caseManagement', 'register-objection').refuses('handler', 'second-look', 'ACT.CONDITION_NOT_MET')
      .does('caseManagement', 'assign-second', { handler: person('teamMember') }).refuses('handler', 'second-look', 'AUTHORITY.NOT_YOUR_ROLE').returns('teamMember', 'second-look')
      .refuses('caseManagement', 'propose-grade', 'ACT.CONDITION_NOT_MET', { grade: 'qualified' }).does('teamMember', 'write-report').does('caseManagement', 'propose-grade', { grade: 'qualified' });
    course.does('caseManagement', 'tell-handler').refuses('caseManagement', 'register-objection', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'register-consent')
      .decides('gradeDecision', 'qualified', 'chief', COMMENT, 'teamMember').does('caseManagement', 'close').ends('closed', 'stage.closed');
  });

  it('does not wait for an earlier handler who cannot be heard', () => {
    proposed('qualified').does('caseManagement', 'tell-handler').refuses('handler', 'register-unreachable', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'register-unreachable')
      .decides('gradeDecision', 'qualified', 'chief', COMMENT).does('caseManagement', 'close').ends('closed', 'stage.closed');
  });

  it('corrects an unqualified case and sends it on before it closes', () => {
    settled('unqualified').decides('gradeDecision', 'unqualified', 'committee', COMMENT).refuses('caseManagement', 'close', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'press-correction')
      .refuses('caseManagement', 'close', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'refer-liability').does('caseManagement', 'close').ends('closed', 'stage.closed');
    settled('excellent').decides('gradeDecision', 'excellent', 'chief', COMMENT).refuses('caseManagement', 'press-correction', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'commend')
      .refuses('caseManagement', 'commend', 'ACT.CONDITION_NOT_MET');
  });

  it('grades by the list of the day on which the review began and converts nothing', () => {
    registered('2025-12-31').has({ gradeList: 'trial_2017' });
    registered('2026-01-01').has({ gradeList: 'formal_2026' });
    assigned('2025-12-31').does('handler', 'write-report').refuses('caseManagement', 'propose-grade', 'ACT.CONDITION_NOT_MET', { grade: 'basically_qualified' });
    settled('flawed', '2025-12-31').refuses('handler', 'gradeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'basicallyQualified', ...COMMENT })
      .decides('gradeDecision', 'flawed', 'chief', COMMENT).has({ grade: 'flawed' });
    settled('qualified').refuses('handler', 'gradeDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'flawed', ...COMMENT });
  });

  it('is watched like every other case', () => {
    registered().does('caseManagement', 'send-monitoring-notice').isDue('monitorReply', '2026-03-12').expires('monitorReply').has({ monitorOverdue: true }).does('caseManagement', 'escalate-monitoring');
  });
});

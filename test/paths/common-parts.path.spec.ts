// What every case has in the same words, walked once, on review of arrest: the people of the case, recusal, instructions, monitoring, and what
// surrounds a session of the committee.
import type { JsonObject } from '@quanze/kernel';
import { describeParts, COMMON_PARTS } from './coverage.js';
import { person, type Course } from './course.js';
import { provesTheft, staffedForEvidence } from './evidence.js';

const ASKED = { applicant: 'party', form: 'written', ground: 'interest' };

describeParts(COMMON_PARTS, 'criminal.arrest', (open) => {
  const assigned = (): Course => open({ on: '2026-03-02', facts: { origin: 'police', custody: 'none' } })
    .does('caseManagement', 'accept-not-detained', { receivedOn: '2026-03-02' }).does('chief', 'assign', { handler: person('handler') });

  it('changes its handler, lets somebody stand in for days, and takes in and lets go its people', () => {
    assigned().refuses('head', 'reassign', 'AUTHORITY.NOT_YOUR_ROLE', { handler: person('secondHandler') })
      .does('chief', 'appoint-substitute', { person: person('secondHandler'), firstDay: '2026-03-03', lastDay: '2026-03-04', cause: 'leave' })
      .refuses('secondHandler', 'record-violation', 'AUTHORITY.NOT_YOUR_ROLE', { severity: 'slight' }).on('2026-03-03').does('secondHandler', 'record-violation', { severity: 'slight' })
      .does('chief', 'end-substitution', { person: person('secondHandler') }).refuses('secondHandler', 'record-violation', 'AUTHORITY.NOT_YOUR_ROLE', { severity: 'slight' })
      .does('head', 'join-team', { person: person('clerk'), role: 'clerk' }).does('clerk', 'add-note').does('head', 'leave-team', { person: person('clerk') })
      .refuses('clerk', 'add-note', 'AUTHORITY.NOT_YOUR_ROLE').does('chief', 'reassign', { handler: person('secondHandler') })
      .refuses('handler', 'record-violation', 'AUTHORITY.NOT_YOUR_ROLE', { severity: 'slight' });
  });

  it('lets support staff work under direction: given, delivered, given back, delivered with a deviation, accepted', () => {
    assigned().does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('handler', 'assign-task', { person: person('assistant'), task: 'drafting', due: '2026-03-05' })
      .refuses('handler', 'deliver-task', 'AUTHORITY.NOT_YOUR_ROLE', { number: 1 }).does('assistant', 'deliver-task', { number: 1 }).refuses('assistant', 'accept-task', 'AUTHORITY.NOT_YOUR_ROLE', { number: 1 })
      .does('handler', 'return-task', { number: 1 }).does('assistant', 'deliver-task', { number: 1, deviation: '未按提纲起草' }).does('handler', 'accept-task', { number: 1 })
      .keeps({ tasks: [{ number: 1, person: person('assistant'), by: person('handler'), phase: 'accepted', deviated: true, returned: 1 }] });
  });

  it('has files attached and withdrawn, and keeps in the list what is withdrawn', () => {
    const file = 'ab'.repeat(32);
    assigned().does('caseManagement', 'attach-file', { file }).refuses('handler', 'attach-file', 'FILE.ALREADY_ATTACHED', { file }).refuses('memberOne', 'attach-file', 'AUTHORITY.NOT_YOUR_ROLE', { file: 'cd'.repeat(32) })
      .refuses('handler', 'attach-file', 'PAYLOAD.INVALID', { file: '鉴定意见.pdf' }).refuses('head', 'detach-file', 'AUTHORITY.NOT_YOUR_ROLE', { file })
      .does('handler', 'detach-file', { file }).refuses('handler', 'detach-file', 'FILE.NOT_ATTACHED', { file }).does('handler', 'attach-file', { file })
      .keeps({ files: { 1: { number: 1, hash: file, by: person('caseManagement'), withdrawnSeq: 5 }, 2: { number: 2, hash: file, by: person('handler') } } });
  });

  it('keeps an oral instruction on record and lets nothing follow from it; one in writing is answered', () => {
    assigned().does('handler', 'log-oral-instruction', { giver: person('chief'), givenOn: '2026-03-02', means: 'phone' }).refuses('handler', 'answer-instruction', 'INSTRUCTION.NOT_OPEN', { number: 1, answer: 'carried_out' })
      .does('chief', 'confirm-oral-instruction', { number: 1 }).does('handler', 'answer-instruction', { number: 1, answer: 'objected', reasons: '依法不宜' })
      .does('chief', 'settle-objection', { number: 1, upheld: true }).refuses('handler', 'answer-instruction', 'INSTRUCTION.UPHELD', { number: 1, answer: 'objected', reasons: '依法不宜' })
      .does('handler', 'answer-instruction', { number: 1, answer: 'carried_out' })
      .refuses('deputyWithout', 'instruct-in-writing', 'AUTHORITY.REFER').does('chief', 'instruct-in-writing').does('superior', 'instruct-from-superior')
      .does('handler', 'answer-instruction', { number: 3, answer: 'objected', reasons: '依法不宜' }).does('superior', 'settle-superior-objection', { number: 3, upheld: false })
      .does('handler', 'log-oral-instruction', { giver: person('superior'), givenOn: '2026-03-02', means: 'meeting' }).does('superior', 'confirm-superior-instruction', { number: 4 })
      .keeps({ instructions: [{ phase: 'carried_out', form: 'oral' }, { phase: 'open' }, { phase: 'withdrawn' }, { phase: 'open', form: 'oral' }] });
  });

  it('rejects a request for recusal, which is looked at again once, and takes a recused person out with everything judged', () => {
    const course = assigned().does('handler', 'record-violation', { severity: 'slight' });
    const violation = course.last;
    course.does('caseManagement', 'request-recusal', { person: person('handler'), ...ASKED }).isDue('recusalDecision', null).refuses('handler', 'record-violation', 'RECUSAL.PENDING', { severity: 'slight' })
      .refuses('head', 'order-recusal', 'AUTHORITY.NOT_YOUR_ROLE', { person: person('handler'), granted: true }).does('chief', 'order-recusal', { person: person('handler'), granted: false }).clockIs('recusalDecision', 'satisfied')
      .on('2026-03-03').does('caseManagement', 'serve-recusal-rejection', { person: person('handler'), servedOn: '2026-03-03' }).isDue('recusalReconsideration', '2026-03-09')
      .does('caseManagement', 'register-recusal-reconsideration', { person: person('handler'), askedOn: '2026-03-03' }).isDue('recusalAnswer', '2026-03-06')
      .does('chief', 'answer-recusal-reconsideration', { person: person('handler'), granted: true }).refuses('handler', 'add-note', 'RECUSAL.IN_FORCE')
      .does('chief', 'judge-earlier-acts', { person: person('handler'), fall: [String(violation)] })
      .keeps({ recusals: [{ person: person('handler'), state: 'ordered', earlier: [{ seq: violation, validity: 'falls', consequence: 'marked' }] }] });
  });

  it('brings the chief and the head of the police organ before the committee, the chief absent', () => {
    const votes = (course: Course, decision: string, option: string, more: JsonObject, kept = 'AUTHORITY.NOT_YOUR_ROLE'): Course => {
      course.does('deputyDelegated', `${decision}.propose`, { option, ...more }).refuses('chief', `${decision}.open-meeting`, kept, { present: [person('memberOne'), person('memberTwo'), person('memberAbsent')] })
        .does('deputyDelegated', `${decision}.open-meeting`, { present: [person('memberOne'), person('memberTwo'), person('memberAbsent')] });
      for (const member of ['memberOne', 'memberTwo', 'memberAbsent', 'deputyDelegated'] as const) course.does(member, `${decision}.vote`, { option });
      return course.does('deputyDelegated', `${decision}.conclude`).does('deputyDelegated', `${decision}.issue`);
    };
    const police = (): Course => assigned().does('caseManagement', 'request-police-head-recusal', { applicant: 'party', ground: 'interest' });
    votes(police(), 'policeHeadRecusal', 'order', { organ: '某市公安局' }).has({ policeHeadRecusal: 'ordered' });
    votes(police(), 'policeHeadRecusal', 'reject', { organ: '某市公安局' }).has({ policeHeadRecusal: 'rejected' });
    const asked = (): Course => assigned().does('chief', 'raise-complexity', { complexity: 'major_case' }).does('chief', 'lower-complexity', { complexity: 'ordinary' })
      .does('caseManagement', 'request-recusal', { person: person('chief'), ...ASKED }).refuses('deputyDelegated', 'order-recusal', 'AUTHORITY.REFER', { person: person('chief'), granted: true });
    votes(asked(), 'chiefRecusal', 'reject', { person: person('chief') }, 'RECUSAL.PENDING').keeps({ recusals: [{ person: person('chief'), state: 'rejected' }] });
    const course = asked();
    const [raised, lowered] = [String(course.last - 2), String(course.last - 1)];
    votes(course, 'chiefRecusal', 'order', { person: person('chief') }, 'RECUSAL.PENDING').keeps({ recusals: [{ person: person('chief'), state: 'ordered', byCommittee: true }] });
    votes(course, 'chiefActs', 'stand', { person: person('chief'), entries: [raised] }, 'RECUSAL.IN_FORCE');
    votes(course, 'chiefActs', 'fall', { person: person('chief'), entries: [lowered] }, 'RECUSAL.IN_FORCE');
  });

  it('registers evidence by anybody who works on the case and leaves assessing it to the handler', () => {
    const item = { kind: 'suspect', organ: 'police', elements: ['theft.possession'] };
    staffedForEvidence(assigned()).refuses('assistant', 'set-offences', 'AUTHORITY.NOT_YOUR_ROLE', { offences: ['theft'] }).refuses('handler', 'set-offences', 'EVIDENCE.UNKNOWN_OFFENCE', { offences: ['nothing'] })
      .refuses('assistant', 'register-evidence', 'EVIDENCE.UNKNOWN_ELEMENT', item).does('handler', 'set-offences', { offences: ['theft'] })
      .refuses('clerk', 'register-evidence', 'AUTHORITY.NOT_YOUR_ROLE', item).refuses('assistant', 'register-evidence', 'PAYLOAD.INVALID', { ...item, file: 'x' })
      .does('assistant', 'register-evidence', item).does('teamMember', 'register-evidence', { ...item, kind: 'physical', file: 'ab'.repeat(32) })
      .refuses('teamMember', 'assess-evidence', 'AUTHORITY.NOT_YOUR_ROLE', { number: 1, admitted: true }).refuses('handler', 'assess-evidence', 'EVIDENCE.UNKNOWN', { number: 3, admitted: true })
      .does('handler', 'assess-evidence', { number: 1, admitted: true, key: true }).does('handler', 'assess-evidence', { number: 2, admitted: false })
      .does('assistant', 'correct-evidence', { number: 2, ...item, kind: 'record' })
      .keeps({ evidence: { offences: ['theft'], items: { 1: { number: 1, kind: 'suspect', by: person('assistant'), assessment: { admitted: true, key: true } }, 2: { number: 2, kind: 'record', by: person('teamMember'), corrected: 1 } } } })
      .refuses('teamMember', 'note-evidence-conflict', 'EVIDENCE.CONFLICT_NEEDS_TWO', { element: 'theft.possession', items: ['1'] })
      .does('teamMember', 'note-evidence-conflict', { element: 'theft.possession', items: ['1', '2'] }).refuses('teamMember', 'resolve-evidence-conflict', 'AUTHORITY.NOT_YOUR_ROLE', { number: 1 })
      .does('handler', 'resolve-evidence-conflict', { number: 1 }).refuses('handler', 'resolve-evidence-conflict', 'EVIDENCE.CONFLICT_NOT_OPEN', { number: 1 });
  });

  it('excludes marked items by a decision that names them all, and lets them back by a new decision alone', () => {
    provesTheft(assigned()).does('handler', 'mark-illegal-evidence', { items: ['5'], ground: 'torture' }).isIn('evidence.checking').has({ evidenceQuestionOpen: true })
      .does('head', 'mark-illegal-evidence', { items: ['3'], ground: 'material_procedure' }).refuses('handler', 'assess-evidence', 'EVIDENCE.SUSPECTED', { number: 5, admitted: true })
      .refuses('handler', 'exclusionDecision.propose', 'EVIDENCE.NOT_ALL_NAMED', { option: 'exclude', items: ['5'] })
      .refuses('handler', 'exclusionDecision.propose', 'EVIDENCE.NOT_SUSPECTED', { option: 'exclude', items: ['5', '3', '4'] })
      .raises('exclusionDecision', 'exclude', 'own', { items: ['5', '3'], keptItems: ['3'] }).keeps({ evidence: { items: { 5: { suspected: { ground: 'torture' } } } } }).does('handler', 'exclusionDecision.issue')
      .refuses('handler', 'assess-evidence', 'EVIDENCE.EXCLUDED', { number: 5, admitted: true }).does('handler', 'assess-evidence', { number: 3, admitted: true })
      .does('handler', 'mark-illegal-evidence', { items: ['5'], ground: 'other' }).decides('exclusionDecision', 'keep', 'own', { items: ['5'] }).does('handler', 'assess-evidence', { number: 5, admitted: true });
  });

  it('lets the superior set an exclusion aside before it is issued, and then nothing of it stays', () => {
    provesTheft(assigned()).does('handler', 'mark-illegal-evidence', { items: ['5'], ground: 'threat' }).does('handler', 'assess-exclusion', { changesOutcome: true }).raises('exclusionDecision', 'exclude', 'chief', { items: ['5'] })
      .does('superior', 'exclusionDecision.set-aside', { option: 'keep' }).does('handler', 'exclusionDecision.issue')
      .does('handler', 'assess-evidence', { number: 5, admitted: true, key: true }).keeps({ evidence: { items: { 5: { assessment: { admitted: true } } } } });
  });

  it('looks again when key evidence changed after a decision, while the case runs and after it has ended', () => {
    const decided = (): Course => provesTheft(assigned()).does('handler', 'interrogate', { secondPerson: person('assistant'), policeHeard: true }).does('handler', 'record-findings', { crimeFound: 'shown', dangerFound: 'danger' })
      .decides('outcome', 'approve', 'own', { reviewReport: '审查逮捕意见书' });
    const course = decided();
    const approved = course.last - 1;
    course.keeps({ evidence: { decided: { 'stage.reviewing.outcome': { seq: approved, outcome: 'approve' } }, relooks: {} } })
      .does('handler', 'assess-evidence', { number: 2, admitted: false }).keeps({ evidence: { relooks: {} } })
      .does('handler', 'assess-evidence', { number: 4, admitted: false, key: true }).does('handler', 'assess-evidence', { number: 4, admitted: true, key: true })
      .keeps({ evidence: { relooks: { 1: { decisions: [{ question: 'stage.reviewing.outcome', seq: approved }], causes: [{ cause: 'rejected', item: 4 }, { cause: 'admitted', item: 4 }] } } } })
      .refuses('head', 'settle-relook', 'AUTHORITY.NOT_YOUR_ROLE', { number: 1, outcome: 'stands' }).does('handler', 'settle-relook', { number: 1, outcome: 'stands' })
      .refuses('handler', 'settle-relook', 'EVIDENCE.RELOOK_NOT_OPEN', { number: 1, outcome: 'stands' })
      .does('caseManagement', 'register-execution').does('handler', 'close-approved').ends('closed', 'stage.closedApproved')
      .does('handler', 'note-evidence-conflict', { element: 'theft.possession', items: ['3', '5'] })
      .keeps({ evidence: { relooks: { 1: { settled: { outcome: 'stands' } }, 2: { causes: [{ cause: 'new-conflict', conflict: 1 }] } } } })
      .does('handler', 'settle-relook', { number: 2, outcome: 'to-correct' });
  });

  it('is monitored: prompted, noticed, answered, reported to the chief when nothing comes', () => {
    assigned().does('caseManagement', 'prompt-orally').does('caseManagement', 'plan-expiry-prompt', { limit: '审查逮捕期限', endsOn: '2026-03-17', lead: 'P3D' }).isDue('expiryPrompt', '2026-03-14').does('caseManagement', 'prompt-expiry').clockIs('expiryPrompt', 'satisfied').refuses('handler', 'send-monitoring-notice', 'AUTHORITY.NOT_YOUR_ROLE')
      .does('caseManagement', 'send-monitoring-notice').isDue('monitorReply', '2026-03-12').returns('handler', 'answer-monitoring')
      .does('caseManagement', 'report-monitoring').refuses('caseManagement', 'escalate-monitoring', 'ACT.CONDITION_NOT_MET').expires('monitorReply')
      .does('caseManagement', 'escalate-monitoring').returns('chief', 'settle-monitoring').clockIs('monitorReply', 'stopped');
  });

  it('sends the papers three days before the session, moves it when they are late, and goes on late only in a special case', () => {
    const set = (): Course => assigned().does('handler', 'schedule-committee', { meetingOn: '2026-03-20' }).isDue('committeePapers', '2026-03-17').isIn('committeeWork.preparing');
    set().refuses('clerk', 'send-committee-papers', 'AUTHORITY.NOT_YOUR_ROLE').on('2026-03-16').returns('caseManagement', 'send-committee-papers').clockIs('committeePapers', 'satisfied');
    const late = set().expires('committeePapers').has({ committeePapersLate: true }).refuses('handler', 'send-committee-papers', 'ACT.CONDITION_NOT_MET');
    late.returns('caseManagement', 'call-off-committee').clockIs('committeePapers', 'stopped').has({ committeePapersLate: false });
    set().expires('committeePapers').does('handler', 'send-committee-papers', { special: '犯罪嫌疑人羁押期限即将届满' });
  });

  it('reports in five days how a decision of the committee was carried out, and asks its superior to look again', () => {
    assigned().refuses('clerk', 'record-committee-execution', 'AUTHORITY.NOT_YOUR_ROLE', { executedOn: '2026-03-02' }).does('handler', 'record-committee-execution', { executedOn: '2026-03-02' }).isDue('committeeFeedback', '2026-03-09')
      .refuses('caseManagement', 'urge-committee-feedback', 'ACT.CONDITION_NOT_MET').expires('committeeFeedback').has({ committeeFeedbackLate: true }).does('caseManagement', 'urge-committee-feedback')
      .does('handler', 'report-committee-feedback').clockIs('committeeFeedback', 'satisfied').has({ committeeFeedbackLate: false });
    assigned().does('caseManagement', 'register-committee-report', { receivedOn: '2026-03-02' }).isDue('committeeReconsider', '2026-04-02').refuses('handler', 'schedule-committee', 'CASE.STATE_FORBIDS_ACT', { meetingOn: '2026-03-20' })
      .returns('caseManagement', 'register-committee-answer', { result: 'changed' }).clockIs('committeeReconsider', 'satisfied');
  });
});

// What every case has in the same words, walked once, on review of arrest: the people of the case, recusal, instructions, monitoring, and what
// surrounds a session of the committee.
import type { JsonObject } from '@quanze/kernel';
import { describeParts, COMMON_PARTS } from './coverage.js';
import { person, type Course } from './course.js';

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

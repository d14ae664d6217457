// Stretches that several courses share: a whole hearing, the weight of a case, the file after the ending. What is not here: anything
// that one path has for itself.
import { person, type Course } from './course.js';

/** A hearing from the application to the listeners' opinion, with the one that is declined and the one that is cancelled before.
 *  @param day a day at least a week ahead, on which the session is held */
export function walksHearing(course: Course, day: string): Course {
  return course.does('caseManagement', 'apply-hearing').refuses('caseManagement', 'apply-hearing', 'ACT.CONDITION_NOT_MET').has({ hearingStep: 'applied' })
    .refuses('handler', 'consent-to-departure', 'AUTHORITY.NOT_YOUR_ROLE').refuses('chief', 'consent-to-departure', 'ACT.CONDITION_NOT_MET')
    .climbs('hearingDecision', 'decline', 'chief').has({ hearingStep: 'none' })
    .climbs('hearingDecision', 'hold', 'chief').isIn('hearing.preparing').has({ hearingStep: 'ordered' }).does('handler', 'fix-hearing', { hearingOn: day, isPublic: false }).returns('handler', 'cancel-hearing').clockIs('hearingNotice', 'stopped').has({ hearingStep: 'none' })
    .climbs('hearingDecision', 'hold', 'chief')
    .refuses('assistant', 'notify-hearing', 'ACT.CONDITION_NOT_MET').refuses('handler', 'hold-hearing', 'ACT.CONDITION_NOT_MET')
    .does('handler', 'fix-hearing', { hearingOn: day, isPublic: false }).refuses('handler', 'publish-hearing', 'ACT.CONDITION_NOT_MET')
    .does('handler', 'fix-hearing', { hearingOn: day, isPublic: true })
    .refuses('deputyWithout', 'approve-hearing-place', 'AUTHORITY.REFER').does('chief', 'approve-hearing-place')
    .does('assistant', 'notify-hearing').clockIs('hearingNotice', 'satisfied').refuses('handler', 'hold-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'publish-hearing')
    .on(day).does('handler', 'hold-hearing').isIn('hearing.deliberating').does('handler', 'record-hearing').has({ hearingStep: 'none', hearingHeld: true })
    .refuses('deputyWithout', 'consent-to-departure', 'AUTHORITY.REFER').does('chief', 'consent-to-departure');
}

/** The chief alone lowers what anybody concerned may raise. */
export function weighs(course: Course): Course {
  return course.does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' }).has({ complexity: 'major_difficult_complex' })
    .refuses('handler', 'lower-complexity', 'AUTHORITY.NOT_YOUR_ROLE', { complexity: 'ordinary' }).does('chief', 'lower-complexity', { complexity: 'ordinary' }).has({ complexity: 'ordinary' });
}

/** Assistant and clerk join, so that they may do what is theirs. */
export function staffed(course: Course): Course {
  return course.does('chief', 'assign', { handler: person('handler') })
    .does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('head', 'join-team', { person: person('clerk'), role: 'clerk' });
}

/** Self-check and archive after the ending; the archive takes no file that was not checked. */
export function archives(course: Course): Course {
  return course.refuses('handler', 'archive', 'ACT.CONDITION_NOT_MET').does('handler', 'self-check').refuses('handler', 'self-check', 'ACT.CONDITION_NOT_MET')
    .does('clerk', 'archive').refuses('clerk', 'archive', 'ACT.CONDITION_NOT_MET').has({ archived: true });
}

/** The warning of the detention centre and the notice of a changed period, each kept and each late. A case on 2026-03-02 with an assistant.
 *  @param endsOn last day of custody @param warned the day seven days before it */
export function walksCustodyPeriods(course: Course, endsOn: string, warned: string): Course {
  return course.does('handler', 'record-custody-end', { endsOn }).isDue('custodyWarning', warned).does('caseManagement', 'register-custody-warning').clockIs('custodyWarning', 'satisfied')
    .does('handler', 'record-period-change', { change: 'extended', changedOn: '2026-03-02' }).isDue('periodNotice', '2026-03-12').does('assistant', 'notify-period-change').clockIs('periodNotice', 'satisfied')
    .does('caseManagement', 'record-period-change', { change: 'measure', changedOn: '2026-03-02' }).refuses('caseManagement', 'prompt-period-notice', 'ACT.CONDITION_NOT_MET')
    .expires('periodNotice').has({ periodNoticeLate: true }).does('caseManagement', 'prompt-period-notice').does('handler', 'notify-period-change').has({ periodNoticeLate: false })
    .refuses('chief', 'correct-missing-warning', 'ACT.CONDITION_NOT_MET').does('caseManagement', 'record-custody-end', { endsOn }).expires('custodyWarning').has({ custodyWarningMissing: true })
    .refuses('deputyWithout', 'correct-missing-warning', 'AUTHORITY.REFER').does('chief', 'correct-missing-warning').has({ custodyWarningMissing: false });
}

/** The days for a recusal and for its reconsideration where the law gives three: from Monday 2 March 2026 to Thursday, kept late the first
 *  time, and from Friday the 6th over the weekend to Monday. @param course a case of that Monday whose handler is named */
export function walksRecusalLimits(course: Course, handler: 'handler' | 'secondHandler'): Course {
  const who = { person: person(handler) };
  return course.does('caseManagement', 'request-recusal', { ...who, applicant: 'party', form: 'written', ground: 'interest' }).isDue('recusalDecision', '2026-03-05')
    .refuses('head', 'order-recusal', 'AUTHORITY.NOT_YOUR_ROLE', { ...who, granted: false }).expires('recusalDecision').does('chief', 'order-recusal', { ...who, granted: false }).clockIs('recusalDecision', 'satisfied')
    .does('caseManagement', 'serve-recusal-rejection', { ...who, servedOn: '2026-03-06' }).does('caseManagement', 'register-recusal-reconsideration', { ...who, askedOn: '2026-03-06' }).isDue('recusalAnswer', '2026-03-09')
    .does('chief', 'answer-recusal-reconsideration', { ...who, granted: false }).clockIs('recusalAnswer', 'satisfied');
}

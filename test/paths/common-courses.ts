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
    .does('handler', 'fix-hearing', { hearingOn: day, isPublic: false }).refuses('handler', 'publish-hearing', 'ACT.CONDITION_NOT_MET')
    .does('handler', 'fix-hearing', { hearingOn: day, isPublic: true }).does('handler', 'publish-hearing')
    .refuses('deputyWithout', 'approve-hearing-place', 'AUTHORITY.REFER').does('chief', 'approve-hearing-place')
    .does('assistant', 'notify-hearing').clockIs('hearingNotice', 'satisfied')
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

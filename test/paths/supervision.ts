// What the supervision of civil and administrative litigation walks in the same way: screening, side matters of the review, objections of
// the court. What is not here: the decisions of each path, which its own spec walks.
import type { JsonObject } from '@quanze/kernel';
import { person, type Course } from './course.js';

export type Open = () => Course;
const WITNESS = { secondPerson: person('assistant') };

/** Material that is missing, named once and for all: supplied on the first course, not supplied on the second. */
export function walksScreening(screening: Open): void {
  screening().does('secondHandler', 'request-supplement').refuses('secondHandler', 'acceptanceDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'refuse' })
    .returns('caseManagement', 'register-supplement')
    .refuses('secondHandler', 'request-supplement', 'ACT.CONDITION_NOT_MET').isIn('stage.screening.examining');
  screening().does('secondHandler', 'request-supplement').does('secondHandler', 'deem-withdrawn').ends('withdrawn', 'stage.deemedWithdrawn')
    .refuses('clerk', 'archive', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'self-check').refuses('caseManagement', 'self-check', 'ACT.CONDITION_NOT_MET')
    .does('caseManagement', 'archive').refuses('caseManagement', 'archive', 'ACT.CONDITION_NOT_MET');
}

/** A refusal to accept, which stands, is set right by order of the superior, or taken out of our hands. */
export function walksRefusals(refused: Open): void {
  refused().does('caseManagement', 'close-refused').ends('refused', 'stage.notAccepted');
  refused().refuses('secondHandler', 'follow-acceptance-order', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'follow-acceptance-order')
    .has({ reviewRunning: true }).isIn('stage.accepted');
  refused().does('caseManagement', 'register-taken-over').ends('transferred', 'stage.handedUp');
}

/** What the act that begins a verification asks for; the administrative one has a question more. */
export const VERIFICATION: JsonObject = { need: '案卷不足以认定送达事实' };

/** Two people verify; another office is asked and has fifteen days. @param reviewing a case under review on 2026-03-02 */
export function walksVerification(reviewing: Open, beginning = VERIFICATION): void {
  reviewing().does('handler', 'start-verification', beginning).refuses('handler', 'record-verification', 'PAYLOAD.INVALID', { measure: 'inquire' })
    .does('handler', 'record-verification', { measure: 'inquire', ...WITNESS }).has({ verification: 'done' })
    .does('handler', 'request-office', { receivedOn: '2026-03-02' }).isDue('instructed', '2026-03-17')
    .on('2026-03-16').returns('caseManagement', 'register-office-reply').clockIs('instructed', 'satisfied')
    .does('handler', 'end-verification').isIn('inquiry.idle');
}

/** A hearing is for the chief to allow, and its notice goes out three days before. */
export function walksHearing(reviewing: Open): void {
  reviewing().refuses('handler', 'hearingDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'decline' })
    .does('handler', 'apply-hearing').refuses('handler', 'apply-hearing', 'ACT.CONDITION_NOT_MET').decides('hearingDecision', 'decline', 'chief').has({ hearingRequested: false })
    .does('handler', 'hearingDecision.propose', { option: 'hold' }).refuses('handler', 'hearingDecision.decide', 'AUTHORITY.REFER').does('handler', 'hearingDecision.withdraw')
    .decides('hearingDecision', 'hold', 'chief').refuses('handler', 'notify-hearing', 'ACT.CONDITION_NOT_MET').does('handler', 'fix-hearing', { hearingOn: '2026-03-20' }).isDue('hearingNotice', '2026-03-17')
    .does('handler', 'invite-supervisors').expires('hearingNotice').refuses('handler', 'notify-hearing', 'ACT.CONDITION_NOT_MET')
    .refuses('handler', 'record-hearing', 'ACT.CONDITION_NOT_MET', { followsMajority: true })
    .does('handler', 'fix-hearing', { hearingOn: '2026-03-27' }).does('caseManagement', 'invite-supervisors').refuses('handler', 'record-hearing', 'ACT.CONDITION_NOT_MET', { followsMajority: true }).does('handler', 'notify-hearing')
    .returns('handler', 'record-hearing', { followsMajority: false }).has({ listenersLeft: 'departs' })
    .refuses('handler', 'consent-departure', 'AUTHORITY.NOT_YOUR_ROLE').refuses('deputyWithout', 'consent-departure', 'AUTHORITY.REFER').does('chief', 'consent-departure').has({ listenersLeft: 'consented' })
    .decides('hearingDecision', 'hold', 'chief').does('caseManagement', 'invite-supervisors').does('handler', 'fix-hearing', { hearingOn: '2026-04-10' })
    .does('handler', 'notify-hearing').does('handler', 'record-hearing', { followsMajority: false })
    .does('handler', 'follow-majority').has({ listenersLeft: 'followed' })
    .refuses('handler', 'follow-majority', 'ACT.CONDITION_NOT_MET').refuses('chief', 'consent-departure', 'ACT.CONDITION_NOT_MET')
    .decides('hearingDecision', 'hold', 'chief').does('handler', 'cancel-hearing').isIn('hearing.idle');
}

/** File borrowing keeps the review still; what has ended is added. Review from 2026-03-02, three months. */
export function walksDaysThatDoNotCount(reviewing: Open): void {
  reviewing().isDue('review', '2026-06-02').on('2026-03-10').does('handler', 'begin-activity', { kind: 'file-borrowing', from: '2026-03-10' })
    .refuses('handler', 'drop-activity', 'ACT.CONDITION_NOT_MET')
    .on('2026-03-20').returns('handler', 'end-activity', { to: '2026-03-20' }).isDue('review', '2026-06-12')
    // Appraisal from the 18th overlaps file borrowing until the 20th: five days are added, not seven.
    .on('2026-03-25').does('handler', 'record-activity', { kind: 'appraisal', from: '2026-03-18', to: '2026-03-25' }).isDue('review', '2026-06-17')
    .refuses('handler', 'record-activity', 'CLOCK.EVENT_IN_FUTURE', { kind: 'audit', from: '2026-03-25', to: '2026-04-30' })
    .refuses('caseManagement', 'prompt-overdue', 'ACT.CONDITION_NOT_MET').expires('review').has({ reviewOverdue: true }).refuses('handler', 'prompt-overdue', 'AUTHORITY.NOT_YOUR_ROLE').does('caseManagement', 'prompt-overdue');
}

/** None of the options is open, whatever the handler puts forward. */
export function closed(course: Course, decision: string, options: readonly string[], more: JsonObject = {}, handler: 'handler' | 'secondHandler' = 'handler'): Course {
  for (const option of options) course.refuses(handler, `${decision}.propose`, 'DECISION.OPTION_NOT_OPEN', { option, ...more });
  return course;
}

/** Before the assignment nothing of the review is done, and once the question is decided a hearing has lost its object.
 *  @param decided a case in which a hearing was allowed and the question decided since */
export function walksOrder(accepted: Open, decided: Open, beginning = VERIFICATION): void {
  accepted().refuses('secondHandler', 'start-verification', 'CASE.STATE_FORBIDS_ACT', beginning).refuses('secondHandler', 'apply-hearing', 'CASE.STATE_FORBIDS_ACT')
    .refuses('secondHandler', 'begin-activity', 'CASE.STATE_FORBIDS_ACT', { kind: 'audit', from: '2026-03-02' })
    .refuses('caseManagement', 'register-objection', 'ACT.CONDITION_NOT_MET', { receivedOn: '2026-03-02' });
  decided().does('handler', 'invite-supervisors').refuses('handler', 'record-hearing', 'CASE.STATE_FORBIDS_ACT', { followsMajority: true }).does('handler', 'cancel-hearing').isIn('hearing.idle');
}

/** Departing from the listeners without the chief keeps the question undecided. @param found a case with findings on which `option` is open */
export function walksDeparture(found: Open, option: string, more: JsonObject): void {
  const heard = found().decides('hearingDecision', 'hold', 'chief').does('handler', 'invite-supervisors').does('handler', 'fix-hearing', { hearingOn: '2026-03-20' }).does('handler', 'notify-hearing').does('handler', 'record-hearing', { followsMajority: false });
  closed(heard, 'outcomeDecision', [option], more).does('handler', 'follow-majority').does('handler', 'outcomeDecision.propose', { option, ...more });
}

/** The weight of a case, and the disagreement that makes the chief decide. */
export function walksLevels(reviewing: Open, beginning = VERIFICATION): void {
  reviewing().does('head', 'raise-complexity', { complexity: 'major_case' }).does('handler', 'raise-complexity', { complexity: 'major_difficult_complex' })
    .has({ complexity: 'major_case' }).refuses('handler', 'lower-complexity', 'AUTHORITY.NOT_YOUR_ROLE', { complexity: 'ordinary' })
    .does('chief', 'lower-complexity', { complexity: 'ordinary' }).has({ complexity: 'ordinary' })
    .does('head', 'record-disagreement').has({ decisionLevel: 'chief_matter' }).refuses('handler', 'record-disagreement', 'ACT.CONDITION_NOT_MET')
    .refuses('handler', 'start-verification', 'AUTHORITY.REFER', beginning);
}

/** The court objects to what was decided; the answer is due within a month. @param supervised a case in which something was decided, on 2026-04-01 */
export function walksObjections(supervised: Open): void {
  supervised().does('caseManagement', 'register-objection', { receivedOn: '2026-04-01' }).isDue('objectionReply', '2026-05-06')
    .does('handler', 'objectionDecision.propose', { option: 'unfounded' }).refuses('handler', 'objectionDecision.decide', 'AUTHORITY.REFER').does('handler', 'objectionDecision.withdraw')
    .decides('objectionDecision', 'unfounded', 'chief').clockIs('objectionReply', 'satisfied').has({ courtObjection: 'none' });
  supervised().does('caseManagement', 'register-objection', { receivedOn: '2026-04-01' }).decides('objectionDecision', 'founded', 'committee').has({ courtObjection: 'founded' })
    .does('handler', 'ownCorrection.propose', { option: 'withdraw' }).refuses('handler', 'ownCorrection.decide', 'AUTHORITY.REFER').does('handler', 'ownCorrection.withdraw')
    .decides('ownCorrection', 'withdraw', 'chief').ends('terminated', 'stage.decisionWithdrawn').does('handler', 'self-check').does('handler', 'archive');
}

/** The court answers after its silence was taken up; what it says then is examined as any answer. @param silent a case of which the silence of the court
 *  was taken up; `act` registers the late answer, `answer` is what it says */
export function walksLateAnswer(silent: Open, act: string, answer: JsonObject): void {
  silent().refuses('handler', 'record-result', 'ACT.CONDITION_NOT_MET', { result: 'right' }).does('handler', 'record-result', { result: 'wrong' })
    .does('caseManagement', act, answer).has({ courtSilent: false, result: 'not_examined' }).isIn('stage.resultExamining').refuses('caseManagement', act, 'ACT.CONDITION_NOT_MET', answer)
    .does('handler', 'record-result', { result: 'right' }).has({ result: 'right' });
}

/** A clue of a crime goes out when the chief has decided so; what the own criminal departments make of it is a case of its own. */
export function walksCrimeClue(reviewing: Open): void {
  reviewing().refuses('handler', 'register-linked-case', 'CASE.STATE_FORBIDS_ACT', { result: 'filed' }).linksNot('handler', 'crime-case', 'criminal.own-investigation', 'LINK.NOT_NOW').does('handler', 'raise-clue')
    .does('handler', 'transferDecision.propose', { option: 'transfer' }).refuses('handler', 'transferDecision.decide', 'AUTHORITY.REFER').does('handler', 'transferDecision.withdraw')
    .decides('transferDecision', 'keep', 'chief').isIn('crime.idle').does('handler', 'raise-clue').decides('transferDecision', 'transfer', 'chief')
    .mayLink('handler', 'crime-case', 'criminal.own-investigation').mayLink('caseManagement', 'crime-case', 'criminal.filing-supervision').linksNot('head', 'crime-case', 'criminal.own-investigation', 'AUTHORITY.NOT_YOUR_ROLE')
    .does('caseManagement', 'register-linked-case', { result: 'not_filed' }).isIn('crime.idle');
}

// What both administrative paths walk in the same way: simple track, extension, resolution of the dispute, broadcast of a hearing. What is
// not here: what they share with civil supervision (`supervision.ts`), and the decisions of each path.
import { closed, type Open } from './supervision.js';

export const BEGINNING = { need: '案卷不足以认定送达事实', lackedByAgency: false };
const WILLING = { willing: true, claimRemains: false };

/** No evidence is collected for the lawfulness of an act that the agency did not have when it acted. */
export function walksEvidenceRule(reviewing: Open): void {
  reviewing().refuses('handler', 'start-verification', 'ACT.CONDITION_NOT_MET', { ...BEGINNING, lackedByAgency: true }).does('handler', 'start-verification', BEGINNING).has({ verification: 'begun' });
}

/** The chief extends, for a verification, the dispute or a special need, and never a simple case. Review from 2026-03-02, three months. */
export function walksExtensions(reviewing: Open): void {
  const asks = { by: 'P1M' };
  reviewing().refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'forVerification', ...asks })
    .does('handler', 'start-verification', BEGINNING).does('handler', 'extensionDecision.propose', { option: 'forVerification', ...asks })
    .refuses('handler', 'extensionDecision.decide', 'AUTHORITY.REFER').does('handler', 'extensionDecision.withdraw')
    .decides('extensionDecision', 'forVerification', 'chief', asks).isDue('review', '2026-07-02')
    .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'forDispute', ...asks }).does('handler', 'open-resolution', WILLING)
    .decides('extensionDecision', 'forDispute', 'chief', { by: 'P15D' }).isDue('review', '2026-07-17')
    .decides('extensionDecision', 'refuse', 'chief', asks).isDue('review', '2026-07-17')
    // Five months and fifteen days after 2 March is 17 August, a Monday.
    .decides('extensionDecision', 'forSpecialNeed', 'chief', asks).isDue('review', '2026-08-17');
}

/** A simple case is not extended and leaves its track before the dispute is resolved; its period keeps the start. */
export function walksSimpleTrack(reviewing: Open): void {
  reviewing().refuses('assistant', 'use-simple', 'AUTHORITY.NOT_YOUR_ROLE').refuses('deputyWithout', 'use-simple', 'AUTHORITY.REFUSED').does('handler', 'use-simple').has({ track: 'simple' })
    .refuses('deputyWithout', 'convert-to-ordinary', 'AUTHORITY.REFUSED')
    .refuses('handler', 'extensionDecision.propose', 'DECISION.OPTION_NOT_OPEN', { option: 'forSpecialNeed', by: 'P1M' })
    .refuses('handler', 'open-resolution', 'ACT.CONDITION_NOT_MET', WILLING)
    .on('2026-03-20').returns('handler', 'convert-to-ordinary').has({ track: 'ordinary' }).isDue('review', '2026-06-02')
    .does('handler', 'open-resolution', WILLING).refuses('handler', 'use-simple', 'ACT.CONDITION_NOT_MET').does('handler', 'fail-dispute')
    .does('head', 'raise-complexity', { complexity: 'major_case' }).refuses('handler', 'use-simple', 'ACT.CONDITION_NOT_MET');
}

/** The dispute is resolved or not; only a harmless settlement in which the applicant gives up ends the review, by a decision of its own. */
export function walksResolution(reviewing: Open): void {
  reviewing().refuses('handler', 'open-resolution', 'ACT.CONDITION_NOT_MET', { willing: false, claimRemains: false })
    .refuses('handler', 'record-termination-ground', 'ACT.CONDITION_NOT_MET', { ground: 'settled' })
    .does('handler', 'open-resolution', { willing: false, claimRemains: true }).does('handler', 'record-resolution-step', { tool: 'explaining_law' })
    .refuses('handler', 'settle-dispute', 'ACT.CONDITION_NOT_MET', { waived: false, harmless: true })
    .refuses('handler', 'settle-dispute', 'ACT.CONDITION_NOT_MET', { waived: true, harmless: false })
    .does('handler', 'settle-dispute', { waived: true, harmless: true }).isIn('disputeResolution.idle', 'stage.reviewing.examining')
    .does('handler', 'record-termination-ground', { ground: 'settled' }).decides('termination', 'terminate', 'own').clockIs('review', 'satisfied')
    .does('handler', 'deliver-termination').ends('terminated', 'stage.terminated');
}

/** The broadcast is the chief's to allow, and people's supervisors have to be invited. */
export function walksBroadcast(reviewing: Open): void {
  reviewing().decides('hearingDecision', 'hold', 'chief').does('handler', 'fix-hearing', { hearingOn: '2026-03-20' }).does('handler', 'notify-hearing')
    .refuses('handler', 'approve-broadcast', 'AUTHORITY.NOT_YOUR_ROLE').refuses('deputyWithout', 'approve-broadcast', 'AUTHORITY.REFER').does('chief', 'approve-broadcast')
    .refuses('handler', 'record-hearing', 'ACT.CONDITION_NOT_MET', { followsMajority: true }).does('handler', 'invite-supervisors')
    .does('handler', 'record-hearing', { followsMajority: true }).has({ listenersLeft: 'followed' });
}

/** Seven days to decide on acceptance. @param screening received on 2026-03-02 */
export function walksLateAcceptance(screening: Open): void {
  screening().isDue('acceptDecide', '2026-03-09').refuses('caseManagement', 'prompt-acceptance', 'ACT.CONDITION_NOT_MET').expires('acceptDecide').has({ decisionLate: true })
    .does('caseManagement', 'prompt-acceptance');
}

/** What belongs to the review is not done before the assignment; nothing is extended that nobody reviews. */
export function walksAdministrativeOrder(accepted: Open, reviewing: Open): void {
  accepted().refuses('secondHandler', 'use-simple', 'CASE.STATE_FORBIDS_ACT').refuses('secondHandler', 'open-resolution', 'CASE.STATE_FORBIDS_ACT', WILLING)
    .refuses('secondHandler', 'extensionDecision.propose', 'CASE.STATE_FORBIDS_ACT', { option: 'forSpecialNeed', by: 'P1M' }).refuses('caseManagement', 'prompt-acceptance', 'CASE.STATE_FORBIDS_ACT');
  closed(reviewing().does('head', 'record-disagreement'), 'termination', ['terminate'])
    // With the chief deciding, the handler no longer begins a verification alone, and runs the resolution as before.
    .refuses('handler', 'start-verification', 'AUTHORITY.REFER', BEGINNING).does('handler', 'open-resolution', WILLING);
}

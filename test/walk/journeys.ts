// Long ways through the two paths that chance would find late: what is prepared before a question can be answered, and what follows
// rare answers. A journey is a list of acts; each is done by whoever is permitted, and one that is not possible is passed over. What is
// not here: what must hold on the way (search.ts), and side steps, which the walk takes by itself from every stop.
import type { CaseSnapshot } from '@quanze/engine';
import type { JsonObject } from '@quanze/kernel';
import { CAST } from './cast.js';

/** An act, an act with its payload, `up decision option` for a whole decision, `expire` for the end of every clock, or an act whose payload
 *  depends on the case. */
export type Stop = string | readonly [act: string, payload: JsonObject] | ((snapshot: CaseSnapshot) => readonly [act: string, payload: JsonObject]);

const findings = (payload: JsonObject): Stop => ['record-findings', payload];

const accepted: readonly Stop[] = ['accept', 'accept-without-victim', 'assign', 'tell-suspect-rights', 'tell-victim-rights', 'interrogate', 'hear-defence', 'hear-victim'];
const ready: readonly Stop[] = [...accepted, findings({})];
const pleading: readonly Stop[] = ['inform-plea', 'arrange-duty-lawyer', 'hear-plea-opinions', 'start-negotiation'];
// Without the lawyer's presence the list lets nobody settle the advice.
const advised: readonly Stop[] = [...pleading, 'record-lawyer', 'up sentenceAdvice fixed'];
const signed: readonly Stop[] = [...advised, 'sign-pledge'];
const returned: readonly Stop[] = ['up supplement returnPolice', 'up supplement returnCommission', 'up supplement returnOwn', 'register-retransfer'];
const served: readonly Stop[] = ['announce', 'announce-public-servant', 'serve-suspect', 'serve-suspect-with-appeal', 'serve-victim', 'serve-sender'];
const minor: readonly Stop[] = [['record-party-facts', { suspectMinor: true }], ['hear-on-condition', {}], findings({ conditionalEligible: true })];

// A reconsideration is for somebody else than the former handler.
const otherHandler: Stop = ['assign-other', { handler: CAST.secondHandler.person }];

/** Numbers of the entries of somebody recused that wait for a judgment. */
const waiting = (snapshot: CaseSnapshot, part: 'handler' | 'chief'): readonly string[] =>
  snapshot.recusals.find(({ person }) => person === CAST[part].person)?.earlier?.filter(({ validity }) => validity === 'waiting').map(({ seq }) => String(seq)) ?? [];
const chiefActs = (option: 'stand' | 'fall'): Stop => (snapshot) => ['chiefActs.propose', { option, entries: waiting(snapshot, 'chief') }];
const judged: Stop = (snapshot) => ['judge-earlier-acts', { person: CAST.handler.person, stand: waiting(snapshot, 'handler').slice(0, 1), fall: waiting(snapshot, 'handler').slice(1) }];
const ofHandler: JsonObject = { person: CAST.handler.person };
const ofChief: readonly Stop[] = [['request-recusal', { person: CAST.chief.person }], 'up chiefRecusal order'];

/** Support staff, a substitute, and instructions, from a case under way; the same in both paths. */
const TEAM: readonly (readonly Stop[])[] = [
  [['assign-task', { person: CAST.assistant.person }], 'deliver-task', 'return-task', 'deliver-task', 'accept-task'],
  ['attach-file', 'detach-file'],
  [['appoint-substitute', { person: CAST.secondHandler.person }], ['end-substitution', { person: CAST.secondHandler.person }]],
  ['instruct-in-writing', ['answer-instruction', { answer: 'objected' }], 'settle-objection', 'answer-instruction'],
  ['instruct-from-superior', ['answer-instruction', { answer: 'objected' }], ['settle-superior-objection', { upheld: false }]],
  ['log-oral-instruction', 'confirm-oral-instruction'],
  [['log-oral-instruction', { giver: CAST.superior.person }], 'confirm-superior-instruction'],
];

/** Evidence from a case under way; the same in both paths. */
const EVIDENCE: readonly (readonly Stop[])[] = [
  [['set-offences', { offences: ['theft'] }], 'register-evidence', ['register-evidence', { elements: ['theft.taking'] }], 'correct-evidence', ['assess-evidence', { admitted: true, key: true }],
    ['note-evidence-conflict', { element: 'theft.taking', items: ['1', '2'] }], 'resolve-evidence-conflict', ['mark-illegal-evidence', { items: ['1'] }],
    ['exclusionDecision.propose', { option: 'exclude', items: ['1'] }], 'exclusionDecision.decide', 'exclusionDecision.issue'],
  // Of the two outcomes each path knows one.
  ['register-evidence', ['assess-evidence', { admitted: true, key: true }], 'up outcome approve', 'up outcome charge', ['assess-evidence', { admitted: false }], 'settle-relook'],
];

/** Recusals from a case under way; the same in both paths. */
const RECUSALS: readonly (readonly Stop[])[] = [
  [['request-recusal', { ...ofHandler, applicant: 'party' }], ['order-recusal', { ...ofHandler, granted: false }], ['serve-recusal-rejection', ofHandler], ['register-recusal-reconsideration', ofHandler],
    ['answer-recusal-reconsideration', { ...ofHandler, granted: true }], judged, 'reassign'],
  ['request-police-head-recusal', 'up policeHeadRecusal order', 'request-police-head-recusal', 'up policeHeadRecusal reject'],
  [['request-recusal', { person: CAST.chief.person }], 'up chiefRecusal reject'],
  [...ofChief, chiefActs('stand')],
  [...ofChief, chiefActs('fall')],
];

const PROSECUTION: readonly (readonly Stop[])[] = [
  ready,
  [...ready, ...advised, 'exempt-pledge'],
  [...ready, ...signed, 'up outcome charge', 'propose-to-court', 'withdraw-plea', 'resume-plea'],
  [...ready, ...signed, 'up outcome discretionary', 'announce', 'withdraw-plea'],
  [...ready, ...returned, findings({ evidence: 'insufficient' }), 'up outcome insufficient', ...served, 'record-new-evidence'],
  [...ready, ...returned, ...returned, findings({ evidence: 'insufficient' }), 'send-new-lead'],
  [...ready, ...pleading, findings({ specialGround: true }), 'record-spp-approval'],
  [...accepted, findings({ statutoryGround: 'no_crime' }), 'up outcome returnToInvestigators', 'self-check', 'archive'],
  [...accepted, findings({ statutoryGround: 'no_crime' }), 'up outcome statutory', ...served, 'register-commission-request', 'record-commission-result'],
  [...ready, ...signed, 'up outcome discretionary', 'announce', 'withdraw-plea', 'up pleaReversal statutory'],
  [...ready, 'up outcome discretionary', ...served, 'register-reconsideration', otherHandler, 'up reconsideration uphold', 'register-recheck', 'record-recheck', 'follow-superior'],
  [...ready, 'up outcome discretionary', ...served, 'register-reconsideration', otherHandler, 'up reconsideration change'],
  [...ready, 'up measureDecision detain', 'record-detention'],
  [...ready, 'up measureDecision bail', 'up measureDecision release'],
  [...ready, ...minor, 'up outcome conditional', 'announce-conditional', ['record-suspect-state', { state: 'dead' }], 'up probationDecision dead'],
  [...ready, ...minor, 'up outcome conditional', 'announce-conditional', 'hear-victim-at-end', 'expire', 'up probationDecision nonprosecute', ...served, 'expire', 'seal-records', 'close-nonprosecution', 'self-check', 'receive-record-query', 'answer-record-query'],
  [...ready, 'up outcome charge', 'up withdrawal withdraw', 'register-court-permission', 'up afterWithdrawal statutory', ...served, 'expire', 'close-nonprosecution'],
];

const own: readonly Stop[] = ['check-own-limit', 'accept-own-detained', 'accept-own-not-detained', 'assign'];
const police: readonly Stop[] = ['check-police-limit', 'accept-detained', 'accept-not-detained', 'assign'];
const heard: readonly Stop[] = ['interrogate', 'receive-suspect-opinion', findings({})];

const refused: readonly Stop[] = [...police, 'interrogate', findings({ crimeFound: 'no_crime' }), 'up outcome refuseNoCrime', 'serve-refusal-no-crime', 'register-receipt', 'register-reconsideration', otherHandler];

const ARREST: readonly (readonly Stop[])[] = [
  [...own, ...police, ...heard],
  // What comes after the ending is only walked to from there: conditions of ended cases are not climbed.
  [...police, 'register-withdrawal', 'self-check', 'archive'],
  [['check-police-limit', { inTime: false }], 'accept-detained', 'assign', 'record-late-request'],
  [...refused, 'up reconsideration uphold', 'register-recheck', ['record-recheck', { result: 'set_aside' }], 'follow-superior'],
  [...refused, 'up reconsideration change'],
  [...refused, ['record-party-facts', { foreigner: 'other' }], 'up reconsideration changeForeigner'],
  [...police, 'interrogate', findings({ crimeFound: 'shown', dangerFound: 'no_danger' }), 'up outcome refuseNoDanger', 'serve-refusal'],
  [...own, ...heard, ['raise-complexity', {}], 'up outcome arrestOwn', 'register-own-execution', 'record-first-interrogation', 'record-family-notice'],
];

// Where any other path has a handler at work, and a chief who has done something to judge; what a path does not have is passed over.
const BEGUN: readonly Stop[] = ['accept', 'assign', ['bar-handler', { person: CAST.idleAssistant.person }], 'register-self-check', 'verify', 'select', 'assign-appraiser', 'instruct-in-writing'];

/** Journeys of a path, each tried from every beginning of a case. */
export function journeysOf(path: string): readonly (readonly Stop[])[] {
  if (!['criminal.arrest', 'criminal.prosecution'].includes(path)) return [...TEAM, ...RECUSALS, ...EVIDENCE].map((days) => [...BEGUN, ...days]);
  // The recusals start where a handler is at work and the chief has done something to judge.
  const [begun, ...others] = path === 'criminal.arrest' ? [[...police, ...heard], ...ARREST] : PROSECUTION;
  const lowered: Stop = ['lower-complexity', { complexity: 'ordinary' }];
  return [...(path === 'criminal.arrest' ? others : [begun ?? [], ...others]), ...RECUSALS.map((recusal) => [...(begun ?? []), lowered, ...recusal]), ...[...TEAM, ...EVIDENCE].map((days) => [...(begun ?? []), ...days])];
}

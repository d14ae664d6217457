// The two histories that are kept: who did what and when, refused attempts and ends of clocks included. People, ids and moments are
// fixed. What is not here: what came of it; that is in `histories/` and must come out again, word for word.
import type { JsonObject } from '@quanze/kernel';
import { CAST, type Part } from '../walk/cast.js';

/** `[part, act, payload]`: an act. `['clock', name, {}]`: the end of a clock, at its moment. */
export type Scene = readonly [part: Part | 'clock', act: string, payload?: JsonObject];

const id = (part: Part) => CAST[part].person;
const REASONS = { facts: '查明的事实', evidence: '采信的证据', law: '适用的法律' };
const reasons = '依法说明理由';

/** From the proposal to the chief's table. */
const upTo = (decision: string, option: string, handler: Part, more: JsonObject = {}): readonly Scene[] => [
  [handler, `${decision}.propose`, { option, ...REASONS, ...more }],
  [handler, `${decision}.send-up`, { escalationReason: reasons }],
  ['head', `${decision}.review`, { opinion: 'agree', reasons }],
];

const ARREST: readonly Scene[] = [
  ['caseManagement', 'join-team', { person: id('assistant'), role: 'assistant' }],
  ['caseManagement', 'check-police-limit', { detainedOn: '2026-02-27', inTime: true }],
  ['caseManagement', 'accept-detained', { receivedOn: '2026-03-02' }],
  ['head', 'assign', { handler: id('handler') }],
  ['chief', 'assign', { handler: id('handler') }],
  ['handler', 'interrogate', { secondPerson: id('assistant'), record: '笔录' }],
  ['assistant', 'record-findings', { crimeFound: 'no_crime', dangerFound: 'no_danger', reasons }],
  ['handler', 'record-findings', { crimeFound: 'no_crime', dangerFound: 'no_danger', reasons }],
  ...upTo('outcome', 'refuseNoCrime', 'handler', { reviewReport: '审查报告' }),
  ['deputyWithout', 'outcome.approve', REASONS],
  ['chief', 'outcome.reconsider', { reasons }],
  ['handler', 'outcome.send-up', {}],
  ['head', 'outcome.review', { opinion: 'disagree', reasons }],
  ['deputyDelegated', 'outcome.approve', REASONS],
  ['handler', 'outcome.object', { objection: '书面意见' }],
  ['handler', 'outcome.issue', { documentNumber: '不捕1号' }],
  ['handler', 'serve-refusal-no-crime', { servedOn: '2026-03-02' }],
  ['caseManagement', 'register-receipt', { releasedOn: '2026-03-02', custody: 'none' }],
  ['caseManagement', 'register-reconsideration', { receivedOn: '2026-03-02' }],
  ['handler', 'reconsideration.propose', { option: 'uphold', ...REASONS }],
  ['chief', 'assign-other', { handler: id('secondHandler') }],
  ...upTo('reconsideration', 'uphold', 'secondHandler'),
  ['chief', 'reconsideration.approve', REASONS],
  ['secondHandler', 'reconsideration.issue', { documentNumber: '复议1号' }],
  ['secondHandler', 'close-refused', {}],
  ['secondHandler', 'self-check', { result: '合格' }],
  ['handler', 'archive', {}],
  ['clerk', 'add-note', { text: '备注' }],
];

const votes = (option: string): readonly Scene[] => (['memberOne', 'memberTwo', 'chief'] as const).map((part): Scene => [part, 'outcome.vote', { option, reasons }]);

const PROSECUTION: readonly Scene[] = [
  ['caseManagement', 'accept', { receivedOn: '2026-03-02' }],
  ['caseManagement', 'assign', { handler: id('handler'), asLead: true }],
  ['handler', 'tell-suspect-rights', {}],
  ['handler', 'tell-victim-rights', {}],
  ['handler', 'interrogate', { secondPerson: id('assistant') }],
  ['handler', 'hear-defence', { manner: 'heard', content: '意见' }],
  ['handler', 'hear-victim', { manner: 'written', content: '意见' }],
  ['handler', 'record-findings', { evidence: 'disputed', statutoryGround: 'none', gravity: 'disputed', reasons }],
  ['handler', 'supplement.propose', { option: 'returnPolice', ...REASONS, outline: '补充侦查提纲' }],
  ['head', 'supplement.decide', REASONS],
  ['handler', 'supplement.decide', REASONS],
  ['handler', 'supplement.issue', { documentNumber: '退补1号' }],
  ['clock', 'supplementary'],
  ['caseManagement', 'register-retransfer', { receivedOn: '2026-04-03' }],
  ['handler', 'raise-complexity', { complexity: 'major_difficult_complex', reasons }],
  ['handler', 'record-findings', { evidence: 'sufficient', statutoryGround: 'none', gravity: 'disputed', reasons }],
  ...upTo('outcome', 'discretionary', 'handler', { reviewReport: '审查报告' }),
  ['chief', 'outcome.refer', { reasons }],
  ['chief', 'outcome.open-meeting', { present: [id('memberOne'), id('memberTwo')] }],
  ['chief', 'outcome.vote', { option: 'charge', reasons }],
  ...votes('charge'),
  ['chief', 'outcome.conclude', REASONS],
  ['handler', 'outcome.issue', { documentNumber: '起诉1号' }],
  ['caseManagement', 'register-judgment', { receivedOn: '2026-04-03', result: 'guilty' }],
  ['handler', 'review-judgment', { opinion: 'accept', reasons }],
  ['handler', 'close-prosecuted', {}],
];

/** Scenes of a path and the facts the case begins with. */
export const SCENARIOS: Readonly<Record<string, { readonly facts: JsonObject; readonly receive: JsonObject; readonly scenes: readonly Scene[] }>> = {
  'criminal.arrest': { facts: { origin: 'police', custody: 'detained' }, receive: { requestDocument: '提请1号', title: '甲涉嫌盗窃' }, scenes: ARREST },
  'criminal.prosecution': { facts: { origin: 'police', custody: 'bail' }, receive: { transferDocument: '移送1号', title: '乙涉嫌诈骗' }, scenes: PROSECUTION },
};

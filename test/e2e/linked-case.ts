// Linked cases as their people work on them over HTTP: a suggestion found in a review of arrest, and the public interest case that its neglect
// leads to. What is not here: any assertion.
import type { Answer } from './client.js';
import { personId, type OpenedCase, type SendAs, type Step } from './arrest-case.js';
import { DEMO_OFFICE } from './host.js';

const REASONING = { facts: '查明的事实', evidence: '采信的证据', law: '人民检察院检察建议工作规定' };
const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act, payload });

export interface Origin {
  readonly case: string;
  readonly link: string;
}

export const suggestionRequest = (origin?: Origin): object => ({
  path: 'support.suggestion', office: DEMO_OFFICE, department: 'first', title: '某公司安全管理检察建议', act: 'receive', facts: { suggestionType: 'correction' },
  payload: { origin: '审查逮捕案件', title: '某公司安全管理' }, ...(origin === undefined ? {} : { origin }),
});
export const suitRequest = (origin?: Origin): object => ({
  path: 'public-interest.admin', office: DEMO_OFFICE, department: 'first', title: '某局不履行监管职责', act: 'receive', facts: {},
  payload: { clueSource: 'found_in_cases', agency: '某局', title: '某局不履行监管职责' }, ...(origin === undefined ? {} : { origin }),
});

/** Opens as somebody, and gives the bare answer. */
export function openAs(as: SendAs, by: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> {
  return as(by)({ method: 'POST', url: '/api/v1/cases', payload, headers });
}

/** @throws Error with the problem when it is refused */
export async function opened(answer: Promise<Answer>): Promise<OpenedCase & { readonly number: string }> {
  const { statusCode, body, json } = await answer;
  if (statusCode !== 201) throw new Error(`opening: ${statusCode} ${body.slice(0, 600)}`);
  return json() as OpenedCase & { number: string };
}

/** A question decided by the chief and issued.  @param draft the document and what is typed into it, where a template makes one */
const decided = (question: string, option: string, more: Step['payload'] = {}, draft?: Step['draft']): readonly Step[] => [
  step('procurator1', `${question}.propose`, { option, ...REASONING, ...more }), step('procurator1', `${question}.send-up`), step('head1', `${question}.review`, { opinion: 'agree', reasons: '同意' }),
  step('chief', `${question}.approve`, REASONING), draft === undefined ? step('procurator1', `${question}.issue`, { documentNumber: '云检〔2026〕1号' }) : { ...step('procurator1', `${question}.issue`), draft },
];
const SUGGESTION = { document: 'suggestion', fields: { addressee: '某公司', demands: ['整改'] } };
const assigned = step('intake', 'assign', { handler: personId('procurator1') });

/** As far as the suggestion lies with its addressee. */
export const untilServed = (servedOn: string): readonly Step[] => [
  assigned, ...decided('startDecision', 'start'), step('procurator1', 'report', { problem: 'found', content: '调查终结报告' }), ...decided('issueDecision', 'issue', { replyWithin: 'P2M' }, SUGGESTION),
  step('procurator1', 'serve', { servedOn }), step('procurator1', 'file-suggestion'),
];
export const urged = step('procurator1', 'urge');
export const untilEscalated: readonly Step[] = decided('escalationDecision', 'escalate', { measures: '报告上一级院' }, { document: 'escalation-report', fields: { addressee: '上一级人民检察院' } });
export const closedForSuit = step('procurator1', 'close-for-suit');
/** As far as the public interest case is inquired into. */
export const untilInquired = (servedOn: string): readonly Step[] => [
  assigned, step('procurator1', 'assess-clue', { harm: 'harm', conduct: 'possible', reasons: '线索评估' }), ...decided('filingDecision', 'file', {}, { document: 'filing', fields: {} }), step('procurator1', 'serve-filing', { servedOn }),
];

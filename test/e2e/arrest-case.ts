// A case of arrest review as its people work on it over HTTP: the acts in their order, with payloads that the definition takes.
// What is not here: who may do them otherwise, and any assertion.
import { demoId } from '../../apps/host/src/compose/demo-office.js';
import type { Answer, Call } from './client.js';
import { NEW_CASE } from './host.js';

/** Sends as a person of the demonstration; `RunningHost` has it, and so has the client of the chaos suite. */
export type SendAs = (login: string) => (call: Call) => Promise<Answer>;

export const personId = (login: string): string => demoId<string>(`person ${login}`);

const REASONING = { facts: '查明的事实', evidence: '采信的证据', law: '刑事诉讼法第八十一条' };

/** One act and who does it. */
export interface Step {
  readonly by: string;
  readonly act: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What is typed of the document that goes with the act, before it is done. */
  readonly draft?: { readonly document: string; readonly fields: Readonly<Record<string, unknown>> };
}

const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act, payload });
/** A day that lies behind every test, so that its deadlines do too, or today's date for those that run. */
export const accept = (receivedOn: string): Step => step('intake', 'accept-not-detained', { receivedOn });
export const assign = (handler = 'procurator1'): Step => step('intake', 'assign', { handler: personId(handler) });
export const findings = (handler = 'procurator1'): Step => step(handler, 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '认定理由' });
export const propose = (handler = 'procurator1'): Step => step(handler, 'outcome.propose', { option: 'approve', reviewReport: '审查逮捕意见书', ...REASONING });
export const decideAlone = (handler = 'procurator1'): Step => step(handler, 'outcome.decide', REASONING);
export const sendUp = (handler = 'procurator1'): Step => step(handler, 'outcome.send-up');
export const review = (head = 'head1'): Step => step(head, 'outcome.review', { opinion: 'agree', reasons: '同意' });
export const approve = (by = 'chief'): Step => step(by, 'outcome.approve', REASONING);
export const issue = (handler = 'procurator1'): Step => ({ ...step(handler, 'outcome.issue'), draft: { document: 'arrest-approval', fields: { suspect: '张某' } } });
/** Makes the case one that the chief decides. */
export const raise = (handler = 'procurator1'): Step => step(handler, 'raise-complexity', { complexity: 'major_difficult_complex', reasons: '案情复杂' });
export const ask = (missing = '缺少提请批准逮捕书'): Step => step('intake', 'request-materials', { missing });
export const register: Step = step('intake', 'register-materials');
/** What a request for recusal says beside the person and the reasons. */
export const ASKED = { applicant: 'party', form: 'written', ground: 'interest' } as const;
export const note = (by: string, text: string): Step => step(by, 'add-note', { text });

export interface OpenedCase {
  readonly caseId: string;
  readonly version: number;
  readonly seq: number;
}

/** Opens a case as case management. @throws Error with the problem when it is refused */
export async function openCase(as: SendAs, headers: Record<string, string> = {}): Promise<OpenedCase> {
  return bodyOf(await as('intake')({ method: 'POST', url: '/api/v1/cases', payload: NEW_CASE, headers }), 201) as OpenedCase;
}

/** Sends one act and gives back the bare answer. */
export async function send(as: SendAs, caseId: string, version: number, { by, act, payload, draft }: Step, headers: Record<string, string> = {}): Promise<Answer> {
  if (draft !== undefined) await as(by)({ method: 'POST', url: `/api/v1/cases/${caseId}/documents`, payload: draft });
  return as(by)({ method: 'POST', url: `/api/v1/cases/${caseId}/acts`, payload: { act, payload, expectedVersion: version }, headers });
}

/** Does acts one after another on the newest version. @returns the version after them @throws Error when one is refused */
export async function walk(as: SendAs, caseId: string, version: number, steps: readonly Step[]): Promise<number> {
  let now = version;
  for (const each of steps) now = (bodyOf(await send(as, caseId, now, each), 200, each.act) as { version: number }).version;
  return now;
}

/** Opens a case and walks it. */
export async function openAndWalk(as: SendAs, steps: readonly Step[]): Promise<OpenedCase> {
  const opened = await openCase(as);
  return { ...opened, version: await walk(as, opened.caseId, opened.version, steps) };
}

/** As far as the question of arrest, decided by nobody yet. @param receivedOn day of receipt, from which the period runs */
export const untilProposed = (receivedOn: string): readonly Step[] => [accept(receivedOn), assign(), findings(), propose()];
/** As far as the chief, because the case is difficult. */
export const untilChief = (receivedOn: string): readonly Step[] => [accept(receivedOn), assign(), raise(), findings(), propose(), sendUp(), review()];
/** Decided by the handler and issued. */
export const untilIssued = (receivedOn: string): readonly Step[] => [...untilProposed(receivedOn), decideAlone(), issue()];

function bodyOf(answer: Answer, status: number, what = 'opening'): unknown {
  if (answer.statusCode !== status) throw new Error(`${what}: ${answer.statusCode} ${answer.body.slice(0, 800)}`);
  return answer.json();
}

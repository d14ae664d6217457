// What the office does while everything around it is killed: cases walked from receipt to the issued decision, some of them with periods
// that ran out long ago, and one case several people work on at once. What is not here: the killing and the checking.
import { accept, assign, ask, decideAlone, findings, issue, note, propose, register, type SendAs, type Step } from '../e2e/arrest-case.js';
import type { Answer } from '../e2e/client.js';
import { NEW_CASE } from '../e2e/host.js';
import { PASSWORD } from '../e2e/office.js';
import type { StubbornClient } from './stubborn-client.js';

export interface Shift {
  readonly client: StubbornClient;
  readonly as: SendAs;
  /** A name for keys; keys of one client never repeat. */
  readonly name: string;
  isOver(): boolean;
}

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** So long ago that the period and both of its warnings lie behind us: the clock acts as soon as the case is accepted. */
const LONG_AGO = '2026-03-02';

/** Signs people in, once; sessions outlive every restart. @returns cookies by login */
export async function signInAll(client: StubbornClient, logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>();
  for (const login of logins) {
    const answer = await client.call({ method: 'POST', url: '/api/v1/sessions', payload: { login, password: PASSWORD } });
    const cookie = /^quanze_session=([^;]+)/.exec(answer.setCookies[0] ?? '')?.[1];
    if (cookie === undefined) throw new Error(`${login}: ${answer.body}`);
    cookies.set(login, cookie);
  }
  return cookies;
}

/** One client that sends for several people. */
export function sendWith(client: StubbornClient, cookies: ReadonlyMap<string, string>): SendAs {
  return (login) => (call) => client.call({ ...call, cookies: { quanze_session: cookies.get(login) ?? '' } });
}

/** Opens case after case and walks each to its end. */
export async function walkCases({ client, as, name, isOver }: Shift): Promise<void> {
  for (let round = 0; !isOver(); round += 1) {
    const opened = await promise(client, as('intake'), `${name}-${round}-open`, 'receive', { method: 'POST', url: '/api/v1/cases', payload: NEW_CASE });
    if (opened.statusCode !== 201) throw new Error(opened.body);
    const { caseId, version } = opened.json() as { caseId: string; version: number };
    const steps = [ask(`${name} ${round}`), register, accept(round % 3 === 0 ? LONG_AGO : TODAY), assign(), findings(), propose(), decideAlone(), issue()];
    let now = version;
    for (const [index, each] of steps.entries()) {
      if (isOver()) return;
      now = await doStep({ client, as, name, isOver }, caseId, now, each, `${name}-${round}-${index}`);
    }
  }
}

/** Several people on one case: each looks at the version and tries; whoever is late looks again. */
export async function crowdOneCase({ client, as, name, isOver }: Shift, caseId: string): Promise<void> {
  let now = 1;
  for (let round = 0; !isOver(); round += 1) now = await doStep({ client, as, name, isOver }, caseId, now, note('intake', `${name} ${round}`), `${name}-${round}`);
}

/** One step until it is done. The clock may have acted on the case in between; then the step is tried on the new version, under a
 *  new key, because it is another request. */
async function doStep({ client, as }: Shift, caseId: string, version: number, { by, act, payload, draft }: Step, key: string): Promise<number> {
  let now = version;
  // Nothing rests on a draft; one that was written twice is issued once.
  if (draft !== undefined) await as(by)({ method: 'POST', url: `/api/v1/cases/${caseId}/documents`, payload: draft });
  for (let attempt = 0; ; attempt += 1) {
    const call = { method: 'POST', url: `/api/v1/cases/${caseId}/acts`, payload: { act, payload, expectedVersion: now } };
    const answer = await promise(client, as(by), `${key}.${attempt}`, act, call);
    const body = answer.json() as { version: number; code?: string; params?: { actual: number } };
    if (answer.statusCode === 200) return body.version;
    // Each of these acts is allowed after the one before it: either that one is gone although it was acknowledged, or this one was done
    // before under a key that nobody remembers.
    if (body.code !== 'CASE.VERSION_CONFLICT') throw new Error(`${act} on version ${now} of case ${caseId}: ${answer.body.slice(0, 700)}`);
    now = body.params?.actual ?? now;
  }
}

/** Through the person's session, with the client taking note. */
function promise(client: StubbornClient, send: ReturnType<SendAs>, key: string, act: string, call: Parameters<ReturnType<SendAs>>[0]): Promise<Answer> {
  return client.note(key, act, send({ ...call, headers: { ...call.headers, 'idempotency-key': key } }));
}

// What the clients of `durable.mjs` do: cases of arrest review over HTTP, from receipt to the issued decision, by the people of the
// demonstration office. What is not here: the host and the measuring.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { demoId, OFFICE } from '../apps/host/dist/compose/demo-office.js';

const HANDLERS = ['procurator1', 'procurator2', 'procurator3'];
const REASONING = { facts: '查明的事实', evidence: '采信的证据', law: '刑事诉讼法第八十一条' };
const NEW_CASE = {
  path: 'criminal.arrest', office: OFFICE, department: 'first', title: '张某涉嫌盗窃案', act: 'receive',
  facts: { origin: 'police', custody: 'none' }, payload: { requestDocument: '云公提捕字〔2026〕1号', title: '张某涉嫌盗窃' },
};

const stepsOf = (handler, today) => [
  ['intake', 'accept-not-detained', { receivedOn: today }], ['intake', 'assign', { handler: demoId(`person ${handler}`) }],
  [handler, 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '认定理由' }],
  [handler, 'outcome.propose', { option: 'approve', reviewReport: '审查逮捕意见书', ...REASONING }], [handler, 'outcome.decide', REASONING],
  [handler, 'outcome.issue', {}],
];
/** Requests that write, per case: the opening, the acts, and the draft of the document. */
export const ACTS_PER_CASE = 2 + stepsOf('', '').length;

/** Signs everybody in. @returns the office as seen by its clients */
export async function openOffice(port, password) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const cookies = new Map();
  for (const login of ['intake', ...HANDLERS]) {
    const answer = await send(agent, port, 'POST', '/api/v1/sessions', { login, password });
    if (answer.status !== 201) throw new Error(`${login} cannot sign in: ${answer.status} ${answer.body}`);
    cookies.set(login, answer.cookie);
  }
  return { agent, port, cookies };
}

/** Works through `cases` cases with so many clients at once. @returns milliseconds of each act, and of the whole */
export async function workThrough(office, cases, clients) {
  // The law's day, Asia/Shanghai.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const times = [];
  let next = 0;
  const client = async () => {
    while (next < cases) {
      const number = next;
      next += 1;
      await oneCase(office, HANDLERS[number % HANDLERS.length], today, times);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return { times: Float64Array.from(times).sort(), totalMs: performance.now() - begin };
}

async function oneCase({ agent, port, cookies }, handler, today, times) {
  const timed = async (login, url, payload, expected) => {
    const begin = performance.now();
    const answer = await send(agent, port, 'POST', url, payload, cookies.get(login));
    times.push(performance.now() - begin);
    if (answer.status !== expected) throw new Error(`${payload.act ?? url}: ${answer.status} ${answer.body.slice(0, 500)}`);
    return JSON.parse(answer.body);
  };
  let { caseId, version } = await timed('intake', '/api/v1/cases', NEW_CASE, 201);
  for (const [login, act, payload] of stepsOf(handler, today)) {
    // What the case does not have of its document.
    if (act === 'outcome.issue') await timed(login, `/api/v1/cases/${caseId}/documents`, { document: 'arrest-approval', fields: { suspect: '张某' } }, 201);
    ({ version } = await timed(login, `/api/v1/cases/${caseId}/acts`, { act, payload, expectedVersion: version }, 200));
  }
}

function send(agent, port, method, path, payload, cookie) {
  const body = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': randomUUID(), ...(cookie === undefined ? {} : { cookie }) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode, body: Buffer.concat(chunks).toString('utf8'), cookie: incoming.headers['set-cookie']?.[0]?.split(';')[0] }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

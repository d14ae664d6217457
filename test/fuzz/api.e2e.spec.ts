// A storm of requests over every operation of the OpenAPI document, from well meant to hostile, by people of every role, many at once on
// each connection. No answer is a fault, each refusal is a problem document, and the database has changed by exactly what was answered.
import fc from 'fast-check';
import { findEntry, PROBLEM_MEDIA_TYPE } from '@quanze/contract';
import { accept, assign, ask, findings, note, openAndWalk, personId, propose, raise, register, sendUp, untilChief, untilIssued, type Step } from '../e2e/arrest-case.js';
import { audit, type Audit } from '../e2e/audit/audit.js';
import { withOwner } from '../e2e/audit/rows.js';
import { DEMO_OFFICE, NEW_CASE, startHost, type RunningHost } from '../e2e/host.js';
import { Books } from './books.js';
import { operationsOf, type Operation, type Vocabulary } from './operations.js';
import { CURRENT, requestsOver, type FuzzRequest } from './requests.js';
import { openWire, type Wire, type WireAnswer, type WireRequest } from './wire.js';
import { NO_HTTP } from './no-http.js';

const BATCH = 25;
const BATCHES = 220;
const WIDTH = 6;
const BODY_BYTES_MAX = 1_048_576;
const SEED = process.env['FC_SEED'] === undefined ? Date.now() % 2 ** 31 : Number(process.env['FC_SEED']);
const LOGINS = ['intake', 'procurator1', 'procurator3', 'chief', 'deputy', 'head1', 'clerk1', 'inspector', 'admin', 'city.chief'];
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

let host: RunningHost;
let wire: Wire;
let operations: readonly Operation[];
let words: Vocabulary;
let before: Audit;
let counted: Counts;
const books = new Books();
let sent = 0;

beforeAll(async () => {
  host = await startHost();
  wire = openWire(host.port, WIDTH);
  operations = operationsOf((await host.call({ url: '/api/openapi.json' })).json());
  const opened = [await openAndWalk(host.as, []), await openAndWalk(host.as, [ask()]), await openAndWalk(host.as, untilChief(TODAY)), await openAndWalk(host.as, untilIssued(TODAY)), await openAndWalk(host.as, [accept(TODAY), assign()])];
  for (const { caseId, version } of opened) books.versions.set(caseId, version);
  words = vocabularyOf(opened.map(({ caseId }) => caseId));
  for (const login of LOGINS) await host.cookieOf(login);
  before = await auditNow();
  counted = await countRows();
}, 240_000);

afterAll(async () => {
  wire?.close();
  await host?.close();
});

function vocabularyOf(cases: readonly string[]): Vocabulary {
  const { definitions } = host.application.deps;
  const releases = definitions.all();
  const steps: readonly Step[] = [ask(), register, accept(TODAY), assign(), findings(), propose(), raise(), sendUp(), note('intake', '附记'), assign('procurator3')];
  return {
    cases, offices: [DEMO_OFFICE], people: LOGINS.map(personId),
    hashes: releases.map(({ definition }) => definition.hash), acts: [...new Set(releases.flatMap(({ path }) => [...path.acts.keys()]))],
    words: ['criminal.arrest', 'criminal.prosecution', 'first', 'second', 'receive', 'procurator', 'deputy_chief', 'criminal.arrest.approve', '*', '张某', '2026.1', 'li.ming', 'quanze-e2e-password'],
    objects: [...steps.map(({ act, payload }) => ({ act, payload })), ...steps.map(({ payload }) => payload), NEW_CASE.payload, NEW_CASE.facts, {}],
  };
}

function auditNow(): Promise<Audit> {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return audit(host.databaseUrl, [{ keyId, algorithm, publicKey }]);
}

/** The request as it goes over the wire: with its cookie, and the version the case has now. */
async function onWire({ who, method, target, headers, body }: FuzzRequest): Promise<WireRequest> {
  const caseId = /^\/api\/v1\/cases\/([^/?]+)\/acts/.exec(target)?.[1] ?? '';
  const object = body === null || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body['expectedVersion'] === CURRENT ? { ...body, expectedVersion: books.versions.get(caseId) ?? 0 } : body));
  const cookie: readonly (readonly [string, string])[] = who === null || headers.some(([name]) => name === 'cookie') ? [] : [['cookie', `quanze_session=${await host.cookieOf(who)}`]];
  return { method, target, headers: [...headers, ...cookie], body: object };
}

/** What is wrong with an answer; null when nothing is. */
function defectOf({ method }: { readonly method: string }, { status, headers, body }: WireAnswer): string | null {
  if (status < 200 || status >= 500) return `status ${status}`;
  for (const name of ['content-security-policy', 'x-content-type-options']) if (headers[name] === undefined) return `no ${name}`;
  if (status < 400) return null;
  if (headers['content-type'] !== `${PROBLEM_MEDIA_TYPE}; charset=utf-8`) return `a refusal as ${headers['content-type'] ?? 'nothing'}`;
  if (method === 'HEAD') return null;
  const problem = JSON.parse(body) as Record<string, unknown>;
  const entry = findEntry(String(problem['code']));
  if (entry === undefined) return `the unknown code ${String(problem['code'])}`;
  if (entry.status !== status || problem['status'] !== status) return `code ${entry.code} with status ${status}`;
  const texts = ['type', 'title', 'detail', 'detailZh', 'detailEn'].filter((name) => typeof problem[name] !== 'string' || problem[name] === '');
  if (texts.length > 0) return `no ${texts.join()}`;
  const unfilled = [...entry.text.en.matchAll(/\{\w+(?::\w+)?\}/g)].filter(([place]) => String(problem['detailEn']).includes(place));
  return unfilled.length > 0 ? `an unfilled place in "${String(problem['detailEn'])}"` : null;
}

/** Whether the host may hang up over this request, and with it on whatever waits behind it on the same connection: what the parser of
 *  HTTP itself refuses, and a body the host does not read to its end. */
function mayEndTheConnection({ target, headers, body }: WireRequest): boolean {
  const isPlain = [target, ...headers.map(([, value]) => value)].every((text) => /^[\x20-\x7e]*$/.test(text));
  const isRead = body === null || headers.some(([name, value]) => name === 'content-type' && value === 'application/json');
  return !isPlain || !isRead || body !== null && body.byteLength > BODY_BYTES_MAX;
}

async function sendAndJudge(request: FuzzRequest): Promise<string | null> {
  const bytes = await onWire(request);
  const answer = await (mayEndTheConnection(bytes) ? wire.alone(bytes) : wire.pipelined(bytes));
  sent += 1;
  const defect = defectOf(request, answer);
  if (defect === null) books.enter(request, answer);
  return defect === null ? null : `${defect}: ${JSON.stringify({ ...request, body: bytes.body?.toString().slice(0, 600) })} → ${answer.body.slice(0, 600)}`;
}

it('meets no fault, and answers every refusal as a problem in both languages', async () => {
  const defects: string[] = [];
  const property = fc.asyncProperty(fc.array(requestsOver(operations, words, LOGINS), { minLength: BATCH, maxLength: BATCH }), async (batch) => {
    defects.push(...(await Promise.all(batch.map(sendAndJudge))).filter((defect) => defect !== null));
    return defects.length === 0;
  });
  // The database is another one after every request, so a failing batch cannot be made smaller by sending it again.
  const { errorInstance, failed } = await fc.check(property, { numRuns: BATCHES, seed: SEED, endOnFailure: true });
  expect({ seed: SEED, defects }).toEqual({ seed: SEED, defects: [] });
  expect([failed, errorInstance]).toEqual([false, null]);
  expect(sent).toBeGreaterThanOrEqual(5000);
}, 600_000);

it('refuses what is too large, and stays whole', async () => {
  const big = Buffer.from(JSON.stringify({ act: 'add-note', payload: { text: 'a'.repeat(BODY_BYTES_MAX) }, expectedVersion: 0 }));
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const request = { operation: 'act', who: 'intake', method, target: `/api/v1/cases/${words.cases[0] ?? ''}/acts`, headers: [['content-type', 'application/json'] as const], body: big };
    expect(await sendAndJudge(request)).toBeNull();
  }
  expect(books.codes.get('REQUEST.TOO_LARGE')).toBeGreaterThan(0);
});

it('answers what is no HTTP with a problem as well, or hangs up', async () => {
  for (const [name, bytes, code] of NO_HTTP) {
    const answer = await wire.raw(bytes);
    sent += 1;
    expect([name, answer === null ? null : defectOf({ method: 'GET' }, answer)]).toEqual([name, null]);
    expect([name, answer === null || answer.status < 400 ? null : (JSON.parse(answer.body) as { code: string }).code]).toEqual([name, code]);
  }
});

it('opens an event stream for whoever is known, and for nobody else', async () => {
  for (const who of [...LOGINS, null]) {
    const request = { operation: 'streamEvents', who, method: 'GET', target: '/api/v1/events', headers: [], body: null };
    const answer = await wire.alone(await onWire(request));
    expect([who, answer.status]).toEqual([who, who === null ? 401 : 200]);
  }
});

describe('afterwards', () => {
  let after: Audit;
  beforeAll(async () => {
    after = await auditNow();
    const statuses = [...books.statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`).join(' ');
    process.stderr.write(`fuzz: ${sent} requests over ${operations.length} operations, seed ${SEED} (FC_SEED repeats it)\nfuzz: ${statuses}\nfuzz: ${books.effects} effects, ${books.refusals} journaled refusals, ${books.codes.size} different codes\n`);
  }, 60_000);

  it('the database has changed by exactly what was answered', () => {
    expect(books.compare(before.tables, after.tables)).toEqual([]);
    expect(books.effects).toBeGreaterThan(20);
    expect(books.refusals).toBeGreaterThan(200);
  });

  it('it is sound in itself', () => {
    expect(after.problems).toEqual([]);
  });

  it('nobody got a post, a power, a password or a session that was not answered, and offices are as they were', async () => {
    const now = await countRows();
    const { tables } = after;
    const told = (act: string): number => books.doneIn(act);
    expect(now).toEqual({
      ...counted, people: counted.people + told('person.add'), credentials: counted.credentials + told('person.add'), appointments: counted.appointments + told('appointment.begin'),
      delegations: counted.delegations + told('delegation.grant'), revoked: told('delegation.revoke'), definitions: counted.definitions + told('definition.publish'), sessions: counted.sessions + books.sessionsMade,
    });
    const bare = (rows: typeof tables.offices): string => JSON.stringify(rows.map(({ seq: _seq, ...rest }) => rest));
    expect(bare(tables.offices)).toBe(bare(before.tables.offices));
  });
});

type Counts = Readonly<Record<'people' | 'credentials' | 'appointments' | 'delegations' | 'revoked' | 'definitions' | 'sessions' | 'offices' | 'departments' | 'tenants', number>>;

async function countRows(): Promise<Counts> {
  const count = (table: string, where = 'true'): string => `(SELECT count(*) FROM ${table} WHERE ${where})::integer`;
  const text = `SELECT ${count('person')} AS people, ${count('credential')} AS credentials, ${count('appointment')} AS appointments, ${count('delegation')} AS delegations, ${count('delegation', 'revoked_at IS NOT NULL')} AS revoked,
    ${count('definition')} AS definitions, ${count('session')} AS sessions, ${count('office')} AS offices, ${count('department')} AS departments, ${count('tenant')} AS tenants`;
  return withOwner(host.databaseUrl, async (client) => (await client.query<Counts>(text)).rows[0] as Counts);
}

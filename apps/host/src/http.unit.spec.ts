// The HTTP shell around fake use cases: what is refused before any of them is called, how problems look, what is public, what the
// log says. Whether the use cases do the right thing is tested with the real ones, in test/e2e.
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import type { Application } from '@quanze/application';
import { Fault, ok, refused, type Instant } from '@quanze/kernel';
import { waitFor } from '@quanze/testkit';
import { send, type Call } from '../../../test/e2e/client.js';
import { readConfig } from './config.js';
import { createHost, type Host } from './create-host.js';
import { EventHub } from './events/hub.js';
import type { Runtime } from './runtime.js';
import { createLog } from './shell/logging.js';

const NOW = '2026-01-05T01:00:00.000Z' as Instant;
const PERSON = '00000000-0000-4000-8000-000000000001';
const CASE = '00000000-0000-4000-8000-0000000000c1';
const TOKEN = `qz_${'a'.repeat(64)}`;
const SECRET = 'correct horse battery';

const received: unknown[] = [];
const lines: string[] = [];
let dependencyIsUp = true;
let isStopping = false;
let host: Host;
let port: number;
const events = new EventHub();

function fakeApplication(): Application {
  const note = <T>(value: T) => async (...given: unknown[]) => (received.push(given), value);
  const fake = {
    deps: {
      clock: { now: () => NOW }, jobs: { depth: async () => ({ deadline: { waiting: 1, delayed: 2, active: 0, dead: 0 } }) },
      sessions: { tokens: note([]), revoke: note(false) },
    },
    sessions: {
      signIn: async (_login: string, password: string) => (password === SECRET ? ok({ token: TOKEN, person: PERSON, expiresAt: '2026-01-05T13:00:00.000Z' }) : refused('IDENTITY.WRONG_CREDENTIALS')),
      identify: async (token: string) => (token.startsWith('qz_') ? ok({ tenant: PERSON, person: PERSON, epoch: 1, kind: token === TOKEN ? 'session' : 'api' }) : refused('IDENTITY.UNKNOWN')),
      signOut: note(ok(null)), createApiToken: note(ok({ token: 'qz_b', person: PERSON, expiresAt: NOW })),
    },
    cases: {
      act: note(ok({ value: { caseId: CASE, version: 2, seq: 3 }, replayed: false })),
      acts: note(ok({ version: 1, seq: 1, at: NOW, acts: [{ act: 'decide', blockers: [{ code: 'AUTHORITY.REFER', params: { of: ['chief'], reasons: [] } }], options: [{ option: 'x', blockers: [] }] }] })),
      read: async (_identity: unknown, id: string) => {
        if (id === 'fault') throw new Fault('FAULT.LEDGER_BROKEN', 'entry 7 of the chain');
        if (id === 'bug') throw Object.assign(new Error('value 王某 is odd'), { code: '23505', detail: 'Key (login)=(wang)' });
        if (id === 'away') throw Object.assign(new Error('terminating'), { code: '57P01' });
        return refused('CASE.NOT_FOUND');
      },
      list: note(ok({ items: [], next: null })), inbox: note(ok({ items: [], next: null, total: 0 })),
    },
    office: { offices: note([]) },
    releases: { list: () => [] },
  };
  return fake as unknown as Application;
}

beforeAll(async () => {
  const reading = readConfig({ PORT: '0', HOST: '127.0.0.1' });
  if (!reading.ok) throw new Error('the default configuration is refused');
  const out = new PassThrough();
  out.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
  const runtime: Runtime = {
    config: reading.config, version: '9.9.9', application: fakeApplication(), events, log: createLog('debug', out), isStopping: () => isStopping,
    dependencies: [{ name: 'database', ping: async () => { if (!dependencyIsUp) throw new Error('away'); } }],
  };
  host = await createHost(runtime);
  port = await host.listen();
});

afterAll(() => host.close());

beforeEach(() => {
  received.length = 0;
});

const call = (options: Call) => send(port, options);
const asMe = { authorization: `Bearer ${TOKEN}` };
const post = (url: string, payload: string | Buffer | object, headers: Record<string, string> = {}) =>
  call({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...asMe, ...headers } } as Call);
const ACT = { act: 'decide', payload: {}, expectedVersion: 1 };
const ACTS = `/api/v1/cases/${CASE}/acts`;

describe('bodies that cannot be read', () => {
  it.each([
    ['no JSON', '{"act":', 400, 'json'], ['two values', '{} {}', 400, 'json'], ['nothing', '', 400, 'empty'], ['a list', '[]', 400, 'object'], ['null', 'null', 400, 'object'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'utf8'],
    ['NUL in a text', '{"act":"a\\u0000b"}', 400, 'text'], ['half a character', '{"act":"\\ud800"}', 400, 'text'], ['half a character in a name', '{"\\udc00":1}', 400, 'text'],
    ['a number without end', '{"expectedVersion":1e999}', 400, 'number'], ['a key of the language', '{"__proto__":{}}', 400, 'key'],
    ['deep nesting', `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, 400, 'depth'],
  ])('refuses %s', async (_what, body, status, reason) => {
    const response = await post(ACTS, body);
    expect({ status: response.statusCode, code: response.json().code, reason: response.json().params.reason }).toEqual({ status, code: 'REQUEST.MALFORMED', reason });
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(received).toEqual([]);
  });

  it('refuses another media type and another charset', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gbk', 'multipart/form-data; boundary=x']) {
      const response = await post(ACTS, '{}', { 'content-type': type });
      expect([type, response.statusCode, response.json().code]).toEqual([type, 415, 'REQUEST.MEDIA_TYPE']);
    }
  });

  it('refuses more than a mebibyte, whatever the length says', async () => {
    const response = await post(ACTS, `{"act":"${'x'.repeat(1_048_576)}"}`);
    expect([response.statusCode, response.json().code, response.json().params]).toEqual([413, 'REQUEST.TOO_LARGE', { bytesMax: 1_048_576 }]);
  });

  it('blames nobody but the sender who hangs up in the middle of one', async () => {
    const counted = async (): Promise<number> => Number(/quanze_refusals_total\{code="REQUEST.MALFORMED"\} (\d+)/.exec((await call({ url: '/metrics' })).body)?.[1]);
    const [before, refused] = [lines.length, await counted()];
    const socket = connect(port, '127.0.0.1');
    const head = [`POST ${ACTS} HTTP/1.1`, 'host: a', `authorization: Bearer ${TOKEN}`, 'content-type: application/json', 'content-length: 100', 'expect: 100-continue'];
    socket.on('error', () => undefined);
    // The host answers with 100 once it reads the body.
    socket.once('data', () => socket.write('{"act":', () => socket.destroy()));
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await waitFor('the refusal', async () => (await counted()) === refused + 1);
    expect(lines.slice(before).filter((line) => line.includes('FAULT.'))).toEqual([]);
    expect(received).toEqual([]);
  });

  it('takes bytes up to the limit and text of any script', async () => {
    const response = await post(ACTS, { ...ACT, payload: { reasons: '同意起诉🧾'.repeat(1000) } });
    expect(response.statusCode).toBe(200);
  });
});

describe('fields', () => {
  it('tells every problem of a body at once', async () => {
    const response = await post(ACTS, { act: '', payload: [], expectedVersion: '1', by: 'me', effectiveAt: '2026-01-05' });
    expect(response.statusCode).toBe(422);
    expect(response.json().params.problems.sort()).toEqual(['act: length', 'by: unknown', 'effectiveAt: instant', 'expectedVersion: type', 'payload: type']);
    expect(received).toEqual([]);
  });

  it('takes null for a value, also where a field may be left out', async () => {
    const response = await post(ACTS, { ...ACT, as: null, effectiveAt: null });
    expect([response.statusCode, response.json().params.problems.sort()]).toEqual([422, ['as: type', 'effectiveAt: instant']]);
    expect(received).toEqual([]);
  });

  it('names required fields when the body is an empty object', async () => {
    expect((await post(ACTS, {})).json().params.problems.sort()).toEqual(['act: required', 'expectedVersion: required', 'payload: required']);
  });

  it('hands on what is right, with the instant in UTC', async () => {
    await post(ACTS, { ...ACT, effectiveAt: '2026-01-05T08:30:00+08:00' }, { 'idempotency-key': 'k-1' });
    expect(received).toEqual([[expect.objectContaining({ person: PERSON }), CASE, { ...ACT, effectiveAt: '2026-01-05T00:30:00.000Z', idempotencyKey: 'k-1' }]]);
  });

  it('takes a payload as it is', async () => {
    const payload = { nested: { list: [1, '2', null, { deep: true }] }, toString: 'x' };
    await post(ACTS, { ...ACT, payload });
    expect((received[0] as unknown[])[2]).toEqual({ ...ACT, payload });
  });

  it.each(['limit=0', 'limit=201', 'limit=abc', 'limit=1e1', 'limit=-1', 'limit=1&limit=2', 'status=closed', 'handler=me', 'text=%00', 'colour=red', 'text='])('refuses the query %s', async (query) => {
    const response = await call({ url: `/api/v1/cases?${query}`, headers: asMe });
    expect([response.statusCode, response.json().code]).toEqual([400, 'REQUEST.PARAMETER_INVALID']);
    expect(received).toEqual([]);
  });

  it('reads a query that is right', async () => {
    expect((await call({ url: '/api/v1/cases?limit=7&status=open&text=%E7%8E%8B', headers: asMe })).statusCode).toBe(200);
    expect((received[0] as unknown[])[1]).toEqual({ limit: 7, status: 'open', text: '王' });
  });

  it.each(['', 'a b', 'é', 'x'.repeat(201)])('refuses the idempotency key "%s"', async (key) => {
    const response = await post(ACTS, ACT, { 'idempotency-key': key });
    expect(response.json().code).toBe('REQUEST.IDEMPOTENCY_KEY_MALFORMED');
  });
});

describe('the door', () => {
  it.each(['/api/v1/cases', '/api/v1/inbox', '/api/v1/offices', '/api/v1/releases', '/api/v1/events', '/api/v1/tokens', '/api/v1/sessions/current'])('is closed at %s', async (url) => {
    const response = await call({ url });
    expect([response.statusCode, response.json().code]).toEqual([401, 'IDENTITY.UNKNOWN']);
    expect(response.headers['www-authenticate']).toContain('Bearer');
  });

  it.each(['Bearer nobody', 'Bearer', 'Basic cXo6cXo=', `Bearer ${TOKEN} ${TOKEN}`])('does not open to "%s"', async (authorization) => {
    const response = await call({ url: '/api/v1/cases', headers: { authorization } });
    // The challenge comes from the guard; without it only the second lock, inside the handler, would have held.
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer realm="quanze"']);
  });

  it('opens to the cookie of a session, which scripts and other sites cannot use', async () => {
    const signedIn = await post('/api/v1/sessions', { login: 'li.ming', password: SECRET });
    expect([signedIn.statusCode, signedIn.json()]).toEqual([201, { person: PERSON, kind: 'session', expiresAt: '2026-01-05T13:00:00.000Z' }]);
    expect(signedIn.setCookies[0]).toMatch(new RegExp(`^quanze_session=${TOKEN}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Strict$`));
    const response = await call({ url: '/api/v1/sessions/current', cookies: { quanze_session: TOKEN } });
    expect(response.json()).toMatchObject({ person: PERSON, kind: 'session' });
  });

  it('believes the token when a cookie comes with it', async () => {
    expect((await call({ url: '/api/v1/cases', cookies: { quanze_session: TOKEN }, headers: { authorization: 'Bearer nobody' } })).statusCode).toBe(401);
  });

  it('makes tokens in a session only', async () => {
    const body = { name: 'report', days: 30 };
    expect((await post('/api/v1/tokens', body)).statusCode).toBe(201);
    expect((await post('/api/v1/tokens', body, { authorization: 'Bearer qz_other' })).json().code).toBe('IDENTITY.SESSION_REQUIRED');
  });

  it.each([
    [{ origin: 'https://evil.example' }, 403], [{ origin: 'null' }, 403], [{ 'sec-fetch-site': 'cross-site' }, 403], [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://localhost:80' }, 200], [{ 'sec-fetch-site': 'same-origin' }, 200], [{}, 200],
  ])('answers a change by cookie with %o by %i', async (headers, status) => {
    const response = await call({ method: 'POST', url: ACTS, payload: ACT, cookies: { quanze_session: TOKEN }, headers: { host: 'localhost', ...headers } as Record<string, string> });
    expect(response.statusCode).toBe(status);
  });

  it('slows down guessing, per login and address', async () => {
    const guess = (login: string, password: string) => post('/api/v1/sessions', { login, password });
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await guess('victim', 'wrong')).json().code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'IDENTITY.WRONG_CREDENTIALS'), 'IDENTITY.TOO_MANY_ATTEMPTS']);
    const blocked = await guess('VICTIM', SECRET);
    expect([blocked.statusCode, Number(blocked.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await guess('colleague', SECRET)).statusCode).toBe(201);
  });
});

describe('problems', () => {
  it('tells the case that does not exist in the language asked for', async () => {
    const zh = await call({ url: '/api/v1/cases/none', headers: asMe });
    expect(zh.json()).toMatchObject({ status: 404, code: 'CASE.NOT_FOUND', detail: '没有该案件，或者您无权知悉', instance: '/api/v1/cases/none', requestId: zh.headers['x-request-id'] });
    const en = await call({ url: '/api/v1/cases/none?x=1', headers: { ...asMe, 'accept-language': 'fr, en;q=0.8, zh;q=0.5' } });
    expect(en.json()).toMatchObject({ detail: 'There is no such case, or you may not know of it.', detailZh: '没有该案件，或者您无权知悉', instance: '/api/v1/cases/none' });
  });

  it('tells a wrong address and a wrong method apart', async () => {
    expect((await call({ url: '/nowhere' })).json().code).toBe('REQUEST.NOT_FOUND');
    const wrong = await call({ method: 'PUT', url: ACTS, headers: asMe });
    expect([wrong.statusCode, wrong.json().code, wrong.headers['allow']]).toEqual([405, 'REQUEST.METHOD_NOT_ALLOWED', 'GET, HEAD, POST']);
  });

  it.each(['/api/v1/cases/%', '/api/v1/cases/%ff', '/%c0%80'])('refuses the address %s that cannot be decoded', async (url) => {
    const response = await call({ url, headers: asMe });
    expect([response.statusCode, response.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
  });

  it.each([['fault', 500, 'FAULT.LEDGER_BROKEN'], ['bug', 500, 'FAULT.UNEXPECTED'], ['away', 503, 'FAULT.DEPENDENCY_DOWN']])('tells nothing of a %s but its number', async (id, status, code) => {
    const response = await call({ url: `/api/v1/cases/${id}`, headers: asMe });
    expect([response.statusCode, response.json().code, response.json().params]).toEqual([status, code, {}]);
    expect(response.body).not.toMatch(/entry 7|王某|wang|terminating/);
  });

  it('puts blocked acts into words', async () => {
    const { acts } = (await call({ url: ACTS, headers: asMe })).json();
    expect(acts[0].blockers[0]).toMatchObject({ code: 'AUTHORITY.REFER', text: { zh: expect.stringContaining('检察长') }, whoMay: [{ kind: 'body', id: 'chief' }] });
  });
});

describe('what is public', () => {
  it.each([['/', 'text/html'], ['/health', 'application/json'], ['/ready', 'application/json'], ['/metrics', 'text/plain'], ['/api/openapi.json', 'application/json'], ['/api/reference', 'text/html'],
    ['/api/reference/swagger-ui-bundle.js', 'text/javascript'], ['/api/reference/swagger-ui.css', 'text/css'], ['/api/reference/start.js', 'text/javascript'], ['/api/errors', 'text/html'], ['/assets/home.css', 'text/css'],
  ])('serves %s without a session', async (url, type) => {
    const response = await call({ url });
    expect([url, response.statusCode, String(response.headers['content-type']).split(';')[0]]).toEqual([url, 200, type]);
    expect(response.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'content-security-policy': expect.stringContaining("script-src 'self'") });
  });

  it('serves no other file beside the reference', async () => {
    for (const file of ['package.json', '..%2fpackage.json', 'constructor']) expect((await call({ url: `/api/reference/${file}` })).statusCode).toBe(404);
  });

  it('says what runs here and links the reference', async () => {
    const { body } = await call({ url: '/' });
    for (const part of ['权责', '9.9.9', '2026-01-05 09:00:00', 'href="/api/reference"', 'href="/metrics"']) expect(body).toContain(part);
    expect(body).not.toMatch(/<script|style="|https?:\/\//);
  });

  it('is not ready while the database is away, and lives all the same', async () => {
    dependencyIsUp = false;
    const [ready, health] = [await call({ url: '/ready' }), await call({ url: '/health' })];
    dependencyIsUp = true;
    expect([ready.statusCode, ready.json().dependencies, health.statusCode]).toEqual([503, [{ name: 'database', status: 'down' }], 200]);
    expect((await call({ url: '/ready' })).statusCode).toBe(200);
  });

  it('counts by route, never by id', async () => {
    await call({ url: `/api/v1/cases/${CASE}`, headers: asMe });
    const { body } = await call({ url: '/metrics' });
    expect(body).toContain('route="/api/v1/cases/:id"');
    expect(body).toContain('quanze_jobs{name="deadline",state="delayed"} 2');
    expect(body).not.toContain(CASE);
  });
});

describe('a host that was asked to end', () => {
  beforeEach(() => (isStopping = true));
  afterEach(() => (isStopping = false));

  it('refuses what comes after, says that the connection is of no more use, and does nothing', async () => {
    for (const response of [await post(ACTS, ACT), await call({ url: '/api/v1/cases', headers: asMe }), await call({ url: '/api/v1/events', headers: asMe })]) {
      expect([response.statusCode, response.json().code, response.headers['connection']]).toEqual([503, 'FAULT.STOPPING', 'close']);
    }
    expect(received).toEqual([]);
  });

  it('still tells how it is', async () => {
    expect((await call({ url: '/health' })).statusCode).toBe(200);
    expect((await call({ url: '/ready' })).json().status).toBe('stopping');
  });
});

describe('the OpenAPI document', () => {
  it('gives every operation an id of its own, an answer and problems', async () => {
    const document = (await call({ url: '/api/openapi.json' })).json();
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string; responses: Record<string, { content?: Record<string, unknown> }> }>>).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toMatchSnapshot();
    const api = operations.filter(({ operationId }) => !['health', 'ready', 'metrics'].includes(operationId));
    expect(api.filter(({ responses }) => !Object.keys(responses).some((status) => status.startsWith('2')))).toEqual([]);
    expect(api.filter(({ responses }) => responses['401']?.content?.['application/problem+json'] === undefined)).toEqual([]);
    expect(document.components.schemas.ActDto.properties).toMatchObject({ act: { type: 'string' }, expectedVersion: { type: 'number' } });
  });
});

describe('the log', () => {
  it('names fields and routes, and no value', async () => {
    lines.length = 0;
    await post(ACTS, { ...ACT, payload: { reasons: '机密内容', '王某': 1 } }, { 'x-request-id': 'request-0001' });
    await call({ url: '/api/v1/cases/bug', headers: asMe });
    await post('/api/v1/sessions', { login: 'someone', password: 'hunter2hunter2' });
    const text = lines.join('\n');
    const line = lines.map((l) => JSON.parse(l) as Record<string, unknown>).find(({ requestId }) => requestId === 'request-0001');
    expect(line).toMatchObject({ method: 'POST', route: '/api/v1/cases/:id/acts', status: 200, person: PERSON, fields: ['act', 'expectedVersion', 'payload', 'payload.?', 'payload.reasons'] });
    expect(lines.filter((l) => l.includes('"fault"'))).toHaveLength(1);
    expect(text).not.toMatch(/机密内容|王某|hunter2|someone|wang|qz_/);
  });

  it('makes its own number when the one given could forge a line', async () => {
    const response = await call({ url: '/health', headers: { 'x-request-id': 'a"}{' } });
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

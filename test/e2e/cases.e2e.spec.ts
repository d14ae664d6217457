// A case over HTTP: opening, acting, being refused, repeating, being late, reading what was left behind, and hearing of it live.
import type { Deps } from '@quanze/application';
import { refused } from '@quanze/kernel';
import { waitFor } from '@quanze/testkit';
import { withOwner } from './audit/rows.js';
import { openEvents } from './client.js';
import { DEMO_OFFICE, NEW_CASE, startHost, type RunningHost } from './host.js';

type Definitions = Deps['definitions'];
let host: RunningHost;
beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

const open = (headers: Record<string, string> = {}, more: object = {}) => host.as('intake')({ method: 'POST', url: '/api/v1/cases', payload: { ...NEW_CASE, ...more }, headers });
const openOne = async (): Promise<{ caseId: string; version: number; number: string }> => {
  const answer = await open();
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json();
};
const act = (caseId: string, payload: object, headers: Record<string, string> = {}, login = 'intake') =>
  host.as(login)({ method: 'POST', url: `/api/v1/cases/${caseId}/acts`, payload, headers });
const ASK = { act: 'request-materials', payload: { missing: '缺少提请批准逮捕书' } };

const lastRefusal = (chain: string): Promise<unknown> => withOwner(host.databaseUrl, async (client) => {
  const { rows } = await client.query<{ entry: string }>(`SELECT entry FROM journal WHERE chain = $1 AND kind = 'refused' ORDER BY seq DESC LIMIT 1`, [chain]);
  return JSON.parse(rows[0]?.entry ?? 'null');
});

describe('while no power list is in force', () => {
  it('refuses every act and opening, and notes the attempts', async () => {
    const { caseId, version } = await openOne();
    const definitions = host.application.deps.definitions as { -readonly [K in keyof Definitions]: Definitions[K] };
    const { powers } = definitions;
    definitions.powers = () => refused('AUTHORITY.NO_LIST_IN_FORCE', { on: '2026-01-01' });
    try {
      expect((await act(caseId, { ...ASK, expectedVersion: version })).json().code).toBe('AUTHORITY.NO_LIST_IN_FORCE');
      expect((await open()).json().code).toBe('AUTHORITY.NO_LIST_IN_FORCE');
    } finally {
      definitions.powers = powers;
    }
    expect(await lastRefusal(caseId)).toMatchObject({ act: 'request-materials', payload: { code: 'AUTHORITY.NO_LIST_IN_FORCE' } });
    expect(await lastRefusal(DEMO_OFFICE)).toMatchObject({ act: 'case.open', payload: { code: 'AUTHORITY.NO_LIST_IN_FORCE' } });
    expect((await act(caseId, { ...ASK, expectedVersion: version })).statusCode).toBe(200);
  });
});

describe('opening a case', () => {
  it('gives it a number and a place, and case management finds it', async () => {
    const answer = await open();
    expect(answer.statusCode).toBe(201);
    const { caseId, number, version, replayed } = answer.json();
    expect(answer.headers['location']).toBe(`/api/v1/cases/${caseId}`);
    expect({ number, version, replayed }).toEqual({ number: expect.stringMatching(/捕.*\d+/), version: expect.any(Number), replayed: false });
    const read = await host.as('intake')({ url: `/api/v1/cases/${caseId}` });
    expect(read.json()).toMatchObject({ head: { caseId, number, title: NEW_CASE.title, status: 'open' }, states: expect.arrayContaining([expect.objectContaining({ id: expect.stringContaining('stage.checking') })]) });
    const list = (await host.as('intake')({ url: '/api/v1/cases?limit=200' })).json();
    expect(list.items.map((item: { caseId: string }) => item.caseId)).toContain(caseId);
  });

  it('refuses facts the path does not declare, all problems at once', async () => {
    const answer = await open({}, { facts: { origin: 'nobody', unknownFact: 1 } });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'FACTS.INVALID']);
    expect(answer.json().params.problems.sort()).toEqual(['custody: required', 'origin: value', 'unknownFact: unknown']);
  });

  it('notes a refused attempt in the journal of the office, without what was typed', async () => {
    expect((await open({}, { path: 'criminal.nothing', title: '不应留下的名称' })).json().code).toBe('RELEASE.NOT_FOUND');
    const noted = await lastRefusal(DEMO_OFFICE);
    expect(noted).toMatchObject({ act: 'case.open', payload: { code: 'RELEASE.NOT_FOUND', fields: expect.arrayContaining(['origin']) } });
    expect(JSON.stringify(noted)).not.toContain('不应留下的名称');
  });

  it('is not for everybody: the problem says for whom', async () => {
    const answer = await host.as('procurator1')({ method: 'POST', url: '/api/v1/cases', payload: NEW_CASE });
    expect(answer.json()).toMatchObject({ status: 403, code: 'AUTHORITY.NOT_YOUR_ROLE', whoMay: [{ kind: 'role', id: 'case_mgmt' }], source: expect.stringContaining('156') });
  });

  it('does not exist for a path or an office one does not have', async () => {
    expect((await open({}, { path: 'no.such.path' })).json().code).toBe('RELEASE.NOT_FOUND');
    expect((await open({}, { office: '00000000-0000-4000-8000-000000000009' })).json().code).toBe('OFFICE.NOT_FOUND');
  });

  it('opens one case for one key, however often it is sent', async () => {
    const headers = { 'idempotency-key': 'open-once' };
    const [first, again] = [await open(headers), await open(headers)];
    expect(again.json()).toEqual({ ...first.json(), replayed: true });
    expect((await open(headers, { title: '另一案' })).json().code).toBe('REQUEST.IDEMPOTENCY_KEY_REUSED');
  });
});

describe('an act', () => {
  it('is listed as possible, is done, and stands in the trace with its hash', async () => {
    const { caseId, version } = await openOne();
    const listed = (await host.as('intake')({ url: `/api/v1/cases/${caseId}/acts` })).json();
    const offered = listed.acts.find((one: { act: string }) => one.act === ASK.act);
    expect(offered).toMatchObject({ allowed: true, blockers: [] });
    const done = await act(caseId, { ...ASK, expectedVersion: version });
    expect(done.json()).toMatchObject({ caseId, version: version + 1, status: 'open', replayed: false });
    const { lines, next } = (await host.as('intake')({ url: `/api/v1/cases/${caseId}/trace` })).json();
    expect(next).toBeNull();
    expect(lines.at(-1)).toMatchObject({ entry: { act: ASK.act, hash: done.json().entryHash, seq: done.json().seq }, payload: { input: { missing: ASK.payload.missing } }, refusal: null });
  });

  it('that is refused says who may, and is journaled with the reason', async () => {
    const { caseId, version } = await openOne();
    const listed = (await host.as('chief')({ url: `/api/v1/cases/${caseId}/acts` })).json().acts.find((one: { act: string }) => one.act === ASK.act);
    expect(listed).toMatchObject({ allowed: false, blockers: [{ code: 'AUTHORITY.NOT_YOUR_ROLE', text: { zh: '该行为由案件管理部门实施' } }] });
    const refused = await act(caseId, { ...ASK, expectedVersion: version }, { 'accept-language': 'en' }, 'chief');
    expect(refused.json()).toMatchObject({ status: 403, code: 'AUTHORITY.NOT_YOUR_ROLE', detail: 'This act belongs to: case management.', detailZh: '该行为由案件管理部门实施' });
    const { lines } = (await host.as('intake')({ url: `/api/v1/cases/${caseId}/trace` })).json();
    expect(lines.at(-1)).toMatchObject({ entry: { kind: 'refused', act: ASK.act }, refusal: { code: 'AUTHORITY.NOT_YOUR_ROLE' } });
  });

  it('has one effect under one key, also when sent twice at the same time', async () => {
    const { caseId, version } = await openOne();
    const headers = { 'idempotency-key': `twice-${caseId}` };
    const body = { ...ASK, expectedVersion: version };
    const answers = await Promise.all([act(caseId, body, headers), act(caseId, body, headers), act(caseId, body, headers)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.json().entryHash)).size).toBe(1);
    expect(answers.filter((answer) => answer.json().replayed === false)).toHaveLength(1);
    expect((await act(caseId, { ...body, payload: { missing: '其他' } }, headers)).json()).toMatchObject({ status: 422, code: 'REQUEST.IDEMPOTENCY_KEY_REUSED' });
  });

  it('on a version somebody has changed is refused with both versions', async () => {
    const { caseId, version } = await openOne();
    await act(caseId, { ...ASK, expectedVersion: version });
    const late = await act(caseId, { act: 'register-materials', payload: {}, expectedVersion: version });
    expect(late.json()).toMatchObject({ status: 409, code: 'CASE.VERSION_CONFLICT', params: { expected: version, actual: version + 1 } });
  });

  it('is checked field by field against the definition', async () => {
    const { caseId, version } = await openOne();
    const answer = await act(caseId, { act: ASK.act, payload: { missing: '', by: 'me' }, expectedVersion: version });
    expect(answer.json()).toMatchObject({ status: 422, code: 'PAYLOAD.INVALID', params: { problems: ['by: unknown', 'missing: required'] } });
  });

  it('on a case one may not know of is as if there were none', async () => {
    const { caseId, version } = await openOne();
    const [hidden, missing] = [await act(caseId, { ...ASK, expectedVersion: version }, {}, 'procurator3'), await act('00000000-0000-4000-8000-00000000dead', { ...ASK, expectedVersion: version })];
    const bare = (problem: Record<string, unknown>) => ({ ...problem, instance: '', requestId: '' });
    expect(bare(hidden.json())).toEqual(bare(missing.json()));
    expect(hidden.statusCode).toBe(404);
  });
});

describe('documents of a case', () => {
  it('has a bundle whose head is the last entry, and no receipt of a decision nobody made', async () => {
    const { caseId } = await openOne();
    const bundle = (await host.as('intake')({ url: `/api/v1/cases/${caseId}/bundle` })).json();
    expect(bundle).toMatchObject({ format: 'quanze-bundle/1', chain: caseId, openings: [], head: { length: bundle.entries.length, hash: bundle.entries.at(-1).hash } });
    for (const seq of ['1', '0', 'x']) expect((await host.as('intake')({ url: `/api/v1/cases/${caseId}/decisions/${seq}/receipt` })).json().code).toBe('DECISION.NOT_FOUND');
    expect((await host.as('intake')({ url: `/api/v1/cases/${caseId}/decisions` })).json()).toEqual([]);
    expect((await host.as('intake')({ url: `/api/v1/cases/${caseId}/deadlines` })).statusCode).toBe(200);
  });
});

describe('live events', () => {
  const listen = async (login: string, headers: Record<string, string> = {}) => openEvents(host.port, { url: '/api/v1/events', headers: { cookie: `quanze_session=${await host.cookieOf(login)}`, ...headers } });

  it('reach who may know of the case, and nobody else', async () => {
    const [intake, stranger] = [await listen('intake'), await listen('procurator3')];
    expect([intake.statusCode, intake.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const { caseId, version } = await openOne();
    await act(caseId, { ...ASK, expectedVersion: version });
    await waitFor('both events', () => intake.text().includes(`"act":"${ASK.act}"`) && intake.text().includes('"act":"receive"'));
    expect(intake.text()).toContain(`"caseId":"${caseId}"`);
    expect(intake.text()).not.toContain(ASK.payload.missing);
    // Events are told in order, so one the stranger may hear of proves that the others were passed over.
    const office = await host.as('admin')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/people`, payload: { name: '某', login: 'event.one', password: 'a long enough one' } });
    expect(office.statusCode).toBe(201);
    await waitFor('the change of the office', () => stranger.text().includes('event: office.changed'));
    expect(stranger.text()).not.toContain(caseId);
    intake.close();
    stranger.close();
  });

  it('are sent again from the last number, or the listener is told to load anew', async () => {
    const first = await listen('intake');
    const { caseId, version } = await openOne();
    await waitFor('the first event', () => first.text().includes(caseId));
    const last = [...first.text().matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? '';
    first.close();
    await act(caseId, { ...ASK, expectedVersion: version });
    const back = await listen('intake', { 'last-event-id': last });
    await waitFor('what was missed', () => back.text().includes(`"act":"${ASK.act}"`));
    expect(back.text()).not.toContain(`id: ${last}\n`);
    back.close();
    const lost = await listen('intake', { 'last-event-id': 'long-ago' });
    await waitFor('the reset', () => lost.text().includes('event: reset'));
    lost.close();
  });
});

describe('the log of all this', () => {
  it('holds no title, no reason, no password', () => {
    const text = host.lines.join('\n');
    expect(text).toContain('/api/v1/cases/:id/acts');
    expect(text).not.toMatch(/张某|盗窃|提请批准逮捕书|a long enough one|qz_[0-9a-f]{8}/);
  });
});

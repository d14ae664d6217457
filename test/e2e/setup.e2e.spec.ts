// A real office from a setup file: real processes on an empty database, their output, and the way in through HTTP until a case moves.
// What is not here: every slip a file can have (`setup.unit.spec.ts` beside the code).
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import * as persistence from '@quanze/persistence';
import type { OfficeId } from '@quanze/kernel';
import { verifyChain } from '@quanze/ledger';
import { createTestDatabase, makeTestFolder, waitFor, type TestDatabase } from '@quanze/testkit';
import { sha256 } from '../../apps/host/src/compose/system.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { send, type Answer, type Call } from './client.js';

jest.setTimeout(180_000);
const ROOT = new URL('../../', import.meta.url);
const LOADER = new URL('libs/testkit/src/typescript-loader.mjs', ROOT).href;
const PROGRAM = fileURLToPath(new URL('apps/host/src/main.ts', ROOT));
const EXAMPLE = readFileSync(new URL('docs/examples/office.yaml', ROOT), 'utf8');
const START_LIMIT_MS = 120_000;

interface HostProcess {
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the port when the host listens; rejects with all output when it ended. */
  port(): Promise<number>;
  readonly ended: Promise<number | string>;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
let folder: string;
let files = 0;

function fileWith(text: string): string {
  const file = join(folder, `office-${(files += 1)}.yaml`);
  writeFileSync(file, text);
  return file;
}

function startHost(databaseUrl: string, env: Readonly<Record<string, string>>): HostProcess {
  const own = { PATH: process.env['PATH'] ?? '', PORT: '0', HOST: '127.0.0.1', DATABASE_URL: databaseUrl, QUANZE_DATA_DIR: join(folder, 'data'), QUANZE_WORKER: 'off', ...env };
  const child = spawn(process.execPath, ['--import', LOADER, PROGRAM], { cwd: fileURLToPath(ROOT), env: own, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let [out, err] = ['', ''];
  let end: number | string | null = null;
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => {
    running.delete(child);
    resolve((end = code ?? String(signal)));
  }));
  const ready = (): number | undefined => linesOf(out).find(({ message }) => message === 'ready')?.['port'] as number | undefined;
  return {
    out: () => out, err: () => err, ended,
    async port() {
      await waitFor('the host listens or ends', () => end !== null || ready() !== undefined, START_LIMIT_MS, 20);
      const port = ready();
      if (port === undefined) throw new Error(`the host ended with ${end}:\n${out}${err}`);
      return port;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The log, line by line. @throws when anything else stands among its lines */
function linesOf(out: string): readonly Readonly<Record<string, unknown>>[] {
  return out.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
}
const messagesOf = (host: HostProcess): readonly string[] => linesOf(host.out()).map(({ message }) => String(message));
const passwordIn = (table: string, login: string): string => new RegExp(`^ +${login} .* (\\S+)$`, 'm').exec(table)?.[1] ?? '';

/** Reads what is stored, beside the hosts. */
async function stored<T>(databaseUrl: string, read: (stores: persistence.Stores) => Promise<T>): Promise<T> {
  const source = await persistence.createDataSource(databaseUrl, { poolMax: 2 }).initialize();
  try {
    return await read(persistence.createStores(source));
  } finally {
    await source.destroy();
  }
}

async function tablesOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
  await client.end();
  return rowCount ?? -1;
}

let database: TestDatabase;
beforeAll(async () => {
  [folder, database] = [await makeTestFolder('setup'), await createTestDatabase(persistence)];
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await database.drop();
});

describe('two hosts that start at once with the same file', () => {
  let hosts: readonly HostProcess[];
  let port: number;
  let table: string;
  let file: string;
  beforeAll(async () => {
    file = fileWith(EXAMPLE);
    hosts = [0, 1].map(() => startHost(database.url, { QUANZE_SETUP: file }));
    [port] = (await Promise.all(hosts.map((host) => host.port()))) as [number, number];
    table = hosts.map((host) => host.err()).join('');
  }, START_LIMIT_MS);

  const call = (what: Call): Promise<Answer> => send(port, what);
  const signIn = (login: string, password: string) => call({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });
  const cookiesOf = (answer: Answer) => ({ quanze_session: /^quanze_session=([^;]+)/.exec(answer.setCookies[0] ?? '')?.[1] ?? '' });
  const change = (cookies: Record<string, string>, oldPassword: string, newPassword: string) => call({ method: 'POST', url: '/api/v1/me/password', payload: { oldPassword, newPassword }, cookies });
  const NEW = 'chosen by its owner';
  let admin: Record<string, string>;

  /** Signs in with a password for a single use and chooses another. */
  async function enter(login: string, password: string): Promise<Record<string, string>> {
    const cookies = cookiesOf(await signIn(login, password));
    expect((await change(cookies, password, NEW)).statusCode).toBe(204);
    return cookies;
  }

  it('make one office between them: one sets it up and the other finds it done', async () => {
    const told = hosts.map((host) => messagesOf(host).filter((message) => message.startsWith(file)));
    expect(told.flat().sort()).toEqual([expect.stringMatching(/: set up 2 offices with 9 people, 30 entries written$/), expect.stringMatching(/: was applied at \S+Z; nothing to do$/)]);
    const { offices, people, definitions } = await stored(database.url, async ({ office }) => {
      const rows = await office.offices(TENANT);
      return { offices: rows.map(({ word, level }) => [word, level]), people: (await Promise.all(rows.map(({ id }) => office.people(id, new Date().toISOString() as never)))).map((list) => list.length), definitions: (await office.definitions(TENANT)).map(({ kind, id }) => `${kind} ${id}`) };
    });
    expect([offices, people.sort()]).toEqual([[['江云检', 'basic'], ['江州检', 'city']], [2, 8]]);
    expect(definitions.sort()).toEqual(['assignment-rules model', 'calendar china', 'duty-list model', 'power-list model', 'release criminal.arrest', 'release criminal.prosecution']);
  });

  it('show the passwords of the administrators once, and never in the log', () => {
    const passwords = ['zheng.anlan', 'wang.shouyi'].map((login) => passwordIn(table, login));
    expect(passwords).toEqual([expect.stringMatching(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/), expect.stringMatching(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)]);
    expect(hosts.map((host) => host.err()).filter((err) => err.includes('zheng.anlan'))).toHaveLength(1);
    expect(table).not.toContain('wu.qinghe');
    // linesOf throws for a line that is no JSON.
    expect(hosts.flatMap((host) => linesOf(host.out())).length).toBeGreaterThan(3);
    expect(hosts.filter((host) => passwords.some((password) => host.out().includes(password)))).toEqual([]);
  });

  it('let the administrator in as far as choosing a password, and then further', async () => {
    const password = passwordIn(table, 'zheng.anlan');
    const opened = await signIn('zheng.anlan', password);
    expect([opened.statusCode, opened.json().mustChangePassword]).toEqual([201, true]);
    const [mine, elsewhere] = [cookiesOf(opened), cookiesOf(await signIn('zheng.anlan', password))];
    for (const what of [{ url: '/api/v1/offices' }, { url: '/api/v1/inbox' }, { url: '/api/v1/events' }, { method: 'POST', url: '/api/v1/tokens', payload: { name: 'x', days: 1 } }]) {
      const refused = await call({ ...what, cookies: mine });
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'IDENTITY.PASSWORD_CHANGE_REQUIRED']);
    }
    expect((await call({ url: '/api/v1/sessions/current', cookies: mine })).json()).toMatchObject({ mustChangePassword: true });
    const codes: string[] = [];
    for (const [old, next] of [['not the password', NEW], [password, password], [password, 'short']] as const) codes.push((await change(mine, old, next)).json().code);
    expect(codes).toEqual(['IDENTITY.OLD_PASSWORD_WRONG', 'IDENTITY.PASSWORD_UNCHANGED', 'PERSON.PASSWORD_WEAK']);
    expect((await change(mine, password, NEW)).statusCode).toBe(204);
    expect((await call({ url: '/api/v1/sessions/current', cookies: mine })).json()).toMatchObject({ mustChangePassword: false });
    expect((await call({ url: '/api/v1/offices', cookies: elsewhere })).json().code).toBe('IDENTITY.UNKNOWN');
    expect([(await signIn('zheng.anlan', password)).statusCode, (await signIn('zheng.anlan', NEW)).json().mustChangePassword]).toEqual([401, false]);
    admin = mine;
  });

  it('take guesses at the old password no faster than at sign-in', async () => {
    const cookies = cookiesOf(await signIn('zheng.anlan', NEW));
    const codes: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await change(cookies, `guess ${attempt}`, 'another password')).json().code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'IDENTITY.OLD_PASSWORD_WRONG'), 'IDENTITY.TOO_MANY_ATTEMPTS']);
  });

  it('let one of two changes at the same moment win: the old password is good for one', async () => {
    const sessions = [cookiesOf(await signIn('wang.shouyi', passwordIn(table, 'wang.shouyi'))), cookiesOf(await signIn('wang.shouyi', passwordIn(table, 'wang.shouyi')))];
    const answers = await Promise.all(sessions.map((cookies, index) => change(cookies, passwordIn(table, 'wang.shouyi'), `${NEW} ${index}`)));
    expect(answers.map((answer) => (answer.statusCode === 204 ? 'changed' : answer.json().code)).sort()).toEqual(['IDENTITY.OLD_PASSWORD_WRONG', 'changed']);
    const winner = answers.findIndex(({ statusCode }) => statusCode === 204);
    expect([(await signIn('wang.shouyi', `${NEW} ${winner}`)).statusCode, (await signIn('wang.shouyi', `${NEW} ${1 - winner}`)).statusCode]).toEqual([201, 401]);
  });

  it('let nobody set a password without a session, nor for people of another office', async () => {
    const [district, city] = (await call({ url: '/api/v1/offices', cookies: admin })).json() as { id: string }[];
    const people = (await call({ url: `/api/v1/offices/${city?.id}/people`, cookies: admin })).json() as { id: string; login: string }[];
    const chief = people.find(({ login }) => login === 'feng.tingyun')?.id;
    const made = await call({ method: 'POST', url: '/api/v1/tokens', payload: { name: 'x', days: 1 }, cookies: admin });
    const headers = { authorization: `Bearer ${made.json().token}` };
    const reset = (office: string | undefined, how: Partial<Call>) => call({ method: 'POST', url: `/api/v1/offices/${office}/people/${chief}/password`, ...how });
    expect((await call({ method: 'POST', url: '/api/v1/me/password', payload: { oldPassword: NEW, newPassword: 'another password' }, headers })).json().code).toBe('IDENTITY.SESSION_REQUIRED');
    expect((await reset(city?.id, { headers })).json().code).toBe('IDENTITY.SESSION_REQUIRED');
    expect((await reset(district?.id, { cookies: admin })).json().code).toBe('PERSON.NOT_FOUND');
    expect((await reset(city?.id, { cookies: admin })).statusCode).toBe(200);
  });

  it('let people in whom the administrator gave a password, and a case moves', async () => {
    const [office] = (await call({ url: '/api/v1/offices', cookies: admin })).json() as { id: string; word: string }[];
    const people = (await call({ url: `/api/v1/offices/${office?.id}/people`, cookies: admin })).json() as { id: string; login: string }[];
    const reset = (login: string, cookies = admin) => call({ method: 'POST', url: `/api/v1/offices/${office?.id}/people/${people.find((person) => person.login === login)?.id}/password`, cookies });
    expect((await signIn('wu.qinghe', NEW)).statusCode).toBe(401);
    const given = await reset('wu.qinghe');
    expect([given.statusCode, (await reset('zheng.anlan')).json().code]).toEqual([200, 'IDENTITY.OWN_PASSWORD']);
    const intake = await enter('wu.qinghe', given.json().password);
    expect((await reset('wang.shouyi', intake)).json()).toMatchObject({ code: 'AUTHORITY.NOT_YOUR_ROLE', whoMay: [{ id: 'admin' }] });
    const opening = {
      path: 'criminal.arrest', office: office?.id, department: 'first', title: '某某涉嫌盗窃案', act: 'receive', facts: { origin: 'police', custody: 'none' },
      payload: { requestDocument: '江云公提捕字〔2026〕1号', title: '某某涉嫌盗窃' },
    };
    const opened = await call({ method: 'POST', url: '/api/v1/cases', payload: opening, cookies: intake });
    expect([opened.statusCode, opened.json().number]).toEqual([201, expect.stringMatching(/^江云检/)]);
    const { caseId, version } = opened.json();
    const acted = await call({ method: 'POST', url: `/api/v1/cases/${caseId}/acts`, payload: { act: 'request-materials', payload: { missing: '缺少提请批准逮捕书' }, expectedVersion: version }, cookies: intake });
    expect([acted.statusCode, acted.json().version]).toEqual([200, version + 1]);
    // A password that was lost: whoever has it is put out, and programs stand still until its owner has chosen another.
    const made = await call({ method: 'POST', url: '/api/v1/tokens', payload: { name: 'x', days: 1 }, cookies: intake });
    const headers = { authorization: `Bearer ${made.json().token}` };
    expect((await call({ url: '/api/v1/cases', headers })).statusCode).toBe(200);
    await reset('wu.qinghe');
    expect([(await call({ url: '/api/v1/cases', cookies: intake })).json().code, (await call({ url: '/api/v1/cases', headers })).json().code]).toEqual(['IDENTITY.UNKNOWN', 'IDENTITY.PASSWORD_CHANGE_REQUIRED']);
  });

  it('left every step of the setup in the journals, done by the setup and by nobody else', async () => {
    const chains = await stored(database.url, async ({ office, cases }) => Promise.all((await office.offices(TENANT)).map(async ({ id, word }) => ({ id, word, entries: await cases.journal(id, 0, 100), head: await office.chainHead(id) }))));
    for (const { id, entries, head } of chains) expect(verifyChain(entries, { chain: id, expectedLength: head.seq, expectedHead: head.head ?? '' }, sha256)).toMatchObject({ valid: true });
    const entries = chains.find(({ word }) => word === '江云检')?.entries ?? [];
    const bySetup = entries.filter(({ actor }) => actor?.['kind'] === 'setup');
    expect(bySetup.map(({ seq }) => seq)).toEqual(bySetup.map((_entry, index) => index + 1));
    expect(bySetup[0]).toMatchObject({ kind: 'office', act: 'office.set-up', payload: { input: { word: '江云检', level: 'basic', departments: ['first', 'second', 'case-management'] } } });
    expect(bySetup.filter(({ act }) => act === 'appointment.begin').map(({ payload }) => (payload['input'] as { role: string }).role).sort()).toEqual(['admin', 'admin', 'assistant', 'case_mgmt', 'chief', 'committee_member', 'committee_member', 'committee_member', 'dept_head', 'deputy_chief', 'procurator']);
    expect(entries.filter(({ actor }) => actor?.['kind'] === undefined).map(({ kind, act }) => `${kind} ${act}`).slice(0, 4)).toEqual([...Array.from({ length: 3 }, () => 'refused person.change-password'), 'office person.change-password']);
    expect(JSON.stringify(chains)).not.toMatch(/赵致远|郑安澜|argon2|chosen by/);
  });

  it('start again with the same file after all that, and change nothing', async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    const before = await stored(database.url, async ({ office }) => Promise.all((await office.offices(TENANT)).map(({ id }) => office.chainHead(id))));
    const again = startHost(database.url, { QUANZE_SETUP: file });
    await again.port();
    expect(messagesOf(again).filter((message) => message.startsWith(file))).toEqual([expect.stringMatching(/: was applied at \S+Z; nothing to do$/)]);
    await again.stop();
    expect([again.err(), await again.ended]).toEqual(['', 0]);
    expect(await stored(database.url, async ({ office }) => Promise.all((await office.offices(TENANT)).map(({ id }) => office.chainHead(id as OfficeId))))).toEqual(before);
  });

  it('refuse a file that differs from what is there, and say how and where', async () => {
    const other = fileWith(EXAMPLE.replace('赵致远', '赵志远').replace('{role: procurator, department: first, from: "2023-06-01"}', '{role: procurator, department: second, from: "2023-06-01"}'));
    const refused = startHost(database.url, { QUANZE_SETUP: other });
    expect(await refused.ended).toBe(78);
    const lineOf = (text: string): number => EXAMPLE.split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(refused.err()).toContain(`${other}:${lineOf('赵致远')}:11 /people/0/name setup-differs 文件为“赵志远”，现为“赵致远” / the file says “赵志远”, there is “赵致远”\n`);
    expect(refused.err()).toMatch(new RegExp(`:${lineOf('name: 李景行') + 1}:5 /people/3/posts setup-differs li\\.jingxing 现在没有该任职：江云检 procurator second 2023-06-01`));
    expect(refused.err().match(/setup-differs/g)).toHaveLength(3);
    expect(messagesOf(refused)).toContain('the host could not start');
  });
});

describe('a file with a slip in it', () => {
  it('is refused with its line and key before the database is touched', async () => {
    const { runMigrations: _without, ...bare } = persistence;
    const empty = await createTestDatabase(bare, 'empty');
    try {
      const file = fileWith(EXAMPLE.replace('  - login: li.jingxing\n    name:', '  - login: li.jingxing\n    nmae:'));
      const refused = startHost(empty.url, { QUANZE_SETUP: file });
      expect(await refused.ended).toBe(78);
      const line = EXAMPLE.split('\n').findIndex((text) => text.includes('李景行')) + 1;
      expect(refused.err()).toContain(`${file}:${line}:5 /people/3/nmae setup-unknown-key 未知的键“nmae”；是否应为 name？ / unknown key “nmae”; did you mean name?\n`);
      expect(refused.err()).toContain('/people/3 setup-missing-key 缺少键 name / the key name is missing\n');
      expect(await tablesOf(empty.url)).toBe(0);
    } finally {
      await empty.drop();
    }
  });
});

// `quanze export` against a host that answers as ours does, and `quanze export-definition` on the shipped definitions.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTestFolder } from '@quanze/testkit';
import { createMachine } from 'xstate';
import { bundleBy, newOffice } from './bundle-fixtures.contract.js';
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);

const ID = '0196f3a0-0000-7000-8000-00000000c001';
const NUMBER = '云溪检诉〔2026〕1号';
const folder = await makeTestFolder('cli-export');
const bundle = JSON.stringify(bundleBy(newOffice('office'), 2));
const seen: IncomingMessage[] = [];
let server: Server;
let url = '';

const problem = (status: number, code: string) => ({ status, body: JSON.stringify({ code, detailEn: `text of ${code}` }) });

function answerFor({ url: path = '', headers }: IncomingMessage): { status: number; body: string; location?: string } {
  if (headers.authorization !== 'Bearer secret-token') return problem(401, 'IDENTITY.UNKNOWN');
  const address = new URL(path, 'http://host');
  if (address.pathname === '/api/v1/cases') {
    const text = address.searchParams.get('text');
    const items = [{ caseId: ID, number: `${NUMBER}`, foreignNumber: null }, { caseId: ID.replace('c001', 'c002'), number: `${NUMBER}之二`, foreignNumber: 'F-1' }, { caseId: ID, number: 'x', foreignNumber: 'F-1' }];
    return { status: 200, body: JSON.stringify({ items: text === 'nobody' ? [] : items, next: null }) };
  }
  if (address.pathname === `/moved/api/v1/cases/${ID}/bundle`) return { status: 302, body: '', location: `/api/v1/cases/${ID}/bundle` };
  if (address.pathname === `/page/api/v1/cases/${ID}/bundle`) return { status: 200, body: '<html>' };
  return address.pathname === `/api/v1/cases/${ID}/bundle` ? { status: 200, body: bundle } : problem(404, 'CASE.NOT_FOUND');
}

beforeAll(async () => {
  await quanze(['--version']);
  server = createServer((request, response) => {
    seen.push(request);
    const { status, body, location } = answerFor(request);
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, FIRST_START_LIMIT_MS);
afterAll(() => new Promise((resolve) => server.close(resolve)));

const fetchCase = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => quanze(['export', ...args, '--as', 'bundle'], '', { QUANZE_URL: url, QUANZE_TOKEN: 'secret-token', ...env });

describe('quanze export', () => {
  it('writes the bundle as the host gave it, and it verifies', async () => {
    const file = join(folder, 'case.json');
    expect(await fetchCase([ID, '--out', file])).toEqual({ exit: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toBe(bundle);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(JSON.parse((await quanze(['ledger', 'verify', file])).out)).toMatchObject({ valid: true });
    expect(seen.at(-1)?.url).toBe(`/api/v1/cases/${ID}/bundle?openings=false`);
  });

  it('finds a case by its very number, and asks for openings only when told to', async () => {
    expect(await fetchCase([NUMBER, '--openings'])).toMatchObject({ exit: 0, out: `${bundle}\n` });
    expect(seen.at(-1)?.url).toBe(`/api/v1/cases/${ID}/bundle?openings=true`);
    expect(errorOf(await fetchCase(['云溪检诉〔2026〕']))).toMatchObject({ code: 'CASE.NOT_FOUND' });
    expect(errorOf(await fetchCase(['F-1']))).toMatchObject({ code: 'CASE.AMBIGUOUS' });
  });

  it('takes the token from a file, and tells no token in a message', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'secret-token\n');
    expect(await fetchCase([ID, '--token-file', file], { QUANZE_TOKEN: '' })).toMatchObject({ exit: 0 });
    const wrong = await fetchCase([ID], { QUANZE_TOKEN: 'stolen' });
    expect([wrong.exit, errorOf(wrong).code, wrong.err.includes('stolen')]).toEqual([1, 'IDENTITY.UNKNOWN', false]);
    const broken = await fetchCase([ID], { QUANZE_TOKEN: 'a\u00e9b' });
    expect([broken.exit, errorOf(broken).code, broken.err.includes('\u00e9')]).toEqual([2, 'USAGE', false]);
  });

  it('passes on what the host refuses, follows no redirection, and leaves no file behind', async () => {
    const file = join(folder, 'none.json');
    const refused = await fetchCase([ID.replace('c001', 'c009'), '--out', file]);
    expect([refused.exit, errorOf(refused)]).toEqual([1, { code: 'CASE.NOT_FOUND', message: 'text of CASE.NOT_FOUND' }]);
    expect(errorOf(await fetchCase([ID, '--out', file], { QUANZE_URL: `${url}/moved` })).code).toBe('HOST.UNREACHABLE');
    expect(errorOf(await fetchCase([ID, '--out', file], { QUANZE_URL: `${url}/page` })).code).toBe('HOST.ANSWER_MALFORMED');
    expect(errorOf(await fetchCase([ID, '--out', file], { QUANZE_URL: 'http://127.0.0.1:1' })).code).toBe('HOST.UNREACHABLE');
    expect(existsSync(file)).toBe(false);
  });
});

describe('quanze export-definition', () => {
  const file = (name: string) => fileURLToPath(new URL(`../../../workflows/${name}`, import.meta.url));
  const exported = (name: string, ...form: string[]) => quanze(['export-definition', name, ...form]);

  it('gives a configuration that XState takes, the same for a release and for its path', async () => {
    const [release, path] = [await exported(file('releases/criminal-arrest.yaml'), '--as', 'xstate'), await exported(file('case-paths/criminal-arrest.yaml'), '--as', 'xstate')];
    expect([release.exit, path.out === release.out]).toEqual([0, true]);
    const machine = createMachine(JSON.parse(release.out) as Parameters<typeof createMachine>[0]);
    expect(machine.getStateNodeById('stage').type).toBe('compound');
    expect(machine.events.length).toBeGreaterThan(50);
  });

  it('draws every state and every act that leads on', async () => {
    const { exit, out } = await exported(file('case-paths/criminal-arrest.yaml'), '--as', 'mermaid', '--language', 'en');
    expect(exit).toBe(0);
    expect(out).toMatch(/^---\ntitle: .+\n---\nstateDiagram-v2\n/);
    const declared = new Set([...out.matchAll(/state ".*" as (\S+)/g)].map((match) => match[1]));
    const used = [...out.matchAll(/^ *(\S+) --> (\S+)/gm)].flatMap((match) => [match[1], match[2]]).filter((name) => name !== '[*]');
    expect(used.filter((name) => !declared.has(name))).toEqual([]);
    expect(out.split('{').length).toBe(out.split('}').length);
    expect(used.length).toBeGreaterThan(100);
  });

  it('refuses what it cannot export, and says why', async () => {
    expect(errorOf(await exported(file('calendars/china.yaml'), '--as', 'mermaid')).code).toBe('EXPORT.NOT_A_PATH');
    expect(errorOf(await exported(file('case-paths/criminal-arrest.yaml'), '--as', 'bpmn')).code).toBe('EXPORT.FORMAT_UNAVAILABLE');
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, readFileSync(file('case-paths/criminal-arrest.yaml'), 'utf8').replace('stage.checking', 'stage.chekking'));
    const run = await exported(broken, '--as', 'mermaid');
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'DEFINITION.INVALID']);
    expect(JSON.stringify(errorOf(run)['findings'])).toContain('stage.chekking');
  });
});

// `quanze import-tables` and `quanze matrix` as processes: what goes to which stream, exit codes, and that the one reads what the other wrote.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTestFolder } from '@quanze/testkit';
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

const folder = await makeTestFolder('cli-tables');
const TABLES = {
  caseType: { id: 'Grant', name: '补助' },
  states: [{ id: 'Open', name: '办理' }, { id: 'done', name: '办结' }],
  events: [
    { id: 'create', name: '建立', pre: [], post: 'Open' },
    { id: 'Close It', name: '办结', pre: ['Open'], post: [{ to: 'done', when: 'total > 5' }, { to: 'Open', when: 'total IS 5' }] },
    { id: 'note', name: '备注', pre: ['*'], post: '*' },
  ],
  roles: ['chief', '书记员'],
  grants: {
    case: [{ role: 'chief', crud: 'CU' }, { role: '书记员', crud: 'U' }],
    state: [{ state: 'Open', role: 'chief', crud: 'U' }, { state: 'Open', role: '书记员', crud: 'CRUD' }, { state: 'done', role: 'chief', crud: 'U' }],
    event: [{ event: 'create', role: 'chief', crud: 'C' }, { event: 'Close It', role: 'chief', crud: 'C' }, { event: 'note', role: '书记员', crud: 'C' }, { event: 'note', role: 'chief', crud: 'RUD' }],
    field: [{ field: 'total', role: 'chief', crud: 'CRU' }],
  },
};

function fileWith(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const definition = (name: string) => fileURLToPath(new URL(`../../../workflows/${name}`, import.meta.url));

describe('quanze import-tables', () => {
  it('writes a definition on standard output and what it leaves out on standard error', async () => {
    const run = await quanze(['import-tables', fileWith('tables.json', TABLES)]);
    expect([run.exit, JSON.parse(run.err)]).toEqual([0, { notExpressed: [{ place: '/events/1/post/1/when', reason: 'no FEEL expression over the fields of the tables' }] }]);
    expect(JSON.parse(run.out)).toMatchObject({ kind: 'case-path', id: 'grant', importedFrom: 'tables', acts: { 'close-It': { sourceId: 'Close It', by: ['chief-2'] } } });
    expect((await quanze(['import-tables', '-'], JSON.stringify(TABLES))).out).toBe(run.out);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{"caseType": ', 'INPUT.NOT_JSON'], ['a key twice', '{"roles": [], "roles": []}', 'TABLES.MALFORMED'], ['a list', [], 'TABLES.MALFORMED'],
    ['an unknown role', { ...TABLES, roles: ['chief'] }, 'TABLES.UNKNOWN_ID'],
  ])('refuses %s with exit 2', async (name, content, code) => {
    const run = await quanze(['import-tables', fileWith(`${name}.json`, content)]);
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', code]);
    if (code === 'TABLES.UNKNOWN_ID') expect(errorOf(run)).toMatchObject({ place: '/grants/case/1/role', message: '/grants/case/1/role: there is no 书记员.' });
  });

  it('refuses a missing file, and none', async () => {
    expect(errorOf(await quanze(['import-tables', join(folder, 'none.json')])).code).toBe('FILE.UNREADABLE');
    expect(errorOf(await quanze(['import-tables'])).code).toBe('USAGE');
  });
});

describe('quanze matrix', () => {
  it('reads what was imported and writes the ids of the tables', async () => {
    const imported = await quanze(['import-tables', fileWith('tables.json', TABLES)]);
    const run = await quanze(['matrix', fileWith('grant.json', imported.out)]);
    expect([run.exit, run.err]).toEqual([0, '']);
    expect(run.out).toBe('["Open","Close It","chief"]\n["Open","note","书记员"]\n');
  });

  it('writes who may do what in the shipped paths, the same for a path and its release, flow acts included', async () => {
    const [path, release] = [await quanze(['matrix', definition('case-paths/criminal-arrest.yaml')]), await quanze(['matrix', definition('releases/criminal-arrest.yaml')])];
    expect([path.exit, path.out === release.out]).toEqual([0, true]);
    const lines = path.out.trimEnd().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toContain('["stage.reviewing.examining","outcome.propose","handler"]');
    expect(lines).not.toContain('["stage.reviewing.examining","outcome.approve","chief"]');
    expect(lines.some((line) => line.endsWith('"outcome.approve","chief"]'))).toBe(true);
    expect(lines.filter((line) => line.includes('"receive"'))).toEqual([]);
  });

  it('refuses what is no path', async () => {
    const run = await quanze(['matrix', definition('calendars/china.yaml')]);
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'EXPORT.NOT_A_PATH']);
  });
});

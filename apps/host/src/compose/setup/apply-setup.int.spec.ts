// A setup file and a database: applied once, confirmed ever after, refused where it says something else. What is not here: HTTP and
// processes (test/e2e), and the checks of the file alone (`setup.unit.spec.ts`).
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DefinitionRegistry } from '@quanze/application';
import { addMs, type Instant, type LocalDate, type PersonId } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import { createPasswordHasher } from '../../auth/passwords.js';
import { seedDemo } from '../seed.js';
import { ShippedDefinitions } from '../shipped-definitions.js';
import { ids, random, sha256 } from '../system.js';
import { TENANT } from '../tenant.js';
import { applySetup, type ApplyParts } from './apply-setup.js';
import { checkSetup } from './read-setup.js';
import { SetupRefused } from './setup-refused.js';

jest.setTimeout(120_000);
const EXAMPLE = readFileSync(resolve(import.meta.dirname, '../../../../../docs/examples/office.yaml'), 'utf8');
const NOW = '2026-11-23T02:30:00.000Z' as Instant;
const passwords = createPasswordHasher(8);
const shipped = ShippedDefinitions.load(sha256);

let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof persistence.createDataSource>['initialize']>>;
let stores: persistence.Stores;
let log: string[];
let printed: string[];
beforeEach(async () => {
  database = await createTestDatabase(persistence);
  source = await persistence.createDataSource(database.url, { poolMax: 6 }).initialize();
  [stores, log, printed] = [persistence.createStores(source), [], []];
});
afterEach(async () => {
  await source.destroy();
  await database.drop();
});

const apply = (text = EXAMPLE, more: Partial<ApplyParts> = {}) => applySetup({
  setup: checkSetup(text, 'office.yaml', { hash: sha256, today: '2026-11-23' as LocalDate, shipped: () => shipped }), password: null, stores, passwords, clock: { now: () => NOW }, hash: sha256, ids, random,
  shipped: () => shipped, log: (line) => log.push(line), print: (shown) => printed.push(shown), ...more,
});
const differencesOf = async (text: string, more: Partial<ApplyParts> = {}): Promise<readonly string[]> => {
  const error: unknown = await apply(text, more).then(() => null, (refused: unknown) => refused);
  if (!(error instanceof SetupRefused)) throw error ?? new Error('it was applied');
  return [error.kind, ...error.problems.map(({ key, message }) => `${key} ${message.en}`)];
};
const officeOf = async (word: string) => (await stores.office.offices(TENANT)).find((office) => office.word === word)?.id as never;
const isPassword = async (login: string, password: string) => passwords.verify((await stores.sessions.credential(login))?.passwordHash ?? '', password);

describe('the first administrator', () => {
  it('may begin with a password from outside, which is shown to nobody', async () => {
    expect(await apply(EXAMPLE, { password: 'from the vault' })).toBe('installed');
    expect([await isPassword('zheng.anlan', 'from the vault'), await isPassword('wang.shouyi', 'from the vault')]).toEqual([true, false]);
    expect((await stores.sessions.credential('zheng.anlan'))?.mustChange).toBe(true);
    expect(printed.join()).toMatch(/zheng\.anlan .*\(QUANZE_SETUP_PASSWORD\)\n.*wang\.shouyi .*-/);
    expect([...printed, ...log].join()).not.toContain('vault');
  });

  it('alone with such a password leaves nothing to be shown', async () => {
    await apply(EXAMPLE.replace(/ {2}- login: wang.shouyi\n.*\n.*\n.*\n/, ''), { password: 'from the vault' });
    expect(printed).toEqual([]);
  });

  it('is the only way in: nobody else has a password that anybody knows', async () => {
    await apply(EXAMPLE, { password: 'from the vault' });
    const hashes = await Promise.all(['zhao.zhiyuan', 'li.jingxing', 'wu.qinghe'].map(async (login) => stores.sessions.credential(login)));
    expect(hashes.map((credential) => [credential?.mustChange, credential?.passwordHash.startsWith('$argon2id$')])).toEqual(Array.from({ length: 3 }, () => [true, true]));
    expect(await isPassword('li.jingxing', 'from the vault')).toBe(false);
  });
});

describe('a start that is cut off before the commit', () => {
  it('leaves nothing, and the next one shows other passwords', async () => {
    await expect(apply(EXAMPLE, { print: (text) => { printed.push(text); throw new Error('the terminal is gone'); } })).rejects.toThrow('the terminal is gone');
    expect([await stores.office.offices(TENANT), await stores.office.definitions(TENANT), await stores.sessions.credential('zheng.anlan')]).toEqual([[], [], null]);
    expect(await apply()).toBe('installed');
    expect(printed).toHaveLength(2);
    expect(printed[0]).not.toBe(printed[1]);
  });
});

describe('two starts at the same moment', () => {
  it('make one office even without a lock around them: the second finds it done', async () => {
    expect((await Promise.all([apply(), apply(), apply()])).sort()).toEqual(['installed', 'unchanged', 'unchanged']);
    expect([printed.length, (await stores.office.offices(TENANT)).length]).toEqual([1, 2]);
    expect(log.filter((line) => line.includes('nothing to do'))).toHaveLength(2);
  });
});

describe('the definitions of a file', () => {
  it('are published as it names them, templates, standards, models, laws and tables with their own days', async () => {
    const all = EXAMPLE.replace(/^ {2}# (\w+: \[)/gm, '  $1');
    await apply(all);
    const published = (await stores.office.definitions(TENANT)).map(({ kind, id, effectiveFrom }) => `${kind} ${id} ${effectiveFrom}`);
    expect(published).toEqual(expect.arrayContaining([
      'document-template criminal-arrest 2024-01-01', 'evidence-standard model 2024-07-04', 'formality-model model 2026-01-01', 'law-catalogue statutes 2026-11-23', 'attribution-table model 2026-11-23',
    ]));
    expect(await differencesOf(all.replace('[{id: statutes, version: "2026.1"}]', '[{id: rules, version: "2026.1"}]'))).toEqual(['differs', '/definitions/lawCatalogues/0 rules@2026.1 is not published']);
    const registry = new DefinitionRegistry(stores.office, TENANT);
    await registry.refresh();
    expect([registry.formality('2026-12-01' as LocalDate)?.model.id, registry.formality('2026-12-01' as LocalDate)?.laws.byName.has('刑法'), registry.evidenceStandard({ province: null }, '2026-12-01' as LocalDate)?.standard.id]).toEqual(['model', true, 'model']);
  });
});

describe('the same file later', () => {
  it('changes nothing, whatever the administrators changed since', async () => {
    await apply();
    const office = await officeOf('江云检');
    const [, second] = await stores.office.people(office, NOW);
    const head = async () => stores.office.chainHead(office);
    const post = second?.posts[0];
    if (post === undefined) throw new Error('there is nobody');
    await change(office, { kind: 'end-appointment', appointment: post.id, at: addMs(NOW, 1) });
    const before = await head();
    expect(await apply(EXAMPLE, { clock: { now: () => addMs(NOW, 86_400_000) } })).toBe('unchanged');
    expect([log.at(-1), await head()]).toEqual([`office.yaml: was applied at ${NOW}; nothing to do`, before]);
  });
});

describe('another file', () => {
  it('is fine when it describes what is there', async () => {
    await apply();
    const retold = EXAMPLE.replace('      - {role: assistant, department: first}', '      - {role: assistant, department: first, from: "2026-11-23"}');
    expect(await apply(retold)).toBe('unchanged');
    expect(log.at(-1)).toBe('office.yaml: agrees with what is there; nothing to do');
  });

  it('is refused with every difference, and nothing is changed', async () => {
    await apply();
    const before = await stores.office.chainHead(await officeOf('江云检'));
    const other = EXAMPLE.replace('installation: 江州市检察机关', 'installation: 江州').replace('Second Department', 'Department Two').replace('id: case-management, name', 'id: intake, name').replace('department: case-management', 'department: intake').replace('level: city', 'level: provincial').replace('login: zhou.yining', 'login: zhou.er')
      .replace('{role: admin, office: 江州检}', '{role: inspection}').replace('{role: committee_member, from: "2025-01-10"}', '{role: committee_member, from: "2025-01-11"}');
    expect(await differencesOf(other)).toEqual([
      'differs',
      '/installation the file says “江州”, there is “江州市检察机关”',
      '/offices/0/departments “case-management” is there and not in the file',
      '/offices/0/departments/1/name/en the file says “Department Two”, there is “Second Department”',
      '/offices/0/departments/2/id “intake” is not there',
      '/offices/1/level the file says “provincial”, there is “city”',
      '/people “zhou.yining” is there and not in the file',
      '/people/2/posts sun.ruochu does not hold this post: 江云检 committee_member 2025-01-11',
      '/people/2/posts sun.ruochu holds a post that is not in the file: 江云检 committee_member 2025-01-10',
      '/people/4/login there is no “zhou.er”',
      '/people/5/posts wu.qinghe does not hold this post: 江云检 case_mgmt intake',
      '/people/5/posts wu.qinghe holds a post that is not in the file: 江云检 case_mgmt case-management 2026-11-23',
      '/people/6/posts zheng.anlan does not hold this post: 江云检 inspection',
      '/people/6/posts zheng.anlan holds a post that is not in the file: 江州检 admin 2026-11-23',
    ]);
    expect(await stores.office.chainHead(await officeOf('江云检'))).toEqual(before);
    expect(await differencesOf(EXAMPLE.replaceAll('江州检', '江洲检'))).toEqual(expect.arrayContaining(['/offices/1/word “江洲检” is not there', '/offices “江州检” is there and not in the file']));
  });

  it('is refused where the product has no such definition published, or the database holds the demonstration', async () => {
    await seedDemo({ stores, passwords, clock: { now: () => NOW }, hash: sha256, random, password: 'demo password', log: () => undefined, print: () => undefined });
    const differences = await differencesOf(EXAMPLE.replace('id: criminal.arrest', 'id: civil.review'));
    expect(differences).toEqual(expect.arrayContaining(['/offices/0/word “江云检” is not there', '/offices “云岭检” is there and not in the file', '/definitions/releases/0 civil.review@2026.1 is not published']));
  });

  it('is refused on an empty database when it names a definition that does not come with the product', async () => {
    expect(await differencesOf(EXAMPLE.replace('id: china', 'id: chinese'))).toEqual(expect.arrayContaining(['invalid', '/definitions/calendars/0/id no calendar chinese@2026.1 comes with the product']));
    expect(await stores.office.offices(TENANT)).toEqual([]);
  });
});

/** A change as an administrator would make it. */
async function change(office: never, what: Parameters<persistence.Stores['office']['write']>[0]['change']): Promise<void> {
  const { sealEntry } = await import('@quanze/ledger');
  const head = await stores.office.chainHead(office);
  const entry = sealEntry({
    chain: office, seq: head.seq + 1, recordedAt: addMs(NOW, 1), effectiveAt: addMs(NOW, 1), kind: 'office', act: 'appointment.end', actor: { person: 'x' as PersonId }, authority: null, from: [], to: [], payload: {}, definitionHash: null,
  }, head.head as never, sha256);
  expect(await stores.office.write({ tenant: TENANT, office, expectedSeq: head.seq, identity: null, entry, change: what })).toBe('committed');
}

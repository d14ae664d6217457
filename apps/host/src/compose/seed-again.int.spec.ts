// Starts that were cut off: the office is there or it is not, cases go on where they stopped. What is not here: a start that went through
// (`seed-cases.int.spec.ts`).
import { DefinitionRegistry, type Deps } from '@quanze/application';
import { addMs, expectOk, lawDateOf, type CaseId, type Instant, type TenantId } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { withDatabase } from '@quanze/testkit';
import { createPasswordHasher } from '../auth/passwords.js';
import { DEMO_OFFICES, DEMO_PEOPLE, OFFICE } from './demo-office.js';
import { layOut } from './demo-timeline.js';
import { caseIdOf, walk } from './demo-walk.js';
import { demoStories } from './seed-cases.js';
import { noted } from './seed-office.js';
import { firstStartOf, PEOPLE_DONE } from './seed-people.js';
import { seedDemo, type SeedParts } from './seed.js';
import { shippedWithProduct } from './shipped.js';
import { ids, random, sha256 } from './system.js';
import { TENANT } from './tenant.js';

const NOW = '2026-11-23T02:30:00.000Z' as Instant;
const database = withDatabase(persistence);

let source: Awaited<ReturnType<ReturnType<typeof persistence.createDataSource>['initialize']>>;
let stores: persistence.Stores;
beforeAll(async () => {
  source = await persistence.createDataSource(database.url(), { applicationName: 'seed', onPoolError: () => undefined }).initialize();
  stores = persistence.createStores(source);
});
afterAll(() => source.destroy());

const printed: string[] = [];
const parts = (now: Instant, part: Partial<SeedParts> = {}): SeedParts =>
  ({ stores, passwords: createPasswordHasher(), clock: { now: () => now }, hash: sha256, random, log: () => undefined, print: (text) => printed.push(text), ...part });
const passwordIn = (table: string | undefined, login: string): string => new RegExp(`^ +${login} .* (\\S+)$`, 'm').exec(table ?? '')?.[1] ?? '';

/** Stores that lose the connection when everything is written and only the commit is left. */
const breaking = (): persistence.Stores => ({
  ...stores, office: { ...stores.office, install: (installation, beforeCommit) => stores.office.install(installation, () => { beforeCommit(); throw new Error('connection lost'); }) },
});

describe('a start that was cut off', () => {
  it('has left nothing, and the next one shows everybody a new password', async () => {
    await expect(seedDemo(parts(NOW, { stores: breaking() }))).rejects.toThrow('connection lost');
    expect([await stores.office.offices(TENANT), await stores.office.definitions(TENANT), await stores.sessions.credential('chief'), await firstStartOf(stores)]).toEqual([[], [], null, null]);
    await seedDemo(parts(addMs(NOW, 60_000)));
    expect(printed).toHaveLength(2);
    const [chief, last] = [await stores.sessions.credential('chief'), await stores.sessions.credential('city.deputy')];
    const hasher = createPasswordHasher();
    const isRight = (credential: typeof chief, table: string | undefined, login: string) => hasher.verify(credential?.passwordHash ?? '', passwordIn(table, login));
    expect([await isRight(chief, printed[0], 'chief'), await isRight(chief, printed[1], 'chief'), await isRight(last, printed[1], 'city.deputy')]).toEqual([false, true, true]);
    expect((await noted(stores, PEOPLE_DONE))?.payload).toEqual({ input: { people: DEMO_PEOPLE.length, start: addMs(NOW, 60_000) } });
  }, 60_000);

  it('is over once everybody is noted: a third start writes nothing', async () => {
    const { seq } = await stores.office.chainHead(OFFICE);
    expect(await seedDemo(parts(addMs(NOW, 120_000)))).toBe(0);
    expect((await stores.office.chainHead(OFFICE)).seq).toBe(seq);
    expect(printed).toHaveLength(2);
  }, 60_000);

  it('keeps the demonstration a demonstration: its people need not change their passwords', async () => {
    expect((await stores.sessions.credential('chief'))?.mustChange).toBe(false);
  });
});

describe('a walk that was cut off among the acts', () => {
  const stories = demoStories().filter(({ key }) => ['a02', 'a09', 'p06', 'p13'].includes(key));
  const stepsOf = async (key: string) => (await stores.cases.journal(caseIdOf(stories.find((story) => story.key === key) as never), 0, 500)).filter(({ actor }) => actor !== null);

  async function depsWith(cases: Deps['cases']): Promise<Deps> {
    const definitions = new DefinitionRegistry(stores.office, TENANT, shippedWithProduct(sha256));
    await definitions.refresh();
    const absent = {} as never;
    return { ...stores, cases, definitions, secrets: absent, jobs: absent, signer: absent, ids, random, hash: sha256, passwords: createPasswordHasher(), clock: { now: () => NOW }, afterCommit: () => undefined };
  }

  it('goes on where each case stopped: no step is missing, none is done twice', async () => {
    let left = 25;
    const breaking: Deps['cases'] = { ...stores.cases, commit: (write) => ((left -= 1) < 0 ? Promise.reject(new Error('connection lost')) : stores.cases.commit(write)) };
    const whole = await depsWith(stores.cases);
    const calendar = expectOk(whole.definitions.calendar(), 'calendar');
    const { path } = expectOk(whole.definitions.current('criminal.prosecution', lawDateOf(NOW), OFFICE), 'release');
    const moments = layOut(stories, NOW, { calendar, rules: path.ruleSet });
    await expect(walk(await depsWith(breaking), moments, [], NOW)).rejects.toThrow('connection lost');
    const cut = (await Promise.all(stories.map(({ key }) => stepsOf(key)))).map(({ length }) => length);
    expect(cut.some((count, index) => count > 1 && count < (stories[index]?.steps.length ?? 0))).toBe(true);
    expect((await walk(whole, moments, [], NOW)).stopped).toEqual([]);
    const done = await Promise.all(stories.map(({ key }) => stepsOf(key)));
    expect(done.map((entries) => entries.map(({ act }) => act))).toEqual(stories.map(({ steps }) => steps.map(({ act }) => act)));
    expect(await walk(whole, moments, [], NOW)).toEqual({ opened: 0, steps: 0, alarms: 0, stopped: [] });
  }, 60_000);

  it('ends although an alarm cannot take effect', async () => {
    const dead = { tenant: TENANT, caseId: 'cccccccc-0000-4000-8000-000000000001' as CaseId, clock: 'review', run: 1, wakeAt: NOW };
    const deps = { ...(await depsWith(stores.cases)), deadlines: { ...stores.deadlines, missed: async () => [dead] } };
    expect((await walk(deps, [], [], NOW)).alarms).toBe(0);
  }, 20_000);

  it('leaves a case as it is when a step is answered otherwise than told, and says so', async () => {
    const story = { ...(stories[0] as (typeof stories)[number]), key: 'odd' };
    const steps = [...story.steps.slice(0, 2), { ...(story.steps[2] as (typeof story.steps)[number]), login: 'head1' }, ...story.steps.slice(3)];
    const deps = await depsWith(stores.cases);
    const books = { calendar: expectOk(deps.definitions.calendar(), 'calendar'), rules: expectOk(deps.definitions.current('criminal.prosecution', lawDateOf(NOW), OFFICE), 'release').path.ruleSet };
    const moments = layOut([{ ...story, steps }], NOW, books);
    expect(await walk(deps, moments, [], NOW)).toMatchObject({ opened: 1, stopped: [{ story: 'odd', act: steps[2]?.act }] });
    expect((await walk(deps, moments, [], NOW)).stopped).toMatchObject([{ story: 'odd', act: steps[2]?.act }]);
    const acts = (await stores.cases.journal(caseIdOf(story), 0, 100)).filter(({ actor }) => actor !== null);
    expect(acts.map(({ kind }) => kind)).toEqual(['opened', 'act', 'refused']);
  }, 20_000);
});

describe('a database with an office in it', () => {
  const other = withDatabase(persistence);
  let foreign: typeof source;
  let theirs: persistence.Stores;
  beforeAll(async () => {
    foreign = await persistence.createDataSource(other.url(), { applicationName: 'seed', onPoolError: () => undefined }).initialize();
    theirs = persistence.createStores(foreign);
  });
  afterAll(() => foreign.destroy());

  it('gets no people, no definitions and no cases when it belongs to somebody else', async () => {
    const id = '99999999-0000-4000-8000-000000000001' as typeof OFFICE;
    await persistence.installOffices(theirs.database, { id: TENANT as TenantId, name: '某院' }, [{ id, tenant: TENANT, name: { zh: '某院', en: 'Some office' }, word: '某检', level: 'basic', province: null, superior: null, departments: [] }]);
    expect(await seedDemo(parts(NOW, { stores: theirs }))).toBe(0);
    expect(await theirs.office.definitions(TENANT)).toEqual([]);
    expect((await theirs.office.offices(TENANT)).map((office) => office.id)).toEqual([id]);
  }, 60_000);

  it('is not taken for a demonstration when an earlier version was cut off in it', async () => {
    await persistence.installOffices(theirs.database, { id: TENANT as TenantId, name: '演示' }, DEMO_OFFICES);
    await expect(seedDemo(parts(NOW, { stores: theirs }))).rejects.toThrow('begin with an empty database');
  }, 60_000);
});

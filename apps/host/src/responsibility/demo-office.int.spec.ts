// Attribution over every decision of the demonstration: each can be attributed, names people only, and has somebody who decided. What is
// not here: which rows a certain decision has (test/e2e/responsibility).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResponsibilitySummary } from '@quanze/application';
import { expectOk, type Instant } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import { DEMO_PEOPLE, OFFICE } from '../compose/demo-office.js';
import { identityOf } from '../compose/demo-walk.js';
import { compose, type Composition } from '../composition.js';

const NOW = '2026-11-23T02:30:00.000Z' as Instant;
let database: TestDatabase;
let dataDir: string;
let composition: Composition;
let summary: ResponsibilitySummary;
beforeAll(async () => {
  [database, dataDir] = await Promise.all([createTestDatabase(persistence), mkdtemp(join(tmpdir(), 'quanze-responsibility-'))]);
  composition = await compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false, clock: { now: () => NOW },
    print: () => undefined, log: () => undefined, onFault: () => undefined,
  });
  summary = expectOk(await composition.application.responsibility.summary(identityOf('inspector'), OFFICE, { limit: 200 }), 'the summary');
}, 180_000);
afterAll(async () => {
  await composition.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('every decision can be attributed and has somebody who decided', () => {
  expect(summary.examined).toBeGreaterThan(15);
  const kinds = new Set(summary.ambiguous.flatMap(({ reasons }) => reasons));
  expect([...kinds].filter((kind) => kind === 'not-attributable' || kind === 'nobody-decides' || kind === 'outside-authority')).toEqual([]);
});

test('only people are named, and nobody is said to be at fault', () => {
  const people = new Set<string>(DEMO_PEOPLE.map(({ id }) => id));
  expect(summary.owners.filter(({ person }) => !people.has(person))).toEqual([]);
  expect(new Set(summary.owners.flatMap(({ decisions }) => decisions.map(({ bears }) => bears)))).toEqual(new Set(['none']));
});

test('what the summary says of a decision is what the decision itself says', async () => {
  const sample = summary.owners.find(({ area }) => area === 'decision');
  const [made] = sample?.decisions ?? [];
  const view = expectOk(await composition.application.responsibility.ofDecision(identityOf('inspector'), made?.caseId ?? '', made?.seq ?? 0, {}), 'the decision');
  expect(view.rows).toContainEqual(expect.objectContaining({ person: sample?.person, area: 'decision', capacity: made?.capacity }));
});

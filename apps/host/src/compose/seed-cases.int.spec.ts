// The demonstration as it is installed: people with random passwords shown once, thirty cases played through the use cases, and
// starts that go on where one stopped. What is not here: HTTP.
import * as persistence from '@quanze/persistence';
import { createTestDatabase } from '@quanze/testkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@quanze/kernel';
import { compose, type Composition } from '../composition.js';

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const closer of closers.reverse()) await closer();
});

it('plays', async () => {
  const database = await createTestDatabase(persistence);
  const dataDir = await mkdtemp(join(tmpdir(), 'quanze-seed-'));
  const lines: string[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  const composition: Composition = await compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false,
    clock: { now: () => (process.env['AT'] ?? '2026-11-23T04:00:00.000Z') as Instant },
    print: (text) => lines.push(text), log: (line) => lines.push(line), onFault: (where, error) => lines.push(`${where} ${String(error)}`),
  });
  const o = await composition.application.deps.office.delegations((await composition.application.deps.office.offices('7a0c5f2e-0000-4000-8000-000000000001' as never)).find((x) => x.level === 'basic')!.id, null);
  console.log(JSON.stringify(o));
  console.log(lines.join('\n'), Math.round(performance.now() - started), 'ms', process.cpuUsage(cpu), JSON.stringify(await composition.application.deps.deadlines.missed('2026-11-23T04:00:00.000Z' as Instant, 100)));
  await composition.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
}, 120_000);

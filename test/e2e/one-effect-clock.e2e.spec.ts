// Alarms that ring early, late, twice or never, a queue that lost everything, a clock that was set back: a period ends once, with its
// warnings, and the journal's time never runs backwards. The test moves the clock; no worker runs beside it, so every ring is the test's.
import type { Job } from '@quanze/application';
import { DEADLINE_JOB, jobIdOf } from '@quanze/application';
import { addMs, type CaseId, type Instant, type JsonObject } from '@quanze/kernel';
import { createFakeClock, waitFor, type FakeClock } from '@quanze/testkit';
import { compose } from '../../apps/host/src/composition.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { accept, assign, ask, findings, openAndWalk, openCase, register, walk, type OpenedCase } from './arrest-case.js';
import { audit, type Audit } from './audit/audit.js';
import { withOwner } from './audit/rows.js';
import { startHost, type RunningHost } from './host.js';

const CLOCK = 'reviewNotDetained';
const DAY_MS = 86_400_000;
const START = '2026-11-23T02:00:00.000Z';
const GRACE_MS = 60_000;
let host: RunningHost;
let clock: FakeClock;
let where: OpenedCase;

beforeAll(async () => {
  clock = createFakeClock(START);
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());

beforeEach(async () => {
  clock.jumpTo(START as Instant);
  host.forgetSessions();
  where = await openAndWalk(host.as, [accept('2026-11-23'), assign(), findings()]);
});

afterEach(async () => {
  expect((await auditNow()).problems).toEqual([]);
});

function auditNow(): Promise<Audit> {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return audit(host.databaseUrl, [{ keyId, algorithm, publicKey }]);
}

const job = (dueAt: Instant, attempt = 1): Job => ({ id: jobIdOf({ caseId: where.caseId as CaseId, clock: CLOCK }), name: DEADLINE_JOB, data: { tenant: TENANT, caseId: where.caseId, clock: CLOCK }, dueAt, attempt });
const ring = (dueAt = clock.now()): Promise<void> => host.application.clockwork.handleJob(job(dueAt));

/** When the period of the case ends. */
async function endOf(): Promise<Instant> {
  const snapshot = await host.application.deps.cases.snapshot(where.caseId as CaseId);
  return snapshot?.clocks[CLOCK]?.endsAt as Instant;
}

/** What the clock wrote into the journal of the case: `warning 5`, `deadline`. */
async function noted(): Promise<readonly string[]> {
  const entries = await host.application.deps.cases.journal(where.caseId, 0, 1000);
  return entries.filter(({ kind }) => kind === 'deadline' || kind === 'warning')
    .map(({ kind, payload }) => (kind === 'warning' ? `warning ${((payload['input'] as JsonObject)['days'] as number[]).join()}` : kind));
}

/** Where the queue has the reminder of this case; null when it has none. */
async function reminder(): Promise<Instant | null> {
  return withOwner(host.databaseUrl, async (client) => {
    const { rows } = await client.query<{ data: { dueAt: Instant } }>(`SELECT data FROM bullmq.job WHERE data->'data'->>'caseId' = $1`, [where.caseId]);
    return rows[0]?.data.dueAt ?? null;
  });
}

const wipeQueue = (): Promise<unknown> => withOwner(host.databaseUrl, (client) => client.query('DELETE FROM bullmq.job'));

describe('an alarm', () => {
  it('that rings before its time does nothing but set itself again, for the next thing that is due', async () => {
    const end = await endOf();
    await ring();
    expect(await noted()).toEqual([]);
    // The first warning is due five days before the end, so that is when it has to ring again.
    expect(await reminder()).toBe(addMs(end, -5 * DAY_MS));
  });

  it('that rings on time, then late, notes each warning and the end once', async () => {
    const end = await endOf();
    clock.jumpTo(addMs(end, -5 * DAY_MS));
    await ring();
    expect(await noted()).toEqual(['warning 5']);
    clock.jumpTo(addMs(end, 10 * DAY_MS));
    await ring(end);
    expect(await noted()).toEqual(['warning 5', 'deadline']);
    const { facts, clocks } = (await host.application.deps.cases.snapshot(where.caseId as CaseId)) as unknown as { facts: JsonObject; clocks: Record<string, { phase: string }> };
    expect([facts['reviewOverdue'], clocks[CLOCK]?.phase]).toEqual([true, 'overdue']);
  });

  it('that rings many times at once has one effect', async () => {
    clock.jumpTo(addMs(await endOf(), 1000));
    await Promise.all(Array.from({ length: 8 }, () => ring()));
    await ring();
    expect((await noted()).filter((kind) => kind === 'deadline')).toHaveLength(1);
  });

  it('that rings while somebody acts loses no act and is not lost', async () => {
    clock.jumpTo(addMs(await endOf(), 1000));
    host.forgetSessions();
    await host.as('procurator1')({ url: '/api/v1/inbox' });
    const notes = (): Promise<unknown> => Promise.all(Array.from({ length: 5 }, async (_, index) => {
      await waitFor(`note ${index}`, async () => {
        const { version } = (await host.application.deps.cases.snapshot(where.caseId as CaseId)) as { version: number };
        const answer = await host.as('procurator1')({ method: 'POST', url: `/api/v1/cases/${where.caseId}/acts`, payload: { act: 'add-note', payload: { text: `附记 ${index}` }, expectedVersion: version } });
        return answer.statusCode === 200;
      });
    }));
    await Promise.all([notes(), ring(), ring(), ring()]);
    const entries = await host.application.deps.cases.journal(where.caseId, 0, 1000);
    expect(entries.filter(({ act, kind }) => act === 'add-note' && kind === 'act')).toHaveLength(5);
    expect((await noted()).filter((kind) => kind === 'deadline')).toHaveLength(1);
  });

  it('of a case that is not there, or of a clock it does not have, does nothing', async () => {
    const strange = { ...job(clock.now()), data: { tenant: TENANT, caseId: '00000000-0000-4000-8000-00000000dead', clock: CLOCK } };
    await host.application.clockwork.handleJob(strange);
    await host.application.clockwork.handleJob({ ...job(clock.now()), data: { tenant: TENANT, caseId: where.caseId, clock: 'noSuchClock' } });
    expect(await noted()).toEqual([]);
  });
});

describe('a queue that lost everything', () => {
  it('costs nothing: the sweep fires what was missed, once', async () => {
    const end = await endOf();
    clock.jumpTo(addMs(end, -1000));
    await host.application.clockwork.sweep();
    expect(await reminder()).not.toBeNull();
    await wipeQueue();
    clock.jumpTo(addMs(end, GRACE_MS + 1000));
    const rounds = await Promise.all([host.application.clockwork.sweep(), host.application.clockwork.sweep(), host.application.clockwork.sweep()]);
    expect(rounds.reduce((sum, { fired }) => sum + fired, 0)).toBeGreaterThanOrEqual(1);
    await host.application.clockwork.sweep();
    expect((await noted()).filter((kind) => kind === 'deadline')).toHaveLength(1);
  });

  it('is filled again by the next process that starts to work, before anything is late', async () => {
    const end = await endOf();
    clock.jumpTo(addMs(end, -5 * DAY_MS - 3_600_000));
    await host.application.clockwork.sweep();
    const before = await reminder();
    expect(before).toBe(addMs(end, -5 * DAY_MS));
    await wipeQueue();
    await host.application.clockwork.sweep();
    expect(await reminder()).toBeNull();
    const another = await compose({
      databaseUrl: host.databaseUrl, redisUrl: null, dataDir: host.dataDir, seed: 'none', works: true, listens: false, stopsServer: false, clock, log: () => undefined, onFault: () => undefined,
    });
    try {
      await waitFor('the reminder to be set again', async () => (await reminder()) === before);
    } finally {
      await another.close();
    }
  });
});

describe('a clock that is set back', () => {
  it('does not take the journal back with it, nor does anything happen twice when it catches up', async () => {
    const end = await endOf();
    clock.jumpTo(addMs(end, 1000));
    await ring();
    const before = await noted();
    const late = (await host.application.deps.cases.journal(where.caseId, 0, 1000)).at(-1)?.recordedAt as Instant;
    clock.jumpTo(addMs(START as Instant, 3_600_000));
    host.forgetSessions();
    const answer = await host.as('procurator1')({ method: 'POST', url: `/api/v1/cases/${where.caseId}/acts`, payload: { act: 'add-note', payload: { text: '时钟已回拨' }, expectedVersion: where.version + before.length } });
    expect([answer.statusCode, answer.json().recordedAt]).toEqual([200, late]);
    await ring();
    clock.jumpTo(addMs(end, 2000));
    await ring();
    await host.application.clockwork.sweep();
    expect(await noted()).toEqual(before);
  });

  it('leaves cases opened and worked on after the jump in good order', async () => {
    clock.jumpTo(addMs(START as Instant, -30 * DAY_MS));
    host.forgetSessions();
    const opened = await openCase(host.as);
    const version = await walk(host.as, opened.caseId, opened.version, [ask(), register]);
    expect(version).toBe(opened.version + 2);
    const checkpoints = async (): Promise<number> => (await auditNow()).tables.checkpoints.length;
    await host.application.proofs.anchorAll(TENANT);
    const first = await checkpoints();
    clock.jumpTo(addMs(START as Instant, -60 * DAY_MS));
    await host.as('intake')({ url: '/health' });
    host.forgetSessions();
    await openCase(host.as);
    await host.application.proofs.anchorAll(TENANT);
    expect(await checkpoints()).toBe(first + 1);
  });
});

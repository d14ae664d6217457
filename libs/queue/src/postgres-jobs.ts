// The job port on PostgreSQL: BullMQ's own backend in its own schema `bullmq`, beside the application's tables and away from
// their migrations. What is not here: enqueueing inside the application's transactions; jobs are told after commit.
import {
  assertSchemaCompatibility, createPostgresBackend, LATEST_SCHEMA_VERSION, Queue, runMigrations, Worker, type BackendFactory, type PostgresQueueBackend,
} from 'bullmq';
import pg from 'pg';
import type { JobEnvelope, JobPort } from '@quanze/application';
import { BullJobs } from './bull-jobs.js';
import { codeOf, textOf, type BullQueue, type Driver, type JobsOptionsCommon } from './driver.js';
import { repeatUndone } from './repeat.js';

export interface PostgresJobsOptions extends JobsOptionsCommon {
  readonly connectionString: string;
}

type Connection = Parameters<typeof createPostgresBackend>[1]['connection'];

/** The longest a worker sleeps with a far job in sight. BullMQ would sleep an hour on a healthy connection; then a clock that is
 *  set forward, or a machine that was suspended, would make jobs late by as much. */
const SLEEP_SECONDS_MAX = 30;
/** invalid_schema_name, undefined_table, undefined_function, undefined_object: what a dropped schema looks like. */
const WIPED_CODES = new Set(['3F000', '42P01', '42883', '42704']);

/** A port on a PostgreSQL server. Connects when first used. One pool for all queues and workers: each worker keeps one connection
 *  for its notices, so at most 2 × names + 6 are open. */
export function createPostgresJobs(options: PostgresJobsOptions): JobPort {
  return new BullJobs(createDriver(options), options);
}

const backendFactory: BackendFactory<PostgresQueueBackend, Connection> = (name, options, factoryOptions) => {
  const backend = createPostgresBackend(name, options, factoryOptions);
  Object.defineProperty(backend, 'maximumBlockTimeout', { value: SLEEP_SECONDS_MAX });
  return backend;
};

function createDriver({ connectionString, names, log }: PostgresJobsOptions): Driver {
  const pool = new pg.Pool({
    connectionString, keepAlive: true, connectionTimeoutMillis: 5000, max: names.length * 2 + 6, application_name: 'quanze-jobs',
    options: '-c search_path=bullmq',
  });
  pool.setMaxListeners(0);
  pool.on('error', (error) => log?.(`PostgreSQL connection lost: ${textOf(error)}`));
  // A connection that is in use has no listener of the pool's.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  // BullMQ sends each of its steps as one statement through the pool. One that a deadlock undid would otherwise fail a call, or leave a
  // finished job locked until the lock's time is over and have it run again.
  const query = pool.query.bind(pool) as (text: string, values?: unknown[]) => Promise<unknown>;
  Object.defineProperty(pool, 'query', { value: (text: string, values?: unknown[]) => repeatUndone(() => query(text, values)) });
  const connection = pool as unknown as Connection;
  return {
    kind: 'postgres',
    openQueue: (name, onError) => {
      const queue = new Queue<JobEnvelope, void, string, JobEnvelope, void, string, PostgresQueueBackend, Connection>(
        name, { connection, streams: { events: { maxLen: 1000 } } }, backendFactory,
      );
      queue.on('error', onError);
      return queue as unknown as BullQueue;
    },
    openWorker: (name, processor, settings, events) => {
      const worker = new Worker<JobEnvelope, void, string, PostgresQueueBackend, object, Connection>(name, processor, { connection, ...settings }, backendFactory);
      worker.on('error', events.onError);
      worker.on('completed', events.onCompleted);
      worker.on('failed', events.onFailed);
      return worker;
    },
    prepare: () => repeatUndone(() => prepareSchema(pool)),
    isWiped,
    ping: async () => void (await pool.query('SELECT 1')),
    close: () => pool.end().catch(() => undefined),
  };
}

/** The last is said when the schema is dropped while a statement runs. */
function isWiped(error: unknown): boolean {
  return WIPED_CODES.has(codeOf(error)) || /is not initialized|could not open relation with OID/.test(textOf(error));
}

/** Reads before it writes, so that a role without the right to make schemas can work in one that is there. */
async function prepareSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const version = await assertSchemaCompatibility(client).catch((error: unknown) => {
      if (isWiped(error)) return 0;
      throw error;
    });
    if (version < LATEST_SCHEMA_VERSION) await runMigrations(client);
  } finally {
    client.release();
  }
}

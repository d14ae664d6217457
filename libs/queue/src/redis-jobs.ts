// The job port on Redis, for installations whose size asks for it. The server should keep its data (append-only file) and must
// not evict keys. What is not here: enqueueing in a transaction of PostgreSQL, which Redis cannot do.
import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { JobEnvelope, JobPort } from '@quanze/application';
import { BullJobs } from './bull-jobs.js';
import { textOf, type BullQueue, type Driver, type JobsOptionsCommon } from './driver.js';

export interface RedisJobsOptions extends JobsOptionsCommon {
  /** `redis://`, `rediss://` or the path of a Unix socket. */
  readonly url: string;
  /** Before every key; `quanze` when absent. */
  readonly prefix?: string;
}

/** A port on a Redis server. Three connections, one more for each worker. */
export function createRedisJobs(options: RedisJobsOptions): JobPort {
  return new BullJobs(createDriver(options), options);
}

function createDriver({ url, prefix = 'quanze', log }: RedisJobsOptions): Driver {
  const connections = new Set<Redis>();
  const open = (role: string, extra: RedisOptions): Redis => {
    const redis = watch(role, new Redis(url, { connectTimeout: 5000, retryStrategy: (times) => Math.min(times * 50, 1000), connectionName: `quanze-${role}`, ...extra }));
    // A worker makes itself a second connection for its blocking call. It must end with the port even when the worker could
    // not say goodbye, or it would look for its server for ever.
    redis.duplicate = (override) => watch(role, Redis.prototype.duplicate.call(redis, override));
    return redis;
  };
  const watch = (role: string, redis: Redis): Redis => {
    connections.add(redis.setMaxListeners(0));
    redis.on('error', (error) => log?.(`Redis ${role} connection: ${textOf(error)}`));
    redis.on('end', () => connections.delete(redis));
    return redis;
  };
  // Whoever schedules wants to know soon that the server is away; a worker can wait for it.
  const asking = open('ask', { maxRetriesPerRequest: 2, lazyConnect: true });
  let working: Redis | undefined;
  const options = { prefix, skipVersionCheck: false };
  return {
    kind: 'redis',
    openQueue: (name, onError) => {
      const queue = new Queue<JobEnvelope, void>(name, { connection: asking, ...options, streams: { events: { maxLen: 1000 } } });
      queue.on('error', onError);
      return queue as unknown as BullQueue;
    },
    openWorker: (name, processor, settings, events) => {
      working ??= open('work', { maxRetriesPerRequest: null });
      const worker = new Worker<JobEnvelope, void>(name, processor, { connection: working, ...options, ...settings });
      worker.on('error', events.onError);
      worker.on('completed', events.onCompleted);
      worker.on('failed', events.onFailed);
      return worker;
    },
    // Nothing to make: keys appear when they are written. The ping says whether there is a server.
    prepare: async () => void (await asking.ping()),
    isWiped: () => false,
    ping: async () => void (await asking.ping()),
    close: async () => {
      for (const redis of [...connections]) redis.disconnect();
    },
  };
}

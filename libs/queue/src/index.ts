// The alarm clock's adapters. What is not here: the port (`@quanze/application`) and job names, which the hosts hand in.
import type { JobPort } from '@quanze/application';
import type { JobsOptionsCommon } from './driver.js';
import { createPostgresJobs } from './postgres-jobs.js';
import { createRedisJobs } from './redis-jobs.js';

export { createPostgresJobs, type PostgresJobsOptions } from './postgres-jobs.js';
export { createRedisJobs, type RedisJobsOptions } from './redis-jobs.js';
export type { JobsOptionsCommon } from './driver.js';

export interface JobsOptions extends JobsOptionsCommon {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** Keeps two installations apart on one Redis; `quanze` when absent. */
  readonly redisPrefix?: string;
}

/** The port for an installation: Redis when it has one, else its PostgreSQL. */
export function createJobs({ databaseUrl, redisUrl = '', redisPrefix = 'quanze', ...common }: JobsOptions): JobPort {
  return redisUrl === '' ? createPostgresJobs({ ...common, connectionString: databaseUrl }) : createRedisJobs({ ...common, url: redisUrl, prefix: redisPrefix });
}

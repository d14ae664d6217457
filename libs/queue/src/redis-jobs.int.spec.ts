// The job contract on Redis: on a private server in a temporary folder where the program is installed, else on REDIS_URL.
import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { describeWith, findRedisServer, jobsContract, makeTestFolder, waitFor } from '@quanze/testkit';
import { createJobs, createRedisJobs } from './index.js';

const program = findRedisServer();
const prefix = `quanze-test-${process.pid}`;

describeWith('redis', 'Redis', () => {
  let folder: string;
  let url: string;
  let child: ChildProcess | undefined;
  let redis: Redis;

  const start = async (): Promise<void> => {
    if (program === null) return;
    child = spawn(program, ['--port', '0', '--unixsocket', join(folder, 's'), '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--hz', '100'], { stdio: 'ignore' });
    await waitFor('redis-server', async () => (await redis.ping()) === 'PONG');
  };
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await ended;
  };

  beforeAll(async () => {
    folder = await makeTestFolder('redis');
    url = program === null ? String(process.env['REDIS_URL']) : join(folder, 's');
    redis = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: 3 });
    redis.on('error', () => undefined);
    await start();
  });

  afterAll(async () => {
    await wipe();
    redis.disconnect();
    if (child !== undefined) await kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** A private server forgets everything, scripts as well; on a server of others only our keys go. */
  async function wipe(): Promise<void> {
    if (program !== null) {
      await redis.flushall();
      await redis.script('FLUSH');
      return;
    }
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1000 })) if ((keys as string[]).length > 0) await redis.del(...(keys as string[]));
  }

  jobsContract('Redis', () => ({
    open: (options) => createRedisJobs({ url, prefix, ...options }),
    wipe,
    inject: async (name, id, payload) => {
      const queue = new Queue(name, { connection: redis, prefix });
      queue.on('error', () => undefined);
    await queue.add(name, payload, { jobId: id, attempts: 3 });
      await queue.close();
    },
    childCode: (options) => `import { createRedisJobs } from '@quanze/queue';
      const jobs = createRedisJobs(${JSON.stringify({ url, prefix, ...options })});`,
    lostLine: /^Redis ask connection: /,
    ...(program === null ? {} : { server: { kill, restart: start } }),
  }), { server: program !== null });

  it('is taken when the installation names a Redis', async () => {
    const jobs = createJobs({ databaseUrl: 'postgres://nowhere.invalid/x', redisUrl: url, redisPrefix: prefix, names: ['deadline'] });
    await jobs.ping();
    expect(await jobs.depth()).toEqual({ deadline: { waiting: 0, delayed: 0, active: 0, dead: 0 } });
    await jobs.close();
  });
});

// The job contract on PostgreSQL, with a server of its own that may be killed, and what only this adapter promises.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresBackend, Queue } from 'bullmq';
import pg from 'pg';
import { createDatabase, startEmbeddedPostgres } from '@quanze/persistence';
import { jobsContract, makeTestFolder, waitFor } from '@quanze/testkit';
import { createJobs, createPostgresJobs } from './index.js';
import { repeatUndone } from './repeat.js';

let folder: string;
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let url: string;
let pool: pg.Pool;

const start = () => startEmbeddedPostgres({ dataDir: join(folder, 'data'), settings: { fsync: 'off' } });

beforeAll(async () => {
  folder = await makeTestFolder('jobs');
  server = await start();
  await createDatabase(server.url, 'office');
  url = server.databaseUrl('office');
  pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq' });
  pool.on('error', () => undefined);
}, 60_000);

afterAll(async () => {
  await pool.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

jobsContract('PostgreSQL', () => ({
  open: (options) => createPostgresJobs({ connectionString: url, ...options }),
  // It takes the lock of every table in an order of its own, across a worker that does the same: whoever loses has to ask again.
  wipe: () => repeatUndone(async () => void (await pool.query('DROP SCHEMA bullmq CASCADE'))),
  inject: async (name, id, payload) => {
    const queue = new Queue(name, { connection: pool as unknown as Parameters<typeof createPostgresBackend>[1]['connection'] }, createPostgresBackend);
    queue.on('error', () => undefined);
    await queue.add(name, payload, { jobId: id, attempts: 3 });
    await queue.close();
  },
  childCode: (options) => `import { createPostgresJobs } from '@quanze/queue';
    const jobs = createPostgresJobs(${JSON.stringify({ connectionString: url, ...options })});`,
  lostLine: /^PostgreSQL connection lost: /,
  server: {
    kill: async () => {
      process.kill(server.pid, 'SIGKILL');
      await waitFor('the end of the server', () => pool.query('SELECT 1').then(() => false, () => true));
    },
    restart: async () => {
      server = await start();
    },
  },
}), { server: true });

describe('PostgreSQL jobs', () => {
  it('lie in a schema of their own', async () => {
    const jobs = createJobs({ databaseUrl: url, redisUrl: '', names: ['deadline'] });
    await jobs.schedule({ id: 'x', name: 'deadline', data: {}, dueAt: '2190-01-01T00:00:00.000Z' as never });
    const { rows } = await pool.query(`SELECT DISTINCT schemaname FROM pg_stat_user_tables`);
    expect(rows).toEqual([{ schemaname: 'bullmq' }]);
    await jobs.close();
  });

  it('are worked on by a role that may not make schemas', async () => {
    const owner = createPostgresJobs({ connectionString: url, names: ['deadline'] });
    await owner.depth();
    await owner.close();
    await pool.query(`CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA bullmq TO clerk; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO clerk;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA bullmq TO clerk`);
    const clerk = createPostgresJobs({ connectionString: url.replace('quanze@', 'clerk@'), names: ['deadline'] });
    const seen: string[] = [];
    await clerk.schedule({ id: 'by-clerk', name: 'deadline', data: {}, dueAt: '2020-01-01T00:00:00.000Z' as never });
    await clerk.work('deadline', async (job) => void seen.push(job.id));
    await waitFor('the job', () => seen.includes('by-clerk'));
    await clerk.close();
    await pool.query('DROP OWNED BY clerk; DROP ROLE clerk');
  });

  it('take no notice of statements that a deadlock undid, whether a call or a worker sent them', async () => {
    const logged: string[] = [];
    const jobs = createPostgresJobs({ connectionString: url, names: ['undone'], log: (line) => void logged.push(line) });
    await jobs.depth();
    // A sequence counts on when everything else is undone: of eight statements that write jobs, two lose.
    await pool.query(`CREATE SEQUENCE public.written;
      CREATE FUNCTION public.lose() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('public.written') % 8 IN (1, 2) THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER lose BEFORE INSERT OR UPDATE OR DELETE ON job FOR EACH STATEMENT EXECUTE FUNCTION public.lose()`);
    try {
      const [ids, seen] = [Array.from({ length: 10 }, (_, index) => `undone-${index}`), [] as string[]];
      for (const id of ids) await jobs.schedule({ id, name: 'undone', data: {}, dueAt: '2020-01-01T00:00:00.000Z' as never });
      const scheduling = Number((await pool.query<{ last_value: string }>('SELECT last_value FROM public.written')).rows[0]?.last_value);
      await jobs.work('undone', async (job) => void seen.push(job.id));
      await waitFor('all jobs to be done and gone', async () => seen.length >= ids.length && JSON.stringify(await jobs.depth()) === JSON.stringify({ undone: { waiting: 0, delayed: 0, active: 0, dead: 0 } }));
      const working = Number((await pool.query<{ last_value: string }>('SELECT last_value FROM public.written')).rows[0]?.last_value) - scheduling;
      expect([seen.sort(), logged]).toEqual([ids, []]);
      expect([scheduling > 8, working > 8]).toEqual([true, true]);
    } finally {
      await jobs.close();
      await pool.query('DROP FUNCTION public.lose() CASCADE; DROP SEQUENCE public.written');
    }
  });

  it('share a bounded number of connections and give all of them back', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const jobs = createPostgresJobs({ connectionString: url, names });
    await Promise.all(names.map((name) => jobs.work(name, async () => undefined)));
    await Promise.all(names.map((name, i) => jobs.schedule({ id: `c-${i}`, name, data: {}, dueAt: '2020-01-01T00:00:00.000Z' as never })));
    const count = async (): Promise<number> => Number((await pool.query(`SELECT count(*) FROM pg_stat_activity WHERE application_name IN ('quanze-jobs', 'a', 'b', 'c', 'd', 'e')`)).rows[0].count);
    expect(await count()).toBeGreaterThanOrEqual(5);
    expect(await count()).toBeLessThanOrEqual(16);
    await jobs.close();
    await waitFor('no connection', async () => (await count()) === 0);
  });

  it('refuse calls while there is no server, and work as soon as there is one', async () => {
    const jobs = createPostgresJobs({ connectionString: url.replace('/office', '/not_there'), names: ['deadline'] });
    await expect(jobs.depth()).rejects.toMatchObject({ code: '3D000' });
    await createDatabase(server.url, 'not_there');
    expect(await jobs.depth()).toEqual({ deadline: { waiting: 0, delayed: 0, active: 0, dead: 0 } });
    await jobs.close();
  });
});

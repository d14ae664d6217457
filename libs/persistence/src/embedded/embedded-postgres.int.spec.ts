// The embedded server through its life: cold start, adoption, crashes of either side, stop. With a data folder of its own each time.
import { execFileSync, spawn } from 'node:child_process';
import { cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, databaseUrlOf, dropDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';
import { withClient } from './databases.js';
import { accountForServer, mayReach } from './account.js';
import { completeLinks, locateNatives } from './natives.js';
import { isAlive, processesIn, waitUntil } from './postmaster.js';
import { describeWith, makeTestFolder, startTypeScript } from '@quanze/testkit';

jest.setTimeout(60_000);
let blank: string;
let base: string;
let servers: EmbeddedPostgres[];

// initdb takes most of the time of these tests, so it runs once and the others copy what it made.
beforeAll(async () => {
  blank = await makeTestFolder('blank');
  await (await startEmbeddedPostgres({ dataDir: join(blank, 'data'), settings: { fsync: 'off' } })).stop();
});

afterAll(() => rm(blank, { recursive: true, force: true }));

beforeEach(async () => {
  base = await makeTestFolder('embedded');
  execFileSync('cp', ['-a', join(blank, 'data'), join(base, 'data')]);
  await rm(join(base, 'data', 'server.log'));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(base, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: join(base, 'data'), ...options });
  servers.push(server);
  return server;
}

async function one(url: string, sql: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) => client.query({ text: sql, rowMode: 'array' }));
  return rows[0]?.[0];
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await waitUntil(async () => !(await isAlive(pid)), 5000);
}

describe('a cold start', () => {
  beforeEach(() => rm(join(base, 'data'), { recursive: true }));

  it('makes a cluster that reads and writes Chinese and needs no port', async () => {
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await one(server.url, `SHOW listen_addresses`)).toBe('');
    await createDatabase(server.url, 'office');
    const url = server.databaseUrl('office');
    expect(await one(url, `SHOW server_encoding`)).toBe('UTF8');
    expect(await one(url, `SELECT string_agg(n, '' ORDER BY n COLLATE "zh-x-icu") FROM unnest(ARRAY['张','陈','李']) n`)).toBe('陈李张');
    await withClient(url, (client) => client.query('CREATE EXTENSION pg_trgm'));
    expect(await one(url, `SELECT similarity('工作流引擎', '工作流') > 0.4`)).toBe(true);
    expect(await one(url, `SHOW fsync`)).toBe('on');
  });

  it('gives one server to four starters at once', async () => {
    const all = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(all.map((server) => server.pid)).size).toBe(1);
    expect(all.filter((server) => !server.adopted)).toHaveLength(1);
    expect(await readdir(join(base, 'data'))).not.toContainEqual(expect.stringContaining('draft'));
  });

  it('clears what a cut-off initdb left and does not take it for a cluster', async () => {
    await mkdir(join(base, 'data', 'pgdata.draft-4194305-dead'), { recursive: true });
    await start();
    expect((await readdir(join(base, 'data'))).sort()).toEqual(['pgdata', 'server.log']);
  });
});

describe('a start', () => {
  it('keeps the socket folder private and its path short', async () => {
    const dataDir = join(base, 'a-rather-long-name-'.repeat(5));
    await rename(join(base, 'data'), dataDir);
    const { socketDir } = await start({ dataDir });
    expect((await stat(socketDir)).mode & 0o777).toBe(0o700);
    expect(`${socketDir}/.s.PGSQL.5432`.length).toBeLessThan(100);
  });

  it('lets settings be changed by the caller', async () => {
    const server = await start({ settings: { fsync: 'off', shared_buffers: '16MB' } });
    expect(await one(server.url, 'SHOW fsync')).toBe('off');
    expect(await one(server.url, 'SHOW shared_buffers')).toBe('16MB');
  });

  it('tells the end of the log when the server refuses its settings', async () => {
    await (await start()).stop();
    const { socketDir } = servers[0] as EmbeddedPostgres;
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toMatchObject({ code: 'FAULT.EMBEDDED_START', message: expect.stringContaining('shared_buffers') });
    await expect(lstat(socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a second start', () => {
  it('adopts the running server and may stop it', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
    await second.stop();
    expect(await isAlive(first.pid)).toBe(false);
  });

  it('of four at once finds the one server of a cluster that was there', async () => {
    const all = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(all.map((server) => server.pid)).size).toBe(1);
    expect(all.filter((server) => !server.adopted)).toHaveLength(1);
  });

  it('finds the data after a stop', async () => {
    const first = await start();
    await createDatabase(first.url, 'kept');
    await first.stop();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await createDatabase(second.url, 'kept')).toBe(false);
  });

  it('waits while another starter has made the lock file and not yet filled it', async () => {
    await writeFile(join(base, 'data', 'pgdata', 'postmaster.pid'), '');
    expect((await start()).adopted).toBe(false);
  });

  it('starts over a lock file that a power cut left empty', async () => {
    const file = join(base, 'data', 'pgdata', 'postmaster.pid');
    await writeFile(file, '');
    await utimes(file, 1_700_000_000, 1_700_000_000);
    expect((await start()).adopted).toBe(false);
  });

  it('starts over a lock file whose number belongs to a stranger now', async () => {
    await (await start()).stop();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(accountForServer() ?? {}) });
    try {
      const lines = [String(stranger.pid), join(base, 'data', 'pgdata'), '1700000000', '5432', '/nowhere', '', '    123         4', 'ready   '];
      await writeFile(join(base, 'data', 'pgdata', 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });
      expect((await start()).adopted).toBe(false);
      expect(await isAlive(stranger.pid as number)).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('a crash', () => {
  it('of the server loses no committed row', async () => {
    const first = await start();
    await createDatabase(first.url, 'office');
    const url = first.databaseUrl('office');
    await withClient(url, (client) => client.query('CREATE TABLE entry (n int)'));
    await withClient(url, (client) => client.query('INSERT INTO entry SELECT generate_series(1, 1000)'));
    // An open transaction holds a backend alive at the moment of the kill, and must not come back.
    await withClient(url, async (client) => {
      await client.query('BEGIN');
      await client.query('INSERT INTO entry VALUES (-1)');
      await kill(first.pid);
    }).catch(() => undefined);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await one(second.databaseUrl('office'), 'SELECT count(*)::int FROM entry')).toBe(1000);
    expect(await one(second.databaseUrl('office'), 'SELECT min(n) FROM entry')).toBe(1);
  });

  it('of the process that started it leaves a server that the next process adopts', async () => {
    const entry = JSON.stringify(new URL('./index.ts', import.meta.url).href);
    const parent = startTypeScript(`
      import { startEmbeddedPostgres, createDatabase } from ${entry};
      const server = await startEmbeddedPostgres({ dataDir: process.env.DATA_DIR });
      await createDatabase(server.url, 'by_parent');
      console.log('pid ' + server.pid);
      setInterval(() => undefined, 1000);
    `, { DATA_DIR: join(base, 'data') });
    const pid = Number((await parent.line(/^pid \d+$/)).slice(4));
    await parent.kill('SIGKILL');
    const server = await start();
    expect(server).toMatchObject({ adopted: true, pid });
    expect(await one(server.url, `SELECT count(*)::int FROM pg_database WHERE datname = 'by_parent'`)).toBe(1);
  });

  it('does not follow from a Ctrl-C that the process group gets', async () => {
    const server = await start();
    const group = Number((await readFile(`/proc/${server.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[2]);
    expect(group).toBe(server.pid);
  });
});

describe('a stop', () => {
  it('leaves no process, no socket and no lock, also while somebody is connected', async () => {
    const server = await start();
    const pgdata = join(base, 'data', 'pgdata');
    await withClient(server.url, async (client) => {
      await client.query('SELECT 1');
      await server.stop();
    }).catch(() => undefined);
    expect(await isAlive(server.pid)).toBe(false);
    expect(await processesIn(pgdata)).toEqual([]);
    await expect(lstat(server.socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(lstat(join(pgdata, 'postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of a server that was killed takes its socket away', async () => {
    const server = await start();
    await kill(server.pid);
    await server.stop();
    await expect(lstat(server.socketDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('twice is once, and spares the server that was started in between', async () => {
    const first = await start();
    await first.stop();
    const second = await start();
    await first.stop();
    expect(await isAlive(second.pid)).toBe(true);
  });
});

describe('databases', () => {
  it('are made once, copied from a template, and dropped under their users', async () => {
    const { url, databaseUrl } = await start();
    expect(await createDatabase(url, 'template "x"')).toBe(true);
    expect(await createDatabase(url, 'template "x"')).toBe(false);
    await withClient(databaseUrl('template "x"'), (client) => client.query('CREATE TABLE seen (n int)'));
    await createDatabase(url, 'copy', 'template "x"');
    expect(await one(databaseUrl('copy'), `SELECT count(*)::int FROM seen`)).toBe(0);
    await withClient(databaseUrl('copy'), () => dropDatabase(url, 'copy')).catch(() => undefined);
    expect(await one(url, `SELECT count(*)::int FROM pg_database WHERE datname = 'copy'`)).toBe(0);
  });

  it('have addresses that keep host, port and options', () => {
    expect(databaseUrlOf('postgres://u@h:1/postgres?host=%2Ftmp%2Fx', 'a b')).toBe('postgres://u@h:1/a%20b?host=%2Ftmp%2Fx');
    expect(databaseUrlOf('postgres://u:p@127.0.0.1:5555/postgres', 'office')).toBe('postgres://u:p@127.0.0.1:5555/office');
  });
});

describe('without sockets', () => {
  it('does not put a cluster without a password on the loopback', async () => {
    await expect(start({ transport: 'loopback' })).rejects.toMatchObject({ code: 'FAULT.EMBEDDED_DATA' });
  });

  it('listens on a free loopback port and wants the password', async () => {
    await rm(join(base, 'data'), { recursive: true });
    const server = await start({ transport: 'loopback' });
    const { port, password } = new URL(server.url);
    expect(server.socketDir).toBe('');
    expect(await one(server.url, 'SELECT 7')).toBe(7);
    expect(password).toHaveLength(32);
    await expect(one(`postgres://quanze:wrong@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await start({ transport: 'loopback' })).adopted).toBe(true);
  });
});

describe('the programs', () => {
  it('get the library links that an install without scripts leaves out', async () => {
    const folder = join(base, 'package');
    await mkdir(join(folder, 'native', 'lib'), { recursive: true });
    await writeFile(join(folder, 'native', 'lib', 'libx.so.1.2'), '');
    await writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]));
    expect(await completeLinks(folder)).toBe(1);
    expect(await completeLinks(folder)).toBe(0);
    expect((await stat(join(folder, 'native', 'lib', 'libx.so.1'))).isFile()).toBe(true);
  });
});

describeWith('root', 'as root', () => {
  it('runs the server as another user', async () => {
    const server = await start();
    expect((await stat(`/proc/${server.pid}`)).uid).toBe(accountForServer()?.uid);
    expect((await stat(`/proc/${server.pid}`)).uid).not.toBe(0);
  });

  it('keeps the data where it was asked to, below a folder of mode 700, and adopts and recovers it there', async () => {
    const home = join(base, 'home');
    await mkdir(home, { mode: 0o700 });
    const dataDir = join(home, 'data');
    const first = await start({ dataDir });
    await createDatabase(first.url, 'kept');
    expect((await stat(join(dataDir, 'pgdata', 'PG_VERSION'))).isFile()).toBe(true);
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    expect((await start({ dataDir })).adopted).toBe(true);
    await kill(first.pid);
    const second = await start({ dataDir });
    expect(second.adopted).toBe(false);
    expect(await createDatabase(second.url, 'kept')).toBe(false);
  });

  it('takes over a data folder that another account made', async () => {
    const server = await start();
    await server.stop();
    execFileSync('chown', ['-R', '1:1', join(base, 'data', 'pgdata')]);
    expect((await start()).adopted).toBe(false);
  });

  it('copies the programs when the package lies below a folder of mode 700', async () => {
    const account = accountForServer();
    const home = join(base, 'home');
    await mkdir(home, { mode: 0o700 });
    await cp(join((await locateNatives(null)).postgres, '..', '..', '..', 'package.json'), join(home, 'package.json'));
    expect(account !== null && mayReach(account, join(home, 'package.json'), 'x')).toBe(false);
    const { copyFor } = await import('./natives.js');
    await mkdir(join(home, 'native', 'bin'), { recursive: true });
    await writeFile(join(home, 'native', 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o755 });
    await symlink('postgres', join(home, 'native', 'bin', 'link'));
    const copy = await copyFor(home, account);
    try {
      expect(copy.startsWith(home)).toBe(false);
      expect(account !== null && mayReach(account, join(copy, 'bin', 'postgres'), 'x')).toBe(true);
      expect((await lstat(join(copy, 'bin', 'link'))).isSymbolicLink()).toBe(true);
      expect(await copyFor(home, account)).toBe(copy);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

// Configuration: defaults, and every fault at once.
import { readConfig } from './config.js';

describe('the configuration of the host', () => {
  it('needs nothing: port 3000, the embedded database, the worker inside', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 3000, host: '0.0.0.0', databaseUrl: null, redisUrl: null, dataDir: '.data', worker: 'in-process', seed: 'demo', setupFile: null, setupPassword: null, logLevel: 'info', publicUrl: null, trustProxy: false, files: { bytesMax: 52_428_800, mediaTypes: expect.arrayContaining(['application/pdf', 'image/jpeg']) },
      },
    });
  });

  it('takes an empty value as absent', () => {
    const reading = readConfig({ PORT: '', DATABASE_URL: '', QUANZE_SEED: '' });
    expect(reading).toMatchObject({ ok: true, config: { port: 3000, databaseUrl: null, seed: 'demo' } });
  });

  it('tells all faults together and repeats no connection string', () => {
    const reading = readConfig({ PORT: '70000', DATABASE_URL: 'mysql://u:secret@h/d', QUANZE_WORKER: 'yes', QUANZE_SEDE: 'demo', LOG_LEVEL: 'loud' });
    expect(reading.ok).toBe(false);
    const problems = reading.ok ? [] : reading.problems;
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'QUANZE_SEDE', 'QUANZE_WORKER']);
    expect(problems.join()).not.toContain('secret');
  });

  it('takes a size and a list of media types for files, and refuses what programs run or nobody can mean', () => {
    expect(readConfig({ QUANZE_FILE_BYTES_MAX: '1000', QUANZE_FILE_TYPES: 'application/pdf, image/PNG' })).toMatchObject({ ok: true, config: { files: { bytesMax: 1000, mediaTypes: ['application/pdf', 'image/png'] } } });
    for (const env of [{ QUANZE_FILE_BYTES_MAX: '0' }, { QUANZE_FILE_BYTES_MAX: '50MB' }, { QUANZE_FILE_BYTES_MAX: '4294967297' }, { QUANZE_FILE_TYPES: 'pdf' }, { QUANZE_FILE_TYPES: 'text/plain; charset=utf-8' }, { QUANZE_FILE_TYPES: 'application/json' }]) {
      expect([env, readConfig(env).ok]).toEqual([env, false]);
    }
  });

  it.each(['-1', '3e3', '65536', ' 80', '0x50'])('refuses the port %s', (port) => {
    expect(readConfig({ PORT: port }).ok).toBe(false);
  });

  it('sets up from a file instead of a demonstration, wherever the database is', () => {
    expect(readConfig({ QUANZE_SETUP: '/etc/office.yaml', QUANZE_SETUP_PASSWORD: 'ten letters' })).toMatchObject({ ok: true, config: { seed: 'none', setupFile: '/etc/office.yaml', setupPassword: 'ten letters' } });
    expect(readConfig({ QUANZE_SETUP: '/etc/office.yaml', DATABASE_URL: 'postgres://h/d' })).toMatchObject({ ok: true, config: { seed: 'none', setupPassword: null } });
  });

  it.each([
    ['a real office beside the demonstration', { QUANZE_SETUP: 'o.yaml', QUANZE_SEED: 'demo' }, 'exclude each other'],
    ['a password for nobody', { QUANZE_SETUP_PASSWORD: 'secret words' }, 'means nothing without QUANZE_SETUP'],
    ['a short password', { QUANZE_SETUP: 'o.yaml', QUANZE_SETUP_PASSWORD: 'secret' }, 'has 10 to 200 characters'],
  ])('refuses %s and does not repeat it', (_what, env, words) => {
    const reading = readConfig(env);
    expect(reading.ok ? [] : reading.problems).toEqual([expect.stringContaining(words)]);
    expect(JSON.stringify(reading)).not.toMatch(/secret/);
  });

  it('leaves alone what belongs to the tests', () => {
    expect(readConfig({ QUANZE_TEST_RUN_DIR: '/tmp/x', QUANZE_REQUIRE_SUITES: 'redis' }).ok).toBe(true);
  });
});

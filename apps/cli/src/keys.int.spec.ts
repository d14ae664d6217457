// `quanze ledger keys` and `quanze ledger rotate-key` on a folder as a host leaves it. What is not here: a host that goes on with the new
// key (apps/host, `rotate-key.int.spec.ts`).
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeTestFolder } from '@quanze/testkit';
import type { CliFailure } from './io.js';
import { publicKeysOf, rotateKey, type Rotation } from './signing-key-folder.js';
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);
const folder = await makeTestFolder('cli-keys');

interface Key {
  readonly keyId: string;
  readonly publicKey: string;
  readonly retiredAt?: string;
}

/** A data folder with a key in it. */
function dataDir(): string {
  const dir = mkdtempSync(join(folder, 'data-'));
  writeFileSync(join(dir, 'log-signing-key.pem'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return dir;
}
const keysOf = async (dir: string) => (JSON.parse((await quanze(['ledger', 'keys', '--data-dir', dir])).out) as { publicKeys: readonly Key[] }).publicKeys;
const privateKeyOf = (dir: string): string => readFileSync(join(dir, 'log-signing-key.pem'), 'utf8');
const publicPartOf = (pem: string): string => createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'der' }).toString('base64');

describe('a rotation', () => {
  it('replaces the key, keeps the public part of each one before it, and says what to do next', async () => {
    const dir = dataDir();
    const [first] = await keysOf(dir);
    const pem = privateKeyOf(dir);
    const run = await quanze(['ledger', 'rotate-key'], '', { QUANZE_DATA_DIR: dir });
    const told = JSON.parse(run.out) as { keyId: string; replaces: string; retiredAt: string };
    expect([run.exit, told.replaces, run.err.includes('restart every host and worker')]).toEqual([0, first?.keyId, true]);
    expect(await keysOf(dir)).toEqual([{ ...first, retiredAt: told.retiredAt }, { keyId: told.keyId, algorithm: 'ed25519', publicKey: publicPartOf(privateKeyOf(dir)) }]);
    await quanze(['ledger', 'rotate-key', '--data-dir', dir]);
    expect((await keysOf(dir)).map(({ retiredAt }) => retiredAt !== undefined)).toEqual([true, true, false]);
    // Nobody can sign with the old key any more.
    expect(readdirSync(dir).filter((name) => readFileSync(join(dir, name), 'utf8').includes(pem.split('\n')[1] ?? ''))).toEqual([]);
    expect([statSync(join(dir, 'log-signing-key.pem')).mode & 0o777, readdirSync(dir).sort()]).toEqual([0o600, ['log-retired-keys.json', 'log-signing-key.pem']]);
  });

  it('is done once when two are started at the same moment', async () => {
    const dir = dataDir();
    const [first] = await keysOf(dir);
    const runs = await Promise.all([1, 2, 3].map(() => quanze(['ledger', 'rotate-key', '--data-dir', dir])));
    // One after the other is fine too; what must not be is a key that signed and is not kept.
    const done = runs.filter(({ exit }) => exit === 0).map(({ out }) => JSON.parse(out) as { keyId: string; replaces: string });
    const ids = (await keysOf(dir)).map(({ keyId }) => keyId);
    expect(ids).toHaveLength(done.length + 1);
    expect([ids[0], new Set(ids).size, done.every(({ keyId, replaces }) => ids.indexOf(keyId) === ids.indexOf(replaces) + 1)]).toEqual([first?.keyId, ids.length, true]);
    expect(runs.filter(({ exit }) => exit !== 0).map((run) => errorOf(run).code)).toEqual(Array.from({ length: 3 - done.length }, () => 'KEYS.ROTATION_UNFINISHED'));
  });

  it('loses no key when many are started one shortly after another', async () => {
    const dir = dataDir();
    const runs = Array.from({ length: 60 }, async (_, index) => {
      await setTimeout(index * 3);
      return rotateKey(dir, '2026-11-23T00:00:00.000Z').catch((error: unknown) => error as CliFailure);
    });
    const results = await Promise.all(runs);
    const done = results.filter((result): result is Rotation => 'replaces' in result);
    const ids = (await publicKeysOf(dir)).map(({ keyId }) => keyId);
    expect(done.length).toBeGreaterThan(1);
    expect([ids.length, new Set(ids)]).toEqual([done.length + 1, new Set(done.flatMap(({ keyId, replaces }) => [replaces, keyId]))]);
    expect(new Set(results.flatMap((result) => ('code' in result ? [result.code] : [])))).toEqual(new Set(['KEYS.ROTATION_UNFINISHED']));
  });

  it('changes nothing where one was cut off, where there is no key, or where the list cannot be understood', async () => {
    const [cutOff, unreadable] = [dataDir(), dataDir()];
    writeFileSync(join(cutOff, 'log-signing-key.pem.next'), '');
    writeFileSync(join(unreadable, 'log-retired-keys.json'), '{"publicKeys":');
    const before = [cutOff, unreadable].map(privateKeyOf);
    const runs = await Promise.all([cutOff, unreadable, join(folder, 'absent')].map((dir) => quanze(['ledger', 'rotate-key', '--data-dir', dir])));
    expect(runs.map((run) => [run.exit, run.out, errorOf(run).code])).toEqual([[1, '', 'KEYS.ROTATION_UNFINISHED'], [2, '', 'KEYS.MALFORMED'], [2, '', 'KEYS.NONE']]);
    expect([cutOff, unreadable].map(privateKeyOf)).toEqual(before);
  });
});

it('is no word of the ledger: anything else', async () => {
  expect(errorOf(await quanze(['ledger', 'rotate'])).message).toBe('ledger cannot rotate');
  expect(errorOf(await quanze(['ledger', 'keys', 'extra'])).code).toBe('USAGE');
});

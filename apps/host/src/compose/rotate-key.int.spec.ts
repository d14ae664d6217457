// Rotation of the key that signs the log: documents made before and after it, verified by the command line without host or database.
// What is not here: the rotation alone (apps/cli, `keys.int.spec.ts`).
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectOk, type Instant } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, makeTestFolder, type TestDatabase } from '@quanze/testkit';
import { FIRST_START_LIMIT_MS, quanze } from '../../../cli/src/spawn-cli.contract.js';
import { compose, type Composition } from '../composition.js';
import { caseIdOf, identityOf } from './demo-walk.js';
import { demoStories } from './seed-cases.js';
import { seedDemo } from './seed.js';
import { random, sha256 } from './system.js';
import { TENANT } from './tenant.js';

jest.setTimeout(120_000);
const NOW = '2026-11-23T02:30:00.000Z' as Instant;
const CHIEF = identityOf('chief');

let database: TestDatabase;
let folder: string;
let dataDir: string;
let host: Composition;
let log: string[];
let caseId: string;
let decision: number;

const start = async (): Promise<Composition> => {
  log = [];
  return compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false, clock: { now: () => NOW }, print: () => undefined,
    log: (line) => log.push(line), onFault: (where, error) => log.push(`fault ${where} ${String(error)}`),
  });
};
const restart = async (): Promise<void> => {
  await host.close();
  host = await start();
};
const bundle = async () => expectOk(await host.application.cases.bundle(CHIEF, caseId, false), 'the bundle');
const receipt = async () => expectOk(await host.application.cases.receipt(CHIEF, caseId, decision), 'the receipt');
const keyIdsOf = ({ publicKeys }: { readonly publicKeys: readonly { readonly keyId: string }[] }) => publicKeys.map(({ keyId }) => keyId);
const current = (): string => host.application.deps.signer.keyId;
let files = 0;

async function verify(document: unknown, trusted?: unknown): Promise<Record<string, unknown>> {
  const [file, keys] = [join(folder, `document-${(files += 1)}.json`), join(folder, `keys-${files}.json`)];
  await writeFile(file, JSON.stringify(document));
  if (trusted !== undefined) await writeFile(keys, JSON.stringify(trusted));
  const run = await quanze(['ledger', 'verify', file, ...(trusted === undefined ? [] : ['--trusted-keys', keys])]);
  return { exit: run.exit, ...(JSON.parse(run.out) as object) };
}

beforeAll(async () => {
  [database, folder] = [await createTestDatabase(persistence), await makeTestFolder('rotate')];
  dataDir = join(folder, 'data');
  await mkdir(dataDir);
  host = await start();
  const decided = demoStories().find(({ key }) => key === 'p19');
  if (decided === undefined) throw new Error('there is no story p19');
  caseId = caseIdOf(decided);
  decision = (await host.application.deps.cases.decisions(caseId as never)).at(-1)?.seq ?? 0;
}, FIRST_START_LIMIT_MS);
afterAll(async () => {
  await host.close();
  await database.drop();
});

describe('documents around a rotation', () => {
  let before: { bundle: unknown; receipt: unknown };
  let first: string;

  it('are signed by one key before it', async () => {
    first = current();
    const [made, proof] = [await bundle(), await receipt()];
    before = { bundle: made, receipt: proof };
    expect([keyIdsOf(made), keyIdsOf(proof)]).toEqual([[first], [first]]);
    expect(await verify(made)).toMatchObject({ exit: 0, valid: true, keySource: 'document' });
    expect(log).toContain(`public key ${first} of the log is registered`);
  });

  it('carry the old key as long as their checkpoint is an old one, and both where both signed', async () => {
    expect((await quanze(['ledger', 'rotate-key', '--data-dir', dataDir])).exit).toBe(0);
    await restart();
    expect(current()).not.toBe(first);
    const [made, proof] = [await bundle(), await receipt()];
    expect([keyIdsOf(made), keyIdsOf(proof)]).toEqual([[first, current()], [first]]);
    expect(await verify(made)).toMatchObject({ exit: 0, valid: true, keySource: 'document', keyIds: [first, current()] });
    expect(await verify(proof)).toMatchObject({ exit: 0, valid: true, keyIds: [first] });
  });

  it('are signed by the new key alone once the log has grown', async () => {
    const snapshot = await host.application.deps.cases.snapshot(caseId as never);
    expectOk(await host.application.cases.act(identityOf('procurator1'), caseId, { act: 'add-note', payload: { text: '换钥之后' }, expectedVersion: snapshot?.version ?? 0 }), 'the note');
    const [made, proof] = [await bundle(), await receipt()];
    expect([keyIdsOf(made), keyIdsOf(proof)]).toEqual([[current()], [current()]]);
    expect([await verify(made), await verify(proof)]).toMatchObject([{ exit: 0, valid: true }, { exit: 0, valid: true }]);
  });

  it('are believed, old and new, by whoever has the list of the office; a key that is not in it is named', async () => {
    const list = JSON.parse((await quanze(['ledger', 'keys', '--data-dir', dataDir])).out) as { publicKeys: readonly { keyId: string }[] };
    expect(keyIdsOf(list)).toEqual([first, current()]);
    for (const document of [before.bundle, before.receipt, await bundle(), await receipt()]) expect(await verify(document, list)).toMatchObject({ exit: 0, valid: true, keySource: 'trusted' });
    const onlyNew = list.publicKeys.slice(1);
    expect(await verify(before.receipt, onlyNew)).toMatchObject({ exit: 1, valid: false, reason: 'LEDGER.KEY_UNKNOWN', at: { path: '/checkpoint/signature/keyId', keyId: first } });
    expect(await verify(await receipt(), list.publicKeys.slice(0, 1))).toMatchObject({ exit: 1, reason: 'LEDGER.KEY_UNKNOWN', at: { keyId: current() } });
  });
});

describe('the keys of all times', () => {
  it('are kept in the database, each with the time in which it signed', async () => {
    const keys = await host.application.deps.proofs.signingKeys(TENANT);
    expect(keys.map(({ keyId, replacedAt }) => [keyId, replacedAt === null])).toEqual(expect.arrayContaining([[current(), true]]));
    expect(keys.filter(({ replacedAt }) => replacedAt !== null)).toHaveLength(1);
  });

  it('survive the folder they lay in', async () => {
    const lost = current();
    await bundle();
    await rm(dataDir, { recursive: true });
    await restart();
    expect(current()).not.toBe(lost);
    const made = await bundle();
    expect(keyIdsOf(made)).toEqual([lost, current()]);
    expect(await verify(made)).toMatchObject({ exit: 0, valid: true });
  });

  it('are learned from the folder when no host ever ran with one of them', async () => {
    const before = current();
    for (let times = 0; times < 2; times += 1) await quanze(['ledger', 'rotate-key', '--data-dir', dataDir]);
    const [, between] = (JSON.parse((await quanze(['ledger', 'keys', '--data-dir', dataDir])).out) as { publicKeys: readonly { keyId: string }[] }).publicKeys;
    await restart();
    const keys = await host.application.deps.proofs.signingKeys(TENANT);
    expect(keys.map(({ keyId }) => keyId)).toEqual(expect.arrayContaining([before, between?.keyId, current()]));
    expect(log.filter((line) => line.startsWith('public key'))).toHaveLength(2);
  });

  it('are not guessed at: a list that cannot be understood stops the start', async () => {
    await writeFile(join(dataDir, 'log-retired-keys.json'), '{"publicKeys":[{"keyId":7}]}');
    await host.close();
    await expect(start()).rejects.toThrow('does not hold public keys');
    await rm(join(dataDir, 'log-retired-keys.json'));
    host = await start();
  });
});

it('is kept by a process that started before there was an office, as soon as it signs', async () => {
  const empty = await createTestDatabase(persistence);
  const early = await compose({ databaseUrl: empty.url, redisUrl: null, dataDir: join(folder, 'early'), seed: 'none', works: false, listens: false, stopsServer: false, log: () => undefined, onFault: () => undefined });
  try {
    const { office, proofs, signer } = early.application.deps;
    expect(await proofs.signingKeys(TENANT)).toEqual([]);
    await seedDemo({ stores: { ...early.application.deps } as never, passwords: early.application.deps.passwords, clock: { now: () => NOW }, hash: sha256, random, password: 'demo password', log: () => undefined, print: () => undefined });
    expect(await office.offices(TENANT)).toHaveLength(2);
    expect(await early.application.proofs.anchorAll(TENANT)).toBeGreaterThan(20);
    expect((await proofs.signingKeys(TENANT)).map(({ keyId }) => keyId)).toEqual([signer.keyId]);
  } finally {
    await early.close();
    await empty.drop();
  }
});

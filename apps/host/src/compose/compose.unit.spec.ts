// The small parts of the composition: clock, key, rounds, notices.
import { createPublicKey, verify } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUuid } from '@quanze/kernel';
import { demoId, DEMO_PEOPLE } from './demo-office.js';
import { eventOf } from './event-bus.js';
import { readAhead } from './read-ahead.js';
import { Rounds } from './rounds.js';
import { loadSigner } from './signer.js';
import { createClock } from './system.js';

describe('the clock', () => {
  it('stands still while the system\'s clock is set back', () => {
    const times = [1_800_000_000_000, 1_799_999_000_000, 1_800_000_000_001];
    const clock = createClock(() => times.shift() ?? 0);
    expect([clock.now(), clock.now(), clock.now()]).toEqual(['2027-01-15T08:00:00.000Z', '2027-01-15T08:00:00.000Z', '2027-01-15T08:00:00.001Z']);
  });
});

describe('the signing key', () => {
  it('is made once, kept from others, and signs what its public key verifies', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quanze-key-'));
    try {
      const [first, second] = await Promise.all([loadSigner(folder), loadSigner(folder)]);
      expect(second.keyId).toBe(first.keyId);
      expect((await loadSigner(folder)).publicKey).toBe(first.publicKey);
      expect((await stat(join(folder, 'log-signing-key.pem'))).mode & 0o777).toBe(0o600);
      const message = Buffer.from('checkpoint');
      const key = createPublicKey({ key: Buffer.from(first.publicKey, 'base64'), format: 'der', type: 'spki' });
      expect(verify(null, message, key, Buffer.from(first.sign(message), 'base64'))).toBe(true);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('rounds', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('never run twice at once, and once more when poked during one', async () => {
    let [running, most, count] = [0, 0, 0];
    let release = (): void => undefined;
    const rounds = new Rounds({
      everyMs: 60_000, onFault: () => undefined,
      work: async () => {
        most = Math.max(most, (running += 1));
        count += 1;
        if (count === 1) await new Promise<void>((resolve) => (release = resolve));
        running -= 1;
      },
    });
    rounds.poke();
    rounds.poke();
    rounds.poke();
    release();
    await settle();
    expect([count, most]).toEqual([2, 1]);
    await rounds.stop();
    rounds.poke();
    await settle();
    expect(count).toBe(2);
  });

  it('report a fault and go on with the next poke', async () => {
    const faults: unknown[] = [];
    let count = 0;
    const rounds = new Rounds({ everyMs: 60_000, onFault: (error) => faults.push(error), work: async () => { if ((count += 1) === 1) throw new Error('away'); } });
    rounds.poke();
    await settle();
    rounds.poke();
    await settle();
    expect([faults.length, count]).toEqual([1, 2]);
    await rounds.stop();
  });
});

describe('a notice', () => {
  it('becomes an event, and anything else nothing', () => {
    expect(eventOf('{"id":"7","topic":"case.changed","payload":{"caseId":"c"}}')).toEqual({ id: '7', topic: 'case.changed', caseId: 'c', data: { caseId: 'c' } });
    for (const notice of [undefined, '', 'x', '[]', '{}', '{"id":7,"topic":"t","payload":{}}', '{"id":"7","topic":"t","payload":null}']) expect(eventOf(notice)).toBeNull();
  });
});

describe('the demonstration', () => {
  it('has ids that are UUIDs and the same everywhere', () => {
    expect(isUuid(demoId('office district'))).toBe(true);
    expect(demoId('a')).toBe(demoId('a'));
    expect(new Set(DEMO_PEOPLE.flatMap(({ id, login }) => [id, login])).size).toBe(DEMO_PEOPLE.length * 2);
  });
});

describe('reading ahead', () => {
  const read = {} as never;

  it('happens for a new folder only, and only where something will be set up', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'quanze-ahead-'));
    try {
      const ahead = { databaseUrl: null, dataDir, installs: true };
      expect(await readAhead(ahead, () => read)).toBe(read);
      expect([readAhead({ ...ahead, installs: false }, () => read), readAhead({ ...ahead, databaseUrl: 'postgres://h/d' }, () => read)]).toEqual([null, null]);
      await mkdir(join(dataDir, 'postgres'));
      expect(readAhead(ahead, () => read)).toBeNull();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('tells what went wrong to whoever waits for it', async () => {
    const broken = readAhead({ databaseUrl: null, dataDir: join(tmpdir(), 'quanze-ahead-absent'), installs: true }, () => {
      throw new Error('a broken copy');
    });
    await expect(broken).rejects.toThrow('a broken copy');
  });
});

// The office the demonstration program plays in: the real host on a free port, a database that lives in a temporary folder, and a
// clock that is moved by hand. No address of the product can move a clock; it is handed to the composition here.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawPassword } from '@quanze/application';
import { addMs, type Clock, type Instant } from '@quanze/kernel';
import { random } from '../compose/system.js';
import { compose } from '../composition.js';
import { readConfig } from '../config.js';
import { createHost } from '../create-host.js';
import { createLog } from '../shell/logging.js';
import { Deviation } from './deviation.js';

const VERSION = 'demo';

/** Stands still until it is moved, and only forward. */
export class MovedClock implements Clock {
  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  moveTo(at: Instant): void {
    if (at < this.at) throw new Deviation(`the clock is to run back from ${this.at} to ${at}`);
    this.at = at;
  }

  pass(minutes: number): void {
    this.moveTo(addMs(this.at, minutes * 60_000));
  }
}

export interface DemoOffice {
  readonly url: string;
  readonly clock: MovedClock;
  readonly password: string;
  /** A folder for files of the program; it goes with the office. */
  readonly folder: string;
  /** The key that signs the log, as a stranger would be given it apart from any document. */
  readonly publicKey: { readonly keyId: string; readonly algorithm: 'ed25519' | 'sm2'; readonly publicKey: string };
  /** Lets the alarms ring that are due by the clock, as the rounds of a running host do. */
  ring(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it. Whatever was begun is taken away again when the start fails. */
export async function openOffice(at: Instant): Promise<DemoOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'quanze-demo-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const clock = new MovedClock(at);
    const password = drawPassword(random);
    const faults: string[] = [];
    const composition = await compose({
      databaseUrl: null, redisUrl: null, dataDir: folder, seed: 'demo', demoPassword: password, clock, stopsServer: true, listens: false,
      // The alarms follow the moved clock, so they are rung here and not by rounds that follow the machine's.
      works: false, log: () => undefined, onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
    });
    closers.push(() => composition.close());
    const reading = readConfig({ PORT: '0', HOST: '127.0.0.1', QUANZE_DATA_DIR: folder, QUANZE_SEED: 'demo', LOG_LEVEL: 'silent' });
    if (!reading.ok) throw new Deviation(reading.problems.join());
    const { application, events, dependencies } = composition;
    const host = await createHost({ config: reading.config, version: VERSION, application, events, dependencies, log: createLog('silent'), isStopping: () => false });
    closers.push(() => host.close());
    const { keyId, algorithm, publicKey } = application.deps.signer;
    return {
      url: `http://127.0.0.1:${await host.listen()}`, clock, password, folder, publicKey: { keyId, algorithm, publicKey },
      async ring() {
        await application.clockwork.sweep({ windowMs: 0, graceMs: 0 });
        if (faults.length > 0) throw new Deviation(faults.join('; '));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

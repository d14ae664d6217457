// The real host on a database of its own, over real sockets, with the office of the tests in it (`office.ts`).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Application } from '@quanze/application';
import type { Clock } from '@quanze/kernel';
import { compose } from '../../apps/host/src/composition.js';
import { readConfig } from '../../apps/host/src/config.js';
import { createHost } from '../../apps/host/src/create-host.js';
import { createLog } from '../../apps/host/src/shell/logging.js';
import type { SlowBodyParts } from '../../apps/host/src/shell/slow-bodies.js';
import { send, type Answer, type Call } from './client.js';
import { createOfficeDatabase, DEMO_OFFICE, PASSWORD } from './office.js';

export { DEMO_OFFICE, PASSWORD };

export interface RunningHost {
  readonly port: number;
  /** The database of this host, as the owner of its tables. */
  readonly databaseUrl: string;
  /** Folder of the key that signs checkpoints. */
  readonly dataDir: string;
  /** The use cases behind the addresses, for what no address offers: ringing an alarm, sweeping. */
  readonly application: Application;
  /** Log lines so far. */
  readonly lines: readonly string[];
  call(call: Call): Promise<Answer>;
  /** Sends as a person of the demonstration, with a session made at first use. */
  as(login: string): (call: Call) => Promise<Answer>;
  cookieOf(login: string): Promise<string>;
  /** Signs everybody in anew at next use: sessions end when a test moves the clock far. */
  forgetSessions(): void;
  close(): Promise<void>;
}

export interface HostOptions {
  /** A clock the test moves; the system's when absent. */
  readonly clock?: Clock;
  /** Rounds beside the requests: outbox, sweep, checkpoints, deadline jobs. True when absent. */
  readonly works?: boolean;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** With senders of bodies; that of the product when absent. */
  readonly patience?: Pick<SlowBodyParts, 'now' | 'patience'>;
}

export async function startHost({ clock, works = true, env = {}, patience = {} }: HostOptions = {}): Promise<RunningHost> {
  const database = await createOfficeDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'quanze-e2e-'));
  const reading = readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: database.url, QUANZE_SEED: 'none', QUANZE_DATA_DIR: dataDir, ...env });
  if (!reading.ok) throw new Error(reading.problems.join());
  const { config } = reading;
  const lines: string[] = [];
  const out = new PassThrough();
  out.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
  const log = createLog('info', out);
  const faults: string[] = [];
  const composition = await compose({
    databaseUrl: config.databaseUrl, redisUrl: null, dataDir, seed: 'none', works, listens: true, stopsServer: false,
    ...(clock === undefined ? {} : { clock }),
    log: (line) => log.info(line), onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
  });
  let stopping = false;
  const { application, events, dependencies } = composition;
  const host = await createHost({ config, version: '0.0.0-test', application, events, dependencies, log, isStopping: () => stopping }, patience);
  const port = await host.listen();
  const cookies = new Map<string, Promise<string>>();
  const call = (what: Call): Promise<Answer> => send(port, what);
  const cookieOf = (login: string): Promise<string> => {
    const known = cookies.get(login) ?? signIn(call, login);
    cookies.set(login, known);
    return known;
  };
  return {
    port, lines, call, cookieOf, application, databaseUrl: database.url, dataDir,
    as: (login) => async (what) => call({ ...what, cookies: { quanze_session: await cookieOf(login) } }),
    forgetSessions: () => cookies.clear(),
    async close() {
      stopping = true;
      await host.close();
      await composition.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`faults beside the requests: ${faults.join('; ')}`);
    },
  };
}

async function signIn(call: (what: Call) => Promise<Answer>, login: string): Promise<string> {
  const answer = await call({ method: 'POST', url: '/api/v1/sessions', payload: { login, password: PASSWORD } });
  const cookie = /^quanze_session=([^;]+)/.exec(answer.setCookies[0] ?? '')?.[1];
  if (cookie === undefined) throw new Error(`${login} could not sign in: ${answer.body}`);
  return cookie;
}

/** What opens a case of arrest review, as case management gives it. */
export const NEW_CASE = {
  path: 'criminal.arrest', office: DEMO_OFFICE, department: 'first', title: '张某涉嫌盗窃案', act: 'receive',
  facts: { origin: 'police', custody: 'none' }, payload: { requestDocument: '云公提捕字〔2026〕1号', title: '张某涉嫌盗窃' },
};

// The composition root: database, stores, queue, use cases, and the rounds beside them. Everything that is opened here is closed
// here, in reverse. What is not here: HTTP (`create-host.ts`) and signals (`main.ts`).
import { createApplication, DEADLINE_JOB, DefinitionRegistry, type Application, type JobPort } from '@quanze/application';
import type { Clock } from '@quanze/kernel';
import { createJobs } from '@quanze/queue';
import { createPasswordHasher } from './auth/passwords.js';
import { openDatabase, type OpenDatabase } from './compose/database.js';
import { announce, listenToEvents } from './compose/event-bus.js';
import { Rounds } from './compose/rounds.js';
import { seedDemo } from './compose/seed.js';
import { seedCases } from './compose/seed-cases.js';
import { loadSigner } from './compose/signer.js';
import { createClock, ids, random, sha256 } from './compose/system.js';
import { TENANT } from './compose/tenant.js';
import { EventHub } from './events/hub.js';
import type { Dependency } from './runtime.js';

export interface CompositionOptions {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly seed: 'demo' | 'none';
  /** Whether this process drains the outbox, arms and fires deadlines, and signs checkpoints. */
  readonly works: boolean;
  /** Whether this process tells live events to people. */
  readonly listens: boolean;
  readonly stopsServer: boolean;
  /** The system's clock when absent. A test hands in one that it moves by hand. */
  readonly clock?: Clock;
  /** One password for everybody in the demonstration, for tests only: then no cases are played. Random ones, shown once, when absent. */
  readonly demoPassword?: string;
  /** Where the passwords of a new demonstration are shown; standard output when absent. */
  readonly print?: (text: string) => void;
  readonly log: (line: string) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

export interface Composition {
  readonly application: Application;
  readonly events: EventHub;
  readonly dependencies: readonly Dependency[];
  close(): Promise<void>;
}

const OUTBOX_ROUND_MS = 1000;
const SWEEP_ROUND_MS = 30_000;
const CHECKPOINT_ROUND_MS = 5000;
const REFRESH_ROUND_MS = 10_000;
const OUTBOX_BATCH = 200;
const DEADLINE_WORKERS = 4;

type Closer = () => Promise<unknown>;

export async function compose(options: CompositionOptions): Promise<Composition> {
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer().catch((error: unknown) => options.onFault('close', error));
  };
  try {
    const database = await openDatabase(options);
    closers.push(() => database.close());
    const jobs = createJobs({ names: [DEADLINE_JOB], databaseUrl: database.url, log: options.log, ...(options.redisUrl === null ? {} : { redisUrl: options.redisUrl }) });
    closers.push(() => jobs.close());
    const events = new EventHub();
    const poke = { outbox: () => undefined as void, deadlines: () => undefined as void };
    const application = await buildApplication(database, jobs, options, ({ deadlines }) => {
      poke.outbox();
      if (deadlines) poke.deadlines();
    });
    if (options.listens) closers.push(await listenToEvents(database.url, events, options.log));
    if (options.works) await startRounds(application, database, jobs, options, poke, closers);
    return { application, events, dependencies: [{ name: 'database', ping: async () => void (await database.pool.query('SELECT 1')) }, { name: 'queue', ping: () => jobs.ping() }], close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function buildApplication(database: OpenDatabase, jobs: JobPort, options: CompositionOptions, afterCommit: Parameters<typeof createApplication>[0]['afterCommit']): Promise<Application> {
  const { stores } = database;
  const passwords = createPasswordHasher();
  const clock = options.clock ?? createClock();
  const { demoPassword: password, print = (text: string) => void process.stdout.write(text) } = options;
  if (options.seed === 'demo') await seedDemo({ stores, passwords, clock, hash: sha256, random, log: options.log, print, ...(password === undefined ? {} : { password }) });
  const definitions = new DefinitionRegistry(stores.office, TENANT);
  await definitions.refresh();
  const { cases, office, sessions, proofs, deadlines, outbox } = stores;
  const signer = await loadSigner(options.dataDir);
  const deps = { cases, office, sessions, proofs, deadlines, outbox, jobs, definitions, clock, ids, random, hash: sha256, signer, passwords, afterCommit };
  if (options.seed === 'demo' && password === undefined) await seedCases(deps, stores, options.log);
  return createApplication(deps);
}

async function startRounds(application: Application, database: OpenDatabase, jobs: JobPort, options: CompositionOptions, poke: { outbox: () => void; deadlines: () => void }, closers: Closer[]): Promise<void> {
  const start = (name: string, everyMs: number, work: () => Promise<unknown>): Rounds => {
    const rounds = new Rounds({ everyMs, work, onFault: (error) => options.onFault(name, error) });
    closers.push(() => rounds.stop());
    rounds.poke();
    return rounds;
  };
  const outbox = start('outbox', OUTBOX_ROUND_MS, async () => {
    while ((await application.deps.outbox.drain(OUTBOX_BATCH, (messages) => announce(database.pool, messages))) === OUTBOX_BATCH);
  });
  // What was put into the queue may be gone with it; the first sweep arms again whatever comes up soon, which is harmless for the rest.
  await application.deps.deadlines.disarmAll();
  const sweep = start('sweep', SWEEP_ROUND_MS, () => application.clockwork.sweep());
  start('checkpoint', CHECKPOINT_ROUND_MS, () => application.proofs.anchorAll(TENANT));
  start('definitions', REFRESH_ROUND_MS, () => application.deps.definitions.refresh());
  const worker = await jobs.work(DEADLINE_JOB, (job) => application.clockwork.handleJob(job), { concurrency: DEADLINE_WORKERS });
  closers.push(() => worker.close());
  poke.outbox = () => outbox.poke();
  poke.deadlines = () => sweep.poke();
}

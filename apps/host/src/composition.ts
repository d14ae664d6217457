// The composition root: database, stores, queue, use cases, and the rounds beside them. Everything that is opened here is closed
// here, in reverse. What is not here: HTTP (`create-host.ts`) and signals (`main.ts`).
import { createApplication, DEADLINE_JOB, DefinitionRegistry, registerSigningKeys, type Application, type JobPort } from '@quanze/application';
import { lawDateOf, type Clock } from '@quanze/kernel';
import { createJobs } from '@quanze/queue';
import { loadSecretBox } from './assignment/secret-box.js';
import { createPasswordHasher } from './auth/passwords.js';
import { openDatabase, type OpenDatabase } from './compose/database.js';
import { listenToEvents } from './compose/event-bus.js';
import { whileAlone } from './compose/install-lock.js';
import { readAhead } from './compose/read-ahead.js';
import { Rounds } from './compose/rounds.js';
import { seedDemo } from './compose/seed.js';
import { seedCases } from './compose/seed-cases.js';
import { applySetup } from './compose/setup/apply-setup.js';
import { readSetup, type Setup } from './compose/setup/read-setup.js';
import { ShippedDefinitions } from './compose/shipped-definitions.js';
import { shippedWithProduct } from './compose/shipped.js';
import { loadSigner, retiredKeys } from './compose/signer.js';
import { createClock, ids, random, sha256 } from './compose/system.js';
import { TENANT } from './compose/tenant.js';
import { EventHub } from './events/hub.js';
import type { Dependency } from './runtime.js';

export interface CompositionOptions {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly seed: 'demo' | 'none';
  /** A file that says which offices an empty database begins with; nothing of the kind when absent. */
  readonly setup?: { readonly file: string; readonly password: string | null };
  /** Whether this process drains the outbox, arms and fires deadlines, carries news between linked cases, and signs checkpoints. */
  readonly works: boolean;
  /** Whether this process tells live events to people. */
  readonly listens: boolean;
  readonly stopsServer: boolean;
  /** The system's clock when absent. A test hands in one that it moves by hand. */
  readonly clock?: Clock;
  /** One password for everybody in the demonstration, for tests only: then no cases are played. Random ones, shown once, when absent. */
  readonly demoPassword?: string;
  /** Where new passwords are shown, once; standard error when absent, because standard output is the log. */
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
const LINK_ROUND_MS = 5000;
const CHECKPOINT_ROUND_MS = 5000;
const REFRESH_ROUND_MS = 10_000;
const FILES_ROUND_MS = 3_600_000;
const OUTBOX_BATCH = 200;
const DEADLINE_WORKERS = 4;
/** While an installation is set up nobody signs in, and the pool of threads is the limit. */
const SETUP_HASHES_AT_ONCE = 32;

type Closer = () => Promise<unknown>;

export async function compose(options: CompositionOptions): Promise<Composition> {
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer().catch((error: unknown) => options.onFault('close', error));
  };
  try {
    const clock = options.clock ?? createClock();
    // Before anything is opened: a file with a slip in it must leave no trace.
    const setup = options.setup === undefined ? null : await readSetup(options.setup.file, { hash: sha256, today: lawDateOf(clock.now()), shipped: loadShipped });
    const ahead = readAhead({ ...options, installs: installs(options) }, loadShipped);
    const database = await openDatabase(options);
    closers.push(() => database.close());
    const jobs = createJobs({ names: [DEADLINE_JOB], databaseUrl: database.url, log: options.log, ...(options.redisUrl === null ? {} : { redisUrl: options.redisUrl }) });
    closers.push(() => jobs.close());
    const events = new EventHub();
    const poke = { outbox: () => undefined as void, deadlines: () => undefined as void, links: () => undefined as void };
    const application = await setUpAndBuild({ database, jobs, options, clock, setup, ahead }, ({ deadlines, links = false }) => {
      poke.outbox();
      if (deadlines) poke.deadlines();
      if (links) poke.links();
    });
    if (options.listens) closers.push(await listenToEvents(database.url, events, options.log));
    if (options.works) await startRounds(application, jobs, options, poke, closers);
    return { application, events, dependencies: [{ name: 'database', ping: async () => void (await database.pool.query('SELECT 1')) }, { name: 'queue', ping: () => jobs.ping() }], close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface BuildParts {
  readonly database: OpenDatabase;
  readonly jobs: JobPort;
  readonly options: CompositionOptions;
  readonly clock: Clock;
  readonly setup: Setup | null;
  readonly ahead: Promise<ShippedDefinitions> | null;
}
type AfterCommit = Parameters<typeof createApplication>[0]['afterCommit'];

const loadShipped = (): ShippedDefinitions => ShippedDefinitions.load(sha256);
const installs = ({ seed, setup }: CompositionOptions): boolean => seed === 'demo' || setup !== undefined;

/** A function of its own, so that the definitions, which are large, are forgotten when it ends. */
async function setUpAndBuild(parts: BuildParts, afterCommit: AfterCommit): Promise<Application> {
  const read = await parts.ahead;
  const build = (): Promise<Application> => buildApplication(parts, read === null ? loadShipped : () => read, afterCommit);
  return installs(parts.options) ? whileAlone(parts.database.url, parts.options.log, build) : build();
}

async function buildApplication({ database, jobs, options, clock, setup }: BuildParts, shipped: () => ShippedDefinitions, afterCommit: AfterCommit): Promise<Application> {
  const { stores } = database;
  const { demoPassword: password, log, print = (text: string) => void process.stderr.write(text) } = options;
  const install = { stores, passwords: createPasswordHasher(SETUP_HASHES_AT_ONCE), clock, hash: sha256, random, log, print };
  if (options.seed === 'demo') await seedDemo({ ...install, shipped, ...(password === undefined ? {} : { password }) });
  if (setup !== null) await applySetup({ ...install, setup, password: options.setup?.password ?? null, ids, shipped });
  if ((await stores.office.offices(TENANT)).length === 0) log('this database has no office yet; QUANZE_SETUP names a file to begin with (docs/examples/office.yaml)');
  const definitions = new DefinitionRegistry(stores.office, TENANT, shippedWithProduct(sha256));
  await definitions.refresh();
  const { cases, office, sessions, proofs, deadlines, outbox, links, assignment, responsibility, documents, formality, files } = stores;
  const signer = await loadSigner(options.dataDir);
  const secrets = await loadSecretBox(options.dataDir);
  const deps = { cases, office, sessions, proofs, deadlines, outbox, links, assignment, responsibility, documents, formality, files, secrets, jobs, definitions, clock, ids, random, hash: sha256, signer, passwords: createPasswordHasher(), afterCommit };
  for (const key of await registerSigningKeys(deps, TENANT, await retiredKeys(options.dataDir))) log(`public key ${key} of the log is registered`);
  if (options.seed === 'demo' && password === undefined) await seedCases(deps, stores, log);
  return createApplication(deps);
}

async function startRounds(application: Application, jobs: JobPort, options: CompositionOptions, poke: { outbox: () => void; deadlines: () => void; links: () => void }, closers: Closer[]): Promise<void> {
  const start = (name: string, everyMs: number, work: () => Promise<unknown>): Rounds => {
    const rounds = new Rounds({ everyMs, work, onFault: (error) => options.onFault(name, error) });
    closers.push(() => rounds.stop());
    rounds.poke();
    return rounds;
  };
  const outbox = start('outbox', OUTBOX_ROUND_MS, async () => {
    while ((await application.deps.outbox.tell(OUTBOX_BATCH)) === OUTBOX_BATCH);
  });
  // What was put into the queue may be gone with it; the first sweep arms again whatever comes up soon, which is harmless for the rest.
  await application.deps.deadlines.disarmAll();
  const sweep = start('sweep', SWEEP_ROUND_MS, () => application.clockwork.sweep());
  const follow = start('links', LINK_ROUND_MS, () => application.clockwork.follow());
  start('checkpoint', CHECKPOINT_ROUND_MS, () => application.proofs.anchorAll(TENANT));
  start('definitions', REFRESH_ROUND_MS, () => application.deps.definitions.refresh());
  start('files', FILES_ROUND_MS, () => application.files.removeUnnamed());
  const worker = await jobs.work(DEADLINE_JOB, (job) => application.clockwork.handleJob(job), { concurrency: DEADLINE_WORKERS });
  closers.push(() => worker.close());
  poke.outbox = () => outbox.poke();
  poke.deadlines = () => sweep.poke();
  poke.links = () => follow.poke();
}

// The worker: the same composition as the host, without HTTP. It drains the outbox, arms and fires deadlines and signs checkpoints;
// any number may run beside any number of hosts, which then start with QUANZE_WORKER=off.
// The composition belongs to the host and is loaded from its build, so that there is one list of parts and not two.
import { readFileSync } from 'node:fs';

interface Composition {
  close(): Promise<void>;
}
interface Log {
  info(line: unknown, message?: string): void;
  error(line: unknown, message: string): void;
  fatal(line: unknown, message: string): void;
}
interface HostParts {
  readConfig(env: NodeJS.ProcessEnv): { readonly ok: true; readonly config: WorkerConfig } | { readonly ok: false; readonly problems: readonly string[] };
  compose(options: object): Promise<Composition>;
  createLog(level: string): Log;
  describeError(error: unknown): object;
}
interface WorkerConfig {
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: string;
}

const STOP_LIMIT_MS = 20_000;

async function loadHost(): Promise<HostParts> {
  const parts = await Promise.all(['config.js', 'composition.js', 'shell/logging.js'].map((file) => import(new URL(`../../host/dist/${file}`, import.meta.url).href) as Promise<Partial<HostParts>>));
  return Object.assign({}, ...parts) as HostParts;
}

async function run(host: HostParts, config: WorkerConfig): Promise<void> {
  const log = host.createLog(config.logLevel);
  let isStopping = false;
  const wanted = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      resolve();
    });
  });
  const composition = await host.compose({
    databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, dataDir: config.dataDir, seed: 'none', works: true, listens: false,
    // An embedded server belongs to the host; a worker that ends must not take it away.
    stopsServer: false,
    log: (line: string) => log.info(line), onFault: (where: string, error: unknown) => log.error({ where, error: host.describeError(error) }, 'fault'),
  }).catch((error: unknown) => {
    log.fatal({ error: host.describeError(error) }, 'the worker could not start');
    process.exitCode = 1;
    return null;
  });
  if (composition === null) return process.exit();
  log.info({ version: versionOf() }, 'ready');
  await wanted;
  await composition.close();
  process.exit();
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}

const host = await loadHost();
const reading = host.readConfig(process.env);
if (reading.ok) {
  await run(host, reading.config);
} else {
  process.stderr.write(`The configuration is wrong:\n${reading.problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
  process.exitCode = 78;
}

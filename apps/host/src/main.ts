// Starts the host: configuration, composition, HTTP, signals.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeRefused, SetupRefused } from './compose/setup/setup-refused.js';
import { compose } from './composition.js';
import { readConfig, type HostConfig } from './config.js';
import { createHost } from './create-host.js';
import type { Runtime } from './runtime.js';
import { createLog, describeError } from './shell/logging.js';

const STOP_LIMIT_MS = 20_000;
/** What a service manager need not try again (EX_CONFIG). */
const EXIT_CONFIGURATION = 78;

const reading = readConfig(process.env);
if (!reading.ok) {
  process.stderr.write(`The configuration is wrong:\n${reading.problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
  process.exitCode = EXIT_CONFIGURATION;
} else {
  await start(reading.config);
}

async function start(config: HostConfig): Promise<void> {
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const wanted = new Promise<void>((resolve) => {
    for (const signal of signals) process.on(signal, () => {
      // Asked twice: somebody is impatient.
      if (stopping.signal.aborted) process.exit(130);
      log.info({ signal }, 'stopping');
      stopping.abort();
      // A stop that hangs must not leave a process that answers nothing.
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      resolve();
    });
  });
  try {
    const composition = await compose({
      databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, dataDir: config.dataDir, seed: config.seed, works: config.worker === 'in-process', listens: true, stopsServer: true,
      ...(config.setupFile === null ? {} : { setup: { file: config.setupFile, password: config.setupPassword } }),
      log: (line) => log.info(line), onFault: (where, error) => log.error({ where, error: describeError(error) }, 'fault'),
    });
    closers.push(() => composition.close());
    const { application, events, dependencies } = composition;
    const runtime: Runtime = { config, version: versionOf(), application, events, dependencies, log, isStopping: () => stopping.signal.aborted };
    const host = await createHost(runtime);
    closers.push(() => host.close());
    if (!stopping.signal.aborted) log.info({ port: await host.listen(), ms: Math.round(performance.now()) }, 'ready');
    await wanted;
  } catch (error) {
    process.exitCode = error instanceof SetupRefused ? EXIT_CONFIGURATION : 1;
    if (error instanceof SetupRefused) process.stderr.write(describeRefused(error));
    log.fatal(error instanceof SetupRefused ? { setup: error.kind, problems: error.problems.length } : { error: describeError(error) }, 'the host could not start');
  }
  for (const close of closers.reverse()) await close();
  log.info('stopped');
  process.exit();
}

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };
  return version;
}

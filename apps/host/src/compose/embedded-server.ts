// Keeps the embedded server running for as long as this process needs it: one that was killed is started again in the same place, so
// that the pool finds it under the same address. What is not here: starting (`@quanze/persistence`) and a server that somebody else runs.
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@quanze/persistence';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: (line: string) => void;
}

export interface KeptServer {
  readonly url: string;
  databaseUrl(name: string): string;
  /** Ends the watch. @param stops whether the server ends as well */
  leave(stops: boolean): Promise<void>;
}

const LOOK_MS = 250;

/** Starts or adopts the server of a data folder and looks after it. On the loopback (Windows) a new server has another port, which
 *  nobody here would find: there a crash ends with the next start of the host. */
export async function keepEmbedded(options: EmbeddedOptions): Promise<KeptServer> {
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  let isLeft = false;
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    if (isLeft || (await server.isRunning())) return;
    options.log(`PostgreSQL ${server.pid} is gone; starting it again`);
    server = await startEmbeddedPostgres(options);
  };
  const timer = setInterval(() => {
    // A start that fails is tried again at the next look; requests are told meanwhile that the database is down.
    looking ??= look().catch((error: unknown) => options.log(`PostgreSQL could not be started again: ${String(error)}`)).finally(() => (looking = null));
  }, LOOK_MS);
  timer.unref();
  if (server.socketDir === '') clearInterval(timer);
  return {
    url: server.url,
    databaseUrl: (name) => server.databaseUrl(name),
    async leave(stops) {
      isLeft = true;
      clearInterval(timer);
      await looking;
      if (stops) await server.stop();
    },
  };
}

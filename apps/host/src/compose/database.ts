// The database of an installation: a server somebody runs, or the embedded one under the data folder; brought to the present schema.
import { join } from 'node:path';
import { createDatabase, createDataSource, createStores, poolOf, runMigrations, type Stores } from '@quanze/persistence';
import type pg from 'pg';
import { keepEmbedded } from './embedded-server.js';

export interface DatabaseOptions {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Whether the embedded server goes with this process. A worker beside a host leaves it running. */
  readonly stopsServer: boolean;
}

export interface OpenDatabase {
  readonly url: string;
  readonly stores: Stores;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const NAME = 'quanze';

export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const server = options.databaseUrl === null ? await keepEmbedded({ dataDir: join(options.dataDir, 'postgres'), log: options.log }) : null;
  const leaveServer = async (): Promise<void> => server?.leave(options.stopsServer);
  try {
    if (server !== null) await createDatabase(server.url, NAME);
    const url = options.databaseUrl ?? (server as NonNullable<typeof server>).databaseUrl(NAME);
    for (const name of await runMigrations(url)) options.log(`migration ${name}`);
    const dataSource = await createDataSource(url, { applicationName: 'quanze', onPoolError: (error) => options.log(`PostgreSQL connection lost: ${error.message}`) }).initialize();
    return {
      url, stores: createStores(dataSource), pool: poolOf(dataSource),
      async close() {
        await dataSource.destroy();
        await leaveServer();
      },
    };
  } catch (error) {
    await leaveServer();
    throw error;
  }
}

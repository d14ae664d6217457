// The connection of a host or worker: one TypeORM DataSource whose pool the stores share. It acts under the application's role and in UTC.
// What is not here: migrations, which run as the owner of the tables (run-migrations.ts).
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Fault } from '@quanze/kernel';
import { ENTITIES } from '../entities/index.js';
import { MIGRATIONS } from '../migrations/index.js';
import { PatientClient } from '../sql/patient-client.js';

/** The role that every grant of the schema is made to. */
export const APP_ROLE = 'quanze_app';
export const MIGRATIONS_TABLE = 'schema_migration';

export interface DataSourceOptions {
  /** Connections at most, 1..1000; 10 when absent. */
  readonly poolMax?: number;
  /** Shown in the server's list of sessions. */
  readonly applicationName?: string;
  /** `owner` keeps the role of the URL, for migrations; `app` (default) takes on `quanze_app`. */
  readonly as?: 'app' | 'owner';
  /** Hears of connections that were lost while idle; the pool replaces them by itself. */
  readonly onPoolError?: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** Makes a DataSource; `initialize()` connects it. @param url `postgres://…`, also with a socket folder as `?host=` */
export function createDataSource(url: string, options: DataSourceOptions = {}): DataSource {
  const { poolMax = 10, applicationName = 'quanze', as = 'app', onPoolError = () => undefined } = options;
  const role = as === 'app' ? ` -c role=${APP_ROLE}` : '';
  return new DataSource({
    type: 'postgres', url, entities: [...ENTITIES], migrations: [...MIGRATIONS], migrationsTableName: MIGRATIONS_TABLE,
    synchronize: false, migrationsRun: false, installExtensions: false, logging: false, poolSize: poolMax, applicationName,
    connectTimeoutMS: CONNECT_TIMEOUT_MS, poolErrorHandler: onPoolError,
    extra: { options: `-c timezone=UTC${role}`, keepAlive: true, Client: PatientClient },
  });
}

/** The pool of a connected DataSource, so that plain statements and TypeORM draw from the same connections. */
export function poolOf(dataSource: DataSource): pg.Pool {
  const pool: unknown = (dataSource.driver as { master?: unknown }).master;
  if (typeof (pool as pg.Pool | undefined)?.connect !== 'function') throw new Fault('FAULT.ASSERTION', 'the data source is not connected');
  return pool as pg.Pool;
}

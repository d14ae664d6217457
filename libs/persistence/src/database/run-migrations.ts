// Brings a database to the present schema. Any number of processes may do so at once: one works, the others wait and find it done.
import pg from 'pg';
import { checkEntities } from './check-entities.js';
import { createDataSource } from './data-source.js';

/** "QZMG", the lock of one database under which migrations run. */
const MIGRATION_LOCK = 0x515a4d47;

/** Runs what is missing, each migration in a transaction of its own, then compares entities and database.
 *  @param url the database, as the owner of its tables (who may create roles, or finds `quanze_app` there)
 *  @returns names of the migrations that ran; empty when nothing was missing
 *  @throws Fault `FAULT.SCHEMA_MISMATCH` when entities and database disagree */
export async function runMigrations(url: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: url, application_name: 'quanze-migrate' });
  lock.on('error', () => undefined);
  await lock.connect();
  try {
    // The lock goes with this connection, also when the process is killed.
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = await createDataSource(url, { as: 'owner', poolMax: 2, applicationName: 'quanze-migrate' }).initialize();
    try {
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      await checkEntities(dataSource);
      return ran.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lock.end();
  }
}

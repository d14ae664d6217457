// The office the tests work in: the people and definitions of the demonstration, without its cases, and one password for everybody.
// What is not here: a host.
import { createPasswordHasher } from '../../apps/host/src/auth/passwords.js';
import { OFFICE } from '../../apps/host/src/compose/demo-office.js';
import { seedDemo } from '../../apps/host/src/compose/seed.js';
import { createClock, random, sha256 } from '../../apps/host/src/compose/system.js';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';

export const DEMO_OFFICE = OFFICE;
/** Everybody's in these tests; a demonstration that people start draws its own. */
export const PASSWORD = 'quanze-e2e-password';

/** Brings an empty database to the present schema and sets the office up in it. */
export async function setUpOffice(databaseUrl: string): Promise<void> {
  await persistence.runMigrations(databaseUrl);
  const dataSource = await persistence.createDataSource(databaseUrl, { poolMax: 4, applicationName: 'quanze-e2e' }).initialize();
  try {
    const silent = (): void => undefined;
    await seedDemo({ stores: persistence.createStores(dataSource), passwords: createPasswordHasher(), clock: createClock(), hash: sha256, random, password: PASSWORD, log: silent, print: silent });
  } finally {
    await dataSource.destroy();
  }
}

/** A database of its own with the office in it: a copy of a template that is set up once in a run. */
export function createOfficeDatabase(): Promise<TestDatabase> {
  return createTestDatabase({ ...persistence, runMigrations: setUpOffice }, 'office');
}

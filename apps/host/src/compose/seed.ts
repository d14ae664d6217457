// Sets the demonstration up, or what is missing of it: two offices, their definitions and people. What is there already is left
// alone, so an interrupted start is taken up again. What is not here: the cases (`seed-cases.ts`), which need the use cases.
import { addMs } from '@quanze/kernel';
import { installOffices } from '@quanze/persistence';
import { DEMO_OFFICES, OFFICE } from './demo-office.js';
import { seedDefinitions } from './seed-definitions.js';
import type { SeedParts } from './seed-office.js';
import { seedPeople } from './seed-people.js';
import { TENANT } from './tenant.js';

export type { SeedParts } from './seed-office.js';

const OFFICE_IS_OLDER_MS = 120 * 86_400_000;

/** Does nothing in a database that belongs to somebody else. An office in which cases are to be played was set up months before
 *  the first start, as far as its journal is concerned. @returns number of entries written */
export async function seedDemo(parts: SeedParts): Promise<number> {
  const { stores, log } = parts;
  const offices = await stores.office.offices(TENANT);
  if (offices.length > 0 && !offices.some((office) => office.id === OFFICE)) return 0;
  if (offices.length < DEMO_OFFICES.length) await installOffices(stores.database, { id: TENANT, name: '演示' }, DEMO_OFFICES);
  const present = parts.clock.now();
  const older = parts.password === undefined ? { ...parts, clock: { now: () => addMs(present, -OFFICE_IS_OLDER_MS) } } : parts;
  const written = (await seedDefinitions(older)) + (await seedPeople(older, present));
  if (written > 0) log(`demonstration office: ${written} entries written`);
  return written;
}

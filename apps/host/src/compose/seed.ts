// Sets the demonstration up: two offices, their definitions and people, all of it at once or nothing. What is not here: the cases
// (`seed-cases.ts`), which need the use cases.
import { drawPassword, installOffice } from '@quanze/application';
import { addMs, Fault } from '@quanze/kernel';
import { credentialTable, type DemoCredential } from './demo-credentials.js';
import { DEMO_OFFICES, DEMO_PEOPLE, OFFICE } from './demo-office.js';
import { definitionSteps } from './seed-definitions.js';
import type { SeedParts } from './seed-office.js';
import { firstStartOf, peopleSteps } from './seed-people.js';
import { ShippedDefinitions } from './shipped-definitions.js';
import { TENANT } from './tenant.js';

export type { SeedParts } from './seed-office.js';

const OFFICE_IS_OLDER_MS = 120 * 86_400_000;

/** Does nothing in a database that has an office. An office in which cases are to be played was set up months before the first
 *  start, as far as its journal is concerned. @returns number of entries written */
export async function seedDemo(parts: SeedParts): Promise<number> {
  const { stores, clock, passwords, random, password, print, log } = parts;
  const offices = await stores.office.offices(TENANT);
  if (offices.length > 0) {
    // Versions before 0.2 wrote it piece by piece, and nobody has seen the passwords of one that was cut off.
    if (offices.some(({ id }) => id === OFFICE) && (await firstStartOf(stores)) === null) throw new Fault('FAULT.ASSERTION', 'the demonstration office was set up in part only; begin with an empty database');
    return 0;
  }
  const present = clock.now();
  const at = password === undefined ? addMs(present, -OFFICE_IS_OLDER_MS) : present;
  const credentials = DEMO_PEOPLE.map((person): DemoCredential => ({ person, password: password ?? drawPassword(random) }));
  // Hashed beside the reading of the definitions, which keeps this thread busy. One password for everybody needs one hash only.
  const hashing = password === undefined ? Promise.all(credentials.map((credential) => passwords.hash(credential.password))) : passwords.hash(password).then((hash) => credentials.map(() => hash));
  const definitions = definitionSteps(parts.shipped?.() ?? ShippedDefinitions.load(parts.hash), at);
  const steps = [...definitions, ...peopleSteps(credentials, await hashing, present)];
  const plan = { tenant: { id: TENANT, name: '演示' }, offices: DEMO_OFFICES, actor: null, at, steps };
  // Shown before the commit: were the process to end between the two, the next start would draw and show again.
  const done = await installOffice({ office: stores.office, hash: parts.hash }, plan, () => {
    if (password === undefined) print(credentialTable(credentials));
  });
  if (done === 'occupied') return 0;
  log(`demonstration office: ${steps.length} entries written`);
  return steps.length;
}

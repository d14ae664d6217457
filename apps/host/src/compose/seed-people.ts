// The people of the demonstration office with their posts and passwords. Until the last entry notes that all are there, nobody has
// seen a password; a start after an interruption gives everybody a new one, so it is all of them or none.
import { expectOk, parseInstant, type AppointmentId, type Instant } from '@quanze/kernel';
import { credentialTable, drawPassword, type DemoCredential } from './demo-credentials.js';
import { DEMO_PEOPLE, demoId, OFFICE, type DemoPerson } from './demo-office.js';
import { noted, writeOffice, type SeedParts } from './seed-office.js';

/** Note of the installation: everybody is there and the passwords were shown. */
export const PEOPLE_DONE = 'demo.people';

const SINCE = '2026-01-01T00:00:00.000Z' as Instant;

/** Adds who is missing and shows the passwords, once. @param present the moment of this start, kept as the first one
 *  @returns number of persons written now; 0 when all were there before */
export async function seedPeople(parts: SeedParts, present: Instant): Promise<number> {
  const { stores, passwords, random, print, password } = parts;
  if ((await noted(stores, PEOPLE_DONE)) !== undefined) return 0;
  const credentials = DEMO_PEOPLE.map((person): DemoCredential => ({ person, password: password ?? drawPassword(random) }));
  // One password needs one hash only, which keeps the tests quick.
  const shared = password === undefined ? null : await passwords.hash(password);
  const hashes = await Promise.all(credentials.map((credential) => shared ?? passwords.hash(credential.password)));
  for (const [index, { person }] of credentials.entries()) await writePerson(parts, person, hashes[index] as string);
  // Shown before it is noted: were the process to end between the two, the next start would draw and show again.
  if (password === undefined) print(credentialTable(credentials));
  await writeOffice(parts, PEOPLE_DONE, { kind: 'none' }, { people: credentials.length, start: present });
  return credentials.length;
}

/** The moment of the first start that brought everybody in: the present of the cases that are played. Null before it. */
export async function firstStartOf(stores: SeedParts['stores']): Promise<Instant | null> {
  const entry = await noted(stores, PEOPLE_DONE);
  const input = entry?.payload['input'] as { readonly start?: string } | undefined;
  return input === undefined ? null : expectOk(parseInstant(input.start), 'the first start');
}

async function writePerson(parts: SeedParts, { id, name, login, posts }: DemoPerson, passwordHash: string): Promise<void> {
  if ((await parts.stores.sessions.credential(login)) !== null) {
    return writeOffice(parts, 'person.set-password', { kind: 'set-password', person: id, passwordHash }, { person: id });
  }
  const rows = posts.map((post, index) => ({
    id: demoId<AppointmentId>(`post ${login} ${index}`), person: id, office: post.office ?? OFFICE, role: post.role, department: post.department ?? null,
    portfolio: post.portfolio ?? [], from: SINCE, until: null,
  }));
  return writeOffice(parts, 'person.add', { kind: 'add-person', person: { id, name, login, status: 'active', posts: rows }, passwordHash }, { person: id, login });
}

// The people of the demonstration office with their posts and passwords, and the note that they are there.
// What is not here: showing the passwords (`demo-credentials.ts`).
import type { InstallStep } from '@quanze/application';
import { expectOk, parseInstant, type AppointmentId, type Instant } from '@quanze/kernel';
import type { Stores } from '@quanze/persistence';
import type { DemoCredential } from './demo-credentials.js';
import { demoId, OFFICE, type DemoPerson } from './demo-office.js';
import { noted } from './seed-office.js';

/** Note of the installation: everybody is there and the passwords were shown. */
export const PEOPLE_DONE = 'demo.people';

const SINCE = '2026-01-01T00:00:00.000Z' as Instant;

/** Everybody, then the note. @param hashes of the passwords, in the order of the people
 *  @param present the moment of this start: that of the cases which are played */
export function peopleSteps(credentials: readonly DemoCredential[], hashes: readonly string[], present: Instant): readonly InstallStep[] {
  const note: InstallStep = { office: OFFICE, act: PEOPLE_DONE, payload: { people: credentials.length, start: present }, change: { kind: 'none' } };
  return [...credentials.map(({ person }, index) => personStep(person, hashes[index] as string)), note];
}

function personStep({ id, name, login, posts }: DemoPerson, passwordHash: string): InstallStep {
  const rows = posts.map((post, index) => ({
    id: demoId<AppointmentId>(`post ${login} ${index}`), person: id, office: post.office ?? OFFICE, role: post.role, department: post.department ?? null,
    portfolio: post.portfolio ?? [], from: SINCE, until: null,
  }));
  return { office: OFFICE, act: 'person.add', payload: { person: id, login }, change: { kind: 'add-person', person: { id, name, login, status: 'active', posts: rows }, passwordHash } };
}

/** The moment of the first start, the present of the cases that are played. Null where there is no demonstration. */
export async function firstStartOf(stores: Stores): Promise<Instant | null> {
  const entry = await noted(stores, PEOPLE_DONE);
  const input = entry?.payload['input'] as { readonly start?: string } | undefined;
  return input === undefined ? null : expectOk(parseInstant(input.start), 'the first start');
}

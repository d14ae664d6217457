// Applies a setup file: an empty database gets everything at once, one that is set up gets nothing. The same file again is fine for ever,
// whatever was changed through the API since; another one has to describe what is there. What is not here: the lock (`../install-lock.ts`).
import { drawPassword, installOffice, type OfficeRow, type PasswordHasher, type PersonRow } from '@quanze/application';
import { arrangeProblems, hasErrors } from '@quanze/definitions';
import { Fault, lawDateOf, type Clock, type HashFunction, type IdSource, type Instant, type RandomSource } from '@quanze/kernel';
import type { Stores } from '@quanze/persistence';
import type { ShippedDefinitions } from '../shipped-definitions.js';
import { TENANT } from '../tenant.js';
import { passwordTable, type OneTimePassword } from './one-time-passwords.js';
import type { Setup } from './read-setup.js';
import { reportDifferences } from './setup-differences.js';
import type { SetupPerson } from './setup-document.js';
import { checkFirstDay, isHeld } from './setup-first-day.js';
import { planOf, SETUP_ACT } from './setup-plan.js';
import { SetupRefused } from './setup-refused.js';
import type { Report } from './shape.js';

export interface ApplyParts {
  readonly setup: Setup;
  /** Password of the first administrator in the file; drawn and shown once when null. */
  readonly password: string | null;
  readonly stores: Pick<Stores, 'office' | 'cases'>;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
  readonly hash: HashFunction;
  readonly ids: IdSource;
  readonly random: RandomSource;
  readonly shipped: () => ShippedDefinitions;
  readonly log: (line: string) => void;
  /** Shows people what they see only once. */
  readonly print: (text: string) => void;
}

const UNKNOWN_BYTES = 32;

/** @throws SetupRefused when the file cannot be applied: nothing was written then */
export async function applySetup(parts: ApplyParts): Promise<'installed' | 'unchanged'> {
  const there = await parts.stores.office.offices(TENANT);
  if (there.length > 0) return confirm(parts, there);
  if ((await install(parts)) === 'installed') return 'installed';
  // Another process was quicker by a moment.
  return confirm(parts, await parts.stores.office.offices(TENANT));
}

async function install(parts: ApplyParts): Promise<'installed' | 'occupied'> {
  const { setup: { document, digest, file, places }, clock, passwords, random, stores, hash, ids, log } = parts;
  const at = clock.now();
  const report: Report = { file, places, problems: [] };
  const shipped = parts.shipped();
  checkFirstDay(document, shipped, lawDateOf(at), report);
  if (hasErrors(report.problems)) throw new SetupRefused('invalid', file, arrangeProblems(report.problems));
  for (const { line, message } of arrangeProblems(report.problems)) log(`${file}:${line} ${message.zh} / ${message.en}`);
  const shown = administratorsOf(parts, at).map((person, index): OneTimePassword => (index === 0 && parts.password !== null ? { person, password: parts.password, isGiven: true } : { person, password: drawPassword(random), isGiven: false }));
  // Nobody knows this one: it lets nobody in until an administrator gives the person another.
  const locked = await passwords.hash(random.hex(UNKNOWN_BYTES));
  const hashes = new Map(document.people.map(({ login }) => [login, locked]));
  await Promise.all(shown.map(async ({ person, password }) => hashes.set(person.login, await passwords.hash(password))));
  const plan = planOf({ document, digest, shipped, ids, at, passwordHashes: hashes });
  // Shown before the commit: were the process to end between the two, the next start would draw and show again.
  const done = await installOffice({ office: stores.office, hash }, plan, () => {
    if (shown.some(({ isGiven }) => !isGiven)) parts.print(passwordTable(shown));
  });
  if (done === 'installed') log(`${file}: set up ${document.offices.length} offices with ${document.people.length} people, ${plan.steps.length} entries written`);
  return done;
}

function administratorsOf({ setup: { document } }: ApplyParts, at: Instant): readonly SetupPerson[] {
  return document.people.filter(({ posts }) => posts.some((post) => post.role === 'admin' && isHeld(post, lawDateOf(at))));
}

async function confirm(parts: ApplyParts, offices: readonly OfficeRow[]): Promise<'unchanged'> {
  const { setup: { document, digest, file, places }, stores, clock, log } = parts;
  if (offices.length === 0) throw new Fault('FAULT.ASSERTION', 'the tenant exists and has no office');
  for (const { id } of offices) {
    const [first] = await stores.cases.journal(id, 0, 1);
    const input = first?.act === SETUP_ACT ? (first.payload['input'] as { readonly file?: string } | undefined) : undefined;
    if (first === undefined || input?.file !== digest) continue;
    log(`${file}: was applied at ${first.recordedAt}; nothing to do`);
    return 'unchanged';
  }
  const at = clock.now();
  const people = new Map<string, PersonRow>();
  for (const { id } of offices) for (const person of await stores.office.people(id, at)) people.set(person.id, person);
  const [installation, definitions] = [await stores.office.tenantName(TENANT), await stores.office.definitions(TENANT)];
  const report: Report = { file, places, problems: [] };
  reportDifferences(document, { installation, offices, people: [...people.values()], definitions, at }, report);
  if (report.problems.length > 0) throw new SetupRefused('differs', file, arrangeProblems(report.problems));
  log(`${file}: agrees with what is there; nothing to do`);
  return 'unchanged';
}

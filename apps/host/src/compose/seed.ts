// The demonstration office: one district procuratorate below a city one, its people, and the definitions of `workflows/`, published
// as of the first day of the year. Written through the journal of the office; what is there already is left alone, so an interrupted
// start is taken up again. What is not here: cases.
import { join, resolve } from 'node:path';
import { buildRelease, folderSource, loadWorkflows } from '@quanze/definitions';
import type { PasswordHasher, PublishedDefinition } from '@quanze/application';
import { Fault, type AppointmentId, type Clock, type HashFunction, type HashHex, type Instant, type JsonValue, type LocalDate } from '@quanze/kernel';
import { canonicalize, genesisHash, sealEntry } from '@quanze/ledger';
import { installOffices, type Stores } from '@quanze/persistence';
import { DEMO_OFFICES, DEMO_PASSWORD, DEMO_PEOPLE, demoId, OFFICE } from './demo-office.js';
import { TENANT } from './tenant.js';

export interface SeedParts {
  readonly stores: Stores;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
  readonly hash: HashFunction;
  readonly log: (line: string) => void;
  /** Folder of the definitions; that of the repository when absent. */
  readonly workflows?: string;
}

const SINCE = '2026-01-01T00:00:00.000Z' as Instant;
const EFFECTIVE = '2026-01-01' as LocalDate;
type Change = Parameters<Stores['office']['write']>[0]['change'];

/** Sets the demonstration up, or what is missing of it. Does nothing in a database that belongs to somebody else.
 *  @returns number of entries written */
export async function seedDemo(parts: SeedParts): Promise<number> {
  const { stores, log } = parts;
  const offices = await stores.office.offices(TENANT);
  if (offices.length > 0 && !offices.some((office) => office.id === OFFICE)) return 0;
  if (offices.length < DEMO_OFFICES.length) await installOffices(stores.database, { id: TENANT, name: '演示' }, DEMO_OFFICES);
  const written = (await seedDefinitions(parts)) + (await seedPeople(parts));
  if (written > 0) log(`demonstration office: ${written} entries written`);
  return written;
}

/** Definitions are published once; later versions are for the administrators of the demonstration to publish. */
async function seedDefinitions(parts: SeedParts): Promise<number> {
  const published = await parts.stores.office.definitions(TENANT);
  const kinds = ['release', 'power-list', 'calendar'] as const;
  if (kinds.every((kind) => published.some((definition) => definition.kind === kind))) return 0;
  const missing = definitionsOf(parts).filter(({ kind, id, version }) => !published.some((known) => known.kind === kind && known.id === id && known.version === version));
  for (const definition of missing) await write(parts, 'definition.publish', { kind: 'publish', definition });
  return missing.length;
}

async function seedPeople(parts: SeedParts): Promise<number> {
  const credentials = await Promise.all(DEMO_PEOPLE.map(({ login }) => parts.stores.sessions.credential(login)));
  const missing = DEMO_PEOPLE.filter((_person, index) => credentials[index] === null);
  if (missing.length === 0) return 0;
  // One hash for all: the password is known to everybody, and the first start should be quick.
  const passwordHash = await parts.passwords.hash(DEMO_PASSWORD);
  for (const { id, name, login, posts } of missing) {
    const rows = posts.map((post, index) => ({
      id: demoId<AppointmentId>(`post ${login} ${index}`), person: id, office: post.office ?? OFFICE, role: post.role, department: post.department ?? null, portfolio: post.portfolio ?? [], from: SINCE, until: null,
    }));
    await write(parts, 'person.add', { kind: 'add-person', person: { id, name, login, status: 'active', posts: rows }, passwordHash });
  }
  return missing.length;
}

async function write({ stores, clock, hash }: SeedParts, act: string, change: Change): Promise<void> {
  const head = await stores.office.chainHead(OFFICE);
  const at = clock.now();
  const payload = change.kind === 'publish' ? { kind: change.definition.kind, id: change.definition.id, version: change.definition.version, hash: change.definition.hash } : { act, login: change.kind === 'add-person' ? change.person.login : null };
  const entry = sealEntry({
    chain: OFFICE, seq: head.seq + 1, recordedAt: at, effectiveAt: at, kind: 'office', act, actor: null, authority: null, from: [], to: [], payload: { input: payload }, definitionHash: null,
  }, head.head ?? genesisHash(OFFICE, hash), hash);
  const written = await stores.office.write({ tenant: TENANT, office: OFFICE, expectedSeq: head.seq, identity: null, entry, change });
  if (written !== 'committed') throw new Fault('FAULT.ASSERTION', `the demonstration office could not be set up: ${act} ${written}`);
}

function definitionsOf({ hash, clock, workflows }: SeedParts): readonly PublishedDefinition[] {
  const folder = workflows ?? resolve(import.meta.dirname, '../../../../workflows');
  const loaded = loadWorkflows(folderSource(folder));
  const errors = loaded.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Fault('FAULT.DEFINITION', `${join(folder, errors[0]?.file ?? '')}: ${errors.length} errors, first: ${errors[0]?.message.en}`);
  return loaded.documents.flatMap((document): PublishedDefinition[] => {
    const base = { id: document.id, version: document.version, effectiveFrom: EFFECTIVE, publishedAt: clock.now() };
    if (document.kind === 'release') {
      const release = buildRelease(loaded.documents, document, hash);
      if (!release.ok) throw new Fault('FAULT.DEFINITION', `release ${document.id}: ${release.refusal.code}`);
      return [{ ...base, kind: 'release', hash: release.value.hash, content: release.value.source as JsonValue }];
    }
    if (document.kind !== 'power-list' && document.kind !== 'calendar') return [];
    return [{ ...base, kind: document.kind, hash: hash.ofText(canonicalize(document.value)) as HashHex, content: document.value }];
  });
}

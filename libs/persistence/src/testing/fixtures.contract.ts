// What the specs of this library share: an office with people, and stores on a database of their own. Every builder has defaults, so what
// a test sets is what matters to it. What is not here: cases and acts (case-fixtures.contract.ts).
import { createHash, randomUUID } from 'node:crypto';
import { addMs, type AppointmentId, type DelegationId, type HashFunction, type HashHex, type Instant, type OfficeId, type PersonId, type TenantId } from '@quanze/kernel';
import { genesisHash, sealEntry } from '@quanze/ledger';
import type { AppointmentRow, DelegationRow, Identity, OfficeRow, OfficeWrite } from '@quanze/application';
import type { PostRole } from '@quanze/engine';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import * as persistence from '../index.js';
import { createDataSource, createStores, installOffices, type Stores } from '../index.js';

export const SHA256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => createHash('sha256').update(bytes).digest(),
};

export const NOW = '2026-05-06T01:00:00.000Z' as Instant;
export const LATER = addMs(NOW, 3_600_000);
export const EARLIER = '2026-01-01T00:00:00.000Z' as Instant;
export const newId = <T extends string>(): T => randomUUID() as unknown as T;

export interface World {
  readonly stores: Stores;
  readonly tenant: TenantId;
  readonly office: OfficeId;
  readonly superior: OfficeId;
  close(): Promise<void>;
}

export interface PostSpec {
  readonly role: PostRole;
  readonly office?: OfficeId;
  readonly department?: string;
  readonly portfolio?: readonly string[];
  readonly from?: Instant;
  readonly until?: Instant;
}

/** A tenant with an office (云检) of the departments d1 and d2, and its superior (市检). */
export async function openWorld(url: string, poolMax = 10): Promise<World> {
  const dataSource = await createDataSource(url, { poolMax }).initialize();
  const stores = createStores(dataSource);
  const [tenant, office, superior] = [newId<TenantId>(), newId<OfficeId>(), newId<OfficeId>()];
  const row = (id: OfficeId, word: string, above: OfficeId | null): OfficeRow => ({
    id, tenant, name: { zh: word, en: word }, word, level: above === null ? 'city' : 'basic', province: '陕西', superior: above,
    departments: [{ id: 'd1', name: { zh: '一部', en: 'First' } }, { id: 'd2', name: { zh: '二部', en: 'Second' } }],
  });
  await installOffices(stores.database, { id: tenant, name: '测试' }, [row(superior, '市检', null), row(office, '云检', superior)]);
  return { stores, tenant, office, superior, close: () => dataSource.destroy() };
}

/** Registers hooks that make a database with a world for the file or block, and take both away in the right order. */
export function withWorld(poolMax = 10): { world(): World; url(): string } {
  let database: TestDatabase;
  let world: World;
  beforeAll(async () => {
    database = await createTestDatabase(persistence);
    world = await openWorld(database.url, poolMax);
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await database.drop();
  });
  return { world: () => world, url: () => database.url };
}

export function appointmentRow(world: World, person: PersonId, spec: PostSpec): AppointmentRow {
  return {
    id: newId<AppointmentId>(), person, office: spec.office ?? world.office, role: spec.role, department: spec.department ?? null,
    portfolio: spec.portfolio ?? [], from: spec.from ?? EARLIER, until: spec.until ?? null,
  };
}

export function delegationRow(world: World, from: PersonId, to: PersonId, more: Partial<DelegationRow> = {}): DelegationRow {
  return {
    id: newId<DelegationId>(), from, to, office: world.office, powers: ['*'], paths: null, departments: null, fromAt: EARLIER,
    untilAt: '2027-01-01T00:00:00.000Z' as Instant, order: '云检授〔2026〕1号', revokedAt: null, ...more,
  };
}

/** A change of the office as it would be written next. */
export async function officeWrite(world: World, change: OfficeWrite['change'], more: Partial<OfficeWrite> = {}): Promise<OfficeWrite> {
  const head = await world.stores.office.chainHead(world.office);
  const entry = sealEntry({
    chain: world.office, seq: head.seq + 1, recordedAt: NOW, effectiveAt: NOW, kind: 'office', act: `test.${change.kind}`, actor: null,
    authority: null, from: [], to: [], payload: {}, definitionHash: null,
  }, head.head ?? genesisHash(world.office, SHA256), SHA256);
  return { tenant: world.tenant, office: world.office, expectedSeq: head.seq, identity: null, entry, change, ...more };
}

/** Writes a change and insists that it was committed. */
export async function changeOffice(world: World, change: OfficeWrite['change']): Promise<void> {
  const written = await world.stores.office.write(await officeWrite(world, change));
  if (written !== 'committed') throw new Error(`${change.kind}: ${written}`);
}

/** Adds a person with posts and gives the identity to act under. */
export async function addPerson(world: World, ...posts: readonly PostSpec[]): Promise<Identity> {
  const person = newId<PersonId>();
  const rows = posts.map((spec) => appointmentRow(world, person, spec));
  await changeOffice(world, { kind: 'add-person', person: { id: person, name: '某人', login: `u${person}`, status: 'active', posts: rows }, passwordHash: 'hash' });
  return identityOf(world, person);
}

export async function identityOf(world: World, person: PersonId): Promise<Identity> {
  const [row] = await world.stores.database.rows<{ epoch: number }>('SELECT epoch FROM person WHERE id = $1', [person]);
  return { tenant: world.tenant, person, epoch: row?.epoch ?? -1 };
}

/** Resolves when so many sessions of the database wait for a lock. */
export async function untilBlocked(world: World, count: number): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const rows = await world.stores.database.rows<{ n: number }>(`SELECT count(*)::integer AS n FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`);
    if ((rows[0]?.n ?? 0) >= count) return;
  }
  throw new Error('nobody waits for a lock');
}

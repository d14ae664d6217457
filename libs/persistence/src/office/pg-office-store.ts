// The store of offices and people on PostgreSQL, and putting offices in place when a tenant is set up.
import type { TenantId } from '@quanze/kernel';
import type { OfficeRow, OfficeStore } from '@quanze/application';
import type { Database } from '../sql/database.js';
import { overlappingAbsence, readAbsence, readAbsences } from './absences.js';
import { insertOffice, installTenant } from './install-office.js';
import * as read from './office-reader.js';
import { readStaff } from './staff.js';
import { writeOffice } from './write-office.js';

export function createOfficeStore(database: Database): OfficeStore {
  return {
    openingContext: (query) => read.openingContext(database, query),
    tenantName: (tenant) => read.readTenantName(database, tenant),
    offices: (tenant) => read.readOffices(database, tenant),
    people: (office, at) => read.readPeople(database, office, at),
    facts: (person, at) => read.readFacts(database, person, at),
    delegations: (office, at) => read.readDelegations(database, office, at),
    absences: (query) => readAbsences(database, query),
    absence: (id) => readAbsence(database, id),
    overlappingAbsence: (person, office, from, until) => overlappingAbsence(database, person, office, from, until),
    staff: (query) => readStaff(database, query),
    appointment: (id) => read.readAppointment(database, id),
    delegation: (id) => read.readDelegation(database, id),
    chainHead: (chain) => read.readChainHead(database, chain),
    write: (write) => writeOffice(database, write),
    install: (installation, beforeCommit) => installTenant(database, installation, beforeCommit),
    definitions: (tenant, known) => read.readDefinitions(database, tenant, known),
    submitted: (tenant) => read.readSubmitted(database, tenant),
  };
}

/** Puts a tenant and its offices in place, superiors before inferiors in the list. Repeating it changes names and adds what is missing;
 *  nothing is ever removed, because cases refer to it. */
export async function installOffices(database: Database, tenant: { readonly id: TenantId; readonly name: string }, offices: readonly OfficeRow[]): Promise<void> {
  await database.repeatable(async (on) => {
    await on.query({ text: 'INSERT INTO tenant (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name', values: [tenant.id, tenant.name] });
    for (const office of offices) await insertOffice(on, tenant.id, office);
  });
}

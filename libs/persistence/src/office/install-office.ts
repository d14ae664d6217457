// Putting offices in place: their rows, and a whole tenant with everything it begins with. What is not here: what that is (use cases),
// and changes of an office that is there (write-office.ts).
import { Fault, type TenantId } from '@quanze/kernel';
import type { OfficeInstallation, OfficeRow } from '@quanze/application';
import type { Database, Runner } from '../sql/database.js';
import { applyChange } from './office-changes.js';
import { insertEntry, takeTurn } from './write-office.js';

/** Adds an office, or what is new about one that is there. Nothing is ever removed, because cases refer to it. */
export async function insertOffice(on: Runner, tenant: TenantId, office: OfficeRow): Promise<void> {
  await on.query({
    text: `INSERT INTO office (id, tenant, name_zh, name_en, word, level, province, superior) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, province = excluded.province, superior = excluded.superior`,
    values: [office.id, tenant, office.name.zh, office.name.en, office.word, office.level, office.province, office.superior],
  });
  for (const [place, department] of office.departments.entries()) {
    await on.query({
      text: `INSERT INTO department (office, id, name_zh, name_en, place) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (office, id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, place = excluded.place`,
      values: [office.id, department.id, department.name.zh, department.name.en, place],
    });
  }
}

/** Sets a tenant up: offices, then every change with its entry, in one transaction. The row of the tenant is what two that do so at once
 *  meet at: the second waits for the first and finds it taken. @throws the server's error for a login or word that is there twice */
export async function installTenant(database: Database, { tenant, offices, writes }: OfficeInstallation, beforeCommit: () => void): Promise<'installed' | 'occupied'> {
  return database.transaction(async (on) => {
    const { count } = await on.query({ text: 'INSERT INTO tenant (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', values: [tenant.id, tenant.name] });
    if (count === 0) return 'occupied';
    for (const office of offices) await insertOffice(on, tenant.id, office);
    for (const write of writes) {
      await takeTurn(on, write);
      if ((await applyChange(on, write)) === 'missing') throw new Fault('FAULT.ASSERTION', `${write.entry.act} of an installation changes what is not there`);
      await insertEntry(on, write);
    }
    beforeCommit();
    return 'installed';
  });
}

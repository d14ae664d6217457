// Makes a table append-only in two independent ways: the application's role gets no right to change it, and a trigger refuses even
// the owner. Statement triggers cost inserts nothing. What is not here: which tables those are; their migrations say so.
import type { QueryRunner } from 'typeorm';

/** Grants insert and select, nothing else, and puts the trigger on update, delete and truncate. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`GRANT SELECT, INSERT ON ${table} TO quanze_app`);
  await runner.query(`
    CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()`);
}

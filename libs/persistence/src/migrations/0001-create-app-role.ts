// The role the application works under. Migrations run as the owner of the tables; hosts and workers connect and act as `quanze_app`,
// whose grants come with each table. What is not here: any table.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAppRole0000000000001 implements MigrationInterface {
  readonly name = 'CreateAppRole0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    // Roles belong to the whole server and the lock of a migration to one database, so another database may be making it right now.
    await runner.query(`
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'quanze_app') THEN
          CREATE ROLE quanze_app NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    // An owner who is no superuser must be a member to take the role on.
    await runner.query(`
      DO $$
      BEGIN
        IF NOT pg_has_role(current_user, 'quanze_app', 'SET') THEN
          EXECUTE format('GRANT quanze_app TO %I', current_user);
        END IF;
      END $$`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO quanze_app`);
    await runner.query(`
      CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION forbid_change()`);
    // The role stays: other databases of the server may use it.
    await runner.query(`REVOKE USAGE ON SCHEMA public FROM quanze_app`);
  }
}

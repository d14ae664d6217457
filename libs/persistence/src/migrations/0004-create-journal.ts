// The journal: one row for each entry of a case or an office, and the openings of its sealed fields. `entry` is the canonical text that
// was hashed, so a hash is verified over the stored bytes and not over something rebuilt from them.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

export class CreateJournal0000000000004 implements MigrationInterface {
  readonly name = 'CreateJournal0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal (
        chain uuid NOT NULL,
        tenant uuid NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        seq integer NOT NULL CHECK (seq > 0),
        person uuid,
        kind text NOT NULL,
        act text,
        hash bytea NOT NULL,
        entry text NOT NULL,
        PRIMARY KEY (chain, seq))`);
    await makeAppendOnly(runner, 'journal');
    await runner.query(`
      CREATE TABLE sealed_value (
        chain uuid NOT NULL,
        seq integer NOT NULL,
        path text NOT NULL,
        salt bytea NOT NULL,
        value json NOT NULL,
        PRIMARY KEY (chain, seq, path))`);
    await runner.query(`GRANT SELECT, INSERT ON sealed_value TO quanze_app`);
    await this.allowErasure(runner);
  }

  /** The one way an opening goes: a function that says what it is doing to the trigger, for the length of its own statement. */
  private async allowErasure(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION forbid_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('quanze.erasure', true) = 'on' THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION 'table % is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER sealed_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_value
        FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure()`);
    await runner.query(`
      CREATE FUNCTION erase_opening(of_chain uuid, of_seq integer, of_path text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET quanze.erasure = 'on' AS $$
      BEGIN
        DELETE FROM sealed_value WHERE chain = of_chain AND seq = of_seq AND path = of_path;
        RETURN FOUND;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION erase_opening(uuid, integer, text) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION erase_opening(uuid, integer, text) TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION erase_opening(uuid, integer, text)`);
    await runner.query(`DROP TABLE sealed_value, journal`);
    await runner.query(`DROP FUNCTION forbid_change_but_erasure()`);
  }
}

// What signs of formality are found with and found as: fingerprints of the texts of accepted acts, one row for each checked act, and who had
// a case file open when. What is not here: the flags themselves, which stand in the journal.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

export class CreateFormality0000000000016 implements MigrationInterface {
  readonly name = 'CreateFormality0000000000016';

  async up(runner: QueryRunner): Promise<void> {
    await this.createChecks(runner);
    await this.createTexts(runner);
    await this.createReadings(runner);
  }

  private async createChecks(runner: QueryRunner): Promise<void> {
    // Office and department as they were at the act: a head answers for the department of that day.
    await runner.query(`
      CREATE TABLE formality_check (
        case_id uuid NOT NULL REFERENCES case_file,
        seq integer NOT NULL,
        tenant uuid NOT NULL REFERENCES tenant,
        office uuid NOT NULL REFERENCES office,
        department text NOT NULL,
        person uuid NOT NULL REFERENCES person,
        act text NOT NULL,
        capacity text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        rules text[] NOT NULL,
        PRIMARY KEY (case_id, seq))`);
    await runner.query(`CREATE INDEX formality_check_flagged ON formality_check (office, recorded_at DESC, case_id, seq) WHERE rules <> '{}'`);
    await runner.query(`CREATE INDEX formality_check_person ON formality_check (office, person, recorded_at)`);
    await makeAppendOnly(runner, 'formality_check');
  }

  private async createTexts(runner: QueryRunner): Promise<void> {
    // Fingerprints let somebody confirm a guess, so they go with the text when it is erased, and by no other way.
    await runner.query(`
      CREATE TABLE act_text (
        case_id uuid NOT NULL REFERENCES case_file,
        seq integer NOT NULL,
        field text NOT NULL,
        tenant uuid NOT NULL REFERENCES tenant,
        person uuid NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        length integer NOT NULL,
        digest bytea NOT NULL,
        sketch smallint[] NOT NULL,
        keys integer[] NOT NULL,
        PRIMARY KEY (case_id, seq, field))`);
    await runner.query(`CREATE INDEX act_text_keys ON act_text USING gin (keys)`);
    await runner.query(`GRANT SELECT, INSERT ON act_text TO quanze_app`);
    await runner.query(eraseOpening(`DELETE FROM act_text WHERE case_id = of_chain AND seq = of_seq AND '/input/' || field = of_path;`));
  }

  private async createReadings(runner: QueryRunner): Promise<void> {
    // One row for each length of the journal at which a person had the file open; `last_at` moves at most once a minute.
    await runner.query(`
      CREATE TABLE case_reading (
        case_id uuid NOT NULL REFERENCES case_file,
        person uuid NOT NULL REFERENCES person,
        seq integer NOT NULL,
        tenant uuid NOT NULL REFERENCES tenant,
        first_at timestamptz(3) NOT NULL,
        last_at timestamptz(3) NOT NULL CHECK (last_at >= first_at),
        PRIMARY KEY (case_id, person, seq))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON case_reading TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(eraseOpening(''));
    await runner.query(`DROP TABLE case_reading, act_text, formality_check`);
  }
}

/** The function of migration 4 with something more to erase. */
function eraseOpening(more: string): string {
  return `
      CREATE OR REPLACE FUNCTION erase_opening(of_chain uuid, of_seq integer, of_path text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET quanze.erasure = 'on' AS $$
      BEGIN
        ${more}
        DELETE FROM sealed_value WHERE chain = of_chain AND seq = of_seq AND path = of_path;
        RETURN FOUND;
      END $$`;
}

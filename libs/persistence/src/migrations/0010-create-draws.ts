// Draws: commitments to secrets made in advance, their use one after the other, rules of assignment among the definitions, and two indexes
// by which loads and linked cases are found. What is not here: the proofs, which stand in the journals of the cases.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

const KINDS_BEFORE = `'release', 'power-list', 'calendar'`;
const DEFINITION_TABLES = ['definition', 'submitted_definition'];

export class CreateDraws0000000000010 implements MigrationInterface {
  readonly name = 'CreateDraws0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, `${KINDS_BEFORE}, 'assignment-rules'`);
    // sealed: the secret under a key of the host, so that the database alone tells nobody how a draw will end.
    await runner.query(`
      CREATE TABLE draw_commitment (
        office uuid NOT NULL REFERENCES office,
        number integer NOT NULL CHECK (number > 0),
        commitment bytea NOT NULL CONSTRAINT draw_commitment_once UNIQUE,
        sealed text NOT NULL,
        seq integer NOT NULL,
        committed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (office, number))`);
    await makeAppendOnly(runner, 'draw_commitment');
    await runner.query(`
      CREATE TABLE draw_use (
        office uuid NOT NULL,
        number integer NOT NULL,
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        PRIMARY KEY (office, number))`);
    await makeAppendOnly(runner, 'draw_use');
    // Of what these cover an act changes nothing but when a case is assigned or ends, so acts stay cheap.
    await runner.query(`CREATE INDEX case_file_open ON case_file (tenant, handler, path) WHERE status = 'open'`);
    await runner.query(`CREATE INDEX case_file_foreign_number ON case_file (tenant, foreign_number) WHERE foreign_number IS NOT NULL`);
  }

  private async allowKinds(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of DEFINITION_TABLES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check, ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX case_file_foreign_number, case_file_open`);
    await runner.query(`DROP TABLE draw_use, draw_commitment`);
    await this.allowKinds(runner, KINDS_BEFORE);
  }
}

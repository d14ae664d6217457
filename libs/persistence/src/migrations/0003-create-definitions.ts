// Definitions: those waiting for the second person, and those published. A published one never changes.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

const KINDS = `CHECK (kind IN ('release', 'power-list', 'calendar'))`;

export class CreateDefinitions0000000000003 implements MigrationInterface {
  readonly name = 'CreateDefinitions0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE definition (
        tenant uuid NOT NULL REFERENCES tenant,
        kind text NOT NULL ${KINDS},
        id text NOT NULL,
        version text NOT NULL,
        hash bytea NOT NULL,
        effective_from date NOT NULL,
        content json NOT NULL,
        published_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant, kind, id, version))`);
    await runner.query(`
      CREATE TABLE submitted_definition (
        tenant uuid NOT NULL REFERENCES tenant,
        kind text NOT NULL ${KINDS},
        id text NOT NULL,
        version text NOT NULL,
        hash bytea NOT NULL,
        effective_from date NOT NULL,
        content json NOT NULL,
        submitted_by uuid NOT NULL REFERENCES person,
        submitted_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant, kind, id, version))`);
    await makeAppendOnly(runner, 'definition');
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON submitted_definition TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE submitted_definition, definition`);
  }
}

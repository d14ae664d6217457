// Documents of cases: drafts with their versions, the numbers issued, and the texts. Numbers and digests stay for ever; texts and what was
// typed are about persons and can be erased, like openings, by one function. What is not here: templates, which are definitions.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

const KINDS_BEFORE = `'release', 'power-list', 'calendar', 'assignment-rules', 'attribution-table', 'duty-list'`;
const DEFINITION_TABLES = ['definition', 'submitted_definition'];
const ERASABLE = ['document_version', 'document_text'];

export class CreateDocuments0000000000018 implements MigrationInterface {
  readonly name = 'CreateDocuments0000000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_document (
        case_id uuid NOT NULL REFERENCES case_file,
        n integer NOT NULL CHECK (n > 0),
        tenant uuid NOT NULL REFERENCES tenant,
        document text NOT NULL,
        corrects integer,
        latest integer NOT NULL CHECK (latest > 0),
        issued boolean NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, n),
        FOREIGN KEY (case_id, corrects) REFERENCES case_document (case_id, n))`);
    await runner.query(`GRANT SELECT, INSERT ON case_document TO quanze_app`);
    // What a document is does not change; a draft gets versions until it is issued.
    await runner.query(`GRANT UPDATE (latest, issued) ON case_document TO quanze_app`);
    await runner.query(`
      CREATE TABLE document_version (
        case_id uuid NOT NULL,
        n integer NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        person uuid NOT NULL REFERENCES person,
        saved_at timestamptz(3) NOT NULL,
        fields text NOT NULL,
        PRIMARY KEY (case_id, n, version),
        FOREIGN KEY (case_id, n) REFERENCES case_document (case_id, n))`);
    await runner.query(`
      CREATE TABLE issued_document (
        case_id uuid NOT NULL,
        n integer NOT NULL,
        office uuid NOT NULL REFERENCES office,
        word text NOT NULL,
        year integer NOT NULL,
        serial integer NOT NULL CHECK (serial > 0),
        number text NOT NULL,
        template text NOT NULL,
        version integer NOT NULL,
        seq integer NOT NULL,
        hash bytea NOT NULL,
        issued_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, n),
        -- Whoever takes a number that somebody else takes waits for that one, and then takes the next: numbers have no gaps.
        CONSTRAINT issued_document_serial UNIQUE (office, word, year, serial),
        FOREIGN KEY (case_id, n) REFERENCES case_document (case_id, n))`);
    await makeAppendOnly(runner, 'issued_document');
    await runner.query(`
      CREATE TABLE document_text (
        case_id uuid NOT NULL,
        n integer NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (case_id, n),
        FOREIGN KEY (case_id, n) REFERENCES issued_document (case_id, n))`);
    await this.allowErasure(runner);
    await this.allowKinds(runner, `${KINDS_BEFORE}, 'document-template'`);
  }

  private async allowErasure(runner: QueryRunner): Promise<void> {
    for (const table of ERASABLE) {
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO quanze_app`);
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure()`);
    }
    await runner.query(`
      CREATE FUNCTION erase_document(of_case uuid, of_n integer) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET quanze.erasure = 'on' AS $$
      DECLARE erased boolean;
      BEGIN
        DELETE FROM document_version WHERE case_id = of_case AND n = of_n;
        erased := FOUND;
        DELETE FROM document_text WHERE case_id = of_case AND n = of_n;
        RETURN erased OR FOUND;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION erase_document(uuid, integer) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION erase_document(uuid, integer) TO quanze_app`);
  }

  private async allowKinds(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of DEFINITION_TABLES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check, ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, KINDS_BEFORE);
    await runner.query(`DROP FUNCTION erase_document(uuid, integer)`);
    await runner.query(`DROP TABLE document_text, issued_document, document_version, case_document`);
  }
}

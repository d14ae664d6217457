// What an office may do by itself beside its cases: erase what one case holds of a file – who consents answers for that case and for no other, so the
// bytes go when the last case that named them lets go – and publish its own formality models and catalogues of laws. What is not here: erasing documents
// and openings, which belong to one case anyhow, and what a model says, which is judged before it is published.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELETING = `LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET quanze.erasure = 'on'`;
const KINDS_BEFORE = `'release', 'power-list', 'calendar', 'assignment-rules', 'attribution-table', 'duty-list', 'document-template', 'evidence-standard'`;
const DEFINITION_TABLES = ['definition', 'submitted_definition'];
const SIGNATURE = 'erase_file_of_case(uuid, uuid, bytea, timestamptz)';

export class EraseByCaseAndPublishFormality0000000000024 implements MigrationInterface {
  readonly name = 'EraseByCaseAndPublishFormality0000000000024';

  async up(runner: QueryRunner): Promise<void> {
    // The application has no right to write it: only the functions do.
    await runner.query(`ALTER TABLE file_upload ADD COLUMN erased_at timestamptz(3)`);
    await runner.query(`UPDATE file_upload u SET erased_at = f.erased_at FROM stored_file f WHERE f.tenant = u.tenant AND f.hash = u.hash AND f.erased_at IS NOT NULL`);
    await runner.query(eraseFile(`erased_at = coalesce(erased_at, at), name = NULL`));
    await runner.query(`
      CREATE FUNCTION erase_file_of_case(of_tenant uuid, of_case uuid, of_hash bytea, at timestamptz) RETURNS boolean ${DELETING} AS $$
      BEGIN
        -- Of two cases that let go at the same moment the second waits here, and finds that it is the last.
        PERFORM 1 FROM stored_file WHERE tenant = of_tenant AND hash = of_hash AND erased_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN RETURN false; END IF;
        -- An act that names the file at this moment holds the row of its upload: it is waited for, and counts.
        PERFORM 1 FROM file_upload WHERE tenant = of_tenant AND hash = of_hash ORDER BY case_id FOR UPDATE;
        UPDATE file_upload SET erased_at = at, name = NULL
          WHERE tenant = of_tenant AND case_id = of_case AND hash = of_hash AND named_seq IS NOT NULL AND erased_at IS NULL;
        IF NOT FOUND THEN RETURN false; END IF;
        IF NOT EXISTS (SELECT 1 FROM file_upload WHERE tenant = of_tenant AND hash = of_hash AND named_seq IS NOT NULL AND erased_at IS NULL) THEN
          PERFORM erase_file(of_tenant, of_hash, at);
        END IF;
        RETURN true;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION ${SIGNATURE} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${SIGNATURE} TO quanze_app`);
    await this.allowKinds(runner, `${KINDS_BEFORE}, 'formality-model', 'law-catalogue'`);
  }

  private async allowKinds(runner: QueryRunner, kinds: string): Promise<void> {
    for (const table of DEFINITION_TABLES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check, ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.allowKinds(runner, KINDS_BEFORE);
    await runner.query(`DROP FUNCTION ${SIGNATURE}`);
    await runner.query(eraseFile('name = NULL'));
    await runner.query(`ALTER TABLE file_upload DROP COLUMN erased_at`);
  }
}

/** The function of migration 19, which takes a content from all cases; what it says in their rows is what changes. */
function eraseFile(said: string): string {
  return `
      CREATE OR REPLACE FUNCTION erase_file(of_tenant uuid, of_hash bytea, at timestamptz) RETURNS boolean ${DELETING} AS $$
      DECLARE of_content uuid;
      BEGIN
        UPDATE stored_file SET erased_at = at WHERE tenant = of_tenant AND hash = of_hash AND erased_at IS NULL RETURNING content INTO of_content;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM file_chunk WHERE content = of_content;
        UPDATE file_upload SET ${said} WHERE tenant = of_tenant AND hash = of_hash;
        RETURN true;
      END $$`;
}

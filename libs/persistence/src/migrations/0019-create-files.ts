// Files of cases: contents by their digest, stored once for each tenant in pieces of 256 KiB, and who uploaded which of them for which case. Bytes and
// names are about persons and can be erased by one function; digest and size stay. What is not here: which entry says what about a file (the journal).
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is deleted only by the functions below: they say so to the trigger for the length of their own statement. */
const DELETING = `LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET quanze.erasure = 'on'`;
const FUNCTIONS = ['drop_incoming_file(uuid)', 'remove_unnamed_files(timestamptz)', 'erase_file(uuid, bytea, timestamptz)'];

export class CreateFiles0000000000019 implements MigrationInterface {
  readonly name = 'CreateFiles0000000000019';

  async up(runner: QueryRunner): Promise<void> {
    await this.createContents(runner);
    await this.createUploads(runner);
    await this.createFunctions(runner);
  }

  private async createContents(runner: QueryRunner): Promise<void> {
    // The digest is known when the last byte has come, so the pieces are kept under an id of their own until then, and after it.
    await runner.query(`
      CREATE TABLE stored_file (
        tenant uuid NOT NULL REFERENCES tenant,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        size bigint NOT NULL CHECK (size > 0),
        content uuid NOT NULL,
        stored_at timestamptz(3) NOT NULL,
        erased_at timestamptz(3),
        PRIMARY KEY (tenant, hash))`);
    await runner.query(`GRANT SELECT, INSERT ON stored_file TO quanze_app`);
    await runner.query(`
      CREATE TABLE file_chunk (
        content uuid NOT NULL,
        n integer NOT NULL CHECK (n >= 0),
        bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 262144),
        PRIMARY KEY (content, n))`);
    // What comes is compressed already, or small.
    await runner.query(`ALTER TABLE file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL`);
    await runner.query(`GRANT SELECT, INSERT ON file_chunk TO quanze_app`);
    await runner.query(`
      CREATE TRIGGER file_chunk_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON file_chunk
        FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_but_erasure()`);
    // Uploads under way, and those a dead process left behind.
    await runner.query(`CREATE TABLE file_incoming (content uuid PRIMARY KEY, tenant uuid NOT NULL REFERENCES tenant, begun_at timestamptz(3) NOT NULL)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON file_incoming TO quanze_app`);
  }

  private async createUploads(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE file_upload (
        case_id uuid NOT NULL REFERENCES case_file,
        hash bytea NOT NULL,
        tenant uuid NOT NULL,
        person uuid NOT NULL REFERENCES person,
        name text,
        media_type text NOT NULL,
        uploaded_at timestamptz(3) NOT NULL,
        named_seq integer,
        PRIMARY KEY (case_id, hash),
        FOREIGN KEY (tenant, hash) REFERENCES stored_file (tenant, hash))`);
    await runner.query(`CREATE INDEX file_upload_content ON file_upload (tenant, hash)`);
    await runner.query(`CREATE INDEX file_upload_unnamed ON file_upload (uploaded_at) WHERE named_seq IS NULL`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (person, name, media_type, uploaded_at, named_seq) ON file_upload TO quanze_app`);
  }

  private async createFunctions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION drop_incoming_file(of_content uuid) RETURNS boolean ${DELETING} AS $$
      BEGIN
        -- Whoever takes the row has the pieces: either they became a stored file, or they go.
        DELETE FROM file_incoming WHERE content = of_content;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM file_chunk WHERE content = of_content;
        RETURN true;
      END $$`);
    await runner.query(`
      CREATE FUNCTION remove_unnamed_files(before timestamptz) RETURNS integer ${DELETING} AS $$
      DECLARE gone record; removed integer := 0; of_content uuid;
      BEGIN
        FOR gone IN DELETE FROM file_upload WHERE named_seq IS NULL AND uploaded_at < before RETURNING tenant, hash LOOP
          removed := removed + 1;
          BEGIN
            DELETE FROM stored_file f WHERE f.tenant = gone.tenant AND f.hash = gone.hash AND f.erased_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM file_upload u WHERE u.tenant = f.tenant AND u.hash = f.hash) RETURNING f.content INTO of_content;
            IF FOUND THEN DELETE FROM file_chunk WHERE content = of_content; END IF;
          EXCEPTION WHEN foreign_key_violation THEN
            NULL; -- Somebody uploaded the same content at this moment, and keeps it.
          END;
        END LOOP;
        PERFORM drop_incoming_file(i.content) FROM file_incoming i WHERE i.begun_at < before;
        RETURN removed;
      END $$`);
    await runner.query(`
      CREATE FUNCTION erase_file(of_tenant uuid, of_hash bytea, at timestamptz) RETURNS boolean ${DELETING} AS $$
      DECLARE of_content uuid;
      BEGIN
        UPDATE stored_file SET erased_at = at WHERE tenant = of_tenant AND hash = of_hash AND erased_at IS NULL RETURNING content INTO of_content;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM file_chunk WHERE content = of_content;
        UPDATE file_upload SET name = NULL WHERE tenant = of_tenant AND hash = of_hash;
        RETURN true;
      END $$`);
    for (const signature of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO quanze_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query(`DROP TABLE file_upload, file_incoming, file_chunk, stored_file`);
  }
}

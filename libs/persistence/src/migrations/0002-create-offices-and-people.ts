// Tenants, offices, departments, persons, their posts, delegations and sign-in. What is not here: who may change them (use cases).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOfficesAndPeople0000000000002 implements MigrationInterface {
  readonly name = 'CreateOfficesAndPeople0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE tenant (id uuid PRIMARY KEY, name text NOT NULL)`);
    await runner.query(`
      CREATE TABLE office (
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        word text NOT NULL,
        level text NOT NULL CHECK (level IN ('basic', 'city', 'provincial', 'spp')),
        province text,
        superior uuid REFERENCES office,
        seq integer NOT NULL DEFAULT 0,
        CONSTRAINT office_word_unique UNIQUE (tenant, word))`);
    await runner.query(`CREATE INDEX office_superior ON office (superior)`);
    await runner.query(`
      CREATE TABLE department (
        office uuid NOT NULL REFERENCES office,
        id text NOT NULL CHECK (id <> ''),
        name_zh text NOT NULL,
        name_en text NOT NULL,
        place integer NOT NULL,
        PRIMARY KEY (office, id))`);
    await this.createPeople(runner);
    await this.createSignIn(runner);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON tenant, office, department, person, appointment, delegation, credential, session TO quanze_app`);
  }

  /** Persons have room in their page: the epoch changes in place, and every act locks the row of its actor. */
  private async createPeople(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        office uuid NOT NULL REFERENCES office,
        name text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'left')),
        epoch integer NOT NULL DEFAULT 1)
      WITH (fillfactor = 50)`);
    await runner.query(`CREATE INDEX person_office ON person (office)`);
    await runner.query(`
      CREATE TABLE appointment (
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        person uuid NOT NULL REFERENCES person,
        office uuid NOT NULL REFERENCES office,
        role text NOT NULL,
        department text,
        portfolio text[] NOT NULL,
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3))`);
    await runner.query(`CREATE INDEX appointment_person ON appointment (person)`);
    await runner.query(`CREATE INDEX appointment_office_role ON appointment (office, role)`);
    // principal_role: the leading post the principal delegates from. Null never stands, so a delegation without one gives nothing.
    await runner.query(`
      CREATE TABLE delegation (
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        from_person uuid NOT NULL REFERENCES person,
        to_person uuid NOT NULL REFERENCES person,
        office uuid NOT NULL REFERENCES office,
        principal_role text,
        powers text[] NOT NULL,
        paths text[],
        departments text[],
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        order_number text NOT NULL,
        revoked_at timestamptz(3),
        CHECK (from_person <> to_person))`);
    await runner.query(`CREATE INDEX delegation_to ON delegation (to_person)`);
    await runner.query(`CREATE INDEX delegation_from ON delegation (from_person)`);
    await runner.query(`CREATE INDEX delegation_office ON delegation (office)`);
  }

  private async createSignIn(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE credential (
        person uuid PRIMARY KEY REFERENCES person,
        login text NOT NULL CONSTRAINT credential_login_unique UNIQUE,
        password_hash text NOT NULL)`);
    await runner.query(`
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        person uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('session', 'api')),
        name text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3))`);
    await runner.query(`CREATE INDEX session_person ON session (person)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE session, credential, delegation, appointment, person, department, office, tenant`);
  }
}

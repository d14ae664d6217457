// Leave: when somebody is away from an office, and why in one word. It takes no authority; assignment and staffing ask for it.
// What is not here: who records it (use cases).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAbsences0000000000012 implements MigrationInterface {
  readonly name = 'CreateAbsences0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    // What was planned stays as it was recorded; an early end stands beside it. Nothing is ever removed.
    await runner.query(`
      CREATE TABLE absence (
        id uuid PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        person uuid NOT NULL REFERENCES person,
        office uuid NOT NULL REFERENCES office,
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) CHECK (until_at > from_at),
        reason text NOT NULL,
        recorded_by uuid NOT NULL REFERENCES person,
        recorded_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3))`);
    await runner.query(`CREATE INDEX absence_person ON absence (person)`);
    await runner.query(`CREATE INDEX absence_office ON absence (office, from_at DESC, id DESC)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON absence TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE absence`);
  }
}

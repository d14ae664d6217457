// Drafts: what people keep for acts they have not done. Nothing rests on them, so they may be changed and removed. What is not here: who
// may keep one (use cases).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDrafts0000000000015 implements MigrationInterface {
  readonly name = 'CreateDrafts0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    // `reach`: the states the act can be done in, so that an act that leads out of them removes the draft without asking the definition.
    await runner.query(`
      CREATE TABLE draft (
        case_id uuid NOT NULL REFERENCES case_file,
        person uuid NOT NULL REFERENCES person,
        act text NOT NULL,
        tenant uuid NOT NULL REFERENCES tenant,
        payload text NOT NULL,
        reach text[] NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, person, act))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE draft`);
  }
}

// The outbox, whose rows go when they are published, and the answers kept by idempotency key.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutboxAndAnswers0000000000006 implements MigrationInterface {
  readonly name = 'CreateOutboxAndAnswers0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant uuid NOT NULL,
        topic text NOT NULL,
        payload json NOT NULL)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO quanze_app`);
    await runner.query(`
      CREATE TABLE idempotency (
        tenant uuid NOT NULL,
        person uuid NOT NULL,
        key text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        request_hash bytea NOT NULL,
        status integer NOT NULL,
        body json NOT NULL,
        PRIMARY KEY (tenant, person, key))`);
    await runner.query(`CREATE INDEX idempotency_recorded ON idempotency USING brin (recorded_at)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON idempotency TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency, outbox`);
  }
}

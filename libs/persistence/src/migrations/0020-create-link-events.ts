// What cases tell the cases they were opened from, one row per entry that matters, until and after notice was taken. What is not here: the
// statements that write and mark the rows (cases/link-events.ts).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLinkEvents0000000000020 implements MigrationInterface {
  readonly name = 'CreateLinkEvents0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    // Rows of one case get their ids while its row in case_file is locked, so they rise with `seq`.
    await runner.query(`
      CREATE TABLE link_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant uuid NOT NULL REFERENCES tenant,
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        origin uuid NOT NULL,
        link text NOT NULL,
        hash bytea NOT NULL,
        reach jsonb NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        done_at timestamptz(3),
        UNIQUE (case_id, seq))`);
    await runner.query(`CREATE INDEX link_event_undone ON link_event (id) WHERE done_at IS NULL`);
    await runner.query(`CREATE INDEX link_event_opened ON link_event (origin, id) WHERE seq = 1`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON link_event TO quanze_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE link_event`);
  }
}

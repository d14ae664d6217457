// Reminders stand at the task they are about. What is not here: who reminded whom, which the journal of the case says.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountReminders0000000000021 implements MigrationInterface {
  readonly name = 'CountReminders0000000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task ADD COLUMN urged_times integer, ADD COLUMN urged_at timestamptz(3),
      ADD CONSTRAINT task_urged_both CHECK ((urged_times IS NULL) = (urged_at IS NULL) AND urged_times > 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task DROP CONSTRAINT task_urged_both, DROP COLUMN urged_times, DROP COLUMN urged_at`);
  }
}

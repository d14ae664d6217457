// A password that somebody else chose is good for one thing: choosing another. This marks such passwords.
// What is not here: who sets one (use cases), and what is refused until it is changed (the host).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RequirePasswordChange0000000000008 implements MigrationInterface {
  readonly name = 'RequirePasswordChange0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    // Passwords from before were chosen by their owners or are known to nobody else any more, as far as one can tell.
    await runner.query(`ALTER TABLE credential ADD COLUMN must_change boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE credential DROP COLUMN must_change`);
  }
}

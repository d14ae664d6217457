// Public keys that ever signed the log of a tenant. A receipt handed out years later carries the key its checkpoint was signed with,
// whichever key signs today. What is not here: private keys, which never come near the database.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

export class CreateSigningKeys0000000000009 implements MigrationInterface {
  readonly name = 'CreateSigningKeys0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    // A key ends where the one that replaces it begins, so its end is never written and nothing is ever changed.
    await runner.query(`
      CREATE TABLE signing_key (
        tenant uuid NOT NULL REFERENCES tenant,
        key_id text NOT NULL,
        algorithm text NOT NULL CHECK (algorithm IN ('ed25519', 'sm2')),
        public_key text NOT NULL,
        replaces text,
        registered_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant, key_id))`);
    await makeAppendOnly(runner, 'signing_key');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE signing_key`);
  }
}

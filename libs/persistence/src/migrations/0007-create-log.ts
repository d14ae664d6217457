// The Merkle log of a tenant: entries waiting for it, leaves, complete subtrees, its present size, and signed checkpoints. The hash of a
// leaf is the subtree of level 0.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only.js';

export class CreateLog0000000000007 implements MigrationInterface {
  readonly name = 'CreateLog0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    // A queue and not a position in the journal: a position by number or transaction id would pass over an entry that commits late,
    // and transaction ids start again when a dump is restored elsewhere. What waits here waits until it is in the log.
    await runner.query(`
      CREATE TABLE log_pending (
        chain uuid NOT NULL,
        seq integer NOT NULL,
        tenant uuid NOT NULL,
        place bigint GENERATED ALWAYS AS IDENTITY,
        hash bytea NOT NULL,
        PRIMARY KEY (chain, seq))`);
    await runner.query(`CREATE INDEX log_pending_place ON log_pending (tenant, place)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON log_pending TO quanze_app`);
    await runner.query(`
      CREATE TABLE log_leaf (
        tenant uuid NOT NULL,
        index bigint NOT NULL,
        chain uuid NOT NULL,
        seq integer NOT NULL,
        PRIMARY KEY (tenant, index),
        CONSTRAINT log_leaf_entry_unique UNIQUE (chain, seq))`);
    await runner.query(`
      CREATE TABLE log_node (
        tenant uuid NOT NULL,
        level integer NOT NULL,
        index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (tenant, level, index))`);
    await runner.query(`
      CREATE TABLE log_state (
        tenant uuid PRIMARY KEY REFERENCES tenant,
        size bigint NOT NULL,
        frontier json NOT NULL)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON log_state TO quanze_app`);
    await runner.query(`
      CREATE TABLE checkpoint (
        tenant uuid NOT NULL,
        size bigint NOT NULL,
        statement json NOT NULL,
        PRIMARY KEY (tenant, size))`);
    for (const table of ['log_leaf', 'log_node', 'checkpoint']) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE checkpoint, log_state, log_node, log_leaf, log_pending`);
  }
}

// The journal, sealed values, outbox and stored answers as TypeORM sees them.
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Append-only. `entry` is the canonical text that `hash` was made from. */
@Entity('journal')
export class JournalEntity {
  @PrimaryColumn({ name: 'chain', type: 'uuid' })
  chain: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'person', type: 'uuid', nullable: true })
  person: string | null;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'act', type: 'text', nullable: true })
  act: string | null;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'entry', type: 'text' })
  entry: string;
}

/** Append-only but for the database function `erase_opening`. */
@Entity('sealed_value')
export class SealedValueEntity {
  @PrimaryColumn({ name: 'chain', type: 'uuid' })
  chain: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @PrimaryColumn({ name: 'path', type: 'text' })
  path: string;

  @Column({ name: 'salt', type: 'bytea' })
  salt: Buffer;

  @Column({ name: 'value', type: 'json' })
  value: unknown;
}

@Entity('outbox')
export class OutboxEntity {
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'topic', type: 'text' })
  topic: string;

  @Column({ name: 'payload', type: 'json' })
  payload: unknown;
}

@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @PrimaryColumn({ name: 'person', type: 'uuid' })
  person: string;

  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash: Buffer;

  @Column({ name: 'status', type: 'integer' })
  status: number;

  @Column({ name: 'body', type: 'json' })
  body: unknown;
}

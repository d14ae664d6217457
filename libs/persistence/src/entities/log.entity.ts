// The Merkle log of a tenant as TypeORM sees it.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './office.entity.js';

/** Entries that are not in the log yet. */
@Entity('log_pending')
export class LogPendingEntity {
  @PrimaryColumn({ name: 'chain', type: 'uuid' })
  chain: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'place', type: 'bigint' })
  place: string;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;
}

/** Append-only. */
@Entity('log_leaf')
export class LogLeafEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @PrimaryColumn({ name: 'index', type: 'bigint' })
  index: string;

  @Column({ name: 'chain', type: 'uuid' })
  chain: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;
}

/** Append-only. Complete subtrees; level 0 are the leaves. */
@Entity('log_node')
export class LogNodeEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @PrimaryColumn({ name: 'level', type: 'integer' })
  level: number;

  @PrimaryColumn({ name: 'index', type: 'bigint' })
  index: string;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;
}

@Entity('log_state')
export class LogStateEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'size', type: 'bigint' })
  size: string;

  @Column({ name: 'frontier', type: 'json' })
  frontier: unknown;
}

/** Append-only. */
@Entity('checkpoint')
export class CheckpointEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @PrimaryColumn({ name: 'size', type: 'bigint' })
  size: string;

  @Column({ name: 'statement', type: 'json' })
  statement: unknown;
}

/** Append-only. Public keys that ever signed a checkpoint or the head of a bundle. */
@Entity('signing_key')
export class SigningKeyEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @PrimaryColumn({ name: 'key_id', type: 'text' })
  keyId: string;

  @Column({ name: 'algorithm', type: 'text' })
  algorithm: string;

  @Column({ name: 'public_key', type: 'text' })
  publicKey: string;

  @Column({ name: 'replaces', type: 'text', nullable: true })
  replaces: string | null;

  @Column({ name: 'registered_at', type: 'timestamptz', precision: 3 })
  registeredAt: Date;
}

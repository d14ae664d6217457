// Definitions as TypeORM sees them: waiting for the second person, and published.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './office.entity.js';
import { PersonEntity } from './person.entity.js';

/** Append-only. */
@Entity('definition')
export class DefinitionEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind: string;

  @PrimaryColumn({ name: 'id', type: 'text' })
  id: string;

  @PrimaryColumn({ name: 'version', type: 'text' })
  version: string;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom: string;

  @Column({ name: 'content', type: 'json' })
  content: unknown;

  @Column({ name: 'published_at', type: 'timestamptz', precision: 3 })
  publishedAt: Date;
}

@Entity('submitted_definition')
export class SubmittedDefinitionEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @PrimaryColumn({ name: 'kind', type: 'text' })
  kind: string;

  @PrimaryColumn({ name: 'id', type: 'text' })
  id: string;

  @PrimaryColumn({ name: 'version', type: 'text' })
  version: string;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom: string;

  @Column({ name: 'content', type: 'json' })
  content: unknown;

  @Column({ name: 'submitted_by', type: 'uuid' })
  submittedById: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'submitted_by' })
  submittedBy: Relation<PersonEntity>;

  @Column({ name: 'submitted_at', type: 'timestamptz', precision: 3 })
  submittedAt: Date;
}

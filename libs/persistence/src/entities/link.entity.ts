// What cases tell the cases they were opened from, as TypeORM sees it. Written and marked by plain SQL (cases/link-events.ts).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TenantEntity } from './office.entity.js';

/** `caseId` and `seq` name the entry of the linked case, `hash` is its hash; `doneAt` is when the origin took notice. */
@Entity('link_event')
export class LinkEventEntity {
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'origin', type: 'uuid' })
  origin: string;

  @Column({ name: 'link', type: 'text' })
  link: string;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'reach', type: 'jsonb' })
  reach: unknown;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'done_at', type: 'timestamptz', precision: 3, nullable: true })
  doneAt: Date | null;
}

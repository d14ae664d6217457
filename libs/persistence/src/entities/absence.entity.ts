// Leave as TypeORM sees it. What is not here: how it is read and written (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OfficeEntity, TenantEntity } from './office.entity.js';
import { PersonEntity } from './person.entity.js';

/** `untilAt` is what was planned, null for an open end; `endedAt` is when it was ended before that. */
@Entity('absence')
export class AbsenceEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @Column({ name: 'from_at', type: 'timestamptz', precision: 3 })
  fromAt: Date;

  @Column({ name: 'until_at', type: 'timestamptz', precision: 3, nullable: true })
  untilAt: Date | null;

  @Column({ name: 'reason', type: 'text' })
  reason: string;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedById: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'recorded_by' })
  recordedBy: Relation<PersonEntity>;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt: Date | null;
}

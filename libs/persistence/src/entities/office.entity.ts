// Tenants, offices and departments as TypeORM sees them. What is not here: how they are read and written on the hot path (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

@Entity('tenant')
export class TenantEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'name', type: 'text' })
  name: string;
}

/** `seq` is the length of the office's own journal and what writes to it are compared with. */
@Entity('office')
export class OfficeEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn: string;

  @Column({ name: 'word', type: 'text' })
  word: string;

  @Column({ name: 'level', type: 'text' })
  level: string;

  @Column({ name: 'province', type: 'text', nullable: true })
  province: string | null;

  @Column({ name: 'superior', type: 'uuid', nullable: true })
  superiorId: string | null;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'superior' })
  superior: Relation<OfficeEntity> | null;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;
}

/** `place` is the order in which departments are listed. */
@Entity('department')
export class DepartmentEntity {
  @PrimaryColumn({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @PrimaryColumn({ name: 'id', type: 'text' })
  id: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn: string;

  @Column({ name: 'place', type: 'integer' })
  place: number;
}

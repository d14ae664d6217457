// Formality as TypeORM sees it: checked acts, fingerprints of their texts, readings of files. What is not here: how they are read and
// written (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CaseFileEntity } from './case.entity.js';
import { OfficeEntity, TenantEntity } from './office.entity.js';
import { PersonEntity } from './person.entity.js';

/** `rules` are the flags of the act; empty for one that was checked and not flagged. */
@Entity('formality_check')
export class FormalityCheckEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @ManyToOne(() => CaseFileEntity)
  @JoinColumn({ name: 'case_id' })
  case: Relation<CaseFileEntity>;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @Column({ name: 'department', type: 'text' })
  department: string;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'act', type: 'text' })
  act: string;

  @Column({ name: 'capacity', type: 'text' })
  capacity: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'rules', type: 'text', array: true })
  rules: string[];
}

/** `sketch` has 64 numbers or none; `keys` are those by which near copies of the same person are found. */
@Entity('act_text')
export class ActTextEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @ManyToOne(() => CaseFileEntity)
  @JoinColumn({ name: 'case_id' })
  case: Relation<CaseFileEntity>;

  @PrimaryColumn({ name: 'field', type: 'text' })
  field: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'length', type: 'integer' })
  length: number;

  @Column({ name: 'digest', type: 'bytea' })
  digest: Buffer;

  @Column({ name: 'sketch', type: 'smallint', array: true })
  sketch: number[];

  @Column({ name: 'keys', type: 'integer', array: true })
  keys: number[];
}

/** `seq` is the length of the journal while the file was open. */
@Entity('case_reading')
export class CaseReadingEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @ManyToOne(() => CaseFileEntity)
  @JoinColumn({ name: 'case_id' })
  case: Relation<CaseFileEntity>;

  @PrimaryColumn({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'first_at', type: 'timestamptz', precision: 3 })
  firstAt: Date;

  @Column({ name: 'last_at', type: 'timestamptz', precision: 3 })
  lastAt: Date;
}

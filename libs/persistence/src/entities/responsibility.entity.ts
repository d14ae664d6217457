// What is kept for responsibility beside the cases, as TypeORM sees it. All of it is append-only. Written by plain statements, never by `save`.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OfficeEntity, TenantEntity } from './office.entity.js';
import { PersonEntity } from './person.entity.js';

/** Index of dossiers: leads to decisions, says nothing about responsibility. */
@Entity('participation')
export class ParticipationEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @PrimaryColumn({ name: 'person', type: 'uuid' })
  person: string;

  @PrimaryColumn({ name: 'capacity', type: 'text' })
  capacity: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'office', type: 'uuid' })
  office: string;

  @Column({ name: 'decided_at', type: 'timestamptz', precision: 3 })
  decidedAt: Date;
}

/** What every statement of people about a decision has. Its words are sealed in entry `entry` of the office's journal. */
abstract class StatementEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

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

  @Column({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @ManyToOne(() => PersonEntity)
  @JoinColumn({ name: 'person' })
  person: Relation<PersonEntity>;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'entry', type: 'integer' })
  entry: number;
}

/** Made by people: the only source of a fault level. */
@Entity('finding')
export class FindingEntity extends StatementEntity {
  @Column({ name: 'area', type: 'text' })
  area: string;

  @Column({ name: 'fault', type: 'text' })
  fault: string;

  @Column({ name: 'role', type: 'text', nullable: true })
  role: string | null;

  @Column({ name: 'about', type: 'text', nullable: true })
  about: string | null;

  @Column({ name: 'crime', type: 'boolean' })
  crime: boolean;

  @Column({ name: 'outcome', type: 'json', nullable: true })
  outcome: unknown;
}

@Entity('exemption')
export class ExemptionEntity extends StatementEntity {
  @Column({ name: 'area', type: 'text' })
  area: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;
}

/** An objection of the person concerned; without an area to everything. */
@Entity('appeal')
export class AppealEntity extends StatementEntity {
  @Column({ name: 'area', type: 'text', nullable: true })
  area: string | null;
}

@Entity('appeal_answer')
export class AppealAnswerEntity {
  @PrimaryColumn({ name: 'appeal', type: 'uuid' })
  appeal: string;

  @Column({ name: 'upheld', type: 'boolean' })
  upheld: boolean;

  @Column({ name: 'answered_by', type: 'uuid' })
  answeredBy: string;

  @Column({ name: 'answered_at', type: 'timestamptz', precision: 3 })
  answeredAt: Date;

  @Column({ name: 'entry', type: 'integer' })
  entry: number;
}

/** One look of somebody at what concerns others. */
@Entity('responsibility_read')
export class ResponsibilityReadEntity {
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'reader', type: 'uuid' })
  reader: string;

  @Column({ name: 'at', type: 'timestamptz', precision: 3 })
  at: Date;

  @Column({ name: 'what', type: 'text' })
  what: string;

  @Column({ name: 'office', type: 'uuid', nullable: true })
  office: string | null;

  @Column({ name: 'case_id', type: 'uuid', nullable: true })
  caseId: string | null;

  @Column({ name: 'seq', type: 'integer', nullable: true })
  seq: number | null;

  @Column({ name: 'person', type: 'uuid', nullable: true })
  person: string | null;
}

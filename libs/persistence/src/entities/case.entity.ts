// Cases and the rows an act writes beside its entry, as TypeORM sees them. Written by one plain statement (cases/commit.ts), never by `save`.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OfficeEntity, TenantEntity } from './office.entity.js';

/** `department` is empty for none. `team` holds everybody who ever was on it. `changedAt` is the last accepted act, `recordedAt` the last entry of any kind. */
@Entity('case_file')
export class CaseFileEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

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

  @Column({ name: 'path', type: 'text' })
  path: string;

  @Column({ name: 'release', type: 'bytea' })
  release: Buffer;

  @Column({ name: 'number', type: 'text' })
  number: string;

  @Column({ name: 'foreign_number', type: 'text', nullable: true })
  foreignNumber: string | null;

  @Column({ name: 'title', type: 'text' })
  title: string;

  @Column({ name: 'handler', type: 'uuid', nullable: true })
  handler: string | null;

  @Column({ name: 'team', type: 'uuid', array: true })
  team: string[];

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'ending', type: 'text', nullable: true })
  ending: string | null;

  @Column({ name: 'states', type: 'text', array: true })
  states: string[];

  @Column({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'head', type: 'bytea' })
  head: Buffer;

  @Column({ name: 'opened_at', type: 'timestamptz', precision: 3 })
  openedAt: Date;

  @Column({ name: 'changed_at', type: 'timestamptz', precision: 3 })
  changedAt: Date;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt: Date;

  @Column({ name: 'next_ends_at', type: 'timestamptz', precision: 3, nullable: true })
  nextEndsAt: Date | null;

  @Column({ name: 'snapshot', type: 'jsonb' })
  snapshot: unknown;
}

/** The last number given, per office, year and kind. */
@Entity('case_number')
export class CaseNumberEntity {
  @PrimaryColumn({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @PrimaryColumn({ name: 'year', type: 'integer' })
  year: number;

  @PrimaryColumn({ name: 'word', type: 'text' })
  word: string;

  @Column({ name: 'last', type: 'integer' })
  last: number;
}

/** Append-only. */
@Entity('decision')
export class DecisionEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'decided_at', type: 'timestamptz', precision: 3 })
  decidedAt: Date;

  @Column({ name: 'level', type: 'text' })
  level: string;

  @Column({ name: 'power', type: 'text' })
  power: string;

  @Column({ name: 'outcome', type: 'text' })
  outcome: string;

  @Column({ name: 'record', type: 'json' })
  record: unknown;
}

/** Open tasks only. */
@Entity('task')
export class TaskEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'key', type: 'text' })
  key: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'office', type: 'uuid' })
  office: string;

  @Column({ name: 'department', type: 'text' })
  department: string;

  @Column({ name: 'state', type: 'text' })
  state: string;

  @Column({ name: 'verb', type: 'text' })
  verb: string;

  @Column({ name: 'role', type: 'text' })
  role: string;

  @Column({ name: 'person', type: 'uuid', nullable: true })
  person: string | null;

  @Column({ name: 'due_at', type: 'timestamptz', precision: 3, nullable: true })
  dueAt: Date | null;

  @Column({ name: 'opened_at', type: 'timestamptz', precision: 3 })
  openedAt: Date;

  @Column({ name: 'urged_times', type: 'integer', nullable: true })
  urgedTimes: number | null;

  @Column({ name: 'urged_at', type: 'timestamptz', precision: 3, nullable: true })
  urgedAt: Date | null;
}

/** The truth about what is due. `armedFor` is the moment the queue was told of. */
@Entity('deadline')
export class DeadlineEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'clock', type: 'text' })
  clock: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenant: string;

  @Column({ name: 'rule', type: 'text' })
  rule: string;

  @Column({ name: 'run', type: 'integer' })
  run: number;

  @Column({ name: 'phase', type: 'text' })
  phase: string;

  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3, nullable: true })
  endsAt: Date | null;

  @Column({ name: 'wake_at', type: 'timestamptz', precision: 3, nullable: true })
  wakeAt: Date | null;

  @Column({ name: 'armed_for', type: 'timestamptz', precision: 3, nullable: true })
  armedFor: Date | null;

  @Column({ name: 'fired_at', type: 'timestamptz', precision: 3, nullable: true })
  firedAt: Date | null;

  @Column({ name: 'provisional', type: 'boolean' })
  provisional: boolean;
}

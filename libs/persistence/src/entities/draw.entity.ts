// Commitments to secrets of draws, and their use, as TypeORM sees them.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { OfficeEntity } from './office.entity.js';

/** Append-only. The secret is sealed under a key of the host. */
@Entity('draw_commitment')
export class DrawCommitmentEntity {
  @PrimaryColumn({ name: 'office', type: 'uuid' })
  officeId: string;

  @ManyToOne(() => OfficeEntity)
  @JoinColumn({ name: 'office' })
  office: Relation<OfficeEntity>;

  @PrimaryColumn({ name: 'number', type: 'integer' })
  number: number;

  @Column({ name: 'commitment', type: 'bytea' })
  commitment: Buffer;

  @Column({ name: 'sealed', type: 'text' })
  sealed: string;

  /** Entry of the office's journal that published it. */
  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'committed_at', type: 'timestamptz', precision: 3 })
  committedAt: Date;
}

/** Append-only. A commitment and the entry of the case that used it. */
@Entity('draw_use')
export class DrawUseEntity {
  @PrimaryColumn({ name: 'office', type: 'uuid' })
  office: string;

  @PrimaryColumn({ name: 'number', type: 'integer' })
  number: number;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;
}

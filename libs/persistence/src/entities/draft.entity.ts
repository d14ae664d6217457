// Drafts as TypeORM sees them. What is not here: how they are read and written (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CaseFileEntity } from './case.entity.js';
import { TenantEntity } from './office.entity.js';
import { PersonEntity } from './person.entity.js';

/** `payload` is JSON as text; `reach` holds the states in which the act can be done. */
@Entity('draft')
export class DraftEntity {
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

  @PrimaryColumn({ name: 'act', type: 'text' })
  act: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'payload', type: 'text' })
  payload: string;

  @Column({ name: 'reach', type: 'text', array: true })
  reach: string[];

  @Column({ name: 'saved_at', type: 'timestamptz', precision: 3 })
  savedAt: Date;
}

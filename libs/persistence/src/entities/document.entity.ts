// Documents of cases as TypeORM sees them. What is not here: how they are read and written (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CaseFileEntity } from './case.entity.js';
import { TenantEntity } from './office.entity.js';

/** A document of a case: a draft until `issued`. */
@Entity('case_document')
export class CaseDocumentEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @ManyToOne(() => CaseFileEntity)
  @JoinColumn({ name: 'case_id' })
  case: Relation<CaseFileEntity>;

  @PrimaryColumn({ name: 'n', type: 'integer' })
  n: number;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'document', type: 'text' })
  document: string;

  @Column({ name: 'corrects', type: 'integer', nullable: true })
  corrects: number | null;

  @Column({ name: 'latest', type: 'integer' })
  latest: number;

  @Column({ name: 'issued', type: 'boolean' })
  issued: boolean;

  @Column({ name: 'opened_at', type: 'timestamptz', precision: 3 })
  openedAt: Date;
}

/** What was typed, version by version; `fields` is JSON as text. */
@Entity('document_version')
export class DocumentVersionEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'n', type: 'integer' })
  n: number;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @Column({ name: 'saved_at', type: 'timestamptz', precision: 3 })
  savedAt: Date;

  @Column({ name: 'fields', type: 'text' })
  fields: string;
}

/** The number a document got, its digest, and the entry that issued it. */
@Entity('issued_document')
export class IssuedDocumentEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'n', type: 'integer' })
  n: number;

  @Column({ name: 'office', type: 'uuid' })
  officeId: string;

  @Column({ name: 'word', type: 'text' })
  word: string;

  @Column({ name: 'year', type: 'integer' })
  year: number;

  @Column({ name: 'serial', type: 'integer' })
  serial: number;

  @Column({ name: 'number', type: 'text' })
  number: string;

  @Column({ name: 'template', type: 'text' })
  template: string;

  @Column({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'seq', type: 'integer' })
  seq: number;

  @Column({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'issued_at', type: 'timestamptz', precision: 3 })
  issuedAt: Date;
}

/** The canonical text that was hashed. */
@Entity('document_text')
export class DocumentTextEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @PrimaryColumn({ name: 'n', type: 'integer' })
  n: number;

  @Column({ name: 'content', type: 'text' })
  content: string;
}

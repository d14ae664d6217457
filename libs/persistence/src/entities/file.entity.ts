// Files of cases as TypeORM sees them. What is not here: how they are read and written (plain SQL).
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CaseFileEntity } from './case.entity.js';
import { TenantEntity } from './office.entity.js';

/** A content by its digest, once for each tenant. */
@Entity('stored_file')
export class StoredFileEntity {
  @PrimaryColumn({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @PrimaryColumn({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'size', type: 'bigint' })
  size: string;

  @Column({ name: 'content', type: 'uuid' })
  content: string;

  @Column({ name: 'stored_at', type: 'timestamptz', precision: 3 })
  storedAt: Date;

  @Column({ name: 'erased_at', type: 'timestamptz', precision: 3, nullable: true })
  erasedAt: Date | null;
}

/** A piece of a content. */
@Entity('file_chunk')
export class FileChunkEntity {
  @PrimaryColumn({ name: 'content', type: 'uuid' })
  content: string;

  @PrimaryColumn({ name: 'n', type: 'integer' })
  n: number;

  @Column({ name: 'bytes', type: 'bytea' })
  bytes: Buffer;
}

/** An upload under way. */
@Entity('file_incoming')
export class FileIncomingEntity {
  @PrimaryColumn({ name: 'content', type: 'uuid' })
  content: string;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @ManyToOne(() => TenantEntity)
  @JoinColumn({ name: 'tenant' })
  tenant: Relation<TenantEntity>;

  @Column({ name: 'begun_at', type: 'timestamptz', precision: 3 })
  begunAt: Date;
}

/** Who uploaded a content for which case, and the first entry that named it. */
@Entity('file_upload')
export class FileUploadEntity {
  @PrimaryColumn({ name: 'case_id', type: 'uuid' })
  caseId: string;

  @ManyToOne(() => CaseFileEntity)
  @JoinColumn({ name: 'case_id' })
  case: Relation<CaseFileEntity>;

  @PrimaryColumn({ name: 'hash', type: 'bytea' })
  hash: Buffer;

  @Column({ name: 'tenant', type: 'uuid' })
  tenantId: string;

  @Column({ name: 'person', type: 'uuid' })
  personId: string;

  @Column({ name: 'name', type: 'text', nullable: true })
  name: string | null;

  @Column({ name: 'media_type', type: 'text' })
  mediaType: string;

  @Column({ name: 'uploaded_at', type: 'timestamptz', precision: 3 })
  uploadedAt: Date;

  @Column({ name: 'named_seq', type: 'integer', nullable: true })
  namedSeq: number | null;

  @Column({ name: 'erased_at', type: 'timestamptz', precision: 3, nullable: true })
  erasedAt: Date | null;
}

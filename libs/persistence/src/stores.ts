// All stores over one pool: what a host or worker takes from this library after connecting.
import type { AssignmentStore, CaseStore, DeadlineStore, DocumentStore, FileStore, FormalityStore, LinkStore, OfficeStore, OutboxStore, ProofStore, ResponsibilityStore, SessionStore } from '@quanze/application';
import type { DataSource } from 'typeorm';
import { createAssignmentStore } from './assignment/pg-assignment-store.js';
import { createCaseStore } from './cases/pg-case-store.js';
import { createLinkStore } from './cases/link-events.js';
import { createDeadlineStore } from './clockwork/pg-deadline-store.js';
import { createOutboxStore } from './clockwork/pg-outbox-store.js';
import { poolOf } from './database/data-source.js';
import { createDocumentStore } from './documents/pg-document-store.js';
import { createFileStore } from './files/pg-file-store.js';
import { createFormalityStore } from './formality/pg-formality-store.js';
import { createOfficeStore } from './office/pg-office-store.js';
import { createSessionStore } from './office/pg-session-store.js';
import { createProofStore } from './proofs/pg-proof-store.js';
import { createResponsibilityStore } from './responsibility/pg-responsibility-store.js';
import { Database } from './sql/database.js';

export interface Stores {
  readonly database: Database;
  readonly cases: CaseStore;
  readonly office: OfficeStore;
  readonly sessions: SessionStore;
  readonly proofs: ProofStore;
  readonly deadlines: DeadlineStore;
  readonly outbox: OutboxStore;
  readonly links: LinkStore;
  readonly assignment: AssignmentStore;
  readonly responsibility: ResponsibilityStore;
  readonly documents: DocumentStore;
  readonly formality: FormalityStore;
  readonly files: FileStore;
}

/** @param dataSource connected; its pool is shared, so that one limit counts for everything */
export function createStores(dataSource: DataSource): Stores {
  const database = new Database(poolOf(dataSource));
  return {
    database, cases: createCaseStore(database), office: createOfficeStore(database), sessions: createSessionStore(database),
    proofs: createProofStore(database), deadlines: createDeadlineStore(database), outbox: createOutboxStore(database),
    links: createLinkStore(database), assignment: createAssignmentStore(database), responsibility: createResponsibilityStore(database), documents: createDocumentStore(database), formality: createFormalityStore(database),
    files: createFileStore(database),
  };
}

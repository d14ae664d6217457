// What the use cases are given. Nothing below this library reads a clock, makes an id or opens a connection by itself.
import type { Clock, HashFunction, IdSource, RandomSource } from '@quanze/kernel';
import type { AssignmentStore, SecretBox } from './ports/assignment-store.port.js';
import type { CaseStore } from './ports/case-store.port.js';
import type { DocumentStore } from './ports/document-store.port.js';
import type { FileStore } from './ports/file-store.port.js';
import type { FormalityStore } from './ports/formality-store.port.js';
import type { JobPort } from './ports/jobs.port.js';
import type { LinkStore } from './ports/link-store.port.js';
import type { OfficeStore, SessionStore } from './ports/office-store.port.js';
import type { DeadlineStore, OutboxStore, ProofStore, Signer } from './ports/proof-store.port.js';
import type { ResponsibilityStore } from './ports/responsibility-store.port.js';
import type { DefinitionRegistry } from './definitions/registry.js';

/** Hashes passwords (argon2id) and tokens; slow on purpose for the former. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

export interface Deps {
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
  readonly secrets: SecretBox;
  readonly jobs: JobPort;
  readonly definitions: DefinitionRegistry;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: RandomSource;
  readonly hash: HashFunction;
  readonly signer: Signer;
  readonly passwords: PasswordHasher;
  /** Told after a commit, so that outbox, sweep and links need not wait for their next round. Never awaited. */
  readonly afterCommit: (what: { readonly deadlines: boolean; readonly links?: boolean }) => void;
}

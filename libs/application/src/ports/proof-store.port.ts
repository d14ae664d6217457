// The tenant-wide Merkle log, its checkpoints, the deadline sweep and the outbox: work done beside acts, in batches.
import type { CaseId, HashHex, Instant, JsonObject, TenantId } from '@quanze/kernel';
import type { Checkpoint, PublicKey } from '@quanze/ledger';

export interface UnloggedEntry {
  readonly chain: string;
  readonly seq: number;
  readonly hash: HashHex;
}

export interface LogAppend {
  readonly tenant: TenantId;
  /** Size of the log this batch continues; another size means that another worker was first. */
  readonly expectedSize: number;
  readonly leaves: readonly (UnloggedEntry & { readonly index: number; readonly leafHash: HashHex })[];
  /** Complete subtrees that this batch finished. */
  readonly nodes: readonly { readonly level: number; readonly index: number; readonly hash: HashHex }[];
  readonly frontier: JsonObject;
  readonly checkpoint: Checkpoint;
}

/** A public key that signed for a tenant. It was in use from `registeredAt` until `replacedAt`; null = nothing replaced it. */
export interface SigningKey extends PublicKey {
  readonly registeredAt: Instant;
  readonly replacedAt: Instant | null;
}

export interface ProofStore {
  /** Entries not yet in the log, in the order of their commit, at most `limit`. */
  unlogged(tenant: TenantId, limit: number): Promise<readonly UnloggedEntry[]>;
  frontier(tenant: TenantId): Promise<{ readonly size: number; readonly frontier: JsonObject | null }>;
  append(batch: LogAppend): Promise<boolean>;
  leafIndex(chain: string, seq: number): Promise<number | null>;
  leafIndexes(chain: string): Promise<readonly { readonly seq: number; readonly index: number }[]>;
  nodes(tenant: TenantId, ids: readonly { readonly level: number; readonly index: number }[]): Promise<ReadonlyMap<string, HashHex>>;
  latestCheckpoint(tenant: TenantId): Promise<Checkpoint | null>;
  checkpoints(tenant: TenantId, afterSize: number, limit: number): Promise<readonly Checkpoint[]>;
  /** Keeps a public key for good; nothing happens when it is known or the tenant does not exist. @param replaces id of the key before it
   *  @returns whether it was new.   @throws Fault `FAULT.LEDGER_BROKEN` when another key is known under the same id */
  registerKey(tenant: TenantId, key: PublicKey, replaces: string | null, at: Instant): Promise<boolean>;
  /** Every key that was ever registered, in that order. */
  signingKeys(tenant: TenantId): Promise<readonly SigningKey[]>;
}

export interface DueDeadline {
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly clock: string;
  readonly run: number;
  readonly wakeAt: Instant;
}

export interface DeadlineStore {
  /** Deadlines whose wake-up lies before `until` and which are not armed for that moment yet (`armedFor` ≠ wakeAt), at most `limit`. */
  unarmed(until: Instant, limit: number): Promise<readonly DueDeadline[]>;
  markArmed(deadlines: readonly DueDeadline[]): Promise<void>;
  /** Forgets what was armed, so that the next sweep arms everything again (the queue lost its data). */
  disarmAll(): Promise<number>;
  /** Deadlines that should have been woken before `at` and were not: found without the queue. */
  missed(at: Instant, limit: number): Promise<readonly DueDeadline[]>;
}

export interface OutboxStore {
  /** Tells messages to every host that listens, in their order, and forgets them: both or neither, so that a crash repeats and never loses
   *  one. A message too long to be told goes without its details; its case and office are enough to load anew.   @returns how many */
  tell(limit: number): Promise<number>;
}

/** Signs checkpoints. The key never leaves the adapter. */
export interface Signer {
  readonly algorithm: 'ed25519' | 'sm2';
  readonly keyId: string;
  /** Public key, SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  sign(message: Uint8Array): string;
}

// The public keys of the log: each one that ever signed is kept, and a document carries those that signed what is in it – after a
// rotation too, when its checkpoint is older than the key of today. What is not here: private keys, and replacing one (the shell).
import type { TenantId } from '@quanze/kernel';
import type { PublicKey, SignatureKey } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import type { Signer } from '../ports/proof-store.port.js';

type KeyDeps = Pick<Deps, 'proofs' | 'signer' | 'clock'>;

/** Keeps the key that signs now, behind those it replaces. @param retired keys of this installation before it, oldest first
 *  @returns ids of the keys that were not known yet */
export async function registerSigningKeys({ proofs, signer, clock }: KeyDeps, tenant: TenantId, retired: readonly PublicKey[]): Promise<readonly string[]> {
  const added: string[] = [];
  let before: string | null = null;
  for (const key of [...retired, publicKeyOf(signer)]) {
    if (await proofs.registerKey(tenant, key, before, clock.now())) added.push(key.keyId);
    before = key.keyId;
  }
  return added;
}

const kept = new WeakMap<Signer, Set<TenantId>>();

/** Sees to it that the key is kept before anything signed with it is: a process that started before there was a tenant could not do so
 *  then. Asks the store once in the life of a signer. */
export async function keepSigningKey({ proofs, signer, clock }: KeyDeps, tenant: TenantId): Promise<void> {
  const tenants = kept.get(signer) ?? new Set();
  if (tenants.has(tenant)) return;
  await proofs.registerKey(tenant, publicKeyOf(signer), null, clock.now());
  kept.set(signer, tenants.add(tenant));
}

/** The keys behind some signatures, each once. A key that nobody kept is absent: then the document says of itself `LEDGER.KEY_UNKNOWN`,
 *  unless its reader has the key from elsewhere. */
export async function publicKeysFor({ proofs, signer }: KeyDeps, tenant: TenantId, signatures: readonly SignatureKey[]): Promise<readonly PublicKey[]> {
  const ids = [...new Set(signatures.map(({ keyId }) => keyId))];
  const own = publicKeyOf(signer);
  // The usual case asks nobody: everything was signed by the key of today.
  const known = ids.every((id) => id === own.keyId) ? [] : await proofs.signingKeys(tenant);
  return ids.flatMap((id) => [own, ...known].filter(({ keyId }) => keyId === id).slice(0, 1)).map(publicKeyOf);
}

function publicKeyOf({ keyId, algorithm, publicKey }: PublicKey): PublicKey {
  return { keyId, algorithm, publicKey };
}

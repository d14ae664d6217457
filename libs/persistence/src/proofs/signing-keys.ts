// The public keys that signed for a tenant, kept for good. What is not here: which key signs now.
import { Fault, type Instant, type TenantId } from '@quanze/kernel';
import type { SigningKey } from '@quanze/application';
import type { PublicKey } from '@quanze/ledger';
import type { Database } from '../sql/database.js';

/** Whether the key was new. Several processes of one installation register the same key as they start. */
export async function registerKey(database: Database, tenant: TenantId, key: PublicKey, replaces: string | null, at: Instant): Promise<boolean> {
  const added = await database.query({
    text: `INSERT INTO signing_key (tenant, key_id, algorithm, public_key, replaces, registered_at)
      SELECT t.id, $2, $3, $4, $5, $6 FROM tenant t WHERE t.id = $1 ON CONFLICT (tenant, key_id) DO NOTHING`,
    values: [tenant, key.keyId, key.algorithm, key.publicKey, replaces, at],
  });
  if (added.count > 0) return true;
  const known = (await readSigningKeys(database, tenant)).find(({ keyId }) => keyId === key.keyId);
  // Two keys under one id would make every document signed by either of them ambiguous.
  if (known !== undefined && (known.publicKey !== key.publicKey || known.algorithm !== key.algorithm)) throw new Fault('FAULT.LEDGER_BROKEN', `another key is registered as ${key.keyId}`);
  return false;
}

export function readSigningKeys(database: Database, tenant: TenantId): Promise<readonly SigningKey[]> {
  return database.rows<SigningKey>(
    `SELECT k.key_id AS "keyId", k.algorithm, k.public_key AS "publicKey", k.registered_at AS "registeredAt",
      (SELECT min(n.registered_at) FROM signing_key n WHERE n.tenant = k.tenant AND n.replaces = k.key_id) AS "replacedAt"
    FROM signing_key k WHERE k.tenant = $1 ORDER BY k.registered_at, k.key_id`, [tenant]);
}

// Sign-in on PostgreSQL: credentials, sessions, API tokens. Only hashes of tokens and passwords arrive here.
import { isUuid, type Instant } from '@quanze/kernel';
import type { Credential, Identity, SessionStore } from '@quanze/application';
import type { Database } from '../sql/database.js';
import { bytesParam } from '../sql/values.js';

type Token = Awaited<ReturnType<SessionStore['tokens']>>[number];

const IDENTIFY = `
SELECT p.tenant, p.id AS person, p.epoch, s.kind FROM session s JOIN person p ON p.id = s.person
WHERE s.token_hash = $1 AND s.created_at <= $2 AND s.expires_at > $2 AND (s.revoked_at IS NULL OR s.revoked_at > $2) AND p.status = 'active'`;
const IS_TOKEN_HASH = /^[0-9a-f]{64}$/;

export function createSessionStore(database: Database): SessionStore {
  return {
    credential: async (login) => {
      const text = 'SELECT k.person, p.tenant, k.password_hash AS "passwordHash", p.status FROM credential k JOIN person p ON p.id = k.person WHERE k.login = $1';
      return login.includes('\u0000') ? null : ((await database.rows<Credential>(text, [login]))[0] ?? null);
    },
    open: async ({ tokenHash, person, kind, name, createdAt, expiresAt }) => {
      const text = 'INSERT INTO session (token_hash, person, kind, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)';
      await database.query({ text, values: [bytesParam(tokenHash), person, kind, name, createdAt, expiresAt] });
    },
    identify: async (tokenHash, at) => {
      if (!IS_TOKEN_HASH.test(tokenHash)) return null;
      return (await database.rows<Identity & { readonly kind: 'session' | 'api' }>(IDENTIFY, [bytesParam(tokenHash), at], 'identify'))[0] ?? null;
    },
    close: (tokenHash, at) => (IS_TOKEN_HASH.test(tokenHash) ? end(database, 'token_hash = $1', [bytesParam(tokenHash)], at) : Promise.resolve(false)),
    tokens: (person) => database.rows<Token>(
      `SELECT id, name, created_at AS "createdAt", expires_at AS "expiresAt" FROM session WHERE person = $1 AND kind = 'api' AND revoked_at IS NULL ORDER BY created_at DESC, id`, [person]),
    revoke: (person, id, at) => (isUuid(id) ? end(database, 'person = $1 AND id = $2', [person, id], at) : Promise.resolve(false)),
  };
}

/** Whether there was something to end. */
async function end(database: Database, where: string, values: readonly unknown[], at: Instant): Promise<boolean> {
  const text = `UPDATE session SET revoked_at = $${values.length + 1} WHERE ${where} AND revoked_at IS NULL`;
  return (await database.query({ text, values: [...values, at] })).count > 0;
}

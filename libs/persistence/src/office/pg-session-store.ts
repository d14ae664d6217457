// Sign-in on PostgreSQL: credentials, sessions, API tokens. Only hashes of tokens and passwords arrive here.
import { isUuid, type Instant } from '@quanze/kernel';
import type { Credential, Identified, SessionStore } from '@quanze/application';
import type { Database } from '../sql/database.js';
import { bytesParam } from '../sql/values.js';

type Token = Awaited<ReturnType<SessionStore['tokens']>>[number];

const IDENTIFY = `
SELECT p.tenant, p.id AS person, p.epoch, s.kind, k.must_change AS "mustChange" FROM session s JOIN person p ON p.id = s.person JOIN credential k ON k.person = p.id
WHERE s.token_hash = $1 AND s.created_at <= $2 AND s.expires_at > $2 AND (s.revoked_at IS NULL OR s.revoked_at > $2) AND p.status = 'active'`;
const CREDENTIAL = `
SELECT k.person, p.tenant, p.office, k.password_hash AS "passwordHash", k.must_change AS "mustChange", p.status FROM credential k JOIN person p ON p.id = k.person`;
const IS_TOKEN_HASH = /^[0-9a-f]{64}$/;

export function createSessionStore(database: Database): SessionStore {
  return {
    credential: async (login) => (login.includes('\u0000') ? null : ((await database.rows<Credential>(`${CREDENTIAL} WHERE k.login = $1`, [login]))[0] ?? null)),
    credentialOf: async (person) => (isUuid(person) ? ((await database.rows<Credential>(`${CREDENTIAL} WHERE k.person = $1`, [person]))[0] ?? null) : null),
    open: async ({ tokenHash, person, kind, name, createdAt, expiresAt }) => {
      const text = 'INSERT INTO session (token_hash, person, kind, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)';
      await database.query({ text, values: [bytesParam(tokenHash), person, kind, name, createdAt, expiresAt] });
    },
    identify: async (tokenHash, at) => {
      if (!IS_TOKEN_HASH.test(tokenHash)) return null;
      return (await database.rows<Identified>(IDENTIFY, [bytesParam(tokenHash), at], 'identify'))[0] ?? null;
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

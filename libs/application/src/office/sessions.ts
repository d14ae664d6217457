// Sign-in. Tokens are random, shown once, and stored as hashes; passwords are argon2id. A wrong login and a wrong password are
// answered alike and cost the same time.
import { addMs, ok, refused, type HashHex, type Instant, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { Identified } from '../ports/office-store.port.js';

export const SESSION_HOURS = 12;
export const API_TOKEN_DAYS_MAX = 365;
const HOUR_MS = 3_600_000;
const TOKEN_BYTES = 32;

export interface SignedIn {
  readonly token: string;
  readonly person: PersonId;
  readonly expiresAt: Instant;
}

/** With `mustChange` the session is good for choosing a password, and for nothing else; the host refuses the rest. */
export type SessionOpened = SignedIn & { readonly mustChange: boolean };

// Hash of a random text, made once: verifying against it takes as long as against a real one.
let decoy: Promise<string> | null = null;

/** Opens a session. Refuses `IDENTITY.WRONG_CREDENTIALS`. */
export async function signIn(deps: Deps, login: string, password: string): Promise<Result<SessionOpened>> {
  const credential = await deps.sessions.credential(login);
  decoy ??= deps.passwords.hash(deps.random.hex(TOKEN_BYTES));
  const isRight = await deps.passwords.verify(credential?.passwordHash ?? (await decoy), password);
  if (!isRight || credential === null || credential.status !== 'active') return refused('IDENTITY.WRONG_CREDENTIALS');
  return ok({ ...(await openToken(deps, credential.person, 'session', '', SESSION_HOURS * HOUR_MS)), mustChange: credential.mustChange });
}

/** Makes an API token for oneself. @param days 1..365. Refuses `IDENTITY.TOKEN_TOO_LONG`. */
export async function createApiToken(deps: Deps, identity: Identity, name: string, days: number): Promise<Result<SignedIn>> {
  if (!Number.isInteger(days) || days < 1 || days > API_TOKEN_DAYS_MAX) return refused('IDENTITY.TOKEN_TOO_LONG', { daysMax: API_TOKEN_DAYS_MAX });
  return ok(await openToken(deps, identity.person, 'api', name, days * 24 * HOUR_MS));
}

async function openToken(deps: Deps, person: PersonId, kind: 'session' | 'api', name: string, lifeMs: number): Promise<SignedIn> {
  const token = `qz_${deps.random.hex(TOKEN_BYTES)}`;
  const createdAt = deps.clock.now();
  const expiresAt = addMs(createdAt, lifeMs);
  await deps.sessions.open({ tokenHash: tokenHashOf(deps, token), person, kind, name, createdAt, expiresAt });
  return { token, person, expiresAt };
}

/** Who is behind a token. Refuses `IDENTITY.UNKNOWN`, and `IDENTITY.PASSWORD_CHANGE_REQUIRED` to programs of somebody whose password was
 *  reset: they stand still until their owner has chosen another. */
export async function identify(deps: Deps, token: string): Promise<Result<Identified>> {
  if (!/^qz_[0-9a-f]{64}$/.test(token)) return refused('IDENTITY.UNKNOWN');
  const identity = await deps.sessions.identify(tokenHashOf(deps, token), deps.clock.now());
  if (identity === null) return refused('IDENTITY.UNKNOWN');
  return identity.kind === 'api' && identity.mustChange ? refused('IDENTITY.PASSWORD_CHANGE_REQUIRED') : ok(identity);
}

export async function signOut(deps: Deps, token: string): Promise<Result<null>> {
  return (await deps.sessions.close(tokenHashOf(deps, token), deps.clock.now())) ? ok(null) : refused('IDENTITY.UNKNOWN');
}

/** What is stored of a token. */
export function tokenHashOf(deps: Pick<Deps, 'hash'>, token: string): HashHex {
  return deps.hash.ofText(`quanze-token/1 ${token}`);
}

// Passwords after the first: a person changes the own one, an administrator gives another person a new one for a single use. Both are
// entries in the journal of the person's office, which never holds a password. What is not here: signing in (`sessions.ts`).
import { isUuid, ok, refused, type OfficeId, type PersonId, type RandomSource, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { changeOffice } from './change.js';
import { checkPassword } from './people.js';
import { tokenHashOf } from './sessions.js';

// Without letters and digits that are taken for one another when read aloud or typed from paper; 32 of them, five bits each.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 16;

/** A password of 80 random bits in four groups, such as `k7mq-x2vp-3fhd-9wtc`. */
export function drawPassword(random: RandomSource): string {
  const bytes = random.hex(LENGTH).match(/../g) ?? [];
  // 256 is a multiple of 32, so every character is as likely as any other.
  const letters = bytes.map((byte) => ALPHABET[parseInt(byte, 16) % ALPHABET.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** Changes the own password and ends every other session of the person. @param token of the session that asks; it goes on
 *  Refuses `IDENTITY.OLD_PASSWORD_WRONG`, `IDENTITY.PASSWORD_UNCHANGED`, `PERSON.PASSWORD_WEAK`; a refused attempt is journaled as well. */
export async function changePassword(deps: Deps, identity: Identity, token: string, input: { readonly oldPassword: string; readonly newPassword: string }): Promise<Result<null>> {
  const credential = await deps.sessions.credentialOf(identity.person);
  if (credential === null) return refused('IDENTITY.UNKNOWN');
  // Slow on purpose, so both are done before the rounds that wait for the office's journal.
  const isRight = await deps.passwords.verify(credential.passwordHash, input.oldPassword);
  const refusal = !isRight ? refused('IDENTITY.OLD_PASSWORD_WRONG') : input.newPassword.normalize('NFC') === input.oldPassword.normalize('NFC') ? refused('IDENTITY.PASSWORD_UNCHANGED') : checkPassword(input.newPassword);
  const passwordHash = refusal.ok ? await deps.passwords.hash(input.newPassword) : '';
  const attempt = { office: credential.office, act: 'person.change-password', by: 'self', payload: { person: identity.person } } as const;
  const done = await changeOffice(deps, identity, attempt, async () => {
    if (!refusal.ok) return refusal;
    // Somebody may have set another one while this was hashed: then what was given is not the password any more.
    if ((await deps.sessions.credentialOf(identity.person))?.passwordHash !== credential.passwordHash) return refused('IDENTITY.OLD_PASSWORD_WRONG');
    return ok({ kind: 'set-password', person: identity.person, passwordHash, mustChange: false, exceptSession: tokenHashOf(deps, token) });
  });
  return done.ok ? ok(null) : done;
}

/** Gives somebody a password for a single use and ends all sessions of that person. It is in the answer and nowhere else.
 *  Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `PERSON.NOT_FOUND` for somebody of another office, `IDENTITY.OWN_PASSWORD`. */
export async function resetPassword(deps: Deps, identity: Identity, office: string, person: string): Promise<Result<{ readonly password: string }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const password = drawPassword(deps.random);
  const passwordHash = await deps.passwords.hash(password);
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'person.reset-password', by: ['admin'], payload: { person } }, async () => {
    const credential = isUuid(person) ? await deps.sessions.credentialOf(person as PersonId) : null;
    if (credential === null || credential.tenant !== identity.tenant || credential.office !== office) return refused('PERSON.NOT_FOUND');
    // A session that was left open must not be enough to lock its owner out.
    if (credential.person === identity.person) return refused('IDENTITY.OWN_PASSWORD');
    return ok({ kind: 'set-password', person: credential.person, passwordHash, mustChange: true, exceptSession: null });
  });
  return done.ok ? ok({ password }) : done;
}

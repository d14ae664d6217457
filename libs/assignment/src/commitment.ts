// A commitment fixes a secret before anybody knows what it will decide: the digest is published, the secret is shown with the draw.
// What is not here: where secrets come from and where they wait.
import { assert, type HashFunction, type HashHex } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';

/** Bytes of a secret. Fewer could be guessed from the published digest. */
export const SECRET_BYTES = 32;
const SECRET = /^[0-9a-f]{64}$/;

/** Whether a value is a secret of a draw: 32 bytes in lower-case hexadecimal. */
export function isSecret(value: unknown): value is string {
  return typeof value === 'string' && SECRET.test(value);
}

/** The digest that is published before the draw. @param secret 32 bytes in lower-case hexadecimal
 *  @throws Fault `FAULT.ASSERTION` for anything else */
export function commitmentOf(secret: string, hash: HashFunction): HashHex {
  assert(isSecret(secret), 'a secret of a draw is 32 bytes in lower-case hexadecimal');
  return hash.ofText(canonicalize({ format: 'quanze-draw-commitment/1', secret }));
}

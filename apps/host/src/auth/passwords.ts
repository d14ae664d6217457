// Passwords are kept as argon2id. Few at a time: each takes 19 MiB for its run, and sign-ins come in bursts at nine o'clock.
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '@quanze/application';

// OWASP's smallest recommended cost; raising it here leaves older hashes valid, because each names its own. `algorithm` 2 = argon2id.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE_MAX = 2;

/** @param atOnceMax hashes at a time; more only where nobody else signs in meanwhile */
export function createPasswordHasher(atOnceMax: number = AT_ONCE_MAX): PasswordHasher {
  const limited = createLimit(atOnceMax);
  return {
    hash: (password) => limited(() => hash(password.normalize('NFC'), COST)),
    // A stored text that is no hash is a wrong password, not a fault: nobody signs in with it.
    verify: (stored, password) => limited(() => verify(stored, password.normalize('NFC')).catch(() => false)),
  };
}

/** Runs at most `max` at a time, the others in order. */
export function createLimit(max: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

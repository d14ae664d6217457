// Slows down guessing of passwords. Counted per login and address together, so that a stranger cannot lock a colleague out, and
// per address alone with a higher limit. In memory of this host: n hosts allow n times as much.

export interface ThrottleOptions {
  readonly windowMs: number;
  readonly failuresMaxPerLogin: number;
  readonly failuresMaxPerAddress: number;
  /** Milliseconds, never running backwards. */
  readonly now: () => number;
}

export const THROTTLE_DEFAULTS: ThrottleOptions = { windowMs: 15 * 60_000, failuresMaxPerLogin: 5, failuresMaxPerAddress: 100, now: () => performance.now() };
const KEYS_MAX = 20_000;

export class SignInThrottle {
  private readonly failures = new Map<string, number[]>();

  constructor(private readonly options: ThrottleOptions = THROTTLE_DEFAULTS) {}

  /** Seconds until another attempt is taken; 0 = now. */
  waitSeconds(login: string, address: string): number {
    const { failuresMaxPerLogin, failuresMaxPerAddress } = this.options;
    return Math.max(this.waitFor(pairKey(login, address), failuresMaxPerLogin), this.waitFor(addressKey(address), failuresMaxPerAddress));
  }

  /** Counts an attempt before it is judged, so that many at once do not slip through together. */
  begin(login: string, address: string): void {
    for (const key of [pairKey(login, address), addressKey(address)]) this.failures.set(key, [...this.recent(key), this.options.now()]);
    if (this.failures.size > KEYS_MAX) this.forget();
  }

  /** The attempt was right: it does not count, nor do the failures before it. */
  succeeded(login: string, address: string): void {
    this.failures.delete(pairKey(login, address));
    const rest = this.recent(addressKey(address)).slice(0, -1);
    if (rest.length === 0) this.failures.delete(addressKey(address));
    else this.failures.set(addressKey(address), rest);
  }

  private waitFor(key: string, max: number): number {
    const recent = this.recent(key);
    const deciding = recent[recent.length - max];
    return deciding === undefined ? 0 : Math.max(1, Math.ceil((deciding + this.options.windowMs - this.options.now()) / 1000));
  }

  private recent(key: string): readonly number[] {
    const since = this.options.now() - this.options.windowMs;
    return (this.failures.get(key) ?? []).filter((at) => at > since);
  }

  /** What is out of date goes first, then the oldest. */
  private forget(): void {
    for (const key of [...this.failures.keys()]) if (this.recent(key).length === 0) this.failures.delete(key);
    for (const key of this.failures.keys()) {
      if (this.failures.size <= KEYS_MAX / 2) break;
      this.failures.delete(key);
    }
  }
}

function pairKey(login: string, address: string): string {
  return `${address} ${login}`;
}

function addressKey(address: string): string {
  return address;
}

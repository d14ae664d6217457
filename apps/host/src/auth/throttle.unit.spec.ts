// Throttling of sign-ins and the limit on hashing at once.
import { createLimit, createPasswordHasher } from './passwords.js';
import { SignInThrottle } from './throttle.js';

describe('throttling of sign-ins', () => {
  let now = 0;
  const make = () => new SignInThrottle({ windowMs: 1000, failuresMaxPerLogin: 2, failuresMaxPerAddress: 4, now: () => now });
  beforeEach(() => (now = 0));

  it('blocks a login from one address, and not from another', () => {
    const throttle = make();
    throttle.begin('li', 'a');
    expect(throttle.waitSeconds('li', 'a')).toBe(0);
    throttle.begin('li', 'a');
    expect(throttle.waitSeconds('li', 'a')).toBe(1);
    expect(throttle.waitSeconds('li', 'b')).toBe(0);
    expect(throttle.waitSeconds('wang', 'a')).toBe(0);
  });

  it('blocks an address that tries many logins', () => {
    const throttle = make();
    for (const login of ['a', 'b', 'c', 'd']) throttle.begin(login, 'x');
    expect(throttle.waitSeconds('e', 'x')).toBe(1);
    expect(throttle.waitSeconds('e', 'y')).toBe(0);
  });

  it('lets in again when the window has passed, and not before', () => {
    const throttle = make();
    throttle.begin('li', 'a');
    throttle.begin('li', 'a');
    now = 999;
    expect(throttle.waitSeconds('li', 'a')).toBe(1);
    now = 1000;
    expect(throttle.waitSeconds('li', 'a')).toBe(0);
  });

  it('forgets failures of a login that was right, and no others', () => {
    const throttle = make();
    for (const login of ['a', 'b', 'c']) throttle.begin(login, 'x');
    throttle.begin('li', 'x');
    throttle.succeeded('li', 'x');
    expect(throttle.waitSeconds('li', 'x')).toBe(0);
    throttle.begin('d', 'x');
    expect(throttle.waitSeconds('li', 'x')).toBe(1);
  });
});

describe('passwords', () => {
  it('are argon2id, accept the same text in another Unicode form, and refuse another', async () => {
    const passwords = createPasswordHasher();
    const stored = await passwords.hash('caf\u00e9 密码');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(stored, 'cafe\u0301 密码')).toBe(true);
    expect(await passwords.verify(stored, 'cafe 密码')).toBe(false);
    expect(await passwords.verify('no hash', 'cafe')).toBe(false);
  });

  it('are hashed at most so many at a time, also after one failed', async () => {
    const limit = createLimit(2);
    let [running, most] = [0, 0];
    const work = (fails: boolean) => limit(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (fails) throw new Error('failed');
    }).catch(() => undefined);
    await Promise.all([true, false, true, false, false, true, false].map(work));
    expect([running, most]).toEqual([0, 2]);
  });
});

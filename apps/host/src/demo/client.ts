// The demonstration program as a browser would be: sessions with cookies, JSON, problem documents. Everything it knows of a case it
// asks for here. What is not here: what it asks.
import type { Problem } from '@quanze/contract';
import { Deviation } from './deviation.js';
import type { MovedClock } from './office.js';

interface Session {
  readonly cookie: string;
  readonly expiresAt: string;
}

export class DemoClient {
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly url: string,
    private readonly password: string,
    private readonly clock: MovedClock,
    /** Ends whatever is under way: an open request would keep the host from closing. */
    private readonly ending: AbortSignal,
  ) {}

  /** What an address answers. @throws Deviation for a problem */
  async get<T>(login: string, path: string): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, { headers: { cookie: await this.cookieOf(login) }, signal: this.ending });
    const body = (await response.json()) as unknown;
    if (!response.ok) throw new Deviation(`GET ${path} as ${login}: ${response.status} ${(body as Problem).code}`);
    return body as T;
  }

  /** The answer to an order, or the problem document that refuses it. */
  async post<T>(login: string, path: string, body: object): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }> {
    const headers = { cookie: await this.cookieOf(login), 'content-type': 'application/json' };
    const response = await fetch(`${this.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: this.ending });
    const answer = (await response.json()) as unknown;
    return response.ok ? { ok: true, value: answer as T } : { ok: false, problem: answer as Problem };
  }

  /** Signs in at first use, and again when the session has ended by the clock of the office. */
  private async cookieOf(login: string): Promise<string> {
    const known = this.sessions.get(login);
    if (known !== undefined && known.expiresAt > this.clock.now()) return known.cookie;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.url}/api/v1/sessions`, { method: 'POST', headers, body: JSON.stringify({ login, password: this.password }), signal: this.ending });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (!response.ok || cookie === undefined) throw new Deviation(`${login} could not sign in: ${response.status}`);
    const { expiresAt } = (await response.json()) as { expiresAt: string };
    this.sessions.set(login, { cookie, expiresAt });
    return cookie;
  }
}

// A small HTTP client for tests: real sockets, nothing tidied up on the way, so that malformed requests arrive as they are.
import { request } from 'node:http';

export interface Call {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cookies by name. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly payload?: string | Buffer | object;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** `Set-Cookie` lines. */
  readonly setCookies: readonly string[];
  readonly body: string;
  // Tests look at what they expect; the shape is what is under test.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json(): any;
}

/** Sends one request on a connection of its own. */
export function send(port: number, { method = 'GET', url, headers = {}, cookies, payload }: Call): Promise<Answer> {
  const isRaw = payload === undefined || typeof payload === 'string' || Buffer.isBuffer(payload);
  const body = isRaw ? payload : JSON.stringify(payload);
  const all = {
    ...(isRaw ? {} : { 'content-type': 'application/json' }),
    ...(cookies === undefined ? {} : { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') }),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers: all, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          statusCode: incoming.statusCode ?? 0, body: text, setCookies: incoming.headers['set-cookie'] ?? [], json: () => JSON.parse(text) as unknown,
          headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export interface Stream {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** What has come so far. */
  text(): string;
  isEnded(): boolean;
  close(): void;
}

/** Opens an event stream and keeps what comes. */
export function openEvents(port: number, { url, headers = {} }: Call): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: url, headers: { accept: 'text/event-stream', ...headers }, agent: false }, (incoming) => {
      let text = '';
      let ended = false;
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('error', () => (ended = true));
      incoming.on('close', () => (ended = true));
      resolve({ statusCode: incoming.statusCode ?? 0, headers: incoming.headers, text: () => text, isEnded: () => ended, close: () => outgoing.destroy() });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

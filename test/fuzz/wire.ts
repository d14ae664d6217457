// HTTP as bytes: a few connections that each carry many requests at once, and one connection for a single request that is no proper
// HTTP. Nothing is tidied up on the way. What is not here: what is sent.
import { connect, type Socket } from 'node:net';

export interface WireRequest {
  readonly method: string;
  /** As it stands in the request line; bytes above 127 are sent as Latin-1. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; the last of several. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const LIMIT_MS = 60_000;

export function bytesOf({ method, target, headers, body }: WireRequest): Buffer {
  const all = [['host', 'fuzz'], ...headers, ...(body === null ? [] : [['content-length', String(body.byteLength)]])];
  const head = `${method} ${target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)]);
}

interface Waiting {
  readonly request: WireRequest;
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Reads answers from a stream of bytes, one after another. Bodies have a length; our host chunks only event streams. */
function takeAnswer(bytes: Buffer, isHead: boolean): { readonly answer: WireAnswer; readonly rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(lines.map((each) => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 1).trim()]));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0);
  // An event stream never ends: that it began is the answer.
  const isStream = headers['content-type']?.startsWith('text/event-stream') === true;
  const length = isHead || isStream || status === 204 || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
  const from = end + 4;
  if (bytes.byteLength < from + length) return null;
  return { answer: { status, headers, body: bytes.subarray(from, from + length).toString('utf8') }, rest: bytes.subarray(from + length) };
}

/** One connection with requests on their way. Answers come in the order of the requests. */
class Pipe {
  private readonly waiting: Waiting[] = [];
  private bytes: Buffer = Buffer.alloc(0);
  private isBroken = false;
  private closedBy = '';

  constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.read();
    });
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the host closed the connection')));
    socket.setTimeout(LIMIT_MS, () => this.fail(new Error(`no answer within ${LIMIT_MS} ms`)));
  }

  get isUsable(): boolean {
    return !this.isBroken;
  }

  send(request: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.socket.write(bytesOf(request));
    });
  }

  close(): void {
    this.isBroken = true;
    this.socket.destroy();
  }

  private read(): void {
    for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
      const taken = takeAnswer(this.bytes, first.request.method === 'HEAD');
      if (taken === null) return;
      this.bytes = taken.rest;
      this.waiting.shift();
      if (taken.answer.headers['connection'] === 'close') {
        this.isBroken = true;
        this.closedBy = ` after ${taken.answer.status} to ${bytesOf(first.request).toString('latin1').slice(0, 400)}`;
      }
      first.resolve(taken.answer);
    }
  }

  private fail(error: Error): void {
    this.isBroken = true;
    for (const { request, reject } of this.waiting.splice(0)) reject(new Error(`${error.message}${this.closedBy}: ${request.method} ${request.target.slice(0, 200)}`));
    this.socket.destroy();
  }
}

export interface Wire {
  /** On one of the shared connections, behind whatever is on its way there. */
  pipelined(request: WireRequest): Promise<WireAnswer>;
  /** On a connection of its own: for what makes the host hang up. */
  alone(request: WireRequest): Promise<WireAnswer>;
  /** Bytes as they are, on a connection of their own; null when the host hangs up without a word. */
  raw(bytes: Buffer): Promise<WireAnswer | null>;
  close(): void;
}

export function openWire(port: number, width: number): Wire {
  const pipes: Pipe[] = [];
  let next = 0;
  const open = (): Pipe => new Pipe(connect({ port, host: '127.0.0.1', noDelay: true }));
  return {
    pipelined(request) {
      next = (next + 1) % width;
      const known = pipes[next];
      const pipe = known?.isUsable === true ? known : (pipes[next] = open());
      return pipe.send(request);
    },
    async alone(request) {
      const pipe = open();
      return pipe.send(request).finally(() => pipe.close());
    },
    raw: (bytes) => new Promise((resolve) => {
      let got: Buffer = Buffer.alloc(0);
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes, () => socket.end()));
      socket.on('data', (chunk: Buffer) => (got = Buffer.concat([got, chunk])));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(takeAnswer(got, false)?.answer ?? null));
      socket.setTimeout(LIMIT_MS, () => socket.destroy());
    }),
    close: () => pipes.forEach((pipe) => pipe?.close()),
  };
}

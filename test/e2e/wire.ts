// A bare connection on which a test writes what it likes, when it likes, and sees every byte that comes back. What is not here: HTTP as
// well-behaved clients speak it (`client.ts`).
import { connect, type Socket } from 'node:net';

export interface Wire {
  /** Sends text as it is. */
  say(text: string): void;
  /** What has come back so far. */
  heard(): string;
  /** Whether the other side has closed the connection, in whatever way. */
  isClosed(): boolean;
  end(): void;
}

/** Opens a connection that sends nothing by itself. */
export function openWire(port: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    let text = '';
    let isClosed = false;
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject);
    socket.on('close', () => (isClosed = true));
    socket.once('connect', () => resolve({
      say: (what) => void socket.write(what),
      heard: () => text,
      isClosed: () => isClosed,
      end: () => void socket.destroy(),
    }));
  });
}

/** A request as it stands on the wire, to be kept alive. @param body sent as JSON */
export function requestText(method: string, url: string, cookie: string, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [`${method} ${url} HTTP/1.1`, 'host: 127.0.0.1', 'connection: keep-alive', `cookie: quanze_session=${cookie}`];
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

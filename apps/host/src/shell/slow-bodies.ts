// How long is waited for the rest of a request. A body has to be there as a whole within the limit, or senders who never finish would hold connections
// for nothing; the content of a file has to go on coming, however long it takes in all. Node knows only the first of the two, for all requests alike,
// so its own limit is off. What is not here: the limit for headers, which is Node's, and ending the host (`connections.ts`).
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export interface BodyPatience {
  /** For a whole body; for a piece of a file; for the rest after an answer. */
  readonly limitMs: number;
  /** What makes a piece: less of a file within the limit counts as nothing. */
  readonly pieceBytes: number;
  readonly lookEveryMs: number;
}

export const BODY_PATIENCE: BodyPatience = { limitMs: 30_000, pieceBytes: 1024, lookEveryMs: 1000 };

interface Awaited {
  readonly response: ServerResponse;
  /** When the present wait began, and what the connection had brought by then. */
  since: number;
  bytes: number;
  isAnswered: boolean;
}

export interface SlowBodyParts {
  /** Whether the body is the content of a file. */
  readonly isFile: (request: IncomingMessage) => boolean;
  /** Ends the connection of a sender who was waited for long enough. */
  readonly cut: (request: IncomingMessage, response: ServerResponse) => void;
  readonly patience?: BodyPatience;
  /** Milliseconds that never run backwards. */
  readonly now?: () => number;
}

export class SlowBodies {
  private readonly awaited = new Map<IncomingMessage, Awaited>();
  private timer: NodeJS.Timeout | null = null;
  private readonly patience: BodyPatience;
  private readonly now: () => number;

  constructor(private readonly parts: SlowBodyParts) {
    this.patience = parts.patience ?? BODY_PATIENCE;
    this.now = parts.now ?? (() => performance.now());
  }

  /** Begins to look after a server that does not listen yet. */
  watch(server: Server): void {
    server.requestTimeout = 0;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (hasBody(request)) this.awaited.set(request, { response, since: this.now(), bytes: request.socket.bytesRead, isAnswered: false });
    });
    this.timer = setInterval(() => this.look(), this.patience.lookEveryMs).unref();
    server.once('close', () => this.timer !== null && clearInterval(this.timer));
  }

  /** Forgets what came, and cuts what was waited for long enough. */
  look(): void {
    const at = this.now();
    for (const [request, awaited] of this.awaited) {
      if (request.complete || request.destroyed || request.socket.destroyed) {
        this.awaited.delete(request);
        continue;
      }
      if (this.goesOn(request, awaited)) Object.assign(awaited, { since: at, bytes: request.socket.bytesRead });
      if (at - awaited.since < this.patience.limitMs) continue;
      this.awaited.delete(request);
      this.parts.cut(request, awaited.response);
    }
  }

  /** Whether the wait begins anew: a piece of a file came, or lies here unread, which is our own slowness; or the answer was given just now,
   *  and the sender has to stop before reading it. */
  private goesOn(request: IncomingMessage, awaited: Awaited): boolean {
    if (!this.parts.isFile(request) || awaited.isAnswered) return false;
    awaited.isAnswered = awaited.response.writableEnded;
    return awaited.isAnswered || request.readableLength > 0 || request.socket.bytesRead - awaited.bytes >= this.patience.pieceBytes;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

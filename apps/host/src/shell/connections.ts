// The connections of the HTTP server while it ends: each is closed as soon as nothing is owed on it. Node by itself waits until a
// kept-alive connection was silent for more than a minute, and for ever for one that never sent anything, as browsers open them in
// advance. What is not here: refusing requests that come too late (`request-log.ts`).
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Patience {
  /** How long is waited for what others still owe us: the rest of a request, or reading an answer that was written. */
  readonly othersMs: number;
  /** How long is waited for an answer we owe. Beyond it the sender hears nothing and asks again under the same key. */
  readonly ownMs: number;
}

export const PATIENCE: Patience = { othersMs: 2000, ownMs: 12_000 };

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export class Connections {
  /** What is under way on each open connection. */
  private readonly open = new Map<Socket, Set<Exchange>>();
  private isEnding = false;

  /** Begins to keep count of a server that does not listen yet. */
  watch(server: Server): void {
    const take = (request: IncomingMessage, response: ServerResponse): void => this.take({ request, response });
    server.on('connection', (socket: Socket) => void this.under(socket));
    server.on('request', take);
    server.on('checkExpectation', take);
  }

  /** Closes what is silent, and the rest as it is answered. Resolves when no connection is left and the server has closed.
   *  @param stopListening closes the server, which ends when its connections have */
  async end(stopListening: () => Promise<void>, { othersMs, ownMs }: Patience = PATIENCE): Promise<void> {
    await whatArrivedIsRead();
    this.isEnding = true;
    const stopped = stopListening();
    this.closeThose((under) => under.size === 0);
    const timers = [
      setTimeout(() => this.closeThose((under) => [...under].every(({ request, response }) => !request.complete || response.writableEnded)), othersMs),
      setTimeout(() => this.closeThose(() => true), ownMs),
    ];
    await stopped.finally(() => timers.forEach(clearTimeout));
  }

  private under(socket: Socket): Set<Exchange> {
    const known = this.open.get(socket);
    if (known !== undefined) return known;
    const under = new Set<Exchange>();
    this.open.set(socket, under);
    socket.once('close', () => this.open.delete(socket));
    return under;
  }

  private take(exchange: Exchange): void {
    const { socket } = exchange.request;
    const under = this.under(socket);
    under.add(exchange);
    exchange.response.once('close', () => {
      under.delete(exchange);
      if (this.isEnding && under.size === 0) socket.destroySoon();
    });
  }

  private closeThose(isMeant: (under: ReadonlySet<Exchange>) => boolean): void {
    for (const [socket, under] of [...this.open]) if (isMeant(under)) socket.destroy();
  }
}

/** A request that has reached the machine is a request: it gets an answer, if only that it comes too late. The loop hands over what
 *  has arrived on known connections within one turn; on new ones it takes a second. */
async function whatArrivedIsRead(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

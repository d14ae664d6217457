// One event stream to one person (server-sent events): in order, only what the person may know of, with a heartbeat. What is not
// here: what happened (`hub.ts`) and who the person is.
import { EVENT_RESET } from '@quanze/contract';
import type { EventHub, LiveEvent } from './hub.js';

export interface StreamOutput {
  /** False when the receiver is slow and the text waits in memory. */
  write(text: string): boolean;
  end(): void;
}

export interface StreamOptions {
  readonly hub: EventHub;
  readonly lastEventId: string | null;
  readonly mayKnow: (event: LiveEvent) => Promise<boolean>;
  readonly output: StreamOutput;
  readonly heartbeatMs: number;
  readonly onFault: (error: unknown) => void;
}

/** Events that may wait for one receiver; beyond it the stream ends, and the browser comes back with its last number. */
const WAITING_MAX = 500;

/** Begins a stream. The returned function ends it. An event whose visibility cannot be found out is not sent: nothing fails open. */
export function openStream({ hub, lastEventId, mayKnow, output, heartbeatMs, onFault }: StreamOptions): () => void {
  const waiting: LiveEvent[] = [];
  let isSending = false;
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(heartbeat);
    stopListening();
    output.end();
  };
  const drain = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      for (let event = waiting.shift(); event !== undefined && !isClosed; event = waiting.shift()) {
        if (event.topic === EVENT_RESET) output.write(frameOf(EVENT_RESET, {}));
        else if ((await mayKnow(event)) && !isClosed) output.write(frameOf(event.topic, event.data, event.id));
      }
    } catch (error) {
      onFault(error);
      close();
    } finally {
      isSending = false;
    }
  };
  const take = (event: LiveEvent): void => {
    if (waiting.length >= WAITING_MAX) return close();
    waiting.push(event);
    void drain();
  };
  const heartbeat = setInterval(() => output.write(': heartbeat\n\n'), heartbeatMs);
  const stopListening = hub.listen(take, close);
  output.write('retry: 3000\n: 权责 Quanze\n\n');
  const missed = lastEventId === null ? [] : hub.since(lastEventId);
  if (missed === null) output.write(frameOf(EVENT_RESET, {}));
  else missed.forEach(take);
  return close;
}

/** JSON holds no line feed, so one data line is enough. */
export function frameOf(topic: string, data: Readonly<Record<string, unknown>>, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;
}

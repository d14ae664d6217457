// How live events get from the process that tells the outbox to every host: PostgreSQL's NOTIFY. A host that loses its connection
// misses what was said meanwhile, and tells its listeners to load anew. What is not here: telling (`OutboxStore`).
import pg from 'pg';
import { EVENT_RESET } from '@quanze/contract';
import { isJsonObject } from '@quanze/kernel';
import { EVENT_CHANNEL } from '@quanze/persistence';
import type { EventHub, LiveEvent } from '../events/hub.js';

const RECONNECT_MS = 1000;

/** The event in a notice; null for anything that is not ours. */
export function eventOf(notice: string | undefined): LiveEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(notice ?? '');
  } catch {
    return null;
  }
  if (!isJsonObject(value) || typeof value.id !== 'string' || typeof value.topic !== 'string' || !isJsonObject(value.payload)) return null;
  const { caseId } = value.payload;
  return { id: value.id, topic: value.topic, caseId: typeof caseId === 'string' ? caseId : null, data: value.payload };
}

/** Listens until the returned function is called. Resolves when the first connection listens. @throws when the first one cannot be made */
export async function listenToEvents(databaseUrl: string, hub: EventHub, log: (line: string) => void): Promise<() => Promise<void>> {
  let isStopped = false;
  let current: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    isStopped = true;
    clearTimeout(timer);
    await current?.end().catch(() => undefined);
  };
  /** @returns what went wrong; null when it listens */
  const connect = async (): Promise<unknown> => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'quanze-events', keepAlive: true, connectionTimeoutMillis: 5000 });
    current = client;
    let isLost = false;
    const lose = (): void => {
      if (isLost || isStopped) return;
      isLost = true;
      log(`events: connection lost, listening again`);
      client.end().catch(() => undefined);
      timer = setTimeout(() => void again(), RECONNECT_MS);
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload }) => {
      const event = eventOf(payload);
      if (event !== null) hub.publish(event);
    });
    const error = await client.connect().then(() => client.query(`LISTEN ${EVENT_CHANNEL}`)).then(() => null, (reason: unknown) => reason ?? new Error('no connection'));
    if (error !== null) lose();
    return error;
  };
  // Only who listens again knows that nothing more will be missed; a load before that could be too early.
  const again = async (): Promise<void> => {
    if ((await connect()) === null) hub.reset(EVENT_RESET);
  };
  const error = await connect();
  if (error === null) return stop;
  await stop();
  throw error;
}

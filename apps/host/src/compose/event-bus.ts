// How live events get from the process that drains the outbox to every host: PostgreSQL's NOTIFY. A host that loses its connection
// misses what was said meanwhile, and tells its listeners to load anew.
import pg from 'pg';
import { EVENT_RESET } from '@quanze/contract';
import { isJsonObject, type JsonObject } from '@quanze/kernel';
import type { EventHub, LiveEvent } from '../events/hub.js';

const CHANNEL = 'quanze_events';
const BYTES_MAX = 7000;
const RECONNECT_MS = 1000;

export interface OutboxMessageRead {
  readonly id: string;
  readonly topic: string;
  readonly payload: JsonObject;
}

/** Says messages to all hosts, in order. One that is too long for a notice goes without its details: ids are enough to load anew. */
export async function announce(pool: pg.Pool, messages: readonly OutboxMessageRead[]): Promise<void> {
  const notices = messages.map(({ id, topic, payload }) => {
    const text = JSON.stringify({ id, topic, payload });
    return Buffer.byteLength(text) <= BYTES_MAX ? text : JSON.stringify({ id, topic, payload: { caseId: payload['caseId'] ?? null, office: payload['office'] ?? null } });
  });
  await pool.query('SELECT pg_notify($1, notice) FROM unnest($2::text[]) WITH ORDINALITY AS n(notice, place) ORDER BY place', [CHANNEL, notices]);
}

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
    const error = await client.connect().then(() => client.query(`LISTEN ${CHANNEL}`)).then(() => null, (reason: unknown) => reason ?? new Error('no connection'));
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

// A witness of the outbox. In the database it writes down which messages were taken, in the transaction that takes them; outside it
// listens as every host does, and keeps what was said. What is not here: what the messages mean to those who hear them.
import pg from 'pg';
import { groupBy, withOwner, type Row, type Tables } from '../e2e/audit/rows.js';

export interface Witness {
  /** Problems, one sentence each. Call it when the outbox is empty. */
  findings(tables: Pick<Tables, 'journal' | 'cases'>): Promise<readonly string[]>;
  /** Messages heard. */
  readonly heard: ReadonlySet<number>;
  stop(): Promise<void>;
}

const SCHEMA = `
  CREATE SCHEMA witness;
  CREATE TABLE witness.taken (id bigint NOT NULL, topic text NOT NULL, payload json NOT NULL, since timestamptz NOT NULL DEFAULT now());
  CREATE FUNCTION witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    INSERT INTO witness.taken (id, topic, payload) VALUES (OLD.id, OLD.topic, OLD.payload);
    RETURN OLD;
  END $$;
  CREATE TRIGGER witnessed AFTER DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION witness.note()`;
const TAKEN = 'SELECT id::integer, payload, extract(epoch FROM since)::float8 * 1000 AS "sinceMs" FROM witness.taken';
const AGAIN_MS = 100;

interface Taken {
  readonly id: number;
  readonly payload: Row;
  /** When the transaction began that took it; it was said after that. */
  readonly sinceMs: number;
}

/** One connection that listened. */
interface Spell {
  sinceMs: number;
  readonly heard: { readonly id: number; readonly atMs: number }[];
}

/** Begins to witness. The connection that listens is killed with the database and made anew. */
export async function startWitness(databaseUrl: string): Promise<Witness> {
  await withOwner(databaseUrl, (client) => client.query(SCHEMA));
  const heard = new Set<number>();
  const spells: Spell[] = [];
  let isStopped = false;
  let current: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  const listen = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'witness', connectionTimeoutMillis: 5000 });
    const spell: Spell = { sinceMs: Infinity, heard: [] };
    let isLost = false;
    const lose = (): void => {
      if (isLost) return;
      isLost = true;
      if (!isStopped) timer = setTimeout(() => void listen(), AGAIN_MS);
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload }) => {
      const id = Number((JSON.parse(payload ?? '') as { id: string }).id);
      heard.add(id);
      spell.heard.push({ id, atMs: Date.now() });
    });
    spells.push(spell);
    current = client;
    await client.connect().then(() => client.query('LISTEN quanze_events')).then(() => (spell.sinceMs = Date.now()), lose);
  };
  await listen();
  return {
    heard,
    async findings(tables) {
      const { rows } = await withOwner(databaseUrl, (client) => client.query<Taken>(TAKEN));
      return [...missingOf(rows, tables), ...spells.flatMap((spell) => unsaidOf(rows, spell))];
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current?.end().catch(() => undefined);
    },
  };
}

/** Every change of a case has one message, which was taken once. */
function missingOf(taken: readonly { readonly payload: Row }[], { cases, journal }: Pick<Tables, 'journal' | 'cases'>): readonly string[] {
  const entries = groupBy(journal, 'chain');
  const told = groupBy(taken.map(({ payload }) => payload), 'caseId');
  return cases.flatMap((row) => {
    const id = String(row['case_id']);
    const changes = (entries.get(id) ?? []).filter(({ kind }) => kind !== 'refused').map((entry, index) => `${index + 1} ${String(entry['act'])}`);
    const messages = (told.get(id) ?? []).map((payload) => `${String(payload['version'])} ${String(payload['act'])}`);
    const lacking = changes.filter((change) => !messages.includes(change));
    const isOnce = new Set(messages).size === messages.length && messages.length === changes.length;
    return lacking.length === 0 && isOnce ? [] : [`case ${id}: of its changes ${JSON.stringify(lacking)} were never told; ${messages.length} messages for ${changes.length} changes`];
  });
}

/** Batches are taken and said one after another. So whoever listened when a batch was taken, and heard something of a later one, heard all
 *  of it. What was said just before the connection was lost may be lost with it; hosts tell their listeners to load anew then. A message
 *  whose taking was undone is said again with the next batch, so only what was heard after the taking that counts says how far it went. */
function unsaidOf(taken: readonly Taken[], { sinceMs, heard }: Spell): readonly string[] {
  const takings = new Map(taken.map(({ id, sinceMs: since }) => [id, since]));
  const last = Math.max(...heard.map(({ id, atMs }) => {
    const since = takings.get(id) ?? Infinity;
    return since <= atMs ? since : -Infinity;
  }));
  const ids = new Set(heard.map(({ id }) => id));
  return taken.filter((message) => message.sinceMs > sinceMs + 1 && message.sinceMs < last && !ids.has(message.id)).map(({ id }) => `message ${id} was taken and never said`);
}

// Addresses of databases on a server, and making and dropping them. What is not here: tables, roles and migrations.
import pg from 'pg';

/** SQLSTATE of CREATE DATABASE for a name that is taken; the unique index answers when two make it at once. */
const DUPLICATE = new Set(['42P04', '23505']);
/** Somebody is connected to the template: CREATE DATABASE wants it alone. */
const TEMPLATE_IN_USE = '55006';

/** The address of another database on the same server. */
export function databaseUrlOf(url: string, name: string): string {
  const question = url.indexOf('?');
  const [base, query] = question === -1 ? [url, ''] : [url.slice(0, question), url.slice(question)];
  return `${base.slice(0, base.lastIndexOf('/') + 1)}${encodeURIComponent(name)}${query}`;
}

/** Makes a database, empty or as a copy of `template`. @param url any database of the server, as a role that may create databases
 *  @returns false when it was there already; it is left as it is then */
export async function createDatabase(url: string, name: string, template?: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const statement = `CREATE DATABASE ${client.escapeIdentifier(name)}${template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return true;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (DUPLICATE.has(code)) return false;
        // A client that has just said goodbye counts until its backend is gone; the server itself waits up to five seconds.
        if (code !== TEMPLATE_IN_USE || attempt === 3) throw error;
      }
    }
  });
}

/** Drops a database and whoever is connected to it; nothing happens when there is none. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`));
}

/** Runs something on a connection of its own. */
export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // Without a listener a connection lost between two statements would end the process; the next statement reports it anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

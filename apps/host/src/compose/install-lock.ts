// One process at a time sets a database up. Any number may start at once: one works, the others wait and find it done.
// What is not here: what is set up.
import pg from 'pg';

/** "QZIN", the lock of one database under which it is set up. */
const INSTALL_LOCK = 0x515a494e;

/** Does the work while no other process does such work on the same database. The lock goes with its connection, so a process that is
 *  killed leaves none behind. @param log told when somebody else is at it */
export async function whileAlone<T>(databaseUrl: string, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'quanze-install', keepAlive: true });
  // A lock that is lost with its connection leaves two at work; what they write is compared with what was there, so one of them fails.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [INSTALL_LOCK]);
    if (rows[0]?.taken !== true) {
      log('another process is setting this database up; waiting for it');
      await client.query('SELECT pg_advisory_lock($1)', [INSTALL_LOCK]);
    }
    return await work();
  } finally {
    await client.end();
  }
}

// The real host in a process of its own for `durable.mjs`, so that its memory is its own. With `record` it also keeps the statements by
// which acts are written, as the driver gets them: replayed by a bare client they are the floor. What is not here: measuring.
import pg from 'pg';

const [databaseUrl, dataDir, password, mode] = process.argv.slice(2);
const recorded = [];
if (mode === 'record') recordWrites();

const { compose } = await import('../apps/host/dist/composition.js');
const { createHost } = await import('../apps/host/dist/create-host.js');
const { readConfig } = await import('../apps/host/dist/config.js');
const { createLog } = await import('../apps/host/dist/shell/logging.js');

const reading = readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: databaseUrl, QUANZE_SEED: 'demo', QUANZE_DATA_DIR: dataDir, LOG_LEVEL: 'info' });
if (!reading.ok) throw new Error(reading.problems.join());
const log = createLog('silent');
const composition = await compose({
  databaseUrl, redisUrl: null, dataDir, seed: 'demo', demoPassword: password, works: true, listens: true, stopsServer: false,
  log: () => undefined, onFault: (where, error) => process.stderr.write(`${where}: ${error?.message ?? error}\n`),
});
const { application, events, dependencies } = composition;
const host = await createHost({ config: reading.config, version: '0.0.0-bench', application, events, dependencies, log, isStopping: () => false });
process.on('message', (message) => {
  if (message === 'memory') process.send({ memory: process.memoryUsage().rss });
  if (message === 'stop') void stop();
});
process.send({ port: await host.listen() });

// Whoever measures has ended without a word.
process.on('disconnect', () => process.exit());

async function stop() {
  await host.close();
  await composition.close();
  process.send({ recorded }, () => process.disconnect());
}

/** Acts, openings of cases and drafts of documents have names of their own; everything else the host asks is not what the clients have written. */
function recordWrites() {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function recordingQuery(config, ...rest) {
    if (typeof config?.name === 'string' && /^(act:|new:|document-open$)/.test(config.name)) recorded.push({ name: config.name, text: config.text, values: config.values });
    return query.call(this, config, ...rest);
  };
}

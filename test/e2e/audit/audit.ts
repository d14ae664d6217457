// The auditor: judges a whole database by what must be true of it, and tells what it holds. Independent of the stores and of the host.
// What is not here: what the clients were promised; each suite compares that by itself.
import { DefinitionRegistry } from '@quanze/application';
import type { PublicKey } from '@quanze/ledger';
import { createDataSource, createStores } from '@quanze/persistence';
import { sha256 } from '../../../apps/host/src/compose/system.js';
import { TENANT } from '../../../apps/host/src/compose/tenant.js';
import { casesFindings } from './cases.js';
import { logFindings } from './log.js';
import { hex, readTables, type Row, type Tables } from './rows.js';

export interface Audit {
  readonly tables: Tables;
  /** One sentence for each thing that is not as it must be. */
  readonly problems: readonly string[];
}

/** Judges the database. @param keys those that may sign checkpoints */
export async function audit(databaseUrl: string, keys: readonly PublicKey[]): Promise<Audit> {
  const definitions = await publishedIn(databaseUrl);
  const tables = await readTables(databaseUrl);
  const problems = [
    ...casesFindings(tables, { hash: sha256, pathOf: (release) => definitions.pinned(hex(release)) }),
    ...logFindings(tables, keys, sha256),
    ...answerFindings(tables),
  ];
  return { tables, problems };
}

/** One key, one effect: every remembered answer names an entry of that person, and no two name the same. */
function answerFindings({ answers, journal }: Tables): readonly string[] {
  const entries = new Map(journal.map((row) => [`${String(row['chain'])} ${String(row['seq'])}`, row]));
  const named = answers.map((row) => ({ row, body: row['body'] as Row }));
  const places = named.map(({ body }) => `${String(body['caseId'])} ${String(body['seq'])}`);
  const lost = named.filter(({ row, body }, index) => {
    const entry = entries.get(places[index] ?? '');
    return entry === undefined || hex(entry['hash']) !== body['entryHash'] || entry['person'] !== row['person'] || entry['kind'] === 'refused';
  });
  const doubled = places.length - new Set(places).size;
  return [...lost.map(({ row }) => `the answer under key ${String(row['key'])} names no entry of its person`), ...(doubled === 0 ? [] : [`${doubled} entries were promised under two keys`])];
}

const definitionsOf = new Map<string, Promise<DefinitionRegistry>>();

/** Definitions are published once and never changed, so they are compiled once for a database. */
function publishedIn(databaseUrl: string): Promise<DefinitionRegistry> {
  const known = definitionsOf.get(databaseUrl) ?? readDefinitions(databaseUrl);
  definitionsOf.set(databaseUrl, known);
  return known;
}

async function readDefinitions(databaseUrl: string): Promise<DefinitionRegistry> {
  const dataSource = await createDataSource(databaseUrl, { poolMax: 2, applicationName: 'quanze-audit' }).initialize();
  try {
    const definitions = new DefinitionRegistry(createStores(dataSource).office, TENANT);
    await definitions.refresh();
    return definitions;
  } finally {
    await dataSource.destroy();
  }
}

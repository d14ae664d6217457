// `quanze attribute`: who answers for what in a decision, and what a finding by people leads to, by an attribution table. What is not here:
// attributing (`@quanze/responsibility`), and finding fault, which only people do.
import { join } from 'node:path';
import { answer, parseAttributionTable } from '@quanze/responsibility';
import { readExplained } from './explain-option.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { answerItems, readItems } from './items.js';
import { loadDocument, WORKFLOWS } from './workflow-documents.js';

const KEYS = ['id', 'facts'];

export async function attributeCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const { options, language } = readExplained(args, ['table']);
  const file = options.text('table') ?? join(WORKFLOWS, 'responsibility', 'attribution.yaml');
  const table = parseAttributionTable(await loadDocument('attribution-table', file));
  if (!table.ok) throw new CliFailure(table.refusal.code, `${file} cannot be used.`, EXIT.usage, { params: table.refusal.params });
  await answerItems(io, await readItems(io), KEYS, (item) => answer(table.value, item, language));
  return EXIT.ok;
}

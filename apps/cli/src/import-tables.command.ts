// `quanze import-tables FILE`: the tables of another case system as a case path on standard output, what could not be expressed on standard
// error. What is not here: the import (`@quanze/definitions`).
import { importTables } from '@quanze/definitions';
import type { JsonObject, JsonValue, Refusal } from '@quanze/kernel';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { readOptions, usage } from './options.js';
import { ITEMS_BYTES_MAX, readFileWithin, readStream, textOfUtf8 } from './read-bytes.js';
import { findRepeatedKey } from './repeated-key.js';

const SECTIONS = ['roles', 'facts', 'states', 'acts'];

export async function importTablesCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const [file] = readOptions(args, [], [], 1).words;
  if (file === undefined) throw usage('import-tables needs a file');
  const text = textOfUtf8(file === '-' ? await readStream(io.input, ITEMS_BYTES_MAX) : await readFileWithin(file, ITEMS_BYTES_MAX));
  if (text === null) throw new CliFailure('INPUT.NOT_UTF8', 'The tables are not UTF-8.');
  const imported = importTables(readJsonText(text));
  if (!imported.ok) throw failureOf(imported.refusal);
  const { document, notExpressed } = imported.value;
  await io.out(layOut(document as unknown as JsonObject));
  io.err(`${JSON.stringify({ notExpressed })}\n`);
  return EXIT.ok;
}

function readJsonText(text: string): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    // The parser quotes the input; what stands there is not for a log.
    throw new CliFailure('INPUT.NOT_JSON', 'The tables are not JSON.');
  }
  const repeated = findRepeatedKey(text);
  if (repeated !== null) throw new CliFailure('TABLES.MALFORMED', `${repeated}: the key is written twice.`, EXIT.usage, { place: repeated });
  return value;
}

function failureOf({ code, params }: Refusal): CliFailure {
  const { place, ...rest } = params;
  const what = code === 'TABLES.UNKNOWN_ID' ? `there is no ${String(rest['id'])}` : code === 'TABLES.ID_TWICE' ? `${String(rest['id'])} is there already`
    : code === 'TABLES.TOO_MANY' ? `more than ${String(rest['max'])}` : `${String(rest['expected'])} is expected`;
  return new CliFailure(code, `${place === '' ? '/' : String(place)}: ${what}.`, EXIT.usage, { place, ...rest });
}

/** JSON for people and for version control: one line for each role, fact, state and act. */
function layOut(document: JsonObject): string {
  const parts = Object.entries(document).map(([key, value]) => {
    if (!SECTIONS.includes(key)) return ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const members = Object.entries(value as JsonObject).map(([name, member]) => `  ${JSON.stringify(name)}: ${JSON.stringify(member)}`);
    return ` ${JSON.stringify(key)}: {${members.length === 0 ? '' : `\n${members.join(',\n')}\n `}}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

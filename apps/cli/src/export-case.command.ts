// `quanze export CASE --as bundle`: the whole case as one verifiable document, from a running host. The host decides whether the
// token's owner may know of the case. What is not here: other formats; they are refused by name.
import { rename, rm, writeFile } from 'node:fs/promises';
import { isJsonObject, isUuid } from '@quanze/kernel';
import { connect, type HostClient } from './host-client.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { choiceOf, readOptions, usage } from './options.js';

const NUMBER_CHARACTERS_MAX = 100;
const PAGE = 200;

export async function exportCaseCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['as', 'out', 'token-file'], ['openings'], 1);
  const [name] = options.words;
  if (name === undefined || name.trim() === '') throw usage('export needs a case: its id or its number');
  if (choiceOf(options, 'as', ['bundle']) === undefined) throw usage('export needs --as bundle');
  const host = await connect(io, options.text('token-file'));
  const id = isUuid(name.toLowerCase()) ? name.toLowerCase() : await findByNumber(host, name);
  const bundle = await host.get(`/api/v1/cases/${id}/bundle?openings=${String(options.flag('openings'))}`);
  if (!isBundle(bundle)) throw new CliFailure('HOST.ANSWER_MALFORMED', 'The host did not answer with a bundle.', EXIT.no);
  const out = options.text('out');
  if (out === undefined) await io.out(`${bundle}\n`);
  else await writeWhole(out, bundle);
  return EXIT.ok;
}

/** The search of the host finds parts of numbers and titles; only the very number counts. */
async function findByNumber(host: HostClient, name: string): Promise<string> {
  const number = name.normalize('NFC').trim();
  if (number.length > NUMBER_CHARACTERS_MAX) throw usage('the number of the case is too long');
  const page = await host.getJson(`/api/v1/cases?limit=${PAGE}&text=${encodeURIComponent(number)}`);
  const items: readonly unknown[] = isJsonObject(page) && Array.isArray(page['items']) ? (page['items'] as readonly unknown[]) : [];
  const found = items.filter(isJsonObject).filter((item) => item['number'] === number || item['foreignNumber'] === number);
  const [first] = found;
  if (first === undefined || !isUuid(first['caseId'])) throw new CliFailure('CASE.NOT_FOUND', `No case that you may see has the number ${number}.`, EXIT.no);
  if (found.length > 1) throw new CliFailure('CASE.AMBIGUOUS', `${found.length} cases have the number ${number}; name one by its id.`, EXIT.no, { cases: found.map((item) => item['caseId']) });
  return first['caseId'];
}

function isBundle(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && typeof value['format'] === 'string';
  } catch {
    return false;
  }
}

/** Never half a file under the name asked for, and readable by the owner only: a bundle may hold what was sealed. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new CliFailure('FILE.UNWRITABLE', `${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
}

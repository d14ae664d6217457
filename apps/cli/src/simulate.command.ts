// `quanze simulate FILE`: random cases of a definition, with faults and an auditor. What is not here: the cases (`@quanze/simulation`) and where
// the documents around a file are found (`compile-definition.ts`).
import { folderSource, loadWorkflows, type DocumentKind, type ReadDocument } from '@quanze/definitions';
import type { Release } from '@quanze/engine';
import { Fault, type JsonObject, type JsonValue } from '@quanze/kernel';
import { prepareGrounds, simulate, type Grounds, type Simulated } from '@quanze/simulation';
import { hash, releaseOf } from './compile-definition.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { readOptions, usage, type Options } from './options.js';
import { WORKFLOWS } from './workflow-documents.js';

const CASES_DEFAULT = 200;
const CASES_MAX = 1_000_000;
const SEED_MAX = 2 ** 31;

export async function simulateCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['cases', 'seed', 'workflows'], [], 1);
  const [file] = options.words;
  if (file === undefined) throw usage('simulate needs a file');
  const cases = numberOf(options, 'cases', CASES_DEFAULT, 1, CASES_MAX);
  const seed = numberOf(options, 'seed', 1, 0, SEED_MAX);
  const grounds = await groundsOf(file, options.text('workflows'));
  const simulated = await simulate(grounds, cases, seed);
  await io.out(`${JSON.stringify(answerOf(grounds, simulated, seed))}\n`);
  return simulated.violations.length === 0 ? EXIT.ok : EXIT.no;
}

function numberOf(options: Options, name: string, otherwise: number, least: number, most: number): number {
  const given = options.text(name);
  if (given === undefined) return otherwise;
  const number = /^\d{1,10}$/u.test(given) ? Number(given) : Number.NaN;
  if (!(number >= least && number <= most)) throw usage(`--${name} is a whole number from ${least} to ${most}, not ${given.slice(0, 40)}`);
  return number;
}

/** The release of the file with the lists of the folder around it; a path that stands alone runs under those that come with the program. */
async function groundsOf(file: string, folder: string | undefined): Promise<Grounds> {
  const { release, documents } = await releaseOf(file, folder);
  const around = documents.length > 0 ? documents : listsOf(folder ?? WORKFLOWS);
  const path = release.documents.path.id;
  const source = release.source ?? contentOf(release, around);
  try {
    return await prepareGrounds({
      releases: [{ ...release, path, source }], powerList: latest(around, 'power-list').value, calendar: latest(around, 'calendar').value, dutyList: latest(around, 'duty-list').value,
    }, hash);
  } catch (error) {
    if (error instanceof Fault && error.code === 'FAULT.DEFINITION') throw new CliFailure('DEFINITION.INVALID', `${file}: ${error.message}`);
    throw error;
  }
}

/** Lists, rules and calendars; reading and proving the case paths beside them would take most of the time. */
function listsOf(folder: string): readonly ReadDocument[] {
  const source = folderSource(folder);
  return loadWorkflows({ ...source, list: (name) => (['case-paths', 'releases', 'path-parts'].includes(name) ? [] : source.list(name)) }).documents;
}

function contentOf({ documents: { path, binding } }: Release, around: readonly ReadDocument[]): JsonValue {
  return { path, flows: [], binding, deadlineRules: latest(around, 'deadline-rules').value } as unknown as JsonObject;
}

function latest(documents: readonly ReadDocument[], kind: DocumentKind): ReadDocument {
  const found = documents.filter((document) => document.kind === kind).at(-1);
  if (found === undefined) throw new CliFailure('SIMULATE.NO_LIST', `The folder has no document of kind ${kind}; cases cannot run without one.`);
  return found;
}

function answerOf(grounds: Grounds, { tallies, violations }: Simulated, seed: number): JsonObject {
  const [path] = grounds.paths;
  const tally = path === undefined ? undefined : tallies.get(path.id);
  if (path === undefined || tally === undefined) throw new CliFailure('SIMULATE.NO_PATH', 'There is no path to run.');
  const numbers = tally.numbers();
  const { started, overdue } = numbers.clocks;
  return {
    path: path.id, seed, ...numbers, clocks: { started, overdue, overdueShare: started === 0 ? 0 : Math.round((overdue / started) * 1000) / 1000 },
    unreached: tally.unreached(path.compiled), violations,
  } as unknown as JsonObject;
}

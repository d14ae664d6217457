// `quanze matrix FILE`: who may do what in which state, one `[state, act, role]` a line, with the ids of the tables where a definition was
// imported from some. What is not here: what is permitted (`permittedActs` of `@quanze/engine`).
import { permittedActs, type CompiledPath, type StateDocument } from '@quanze/engine';
import { compileDefinition } from './compile-definition.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { readOptions, usage } from './options.js';

// Lines are handed on in pieces of about this many characters, so that the whole output never lies in memory.
const PIECE_CHARACTERS = 256 * 1024;

export async function matrixCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['workflows'], [], 1);
  const [file] = options.words;
  if (file === undefined) throw usage('matrix needs a file');
  let piece = '';
  for (const line of matrixLines(await compileDefinition(file, options.text('workflows')))) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    await io.out(piece);
    piece = '';
  }
  if (piece !== '') await io.out(piece);
  return EXIT.ok;
}

/** The lines, each ending in a line feed, in the order of states, acts and roles of the definition. */
export function* matrixLines(path: CompiledPath): Generator<string> {
  const { document } = path;
  const states = new Map(sourceIdsOf(document.states));
  const roleText = remembered((role) => JSON.stringify(document.roles?.[role]?.sourceId ?? role));
  const actText = remembered((act) => JSON.stringify(document.acts[act]?.sourceId ?? act));
  for (const { state, acts } of permittedActs(path)) {
    const begin = `[${JSON.stringify(states.get(state) ?? state)},`;
    for (const { act, roles } of acts) for (const role of roles) yield `${begin}${actText(act.id)},${roleText(role)}]\n`;
  }
}

function* sourceIdsOf(states: Readonly<Record<string, StateDocument>>, prefix = ''): Generator<readonly [string, string]> {
  for (const [name, state] of Object.entries(states)) {
    if (state.sourceId !== undefined) yield [`${prefix}${name}`, state.sourceId];
    if (state.type === 'group' || state.type === 'parallel') yield* sourceIdsOf(state.states, `${prefix}${name}.`);
  }
}

function remembered(make: (key: string) => string): (key: string) => string {
  const made = new Map<string, string>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

// Reads the options of one command. Every mistake is a usage failure that names the word, because a misspelt option that is passed over
// would change an answer silently. What is not here: which options there are (the commands).
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CliFailure } from './io.js';

export interface Options {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

/** @param names options that take a value @param flags options that take none @param wordsMax how many plain words may stand there
 *  @throws CliFailure `USAGE` */
export function readOptions(args: readonly string[], names: readonly string[], flags: readonly string[] = [], wordsMax = 0): Options {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of names) options[name] = { type: 'string', multiple: true };
  for (const name of flags) options[name] = { type: 'boolean' };
  const parsed = parse(args, options);
  const values = parsed.values as Readonly<Record<string, boolean | readonly string[] | undefined>>;
  for (const name of names) {
    const given = values[name];
    if (Array.isArray(given) && given.length > 1) throw usage(`--${name} is given twice`);
    if (Array.isArray(given) && given[0] === '') throw usage(`--${name} is empty`);
  }
  if (parsed.positionals.length > wordsMax) throw usage(`one word too many: ${parsed.positionals[wordsMax]}`);
  return {
    words: parsed.positionals,
    text: (name) => (values[name] as readonly string[] | undefined)?.[0],
    flag: (name) => values[name] === true,
  };
}

/** The value of an option that allows a few words only. @throws CliFailure `USAGE` */
export function choiceOf<T extends string>(options: Options, name: string, choices: readonly T[]): T | undefined {
  const given = options.text(name);
  if (given === undefined) return undefined;
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw usage(`--${name} is one of ${choices.join(', ')}, not ${given.slice(0, 60)}`);
  return found;
}

export function usage(message: string): CliFailure {
  return new CliFailure('USAGE', message);
}

function parse(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw usage((error as Error).message.split('. ')[0] ?? 'wrong option');
  }
}

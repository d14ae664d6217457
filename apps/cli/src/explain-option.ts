// `--explain` with or without a language: `--explain`, `--explain zh`, `--explain --lang en`. What is not here: the explanations.
import { LANGUAGES, type Language } from './explanation.js';
import { choiceOf, readOptions, usage, type Options } from './options.js';

// The legal text is Chinese.
const DEFAULT: Language = 'zh';

export interface ExplainedOptions {
  readonly options: Options;
  /** The language in which to explain; undefined when nobody asked. */
  readonly language: Language | undefined;
}

/** Reads the options of a command that explains. @param names its other options @throws CliFailure `USAGE` */
export function readExplained(args: readonly string[], names: readonly string[]): ExplainedOptions {
  const isBare = (word: string, index: number): boolean => word === '--explain' && (args[index + 1] ?? '-').startsWith('-');
  const bare = args.some(isBare);
  const options = readOptions(args.map((word, index) => (isBare(word, index) ? `--explain=${DEFAULT}` : word)), [...names, 'explain', 'lang']);
  const lang = choiceOf(options, 'lang', LANGUAGES);
  const explain = choiceOf(options, 'explain', LANGUAGES);
  if (lang === undefined) return { options, language: explain };
  if (explain === undefined) throw usage('--lang goes with --explain');
  if (!bare && explain !== lang) throw usage(`--explain says ${explain} and --lang ${lang}`);
  return { options, language: lang };
}

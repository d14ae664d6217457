// `quanze export-definition FILE --as xstate|mermaid`: what the engine makes of a definition, for drawing and for other tools.
// What is not here: compiling (`compile-definition.ts`) and drawing (`mermaid.ts`).
import { compileDefinition } from './compile-definition.js';
import { LANGUAGES } from './explanation.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { drawMermaid } from './mermaid.js';
import { choiceOf, readOptions, usage } from './options.js';

export async function exportDefinitionCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['as', 'workflows', 'language'], [], 1);
  const [file] = options.words;
  if (file === undefined) throw usage('export-definition needs a file');
  const form = choiceOf(options, 'as', ['xstate', 'mermaid', 'bpmn']);
  if (form === undefined) throw usage('export-definition needs --as xstate or --as mermaid');
  const language = choiceOf(options, 'language', LANGUAGES) ?? 'zh';
  if (form === 'bpmn') throw new CliFailure('EXPORT.FORMAT_UNAVAILABLE', 'BPMN is not written by this version; xstate and mermaid are.');
  const path = await compileDefinition(file, options.text('workflows'));
  await io.out(form === 'xstate' ? `${JSON.stringify(path.machine.config, null, 2)}\n` : drawMermaid(path, language));
  return EXIT.ok;
}

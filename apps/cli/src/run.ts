// From the words of the command line to one command. Commands are loaded when they are asked for: a question about a due date must
// not wait for parts it never uses. What is not here: the commands themselves (`*.command.ts`).
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { USAGE, usageOf, versionOf } from './usage.js';

export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['deadline', async () => (await import('./deadline.command.js')).deadlineCommand],
  ['authority', async () => (await import('./authority.command.js')).authorityCommand],
  ['attribute', async () => (await import('./attribute.command.js')).attributeCommand],
  ['ledger', async () => (await import('./ledger.command.js')).ledgerCommand],
  ['draw', async () => (await import('./draw.command.js')).drawCommand],
  ['export', async () => (await import('./export-case.command.js')).exportCaseCommand],
  ['import-tables', async () => (await import('./import-tables.command.js')).importTablesCommand],
  ['matrix', async () => (await import('./matrix.command.js')).matrixCommand],
  ['simulate', async () => (await import('./simulate.command.js')).simulateCommand],
  ['export-definition', async () => (await import('./export-definition.command.js')).exportDefinitionCommand],
]);

/** Runs a command line without the program's name. @returns the exit code; never throws for anything a caller did */
export async function runCli(words: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...args] = words;
  if (name === undefined) return failUsage(io, 'no command');
  if (name === 'help' || name === '--help' || name === '-h') return help(args[0], io);
  if (name === 'version' || name === '--version' || name === '-v') {
    await io.out(`${versionOf()}\n`);
    return EXIT.ok;
  }
  const load = COMMANDS.get(name);
  if (load === undefined) return failUsage(io, `unknown command: ${name.slice(0, 60)}`);
  if (args.includes('--help') || args.includes('-h')) return help(name, io);
  try {
    return await (await load())(args, io);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    io.err(`${JSON.stringify({ error: { code: error.code, message: error.message, ...error.details } })}\n`);
    if (error.code === 'USAGE') io.err(`\n${usageOf(name) ?? USAGE}`);
    return error.exit;
  }
}

async function help(command: string | undefined, io: Io): Promise<ExitCode> {
  const text = command === undefined ? USAGE : usageOf(command);
  if (text === null) return failUsage(io, `unknown command: ${String(command).slice(0, 60)}`);
  await io.out(text);
  return EXIT.ok;
}

function failUsage(io: Io, message: string): ExitCode {
  io.err(`quanze: ${message}\n\n${USAGE}`);
  return EXIT.usage;
}

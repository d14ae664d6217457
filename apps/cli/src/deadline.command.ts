// `quanze deadline`: due dates with their derivation, from rules and a calendar as data. What is not here: counting (`@quanze/calendar`).
import { join } from 'node:path';
import { compileCalendar, computeItem, parseCalendar, parseDeadlineRules, type DeadlineBook } from '@quanze/calendar';
import { parseInstant, parseLocalDate, type Instant, type LocalDate, type Refusal, type Result } from '@quanze/kernel';
import { explain, LANGUAGES, type Language } from './explanation.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { answerItems, readItems } from './items.js';
import { choiceOf, readOptions, usage } from './options.js';
import { loadDocument, WORKFLOWS } from './workflow-documents.js';

const KEYS = ['id', 'rule', 'start', 'events'];

export async function deadlineCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['rules', 'calendar', 'explain', 'as-of']);
  const language = choiceOf(options, 'explain', LANGUAGES);
  const asOf = asOfOf(options.text('as-of'));
  const rulesFile = options.text('rules') ?? join(WORKFLOWS, 'deadline-rules', 'national.yaml');
  const calendarFile = options.text('calendar') ?? join(WORKFLOWS, 'calendars', 'china.yaml');
  const book: DeadlineBook = {
    rules: expectDocument(parseDeadlineRules(await loadDocument('deadline-rules', rulesFile)), rulesFile),
    calendar: compileCalendar(expectDocument(parseCalendar(await loadDocument('calendar', calendarFile)), calendarFile)),
    ...(asOf === undefined ? {} : { asOf }),
  };
  await answerItems(io, await readItems(io), KEYS, (item) => answerOne(item, book, language));
  return EXIT.ok;
}

function answerOne(item: unknown, book: DeadlineBook, language: Language | undefined): object {
  const answer = computeItem(item, book);
  return language === undefined || 'error' in answer ? answer : { ...answer, explanation: explain(answer.derivation, language) };
}

/** The day a pause without an end is supposed to last until; without it the pause is supposed to end at once. */
function asOfOf(text: string | undefined): LocalDate | Instant | undefined {
  if (text === undefined) return undefined;
  const read = text.length === 10 ? parseLocalDate(text) : parseInstant(text);
  if (!read.ok) throw usage('--as-of is a day YYYY-MM-DD or an instant with offset');
  return read.value;
}

function expectDocument<T>(parsed: Result<T, readonly Refusal[]>, file: string): T {
  if (parsed.ok) return parsed.value;
  const [first] = parsed.refusal;
  throw new CliFailure(first?.code ?? 'DEFINITION.INVALID', `${file} cannot be used.`, EXIT.usage, { params: first?.params ?? {} });
}

// `quanze authority`: who may decide what, by a power list. What is not here: judging (`@quanze/authority`).
import { join } from 'node:path';
import { answer, compilePowerList, parsePowerList, type CompiledPowerList } from '@quanze/authority';
import { readExplained } from './explain-option.js';
import { explain, type Language } from './explanation.js';
import { CliFailure, EXIT, type ExitCode, type Io } from './io.js';
import { answerItems, readItems } from './items.js';
import { loadDocument, WORKFLOWS } from './workflow-documents.js';

const KEYS = ['id', 'actor', 'action', 'case', 'list'];

const RESULT_WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  allow: { zh: '结论：可以决定', en: 'Result: may decide' },
  'needs-approval-of': { zh: '结论：可以提出，须由下列主体决定或者同意：', en: 'Result: may propose; to be decided or consented to by: ' },
  deny: { zh: '结论：不得行使', en: 'Result: may not act' },
};

export async function authorityCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const { options, language } = readExplained(args, ['list']);
  const file = options.text('list') ?? join(WORKFLOWS, 'power-lists', 'model.yaml');
  const list = parsePowerList(await loadDocument('power-list', file));
  if (!list.ok) throw new CliFailure(list.refusal.code, `${file} cannot be used.`, EXIT.usage, { params: list.refusal.params });
  const compiled = compilePowerList(list.value);
  const bodyWord = language === undefined ? String : await bodyWordsIn(language);
  await answerItems(io, await readItems(io), KEYS, (item) => answerOne(item, compiled, language, bodyWord));
  return EXIT.ok;
}

function answerOne(item: unknown, compiled: CompiledPowerList, language: Language | undefined, bodyWord: (body: string) => string): object {
  const answered = answer(compiled, item);
  if (language === undefined || 'error' in answered) return answered;
  const bodies = (answered.of ?? []).map(bodyWord).join(language === 'zh' ? '、' : ', ');
  return { ...answered, explanation: `${RESULT_WORDS[answered.result]?.[language] ?? ''}${bodies}\n${explain(answered.reasons, language)}` };
}

/** The names of bodies come from the catalogue, which only explanations need. */
async function bodyWordsIn(language: Language): Promise<(body: string) => string> {
  const { BODY_WORDS } = await import('@quanze/contract');
  return (body) => (Object.hasOwn(BODY_WORDS, body) ? (BODY_WORDS[body]?.[language] ?? body) : body);
}

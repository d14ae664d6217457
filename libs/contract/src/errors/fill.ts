// Fills the slots of a catalogue text. `{name}` is the value as it is; `{name:vocabulary}` turns ids into words.
// What is not here: the words (`words.ts`) and the texts.
import type { Label, RefusalParam } from '@quanze/kernel';
import { BODY_WORDS, CAPACITY_WORDS, FIELD_PROBLEM_WORDS, MALFORMED_WORDS, ROLE_WORDS } from './words.js';

export type Language = 'zh' | 'en';
export type Params = Readonly<Record<string, RefusalParam>>;
/** Turns a code into its text, without filling that in again. */
export type CodeText = (code: string, language: Language) => string;

const SLOT = /\{([a-zA-Z]+)(?::([a-z]+))?\}/g;
const TABLES: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  role: ROLE_WORDS, body: BODY_WORDS, capacity: CAPACITY_WORDS, malformed: MALFORMED_WORDS,
};
const VOCABULARIES = [...Object.keys(TABLES), 'problems', 'pair', 'code'];
const MISSING = '–';

/** The text with its values. A value that is absent becomes a dash: a message must never fail because a value is missing. */
export function fillText(text: Label, params: Params, language: Language, codeText: CodeText): string {
  return text[language].replace(SLOT, (_all, name: string, vocabulary?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined || value === null) return MISSING;
    const items = (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((item) => wordOf(item, vocabulary, language, codeText));
    return items.length === 0 ? MISSING : items.join(separator(vocabulary, language));
  });
}

function separator(vocabulary: string | undefined, language: Language): string {
  if (vocabulary === 'code' || vocabulary === 'problems' || vocabulary === 'pair') return language === 'zh' ? '；' : '; ';
  return language === 'zh' ? '、' : ', ';
}

function wordOf(item: string, vocabulary: string | undefined, language: Language, codeText: CodeText): string {
  if (vocabulary === undefined) return item;
  if (vocabulary === 'code') return codeText(item, language);
  if (vocabulary === 'pair') return halfOf(item, language);
  if (vocabulary === 'problems') return problemWords(item, language);
  return wordIn(TABLES[vocabulary] ?? {}, item, language);
}

function wordIn(table: Readonly<Record<string, Label>>, item: string, language: Language): string {
  return Object.hasOwn(table, item) ? (table[item] as Label)[language] : item;
}

/** `中文 / English` as conditions of a definition give it. */
function halfOf(item: string, language: Language): string {
  const at = item.indexOf(' / ');
  if (at === -1) return item;
  return language === 'zh' ? item.slice(0, at) : item.slice(at + 3);
}

/** `field: reason` with the reason in words. */
function problemWords(item: string, language: Language): string {
  const at = item.lastIndexOf(': ');
  if (at === -1) return item;
  const field = item.slice(0, at);
  const reason = wordIn(FIELD_PROBLEM_WORDS, item.slice(at + 2), language);
  return language === 'zh' ? `${field}${reason}` : `${field} ${reason}`;
}

/** Slots of a text as `name:vocabulary`, sorted; and whether all vocabularies exist. For the catalogue's own test. */
export function slotsOf(text: string): { readonly names: readonly string[]; readonly unknown: readonly string[] } {
  const found = [...text.matchAll(SLOT)];
  return {
    names: found.map((match) => `${match[1]}:${match[2] ?? ''}`).sort(),
    unknown: found.flatMap((match) => (match[2] === undefined || VOCABULARIES.includes(match[2]) ? [] : [match[2]])),
  };
}

// Reasons and derivations as text for people: numbered lines, each ending with its article. What is not here: the words, which come with
// the steps and reasons.
import type { Label } from '@quanze/kernel';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @param lines steps or reasons; `source` may be empty */
export function explain(lines: readonly { readonly text: Label; readonly source: string }[], language: Language): string {
  const [open, close] = language === 'zh' ? ['〔', '〕'] : [' [', ']'];
  return lines.map(({ text, source }, index) => `${index + 1}. ${text[language]}${source === '' ? '' : `${open}${source}${close}`}`).join('\n');
}

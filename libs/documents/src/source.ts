// Where the value of a field can come from. The words are closed: a template cannot ask for anything else of a case.
// What is not here: the values (`fill.ts`).

/** Words for what every case and every act has, and whether a value is always there. `decision.*` belong to documents of decisions. */
export const SOURCE_WORDS = {
  'case.number': true, 'case.title': true, 'case.foreignNumber': false, 'office.name': true, 'handler.name': false,
  'decision.date': true, 'decision.deciders': true, 'decision.outcome': true, 'document.number': true, 'document.date': true,
  'reasons.facts': false, 'reasons.evidence': false, 'reasons.law': false, typed: true,
} as const;
export type SourceWord = keyof typeof SOURCE_WORDS;

export type Source =
  | { readonly kind: 'word'; readonly word: SourceWord }
  /** A fact of the case. */
  | { readonly kind: 'fact'; readonly name: string }
  /** A field of the proposal or the decision; of the act itself for a document of an act. */
  | { readonly kind: 'value'; readonly name: string };

const NAMED = /^(fact|value)\.([a-z][A-Za-z0-9_]*)$/;

/** The source a word of `from` means; null when there is no such. */
export function parseSource(text: string): Source | null {
  if (Object.hasOwn(SOURCE_WORDS, text)) return { kind: 'word', word: text as SourceWord };
  const match = NAMED.exec(text);
  return match === null ? null : { kind: match[1] as 'fact' | 'value', name: match[2] as string };
}

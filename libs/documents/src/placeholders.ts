// The placeholders in the texts of a template: `{name}` stands for the value of the field `name`. A text has no other syntax, and a value
// that is put in is never looked at again, so no value can bring a placeholder of its own.
import type { TemplateBlock } from './template.js';

const PLACEHOLDER = /\{([^{}]*)\}/g;
const NAME = /^[a-z][A-Za-z0-9_]*$/;

export interface Placeholder {
  readonly name: string;
  /** Whether it is a name at all; a brace that stands alone is none either. */
  readonly isName: boolean;
}

/** The texts of a block in order, with their place in it. */
export function textsOf(block: TemplateBlock): readonly { readonly key: string; readonly text: string }[] {
  if ('title' in block) return [{ key: 'title', text: block.title }];
  if ('addressee' in block) return [{ key: 'addressee', text: block.addressee }];
  if ('paragraph' in block) return [{ key: 'paragraph', text: block.paragraph }];
  if ('items' in block) return block.items.map((text, index) => ({ key: `items/${index}`, text }));
  return [];
}

/** The placeholders of a text in order; a lonely brace is one without a name. */
export function placeholdersOf(text: string): readonly Placeholder[] {
  const found = [...text.matchAll(PLACEHOLDER)].map((match): Placeholder => ({ name: match[1] ?? '', isName: NAME.test(match[1] ?? '') }));
  return /[{}]/.test(text.replace(PLACEHOLDER, '')) ? [...found, { name: '', isName: false }] : found;
}

/** The text with its placeholders replaced, each once.   @param valueOf asked for every placeholder; must know it */
export function fillText(text: string, valueOf: (name: string) => string): string {
  return text.replace(PLACEHOLDER, (_all, name: string) => valueOf(name));
}

/** The name of the field when the text is one placeholder and nothing else. */
export function onlyPlaceholder(text: string): string | null {
  const [first, second] = placeholdersOf(text);
  return first !== undefined && second === undefined && text === `{${first.name}}` ? first.name : null;
}

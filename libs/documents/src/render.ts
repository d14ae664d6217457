// From a template and the values of its fields to blocks of text. Total: a block that speaks of an optional field without a value is left
// out. What is not here: finding out what is missing (`fill.ts`), and printing.
import { assert, type LocalDate } from '@quanze/kernel';
import { documentDateInHan } from './chinese.js';
import type { Filled } from './fill.js';
import { fillText, onlyPlaceholder, placeholdersOf } from './placeholders.js';
import type { RenderedBlock } from './rendered.js';
import type { DocumentTemplate, TemplateBlock, TemplateSigner } from './template.js';

/** What stands on the document itself. */
export interface Imprint {
  readonly number: string;
  readonly date: LocalDate;
  readonly office: string;
  /** Names of the procurators who handle the case; of who decided. */
  readonly handlers: readonly string[];
  readonly chief: string | null;
}

const JOINT = '、';

/** The blocks in order. Line breaks in a value make further paragraphs. */
export function renderBlocks(template: DocumentTemplate, filled: Filled, imprint: Imprint): readonly RenderedBlock[] {
  return template.body.flatMap((block) => renderBlock(block, template.signedBy, filled, imprint));
}

function renderBlock(block: TemplateBlock, signedBy: TemplateSigner, filled: Filled, imprint: Imprint): readonly RenderedBlock[] {
  if ('number' in block) return [{ kind: 'number', text: imprint.number }];
  if ('date' in block) return [{ kind: 'date', text: documentDateInHan(imprint.date) }];
  if ('signature' in block) return [{ kind: 'signature', lines: signatureOf(signedBy, imprint) }];
  if ('items' in block) {
    const lines = block.items.filter((item) => isSayable(item, filled)).flatMap((item) => itemsOf(item, filled));
    return lines.length === 0 ? [] : [{ kind: 'items', lines }];
  }
  const [kind, text] = 'title' in block ? (['title', block.title] as const) : 'addressee' in block ? (['addressee', block.addressee] as const) : (['paragraph', block.paragraph] as const);
  if (!isSayable(text, filled)) return [];
  return paragraphsOf(fillText(text, (name) => wordsFor(name, filled))).map((line) => ({ kind, text: line }));
}

function isSayable(text: string, filled: Filled): boolean {
  return placeholdersOf(text).every(({ name }) => filled.has(name));
}

function wordsFor(name: string, filled: Filled): string {
  const words = filled.get(name);
  assert(words !== undefined, `a block speaks of ${name}, which has no value`);
  return words.join(JOINT);
}

function itemsOf(item: string, filled: Filled): readonly string[] {
  const list = onlyPlaceholder(item);
  const lines = list === null ? [fillText(item, (name) => wordsFor(name, filled))] : (filled.get(list) ?? []);
  return lines.map((line) => paragraphsOf(line).join(''));
}

function paragraphsOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

function signatureOf(signedBy: TemplateSigner, { office, handlers, chief }: Imprint): readonly string[] {
  const sealed = `${office}（院印）`;
  if (signedBy === 'handler') return [...handlers.map((name) => `检察官\u3000${name}`), sealed];
  return signedBy === 'chief' && chief !== null ? [`检察长\u3000${chief}`, sealed] : [sealed];
}

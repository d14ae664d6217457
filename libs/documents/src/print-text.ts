// A document as plain text, for reading, comparing and pasting. What is not here: the form with a layout (`print-html.ts`).
import type { RenderedBlock, RenderedDocument } from './rendered.js';

const INDENT = '　　';

/** Lines ending in a line feed, paragraphs indented by two characters. */
export function printText({ blocks }: Pick<RenderedDocument, 'blocks'>): string {
  return `${blocks.map(textOf).join('\n')}\n`;
}

function textOf(block: RenderedBlock): string {
  switch (block.kind) {
    case 'items':
      return block.lines.map((line, index) => `${INDENT}${index + 1}．${line}`).join('\n');
    case 'signature':
      return `\n${block.lines.map((line) => `${INDENT.repeat(6)}${line}`).join('\n')}`;
    case 'date':
      return `${INDENT.repeat(6)}${block.text}`;
    case 'paragraph':
      return `${INDENT}${block.text}`;
    case 'title':
      return `${INDENT.repeat(4)}${block.text}\n`;
    case 'number':
      return `${INDENT.repeat(6)}${block.text}\n`;
    case 'addressee':
      return `${block.text}：`;
  }
}

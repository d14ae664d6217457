// A document as one HTML page to print: no script, no address, no style from a value. Every text of template and values is escaped, so
// that what somebody typed is only ever read.
import type { RenderedBlock, RenderedDocument } from './rendered.js';

/** The style of the page; whoever serves it allows this one style and nothing else. */
export const PRINT_STYLE = `@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font-family:FangSong,STFangsong,'Noto Serif CJK SC',serif;font-size:16pt;line-height:28pt;color:#000;max-width:156mm;margin:0 auto}
h1{font-size:22pt;font-weight:bold;text-align:center;margin:0 0 28pt;letter-spacing:.2em}p{margin:0;text-indent:2em;text-align:justify}p.number{text-align:right;text-indent:0;margin-bottom:28pt}p.addressee{text-indent:0}
ol{margin:0;padding-left:3.5em}div.signature{margin-top:42pt}div.signature p,p.date{text-align:right;text-indent:0;padding-right:2em}`;

/** A whole page in UTF-8. */
export function printHtml({ blocks, number }: Pick<RenderedDocument, 'blocks' | 'number'>): string {
  return `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(number)}</title><style>${PRINT_STYLE}</style></head><body>\n${blocks.map(htmlOf).join('\n')}\n</body></html>\n`;
}

function htmlOf(block: RenderedBlock): string {
  switch (block.kind) {
    case 'items':
      return `<ol>${block.lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ol>`;
    case 'signature':
      return `<div class="signature">${block.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`;
    case 'title':
      return `<h1>${escaped(block.text)}</h1>`;
    case 'addressee':
      return `<p class="addressee">${escaped(block.text)}：</p>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    default:
      return `<p class="${block.kind}">${escaped(block.text)}</p>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

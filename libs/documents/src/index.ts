// Documents (文书) from templates: template and data → blocks of text, their digest, and two printed forms. Pure; the hash function is
// handed in.
export * from './template.js';
export * from './rendered.js';
export { documentDate, documentDateInHan, documentInteger } from './chinese.js';
export { parseSource, SOURCE_WORDS, type Source } from './source.js';
export { placeholdersOf, textsOf, type Placeholder } from './placeholders.js';
export { checkTyped, fillFields, type DocumentData, type Filled } from './fill.js';
export { renderBlocks } from './render.js';
export { PRINT_STYLE, printHtml } from './print-html.js';
export { printText } from './print-text.js';
export { coversPath, selectTemplate, type Asked, type Selected } from './select.js';

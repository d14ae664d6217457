// The page `docs/errors.md`, generated from the catalogue. What is not here: writing the file.
import { CATALOGUE } from './catalogue.js';
import type { CatalogueEntry } from './entry.js';

const HEAD = `# Error codes

This page is generated from the catalogue in \`libs/contract/src/errors\`; do not edit it. A code is stable: it is never renamed and
never used for something else. The order of the rows is the order of precedence: of several refusals that apply, the first is told.
Answers are problem documents (RFC 9457, \`application/problem+json\`) with \`code\`, \`detail\` in the language asked for, \`detailZh\`,
\`detailEn\`, \`params\`, \`source\` (article or list row) and \`whoMay\`. \`{…}\` stands for a value from \`params\`.
`;

/** The page as Markdown, ending with a line feed. */
export function renderErrorPage(): string {
  const areas = [...new Set(CATALOGUE.map(areaOf))];
  const sections = areas.map((area) => {
    const rows = CATALOGUE.filter((entry) => areaOf(entry) === area).map(rowOf);
    return `## ${area}\n\n| code | HTTP | log | 中文 | English | hint |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function areaOf(entry: CatalogueEntry): string {
  return entry.code.split('.')[0] ?? '';
}

function rowOf({ code, status, level, text, hint }: CatalogueEntry): string {
  const cells = [`<a id="${code}"></a>\`${code}\``, String(status), level, cell(text.zh), cell(text.en), hint === null ? '' : cell(`${hint.zh} / ${hint.en}`)];
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\{([^}]+)\}/g, '`{$1}`');
}

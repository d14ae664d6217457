// Which template makes a document: the newest in force on a day among those that serve the path. What is not here: where templates come from.
import type { LocalDate } from '@quanze/kernel';
import type { DocumentTemplate, DocumentTemplates } from './template.js';

export interface Asked {
  readonly document: string;
  readonly path: string;
  /** The act of the path that makes it; null for the issue of a decision. */
  readonly act: string | null;
  readonly on: LocalDate;
}

export interface Selected {
  readonly template: DocumentTemplate;
  /** `id@version` of its file. */
  readonly from: string;
}

/** Whether patterns (ids, `prefix.*`, `*`) name a path. */
export function coversPath(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => pattern === '*' || pattern === path || (pattern.endsWith('.*') && path.startsWith(pattern.slice(0, -1))));
}

/** The template in force; undefined where none serves, and the number of the document is typed. Of several the one that begins last
 *  holds, of those the later in `files`. */
export function selectTemplate(files: readonly DocumentTemplates[], { document, path, act, on }: Asked): Selected | undefined {
  const serving = files.flatMap((file) => (file.effectiveFrom > on ? [] : file.templates.flatMap((template) => {
    const serves = template.document === document && coversPath(template.paths ?? file.paths, path) && (act === null || template.acts?.includes(act) === true);
    return serves ? [{ template, from: `${file.id}@${file.version}`, begins: file.effectiveFrom }] : [];
  })));
  return serving.reduce<(typeof serving)[number] | undefined>((latest, next) => (latest === undefined || next.begins >= latest.begins ? next : latest), undefined);
}

// Whether the law a text cites is known, in force on the day and has such an article. Paragraphs, items and inserted articles (之一) are not
// counted in the catalogue, so nothing is said of them. What is not here: reading citations (`citations.ts`).
import type { LocalDate } from '@quanze/kernel';
import { citationsOf, type Citation } from './citations.js';
import type { Flag } from './flag.js';
import { versionOn, type LawCatalogue } from './laws.js';

/** Flags of one text: none cited, unknown, not in force, no such article.
 *  @param day on which the act is done: earlier law that still governs earlier facts is flagged as not in force, and the author knows why */
export function lawFlags(field: string, text: string, catalogue: LawCatalogue, day: LocalDate): readonly Flag[] {
  const citations = citationsOf(text, catalogue);
  if (citations.length === 0) return [{ rule: 'LAW_MISSING', field, params: {} }];
  return citations.flatMap((citation) => flagsOf(citation, field, day));
}

function flagsOf({ number, title, law, articles }: Citation, field: string, day: LocalDate): readonly Flag[] {
  if (law === null) return [{ rule: 'LAW_UNKNOWN', field, params: { citation: number }, quote: title }];
  const version = versionOn(law, day);
  if (version === null) return [{ rule: 'LAW_NOT_IN_FORCE', field, params: { citation: number, law: law.id, on: day }, quote: title }];
  const count = version.articles;
  const beyond = count === undefined ? [] : [...new Set(articles.filter((article) => article < 1 || article > count))];
  return beyond.map((article) => ({ rule: 'ARTICLE_OUT_OF_RANGE', field, params: { citation: number, law: law.id, article, articles: count as number }, quote: title }));
}

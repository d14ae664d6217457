// Citations read out of a text: 《中华人民共和国刑事诉讼法》第一百七十五条第四款, 刑诉法第175条, 规则第4、6-7条. A law is named in brackets or by a
// name or alias of the catalogue; articles belong to the law named last before them. What is not here: whether they are in force (`law-checks.ts`).
import { titleOf, type Law, type LawCatalogue } from './laws.js';
import { NUMERAL_CHARACTERS, numeralOf } from './numerals.js';

export interface Citation {
  /** Place of the citation in the text, counted from 1. */
  readonly number: number;
  /** As it is written, without brackets; at most 80 characters. */
  readonly title: string;
  /** Null for a title the catalogue does not know. */
  readonly law: Law | null;
  /** Numbers of the articles cited, in order; both ends of a range. Empty when the law is cited as a whole. */
  readonly articles: readonly number[];
}

const NUMERAL = `[${NUMERAL_CHARACTERS}]+`;
const BRACKETED = '《((?:[^《》]|《[^《》]{1,60}》){1,80})》(?:[（(]\\d{4}年?(?:修订|修正|修改)?[）)])?';
const ARTICLES = `第(${NUMERAL}(?:[、,，至\\-—~～]${NUMERAL})*)条`;
// A title without articles is a law only by its last word: indictments and reports stand in brackets as well.
const LAW_WORDS = /(?:法|法典|条例|规则|规定|解释|细则)$/u;
// Before an alias stands the beginning, no Han character, or a word that leads to a law; otherwise it is the end of a longer, unknown name.
const LEADS_TO_LAW = /(?:^|[^\p{Script=Han}]|依|照|据|按|用|合|反|和|与|及|或|以|经|是|系|为|同|条|款|项)$/u;

interface Named {
  readonly title: string;
  readonly law: Law | null;
  readonly isBracketed: boolean;
  readonly articles: number[];
}

/** Every law a text cites, in order. Linear in the length of the text but for the number of names in the catalogue. */
export function citationsOf(text: string, catalogue: LawCatalogue): readonly Citation[] {
  const named: (Named | null)[] = [];
  for (const match of text.matchAll(patternFor(catalogue))) {
    const [whole, bracketed, alias, articles] = match;
    if (bracketed !== undefined) named.push(inBrackets(bracketed, catalogue));
    else if (alias !== undefined) named.push(LEADS_TO_LAW.test(text.slice(Math.max(0, match.index - 2), match.index)) ? plain(whole, catalogue) : null);
    else if (articles !== undefined) named.at(-1)?.articles.push(...numbersIn(articles));
  }
  return named.filter((each): each is Named => each !== null && counts(each)).map(({ title, law, articles }, index) => ({ number: index + 1, title, law, articles }));
}

function inBrackets(title: string, { byName }: LawCatalogue): Named {
  return { title, law: byName.get(titleOf(title)) ?? null, isBracketed: true, articles: [] };
}

function plain(title: string, { byName }: LawCatalogue): Named {
  return { title, law: byName.get(titleOf(title)) ?? null, isBracketed: false, articles: [] };
}

/** An alias alone, such as 规则, is a word of the language; with an article it is a citation. */
function counts({ title, law, isBracketed, articles }: Named): boolean {
  if (articles.length > 0) return true;
  return isBracketed ? law !== null || LAW_WORDS.test(titleOf(title)) : [...titleOf(title)].length > 3;
}

function numbersIn(articles: string): readonly number[] {
  return articles.split(/[、,，至\-—~～]/u).map(numeralOf).filter((number): number is number => number !== null);
}

const patterns = new WeakMap<LawCatalogue, RegExp>();

function patternFor(catalogue: LawCatalogue): RegExp {
  const known = patterns.get(catalogue);
  if (known !== undefined) return known;
  const names = catalogue.names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const pattern = new RegExp(`${BRACKETED}|((?:中华人民共和国)?(?:${names.length === 0 ? '(?!)' : names.join('|')}))|${ARTICLES}`, 'gu');
  patterns.set(catalogue, pattern);
  return pattern;
}

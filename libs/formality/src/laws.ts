// The catalogue of laws: names, aliases and versions with their days in force and numbers of articles. What is not here: what the articles say.
import { refused, type Label, type LocalDate, type Refusal } from '@quanze/kernel';

export interface LawVersion {
  /** First day in force. */
  readonly from: LocalDate;
  /** Last day in force; absent while it is. */
  readonly until?: LocalDate;
  /** Number of its articles; absent where nobody counted: then no article is out of range. */
  readonly articles?: number;
  readonly source: string;
}

export interface Law {
  readonly id: string;
  /** As it is printed, without 中华人民共和国. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** In order of their days. */
  readonly versions: readonly LawVersion[];
}

export interface LawCatalogueDocument {
  readonly kind: 'law-catalogue';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: 'verified' | 'secondary' | 'unverified';
  readonly laws: readonly Law[];
}

export interface LawCatalogue {
  /** By name and alias, without brackets. */
  readonly byName: ReadonlyMap<string, Law>;
  /** Names and aliases, the longest first. */
  readonly names: readonly string[];
}

const STATE = '中华人民共和国';

/** A title as it is looked up: NFKC, without spaces, titles inside it in single brackets, without the name of the state and a year of revision behind it. */
export function titleOf(text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '').replaceAll('《', '〈').replaceAll('》', '〉');
  const bare = plain.startsWith(STATE) ? plain.slice(STATE.length) : plain;
  return bare.replace(/\(\d{4}年?(?:修订|修正|修改)?\)$/u, '');
}

/** Several documents as one catalogue. Of two laws with one name the first counts; `checkLaws` finds them before. */
export function catalogueOf(documents: readonly LawCatalogueDocument[]): LawCatalogue {
  const byName = new Map<string, Law>();
  for (const law of documents.flatMap(({ laws }) => laws)) {
    for (const name of [law.name, ...law.aliases].map(titleOf)) if (!byName.has(name)) byName.set(name, law);
  }
  return { byName, names: [...byName.keys()].sort((a, b) => b.length - a.length) };
}

/** The version in force on a day, or null. */
export function versionOn({ versions }: Law, day: LocalDate): LawVersion | null {
  return versions.find(({ from, until }) => from <= day && (until === undefined || day <= until)) ?? null;
}

/** What a schema cannot say: names stand for one law, and versions follow each other. Refuses `FORMALITY.LAW_NAME_TWICE`,
 *  `FORMALITY.LAW_VERSIONS_OVERLAP`, with the place. */
export function checkLaws({ laws }: LawCatalogueDocument): readonly Refusal[] {
  const owners = new Map<string, number>();
  return laws.flatMap((law, index) => {
    const names = [...new Set([law.name, ...law.aliases].map(titleOf))];
    const twice = names.filter((name) => owners.has(name)).map((name) => refused('FORMALITY.LAW_NAME_TWICE', { path: `/laws/${index}`, name }).refusal);
    for (const name of names) owners.set(name, index);
    const overlaps = law.versions.flatMap(({ from, until }, place) => {
      const next = law.versions[place + 1];
      const isSound = (until === undefined || from <= until) && (next === undefined || (until !== undefined && until < next.from));
      return isSound ? [] : [refused('FORMALITY.LAW_VERSIONS_OVERLAP', { path: `/laws/${index}/versions/${place}`, law: law.id }).refusal];
    });
    return [...twice, ...overlaps];
  });
}

// A case path together with the parts it names. What every path of an office has in the same words (team, recusal, monitoring) is written
// once, as a part; the path that runs has it inside, so that neither its content nor its hash shows where a line was written.
// What is not here: the schemas of both (`./schema`), and rules on the whole (`./rules`).
import type { ActDeclaration, CasePathDocument, ClockDeclaration, DocumentHead, FactDeclaration, LinkDeclaration, StateDocument } from '@quanze/engine';
import { ok, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import { LazyPlaces } from './json/lazy-places.js';
import { findDocument, missingDocument } from './find-document.js';
import { pointerTo, type Places } from './places.js';
import { arrangeProblems, hasErrors, invalid, label, problemAt, type DefinitionRefusal, type Problem } from './problem.js';
import type { ReadDocument } from './read-document.js';
import type { DocumentRef } from './release-document.js';
import { checkDocument } from './rules/index.js';

/** A case path as it is written. */
export interface PathWithParts extends CasePathDocument {
  readonly parts?: readonly DocumentRef[];
}

/** What several case paths share. Its states are whole regions; it may name states and facts of the paths it is made for. */
export interface PathPartDocument extends DocumentHead {
  readonly kind: 'path-part';
  readonly facts?: Readonly<Record<string, FactDeclaration>>;
  readonly states?: Readonly<Record<string, StateDocument>>;
  readonly clocks?: Readonly<Record<string, ClockDeclaration>>;
  readonly acts?: Readonly<Record<string, ActDeclaration>>;
  readonly links?: Readonly<Record<string, LinkDeclaration>>;
}

const SECTIONS = ['facts', 'states', 'clocks', 'acts', 'links'] as const;
type Section = (typeof SECTIONS)[number];

/** The path with its parts inside and without the key `parts`, checked as a whole; one without parts is given back as it is.
 *  Refuses `DEFINITION.INVALID` with problems `part-unknown`, `part-name-twice`, or those of the rules on case paths, each in the file
 *  in which it stands. */
export function composePath(path: ReadDocument, documents: readonly ReadDocument[]): Result<ReadDocument, DefinitionRefusal> {
  const { parts: refs, ...own } = path.value as unknown as PathWithParts;
  if (refs === undefined) return ok(path);
  const found = refs.map((ref) => findDocument(documents, 'path-part', ref));
  const unknown = refs.filter((_, index) => found[index] === undefined).map((ref) => missingDocument(documents, 'path-part', ref, { in: path, key: `/parts/${refs.indexOf(ref)}`, rule: 'part-unknown' }));
  const parts = found.filter((part) => part !== undefined);
  const twice = namesTwice(path, parts);
  if (unknown.length + twice.length > 0) return invalid(path.file, [...unknown, ...twice]);
  const value = { ...(own as unknown as JsonObject), ...Object.fromEntries(SECTIONS.flatMap((section) => sectionMerged(section, [path, ...parts]))) };
  const places = new LazyPlaces(() => placesOf(path, parts));
  const problems = arrangeProblems(checkDocument('case-path', value, { file: path.file, places }));
  return hasErrors(problems) ? invalid(path.file, problems) : ok({ ...path, value, places, warnings: problems });
}

function sectionOf(document: ReadDocument, section: Section): JsonObject {
  return (document.value as Readonly<Record<Section, JsonObject | undefined>>)[section] ?? {};
}

/** A path whose parts link to nothing has no such key, as if there were no parts. */
function sectionMerged(section: Section, documents: readonly ReadDocument[]): readonly (readonly [Section, JsonValue])[] {
  const isNamed = section !== 'links' || documents.some(({ value }) => Object.hasOwn(value as object, section));
  return isNamed ? [[section, merged(section, documents)]] : [];
}

function merged(section: Section, documents: readonly ReadDocument[]): JsonValue {
  return Object.assign({}, ...documents.map((document) => sectionOf(document, section))) as JsonObject;
}

/** Nothing is overridden: who reads a part must be able to rely on it. */
function namesTwice(path: ReadDocument, parts: readonly ReadDocument[]): readonly Problem[] {
  return SECTIONS.flatMap((section) => {
    const first = new Map(Object.keys(sectionOf(path, section)).map((name) => [name, path.file]));
    return parts.flatMap((part, index) => Object.keys(sectionOf(part, section)).flatMap((name) => {
      const file = first.get(name);
      if (file === undefined) first.set(name, part.file);
      return file === undefined ? [] : [problemAt(path, {
        rule: 'part-name-twice', key: `/parts/${index}`,
        message: label(`${section} 中的 ${name} 既在 ${file} 又在 ${part.file}`, `${name} (${section}) is both in ${file} and in ${part.file}`),
      })];
    }));
  });
}

function placesOf(path: ReadDocument, parts: readonly ReadDocument[]): Places {
  const places = new Map(path.places);
  for (const part of parts) {
    for (const section of SECTIONS) {
      const inside = `${pointerTo('', section)}/`;
      for (const [pointer, place] of part.places) if (pointer.startsWith(inside)) places.set(pointer, { ...place, file: part.file });
    }
  }
  return places;
}

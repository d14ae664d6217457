// What cases are simulated on: published documents behind the registry of the use cases, read once for any number of cases. What is not here:
// finding documents on a disk, and compiling anything (the registry does).
import { DefinitionRegistry, type PublishedDefinition } from '@quanze/application';
import type { CompiledPath, Release } from '@quanze/engine';
import { isJsonObject, lawDateOf, type HashFunction, type HashHex, type Instant, type JsonObject, type JsonValue, type LocalDate } from '@quanze/kernel';
import { TENANT } from './memory-store.js';

/** Plain documents of one release, as an administrator wrote them. */
export interface ReleaseDocumentsGiven extends Pick<Release, 'hash' | 'label' | 'effectiveFrom' | 'source'> {
  /** Id of the path. */
  readonly path: string;
}

export interface DocumentsGiven {
  readonly releases: readonly ReleaseDocumentsGiven[];
  readonly powerList: JsonValue;
  readonly dutyList: JsonValue | null;
  readonly calendar: JsonValue;
}

/** A path to run cases of: as it is compiled, and as it is written. */
export interface SimulatedPath {
  readonly id: string;
  readonly hash: HashHex;
  readonly compiled: CompiledPath;
  /** `{path, flows, binding, deadlineRules}` as it is hashed. */
  readonly content: JsonObject;
}

export interface Grounds {
  readonly registry: DefinitionRegistry;
  readonly paths: readonly SimulatedPath[];
  readonly powerList: JsonValue;
  readonly hash: HashFunction;
  /** When the first cases open: everything is in effect by then. */
  readonly start: Instant;
}

const FIRST_START = '2026-03-02T01:00:00.000Z' as Instant;

/** Publishes the documents to a registry. @throws Fault `FAULT.DEFINITION` for documents that do not compile */
export async function prepareGrounds({ releases, powerList, dutyList, calendar }: DocumentsGiven, hash: HashFunction): Promise<Grounds> {
  const publishedAt = '2026-01-01T00:00:00.000Z' as Instant;
  const listed = (kind: PublishedDefinition['kind'], content: JsonValue): PublishedDefinition => {
    const document = isJsonObject(content) ? content : {};
    const effectiveFrom = (typeof document['effectiveFrom'] === 'string' ? document['effectiveFrom'] : '2000-01-01') as LocalDate;
    return { kind, id: String(document['id']), version: String(document['version']), hash: hash.ofText(JSON.stringify(content)), effectiveFrom, content, publishedAt };
  };
  const published: readonly PublishedDefinition[] = [
    ...releases.map(({ path, label, hash: digest, effectiveFrom, source }): PublishedDefinition => ({ kind: 'release', id: path, version: label, hash: digest, effectiveFrom, content: source, publishedAt })),
    listed('power-list', powerList), ...(dutyList === null ? [] : [listed('duty-list', dutyList)]), listed('calendar', calendar),
  ];
  const registry = new DefinitionRegistry({ definitions: () => Promise.resolve(published) }, TENANT);
  await registry.refresh();
  const paths = releases.map(({ path, hash: digest, source }): SimulatedPath => ({ id: path, hash: digest, compiled: registry.pinned(digest), content: source as JsonObject }));
  return { registry, paths, powerList, hash, start: startAfter(published) };
}

/** The usual first day, or the first morning on which everything is in effect. */
function startAfter(published: readonly PublishedDefinition[]): Instant {
  const latest = published.map(({ effectiveFrom }) => effectiveFrom).sort().at(-1) ?? lawDateOf(FIRST_START);
  return latest <= lawDateOf(FIRST_START) ? FIRST_START : (`${latest}T01:00:00.000Z` as Instant);
}

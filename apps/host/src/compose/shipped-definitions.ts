// The definitions that come with the product, checked and ready to be published. What is not here: which of them an installation takes
// (`seed-definitions.ts`, `setup/`), and judging definitions.
import { resolve } from 'node:path';
import type { DefinitionKind, PublishedDefinition } from '@quanze/application';
import { buildRelease, loadKeptWorkflows, type DocumentKind, type DocumentRef, type ReadDocument, type ReleaseDocument } from '@quanze/definitions';
import { Fault, type HashFunction, type HashHex, type Instant, type JsonValue, type LocalDate } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';

/** Kinds that an installation begins with as published; of the other kinds what comes with the product counts until one is published. */
export const PUBLISHED_KINDS = ['release', 'power-list', 'duty-list', 'calendar', 'assignment-rules'] as const satisfies readonly DefinitionKind[];

const ROOT = resolve(import.meta.dirname, '../../../..');
const SHIPPED = resolve(ROOT, 'workflows');
const CACHE = resolve(ROOT, 'node_modules/.cache/quanze-definitions');

export class ShippedDefinitions {
  private constructor(
    private readonly documents: readonly ReadDocument[],
    private readonly hash: HashFunction,
  ) {}

  /** Reads and checks all of them, which takes seconds the first time. @param folder that of the repository when absent
   *  @throws Fault `FAULT.DEFINITION` when one has an error: the product was built from a broken copy */
  static load(hash: HashFunction, folder: string = SHIPPED): ShippedDefinitions {
    const { documents, problems } = loadKeptWorkflows(folder, { cache: CACHE });
    const errors = problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) throw new Fault('FAULT.DEFINITION', `${folder}/${errors[0]?.file ?? ''}: ${errors.length} errors, first: ${errors[0]?.message.en}`);
    return new ShippedDefinitions(documents, hash);
  }

  /** Ids and versions of a kind. */
  of(kind: DefinitionKind): readonly DocumentRef[] {
    return this.documents.filter((document) => document.kind === kind).map(({ id, version }) => ({ id, version }));
  }

  /** What a release is made of; undefined when there is no such release. */
  release({ id, version }: DocumentRef): ReleaseDocument | undefined {
    return this.find('release', { id, version })?.value as unknown as ReleaseDocument | undefined;
  }

  /** One of them as it is published. @param effectiveFrom the day its own text names when absent; a calendar names none
   *  @throws Fault `FAULT.DEFINITION` when there is none of that name, or a release does not fit together */
  published(kind: DefinitionKind, ref: DocumentRef, publishedAt: Instant, effectiveFrom: LocalDate): PublishedDefinition {
    const document = this.find(kind, ref);
    if (document === undefined) throw new Fault('FAULT.DEFINITION', `there is no ${kind} ${ref.id} ${ref.version}`);
    const base = { kind, id: document.id, version: document.version, effectiveFrom, publishedAt };
    if (kind !== 'release') return { ...base, hash: this.hash.ofText(canonicalize(document.value)) as HashHex, content: document.value };
    const release = buildRelease(this.documents, document, this.hash);
    if (!release.ok) throw new Fault('FAULT.DEFINITION', `release ${document.id}: ${release.refusal.code}`);
    return { ...base, hash: release.value.hash, content: release.value.source as JsonValue };
  }

  /** All of a kind, in the order of their files. */
  values(kind: DocumentKind): readonly JsonValue[] {
    return this.documents.filter((document) => document.kind === kind).map(({ value }) => value);
  }

  /** The day the text of a definition takes effect by itself; null where it names none. */
  effectiveFrom(kind: DefinitionKind, ref: DocumentRef): LocalDate | null {
    const value = this.find(kind, ref)?.value as { readonly effectiveFrom?: LocalDate } | undefined;
    return value?.effectiveFrom ?? null;
  }

  private find(kind: DefinitionKind, { id, version }: DocumentRef): ReadDocument | undefined {
    return this.documents.find((document) => document.kind === kind && document.id === id && document.version === version);
  }
}

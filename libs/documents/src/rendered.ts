// A document as it is kept, hashed and printed: blocks of plain text. What is not here: making it (`render.ts`).
import type { HashFunction, HashHex, JsonValue, LocalDate } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';

export type RenderedBlock =
  | { readonly kind: 'title' | 'number' | 'addressee' | 'paragraph' | 'date'; readonly text: string }
  | { readonly kind: 'items' | 'signature'; readonly lines: readonly string[] };

export const DOCUMENT_FORMAT = 'quanze.document/1';

export interface RenderedDocument {
  readonly format: typeof DOCUMENT_FORMAT;
  readonly document: string;
  /** `id@version` of the templates it was made from. */
  readonly template: string;
  readonly number: string;
  readonly date: LocalDate;
  readonly blocks: readonly RenderedBlock[];
  /** Number of the document of the same case that this one corrects (补正). */
  readonly corrects?: string;
  /** Drawn for this document, so that a digest discloses nothing about a text that was erased. Hexadecimal. */
  readonly salt: string;
}

/** The text that is hashed and kept. */
export function documentText(document: RenderedDocument): string {
  return canonicalize(document as unknown as JsonValue);
}

export function documentHash(document: RenderedDocument, hash: HashFunction): HashHex {
  return hash.ofText(documentText(document));
}

/** Whether a kept text is the one of a digest. */
export function isDocumentText(text: string, digest: HashHex, hash: HashFunction): boolean {
  return hash.ofText(text) === digest;
}

// What a bundle carries beside its entries: the documents that acts issued, with or without their text, and the list of the files that acts named.
// Their types and strict shapes. What is not here: checking them against the journal (`verify-contents.ts`), and the bytes of files, which travel
// by themselves.
import type { HashHex, JsonObject } from '@quanze/kernel';
import type { JournalEntry } from './entry.js';
import { digest, listOf, matchingText, nullOr, oneOf, record, text, wholeFrom } from './shapes.js';

/** `erased`: the content is gone by law. `sealed`: it is there, and this bundle does not show it. */
export type Withheld = 'erased' | 'sealed';

/** A document as the entry `seq` issued it. Either its canonical text, whose digest is `hash`, or why it is not shown. */
export type BundleDocument = {
  readonly seq: number;
  /** Number within the case, from 1. */
  readonly n: number;
  /** Id as the path declares it. */
  readonly document: string;
  readonly template: string;
  readonly version: number;
  /** Number on the document (文号). */
  readonly number: string;
  readonly hash: HashHex;
  /** The document of the case it corrects (补正). */
  readonly corrects?: number;
  readonly content?: string;
  readonly absent?: Withheld;
};

/** A file as the entry `seq` named it first. */
export type BundleFile = {
  readonly seq: number;
  /** SHA-256 of its content, whatever the algorithm of the bundle. */
  readonly hash: HashHex;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** What it was called when it was uploaded; null when that is sealed or erased. It stands in no entry, so only a signed head vouches for it. */
  readonly name: string | null;
  /** Set when the office has no content of it any more. */
  readonly absent?: 'erased';
};

const LIST_MAX = 1_000_000;
const TEXT_MAX = 10_000_000;
const word = text(400);

export const documentsShape = listOf(record(
  { seq: wholeFrom(1), n: wholeFrom(1), document: word, template: word, version: wholeFrom(1), number: word, hash: digest },
  { corrects: wholeFrom(1), content: text(TEXT_MAX), absent: oneOf('erased', 'sealed') },
), LIST_MAX);

export const filesShape = listOf(record(
  { seq: wholeFrom(1), hash: digest, size: wholeFrom(1), mediaType: matchingText(/^[^\s/]+\/[^\s/]+$/, 200), name: nullOr(word) },
  { absent: oneOf('erased') },
), LIST_MAX);

/** Whether an entry records something that was done. What a refused attempt said proves nothing. */
export function isDone({ kind }: Pick<JournalEntry, 'kind'>): boolean {
  return kind !== 'refused';
}

/** The record of a document in the entry that issued it. */
export const DOCUMENT_KEY = 'document';
/** The files an entry names, each with its size and type. Entries written before that was recorded name them in their input alone. */
export const FILES_KEY = 'files';
/** What an entry erased: a document by its number, or a file by its digest. */
export const ERASED_KEY = 'erased';

/** The value of a payload at a key that only the system writes. */
export function recordedAt({ payload }: Pick<JournalEntry, 'payload'>, key: string): JsonObject[string] | undefined {
  return Object.hasOwn(payload, key) ? payload[key] : undefined;
}

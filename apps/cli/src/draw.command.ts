// `quanze draw verify`: was this handler drawn as the proof says? Takes the proof of one draw or a whole case bundle. Needs no database, no
// network and no clock. What is not here: drawing and the checks (`@quanze/assignment`), and what makes a bundle whole (`@quanze/ledger`).
import { DRAW_FORMAT, verifyDraw, verifyDrawsOf, type DrawProof, type JournaledEntry } from '@quanze/assignment';
import { isJsonObject, type HashFunction, type JsonObject, type JsonValue } from '@quanze/kernel';
import { BUNDLE_FORMAT, verifyDocument, type CaseBundle, type PublicKey } from '@quanze/ledger';
import { readCommitments } from './draw-commitments.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { HASHES, verifySignature } from './node-crypto.js';
import { readOptions, usage } from './options.js';
import { DOCUMENT_BYTES_MAX, readFileWithin, readStream, textOfUtf8 } from './read-bytes.js';
import { findRepeatedKey } from './repeated-key.js';
import { readTrustedKeys } from './trusted-keys.js';

interface Means {
  /** Commitments the office published, obtained apart from the document; undefined when none were handed in. */
  readonly published: ReadonlySet<string> | undefined;
  readonly trustedKeys: readonly PublicKey[] | undefined;
}

type Verdict = { readonly valid: boolean; readonly [key: string]: unknown };

export async function drawCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['commitments', 'trusted-keys'], [], 2);
  const [action, file] = options.words;
  if (action !== 'verify') throw usage(action === undefined ? 'draw needs a word: verify' : `draw cannot ${action.slice(0, 60)}`);
  if (file === undefined) throw usage('draw verify needs a file');
  const [commitmentFile, keyFile] = [options.text('commitments'), options.text('trusted-keys')];
  const means: Means = {
    published: commitmentFile === undefined ? undefined : await readCommitments(commitmentFile),
    trustedKeys: keyFile === undefined ? undefined : await readTrustedKeys(keyFile),
  };
  const bytes = file === '-' ? await readStream(io.input, DOCUMENT_BYTES_MAX) : await readFileWithin(file, DOCUMENT_BYTES_MAX);
  const verdict = verifyBytes(bytes, means);
  await io.out(`${JSON.stringify(verdict)}\n`);
  return verdict.valid ? EXIT.ok : EXIT.no;
}

function verifyBytes(bytes: Uint8Array, means: Means): Verdict {
  const text = textOfUtf8(bytes);
  const json = text === null ? undefined : parsed(text);
  if (text === null || json === undefined) return no('LEDGER.NOT_JSON', { path: '' });
  // Of a key written twice this parser keeps the last; a person, or another parser, may read the first.
  const repeated = findRepeatedKey(text);
  if (repeated !== null) return no('DRAW.MALFORMED', { path: repeated });
  if (!isJsonObject(json)) return no('DRAW.MALFORMED', { path: '' });
  if (json['format'] === DRAW_FORMAT) return verifyProof(json, means);
  return json['format'] === BUNDLE_FORMAT ? verifyBundle(json, means) : no('DRAW.FORMAT_UNKNOWN', { path: '/format' });
}

function verifyProof(json: JsonObject, means: Means): Verdict {
  const verdict = verifyDraw(json, hashFor(json));
  if (!verdict.valid) return { ...verdict };
  if (!isPublished(verdict.proof, means)) return no('DRAW.COMMITMENT_UNPUBLISHED', { path: '/commitment' });
  return { valid: true, document: 'proof', draws: [summaryOf(verdict.proof)], ...sourceOf(means) };
}

/** The journal first: a draw in a journal that is not whole proves nothing. */
function verifyBundle(json: JsonObject, means: Means): Verdict {
  const { trustedKeys } = means;
  const ledger = verifyDocument(json, { hashes: HASHES, verifySignature, ...(trustedKeys === undefined ? {} : { trustedKeys }) });
  if (!ledger.valid) return { ...ledger };
  const bundle = json as unknown as CaseBundle;
  const journal = { chain: bundle.chain, office: String((bundle.case as unknown as JsonObject)['office']), entries: bundle.entries as unknown as readonly JournaledEntry[] };
  const verdict = verifyDrawsOf(journal, hashFor(json));
  if (!verdict.valid) return { ...verdict };
  const unpublished = verdict.draws.find(({ proof }) => !isPublished(proof, means));
  if (unpublished !== undefined) return no('DRAW.COMMITMENT_UNPUBLISHED', { path: `/entries/${unpublished.seq - 1}/payload/draw/commitment`, seq: unpublished.seq });
  return { valid: true, document: 'bundle', draws: verdict.draws.map(({ seq, proof }) => ({ seq, ...summaryOf(proof) })), ...sourceOf(means), keySource: trustedKeys === undefined ? 'document' : 'trusted' };
}

function hashFor(json: JsonObject): HashFunction {
  return HASHES.find(({ algorithm }) => algorithm === json['algorithm']) ?? (HASHES[0] as HashFunction);
}

function isPublished(proof: DrawProof, { published }: Means): boolean {
  return published === undefined || published.has(proof.commitment);
}

/** Without the office's list a valid answer says only that the secret fits the commitment in the document. */
function sourceOf({ published }: Means): { readonly commitmentSource: 'document' | 'published' } {
  return { commitmentSource: published === undefined ? 'document' : 'published' };
}

function summaryOf({ caseId, round, chosen, pool, exclusions, commitment }: DrawProof): JsonObject {
  return { caseId, round, chosen, pool: pool.length, excluded: exclusions.length, commitment };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function no(reason: string, at: { readonly path: string; readonly seq?: number }): Verdict {
  return { valid: false, reason, at };
}

// `quanze ledger verify`: is this bundle or receipt what its office signed? Needs no database, no network and no clock.
// What is not here: the checks (`@quanze/ledger`) and the mathematics of hashes and signatures (`node-crypto.ts`).
import { verifyDocument, type DocumentVerdict, type PublicKey } from '@quanze/ledger';
import { EXIT, type ExitCode, type Io } from './io.js';
import { HASHES, isSm2Available, verifySignature } from './node-crypto.js';
import { readOptions, usage } from './options.js';
import { DOCUMENT_BYTES_MAX, readFileWithin, readStream, textOfUtf8 } from './read-bytes.js';
import { findRepeatedKey } from './repeated-key.js';
import { readTrustedKeys } from './trusted-keys.js';

export async function ledgerCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['trusted-keys'], [], 2);
  const [action, file] = options.words;
  if (action !== 'verify') throw usage(action === undefined ? 'ledger needs a word: verify' : `ledger cannot ${action.slice(0, 60)}`);
  if (file === undefined) throw usage('ledger verify needs a file');
  const keyFile = options.text('trusted-keys');
  const trustedKeys = keyFile === undefined ? undefined : await readTrustedKeys(keyFile);
  const bytes = file === '-' ? await readStream(io.input, DOCUMENT_BYTES_MAX) : await readFileWithin(file, DOCUMENT_BYTES_MAX);
  const verdict = verifyBytes(bytes, trustedKeys);
  await io.out(`${JSON.stringify(verdict)}\n`);
  return verdict.valid ? EXIT.ok : EXIT.no;
}

function verifyBytes(bytes: Uint8Array, trustedKeys: readonly PublicKey[] | undefined): DocumentVerdict {
  const notJson: DocumentVerdict = { valid: false, reason: 'LEDGER.NOT_JSON', at: { path: '' } };
  const text = textOfUtf8(bytes);
  if (text === null) return notJson;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return notJson;
  }
  // Of a key written twice this parser keeps the last; a person, or another parser, may read the first.
  const repeated = findRepeatedKey(text);
  if (repeated !== null) return { valid: false, reason: 'LEDGER.MALFORMED', at: { path: repeated } };
  const verdict = verifyDocument(json, { hashes: HASHES, verifySignature, ...(trustedKeys === undefined ? {} : { trustedKeys }) });
  return verdict.valid || verdict.reason !== 'LEDGER.SIGNATURE_INVALID' ? verdict : signatureVerdict(json, verdict);
}

/** A signature this machine cannot check is not shown to be false: the answer is still no, with the reason that is true. */
function signatureVerdict(json: unknown, verdict: DocumentVerdict): DocumentVerdict {
  if (verdict.valid || isSm2Available()) return verdict;
  const usesSm2 = JSON.stringify(json).includes('"algorithm":"sm2"');
  return usesSm2 ? { ...verdict, reason: 'LEDGER.ALGORITHM_UNSUPPORTED' } : verdict;
}

// `quanze ledger verify`: is this bundle or receipt what its office signed? Needs no database, no network and no clock. And the keys of
// an office: `rotate-key` replaces the one that signs, `keys` lists the public ones.
// What is not here: the checks (`@quanze/ledger`) and the mathematics of hashes and signatures (`node-crypto.ts`).
import { verifyDocument, type DocumentVerdict, type PublicKey } from '@quanze/ledger';
import { EXIT, type ExitCode, type Io } from './io.js';
import { namedFile } from './named-file.js';
import { HASHES, isSm2Available, verifySignature } from './node-crypto.js';
import { readOptions, usage } from './options.js';
import { DOCUMENT_BYTES_MAX, readFileWithin, readStream, textOfUtf8 } from './read-bytes.js';
import { findRepeatedKey } from './repeated-key.js';
import { publicKeysOf, rotateKey } from './signing-key-folder.js';
import { readTrustedKeys } from './trusted-keys.js';

export async function ledgerCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const [action] = args;
  if (action === 'verify') return verify(args, io);
  if (action === 'rotate-key' || action === 'keys') return keys(action, args, io);
  throw usage(action === undefined ? 'ledger needs a word: verify, keys or rotate-key' : `ledger cannot ${action.slice(0, 60)}`);
}

async function verify(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['trusted-keys', 'file'], [], 2);
  const [, file] = options.words;
  if (file === undefined) throw usage('ledger verify needs a file');
  const keyFile = options.text('trusted-keys');
  const trustedKeys = keyFile === undefined ? undefined : await readTrustedKeys(keyFile);
  const bytes = file === '-' ? await readStream(io.input, DOCUMENT_BYTES_MAX) : await readFileWithin(file, DOCUMENT_BYTES_MAX);
  const verdict = verifyBytes(bytes, trustedKeys);
  const content = options.text('file');
  // A document that does not verify says nothing about any file.
  const named = content === undefined || !verdict.valid ? undefined : await namedFile(content, JSON.parse(textOfUtf8(bytes) ?? 'null'));
  await io.out(`${JSON.stringify(named === undefined ? verdict : { ...verdict, file: named })}\n`);
  return verdict.valid && named?.namedBy.length !== 0 ? EXIT.ok : EXIT.no;
}

/** The folder is that of the host: `--data-dir`, else QUANZE_DATA_DIR, else `.data`. */
async function keys(action: 'rotate-key' | 'keys', args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args, ['data-dir'], [], 1);
  const given = io.env['QUANZE_DATA_DIR'];
  const dataDir = options.text('data-dir') ?? (given === undefined || given === '' ? '.data' : given);
  if (action === 'keys') {
    await io.out(`${JSON.stringify({ publicKeys: await publicKeysOf(dataDir) })}\n`);
    return EXIT.ok;
  }
  const rotation = await rotateKey(dataDir, new Date().toISOString());
  await io.out(`${JSON.stringify(rotation)}\n`);
  io.err('密钥已更换：请重启全部主机与工作进程，并公布新的公钥（quanze ledger keys）。\nThe key is replaced: restart every host and worker, and publish the new public key (quanze ledger keys).\n');
  return EXIT.ok;
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

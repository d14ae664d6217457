// The shipped releases as the walk needs them: compiled for the engine, and the plain documents for the naive model.
// What is not here: any document made up for a test; the walk stands or falls with what is delivered.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { compilePowerList, parsePowerList, type CompiledPowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar, type Calendar } from '@quanze/calendar';
import { buildRelease, loadKeptWorkflows, type ReadDocument } from '@quanze/definitions';
import { compileRelease, type CompiledPath, type EvidenceStandard, type Release, type StandardInForce } from '@quanze/engine';
import { canonicalize } from '@quanze/ledger';
import { expectOk, type HashFunction, type HashHex } from '@quanze/kernel';

export const loaded = loadKeptWorkflows(fileURLToPath(new URL('../../workflows', import.meta.url)), { cache: fileURLToPath(new URL('../../node_modules/.cache/quanze-definitions', import.meta.url)) });

export const hash: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

function only(kind: ReadDocument['kind']): ReadDocument {
  const found = loaded.documents.filter((document) => document.kind === kind);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`expected one document of kind ${kind}, found ${found.length}`);
  return found[0];
}

/** The plain power list, for the naive model. */
export const powerListDocument: unknown = only('power-list').value;
export const powers: CompiledPowerList = compilePowerList(expectOk(parsePowerList(only('power-list').value as never), 'power list'));

export const calendarDocument: unknown = only('calendar').value;

function calendarOf(): Calendar {
  const parsed = parseCalendar(only('calendar').value as never);
  if (!parsed.ok) throw new Error('the calendar does not load');
  return compileCalendar(parsed.value);
}
export const calendar: Calendar = calendarOf();

const standard = only('evidence-standard').value;
export const evidence: StandardInForce = { standard: standard as unknown as EvidenceStandard, digest: hash.ofText(canonicalize(standard)) };

/** Shared parts as they are written. */
export const partDocuments = loaded.documents.filter((document) => document.kind === 'path-part');

/** The two largest case paths, of which histories are recorded and every configuration is searched. */
export const PATHS = ['criminal.arrest', 'criminal.prosecution'] as const;

/** All shipped case paths, by id, as the documents name them. */
export const ALL_PATHS: readonly string[] = loaded.documents.filter(({ kind }) => kind === 'release').map(({ value }) => String((value as { readonly id?: string }).id)).sort();

/** Builds a shipped release from its documents. */
export function releaseOf(id: string): Release {
  const document = loaded.documents.find((candidate) => candidate.kind === 'release' && (candidate.value as { id?: string }).id === id);
  if (document === undefined) throw new Error(`there is no release ${id}`);
  const release = buildRelease(loaded.documents, document, hash);
  if (!release.ok) throw new Error(`release ${id} cannot be built: ${JSON.stringify(release.refusal)}`);
  return release.value;
}

/** Compiles a shipped release. Compiled anew on every call, because a walk with a changed gate needs its own. */
export function compiledPath(id: string): CompiledPath {
  return expectOk(compileRelease(releaseOf(id)), id);
}

// The files of a case: which stored contents acts named and which were attached, withdrawn ones included. A file is its SHA-256; what it is called
// stays sealed in the journal, because names are about persons. Nothing here moves a state or sets a fact. What is not here: contents and
// whether they are stored (the host), and files as evidence (`evidence.ts`).
import { ok, refused, type HashHex, type Instant, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { BuiltInEffect } from '../definition/case-path.js';
import { fieldsOf } from './act-input.js';
import type { CaseSnapshot } from './snapshot.js';
import type { World } from './world.js';

export interface AttachedFile {
  /** Counted in the case from 1; given by the engine. */
  readonly number: number;
  readonly hash: HashHex;
  /** In bytes; absent when nobody said. */
  readonly size?: number;
  readonly mediaType?: string;
  readonly by: PersonId;
  readonly at: Instant;
  /** Entry that attached it: there stands its title. */
  readonly seq: number;
  /** Entry that withdrew it, with reasons. It stays in the list for ever. */
  readonly withdrawnSeq?: number;
}

/** Maps by number, so that a journal entry carries what changed and not the whole list. */
export type CaseFiles = Readonly<Record<string, AttachedFile>>;

/** What the host knows of a stored content. */
export interface StoredContent {
  readonly size: number;
  readonly mediaType: string;
}

const KINDS = ['attach-file', 'detach-file'] as const;
export type FileEffect = Extract<BuiltInEffect, { readonly kind: (typeof KINDS)[number] }>;

export function isFileEffect(effect: BuiltInEffect): effect is FileEffect {
  return (KINDS as readonly string[]).includes(effect.kind);
}

/** Attaches a file or marks it as withdrawn. Refuses `FILE.ALREADY_ATTACHED` and `FILE.NOT_ATTACHED`.
 *  INVARIANT: no file ever leaves the list; of one content at most one attachment is not withdrawn. */
export function applyFile(effect: FileEffect, snapshot: CaseSnapshot, payload: JsonObject, { world, seq }: { readonly world: World; readonly seq: number }): Result<CaseSnapshot> {
  const hash = String(payload[effect.file.slice('payload.'.length)]) as HashHex;
  const files = snapshot.files ?? {};
  const attached = Object.values(files).find((file) => file.hash === hash && file.withdrawnSeq === undefined);
  if (effect.kind === 'detach-file') {
    if (attached === undefined) return refused('FILE.NOT_ATTACHED', { hash });
    return ok({ ...snapshot, files: { ...files, [attached.number]: { ...attached, withdrawnSeq: seq } } });
  }
  if (attached !== undefined) return refused('FILE.ALREADY_ATTACHED', { hash, seq: attached.seq });
  const number = Object.keys(files).length + 1;
  const stored = world.files?.get(hash);
  const file: AttachedFile = { number, hash, ...(stored === undefined ? {} : { size: stored.size, mediaType: stored.mediaType }), by: world.actor.person, at: world.at, seq };
  return ok({ ...snapshot, files: { ...files, [number]: file } });
}

/** Contents that the payload of an act names in fields of type `file` and `files`, each once, in order. Empty for an act the path does not know. */
export function filesNamed(path: CompiledPath, act: string, payload: JsonObject): readonly HashHex[] {
  const declared = path.acts.get(act);
  // Most payloads hold nothing of the kind, and are spared the look at their fields.
  if (declared === undefined || !Object.values(payload).some((value) => Array.isArray(value) || isFileName(value))) return [];
  const option = payload['option'];
  const fields = Object.entries(fieldsOf(path, declared, typeof option === 'string' ? option : undefined));
  const named = fields.filter(([, { type }]) => type === 'file' || type === 'files').flatMap(([name]) => { const value = payload[name]; return Array.isArray(value) ? value : [value]; });
  return [...new Set(named.filter(isFileName))];
}

const DIGEST = /^[0-9a-f]{64}$/u;

/** Whether a value has the form in which files are named: a SHA-256 in lower-case hexadecimal. */
export function isFileName(value: unknown): value is HashHex {
  return typeof value === 'string' && DIGEST.test(value);
}

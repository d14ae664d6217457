// Opening a case: the act of case management that creates it, with its number, title and initial facts.
import { mayLink, openCase, type CaseOrigin, type CaseSnapshot, type CompiledPath, type EntryContent, type Outcome } from '@quanze/engine';
import { assert, lawDateOf, ok, refused, type CaseId, type HashHex, type Instant, type JsonObject, type JsonValue, type OfficeId, type Refusal, type Refused, type Result } from '@quanze/kernel';
import { canonicalize, genesisHash } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import { refuseMissing } from '../files/named.js';
import { changeOffice } from '../office/change.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OpeningContext } from '../ports/office-store.port.js';
import type { Answered } from './submit.js';
import { namedIn, takeInHand, worldOf } from './load.js';
import { changesOf, identityForWrite, witnessesOf, writeEntry } from './writing.js';

export interface OpenInput {
  readonly path: string;
  readonly office: string;
  readonly department?: string;
  /** Name of the case; free text, kept out of the journal's clear part. 1..200 characters. */
  readonly title: string;
  readonly foreignNumber?: string;
  readonly facts: JsonObject;
  readonly act: string;
  readonly payload: JsonObject;
  /** The case it is opened from, and the link of that case's path. */
  readonly origin?: { readonly case: string; readonly link: string };
  readonly idempotencyKey?: string;
}

export interface Opened {
  readonly caseId: string;
  readonly number: string;
  readonly version: number;
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly states: readonly string[];
  readonly recordedAt: Instant;
}

/** Opens a case. Refuses like the engine's `openCase`, like `mayLink` for the case it is opened from and `CASE.NOT_FOUND` when the person may not
 *  know of that, and `FILE.NOT_STORED`, `RELEASE.NOT_FOUND`, `OFFICE.NOT_FOUND`, `OFFICE.UNKNOWN_DEPARTMENT`,
 *  `REQUEST.IDEMPOTENCY_KEY_REUSED`. A refused attempt has no case to be written down in: it stands in the journal of the office. */
export async function openNewCase(deps: Deps, identity: Identity, input: OpenInput): Promise<Result<Answered<Opened>>> {
  const now = deps.clock.now();
  const context = await deps.office.openingContext({
    tenant: identity.tenant, office: input.office as OfficeId, person: identity.person, named: namedIn(input.payload), at: now, idempotencyKey: input.idempotencyKey ?? null,
  });
  // An office one has no post in is not distinguished from one that does not exist.
  if (context === null || !context.actor.posts.some((post) => post.office === input.office)) return refused('OFFICE.NOT_FOUND');
  const requestHash = hashOfRequest(deps, input);
  if (context.replay !== null) return context.replay.requestHash === requestHash ? ok({ value: context.replay.body as unknown as Opened, replayed: true }) : refused('REQUEST.IDEMPOTENCY_KEY_REUSED');
  const from = await judgeOrigin(deps, identity, input);
  if (!from.ok) return journalRefusal(deps, identity, input, from);
  const judged = judgeOpening(deps, input, context, now, from.value?.origin);
  if (!judged.ok) return journalRefusal(deps, identity, input, judged);
  const { caseId, path, outcome } = judged.value;
  const content = withTitle(outcome.entry, input.title);
  const { entry, openings } = writeEntry(content, { chain: caseId, seq: 1, prevHash: genesisHash(caseId, deps.hash), recordedAt: now, effectiveAt: now, definitionHash: path.hash }, deps);
  const change = changesOf(path, null, outcome, now);
  const done = openedOf(outcome.snapshot, entry.hash, now);
  const { result, number } = await deps.cases.create({
    tenant: identity.tenant, caseId, identity: identityForWrite(identity, context.actorEpoch), entry, openings, change,
    judgedOn: witnessesOf(path.acts.get(input.act), context).filter(({ person }) => person !== identity.person),
    ...(from.value === null ? {} : { origin: from.value.seen }),
    title: input.title, numberWord: path.document.numberWord, foreignNumber: input.foreignNumber ?? null,
    // The number is given by the write itself; the store puts it into the stored answer.
    idempotency: input.idempotencyKey === undefined ? null : { key: input.idempotencyKey, answer: { requestHash, status: 201, body: done as unknown as JsonValue } },
  });
  if (result === 'key-used' || result === 'identity-changed') return openNewCase(deps, identity, input);
  assert(result === 'committed', `the id of a new case was taken: ${caseId}`);
  deps.afterCommit({ deadlines: change.deadlines.length > 0, ...(change.reach === undefined ? {} : { links: true }) });
  return ok({ value: { ...done, number }, replayed: false });
}

interface Opening {
  readonly caseId: CaseId;
  readonly path: CompiledPath;
  readonly outcome: Outcome;
}

interface Origin {
  readonly origin: CaseOrigin;
  /** What it was judged on: the case must not have moved when the new one is written. */
  readonly seen: { readonly caseId: CaseId; readonly seq: number };
}

/** Null when the case is opened from no other. */
async function judgeOrigin(deps: Deps, identity: Identity, { origin, path }: OpenInput): Promise<Result<Origin | null>> {
  if (origin === undefined) return ok(null);
  const taken = await takeInHand(deps, identity, origin.case, {}, null);
  if (!taken.ok) return taken;
  const { loaded, world, path: from } = taken.value;
  const may = mayLink(from, loaded.snapshot, origin.link, path, world);
  return may.ok ? ok({ origin: may.value, seen: { caseId: loaded.snapshot.caseId, seq: loaded.seq } }) : may;
}

function judgeOpening(deps: Deps, input: OpenInput, context: OpeningContext, now: Instant, origin: CaseOrigin | undefined): Result<Opening> {
  const release = deps.definitions.current(input.path, lawDateOf(now), input.office);
  if (!release.ok) return release;
  if (input.department !== undefined && !context.departments.includes(input.department)) return refused('OFFICE.UNKNOWN_DEPARTMENT', { department: input.department.slice(0, 60) });
  const world = worldOf(deps, context, now);
  if (!world.ok) return world;
  const { path } = release.value;
  const caseId = deps.ids.next() as CaseId;
  const newCase = { caseId, office: input.office as OfficeId, ...(input.department === undefined ? {} : { department: input.department }), ...(origin === undefined ? {} : { origin }) };
  // A path may ask for the title itself; it is one and the same text.
  const asksForTitle = path.acts.get(input.act)?.fields['title'] !== undefined;
  const payload = asksForTitle && input.payload['title'] === undefined ? { ...input.payload, title: input.title } : input.payload;
  const outcome = openCase(path, newCase, input.facts, { act: input.act, payload }, world.value);
  if (!outcome.ok) return outcome;
  // Files are uploaded for a case that there is: the act that opens one can name none.
  const stored = refuseMissing(path, input.act, payload, undefined);
  return stored.ok ? ok({ caseId, path, outcome: outcome.value }) : stored;
}

/** Which case was to be opened by which act; of the rest the names of the fields alone. */
async function journalRefusal(deps: Deps, identity: Identity, input: OpenInput, why: Refused<Refusal>): Promise<Result<never>> {
  const fields = Object.fromEntries([...Object.keys(input.payload), ...Object.keys(input.facts)].slice(0, 50).map((name) => [name.slice(0, 60), true]));
  const noted = await changeOffice(deps, identity, { office: input.office as OfficeId, act: 'case.open', by: 'self', payload: fields }, () => Promise.resolve(why));
  return noted.ok ? why : noted;
}

/** The title is free text about persons: in the journal it stands sealed. */
function withTitle(entry: EntryContent, title: string): EntryContent {
  if (entry.sealed.includes('title')) return entry;
  return { ...entry, payload: { ...entry.payload, input: { ...(entry.payload['input'] as JsonObject), title } }, sealed: [...entry.sealed, 'title'] };
}

function openedOf(snapshot: CaseSnapshot, entryHash: HashHex, at: Instant): Opened {
  return { caseId: snapshot.caseId, number: '', version: snapshot.version, seq: 1, entryHash, states: snapshot.states, recordedAt: at };
}

function hashOfRequest(deps: Deps, input: OpenInput): HashHex {
  const { idempotencyKey: _key, ...rest } = input;
  return deps.hash.ofText(canonicalize({ open: rest } as unknown as JsonValue));
}

// Making a document: what the case has beside what was typed, the text, the number and the digest. Nothing is written here; what is made is
// written with the act that carries it. What is not here: which template serves (`carrier.ts`).
import { DOCUMENT_FORMAT, documentHash, documentText, fillFields, renderBlocks, type DocumentData, type RenderedBlock, type RenderedDocument } from '@quanze/documents';
import { actingAt, type CaseSnapshot, type IssuedDocument } from '@quanze/engine';
import { assert, lawDateOf, ok, refused, type Instant, type JsonObject, type JsonValue, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DocumentWrite, Making } from '../ports/document-store.port.js';
import type { Served, SpokenDecision } from './carrier.js';

const SALT_BYTES = 16;
const REASONS = ['facts', 'evidence', 'law'] as const;
const COMMITTEE = '检察委员会';

/** A document ready to go with its act. */
export interface Made {
  readonly issued: IssuedDocument;
  readonly write: DocumentWrite;
}

/** A document as it would be: its blocks, or what is missing. */
export interface Preview {
  readonly blocks: readonly RenderedBlock[];
  /** Names of required fields without a value. */
  readonly missing: readonly string[];
  readonly number: string;
}

/** A draft as somebody has read it. */
export interface SeenDraft {
  readonly n: number;
  readonly version: number;
}

interface Wanted {
  /** The draft of this number; the latest draft of the document when absent. */
  readonly n?: number;
  /** The version that was read; whatever it has come to when absent. */
  readonly version?: number;
  /** The document that is corrected, with its number. */
  readonly corrects?: { readonly n: number; readonly number: string };
}

interface Ground {
  readonly making: Making;
  readonly number: string;
  readonly data: DocumentData;
  readonly handlers: readonly string[];
  readonly chief: string | null;
}

/** Makes a document with the next number of its series. Refuses `DOCUMENT.INCOMPLETE` with the fields that have no value, `DOCUMENT.NOT_OF_ACT`
 *  when no such draft waits, and `DOCUMENT.VERSION_CONFLICT` when somebody wrote on it after it was read.
 *  INVARIANT: a number is only a number once the act is committed; whoever loses it is judged again. */
export async function makeDocument(deps: Deps, identity: Identity, snapshot: CaseSnapshot, at: Instant, served: Served, wanted: Wanted = {}): Promise<Result<Made>> {
  const { selected: { template, from }, declaration } = served;
  const { making, number, data, handlers, chief } = await groundOf(deps, identity, snapshot, at, served, wanted);
  const stale = notAsSeen(making, wanted);
  if (stale !== null) return stale;
  const { filled, missing } = fillFields(template, data);
  if (missing.length > 0) return incomplete(served, missing);
  const date = lawDateOf(at);
  const document: RenderedDocument = {
    format: DOCUMENT_FORMAT, document: declaration.id, template: from, number, date, blocks: renderBlocks(template, filled, { number, date, office: making.officeName, handlers, chief }),
    ...(wanted.corrects === undefined ? {} : { corrects: wanted.corrects.number }), salt: deps.random.hex(SALT_BYTES),
  };
  const hash = documentHash(document, deps.hash);
  const { n, version } = making.draft ?? { n: making.lastN + 1, version: 1 };
  const issued: IssuedDocument = { document: declaration.id, n, version, template: from, number, hash, ...(wanted.corrects === undefined ? {} : { corrects: wanted.corrects.n }) };
  return ok({
    issued,
    write: {
      n, document: declaration.id, office: snapshot.office, word: template.word, year: yearOf(at), serial: making.lastSerial + 1, number, template: from, hash,
      content: documentText(document), version, fresh: making.draft === null,
    },
  });
}

/** Nobody issues a text that is not the one he has read. Null when it is, or when none was named. */
function notAsSeen({ draft }: Making, { n, version, corrects }: Wanted): Result<never> | null {
  if (n === undefined) return null;
  if (draft === null || (draft.corrects === null) !== (corrects === undefined)) return refused('DOCUMENT.NOT_OF_ACT', { document: String(n) });
  return version === undefined || draft.version === version ? null : refused('DOCUMENT.VERSION_CONFLICT', { expected: version });
}

/** What the document would be now. The number is shown as not given yet. */
export async function previewDocument(deps: Deps, identity: Identity, snapshot: CaseSnapshot, at: Instant, served: Served, wanted: Wanted): Promise<Preview> {
  const { template } = served.selected;
  const { making, data, handlers, chief } = await groundOf(deps, identity, snapshot, at, served, wanted);
  const number = `${making.officeWord}${template.word}〔${yearOf(at)}〕\u3000号`;
  const { filled, missing } = fillFields(template, data);
  return { blocks: missing.length > 0 ? [] : renderBlocks(template, filled, { number, date: lawDateOf(at), office: making.officeName, handlers, chief }), missing, number };
}

async function groundOf(deps: Deps, { tenant }: Identity, snapshot: CaseSnapshot, at: Instant, { selected: { template }, declaration, carrier }: Served, { n }: Wanted): Promise<Ground> {
  const { decision } = carrier;
  const team = actingAt(snapshot, at).filter(({ role }) => role === 'handler' || role === 'lead' || role === 'team_member').map(({ person }) => person);
  const people = [...new Set([...team, ...(decision?.deciders ?? []).map(({ person }) => person)])];
  const making = await deps.documents.making({ tenant, caseId: snapshot.caseId, document: declaration.id, word: template.word, year: yearOf(at), ...(n === undefined ? {} : { n }), seqs: decision?.reasonSeqs ?? [], people });
  assert(making !== null, `the case ${snapshot.caseId} was read and is gone`);
  const number = `${making.officeWord}${template.word}〔${yearOf(at)}〕${making.lastSerial + 1}号`;
  const names = (all: readonly PersonId[]): readonly string[] => all.flatMap((person) => making.names.get(person) ?? []);
  const handlers = names([...new Set(team)]);
  const chief = names((decision?.deciders ?? []).filter(({ role }) => role === 'chief').map(({ person }) => person))[0] ?? null;
  const reasons = decision === null ? {} : openedReasons(making, decision);
  const words: Readonly<Record<string, JsonValue | undefined>> = {
    'case.number': making.caseNumber, 'case.title': making.title, 'case.foreignNumber': making.foreignNumber ?? undefined, 'office.name': making.officeName, 'handler.name': handlers[0],
    'document.number': number, 'document.date': lawDateOf(at), ...(decision === null ? {} : wordsOfDecision(decision, making, names)), ...Object.fromEntries(REASONS.map((name) => [`reasons.${name}`, reasons[name]])),
  };
  const data: DocumentData = {
    words: Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as DocumentData['words'], facts: { ...snapshot.facts },
    values: decision === null ? carrier.payload : { ...reasons, ...decision.values }, typed: making.draft?.fields ?? {},
  };
  return { making, number, data, handlers, chief };
}

function wordsOfDecision({ seq, level, deciders, outcome }: SpokenDecision, { decidedAt }: Making, names: (people: readonly PersonId[]) => readonly string[]): Readonly<Record<string, JsonValue | undefined>> {
  const at = decidedAt.get(seq);
  const who = level === 'committee' ? [COMMITTEE] : [...names(deciders.map(({ person }) => person))];
  return { 'decision.date': at === undefined ? undefined : lawDateOf(at), 'decision.outcome': outcome.zh, 'decision.deciders': who };
}

/** Texts given with the proposal and the decision, where their openings still exist. */
function openedReasons({ openings }: Making, { reasonSeqs }: SpokenDecision): JsonObject {
  return Object.fromEntries(reasonSeqs.flatMap((seq) => openings.filter((opening) => opening.seq === seq && opening.path.startsWith('/input/')).map(({ path, value }) => [path.slice('/input/'.length), value])));
}

/** Refuses `DOCUMENT.INCOMPLETE` with the names of the fields and their labels in both languages. */
export function incomplete({ declaration, selected: { template } }: Served, missing: readonly string[]): Result<never> {
  const labels = missing.map((name) => template.fields[name]?.label ?? { zh: name, en: name });
  return refused('DOCUMENT.INCOMPLETE', { document: declaration.id, missing: labels.map(({ zh, en }) => `${zh} / ${en}`), fields: missing }, declaration.source);
}

/** The series of numbers a document of a case takes the next of. */
export function seriesOf({ office }: CaseSnapshot, at: Instant, { selected: { template } }: Served): string {
  return `${office} ${template.word} ${yearOf(at)}`;
}

/** The year of the law's calendar, not of UTC. */
function yearOf(at: Instant): number {
  return Number(lawDateOf(at).slice(0, 4));
}

// Publishing definitions with a second person: one submits, another – the chief – publishes. Nothing changes for cases that
// run, and a power list takes effect tomorrow at the earliest, so that no verdict of today or yesterday moves.
import { compileRelease, type EvidenceStandard } from '@quanze/engine';
import { parsePowerList, type PowerList } from '@quanze/authority';
import { parseCalendar } from '@quanze/calendar';
import { checkReleaseContent, invalid, readDocument, releaseFromContent, type DefinitionRefusal, type Problem } from '@quanze/definitions';
import { isUuid, lawDateOf, ok, parseLocalDate, refused, type HashHex, type JsonObject, type JsonValue, type LocalDate, type OfficeId, type PersonId, type Refusal, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import type { DutyList } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DefinitionKind, SubmittedDefinition } from '../ports/office-store.port.js';
import { changeOffice } from '../office/change.js';
import { problemsOfDocumentTemplates, problemsOfDuties, problemsOfRelease } from './by-the-lists.js';
import { aloneByDay } from './rivals.js';
import type { PublishedRelease } from './published-release.js';

export interface DefinitionInput {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly content: JsonValue;
}

/** Checks a definition and keeps it for the second person. Refuses `DEFINITION.…` with the place, `DEFINITION.EFFECTIVE_TOO_EARLY`,
 *  `DEFINITION.BAD_VALUE` when the document says another id, version or first day than the request. */
export async function submitDefinition(deps: Deps, identity: Identity, office: string, input: DefinitionInput): Promise<Result<{ readonly hash: HashHex }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const hash = deps.hash.ofText(canonicalize(input.content));
  const payload = { kind: input.kind, id: input.id, version: input.version, hash, effectiveFrom: input.effectiveFrom };
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'definition.submit', by: ['admin'], payload }, async (_, at) => {
    const effectiveFrom = parseLocalDate(input.effectiveFrom);
    if (!effectiveFrom.ok) return effectiveFrom;
    if (effectiveFrom.value <= lawDateOf(at)) return refused('DEFINITION.EFFECTIVE_TOO_EARLY', { effectiveFrom: effectiveFrom.value });
    const proved = prove(input, hash, effectiveFrom.value);
    if (!proved.ok) return proved;
    const served = await byTheLists(deps, identity, office, { ...input, effectiveFrom: effectiveFrom.value });
    if (!served.ok) return served;
    const definition: SubmittedDefinition = { ...input, effectiveFrom: effectiveFrom.value, hash, submittedBy: identity.person, submittedAt: at };
    return ok({ kind: 'submit', definition });
  });
  return done.ok ? ok({ hash }) : done;
}

/** Kinds whose documents say their first day themselves; of the others the publishing says it. */
const DATED: ReadonlySet<DefinitionKind> = new Set(['assignment-rules', 'duty-list', 'document-template', 'evidence-standard', 'formality-model']);

function prove(input: DefinitionInput, hash: HashHex, effectiveFrom: LocalDate): Result<unknown> {
  const { id, version } = input;
  if (input.kind === 'power-list') {
    const list = parsePowerList(input.content);
    return list.ok ? sameHead(list.value, { id, version, effectiveFrom }) : list;
  }
  if (input.kind !== 'release' && input.kind !== 'calendar') {
    const read = readDocument(JSON.stringify(input.content), { file: 'content', kind: input.kind });
    const head = DATED.has(input.kind) ? { id, version, effectiveFrom } : { id, version };
    return read.ok ? sameHead(read.value.value as JsonObject, head) : { ok: false, refusal: problemRefusal(read.refusal) };
  }
  if (input.kind === 'calendar') {
    const calendar = parseCalendar(input.content);
    return calendar.ok ? sameHead(calendar.value, { id, version }) : { ok: false, refusal: calendar.refusal[0] ?? { code: 'DEFINITION.INVALID', params: {} } };
  }
  const checked = checkReleaseContent(input.content);
  if (!checked.ok) return { ok: false, refusal: problemRefusal(checked.refusal) };
  const release = releaseFromContent(input.content, { hash, label: input.version, effectiveFrom });
  return release.ok ? compileRelease(release.value) : release;
}

/** Refuses `DEFINITION.INVALID` with `act-unmapped` and the like when an act would be done under no duty, or nobody could say which, and with
 *  `template-…` when a template does not fit the paths it serves. */
async function byTheLists(deps: Deps, identity: Identity, office: string, { kind, content, effectiveFrom }: Pick<SubmittedDefinition, 'kind' | 'content' | 'effectiveFrom'>): Promise<Result<null>> {
  const problems = await problemsAround(deps, identity, office, { kind, content, effectiveFrom });
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? ok(null) : { ok: false, refusal: problemRefusal(invalid('content', errors).refusal) };
}

async function problemsAround(deps: Deps, identity: Identity, office: string, { kind, content, effectiveFrom }: Pick<SubmittedDefinition, 'kind' | 'content' | 'effectiveFrom'>): Promise<readonly Problem[]> {
  switch (kind) {
    case 'duty-list': return problemsOfDuties(deps, identity, content);
    case 'release': return problemsOfRelease(deps, content, effectiveFrom);
    case 'document-template': return problemsOfDocumentTemplates(deps, office, content, effectiveFrom);
    default: return [];
  }
}

/** A document is published under what it says of itself. For a power list that is its day above all: it is in force by its own words,
 *  and one that said an earlier day would move verdicts of the past. */
function sameHead<T extends object>(document: T, head: Readonly<Partial<Record<keyof T & string, string>>>): Result<T> {
  const differing = Object.entries<string | undefined>(head).find(([name, value]) => document[name as keyof T] !== value);
  return differing === undefined ? ok(document) : refused('DEFINITION.BAD_VALUE', { path: `/${differing[0]}`, expected: (differing[1] ?? '').slice(0, 120) });
}

/** The problems of a document as parameters: rule, place and message of the first twenty. */
function problemRefusal(refusal: Refusal): Refusal {
  const problems = 'problems' in refusal ? (refusal as DefinitionRefusal).problems : [];
  if (problems.length === 0) return refusal;
  return { ...refusal, params: { ...refusal.params, problems: problems.slice(0, 20).map((p) => `${p.rule} ${p.file}${p.key}: ${p.message.zh} / ${p.message.en}`) } };
}

/** Publishes what somebody else submitted. Refuses `DEFINITION.NOT_SUBMITTED`, `AUTHORITY.CONFLICTING_CAPACITY` (four eyes),
 *  `DEFINITION.EFFECTIVE_TOO_EARLY` when its day has come in the meantime, `DEFINITION.DUPLICATE` for a second power list, duty list, evidence standard, formality model
 *  or version of a catalogue of laws of one day, `DEFINITION.INVALID` when acts
 *  do not map to the duty lists any more. */
export async function publishDefinition(deps: Deps, identity: Identity, office: string, hash: string): Promise<Result<{ readonly hash: HashHex }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'definition.publish', by: ['chief'], payload: { hash } }, async (_, at) => {
    const submitted = (await deps.office.submitted(identity.tenant)).find((d) => d.hash === hash);
    if (submitted === undefined) return refused('DEFINITION.NOT_SUBMITTED');
    if (submitted.submittedBy === identity.person) return refused('AUTHORITY.CONFLICTING_CAPACITY', { capacity: 'publish', filled: 'submit' });
    if (submitted.effectiveFrom <= lawDateOf(at)) return refused('DEFINITION.EFFECTIVE_TOO_EARLY', { effectiveFrom: submitted.effectiveFrom });
    const alone = await aloneOnItsDay(deps, identity, submitted);
    if (!alone.ok) return alone;
    const served = await byTheLists(deps, identity, office, submitted);
    if (!served.ok) return served;
    const { kind, id, version, effectiveFrom, content } = submitted;
    return ok({ kind: 'publish', definition: { kind, id, version, effectiveFrom, content, hash: submitted.hash, publishedAt: at } });
  });
  if (!done.ok) return done;
  await deps.definitions.refresh();
  return ok({ hash: hash as HashHex });
}

/** Refuses `DEFINITION.DUPLICATE` for a power list that would begin on the same day as another of equal standing: from that day on
 *  neither could be chosen, and nothing could be decided. */
async function aloneOnItsDay(deps: Deps, identity: Identity, submitted: SubmittedDefinition): Promise<Result<null>> {
  if (submitted.kind === 'duty-list') return dutiesAloneOnTheirDay(deps, identity, submitted.content as unknown as DutyList);
  if (submitted.kind === 'evidence-standard') return standardAloneOnItsDay(deps, identity, submitted);
  if (submitted.kind !== 'power-list') return aloneByDay(deps, identity, submitted);
  const own = parsePowerList(submitted.content);
  if (!own.ok) return own;
  const published = (await deps.office.definitions(identity.tenant)).filter(({ kind }) => kind === 'power-list').map(({ content }) => parsePowerList(content));
  const isRival = (list: PowerList): boolean => list.effectiveFrom === own.value.effectiveFrom && list.province === own.value.province && list.levels.some((level) => own.value.levels.includes(level));
  return published.some((list) => list.ok && isRival(list.value)) ? refused('DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: own.value.effectiveFrom }) : ok(null);
}

/** The same for a duty list: nobody could say which of two a duty stands in. */
async function dutiesAloneOnTheirDay(deps: Deps, identity: Identity, { effectiveFrom, province }: DutyList): Promise<Result<null>> {
  const published = (await deps.office.definitions(identity.tenant)).filter(({ kind }) => kind === 'duty-list').map(({ content }) => content as unknown as DutyList);
  const hasRival = published.some((list) => list.effectiveFrom === effectiveFrom && list.province === province);
  return hasRival ? refused('DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: effectiveFrom }) : ok(null);
}

export interface ReleaseView {
  readonly hash: HashHex;
  readonly path: string;
  readonly version: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly effectiveFrom: LocalDate;
  readonly states: number;
  readonly acts: number;
}

/** Published releases, newest first. */
export function releasesOf(deps: Deps): readonly ReleaseView[] {
  return deps.definitions.all().map(viewOf).sort((a, b) => (a.effectiveFrom + a.path < b.effectiveFrom + b.path ? 1 : -1));
}

/** One release with its documents and the machine it compiles to. Refuses `RELEASE.NOT_FOUND`. */
export function releaseOf(deps: Deps, hash: string): Result<{ readonly view: ReleaseView; readonly content: JsonValue; readonly machine: Readonly<Record<string, unknown>> }> {
  const found = deps.definitions.all().find((r) => r.definition.hash === hash);
  if (found === undefined) return refused('RELEASE.NOT_FOUND', {});
  return ok({ view: viewOf(found), content: found.definition.content, machine: found.path.machine.config });
}

function viewOf({ definition, path }: PublishedRelease): ReleaseView {
  return { hash: definition.hash, path: path.document.id, version: definition.version, label: path.document.label, effectiveFrom: definition.effectiveFrom, states: path.nodes.size, acts: path.acts.size };
}

export type { PersonId };

/** Two standards for one day and province would leave open by which of them a case is checked. */
async function standardAloneOnItsDay(deps: Deps, identity: Identity, { content, effectiveFrom }: SubmittedDefinition): Promise<Result<null>> {
  const { province } = content as unknown as EvidenceStandard;
  const published = (await deps.office.definitions(identity.tenant)).filter(({ kind }) => kind === 'evidence-standard').map((definition) => definition.content as unknown as EvidenceStandard);
  const isTaken = published.some((other) => other.effectiveFrom === effectiveFrom && other.province === province);
  return isTaken ? refused('DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: effectiveFrom }) : ok(null);
}

// Questions about responsibility: a case, one decision, somebody's dossier, an office. Each as known at a moment. What is told about others is
// logged before it is told. What is not here: findings, exemptions and objections (`findings.ts`, `appeals.ts`).
import { isUuid, ok, refused, type CaseId, type Instant, type Label, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DossierHead, ExemptionRow, FindingRow, ParticipationCapacity, ResponsibilityRead } from '../ports/responsibility-store.port.js';
import { asOfMoment } from './as-of.js';
import { flagsAmong, stepsOfDecision, type EntryFlagView } from '../formality/views.js';
import { judgeFiles, type Judged, type JudgedDecision } from './judged.js';
import { readerOf, supervisedOffices, SUPERVISORS, supervises, unreadable } from './readers.js';
import { textsOf } from './texts.js';
import { decisionView, explainedFor, inputsFor, rowsOf, SEES_ALL, seesOnly, tableView, type DecisionInputs, type DecisionResponsibility, type ExplainedResponsibility, type Names, type Sees, type StatementTexts, type TableView } from './views.js';

export interface CaseResponsibility {
  readonly caseId: string;
  readonly number: string;
  readonly asOf: Instant;
  readonly table: TableView;
  readonly decisions: readonly DecisionResponsibility[];
}

export interface DecisionAnswer extends DecisionResponsibility, Omit<DecisionInputs, 'findings' | 'exemptions'> {
  readonly findings: readonly (FindingRow & StatementTexts)[];
  readonly exemptions: readonly (ExemptionRow & StatementTexts)[];
  readonly asOf: Instant;
  readonly table: TableView;
  readonly explanation: ExplainedResponsibility | null;
  /** Signs of formality in what the decision rests on; who does not supervise sees those of the own acts. They allocate nothing. */
  readonly formality: readonly EntryFlagView[];
}

/** A case in hand: its decisions as known at a moment, and what the reader sees of them. */
interface InHand {
  readonly at: Instant;
  readonly judged: Judged;
  readonly sees: Sees;
  readonly isSupervisor: boolean;
}

async function caseInHand(deps: Deps, identity: Identity, caseId: string, asOf: string | undefined): Promise<Result<InHand & { readonly number: string; readonly office: OfficeId }>> {
  if (!isUuid(caseId)) return refused('CASE.NOT_FOUND');
  const at = asOfMoment(deps, asOf);
  if (!at.ok) return at;
  const [file] = await deps.responsibility.files(identity.tenant, [caseId as CaseId], at.value);
  if (file === undefined) return refused('CASE.NOT_FOUND');
  const isSupervisor = supervises(await readerOf(deps, identity), file.office, file.superior);
  const judged = await judgeFiles(deps, identity, [file], at.value);
  if (!judged.ok) return judged;
  const isConcerned = judged.value.decisions.some((decision) => rowsOf(decision).some(({ person }) => person === identity.person));
  if (!isSupervisor && !isConcerned) return unreadable(deps, identity, caseId as CaseId);
  return ok({ at: at.value, judged: judged.value, sees: isSupervisor ? SEES_ALL : seesOnly(identity.person), isSupervisor, number: file.number, office: file.office });
}

/** Who answers for what in every decision of a case. Who does not supervise the office sees the own rows, in decisions that have some.
 *  Refuses `CASE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `RESPONSIBILITY.DATE_MALFORMED`, `RESPONSIBILITY.DATE_IN_FUTURE`, `RESPONSIBILITY.NO_TABLE`. */
export async function caseResponsibility(deps: Deps, identity: Identity, caseId: string, asOf?: string): Promise<Result<CaseResponsibility>> {
  const hand = await caseInHand(deps, identity, caseId, asOf);
  if (!hand.ok) return hand;
  const { at, judged, sees, isSupervisor, number, office } = hand.value;
  const names = await namesOf(deps, identity, judged.decisions);
  if (isSupervisor) await deps.responsibility.logRead(readOf(deps, identity, 'case', { office, caseId: caseId as CaseId }));
  const views = judged.decisions.map((decision) => viewOf(deps, decision, names, sees));
  return ok({ caseId, number, asOf: at, table: tableView(judged.table), decisions: views.filter(({ rows }) => isSupervisor || rows.length > 0) });
}

/** One decision with the inputs of its rows, what people found and objected, and on demand the reasons. Refuses as `caseResponsibility`,
 *  and `DECISION.NOT_FOUND`, also for one that was not made yet at that moment. */
export async function decisionResponsibility(deps: Deps, identity: Identity, caseId: string, seq: number, query: { readonly asOf?: string; readonly explain?: keyof Label }): Promise<Result<DecisionAnswer>> {
  const hand = await caseInHand(deps, identity, caseId, query.asOf);
  if (!hand.ok) return hand;
  const { at, judged, sees, isSupervisor, office } = hand.value;
  const decision = judged.decisions.find(({ past }) => past.record.seq === seq);
  if (decision === undefined || (!isSupervisor && !rowsOf(decision).some(({ person }) => person === identity.person))) return refused('DECISION.NOT_FOUND', { seq });
  const names = await namesOf(deps, identity, [decision]);
  if (isSupervisor) await deps.responsibility.logRead(readOf(deps, identity, 'decision', { office, caseId: caseId as CaseId, seq }));
  const steps = stepsOfDecision(decision.past.record).filter(({ person }) => isSupervisor || person === identity.person).map(({ seq: step }) => step);
  return ok({
    asOf: at, table: tableView(judged.table), ...viewOf(deps, decision, names, sees), ...(await withTexts(deps, office, inputsFor(decision, sees))),
    explanation: query.explain === undefined ? null : explainedFor(decision, query.explain, names, sees),
    formality: flagsAmong(steps, await deps.formality.ofEntries(caseId as CaseId, steps)),
  });
}

async function withTexts(deps: Deps, office: OfficeId, inputs: DecisionInputs): Promise<Pick<DecisionAnswer, 'facts' | 'appeals' | 'findings' | 'exemptions'>> {
  const { findings, exemptions, ...rest } = inputs;
  const texts = await textsOf(deps, office, [...findings, ...exemptions].map(({ entry }) => entry));
  const add = <T extends { readonly entry: number }>(row: T): T & StatementTexts => ({ ...row, basis: texts.get(row.entry)?.['basis'] ?? null, reasons: texts.get(row.entry)?.['reasons'] ?? null });
  return { ...rest, findings: findings.map(add), exemptions: exemptions.map(add) };
}

export interface DossierItem extends DecisionResponsibility {
  readonly capacities: readonly ParticipationCapacity[];
  readonly appeals: DecisionInputs['appeals'];
}

export interface Dossier extends DossierHead {
  readonly asOf: Instant;
  readonly table: TableView;
  readonly items: readonly DossierItem[];
  readonly next: string | null;
}

export interface PageAsked {
  readonly asOf?: string;
  readonly limit: number;
  readonly after?: string;
}

/** Everything somebody answers for, for life: across posts, transfer and retirement. The own one, or for who supervises an office the
 *  part that arose there. A page may hold fewer decisions than asked for. Refuses `PERSON.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`,
 *  `REQUEST.CURSOR_MALFORMED`, and as `caseResponsibility` for the date.   @source 人民检察院司法责任追究条例（2024） 2 */
export async function dossierOf(deps: Deps, identity: Identity, person: string, { asOf, ...page }: PageAsked): Promise<Result<Dossier>> {
  const isOwn = person === identity.person;
  const offices = isOwn ? null : supervisedOffices(await readerOf(deps, identity), await deps.office.offices(identity.tenant));
  if (offices !== null && offices.length === 0) return refused('AUTHORITY.NOT_YOUR_ROLE', { act: 'responsibility.read', needs: SUPERVISORS });
  const at = asOfMoment(deps, asOf);
  if (!at.ok) return at;
  const head = isUuid(person) ? await deps.responsibility.dossierHead(identity.tenant, person as PersonId, at.value) : null;
  if (head === null) return refused('PERSON.NOT_FOUND');
  const found = await deps.responsibility.decisionsOfPerson({ tenant: identity.tenant, person: head.person, offices, until: at.value, ...page });
  if (!found.ok) return found;
  const judged = await judgePage(deps, identity, found.value.items, at.value);
  if (!judged.ok) return judged;
  const names = await namesOf(deps, identity, judged.value.decisions);
  if (!isOwn) await deps.responsibility.logRead(readOf(deps, identity, 'dossier', { person: head.person }));
  const sees = seesOnly(head.person);
  const items = found.value.items.flatMap(({ caseId, seq, capacities }): readonly DossierItem[] => {
    const decision = judged.value.decisions.find(({ file, past }) => file.caseId === caseId && past.record.seq === seq);
    const view = decision === undefined ? null : viewOf(deps, decision, names, sees);
    // Known from a finding only, and not yet at that moment: then the decision is none of this person's.
    return decision === undefined || view === null || (view.refusal === null && view.rows.length === 0) ? [] : [{ ...view, capacities, appeals: inputsFor(decision, sees).appeals }];
  });
  return ok({ ...head, asOf: at.value, table: tableView(judged.value.table), items, next: found.value.next });
}

/** Judges the cases of a page of decisions, each case once. */
export async function judgePage(deps: Deps, identity: Identity, items: readonly { readonly caseId: CaseId }[], at: Instant): Promise<Result<Judged>> {
  const cases = [...new Set(items.map(({ caseId }) => caseId))];
  return judgeFiles(deps, identity, cases.length === 0 ? [] : await deps.responsibility.files(identity.tenant, cases, at), at);
}

export function viewOf(deps: Deps, decision: JudgedDecision, names: Names, sees: Sees): DecisionResponsibility {
  return decisionView(decision, deps.definitions.pinned(decision.file.release), names, sees);
}

export function namesOf(deps: Deps, identity: Identity, decisions: readonly JudgedDecision[]): Promise<Names> {
  const people = new Set(decisions.flatMap((decision) => rowsOf(decision).map(({ person }) => person as PersonId)));
  return people.size === 0 ? Promise.resolve(new Map()) : deps.responsibility.names(identity.tenant, [...people]);
}

export function readOf(deps: Deps, identity: Identity, what: string, of: Partial<ResponsibilityRead>): ResponsibilityRead {
  return { tenant: identity.tenant, reader: identity.person, at: deps.clock.now(), what, office: null, caseId: null, seq: null, person: null, ...of };
}

const READS_MAX = 200;

/** Who looked at what concerns me, the latest first. */
export async function readsOfMine(deps: Deps, identity: Identity): Promise<readonly (Pick<ResponsibilityRead, 'reader' | 'at' | 'what' | 'caseId' | 'seq'> & { readonly name: string | null })[]> {
  const reads = await deps.responsibility.readsOf(identity.tenant, identity.person, READS_MAX);
  const names = await deps.responsibility.names(identity.tenant, [...new Set(reads.map(({ reader }) => reader))]);
  return reads.map(({ reader, at, what, caseId, seq }) => ({ reader, name: names.get(reader) ?? null, at, what, caseId, seq }));
}

// Questions about a case: what may I do, its state, its trace, its decisions, its deadlines. Reading changes nothing.
import {
  CORRECTION_ACT, CORRECTION_LABEL, ERASURE_LABELS, explainActs, linkByAct, NUMBER_FIELD, SELECTION_LABELS, tasksOf, type ActAnswer, type CaseSnapshot, type CompiledPath, type DecisionRecord, type EarlierAct, type Recusal, type Task,
} from '@quanze/engine';
import { computeDeadline, renderDerivation } from '@quanze/calendar';
import { lawDateOf, ok, type Instant, type JsonObject, type JsonValue, type Label, type Result } from '@quanze/kernel';
import { openSealed, type JournalEntry } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import type { CaseHead, CaseQuery, Identity, InboxItem, Opening, Scope } from '../ports/case-store.port.js';
import { servedBy } from '../documents/carrier.js';
import { noteReading } from '../formality/readings.js';
import { entriesOfDecision, flagsAmong, flagsIn, type EntryFlagView, type FlagView } from '../formality/views.js';
import { hiddenFrom, visibleCase, visiblePayload } from './hidden-facts.js';
import { advisersOfOpen, advisersOfRecord, adviserViews, type Adviser, type AdviserView } from './advisers.js';
import { takeInHand } from './load.js';

export interface StateView {
  readonly id: string;
  readonly label: Label;
  readonly kind: string;
  readonly level: string | null;
  readonly keyPoint: Label | null;
}

export interface CaseView {
  readonly head: CaseHead;
  readonly states: readonly StateView[];
  readonly snapshot: CaseSnapshot;
  /** Every recusal of the case with what the person had done before, and what became of it (Rules 36). */
  readonly recusals: readonly RecusalView[];
  /** Open tasks of the case, whoever is asked. */
  readonly tasks: readonly Task[];
  /** Who advised on the questions under way; of a question that was decided and issued, see its decision. */
  readonly advisers: readonly QuestionAdvisers[];
}

/** A question under way, by its key in `snapshot.decisions`, with who advised on it. */
export interface QuestionAdvisers {
  readonly decision: string;
  readonly question: Label;
  readonly advisers: readonly AdviserView[];
}

export interface RecusalView extends Omit<Recusal, 'earlier'> {
  readonly earlier: readonly (EarlierAct & { readonly label: Label })[];
}

export interface ActView extends ActAnswer {
  readonly label: Label;
  readonly capacity: string;
  readonly source: string | null;
  readonly keyPoint: Label | null;
  readonly document: Label | null;
  /** Id of the document that a template makes with the act; its number is not typed then. */
  readonly makes?: string;
}

export interface TraceLine {
  readonly entry: JournalEntry;
  readonly actLabel: Label | null;
  /** The payload with sealed fields opened where their openings still exist. */
  readonly payload: JsonObject;
  /** Set for an entry of somebody recused since: whether it stands is waiting, or was judged by another entry (Rules 36). */
  readonly validity: Omit<EarlierAct, 'seq' | 'act' | 'at'> | null;
  /** Signs of formality; null when the act was not checked. */
  readonly flags: readonly FlagView[] | null;
}

export interface DeadlineView {
  readonly clock: string;
  readonly label: Label;
  readonly rule: string;
  readonly status: string;
  readonly run: number;
  readonly phase: string;
  readonly start: string;
  readonly due: string | null;
  readonly endsAt: Instant | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly source: string;
  readonly derivation: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

/** What the person may do, and for the rest why not and who may: the acts of the present states, or all of the definition.
 *  Refuses `CASE.NOT_FOUND`. */
export async function whatMayIDo(deps: Deps, identity: Identity, caseId: string, scope: 'in-state' | 'all' = 'in-state'): Promise<Result<{ readonly version: number; readonly seq: number; readonly at: Instant; readonly acts: readonly ActView[] }>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { loaded, path, world, at } = taken.value;
  const acts = explainActs(path, loaded.snapshot, world, scope).map((answer): ActView => {
    const act = path.acts.get(answer.act);
    const makes = servedBy(deps, path, loaded.snapshot, answer.act, {}, at)?.declaration;
    const { [NUMBER_FIELD]: _number, ...fields } = answer.fields;
    return {
      ...answer, ...(makes === undefined ? {} : { makes: makes.id, fields }),
      label: act?.label ?? { zh: answer.act, en: answer.act }, capacity: act?.capacity ?? 'handle', source: act?.source ?? null, keyPoint: act?.keyPoint?.label ?? null, document: makes?.label ?? act?.document?.label ?? null,
    };
  });
  return ok({ version: loaded.snapshot.version, seq: loaded.seq, at, acts });
}

export async function readCase(deps: Deps, identity: Identity, caseId: string): Promise<Result<CaseView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const [head] = await Promise.all([deps.cases.head({ ...scopeOf(deps, identity), at: taken.value.at }, taken.value.loaded.snapshot.caseId), noteReading(deps, identity, taken.value.loaded, taken.value.at)]);
  if (head === null) return { ok: false, refusal: { code: 'CASE.NOT_FOUND', params: {} } };
  const { path, loaded } = taken.value;
  const snapshot = visibleCase(loaded.snapshot, hiddenFrom(taken.value));
  const tasks = tasksOf(path, loaded.snapshot, taken.value.at);
  return ok({ head, states: loaded.snapshot.states.map((id) => stateView(path, id)), snapshot, recusals: recusalsOf(path, loaded.snapshot), tasks, advisers: await questionsAdvised(deps, identity, path, loaded.snapshot) });
}

/** Asks for names and texts only where somebody advised. */
async function questionsAdvised(deps: Deps, identity: Identity, path: CompiledPath, { caseId, decisions }: CaseSnapshot): Promise<readonly QuestionAdvisers[]> {
  const advised = Object.entries(decisions).map(([decision, open]) => ({ decision, advisers: advisersOfOpen(open) })).filter(({ advisers }) => advisers.length > 0);
  const [names, openings] = await saidBy(deps, identity, caseId, advised.flatMap(({ advisers }) => advisers), []);
  return advised.map(({ decision, advisers }) => ({ decision, question: path.decisions.get(decision)?.question ?? { zh: decision, en: decision }, advisers: adviserViews(advisers, names, openings) }));
}

/** Names of advisers, and the openings of what they said and of further entries; each asked once, and only where there is something to ask. */
function saidBy(deps: Deps, { tenant }: Identity, caseId: CaseHead['caseId'], advisers: readonly Adviser[], more: readonly number[]): Promise<[ReadonlyMap<string, string>, readonly (Opening & { readonly seq: number })[]]> {
  const people = [...new Set(advisers.map(({ person }) => person))];
  const seqs = [...new Set([...more, ...advisers.flatMap(({ seq }) => (seq === null ? [] : [seq]))])];
  return Promise.all([people.length === 0 ? new Map<string, string>() : deps.responsibility.names(tenant, people), seqs.length === 0 ? [] : deps.cases.openings(caseId, seqs)]);
}

function recusalsOf(path: CompiledPath, snapshot: CaseSnapshot): readonly RecusalView[] {
  return snapshot.recusals.map((recusal) => ({ ...recusal, earlier: (recusal.earlier ?? []).map((entry) => ({ ...entry, label: actLabelOf(path, entry.act) ?? { zh: entry.act, en: entry.act } })) }));
}

/** Entries that no path declares. */
const ENGINE_LABELS: ReadonlyMap<string, Label> = new Map([...Object.entries(ERASURE_LABELS), [CORRECTION_ACT, CORRECTION_LABEL]]);

function actLabelOf(path: CompiledPath, act: string | null): Label | null {
  return path.acts.get(act ?? '')?.label ?? linkByAct(path, act)?.act.label ?? SELECTION_LABELS[act ?? ''] ?? ENGINE_LABELS.get(act ?? '') ?? null;
}

export function stateView(path: CompiledPath, id: string): StateView {
  const node = path.nodes.get(id);
  return { id, label: node?.label ?? { zh: id, en: id }, kind: node?.kind ?? 'unknown', level: node?.level ?? null, keyPoint: node?.keyPoint?.label ?? null };
}

const TRACE_PAGE_MAX = 500;

/** The journal of a case in order, refused attempts included. @param afterSeq exclusive */
export async function traceOf(deps: Deps, identity: Identity, caseId: string, afterSeq: number, limit: number): Promise<Result<{ readonly lines: readonly TraceLine[]; readonly next: number | null }>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { path, loaded } = taken.value;
  const size = Math.min(Math.max(limit, 1), TRACE_PAGE_MAX);
  const [entries] = await Promise.all([deps.cases.journal(loaded.snapshot.caseId, afterSeq, size + 1), noteReading(deps, identity, loaded, taken.value.at)]);
  const page = entries.slice(0, size);
  const openings = page.length === 0 ? [] : await deps.cases.openings(loaded.snapshot.caseId, page.map((entry) => entry.seq));
  const hidden = hiddenFrom(taken.value);
  const shown = (entry: JournalEntry, payload: JsonObject): JsonObject => visiblePayload(path, entry.act, payload, hidden);
  const lines = page.map((entry) => ({
    entry: hidden.size === 0 ? entry : { ...entry, payload: shown(entry, entry.payload) }, actLabel: actLabelOf(path, entry.act),
    payload: shown(entry, opened(entry, openings, deps)), validity: validityOf(loaded.snapshot, entry.seq),
    flags: flagsIn(entry.payload['formality']),
  }));
  return ok({ lines, next: entries.length > size ? (page.at(-1)?.seq ?? null) : null });
}

function validityOf(snapshot: CaseSnapshot, seq: number): TraceLine['validity'] {
  const found = snapshot.recusals.flatMap((recusal) => recusal.earlier ?? []).find((entry) => entry.seq === seq);
  if (found === undefined) return null;
  const { seq: _seq, act: _act, at: _at, ...validity } = found;
  return validity;
}

function opened(entry: JournalEntry, openings: readonly (Opening & { readonly seq: number })[], deps: Deps): JsonObject {
  const own = openings.filter((opening) => opening.seq === entry.seq).map(({ path, salt, value }) => ({ path, salt, value }));
  const result = openSealed(entry.payload, own, deps.hash);
  // An opening that does not fit its field is a broken store: the sealed form is shown, and `ledger verify` names the place.
  return result.ok ? result.value : entry.payload;
}

export interface DecisionView {
  readonly record: DecisionRecord;
  readonly question: Label;
  readonly outcome: Label;
  /** The reasons given with the decision, opened where their openings still exist. */
  readonly reasons: JsonValue;
  /** Who advised on it, beside who reviewed and who decided (in the record), each with the own entry and whether it was followed. */
  readonly advisers: readonly AdviserView[];
  /** As of an entry of the trace: a decision that was issued and falls is only marked. */
  readonly validity: TraceLine['validity'];
  /** Signs of formality in what it rests on: proposals, reviews, votes, and the decision itself, each with its entry. */
  readonly flags: readonly EntryFlagView[];
}

export async function decisionsOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<readonly DecisionView[]>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { path, loaded } = taken.value;
  const [records] = await Promise.all([deps.cases.decisions(loaded.snapshot.caseId), noteReading(deps, identity, loaded, taken.value.at)]);
  const flagged = await deps.formality.ofEntries(loaded.snapshot.caseId, [...new Set(records.flatMap(entriesOfDecision))]);
  const advisers = records.map(advisersOfRecord);
  const [names, openings] = await saidBy(deps, identity, loaded.snapshot.caseId, advisers.flat(), records.map((record) => record.seq));
  return ok(records.map((record, i) => {
    const decision = path.decisions.get(record.question.state);
    const fallback = { zh: record.outcome, en: record.outcome };
    const reasons = Object.fromEntries(openings.filter((o) => o.seq === record.seq).map((o) => [o.path.replace('/input/', ''), o.value]));
    const outcome = decision?.options.get(record.outcome)?.label ?? fallback;
    return { record, question: decision?.question ?? fallback, outcome, reasons, advisers: adviserViews(advisers[i] ?? [], names, openings), validity: validityOf(loaded.snapshot, record.seq), flags: flagsAmong(entriesOfDecision(record), flagged) };
  }));
}

/** Clocks of a case with their derivation, step by step with articles. */
export async function deadlinesOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<readonly DeadlineView[]>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { path, loaded, world, at } = taken.value;
  const views = Object.entries(loaded.snapshot.clocks).map(([name, clock]): DeadlineView => {
    const rule = path.ruleSet.rules.get(clock.rule);
    const computed = rule === undefined ? null : computeDeadline(rule, clock.start, clock.events, world.calendar, { rules: path.ruleSet, asOf: lawDateOf(at) });
    const lines = (language: 'zh' | 'en') => (computed?.ok === true ? renderDerivation(computed.value.derivation, language).split('\n') : []);
    return {
      clock: name, label: path.document.clocks[name]?.label ?? { zh: name, en: name }, rule: clock.rule, status: rule?.status ?? 'unverified', run: clock.run, phase: clock.phase,
      start: clock.start, due: clock.due ?? null, endsAt: clock.endsAt ?? null, provisional: clock.provisional ?? false, paused: clock.paused ?? false,
      source: rule?.source ?? '', derivation: { zh: lines('zh'), en: lines('en') },
    };
  });
  return ok(views.sort((a, b) => ((a.endsAt ?? '9') < (b.endsAt ?? '9') ? -1 : 1)));
}

export function listCases(deps: Deps, identity: Identity, query: CaseQuery): ReturnType<Deps['cases']['list']> {
  return deps.cases.list(scopeOf(deps, identity), query);
}

export function inboxOf(deps: Deps, identity: Identity, query: { readonly limit: number; readonly after?: string }): Promise<Result<{ readonly items: readonly InboxItem[]; readonly next: string | null; readonly total: number }>> {
  return deps.cases.inbox(scopeOf(deps, identity), query);
}

export function scopeOf(deps: Deps, identity: Identity): Scope {
  return { tenant: identity.tenant, person: identity.person, at: deps.clock.now(), ownRoles: deps.definitions.ownRoles() };
}

// What carries a document: the decision it gives effect to, or the act that makes it; and which template serves there. What is not here:
// reading what it is made from, and making it (`make.ts`).
import type { DocumentTemplate, Selected } from '@quanze/documents';
import { documentOfAct, type CaseSnapshot, type CompiledPath, type DecisionRecord, type DocumentDeclaration, type Signatory } from '@quanze/engine';
import { lawDateOf, type Instant, type JsonObject, type Label } from '@quanze/kernel';
import type { Deps } from '../deps.js';

/** The decision a document speaks of. */
export interface SpokenDecision {
  readonly outcome: Label;
  readonly level: string;
  readonly deciders: readonly Signatory[];
  readonly seq: number;
  /** Entries whose reasons count, the later overriding. */
  readonly reasonSeqs: readonly number[];
  readonly values: JsonObject;
}

export interface Carrier {
  readonly decision: SpokenDecision | null;
  /** Fields of the act, for a document of an act. */
  readonly payload: JsonObject;
}

export interface Served {
  readonly declaration: DocumentDeclaration;
  readonly selected: Selected;
  readonly carrier: Carrier;
}

/** The document an act makes now from a template; null when it makes none, or one whose number is typed. */
export function servedBy({ definitions }: Pick<Deps, 'definitions'>, path: CompiledPath, snapshot: CaseSnapshot, actId: string, payload: JsonObject, at: Instant): Served | null {
  const act = path.acts.get(actId);
  const declaration = act === undefined ? null : documentOfAct(path, snapshot, act);
  if (act === undefined || declaration === null) return null;
  const selected = definitions.template({ document: declaration.id, path: path.document.id, act: act.flow === null ? act.id : null, on: lawDateOf(at) });
  if (selected === undefined) return null;
  return { declaration, selected, carrier: { decision: act.flow === null ? null : openDecision(path, snapshot, act.flow.decision), payload: act.flow === null ? payload : {} } };
}

/** Documents the path declares that a template serves on a day, each once. */
export function templatesOf({ definitions }: Pick<Deps, 'definitions'>, path: CompiledPath, at: Instant): ReadonlyMap<string, Selected> {
  const makers = [
    ...[...path.decisions.values()].flatMap((decision) => [...decision.options.values()].flatMap(({ declaration }) => (declaration.document === undefined ? [] : [{ id: declaration.document.id, act: null }]))),
    ...[...path.acts.values()].flatMap((act) => (act.flow !== null || act.document === null || act.document === undefined || act.creates ? [] : [{ id: act.document.id, act: act.id }])),
  ];
  const found = new Map<string, Selected>();
  for (const { id, act } of makers) {
    const selected = found.has(id) ? undefined : definitions.template({ document: id, path: path.document.id, act, on: lawDateOf(at) });
    if (selected !== undefined) found.set(id, selected);
  }
  return found;
}

/** The decision that waits for this document, if one does; else nothing carries it yet. */
export function carrierOfDraft(path: CompiledPath, snapshot: CaseSnapshot, document: string): Carrier {
  const key = Object.keys(snapshot.decisions).find((name) => {
    const decided = snapshot.decisions[name]?.decided;
    return decided !== undefined && path.decisions.get(name)?.options.get(decided.option)?.declaration.document?.id === document;
  });
  return { decision: key === undefined ? null : openDecision(path, snapshot, key), payload: {} };
}

/** The decision that an issued document gave effect to: what a correction of it speaks of. */
export function carrierOfIssued(path: CompiledPath, records: readonly DecisionRecord[], document: string, issuedSeq: number): Carrier {
  const optionOf = (record: DecisionRecord) => path.decisions.get(record.question.state)?.options.get(record.outcome);
  const record = records.filter((each) => each.seq < issuedSeq && optionOf(each)?.declaration.document?.id === document).at(-1);
  if (record === undefined) return { decision: null, payload: {} };
  const isProposed = record.proposal?.option === record.outcome;
  return {
    payload: {},
    decision: {
      outcome: optionOf(record)?.label ?? { zh: record.outcome, en: record.outcome }, level: record.level, deciders: record.deciders, seq: record.seq,
      reasonSeqs: [...(isProposed && record.proposal !== null ? [record.proposal.seq] : []), record.seq], values: isProposed ? (record.proposal?.values ?? {}) : {},
    },
  };
}

/** What was typed for a proposal counts while its option was decided; reasons of another option do not. */
function openDecision(path: CompiledPath, snapshot: CaseSnapshot, key: string): SpokenDecision | null {
  const open = snapshot.decisions[key];
  const decided = open?.decided;
  if (open === undefined || decided === undefined) return null;
  const isProposed = open.proposal.option === decided.option;
  return {
    outcome: path.decisions.get(key)?.options.get(decided.option)?.label ?? { zh: decided.option, en: decided.option }, level: decided.level, deciders: decided.by, seq: decided.seq,
    reasonSeqs: [...(isProposed ? [open.proposal.seq] : []), decided.seq], values: decided.values ?? {},
  };
}

/** Fields of a template as forms show them. */
export interface TemplateFieldView {
  readonly name: string;
  readonly type: string;
  readonly label: Label;
  readonly required: boolean;
  /** Whether it can be typed; else the case has it or nobody does. */
  readonly typed: boolean;
  readonly from: readonly string[];
}

export function fieldViews({ fields }: DocumentTemplate): readonly TemplateFieldView[] {
  return Object.entries(fields).map(([name, field]) => (
    { name, type: field.type, label: field.label, required: field.required === true, typed: field.from?.includes('typed') === true, from: field.from ?? [] }));
}

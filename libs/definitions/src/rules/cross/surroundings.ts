// What other documents offer to the one that is checked: powers and words of the power lists, deadline rules, flows, bindings,
// paths, duty lists. Built from the documents of one release, or from all documents of a folder.
import { BUILTIN_FACTS, parsePowerList, type FactDeclaration, type PowerList } from '@quanze/authority';
import { parseDeadlineRules } from '@quanze/calendar';
import { bindingEntryOf, type ApprovalFlowDocument, type CasePathDocument, type FlowBindingDocument } from '@quanze/engine';
import type { JsonObject } from '@quanze/kernel';
import type { DutyList } from '@quanze/responsibility';
import type { ReadDocument } from '../../read-document.js';
import { modelPath, type PathModel } from '../path-model.js';

export interface Surroundings {
  readonly powers: ReadonlySet<string>;
  readonly powerLists: readonly PowerList[];
  readonly dutyLists: readonly DutyList[];
  /** Declarations of each word in every list that has it. */
  readonly words: ReadonlyMap<string, readonly FactDeclaration[]>;
  readonly deadlineRules: ReadonlySet<string>;
  readonly flows: ReadonlyMap<string, ApprovalFlowDocument>;
  readonly bindings: readonly FlowBindingDocument[];
  readonly paths: ReadonlyMap<string, PathModel>;
}

/** A document together with what is around it. */
export interface Placed<Subject> {
  readonly subject: Subject;
  readonly around: Surroundings;
}

// Every release names the same list and the same rules; the values of documents are never changed in place.
const listsOf = oncePerValue((value): readonly PowerList[] => {
  const list = parsePowerList(value);
  return list.ok ? [list.value] : [];
});
const ruleIdsOf = oncePerValue((value): readonly string[] => {
  const parsed = parseDeadlineRules(value);
  return parsed.ok ? [...parsed.value.rules.keys()] : [];
});

function oncePerValue<T>(read: (value: JsonObject) => T): (value: JsonObject) => T {
  const known = new WeakMap<JsonObject, { readonly read: T }>();
  return (value) => {
    const found = known.get(value) ?? { read: read(value) };
    known.set(value, found);
    return found.read;
  };
}

export function surroundingsOf(documents: readonly ReadDocument[]): Surroundings {
  const valuesOf = (kind: string): readonly JsonObject[] => documents.filter((document) => document.kind === kind).map((document) => document.value as JsonObject);
  const lists = valuesOf('power-list').flatMap(listsOf);
  const rules = valuesOf('deadline-rules').flatMap(ruleIdsOf);
  return {
    powers: new Set(lists.flatMap((list) => list.entries.map((entry) => entry.id))),
    powerLists: lists,
    dutyLists: valuesOf('duty-list') as unknown as DutyList[],
    words: wordsOf(lists),
    deadlineRules: new Set(rules),
    flows: new Map((valuesOf('approval-flow') as unknown as ApprovalFlowDocument[]).map((flow) => [flow.id, flow])),
    bindings: valuesOf('flow-binding') as unknown as FlowBindingDocument[],
    paths: new Map((valuesOf('case-path') as unknown as CasePathDocument[]).map((path) => [path.id, modelPath(path)])),
  };
}

function wordsOf(lists: readonly PowerList[]): ReadonlyMap<string, readonly FactDeclaration[]> {
  const words = new Map<string, FactDeclaration[]>();
  const add = (word: string, fact: FactDeclaration): void => void words.set(word, [...(words.get(word) ?? []), fact]);
  for (const list of lists) {
    // Those that describe the person who asks have a dot in their name, which no word of a path can have.
    for (const [word, fact] of BUILTIN_FACTS) add(word, fact);
    for (const [word, fact] of Object.entries(list.facts)) add(word, fact.sameAs === undefined ? fact : (list.facts[fact.sameAs] ?? fact));
  }
  return words;
}

/** The flow bound to a decision of a path: the first entry that fits, over all bindings given. */
export function boundFlowOf(around: Surroundings, path: string, decision: string): ApprovalFlowDocument | undefined {
  const entries = around.bindings.flatMap((binding) => binding.bindings);
  const state = around.paths.get(path)?.states.get(decision)?.state;
  const entry = entries[bindingEntryOf(entries, { path, decision, options: state?.type === 'decision' ? state.options : {} })];
  return entry === undefined ? undefined : around.flows.get(entry.flow);
}

export function fits(pattern: string, value: string): boolean {
  return pattern === '*' || pattern === value;
}

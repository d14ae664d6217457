// Whether the acts of a release that is stored, not written, map to a duty list: a new list must serve the cases that run, and a new
// release the lists to come. What is not here: the rules themselves (`./rules/cross/act-duties`).
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { PowerList } from '@quanze/authority';
import type { DutyList } from '@quanze/responsibility';
import { arrangeProblems, label, problemAt, type Problem } from './problem.js';
import { readDocument, type ReadDocument } from './read-document.js';
import { checkAgainst, checkDuties, checkLevels } from './rules/cross/index.js';
import { surroundingsOf } from './rules/cross/surroundings.js';
import type { DocumentKind } from './schema/index.js';

/** Acts of a published release that do not map to one duty of a list, in the words of the rules. @param content as it is stored */
export function unmappedActs(content: JsonValue, list: DutyList): readonly Problem[] {
  const { path, flows } = content as { readonly path: JsonObject; readonly flows: readonly JsonObject[] };
  const around = { ...surroundingsOf([]), dutyLists: [list] };
  return [stored('case-path', path), ...flows.map((flow) => stored('approval-flow', flow))].flatMap((document) => checkDuties(document, around));
}

/** Decisions of a release whose flow cannot reach the level that a power list wants (`flow-below-power`). @param content as it is stored */
export function levelsMissed(content: JsonValue, list: PowerList): readonly Problem[] {
  const { path, flows, binding } = content as { readonly path: JsonObject; readonly flows: readonly JsonObject[]; readonly binding: JsonObject };
  const around = { ...surroundingsOf([stored('case-path', path), ...flows.map((flow) => stored('approval-flow', flow))]), powerLists: [list] };
  return checkLevels(stored('flow-binding', binding), around);
}

/** What stands around a duty list where it is published. */
export interface PublishedAround {
  readonly powerLists: readonly JsonValue[];
  readonly deadlineRules: readonly JsonValue[];
}

/** Problems of a duty list that somebody submits: its own, and those against the published power lists and deadline rules. Shape,
 *  powers, and that whoever uses a power has the duty. Empty when there are none. */
export function problemsOfDutyList(content: JsonValue, { powerLists, deadlineRules }: PublishedAround): readonly Problem[] {
  // JSON is YAML, so the same reader gives the same problems.
  const read = readDocument(JSON.stringify(content), { file: 'content', kind: 'duty-list' });
  if (!read.ok) return read.refusal.problems;
  const others = [...powerLists.map((list) => stored('power-list', list)), ...deadlineRules.map((rules) => stored('deadline-rules', rules))];
  return arrangeProblems([...checkAgainst(read.value, surroundingsOf(others)), ...provinceMisfit(read.value, others)]);
}

/** A province's duty list stands beside its own power list or that of no province, never beside another's. */
function provinceMisfit(list: ReadDocument, others: readonly ReadDocument[]): readonly Problem[] {
  const { powerList, province } = list.value as unknown as DutyList;
  const beside = others.find(({ kind, id, version }) => kind === 'power-list' && id === powerList.id && version === powerList.version);
  const theirs = (beside?.value as { readonly province?: string | null } | undefined)?.province ?? null;
  if (theirs === null || theirs === province) return [];
  return [problemAt(list, { rule: 'duty-province-misfit', key: '/province', message: label(`配套的职权清单属于 ${theirs}`, `the power list beside it belongs to ${theirs}`) })];
}

/** A document that was checked when it was published; only what it says is asked now. */
export function stored(kind: DocumentKind, value: JsonValue): ReadDocument {
  const { id, version } = isJsonObject(value) ? value : {};
  return { kind, id: String(id), version: String(version), file: `${kind} ${String(id)}`, value, places: new Map(), warnings: [] };
}

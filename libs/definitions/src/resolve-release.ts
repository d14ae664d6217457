// From a release document to the documents it names, and the check that they fit together. What is not here: the content and
// its hash (`./build-release`).
import type { ApprovalFlowDocument, FlowBindingDocument } from '@quanze/engine';
import type { DutyList } from '@quanze/responsibility';
import { composePath } from './compose-path.js';
import { findDocument, missingDocument } from './find-document.js';
import { label, problemAt, type Problem } from './problem.js';
import { checkAgainst, checkLevels } from './rules/cross/index.js';
import { fits, surroundingsOf } from './rules/cross/surroundings.js';
import type { ReadDocument } from './read-document.js';
import type { ReleaseDocument } from './release-document.js';
import type { DocumentKind } from './schema/index.js';

/** The documents of one release, each found by id and version. */
export interface ReleaseParts {
  readonly path: ReadDocument;
  readonly binding: ReadDocument;
  readonly deadlineRules: ReadDocument;
  readonly powerList: ReadDocument;
  readonly dutyList: ReadDocument;
  readonly calendar: ReadDocument;
  /** The flows which the binding names for the path, by id. */
  readonly flows: readonly ReadDocument[];
}

type Named = Exclude<keyof ReleaseParts, 'flows'>;

const KIND_OF: Readonly<Record<Named, DocumentKind>> = {
  path: 'case-path', binding: 'flow-binding', deadlineRules: 'deadline-rules', powerList: 'power-list', dutyList: 'duty-list', calendar: 'calendar',
};

export type Resolved = { readonly ok: true; readonly parts: ReleaseParts } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Finds the documents a release names and checks them against each other. Problems stand in the release when a document is
 *  missing, and in the document itself when it does not fit the others. */
export function resolveRelease(documents: readonly ReadDocument[], release: ReadDocument): Resolved {
  const content = release.value as unknown as ReleaseDocument;
  const names = Object.keys(KIND_OF) as Named[];
  const found = new Map(names.map((name) => [name, findDocument(documents, KIND_OF[name], content[name])]));
  const problems = names.filter((name) => found.get(name) === undefined).map((name) => missingDocument(documents, KIND_OF[name], content[name], { in: release, key: `/${name}`, rule: 'release-document-unknown' }));
  const binding = found.get('binding');
  const flows = binding === undefined ? [] : boundFlows(documents, binding, content.path.id);
  problems.push(...twice(flows, release));
  if (problems.length > 0) return { ok: false, problems };
  const named = Object.fromEntries(found) as unknown as Record<Named, ReadDocument>;
  const path = composePath(named.path, documents);
  if (!path.ok) return { ok: false, problems: path.refusal.problems };
  const parts = { ...named, path: path.value, flows };
  if (provedTogether.has(documents)) return { ok: true, parts };
  // The binding may speak of other paths as well; only what concerns this path is checked in this release.
  const around = surroundingsOf([parts.path, parts.binding, parts.deadlineRules, parts.powerList, parts.dutyList, ...flows]);
  const misfits = [...listsApart(parts, release), ...[parts.path, ...flows].flatMap((document) => checkAgainst(document, around)), ...checkLevels(parts.binding, around)];
  return misfits.length > 0 ? { ok: false, problems: misfits } : { ok: true, parts };
}

const provedTogether = new WeakSet<readonly ReadDocument[]>();

/** Remembers that a folder of documents was found without errors, releases included: building one need not check it again. */
export function holdTogether(documents: readonly ReadDocument[]): void {
  provedTogether.add(documents);
}

/** Power is used and answered for by the same lists: the duty list was checked against the power list that it names. */
function listsApart({ powerList, dutyList }: Pick<ReleaseParts, 'powerList' | 'dutyList'>, release: ReadDocument): readonly Problem[] {
  const beside = (dutyList.value as unknown as DutyList).powerList;
  if (beside.id === powerList.id && beside.version === powerList.version) return [];
  return [problemAt(release, { rule: 'release-lists-apart', key: '/dutyList', message: label(`该职责清单与职权清单 ${beside.id}@${beside.version} 配套`, `this duty list stands beside the power list ${beside.id}@${beside.version}`) })];
}

/** Flows named by the entries of a binding that fit the path, in order of id, so that the content does not depend on the order
 *  in which files are listed. */
function boundFlows(documents: readonly ReadDocument[], binding: ReadDocument, path: string): readonly ReadDocument[] {
  const { bindings } = binding.value as unknown as FlowBindingDocument;
  const ids = new Set(bindings.filter((entry) => fits(entry.path, path)).map((entry) => entry.flow));
  const flows = documents.filter((document) => document.kind === 'approval-flow' && ids.has((document.value as unknown as ApprovalFlowDocument).id));
  return [...flows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** A binding names flows by id alone, so two versions of one flow would leave open which is meant. */
function twice(flows: readonly ReadDocument[], release: ReadDocument): readonly Problem[] {
  const repeated = flows.filter((flow, index) => flows.findIndex((other) => other.id === flow.id) !== index);
  return repeated.map((flow) => problemAt(release, {
    rule: 'release-flow-ambiguous', key: '/binding',
    message: label(`审批流程 ${flow.id} 有多个版本`, `there are several versions of the approval flow ${flow.id}`),
  }));
}

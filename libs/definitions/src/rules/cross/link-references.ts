// Links name paths that exist, and follow states and clocks that one of these paths has. Looked at over all paths of a folder: a release
// holds one path alone, and which release of a linked path is in effect when a case is opened is a question of that day.
import type { CasePathDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label, type Problem } from '../../problem.js';
import type { ReadDocument } from '../../read-document.js';
import { suggestion } from '../../suggest.js';
import { modelPath, type PathModel } from '../path-model.js';
import { linksOf } from '../path-uses.js';
import { runRules, type Finding, type Rule } from '../rule.js';

interface Linking {
  readonly model: PathModel;
  readonly paths: ReadonlyMap<string, readonly PathModel[]>;
}

export const linkPathUnknown: Rule<Linking> = {
  id: 'link-path-unknown',
  severity: 'error',
  *check({ model, paths }) {
    for (const { link, pointer } of linksOf(model)) {
      for (const [index, path] of link.paths.entries()) {
        if (!paths.has(path)) yield unknown(pointerTo(pointer, 'paths', index), ['办案流程', 'case path'], path, paths.keys());
      }
    }
  },
};

/** A follow that no linked path can bring about would wait for ever. */
export const linkFollowUnknown: Rule<Linking> = {
  id: 'link-follow-unknown',
  severity: 'error',
  *check({ model, paths }) {
    for (const { link, pointer } of linksOf(model)) {
      const linked = link.paths.flatMap((path) => paths.get(path) ?? []);
      if (linked.length === 0) continue;
      for (const [index, { on }] of (link.follow ?? []).entries()) {
        const key = pointerTo(pointer, 'follow', index, 'on');
        const states = new Set(linked.flatMap((path) => [...path.states.keys()]));
        const clocks = new Set(linked.flatMap((path) => Object.keys(path.document.clocks)));
        const endings = new Set(linked.flatMap((path) => [...path.states.values()].flatMap(({ state }) => (state.type === 'final' ? [state.ending] : []))));
        if ('state' in on && !states.has(on.state)) yield unknown(pointerTo(key, 'state'), ['关联流程状态', 'state of a linked path'], on.state, states);
        if ('clock' in on && !clocks.has(on.clock)) yield unknown(pointerTo(key, 'clock'), ['关联流程期限', 'clock of a linked path'], on.clock, clocks);
        if ('ending' in on && !endings.has(on.ending)) yield unknown(pointerTo(key, 'ending'), ['关联流程的结束方式', 'ending of a linked path'], on.ending, endings);
      }
    }
  },
};

export const LINK_RULES: readonly Rule<Linking>[] = [linkPathUnknown, linkFollowUnknown];

/** @param documents case paths with their parts */
export function runLinkRules(documents: readonly ReadDocument[]): readonly Problem[] {
  const paths = new Map<string, PathModel[]>();
  for (const document of documents) paths.set(document.id, [...(paths.get(document.id) ?? []), modelOf(document)]);
  return documents.flatMap((document) => runRules(LINK_RULES, { model: modelOf(document), paths }, document));
}

function modelOf(document: ReadDocument): PathModel {
  return modelPath(document.value as unknown as CasePathDocument);
}

function unknown(key: string, [zh, en]: readonly [string, string], name: string, known: Iterable<string>): Finding {
  const meant = suggestion(name, known);
  return { key, message: label(`没有${zh} ${name}${meant.zh}`, `there is no ${en} ${name}${meant.en}`) };
}

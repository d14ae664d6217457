// Templates against the paths they serve: the document is declared, the facts and fields that are read exist, and what is required can
// always be had. A template for a document nobody makes would leave its author waiting; a required field without a sure source, a case
// that cannot be ended. What is not here: the text (`../template-fields.ts`).
import { coversPath, parseSource, SOURCE_WORDS, type DocumentTemplate, type DocumentTemplates, type Source } from '@quanze/documents';
import type { FieldDeclaration } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import type { Finding, Rule } from '../rule.js';
import type { Placed, Surroundings } from './surroundings.js';

/** A place of a path that makes a document: a decision's option, or an act. */
interface Maker {
  readonly document: string;
  readonly act: string | null;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
}

function makersOf({ document, states }: PathModel): readonly Maker[] {
  const decisions = [...states.values()].flatMap(({ state }) => (state.type !== 'decision' ? [] : Object.values(state.options).flatMap((option) => (
    option.document === undefined ? [] : [{ document: option.document.id, act: null, fields: { ...state.fields, ...option.fields } }]))));
  // What opens a case is done before there is a case to draft in.
  const acts = Object.entries(document.acts).flatMap(([name, act]) => (act.document === undefined || act.from.includes('new') ? [] : [{ document: act.document.id, act: name, fields: act.fields ?? {} }]));
  return [...decisions, ...acts];
}

/** The paths of a template with what in them makes its document. */
function served(file: DocumentTemplates, template: DocumentTemplate, around: Surroundings): readonly { readonly path: PathModel; readonly makers: readonly Maker[] }[] {
  return [...around.paths].filter(([id]) => coversPath(template.paths ?? file.paths, id)).map(([, path]) => ({
    path, makers: makersOf(path).filter(({ document, act }) => document === template.document && (act === null || template.acts?.includes(act) === true)),
  }));
}

export const templateDocumentUnknown: Rule<Placed<DocumentTemplates>> = {
  id: 'template-document-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const [index, template] of subject.templates.entries()) {
      const paths = served(subject, template, around);
      if (!paths.some(({ makers }) => makers.length > 0)) {
        const meant = suggestion(template.document, paths.flatMap(({ path }) => makersOf(path).map(({ document }) => document)));
        yield { key: pointerTo('/templates', index, 'document'), message: label(`所适用的流程不制作文书 ${template.document}${meant.zh}`, `no path it serves makes the document ${template.document}${meant.en}`) };
      }
      for (const [at, act] of (template.acts ?? []).entries()) {
        if (paths.some(({ makers }) => makers.some((maker) => maker.act === act))) continue;
        yield { key: pointerTo('/templates', index, 'acts', at), message: label(`行为 ${act} 不制作文书 ${template.document}`, `the act ${act} does not make the document ${template.document}`) };
      }
    }
  },
};

export const templatePathUnknown: Rule<Placed<DocumentTemplates>> = {
  id: 'template-path-unknown',
  severity: 'error',
  *check({ subject, around }) {
    const lists = [{ pointer: '/paths', paths: subject.paths }, ...subject.templates.map(({ paths }, index) => ({ pointer: pointerTo('/templates', index, 'paths'), paths: paths ?? [] }))];
    for (const { pointer, paths } of lists) {
      for (const [at, path] of paths.entries()) {
        if (![...around.paths.keys()].some((id) => coversPath([path], id))) yield { key: pointerTo(pointer, at), message: label(`没有流程 ${path}`, `there is no path ${path}`) };
      }
    }
  },
};

export const templateFactUndeclared: Rule<Placed<DocumentTemplates>> = {
  id: 'template-fact-undeclared',
  severity: 'error',
  check: (placed) => eachField(placed, function* ({ field, pointer, paths }) {
    for (const [at, from] of (field.from ?? []).entries()) {
      const source = parseSource(from);
      if (source === null || source.kind === 'word') continue;
      const known = paths.filter(({ makers }) => makers.length > 0).every(({ path, makers }) => (source.kind === 'fact' ? Object.hasOwn(path.document.facts, source.name) : makers.some(({ fields }) => Object.hasOwn(fields, source.name))));
      if (!known) yield { key: pointerTo(pointer, 'from', at), message: label(`所适用的流程没有声明 ${from}`, `not every path it serves declares ${from}`) };
    }
  }),
};

export const templateFieldWithoutSource: Rule<Placed<DocumentTemplates>> = {
  id: 'template-field-without-source',
  severity: 'error',
  check: (placed) => eachField(placed, function* ({ field, pointer, paths }) {
    if (field.required !== true) return;
    const sources = (field.from ?? []).map(parseSource);
    const makers = paths.flatMap(({ path, makers: all }) => all.map((maker) => ({ path, maker })));
    if (makers.every((at) => sources.some((source) => source !== null && isSure(source, at)))) return;
    yield { key: pointer, on: 'key', message: label('必填字段没有可靠的来源：请增加 typed', 'a required field has no sure source: add typed') };
  }),
};

/** Whether a source always has a value when the document is made there. */
function isSure(source: Source, { path, maker }: { readonly path: PathModel; readonly maker: Maker }): boolean {
  if (source.kind === 'word') return SOURCE_WORDS[source.word] && (maker.act === null || !source.word.startsWith('decision.'));
  if (source.kind === 'value') return maker.fields[source.name]?.required === true;
  const fact = path.document.facts[source.name];
  return fact !== undefined && (fact.required === true || fact.initial !== undefined);
}

type At = { readonly field: DocumentTemplate['fields'][string]; readonly pointer: string; readonly paths: ReturnType<typeof served> };

function* eachField({ subject, around }: Placed<DocumentTemplates>, judge: (at: At) => Iterable<Finding>): Generator<Finding> {
  for (const [index, template] of subject.templates.entries()) {
    const paths = served(subject, template, around);
    for (const [name, field] of Object.entries(template.fields)) yield* judge({ field, pointer: pointerTo('/templates', index, 'fields', name), paths });
  }
}

export const CROSS_TEMPLATE_RULES: readonly Rule<Placed<DocumentTemplates>>[] = [templatePathUnknown, templateDocumentUnknown, templateFactUndeclared, templateFieldWithoutSource];

// A case path as the pages need it: the composed document of its release, what of it is its own and what comes from which part, the level of
// each power, the sentence of each rule. What is not here: drawing and writing (`picture.mjs`, `page.mjs`).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeRule, parseDeadlineRules } from '@quanze/calendar';
import { buildRelease, folderSource, loadWorkflows } from '@quanze/definitions';
import { compileRelease } from '@quanze/engine';
import { parse } from 'yaml';

/** Parts that say the same in every path: they have a page of their own. */
const COMMON = /^(case-team|recusal([.].+)?|instructions|monitoring|committee)$/u;
const SHA256 = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

/** Everything under `folder`, read once. Throws when a document is broken: a page of a broken path would be wrong. */
export function readPaths(folder) {
  const { documents, problems } = loadWorkflows(folderSource(folder));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the definitions have errors: ${errors[0].file} ${errors[0].rule}`);
  const of = (kind) => documents.filter((document) => document.kind === kind).map(({ value, file, id }) => ({ value, file, id }));
  const powers = new Map(of('power-list').flatMap(({ value }) => value.entries.map((entry) => [entry.id, { ...entry, consents: (entry.consents ?? []).map((id) => value.consents[id]) }])));
  const parts = new Map(of('path-part').map(({ value, file }) => [value.id, { ...value, file }]));
  const paths = of('release').map(({ value }) => {
    const built = buildRelease(documents, documents.find((document) => document.kind === 'release' && document.id === value.id), SHA256);
    const compiled = built.ok ? compileRelease(built.value) : built;
    if (!compiled.ok) throw new Error(`release ${value.id} cannot be built: ${JSON.stringify(compiled.refusal).slice(0, 400)}`);
    const own = of('case-path').find((path) => path.value.id === value.path.id);
    const text = readFileSync(join(folder, own.file), 'utf8');
    // As loaded a path has its parts inside; which they are stands in the text alone.
    return modelOf(compiled.value, { file: own.file, parts: parse(text).parts ?? [] }, parts, powers, text);
  });
  const parsed = parseDeadlineRules(of('deadline-rules')[0].value);
  if (!parsed.ok) throw new Error('the deadline rules do not load');
  return { paths: paths.toSorted((a, b) => (a.id < b.id ? -1 : 1)), parts: [...parts.values()].map((part) => ({ ...part, opening: openingOf(readFileSync(join(folder, part.file), 'utf8')), common: COMMON.test(part.id) })), powers, rules: parsed.value.rules };
}

function modelOf(compiled, own, parts, powers, text) {
  const { document } = compiled;
  const origin = new Map();
  for (const { id } of own.parts) {
    const part = parts.get(id);
    for (const kind of ['states', 'acts', 'clocks', 'facts']) for (const name of Object.keys(part[kind] ?? {})) origin.set(`${kind}/${name}`, part);
  }
  /** The part something comes from, by kind and name; null when it is the path's own. */
  const partOf = (kind, name) => origin.get(`${kind}/${name}`) ?? null;
  const isCommon = (kind, name) => COMMON.test(partOf(kind, name)?.id ?? '');
  const shown = (kind) => Object.entries(document[kind]).filter(([name]) => !isCommon(kind, name));
  return {
    id: document.id, file: own.file, slug: document.id.replaceAll('.', '-'), document, opening: openingOf(text), parts: (own.parts).map(({ id }) => parts.get(id)),
    regions: document.type === 'parallel' ? shown('states') : [['', { type: 'group', label: document.label, initial: document.initial, states: document.states }]],
    acts: shown('acts'), clocks: shown('clocks'), partOf, rules: compiled.rules, powers,
  };
}

/** The paragraph with which a document opens, without the word on the order of reading. */
export function openingOf(text) {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, end).map((line) => line.replace(/^#\s?/u, '')).join(' ').replace(/\s*Reading order:[^.]*\./u, '').replace(/\s+/gu, ' ').trim();
}

/** The bodies that may decide with a power, in the order of its clauses, and those that must consent. */
export function levelsOf(powers, id) {
  const power = powers.get(id);
  if (power === undefined) return { deciders: [], consents: [] };
  const bodies = typeof power.decider === 'string' ? [power.decider] : [...power.decider].reverse().map(({ body }) => body);
  return { deciders: [...new Set([...bodies, ...(power.also ?? [])])], consents: [...new Set(power.consents.map(({ body }) => body))] };
}

/** The length of a rule in words. */
export const sentenceOf = (rule) => describeRule(rule);

/** All states of a region, outermost first, with dotted ids. */
export function* statesOf(name, state, parent = '') {
  const id = parent === '' ? name : name === '' ? parent : `${parent}.${name}`;
  if (id !== '') yield [id, state];
  for (const [child, inner] of Object.entries(state.states ?? {})) yield* statesOf(child, inner, id);
}

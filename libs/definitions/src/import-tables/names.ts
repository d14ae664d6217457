// Names of definitions for the ids of other systems. An id that fits is kept as it is; any other gets a name made of its letters and
// digits, unique among its kind, and stays beside it as `sourceId`. What is not here: what is named.
import { ACTOR_ROLES } from '@quanze/engine';
import { isFeelFunction } from '../rules/feel-analysis.js';
import { PATTERNS } from '../schema/parts.js';

export type NameKind = 'state' | 'act' | 'role' | 'fact';

// Words of the expression language that are no names in it.
const FEEL_WORDS: ReadonlySet<string> = new Set([
  'payload', 'true', 'false', 'null', 'if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'between', 'and', 'or', 'not', 'instance', 'of', 'function', 'external',
]);
const BUILT_IN_ROLES: ReadonlySet<string> = new Set(ACTOR_ROLES);
const LENGTH_MAX = 60;

const PATTERN: Readonly<Record<NameKind, RegExp>> = {
  state: new RegExp(PATTERNS.name), act: new RegExp(PATTERNS.name), role: new RegExp(PATTERNS.name), fact: new RegExp(PATTERNS.variable),
};

/** Names by id, in the order given. A role never takes a built-in word: what `chief` means in law is not what a table calls so. */
export function nameAll(kind: NameKind, ids: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...ids];
  const taken = new Set(all.filter((id) => isFree(kind, id)));
  return new Map(all.map((id, index): [string, string] => {
    if (isFree(kind, id)) return [id, id];
    const stem = stemOf(kind, id, index);
    const joint = kind === 'fact' ? '_' : '-';
    let name = stem;
    for (let number = 2; taken.has(name) || !isFree(kind, name); number += 1) name = `${stem}${joint}${number}`;
    taken.add(name);
    return [id, name];
  }));
}

/** The id of the document. */
export function documentName(id: string): string {
  return new RegExp(PATTERNS.documentId).test(id) && id.length <= LENGTH_MAX ? id : stemOf('state', id, 0);
}

function isFree(kind: NameKind, name: string): boolean {
  if (!PATTERN[kind].test(name) || name.length > LENGTH_MAX || name in {}) return false;
  if (kind === 'state') return name !== 'new';
  if (kind === 'role') return !BUILT_IN_ROLES.has(name);
  return kind === 'act' || (!FEEL_WORDS.has(name) && !isFeelFunction(name));
}

function stemOf(kind: NameKind, id: string, index: number): string {
  const joint = kind === 'fact' ? '_' : '-';
  const words = id.normalize('NFKC').split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const text = words.join(joint).slice(0, LENGTH_MAX - 10).replace(/[-_]+$/, '');
  if (text === '') return `${kind}${joint}${index + 1}`;
  const small = text === text.toUpperCase() ? text.toLowerCase() : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return /^[a-z]/.test(small) ? small : `${kind}${joint}${small}`;
}

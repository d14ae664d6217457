// Tables of another case system as a case path that this engine runs. What the path cannot say is listed with its place, and what is listed
// is closed, never left open. What is not here: the parts (the files beside this one).
import type { CasePathDocument } from '@quanze/engine';
import { assert, ok, type JsonValue, type Refusal, type Refused } from '@quanze/kernel';
import { membersOf, pointerTo } from '../places.js';
import { checkDocument } from '../rules/index.js';
import { buildPath, nameTables, type Built, type NotExpressed } from './build-path.js';
import { readTables } from './tables.js';

export interface Imported {
  readonly document: CasePathDocument;
  readonly notExpressed: readonly NotExpressed[];
}

/** Imports tables. Refuses as `readTables`. The document fits its schema and its rules; warnings may stand (states nobody reaches). */
export function importTables(value: JsonValue): { readonly ok: true; readonly value: Imported } | Refused<Refusal> {
  const tables = readTables(value);
  if (!tables.ok) return tables;
  const names = nameTables(tables.value);
  // Which conditions the rules of definitions refuse only they know; without those the rest is built again.
  const refused = new Map<string, string>();
  for (;;) {
    const built = buildPath(tables.value, names, refused);
    const before = refused.size;
    for (const [place, reason] of refusedConditions(built, tables.value.events.map(({ id }) => id))) refused.set(place, reason);
    if (refused.size === before) return ok({ document: built.document, notExpressed: built.notExpressed });
  }
}

/** Conditions of the document that break a rule, by their places in the tables. */
function refusedConditions({ document, names }: Built, events: readonly string[]): ReadonlyMap<string, string> {
  const problems = checkDocument('case-path', document as unknown as JsonValue, { file: 'tables', places: new Map() }).filter(({ severity }) => severity === 'error');
  const indexOf = new Map(events.map((id, index) => [names.acts.get(id), index]));
  return new Map(problems.map((problem) => {
    const [section, act, to, target, part] = membersOf(problem.key);
    const index = indexOf.get(act ?? '');
    assert(section === 'acts' && to === 'to' && part === 'if' && index !== undefined, `the importer wrote what no rule allows: ${problem.key} ${problem.message.en}`);
    return [pointerTo('/events', index, 'post', target ?? '', 'when'), problem.message.en];
  }));
}

// From tables to a case path: states side by side in one group, events as acts, rights as `by`, `actors` and `access`. An act needs C on its
// event and U on the state and on the case; whoever creates a case needs C on the event and on the case.
// What is not here: reading the tables (`./tables`), names (`./names`), and the rules that judge conditions (`./import-tables`).
import type { ActDeclaration, CasePathDocument, FactAccess, FactDeclaration, FactType, StateDocument } from '@quanze/engine';
import type { Label } from '@quanze/kernel';
import { pointerTo } from '../places.js';
import { rewriteCondition, typesOf } from './conditions.js';
import { documentName, nameAll } from './names.js';
import type { EventRow, Rights, Tables, TargetRow } from './tables.js';

export interface NotExpressed {
  /** JSON pointer into the tables. */
  readonly place: string;
  readonly reason: string;
}

export interface Names {
  readonly states: ReadonlyMap<string, string>;
  readonly acts: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, string>;
}

export interface Built {
  readonly document: CasePathDocument;
  readonly names: Names;
  readonly notExpressed: readonly NotExpressed[];
}

// What stands for a condition that cannot be expressed: a target that is never taken. Nothing fails open.
const NEVER = 'false';

export function nameTables(tables: Tables): Names {
  return {
    states: nameAll('state', tables.states.map(({ id }) => id)),
    acts: nameAll('act', tables.events.map(({ id }) => id)),
    roles: nameAll('role', tables.roles),
    facts: nameAll('fact', tables.onField.keys()),
  };
}

/** Builds the document. @param refused places of conditions that do not hold to the rules of definitions, with the reason */
export function buildPath(tables: Tables, names: Names, refused: ReadonlyMap<string, string>): Built {
  const notExpressed: NotExpressed[] = tables.unknownKeys.map((place) => ({ place, reason: 'the tables have no such key' }));
  const acts: Record<string, ActDeclaration> = {};
  const conditions: string[] = [];
  const initial = initialOf(tables);
  for (const [index, event] of tables.events.entries()) {
    const targets = targetsOf(event, pointerTo('/events', index, 'post'), { names, refused, initial, notExpressed });
    for (const target of targets ?? []) if (target.if !== undefined) conditions.push(target.if);
    acts[nameOf(names.acts, event.id)] = actOf(event, tables, names, targets);
  }
  if (!tables.events.some(({ pre }) => pre.length === 0)) {
    notExpressed.push({ place: '/events', reason: 'no event creates a case (pre: []); an act that nobody may do stands in its place' });
    acts[freshName('open-case', acts)] = { label: { zh: '建立案件（表中没有）', en: 'Create a case (not in the tables)' }, from: ['new'], by: [], capacity: 'record' };
  }
  const { caseType } = tables;
  return {
    names, notExpressed,
    document: {
      kind: 'case-path', id: documentName(caseType.id), version: '1', label: both(caseType.name), source: `Imported from tables of the case type ${caseType.id}`, status: 'unverified',
      business: 'support', numberWord: [...caseType.name.trim()].slice(0, 2).join(''), importedFrom: 'tables',
      roles: Object.fromEntries(tables.roles.map((id) => [nameOf(names.roles, id), { label: both(id), ...sourceOf(names.roles, id) }])),
      actors: rolesWith(tables.onCase, 'U', tables, names),
      facts: factsOf(tables, names, typesOf(conditions)),
      type: 'group', initial: nameOf(names.states, initial), states: statesOf(tables, names), clocks: {}, acts,
    },
  };
}

function statesOf(tables: Tables, names: Names): Readonly<Record<string, StateDocument>> {
  return Object.fromEntries(tables.states.map(({ id, name }) => [
    nameOf(names.states, id), { type: 'work', label: both(name), ...sourceOf(names.states, id), actors: rolesWith(tables.onState.get(id), 'U', tables, names) },
  ]));
}

function factsOf(tables: Tables, names: Names, types: ReadonlyMap<string, FactType>): Readonly<Record<string, FactDeclaration>> {
  return Object.fromEntries([...tables.onField].map(([id, rights]) => {
    const name = nameOf(names.facts, id);
    return [name, { type: types.get(name) ?? 'text', label: both(id), ...sourceOf(names.facts, id), access: accessOf(rights, tables, names) }];
  }));
}

/** Rights by the word of all their letters, so that each role stands in one list. */
function accessOf(rights: Rights, tables: Tables, names: Names): FactAccess {
  const access: Record<string, string[]> = {};
  for (const role of tables.roles) {
    const word = ['C', 'R', 'U', 'D'].filter((letter) => rights.get(letter)?.has(role) === true).join('');
    if (word !== '') (access[word] ??= []).push(nameOf(names.roles, role));
  }
  return access;
}

function actOf(event: EventRow, tables: Tables, names: Names, targets: ReturnType<typeof targetsOf>): ActDeclaration {
  const { pre } = event;
  const creates = pre.length === 0;
  const by = rolesWith(tables.onEvent.get(event.id), 'C', tables, names);
  const creators = new Set(rolesWith(tables.onCase, 'C', tables, names));
  const [only, ...others] = targets ?? [];
  return {
    label: both(event.name), ...sourceOf(names.acts, event.id),
    from: creates ? ['new'] : pre === '*' ? ['*'] : pre.map((id) => nameOf(names.states, id)),
    ...(targets === null ? {} : { to: only !== undefined && others.length === 0 && only.if === undefined ? only.to : targets }),
    by: creates ? by.filter((role) => creators.has(role)) : by,
    ...(tables.onField.size === 0 ? {} : { writes: '*' as const }),
  };
}

interface Around {
  readonly names: Names;
  readonly refused: ReadonlyMap<string, string>;
  readonly initial: string;
  readonly notExpressed: NotExpressed[];
}

/** The targets in their order; null = stay. From the first that cannot be expressed on nothing is taken: whether it holds nobody knows. */
function targetsOf({ pre, post }: EventRow, place: string, around: Around): { to: string; if?: string }[] | null {
  if (post === null && pre.length === 0) {
    around.notExpressed.push({ place, reason: 'an event that creates a case cannot stay; the case begins where other cases do' });
    return null;
  }
  const [first, second] = post ?? [];
  if (post === null || (first?.to === '*' && first.when === null && second === undefined)) return null;
  let isClosed = false;
  return post.map((row, index) => {
    const at = pointerTo(place, index);
    const to = stateOf(row, pre, around.initial);
    const condition = row.when === null ? undefined : rewriteCondition(row.when, around.names.facts);
    const reason = to === null ? 'staying under a condition in several states' : condition === null ? 'no FEEL expression over the fields of the tables' : around.refused.get(pointerTo(at, 'when'));
    if (reason !== undefined) around.notExpressed.push({ place: pointerTo(at, to === null ? 'to' : 'when'), reason });
    isClosed ||= reason !== undefined;
    const state = nameOf(around.names.states, to ?? around.initial);
    if (isClosed) return { to: state, if: NEVER };
    return condition === undefined || condition === null ? { to: state } : { to: state, if: condition };
  });
}

/** The state a row leads to. Staying is leading back to the only state the event is possible in. */
function stateOf({ to }: TargetRow, pre: EventRow['pre'], initial: string): string | null {
  if (to !== '*') return to;
  if (pre !== '*' && pre.length === 0) return initial;
  return pre !== '*' && pre.length === 1 ? (pre[0] as string) : null;
}

/** Where cases begin: the first target of the first event that creates one, else the first state. */
function initialOf(tables: Tables): string {
  const creating = tables.events.find(({ pre, post }) => pre.length === 0 && post !== null && post[0]?.to !== '*');
  return creating?.post?.[0]?.to ?? (tables.states[0] as { readonly id: string }).id;
}

/** Roles with a right, in the order of the tables. */
function rolesWith(rights: Rights | undefined, letter: string, tables: Tables, names: Names): readonly string[] {
  const held = rights?.get(letter);
  return held === undefined ? [] : tables.roles.filter((role) => held.has(role)).map((role) => nameOf(names.roles, role));
}

function nameOf(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) as string;
}

function sourceOf(names: ReadonlyMap<string, string>, id: string): { readonly sourceId?: string } {
  return names.get(id) === id ? {} : { sourceId: id };
}

function freshName(name: string, taken: Readonly<Record<string, unknown>>): string {
  return Object.hasOwn(taken, name) ? freshName(`${name}-2`, taken) : name;
}

function both(text: string): Label {
  return { zh: text, en: text };
}

// The tables by which other case systems are described: states, events, roles, and who has which rights (C, R, U, D) on the case, on states,
// events and fields. Here they are read and held to what they name. What is not here: what they become (`./build-path`).
import { isJsonObject, ok, refused, type JsonObject, type JsonValue, type Refusal, type Refused } from '@quanze/kernel';
import { pointerTo } from '../places.js';
import { LABEL_LENGTH_MAX, ROLES_MAX, SOURCE_ID_LENGTH_MAX } from '../schema/parts.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface TargetRow {
  /** A state, or `*` = stay. */
  readonly to: string;
  readonly when: string | null;
}

export interface EventRow extends Named {
  /** `*` = every state; empty = creates the case. */
  readonly pre: '*' | readonly string[];
  /** Null = stay. */
  readonly post: readonly TargetRow[] | null;
}

/** What is granted, as roles by letter. */
export type Rights = ReadonlyMap<string, ReadonlySet<string>>;

export interface Tables {
  readonly caseType: Named;
  readonly states: readonly Named[];
  readonly events: readonly EventRow[];
  readonly roles: readonly string[];
  /** Rights on the case itself. */
  readonly onCase: Rights;
  readonly onState: ReadonlyMap<string, Rights>;
  readonly onEvent: ReadonlyMap<string, Rights>;
  /** Fields in the order of their first row; the tables know them by their rights only. */
  readonly onField: ReadonlyMap<string, Rights>;
  /** Keys that the contract does not have. */
  readonly unknownKeys: readonly string[];
}

export type TablesResult = { readonly ok: true; readonly value: Tables } | Refused<Refusal>;

/** A place, or how to write it when something is wrong there: of ten thousands of rows nearly none is. */
type At = string | (() => string);

/** Thrown inside this file only. */
class Malformed extends Error {
  constructor(readonly refusal: Refused<Refusal>) {
    super('malformed tables');
  }
}

const LIMITS = { states: 500, events: 900, fields: 4000, grants: 200_000 } as const;
const CRUD = /^[CRUDcrud]*$/;
const LETTERS = ['C', 'R', 'U', 'D'] as const;
const KEYS = ['caseType', 'states', 'events', 'roles', 'grants'];

/** Reads tables. Refuses `TABLES.MALFORMED` with `place` and `expected`, `TABLES.UNKNOWN_ID` with `place` and `id`, `TABLES.ID_TWICE` (states and
 *  events), `TABLES.TOO_MANY` with `place` and `max`. Rows that repeat each other are one; rows of the same pair add up. */
export function readTables(value: JsonValue): TablesResult {
  try {
    return ok(tablesOf(value));
  } catch (error) {
    if (error instanceof Malformed) return error.refusal;
    throw error;
  }
}

function tablesOf(value: JsonValue): Tables {
  const root = objectAt(value, '');
  const states = listAt(root, 'states', '', LIMITS.states).map((row, index) => namedAt(row, pointerTo('/states', index)));
  if (states.length === 0) malformed('/states', 'at least one state');
  onceEach(states, '/states');
  const star = states.findIndex(({ id }) => id === '*');
  if (star !== -1) malformed(pointerTo('/states', star, 'id'), 'an id other than the word for every state');
  const stateIds = new Set(states.map(({ id }) => id));
  const events = listAt(root, 'events', '', LIMITS.events).map((row, index) => eventAt(row, pointerTo('/events', index), stateIds));
  onceEach(events, '/events');
  const roles = [...new Set(listAt(root, 'roles', '', Number.MAX_SAFE_INTEGER).map((role, index) => idAt(role, pointerTo('/roles', index))))];
  if (roles.length > ROLES_MAX) throw new Malformed(refused('TABLES.TOO_MANY', { place: '/roles', max: ROLES_MAX }));
  const known = { role: new Set(roles), state: stateIds, event: new Set(events.map(({ id }) => id)), field: null };
  const grants = root['grants'] === undefined ? {} : objectAt(root['grants'], '/grants');
  const rights = (of: 'state' | 'event' | 'field'): ReadonlyMap<string, Rights> => rightsAt(grants, of, known.role, of, known[of]);
  const onField = rights('field');
  if (onField.size > LIMITS.fields) throw new Malformed(refused('TABLES.TOO_MANY', { place: '/grants/field', max: LIMITS.fields }));
  return {
    caseType: namedAt(root['caseType'], '/caseType'), states, events, roles,
    onCase: rightsAt(grants, 'case', known.role, null, null).get('') ?? new Map(), onState: rights('state'), onEvent: rights('event'), onField,
    unknownKeys: [...unknownIn(root, '', KEYS), ...unknownIn(grants, '/grants', ['case', 'state', 'event', 'field'])],
  };
}

function unknownIn(object: JsonObject, place: string, keys: readonly string[]): readonly string[] {
  return Object.keys(object).filter((key) => !keys.includes(key)).map((key) => pointerTo(place, key));
}

function eventAt(value: JsonValue, place: string, states: ReadonlySet<string>): EventRow {
  const named = namedAt(value, place);
  const row = value as JsonObject;
  const pre = listAt(row, 'pre', place, Number.MAX_SAFE_INTEGER).map((id, index) => idAt(id, pointerTo(place, 'pre', index)));
  for (const [index, id] of pre.entries()) if (id !== '*') knownAt(id, states, pointerTo(place, 'pre', index));
  return { ...named, pre: pre.includes('*') ? '*' : [...new Set(pre)], post: postAt(row['post'], pointerTo(place, 'post'), states) };
}

function postAt(value: JsonValue | undefined, place: string, states: ReadonlySet<string>): EventRow['post'] {
  if (typeof value === 'string') {
    if (value !== '*') knownAt(value, states, place);
    return value === '*' ? null : [{ to: value, when: null }];
  }
  if (!Array.isArray(value) || value.length === 0) return malformed(place, '"*", the id of a state, or a list of {to, when}');
  return (value as readonly JsonValue[]).map((entry, index): TargetRow => {
    const at = pointerTo(place, index);
    const { to, when } = objectAt(entry, at);
    const id = idAt(to, pointerTo(at, 'to'));
    if (id !== '*') knownAt(id, states, pointerTo(at, 'to'));
    if (when !== undefined && when !== null && typeof when !== 'string') return malformed(pointerTo(at, 'when'), 'a text');
    return { to: id, when: when ?? null };
  });
}

/** Rows of one table of rights. @param of the key that says what is granted on; null for the case */
function rightsAt(grants: JsonObject, table: string, roles: ReadonlySet<string>, of: string | null, known: ReadonlySet<string> | null): ReadonlyMap<string, Rights> {
  const found = new Map<string, Map<string, Set<string>>>();
  const rows = grants[table] === undefined ? [] : listAt(grants, table, '/grants', LIMITS.grants);
  for (const [index, value] of rows.entries()) {
    const at = (key?: string) => (): string => pointerTo('/grants', table, index, ...(key === undefined ? [] : [key]));
    const row = objectAt(value, at());
    const on = of === null ? '' : idAt(row[of], at(of));
    if (of !== null && known !== null) knownAt(on, known, at(of));
    const role = idAt(row['role'], at('role'));
    knownAt(role, roles, at('role'));
    const crud = row['crud'];
    if (typeof crud !== 'string' || !CRUD.test(crud)) return malformed(at('crud'), 'letters of CRUD');
    const rights = found.get(on) ?? new Map<string, Set<string>>();
    found.set(on, rights);
    for (const letter of LETTERS) if (crud.toUpperCase().includes(letter)) rights.set(letter, (rights.get(letter) ?? new Set()).add(role));
  }
  return found;
}

function namedAt(value: JsonValue | undefined, place: string): Named {
  const row = objectAt(value, place);
  const id = idAt(row['id'], pointerTo(place, 'id'));
  const { name } = row;
  if (typeof name !== 'string' || name.length > LABEL_LENGTH_MAX) return malformed(pointerTo(place, 'name'), `a text of at most ${LABEL_LENGTH_MAX} characters`);
  return { id, name: name.trim() === '' ? id : name };
}

function idAt(value: JsonValue | undefined, place: At): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > SOURCE_ID_LENGTH_MAX) return malformed(place, `an id of at most ${SOURCE_ID_LENGTH_MAX} characters`);
  return value;
}

function knownAt(id: string, known: ReadonlySet<string>, place: At): void {
  if (!known.has(id)) throw new Malformed(refused('TABLES.UNKNOWN_ID', { place: textOf(place), id }));
}

function onceEach(rows: readonly Named[], place: string): void {
  const seen = new Set<string>();
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id)) throw new Malformed(refused('TABLES.ID_TWICE', { place: pointerTo(place, index, 'id'), id }));
    seen.add(id);
  }
}

function objectAt(value: JsonValue | undefined, place: At): JsonObject {
  return isJsonObject(value) ? value : malformed(place, 'an object');
}

function listAt(object: JsonObject, key: string, place: string, max: number): readonly JsonValue[] {
  const value = object[key];
  if (!Array.isArray(value)) return malformed(pointerTo(place, key), 'a list');
  if (value.length > max) throw new Malformed(refused('TABLES.TOO_MANY', { place: pointerTo(place, key), max }));
  return value as readonly JsonValue[];
}

function malformed(place: At, expected: string): never {
  throw new Malformed(refused('TABLES.MALFORMED', { place: textOf(place), expected }));
}

function textOf(place: At): string {
  return typeof place === 'string' ? place : place();
}

// Tables of an invented case system, by seed: as large as real ones or small and full of odd corners – rows twice, empty rights, roles
// without any, states nobody reaches, ids of every shape. For specs and benchmarks; what the tables mean is not known here.

export interface TableSizes {
  readonly states: number;
  readonly events: number;
  readonly roles: number;
  readonly fields: number;
  /** Rows of rights on fields; those on events and states follow from the shares. */
  readonly fieldGrants: number;
  /** Share of all pairs of event and role, or state and role, that have a row. */
  readonly density: number;
}

export interface RandomTables {
  readonly caseType: { readonly id: string; readonly name: string };
  readonly states: readonly { readonly id: string; readonly name: string }[];
  readonly events: readonly RandomEvent[];
  readonly roles: readonly string[];
  readonly grants: {
    readonly case: readonly { readonly role: string; readonly crud: string }[];
    readonly state: readonly { readonly state: string; readonly role: string; readonly crud: string }[];
    readonly event: readonly { readonly event: string; readonly role: string; readonly crud: string }[];
    readonly field: readonly { readonly field: string; readonly role: string; readonly crud: string }[];
  };
}

interface RandomEvent {
  readonly id: string;
  readonly name: string;
  readonly pre: readonly string[];
  readonly post: string | readonly { readonly to: string; readonly when?: string }[];
}

export const LARGEST_TABLES: TableSizes = { states: 40, events: 550, roles: 60, fields: 700, fieldGrants: 20_000, density: 0.6 };

type Draw = () => number;

/** The same tables for the same seed. */
export function randomTables(seed: number, sizes: TableSizes): RandomTables {
  const draw = drawFrom(seed);
  const states = names('state', sizes.states, draw);
  const roles = names('role', sizes.roles, draw);
  // Sometimes one role has no right at all.
  const granted = draw() < 0.3 ? roles.slice(0, -1) : roles;
  const fields = names('field', sizes.fields, draw);
  const events = names('event', sizes.events, draw).map((id, index): RandomEvent => eventOf(id, index, states, fields, draw));
  const rows = <K extends string>(key: K, ids: readonly string[]): Record<K | 'role' | 'crud', string>[] => ids
    .flatMap((id) => granted.flatMap((role) => (draw() < sizes.density ? [{ [key]: id, role, crud: crudOf(draw) } as Record<K | 'role' | 'crud', string>] : [])))
    .flatMap((row) => (draw() < 0.03 ? [row, { ...row, crud: crudOf(draw) }] : [row]));
  const fieldRow = (index: number) => ({ field: index < fields.length ? (fields[index] as string) : pick(fields, draw), role: pick(granted, draw), crud: crudOf(draw) });
  return {
    caseType: { id: `Case Type ${seed}`, name: `案件类型 ${seed}` },
    states: states.map((id) => ({ id, name: `State ${id}` })), events, roles,
    grants: {
      case: granted.flatMap((role) => (draw() < 0.85 ? [{ role, crud: crudOf(draw) }] : [])),
      state: rows('state', states), event: rows('event', events.map(({ id }) => id)),
      field: fields.length === 0 || granted.length === 0 ? [] : Array.from({ length: sizes.fieldGrants }, (_, index) => fieldRow(index)),
    },
  };
}

/** Small tables of sizes by seed too. */
export function smallTables(seed: number): RandomTables {
  const draw = drawFrom(seed ^ 0x5bd1e995);
  const upTo = (max: number): number => Math.floor(draw() * max);
  return randomTables(seed, { states: 1 + upTo(12), events: upTo(25), roles: upTo(9), fields: upTo(8), fieldGrants: upTo(40), density: 0.3 + 0.7 * draw() });
}

function eventOf(id: string, index: number, states: readonly string[], fields: readonly string[], draw: Draw): RandomEvent {
  const kind = index === 0 ? 0 : draw();
  const pre = kind < 0.08 ? [] : kind < 0.2 ? ['*'] : Array.from({ length: 1 + Math.floor(draw() * 4) }, () => pick(states, draw));
  const shape = draw();
  // Some states are the target of nothing.
  const target = (): string => states[Math.floor(draw() * draw() * states.length)] as string;
  if (shape < 0.35 && pre.length > 0) return { id, name: id, pre, post: '*' };
  if (shape < 0.7) return { id, name: id, pre, post: target() };
  const rows = Array.from({ length: 1 + Math.floor(draw() * 3) }, () => ({ to: draw() < 0.1 ? '*' : target(), when: conditionOf(fields, draw) }));
  return { id, name: id, pre, post: [...rows, { to: target() }] };
}

function conditionOf(fields: readonly string[], draw: Draw): string {
  const field = fields.length === 0 ? 'missing' : pick(fields, draw);
  const kind = draw();
  if (kind < 0.5) return `${field} = "yes"`;
  if (kind < 0.7) return `${field} > ${Math.floor(draw() * 100)}`;
  return kind < 0.85 ? `${field} CONTAINS 'x'` : `undeclared${Math.floor(draw() * 9)} = true`;
}

/** Ids as they are found: in small letters, in capitals, with blanks, in Chinese, and words that mean something elsewhere. */
function names(kind: string, count: number, draw: Draw): readonly string[] {
  const odd: Readonly<Record<string, readonly string[]>> = {
    state: ['new', '*new', 'constructor', '已受理', 'a.b', 'A-B', 'a b'], role: ['chief', 'handler', '书记员', '[Judge]', 'judge', 'JUDGE'],
    field: ['payload', 'date', 'if', '金额', 'Amount', 'amount'], event: ['toString', '退回', 'propose', 'a_b', 'a-b', '1'],
  };
  return Array.from({ length: count }, (_, index) => {
    const special = odd[kind]?.[index];
    if (special !== undefined && draw() < 0.5) return special;
    const shape = draw();
    return shape < 0.4 ? `${kind}${index}` : shape < 0.7 ? `${kind.toUpperCase()}_${index}` : shape < 0.85 ? `${kind} ${index}` : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${index}`;
  });
}

function crudOf(draw: Draw): string {
  return draw() < 0.06 ? '' : ['C', 'R', 'U', 'D'].filter(() => draw() < 0.6).join('');
}

function pick(from: readonly string[], draw: Draw): string {
  return from[Math.floor(draw() * from.length)] as string;
}

/** A number in [0, 1) from 32 bits of state (mulberry32). */
function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

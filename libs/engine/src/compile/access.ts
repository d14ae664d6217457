// Which roles may act in a state at all, and which may see, give, change or take away a fact. Roles have numbers, a set of roles is a set
// of bits, so that hundreds of facts are judged for a person in one pass. What is not here: who acts in which role (`../runtime/standing.ts`).
import type { CasePathDocument } from '../definition/case-path.js';
import type { FactAccess } from '../definition/common.js';
import type { CompiledNode } from './compiled.js';

export type AccessLetter = 'C' | 'R' | 'U' | 'D';
const LETTERS: readonly AccessLetter[] = ['C', 'R', 'U', 'D'];
const BITS = 32;

/** Words of 32 bits, one bit per role. */
type RoleBits = Uint32Array;

export interface CompiledAccess {
  /** Roles that may act while a leaf is active; null = no limit. Absent as a whole when the path limits nothing. */
  readonly actorsIn: ReadonlyMap<string, ReadonlySet<string> | null> | null;
  /** Facts that not everybody may see. */
  readonly limited: ReadonlySet<string>;
  /** Whether one of several roles has a right to a fact. A fact without limits is open to all. */
  may(letter: AccessLetter, fact: string, roles: Iterable<string>): boolean;
  /** The facts of which one of several roles has no right; the roles are looked up once for all of them. */
  closed(letter: AccessLetter, roles: Iterable<string>): ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

export function compileAccess(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>): CompiledAccess {
  const numbers = new Map<string, number>();
  const facts = new Map<string, Readonly<Record<AccessLetter, RoleBits>>>();
  const limits = Object.entries(path.facts).flatMap(([fact, { access }]) => (access === undefined ? [] : [[fact, access] as const]));
  for (const [, access] of limits) for (const roles of Object.values(access)) for (const role of roles) if (!numbers.has(role)) numbers.set(role, numbers.size);
  const width = Math.max(1, Math.ceil(numbers.size / BITS));
  for (const [fact, access] of limits) facts.set(fact, bitsOf(access, numbers, width));
  const asBits = (roles: Iterable<string>): RoleBits => fill(new Uint32Array(width), roles, numbers);
  return {
    actorsIn: actorsOf(path, nodes),
    limited: new Set(facts.keys()),
    may(letter, fact, roles) {
      const bits = facts.get(fact);
      return bits === undefined || meets(bits[letter], asBits(roles));
    },
    closed(letter, roles) {
      if (facts.size === 0) return NOTHING;
      const held = asBits(roles);
      const closed = new Set<string>();
      for (const [fact, bits] of facts) if (!meets(bits[letter], held)) closed.add(fact);
      return closed;
    },
  };
}

function bitsOf(access: FactAccess, numbers: ReadonlyMap<string, number>, width: number): Readonly<Record<AccessLetter, RoleBits>> {
  const bits = { C: new Uint32Array(width), R: new Uint32Array(width), U: new Uint32Array(width), D: new Uint32Array(width) };
  for (const [word, roles] of Object.entries(access)) for (const letter of LETTERS) if (word.includes(letter)) fill(bits[letter], roles, numbers);
  return bits;
}

function fill(bits: RoleBits, roles: Iterable<string>, numbers: ReadonlyMap<string, number>): RoleBits {
  for (const role of roles) {
    const number = numbers.get(role);
    if (number === undefined) continue;
    const place = Math.floor(number / BITS);
    bits[place] = ((bits[place] ?? 0) | (1 << (number % BITS))) >>> 0;
  }
  return bits;
}

function meets(a: RoleBits, b: RoleBits): boolean {
  return a.some((word, index) => (word & (b[index] ?? 0)) !== 0);
}

/** What stands above a leaf limits it too: a role must be named at every level that names any. */
function actorsOf(path: CasePathDocument, nodes: ReadonlyMap<string, CompiledNode>): CompiledAccess['actorsIn'] {
  if (path.actors === undefined && ![...nodes.values()].some(({ actors }) => actors !== null)) return null;
  const leaves = [...nodes.values()].filter(({ children, kind }) => children.length === 0 && kind !== 'history');
  return new Map(leaves.map((leaf) => {
    const lists = [path.actors ?? null, ...leaf.ancestors.map((id) => nodes.get(id)?.actors ?? null)].filter((list) => list !== null);
    const [first, ...others] = lists;
    return [leaf.id, first === undefined ? null : new Set(first.filter((role) => others.every((list) => list.includes(role))))];
  }));
}

// How far a condition is from holding: the facts that keep it off, and how many of its tests hold already. What is not here: whether a
// rule counts as near (`near-rules.ts`), and the words.
import { holds, type Condition, type FactDeclaration, type FactTable, type FactValues } from './condition.js';
import type { Label } from '@quanze/kernel';

/** One fact that has another value than a condition asks for. */
export interface Miss {
  readonly fact: string;
  /** Values with one of which the test would hold. */
  readonly wanted: readonly string[];
}

export interface Distance {
  readonly misses: readonly Miss[];
  /** Tests that hold. */
  readonly met: number;
}

/** The distance of a condition: none where it holds; of an `any` that of its nearest part, among equals the one of which more holds. Under
 *  a `not` one miss stands for the whole part that must not hold, named by its first fact. */
export function distanceOf(condition: Condition | null, values: FactValues, facts: FactTable): Distance {
  if (condition === null) return { misses: [], met: 0 };
  if ('all' in condition) return condition.all.map((part) => distanceOf(part, values, facts)).reduce((a, b) => ({ misses: [...a.misses, ...b.misses], met: a.met + b.met }));
  if ('any' in condition) return condition.any.map((part) => distanceOf(part, values, facts)).reduce((a, b) => (nearer(b, a) ? b : a));
  if ('not' in condition) return holds(condition, values) ? { misses: [], met: 1 } : { misses: [missOfNot(condition.not, facts)], met: 0 };
  return holds(condition, values) ? { misses: [], met: 1 } : { misses: [{ fact: condition.fact, wanted: condition.in }], met: 0 };
}

function nearer(a: Distance, b: Distance): boolean {
  return a.misses.length < b.misses.length || (a.misses.length === b.misses.length && a.met > b.met);
}

function missOfNot(inner: Condition, facts: FactTable): Miss {
  if ('all' in inner || 'any' in inner) {
    const [first] = 'all' in inner ? inner.all : inner.any;
    // The parser admits no empty list.
    return missOfNot(first as Condition, facts);
  }
  if ('not' in inner) return missOfNot(inner.not, facts);
  return { fact: inner.fact, wanted: Object.keys(facts[inner.fact]?.values ?? {}).filter((value) => !inner.in.includes(value)) };
}

/** A miss in words: what the fact is, and what it would have to be. */
export function missText(miss: Miss, values: FactValues, facts: FactTable): Label {
  const declared = facts[miss.fact];
  const value = values[miss.fact] ?? '';
  const is = wordOf(declared, value);
  const wanted = miss.wanted.map((each) => wordOf(declared, each));
  const name: Label = declared?.label ?? { zh: miss.fact, en: miss.fact };
  return {
    zh: `${name.zh}为“${is.zh}”，须为${wanted.map(({ zh }) => `“${zh}”`).join('或者')}`,
    en: `${name.en} is “${is.en}”; it would have to be ${wanted.map(({ en }) => `“${en}”`).join(' or ')}`,
  };
}

function wordOf(declared: FactDeclaration | undefined, value: string): Label {
  return declared?.values[value] ?? { zh: value, en: value };
}

// Turns conditions into functions over a row of numbers, one number per fact: the position of a value, or the number itself.
// What is not here: filling the row (`read-facts.ts`).
import { assert } from '@quanze/kernel';
import type { Condition, FactCondition, FactDeclaration } from './power-list.js';

/** One number per fact. A fact not stated and without default holds `UNSTATED`; a value that cannot be understood `UNREADABLE`. */
export type FactRow = number[];
export const UNSTATED = -1;
export const UNREADABLE = -2;

export type Test = (row: FactRow) => boolean;

export interface SlotTable {
  readonly slotOf: ReadonlyMap<string, number>;
  readonly declarations: readonly FactDeclaration[];
}

/** Compiles a condition that `parsePowerList` accepted; every slot it reads is added to `reads`. No condition means always. */
export function compileCondition(condition: Condition | null, table: SlotTable, reads: Set<number>): Test {
  if (condition === null) return () => true;
  if ('all' in condition) {
    const tests = condition.all.map((part) => compileCondition(part, table, reads));
    return (row) => {
      for (const test of tests) if (!test(row)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const tests = condition.any.map((part) => compileCondition(part, table, reads));
    return (row) => {
      for (const test of tests) if (test(row)) return true;
      return false;
    };
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, table, reads);
    return (row) => !test(row);
  }
  return compileFact(condition, table, reads);
}

function compileFact(condition: FactCondition, table: SlotTable, reads: Set<number>): Test {
  const slot = slotIn(table, condition.fact, reads);
  if (condition.stated !== undefined) return condition.stated ? (row) => row[slot] !== UNSTATED : (row) => row[slot] === UNSTATED;
  const { above, atLeast } = condition;
  if (above !== undefined) return (row) => (row[slot] as number) > above;
  if (atLeast !== undefined) return (row) => (row[slot] as number) >= atLeast;
  if (condition.aboveFact !== undefined) {
    const other = slotIn(table, condition.aboveFact, reads);
    return (row) => (row[other] as number) >= 0 && (row[slot] as number) > (row[other] as number);
  }
  if (condition.atMostHalfOf !== undefined) {
    const other = slotIn(table, condition.atMostHalfOf, reads);
    return (row) => (row[slot] as number) >= 0 && (row[other] as number) >= 0 && (row[slot] as number) * 2 <= (row[other] as number);
  }
  const values = table.declarations[slot]?.values;
  assert(values !== undefined, `a fact without values is compared with words: ${condition.fact}`);
  const names = Object.keys(values);
  const mask = (condition.in ?? [condition.is]).reduce((bits, value) => bits | (1 << names.indexOf(value as string)), 0);
  return (row) => (row[slot] as number) >= 0 && ((mask >>> (row[slot] as number)) & 1) === 1;
}

function slotIn(table: SlotTable, fact: string, reads: Set<number>): number {
  const slot = table.slotOf.get(fact);
  assert(slot !== undefined, `condition on a fact that was not declared: ${fact}`);
  reads.add(slot);
  return slot;
}

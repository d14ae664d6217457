// The fast computation and the naive day-by-day walk agree for every shipped rule and every start from 2024 to 2026.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { addDays, expectOk, parseLocalDate, type LocalDate } from '@quanze/kernel';
import { parse } from 'yaml';
import { computeDeadline, type DeadlineEvent } from './index.js';
import { makeScenario, Tape, type Scenario, type ScenarioRule } from './deadline-scenario.model.js';
import { NaiveWorld, type NaiveAnswer, type PlainYear } from './naive-deadline.model.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const rawRules = read('deadline-rules/national.yaml') as { rules: readonly ScenarioRule[] };
const rawCalendar = read('calendars/china.yaml') as { years: readonly PlainYear[] };
const book = new ShippedBook(rawRules, rawCalendar);
const plain = new Map(rawRules.rules.map((rule) => [rule.id, rule]));
const world = new NaiveWorld(rawCalendar.years, plain);
// Clocks that lie in another one have no end of their own, in either computation.
const datable = rawRules.rules.filter((rule) => typeof rule.length === 'string' || !('within' in (rule.length as object)));
const rich = datable.filter((rule) => rule.resets_on ?? rule.excluded ?? rule.suspended_by ?? rule.extendable[0]);
const FIRST = expectOk(parseLocalDate('2024-01-01'), 'first start');
const DAYS = 1096;
const seed = Number(process.env['FC_SEED'] ?? 20260930);

function fast({ rule, start, events }: Scenario): NaiveAnswer {
  const deadline = expectOk(book.ask(rule.id, start, events as unknown as DeadlineEvent[]), `${rule.id} ${start} ${JSON.stringify(events)}`);
  const { due, dueAt, provisional } = deadline;
  return { due, provisional, ...(dueAt === undefined ? {} : { dueAt: shanghai(dueAt) }) };
}

function shanghai(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}

function differs(scenario: Scenario, slow = (asked: Scenario): NaiveAnswer => world.answer(asked.rule, asked.start, asked.events)): boolean {
  const [a, b] = [fast(scenario), slow(scenario)];
  return a.due !== b.due || a.dueAt !== b.dueAt || a.provisional !== b.provisional;
}

const walked = new Map<string, NaiveAnswer>();

/** Walks once for all rules that count alike; the fast side is still asked about each of them. */
function walkOnce({ rule, start, events }: Scenario): NaiveAnswer {
  const key = JSON.stringify([rule.length, rule.calendar, rule.month_rule, rule.rollover, rule.direction, start, events]);
  const answer = walked.get(key) ?? world.answer(rule, start, events);
  walked.set(key, answer);
  return answer;
}

/** A small generator of numbers, so that a sweep is the same on every machine. */
function tapeFrom(state: number): Tape {
  let value = state >>> 0;
  return new Tape(Array.from({ length: 48 }, () => (value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0) >>> 8));
}

function sweep(chosen: readonly ScenarioRule[], stride: number, make: (rule: ScenarioRule, day: LocalDate, number: number) => Scenario, slow?: (asked: Scenario) => NaiveAnswer): { readonly compared: number; readonly wrong: readonly Scenario[] } {
  const wrong: Scenario[] = [];
  let compared = 0;
  for (const [index, rule] of chosen.entries()) {
    for (let day = index % stride; day < DAYS; day += stride) {
      const scenario = make(rule, addDays(FIRST, day), compared);
      if (differs(scenario, slow)) wrong.push(scenario);
      compared += 1;
    }
  }
  return { compared, wrong: wrong.slice(0, 3) };
}

describe('the fast deadline equals a day-by-day walk', () => {
  it('for every rule and every start from 2024 to 2026, held and not held', () => {
    const lengthOf = (rule: ScenarioRule) => (typeof rule.length === 'string' ? [] : makeScenario(rule, plain, FIRST, new Tape([3])).events.filter((event) => event.event === 'chosen_length'));
    const at = (rule: ScenarioRule, day: LocalDate) => (rule.calendar.startsWith('hours') ? `${day}T23:59:00+08:00` : day);
    const free = sweep(datable, 1, (rule, day) => ({ rule, start: at(rule, day), events: lengthOf(rule) }), walkOnce);
    const held = sweep(datable.filter((rule) => rule.rollover === 'unless-in-custody'), 1, (rule, day) => ({ rule, start: at(rule, day), events: [...lengthOf(rule), { event: 'custody', in_custody: true }] }), walkOnce);
    expect([free.wrong, held.wrong]).toEqual([[], []]);
    expect(free.compared + held.compared).toBe((139 + 4) * DAYS);
  });

  it('for every rule and every fourth start with one random lawful history each', () => {
    const { compared, wrong } = sweep(datable, 4, (rule, day, number) => makeScenario(rule, plain, day, tapeFrom(seed + number)));
    expect(wrong).toEqual([]);
    expect(compared).toBe((139 * DAYS) / 4);
  });

  it('for the rules with restarts, exclusions or extensions under many random histories', () => {
    const scenario = fc.tuple(fc.nat(rich.length - 1), fc.nat(DAYS - 1), fc.array(fc.nat(1_000_000), { minLength: 48, maxLength: 48 }));
    fc.assert(
      fc.property(scenario, ([rule, day, numbers]) => !differs(makeScenario(rich[rule] as ScenarioRule, plain, addDays(FIRST, day), new Tape(numbers)))),
      { numRuns: 20_000, seed },
    );
  });
});

describe('extensions', () => {
  it('never give an earlier day', () => {
    const extendable = datable.filter((rule) => rule.extendable.length > 0 && !rule.calendar.startsWith('hours'));
    const scenario = fc.tuple(fc.nat(extendable.length - 1), fc.nat(DAYS - 1), fc.integer({ min: 1, max: 70 }), fc.constantFrom('D', 'M'), fc.constantFrom('by', 'to'));
    let granted = 0;
    fc.assert(
      fc.property(scenario, ([index, day, amount, unit, form]) => {
        const rule = book.rule((extendable[index] as ScenarioRule).id);
        const start = addDays(FIRST, day);
        const event = { event: 'extension', [form]: `P${amount}${unit}` } as unknown as DeadlineEvent;
        const extended = computeDeadline(rule, start, [event], book.calendar);
        if (!extended.ok) return extended.refusal.code.startsWith('DEADLINE.EXTENSION_');
        granted += 1;
        return extended.value.nominal >= expectOk(computeDeadline(rule, start, [], book.calendar), rule.id).nominal;
      }),
      { numRuns: 5_000, seed },
    );
    expect(granted).toBeGreaterThan(500);
  });
});

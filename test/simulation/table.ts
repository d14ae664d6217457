// The table a simulation prints: a row per path, then faults and refusals. What is not here: counting (the tally of the simulation).
import type { Grounds, Numbers, Tally } from '@quanze/simulation';

interface Run { readonly cases: number; readonly seed: number; readonly seconds: number; readonly cpuSeconds: number }

export function tableOf({ paths }: Grounds, tallies: ReadonlyMap<string, Tally>, { cases, seed, seconds, cpuSeconds }: Run): string {
  const rows = paths.map(({ id, compiled }) => {
    const tally = tallies.get(id) as Tally;
    const { states, acts, options } = tally.unreached(compiled);
    return { id, numbers: tally.numbers(), left: `${states.length}/${acts.length}/${options.length}` };
  });
  const total = (of: (numbers: Numbers) => number): number => rows.reduce((sum, { numbers }) => sum + of(numbers), 0);
  const lines = rows.map(({ id, numbers, left }) => `${id.padEnd(30)}${[numbers.cases, numbers.unopened, numbers.accepted, numbers.refused, numbers.decisions].map((number) => String(number).padStart(8)).join('')}  ${left.padStart(9)}  ${text(numbers.endings)}`);
  return [
    `${cases} cases from seed ${seed} in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of one core)`,
    `${'path'.padEnd(30)}${['cases', 'unopened', 'accepted', 'refused', 'decided'].map((word) => word.padStart(8)).join('')}  unreached  endings (unreached: states/acts/options)`,
    ...lines,
    `${'all'.padEnd(30)}${[total((n) => n.cases), total((n) => n.unopened), total((n) => n.accepted), total((n) => n.refused), total((n) => n.decisions)].map((number) => String(number).padStart(8)).join('')}`,
    `levels: ${text(merged(rows.map(({ numbers }) => numbers.levels)))}; periods ended unkept: ${total((n) => n.clocks.overdue)} of ${total((n) => n.clocks.started)}`,
    `faults: ${text(merged(rows.map(({ numbers }) => numbers.faults)))}`,
    `refusals: ${text(merged(rows.map(({ numbers }) => numbers.refusals)))}`,
  ].join('\n');
}

export function merged(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [key, number] of counts.flatMap((each) => Object.entries(each))) sums[key] = (sums[key] ?? 0) + number;
  return sums;
}

function text(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).sort(([, a], [, b]) => b - a).map(([key, number]) => `${key} ${number}`).join(', ');
}

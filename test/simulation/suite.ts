// Goal: whatever people do and whatever goes wrong around them, the invariants of the system hold. Method: random cases over all shipped paths
// through the real use cases on stores in memory, with faults; an auditor follows each journal, and the naive gate judges each act once more.
// SIM_CASES and SIM_SEED choose the cases. Shared by two specs, so that two cores take half of them each.
import { FAULTS, simulate } from '@quanze/simulation';
import { secondOpinion, shippedGrounds } from './shipped.js';
import { merged, tableOf } from './table.js';

const PARTS = 2;
const MINUTES_MS = 60_000;
// So many cases bring every kind of fault about with any seed.
const ENOUGH_FOR_ALL_FAULTS = 300;

/** Declares one part of the run. @param part 0 or 1 */
export function describeSimulation(part: number): void {
  const all = Number(process.env['SIM_CASES'] ?? 2000);
  const cases = Math.floor(all / PARTS) + (part < all % PARTS ? 1 : 0);
  const given = process.env['SIM_SEED'];
  // One seed that was found is repeated by one part; the other has no case then.
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(given) + part * Math.ceil(all / PARTS);

  describe(`random cases over all shipped paths, part ${part + 1} of ${PARTS} (seed ${seed})`, () => {
    it('keeps every invariant through every fault', async () => {
      const grounds = await shippedGrounds();
      const [started, cpu] = [performance.now(), process.cpuUsage()];
      const { tallies, violations } = await simulate(grounds, cases, seed, { judge: secondOpinion });
      const { user, system } = process.cpuUsage(cpu);
      console.log(tableOf(grounds, tallies, { cases, seed, seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }));
      expect(violations).toEqual([]);
      const numbers = [...tallies.values()].map((tally) => tally.numbers());
      expect(numbers.reduce((sum, each) => sum + each.cases, 0)).toBe(cases);
      const struck = merged(numbers.map(({ faults }) => faults));
      expect(cases < ENOUGH_FOR_ALL_FAULTS ? [] : FAULTS.filter((fault) => struck[fault] === undefined)).toEqual([]);
    }, 60 * MINUTES_MS);
  });
}

// Many cases, each from a seed of its own: the first from the seed that was given, every next from the next whole number, so that whatever goes
// wrong in one is brought back by its seed alone. What is not here: one case (`course/`) and where documents come from.
import { Auditor, type AuditGrounds, type PowerJudge } from './audit/auditor.js';
import { readPlainPath, readPlainPowers, type PlainPath, type PlainPowers } from './audit/documents.js';
import type { Violation } from './audit/violation.js';
import { leadCase } from './course/course.js';
import { createChance } from './chance.js';
import { planFaults } from './faults.js';
import { Tally } from './tally.js';
import type { Grounds, SimulatedPath } from './world/grounds.js';
import type { CaseRow } from './world/memory-store.js';
import { createWorld, type SimulatedWorld, type WorldOptions } from './world/simulated-world.js';

export interface FoundViolation extends Violation {
  readonly path: string;
  /** Brings the case back: one case of this path from this seed. */
  readonly seed: number;
}

export interface SimulateOptions extends WorldOptions {
  /** An own opinion on how far powers reach; absent = only roles, bars and the existence of powers are looked at. */
  readonly judge?: (path: SimulatedPath) => PowerJudge;
  /** Ends the run after so many violations. Default 50. */
  readonly enough?: number;
}

export interface Simulated {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly violations: readonly FoundViolation[];
}

const ENOUGH = 50;
// The faults of a case are drawn apart from its course, so that a new kind of fault does not change every course.
const FAULT_SEED = 0x5eed;

/** Runs cases over all paths of the grounds: a seed runs on the path at its remainder. @param seed whole number of 0 or more */
export async function simulate(grounds: Grounds, cases: number, seed: number, options: SimulateOptions = {}): Promise<Simulated> {
  const powers = readPlainPowers(grounds.powerList);
  const readied = grounds.paths.map((path) => ({ path, plain: readPlainPath(path.content), judge: options.judge?.(path) ?? null, tally: new Tally() }));
  const violations: FoundViolation[] = [];
  for (let own = seed; own < seed + cases && violations.length < (options.enough ?? ENOUGH); own += 1) {
    const ready = readied[own % readied.length] as (typeof readied)[number];
    const found = await simulateCase(grounds, ready.path, own, { ...ready, powers }, options);
    violations.push(...found.map((violation) => ({ ...violation, path: ready.path.id, seed: own })));
  }
  return { tallies: new Map(readied.map(({ path, tally }) => [path.id, tally])), violations };
}

interface Around {
  readonly plain: PlainPath;
  readonly powers: PlainPowers;
  readonly judge: PowerJudge | null;
  readonly tally: Tally;
}

async function simulateCase(grounds: Grounds, path: SimulatedPath, seed: number, { plain, powers, judge, tally }: Around, options: WorldOptions): Promise<readonly Violation[]> {
  const audited: AuditGrounds = { path: plain, powers, release: path.hash, hash: grounds.hash, judge };
  const auditor: Auditor = new Auditor(audited, () => ({ office: world.office, now: world.clock.now }));
  const world: SimulatedWorld = createWorld(grounds, path, seed, {
    committed: (write, row: CaseRow) => {
      tally.committed(write);
      auditor.committed(write, row);
    },
  }, options);
  try {
    const { caseId } = await leadCase(world, planFaults(createChance(seed ^ FAULT_SEED)), auditor, tally.faulty);
    tally.ended(caseId === null ? null : (world.store.cases.get(caseId) ?? null));
  } catch (error) {
    // A fault of the program ends the case, never the run: it is told like anything else that must not be.
    auditor.wrong('I10', `the program failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return auditor.violations;
}

// About thirty cases for the demonstration, on three paths and in different states, two of them linked, played through the use cases over the weeks
// before the first start. What is done is not done again. What is not here: the stories and how they are walked.
import type { Deps } from '@quanze/application';
import { expectOk, lawDateOf } from '@quanze/kernel';
import type { Stores } from '@quanze/persistence';
import { arrestCases } from './demo-cases-arrest.js';
import { decidedCases } from './demo-cases-decided.js';
import { evidenceCases } from './demo-cases-evidence.js';
import { linkedCases } from './demo-cases-linked.js';
import { casesUnderReview } from './demo-cases-prosecution.js';
import { delegationsOf } from './demo-delegation.js';
import { OFFICE } from './demo-office.js';
import type { DemoStory } from './demo-story.js';
import { layOut } from './demo-timeline.js';
import { walk, type WalkReport } from './demo-walk.js';
import { noted, writeOffice } from './seed-office.js';
import { firstStartOf } from './seed-people.js';

/** Note of the installation: the cases were played to the end. */
export const CASES_DONE = 'demo.cases';

export const demoStories = (): readonly DemoStory[] => [...casesUnderReview(), ...decidedCases(), ...arrestCases(), ...evidenceCases(), ...linkedCases()];

/** Plays the cases, or the rest of them after an interruption. Their present is the first start, so a later one that goes
 *  on with them lays them out the same. Nothing happens in an office that is not the demonstration, or when they are done. */
export async function seedCases(deps: Deps, stores: Stores, log: (line: string) => void): Promise<WalkReport | null> {
  const start = await firstStartOf(stores);
  if (start === null || (await noted(stores, CASES_DONE)) !== undefined) return null;
  const { path } = expectOk(deps.definitions.current('criminal.prosecution', lawDateOf(start), OFFICE), 'the release of the demonstration');
  const calendar = expectOk(deps.definitions.calendar(), 'the calendar of the demonstration');
  const report = await walk(deps, layOut(demoStories(), start, { calendar, rules: path.ruleSet }), delegationsOf(start), start);
  for (const { story, act, code } of report.stopped) log(`demonstration case ${story} stops before ${act}: ${code}`);
  await writeOffice({ stores, clock: deps.clock, hash: deps.hash }, CASES_DONE, { kind: 'none' }, { cases: report.opened, steps: report.steps, alarms: report.alarms });
  log(`demonstration: ${report.opened} cases, ${report.steps} acts, ${report.alarms} alarms`);
  return report;
}

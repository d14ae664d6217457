// The delegations of the demonstration, by written order of the chief: one deputy decides discretionary non-prosecutions of the first
// department for some weeks more; what another was given for the second department has ended, and cases show both sides of that day.
// What is not here: what a delegation may reach (the power list and the use case).
import type { Application } from '@quanze/application';
import { addMs, expectOk, type Instant } from '@quanze/kernel';
import { demoId, demoPerson, FIRST, OFFICE, SECOND } from './demo-office.js';
import { identityOf, type OfficeMoment } from './demo-walk.js';

const DAY_MS = 86_400_000;

interface Given {
  readonly to: string;
  readonly department: string;
  readonly order: string;
  readonly beganDaysAgo: number;
  /** Negative = so many days before the first start. */
  readonly endsInDays: number;
}

const GIVEN: readonly Given[] = [
  { to: 'deputy2', department: SECOND, order: '云岭检委〔2026〕3号', beganDaysAgo: 70, endsInDays: -20 },
  { to: 'deputy', department: FIRST, order: '云岭检委〔2026〕5号', beganDaysAgo: 50, endsInDays: 40 },
];

/** In order of time. Each is given once, however often the walk begins. */
export function delegationsOf(start: Instant): readonly OfficeMoment[] {
  return GIVEN.map(({ to, department, order, beganDaysAgo, endsInDays }) => {
    const at = addMs(start, -beganDaysAgo * DAY_MS);
    return {
      at,
      does: async (application: Application) => {
        if ((await application.deps.office.delegation(demoId(`beside ${at}`))) !== null) return;
        expectOk(await application.office.delegate(identityOf('chief'), OFFICE, {
          to: demoPerson(to), powers: ['criminal.nonpros.discretionary'], paths: ['criminal.prosecution'], departments: [department],
          until: addMs(start, endsInDays * DAY_MS), order,
        }), `the delegation ${order} of the demonstration`);
      },
    };
  });
}

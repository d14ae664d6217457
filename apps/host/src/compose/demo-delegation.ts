// The delegation of the demonstration: the chief lets one deputy decide discretionary non-prosecutions of the first department for
// a while, by written order. What is not here: what a delegation may reach (the power list and the use case).
import type { Application } from '@quanze/application';
import { addMs, expectOk, type Instant } from '@quanze/kernel';
import { demoId, demoPerson, FIRST, OFFICE } from './demo-office.js';
import { identityOf, type OfficeMoment } from './demo-walk.js';

const DAY_MS = 86_400_000;
const BEGAN_DAYS_AGO = 50;
const LASTS_DAYS_MORE = 40;

/** In force from weeks before the first start until weeks after it. Given once, however often the walk begins. */
export function delegationOf(start: Instant): OfficeMoment {
  const at = addMs(start, -BEGAN_DAYS_AGO * DAY_MS);
  return {
    at,
    does: async (application: Application) => {
      if ((await application.deps.office.delegation(demoId(`beside ${at}`))) !== null) return;
      expectOk(await application.office.delegate(identityOf('chief'), OFFICE, {
        to: demoPerson('deputy'), powers: ['criminal.nonpros.discretionary'], paths: ['criminal.prosecution'], departments: [FIRST],
        until: addMs(start, LASTS_DAYS_MORE * DAY_MS), order: '云岭检委〔2026〕5号',
      }), 'the delegation of the demonstration');
    },
  };
}

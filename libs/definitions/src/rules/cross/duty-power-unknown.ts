// A duty names powers of its power list, and an exercising duty only those that the list gives to the role: a duty list widens nobody.
import { coversPower, EXERCISING, type DutyList } from '@quanze/responsibility';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import { entriesOf, type DutyEntry } from '../duty-entries.js';
import type { Finding, Rule } from '../rule.js';
import { powerListOf, powersByRole } from './duty-powers.js';
import type { Placed } from './surroundings.js';

export const dutyPowerUnknown: Rule<Placed<DutyList>> = {
  id: 'duty-power-unknown',
  severity: 'error',
  *check({ subject, around }) {
    const ids = powerListOf(subject, around)?.entries.map(({ id }) => id);
    if (ids === undefined) return;
    yield* eachPower(subject, (_, power) => {
      if (ids.some((id) => coversPower(power, id))) return null;
      const meant = suggestion(power, ids);
      return label(`职权清单没有 ${power}${meant.zh}`, `the power list has no ${power}${meant.en}`);
    });
  },
};

export const dutyBeyondPower: Rule<Placed<DutyList>> = {
  id: 'duty-beyond-power',
  severity: 'error',
  *check({ subject, around }) {
    const powers = powerListOf(subject, around);
    if (powers === undefined) return;
    const given = powersByRole(powers);
    yield* eachPower(subject, ({ role, duty }, power) => {
      if (!EXERCISING.includes(duty.kind) || !powers.entries.some(({ id }) => coversPower(power, id))) return null;
      if ([...(given.get(role) ?? [])].some((id) => coversPower(power, id))) return null;
      return label(`职权清单没有把 ${power} 交给 ${role}`, `the power list does not give ${power} to ${role}`);
    });
  },
};

function* eachPower(list: DutyList, judge: (entry: DutyEntry, power: string) => Finding['message'] | null): Generator<Finding> {
  for (const entry of entriesOf(list)) {
    for (const [index, power] of (entry.duty.powers ?? []).entries()) {
      const message = judge(entry, power);
      if (message !== null) yield { key: pointerTo(entry.pointer, 'powers', index), message };
    }
  }
}

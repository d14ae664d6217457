// Lead times of warnings are written largest first, the order in which they come due.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const warnDaysOrder: Rule<PathModel> = {
  id: 'warn-days-order',
  severity: 'warning',
  *check({ document }) {
    for (const [name, clock] of Object.entries(document.clocks)) {
      const days = clock.warnDays ?? [];
      if (days.some((value, index) => index > 0 && value > (days[index - 1] ?? value))) {
        yield { key: pointerTo('/clocks', name, 'warnDays'), message: label('提醒天数应由大到小', 'lead times are written largest first') };
      }
    }
  },
};

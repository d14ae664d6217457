// An act that names nobody is left over from tables or forgotten: it can never be done.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const actByNobody: Rule<PathModel> = {
  id: 'act-by-nobody',
  severity: 'warning',
  *check({ document }) {
    for (const [name, { by }] of Object.entries(document.acts)) {
      if (by.length === 0) yield { key: pointerTo('/acts', name, 'by'), message: label('没有人可以实施该行为', 'nobody may do this act') };
    }
    for (const [name, { by }] of Object.entries(document.links ?? {})) {
      if (by.length === 0) yield { key: pointerTo('/links', name, 'by'), message: label('没有人可以办理该关联', 'nobody may open a case by this link') };
    }
  },
};

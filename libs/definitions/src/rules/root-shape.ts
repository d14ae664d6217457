// A path says where a case begins and what ends it: `initial` for a group, `main` for regions side by side.
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const rootShape: Rule<PathModel> = {
  id: 'root-shape',
  severity: 'error',
  *check({ document }) {
    const [needed, surplus] = document.type === 'parallel' ? (['main', 'initial'] as const) : (['initial', 'main'] as const);
    if (document[needed] === undefined) yield { key: '/type', message: label(`type 为 ${document.type} 时须写明 ${needed}`, `a path of type ${document.type} needs ${needed}`) };
    if (document[surplus] !== undefined) yield { key: `/${surplus}`, on: 'key', message: label(`type 为 ${document.type} 时没有 ${surplus}`, `a path of type ${document.type} has no ${surplus}`) };
    const creating = Object.values(document.acts).filter((act) => act.from.includes('new'));
    if (creating.length === 0) yield { key: '/acts', on: 'key', message: label('没有受理行为（from: [new]）', 'no act creates a case (from: [new])') };
  },
};

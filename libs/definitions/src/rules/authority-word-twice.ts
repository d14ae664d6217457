// A word of the authority vocabulary is fed by one fact; with two, the gate would judge by whichever happens to come last.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const authorityWordTwice: Rule<PathModel> = {
  id: 'authority-word-twice',
  severity: 'error',
  *check({ document }) {
    const feeding = new Map<string, string>();
    for (const [name, { authority }] of Object.entries(document.facts)) {
      if (authority === undefined) continue;
      const other = feeding.get(authority);
      if (other === undefined) feeding.set(authority, name);
      else yield { key: pointerTo('/facts', name, 'authority'), message: label(`事实 ${other} 已对应 ${authority}`, `the fact ${other} already feeds ${authority}`) };
    }
  },
};

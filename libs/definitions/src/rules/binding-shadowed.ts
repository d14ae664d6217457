// The first entry of a binding that fits wins, so an entry after a wider one is never used.
import { isOfMatter, type FlowBindingDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Rule } from './rule.js';

export const bindingShadowed: Rule<FlowBindingDocument> = {
  id: 'binding-shadowed',
  severity: 'error',
  *check({ bindings }) {
    for (const [index, entry] of bindings.entries()) {
      const wider = bindings.slice(0, index).findIndex((other) => covers(other.path, entry.path) && covers(other.decision, entry.decision) && coversMatter(other.matter, entry.matter));
      if (wider !== -1) yield { key: pointerTo('/bindings', index), message: label(`第 ${wider + 1} 项已包含本项，本项永不适用`, `entry ${wider + 1} already covers this one, which is never used`) };
    }
  },
};

/** A pattern covers one that means nothing else. */
function coversMatter(pattern: string | undefined, other: string | undefined): boolean {
  return pattern === undefined || (other !== undefined && (pattern === other || isOfMatter(pattern, other)));
}

function covers(pattern: string, other: string): boolean {
  return pattern === '*' || pattern === other;
}

// Within an offence the id of an element names one element, because items of evidence and decisions name it by that, and a kind that has to
// be there is not also one that usually is.
import type { EvidenceStandard } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Rule } from './rule.js';

export const evidenceElementTwice: Rule<EvidenceStandard> = {
  id: 'evidence-element-twice',
  severity: 'error',
  *check({ offences }) {
    for (const [offence, { elements }] of Object.entries(offences)) {
      const seen = new Set<string>();
      for (const [index, { id, necessary = [], usual = [] }] of elements.entries()) {
        const pointer = pointerTo('/offences', offence, 'elements', index);
        if (seen.has(id)) yield { key: pointerTo(pointer, 'id'), message: label(`${offence} 已有要素 ${id}`, `${offence} already has an element ${id}`) };
        seen.add(id);
        const both = necessary.find((kind) => usual.includes(kind));
        if (both !== undefined) yield { key: pointerTo(pointer, 'usual'), message: label(`${both} 已列为必要证据`, `${both} is necessary already`) };
      }
    }
  },
};

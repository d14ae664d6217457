// What comes with the product and counts until an office has published its own. Each is read when it is first asked for, except the duties,
// which every act is done under. What is not here: reading them (the files beside this one).
import type { Shipped } from '@quanze/application';
import { lazily, type HashFunction } from '@quanze/kernel';
import { shippedAttributionTable } from './attribution-table.js';
import { shippedTemplates } from './document-templates.js';
import { shippedDutyList } from './duty-list.js';
import { shippedEvidenceStandard } from './evidence-standard.js';
import { shippedFormality } from './formality-book.js';

/** @throws Fault `FAULT.DEFINITION` when the duty list has an error, and later when another has */
export function shippedWithProduct(hash: HashFunction): Shipped {
  return {
    attribution: lazily(shippedAttributionTable), duties: shippedDutyList(), templates: lazily(shippedTemplates), evidence: lazily(() => shippedEvidenceStandard(hash)), formality: lazily(shippedFormality),
  };
}

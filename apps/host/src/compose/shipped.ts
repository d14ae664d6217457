// What comes with the product and counts until an office has published its own: attribution table, duty list, document templates, evidence
// standard, formality models and laws. They are taken from what the build has checked and kept, so that neither a start nor the first act
// that needs one reads and checks texts. What is not here: what they say, which is data, and publishing (`POST …/definitions`).
import { FormalityBook, type Shipped } from '@quanze/application';
import type { DocumentTemplates } from '@quanze/documents';
import type { EvidenceStandard } from '@quanze/engine';
import type { FormalityModel, LawCatalogueDocument } from '@quanze/formality';
import { expectOk, Fault, lazily, type HashFunction, type JsonValue } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import { parseAttributionTable, type DutyList } from '@quanze/responsibility';
import { ShippedDefinitions } from './shipped-definitions.js';

const KINDS = ['attribution-table', 'duty-list', 'document-template', 'evidence-standard', 'formality-model', 'law-catalogue'] as const;
type Kind = (typeof KINDS)[number];

/** @throws Fault `FAULT.DEFINITION` when a definition of the product has an error, or one of them is missing */
export function shippedWithProduct(hash: HashFunction): Shipped {
  const values = valuesOf(ShippedDefinitions.load(hash));
  const only = (kind: Kind): JsonValue => {
    const [value, ...more] = values[kind];
    if (value === undefined || more.length > 0) throw new Fault('FAULT.DEFINITION', `${more.length + (value === undefined ? 0 : 1)} documents of the kind ${kind} come with the product, and one is needed`);
    return value;
  };
  return {
    duties: only('duty-list') as unknown as DutyList,
    attribution: lazily(() => expectOk(parseAttributionTable(only('attribution-table')), 'the attribution table of the product')),
    templates: () => values['document-template'] as unknown as readonly DocumentTemplates[],
    evidence: lazily(() => ({ standard: only('evidence-standard') as unknown as EvidenceStandard, digest: hash.ofText(canonicalize(only('evidence-standard'))) })),
    formality: lazily(() => new FormalityBook(values['formality-model'] as unknown as readonly FormalityModel[], values['law-catalogue'] as unknown as readonly LawCatalogueDocument[])),
  };
}

/** These kinds alone: all of them together are large and would stay for as long as the host. */
function valuesOf(shipped: ShippedDefinitions): Readonly<Record<Kind, readonly JsonValue[]>> {
  return Object.fromEntries(KINDS.map((kind) => [kind, shipped.values(kind)])) as Record<Kind, readonly JsonValue[]>;
}

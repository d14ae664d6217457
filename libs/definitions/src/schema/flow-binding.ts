// The schema of a flow binding: which approval flow serves which decision.
import type { FlowBindingDocument, FlowBindingEntry } from '@quanze/engine';
import { documentSchema, headOf, listOf, may, mirror, must, PATTERNS, ref, word } from './parts.js';

const ANY_DOCUMENT = `^([*]|${PATTERNS.documentId.slice(1, -1)})$`;

export const FLOW_BINDING_SCHEMA = documentSchema(
  'flow-binding',
  'Flow binding',
  mirror<FlowBindingDocument>('Which approval flow serves which decision of which case path; the first entry that fits wins.', {
    ...headOf('flow-binding'),
    office: must(word('^([*]|[A-Za-z0-9][A-Za-z0-9._-]*)$', 'Office the bindings hold for; * = all offices.')),
    bindings: must(listOf(ref('binding'), 'Entries in order.', { min: 1 })),
  }),
  {
    binding: mirror<FlowBindingEntry>('One entry.', {
      path: must(word(ANY_DOCUMENT, 'Id of a case path; * = every path.')),
      decision: must(word(PATTERNS.stateSource, 'Full dotted id of a decision state; * = every decision.', 240)),
      matter: may(word(PATTERNS.powers, 'Power, or powers by pattern such as criminal.arrest.*: fits a decision all of whose options are such matters.', 120)),
      flow: must(word(PATTERNS.documentId, 'Id of an approval flow.')),
    }),
  },
);

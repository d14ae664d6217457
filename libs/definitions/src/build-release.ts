// Builds the release that cases run on: the content of its documents pinned by one hash.
import { parseDeadlineRules } from '@quanze/calendar';
import type { ApprovalFlowDocument, CasePathDocument, FlowBindingDocument, Release } from '@quanze/engine';
import { expectOk, ok, type HashFunction, type JsonObject, type Result } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import { invalid, type DefinitionRefusal } from './problem.js';
import type { ReadDocument } from './read-document.js';
import type { ReleaseDocument } from './release-document.js';
import { resolveRelease, type ReleaseParts } from './resolve-release.js';

/** Builds a release from the documents it names. `documents` may hold any number of others.
 *  The hash is taken over the canonical JSON (RFC 8785) of `{path, flows, binding, deadlineRules}`, so it changes with their
 *  content and with nothing else: not with comments, key order, layout, label or date of the release.
 *  The power list, the duty list and the calendar are not content: they are chosen by date while a case runs; here they are only checked.
 *  Refuses `DEFINITION.INVALID` with problems `release-document-unknown`, `release-flow-ambiguous`, `release-lists-apart`, and those of the rules
 *  between documents. */
export function buildRelease(documents: readonly ReadDocument[], release: ReadDocument, hash: HashFunction): Result<Release, DefinitionRefusal> {
  const resolved = resolveRelease(documents, release);
  if (!resolved.ok) return invalid(release.file, resolved.problems);
  const { parts } = resolved;
  const { id, version, effectiveFrom } = release.value as unknown as ReleaseDocument;
  const source = contentOf(parts);
  return ok({
    hash: hash.ofText(canonicalize(source)),
    label: `${id} ${version}`,
    effectiveFrom,
    documents: {
      path: parts.path.value as unknown as CasePathDocument,
      flows: parts.flows.map((flow) => flow.value as unknown as ApprovalFlowDocument),
      binding: parts.binding.value as unknown as FlowBindingDocument,
      deadlineRules: expectDeadlineRules(parts),
    },
    source,
  });
}

/** What is hashed and stored. */
function contentOf(parts: ReleaseParts): JsonObject {
  return {
    path: parts.path.value,
    flows: parts.flows.map((flow) => flow.value),
    binding: parts.binding.value,
    deadlineRules: parts.deadlineRules.value,
  };
}

function expectDeadlineRules(parts: ReleaseParts): Release['documents']['deadlineRules'] {
  const rules = parseDeadlineRules(parts.deadlineRules.value);
  // The document was parsed by the same function when it was read.
  return expectOk(rules.ok ? rules : { ok: false, refusal: { code: 'DEFINITION.INVALID', params: {} } }, parts.deadlineRules.file);
}

// A release from its stored content, as a host reads it back. What is not here: building one from documents (`./build-release`).
import { parseDeadlineRules } from '@quanze/calendar';
import type { ApprovalFlowDocument, CasePathDocument, FlowBindingDocument, Release } from '@quanze/engine';
import { isJsonObject, ok, refused, type HashHex, type JsonObject, type JsonValue, type LocalDate, type Result } from '@quanze/kernel';
import { composePath } from './compose-path.js';
import type { DefinitionRefusal } from './problem.js';
import { readDocument } from './read-document.js';

export interface ReleaseHead {
  readonly hash: HashHex;
  readonly label: string;
  readonly effectiveFrom: LocalDate;
}

const KEYS = ['path', 'flows', 'binding', 'deadlineRules'];

/** Reads content that was proved before it was published; only its shape is looked at. Refuses `DEFINITION.CONTENT_MALFORMED`
 *  and what the deadline rules refuse. */
export function releaseFromContent(content: JsonValue, head: ReleaseHead): Result<Release> {
  if (!isContent(content)) return refused('DEFINITION.CONTENT_MALFORMED', { keys: KEYS });
  const rules = parseDeadlineRules(content['deadlineRules'] as JsonValue);
  if (!rules.ok) return { ok: false, refusal: rules.refusal[0] ?? refused('DEFINITION.CONTENT_MALFORMED', {}).refusal };
  return ok({
    ...head, source: content,
    documents: {
      path: content['path'] as unknown as CasePathDocument, flows: content['flows'] as unknown as readonly ApprovalFlowDocument[],
      binding: content['binding'] as unknown as FlowBindingDocument, deadlineRules: rules.value,
    },
  });
}

/** Checks content somebody submits, document by document with all rules. Refuses `DEFINITION.CONTENT_MALFORMED` or
 *  `DEFINITION.INVALID` with the problems of the first document that has any. */
export function checkReleaseContent(content: JsonValue): Result<null, DefinitionRefusal | ReturnType<typeof refused>['refusal']> {
  if (!isContent(content)) return refused('DEFINITION.CONTENT_MALFORMED', { keys: KEYS });
  const parts = [
    ['path', 'case-path', content['path']], ['binding', 'flow-binding', content['binding']], ['deadlineRules', 'deadline-rules', content['deadlineRules']],
    ...(content['flows'] as readonly JsonValue[]).map((flow, index) => [`flows/${index}`, 'approval-flow', flow] as const),
  ] as const;
  for (const [file, kind, value] of parts) {
    // JSON is YAML, so the same reader gives the same problems with the same places.
    const read = readDocument(JSON.stringify(value), { file, kind });
    if (!read.ok) return read;
    // What is stored is whole: a path that leaves something to parts would not have been checked.
    const whole = kind === 'case-path' ? composePath(read.value, []) : read;
    if (!whole.ok) return whole;
  }
  return ok(null);
}

function isContent(content: JsonValue): content is JsonObject {
  if (!isJsonObject(content) || Object.keys(content).length !== KEYS.length) return false;
  return KEYS.every((key) => (key === 'flows' ? Array.isArray(content[key]) : isJsonObject(content[key] as JsonValue)));
}

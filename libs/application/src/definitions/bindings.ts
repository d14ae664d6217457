// Configuring approval flows for one office and one kind of case: the current release with other bindings in front, submitted like every
// release, so that a second person publishes it and running cases stay on theirs. What is not here: submitting and publishing (`releases.ts`).
import type { FlowBindingDocument, FlowBindingEntry } from '@quanze/engine';
import { isJsonObject, isUuid, lawDateOf, refused, type HashHex, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { submitDefinition } from './releases.js';

export interface BindingInput {
  readonly path: string;
  /** Version of the new release and of its binding. */
  readonly version: string;
  readonly effectiveFrom: string;
  /** They go before the entries of the current release, in their order. */
  readonly bindings: readonly Omit<FlowBindingEntry, 'path'>[];
  /** Flows the current release does not hold. */
  readonly flows?: readonly JsonObject[];
}

/** Refuses as `submitDefinition`, and `OFFICE.NOT_FOUND`, `RELEASE.NOT_FOUND` when the office has no cases of the kind. */
export async function submitBinding(deps: Deps, identity: Identity, office: string, input: BindingInput): Promise<Result<{ readonly hash: HashHex }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const current = deps.definitions.current(input.path, lawDateOf(deps.clock.now()), office);
  if (!current.ok) return current;
  const content = current.value.definition.content as JsonObject;
  const binding = content['binding'] as unknown as FlowBindingDocument;
  const added = input.bindings.map((entry): FlowBindingEntry => ({ path: input.path, ...entry }));
  const isReplaced = (old: FlowBindingEntry): boolean => added.some((entry) => entry.path === old.path && entry.decision === old.decision && entry.matter === old.matter);
  const bound: FlowBindingDocument = { ...binding, version: input.version, office, bindings: [...added, ...binding.bindings.filter((entry) => !isReplaced(entry))] };
  const flows = flowsOf([...(content['flows'] as readonly JsonValue[]), ...(input.flows ?? [])], bound);
  return submitDefinition(deps, identity, office, {
    kind: 'release', id: input.path, version: input.version, effectiveFrom: input.effectiveFrom, content: { ...content, binding: bound as unknown as JsonValue, flows },
  });
}

/** The flows a binding names, each once, a later one in place of an earlier one; in order of id, so that equal content has an equal hash. */
function flowsOf(flows: readonly JsonValue[], { bindings }: FlowBindingDocument): readonly JsonValue[] {
  const byId = new Map(flows.map((flow) => [isJsonObject(flow) ? String(flow['id']) : '', flow]));
  return [...byId].filter(([id]) => bindings.some(({ flow }) => flow === id)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, flow]) => flow);
}

// The payload of an act: which fields it has in this moment, and which of them hold free text about persons.
import type { JsonObject, Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { FieldDeclaration } from '../definition/common.js';
import { fieldsOfKind } from '../flow/rules.js';
import { checkPayload } from './payload.js';

export interface Input {
  readonly payload: JsonObject;
  readonly sealed: readonly string[];
}

export type Fields = Readonly<Record<string, FieldDeclaration>>;

const FIELDS_OF_PROPOSAL = ['propose', 'override', 'superior-decide', 'set-aside'];

/** Fields of an act. Acts that name an option also take the fields of that option. */
export function fieldsOf(path: CompiledPath, act: CompiledAct, option: string | undefined): Fields {
  const decision = act.flow === null ? undefined : path.decisions.get(act.flow.decision);
  if (act.flow === null || decision === undefined) return act.fields;
  const own = { ...act.fields, ...fieldsOfKind(act.flow.kind, [...decision.options.keys()]) };
  if (!FIELDS_OF_PROPOSAL.includes(act.flow.kind)) return own;
  // What is asked about is said once, with the proposal.
  const asked = act.flow.kind === 'propose' ? decision.fields : Object.fromEntries(Object.entries(decision.fields).filter(([name]) => !decision.about.includes(name)));
  return { ...asked, ...decision.options.get(option ?? '')?.fields, ...own };
}

/** Checks the payload of an act. Refuses `PAYLOAD.INVALID`. */
export function readInput(path: CompiledPath, act: CompiledAct, payload: JsonObject): Result<Input> {
  const option = payload['option'];
  const fields = fieldsOf(path, act, typeof option === 'string' ? option : undefined);
  const checked = checkPayload(payload, fields);
  if (!checked.ok) return checked;
  const sealed = Object.keys(checked.value).filter((name) => fields[name]?.sensitive === true);
  return { ok: true, value: { payload: checked.value, sealed } };
}

// The payload of an act: which fields it has in this moment, which of them hold free text about persons, and which facts it gives by their
// own names. What is not here: who may give a fact (the gate).
import type { JsonObject, Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { FieldDeclaration } from '../definition/common.js';
import { fieldsOfKind } from '../flow/rules.js';
import type { FactValue } from '../definition/common.js';
import { checkPayload } from './payload.js';

export interface Input {
  readonly payload: JsonObject;
  readonly sealed: readonly string[];
  /** Facts given by their own names; null takes one away. */
  readonly facts: GivenFacts;
}

export type GivenFacts = Readonly<Record<string, FactValue>>;
const NO_FACTS: GivenFacts = {};

export type Fields = Readonly<Record<string, FieldDeclaration>>;

const FIELDS_OF_PROPOSAL = ['propose', 'override', 'superior-decide', 'set-aside'];

/** Fields of an act. Acts that name an option also take the fields of that option. */
export function fieldsOf(path: CompiledPath, act: CompiledAct, option: string | undefined): Fields {
  const decision = act.flow === null ? undefined : path.decisions.get(act.flow.decision);
  if (act.flow === null || decision === undefined) return act.fields;
  const own = { ...act.fields, ...fieldsOfKind(act.flow.kind, [...decision.options.keys()], act.candidates.map(({ outcome }) => outcome)) };
  if (!FIELDS_OF_PROPOSAL.includes(act.flow.kind)) return own;
  // What is asked about is said once, with the proposal.
  const asked = act.flow.kind === 'propose' ? decision.fields : Object.fromEntries(Object.entries(decision.fields).filter(([name]) => !decision.about.includes(name)));
  return { ...asked, ...decision.options.get(option ?? '')?.fields, ...own };
}

/** Checks the payload of an act. Refuses `PAYLOAD.INVALID`. */
export function readInput(path: CompiledPath, act: CompiledAct, payload: JsonObject): Result<Input> {
  const option = payload['option'];
  const declared = fieldsOf(path, act, typeof option === 'string' ? option : undefined);
  const given = act.writes.size === 0 ? [] : Object.keys(payload).filter((name) => act.writes.has(name) && !Object.hasOwn(declared, name));
  const fields = given.length === 0 ? declared : { ...declared, ...factFields(path, given) };
  const checked = checkPayload(payload, fields);
  if (!checked.ok) return checked;
  const sealed = Object.keys(checked.value).filter((name) => fields[name]?.sensitive === true);
  const facts = given.length === 0 ? NO_FACTS : Object.fromEntries(given.map((name) => [name, (payload[name] ?? null) as FactValue]));
  return { ok: true, value: { payload: checked.value, sealed, facts } };
}

/** What a case must have when it is created need not be given again. */
function factFields({ document }: CompiledPath, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => {
    const { required: _required, ...fact } = document.facts[name] ?? { type: 'text', label: { zh: name, en: name } };
    return [[name, fact] as const];
  }));
}

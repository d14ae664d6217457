// Payloads made from field declarations: one that fills every field with its first value, and one more for each other value.
// What is not here: payloads that are wrong on purpose; those are refused before anybody's right is asked (unit specs).
import { fieldsOf, type CompiledAct, type CompiledPath, type FieldDeclaration } from '@quanze/engine';
import { lawDateOf, type Instant, type JsonObject, type JsonValue, type PersonId } from '@quanze/kernel';
import { CAST, COMMITTEE } from './cast.js';

const TEXT = '已依法记录在案';
// Whoever an act may name: a fresh procurator, the present handler, support staff, and people whose standing is in question.
const NAMED: readonly PersonId[] = [CAST.handler, CAST.secondHandler, CAST.handlerOfAnotherCase, CAST.idleAssistant, CAST.pendingRecusal, CAST.teamMember, CAST.assistant].map((p) => p.person);
// Who gives instructions by word of mouth: first those who can confirm them, then somebody who cannot.
const GIVERS: readonly PersonId[] = [CAST.chief, CAST.superior, CAST.handlerOfAnotherCase].map((p) => p.person);
// Fields that exclude another one, or take only names of the path, of the evidence standard, or digests.
const LEFT_OUT: readonly string[] = ['question', 'giverOutside', 'elements', 'file', 'items', 'keptItems'];

// What the evidence standard knows, and items as a journey has registered them.
const IN_EVIDENCE: Readonly<Record<string, JsonValue>> = { offences: ['theft'], items: ['1', '2'] };

// Questions that go to the committee directly are about the chief, who is not there when they are discussed.
const WITHOUT_CHIEF: readonly PersonId[] = [CAST.deputyDelegated, CAST.memberOne, CAST.memberTwo].map((p) => p.person);
const isDirect = (path: CompiledPath, act: CompiledAct): boolean => act.flow !== null && path.decisions.get(act.flow.decision)?.flow.id === 'committee-direct';

function valuesOf(name: string, field: FieldDeclaration, at: Instant, aboutChief: boolean): readonly JsonValue[] {
  if (aboutChief && field.type === 'person') return [CAST.chief.person];
  if (aboutChief && field.type === 'people') return [name === 'stepAside' ? [] : WITHOUT_CHIEF];
  switch (field.type) {
    case 'boolean': return [true, false];
    case 'integer': return [field.min ?? 1];
    case 'date': return [lawDateOf(at)];
    case 'enum': return field.values ?? [];
    case 'list': return name in IN_EVIDENCE ? [IN_EVIDENCE[name] as JsonValue] : [field.values ?? ['a'], (field.values ?? ['a']).slice(0, 1)];
    case 'person': return name === 'giver' ? GIVERS : NAMED;
    // Who attends a session: everybody but one member, so that a written opinion can be missing.
    case 'people': return [name === 'stepAside' ? [] : COMMITTEE.slice(0, 3)];
    case 'file': return ['f1'.repeat(32)];
    case 'files': return [['f1'.repeat(32)]];
    case 'text': return [name === 'element' ? 'theft.taking' : TEXT];
  }
}

/** Payloads for an act at an instant. @param option chosen option of a flow act; @param first only the first payload */
export function payloadsFor(path: CompiledPath, act: CompiledAct, at: Instant, option?: string, first = false): readonly JsonObject[] {
  const fields = Object.entries(fieldsOf(path, act, option)).filter(([name, field]) => !(name === 'option' && option !== undefined) && !(LEFT_OUT.includes(name) && field.required !== true));
  const base: Record<string, JsonValue> = option === undefined ? {} : { option };
  for (const [name, field] of fields) {
    const [value] = valuesOf(name, field, at, isDirect(path, act));
    if (value !== undefined && (field.required === true || field.type !== 'boolean') && (name !== 'changedPart' || act.flow?.kind === 'override')) base[name] = value;
  }
  if (first) return [base];
  // Only values that the definition reads can lead anywhere else.
  const declaration = JSON.stringify(path.document.acts[act.id] ?? {});
  const read = fields.filter(([name]) => declaration.includes(`payload.${name}`));
  return [base, ...read.flatMap(([name, field]) => valuesOf(name, field, at, isDirect(path, act)).slice(name in base ? 1 : 0).map((value): JsonObject => ({ ...base, [name]: value })))];
}

/** Options an act chooses among; an act that chooses none has the single entry `undefined`. */
export function optionsOf(path: CompiledPath, act: CompiledAct): readonly (string | undefined)[] {
  if (act.flow === null) return [undefined];
  const field = fieldsOf(path, act, undefined)['option'];
  return field?.values ?? [undefined];
}

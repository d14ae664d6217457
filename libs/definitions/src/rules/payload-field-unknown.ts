// What is read from the payload is a declared field of the act or of the option: in expressions, in clock effects (there a
// moment must be a date), and for the built-in effects on the team.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { suggestion } from '../suggest.js';
import { decisionsOf, type PathModel } from './path-model.js';
import { clockEffectsOf, expressionsOf, payloadOf, type Payload } from './path-uses.js';
import type { Finding, Rule } from './rule.js';
import { templateValues } from './template-values.js';

const PAYLOAD = 'payload.';

export const payloadFieldUnknown: Rule<PathModel> = {
  id: 'payload-field-unknown',
  severity: 'error',
  *check(model) {
    for (const { text, pointer, payload } of expressionsOf(model)) {
      if (payload === null) continue;
      for (const field of model.analyse(text)?.payloadFields ?? []) yield* unknown(payload, field, pointer);
    }
    for (const use of clockEffectsOf(model)) {
      for (const { value, pointer } of templateValues(use)) {
        if (!value.startsWith(PAYLOAD)) continue;
        yield* unknown(use.payload, value.slice(PAYLOAD.length), pointer);
        if (pointer.endsWith('/at')) yield* noDate(use.payload, value.slice(PAYLOAD.length), pointer);
      }
    }
    for (const [name, act] of Object.entries(model.document.acts)) {
      for (const [key, value] of Object.entries(act.effect ?? {})) {
        if (typeof value === 'string' && value.startsWith(PAYLOAD)) yield* unknown(payloadOf(act), value.slice(PAYLOAD.length), pointerTo('/acts', name, 'effect', key));
      }
    }
    // What an option does to people is read from what the question is about: another option than the proposed one may win.
    for (const { node, state } of decisionsOf(model)) {
      const payload: Payload = { fields: Object.fromEntries(Object.entries(state.fields ?? {}).filter(([name]) => state.about?.includes(name) === true)), open: false };
      for (const [index, field] of (state.about ?? []).entries()) {
        const key = pointerTo(node.pointer, 'about', index);
        yield* unknown({ fields: state.fields ?? {}, open: false }, field, key);
        if (state.fields?.[field]?.sensitive === true) yield { key, message: label(`字段 ${field} 涉密存证，不能说明问题所涉对象`, `the field ${field} is sealed and cannot say what is asked about`) };
      }
      for (const [name, option] of Object.entries(state.options)) {
        for (const [key, value] of Object.entries(option.effect ?? {})) {
          if (String(value).startsWith(PAYLOAD)) yield* unknown(payload, String(value).slice(PAYLOAD.length), pointerTo(node.pointer, 'options', name, 'effect', key));
        }
        // When the option is issued, what was given with it is known too.
        for (const [key, value] of Object.entries(option.onIssue?.effect ?? {})) {
          if (String(value).startsWith(PAYLOAD)) yield* unknown({ ...payload, fields: { ...payload.fields, ...option.fields } }, String(value).slice(PAYLOAD.length), pointerTo(node.pointer, 'options', name, 'onIssue', 'effect', key));
        }
      }
    }
  },
};

function* unknown(payload: Payload, field: string, key: string): Generator<Finding> {
  if (payload.open || Object.hasOwn(payload.fields, field)) return;
  const meant = suggestion(field, Object.keys(payload.fields));
  yield { key, message: label(`没有字段 ${field}${meant.zh}`, `there is no field ${field}${meant.en}`) };
}

function* noDate(payload: Payload, field: string, key: string): Generator<Finding> {
  const declared = Object.hasOwn(payload.fields, field) ? payload.fields[field] : undefined;
  if (declared !== undefined && declared.type !== 'date') yield { key, message: label(`字段 ${field} 不是日期`, `the field ${field} is not a date`) };
}

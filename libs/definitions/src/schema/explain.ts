// From the errors of the schema validator to problems a person can act on: the place, what is wrong, what was probably meant.
// Errors that only repeat another one (the frame of a union) are left out.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isJsonObject, type Label } from '@quanze/kernel';
import { pointerTo, type On, type Places } from '../places.js';
import { label, problemAt, type Problem } from '../problem.js';
import { suggestion } from '../suggest.js';
import { describePattern } from './pattern-words.js';

interface Explanation {
  readonly rule: string;
  readonly key: string;
  readonly on?: On;
  readonly message: Label;
}

const VALUE_SHOWN_MAX = 60;
const WORDS_SHOWN_MAX = 30;
const LIMITS: ReadonlySet<string> = new Set([
  'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minimum', 'maximum', 'exclusiveMaximum', 'uniqueItems',
]);

/** The problems behind the validator's errors. */
export function explain(errors: readonly ErrorObject[], where: { readonly file: string; readonly places: Places }): readonly Problem[] {
  // Both conditions of a union of keys fail together; the frame (`anyOf`) tells the author all keys at once.
  const frames = new Set(errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath));
  return errors
    .filter((error) => !(error.keyword === 'required' && frames.has(error.instancePath) && error.schemaPath.includes('/anyOf/')))
    .map(explainOne)
    .filter((explanation) => explanation !== null)
    .map((explanation) => problemAt(where, explanation));
}

function explainOne(error: ErrorObject): Explanation | null {
  const { keyword, instancePath: key, propertyName } = error;
  if (propertyName !== undefined) return keyword === 'pattern' || keyword === 'maxLength' ? wrongName(error, propertyName) : null;
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(error);
    case 'required':
      return missingKey(key, String(error.params['missingProperty']));
    case 'anyOf':
      return missingOneOf(error);
    case 'type':
      return { rule: 'schema-type', key, message: wrongType(error) };
    case 'enum':
    case 'const':
    case 'discriminator':
      return wrongWord(error);
    case 'pattern':
      return { rule: 'schema-pattern', key, message: withValue(describePattern(String(error.params['pattern'])), error.data) };
    case 'propertyNames':
    case 'if':
      return null;
    default:
      return LIMITS.has(keyword) ? { rule: 'schema-limit', key, message: limit(error) } : { rule: 'schema', key, message: label(`不符合格式（${keyword}）`, `does not fit the schema (${keyword})`) };
  }
}

function unknownKey(error: ErrorObject): Explanation {
  const name = String(error.params['additionalProperty']);
  const known = isJsonObject(error.parentSchema?.['properties']) ? Object.keys(error.parentSchema['properties']) : [];
  const present = isJsonObject(error.data) ? error.data : {};
  const meant = suggestion(name, known.filter((word) => !Object.hasOwn(present, word)));
  return {
    rule: 'schema-unknown-key', key: pointerTo(error.instancePath, name), on: 'key',
    message: label(`未知的键 ${shown(name)}${meant.zh}`, `unknown key ${shown(name)}${meant.en}`),
  };
}

function missingKey(key: string, name: string): Explanation {
  return { rule: 'schema-missing-key', key, on: 'key', message: label(`缺少键 ${name}`, `the key ${name} is missing`) };
}

function missingOneOf(error: ErrorObject): Explanation {
  const branches = Array.isArray(error.schema) ? error.schema : [];
  const names = branches.flatMap((branch: unknown) => (isJsonObject(branch) && Array.isArray(branch['required']) ? branch['required'].map(String) : []));
  return { rule: 'schema-missing-key', key: error.instancePath, on: 'value', message: label(`须有下列键之一：${names.join('、')}`, `one of these keys is needed: ${names.join(', ')}`) };
}

function wrongName(error: ErrorObject, name: string): Explanation {
  const reason = error.keyword === 'pattern' ? describePattern(String(error.params['pattern'])) : limit(error);
  return { rule: 'schema-name', key: pointerTo(error.instancePath, name), on: 'key', message: withValue(reason, name) };
}

const TYPES: Readonly<Record<string, Label>> = {
  string: label('文本', 'text'), integer: label('整数', 'a whole number'), number: label('数', 'a number'), boolean: label('true 或 false', 'true or false'),
  object: label('映射', 'a map'), array: label('列表', 'a list'), null: label('空值', 'null'),
};

function wrongType(error: ErrorObject): Label {
  const types = [error.params['type']].flat().map((type) => TYPES[String(type)] ?? label(String(type), String(type)));
  return label(`应为${types.map((type) => type.zh).join('或')}`, `must be ${types.map((type) => type.en).join(' or ')}`);
}

function wrongWord(error: ErrorObject): Explanation | null {
  if (error.keyword === 'discriminator') return wrongTag(error);
  const allowed = (error.keyword === 'const' ? [error.params['allowedValue']] : (error.params['allowedValues'] as readonly unknown[])).map(String);
  return { rule: 'schema-value', key: error.instancePath, message: notAllowed(error.data, allowed) };
}

/** The key that tells a union apart is missing or names no member. */
function wrongTag(error: ErrorObject): Explanation | null {
  const tag = String(error.params['tag']);
  // A missing tag is reported by `required` as well, with the better words.
  if (error.params['tagValue'] === undefined) return null;
  const members = (error.parentSchema?.['oneOf'] as readonly { readonly $ref?: string }[] | undefined) ?? [];
  const allowed = members.map((member) => member.$ref?.split('/').at(-1) ?? '');
  return { rule: 'schema-value', key: pointerTo(error.instancePath, tag), message: notAllowed(error.params['tagValue'], allowed) };
}

function notAllowed(data: unknown, allowed: readonly string[]): Label {
  const meant = typeof data === 'string' ? suggestion(data, allowed) : label('', '');
  const words = allowed.slice(0, WORDS_SHOWN_MAX);
  const more = allowed.length > WORDS_SHOWN_MAX ? ' …' : '';
  return label(`${shown(data)} 不在允许的值之中（${words.join('、')}${more}）${meant.zh}`, `${shown(data)} is not one of ${words.join(', ')}${more}${meant.en}`);
}

function limit(error: ErrorObject): Label {
  const bound = String(error.params['limit'] ?? '');
  switch (error.keyword) {
    case 'minLength': return label('不得为空', 'must not be empty');
    case 'maxLength': return label(`不得超过 ${bound} 个字符`, `must not be longer than ${bound} characters`);
    case 'minItems': return label(`至少 ${bound} 项`, `needs at least ${bound} entries`);
    case 'maxItems': return label(`至多 ${bound} 项`, `must not have more than ${bound} entries`);
    case 'minProperties': return label(`至少 ${bound} 个键`, `needs at least ${bound} keys`);
    case 'maxProperties': return label(`至多 ${bound} 个键`, `must not have more than ${bound} keys`);
    case 'uniqueItems': return sameEntries([Number(error.params['i']) + 1, Number(error.params['j']) + 1]);
    default: return label(`超出范围（${String(error.params['comparison'] ?? '')} ${bound}）`, `is out of range (must be ${String(error.params['comparison'] ?? '')} ${bound})`);
  }
}

function sameEntries(numbers: readonly number[]): Label {
  const [first, second] = [Math.min(...numbers), Math.max(...numbers)];
  return label(`第 ${first} 项与第 ${second} 项重复`, `entries ${first} and ${second} are the same`);
}

function withValue(message: Label, data: unknown): Label {
  return label(`${shown(data)}：${message.zh}`, `${shown(data)}: ${message.en}`);
}

function shown(data: unknown): string {
  const json = typeof data === 'string' ? data : JSON.stringify(data);
  const text = json ?? '';
  return text.length > VALUE_SHOWN_MAX ? `“${text.slice(0, VALUE_SHOWN_MAX)}…”` : `“${text}”`;
}

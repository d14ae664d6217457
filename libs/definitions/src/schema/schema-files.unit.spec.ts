// The schema files that editors use are the schemas that the library uses, and they are draft 2020-12 schemas of closed objects.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonValue } from '@quanze/kernel';
import { DOCUMENT_KINDS, KINDS, schemaFileName, schemaText } from './index.js';

const FOLDER = join(import.meta.dirname, '../../../../workflows/schemas');

test.each(DOCUMENT_KINDS)('the schema file of %s is up to date', (kind) => {
  expect(readFileSync(join(FOLDER, schemaFileName(kind)), 'utf8')).toBe(schemaText(kind));
});

test.each(DOCUMENT_KINDS)('the schema of %s is a schema of its draft', (kind) => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, discriminator: true });
  expect([ajv.validateSchema(KINDS[kind].schema), ajv.errors]).toEqual([true, null]);
});

test('there is no other file among the schemas', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(DOCUMENT_KINDS.map(schemaFileName).sort());
});

/** Every object schema with fixed keys, with its pointer. */
function objectsOf(value: JsonValue, pointer: string): readonly { readonly pointer: string; readonly schema: Readonly<Record<string, JsonValue>> }[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item, index) => objectsOf(item, `${pointer}/${index}`));
  if (!isJsonObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, member]) => objectsOf(member, `${pointer}/${key}`));
  return isJsonObject(value['properties']) && value['properties']['type'] !== 'object' ? [{ pointer, schema: value }, ...inner] : inner;
}

test.each(DOCUMENT_KINDS)('every object of %s refuses unknown keys and is described', (kind) => {
  const objects = objectsOf(KINDS[kind].schema, '').filter(({ schema }) => schema['type'] !== undefined);
  expect(objects.length).toBeGreaterThan(1);
  expect(objects.filter(({ schema }) => schema['additionalProperties'] !== false || typeof schema['description'] !== 'string').map(({ pointer }) => pointer)).toEqual([]);
});

test.each(DOCUMENT_KINDS)('every definition of %s is used', (kind) => {
  const { $defs, ...rest } = KINDS[kind].schema;
  const names = Object.keys($defs as Record<string, JsonValue>);
  const text = JSON.stringify([rest, $defs]);
  expect(names.filter((name) => !text.includes(`"#/$defs/${name}"`))).toEqual([]);
});

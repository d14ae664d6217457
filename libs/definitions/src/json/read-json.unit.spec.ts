// The JSON reader against the YAML reader: the same value and the same places for everything it takes, and nothing taken that YAML refuses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readDocument } from '../read-document.js';
import { readYaml } from '../yaml/read-yaml.js';
import { readJson } from './read-json.js';

const FIXTURE = parse(readFileSync(join(import.meta.dirname, '../fixtures/case-path.yaml'), 'utf8')) as object;

test.each([
  ['a document on one line', JSON.stringify(FIXTURE)],
  ['a document on many lines', JSON.stringify(FIXTURE, null, 2)],
  ['numbers, escapes and empty things', '{ "a": [1, -2.5e3, 0], "b/c~d": "\\u4e2d\\n\\"", "e": {}, "f": [ ], "g": [true, false, null] }\n'],
])('%s is read as YAML reads it, places included', (_, text) => {
  const [json, yaml] = [readJson(text), readYaml(text, 'x')];
  if (json === null || !yaml.ok) throw new Error('one of the readers refuses it');
  expect(json.value).toEqual(yaml.value.value);
  expect([...json.places].sort()).toEqual([...yaml.value.places].sort());
  expect([json.places.size, json.places.has('/zz'), json.places.get('')?.value]).toEqual([yaml.value.places.size, false, { line: 1, column: 1 }]);
});

test.each([
  ['a list', '[1]'], ['a key twice', '{"a": 1, "a": 2}'], ['the key of all objects', '{"__proto__": {}}'], ['a comma too many', '{"a": 1,}'], ['text behind it', '{"a": 1} b'],
  ['nothing more', '{"a": 1'], ['a number without a value', '{"a": 1e999}'], ['a number that would be rounded', '{"a": 9007199254740993}'], ['half a sign', '{"a": "\\ud800"}'],
  ['a bare line feed', '{"a": "\n"}'], ['a word', '{"a": yes}'], ['YAML in braces', '{a: 1}'], ['what is too deep', `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`],
])('%s is left to the YAML reader', (_, text) => {
  expect(readJson(text)).toBeNull();
});

test('a problem of a JSON document has its line and column', () => {
  const text = JSON.stringify({ ...FIXTURE, surplus: 1 }, null, 1);
  const read = readDocument(text, { file: 'x.json' });
  const line = text.split('\n').findIndex((row) => row.includes('"surplus"')) + 1;
  expect(read.ok ? null : read.refusal.problems.map((problem) => [problem.rule, problem.line, problem.column])).toEqual([['schema-unknown-key', line, 2]]);
});

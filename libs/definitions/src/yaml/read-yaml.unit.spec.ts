// Every way in which a text can fail to be one YAML 1.2 document, each with its exact place; and what does pass.
import { marked } from '../fixtures/edited.contract.js';
import { placeOf } from '../places.js';
import { DOCUMENT_BYTES_MAX, NESTING_MAX } from './limits.js';
import { readYaml } from './read-yaml.js';

const ROWS: readonly (readonly [title: string, text: string, rule: string, key: string])[] = [
  ['nothing', '‸', 'document-empty', ''],
  ['comments only', '‸# nothing\n', 'document-empty', ''],
  ['a key twice', 'a: 1\nb:\n  c: 1\n  ‸c: 2\n', 'yaml-duplicate-key', '/b/c'],
  ['a key that is a list', '‸[a]: b\n', 'yaml-key', ''],
  ['a merge key', 'a: &x {b: 1}\nc:\n  ‸<<: *x\n', 'yaml-merge', '/c/<<'],
  ['an anchor that does not exist', 'a: ‸*x\n', 'yaml-alias-unknown', '/a'],
  ['a tag', 'a: ‸!secret 1\n', 'yaml-tag', ''],
  ['a tag without a name', 'a: ! ‸5\n', 'yaml-tag', '/a'],
  ['a binary', 'a: ‸!!binary aGk=\n', 'yaml-tag', ''],
  ['a second document', 'a: 1\n‸---\nb: 2\n', 'yaml-several-documents', ''],
  ['YAML 1.1', '‸%YAML 1.1\n---\na: yes\n', 'yaml-version', ''],
  ['a tab', 'a:\n‸\t- b\n', 'yaml-tab', ''],
  ['a list that is not closed', 'a: [1, 2\n‸', 'yaml-indent', ''],
  ['a text that is not closed', 'a: "x\n  y\n‸', 'yaml-syntax', ''],
  ['a second colon', 'a: ‸b: c\n', 'yaml-syntax', ''],
  ['an infinity', 'a: ‸.inf\n', 'yaml-number', '/a'],
  ['no number', 'a:\n  - ‸.nan\n', 'yaml-number', '/a/0'],
  ['a number too great to be exact', 'a: ‸9007199254740993\n', 'yaml-number', '/a'],
  ['an invisible character', 'a: ‸"x\\0y"\n', 'yaml-character', '/a'],
  ['an invisible character in a key', 'a:\n  ‸"x\\u0007": 1\n', 'yaml-character', '/a'],
  ['half a character', 'a: ‸"\\uD800"\n', 'yaml-character', '/a'],
];

test.each(ROWS)('refuses %s', (_title, edited, rule, key) => {
  const { text, at } = marked(edited);
  const read = readYaml(text, 'f.yaml');
  expect(read.ok ? [] : read.problems.map((p) => [p.rule, p.severity, p.file, p.line, p.column, p.key])).toEqual([[rule, 'error', 'f.yaml', at?.line, at?.column, key]]);
});

test('every problem speaks both languages', () => {
  const problems = ROWS.flatMap(([, edited]) => {
    const read = readYaml(marked(edited).text, 'f');
    return read.ok ? [] : read.problems;
  });
  expect(problems.filter(({ message }) => !/\p{Script=Han}/u.test(message.zh) || message.en.length < 8)).toEqual([]);
});

test('reads what JSON can hold, with the place of every key and value', () => {
  const read = readYaml('a: &x\n  - 1\n  - {b: true, "c/d": ~}\ne: *x\nf: 2024-01-01\n__proto__: "y"\n', 'f');
  const value = read.ok ? read.value.value : null;
  expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse('{"a":[1,{"b":true,"c/d":null}],"e":[1,{"b":true,"c/d":null}],"f":"2024-01-01","__proto__":"y"}'));
  const places = read.ok ? read.value.places : new Map();
  expect(placeOf(places, '/a', 'key')).toEqual({ line: 1, column: 1 });
  expect(placeOf(places, '/a/1/b', 'value')).toEqual({ line: 3, column: 9 });
  expect(placeOf(places, '/a/1/c~1d', 'key')).toEqual({ line: 3, column: 15 });
  // Inside an alias, the place is where the anchor stands.
  expect(placeOf(places, '/e/0')).toEqual({ line: 2, column: 5 });
  expect(placeOf(places, '/e', 'key')).toEqual({ line: 4, column: 1 });
});

test('a document at the size limit is read and one byte more is not', () => {
  const head = 'a: "';
  const fill = (bytes: number) => `${head}${'x'.repeat(bytes - head.length - 1)}"`;
  expect(readYaml(fill(DOCUMENT_BYTES_MAX), 'f').ok).toBe(true);
  const read = readYaml(fill(DOCUMENT_BYTES_MAX + 1), 'f');
  expect(read.ok ? [] : read.problems.map((p) => p.rule)).toEqual(['yaml-too-large']);
  // Three bytes each in UTF-8, though only one unit of the text.
  expect(readYaml(`a: "${'权'.repeat(DOCUMENT_BYTES_MAX / 3 + 1)}"`, 'f').ok).toBe(false);
});

const EXCESSES: readonly (readonly [string, string, string])[] = [
  ['brackets', '['.repeat(300_000), 'yaml-nesting'],
  ['braces in a list', '- {'.repeat(300_000), 'yaml-nesting'],
  ['list marks on one line', `${'- '.repeat(400_000)}a`, 'yaml-nesting'],
  ['explicit keys', `${'? '.repeat(400_000)}a`, 'yaml-nesting'],
  ['a staircase', Array.from({ length: 1500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 'yaml-nesting'],
  ['entries without number', `[${'1,'.repeat(1_000_000)}]`, 'yaml-too-large'],
  ['keys without number', Array.from({ length: 90_000 }, (_, index) => `k${index}: 1`).join('\n'), 'yaml-too-large'],
];

test.each(EXCESSES)('refuses %s before parsing', (_title, text, rule) => {
  const read = readYaml(text, 'f');
  expect(read.ok ? [] : read.problems.map((p) => p.rule)).toEqual([rule]);
});

test('nesting up to the limit is read, one level more is not', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(readYaml(nested(NESTING_MAX), 'f').ok).toBe(true);
  expect(readYaml(nested(NESTING_MAX + 1), 'f').ok).toBe(false);
  const marks = (count: number) => readYaml(`${'- '.repeat(count)}a`, 'f');
  expect(marks(NESTING_MAX).ok).toBe(true);
  const refused = marks(NESTING_MAX + 1);
  expect(refused.ok ? null : refused.problems.map((p) => [p.rule, p.line, p.column])).toEqual([['yaml-nesting', 1, 2 * NESTING_MAX + 1]]);
  // What stands inside a text nests nothing, however long its lines are.
  expect(readYaml(`a: |\n  ${'['.repeat(300)}\n  {{{{ - - -\nb: "[[[["\n`, 'f').ok).toBe(true);
});

test('an alias bomb and a cycle end at a limit', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)].join('\n');
  const rules = (text: string) => {
    const read = readYaml(text, 'f');
    return read.ok ? [] : read.problems.map((p) => p.rule);
  };
  expect(rules(bomb)).toEqual(['yaml-aliases']);
  expect(rules('a: &a [*a]')).toEqual(['yaml-too-large']);
  expect(rules(`a: &a [${'1, '.repeat(3000)}]\nb: [${'*a, '.repeat(150)}]`)).toEqual(['yaml-too-large']);
});

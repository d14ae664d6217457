// Whatever the bytes, reading gives a document or typed problems with a place inside the text, and never throws.
import * as fc from 'fast-check';
import { canonicalize } from '@quanze/ledger';
import type { JsonValue } from '@quanze/kernel';
import { fixtureText } from './fixtures/edited.contract.js';
import type { Problem } from './problem.js';
import { readDocument, readDocumentBytes } from './read-document.js';
import { DOCUMENT_KINDS } from './schema/index.js';

const SEED = process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) };
const RULE = /^([a-z]+(-[a-z]+)*|[A-Z_]+\.[A-Z_]+)$/;

function expectTyped(problems: readonly Problem[], text: string): void {
  const lines = text.split('\n');
  for (const problem of problems) {
    expect(problem.rule).toMatch(RULE);
    expect(problem.file).toBe('f');
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(lines.length);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.column).toBeLessThanOrEqual((lines[problem.line - 1] ?? '').length + 1);
    expect(problem.message.zh.length * problem.message.en.length).toBeGreaterThan(0);
  }
}

function check(text: string): void {
  const read = readDocument(text, { file: 'f' });
  if (!read.ok) {
    expect(read.refusal.code).toBe('DEFINITION.INVALID');
    expect(read.refusal.problems.some((problem) => problem.severity === 'error')).toBe(true);
  }
  expectTyped(read.ok ? read.value.warnings : read.refusal.problems, text);
  if (read.ok) expect(JSON.parse(canonicalize(read.value.value))).toEqual(JSON.parse(JSON.stringify(read.value.value)));
}

const yamlish = fc.array(fc.constantFrom('a', 'kind', ': ', '- ', '\n', '  ', '[', ']', '{', '}', ',', '"', "'", '|', '>', '&a ', '*a', '!t ', '#', '%', '---', '? ', '~', '1', '权', '\t', '\r\n', '<<'), { maxLength: 60 }).map((parts) => parts.join(''));

test('arbitrary text', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), yamlish), check), { numRuns: 600, ...SEED });
});

test('arbitrary bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    const read = readDocumentBytes(bytes, { file: 'f' });
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.refusal.problems.length).toBeGreaterThan(0);
  }), { numRuns: 500, ...SEED });
});

test('arbitrary JSON under every kind', () => {
  fc.assert(fc.property(fc.constantFrom(...DOCUMENT_KINDS), fc.dictionary(fc.string(), fc.jsonValue()), (kind, value) => {
    check(JSON.stringify({ ...value, kind }));
  }), { numRuns: 150, ...SEED });
});

test('valid documents with a piece cut out, doubled or replaced', () => {
  const piece = fc.oneof(fc.constant(''), yamlish, fc.constantFrom('stage.gone', '"2025-02-30"', '999999999999', 'null', '[]', '{}', 'true'));
  fc.assert(fc.property(fc.constantFrom(...DOCUMENT_KINDS), fc.nat(), fc.nat(40), piece, (kind, seed, length, replacement) => {
    const text = fixtureText(kind);
    const from = seed % text.length;
    check(text.slice(0, from) + replacement + text.slice(from + length));
  }), { numRuns: 150, ...SEED });
});

test('a valid document with one member replaced by any JSON value', () => {
  fc.assert(fc.property(fc.constantFrom(...DOCUMENT_KINDS), fc.nat(), fc.jsonValue({ maxDepth: 2 }), (kind, seed, value) => {
    const read = readDocument(fixtureText(kind), { file: 'f' });
    const places = read.ok ? [...read.value.places.keys()] : [];
    const pointer = places[seed % places.length] ?? '';
    check(JSON.stringify(replaceAt(read.ok ? read.value.value : null, pointer.split('/').slice(1), value as JsonValue), null, 1));
  }), { numRuns: 150, ...SEED });
});

function replaceAt(value: JsonValue, members: readonly string[], replacement: JsonValue): JsonValue {
  const [first, ...rest] = members;
  if (first === undefined) return replacement;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item, index) => (String(index) === first ? replaceAt(item, rest, replacement) : item));
  if (typeof value !== 'object' || value === null) return replacement;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === first ? replaceAt(member, rest, replacement) : member]));
}

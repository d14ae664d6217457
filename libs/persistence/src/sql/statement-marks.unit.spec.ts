// Parts of statements are told apart by one letter in the statement's name, which the server keeps a plan under: no letter may stand for two
// parts, wherever they are written. What is not here: the statements.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(import.meta.dirname, '..');
const PART = /\.with\((?:'([a-z]?)'|`([^`]*)`), `([a-z_]+) AS/gu;

interface Part {
  readonly mark: string;
  readonly part: string;
}

function partsIn(file: string): readonly Part[] {
  return [...readFileSync(file, 'utf8').matchAll(PART)].flatMap(([, mark, computed, part = '']) => (mark === undefined ? [...(computed ?? '').matchAll(/'([a-z])'/gu)].map(([, letter = '']) => ({ mark: letter, part: `${part}:${letter}` })) : [{ mark, part }]));
}

it('every mark stands for one part', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => join(SRC, name));
  const parts = files.flatMap(partsIn).filter(({ mark }) => mark !== '');
  expect(parts.length).toBeGreaterThan(12);
  const marks = parts.map(({ mark }) => mark);
  expect(parts.filter(({ mark }, index) => marks.indexOf(mark) !== index)).toEqual([]);
});

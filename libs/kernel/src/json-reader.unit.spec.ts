// The reader of JSON documents: what each kind of field takes, the refusal and the harmless value for everything else, and that the
// first problem stays. What is not here: documents of any library.
import { JsonReader, type Refusal } from './index.js';

const TEXT = 'text of 1..400 characters';

/** What one read gives, and the problem it leaves. */
function read<T>(how: (reader: JsonReader) => T): { readonly value: T; readonly problem: Refusal | null } {
  const reader = new JsonReader('PAPER');
  const value = how(reader);
  return { value, problem: reader.problem };
}

const taken = <T>(value: T) => ({ value, problem: null });
const malformed = <T>(value: T, path: string, expected: string) => ({ value, problem: { code: 'PAPER.MALFORMED', params: { path, expected } } });
const others = (...own: readonly string[]): readonly unknown[] =>
  Object.entries({ absent: undefined, null: null, text: 'x', number: 1, flag: true, list: ['x'], object: { x: 1 } }).filter(([kind]) => !own.includes(kind)).map(([, value]) => value);

describe('a map', () => {
  it('is an object with any keys, given as it is', () => {
    const fields = { a: 1, 'any key': null };
    expect(read((reader) => reader.map(fields, 'at')).value).toBe(fields);
    expect(read((reader) => reader.map({}, 'at'))).toEqual(taken({}));
  });

  it.each(others('object'))('is not %p, which reads as empty', (value) => {
    expect(read((reader) => reader.map(value, 'at'))).toEqual(malformed({}, 'at', 'object'));
  });
});

describe('an object', () => {
  it('may leave out keys it knows', () => {
    expect(read((reader) => reader.object({ a: 1 }, 'at', ['a', 'b']))).toEqual(taken({ a: 1 }));
  });

  it('may have no other key: the first such is named with its path', () => {
    const fields = { a: 1, c: 2, d: 3 };
    expect(read((reader) => reader.object(fields, 'at', ['a', 'b']))).toEqual({ value: fields, problem: { code: 'PAPER.UNKNOWN_KEY', params: { path: 'at.c', key: 'c' } } });
  });

  it('is not known to have what every object inherits', () => {
    expect(read((reader) => reader.object(JSON.parse('{"__proto__":1}'), 'at', ['a'])).problem?.params['key']).toBe('__proto__');
  });

  it('shows of a long unknown key the beginning', () => {
    expect(read((reader) => reader.object({ ['k'.repeat(81)]: 1 }, 'at', [])).problem?.params['key']).toBe('k'.repeat(80));
  });

  it.each(others('object'))('is not %p', (value) => {
    expect(read((reader) => reader.object(value, 'at', ['a']))).toEqual(malformed({}, 'at', 'object'));
  });
});

describe('a list', () => {
  it('is given as it is, whatever is in it', () => {
    const items = [1, null, 'x'];
    expect(read((reader) => reader.array(items, 'at')).value).toBe(items);
    expect(read((reader) => reader.array([], 'at'))).toEqual(taken([]));
  });

  it.each(others('list'))('is not %p, which reads as empty', (value) => {
    expect(read((reader) => reader.array(value, 'at'))).toEqual(malformed([], 'at', 'array'));
  });
});

describe('a text', () => {
  it.each(['x', ' 决定 ', '字'.repeat(400)])('is %p, given with its blanks', (text) => {
    expect(read((reader) => reader.text(text, 'at'))).toEqual(taken(text));
  });

  it.each([...others('text'), '', ' \n\t　', 'x'.repeat(401)])('is not %p, which reads as no text', (value) => {
    expect(read((reader) => reader.text(value, 'at'))).toEqual(malformed('', 'at', TEXT));
  });
});

describe('a flag', () => {
  it.each([[true, false], [false, true]])('%p is itself, whatever its absence means', (value, absent) => {
    expect(read((reader) => reader.flag(value, 'at', absent))).toEqual(taken(value));
  });

  it.each([true, false])('that is absent is what the caller says (%p)', (absent) => {
    expect(read((reader) => reader.flag(undefined, 'at', absent))).toEqual(taken(absent));
  });

  it.each([...others('absent', 'flag'), 'true', 0])('is not %p, which reads as if absent, with a problem', (value) => {
    expect(read((reader) => reader.flag(value, 'at', true))).toEqual(malformed(true, 'at', 'true or false'));
  });
});

describe('a choice', () => {
  const choose = (value: unknown) => read((reader) => reader.oneOf(value, 'at', ['one', 'two'] as const));

  it('is any of the words allowed', () => {
    expect([choose('one'), choose('two')]).toEqual([taken('one'), taken('two')]);
  });

  it.each([...others(), 'One', 'one | two', '', ['two']])('is not %p, which reads as the first', (value) => {
    expect(choose(value)).toEqual(malformed('one', 'at', 'one | two'));
  });
});

describe('a label', () => {
  it('has a text in both languages', () => {
    expect(read((reader) => reader.label({ zh: '决定', en: 'decision' }, 'at'))).toEqual(taken({ zh: '决定', en: 'decision' }));
  });

  it.each([
    ['no Chinese', { en: 'decision' }, { zh: '', en: 'decision' }, 'at.zh'],
    ['an empty English', { zh: '决定', en: '' }, { zh: '决定', en: '' }, 'at.en'],
  ])('with %s is refused at that language', (_what, value, given, path) => {
    expect(read((reader) => reader.label(value, 'at'))).toEqual(malformed(given, path, TEXT));
  });

  it('has no third language, and is no bare text', () => {
    expect(read((reader) => reader.label({ zh: '决定', en: 'decision', fr: 'décision' }, 'at')).problem).toEqual({ code: 'PAPER.UNKNOWN_KEY', params: { path: 'at.fr', key: 'fr' } });
    expect(read((reader) => reader.label('决定', 'at'))).toEqual(malformed({ zh: '', en: '' }, 'at', 'object'));
  });
});

describe('the standing of a source', () => {
  it.each(['verified', 'secondary', 'unverified'])('may be %s', (status) => {
    expect(read((reader) => reader.status(status, 'at'))).toEqual(taken(status));
  });

  it('may be nothing else', () => {
    expect(read((reader) => reader.status('certain', 'at')).problem).toEqual({ code: 'PAPER.MALFORMED', params: { path: 'at', expected: 'verified | secondary | unverified' } });
  });
});

describe('a problem', () => {
  it('is the first one met; what is read after it is still read', () => {
    const reader = new JsonReader('PAPER');
    reader.reject('PAPER.ODD', 'one', { why: 'first' });
    reader.reject('PAPER.ODD', 'two');
    expect([reader.text(5, 'three'), reader.text('four', 'four')]).toEqual(['', 'four']);
    expect(reader.problem).toEqual({ code: 'PAPER.ODD', params: { path: 'one', why: 'first' } });
  });

  it('needs nothing but a code and a path', () => {
    expect(read((reader) => reader.reject('PAPER.ODD', 'at')).problem).toEqual({ code: 'PAPER.ODD', params: { path: 'at' } });
  });
});

// JSON pointers, the paths that other libraries write, and the words a misspelt name was meant to be.
import * as fc from 'fast-check';
import { membersOf, placeOf, pointerOfPath, pointerTo, type Places } from './places.js';
import { nearest, suggestion } from './suggest.js';
import { readYaml } from './yaml/read-yaml.js';

function placesOf(text: string): Places {
  const read = readYaml(text, 'f');
  return read.ok ? read.value.places : new Map();
}

test('a pointer escapes and gives back its members', () => {
  fc.assert(fc.property(fc.array(fc.string()), (members) => {
    expect(membersOf(pointerTo('', ...members))).toEqual(members);
  }));
  expect(pointerTo('/a', 'b/c', 0, 'd~e')).toBe('/a/b~1c/0/d~0e');
});

test('a dotted path becomes a pointer; keys with dots are recognised where they stand', () => {
  const places = placesOf('facts:\n  a.b: {values: 1}\nlist:\n  - {x.y.z: [1]}\n');
  expect(pointerOfPath('/facts/x', places)).toBe('/facts/x');
  expect(pointerOfPath('', places)).toBe('');
  expect(pointerOfPath('$.facts.a.b.values', places)).toBe('/facts/a.b/values');
  expect(pointerOfPath('list[0].x.y.z[0]', places)).toBe('/list/0/x.y.z/0');
  expect(pointerOfPath('facts.c.d', places)).toBe('/facts/c/d');
  expect(pointerOfPath('$', places)).toBe('');
});

test('the place of what is missing is the key of what lacks it', () => {
  const places = placesOf('\na:\n  b: 1\n');
  expect(placeOf(places, '/a/b/c/d')).toEqual({ line: 3, column: 3 });
  expect(placeOf(places, '/a/x')).toEqual({ line: 2, column: 1 });
  expect(placeOf(places, '/x')).toEqual({ line: 2, column: 1 });
  expect(placeOf(new Map(), '/x')).toEqual({ line: 1, column: 1 });
  expect(placeOf(places, '', 'key')).toEqual({ line: 2, column: 1 });
});

test('the nearest word is proposed, and none when all are far', () => {
  expect(nearest('prosecuet', ['propose', 'prosecute', 'drop'])).toBe('prosecute');
  expect(nearest('stage.reviewng', ['stage.reviewing', 'stage.received'])).toBe('stage.reviewing');
  expect(nearest('sendUp', ['send-up', 'issue'])).toBe('send-up');
  expect(nearest('abc', ['xyz', 'abcdefgh'])).toBeNull();
  expect(nearest('', ['a'])).toBeNull();
  expect(nearest('same', ['same'])).toBeNull();
  expect(suggestion('x', ['yyyy'])).toEqual({ zh: '', en: '' });
  expect(suggestion('wiat', ['work', 'wait'])).toEqual({ zh: '；是否应为 wait？', en: '; did you mean wait?' });
});

// Documents at their limits: values the case has in another shape than the field, items and blocks that cannot be said, templates of one
// day. The ordinary document is in `documents.unit.spec.ts`.
import type { JsonObject, LocalDate } from '@quanze/kernel';
import { checkTyped, fillFields, renderBlocks, selectTemplate, type DocumentData, type DocumentTemplate, type DocumentTemplates } from './index.js';

const label = { zh: '字段', en: 'Field' };
const TEMPLATE: DocumentTemplate = {
  document: 'notice', label, word: '通', signedBy: 'chief',
  fields: {
    suspects: { type: 'text', label, from: ['fact.suspects', 'typed'], length: 4 }, ground: { type: 'text', label, from: ['fact.ground'], words: { ill: '患病' } },
    count: { type: 'integer', label, from: ['fact.count', 'typed'] }, demands: { type: 'list', label, from: ['fact.demands', 'typed'] }, lost: { type: 'text', label, required: true, from: ['nowhere'] },
  },
  body: [],
};
const dataOf = (facts: JsonObject, typed: JsonObject = {}): DocumentData => ({ words: {}, facts, values: {}, typed });
const said = (facts: JsonObject, field: string) => fillFields(TEMPLATE, dataOf(facts)).filled.get(field);
const blocksOf = (facts: JsonObject, body: DocumentTemplate['body'], chief: string | null = '赵某') =>
  renderBlocks({ ...TEMPLATE, body }, fillFields(TEMPLATE, dataOf(facts)).filled, { number: '1号', date: '2026-11-23' as LocalDate, office: '某院', handlers: [], chief });

describe('the values of a document', () => {
  it('names a field as missing that no source of the product can fill', () => {
    expect(fillFields(TEMPLATE, dataOf({})).missing).toEqual(['lost']);
  });

  it.each<readonly [string, JsonObject, string, readonly string[] | undefined]>([
    ['several names in one text', { suspects: ['张某', '李某'] }, 'suspects', ['张某', '李某']], ['names among which one is none', { suspects: ['张某', 5] }, 'suspects', undefined], ['no names at all', { suspects: [] }, 'suspects', undefined],
    ['members without what does not print', { demands: ['甲\u202e', '乙'] }, 'demands', ['甲', '乙']], ['a list that is none', { demands: '甲' }, 'demands', undefined], ['nothing', { ground: null }, 'ground', undefined],
    ['a word that every object knows', { ground: 'constructor' }, 'ground', ['constructor']], ['half a number', { count: 1.5 }, 'count', undefined], ['a number as a text', { count: '2' }, 'count', undefined],
    ['a number beyond what is exact', { count: 2 ** 53 }, 'count', undefined],
  ])('of the case: %s', (_what, facts, field, words) => {
    expect(said(facts, field)).toEqual(words);
  });

  const members = (count: number) => Array.from({ length: count }, () => '甲');
  it.each<readonly [JsonObject, readonly string[]]>([
    [{ suspects: '张某某某' }, []], [{ suspects: '张某某某某' }, ['suspects: length']], [{ suspects: '张\ud800' }, ['suspects: value']], [{ suspects: {} }, ['suspects: type']],
    [{ demands: '甲' }, ['demands: type']], [{ demands: members(200) }, []], [{ demands: members(201) }, ['demands: count']], [{ count: '5' }, ['count: type']], [{ ground: '病' }, ['ground: unknown']], [{ constructor: '病' }, ['constructor: unknown']],
  ])('typed: %#', (typed, problems) => {
    expect(checkTyped(TEMPLATE, typed)).toEqual(problems);
  });
});

describe('the text of a document', () => {
  it('leaves out an item that cannot be said, and the list when none is left', () => {
    expect(blocksOf({ ground: 'ill' }, [{ items: ['因{ground}', '{demands}', '固定'] }])).toEqual([{ kind: 'items', lines: ['因患病', '固定'] }]);
    expect(blocksOf({}, [{ items: ['因{ground}', '{demands}'] }])).toEqual([]);
  });

  it('has no empty paragraph for a blank line in a value', () => {
    expect(blocksOf({ ground: '甲\n \n乙' }, [{ paragraph: '{ground}' }])).toEqual([{ kind: 'paragraph', text: '甲' }, { kind: 'paragraph', text: '乙' }]);
  });

  it('is sealed by the office alone where no chief is known', () => {
    expect(blocksOf({}, [{ signature: true }], null)).toEqual([{ kind: 'signature', lines: ['某院（院印）'] }]);
  });
});

describe('the template of a document', () => {
  const file = (id: string, paths: readonly string[], effectiveFrom = '2026-01-01'): DocumentTemplates => (
    { kind: 'document-template', id, version: '1', label, source: 's', status: 'unverified', effectiveFrom: effectiveFrom as LocalDate, paths, templates: [TEMPLATE] });
  const asked = { document: 'notice', path: 'criminal.arrest', act: null, on: '2026-01-01' as LocalDate };

  it('serves from its first day, and of two of one day the later in the list', () => {
    expect([selectTemplate([file('a', ['*'])], asked)?.from, selectTemplate([file('a', ['*']), file('b', ['*'])], asked)?.from]).toEqual(['a@1', 'b@1']);
  });

  it('makes no other document', () => {
    expect(selectTemplate([file('a', ['*'])], { ...asked, document: 'decision' })).toBeUndefined();
  });

  it.each([['*', true], ['criminal.arrest', true], ['criminal.*', true], ['criminal.arrests', false], ['criminal', false], ['criminal.arrest.*', false], ['civil.*', false]])('for %s serves criminal.arrest: %s', (pattern, serves) => {
    expect(selectTemplate([file('a', [pattern])], asked) !== undefined).toBe(serves);
  });
});

// Citations as procurators write them, and the four things that can be wrong with them.
import type { LocalDate } from '@quanze/kernel';
import { citationsOf } from './citations.js';
import { lawFlags } from './law-checks.js';
import { catalogueOf, checkLaws, type Law, type LawCatalogueDocument } from './laws.js';
import { numeralOf } from './numerals.js';

const law = (id: string, name: string, aliases: readonly string[], ...versions: Law['versions']): Law => ({ id, name, aliases, versions });
const day = (text: string): LocalDate => text as LocalDate;
const DOCUMENT: LawCatalogueDocument = {
  kind: 'law-catalogue', id: 'test', version: '1', label: { zh: '法律', en: 'Laws' }, source: '测试', status: 'unverified',
  laws: [
    law('cpl', '刑事诉讼法', ['刑诉法'], { from: day('2013-01-01'), until: day('2018-10-25'), articles: 290, source: '测试' }, { from: day('2018-10-26'), articles: 308, source: '测试' }),
    law('rules', '人民检察院刑事诉讼规则', ['规则'], { from: day('2019-12-30'), articles: 684, source: '测试' }),
    law('reading', '最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释', ['刑诉解释'], { from: day('2021-03-01'), articles: 655, source: '测试' }),
    law('old', '劳动教养办法', [], { from: day('1982-01-21'), until: day('2013-12-27'), source: '测试' }),
  ],
};
const CATALOGUE = catalogueOf([DOCUMENT]);
const TODAY = day('2026-01-05');
const cited = (text: string) => citationsOf(text, CATALOGUE).map(({ law: found, articles }) => [found?.id ?? null, ...articles]);

describe('numerals of articles', () => {
  it.each([['一百七十五', 175], ['二百六十四', 264], ['十', 10], ['二十', 20], ['一百零一', 101], ['一千二百六十', 1260], ['一七五', 175], ['175', 175], ['１７５', 175]])('%s is %d', (text, value) => {
    expect(numeralOf(text)).toBe(value);
  });

  it.each(['', '百', '十百', '二二百', '一百百', '条'])('%s is none', (text) => {
    expect(numeralOf(text)).toBeNull();
  });
});

describe('citations', () => {
  it.each([
    ['《中华人民共和国刑事诉讼法》第一百七十五条第四款', [['cpl', 175]]],
    ['依照刑诉法第175条第4款的规定', [['cpl', 175]]],
    ['规则第367条', [['rules', 367]]],
    ['刑事诉讼法第一百七十六、一百七十七条；人民检察院刑事诉讼规则第三百五十五、三百七十条。', [['cpl', 176, 177], ['rules', 355, 370]]],
    ['《刑事诉讼法》（2018年修正）第十六条、第一百七十七条第一款', [['cpl', 16, 177]]],
    ['规则第4、6-7条', [['rules', 4, 6, 7]]],
    ['《最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释》第六百条', [['reading', 600]]],
    ['《某市信访规定》第三条', [[null, 3]]],
    ['《甲法》', [[null]]],
  ])('%s', (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });

  it.each([
    ['a word of the language is no citation', '按照交易规则办理，双方没有遵守规则'],
    ['the end of a longer, unknown name is not taken for the known one', '违反该交易所规则第9条'],
    ['a document in brackets is no law', '见《起诉意见书》《审查报告》'],
  ])('%s', (_, text) => {
    expect(cited(text)).toEqual([]);
  });
});

describe('flags of cited law', () => {
  const flags = (text: string, on = TODAY) => lawFlags('law', text, CATALOGUE, on).map(({ rule, params }) => ({ rule, ...params }));

  it('what is known, in force and has the article is not flagged', () => {
    expect(flags('《刑事诉讼法》第一百七十五条、第三百零八条；规则第367条')).toEqual([]);
  });

  it('no law at all', () => expect(flags('依有关规定处理')).toEqual([{ rule: 'LAW_MISSING' }]));

  it('a law the catalogue does not have, told to the author by its title and to the record by its place', () => {
    expect(lawFlags('law', '规则第4条、《不存在的法》第1条', CATALOGUE, TODAY)).toEqual([{ rule: 'LAW_UNKNOWN', field: 'law', params: { citation: 2 }, quote: '不存在的法' }]);
  });

  it('a law before its first and after its last day', () => {
    expect(flags('《劳动教养办法》第10条')).toEqual([{ rule: 'LAW_NOT_IN_FORCE', citation: 1, law: 'old', on: TODAY }]);
    expect(flags('规则第1条', day('2019-12-29'))).toEqual([{ rule: 'LAW_NOT_IN_FORCE', citation: 1, law: 'rules', on: '2019-12-29' }]);
    expect(flags('规则第1条', day('2019-12-30'))).toEqual([]);
  });

  it('an article beyond the last of the version of the day', () => {
    const beyond = { rule: 'ARTICLE_OUT_OF_RANGE', citation: 1, law: 'cpl', article: 300, articles: 290 };
    expect(flags('刑诉法第300条')).toEqual([]);
    expect(flags('刑诉法第300条', day('2018-10-25'))).toEqual([beyond]);
    expect(flags('刑诉法第0条、第309条')).toEqual([{ ...beyond, article: 0, articles: 308 }, { ...beyond, article: 309, articles: 308 }]);
  });

  it('where nobody counted articles none is out of range', () => expect(flags('劳动教养办法第9999条', day('2000-01-01'))).toEqual([]));
});

describe('the catalogue', () => {
  const problems = (...laws: Law[]) => checkLaws({ ...DOCUMENT, laws }).map(({ code, params }) => [code, params['path']]);
  const since = { from: day('2000-01-01'), source: '测试' };

  it('of the tests is sound', () => expect(checkLaws(DOCUMENT)).toEqual([]));

  it('refuses one name for two laws, the state before it or not', () => {
    expect(problems(law('a', '甲法', [], since), law('b', '乙法', ['中华人民共和国甲法'], since))).toEqual([['FORMALITY.LAW_NAME_TWICE', '/laws/1']]);
  });

  it.each([
    ['without an end before the next', [since, { from: day('2010-01-01'), source: '测试' }]],
    ['that end after the next begins', [{ ...since, until: day('2010-01-01') }, { from: day('2010-01-01'), source: '测试' }]],
    ['that end before they begin', [{ ...since, until: day('1999-12-31') }]],
  ])('refuses versions %s', (_, versions) => {
    expect(problems(law('a', '甲法', [], ...versions))).toEqual([['FORMALITY.LAW_VERSIONS_OVERLAP', '/laws/0/versions/0']]);
  });
});

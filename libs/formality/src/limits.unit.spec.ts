// Signs of formality at their limits: the measure that just suffices, whose text counts for what, numerals that only look like some.
import { createHash } from 'node:crypto';
import type { CaseId, HashFunction, HashHex, Instant, LocalDate, PersonId } from '@quanze/kernel';
import { checkFormality, type FormalityInput } from './check-formality.js';
import { citationsOf } from './citations.js';
import { copyFlags, type EarlierText } from './copies.js';
import { lawFlags } from './law-checks.js';
import { catalogueOf, checkLaws, type LawCatalogueDocument, type LawVersion } from './laws.js';
import { modelOn, type FormalityModel } from './model.js';
import { numeralOf } from './numerals.js';
import { givenTexts } from './print.js';
import { SLOTS, sketchOf } from './sketch.js';
import { substanceOf } from './substance.js';

const HASH: HashFunction = { algorithm: 'sha-256', ofText: (text) => createHash('sha256').update(text).digest('hex') as HashHex, ofBytes: (bytes) => createHash('sha256').update(bytes).digest() };
const day = (text: string): LocalDate => text as LocalDate;
const label = { zh: '形式化', en: 'Formality' };
const MODEL: FormalityModel = {
  kind: 'formality-model', id: 'test', version: '1', label, source: '测试', status: 'unverified', effectiveFrom: day('2026-01-01'), capacities: ['review'],
  fields: [{ field: 'evidence', role: 'evidence', substanceMin: 6, copies: false }, { field: 'reasons', role: 'reasoning', substanceMin: 6, copies: true }],
  setPhrases: ['同意'], evidenceWords: ['证言'], copies: { lengthMin: 16, sharePercent: 75 }, pace: { secondsMin: 1, charactersPerSecond: 30 },
};
const [ME, OTHER] = ['me', 'other'] as PersonId[] as [PersonId, PersonId];
const [HERE, ELSEWHERE] = ['here', 'elsewhere'] as CaseId[] as [CaseId, CaseId];
const TEXT = '经核对两人的陈述，进入现场的时间与其供述相符，数额应以价格认定为准。';
const [GIVEN] = givenTexts(MODEL, { reasons: TEXT }, HASH) as [ReturnType<typeof givenTexts>[number]];
const { text: _text, ...PRINT } = GIVEN;
const earlier = (more: Partial<EarlierText> = {}): EarlierText => ({ ...PRINT, caseId: HERE, seq: 4, person: OTHER, ...more });
const flags = (reasons: string, more: Partial<FormalityInput> = {}) => checkFormality({
  person: ME, caseId: HERE, at: '2026-01-05T01:00:00.000Z' as Instant, day: day('2026-01-05'), declared: new Set(['reasons', 'evidence']), given: givenTexts(MODEL, { reasons }, HASH), earlier: [], question: null, readings: [], ...more,
}, MODEL, catalogueOf([])).map(({ rule, params }) => [rule, params]);

it('a text of just enough substance is not empty, and reasons need name no evidence', () => {
  expect([substanceOf('事实清楚无误', []), flags('事实清楚无误'), flags('事实清楚误').map(([rule]) => rule)]).toEqual([6, [], ['EMPTY']]);
});

it('a phrase of nothing takes nothing out', () => {
  expect(substanceOf('认真审查', ['', '。'])).toBe(4);
});

describe('copies', () => {
  const told = (texts: readonly EarlierText[]) => copyFlags(GIVEN, texts, { person: ME, caseId: HERE }, MODEL).map(({ rule, params }) => [rule, params['percent'], (params['of'] as { seq: number }).seq]);
  /** A text that has so many slots of its sketch in common with the one given. */
  const sharing = (slots: number, more: Partial<EarlierText> = {}) => earlier({ digest: HASH.ofText('other'), sketch: PRINT.sketch.map((value, slot) => (slot < slots ? value : value ^ 1)), ...more });

  it('begin with the share the model names', () => {
    expect([told([sharing(48)]), told([sharing(47)])]).toEqual([[['COPY_OF_PROPOSAL', 75, 4]], []]);
  });

  it('of oneself in the same case are the own text, and no proposal', () => {
    expect(told([earlier({ person: ME })])).toEqual([['COPY_OF_OWN', 100, 4]]);
  });

  it('of several equally near ones name that of the case, then the latest', () => {
    const own = (caseId: CaseId, seq: number) => earlier({ person: ME, caseId, seq });
    expect(told([own(ELSEWHERE, 9), own(HERE, 2), own(HERE, 7), own(HERE, 3)])).toEqual([['COPY_OF_OWN', 100, 7]]);
    expect(told([own(HERE, 2), own(ELSEWHERE, 9)])).toEqual([['COPY_OF_OWN', 100, 2]]);
  });

  it('are looked for only in fields that say so, from the length on that the model names', () => {
    expect(givenTexts(MODEL, { evidence: TEXT }, HASH).map(({ sketch }) => sketch.length)).toEqual([0]);
    expect(['一二三四五六七八九十甲乙丙丁戊己', '一二三四五六七八九十甲乙丙丁戊'].map((reasons) => givenTexts(MODEL, { reasons }, HASH)[0]?.sketch.length)).toEqual([SLOTS, 0]);
  });

  it('have a sketch from three characters on', () => {
    expect(['甲乙', '甲乙丙'].map((text) => sketchOf(text).length)).toEqual([0, SLOTS]);
  });
});

it('what is to be read are texts of this case by others, from the entry on with which the question began', () => {
  const question = { fromSeq: 4, askedSeq: 6 };
  const readings = [{ seq: 6, firstAt: '2026-01-05T00:59:58.000Z' as Instant, lastAt: '2026-01-05T00:59:58.000Z' as Instant }];
  const toRead = (more: Partial<EarlierText>) => flags('另一段完全不同的话', { question, readings, earlier: [earlier({ sketch: [], digest: HASH.ofText('x'), length: 300, ...more })] });
  expect([toRead({ seq: 4 }), toRead({ seq: 3 }), toRead({ seq: 4, caseId: ELSEWHERE })]).toEqual([[['FAST', { seconds: 2, needed: 10, characters: 300 }]], [], []]);
});

describe('citations', () => {
  const version = (more: Partial<LawVersion> = {}): LawVersion => ({ from: day('2000-01-01'), source: '测试', ...more });
  const document: LawCatalogueDocument = {
    kind: 'law-catalogue', id: 'test', version: '1', label, source: '测试', status: 'unverified',
    laws: [{ id: 'cpl', name: '刑事诉讼法', aliases: ['刑诉法'], versions: [version()] }, { id: 'rules', name: '检察规则', aliases: ['规则'], versions: [version()] }, { id: 'old', name: '劳动教养办法', aliases: [], versions: [version()] }],
  };
  const cited = (text: string, catalogue = catalogueOf([document])) => citationsOf(text, catalogue).map(({ law, articles }) => [law?.id ?? null, ...articles]);

  it.each([
    ['依规则办理', []], ['依刑诉法办理', []], ['依检察规则办理', [['rules']]], ['见《劳动教养办法》', [['old']]], ['《刑诉法》第百条', [['cpl']]],
  ])('%s', (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });

  it('are read without any law known', () => {
    expect(cited('《甲法》第1条', catalogueOf([]))).toEqual([[null, 1]]);
  });

  it('of a law nobody counted are all in range', () => {
    expect(lawFlags('law', '《刑诉法》第0条', catalogueOf([document]), day('2026-01-05'))).toEqual([]);
  });

  it('may be of a version that was in force for a day', () => {
    expect(checkLaws({ ...document, laws: [{ id: 'day', name: '一日法', aliases: [], versions: [version({ until: day('2000-01-01') })] }] })).toEqual([]);
  });

  it.each([['二十三十', null], ['十十', null], ['零百', null], ['一百零十', 110]])('%s counts %s', (text, value) => {
    expect(numeralOf(text)).toBe(value);
  });
});

it('of two models of one day the later in the list counts', () => {
  const second = { ...MODEL, version: '2' };
  expect([modelOn([MODEL, second], day('2026-01-01'))?.version, modelOn([second, MODEL], day('2026-01-01'))?.version]).toEqual(['2', '1']);
});

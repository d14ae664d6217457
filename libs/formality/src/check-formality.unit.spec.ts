// Every flag once, and beside it what is not flagged.
import { createHash } from 'node:crypto';
import type { CaseId, HashFunction, HashHex, Instant, LocalDate, PersonId } from '@quanze/kernel';
import { checkFormality, type FormalityInput } from './check-formality.js';
import type { EarlierText } from './copies.js';
import { FLAG_LABELS, recorded } from './flag.js';
import { catalogueOf } from './laws.js';
import { FORMALITY_RULES, modelOn, type FormalityModel } from './model.js';
import { givenTexts } from './print.js';
import { substanceOf } from './substance.js';

const HASH: HashFunction = { algorithm: 'sha-256', ofText: (text) => createHash('sha256').update(text).digest('hex') as HashHex, ofBytes: (bytes) => createHash('sha256').update(bytes).digest() };
const MODEL: FormalityModel = {
  kind: 'formality-model', id: 'test', version: '1', label: { zh: '形式化', en: 'Formality' }, source: '测试', status: 'unverified', effectiveFrom: '2026-01-01' as LocalDate, capacities: ['review'],
  fields: [
    { field: 'evidence', role: 'evidence', substanceMin: 6, copies: false }, { field: 'law', role: 'law', substanceMin: 4, copies: false },
    { field: 'reasons', role: 'reasoning', substanceMin: 6, copies: true },
  ],
  setPhrases: ['同意', '同意承办人意见', '依法', '事实清楚'], evidenceWords: ['证言', '监控录像'], copies: { lengthMin: 16, sharePercent: 80 }, pace: { secondsMin: 15, charactersPerSecond: 30 },
};
const LAWS = catalogueOf([]);
const [ME, OTHER] = ['me', 'other'] as PersonId[] as [PersonId, PersonId];
const [HERE, ELSEWHERE] = ['here', 'elsewhere'] as CaseId[] as [CaseId, CaseId];
const LONG = '经核对监控录像与两名证人证言，被告人进入现场的时间与其供述相符，盗窃数额应以价格认定为准，同意提起公诉。';

const earlier = (text: string, more: Partial<EarlierText> = {}): EarlierText => {
  const [{ text: _text, ...print } = { text: '' }] = givenTexts(MODEL, { reasons: text }, HASH);
  return { ...(print as EarlierText), caseId: HERE, seq: 4, person: OTHER, ...more };
};
function flags(payload: Readonly<Record<string, string>>, more: Partial<FormalityInput> = {}) {
  const input = { person: ME, caseId: HERE, at: '2026-01-05T01:00:00.000Z' as Instant, day: '2026-01-05' as LocalDate, declared: new Set(['reasons', 'evidence', 'law', 'other']), given: givenTexts(MODEL, payload, HASH), earlier: [], question: null, readings: [], ...more };
  return checkFormality(input, MODEL, LAWS).map(recorded);
}

describe('substance', () => {
  it.each([
    ['同意。', 0], ['依法同意承办人意见', 0], ['……！', 0], ['', 0], ['哈哈哈哈哈哈哈哈哈哈', 2], ['认真审查认真审查认真审查认真审查', 5], ['事实清楚，理由充分', 4],
  ])('%s has %d', (text, substance) => expect(substanceOf(text, MODEL.setPhrases)).toBe(substance));

  it('of prose is about its length', () => expect(substanceOf(LONG, MODEL.setPhrases)).toBeGreaterThan(40));
});

describe('empty', () => {
  it('a text of set phrases is, with its measure', () => expect(flags({ reasons: '事实清楚，依法同意。' })).toEqual([{ rule: 'EMPTY', field: 'reasons', params: { substance: 0, needed: 6 } }]));
  it('an act with fields to be reasoned and nothing in them is', () => expect(flags({ other: '1' })).toEqual([{ rule: 'EMPTY', field: 'evidence', params: { substance: 0, needed: 6 } }]));
  it('an act without such fields is not', () => expect(flags({}, { declared: new Set(['other']) })).toEqual([]));
  it('a text with something to say is not', () => expect(flags({ reasons: LONG })).toEqual([]));
});

describe('copies', () => {
  const copy = (rule: string, percent: number, of: object) => [{ rule, field: 'reasons', params: { percent, of: { caseId: HERE, seq: 4, field: 'reasons', ...of } } }];

  it('the text of an earlier step, whatever its spaces and punctuation', () => {
    expect(flags({ reasons: LONG.replaceAll('，', ' ,\n') }, { earlier: [earlier(LONG)] })).toEqual(copy('COPY_OF_PROPOSAL', 100, {}));
  });
  it('a text with a few words put before it', () => {
    expect(flags({ reasons: `审核认为，${LONG}` }, { earlier: [earlier(LONG)] })).toEqual(copy('COPY_OF_PROPOSAL', expect.any(Number) as unknown as number, {}));
  });
  it('the own text of another case', () => {
    expect(flags({ reasons: LONG }, { earlier: [earlier(LONG, { person: ME, caseId: ELSEWHERE })] })).toEqual(copy('COPY_OF_OWN', 100, { caseId: ELSEWHERE }));
  });
  it('somebody else\'s text of another case is nobody\'s proposal here', () => expect(flags({ reasons: LONG }, { earlier: [earlier(LONG, { caseId: ELSEWHERE })] })).toEqual([]));
  it('another text is no copy', () => expect(flags({ reasons: LONG }, { earlier: [earlier('犯罪嫌疑人到案后如实供述，退赔全部损失并取得谅解，社会危险性较小，建议不批准逮捕。')] })).toEqual([]));
  it('a text too short to be anybody\'s is no copy', () => expect(flags({ reasons: '证言相符，应予起诉' }, { earlier: [earlier('证言相符，应予起诉')] })).toEqual([]));
  it('of several the nearest is told', () => {
    expect(flags({ reasons: LONG }, { earlier: [earlier(`${LONG}另查明其有前科`, { seq: 9 }), earlier(LONG, { seq: 5 })] })).toEqual(copy('COPY_OF_PROPOSAL', 100, { seq: 5 }));
  });
});

describe('pace', () => {
  const question = { fromSeq: 4, askedSeq: 6 };
  const reading = (seq: number, at: string) => ({ seq, firstAt: `2026-01-05T${at}.000Z` as Instant, lastAt: `2026-01-05T${at}.000Z` as Instant });
  const asked = (readings: FormalityInput['readings'], texts: readonly EarlierText[] = []) => flags({ reasons: LONG }, { question, readings, earlier: texts });

  it('the file was not opened since the question came', () => expect(asked([reading(5, '00:10:00')])).toEqual([{ rule: 'UNOPENED', field: null, params: { sinceSeq: 6 } }]));
  it('it was opened a moment ago', () => expect(asked([reading(5, '00:10:00'), reading(6, '00:59:46')])).toEqual([{ rule: 'FAST', field: null, params: { seconds: 14, needed: 15, characters: 0 } }]));
  it('it was open long enough', () => expect(asked([reading(6, '00:59:45')])).toEqual([]));
  it('what there is to read counts from the question on, and the own texts do not', () => {
    const long = (seq: number, person = OTHER) => ({ ...earlier('不同的文字，内容完全不一样的一段话。', { seq, person }), length: 600 });
    expect(asked([reading(6, '00:59:45')], [long(3), long(5), long(6, ME)])).toEqual([{ rule: 'FAST', field: null, params: { seconds: 15, needed: 20, characters: 600 } }]);
  });
  it('who was not asked has nothing to open', () => expect(flags({ reasons: LONG })).toEqual([]));
});

describe('law and evidence', () => {
  it('evidence names none, law cites none', () => {
    expect(flags({ evidence: '全部在案事实足以认定', law: '根据相关法律规定处理' })).toEqual([{ rule: 'EVIDENCE_NONE', field: 'evidence', params: {} }, { rule: 'LAW_MISSING', field: 'law', params: {} }]);
  });
  it('evidence that is named is not flagged', () => expect(flags({ evidence: '证人甲乙的证言、现场监控录像' })).toEqual([]));
});

describe('the model', () => {
  it('that began last counts, and none before the first', () => {
    const later = { ...MODEL, version: '2', effectiveFrom: '2027-01-01' as LocalDate };
    expect([modelOn([later, MODEL], '2025-12-31' as LocalDate), modelOn([later, MODEL], '2026-12-31' as LocalDate), modelOn([MODEL, later], '2027-01-01' as LocalDate)]).toEqual([null, MODEL, later]);
  });
  it('has words for every rule', () => expect(Object.keys(FLAG_LABELS).sort()).toEqual([...FORMALITY_RULES].sort()));
});

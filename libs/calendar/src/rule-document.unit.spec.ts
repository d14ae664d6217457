// The shipped deadline rules load whole, and what the rule reader refuses.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { describeRule, parseDeadlineRules } from './index.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const raw = read('deadline-rules/national.yaml') as { rules: readonly Record<string, unknown>[] };
const book = new ShippedBook(raw, read('calendars/china.yaml'));
const rules = [...book.rules.rules.values()];
// One row says that the law names no length for what the same article names elsewhere, two are of the joint rules on civil execution and four are
// periods that the table does not have; the others are rows of the table.
const OURS = ['crim.recusal.request', 'civil.exec.explain', 'civil.exec.reply', 'crim.tempout.correct', 'crim.medical.correct', 'crim.selfinv.conclude', 'crim.selfinv.conclude.after'];
const taken = rules.filter(({ id }) => !OURS.includes(id));
const count = <T extends string>(values: readonly T[]) => Object.fromEntries([...new Set(values)].sort().map((value) => [value, values.filter((other) => other === value).length]));

describe('the shipped rules', () => {
  it('are 134 clocks of the table, what says that there is no length, and four periods of the Rules the table had not', () => {
    expect(taken).toHaveLength(134);
    expect(rules).toHaveLength(taken.length + OURS.length);
    expect(count(taken.map((rule) => rule.id.split('.')[0] ?? ''))).toEqual({ admin: 12, casemgmt: 2, civil: 13, committee: 3, crim: 82, hearing: 1, pil: 17, quality: 1, sugg: 3 });
  });

  it('keep the figures of the table they were taken from', () => {
    expect(count(taken.map((rule) => rule.rollover))).toEqual({ 'n/a': 4, 'next-working-day': 101, none: 24, 'unless-in-custody': 5 });
    expect(count(taken.map((rule) => rule.calendar))).toEqual({ calendar: 128, hours: 4, 'hours-exact': 1, working: 1 });
    expect(count(taken.map((rule) => rule.monthRule))).toEqual({ civil: 52, criminal: 82 });
    expect(count(taken.map((rule) => rule.status))).toEqual({ secondary: 2, unverified: 3, verified: 129 });
    expect(count(taken.map((rule) => rule.length.kind))).toEqual({ choices: 1, fixed_by: 2, none: 2, period: 126, range: 1, within: 2 });
    expect([taken.filter((rule) => rule.backward).length, taken.filter((rule) => rule.fixed).length, taken.filter((rule) => rule.extendable.length > 0).length]).toEqual([6, 2, 17]);
  });

  it('have an article each, and no source is lost in a restart or activity taken over', () => {
    expect(rules.filter((rule) => rule.source === '')).toEqual([]);
    expect(book.rule('crim.prosecution.review.expedited').resetsOn).toEqual(book.rule('crim.prosecution.review').resetsOn);
    expect(book.rule('civil.review-again.review').excluded.map(({ kind }) => kind)).toEqual(['file-borrowing', 'appraisal', 'valuation', 'audit', 'expert-consultation']);
  });

  it('are described in both languages', () => {
    expect(rules.map((rule) => describeRule(rule)).filter(({ zh, en }) => /undefined|，，/.test(zh + en) || zh.length < 8)).toEqual([]);
    expect(describeRule(book.rule('crim.fileaccess')).zh).toBe('自〔不能及时满足的阅卷要求〕次日起，3个工作日。');
    expect(describeRule(book.rule('crim.detention.police.request')).en).toBe('From the day after [detention executed]; 3 days; may be extended by 4 days if special circumstances, 1 to 4 days, once; may be extended to 30 days if roving, repeated or gang crime, once; a rest day does not move the end.');
    expect(describeRule(book.rule('admin.apply')).en).toContain('a fixed period');
    expect(describeRule(book.rule('crim.tempout.correct')).en).toContain('1 month');
    expect(describeRule(book.rule('crim.supplementary.self')).zh).toContain('在 crim.prosecution.review 的期限之内');
  });
});

describe('reading deadline rules', () => {
  const base = { id: 'a.b', type: '类', stage: { zh: '阶段', en: 'stage' }, who: { zh: '谁', en: 'who' }, length: 'P7D', calendar: 'calendar', counts_start: false, month_rule: 'criminal', rollover: 'none', extendable: [], source: '法', status: 'verified' };
  const grant = { id: 'g', when: { zh: '时', en: 'when' }, approver: { zh: '人', en: 'who' }, max: 1 };
  const text = { zh: '文', en: 'text' };
  const parseRules = (list: readonly unknown[], more: object = {}) => parseDeadlineRules({ kind: 'deadline-rules', id: 'x', version: '1', label: text, source: 's', status: 'verified', rules: list, ...more });
  const refusals = (...list: unknown[]) => {
    const result = parseRules(list);
    return result.ok ? [] : result.refusal.map(({ code, params }) => `${code} ${String(params['path'])}`);
  };
  const of = (more: object) => refusals({ ...base, ...more });

  it('accepts a plain rule', () => {
    expect(refusals(base)).toEqual([]);
  });

  it.each([
    [{ colour: 'red' }, ['DEFINITION.UNKNOWN_KEY /rules/0/colour']],
    [{ length: 'P1W' }, ['DEFINITION.BAD_VALUE /rules/0/length']],
    [{ calendar: 'lunar' }, ['DEFINITION.BAD_VALUE /rules/0/calendar']],
    [{ counts_start: 'no' }, ['DEFINITION.WRONG_TYPE /rules/0/counts_start']],
    [{ stage: { zh: '阶段' } }, ['DEFINITION.MISSING_KEY /rules/0/stage']],
    [{ stage: { zh: '阶段', en: ' ' } }, ['DEFINITION.WRONG_TYPE /rules/0/stage/en']],
    [{ id: 'A b' }, ['DEFINITION.BAD_VALUE /rules/0/id']],
    [{ direction: 'sideways' }, ['DEFINITION.BAD_VALUE /rules/0/direction']],
    [{ max_rounds: { count: 0 } }, ['DEFINITION.WRONG_TYPE /rules/0/max_rounds/count']],
    [{ length: { min: 'P2M', max: 'P1M', chosen: true } }, ['DEFINITION.BAD_VALUE /rules/0/length']],
    [{ length: { min: 'P1M', max: 'P2M', chosen: false } }, ['DEFINITION.BAD_VALUE /rules/0/length/chosen']],
    [{ length: { within: 'no.such', reason: text } }, ['DEFINITION.UNKNOWN_REFERENCE /rules/0/length/within']],
    [{ length: { nothing: 1 } }, ['DEFINITION.UNKNOWN_KEY /rules/0/length/nothing', 'DEFINITION.MISSING_KEY /rules/0/length']],
    [{ extendable: [{ ...grant, by: 'P1D', to: 'P9D' }] }, ['DEFINITION.BAD_VALUE /rules/0/extendable/0']],
    [{ extendable: [grant] }, ['DEFINITION.BAD_VALUE /rules/0/extendable/0']],
    [{ extendable: [{ ...grant, by: 'P0D' }] }, ['DEFINITION.BAD_VALUE /rules/0/extendable/0/by']],
    [{ extendable: [{ ...grant, by: 'P1D', id: 'G 1' }] }, ['DEFINITION.BAD_VALUE /rules/0/extendable/0/id']],
    [{ extendable: [{ ...grant, by: 'P1D', max: 0 }] }, ['DEFINITION.WRONG_TYPE /rules/0/extendable/0/max']],
    [{ excluded: [{ kind: 'Two Words', text }] }, ['DEFINITION.BAD_VALUE /rules/0/excluded/0/kind']],
    [{ excluded: [{ same_as: 'no.such' }] }, ['DEFINITION.UNKNOWN_REFERENCE /rules/0/excluded/0/same_as']],
    [{ resets_on: [{ events: ['custody'], text }] }, ['DEFINITION.BAD_VALUE /rules/0/resets_on/0/events/0']],
    [{ alt: { when: text } }, ['DEFINITION.BAD_VALUE /rules/0/alt']],
    [{ alt: { when: text, shorter: true, length: 'P1D' } }, ['DEFINITION.BAD_VALUE /rules/0/alt']],
  ])('refuses %j', (more, expected) => {
    expect(of(more)).toEqual(expected);
  });

  it.each([
    { counts_start: true },
    { calendar: 'hours' },
    { length: 'PT5H' },
    { calendar: 'hours', length: 'PT5H', rollover: 'next-working-day' },
    { direction: 'backward', rollover: 'next-working-day' },
    { direction: 'backward', extendable: [{ ...grant, by: 'P1D' }] },
    { direction: 'backward', calendar: 'working' },
    { calendar: 'working', length: 'P1M' },
    { calendar: 'working', rollover: 'next-working-day' },
    { month_rule: 'civil', length: 'P0.5M' },
    { fixed: true, extendable: [{ ...grant, by: 'P1D' }] },
    { extendable: [{ ...grant, by: 'P1D' }, { ...grant, by: 'P2D' }] },
    { extendable: [{ ...grant, to: 'P5D' }] },
    { extendable: [{ ...grant, by: 'PT5H' }] },
    { alt: { when: text, length: 'PT5H' } },
  ])('refuses fields that contradict each other: %j', (more) => {
    expect(of(more)).toEqual(['DEADLINE.RULE_INCONSISTENT /rules/0']);
  });

  it('refuses two rules of one id, and a list taken over from a rule that takes its own over', () => {
    expect(refusals(base, base)).toEqual(['DEFINITION.DUPLICATE /rules/1/id']);
    expect(refusals({ ...base, excluded: [{ same_as: 'a.c' }] }, { ...base, id: 'a.c', excluded: [{ same_as: 'a.b' }] })).toEqual([
      'DEFINITION.BAD_VALUE /rules/0/excluded/0', 'DEFINITION.BAD_VALUE /rules/1/excluded/0',
    ]);
  });

  it('refuses what is no document at all', () => {
    expect(parseDeadlineRules(null)).toMatchObject({ ok: false });
    expect(parseRules({} as never)).toMatchObject({ ok: false, refusal: [{ code: 'DEFINITION.WRONG_TYPE', params: { path: '/rules' } }] });
    expect(parseRules([], { general: { excluded: [{ kind: 'x', text }] } })).toMatchObject({ ok: false, refusal: [{ code: 'DEFINITION.MISSING_KEY', params: { path: '/general', key: 'without_effect' } }] });
    expect(parseRules([], { status: 'guessed' })).toMatchObject({ ok: false, refusal: [{ code: 'DEFINITION.BAD_VALUE', params: { path: '/status' } }] });
  });
});

// The machine contract: answers and failures as JSON, spellings of events, and derivations a person can read.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { computeItem, DEADLINE_CODES, deadlineMessage, isFiledInTime, renderDerivation, type DeadlineAnswer } from './index.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const shipped = new ShippedBook(read('deadline-rules/national.yaml'), read('calendars/china.yaml'));
const book = { rules: shipped.rules, calendar: shipped.calendar };
const REVIEW = 'crim.prosecution.review';
const ask = (rule: string, start: string, events: readonly unknown[] = []) => computeItem({ id: 'q', rule, start, events }, book);
const dueOf = (...question: Parameters<typeof ask>) => {
  const answer = ask(...question);
  return 'due' in answer ? answer.due : answer.error.code;
};

describe('one question', () => {
  it('is answered with the due date, the flags and the steps', () => {
    const answer = ask(REVIEW, '2025-04-03') as DeadlineAnswer;
    expect({ ...answer, derivation: answer.derivation.map(({ op }) => op) }).toEqual({ id: 'q', due: '2025-05-06', provisional: false, derivation: ['start', 'length', 'months', 'custody', 'roll-over', 'due'] });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it('of hours has the instant too', () => {
    expect(ask('crim.legalaid.forward', '2025-03-03T22:30:00+08:00')).toMatchObject({ due: '2025-03-04', dueAt: '2025-03-04T15:00:00.000Z' });
  });

  it('about a clock that stands still or has ended says so', () => {
    expect(ask(REVIEW, '2025-03-03', [{ event: 'suspend', kind: 'conditional-nonprosecution', from: '2025-03-10' }])).toMatchObject({ paused: true });
    expect(ask(REVIEW, '2025-03-03', [{ event: 'returned', round: 1, at: '2025-03-10' }])).toMatchObject({ ended: true, due: '2025-04-03' });
    expect(computeItem({ id: 1, rule: REVIEW, start: '2025-03-03', events: [{ event: 'suspend', from: '2025-03-10' }] }, { ...book, asOf: '2025-03-20' as never })).toMatchObject({ id: 1, due: '2025-04-14', paused: true });
  });

  it('that is malformed fails alone, with a code and a sentence', () => {
    expect(ask('no.rule', '2025-03-03')).toEqual({ id: 'q', error: { code: 'DEADLINE.RULE_UNKNOWN', message: 'No deadline rule has the id no.rule.' } });
    expect([7, null, [], { id: {} }, { id: 'x', rule: REVIEW }, { id: 'x', rule: REVIEW, start: '2025-03-03', events: {} }].map((item) => computeItem(item, book))).toMatchObject(
      [null, null, null, null, 'x', 'x'].map((id) => ({ id, error: { code: 'DEADLINE.ITEM_MALFORMED' } })),
    );
    expect(computeItem({ id: 'x', rule: REVIEW, start: '2025-03-03' }, book)).toMatchObject({ due: '2025-04-03' });
  });

  it('has a sentence for every code, with its parts filled in', () => {
    expect(DEADLINE_CODES.map((code) => deadlineMessage({ code, params: {} })).filter((message) => /[{}]/.test(message))).toEqual([]);
    expect(deadlineMessage({ code: 'OTHER.CODE', params: {} })).toBe('OTHER.CODE');
  });

  it('takes intervals and restarts as stated, and marks what the rule does not list', () => {
    const answer = ask('crim.arrest.reconsider', '2025-03-03', [{ event: 'exclude', kind: 'flood', from: '2025-03-04', to: '2025-03-06' }]) as DeadlineAnswer;
    expect(answer.due).toBe('2025-03-12');
    expect(answer.derivation.find(({ op }) => op === 'exclude')?.text.en).toBe('flood: after 2025-03-04 until 2025-03-06 not counted, 2 days added (not listed by the rule, taken as stated)');
    expect(computeItem({ id: 'q', rule: 'crim.arrest.reconsider', start: '2025-03-03', events: [{ event: 'exclude', from: '2025-03-04', to: '2025-03-06' }] }, { ...book, trust: 'listed' })).toMatchObject({ error: { code: 'DEADLINE.EXCLUSION_NOT_ALLOWED' } });
  });
});

describe('spellings of an event', () => {
  it.each([
    [{ event: 'extension', by: 'P15D' }], [{ type: 'extension', by: 'P15D' }], [{ kind: 'extension', by: 'P15D' }], [{ extension: { by: 'P15D' } }],
  ])('%j is an extension', (event) => {
    expect(dueOf(REVIEW, '2025-03-03', [event])).toBe('2025-04-18');
  });

  it('may give the one main value, or only the name', () => {
    expect(dueOf('pil.admin.review', '2025-08-05', [{ precedes: 'pil.admin.reply' }])).toBe('2025-11-10');
    expect(dueOf(REVIEW, '2025-04-03', [{ custody: true }])).toBe('2025-05-03');
    expect(dueOf('hearing.notice', '2025-05-06', ['anchor_is_expiry', { anchor_is_expiry: true }])).toBe('2025-05-03');
    expect(dueOf('crim.conditional.probation', '2025-03-03', [{ chosen_length: 'P6M' }])).toBe('2025-09-03');
  });

  it('may give the day of a receipt as at, also inside a link', () => {
    expect(dueOf(REVIEW, '2025-03-03', [{ event: 'joined_later_case', at: '2025-03-25' }])).toBe('2025-04-25');
    expect(dueOf('crim.custody.extension.submit', '2025-01-01', [{ precedes: { rule: 'crim.custody.investigation', events: [{ extension: { by: 'P1M' } }] } }])).toBe('2025-03-25');
  });

  it('in no known form is refused', () => {
    expect([{ pardon: 'x' }, { a: 1, b: 2 }, 'pardon', {}].map((event) => dueOf(REVIEW, '2025-03-03', [event]))).toEqual(Array(4).fill('DEADLINE.EVENT_UNKNOWN'));
    expect(dueOf(REVIEW, '2025-03-03', [5])).toBe('DEADLINE.EVENT_MALFORMED');
  });
});

describe('a derivation', () => {
  const events = [
    { event: 'returned', round: 1, at: '2025-03-20' }, { event: 'retransferred', at: '2025-04-03' }, { event: 'extension', by: 'P15D' },
    { event: 'exclude', kind: 'psychiatric-appraisal', from: '2025-04-10', to: '2025-04-20' }, { event: 'suspend', kind: 'hearing', from: '2025-04-10', to: '2025-04-20' },
    { event: 'track_change', to: 'ordinary' },
  ];

  it('reads in Chinese, every step with its article', () => {
    const deadline = shipped.ask(REVIEW, '2025-03-03', events as never);
    const lines = deadline.ok ? renderDerivation(deadline.value.derivation, 'zh').split('\n') : [];
    expect(lines).toEqual([
      '1. 自2025-03-03起算（收到移送起诉案件），开始之时、日不计入〔刑诉法第105条第2款〕',
      expect.stringMatching(/^2\. 程序变更为ordinary：仍自原起算日计算/),
      '3. 2025-03-20退回（第1次），审查期限终止〔刑诉法第175条; 规则第346、350条〕',
      '4. 补充侦查、补充调查完毕重新移送：自2025-04-03重新计算，此前的延长与扣除不再计入〔刑诉法第175条; 规则第346、350条〕',
      '5. 听证：不影响期限，不扣除〔听证规定〕',
      expect.stringMatching(/^6\. 法定期限为1个月〔刑诉法第172条/),
      expect.stringMatching(/^7\. 延长：15日（重大、复杂）〔/),
      '8. 自2025-04-03一次加1个月，至2025-05-03〔高法解释第202条〕',
      expect.stringMatching(/^9\. 自2025-05-03加15日，至2025-05-18〔/),
      '10. 精神病鉴定：2025-04-10次日至2025-04-20不计入期限，后移10日〔刑诉法第149条〕',
      '11. 2025-05-28未在押：适用节假日顺延〔刑诉法第105条第4款〕',
      '12. 2025-05-28为工作日，不顺延〔刑诉法第105条第4款〕',
      '13. 期限届满：2025-05-28 24时〔民法典第203条〕',
    ]);
  });

  it('reads in English, also for chains, hours and open pauses', () => {
    const english = (rule: string, start: string, list: readonly unknown[] = []) => {
      const deadline = shipped.ask(rule, start, list as never, { trust: 'stated' });
      return deadline.ok ? renderDerivation(deadline.value.derivation, 'en') : deadline.refusal.code;
    };
    expect(english('pil.admin.review', '2025-08-05', [{ event: 'precedes', rule: 'pil.admin.reply' }])).toContain('1. The earlier period pil.admin.reply (agency acts and answers in writing) ends on 2025-10-09; this one starts there [');
    expect(english('crim.custody.interrogate', '2025-03-03T10:20:00+08:00')).toContain('The hour of 2025-03-03 10:20 is not counted; hours run from 2025-03-03 11:00');
    expect(english(REVIEW, '2025-03-03', [{ event: 'exclude', kind: 'psychiatric-appraisal', from: '2025-03-10' }])).toContain('psychiatric appraisal has gone on since 2025-03-10');
    expect(english('quality.review', '2026-12-30', [{ event: 'chosen_length', length: 'P3D' }])).toContain('The length fixed for this case is 3 days');
    expect(english('quality.review', '2026-12-30', [{ event: 'chosen_length', length: 'P3D' }])).toContain('A year without a published holiday notice is involved (the end falls in 2027): provisional');
    expect(english('crim.custody.notify-family', '2025-03-03T10:20:00+08:00', [{ event: 'suspend', kind: 'x', from: '2025-03-03T12:00:00+08:00', to: '2025-03-03T18:00:00+08:00' }])).toContain('0.25 days added');
    expect(english('hearing.notice', '2025-05-06')).toContain('3 days before 2025-05-06: 2025-05-03');
    expect(english('crim.fileaccess', '2025-05-06')).toContain('3 working days counted after 2025-05-06: 2025-05-09');
    expect(english(REVIEW, '2025-03-03', [{ event: 'returned', at: '2025-03-10' }, { event: 'extension', by: 'P15D' }])).toContain('extension: no clock it could act on was running');
    expect(english(REVIEW, '2025-03-03', [{ event: 'extension', to: 'P15D' }, { event: 'track_change', to: 'ordinary', at: '2025-03-09' }])).toContain('to 15 days: no clock it could act on was running');
  });

  it('of every rule ends with the due date, and every step has words and an article', () => {
    const answers = [...shipped.rules.rules.values()].map((rule) => computeItem({ id: rule.id, rule: rule.id, start: '2025-03-03T10:20:00+08:00', events: rule.length.kind === 'range' ? [{ chosen_length: 'P6M' }] : [] }, book));
    const dated = answers.filter((answer): answer is DeadlineAnswer => 'due' in answer);
    expect(dated).toHaveLength(133);
    expect(dated.filter(({ due, dueAt, derivation }) => derivation.at(-1)?.op !== 'due' || derivation.at(-1)?.to !== (dueAt ?? due))).toEqual([]);
    expect(dated.flatMap(({ derivation }) => derivation).filter(({ text, source }) => source === '' || /undefined|\(\)|（）/.test(text.zh + text.en))).toEqual([]);
  });

  it('is the same however often it is read, and goes into the record of a deadline', () => {
    const deadline = shipped.ask(REVIEW, '2025-04-03');
    expect(deadline.ok && deadline.value.derivation === deadline.value.derivation).toBe(true);
    expect(JSON.parse(JSON.stringify(deadline.ok && deadline.value))).toMatchObject({ rule: REVIEW, start: '2025-04-03', due: '2025-05-06', nominal: '2025-05-03', endsAt: '2025-05-06T16:00:00.000Z', provisional: false, paused: false, ended: false, derivation: { length: 6 } });
  });
});

describe('a document', () => {
  const at = (text: string) => text as never;

  it('is in time when posted or handed in before the end', () => {
    const endsAt = at('2025-05-06T16:00:00.000Z');
    expect(isFiledInTime(endsAt, { postedAt: at('2025-05-06T15:59:59.999Z'), arrivedAt: at('2025-05-09T01:00:00.000Z') })).toBe(true);
    expect(isFiledInTime(endsAt, { arrivedAt: at('2025-05-06T15:59:00.000Z') })).toBe(true);
    expect(isFiledInTime(endsAt, { arrivedAt: at('2025-05-06T16:00:00.000Z') })).toBe(false);
    expect(isFiledInTime(endsAt, {})).toBe(false);
  });
});

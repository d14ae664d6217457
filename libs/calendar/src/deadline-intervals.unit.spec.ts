// Days that do not count, chosen lengths and malformed events, over the shipped rules.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { DeadlineEvent } from './index.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const book = new ShippedBook(read('deadline-rules/national.yaml'), read('calendars/china.yaml'));
const due = book.due.bind(book);
const REVIEW = 'crim.prosecution.review';
const START = '2025-03-03';
const by = (period: string): DeadlineEvent => ({ event: 'extension', by: period });

describe('days that do not count', () => {
  const psych = (from: string, until?: string): DeadlineEvent => ({ event: 'exclude', kind: 'psychiatric-appraisal', from, ...(until === undefined ? {} : { to: until }) });

  it('are those after the first and up to the last', () => {
    expect(due(REVIEW, START, [psych('2025-03-10', '2025-03-11')])).toBe('2025-04-07');
    expect(book.ask(REVIEW, START, [psych('2025-03-10', '2025-03-11')])).toMatchObject({ value: { nominal: '2025-04-04' } });
    expect(due(REVIEW, START, [psych('2025-03-10', '2025-03-10')])).toBe('2025-04-03');
  });

  it('are not taken out twice where intervals overlap', () => {
    expect(due(REVIEW, START, [psych('2025-03-15', '2025-03-25'), psych('2025-03-10', '2025-03-20'), psych('2025-03-12', '2025-03-14')])).toBe('2025-04-18');
  });

  it('come after the months', () => {
    expect(due(REVIEW, '2025-01-31', [psych('2025-02-10', '2025-02-14')])).toBe('2025-03-04');
  });

  it('are of a kind the rule names, by its id or its words, or travel', () => {
    expect(due(REVIEW, START, [{ event: 'exclude', kind: '精神病鉴定', from: START, to: '2025-03-13' }])).toBe('2025-04-14');
    expect(due(REVIEW, START, [{ event: 'exclude', kind: 'Psychiatric appraisal', from: START, to: '2025-03-13' }])).toBe('2025-04-14');
    expect(due('civil.apply', START, [{ event: 'exclude', kind: 'travel', from: START, to: '2025-03-06' }])).toBe('2027-03-08');
    expect(due(REVIEW, START, [{ event: 'suspend', kind: 'psychiatric-appraisal', from: START, to: '2025-03-13' }])).toBe('DEADLINE.EXCLUSION_NOT_ALLOWED');
    expect(due(REVIEW, START, [{ event: 'exclude', kind: 'audit', from: START, to: '2025-03-13' }])).toBe('DEADLINE.EXCLUSION_NOT_ALLOWED');
    expect(due(REVIEW, START, [{ event: 'exclude', kind: 'audit', from: START, to: '2025-03-13' }], { trust: 'stated' })).toBe('2025-04-14');
    expect(due('civil.review-again.review', START, [{ event: 'exclude', kind: '审计', from: START, to: '2025-03-04' }])).toBe('2025-06-04');
  });

  it('lie inside the clock, unless the caller is taken at his word', () => {
    expect(due(REVIEW, START, [psych('2025-03-02', '2025-03-05')])).toBe('DEADLINE.INTERVAL_OUTSIDE_CLOCK');
    expect(due(REVIEW, START, [psych('2025-04-03', '2025-04-10')])).toBe('DEADLINE.INTERVAL_OUTSIDE_CLOCK');
    expect(due(REVIEW, '2025-04-03', [psych('2025-05-05', '2025-05-08')])).toBe('2025-05-06');
    expect(due(REVIEW, START, [psych('2025-04-03', '2025-04-10')], { trust: 'stated' })).toBe('2025-04-10');
  });

  it('keep the clock still while they go on', () => {
    expect(book.ask(REVIEW, START, [psych('2025-03-10')])).toMatchObject({ value: { paused: true, due: '2025-04-03' } });
    expect(book.ask(REVIEW, START, [psych('2025-03-10')], { asOf: '2025-03-20' as never })).toMatchObject({ value: { paused: true, due: '2025-04-14' } });
    expect(book.ask(REVIEW, START, [psych('2025-03-10')], { asOf: '2025-03-05' as never })).toMatchObject({ value: { paused: true, due: '2025-04-03' } });
    expect(book.ask(REVIEW, START, [psych('2025-03-10'), { event: 'returned', at: '2025-03-20' }])).toMatchObject({ value: { paused: false, ended: true } });
    expect(book.ask('pil.admin.review', START, [{ event: 'precedes', rule: 'pil.admin.reply', events: [{ event: 'suspend', kind: '中止审查', from: '2025-03-10' }] }], { trust: 'stated' })).toMatchObject({ value: { paused: true } });
  });

  it('of a clock of hours are counted by the minute', () => {
    const pause = (from: string, until: string): DeadlineEvent => ({ event: 'suspend', kind: 'notification-impossible', from, to: until });
    expect(due('crim.custody.notify-family', '2025-03-03T10:20:00+08:00', [pause('2025-03-03T12:00:00+08:00', '2025-03-03T14:30:00+08:00')])).toBe('2025-03-04T05:30:00.000Z');
    expect(due('crim.custody.notify-family', '2025-03-03T10:20:00+08:00', [pause('2025-03-03', '2025-03-04')])).toBe('DEADLINE.EVENT_NEEDS_TIME');
    expect(due('crim.custody.notify-family', '2025-03-03T10:20:00+08:00', [pause('2025-03-04T11:00:00+08:00', '2025-03-04T14:30:00+08:00')])).toBe('DEADLINE.INTERVAL_OUTSIDE_CLOCK');
  });
});

describe('a chosen length', () => {
  const choose = (length: string): DeadlineEvent => ({ event: 'chosen_length', length });

  it('lies in the range, among the choices, or below the ordinary length where that may be cut', () => {
    expect(['P6M', 'P12M', 'P1Y', 'P7M15D', 'P200D'].map((length) => due('crim.conditional.probation', START, [choose(length)]))).toEqual(['2025-09-03', '2026-03-03', '2026-03-03', '2025-10-18', '2025-09-19']);
    expect(['P5M', 'P13M', 'PT9H'].map((length) => due('crim.conditional.probation', START, [choose(length)]))).toEqual(Array(3).fill('DEADLINE.LENGTH_NOT_ALLOWED'));
    expect(['P0D', 'P2D', 'P1D'].map((length) => due('crim.custodyreview.forward', START, [choose(length)]))).toEqual(['2025-03-03', '2025-03-05', 'DEADLINE.LENGTH_NOT_ALLOWED']);
    expect(['P2M', 'P10D', 'P3M'].map((length) => due('sugg.reply', START, [choose(length)]))).toEqual(['2025-05-06', '2025-03-13', 'DEADLINE.LENGTH_NOT_ALLOWED']);
    expect(['P7D', 'P8D'].map((length) => due('crim.case.withdraw.submit', START, [choose(length)]))).toEqual(['2025-02-24', 'DEADLINE.LENGTH_NOT_ALLOWED']);
  });

  it('is anything where an act or a practice fixes it, and nothing inside another clock', () => {
    expect(due('crim.correction.reply', START, [choose('P15D')])).toBe('2025-03-18');
    expect(due('casemgmt.expiry.prompt', '2025-03-31', [choose('P5D')])).toBe('2025-03-26');
    expect(due('casemgmt.expiry.prompt', '2025-03-31', [choose('P0.5M')])).toBe('DEADLINE.LENGTH_NOT_ALLOWED');
    expect(due('crim.correction.reply', START, [choose('PT9H')])).toBe('DEADLINE.LENGTH_NOT_ALLOWED');
    expect(due('crim.complaint.judgment', START, [choose('P3M')])).toBe('2025-06-03');
    expect(due('crim.supplementary.self', START, [choose('P3D')])).toBe('DEADLINE.NO_STATUTORY_LENGTH');
    expect(due('crim.arrest.reconsider', START, [choose('P5D')])).toBe('DEADLINE.LENGTH_NOT_ALLOWED');
  });

  it('of working days has no months', () => {
    expect(['P3D', 'P1M'].map((length) => due('crim.fileaccess', START, [choose(length)]))).toEqual(['2025-03-06', 'DEADLINE.LENGTH_NOT_ALLOWED']);
  });

  it('outlives a restart, the last one counts', () => {
    expect(due('crim.correction.reply', START, [choose('P9D'), { event: 'new_major_crime', at: '2025-03-10' }, choose('P15D')], { trust: 'stated' })).toBe('2025-03-25');
  });

  it('must keep inside the range of dates', () => {
    expect(due('crim.correction.reply', '2199-01-05', [choose('P1Y')])).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due('casemgmt.expiry.prompt', '1900-01-05', [choose('P9D')])).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due('casemgmt.expiry.prompt', '1900-01-05', [choose('P1M')])).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due('crim.fileaccess', '2199-12-30')).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due('crim.fileaccess', '2199-06-01')).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due('crim.custody.interrogate', '2199-12-30T12:00:00+08:00')).toBe('DEADLINE.OUT_OF_RANGE');
    expect(due(REVIEW, '2190-03-03', [{ event: 'exclude', kind: 'psychiatric-appraisal', from: '2190-03-04', to: '2199-12-30' }])).toBe('DEADLINE.OUT_OF_RANGE');
  });
});

describe('a malformed event', () => {
  it.each([
    [{ event: 'amnesty' }, 'DEADLINE.EVENT_UNKNOWN'], [{}, 'DEADLINE.EVENT_UNKNOWN'], [{ event: 'toString' }, 'DEADLINE.EVENT_UNKNOWN'], [7, 'DEADLINE.EVENT_MALFORMED'], [null, 'DEADLINE.EVENT_MALFORMED'],
    [{ event: 'custody' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'custody', in_custody: 'yes' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'custody', in_custody: true, on: START }, 'DEADLINE.EVENT_MALFORMED'],
    [{ event: 'extension' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'extension', by: 'P15D', to: 'P15D' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'extension', by: 'some days' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'extension', by: 'P15D', ground: 5 }, 'DEADLINE.EVENT_MALFORMED'],
    [{ event: 'returned', round: 1 }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'returned', round: 0, at: START }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'retransferred', at: '2025-03-03T10:00' }, 'DEADLINE.EVENT_MALFORMED'],
    [{ event: 'exclude', kind: 'x', from: '2025-03-10', to: '2025-03-09' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'suspend', kind: 'x', from: '2025-03-10T09:00:00Z', to: '2025-03-10T08:00:00Z' }, 'DEADLINE.EVENT_MALFORMED'],
    [{ event: 'precedes', rule: REVIEW, events: 'none' }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'precedes', rule: REVIEW, events: [{ event: 'x' }] }, 'DEADLINE.EVENT_UNKNOWN'], [{ event: 'chosen_length', length: 5 }, 'DEADLINE.EVENT_MALFORMED'], [{ event: 'track_change', to: 5 }, 'DEADLINE.EVENT_MALFORMED'],
  ])('%j is refused with %s', (event, code) => {
    expect(due(REVIEW, START, [event as DeadlineEvent])).toBe(code);
  });

  it('is named by its place and field, and remarks are no fault', () => {
    expect(book.ask(REVIEW, START, [by('P15D'), { event: 'custody' } as never])).toMatchObject({ refusal: { params: { index: 1, field: 'in_custody' } } });
    expect(due(REVIEW, START, [{ ...by('P15D'), note: 'n', reason: 'r', approver: 'a', source: 's' }])).toBe('2025-04-18');
    expect(due(REVIEW, START, 'none' as never)).toBe('DEADLINE.EVENT_MALFORMED');
    expect(book.ask(REVIEW, START, [], { asOf: 'now' as never })).toMatchObject({ ok: false });
  });
});

// Starts, extensions and restarts of a clock, and which of them are refused, over the shipped rules.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { DeadlineEvent } from './index.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const book = new ShippedBook(read('deadline-rules/national.yaml'), read('calendars/china.yaml'));
const due = book.due.bind(book);
const REVIEW = 'crim.prosecution.review';
const CUSTODY = 'crim.custody.investigation';
const START = '2025-03-03';
const by = (period: string, more: { at?: string; ground?: string } = {}): DeadlineEvent => ({ event: 'extension', by: period, ...more });
const to = (period: string, more: { at?: string } = {}): DeadlineEvent => ({ event: 'extension', to: period, ...more });

describe('the start', () => {
  it('is not counted, and only its Shanghai day matters for days and months', () => {
    expect(due('crim.arrest.reconsider', START)).toBe('2025-03-10');
    expect(due('crim.arrest.reconsider', '2025-03-02T16:30:00Z')).toBe('2025-03-10');
    expect(due('crim.arrest.reconsider', '2025-03-03T23:59:00+08:00')).toBe('2025-03-10');
  });

  it('of a clock whose end would roll out of the years that are counted is refused', () => {
    expect([due('crim.arrest.reconsider', '2198-12-21'), due('crim.arrest.reconsider', '2198-12-22')]).toEqual(['2198-12-28', 'DEADLINE.OUT_OF_RANGE']);
  });

  it('must be readable, and must have a time for a clock of hours', () => {
    expect([due(REVIEW, '3 March'), due(REVIEW, '2025-02-30'), due(REVIEW, '2025-03-03T10:00:00')]).toEqual(Array(3).fill('DEADLINE.START_MALFORMED'));
    expect(due('crim.custody.interrogate', START)).toBe('DEADLINE.EVENT_NEEDS_TIME');
  });

  it('of a working-day period may be a rest day', () => {
    expect([due('crim.fileaccess', '2025-05-01'), due('crim.fileaccess', '2025-04-25')]).toEqual(['2025-05-08', '2025-04-29']);
  });

  it('of a backward clock is the anchor, and nothing rolls', () => {
    expect(due('hearing.notice', '2025-05-06', [{ event: 'anchor_is_expiry' }])).toBe('2025-05-03');
    expect(due('crim.custody.extension.submit', '2025-01-01', [{ event: 'precedes', rule: CUSTODY }])).toBe('2025-02-22');
    expect(due('crim.case.withdraw.submit', '2025-05-20', [{ event: 'chosen_length', length: 'P10D' }])).toBe('2025-05-10');
  });

  it('of a chained clock takes the events inside the link, and custody is known to both', () => {
    const link = { event: 'precedes', rule: CUSTODY, events: [by('P1M')] } as const;
    expect(due('crim.custody.extension.submit', '2025-01-01', [link])).toBe('2025-03-25');
    const returned = { event: 'precedes', rule: 'crim.supplementary.investigation' } as const;
    expect(due(REVIEW, '2025-04-03', [returned])).toBe('2025-06-06');
    expect(due(REVIEW, '2025-04-03', [returned, { event: 'custody', in_custody: true }])).toBe('2025-06-03');
  });

  it('of a chained clock that never came leaves this one ended', () => {
    const link: DeadlineEvent = { event: 'precedes', rule: REVIEW, events: [{ event: 'returned', at: '2025-03-20' }] };
    expect(book.ask('crim.period-change.notify', START, [link])).toMatchObject({ value: { ended: true } });
  });

  it('of a chained clock needs a known earlier rule, once and not without end', () => {
    const link: DeadlineEvent = { event: 'precedes', rule: 'pil.admin.reply' };
    const nest = (depth: number): DeadlineEvent => (depth === 0 ? link : { event: 'precedes', rule: 'pil.admin.reply', events: [nest(depth - 1)] });
    expect(due('pil.admin.review', START, [{ event: 'precedes', rule: 'no.such' }])).toBe('DEADLINE.RULE_UNKNOWN');
    expect(due('pil.admin.review', START, [link, link])).toBe('DEADLINE.EVENT_MALFORMED');
    expect(due('pil.admin.review', START, [nest(7)])).toBe('2026-08-13');
    expect(due('pil.admin.review', START, [nest(8)])).toBe('DEADLINE.EVENT_MALFORMED');
    expect(due('crim.custody.interrogate', START, [{ event: 'precedes', rule: REVIEW }])).toBe('DEADLINE.EVENT_NEEDS_TIME');
  });
});

describe('an extension', () => {
  it('adds months of length and extensions in one step', () => {
    expect(due(CUSTODY, '2025-10-31', [by('P1M')])).toBe('2026-01-31');
    expect(due(CUSTODY, '2025-10-31', [by('P1M'), by('P2M'), by('P2M')])).toBe('2026-05-31');
  });

  it('replaces the length in its cap form', () => {
    expect(due('crim.arrest.review.not-detained', START, [to('P20D')])).toBe('2025-03-24');
    expect(due('crim.arrest.review.not-detained', START, [to('P18D')])).toBe('2025-03-21');
    expect(due('crim.detention.police.request', START, [by('P4D'), to('P30D')])).toBe('2025-04-02');
    expect(due('crim.nonpros.complaint-review', '2025-08-31', [to('P6M')])).toBe('2026-02-28');
  });

  it('may be smaller than its ground allows, never larger', () => {
    expect(due('crim.arrest.selfinv.detained', START, [by('P1D')])).toBe('2025-03-11');
    expect(due('crim.arrest.selfinv.detained', START, [by('P4D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due('crim.arrest.review.not-detained', START, [to('P21D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due(CUSTODY, START, [by('P3M')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due('crim.detention.police.request', START, [to('P30D'), by('P4D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due('crim.detention.police.request', START, [by('P10D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
  });

  it('may be said in the other form where the rule knows only one', () => {
    expect(due('crim.arrest.review.not-detained', START, [by('P5D')])).toBe('2025-03-24');
    expect(due('crim.arrest.review.not-detained', START, [by('P6D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due(REVIEW, START, [to('P1M15D')])).toBe('2025-04-18');
    expect(due(REVIEW, START, [to('P1M16D')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
  });

  it('is granted as often as its ground says, within one clock', () => {
    expect(due(REVIEW, START, [by('P15D'), by('P15D')])).toBe('DEADLINE.EXTENSION_EXHAUSTED');
    expect(due(CUSTODY, START, [by('P1M'), by('P1M')])).toBe('DEADLINE.EXTENSION_EXHAUSTED');
    expect(due(CUSTODY, START, [by('P2M'), by('P2M'), by('P2M')])).toBe('DEADLINE.EXTENSION_EXHAUSTED');
    expect(due('pil.admin.review', START, [by('P1M'), by('P1M'), by('P3M')])).toBe('2025-09-03');
    expect(due('crim.prosecution.review.expedited', START, [to('P15D'), to('P15D')])).toBe('DEADLINE.EXTENSION_EXHAUSTED');
  });

  it('by special decision must be named', () => {
    expect(due(CUSTODY, START, [by('P6M')])).toBe('DEADLINE.EXTENSION_TOO_LONG');
    expect(due(CUSTODY, START, [by('P6M', { ground: 'art157' })])).toBe('2025-11-03');
    expect(due(CUSTODY, START, [by('P1M', { ground: 'art999' })])).toBe('DEADLINE.EXTENSION_NOT_ALLOWED');
  });

  it('never shortens, never is nothing and never changes the unit', () => {
    expect(due('crim.arrest.review.not-detained', START, [to('P10D')])).toBe('DEADLINE.EXTENSION_SHORTENS');
    expect(due(REVIEW, START, [by('P0D')])).toBe('DEADLINE.EVENT_MALFORMED');
    expect(due(REVIEW, START, [by('PT5H')])).toBe('DEADLINE.EXTENSION_NOT_ALLOWED');
    expect(due('crim.summons.duration', '2025-03-03T10:20:00+08:00', [by('P1D')])).toBe('DEADLINE.EXTENSION_NOT_ALLOWED');
    expect(due('crim.summons.duration', '2025-03-03T10:20:00+08:00', [to('PT24H')])).toBe('2025-03-04T02:20:00.000Z');
  });

  it('counts half a month as fifteen days in criminal matters only', () => {
    expect(due(REVIEW, START, [by('P0.5M')])).toBe('2025-04-18');
    expect(due('admin.review', START, [by('P0.5M')])).toBe('DEADLINE.LENGTH_NOT_ALLOWED');
  });

  it('comes too late after the end so far, which includes roll-over and days not counted', () => {
    expect(due(REVIEW, '2025-04-03', [by('P15D', { at: '2025-05-06' })])).toBe('2025-05-19');
    expect(due(REVIEW, '2025-04-03', [by('P15D', { at: '2025-05-07' })])).toBe('DEADLINE.EXTENSION_LATE');
    expect(due(REVIEW, '2025-04-03', [{ event: 'exclude', kind: 'psychiatric-appraisal', from: '2025-04-10', to: '2025-04-20' }, by('P15D', { at: '2025-05-07' })])).toBe('2025-05-28');
    expect(due(REVIEW, '2025-04-03', [by('P15D', { at: '2025-04-02' })])).toBe('DEADLINE.EVENT_ORDER');
    const arrival = '2025-03-03T10:20:00+08:00';
    expect(due('crim.summons.duration', arrival, [to('PT24H', { at: '2025-03-03T22:20:00+08:00' })])).toBe('2025-03-04T02:20:00.000Z');
    expect(due('crim.summons.duration', arrival, [to('PT24H', { at: '2025-03-03T22:21:00+08:00' })])).toBe('DEADLINE.EXTENSION_LATE');
    expect(due('crim.summons.duration', arrival, [to('PT24H', { at: '2025-03-04' })])).toBe('DEADLINE.EXTENSION_LATE');
  });

  it('of a clock that cannot be counted is refused for that reason', () => {
    const outside: DeadlineEvent = { event: 'exclude', kind: 'psychiatric-appraisal', from: '2025-03-01', to: '2025-03-05' };
    expect(due(REVIEW, START, [outside, by('P15D', { at: '2025-03-10' })])).toBe('DEADLINE.INTERVAL_OUTSIDE_CLOCK');
    expect(due('crim.summons.duration', START, [to('PT24H', { at: '2025-03-03T22:20:00+08:00' })])).toBe('DEADLINE.EVENT_NEEDS_TIME');
  });
});

describe('a restart', () => {
  const returned = (round: number, at: string): DeadlineEvent => ({ event: 'returned', round, at });
  const again = (at: string): DeadlineEvent => ({ event: 'retransferred', at });

  it('forgets extensions, exclusions and pauses of the clock before', () => {
    const before: DeadlineEvent[] = [by('P15D'), { event: 'exclude', kind: 'psychiatric-appraisal', from: START, to: '2025-03-20' }];
    expect(due(REVIEW, START, [...before, { event: 'jurisdiction_changed', received_at: '2025-04-15' }])).toBe('2025-05-15');
    expect(due(CUSTODY, START, [by('P1M'), { event: 'new_major_crime', at: '2025-04-15' }])).toBe('2025-06-15');
    expect(due('pil.admin.review', START, [by('P1M'), { event: 'jurisdiction_changed', received_at: '2025-03-20' }])).toBe('2025-04-21');
  });

  it('reaches two returns over the whole case and no third', () => {
    const two = [returned(1, '2025-03-20'), again('2025-04-10'), returned(2, '2025-04-20'), again('2025-05-08')];
    expect(due(REVIEW, START, two)).toBe('2025-06-09');
    expect(due(REVIEW, START, [...two, { event: 'jurisdiction_changed', received_at: '2025-05-20' }, returned(3, '2025-06-01')])).toBe('DEADLINE.RETURNS_EXHAUSTED');
    expect(due(REVIEW, START, [returned(3, '2025-03-20')])).toBe('DEADLINE.RETURNS_EXHAUSTED');
    const unnumbered = (at: string): DeadlineEvent => ({ event: 'returned', at });
    expect(due(REVIEW, START, [unnumbered('2025-03-20'), again('2025-04-10'), unnumbered('2025-04-20'), again('2025-05-08'), unnumbered('2025-05-20')])).toBe('DEADLINE.RETURNS_EXHAUSTED');
    const misnumbered = [returned(1, '2025-03-20'), again('2025-04-10'), returned(1, '2025-04-20'), again('2025-05-08'), returned(1, '2025-05-20')];
    expect(due(REVIEW, START, misnumbered)).toBe('DEADLINE.RETURNS_EXHAUSTED');
    expect(due('crim.trial.adjourn', START, [returned(3, '2025-03-20')], { trust: 'stated' })).toBe('DEADLINE.RETURNS_EXHAUSTED');
  });

  it('that has not come leaves the clock ended', () => {
    expect(book.ask(REVIEW, START, [returned(1, '2025-03-20')])).toMatchObject({ value: { ended: true, due: '2025-04-03' } });
    expect(book.ask(REVIEW, START, [returned(1, '2025-03-20'), again('2025-04-10')])).toMatchObject({ value: { ended: false, start: '2025-04-10' } });
  });

  it('finds nothing to act on between return and re-transfer', () => {
    const pending: DeadlineEvent[] = [returned(1, '2025-03-20'), by('P15D')];
    expect(due(REVIEW, START, pending)).toBe('DEADLINE.CLOCK_ENDED');
    expect(due(REVIEW, START, [...pending, { event: 'exclude', kind: 'x', from: START, to: '2025-03-25' }, again('2025-04-10')], { trust: 'stated' })).toBe('2025-05-12');
  });

  it('must follow the clock in time', () => {
    expect(due(REVIEW, START, [returned(1, '2025-03-02')])).toBe('DEADLINE.EVENT_ORDER');
    expect(due(REVIEW, START, [returned(1, '2025-03-20'), returned(2, '2025-03-22')])).toBe('DEADLINE.EVENT_ORDER');
    expect(due(REVIEW, START, [returned(1, '2025-03-20'), again('2025-03-19')])).toBe('DEADLINE.EVENT_ORDER');
    expect(due(REVIEW, START, [{ event: 'joined_later_case', received_at: '2025-03-02' }])).toBe('DEADLINE.EVENT_ORDER');
    expect(book.ask('crim.custody.interrogate', '2025-03-03T10:20:00+08:00', [again('2025-03-04')], { trust: 'stated' })).toMatchObject({ refusal: { code: 'DEADLINE.EVENT_NEEDS_TIME', params: { event: 'retransferred' } } });
  });

  it('is one the rule names, unless the caller is taken at his word', () => {
    expect(due('crim.medical.apply', START, [{ event: 'new_major_crime', at: '2025-03-10' }])).toBe('DEADLINE.RESTART_NOT_ALLOWED');
    expect(due('crim.medical.apply', START, [{ event: 'new_major_crime', at: '2025-03-10' }], { trust: 'stated' })).toBe('2025-04-09');
    expect(due('crim.medical.apply', START, [returned(1, '2025-03-10')])).toBe('DEADLINE.EVENT_NOT_APPLICABLE');
    expect(book.ask('crim.medical.apply', START, [returned(9, '2025-03-10')], { trust: 'stated' })).toMatchObject({ value: { ended: true } });
  });

  it('cannot happen to a backward clock, nor can anything but custody', () => {
    const events: DeadlineEvent[] = [again(START), returned(1, START), by('P1D'), { event: 'exclude', kind: 'travel', from: START, to: START }];
    expect(events.map((event) => due('hearing.notice', START, [event], { trust: 'stated' }))).toEqual(Array(4).fill('DEADLINE.EVENT_NOT_APPLICABLE'));
    expect(due(REVIEW, START, [{ event: 'anchor_is_expiry' }])).toBe('DEADLINE.EVENT_NOT_APPLICABLE');
    expect(due(REVIEW, START, [{ event: 'anchor_is_expiry' }], { trust: 'stated' })).toBe('2025-04-03');
  });
});

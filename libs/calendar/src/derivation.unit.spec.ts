// The words of a derivation where a rule says little: no anchor, no article of its own, one day, one time. A small document
// of such rules stands beside the shipped calendar.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { describeRule, renderDerivation, type DeadlineEvent, type DeadlineOptions } from './index.js';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const shipped = new ShippedBook(read('deadline-rules/national.yaml'), read('calendars/china.yaml'));
const text = (zh: string, en: string) => ({ zh, en });
const base = { type: '类', stage: text('阶段', 'stage'), who: text('谁', 'who'), length: 'P7D', calendar: 'calendar', counts_start: false, month_rule: 'criminal', rollover: 'none', extendable: [], source: '法第1条', status: 'verified' };
const grant = (id: string, max: number | null) => ({ id, by: 'P2D', when: text('复杂', 'complex'), approver: text('检察长', 'chief'), max });
const small = new ShippedBook({
  kind: 'deadline-rules', id: 'small', version: '1', label: text('小', 'small'), source: 's', status: 'verified',
  general: { excluded: [], without_effect: [{ kind: 'talk', text: text('谈话', 'talk') }] },
  rules: [
    { ...base, id: 'a.plain' },
    { ...base, id: 'a.day', length: 'P1D', calendar: 'working', rollover: 'n/a' },
    { ...base, id: 'a.twice', extendable: [grant('two', 2)] }, { ...base, id: 'a.once', extendable: [grant('one', 1)] }, { ...base, id: 'a.often', extendable: [grant('any', null)] },
    { ...base, id: 'a.again', resets_on: [{ events: ['new_major_crime'], text: text('新罪', 'new crime') }, { events: ['retransferred'], text: text('移送', 'transfer'), source: '法第2条' }] },
  ],
}, read('calendars/china.yaml'));
const START = '2025-03-03';

function lines(book: ShippedBook, rule: string, start: string, events: readonly DeadlineEvent[] = [], options: DeadlineOptions = {}, language: 'zh' | 'en' = 'en'): readonly string[] {
  const deadline = book.ask(rule, start, events, options);
  return deadline.ok ? renderDerivation(deadline.value.derivation, language).split('\n') : [deadline.refusal.code];
}

describe('a derivation', () => {
  it('names the start when the rule names none', () => {
    expect(lines(small, 'a.plain', START)[0]).toBe('1. Runs from 2025-03-03 (the start event); the starting hour or day is not counted [刑诉法第105条第2款]');
  });

  it('gives the article of the rule to what has none of its own', () => {
    expect(lines(small, 'a.plain', START, [{ event: 'suspend', kind: 'talk', from: START, to: '2025-03-05' }])[1]).toBe('2. talk: has no effect on the period, nothing is taken out [法第1条]');
    expect(lines(small, 'a.again', START, [{ event: 'new_major_crime', at: '2025-03-05' }])[1]).toBe('2. new crime: a new full period from 2025-03-05; earlier extensions and exclusions are gone [法第1条]');
    expect(lines(small, 'a.again', START, [{ event: 'retransferred', at: '2025-03-05' }])[1]).toContain('transfer: a new full period from 2025-03-05; earlier extensions and exclusions are gone [法第2条]');
  });

  it('names a restart that only the caller states by its name', () => {
    expect(lines(small, 'a.plain', START, [{ event: 'new_major_crime', at: '2025-03-05' }], { trust: 'stated' })[1]).toBe('2. new_major_crime: a new full period from 2025-03-05; earlier extensions and exclusions are gone [法第1条]');
  });

  it('has one day and one working day in the singular', () => {
    expect(lines(small, 'a.day', START)).toContain('3. 1 working day counted after 2025-03-03: 2025-03-04 [法第1条]');
    expect(lines(small, 'a.plain', START, [{ event: 'exclude', kind: 'flood', from: '2025-03-04', to: '2025-03-05' }], { trust: 'stated' })).toContainEqual(expect.stringContaining('flood: after 2025-03-04 until 2025-03-05 not counted, 1 day added'));
  });

  it('says of a track that has its own clock that this one has given way to it', () => {
    const change: DeadlineEvent = { event: 'track_change', to: 'crim.prosecution.review', at: '2025-03-10' };
    expect(lines(shipped, 'crim.prosecution.review.expedited', START, [change])[1]).toMatch(/^2\. The track changes to crim\.prosecution\.review on 2025-03-10: still counted from the original start; the clock asked about has given way/);
    expect(lines(shipped, 'crim.prosecution.review.expedited', START, [change], {}, 'zh')[1]).toContain('；所问期限已被新程序的期限取代');
    const elsewhere: DeadlineEvent = { event: 'track_change', to: 'ordinary' };
    expect(lines(shipped, 'crim.prosecution.review.expedited', START, [elsewhere])[1]).toMatch(/^2\. The track changes to ordinary: still counted from the original start \[/);
  });

  it('says which day makes the end provisional: its own, or one before it', () => {
    const chain: DeadlineEvent = { event: 'precedes', rule: 'crim.custody.interrogate' };
    expect(lines(shipped, 'crim.legalaid.forward', '2023-12-30T10:00:00+08:00', [chain])).toContainEqual(expect.stringContaining('is involved (by a day before it): provisional'));
    expect(lines(shipped, 'crim.legalaid.forward', '2023-12-30T10:00:00+08:00')).toContainEqual(expect.stringContaining('is involved (the end falls in 2023): provisional'));
  });
});

describe('a deadline of hours', () => {
  it('goes into its record with both instants, and one of days with none', () => {
    const record = (rule: string, start: string): unknown => { const deadline = shipped.ask(rule, start); return JSON.parse(JSON.stringify(deadline.ok && deadline.value)); };
    expect(record('crim.custody.interrogate', '2025-03-03T10:20:00+08:00')).toMatchObject({ due: '2025-03-04', dueAt: '2025-03-04T03:00:00.000Z', exactAt: '2025-03-04T02:20:00.000Z', endsAt: '2025-03-04T03:00:00.000Z' });
    expect(record('crim.prosecution.review', '2025-04-03')).not.toHaveProperty('dueAt');
  });
});

describe('a rule in words', () => {
  it('says how often it may be extended: once, several times, or nothing where the text gives no number', () => {
    const sentence = (id: string): string => describeRule(small.rule(id)).en;
    expect(sentence('a.once')).toBe('7 days; may be extended by 2 days if complex, once; a rest day does not move the end.');
    expect(sentence('a.twice')).toBe('7 days; may be extended by 2 days if complex, 2 times at most; a rest day does not move the end.');
    expect(sentence('a.often')).toBe('7 days; may be extended by 2 days if complex; a rest day does not move the end.');
  });
});

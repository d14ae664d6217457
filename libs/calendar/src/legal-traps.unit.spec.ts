// The traps of deadline law, one test each, over the shipped rules and calendar.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { ShippedBook } from './shipped-book.model.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const book = new ShippedBook(read('deadline-rules/national.yaml'), read('calendars/china.yaml'));
const due = book.due.bind(book);
const REVIEW = 'crim.prosecution.review';
const held = { event: 'custody', in_custody: true } as const;

describe('traps of deadline law', () => {
  it('1: a criminal month end is sticky, a civil one is not', () => {
    expect([due(REVIEW, '2025-02-28'), due('civil.court-objection.reply', '2025-02-28')]).toEqual(['2025-03-31', '2025-03-28']);
  });

  it('2: custody on the nominal last day decides, and it can change in the middle', () => {
    expect(due(REVIEW, '2025-04-03')).toBe('2025-05-06');
    expect(due(REVIEW, '2025-04-03', [held])).toBe('2025-05-03');
    expect(due(REVIEW, '2025-04-03', [held, { event: 'custody', in_custody: false, at: '2025-04-20' }])).toBe('2025-05-06');
    expect(due(REVIEW, '2025-04-03', [{ event: 'custody', in_custody: false }, { event: 'custody', in_custody: true, at: '2025-05-03' }])).toBe('2025-05-03');
    expect(due(REVIEW, '2025-04-03', [{ event: 'custody', in_custody: true, at: '2025-05-04' }])).toBe('2025-05-06');
  });

  it('2: a restart does not clear custody', () => {
    expect(due(REVIEW, '2025-03-01', [held, { event: 'jurisdiction_changed', received_at: '2025-04-03' }])).toBe('2025-05-03');
  });

  it('3: a make-up weekend is a working day, and the new year eve counts by year', () => {
    expect(due('crim.arrest.reconsider', '2026-02-07')).toBe('2026-02-14');
    expect(due('crim.arrest.reconsider', '2024-02-05')).toBe('2024-02-18');
    expect(due('crim.arrest.reconsider', '2024-02-02')).toBe('2024-02-09');
    expect(due('crim.arrest.reconsider', '2025-01-21')).toBe('2025-02-05');
  });

  it('4: the fifteen days are added to the nominal end, not to the day rolled to', () => {
    expect(due(REVIEW, '2025-04-03', [{ event: 'extension', by: 'P15D' }])).toBe('2025-05-19');
  });

  it('5: return, own investigation, appraisal and probation are four different operators', () => {
    const start = '2025-03-03';
    expect(due(REVIEW, start, [{ event: 'returned', round: 1, at: '2025-03-20' }, { event: 'retransferred', at: '2025-04-15' }])).toBe('2025-05-15');
    expect(due(REVIEW, start, [{ event: 'exclude', kind: 'supplementary-self', from: '2025-03-05', to: '2025-03-25' }])).toBe('2025-04-03');
    expect(due(REVIEW, start, [{ event: 'exclude', kind: 'psychiatric-appraisal', from: '2025-03-10', to: '2025-03-20' }])).toBe('2025-04-14');
    expect(due(REVIEW, start, [{ event: 'suspend', kind: 'conditional-nonprosecution', from: '2025-03-10', to: '2025-09-10' }])).toBe('2025-10-09');
    expect(book.ask(REVIEW, start, [{ event: 'suspend', kind: 'conditional-nonprosecution', from: '2025-03-10', to: '2025-09-10' }])).toMatchObject({ value: { nominal: '2025-10-04' } });
  });

  it('5: a hearing, a joint meeting, a committee session or instructions stop no clock', () => {
    const interval = { from: '2025-03-05', to: '2025-03-25' };
    const kinds = ['hearing', '检察官联席会议', 'committee', 'Request for instructions', '管辖争议'];
    expect(kinds.map((kind) => due(REVIEW, '2025-03-03', [{ event: 'suspend', kind, ...interval }]))).toEqual(kinds.map(() => '2025-04-03'));
  });

  it('6: the time to choose the measure in a supervisory case lies outside the review month', () => {
    expect(due('crim.supervisory.detention.decide', '2025-03-03', [{ event: 'extension', by: 'P4D' }])).toBe('2025-03-17');
    expect(due(REVIEW, '2025-03-03', [{ event: 'exclude', kind: 'measure-decision', from: '2025-03-03', to: '2025-03-17' }])).toBe('2025-04-17');
  });

  it('7: a joined later case restarts the clock with a new right of extension', () => {
    const joined = { event: 'joined_later_case', received_at: '2025-03-25' } as const;
    const extension = { event: 'extension', by: 'P15D' } as const;
    expect(due(REVIEW, '2025-03-03', [extension, joined])).toBe('2025-04-25');
    expect(due(REVIEW, '2025-03-03', [extension, joined, extension])).toBe('2025-05-12');
  });

  it('8: the fast track falling back keeps the original start', () => {
    const change = { event: 'track_change', to: 'ordinary', at: '2025-03-12' } as const;
    expect(due(REVIEW, '2025-03-03', [change])).toBe('2025-04-03');
    expect(due(REVIEW, '2025-03-03', [{ event: 'extension', to: 'P15D' }, change, { event: 'extension', by: 'P15D' }])).toBe('2025-04-18');
  });

  it('8: the clock of the fast track is over once the case is on the ordinary one', () => {
    const deadline = book.ask(`${REVIEW}.expedited`, '2025-03-03', [{ event: 'track_change', to: REVIEW, at: '2025-03-10' }]);
    expect(deadline).toMatchObject({ value: { due: '2025-03-13', ended: true } });
  });

  it('9: compelled appearance counts from the minute, interrogation from the next full hour', () => {
    expect(due('crim.summons.duration', '2025-03-03T10:20:00+08:00')).toBe('2025-03-03T14:20:00.000Z');
    expect(due('crim.custody.interrogate', '2025-03-03T10:20:00+08:00')).toBe('2025-03-04T03:00:00.000Z');
    expect(due('crim.custody.interrogate', '2025-03-03T10:00:00+08:00')).toBe('2025-03-04T03:00:00.000Z');
    expect(book.ask('crim.custody.interrogate', '2025-03-03T10:20:00+08:00')).toMatchObject({ value: { exactAt: '2025-03-04T02:20:00.000Z', endsAt: '2025-03-04T03:00:00.000Z', due: '2025-03-04' } });
  });

  it('10: the civil two years and the administrative six months are fixed', () => {
    expect([due('civil.apply', '2024-02-29'), due('admin.apply', '2025-08-31')]).toEqual(['2026-02-28', '2026-02-28']);
    const codes = ['civil.apply', 'admin.apply'].flatMap((rule) => [
      due(rule, '2025-03-03', [{ event: 'extension', by: 'P1M' }], { trust: 'stated' }),
      due(rule, '2025-03-03', [{ event: 'suspend', kind: 'illness', from: '2025-03-05', to: '2025-03-09' }], { trust: 'stated' }),
      due(rule, '2025-03-03', [{ event: 'jurisdiction_changed', received_at: '2025-03-05' }], { trust: 'stated' }),
      due(rule, '2025-03-03', [{ event: 'returned', at: '2025-03-05' }], { trust: 'stated' }),
    ]);
    const refusals = ['DEADLINE.EXTENSION_NOT_ALLOWED', 'DEADLINE.EXCLUSION_NOT_ALLOWED', 'DEADLINE.RESTART_NOT_ALLOWED', 'DEADLINE.EVENT_NOT_APPLICABLE'];
    expect(codes).toEqual([...refusals, ...refusals]);
  });

  it('11: administrative review may be extended without a fixed length, civil review never', () => {
    expect(due('admin.review', '2025-03-03', [{ event: 'extension', by: 'P2M' }, { event: 'extension', by: 'P10D' }])).toBe('2025-08-13');
    expect(due('civil.review', '2025-03-03', [{ event: 'extension', by: 'P1M' }])).toBe('DEADLINE.EXTENSION_NOT_ALLOWED');
  });

  it('12: a rolled-over end of the agency period moves the start of the review', () => {
    expect(due('pil.admin.reply', '2025-08-05')).toBe('2025-10-09');
    expect(due('pil.admin.review', '2025-08-05', [{ event: 'precedes', rule: 'pil.admin.reply' }])).toBe('2025-11-10');
    expect(due('pil.civil.review', '2025-09-02', [{ event: 'precedes', rule: 'pil.civil.notice' }])).toBe('2026-01-09');
  });

  it('13: a protest period rolls over although the accused is held', () => {
    expect(due('crim.protest.judgment', '2025-04-21', [held])).toBe('2025-05-06');
  });

  it('14: clocks of outside organs run, and the procuratorate cannot extend them', () => {
    const rules = ['crim.filing.reasons', 'crim.filing.execute', 'pil.admin.reply', 'civil.court.retrial-on-protest', 'civil.court.answer-retrial-suggestion'];
    expect(rules.map((rule) => due(rule, '2025-03-03'))).toEqual(['2025-03-10', '2025-03-18', '2025-05-06', '2025-04-02', '2025-06-03']);
    expect(rules.map((rule) => due(rule, '2025-03-03', [{ event: 'extension', by: 'P1D' }]))).toEqual(rules.map(() => 'DEADLINE.EXTENSION_NOT_ALLOWED'));
  });

  it('15: a due date past the last notice is provisional, whatever moves it', () => {
    const provisional = (rule: string, start: string) => {
      const deadline = book.ask(rule, start);
      return deadline.ok && deadline.value.provisional;
    };
    expect([provisional(REVIEW, '2026-11-30'), provisional(REVIEW, '2026-12-01'), provisional('crim.bail.max', '2026-01-01')]).toEqual([false, true, true]);
    expect([provisional('crim.custody.interrogate', '2026-12-30T10:00:00+08:00'), provisional('crim.custody.interrogate', '2026-12-31T10:00:00+08:00')]).toEqual([false, true]);
    expect(provisional('committee.papers', '2027-01-03')).toBe(false);
  });

  it('15: a clock that starts from a provisional end is provisional itself', () => {
    expect(book.ask('committee.papers', '2026-12-02', [{ event: 'precedes', rule: 'committee.reconsider' }])).toMatchObject({ value: { due: '2027-01-01', provisional: true } });
    expect(book.ask('committee.papers', '2026-12-01', [{ event: 'precedes', rule: 'committee.reconsider' }])).toMatchObject({ value: { due: '2026-12-29', provisional: true } });
  });

  it('15: so is a clock of hours that starts from one', () => {
    const chain = { event: 'precedes', rule: 'crim.custody.interrogate' } as const;
    expect(book.ask('crim.legalaid.forward', '2023-12-30T10:00:00+08:00', [chain])).toMatchObject({ value: { dueAt: '2024-01-01T04:00:00.000Z', provisional: true } });
  });

  it('16: where the law sets no length no date is invented', () => {
    const rules = ['crim.supplementary.self', 'crim.protest.upper-check', 'crim.complaint.judgment', 'quality.review', 'crim.correction.reply', 'casemgmt.expiry.prompt', 'crim.conditional.probation', 'crim.custodyreview.forward'];
    expect(rules.map((rule) => due(rule, '2025-03-03'))).toEqual(rules.map(() => 'DEADLINE.NO_STATUTORY_LENGTH'));
  });
});

// Clocks of a case: started, moved, kept, stopped and ended; warnings; custody. How a period is counted is the calendar's matter.
import { addMs, expectOk, lawDateOf, type Instant, type JsonObject } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, path, pathDocument, releaseOf, run, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileRelease } from '../index.js';
import type { CasePathDocument } from '../definition/case-path.js';
import type { ClockEffect } from '../definition/common.js';
import { applyClockEffects, applyCustodyChange, heldOf } from './clocks.js';
import { dueWarnings, expireClock, warnClock } from './system-acts.js';

const world = worldOf(staff.counter, T0);
const effects = (list: readonly ClockEffect[], payload: JsonObject = {}, clocks = {}, on = path) => applyClockEffects(clocks, list, on, world, payload, { custody: 'none', day: '2026-03-01' });
const refusalOf = (result: ReturnType<typeof effects>) => (result.ok ? 'ok' : result.refusal.code);
const later = (at: Instant | undefined): Instant => at ?? T0;
const underReview = caseUnderReview();
const endsAt = later(underReview.clocks['review']?.endsAt);

describe('starting', () => {
  it('takes the day of the act, of a field or of a fact, and counts runs', () => {
    expect(expectOk(effects([{ start: 'review' }]), 'start')['review']).toMatchObject({ run: 1, start: lawDateOf(T0), phase: 'running', rule: 'crim.prosecution.review' });
    expect(expectOk(effects([{ start: 'review', at: 'payload.on' }], { on: '2026-02-27' }), 'start')['review']).toMatchObject({ start: '2026-02-27' });
    expect(expectOk(effects([{ start: 'review', at: 'fact.day' }, { start: 'review', at: 'now' }]), 'start')['review']).toMatchObject({ run: 2, start: lawDateOf(T0) });
  });

  it('refuses a day to come and a day that is missing or none', () => {
    expect(refusalOf(effects([{ start: 'review', at: 'payload.on' }], { on: '2026-03-03' }))).toBe('CLOCK.START_IN_FUTURE');
    expect(refusalOf(effects([{ start: 'review', at: 'payload.on' }]))).toBe('CLOCK.NO_DATE');
    expect(refusalOf(effects([{ start: 'review', at: 'fact.none' }]))).toBe('CLOCK.NO_DATE');
    expect(refusalOf(effects([{ start: 'review', at: 'some day' }]))).toBe('CLOCK.NO_DATE');
  });

  it('takes events with it, and refuses one without a date', () => {
    expect(expectOk(effects([{ start: 'review', events: [{ event: 'exclude', kind: 'psychiatric-appraisal', from: 'now', to: 'now' }] }]), 'start')['review']?.events[0]).toMatchObject({ event: 'exclude', from: lawDateOf(T0) });
    expect(refusalOf(effects([{ start: 'review', events: [{ event: 'exclude', from: 'payload.x' }] }]))).toBe('CLOCK.NO_DATE');
    expect(refusalOf(effects([{ start: 'review', events: [{ event: 'extension', by: 'no period' }] }]))).not.toBe('ok');
  });

  it('tells the clock whether the person is held, where the path has custody', () => {
    expect(expectOk(effects([{ start: 'review' }]), 'start')['review']?.events).toEqual([{ event: 'custody', in_custody: false }]);
    const { custody: _custody, ...free } = pathDocument;
    const compiled = expectOk(compileRelease(releaseOf(free)), 'no custody');
    expect(expectOk(effects([{ start: 'review' }], {}, {}, compiled), 'start')['review']?.events).toEqual([]);
  });

  it('counts hours from the moment of the act', () => {
    const hours: CasePathDocument = { ...pathDocument, clocks: { ...pathDocument.clocks, summons: { rule: 'crim.summons.ordinary', label: { zh: '传唤', en: 'summons' }, owner: 'handler' } } };
    const rule = [...path.ruleSet.rules.values()].find((candidate) => candidate.calendar === 'hours' && !candidate.backward);
    const compiled = expectOk(compileRelease(releaseOf({ ...hours, clocks: { ...hours.clocks, summons: { rule: rule?.id ?? '', label: { zh: '传唤', en: 'summons' }, owner: 'handler' } } })), 'hours');
    expect(expectOk(effects([{ start: 'summons' }], {}, {}, compiled), 'start')['summons']).toMatchObject({ start: T0 });
  });

  it('gives a rule without a statutory length no end', () => {
    const open = [...path.ruleSet.rules.values()].filter((rule) => !rule.backward && rule.calendar !== 'hours').map((rule) => rule.id);
    const found = open.map((rule) => expectOk(compileRelease(releaseOf({ ...pathDocument, clocks: { ...pathDocument.clocks, open: { rule, label: { zh: '无期限', en: 'open' }, owner: 'handler' } } })), rule))
      .map((compiled) => effects([{ start: 'open' }], {}, {}, compiled)).filter((result) => result.ok && result.value['open']?.due === undefined);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('moving and ending', () => {
  const running = expectOk(effects([{ start: 'review' }]), 'start');

  it('keeps or stops a clock that counts, and lets one that does not be', () => {
    expect(expectOk(effects([{ satisfy: 'review' }], {}, running), 'satisfy')['review']).toMatchObject({ phase: 'satisfied' });
    expect(expectOk(effects([{ stop: 'review', reason: '并案' }], {}, running), 'stop')['review']).toMatchObject({ phase: 'stopped' });
    expect(effects([{ satisfy: 'review' }, { stop: 'supplement', reason: '无' }])).toEqual({ ok: true, value: {} });
  });

  it('is kept on the day on which the duty was done, which may be known later, and not by what was done after the last day', () => {
    const long = expectOk(effects([{ start: 'review', at: 'payload.on' }], { on: '2026-01-05' }), 'start');
    const due = long['review']?.due as string;
    const kept = (on: string, clocks = long) => effects([{ satisfy: 'review', at: 'payload.on' }], { on }, clocks);
    expect(due < '2026-03-02').toBe(true);
    expect(expectOk(kept(due), 'last day')['review']).toMatchObject({ phase: 'satisfied', due });
    expect(expectOk(kept('2026-03-01'), 'too late')['review']).toEqual(long['review']);
    expect(expectOk(kept(due, { review: { ...long['review'], phase: 'overdue' } as never }), 'noted as overdue')['review']).toMatchObject({ phase: 'satisfied' });
    expect(expectOk(kept('2026-03-01', { review: { ...long['review'], paused: true } as never }), 'its end is open')['review']).toMatchObject({ phase: 'satisfied' });
    expect([refusalOf(kept('2026-03-03')), refusalOf(kept('soon'))]).toEqual(['CLOCK.EVENT_IN_FUTURE', 'CLOCK.NO_DATE']);
    expect(kept(due, {})).toEqual({ ok: true, value: {} });
  });

  it('moves only a clock that was started and still counts', () => {
    const extension: ClockEffect = { event: 'review', add: { event: 'extension', by: 'P15D' } };
    expect(refusalOf(effects([extension]))).toBe('CLOCK.NOT_RUNNING');
    const kept = expectOk(effects([{ satisfy: 'review' }], {}, running), 'satisfy');
    expect(refusalOf(effects([extension], {}, kept))).toBe('CLOCK.NOT_RUNNING');
    expect(later(expectOk(effects([extension], {}, running), 'extend')['review']?.endsAt) > later(running['review']?.endsAt)).toBe(true);
    expect(refusalOf(effects([{ event: 'review', add: { event: 'exclude', from: 'payload.gone' } }], {}, running))).toBe('CLOCK.NO_DATE');
    expect(refusalOf(effects([extension, extension], {}, running))).toMatch(/^DEADLINE\./);
  });

  it('is not moved by what has not happened yet', () => {
    const on = (field: string, date: string) => refusalOf(effects([{ event: 'review', add: { event: 'exclude', kind: 'psychiatric-appraisal', from: '2026-03-02', to: '2026-03-02', [field]: date } }], {}, running));
    expect([on('from', '2026-03-03'), on('to', '2026-03-03'), on('at', '2026-03-03'), on('received_at', '2026-03-03')]).toEqual(Array(4).fill('CLOCK.EVENT_IN_FUTURE'));
    expect(on('to', '2026-03-02')).toBe('ok');
  });

  it('stands still while an activity without an end goes on, and ends later once it is over', () => {
    const since = expectOk(effects([{ start: 'review', at: 'payload.on' }], { on: '2026-02-02' }), 'start');
    const appraisal = (more: object): ClockEffect => ({ event: 'review', add: { event: 'exclude', kind: 'psychiatric-appraisal', from: '2026-02-10', ...more } });
    const still = expectOk(effects([appraisal({})], {}, since), 'pause')['review'];
    expect(still).toMatchObject({ phase: 'running', paused: true });
    expect(still).not.toHaveProperty('endsAt');
    const over = expectOk(effects([appraisal({ to: '2026-02-19' })], {}, since), 'over')['review'];
    expect(over).not.toHaveProperty('paused');
    expect(later(over?.endsAt) > later(since['review']?.endsAt)).toBe(true);
  });

  it('counts on when an activity noted without an end is noted with it, and only that one', () => {
    const since = expectOk(effects([{ start: 'review', at: 'payload.on' }], { on: '2026-02-02' }), 'start');
    const from = (day: string, more: object = {}): ClockEffect => ({ event: 'review', add: { event: 'exclude', kind: 'psychiatric-appraisal', from: day, ...more } });
    const still = expectOk(effects([from('2026-02-10')], {}, since), 'pause');
    const closed = expectOk(effects([from('2026-02-10', { to: '2026-02-19' })], {}, still), 'closed')['review'];
    expect(closed).not.toHaveProperty('paused');
    expect(closed?.due).toBe(expectOk(effects([from('2026-02-10', { to: '2026-02-19' })], {}, since), 'at once')['review']?.due);
    const two = expectOk(effects([from('2026-02-12')], {}, still), 'two');
    expect(effects([from('2026-02-10', { to: '2026-02-19' })], {}, two)).toMatchObject({ value: { review: { paused: true } } });
  });

  it('is stopped by a return and begun anew by the re-transfer', () => {
    const returned = run(underReview, staff.handler, 'sendBack');
    expect(returned.clocks).toMatchObject({ review: { phase: 'stopped' }, supplement: { phase: 'running' } });
    const back = run(returned, staff.counter, 'comeBack', {}, { at: '2026-03-20T01:00:00.000Z' });
    expect(back.clocks).toMatchObject({ review: { phase: 'running' }, supplement: { phase: 'satisfied' } });
    expect(later(back.clocks['review']?.endsAt) > endsAt).toBe(true);
  });

  it('refuses the act whose clock effect cannot be', () => {
    const late = { ...underReview, clocks: {} };
    expect(codeOf(attempt(late, staff.handler, 'sendBack'))).toBe('CLOCK.NOT_RUNNING');
  });
});

describe('custody', () => {
  it('tells every counting clock that the person is held, from that day on', () => {
    const held = run(underReview, staff.handler, 'detain');
    expect(held.clocks['review']?.events).toContainEqual({ event: 'custody', in_custody: true, at: lawDateOf(T0) });
    expect(run(held, staff.handler, 'bail').clocks['review']?.events).toContainEqual({ event: 'custody', in_custody: false, at: lawDateOf(T0) });
    expect(heldOf(path, {})).toBe(false);
  });

  it('leaves clocks alone that do not count, and paths without custody', () => {
    const [before, after] = [{ custody: 'none' }, { custody: 'detained' }];
    const kept = { review: { ...(underReview.clocks['review'] as never as object), phase: 'satisfied' } } as never;
    expect(applyCustodyChange(kept, before, after, path, world)).toEqual({ ok: true, value: kept });
    expect(applyCustodyChange(underReview.clocks, before, before, path, world)).toEqual({ ok: true, value: underReview.clocks });
    const { custody: _custody, ...free } = pathDocument;
    const compiled = expectOk(compileRelease(releaseOf(free)), 'no custody');
    expect(heldOf(compiled, after)).toBeNull();
    expect(applyCustodyChange(underReview.clocks, before, after, compiled, world)).toEqual({ ok: true, value: underReview.clocks });
  });

  it('refuses when a clock cannot be counted any more', () => {
    const broken = { review: { ...underReview.clocks['review'], events: [{ event: 'extension', by: 'nothing' }] } } as never;
    expect(applyCustodyChange(broken, { custody: 'none' }, { custody: 'detained' }, path, world).ok).toBe(false);
  });
});

describe('what the clock does by itself', () => {
  it('notes an end once, with the facts that follow from it, and decides nothing', () => {
    const returned = run(underReview, staff.handler, 'sendBack');
    const at = later(returned.clocks['supplement']?.endsAt);
    const ended = expireClock(path, returned, 'supplement', at);
    expect(ended).toMatchObject({ entry: { kind: 'deadline', act: 'clock.supplement.end', actor: null }, record: null, snapshot: { facts: { silent: true }, states: returned.states, clocks: { supplement: { phase: 'overdue' } } } });
    expect(expireClock(path, ended?.snapshot ?? returned, 'supplement', at)).toBeNull();
  });

  it('notes the end of what began after the case had ended', () => {
    const after = { ...underReview, status: 'ended' as const, ending: 'closed' };
    expect(expireClock(path, after, 'review', endsAt)).toMatchObject({ snapshot: { status: 'ended', clocks: { review: { phase: 'overdue' } } } });
    expect(warnClock(path, after, 'review', addMs(endsAt, -1))).toMatchObject({ entry: { kind: 'warning' } });
  });

  it('notes nothing too early, for no clock or a kept clock', () => {
    expect(expireClock(path, underReview, 'review', T0)).toBeNull();
    expect(expireClock(path, underReview, 'supplement', endsAt)).toBeNull();
    expect(expireClock(path, { ...underReview, clocks: expectOk(effects([{ satisfy: 'review' }], {}, underReview.clocks), 'kept') }, 'review', endsAt)).toBeNull();
    const { endsAt: _endsAt, ...paused } = underReview.clocks['review'] as NonNullable<(typeof underReview.clocks)[string]>;
    expect(expireClock(path, { ...underReview, clocks: { review: paused } }, 'review', endsAt)).toBeNull();
    expect(dueWarnings(path, 'review', paused)).toEqual([]);
  });

  it('notes the end of a clock that the definition does not know, without facts that follow', () => {
    const strange = { ...underReview, clocks: { strange: underReview.clocks['review'] as never } };
    expect(expireClock(path, strange, 'strange', endsAt)).toMatchObject({
      snapshot: { facts: underReview.facts, clocks: { strange: { phase: 'overdue' } } }, entry: { act: 'clock.strange.end', payload: { input: { custody: false } } },
    });
  });

  it('keeps the old facts when those that follow are out of range, and says so', () => {
    const strange = { ...underReview, clocks: { supplement: { ...underReview.clocks['review'] } } } as never as typeof underReview;
    const odd = expectOk(compileRelease(releaseOf({ ...pathDocument, clocks: { ...pathDocument.clocks, supplement: { ...pathDocument.clocks['supplement'] as never as object, onExpiry: { set: { returns: '9' }, note: { zh: '超限', en: 'beyond' } } } as never } })), 'odd');
    expect(expireClock(odd, strange, 'supplement', endsAt)).toMatchObject({
      snapshot: { facts: underReview.facts, clocks: { supplement: { phase: 'overdue' } } }, entry: { payload: { input: { factsRefused: { code: 'FACTS.OUT_OF_RANGE', params: { fact: 'returns' } } } } },
    });
  });

  it('warns once for every lead time, at the beginning of a day', () => {
    const warnings = dueWarnings(path, 'review', underReview.clocks['review'] as never);
    expect(warnings.map((warning) => warning.days)).toEqual([5, 2]);
    const first = later(warnings[0]?.at);
    expect(warnCodes(first)).toEqual([5]);
    const warned = warnClock(path, underReview, 'review', first)?.snapshot ?? underReview;
    expect(warnClock(path, warned, 'review', first)).toBeNull();
    expect(warnClock(path, warned, 'review', later(warnings[1]?.at))?.entry).toMatchObject({ kind: 'warning', payload: { input: { days: [2], endsAt } } });
    expect(warnClock(path, underReview, 'review', T0)).toBeNull();
    expect(warnClock(path, underReview, 'supplement', first)).toBeNull();
    expect(warnCodes(later(warnings[1]?.at))).toEqual([5, 2]);
  });

  const warnCodes = (at: Instant) => warnClock(path, underReview, 'review', at)?.snapshot.clocks['review']?.warnedDays;

  it('gives a clock without lead times no warning', () => {
    const returned = run(underReview, staff.handler, 'sendBack');
    expect(warnClock(path, returned, 'supplement', later(returned.clocks['supplement']?.endsAt))).toBeNull();
  });
});

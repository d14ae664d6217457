// Values against their declarations: payloads of acts, facts of cases, and the patches that carry changes. One table each.
import { expectOk, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { FieldDeclaration } from '../definition/common.js';
import { attempt, caseUnderReview, codeOf, path, pathDocument, pathWith, releaseOf, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileExpression, compileRelease, openCase } from '../index.js';
import { readInput } from './act-input.js';
import { assign, initialFacts, unmetConditions } from './facts.js';
import { applyPatch, diff } from './patch.js';
import { checkPayload, problemOf } from './payload.js';

const label = { zh: '字段', en: 'field' };
const PERSON = '00000000-0000-4000-8000-000000000001';
const field = (more: Partial<FieldDeclaration>): FieldDeclaration => ({ type: 'text', label, ...more });

const VALUES: readonly (readonly [Partial<FieldDeclaration>, JsonValue, string | null])[] = [
  [{ type: 'boolean' }, true, null], [{ type: 'boolean' }, 'true', 'type'],
  [{ type: 'integer', min: 1, max: 3 }, 2, null], [{ type: 'integer', min: 1 }, 0, 'min'], [{ type: 'integer', max: 3 }, 4, 'max'], [{ type: 'integer' }, 1.5, 'type'], [{ type: 'integer' }, '1', 'type'], [{ type: 'integer' }, 2 ** 60, 'type'],
  [{ type: 'date' }, '2026-02-28', null], [{ type: 'date' }, '2026-02-29', 'date'], [{ type: 'date' }, 5, 'date'],
  [{ type: 'person' }, PERSON, null], [{ type: 'person' }, 'somebody', 'person'],
  [{ type: 'people' }, [PERSON], null], [{ type: 'people' }, ['somebody'], 'person'], [{ type: 'people' }, PERSON, 'person'], [{ type: 'people' }, [PERSON, PERSON], 'person'],
  [{ type: 'enum', values: ['a'] }, 'a', null], [{ type: 'enum', values: ['a'] }, 'b', 'value'], [{ type: 'enum' }, 'a', 'value'], [{ type: 'enum', values: ['a'] }, 1, 'value'],
  [{ type: 'list', values: ['a', 'b'] }, ['a', 'b'], null], [{ type: 'list', values: ['a'] }, ['c'], 'value'], [{ type: 'list' }, ['any'], null], [{ type: 'list' }, 'any', 'type'], [{ type: 'list' }, ['a', 'a'], 'value'], [{ type: 'list' }, [1], 'value'],
  [{ type: 'list' }, Array.from({ length: 201 }, (_, index) => `m${index}`), 'length'], [{ type: 'list' }, ['x'.repeat(201)], 'value'],
  [{}, '正文', null], [{}, 5, 'type'], [{ length: 3 }, '四个字符', 'length'], [{}, 'x'.repeat(2001), 'length'], [{}, 'a\u0000b', 'value'], [{}, 'a\ud800', 'value'], [{ required: true }, '  ', 'required'], [{}, '  ', null],
];

describe('a value', () => {
  it.each(VALUES)('fits %j: %j → %p', (declaration, value, problem) => {
    expect(problemOf(value, field(declaration))).toBe(problem);
  });

  it('as a fact needs no length', () => {
    expect(problemOf('x'.repeat(2001), { type: 'text', label })).toBe('length');
  });
});

describe('a payload', () => {
  const fields = { name: field({ required: true }), day: field({ type: 'date' }) };

  it('tells all its problems at once', () => {
    expect(checkPayload({ day: 'x', more: 1 }, fields)).toMatchObject({ ok: false, refusal: { code: 'PAYLOAD.INVALID', params: { problems: ['more: unknown', 'name: required', 'day: date'] } } });
    expect(checkPayload({ name: null }, fields).ok).toBe(false);
  });

  it('loses its empty fields', () => {
    expect(checkPayload({ name: '甲', day: null }, fields)).toEqual({ ok: true, value: { name: '甲' } });
  });

  it('names the fields that are sealed, and takes the fields of the option that was chosen', () => {
    const act = path.acts.get('outcome.propose') as never;
    expect(readInput(path, act, { option: 'minor', opinion: '拟' })).toEqual({ ok: true, value: { payload: { option: 'minor', opinion: '拟' }, sealed: ['opinion'], facts: {} } });
    expect(readInput(path, act, { option: 5 }).ok).toBe(false);
  });
});

describe('facts', () => {
  const open = (facts: JsonObject) => openCase(path, { caseId: 'c' as never, office: 'o' as never }, facts, { act: 'receive', payload: { on: '2026-03-02' } }, worldOf(staff.counter, T0));

  it('begin as declared, overlaid by what is given', () => {
    expect(initialFacts(pathDocument, { complexity: 'major_case' })).toMatchObject({ ok: true, value: { complexity: 'major_case', returns: 0 } });
    const required = { ...pathDocument, facts: { must: { type: 'boolean', label, required: true }, free: { type: 'text', label } } } as never;
    expect(initialFacts(required, {})).toMatchObject({ ok: false, refusal: { code: 'FACTS.INVALID', params: { problems: ['must: required'] } } });
    expect(initialFacts(required, { must: true })).toEqual({ ok: true, value: { must: true } });
    expect(open({ nonsense: 1, returns: 7 })).toMatchObject({ ok: false, refusal: { code: 'FACTS.INVALID', params: { problems: ['nonsense: unknown', 'returns: max'] } } });
  });

  it('open a case only by an act that creates cases, with a sound payload and the right role', () => {
    const attemptOpen = (act: string, payload: JsonObject, who = staff.counter) => openCase(path, { caseId: 'c' as never, office: who.posts[0]?.office as never }, {}, { act, payload }, worldOf(who, T0));
    const code = (result: ReturnType<typeof attemptOpen>) => (result.ok ? 'ok' : result.refusal.code);
    expect([code(attemptOpen('note', {})), code(attemptOpen('nothing', {})), code(attemptOpen('receive', {})), code(attemptOpen('receive', { on: '2026-03-02' }, staff.handler)), code(attemptOpen('receive', { on: '2026-03-09' })), code(attemptOpen('receive', { on: '2026-03-02' }))])
      .toEqual(['ACT.UNKNOWN', 'ACT.UNKNOWN', 'PAYLOAD.INVALID', 'AUTHORITY.NOT_YOUR_ROLE', 'CLOCK.START_IN_FUTURE', 'ok']);
    expect(codeOf(attempt(caseUnderReview(), staff.counter, 'receive', { on: '2026-03-02' }))).toBe('ACT.UNKNOWN');
  });

  it('open a case only under the conditions of the act that creates it, and what cannot be evaluated opens nothing', () => {
    const attemptOpen = (condition: string) => openCase(
      pathWith({ 'acts/receive': { ...pathDocument.acts['receive'], when: [{ if: condition, else: label, source: '规则第1条' }] } }),
      { caseId: 'c' as never, office: staff.counter.posts[0]?.office as never }, { returns: 1 }, { act: 'receive', payload: { on: '2026-03-02' } }, worldOf(staff.counter, T0),
    );
    expect(attemptOpen('returns = 1').ok).toBe(true);
    expect(attemptOpen('payload.on = date("2026-03-02")').ok).toBe(false);
    expect(attemptOpen('returns = 0')).toMatchObject({ ok: false, refusal: { code: 'ACT.CONDITION_NOT_MET', params: { act: 'receive', unmet: ['returns = 0'] }, source: '规则第1条' } });
  });

  it('open a case only where the conditions of the act hold and its power is held', () => {
    const opening = (more: object, facts: JsonObject = {}) => {
      const receive = { ...pathDocument.acts['receive'], ...more } as never;
      const compiled = expectOk(compileRelease(releaseOf({ ...pathDocument, acts: { ...pathDocument.acts, receive } })), 'path');
      const result = openCase(compiled, { caseId: 'c' as never, office: staff.counter.posts[0]?.office as never }, facts, { act: 'receive', payload: { on: '2026-03-02' } }, worldOf(staff.counter, T0));
      return result.ok ? 'ok' : result.refusal.code;
    };
    const when = [{ if: 'complexity = "major_case" and payload.on != null', else: label }];
    expect([opening({ when }), opening({ when }, { complexity: 'major_case' }), opening({ matter: 'general.recusal.staff' })]).toEqual(['ACT.CONDITION_NOT_MET', 'ok', 'AUTHORITY.REFUSED']);
  });

  const assignment = (fact: string, text: string) => ({ fact, expression: (compileExpression(text) as unknown as { value: never }).value });
  it('are set together from the facts before, removed by null, and kept inside their declaration', () => {
    const facts = { returns: 1, silent: false };
    expect(assign(pathDocument, facts, [assignment('returns', 'returns + 1'), assignment('silent', 'returns = 1')], {})).toEqual({ ok: true, value: { returns: 2, silent: true } });
    expect(assign(pathDocument, facts, [assignment('silent', 'null')], {})).toEqual({ ok: true, value: { returns: 1 } });
    expect(assign(pathDocument, facts, [assignment('returns', 'returns + 5')], {})).toMatchObject({ ok: false, refusal: { code: 'FACTS.OUT_OF_RANGE', params: { fact: 'returns', reason: 'max' } } });
    expect(assign(pathDocument, facts, [assignment('nowhere', '1')], {})).toMatchObject({ ok: false, refusal: { params: { reason: 'unknown' } } });
    expect(assign(pathDocument, facts, [assignment('returns', 'nofunction(1)')], {})).toMatchObject({ ok: false, refusal: { code: 'RULE.NOT_EVALUABLE' } });
  });

  it('do not fulfil a condition that cannot be evaluated', () => {
    const condition = (text: string) => ({ expression: assignment('x', text).expression, else: label, source: null });
    expect(unmetConditions([condition('true'), condition('1'), condition('nofunction(1)')], {})).toHaveLength(2);
  });
});

describe('a patch', () => {
  it('holds what changed, removes by null, replaces lists whole, and is empty when nothing changed', () => {
    const before = { a: 1, b: { c: 1, d: 2 }, e: [1, 2], f: 'x' };
    const after = { a: 1, b: { c: 1, d: 3 }, e: [1], g: { h: 1 } };
    const patch = diff(before, after);
    expect(patch).toEqual({ b: { d: 3 }, e: [1], f: null, g: { h: 1 } });
    expect(applyPatch(before, patch)).toEqual(after);
    expect(diff(before, structuredClone(before))).toEqual({});
    expect(applyPatch({ a: 1 }, { a: { b: 2 } })).toEqual({ a: { b: 2 } });
  });
});

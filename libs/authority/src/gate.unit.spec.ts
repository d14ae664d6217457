// Goal: nothing fails open, and the answers have their promised shape. Method: single queries on the model list.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expectOk, type LocalDate } from '@quanze/kernel';
import { answer } from './answer.js';
import { compilePowerList } from './compile.js';
import { judge, mayPropose, whoMayDecide } from './judge.js';
import { parsePowerList } from './parse-power-list.js';
import type { AuthorityQuery } from './query.js';
import { selectList } from './select-list.js';

const model = expectOk(parsePowerList(parse(readFileSync(new URL('../../../workflows/power-lists/model.yaml', import.meta.url), 'utf8'))), 'model list');
const compiled = compilePowerList(model);
const ordinary: AuthorityQuery = { actor: { role: 'procurator' }, action: 'criminal.arrest.approve', case: {} };

function codeOf(change: Record<string, unknown>): string {
  const { verdict, reasons } = judge(compiled, { ...ordinary, ...change } as AuthorityQuery);
  return `${verdict} ${reasons[0]?.code ?? ''}`;
}

describe('what cannot be evaluated', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown role', { actor: { role: 'judge' } }, 'refuse AUTHORITY.UNKNOWN_ROLE'],
    ['a role named like a built-in of the language', { actor: { role: 'constructor' } }, 'refuse AUTHORITY.UNKNOWN_ROLE'],
    ['an unknown power', { action: 'criminal.arrest' }, 'refuse AUTHORITY.UNKNOWN_POWER'],
    ['a power named like a built-in of the language', { action: '__proto__' }, 'refuse AUTHORITY.UNKNOWN_POWER'],
    ['an undeclared fact', { case: { complexty: 'major_case' } }, 'refuse AUTHORITY.UNKNOWN_FACT'],
    ['a fact of the actor among the facts of the case', { case: { 'actor.recused': 'no' } }, 'refuse AUTHORITY.UNKNOWN_FACT'],
    ['an undeclared fact of the actor', { actor: { role: 'procurator', is_hander: true } }, 'refuse AUTHORITY.UNKNOWN_FACT'],
    ['an undeclared value', { case: { complexity: 'huge' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['an undeclared value that this power does not read', { case: { judgment: 'maybe' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a number as text', { case: { day: '9' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['half a day', { case: { day: 1.5 } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a negative number', { case: { day: -2 } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a number below its range', { case: { members: 0 } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a flag that is text', { actor: { role: 'procurator', recused: 'no' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a handler flag that is text', { actor: { role: 'procurator', is_handler: 'yes' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a portfolio that is text', { actor: { role: 'deputy_chief', portfolio: 'all' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['an unknown capacity', { actor: { role: 'procurator', capacity: 'owner' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['a capacity that is no text', { actor: { role: 'procurator', capacity: 7 } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['an unknown delegation', { actor: { role: 'deputy_chief', delegation: 'soon' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['two names of one fact that contradict', { case: { origin: 'police', from_body: 'supervisory' } }, 'refuse AUTHORITY.UNKNOWN_FACT_VALUE'],
    ['another list than the one asked', { list: 'shaanxi' }, 'refuse AUTHORITY.LIST_MISMATCH'],
  ])('refuses %s', (_, change, expected) => expect(codeOf(change)).toBe(expected));

  test.each<[string, Record<string, unknown>]>([
    ['two names of one fact that agree', { case: { origin: 'police', from_body: 'police' } }],
    ['a fact that is null', { case: { complexity: null } }],
    ['a strange value of a fact that this power does not read and that is checked only when read', { case: { npc_permission: 'missing', stage: 'somewhere' } }],
    ['the list by id', { list: 'model' }],
    ['the list by id and version', { list: 'model@2026-11-23' }],
    ['no facts', { case: undefined }],
  ])('does not stumble over %s', (_, change) => expect(codeOf(change)).toBe('permit AUTHORITY.WITHIN_AUTHORITY'));

  test('reads whether the power is listed in the place of the list as well', () => {
    expect(judge(compiled, { ...ordinary, list: 'not_listed' }).of).toEqual(['chief']);
  });
});

describe('a verdict', () => {
  test('says in whose right a deputy acts', () => {
    const verdict = judge(compiled, { actor: { role: 'deputy_chief', delegation: 'in_force' }, action: 'criminal.nonpros.statutory' });
    expect(verdict).toMatchObject({ verdict: 'permit', decidesAs: 'chief', delegation: true, level: 'chief', rule: 'R5.deputy-under-delegation' });
  });

  test('says that a head who handles the case acts as procurator, and a lead as lead', () => {
    expect(judge(compiled, { ...ordinary, actor: { role: 'dept_head', is_handler: true } })).toMatchObject({ decidesAs: 'procurator', delegation: false });
    expect(judge(compiled, { ...ordinary, actor: { role: 'lead' } }).decidesAs).toBe('lead');
  });

  test('names the facts, the source and both languages when a check stops the act', () => {
    const { rule, reasons } = judge(compiled, { actor: { role: 'procurator' }, action: 'criminal.prosecute.supplement', case: { returns_so_far: 2 } });
    expect(rule).toBe('R3a.returns_used_up');
    expect(reasons).toEqual([{
      code: 'AUTHORITY.COUNT_USED_UP', params: { power: 'criminal.prosecute.supplement', returns_so_far: 2 }, source: '刑事诉讼法 175; 人民检察院刑事诉讼规则 346',
      text: { zh: '退回补充侦查以二次为限', en: 'A case may be returned twice at most.' },
    }]);
  });

  test('gives one reason per missing consent', () => {
    const { reasons } = judge(compiled, { actor: { role: 'procurator' }, action: 'criminal.nonpros.special', case: { origin: 'supervisory' } });
    expect(reasons.map(({ code, params }) => [code, params.body ?? params.decider])).toEqual([
      ['AUTHORITY.DECISION_RESERVED', 'chief'], ['AUTHORITY.CONSENT_MISSING', 'superior'], ['AUTHORITY.CONSENT_MISSING', 'spp'],
    ]);
  });

  test('puts a bar of the person before a block of the case', () => {
    const { rule } = judge(compiled, { actor: { role: 'procurator', recused: true }, action: 'criminal.prosecute.supplement', case: { returns_so_far: 2 } });
    expect(rule).toBe('R1.recused');
  });
});

describe('the capacity that an actor claims', () => {
  const capacityAs = (role: string, capacity: string): string => codeOf({ actor: { role, capacity }, action: 'criminal.nonpros.statutory' });

  test('may be the own role, which claims nothing special, and not that of somebody else', () => {
    expect(capacityAs('chief', 'chief')).toBe('permit AUTHORITY.WITHIN_AUTHORITY');
    expect(capacityAs('chief', 'deputy_chief')).toBe('refuse AUTHORITY.UNKNOWN_FACT_VALUE');
    expect(capacityAs('chief', 'adviser')).toBe('refuse AUTHORITY.CAPACITY_DOES_NOT_DECIDE');
  });
});

describe('asking backwards', () => {
  test('names who decides a power in a case, in order', () => {
    expect(whoMayDecide(compiled, 'criminal.arrest.approve', {})).toEqual({ ok: true, value: ['procurator'] });
    expect(whoMayDecide(compiled, 'criminal.retroactive', {})).toEqual({ ok: true, value: ['committee', 'spp'] });
    expect(whoMayDecide(compiled, 'mgmt.flow.notice', {})).toEqual({ ok: true, value: ['case_mgmt'] });
  });

  test('refuses unknown powers and facts', () => {
    expect(whoMayDecide(compiled, 'x', {})).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.UNKNOWN_POWER' } });
    expect(whoMayDecide(compiled, 'criminal.retroactive', { x: 1 })).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.UNKNOWN_FACT' } });
  });

  test('says who may put a matter forward', () => {
    expect(mayPropose(compiled, { role: 'procurator' }, 'criminal.nonpros.statutory', {})).toBe(true);
    expect(mayPropose(compiled, { role: 'dept_head' }, 'criminal.nonpros.statutory', {})).toBe(false);
    expect(mayPropose(compiled, { role: 'procurator' }, 'general.committee.escalate', {})).toBe(false);
  });
});

describe('the answer of the command line', () => {
  test('has `of` only when approval is needed', () => {
    expect(answer(compiled, { id: 'q1', ...ordinary })).toMatchObject({ id: 'q1', result: 'allow', rule: 'R5.own-authority', listVersion: 'model@2026-11-23' });
    expect(Object.keys(answer(compiled, { id: 'q1', ...ordinary }))).not.toContain('of');
    expect(answer(compiled, { id: 2, actor: { role: 'procurator' }, action: 'criminal.nonpros.statutory' })).toMatchObject({ id: 2, result: 'needs-approval-of', of: ['chief'] });
  });

  test.each<[unknown, unknown]>([
    [null, null], ['text', null], [{ id: 'a' }, 'a'], [{ id: 'a', actor: {}, action: 'x' }, 'a'], [{ id: 'a', actor: { role: 'chief' } }, 'a'],
    [{ id: 'a', actor: { role: 'chief' }, action: 'x', case: [] }, 'a'], [{ id: 'a', actor: { role: 'chief' }, action: 'x', list: 1 }, 'a'],
  ])('gives an error for the malformed item %j', (item, id) => {
    expect(answer(compiled, item)).toMatchObject({ id, error: { code: 'AUTHORITY.MALFORMED_QUERY' } });
  });
});

describe('the list in force', () => {
  const day = (text: string): LocalDate => text as LocalDate;
  const older = { ...model, id: 'older', effectiveFrom: day('2017-03-01') };
  const shaanxi = { ...model, id: 'shaanxi', province: 'shaanxi', effectiveFrom: day('2025-06-01'), levels: ['basic', 'city'] as const };
  const ask = (at: string, province: string | null, level: 'basic' | 'provincial' = 'basic') => selectList([model, older, shaanxi], { at: day(at), province, level });

  test('is the latest that has begun', () => {
    expect(ask('2024-07-03', null)).toMatchObject({ value: { id: 'older' } });
    expect(ask('2024-07-04', null)).toMatchObject({ value: { id: 'model' } });
  });

  test('is the province\'s own before the general one, where it covers the level', () => {
    expect(ask('2025-06-01', 'shaanxi')).toMatchObject({ value: { id: 'shaanxi' } });
    expect(ask('2025-05-31', 'shaanxi')).toMatchObject({ value: { id: 'model' } });
    expect(ask('2025-06-01', 'shaanxi', 'provincial')).toMatchObject({ value: { id: 'model' } });
    expect(ask('2025-06-01', 'gansu')).toMatchObject({ value: { id: 'model' } });
  });

  test('is refused when there is none or two begin on one day', () => {
    expect(ask('2016-01-01', null)).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.NO_LIST_IN_FORCE' } });
    const twins = selectList([model, { ...model, id: 'twin' }], { at: day('2025-01-01'), province: null, level: 'basic' });
    expect(twins).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.LISTS_CONFLICT', params: { lists: ['model', 'twin'] } } });
  });
});

// Roles that a path declares, states that admit only some, facts that only some may see or give, and acts that create a case elsewhere.
import { expectOk, type CaseId, type JsonObject } from '@quanze/kernel';
import { attempt, codeOf, OFFICE, outcomeOf, pathDocument, pathWith, person, staff, worldOf } from '../fixtures.contract.js';
import { explainActs, fold, hiddenFacts, openCase, permittedActs, replaySteps, standingsOf, type CaseSnapshot, type CompiledPath, type PersonFacts } from '../index.js';

const l = (zh: string) => ({ zh, en: zh });
const judge = person('judge');
const registrar = person('registrar');
const both = person('judge', 'registrar');
const stage = (pathDocument.states['stage'] as unknown as { readonly states: JsonObject }).states;

const own = pathWith({
  roles: { judge: { label: l('法官') }, registrar: { label: l('登记员') } },
  'facts/amount': { type: 'integer', label: l('金额'), access: { CRD: ['registrar'], RU: ['judge'] } },
  'facts/sealed': { type: 'text', label: l('密'), access: { R: ['judge'] } },
  'states/stage/states/reviewing': { ...(stage['reviewing'] as JsonObject), actors: ['judge', 'registrar', 'handler'] },
  'states/stage/states/returned': { ...(stage['returned'] as JsonObject), actors: ['judge'] },
  'acts/receive': { label: l('受理'), from: ['new'], by: ['registrar'], writes: '*' },
  'acts/admit': { label: l('从退回开始'), from: ['new'], to: [{ to: 'stage.returned', if: 'amount > 100' }, { to: 'stage.reviewing' }], by: ['registrar'], writes: ['amount'] },
  'acts/fill': { label: l('填写'), from: ['*'], by: ['judge', 'registrar', 'clerk'], writes: '*' },
  'acts/move': { label: l('移转'), from: ['stage.reviewing'], to: [{ to: 'stage.returned', if: 'amount > 100' }, { to: 'stage.reviewing', if: 'amount <= 100' }], by: ['judge', 'registrar'], writes: ['amount'] },
  'acts/back': { label: l('恢复'), from: ['stage.returned'], to: 'stage.reviewing', by: ['judge', 'registrar'] },
  'acts/power': { label: l('用权'), from: ['*'], by: ['judge'], matter: 'criminal.prosecute.supplement' },
});

function open(act = 'receive', facts: JsonObject = {}, payload: JsonObject = {}, on: CompiledPath = own) {
  return openCase(on, { caseId: 'cccccccc-0000-4000-8000-0000000000f1' as CaseId, office: OFFICE, department: 'd1' }, facts, { act, payload }, worldOf(registrar));
}

const opened = (act?: string, facts?: JsonObject, payload?: JsonObject): CaseSnapshot => expectOk(open(act, facts, payload), 'open').snapshot;
const tried = (snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload: JsonObject = {}, as?: string) => attempt(snapshot, actor, act, payload, { on: own, ...(as === undefined ? {} : { as }) });
const done = (snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload: JsonObject = {}) => outcomeOf(snapshot, actor, act, payload, { on: own });

test('an own role acts where it is named, and its entry says so', () => {
  const { entry } = done(opened(), judge, 'fill');
  expect(entry.actor).toMatchObject({ person: judge.person, role: 'judge', capacity: 'handle' });
  expect(codeOf(tried(opened(), staff.chief, 'fill'))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  expect(codeOf(tried(opened(), person('clerc'), 'fill'))).toBe('AUTHORITY.NOT_YOUR_ROLE');
});

test('an own role never uses a power of the list, and a post with the word of a tie to the case is none', () => {
  expect(codeOf(tried(opened(), judge, 'power'))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  expect(standingsOf(opened(), worldOf(person('handler', 'superior_official', 'team_member', 'judge'))).map(({ role, authority }) => [role, authority])).toEqual([['judge', null]]);
});

test('a state admits only its actors, and the refusal and the explanation name them', () => {
  const returned = done(opened('receive', { amount: 5 }), judge, 'move', { amount: 500 }).snapshot;
  expect(returned.states).toContain('stage.returned');
  const refusal = tried(returned, registrar, 'back');
  expect(refusal.ok ? null : refusal.refusal).toMatchObject({ code: 'AUTHORITY.STATE_CLOSED_TO_ROLE', params: { role: 'registrar', state: 'stage.returned', needs: ['judge'] } });
  const answer = explainActs(own, returned, worldOf(registrar)).find(({ act }) => act === 'back');
  expect(answer?.blockers.map(({ code }) => code)).toEqual(['AUTHORITY.STATE_CLOSED_TO_ROLE']);
  expect(codeOf(tried(returned, judge, 'back'))).toBe('ok');
  // An act of every state needs a role that each active state admits.
  expect([codeOf(tried(returned, registrar, 'fill')), codeOf(tried(returned, both, 'fill'))]).toEqual(['AUTHORITY.STATE_CLOSED_TO_ROLE', 'ok']);
});

test('whoever creates a case needs no right on its states', () => {
  const shut = pathWith({ roles: { registrar: { label: l('登记员') } }, actors: [], 'acts/receive': { label: l('受理'), from: ['new'], by: ['registrar'] } });
  const { snapshot } = expectOk(open('receive', {}, {}, shut), 'open');
  expect(codeOf(attempt(snapshot, staff.counter, 'note', { text: 'x' }, { on: shut }))).toBe('AUTHORITY.STATE_CLOSED_TO_ROLE');
});

test('an act may create a case elsewhere than where cases begin, by what is given with it, and other regions begin as ever', () => {
  expect(opened('admit', {}, { amount: 50 }).states).toEqual(opened().states);
  const elsewhere = expectOk(open('admit', {}, { amount: 500 }), 'open');
  expect(elsewhere.snapshot.states).toEqual(['stage.returned', 'extension.idle']);
  const next = done(elsewhere.snapshot, judge, 'back');
  const entries = [elsewhere, next].map(({ entry, snapshot }, index) => ({ ...entry, seq: index + 1, version: snapshot.version }));
  expect(expectOk(fold(entries as never), 'fold').states).toEqual(next.snapshot.states);
  expect(expectOk(replaySteps(own, entries as never), 'replay')).toBe(1);
  expect(codeOf(tried(elsewhere.snapshot, registrar, 'admit', { amount: 500 }))).toBe('ACT.UNKNOWN');
});

test('a fact is given by C, changed by U and taken away by D, in the role in which the person acts', () => {
  const blank = opened();
  expect(codeOf(tried(blank, judge, 'fill', { amount: 5 }))).toBe('FACTS.NOT_YOURS');
  const given = done(blank, registrar, 'fill', { amount: 5 }).snapshot;
  expect(given.facts['amount']).toBe(5);
  const refusal = tried(given, registrar, 'fill', { amount: 5 });
  expect(refusal.ok ? null : refusal.refusal).toMatchObject({ code: 'FACTS.NOT_YOURS', params: { role: 'registrar', facts: ['amount'] } });
  expect(done(given, judge, 'fill', { amount: 9 }).snapshot.facts['amount']).toBe(9);
  expect(codeOf(tried(given, judge, 'fill', { amount: null }))).toBe('FACTS.NOT_YOURS');
  expect(done(given, registrar, 'fill', { amount: null }).snapshot.facts).not.toHaveProperty('amount');
  // Of several roles the one that has the right is taken; who names another is held to it.
  expect(done(given, both, 'fill', { amount: 7 }).entry.actor?.role).toBe('judge');
  expect(codeOf(tried(given, both, 'fill', { amount: 7 }, 'registrar'))).toBe('FACTS.NOT_YOURS');
});

test('facts are checked like any field, only those the act takes, also when a case is opened', () => {
  expect(codeOf(tried(opened(), registrar, 'fill', { amount: 'five' }))).toBe('PAYLOAD.INVALID');
  expect(codeOf(tried(opened('receive', { amount: 5 }), judge, 'move', { silent: true }))).toBe('PAYLOAD.INVALID');
  expect([open('receive', { sealed: 'x' }), open('receive', {}, { sealed: 'x' })].map((result) => (result.ok ? 'ok' : result.refusal.code))).toEqual(['FACTS.NOT_YOURS', 'FACTS.NOT_YOURS']);
  expect(codeOf(tried(opened(), registrar, 'move', { amount: 5 }))).toBe('ok');
});

test('a person does not see what none of the own roles may see', () => {
  const hidden = (facts: PersonFacts) => [...hiddenFacts(own, standingsOf(opened(), worldOf(facts)))];
  expect([hidden(judge), hidden(registrar), hidden(both), hidden(staff.chief)]).toEqual([[], ['sealed'], [], ['amount', 'sealed']]);
});

test('the matrix is the product of acts, roles and states, without what creates', () => {
  const rows = new Map([...permittedActs(own)].map(({ state, acts }) => [state, Object.fromEntries(acts.map(({ act, roles }) => [act.id, roles]))]));
  expect(rows.get('stage.returned')).toEqual({ back: ['judge'], fill: ['judge'], power: ['judge'] });
  expect(rows.get('stage.reviewing')).toMatchObject({ fill: ['judge', 'registrar'], move: ['judge', 'registrar'], classify: ['handler'] });
  expect(rows.get('extension.idle')).toMatchObject({ fill: ['judge', 'registrar', 'clerk'], note: ['handler', 'case_mgmt'] });
  expect(rows.get('stage.closed')).toEqual({ note: ['handler', 'case_mgmt'] });
  expect(Object.keys(rows.get('stage.prosecuted') ?? {})).not.toContain('receive');
});

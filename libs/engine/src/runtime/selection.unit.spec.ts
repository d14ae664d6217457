// Selecting a handler: who may, what is recorded, and what an assignment must name afterwards. What is not here: drawing itself.
import { ok, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, path, pathWith, run, staff, withDelegation, worldOf } from '../fixtures.contract.js';
import { applyPatch } from './patch.js';
import { refuseUnselected } from './selected.js';
import { caseBarsOf, mayAssign, recordChoice, recordDraw, type Drawn } from './selection.js';
import type { CaseSnapshot } from './snapshot.js';
import type { Outcome } from './outcome.js';
import type { PersonFacts } from './world.js';

const handled = caseUnderReview();
const snapshot: CaseSnapshot = { ...handled, team: [] };
const OTHER = staff.other.person;
const drawOf = (chosen: PersonId): Result<Drawn> => ok({ chosen, number: 7, proof: { format: 'proof' } });
const draw = (on: CaseSnapshot, actor: PersonFacts, payload: JsonObject = {}, chosen: Result<Drawn> = drawOf(OTHER), expectedVersion = on.version) => recordDraw(path, on, { payload, expectedVersion }, worldOf(actor), 9, () => chosen);
const choose = (on: CaseSnapshot, actor: PersonFacts, person: PersonId, reasons = '专长') => recordChoice(path, on, { payload: { person, reasons }, expectedVersion: on.version }, worldOf(actor), 9);
const outcomeOf = (result: Result<Outcome>): Outcome => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const after = (result: Result<Outcome>): CaseSnapshot => outcomeOf(result).snapshot;

describe('a draw', () => {
  it('is an entry of its own kind with its proof; the patch it carries gives the state after it', () => {
    const outcome = outcomeOf(draw(snapshot, staff.counter));
    expect(outcome.entry).toMatchObject({ kind: 'draw', act: 'assignment.draw', actor: { person: staff.counter.person, role: 'case_mgmt' }, from: [], to: [], sealed: [], payload: { input: {}, draw: { format: 'proof' } } });
    expect(outcome.snapshot).toEqual({ ...snapshot, version: snapshot.version + 1, draws: [{ kind: 'draw', round: 1, chosen: OTHER, by: staff.counter.person, at: worldOf(staff.counter).at, seq: 9, number: 7 }] });
    expect(applyPatch(snapshot as unknown as JsonObject, outcome.entry.payload['patch'] as JsonObject)).toEqual(outcome.snapshot);
  });

  it('counts rounds over choices in between, and seals the reasons of a redraw', () => {
    const once = after(draw(snapshot, staff.counter));
    const chosen = after(choose(once, staff.chief, staff.handler.person));
    const again = outcomeOf(draw(chosen, staff.counter, { reasons: '回避' }));
    expect(again.snapshot.draws?.map(({ kind, round }) => [kind, round])).toEqual([['draw', 1], ['choice', 1], ['draw', 2]]);
    expect(again.entry).toMatchObject({ sealed: ['reasons'], payload: { input: { reasons: '回避' } } });
  });

  it('asks for the lot last of all', () => {
    const asked: string[] = [];
    const lot = () => (asked.push('lot'), drawOf(OTHER));
    const world = worldOf(staff.counter);
    expect([
      codeOf(recordDraw(path, snapshot, { payload: {}, expectedVersion: 99 }, world, 9, lot)),
      codeOf(recordDraw(path, { ...snapshot, status: 'ended' }, { payload: {} }, world, 9, lot)),
      codeOf(recordDraw(path, snapshot, { payload: { note: 'x' } }, world, 9, lot)),
      codeOf(recordDraw(path, after(draw(snapshot, staff.counter)), { payload: { reasons: '  ' } }, world, 9, lot)),
      codeOf(recordDraw(path, snapshot, { payload: {} }, worldOf(staff.head), 9, lot)),
      codeOf(recordDraw(path, snapshot, { payload: {} }, worldOf(staff.superior), 9, lot)),
    ]).toEqual(['CASE.VERSION_CONFLICT', 'CASE.ENDED', 'PAYLOAD.INVALID', 'ASSIGNMENT.REASONS_REQUIRED', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(asked).toEqual([]);
  });

  it('is refused as the lot is refused, and where no act would give the case to anybody', () => {
    expect(codeOf(draw(snapshot, staff.counter, {}, refused('ASSIGNMENT.NO_COMMITMENT')))).toBe('ASSIGNMENT.NO_COMMITMENT');
    const nowhere = pathWith({ 'acts/assign/from': ['stage.closed'], 'acts/replace/from': ['stage.closed'] });
    const blocked = pathWith({ 'acts/assign/when': [{ if: 'mustRelease', else: { zh: '否', en: 'no' } }], 'acts/replace/when': [{ if: 'mustRelease', else: { zh: '否', en: 'no' } }] });
    for (const on of [nowhere, blocked]) expect(codeOf(recordDraw(on, snapshot, { payload: {} }, worldOf(staff.counter), 9, () => drawOf(OTHER)))).toBe('CASE.STATE_FORBIDS_ACT');
  });

  it('tells whoever is barred so, before anything else about the person', () => {
    const barred = { ...snapshot, bars: [{ person: staff.counter.person, reason: 'was-investigator' }] };
    expect(codeOf(draw(barred, staff.counter))).toBe('PARTICIPATION.BARRED');
  });

  it('while somebody handles the case, prepares a change of handler only', () => {
    const byChief = pathWith({ 'acts/replace/by': ['chief'], 'acts/replace/matter': 'general.case.assign' });
    const may = (actor: PersonFacts, on: CaseSnapshot) => mayAssign(byChief, on, {}, worldOf(actor));
    expect([may(staff.counter, snapshot).ok, may(staff.counter, handled).ok, may(staff.chief, handled).ok]).toEqual([true, false, true]);
  });
});

describe('an assignment', () => {
  const drawn = after(draw(snapshot, staff.counter));

  it('names the person who was drawn', () => {
    expect(codeOf(attempt(drawn, staff.counter, 'assign', { person: staff.handler.person }))).toBe('TEAM.NOT_DRAWN');
    expect(codeOf(attempt(drawn, staff.counter, 'assign', { person: staff.assistant.person }))).toBe('TEAM.NOT_QUALIFIED');
    expect(run(drawn, staff.counter, 'assign', { person: OTHER }).team.at(-1)?.person).toBe(OTHER);
  });

  it('and a reassignment too, until a redraw or a choice of the chief', () => {
    const assigned = run(drawn, staff.counter, 'assign', { person: OTHER });
    expect(codeOf(attempt(assigned, staff.counter, 'replace', { person: staff.handler.person }))).toBe('TEAM.NOT_DRAWN');
    const chosen = after(choose(assigned, staff.chief, staff.handler.person));
    expect(run(chosen, staff.counter, 'replace', { person: staff.handler.person }).team.at(-1)?.person).toBe(staff.handler.person);
  });

  it('is free before anybody was selected, where the office does not bind itself', () => {
    expect(refuseUnselected(snapshot, OTHER, {})).toBeNull();
    expect(run(snapshot, staff.counter, 'assign', { person: OTHER }).team).toHaveLength(1);
  });

  it('follows the rules of an office that binds itself, while nobody is selected', () => {
    const demand = (assignment: NonNullable<Parameters<typeof refuseUnselected>[2]['assignment']>, on = snapshot): string => refuseUnselected(on, OTHER, { assignment })?.code ?? 'ok';
    expect([
      demand({ demands: 'draw', rule: 'r' }), demand({ demands: 'proposal', rule: 'r', person: staff.handler.person }), demand({ demands: 'proposal', rule: 'r', person: null }),
      demand({ demands: 'proposal', rule: 'r', person: OTHER }), demand({ demands: 'draw', rule: 'r' }, drawn),
    ]).toEqual(['TEAM.DRAW_REQUIRED', 'TEAM.AGAINST_RULE', 'TEAM.AGAINST_RULE', 'ok', 'ok']);
  });
});

describe('a choice', () => {
  it('is the chief’s, or a deputy’s under a delegation, and has reasons', () => {
    expect([staff.counter, staff.head, staff.deputy, staff.chief, withDelegation(staff.deputy)].map((actor) => codeOf(choose(snapshot, actor, OTHER)))).toEqual([
      'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', expect.stringMatching(/^AUTHORITY\.RE/), 'ok', 'ok',
    ]);
    expect(codeOf(choose(snapshot, staff.chief, OTHER, ' '))).toBe('PAYLOAD.INVALID');
    expect(outcomeOf(choose(snapshot, staff.chief, OTHER)).entry).toMatchObject({ kind: 'act', act: 'assignment.choose', sealed: ['reasons'], payload: { input: { person: OTHER } } });
  });

  it('falls on nobody whom the law keeps from the case', () => {
    const recused = run(run(handled, staff.counter, 'recuse', { person: OTHER }), staff.chief, 'orderRecusal', { person: OTHER, granted: true });
    expect([choose(handled, staff.chief, staff.assistant.person), choose(handled, staff.chief, staff.handler.person), choose(recused, staff.chief, OTHER), choose(handled, staff.chief, handled.caseId as never)].map(codeOf)).toEqual([
      'TEAM.NOT_QUALIFIED', 'TEAM.ALREADY_MEMBER', 'TEAM.BARRED', 'PERSON.UNKNOWN',
    ]);
  });
});

describe('what keeps a person from a case', () => {
  const barsOf = (on: CaseSnapshot, facts: PersonFacts, of = path): readonly string[] => caseBarsOf(of, on, facts, worldOf(staff.counter));

  it('is told by its kind', () => {
    const asked = run(handled, staff.counter, 'recuse', { person: OTHER });
    expect([barsOf(handled, staff.other), barsOf(handled, staff.handler), barsOf(handled, staff.assistant), barsOf(asked, staff.other)]).toEqual([[], ['current-handler'], ['no-procurator-post'], ['recusal-pending']]);
    const decided = (granted: boolean) => barsOf(run(asked, staff.chief, 'orderRecusal', { person: OTHER, granted }), staff.other);
    expect([decided(true), decided(false)]).toEqual([['recused'], []]);
    expect(['was-investigator', 'other'].map((reason) => barsOf({ ...handled, bars: [{ person: OTHER, reason }] }, staff.other))).toEqual([['investigator'], ['barred']]);
  });

  it('is having carried the case until the decision that somebody else has to look at now', () => {
    const reviewed = { rule: { from: 'stage.outcome', source: '规则 290' } };
    const asking = pathWith({ 'states/extension/states/asking/differentHandler': reviewed.rule });
    const alone = { ...handled, team: handled.team.map((member) => ({ ...member, until: member.from })) };
    expect(barsOf(alone, staff.handler, asking)).toEqual(['former-handler']);
    expect(barsOf({ ...alone, carriedBy: { 'stage.outcome': [OTHER] } }, staff.handler, asking)).toEqual([]);
    expect(barsOf({ ...alone, carriedBy: { 'stage.outcome': [OTHER] } }, staff.other, asking)).toEqual(['former-handler']);
    const closed = pathWith({ 'states/extension/states/asking/differentHandler': reviewed.rule, 'states/extension/states/asking/when': [{ if: 'mustRelease', else: { zh: '否', en: 'no' } }] });
    expect(barsOf(alone, staff.handler, closed)).toEqual([]);
  });
});

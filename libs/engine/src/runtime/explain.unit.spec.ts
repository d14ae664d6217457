// What somebody may do, why not, and who may; the tasks that follow; and the journal folded and replayed.
import { attempt, caseUnderReview, outcomeOf, path, pathWith, run, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { explainActs, fold, isPossible, replaySteps, standingsOf, tasksOf, teamAt, type CaseSnapshot, type FoldableEntry, type PersonFacts } from '../index.js';
import { fieldsOfKind } from '../flow/rules.js';
import { explainAct } from './explain.js';
import { authorityFacts } from './gate.js';
import { delegationFor, qualifies } from './standing.js';

const snapshot = caseUnderReview();
const drafted = run(snapshot, staff.handler, 'outcome.propose', { option: 'minor' });
const atChief = run(run(drafted, staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' });
const explain = (on: CaseSnapshot, who: PersonFacts, act: string) => explainAct(path, on, worldOf(who), path.acts.get(act) as never);

describe('an answer', () => {
  it('agrees with what happens when the act is tried', () => {
    for (const who of [staff.handler, staff.chief, staff.counter, staff.admin]) {
      for (const answer of explainActs(path, snapshot, worldOf(who))) {
        if (Object.keys(answer.fields).length > 0) continue;
        expect({ act: answer.act, allowed: answer.allowed }).toEqual({ act: answer.act, allowed: attempt(snapshot, who, answer.act).ok });
      }
    }
  });

  it('shows acts of other states only when asked, each with its states', () => {
    const inState = explainActs(path, snapshot, worldOf(staff.handler)).map((answer) => answer.act);
    const all = explainActs(path, snapshot, worldOf(staff.handler), 'all');
    expect(inState).not.toContain('close');
    expect(all.length).toBe([...path.acts.values()].filter((act) => !act.creates).length);
    expect(all.find((answer) => answer.act === 'close')).toMatchObject({ inState: false, allowed: false, fields: {}, blockers: [{ code: 'CASE.STATE_FORBIDS_ACT' }] });
  });

  it('tells unmet conditions, and does not judge those that read the payload', () => {
    const twice = { ...snapshot, facts: { ...snapshot.facts, returns: 2 } };
    expect(explain(twice, staff.handler, 'sendBack').blockers.map((b) => b.code)).toContain('ACT.CONDITION_NOT_MET');
    expect(explain(snapshot, staff.admin, 'bail').blockers).toEqual([expect.objectContaining({ code: 'AUTHORITY.NOT_YOUR_ROLE' })]);
  });

  it('names for every option who decides it', () => {
    const proposal = explain(snapshot, staff.handler, 'outcome.propose');
    expect(proposal).toMatchObject({ allowed: true, options: [{ option: 'prosecute', allowed: true }, { option: 'minor', allowed: true }, { option: 'statutory', allowed: true }] });
    expect(explain(atChief, staff.deputy, 'outcome.override')).toMatchObject({ allowed: false, bodies: ['chief'] });
    expect(explain(drafted, staff.handler, 'outcome.decide')).toMatchObject({ allowed: false, bodies: ['chief'] });
    expect(explain({ ...snapshot, facts: { ...snapshot.facts, interrogated: false } }, staff.handler, 'outcome.propose').blockers).toEqual([expect.objectContaining({ code: 'DECISION.OPTION_NOT_OPEN' })]);
  });

  it('says of an ended case that it has ended, except for what stays possible', () => {
    const ended: CaseSnapshot = { ...snapshot, status: 'ended', ending: 'closed' };
    expect(explain(ended, staff.handler, 'bail').blockers).toEqual([{ code: 'CASE.ENDED', params: { ending: 'closed' } }]);
    expect(explain(ended, staff.handler, 'note').allowed).toBe(true);
    const { ending: _ending, ...unnamed } = ended;
    expect(explain(unnamed, staff.handler, 'bail').blockers[0]?.params).toEqual({ ending: '' });
    expect(attempt(unnamed, staff.handler, 'bail')).toMatchObject({ ok: false, refusal: { params: { ending: '' } } });
  });
});

describe('standing', () => {
  it('is what a person is to the case, strongest tie first', () => {
    expect(standingsOf(snapshot, worldOf({ ...staff.chief, person: staff.handler.person })).map((s) => `${s.role}/${s.authority}`)).toEqual(['handler/procurator', 'handler/chief', 'chief/chief', 'committee_member/null']);
    expect(standingsOf(snapshot, worldOf(staff.superior)).map((s) => s.role)).toEqual(['superior_official']);
    expect(standingsOf(snapshot, worldOf(staff.assistant))).toEqual([]);
    expect(standingsOf(snapshot, worldOf(staff.admin)).map((s) => s.authority)).toEqual([null]);
  });

  it('of a team member needs the post as well', () => {
    const at = { from: T0 };
    const team = [{ person: staff.assistant.person, role: 'assistant', ...at }, { person: staff.other.person, role: 'team_member', ...at }, { person: staff.admin.person, role: 'handler', ...at }, { person: staff.counter.person, role: 'clerk', ...at }] as const;
    const joined = { ...snapshot, team: [...team] };
    const roles = (who: PersonFacts) => standingsOf(joined, worldOf(who)).map((s) => s.role);
    expect([roles(staff.assistant), roles(staff.other), roles(staff.admin), roles(staff.counter)]).toEqual([['assistant'], ['team_member', 'procurator'], ['admin'], ['case_mgmt']]);
    expect(standingsOf({ ...snapshot, team: [{ person: staff.other.person, role: 'lead', ...at }] }, worldOf(staff.other))[0]).toMatchObject({ authority: 'lead', isHandler: true });
  });

  it('of a head who handles the case stays that of its handler', () => {
    const own = { ...snapshot, team: [{ person: staff.head.person, role: 'handler' as const, from: T0 }] };
    expect(standingsOf(own, worldOf(staff.head)).map((s) => [s.role, s.isHandler])).toEqual([['handler', true], ['dept_head', true]]);
    expect(standingsOf(snapshot, worldOf(staff.headElsewhere))).toEqual([]);
  });

  it('of a deputy takes the narrowest delegation that fits', () => {
    const both = { ...withDelegation(staff.deputy), delegations: [...withDelegation(staff.deputy).delegations, ...withDelegation(staff.deputy, ['criminal.nonpros.discretionary']).delegations] };
    expect(delegationFor(worldOf(both), snapshot, 'criminal.nonpros.discretionary')?.powers).toEqual(['criminal.nonpros.discretionary']);
    expect(delegationFor(worldOf(both), snapshot, 'another')?.powers).toEqual(['*']);
    const { department: _department, ...nowhere } = snapshot;
    const bound = { ...both, delegations: both.delegations.map((d) => ({ ...d, departments: ['d1'] })) };
    expect(delegationFor(worldOf(bound), nowhere, 'another')).toBeUndefined();
    expect(delegationFor(worldOf(bound), snapshot, 'another')).toBeDefined();
    expect(qualifies(staff.superior, snapshot.office, 'handler')).toBe(false);
  });

  it('is judged by plain facts in the words of the power list, and by no list of values', () => {
    expect(authorityFacts(path, { ...snapshot, facts: { origin: 'police', complexity: ['list'] } })).toEqual({ origin: 'police' });
  });
});

describe('the gate', () => {
  it('acts in the role that was asked for, and tells which role is missing', () => {
    expect(attempt(snapshot, staff.counter, 'note', { text: '记' }, { as: 'handler' })).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.NOT_YOUR_ROLE', params: { as: 'handler' } } });
    expect(outcomeOf(snapshot, staff.counter, 'note', { text: '记' }, { as: 'case_mgmt' }).entry.actor?.role).toBe('case_mgmt');
  });

  it('keeps out whoever has no post, is barred or recused, and whoever’s recusal is asked for', () => {
    const code = (on: CaseSnapshot, who: PersonFacts) => { const result = attempt(on, who, 'note', { text: '记' }); return result.ok ? 'ok' : result.refusal.code; };
    const person = staff.handler.person;
    expect(code(snapshot, { ...staff.handler, posts: [] })).toBe('AUTHORITY.NO_POST');
    expect(code({ ...snapshot, bars: [{ person, reason: 'x' }] }, staff.handler)).toBe('PARTICIPATION.BARRED');
    expect(code(run(snapshot, staff.counter, 'recuse', { person }), staff.handler)).toBe('RECUSAL.PENDING');
    expect(code({ ...snapshot, recusals: [{ person, state: 'ordered', requestedAt: T0 }] }, staff.handler)).toBe('RECUSAL.IN_FORCE');
    expect(code({ ...snapshot, recusals: [{ person, state: 'rejected', requestedAt: T0 }] }, staff.handler)).toBe('ok');
  });

  it('never lets a body without a natural person’s right decide', () => {
    const act = { ...(path.acts.get('close') as never as object), by: ['admin'], matter: 'criminal.prosecute.charge' } as never;
    expect(explainAct(path, { ...snapshot, states: ['stage.released', 'extension.idle'] }, worldOf(staff.admin), act).blockers).toEqual([expect.objectContaining({ code: 'AUTHORITY.NOT_YOUR_ROLE' })]);
  });
});

describe('tasks', () => {
  it('ask the handler by name, members one by one, then the chair, and nobody after the ending', () => {
    expect(tasksOf(path, snapshot, T0)).toEqual([expect.objectContaining({ key: 'stage.reviewing', verb: 'handle', person: staff.handler.person, dueAt: snapshot.clocks['review']?.endsAt })]);
    const present = [staff.chief.person, ...staff.members.map((m) => m.person)];
    const session = run(run(atChief, staff.chief, 'outcome.refer'), staff.chief, 'outcome.open-meeting', { present });
    expect(tasksOf(path, session, T0).map((task) => task.person)).toEqual(present);
    const voted = staff.members.reduce((on, member) => run(on, member, 'outcome.vote', { option: 'minor' }), session);
    expect(tasksOf(path, run(voted, staff.chief, 'outcome.vote', { option: 'minor' }), T0).map((task) => task.person)).toEqual([staff.chief.person]);
    expect(tasksOf(path, { ...snapshot, status: 'ended' }, T0)).toEqual([]);
    expect(tasksOf(path, { ...snapshot, team: [], clocks: {} }, T0)).toEqual([{ key: 'stage.reviewing', state: 'stage.reviewing', verb: 'handle', role: 'handler' }]);
    expect(tasksOf(path, atChief, T0)[0]).toMatchObject({ verb: 'decide', role: 'chief', dueAt: snapshot.clocks['review']?.endsAt });
    expect(tasksOf(path, { ...snapshot, states: ['nowhere'] }, T0)).toEqual([]);
  });

  it('are asked of nobody in a step whose flow names nobody', () => {
    const conference = run(drafted, staff.head, 'outcome.convene');
    expect(tasksOf(path, conference, T0)).toEqual([expect.objectContaining({ key: 'stage.outcome.conference', role: 'dept_head' })]);
    expect(tasksOf(pathWith({}, { 'steps/conference': { type: 'advise', label: { zh: '联席会议', en: 'conference' } } }), conference, T0)).toEqual([]);
  });

  it('see a team member only while in place', () => {
    const until = '2026-03-05T00:00:00.000Z' as typeof T0;
    const gone = { ...snapshot, team: snapshot.team.map((member) => ({ ...member, until })) };
    expect([teamAt(gone, T0).length, teamAt(gone, until).length]).toEqual([1, 0]);
  });
});

describe('the journal', () => {
  const opened = { seq: 1, kind: 'opened', act: 'receive', payload: { patch: snapshot as never } };
  const entryOf = (seq: number, from: CaseSnapshot, act: string, payload = {}): FoldableEntry => ({ ...outcomeOf(from, staff.handler, act, payload).entry, seq, act });
  const proposal = entryOf(2, snapshot, 'outcome.propose', { option: 'minor' });

  it('folds to the snapshot, without the refused', () => {
    const refused = { seq: 3, kind: 'refused', act: 'close', payload: {} };
    expect(fold([opened, proposal, refused])).toMatchObject({ ok: true, value: { states: drafted.states, version: snapshot.version + 1 } });
    expect(replaySteps(path, [opened, proposal, refused])).toEqual({ ok: true, value: 1 });
  });

  it('is refused when it is empty, has a gap or an entry without its change', () => {
    const code = (entries: readonly FoldableEntry[]) => { const result = fold(entries); return result.ok ? 'ok' : result.refusal.code; };
    expect([code([]), code([proposal]), code([opened, { ...proposal, seq: 3 }]), code([opened, { ...proposal, payload: {} }])]).toEqual(['JOURNAL.EMPTY', 'JOURNAL.GAP', 'JOURNAL.GAP', 'JOURNAL.NO_PATCH']);
  });

  it('replays only steps the definition has', () => {
    const moved = (act: string | null) => replaySteps(path, [opened, { ...proposal, act }]);
    expect([moved('outcome.decide'), moved('nothing'), moved(null)].map((result) => (result.ok ? 'ok' : result.refusal.code))).toEqual(Array(3).fill('JOURNAL.STEP_NOT_IN_DEFINITION'));
    expect(replaySteps(path, [opened, { ...proposal, payload: {} }, entryOf(3, snapshot, 'bail')])).toEqual({ ok: true, value: 0 });
  });
});

describe('the states', () => {
  it('allow an act when one of its states is active, and one of those beside it', () => {
    const act = (id: string) => path.acts.get(id) as never;
    expect([isPossible(path, snapshot, act('asking.propose')), isPossible(path, { ...snapshot, states: ['stage.returned', 'extension.idle'] }, act('asking.propose')), isPossible(path, { ...snapshot, states: ['gone'] }, act('bail'))]).toEqual([true, false, false]);
    expect(Object.keys(fieldsOfKind('issue', []))).toEqual([]);
  });
});

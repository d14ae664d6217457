// The witness of a gap, one rule at a time: four eyes, recusal, leave, quorum, another procurator, a session under way. That the
// answer is right everywhere is the property's affair.
import type { Instant, PersonId } from '@quanze/kernel';
import { caseUnderReview, OFFICE, path, pathWith, person, REASONS, run, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { staffing, type CaseSnapshot, type CompiledPath, type Office, type PersonFacts, type Staffing, type Surroundings } from '../index.js';

const second = staff.members[2] as PersonFacts;
// The member who is a head as well would review in the head's stead.
const everybody: readonly PersonFacts[] = Object.values(staff).flat().map((facts) => (facts === second ? { ...facts, posts: facts.posts.filter(({ role }) => role !== 'dept_head') } : facts));
const { actor: _actor, named: _named, ...around } = worldOf(staff.chief);
const snapshot = caseUnderReview();
const without = (...gone: readonly PersonFacts[]) => everybody.filter((facts) => !gone.includes(facts));
const away = (...gone: readonly PersonFacts[]) => new Map<PersonId, Instant | null>(gone.map(({ person: id }) => [id, '2026-04-01T00:00:00.000Z' as Instant]));
const office = (change: Partial<Omit<Office, 'around'>> & { around?: Partial<Surroundings> } = {}): Office => ({ people: change.people ?? everybody, absent: change.absent ?? new Map(), around: { ...around, ...change.around } });

function ask(on: CaseSnapshot, of: Office = office(), at: CompiledPath = path): Staffing {
  const answer = staffing(at, on, of);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
const optionOf = (answer: Staffing, decision: string, option: string) => answer.decisions.find((one) => one.decision.endsWith(decision))?.options.find((one) => one.option === option);
const stops = (on: CaseSnapshot, of: Office, option = 'minor', decision = 'outcome', at: CompiledPath = path) => {
  const found = optionOf(ask(on, of, at), decision, option);
  return { status: found?.status, step: found?.gap?.step, act: found?.gap?.act, why: found?.gap?.considered.map(({ person: id, refusal }) => [id, refusal.code]) };
};
const proposed = run(snapshot, staff.handler, 'outcome.propose', { option: 'minor' });
const atChief = run(run(proposed, staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' });

describe('an office with everybody', () => {
  it('staffs every decision, and shows by whom', () => {
    const answer = ask(snapshot);
    expect([answer.staffable, answer.handler, answer.decisions.map((one) => [one.decision, one.state])]).toEqual([true, staff.handler.person, [['stage.outcome', 'ahead'], ['extension.asking', 'ahead']]]);
    expect(optionOf(answer, 'outcome', 'prosecute')?.parts.map(({ act, people }) => [act, people])).toEqual([
      ['outcome.propose', [staff.handler.person]], ['outcome.decide', [staff.handler.person]], ['outcome.issue', [staff.handler.person]],
    ]);
    expect(optionOf(answer, 'outcome', 'minor')?.parts.map(({ step, capacity, people }) => [step, capacity, people])).toEqual([
      ['home', 'propose', [staff.handler.person]], ['drafted', 'handle', [staff.handler.person]], ['departmentReview', 'review', [staff.head.person]],
      ['chief', 'decide', [staff.chief.person]], ['decided', 'sign', [staff.handler.person]],
    ]);
  });

  it('takes what belongs to the committee there, every member voting, the chair last', () => {
    const collective = { label: { zh: '再审检察建议', en: 'Retrial suggestion' }, matter: 'civil.retrial_suggestion', to: 'stage.released' };
    const at = pathWith({ 'states/stage/states/outcome/options/collective': collective });
    const parts = optionOf(ask(snapshot, office(), at), 'outcome', 'collective')?.parts ?? [];
    expect(parts.map(({ act }) => act.slice('outcome.'.length))).toEqual(['propose', 'send-up', 'review', 'refer', 'open-meeting', 'vote', 'conclude', 'issue']);
    const voters = parts.find(({ capacity }) => capacity === 'vote')?.people ?? [];
    expect([[...voters].sort(), voters.at(-1)]).toEqual([[...around.committee].sort(), staff.chief.person]);
  });

  it('asks the superior where the law does', () => {
    const supervisory: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, origin: 'supervisory' } };
    expect(optionOf(ask(supervisory), 'outcome', 'minor')?.parts.map(({ act, people }) => [act, people]).slice(3, 5)).toEqual([['outcome.report-up', [staff.chief.person]], ['outcome.consent', [staff.superior.person]]]);
    expect(stops(supervisory, office({ people: without(staff.superior) }))).toEqual({ status: 'gap', step: 'consent', act: 'outcome.consent', why: [] });
  });

  it('does not ask for conditions of the case: they can come to hold', () => {
    const early: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, interrogated: false } };
    expect(optionOf(ask(early), 'outcome', 'prosecute')?.status).toBe('staffable');
    const at = pathWith({ 'states/stage/states/outcome/options/prosecute/when': [{ if: 'returns > 1', else: { zh: '未退回', en: 'not returned' } }], 'states/stage/states/outcome/options/minor/must': { if: 'interrogated', else: { zh: '无', en: 'none' } } });
    expect(optionOf(ask(snapshot, office(), at), 'outcome', 'prosecute')?.status).toBe('staffable');
  });

  it('has nothing to staff in a case that has ended', () => {
    expect(ask({ ...snapshot, status: 'ended' })).toMatchObject({ staffable: true, decisions: [] });
  });
});

describe('a gap', () => {
  it('names the head on leave, and until when', () => {
    const found = optionOf(ask(snapshot, office({ absent: away(staff.head) })), 'outcome', 'minor')?.gap;
    expect(found).toMatchObject({ step: 'departmentReview', act: 'outcome.review', considered: [{ person: staff.head.person, refusal: { code: 'STAFFING.ON_LEAVE', params: { until: '2026-04-01T00:00:00.000Z' } } }] });
    expect(found?.parts.map(({ act }) => act)).toEqual(['outcome.propose', 'outcome.send-up']);
    expect(ask(snapshot, office({ absent: away(staff.head) })).staffable).toBe(false);
  });

  it('names the chief away and the deputy without delegation; a delegation closes it', () => {
    const absent = away(staff.chief);
    expect(stops(snapshot, office({ absent }))).toEqual({ status: 'gap', step: 'chief', act: 'outcome.approve', why: [[staff.deputy.person, 'AUTHORITY.REFER'], [staff.deputyElsewhere.person, 'AUTHORITY.REFUSED'], [staff.chief.person, 'STAFFING.ON_LEAVE']] });
    expect(stops(snapshot, office({ absent, people: [...without(staff.deputy), withDelegation(staff.deputy)] })).status).toBe('staffable');
  });

  it('keeps one person from reviewing and deciding', () => {
    const both: PersonFacts = withDelegation(person(['dept_head', { department: 'd1' }], ['deputy_chief', { portfolio: ['d1'] }]));
    const people = [...without(staff.head, staff.chief, staff.deputy, staff.deputyElsewhere), both];
    expect(stops(snapshot, office({ people }))).toEqual({ status: 'gap', step: 'chief', act: 'outcome.approve', why: [[both.person, 'AUTHORITY.CONFLICTING_CAPACITY']] });
    expect(stops(snapshot, office({ people: [...people, staff.head] })).status).toBe('staffable');
  });

  it('keeps a handler who is head from the own review', () => {
    const head: CaseSnapshot = { ...snapshot, team: [{ person: staff.head.person, role: 'handler', from: T0 }] };
    expect(stops(head, office())).toMatchObject({ status: 'gap', step: 'departmentReview', why: [[staff.head.person, 'AUTHORITY.CONFLICTING_CAPACITY']] });
    expect(optionOf(ask(head), 'outcome', 'prosecute')?.status).toBe('staffable');
  });

  it('is at the very beginning when the handler is away, recused or barred', () => {
    expect(stops(snapshot, office({ absent: away(staff.handler) }), 'prosecute')).toEqual({ status: 'gap', step: 'home', act: 'outcome.propose', why: [[staff.handler.person, 'STAFFING.ON_LEAVE']] });
    expect(stops({ ...snapshot, bars: [{ person: staff.handler.person, reason: 'x' }] }, office(), 'prosecute').why).toEqual([[staff.handler.person, 'PARTICIPATION.BARRED']]);
    expect(stops(run(snapshot, staff.counter, 'recuse', { person: staff.handler.person }), office(), 'prosecute').why).toEqual([[staff.handler.person, 'RECUSAL.PENDING']]);
  });

  it('is no gap when the case itself is closed to the option', () => {
    const twice: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, returns: 2 } };
    expect(stops(twice, office(), 'grant', 'asking').status).toBe('closed');
    expect(stops(snapshot, office(), 'grant', 'asking').status).toBe('staffable');
  });
});

describe('a case without handler', () => {
  const empty: CaseSnapshot = { ...snapshot, team: [] };

  it('is staffed by whoever can be brought in', () => {
    expect(optionOf(ask(empty), 'outcome', 'prosecute')?.status).toBe('staffable');
    expect(ask(empty).handler).toBeNull();
  });

  it('has a gap when every procurator is away or kept out, and says so of each', () => {
    const people = [staff.handler, staff.other, staff.assistant];
    const found = stops({ ...empty, recusals: [{ person: staff.other.person, state: 'ordered', requestedAt: T0 }] }, office({ people, absent: away(staff.handler) }), 'prosecute');
    expect(found).toEqual({ status: 'gap', step: 'home', act: 'outcome.propose', why: [[staff.handler.person, 'STAFFING.ON_LEAVE'], [staff.other.person, 'TEAM.BARRED']] });
  });

  it('can be asked with a handler somebody thinks of', () => {
    const asked = (handler: PersonFacts, on = empty, of = office()) => staffing(path, on, of, handler.person);
    expect(asked(staff.other)).toMatchObject({ ok: true, value: { staffable: true, handler: staff.other.person } });
    expect(asked(staff.head)).toMatchObject({ ok: true, value: { staffable: false, handler: staff.head.person } });
    expect(asked(staff.other, snapshot)).toMatchObject({ ok: true, value: { handler: staff.other.person } });
    expect(asked(staff.handler, snapshot)).toMatchObject({ ok: true, value: { staffable: true } });
    expect(asked(staff.assistant)).toMatchObject({ ok: false, refusal: { code: 'TEAM.NOT_QUALIFIED' } });
    expect(asked(staff.other, { ...empty, bars: [{ person: staff.other.person, reason: 'x' }] })).toMatchObject({ ok: false, refusal: { code: 'TEAM.BARRED' } });
    expect(staffing(path, empty, office(), 'nobody' as PersonId)).toMatchObject({ ok: false, refusal: { code: 'PERSON.UNKNOWN' } });
  });
});

describe('another procurator', () => {
  const on = pathWith({ 'states/extension/states/asking/differentHandler': { from: 'stage.outcome', source: '规则 379' } });

  it('is wanted already before the earlier decision has fallen', () => {
    expect(stops(snapshot, office({ people: [staff.handler] }), 'grant', 'asking', on)).toEqual({ status: 'gap', step: 'home', act: 'asking.propose', why: [[staff.handler.person, 'PARTICIPATION.SAME_HANDLER']] });
    const found = optionOf(ask(snapshot, office(), on), 'asking', 'grant');
    expect([found?.status, found?.parts[0]?.people.includes(staff.handler.person)]).toEqual(['staffable', false]);
  });

  it('is none of those who carried it, and each is named', () => {
    const fallen: CaseSnapshot = { ...snapshot, carriedBy: { 'stage.outcome': [staff.handler.person, staff.other.person] } };
    expect(stops(fallen, office({ people: [staff.handler, staff.other] }), 'grant', 'asking', on).why).toEqual([[staff.handler.person, 'PARTICIPATION.SAME_HANDLER'], [staff.other.person, 'PARTICIPATION.SAME_HANDLER']]);
  });

  it('may be the handler in place when others carried it then', () => {
    const fallen: CaseSnapshot = { ...snapshot, carriedBy: { 'stage.outcome': [staff.other.person] } };
    expect(optionOf(ask(fallen, office({ people: [staff.handler] }), on), 'asking', 'grant')?.parts[0]?.people).toEqual([staff.handler.person]);
  });
});

describe('the committee', () => {
  const referred = run(atChief, staff.chief, 'outcome.refer');
  const present = [staff.chief, ...staff.members.slice(0, 2)].map(({ person: id }) => id);
  const session = run(referred, staff.chief, 'outcome.open-meeting', { present });

  it('needs more than half of all members, whoever is away or recused', () => {
    const [a, b, c] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
    expect(stops(referred, office({ absent: away(a, b) })).status).toBe('staffable');
    const found = stops({ ...referred, recusals: [{ person: c.person, state: 'ordered', requestedAt: T0 }] }, office({ absent: away(a, b) }));
    expect(found).toEqual({ status: 'gap', step: 'committee', act: 'outcome.open-meeting', why: [[staff.chief.person, 'COMMITTEE.NO_QUORUM'], [a.person, 'STAFFING.ON_LEAVE'], [b.person, 'STAFFING.ON_LEAVE'], [c.person, 'RECUSAL.IN_FORCE']] });
  });

  it('needs a chair who can vote', () => {
    const found = stops(referred, office({ absent: away(staff.chief) }));
    expect([found.step, found.why?.at(-1)]).toEqual(['committee', [staff.chief.person, 'STAFFING.ON_LEAVE']]);
  });

  it('cannot go on when somebody who is to vote has left or is away', () => {
    const member = staff.members[0] as PersonFacts;
    expect(stops(session, office()).status).toBe('staffable');
    expect(stops(session, office({ absent: away(member) }))).toMatchObject({ status: 'gap', step: 'committee', act: 'outcome.vote', why: [[member.person, 'STAFFING.ON_LEAVE']] });
    expect(stops(session, office({ people: without(member) })).why).toEqual([[member.person, 'AUTHORITY.NO_POST']]);
    expect(stops(session, office({ absent: away(staff.chief) })).why).toEqual([[staff.chief.person, 'STAFFING.ON_LEAVE']]);
  });

  it('hears the absent in writing and asks the superior when votes are spread', () => {
    const split = run(run(session, staff.members[0] as PersonFacts, 'outcome.vote', { option: 'prosecute' }), staff.members[1] as PersonFacts, 'outcome.vote', { option: 'statutory' });
    const voted = run(split, staff.chief, 'outcome.vote', { option: 'minor' });
    const found = optionOf(ask(voted), 'outcome', 'minor');
    expect(found?.status).toBe('staffable');
    expect(stops(voted, office({ absent: away(staff.members[3] as PersonFacts) })).why).toEqual([[staff.members[3]?.person, 'STAFFING.ON_LEAVE']]);
  });

  it('is passed over by flows that have none', () => {
    const bare = pathWith({}, { acts: Object.fromEntries(Object.entries(path.decisions.get('stage.outcome')?.flow.acts ?? {}).filter(([, one]) => !['vote', 'written-opinion', 'conclude', 'open-meeting', 'dissent'].includes(one.kind))) });
    expect(stops(referred, office(), 'minor', 'outcome', bare).status).toBe('closed');
  });
});

describe('a case without department, in an office whose superior is not known here', () => {
  const { department: _department, ...nowhere } = snapshot;
  const { superiorOffice: _superior, ...alone } = around;

  it('has no head to review it, and nobody above', () => {
    expect(stops(nowhere, office(), 'minor')).toMatchObject({ status: 'gap', step: 'departmentReview', why: [] });
    const supervisory: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, origin: 'supervisory' } };
    expect(stops(supervisory, { people: everybody, absent: new Map(), around: alone })).toMatchObject({ status: 'gap', step: 'consent', why: [] });
  });
});

describe('a decision under way', () => {
  it('goes on with whoever is there now', () => {
    expect(stops(atChief, office({ people: without(staff.head) })).status).toBe('staffable');
    expect(stops(atChief, office({ absent: away(staff.chief) })).step).toBe('chief');
    const conference = run(proposed, staff.head, 'outcome.convene');
    expect(stops(conference, office()).status).toBe('staffable');
    expect(stops(conference, office({ absent: away(staff.head) }))).toMatchObject({ status: 'gap', step: 'conference' });
  });

  it('waits for its document after it is decided', () => {
    const decided = run(atChief, staff.chief, 'outcome.approve', REASONS);
    expect(stops(decided, office())).toMatchObject({ status: 'staffable' });
    expect(stops(decided, office({ absent: away(staff.handler) }))).toEqual({ status: 'gap', step: 'decided', act: 'outcome.issue', why: [[staff.handler.person, 'STAFFING.ON_LEAVE']] });
    expect(OFFICE).toBe(decided.office);
  });
});

// Questions asked backwards, on the test path: who could, what may somebody do, what the end of a delegation takes away, and which
// tasks nobody will do. The rehearsal has specs of its own.
import type { DelegationId, Instant, PersonId } from '@quanze/kernel';
import { caseUnderReview, OFFICE, path, pathWith, person, powers, REASONS, run, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { decide, decisionsAhead, orphanOf, whatMay, whoCould, withoutDelegation, type CaseSnapshot, type Office, type PersonFacts, type Surroundings } from '../index.js';

const people: readonly PersonFacts[] = Object.values(staff).flat();
const { actor: _actor, named: _named, ...around } = worldOf(staff.chief);
const snapshot = caseUnderReview();
const act = (id: string) => path.acts.get(id) as NonNullable<ReturnType<typeof path.acts.get>>;
const drafted = run(snapshot, staff.handler, 'outcome.propose', { option: 'minor' });
const sentUp = run(drafted, staff.handler, 'outcome.send-up');
const atChief = run(sentUp, staff.head, 'outcome.review', { opinion: 'agree' });
const who = (on: CaseSnapshot, id: string, option?: string, of: readonly PersonFacts[] = people) => whoCould(path, on, act(id), option, of, around);
const may = (...given: Parameters<typeof who>) => who(...given).people.filter((one) => one.may).map((one) => one.person);
const blockerOf = (facts: PersonFacts, ...given: Parameters<typeof who>) => who(...given).people.find((one) => one.person === facts.person)?.blockers.map(({ code }) => code);

describe('who could', () => {
  it('names the one who may with role, power and list, first, and the others with what keeps them', () => {
    const answer = who(atChief, 'outcome.approve');
    expect(answer).toMatchObject({ inState: true, option: null, roles: ['chief', 'deputy_chief'] });
    expect(answer.people[0]).toMatchObject({ person: staff.chief.person, may: true, right: { role: 'chief', authority: 'chief', power: 'criminal.nonpros.discretionary', list: powers.listVersion, delegation: null } });
    expect(may(atChief, 'outcome.approve')).toEqual([staff.chief.person]);
    expect([blockerOf(staff.deputy, atChief, 'outcome.approve'), blockerOf(staff.handler, atChief, 'outcome.approve')]).toEqual([['AUTHORITY.REFER'], ['AUTHORITY.NOT_YOUR_ROLE']]);
  });

  it('says by which delegation a deputy may', () => {
    const deputy = withDelegation(staff.deputy);
    const answer = who(atChief, 'outcome.approve', undefined, [...people.filter((one) => one.person !== deputy.person), deputy]);
    expect(answer.people.find((one) => one.person === deputy.person)).toMatchObject({ may: true, right: { authority: 'deputy_chief', delegation: { id: deputy.delegations[0]?.id, from: staff.chief.person } } });
  });

  it('asks about one option, or about any', () => {
    expect(may(snapshot, 'outcome.propose', 'statutory')).toEqual([staff.handler.person]);
    expect(may(snapshot, 'outcome.propose')).toEqual([staff.handler.person]);
    expect(blockerOf(staff.handler, snapshot, 'outcome.propose', 'nonsense')).toEqual(['DECISION.UNKNOWN_OPTION']);
    const must: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, mustRelease: true } };
    expect([may(must, 'outcome.propose', 'minor'), may(must, 'outcome.propose')]).toEqual([[], [staff.handler.person]]);
  });

  it('keeps the right apart from the moment: a condition of the case stands against everybody', () => {
    const twice: CaseSnapshot = { ...snapshot, facts: { ...snapshot.facts, interrogated: false } };
    const answer = who(twice, 'outcome.propose', 'minor').people.find((one) => one.person === staff.handler.person);
    expect(answer).toMatchObject({ may: false, right: null, blockers: [{ code: 'DECISION.OPTION_NOT_OPEN' }] });
    const onPath = who({ ...snapshot, facts: { ...snapshot.facts, returns: 2 } }, 'sendBack').people.find((one) => one.person === staff.handler.person);
    expect([onPath?.may, onPath?.blockers.map(({ code }) => code)]).toEqual([false, ['AUTHORITY.REFUSED', 'ACT.CONDITION_NOT_MET']]);
    expect(who(snapshot, 'close')).toMatchObject({ inState: false });
    expect(may(snapshot, 'close')).toEqual([]);
    expect(who({ ...snapshot, status: 'ended' }, 'outcome.propose')).toMatchObject({ inState: false });
  });

  it('knows what keeps a member from a vote, and the handler from a question that came back', () => {
    const present = [staff.chief.person, staff.members[0]?.person, staff.members[1]?.person] as PersonId[];
    const session = run(run(atChief, staff.chief, 'outcome.refer'), staff.chief, 'outcome.open-meeting', { present });
    expect(may(session, 'outcome.vote', 'minor').sort()).toEqual(present.slice(1).sort());
    expect([blockerOf(staff.chief, session, 'outcome.vote', 'minor'), blockerOf(staff.members[2] as PersonFacts, session, 'outcome.vote')]).toEqual([['COMMITTEE.CHAIR_SPEAKS_LAST'], ['COMMITTEE.NOT_PRESENT']]);
    const again = run(atChief, staff.chief, 'outcome.reconsider');
    expect(blockerOf(staff.handler, run(again, staff.handler, 'outcome.propose', { option: 'prosecute' }), 'outcome.decide')).toEqual(['DECISION.ALREADY_SENT_UP']);
  });

  it.each(['outcome.approve', 'outcome.override', 'outcome.refer', 'outcome.reconsider', 'replace', 'orderRecusal', 'note'])('says of everybody what the kernel would say: %s', (id) => {
    const payload = { 'outcome.approve': REASONS, 'outcome.override': { option: 'prosecute', ...REASONS }, replace: { person: staff.other.person }, orderRecusal: { person: staff.other.person, granted: true }, note: { text: '记' } }[id] ?? {};
    const option = id === 'outcome.override' ? 'prosecute' : undefined;
    for (const facts of people) {
      const done = decide(path, atChief, { act: id, payload }, worldOf(facts), 9);
      const told = who(atChief, id, option).people.find((one) => one.person === facts.person);
      expect({ person: facts.person, may: told?.may }).toEqual({ person: facts.person, may: done.ok });
      if (!done.ok) expect(told?.blockers[0]).toEqual(done.refusal);
    }
  });
});

describe('what may', () => {
  const ask = (facts: PersonFacts, where: Partial<Parameters<typeof whatMay>[2]> = { department: 'd1' }) => {
    const answer = whatMay(around, facts, { office: OFFICE, ...where });
    return { ...answer, of: (power: string) => answer.rows.find((row) => row.power === power) };
  };

  it('answers for every power of the list, as handler and otherwise', () => {
    const answer = ask(staff.handler);
    expect([answer.rows.length, answer.list, answer.mayHandle]).toEqual([powers.list.entries.length, powers.listVersion, true]);
    expect(answer.of('criminal.prosecute.charge')).toMatchObject({ asHandler: { may: 'permit', as: 'procurator' }, otherwise: { may: 'no' } });
    expect(answer.of('criminal.nonpros.discretionary')).toMatchObject({ asHandler: { may: 'propose', of: ['chief'] }, otherwise: { may: 'no', of: [] } });
  });

  it('lets the chief decide either way, and support staff never', () => {
    expect(ask(staff.chief).of('criminal.nonpros.discretionary')).toMatchObject({ asHandler: { may: 'permit', as: 'chief' }, otherwise: { may: 'permit', as: 'chief' } });
    const assistant = ask(staff.assistant);
    expect(assistant.mayHandle).toBe(false);
    expect(assistant.rows.filter((row) => row.asHandler.may !== 'no' || row.otherwise.may !== 'no')).toEqual([]);
    expect(ask(staff.admin).rows.every((row) => row.otherwise.may === 'no')).toBe(true);
  });

  it('finds a delegation inside its own limits and tells them', () => {
    const wide = ask(withDelegation(staff.deputyElsewhere)).of('criminal.nonpros.discretionary')?.otherwise;
    expect(wide).toMatchObject({ may: 'permit', delegation: { paths: null, departments: null } });
    const given = withDelegation(staff.deputyElsewhere);
    const narrow: PersonFacts = { ...given, delegations: given.delegations.map((d) => ({ ...d, departments: ['d2'], paths: ['criminal.arrest'] })) };
    expect(ask(narrow).of('criminal.nonpros.discretionary')?.otherwise).toMatchObject({ may: 'permit', delegation: { paths: ['criminal.arrest'], departments: ['d2'] } });
    expect(ask({ ...narrow, delegations: [] }).of('criminal.nonpros.discretionary')?.otherwise).toMatchObject({ may: 'no', delegation: null });
    expect(ask(withDelegation(staff.deputyElsewhere)).of('general.committee.submit')?.otherwise.may).not.toBe('permit');
  });
});

describe('without a delegation', () => {
  const deputy = withDelegation(staff.deputy);
  const id = deputy.delegations[0]?.id as DelegationId;
  const all = [...people.filter((one) => one.person !== deputy.person), deputy];
  const lost = (on: CaseSnapshot, of = all) => withoutDelegation(path, on, id, of, around);

  it('names the open questions that lose somebody, and who remains', () => {
    const acts = lost(atChief);
    expect(acts.find((one) => one.act === 'outcome.approve')).toEqual({ caseId: atChief.caseId, decision: 'stage.outcome', act: 'outcome.approve', option: null, person: deputy.person, remaining: [staff.chief.person] });
    expect(acts.filter((one) => one.act === 'outcome.override').map((one) => one.option).sort()).toEqual(['minor', 'prosecute', 'statutory']);
    const alone = all.filter((one) => one.person !== staff.chief.person);
    expect(lost(atChief, alone).find((one) => one.act === 'outcome.approve')?.remaining).toEqual([]);
  });

  it('says nothing where nothing is lost', () => {
    expect([lost(snapshot), lost(sentUp), lost({ ...atChief, status: 'ended' })]).toEqual([[], [], []]);
    expect(withoutDelegation(path, atChief, 'x' as DelegationId, all, around)).toEqual([]);
    const twice: PersonFacts = { ...deputy, delegations: [...deputy.delegations, { ...deputy.delegations[0], id: 'other' as DelegationId } as never] };
    expect(lost(atChief, [...people.filter((one) => one.person !== deputy.person), twice])).toEqual([]);
    expect(lost(run(atChief, staff.chief, 'outcome.approve', REASONS))).toEqual([]);
  });

  it('counts a recusal that waits for its decision as a question', () => {
    const asked = run(snapshot, staff.counter, 'recuse', { person: staff.handler.person });
    const wider = pathWith({ 'acts/orderRecusal/by': ['chief', 'deputy_chief'] });
    expect(withoutDelegation(wider, asked, id, all, around).map((one) => [one.act, one.decision])).toEqual([['orderRecusal', null]]);
    expect(withoutDelegation(wider, snapshot, id, all, around)).toEqual([]);
  });
});

describe('decisions ahead', () => {
  const keys = (on: CaseSnapshot) => decisionsAhead(path, on).map(({ decision, open }) => [decision.name, open]);

  it('are those of the states that can still come, and those under way', () => {
    expect(keys(snapshot)).toEqual([['outcome', false], ['asking', false]]);
    expect(keys(atChief)).toEqual([['outcome', true], ['asking', false]]);
    expect(keys({ ...snapshot, states: ['stage.returned', 'extension.idle'] })).toEqual([['outcome', false], ['asking', false]]);
    expect(keys({ ...snapshot, states: ['stage.prosecuted'] })).toEqual([]);
    expect(keys({ ...snapshot, status: 'ended' })).toEqual([]);
  });
});

describe('decisions ahead, through parallel groups and history', () => {
  const inner = { type: 'parallel', label: { zh: '并行', en: 'parallel' }, states: {
    one: { type: 'group', label: { zh: '一', en: 'one' }, initial: 'start', states: { start: { type: 'work', label: { zh: '始', en: 'start' } } } },
    two: { type: 'group', label: { zh: '二', en: 'two' }, initial: 'question', states: {
      back: { type: 'history', label: { zh: '原', en: 'back' }, default: 'stage.both.two.question' },
      question: { type: 'work', label: { zh: '问', en: 'question' } },
      side: { type: 'decision', label: { zh: '另', en: 'side' }, question: { zh: '另', en: 'side' }, home: ['stage.both.two.question'], options: { yes: { label: { zh: '是', en: 'yes' }, matter: 'criminal.prosecute.charge', to: 'stage.prosecuted' } } },
    } },
  } };
  const entering = (to: string) => pathWith({ 'states/stage/states/both': inner, 'acts/split': { label: { zh: '分', en: 'split' }, from: ['stage.prosecuted'], to, by: ['handler'] } });
  const keys = (to: string) => decisionsAhead(entering(to), { ...snapshot, states: ['stage.prosecuted', 'extension.idle'] }).map(({ decision }) => decision.name).sort();

  it('are found behind a region nobody named, a history, and not without a way there', () => {
    expect([keys('stage.both.one'), keys('stage.both.two.back'), keys('stage.closed')]).toEqual([['asking', 'side'], ['asking', 'side'], ['asking']]);
    expect(decisionsAhead(path, { ...snapshot, states: ['of another release'] })).toEqual([]);
  });
});

describe('tasks that nobody will do', () => {
  const office = (change: Partial<Office> = {}, more: Partial<Surroundings> = {}): Office => ({ people, absent: new Map(), around: { ...around, ...more }, ...change });
  const code = (...given: Parameters<typeof orphanOf>) => orphanOf(...given)?.refusal.code ?? null;
  const mine = { key: 'stage.reviewing', role: 'handler', person: staff.handler.person } as const;
  const chiefs = { key: 'stage.outcome.chief', role: 'chief' } as const;

  it('lie with somebody without post, recused, barred or away', () => {
    expect(code(path, snapshot, mine, office())).toBeNull();
    expect(code(path, snapshot, mine, office({ people: people.filter((one) => one.person !== staff.handler.person) }))).toBe('AUTHORITY.NO_POST');
    expect(code(path, snapshot, mine, office({ people: people.map((one) => (one.person === staff.handler.person ? { ...one, posts: person('clerk').posts } : one)) }))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(code(path, { ...snapshot, bars: [{ person: mine.person, reason: 'x' }] }, mine, office())).toBe('PARTICIPATION.BARRED');
    expect(code(path, run(snapshot, staff.counter, 'recuse', { person: mine.person }), mine, office())).toBe('RECUSAL.PENDING');
    expect(orphanOf(path, snapshot, mine, office({ absent: new Map([[mine.person, null]]) }))).toMatchObject({ refusal: { code: 'STAFFING.ON_LEAVE', params: { until: null } } });
  });

  it('do not lie with a handler on leave for whom somebody stands in now, if nothing keeps that person out', () => {
    const standing = (until: string): CaseSnapshot => ({ ...snapshot, team: [...snapshot.team, { person: staff.other.person, role: 'handler', from: T0, until: until as Instant, standsInFor: mine.person }] });
    const absent = new Map([[mine.person, null]]);
    const later = { at: '2026-03-05T00:00:00.000Z' as Instant };
    expect(code(path, standing('2026-03-06T16:00:00.000Z'), mine, office({ absent }, later))).toBeNull();
    expect(code(path, standing('2026-03-04T16:00:00.000Z'), mine, office({ absent }, later))).toBe('STAFFING.ON_LEAVE');
    expect(code(path, { ...standing('2026-03-06T16:00:00.000Z'), bars: [{ person: staff.other.person, reason: 'x' }] }, mine, office({ absent }, later))).toBe('STAFFING.ON_LEAVE');
    expect(code(path, standing('2026-03-06T16:00:00.000Z'), { ...mine, role: 'chief' }, office({ absent: new Map() }, later))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('or with a role that nobody can fill, unless somebody stands in', () => {
    const absent = new Map([[staff.chief.person, T0 as Instant]]);
    expect(code(path, atChief, chiefs, office())).toBeNull();
    expect(orphanOf(path, atChief, chiefs, office({ absent }))).toMatchObject({ refusal: { code: 'STAFFING.NOBODY', params: { needs: ['chief'] } }, considered: [{ person: staff.chief.person, refusal: { params: { until: T0 } } }] });
    expect(code(path, atChief, chiefs, office({ absent, people: [staff.chief, withDelegation(staff.deputy)] }))).toBeNull();
    const elsewhere = withDelegation(staff.deputy);
    expect(code(path, atChief, chiefs, office({ absent, people: [staff.chief, { ...elsewhere, delegations: elsewhere.delegations.map((d) => ({ ...d, departments: ['d2'] })) }] }))).toBe('STAFFING.NOBODY');
    expect(code(path, { ...snapshot, team: [] }, { key: 'x', role: 'handler' }, office())).toBe('STAFFING.NOBODY');
  });
});

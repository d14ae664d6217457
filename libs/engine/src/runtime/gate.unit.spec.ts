// The gate with people who stand to a case in several ways: which refusal is told, who of another office counts, what an
// unknown power or a damaged case does.
import { attempt, caseUnderReview, codeOf, path, pathWith, person, REASONS, run, staff, SUPERIOR, T0, worldOf } from '../fixtures.contract.js';
import { NO_NEED, passGate, standingsOf, type CaseSnapshot, type PersonFacts } from '../index.js';
import { explainAct } from './explain.js';
import { handlerAt } from './snapshot.js';

const snapshot = caseUnderReview();
const atChief = run(run(run(snapshot, staff.handler, 'outcome.propose', { option: 'minor' }), staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' });
const refusalOf = (result: ReturnType<typeof attempt>) => (result.ok ? 'ok' : result.refusal);

describe('of several refusals', () => {
  const here = ['deputy_chief', { portfolio: ['d1'] }] as const;
  const elsewhere = ['deputy_chief', { portfolio: ['d2'] }] as const;
  const approve = (...posts: readonly (typeof here | typeof elsewhere)[]) => refusalOf(attempt(atChief, person(...posts.map(([role, rest]) => [role, rest] as [typeof role, typeof rest])), 'outcome.approve', REASONS));

  it('the one that names who may decide is told, in whatever order the posts are held', () => {
    expect(approve(elsewhere)).toMatchObject({ code: 'AUTHORITY.REFUSED', params: { of: [] } });
    for (const posts of [[elsewhere, here], [here, elsewhere], [elsewhere, here, elsewhere]]) {
      expect(approve(...posts)).toMatchObject({ code: 'AUTHORITY.REFER', params: { of: ['chief'] } });
    }
  });

  it('the first is told when none names anybody', () => {
    const both: PersonFacts = { ...staff.head, posts: [...staff.head.posts, ...person(elsewhere as never).posts] };
    expect(refusalOf(attempt(atChief, both, 'outcome.approve', REASONS))).toMatchObject({ code: 'AUTHORITY.CONFLICTING_CAPACITY' });
    expect(approve(elsewhere, elsewhere)).toMatchObject({ code: 'AUTHORITY.REFUSED' });
  });
});

describe('a power that the list does not know', () => {
  it('is refused to everybody, and the list is named as the source', () => {
    const on = pathWith({ 'acts/close/matter': 'no.such.power' });
    const released: CaseSnapshot = { ...snapshot, states: ['stage.released', 'extension.idle'] };
    const refusal = refusalOf(attempt(released, staff.handler, 'close', {}, { on }));
    expect(refusal).toMatchObject({ code: 'AUTHORITY.REFUSED', params: { power: 'no.such.power', reasons: ['AUTHORITY.UNKNOWN_POWER'], of: [] }, source: '职权清单' });
    expect(explainAct(on, released, worldOf(staff.handler), on.acts.get('close') as never).blockers).toEqual([refusal]);
  });
});

describe('a request for recusal', () => {
  const requested: CaseSnapshot = { ...snapshot, recusals: [{ person: staff.handler.person, state: 'requested', requestedAt: T0 }] };
  const pass = (on: typeof path, states: readonly string[]) => {
    const result = passGate(on, { ...requested, states }, worldOf(staff.handler), on.acts.get('note') as never, NO_NEED, undefined);
    return result.ok ? 'ok' : result.refusal.code;
  };

  it('suspends the person unless the path or a state under way says otherwise', () => {
    expect(pass(path, ['stage.reviewing', 'extension.idle'])).toBe('RECUSAL.PENDING');
    expect(pass(pathWith({ pendingRecusal: 'continues' }), ['stage.reviewing', 'extension.idle'])).toBe('ok');
    const inReview = pathWith({ 'states/stage/states/reviewing/pendingRecusal': 'continues' });
    expect([pass(inReview, ['stage.reviewing', 'extension.idle']), pass(inReview, ['stage.returned', 'extension.idle'])]).toEqual(['ok', 'RECUSAL.PENDING']);
  });

  it('suspends the person in a state that the path does not have', () => {
    expect(pass(path, ['nowhere'])).toBe('RECUSAL.PENDING');
  });
});

describe('a person of the superior office', () => {
  const rolesOf = (who: PersonFacts) => standingsOf(snapshot, worldOf(who)).map((standing) => standing.role);

  it('counts only as its chief or deputy chief', () => {
    expect(rolesOf(person(['chief', { office: SUPERIOR }]))).toEqual(['superior_official']);
    expect(rolesOf(person(['deputy_chief', { office: SUPERIOR }]))).toEqual(['superior_official']);
    expect(rolesOf(person(['procurator', { office: SUPERIOR }], ['dept_head', { office: SUPERIOR }]))).toEqual([]);
  });

  it('who is no leader there may do nothing', () => {
    expect(codeOf(attempt(atChief, person(['procurator', { office: SUPERIOR }]), 'outcome.approve', REASONS))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('an officer', () => {
  it('of the inspection has a role and no power over cases', () => {
    expect(standingsOf(snapshot, worldOf(person('inspection')))).toEqual([expect.objectContaining({ role: 'inspection', authority: null, isHandler: false })]);
  });

  it('who is a deputy chief without a portfolio has no department in it', () => {
    expect(standingsOf(snapshot, worldOf(person('deputy_chief')))).toEqual([expect.objectContaining({ authority: 'deputy_chief', inPortfolio: false })]);
    expect(standingsOf(snapshot, worldOf(staff.deputy))).toEqual([expect.objectContaining({ authority: 'deputy_chief', inPortfolio: true })]);
  });
});

describe('the handler in place', () => {
  it('is the sole procurator or the lead, never another member', () => {
    const member = (role: 'lead' | 'team_member' | 'handler') => ({ person: staff.other.person, role, from: T0 });
    expect(handlerAt({ ...snapshot, team: [member('team_member'), member('lead')] }, T0)).toMatchObject({ role: 'lead' });
    expect(handlerAt({ ...snapshot, team: [member('handler')] }, T0)).toMatchObject({ role: 'handler' });
    expect(handlerAt({ ...snapshot, team: [member('team_member')] }, T0)).toBeUndefined();
  });
});

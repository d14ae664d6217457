// Each rule of the auditor by itself, over made-up states: whoever audits the engine must not be blind in one eye. That a recorded case with one
// thing broken is named is `test/simulation/auditor.sim.spec.ts`.
import type { PersonFacts } from '@quanze/engine';
import type { JsonObject } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';
import { checkClocks, unnoted } from './clocks.js';
import type { PlainAct, PlainPath } from './documents.js';
import { checkDecided, checkFourEyes, checkNoOutcome, type Say } from './records.js';
import { whyNotEntitled, type RightQuestion } from './rights.js';

const KEY = 'stage.outcome';
const PATH: PlainPath = {
  business: 'criminal', acts: new Map(), pendingContinues: false, continuingStates: new Set(['stage.after']), actorsIn: new Map(), ownRoles: new Set(),
  decisions: new Map([[KEY, { matters: new Map([['yes', 'p.yes']]), conflicts: [['propose', 'review'], ['propose', 'decide'], ['review', 'decide']], about: ['concerned'] }]]),
};
const act = (more: Partial<PlainAct> = {}): PlainAct => ({ id: 'work', by: ['handler', 'dept_head', 'assistant', 'superior_official', 'chief', 'team_member'], capacity: 'handle', matter: null, flow: null, ...more });
const AT = '2026-03-02T00:00:00.000Z';
const [BEFORE, AFTER] = ['2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];
const who = (...posts: readonly (readonly [role: string, office?: string, department?: string])[]): PersonFacts => (
  { person: 'me', delegations: [], posts: posts.map(([role, office = 'here', department]) => ({ appointment: 'a', role, office, ...(department === undefined ? {} : { department }) })) }) as unknown as PersonFacts;
const member = (role: string, more: JsonObject = {}): JsonObject => ({ person: 'me', role, from: BEFORE, ...more });
const asked = (person: PersonFacts, state: JsonObject = {}, more: Partial<RightQuestion> = {}) => whyNotEntitled({ path: PATH, act: act(), state: { department: 'd1', states: ['stage.review'], ...state }, office: 'here', superior: 'above', person, at: AT, ...more });
const procurator = who(['procurator']);
const handled = (...team: readonly JsonObject[]): JsonObject => ({ team });

describe('who is entitled', () => {
  it.each<readonly [string, ReturnType<typeof asked>, readonly string[] | string]>([
    ['a handler', asked(procurator, handled(member('handler'))), ['handler']], ['a lead, who handles', asked(procurator, handled(member('lead'))), ['handler']], ['a member', asked(procurator, handled(member('team_member'))), ['team_member']],
    ['nobody of the team', asked(procurator), 'is none of'], ['somebody else of it', asked(procurator, handled({ ...member('handler'), person: 'other' })), 'is none of'],
    ['somebody without a post', asked(who()), 'holds no post here'], ['somebody of another office', asked(who(['procurator', 'beside']), handled(member('handler'))), 'holds no post here'],
    ['a handler without a post of procurators', asked(who(['case_mgmt']), handled(member('handler'))), 'is none of'],
    ['a handler before', asked(procurator, handled(member('handler', { from: AFTER }))), 'is none of'], ['a handler from this moment', asked(procurator, handled(member('handler', { from: AT }))), ['handler']],
    ['a handler until this moment', asked(procurator, handled(member('handler', { until: AT }))), 'is none of'], ['a handler until later', asked(procurator, handled(member('handler', { until: AFTER }))), ['handler']],
    ['an assistant of the team', asked(who(['assistant']), handled(member('assistant'))), ['assistant']], ['an assistant of the office', asked(who(['assistant'])), 'is none of'], ['a clerk in the seat of an assistant', asked(who(['clerk']), handled(member('assistant'))), 'is none of'],
    ['the head of the department', asked(who(['dept_head', 'here', 'd1'])), ['dept_head']], ['the head of another', asked(who(['dept_head', 'here', 'd2'])), 'is none of'],
    ['the head of another who was asked by name', asked(who(['dept_head', 'here', 'd2']), {}, { act: act({ flow: { kind: 'sign', decision: KEY } }) }), ['dept_head']],
    ['the chief above', asked(who(['chief', 'above'])), ['superior_official']], ['a procurator above', asked(who(['procurator', 'above'])), 'is none of'],
    ['the chief of this office alone', asked(who(['chief'])), ['chief']],
  ])('%s', (_who, { problem, roles }, expected) => {
    if (typeof expected === 'string') expect([problem?.startsWith(expected), roles]).toEqual([true, []]);
    else expect([problem, roles]).toEqual([null, expected]);
  });

  it('is not who has another role than the act names', () => {
    expect(asked(procurator, handled(member('handler')), { act: act({ by: ['dept_head'] }) }).problem).toBe('is none of dept_head');
  });

  it('is not whose substitute acts alone, and is beside one who does not', () => {
    const standIn = (more: JsonObject): JsonObject => ({ person: 'other', role: 'handler', from: BEFORE, standsInFor: 'me', ...more });
    expect([asked(procurator, handled(member('handler'), standIn({ alone: true }))).roles, asked(procurator, handled(member('handler'), standIn({}))).roles]).toEqual([[], ['handler']]);
    expect(asked(procurator, handled(member('handler'), standIn({ alone: true, standsInFor: 'third' }))).roles).toEqual(['handler']);
    expect(asked(procurator, handled(member('team_member'), standIn({ alone: true }))).roles).toEqual(['team_member']);
    expect(asked(procurator, handled(member('handler', { standsInFor: 'other', alone: true }))).roles).toEqual(['handler']);
  });

  const own = handled(member('handler'));
  it('is nobody recused, barred, or waiting for the answer to a request, unless the states let the work go on', () => {
    const with_ = (more: JsonObject, rest: Partial<RightQuestion> = {}) => asked(procurator, { ...own, ...more }, rest).problem;
    const recusal = (state: string, person = 'me'): JsonObject => ({ recusals: [{ person, state }] });
    expect([with_(recusal('ordered')), with_(recusal('ordered', 'other')), with_(recusal('rejected')), with_({ bars: [{ person: 'me' }] }), with_({ bars: [{ person: 'other' }] })]).toEqual(['is recused', null, null, 'is barred', null]);
    expect([with_(recusal('requested')), with_(recusal('requested'), { path: { ...PATH, pendingContinues: true } })]).toEqual(['waits for the answer to a request for recusal', null]);
    expect(['stage.after', 'stage.after.deep', 'stage.afterwards'].map((state) => with_({ ...recusal('requested'), states: [state] }))).toEqual([null, null, 'waits for the answer to a request for recusal']);
  });

  it('is nobody whom the question is about, save to bring it up', () => {
    const about = (kind: string, concerned = 'me') => asked(procurator, { ...own, decisions: { [KEY]: { proposal: { values: { concerned } } } } }, { act: act({ flow: { kind, decision: KEY } }) }).problem;
    expect([about('review'), about('propose'), about('review', 'other')]).toEqual(['is whom the question is about', null, null]);
  });

  it('is only who the states admit, where they say whom', () => {
    const limited = (roles: readonly string[], states = ['stage.review']) => asked(procurator, { ...own, states }, { path: { ...PATH, actorsIn: new Map([['stage.review', roles]]) } }).problem;
    expect([limited(['handler']), limited(['chief']), limited(['chief'], ['stage.other'])]).toEqual([null, expect.stringContaining('is none of'), null]);
  });
});

/** What is said of something. */
function said(check: (say: Say) => void): readonly string[] {
  const found: string[] = [];
  check((invariant) => void found.push(invariant));
  return found;
}

describe('the record of a decision', () => {
  const POWERS = { ids: new Set(['p.yes']), version: 'v1' };
  const record = { deciders: [{ person: 'me', role: 'chief', capacity: 'decide' }], level: 'chief', power: 'p.yes', listVersion: 'v1', rule: 'r', outcome: 'yes', votes: [], members: [] };
  const audit = (more: JsonObject, to: readonly string[] = [`${KEY}.decided.byChief`]) => {
    const entry = { act: 'outcome.approve', to, payload: { decision: { ...record, ...more } } } as unknown as JournalEntry;
    return said((say) => checkDecided(entry, act({ flow: { kind: 'approve', decision: KEY } }), PATH, POWERS, (person) => person !== 'ghost', say));
  };
  const votes = (...options: readonly string[]) => options.map((option) => ({ option }));
  const committee = (...options: readonly string[]) => audit({ level: 'committee', deciders: [{ person: 'me', role: 'committee_member', capacity: 'vote' }], votes: votes(...options), members: ['a', 'b', 'c', 'd'] }, [`${KEY}.decided.byCommittee`]);

  it('names people who exist, with capacity and post, a power, list and rule, the level of its state and an option of the question', () => {
    expect(audit({})).toEqual([]);
    const wrong: readonly JsonObject[] = [
      { deciders: [{ person: 'ghost', role: 'chief', capacity: 'decide' }] }, { deciders: [{ person: 'me', role: 'chief', capacity: '' }] }, { deciders: [{ person: 'me', role: 'clerk', capacity: 'decide' }] }, { deciders: [] },
      { power: 'p.other' }, { listVersion: 'v0' }, { rule: '' }, { outcome: 'no' },
    ];
    expect(wrong.map((more) => audit(more))).toEqual(wrong.map(() => ['I1']));
    expect(audit({}, [`${KEY}.decided.byProcurator`])).toEqual(['I1']);
  });

  it('of the committee has more than half of all members behind it', () => {
    expect([committee('yes', 'yes', 'yes'), committee('yes', 'yes'), committee('yes', 'yes', 'no')]).toEqual([[], ['I1'], ['I1']]);
  });
});

it('nobody who supervises or reviews writes an outcome, ends the case or changes what was decided', () => {
  const audit = (after: JsonObject, business = 'criminal', capacity = 'review') =>
    said((say) => checkNoOutcome({ to: [], payload: {} } as unknown as JournalEntry, act({ capacity }), business, { decisions: { [KEY]: { decided: { option: 'yes' } } } }, { decisions: { [KEY]: { decided: { option: 'yes' } } }, ...after }, say));
  expect([audit({}), audit({ ending: 'closed' }), audit({ ending: 'closed' }, 'support'), audit({ ending: 'closed' }, 'criminal', 'decide')]).toEqual([[], ['I8'], [], []]);
  expect([audit({ decisions: { [KEY]: { decided: { option: 'no' } } } }), audit({ decisions: { [KEY]: {} } }), audit({ decisions: { other: { decided: { option: 'a' } } } })]).toEqual([['I8'], [], ['I8']]);
});

it('nobody fills two capacities that are kept apart, save who lawfully decides the own proposal', () => {
  const by = (person: string, role: string, capacity = 'decide') => ({ person, role, capacity });
  const audit = (open: JsonObject, changed = ['decisions']) => said((say) => checkFourEyes(PATH, { decisions: { [KEY]: open } }, new Set(changed), say));
  const proposal = { by: by('me', 'handler') };
  expect(audit({ proposal, reviews: [{ by: by('me', 'dept_head') }] })).toEqual(['I6']);
  expect(audit({ proposal, reviews: [{ by: by('me', 'dept_head') }] }, ['facts'])).toEqual([]);
  expect([audit({ proposal, decided: { by: [by('me', 'handler')] } }), audit({ proposal, decided: { by: [by('me', 'deputy_chief')] } }), audit({ proposal, decided: { by: [by('me', 'handler'), by('other', 'deputy_chief')] } })]).toEqual([[], ['I6'], []]);
  expect(audit({ proposal: { by: by('other', 'handler') }, reviews: [{ by: by('me', 'dept_head') }], decided: { by: [by('me', 'handler')] } })).toEqual(['I6']);
});

describe('clocks', () => {
  const clock = (phase: string, more: JsonObject = {}): JsonObject => ({ phase, endsAt: AT, ...more });
  const audit = (kind: string, input: JsonObject, was: JsonObject, is: JsonObject, now = AT) => said((say) => checkClocks({ kind, act: 'x', payload: { input } } as unknown as JournalEntry, { clocks: was }, { clocks: is }, now, say));

  it('end when they ran and their time has come, by an entry that says so', () => {
    const end = (was: JsonObject, is: JsonObject, now = AT) => audit('deadline', { clock: 'c' }, { c: was }, { c: is }, now);
    expect([end(clock('running'), clock('overdue')), end(clock('running'), clock('overdue'), BEFORE), end(clock('running'), clock('running')), end({ phase: 'running' }, clock('overdue'))]).toEqual([[], ['I5'], ['I5'], ['I5']]);
    expect([audit('act', {}, { c: clock('running') }, { c: clock('overdue') }), audit('deadline', { clock: 'c' }, { c: clock('running'), d: clock('running') }, { c: clock('overdue'), d: clock('overdue') })]).toEqual([['I5'], ['I5']]);
  });

  it('warn once for each lead time', () => {
    const warn = (...days: readonly number[]) => audit('warning', { clock: 'c', days }, { c: clock('running', { warnedDays: [5] }) }, { c: clock('running') });
    expect([warn(2), warn(5), warn(2, 5)]).toEqual([[], ['I5'], ['I5']]);
  });

  it('that ran out and were not noted are those that run, with an end before the moment', () => {
    const state = { clocks: { past: clock('running', { endsAt: BEFORE }), now: clock('running'), stopped: clock('stopped', { endsAt: BEFORE }), open: { phase: 'running' } } };
    expect(unnoted(state, AT)).toEqual(['past']);
  });
});

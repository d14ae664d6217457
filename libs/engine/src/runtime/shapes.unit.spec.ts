// Values and periods at their exact limits: what a payload may hold, who acts at an instant, whose post makes a chief, when a clock warns, what
// a linked case is told twice. Each rule has its ordinary tests beside its own file.
import { expectOk, type Instant, type PersonId } from '@quanze/kernel';
import { attempt, caseUnderReview, codeOf, outcomeOf, path, pathDocument, pathWith, staff, T0, worldOf } from '../fixtures.contract.js';
import { reachOf } from './followed.js';
import { filesNamed, isFileName } from './files.js';
import { problemOf } from './payload.js';
import { applyRecusal, isChief } from './recusal.js';
import { actingAt, carriersOf, handlerAt, type CaseSnapshot, type TeamMember } from './snapshot.js';
import { dueWarnings } from './system-acts.js';

const l = (zh: string) => ({ zh, en: zh });
const START = caseUnderReview();
const NOW = T0 as Instant;

describe('a payload', () => {
  const text = (length: number) => problemOf('字'.repeat(length), { type: 'text', label: l(''), length: 10 } as never);
  const list = (items: readonly unknown[]) => problemOf(items as never, { type: 'list', label: l('') } as never);

  it('holds texts and lists of the greatest length, and none beyond', () => {
    expect([text(10), text(11)]).toEqual([null, 'length']);
    const many = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);
    const longest = [1, 10, 100, 200, 500, 1000, 2000, 5000].filter((count) => list(many(count)) === null).at(-1) as number;
    expect([list(many(longest)), list(many(longest + 1)), list(['x'.repeat(200)]), list(['x'.repeat(201)]), list([5]), list(['a', 'a'])]).toEqual([null, 'length', null, 'value', 'value', 'value']);
  });

  it('holds numbers within their bounds, the bounds included', () => {
    const whole = (value: unknown) => problemOf(value as never, { type: 'integer', min: 1, max: 3, label: l('') } as never);
    expect([1, 3, 0, 4, '2', 1.5].map(whole)).toEqual([null, null, 'min', 'max', 'type', 'type']);
    expect([problemOf('x'.repeat(64) as never, { type: 'file', label: l('') } as never), problemOf(['a'.repeat(64)] as never, { type: 'file', label: l('') } as never)]).toEqual(['file', 'file']);
  });
});

describe('files named by a payload', () => {
  const field = (type: string) => ({ type, label: l('文件') });
  const on = pathWith({ 'acts/several': { label: l('附'), from: ['*'], by: ['handler'], fields: { file: field('file'), files: field('files'), text: field('text'), list: field('list') } } });
  const [a, b] = ['a1'.repeat(32), 'b2'.repeat(32)] as [string, string];

  it('are those in fields of files alone, each once', () => {
    const named = (payload: object) => filesNamed(on, 'several', payload as never);
    expect([named({ file: a }), named({ files: [b, a] }), named({ file: a, files: [a, b] }), named({ text: a, list: [b] }), named({ files: ['x', b] }), named({})]).toEqual([[a], [b, a], [a, b], [], [b], []]);
  });

  it('are texts and no lists that read like one', () => {
    expect([isFileName(a), isFileName([a]), isFileName(a.toUpperCase())]).toEqual([true, false, false]);
  });
});

describe('who acts at an instant', () => {
  const member = (person: string, role: TeamMember['role'], more: Partial<TeamMember> = {}): TeamMember => ({ person: person as PersonId, role, from: NOW, ...more });
  const substitute = member('s', 'handler', { standsInFor: 'h' as PersonId, alone: true });

  it('is the substitute who acts alone, and everybody but the handler in that capacity', () => {
    const team = [substitute, member('h', 'handler'), member('h', 'team_member'), member('m', 'team_member'), member('l', 'lead')];
    expect(actingAt({ team }, NOW).map(({ person, role }) => `${person} ${role}`)).toEqual(['s handler', 'h team_member', 'm team_member', 'l lead']);
    expect(handlerAt({ team }, NOW)?.person).toBe('h');
    expect(handlerAt({ team: [substitute] }, NOW)).toBeUndefined();
  });

  it('beside the handler when it is not alone', () => {
    const { alone: _alone, ...beside } = substitute;
    expect(actingAt({ team: [beside, member('h', 'handler')] }, NOW).map(({ person }) => person)).toEqual(['s', 'h']);
  });

  it('carried the case as handler, substitute, lead or member, not as support', () => {
    const team = [member('h', 'handler', { until: NOW }), substitute, member('m', 'team_member'), member('a', 'assistant'), member('c', 'clerk'), member('f', 'lead', { from: '2030-01-01T00:00:00.000Z' as Instant })];
    expect(carriersOf({ ...START, team }, NOW)).toEqual(['h', 's', 'm']);
  });
});

describe('a recusal', () => {
  const request = (who: typeof staff.other, snapshot: CaseSnapshot = START) =>
    applyRecusal({ kind: 'request-recusal', person: 'payload.person' } as never, snapshot, { person: who.person }, { path, world: worldOf(staff.handler), seq: 9 } as never);
  const codeOfRequest = (...args: Parameters<typeof request>): string => { const result = request(...args); return result.ok ? 'ok' : result.refusal.code; };

  it('of the chief is that of the chief of this office', () => {
    expect([staff.chief, staff.superior, staff.deputy].map((who) => isChief(START, who.person, worldOf(who)))).toEqual([true, false, false]);
    expect(isChief(START, staff.chief.person, worldOf(staff.handler))).toBe(true);
  });

  it('is asked for once for each person, and for one who is known', () => {
    const asked = expectOk(request(staff.other), 'asked');
    expect([codeOfRequest(staff.head, asked), codeOfRequest(staff.other, asked), codeOfRequest(staff.handler, asked)]).toEqual(['ok', 'RECUSAL.ALREADY_REQUESTED', 'ok']);
    expect(codeOfRequest({ ...staff.other, person: '00000000-0000-4000-8000-00000000fade' as PersonId })).toBe('PERSON.UNKNOWN');
  });
});

it('a clock warns while it runs, and of nothing it has warned of', () => {
  const clock = START.clocks['review'] as NonNullable<CaseSnapshot['clocks'][string]>;
  const days = (more: Partial<typeof clock>) => dueWarnings(path, 'review', { ...clock, ...more }).map((each) => each.days);
  expect([days({}), days({ warnedDays: [5] }), days({ phase: 'stopped' }), days({ phase: 'overdue' })]).toEqual([[5, 2], [2], [], []]);
});

it('an end that was told is not told again', () => {
  const ended = { ...START, origin: { case: START.caseId, link: 'x', path: 'y' }, status: 'ended', ending: 'closed' } as unknown as CaseSnapshot;
  expect([reachOf(path, { ...ended, status: 'open' }, ended), reachOf(path, ended, ended), reachOf(path, null, ended)?.ending]).toEqual([{ states: [], clocks: [], ending: 'closed' }, null, 'closed']);
});

it('a case does not end with a state of another region than the main one', () => {
  const extension = (pathDocument.states['extension'] as unknown as { readonly states: object }).states;
  const on = pathWith({
    'states/extension/states': { ...extension, over: { type: 'final', label: l('不再延长'), ending: 'closed' } },
    'acts/stop': { label: l('不再延长'), from: ['extension.idle'], to: 'extension.over', by: ['handler'] },
  });
  const { snapshot } = outcomeOf(START, staff.handler, 'stop', {}, { on });
  expect([snapshot.states.includes('extension.over'), snapshot.status, codeOf(attempt(snapshot, staff.handler, 'note', { text: 'x' }, { on }))]).toEqual([true, 'open', 'ok']);
});

// Tables by example: what becomes of each part, what is listed as not expressed, and what is refused with its place. The matrix of whole
// tables is compared cell by cell elsewhere (`test/tables`).
import type { JsonValue } from '@quanze/kernel';
import { readDocument } from '../read-document.js';
import { importTables } from './import-tables.js';

const TABLES = {
  caseType: { id: 'GRANT', name: '补助申请' },
  states: [{ id: 'new', name: '新' }, { id: 'Under Review', name: '审查' }, { id: 'closed', name: ' ' }],
  events: [
    { id: 'submit', name: '提交', pre: [], post: 'new' },
    { id: 'take.up', name: '受理', pre: ['new', 'new'], post: [{ to: 'Under Review', when: 'Amount > 100 and urgent' }, { to: 'closed' }] },
    { id: 'note', name: '备注', pre: ['*'], post: '*' },
    { id: 'return', name: '退回', pre: ['Under Review'], post: [{ to: '*', when: 'reason = "x"' }, { to: 'new' }] },
  ],
  roles: ['clerk', 'Officer', 'Officer'],
  grants: {
    case: [{ role: 'clerk', crud: 'CR' }, { role: 'Officer', crud: 'rU' }],
    state: [{ state: 'new', role: 'clerk', crud: 'U' }, { state: 'new', role: 'clerk', crud: 'U' }, { state: 'Under Review', role: 'Officer', crud: '' }],
    event: [{ event: 'submit', role: 'clerk', crud: 'C' }, { event: 'submit', role: 'Officer', crud: 'cR' }, { event: 'note', role: 'Officer', crud: 'CU' }],
    field: [{ field: 'Amount', role: 'Officer', crud: 'CRU' }, { field: 'Amount', role: 'clerk', crud: 'R' }, { field: 'Amount', role: 'clerk', crud: 'C' }, { field: 'urgent', role: 'clerk', crud: '' }, { field: 'reason', role: 'Officer', crud: 'D' }],
  },
};

type Parts = Readonly<Record<string, unknown>>;

function run(parts: Parts = {}) {
  const result = importTables({ ...TABLES, ...parts } as unknown as JsonValue);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function refusal(parts: Parts): readonly unknown[] {
  const result = importTables({ ...TABLES, ...parts } as unknown as JsonValue);
  return result.ok ? ['imported'] : [result.refusal.code, result.refusal.params['place']];
}

test('states, events and roles get names, and keep their ids where these do not fit', () => {
  const { document } = run();
  expect([document.id, document.numberWord, document.initial, document.actors]).toEqual(['grant', '补助', 'new-2', ['officer']]);
  expect(document.roles).toEqual({ 'clerk-2': { label: { zh: 'clerk', en: 'clerk' }, sourceId: 'clerk' }, officer: { label: { zh: 'Officer', en: 'Officer' }, sourceId: 'Officer' } });
  expect(Object.entries(document.states).map(([name, state]) => [name, state.sourceId, state.label.zh, state.actors])).toEqual([
    ['new-2', 'new', '新', ['clerk-2']], ['under-Review', 'Under Review', '审查', []], ['closed', undefined, 'closed', []],
  ]);
  expect(Object.keys(document.acts)).toEqual(['submit', 'take-up', 'note', 'return']);
});

test('events become acts: who creates needs C on the case as well, who acts later the rights on states', () => {
  const { acts } = run().document;
  expect(acts['submit']).toMatchObject({ from: ['new'], to: 'new-2', by: ['clerk-2'], writes: '*' });
  expect(acts['note']).toMatchObject({ from: ['*'], by: ['officer'] });
  expect(acts['note']?.to).toBeUndefined();
  expect(acts['take-up']).toMatchObject({ from: ['new-2'], by: [], to: [{ to: 'under-Review', if: 'amount > 100 and urgent' }, { to: 'closed' }] });
});

test('fields become facts with the type that conditions give them and the rights of each role', () => {
  const { facts } = run().document;
  expect(Object.entries(facts).map(([name, fact]) => [name, fact.sourceId, fact.type, fact.access])).toEqual([
    ['amount', 'Amount', 'integer', { CR: ['clerk-2'], CRU: ['officer'] }], ['urgent', undefined, 'boolean', {}], ['reason', undefined, 'text', { D: ['officer'] }],
  ]);
});

test('staying under a condition leads back to the only state, and everything that was imported loads', () => {
  const { document, notExpressed } = run();
  expect(document.acts['return']?.to).toEqual([{ to: 'under-Review', if: 'reason = "x"' }, { to: 'new-2' }]);
  expect(notExpressed).toEqual([]);
  const read = readDocument(JSON.stringify(document), { file: 'x', kind: 'case-path' });
  expect(read.ok ? read.value.value : read.refusal.problems).toEqual(JSON.parse(JSON.stringify(document)));
});

const event = (post: unknown, pre: readonly string[] = ['new']) => ({ events: [TABLES.events[0], { id: 'go', name: 'go', pre, post }, TABLES.events[2]] });

test.each([
  ['no FEEL', 'Amount CONTAINS 3'], ['a field that is not there', 'amount > 3'], ['a name that only the import made', 'reason = clerk-2'], ['nothing', ''],
  ['a number compared with a text', 'Amount > 3 and Amount = "x"'],
])('a condition that is %s is listed, and its target is never taken', (_, when) => {
  const { document, notExpressed } = run(event([{ to: 'Under Review', when: 'reason = "a"' }, { to: 'closed', when }, { to: 'new' }]));
  expect(notExpressed.map(({ place }) => place)).toEqual(['/events/1/post/1/when']);
  const [first, second, third] = document.acts['go']?.to as readonly { readonly if?: string }[];
  expect(first?.if).toBe('reason = "a"');
  expect([second?.if, third?.if]).toEqual(['false', 'false']);
});

test('what tables leave open is listed: staying in several states, creating without a state, no creation, surplus keys', () => {
  const places = (parts: Parts) => run(parts).notExpressed.map(({ place }) => place);
  expect(places(event([{ to: '*', when: 'urgent' }, { to: 'new' }], ['new', 'closed']))).toEqual(['/events/1/post/0/to']);
  const none = { ...TABLES.grants, event: [] };
  expect(places({ events: [{ id: 'a', name: 'a', pre: [], post: '*' }], grants: none })).toEqual(['/events/0/post']);
  expect(places({ events: [], grants: none })).toEqual(['/events']);
  expect(places({ colour: 1, grants: { ...TABLES.grants, page: [] } })).toEqual(['/colour', '/grants/page']);
  expect(run({ events: [], grants: none }).document.acts).toEqual({ 'open-case': expect.objectContaining({ from: ['new'], by: [] }) as unknown });
});

const grants = (table: string, row: unknown) => ({ grants: { ...TABLES.grants, [table]: [row] } });

test.each<[string, Parts, string, string]>([
  ['no states', { states: [] }, 'TABLES.MALFORMED', '/states'],
  ['no list', { roles: {} }, 'TABLES.MALFORMED', '/roles'],
  ['no case type', { caseType: null }, 'TABLES.MALFORMED', '/caseType'],
  ['a state without a name', { states: [{ id: 'a' }] }, 'TABLES.MALFORMED', '/states/0/name'],
  ['a state called like the word for all', { states: [{ id: '*', name: 'x' }] }, 'TABLES.MALFORMED', '/states/0/id'],
  ['a blank id', { roles: [' '] }, 'TABLES.MALFORMED', '/roles/0'],
  ['a state twice', { states: [TABLES.states[0], TABLES.states[0]] }, 'TABLES.ID_TWICE', '/states/1/id'],
  ['an event twice', { events: [TABLES.events[0], TABLES.events[0]] }, 'TABLES.ID_TWICE', '/events/1/id'],
  ['a source that is not there', event('new', ['gone']), 'TABLES.UNKNOWN_ID', '/events/1/pre/0'],
  ['a target that is not there', event('gone'), 'TABLES.UNKNOWN_ID', '/events/1/post'],
  ['a target of a list that is not there', event([{ to: 'gone' }]), 'TABLES.UNKNOWN_ID', '/events/1/post/0/to'],
  ['no target', event([]), 'TABLES.MALFORMED', '/events/1/post'],
  ['a condition that is no text', event([{ to: 'new', when: 3 }]), 'TABLES.MALFORMED', '/events/1/post/0/when'],
  ['a right of a role that is not there', grants('case', { role: 'judge', crud: 'U' }), 'TABLES.UNKNOWN_ID', '/grants/case/0/role'],
  ['a right on a state that is not there', grants('state', { state: 'gone', role: 'clerk', crud: 'U' }), 'TABLES.UNKNOWN_ID', '/grants/state/0/state'],
  ['a right on an event that is not there', grants('event', { event: 'gone', role: 'clerk', crud: 'U' }), 'TABLES.UNKNOWN_ID', '/grants/event/0/event'],
  ['a right of a role that is not there on a field', grants('field', { field: 'Amount', role: 'judge', crud: 'U' }), 'TABLES.UNKNOWN_ID', '/grants/field/0/role'],
  ['a letter that is no right', grants('event', { event: 'note', role: 'clerk', crud: 'X' }), 'TABLES.MALFORMED', '/grants/event/0/crud'],
  ['a right that is not there', grants('event', { event: 'note', role: 'clerk' }), 'TABLES.MALFORMED', '/grants/event/0/crud'],
  ['too many roles', { roles: Array.from({ length: 201 }, (_, index) => `r${index}`) }, 'TABLES.TOO_MANY', '/roles'],
])('%s is refused with its place', (_, parts, code, place) => {
  expect(refusal(parts)).toEqual([code, place]);
});

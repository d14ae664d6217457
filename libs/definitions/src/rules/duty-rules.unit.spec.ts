// The rules on duty lists: each by a document broken in one place, alone and against the power list and the deadline rules around it.
import { brief, edit, expectOne, fixtureDocuments, problemsOf, type Row } from '../fixtures/edited.contract.js';
import type { ReadDocument } from '../read-document.js';
import { checkAgainst } from './cross/index.js';
import { surroundingsOf } from './cross/surroundings.js';

const ALONE: readonly Row[] = [
  ['an id twice in one role', '{id: decide, label: {zh: 决定, en: Decide}, kind: decide, area: decision, powers: [criminal.test.prosecute', '{id: ‸facts, label: {zh: 决定, en: Decide}, kind: decide, area: decision, powers: [criminal.test.prosecute', 'duty-id-twice', '/roles/procurator/duties/1/id'],
  ['an area of another kind', '{id: vote, label: {zh: 表决, en: Vote}, kind: vote, area: vote', '{id: vote, label: {zh: 表决, en: Vote}, kind: vote, area: ‸decision', 'duty-area-misfit', '/roles/committee_member/duties/0/area'],
  ['a decision for which nobody answers', '{id: decide, label: {zh: 决定, en: Decide}, kind: decide, area: decision,', '{id: decide, label: {zh: 决定, en: Decide}, kind: ‸decide,', 'duty-area-misfit', '/roles/procurator/duties/1/kind'],
  ['a proposal for which one answers', 'kind: propose, powers', 'kind: propose, area: ‸decision, powers', 'duty-area-misfit', '/roles/procurator/duties/2/area'],
  ['supervision among the other duties', '{id: answer, label: {zh: 回复, en: Answer}, kind: handle, area: procedure', '{id: answer, label: {zh: 回复, en: Answer}, kind: ‸supervise, area: supervision', 'duty-area-misfit', '/roles/procurator/duties/3/kind'],
  ['another duty among the supervision', '{id: manage, label: {zh: 管理, en: Manage}, kind: supervise, area: supervision', '{id: manage, label: {zh: 管理, en: Manage}, kind: ‸handle, area: facts', 'duty-area-misfit', '/roles/dept_head/supervision/0/kind'],
  ['a next role without duties', 'next: chief, period: {every: case}', 'next: ‸inspection, period: {every: case}', 'duty-next-unknown', '/roles/procurator/duties/0/next'],
  ['a next role that there is not', 'next: chief, period: {every: case}', 'next: ‸cheif, period: {every: case}', 'schema-value', '/roles/procurator/duties/0/next'],
  ['a power in two entries', '[criminal.test.*, general.*], includes', '[criminal.test.*, general.*], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: procurator, source: 测试, status: unverified}\n      - {id: again, label: {zh: 又, en: Again}, kind: decide, area: decision, powers: [‸general.*], includes', 'duty-power-twice', '/roles/chief/duties/1/powers/0'],
  ['a role left out', '  clerk: {label: {zh: 书记员, en: Clerk}, duties: [], supervision: []}\n', '', 'schema-missing-key', '/roles'],
  ['two periods', 'period: {every: case}', 'period: {every: case, ‸within: crim.test.police}', 'schema-unknown-key', '/roles/procurator/duties/0/period/within'],
  ['no period', 'period: {every: case}', 'period: ‸{}', 'schema-missing-key', '/roles/procurator/duties/0/period'],
  ['a pattern in the middle', 'powers: [criminal.test.drop, general.*]', 'powers: [criminal.test.drop, ‸general.*.x]', 'schema-pattern', '/roles/dept_head/duties/0/powers/1'],
  ['no word on who is next', 'next: dept_head, ', '', 'schema-missing-key', '/roles/procurator/duties/2'],
];

test.each(ALONE.filter(([title]) => !/left out|who is next/.test(title)))('%s is found', (...row) => {
  expectOne('duty-list', row);
});

test.each(ALONE.filter(([title]) => /left out|who is next/.test(title)))('%s is found at what lacks it', (_, find, replacement, rule, key) => {
  expect(problemsOf(edit('duty-list', find, replacement).text, 'duty-list').map((problem) => [problem.rule, problem.key])).toEqual([[rule, key]]);
});

/** Problems of the edited duty list against the documents around it. */
function against(find: string, replacement: string, others: (document: ReadDocument) => boolean = () => true): readonly (readonly unknown[])[] {
  const { text } = edit('duty-list', find, replacement);
  const documents = fixtureDocuments({ 'duty-list': text });
  const list = documents.find(({ kind }) => kind === 'duty-list') as ReadDocument;
  return checkAgainst(list, surroundingsOf(documents.filter(others))).map((problem) => [...brief(problem), problem.message.en]);
}

const CROSS: readonly (readonly [title: string, find: string, replacement: string, rule: string, key: string, message: string])[] = [
  ['a power list of another version', 'powerList: {id: test, version: "1"}', 'powerList: ‸{id: test, version: "2"}', 'power-list-unknown', '/powerList', 'there is no power list test@2; there are: test@1'],
  ['a deadline rule that does not exist', 'within: crim.test.police', 'within: ‸crim.test.polcie', 'rule-unknown', '/roles/procurator/duties/3/period/within', 'there is no deadline rule crim.test.polcie; did you mean crim.test.police?'],
  ['a power that is not listed', 'powers: [criminal.test.drop], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: dept_head', 'powers: [‸criminal.test.dorp], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: dept_head', 'duty-power-unknown', '/roles/procurator/duties/2/powers/0', 'the power list has no criminal.test.dorp; did you mean criminal.test.drop?'],
  ['a pattern under which nothing is listed', 'powers: [criminal.test.drop, general.*]', 'powers: [criminal.test.drop, general.*, ‸civil.*]', 'duty-power-unknown', '/roles/dept_head/duties/0/powers/2', 'the power list has no civil.*'],
  ['a power of somebody else', 'powers: [criminal.test.prosecute, criminal.test.return]', 'powers: [criminal.test.prosecute, criminal.test.return, ‸criminal.test.drop]', 'duty-beyond-power', '/roles/procurator/duties/1/powers/2', 'the power list does not give criminal.test.drop to procurator'],
  ['a pattern under which the role has nothing', 'powers: [criminal.test.drop], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: procurator', 'powers: [criminal.test.drop, ‸general.*], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: procurator', 'duty-beyond-power', '/roles/committee_member/duties/0/powers/1', 'the power list does not give general.* to committee_member'],
  ['a power behind which no duty stands', '  procurator:\n', '  ‸procurator:\n', 'power-without-duty', '/roles/procurator', 'no duty of procurator stands behind criminal.test.return'],
  ['a review behind which no duty stands', 'powers: [criminal.test.drop, general.*]', 'powers: [general.*]', 'power-without-duty', '/roles/dept_head', 'no duty of dept_head stands behind criminal.test.drop'],
  ['a vote that is only proposed', 'kind: vote, area: vote, powers', 'kind: propose, powers', 'power-without-duty', '/roles/committee_member', 'no duty of committee_member stands behind criminal.test.drop'],
];

test.each(CROSS)('%s is found around it', (_, find, replacement, rule, key, message) => {
  // A power with nothing behind it is made by taking it from the entry, so the mark stands at the role.
  const missing = message.includes('criminal.test.return');
  const found = missing ? against(', criminal.test.return]', ']') : against(find, replacement.replace('‸', ''));
  expect(found.map(([name, , , pointer, text]) => [name, pointer, text])).toEqual([[rule, key, message]]);
  const { at } = edit('duty-list', find, replacement);
  if (at !== null) expect(found[0]?.slice(1, 3)).toEqual([at.line, at.column]);
});

test('a duty list that fits has no problem, and without its power list exactly one', () => {
  expect(against('id: test\nversion', 'id: test\nversion')).toEqual([]);
  expect(against('id: test\nversion', 'id: test\nversion', ({ kind }) => kind !== 'power-list').map(([rule]) => rule)).toEqual(['power-list-unknown']);
});

test('a power that the list only takes off asks for no duty', () => {
  const off = '  - {id: criminal.test.off, group: criminal, label: {zh: 免, en: Off}, decider: case_mgmt, listed: false, fixedBy: list, source: 测试, status: unverified}\n';
  const on = off.replace(' listed: false,', '');
  const problemsWith = (entry: string): readonly string[] => {
    const documents = fixtureDocuments({ 'power-list': edit('power-list', 'entries:\n', `entries:\n${entry}`).text });
    return checkAgainst(documents.find(({ kind }) => kind === 'duty-list') as ReadDocument, surroundingsOf(documents)).map(({ rule, key }) => `${rule} ${key}`);
  };
  expect([problemsWith(off), problemsWith(on)]).toEqual([[], ['power-without-duty /roles/case_mgmt']]);
});

test('what is only proposed may be named in several entries', () => {
  const again = 'source: 测试, status: unverified}\n      - {id: propose-again, label: {zh: 再提, en: Again}, kind: propose, powers: [criminal.test.drop], includes: {zh: 内, en: In}, excludes: {zh: 外, en: Out}, next: chief, source: 测试, status: unverified}';
  const { text } = edit('duty-list', 'next: dept_head, source: 测试, status: unverified}', `next: dept_head, ${again}`);
  expect(problemsOf(text, 'duty-list')).toEqual([]);
});

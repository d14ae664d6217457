// Who may know of a case, row by row; that the lists of the store say the same is held by `libs/persistence/src/cases/visibility.int.spec.ts`.
// And what is read along with a request because its payload names it.
import type { CaseSnapshot, PersonFacts, PostRole } from '@quanze/engine';
import type { CaseId, JsonObject, OfficeId, PersonId } from '@quanze/kernel';
import { filesIn, refuseMissing } from '../files/named.js';
import { mayKnow, namedIn } from './load.js';

const [HERE, ABOVE, BESIDE] = ['here', 'above', 'beside'] as OfficeId[] as [OfficeId, OfficeId, OfficeId];
const ME = 'me' as PersonId;
const CASE = { caseId: 'case' as CaseId, office: HERE, department: 'd1', team: [] } as unknown as CaseSnapshot;
type Post = Partial<PersonFacts['posts'][number]>;
const holding = (role: PostRole, post: Post = {}, more: Partial<PersonFacts> = {}): PersonFacts => ({ person: ME, delegations: [], posts: [{ appointment: 'a', office: HERE, role, ...post }], ...more }) as unknown as PersonFacts;
const knows = (facts: PersonFacts, more: Partial<CaseSnapshot> = {}, own: readonly string[] = []): boolean => mayKnow({ ...CASE, ...more }, facts, ABOVE, new Set(own));
const nobody = holding('procurator');

it.each<readonly [string, PersonFacts, boolean]>([
  ['a procurator of the office', nobody, false], ['an assistant', holding('assistant'), false], ['an administrator', holding('admin'), false],
  ['the chief', holding('chief'), true], ['the chief of another office', holding('chief', { office: BESIDE }), false],
  ['a member of the committee', holding('committee_member'), true], ['case management', holding('case_mgmt'), true], ['inspection', holding('inspection'), true],
  ['case management of another office', holding('case_mgmt', { office: BESIDE }), false], ['a member of the committee above', holding('committee_member', { office: ABOVE }), false],
  ['the head of the department', holding('dept_head', { department: 'd1' }), true], ['the head of another department', holding('dept_head', { department: 'd2' }), false],
  ['a deputy with the department', holding('deputy_chief', { portfolio: ['d1'] }), true], ['a deputy with another department', holding('deputy_chief', { portfolio: ['d2'] }), false], ['a deputy with none', holding('deputy_chief'), false],
  ['a deputy with a delegation', holding('deputy_chief', { portfolio: ['d2'] }, { delegations: [{}] as unknown as PersonFacts['delegations'] }), true],
  ['the chief above', holding('chief', { office: ABOVE }), true], ['a deputy above', holding('deputy_chief', { office: ABOVE }), true], ['a procurator above', holding('procurator', { office: ABOVE }), false],
  ['the head of the department above', holding('dept_head', { office: ABOVE, department: 'd1' }), false],
])('%s knows of a case: %s', (_who, facts, expected) => {
  expect(knows(facts)).toBe(expected);
});

it('whoever is or was in its team knows of it, and whoever was given it to read', () => {
  const member = (person: string) => ({ person: person as PersonId, role: 'handler', from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' }) as unknown as CaseSnapshot['team'][number];
  expect([knows(nobody, { team: [member('me')] }), knows(nobody, { team: [member('other')] }), knows(nobody, { readers: [ME] }), knows(nobody, { readers: ['other' as PersonId] })]).toEqual([true, false, true, false]);
});

it('a case without a department is known to every deputy of the office, and to no head of a department', () => {
  const { department: _none, ...without } = CASE;
  const of = (facts: PersonFacts): boolean => mayKnow(without, facts, ABOVE);
  expect([of(holding('deputy_chief')), of(holding('deputy_chief', { office: BESIDE })), of(holding('dept_head', { department: 'd1' }))]).toEqual([true, false, false]);
});

it('an own role of the path is a post in this office and on this path', () => {
  const judge = holding('judge' as PostRole);
  expect([knows(judge, {}, ['judge']), knows(judge, {}, ['registrar']), knows(judge), knows(holding('judge' as PostRole, { office: BESIDE }), {}, ['judge'])]).toEqual([true, false, false, false]);
});

it('an office without a superior is seen by nobody from above', () => {
  expect(mayKnow(CASE, holding('chief', { office: ABOVE }), null)).toBe(false);
});

describe('what a payload names', () => {
  const [a, b] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
  const [file, other] = ['a1'.repeat(32), 'b2'.repeat(32)] as [string, string];

  it('are the persons and files of its first level, in fields and in lists, each once', () => {
    const payload: JsonObject = { person: a as string, people: [b as string, a as string, 'x'], text: '说明', file, files: [other, file], deep: { person: 'y' } };
    expect([namedIn(payload), filesIn(payload)]).toEqual([[a, b], [file, other]]);
    expect([namedIn({}), filesIn({ file: [file, 5] as never }), filesIn({ file: file.toUpperCase() })]).toEqual([[], [file], []]);
  });

  it('and the act declares as files must be stored: what the store was not asked for is not', () => {
    const path = { acts: new Map([['attach', { flow: null, fields: { file: { type: 'file' }, note: { type: 'text' } } }]]), decisions: new Map() } as never;
    const asked = (payload: JsonObject, files?: ReadonlyMap<string, object>) => refuseMissing(path, 'attach', payload, files as never);
    expect([asked({ file }, new Map([[file, {}]])), asked({ note: file })]).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    for (const files of [new Map([[other, {}]]), undefined]) expect(asked({ file }, files)).toMatchObject({ ok: false, refusal: { code: 'FILE.NOT_STORED', params: { files: [file] } } });
  });
});

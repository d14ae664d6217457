// Goal: an act without a power is done under one duty, found by the name it gives or by role and capacity, and the list is the one in force.
// Method: small lists made for the purpose. What is not here: the model list and the shipped acts (`@quanze/definitions`).
import { compileDuties, dutyListOn, dutyRolesOf } from './duty-of-act.js';
import type { Duty, DutyList, RoleDuties } from './duty-list.js';

const text = { zh: '文', en: 'text' };
const duty = (id: string, capacities?: Duty['capacities']): Duty =>
  ({ id, label: text, kind: 'handle', ...(capacities === undefined ? {} : { capacities }), includes: text, excludes: text, next: 'chief', source: '测试', status: 'unverified' });
const role = (duties: readonly Duty[], supervision: readonly Duty[] = []): RoleDuties => ({ label: text, duties, supervision });
const listOf = (more: Partial<DutyList>): DutyList => ({
  kind: 'duty-list', id: 'test', version: '1', label: text, source: '测试', status: 'unverified', effectiveFrom: '2025-01-01', province: null, powerList: { id: 'test', version: '1' },
  roles: {
    procurator: role([duty('facts'), duty('procedure', ['handle', 'record'])]),
    lead: role([duty('direct', ['handle']), duty('also', ['handle'])]),
    dept_head: role([], [duty('manage', ['supervise'])]),
    everyone: role([duty('file', ['record']), duty('recuse')]),
  },
  ...more,
});
const duties = compileDuties(listOf({}));

describe('the duty of an act', () => {
  test.each([
    ['procurator', 'handle', null, 'procurator/procedure'],
    ['procurator', 'handle', 'facts', 'procurator/facts'],
    ['procurator', 'record', null, 'procurator/procedure'],
    ['procurator', 'sign', null, null],
    ['dept_head', 'supervise', null, 'dept_head/manage'],
    ['dept_head', 'supervise', 'facts', 'dept_head/manage'],
    ['dept_head', 'record', null, 'everyone/file'],
    ['dept_head', 'record', 'recuse', 'everyone/recuse'],
    ['inspection', 'record', null, 'everyone/file'],
    ['inspection', 'handle', null, null],
    ['lead', 'handle', null, null],
    ['lead', 'handle', 'direct', 'lead/direct'],
  ] as const)('of a %s in the capacity %s naming %s is %s', (of, capacity, named, expected) => {
    expect(duties.of(of, capacity, named)).toBe(expected);
  });

  test('is told whether it was named, and all that fit', () => {
    expect(duties.fit('lead', 'handle', null)).toMatchObject({ entries: [{ duty: { id: 'direct' } }, { duty: { id: 'also' } }], cited: null, isNamed: false });
    expect(duties.fit('dept_head', 'supervise', 'facts').isNamed).toBe(false);
    expect(duties.fit('procurator', 'sign', 'recuse')).toMatchObject({ cited: 'everyone/recuse', isNamed: true });
    expect(duties.listVersion).toBe('test@1');
  });

  test('is asked of a handler alone and as lead; administrators have none', () => {
    expect(['handler', 'team_member', 'superior_official', 'admin', 'everyone', 'nobody'].map(dutyRolesOf)).toEqual([['procurator', 'lead'], ['team_member'], ['superior_official'], [], [], []]);
  });
});

describe('the list of a day', () => {
  const lists = ([['2025-01-01', null], ['2026-04-01', null], ['2026-02-01', '云'], ['2026-05-01', '云']] as const).map(([effectiveFrom, province]) => compileDuties(listOf({ effectiveFrom, province, version: `${province ?? ''}${effectiveFrom}` })));
  test.each([
    ['2024-12-31', null, undefined], ['2025-01-01', null, '2025-01-01'], ['2026-03-31', null, '2025-01-01'], ['2026-04-01', null, '2026-04-01'],
    ['2026-01-31', '云', '2025-01-01'], ['2026-02-01', '云', '云2026-02-01'], ['2026-04-30', '云', '云2026-02-01'], ['2026-05-01', '云', '云2026-05-01'], ['2026-05-01', '江', '2026-04-01'],
  ] as const)('%s in %s is %s', (day, province, version) => expect(dutyListOn(lists, day, province)?.list.version).toBe(version));
});

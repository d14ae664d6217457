// Goal: the entry behind a row of attribution is the closest of its role and area, and a change between two versions is told entry by
// entry. Method: a small list, and the same list with one thing changed. What is not here: the model list (`@quanze/definitions`).
import { changesBetween } from './duty-list-changes.js';
import { coversPower, dutyBehind, type Duty, type DutyList } from './duty-list.js';
import { modelTable, readYaml } from './read-table.contract.js';
import { answer } from './answer.js';

const text = { zh: '文', en: 'text' };
const duty = (id: string, more: Partial<Duty>): Duty => ({ id, label: text, kind: 'handle', includes: text, excludes: text, next: 'chief', source: '测试', status: 'unverified', ...more });
const list: DutyList = {
  kind: 'duty-list', id: 'test', version: '1', label: text, source: '测试', status: 'unverified', effectiveFrom: '2025-01-01', province: null, powerList: { id: 'test', version: '1' },
  roles: {
    procurator: {
      label: text,
      duties: [
        duty('facts', { area: 'facts' }),
        duty('decide', { kind: 'decide', area: 'decision', powers: ['criminal.*'] }),
        duty('decide-charge', { kind: 'decide', area: 'decision', powers: ['criminal.prosecute.charge', 'civil.verify'] }),
        duty('propose', { kind: 'propose', powers: ['criminal.nonpros.*'] }),
      ],
      supervision: [],
    },
    chief: { label: text, duties: [], supervision: [duty('watch', { kind: 'supervise', area: 'supervision', period: { every: 'month' } })] },
    everyone: { label: text, duties: [duty('record', { kind: 'record', area: 'recording' })], supervision: [] },
  },
};

describe('the entry behind a row', () => {
  test.each([
    ['procurator', 'facts', 'criminal.prosecute.charge', 'facts'],
    ['procurator', 'decision', 'criminal.prosecute.charge', 'decide-charge'],
    ['procurator', 'decision', 'criminal.plea.sentence_advice', 'decide'],
    ['procurator', 'decision', 'civil.verify', 'decide-charge'],
    ['procurator', 'decision', 'pi.sue', null],
    ['procurator', 'decision', null, 'decide'],
    ['procurator', 'recording', null, 'record'],
    ['procurator', '', null, 'propose'],
    ['chief', 'supervision', 'criminal.nonpros.discretionary', 'watch'],
    ['chief', 'decision', 'criminal.nonpros.discretionary', null],
    ['interferer', 'interference', null, null],
  ] as const)('of a %s in the area “%s” for %s is %s', (capacity, area, power, expected) => {
    expect(dutyBehind(list, { capacity, area }, power)?.id ?? null).toBe(expected);
  });

  test('is found by id, or by a prefix that ends where a part ends', () => {
    expect([['criminal.*', 'criminal.arrest.approve'], ['criminal.*', 'criminals.x'], ['criminal.arrest.approve', 'criminal.arrest.approve'], ['criminal.arrest', 'criminal.arrest.approve'], ['criminal.*', 'criminal']].map(([a, b]) => coversPower(a as string, b as string)))
      .toEqual([true, false, true, false, false]);
  });

  test('stands behind every row that the model list and table give for a decision of the chief', () => {
    const model = readYaml('../../../workflows/duty-lists/model.yaml') as DutyList;
    const power = 'criminal.nonpros.discretionary';
    const facts = {
      handler: 'P', decider_level: 'chief', decider: 'C', power, reviews: [{ by: 'H', role: 'dept_head' }], assistants: [{ person: 'X', task: 'draft', deviation: 'omitted' }, { person: 'Y', task: 'clerk' }],
      interference: [{ by: 'I', recipients: ['P'], recorded: true, followed: false }], alerts: [{ raised_by: 'K', kind: 'deadline' }], signature: 'S', conference: { held: true, members: ['A'] },
    };
    const given = answer(modelTable(), { id: 1, facts });
    const behind = 'rows' in given ? given.rows.map((row) => `${row.person} ${row.area} ${dutyBehind(model, row, power)?.id ?? 'nothing'}`) : [];
    expect(behind).toEqual([
      'P facts establish-facts', 'P procedure follow-procedure', 'P gatekeeping check-support', 'P recording record-interference', 'C decision decide-major-matters', 'H review review-before-the-chief',
      'X task support-under-direction', 'Y task keep-records', 'S  sign', 'A  advise', 'I interference nothing', 'K supervision monitor-the-flow',
    ]);
  });
});

describe('the changes between two versions', () => {
  const changed = (roles: DutyList['roles']): DutyList => ({ ...list, version: '2', roles: { ...list.roles, ...roles } });

  test('of equal lists are none, whatever the order of keys and entries', () => {
    const own = list.roles.procurator?.duties ?? [];
    expect(changesBetween(list, changed({ procurator: { label: text, duties: [...own].reverse(), supervision: [] } }))).toEqual([]);
  });

  test('name what was added, removed, changed and moved', () => {
    const after = changed({
      procurator: { label: text, duties: [duty('facts', { area: 'facts', next: 'lead' }), duty('new', { area: 'procedure' }), duty('propose', { kind: 'propose', powers: ['criminal.nonpros.*'] })], supervision: [] },
      chief: { label: text, duties: [duty('watch', { kind: 'supervise', area: 'supervision', period: { every: 'week' } })], supervision: [] },
    });
    expect(changesBetween(list, after)).toEqual([
      { role: 'procurator', duty: 'decide', change: 'removed', keys: [] },
      { role: 'procurator', duty: 'decide-charge', change: 'removed', keys: [] },
      { role: 'procurator', duty: 'facts', change: 'changed', keys: ['next'] },
      { role: 'procurator', duty: 'new', change: 'added', keys: [] },
      { role: 'chief', duty: 'watch', change: 'changed', keys: ['track', 'period'].sort() },
    ]);
  });

  test('tell a role that vanished entry by entry', () => {
    const { everyone: _, ...rest } = list.roles;
    expect(changesBetween(list, { ...list, roles: rest })).toEqual([{ role: 'everyone', duty: 'record', change: 'removed', keys: [] }]);
  });
});

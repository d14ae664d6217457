// `quanze simulate` as a process: its answer for a shipped path and for an imported one, that a seed repeats itself, and what it refuses.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTestFolder } from '@quanze/testkit';
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

const definition = (name: string) => fileURLToPath(new URL(`../../../workflows/${name}`, import.meta.url));
const TABLES = {
  caseType: { id: 'grant', name: '补助' },
  states: [{ id: 'open', name: '办理' }, { id: 'paid', name: '支付' }],
  events: [{ id: 'create', name: '建立', pre: [], post: 'open' }, { id: 'pay', name: '支付', pre: ['open'], post: 'paid' }, { id: 'note', name: '备注', pre: ['*'], post: '*' }],
  roles: ['clerk', 'cashier'],
  grants: {
    case: [{ role: 'clerk', crud: 'CRU' }, { role: 'cashier', crud: 'RU' }],
    state: ['open', 'paid'].flatMap((state) => ['clerk', 'cashier'].map((role) => ({ state, role, crud: 'U' }))),
    event: [{ event: 'create', role: 'clerk', crud: 'C' }, { event: 'pay', role: 'cashier', crud: 'C' }, { event: 'note', role: 'clerk', crud: 'C' }],
    field: [],
  },
};

describe('quanze simulate', () => {
  it('counts endings, levels, late periods and faults of a shipped path, and finds no invariant broken', async () => {
    const run = await quanze(['simulate', definition('case-paths/support-quality.yaml'), '--cases', '30', '--seed', '7']);
    expect([run.exit, run.err]).toEqual([0, '']);
    const answer = JSON.parse(run.out) as { endings: Record<string, number>; clocks: { started: number; overdue: number; overdueShare: number }; accepted: number; faults: object; unreached: { acts: string[] } };
    expect(answer).toMatchObject({ path: 'support.quality', cases: 30, seed: 7, violations: [] });
    expect(Object.values(answer.endings).reduce((sum, number) => sum + number, 0)).toBe(30);
    expect(answer.accepted).toBeGreaterThan(100);
    expect(answer.clocks.overdueShare).toBeCloseTo(answer.clocks.overdue / answer.clocks.started, 2);
    expect(Object.keys(answer.faults).length).toBeGreaterThan(5);
    expect(answer.unreached.acts.length).toBeGreaterThan(0);
  });

  it('gives the same answer for the same seed, for a path as for its release, and another for another seed', async () => {
    const answers = [];
    for (const [file, seed] of [['case-paths/criminal-correction.yaml', '3'], ['releases/criminal-correction.yaml', '3'], ['case-paths/criminal-correction.yaml', '4']] as const) {
      answers.push((await quanze(['simulate', definition(file), '--cases', '5', '--seed', seed])).out);
    }
    expect(answers[1]).toBe(answers[0]);
    expect(answers[2]).not.toBe(answers[0]);
  });

  it('runs a path that was imported from tables', async () => {
    const folder = await makeTestFolder('cli-simulate');
    const tables = join(folder, 'tables.json');
    writeFileSync(tables, JSON.stringify(TABLES));
    const imported = join(folder, 'grant.json');
    writeFileSync(imported, (await quanze(['import-tables', tables])).out);
    const run = await quanze(['simulate', imported, '--cases', '20', '--seed', '1']);
    expect([run.exit, run.err]).toEqual([0, '']);
    expect(JSON.parse(run.out)).toMatchObject({ path: 'grant', cases: 20, unopened: 0, violations: [], unreached: { states: [], acts: [] } });
  });

  it.each<[string, readonly string[], string]>([
    ['no file', [], 'USAGE'], ['a number that is none', [definition('case-paths/support-quality.yaml'), '--cases', 'many'], 'USAGE'], ['no case at all', [definition('case-paths/support-quality.yaml'), '--cases', '0'], 'USAGE'],
    ['another kind of document', [definition('power-lists/model.yaml')], 'EXPORT.NOT_A_PATH'],
  ])('refuses %s', async (_, args, code) => {
    const run = await quanze(['simulate', ...args]);
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', code]);
  });
});

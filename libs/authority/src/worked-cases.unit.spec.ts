// Goal: the model list says what the law says. Method: worked cases as data, written by hand — every power × every class of actor in an
// ordinary case, and one line per condition of the list.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expectOk } from '@quanze/kernel';
import { answer } from './answer.js';
import { compilePowerList } from './compile.js';
import { parsePowerList } from './parse-power-list.js';
import type { QueryActor } from './query.js';

type Gives = 'allow' | 'deny' | string[];
interface Grid { patterns: Record<string, Record<string, Gives>>; powers: Record<string, string[]> }
interface Line { as: string | QueryActor; do: string; case: Record<string, unknown>; gives: Gives; because?: string }

const read = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const list = expectOk(parsePowerList(read('../../../workflows/power-lists/model.yaml')), 'model list');
const compiled = compilePowerList(list);
const grid = read('./cases/grid.yaml') as Grid;

const ACTORS: Record<string, QueryActor[]> = {
  own: [{ role: 'procurator' }, { role: 'lead' }, { role: 'procurator', is_handler: true }],
  rest: [{ role: 'procurator', is_handler: false }, { role: 'lead', is_handler: false }, { role: 'team_member' }, { role: 'assistant' }, { role: 'clerk' }],
  head: [{ role: 'dept_head' }],
  handling: [{ role: 'dept_head', is_handler: true }],
  deputy: [{ role: 'deputy_chief' }, { role: 'deputy_chief', delegation: 'none', portfolio: false }],
  portfolio: [{ role: 'deputy_chief', portfolio: true, delegation: 'none' }],
  delegated: [{ role: 'deputy_chief', delegation: 'in_force' }],
  chief: [{ role: 'chief' }],
  committee: [{ role: 'committee' }],
  superior: [{ role: 'superior_official' }],
  case_mgmt: [{ role: 'case_mgmt' }],
};

/** The outcome in the notation of the case files. */
function outcome(actor: QueryActor, action: string, facts: Record<string, unknown>): { gives: Gives; because: string } {
  const given = answer(compiled, { id: 1, actor, action, case: facts });
  if ('error' in given) return { gives: [given.error.code], because: '' };
  return { gives: given.result === 'needs-approval-of' ? [...(given.of ?? [])] : given.result, because: given.reasons[0]?.code ?? '' };
}

describe('the grid of powers and actors', () => {
  test('names every power of the model list exactly once', () => {
    expect(Object.values(grid.powers).flat().sort()).toEqual(list.entries.map((entry) => entry.id).sort());
  });

  const rows = Object.entries(grid.powers).flatMap(([pattern, powers]) => powers.map((power) => ({ pattern, power })));
  test.each(rows)('$power is decided as the pattern $pattern says', ({ pattern, power }) => {
    const wanted = grid.patterns[pattern] ?? {};
    const expected = Object.entries(ACTORS).flatMap(([kind, actors]) => actors.map((actor) => ({ actor, gives: wanted[kind] })));
    const found = expected.map(({ actor }) => ({ actor, gives: outcome(actor, power, {}).gives }));
    expect(found).toEqual(expected);
  });
});

describe.each(['criminal', 'other'])('conditions of the %s powers', (file) => {
  const lines = read(`./cases/conditions-${file}.yaml`) as Line[];
  test.each(lines.map((line, i) => ({ ...line, n: i + 1, facts: JSON.stringify(line.case), who: JSON.stringify(line.as), out: String(line.gives) })))(
    '$n: $do by $who with $facts gives $out',
    (line) => {
      const actors = typeof line.as === 'string' ? ACTORS[line.as] ?? [] : [line.as];
      expect(actors).not.toHaveLength(0);
      const found = actors.map((actor) => outcome(actor, line.do, line.case));
      expect(found.map(({ gives }) => gives)).toEqual(actors.map(() => line.gives));
      if (line.because !== undefined) expect(found.map(({ because }) => because)).toEqual(actors.map(() => line.because));
    },
  );
});

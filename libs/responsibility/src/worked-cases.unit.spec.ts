// Goal: the model table attributes as the decision tables say. Method: worked cases as data, written by hand — at least one per rule
// A1–A34 and B0–B10, with counter-cases — and records that must be refused.
import { answer } from './answer.js';
import { modelTable, readYaml } from './read-table.contract.js';
import type { AttributionTable } from './table.js';

interface Case {
  readonly case: string; readonly why: string; readonly facts: unknown; readonly settings?: Record<string, boolean>;
  readonly rows: string[]; readonly flags?: string[]; readonly says?: string[];
}
interface Malformed { readonly facts: unknown; readonly code: string; readonly path: string }

const FILES = ['handling', 'chief', 'committee', 'authority', 'accountability'];
const cases = FILES.flatMap((file) => readYaml(`./cases/${file}.yaml`) as Case[]);
const model = modelTable();

function given(table: AttributionTable, facts: unknown): { rows: string[]; flags: readonly string[]; text: string } {
  const found = answer(table, { id: 1, facts });
  if ('error' in found) return { rows: [found.error.code, found.error.message], flags: [], text: '' };
  return {
    rows: found.rows.map((row) => [row.person, row.capacity, row.area === '' ? '-' : row.area, row.bears, ...row.rules].join(' ')),
    flags: found.flags,
    text: found.rows.map(({ basis }) => basis).join('\n'),
  };
}

describe('the worked cases', () => {
  test.each(cases)('$case: $why', ({ facts, settings, rows, flags, says }) => {
    const found = given(settings === undefined ? model : modelTable(settings), facts);
    expect(found.rows).toEqual(rows);
    expect(found.flags).toEqual(flags ?? []);
    expect((says ?? []).filter((part) => !found.text.includes(part))).toEqual([]);
  });

  test('name every rule of the table in a row, and the rule of the referral by its flag', () => {
    const named = new Set(cases.flatMap(({ rows }) => rows.flatMap((row) => row.split(' ').slice(4))));
    expect([...model.rules.keys()].filter((id) => !named.has(id))).toEqual(['B10']);
    expect(cases.some(({ flags }) => flags?.includes('crime_referral'))).toBe(true);
  });
});

describe('a record that cannot be used', () => {
  const malformed = readYaml('./cases/malformed.yaml') as Malformed[];
  test.each(malformed.map((each) => ({ ...each, text: JSON.stringify(each.facts) })))('$text is refused with $code at $path', ({ facts, code, path }) => {
    const found = answer(model, { id: 'x', facts });
    expect('error' in found ? { id: found.id, code: found.error.code, path: found.error.message.split(': ')[0] } : found.rows).toEqual({ id: 'x', code, path });
  });

  test.each([[null, null], [{ id: 5 }, 5], [{ id: 'a', facts: [] }, 'a'], [{ id: {}, facts: {} }, null], ['text', null]])('an item %j of another shape is answered with an error', (item, id) => {
    const found = answer(model, item);
    expect(found.id).toBe(id);
    expect('error' in found && found.error.code.startsWith('RECORD.')).toBe(true);
  });
});

describe('an answer for people', () => {
  const facts = { handler: 'P', decider_level: 'chief', decider: 'C', signature: 'S' };
  test('has exactly the keys of the contract', () => {
    const found = answer(model, { id: 1, facts });
    expect('rows' in found && found.rows.every((row) => Object.keys(row).join() === 'person,capacity,area,bears,rules,basis')).toBe(true);
    expect(Object.keys(found)).toEqual(['id', 'rows', 'flags']);
  });

  test('gives one line per row in the language asked for, with the rule, its status and the reason of each none', () => {
    const found = answer(model, { id: 1, facts }, 'en');
    const lines = 'explanation' in found ? (found.explanation ?? '').split('\n') : [];
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain('C (chief procurator, decision, not held to account)');
    expect(lines[2]).toContain('[A4, unverified]');
    expect(lines[2]).toContain('[B0]');
    const chinese = answer(model, { id: 1, facts }, 'zh');
    expect('explanation' in chinese && chinese.explanation).toContain('〔A4，未经核对〕');
  });
});

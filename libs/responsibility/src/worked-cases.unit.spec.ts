// Goal: the model table attributes as the decision tables say. Method: worked cases as data, written by hand — for every rule A1–A34 and
// B0–B10 one in which it applies and one that it just misses — and records that must be refused.
import { answer } from './answer.js';
import { modelTable, readYaml } from './read-table.contract.js';
import type { AttributionTable } from './table.js';

interface Case {
  readonly case: string; readonly why: string; readonly facts: unknown; readonly settings?: Record<string, boolean>;
  readonly rows: string[]; readonly flags?: string[]; readonly says?: string[];
  /** Rules that this case just misses, and must be told so. */
  readonly near?: string[];
}
interface Malformed { readonly facts: unknown; readonly code: string; readonly path: string }

const FILES = ['handling', 'chief', 'committee', 'authority', 'accountability'];
const cases = FILES.flatMap((file) => readYaml(`./cases/${file}.yaml`) as Case[]);
const model = modelTable();

const namedIn = (rows: readonly string[]): string[] => rows.flatMap((row) => row.split(' ').slice(4));

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

  const missing = cases.flatMap((each) => (each.near ?? []).map((rule) => ({ ...each, rule })));
  test.each(missing)('$case just misses $rule', ({ facts, settings, rows, rule }) => {
    const found = answer(settings === undefined ? model : modelTable(settings), { id: 1, facts }, 'en');
    const told = 'whyNot' in found ? [...found.whyNot, ...found.rows.flatMap(({ whyNot }) => whyNot)] : [];
    expect(told.map((near) => near.rule)).toContain(rule);
    // A rule of allocation that is near a record is in none of its rows; one of accountability may hold for another row.
    expect(rule.startsWith('A') && namedIn(rows).includes(rule)).toBe(false);
  });

  test('show every rule of the table applied and just missed', () => {
    const rules = [...model.rules.keys()];
    const applied = new Set(cases.flatMap(({ rows, flags }) => [...namedIn(rows), ...(flags?.includes('crime_referral') ? ['B10'] : [])]));
    const missed = new Set(missing.map(({ rule }) => rule));
    expect({ neverApplied: rules.filter((id) => !applied.has(id)), neverMissed: rules.filter((id) => !missed.has(id)) }).toEqual({ neverApplied: [], neverMissed: [] });
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

  test('says of every row why, with the rule, its status and the reason of each none', () => {
    const found = answer(model, { id: 1, facts }, 'en');
    const rows = 'whyNot' in found ? found.rows : [];
    expect(rows.map(({ why }) => why.includes('[B0]'))).toEqual([true, true, true, true]);
    expect(rows[2]?.why).toContain('[A4, unverified]');
    const chinese = answer(model, { id: 1, facts }, 'zh');
    expect('whyNot' in chinese && chinese.rows[2]?.why).toContain('〔A4，未经核对〕');
    expect('whyNot' in chinese && chinese.rows.every(({ why, basis }) => why === basis)).toBe(true);
  });

  test('says of the rules near the facts why not, and supposes no fault that nobody found', () => {
    const found = answer(model, { id: 1, facts }, 'en');
    const near = 'whyNot' in found ? found : null;
    expect(near?.whyNot.find(({ rule }) => rule === 'A5')?.reason).toBe('decision against the handler\'s opinion is “same”; it would have to be “changed in part” or “changed wholly”');
    // Rules of which nothing holds and on whose subject the record is silent are far away.
    expect(near?.whyNot.map(({ rule }) => rule)).toEqual(['A1', 'A5', 'A6', 'A8', 'A9', 'A10', 'A16', 'A17', 'A20', 'A31']);
    expect(near?.rows[2]?.whyNot.map(({ rule }) => rule)).toEqual(['B1', 'B3', 'B5', 'B6']);
    const reasons = near?.rows.flatMap(({ whyNot }) => whyNot.map(({ reason }) => reason)) ?? [];
    expect(reasons.filter((reason) => /intent|negligen/.test(reason))).toEqual([]);
  });

  test('puts it all into one text: a line per row, what is near the row below it, then flags and what is near the record', () => {
    const oral = { ...facts, relation_to_handler_opinion: 'changed_all', objection: 'oral' };
    const found = answer(model, { id: 1, facts: oral }, 'en');
    const lines = 'explanation' in found ? found.explanation.split('\n') : [];
    expect(lines.map((text) => text.slice(0, 17))).toEqual([
      'P (procurator, fa', '  Not applied: B1', 'P (procurator, pr', '  Not applied: B1', 'C (chief procurat', '  Not applied: B1', 'S (signer, not he', 'Flags: the object', 'Rules near this r',
    ]);
    expect(lines[1]).toMatch(/^ {2}Not applied: B1, B5, B6: only on a finding of people, .*; B3: result is “correct”/);
  });
});

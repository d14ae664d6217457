// Goal: use power by the list, bear responsibility by the list. Method: every power of the model power list, at every level that may decide
// it: the gate allows the act, attribution gives the decision to that level, and the duty behind it names the same power.
import { join } from 'node:path';
import { answer as judge, compilePowerList, parsePowerList, type Body, type PowerEntry } from '@quanze/authority';
import { expectOk } from '@quanze/kernel';
import { answer as attribute, coversPower, dutyBehind, EXERCISING, parseAttributionTable, type DutyList } from '@quanze/responsibility';
import { folderSource } from './folder.js';
import { loadWorkflows } from './load-workflows.js';
import type { DocumentKind } from './schema/index.js';

const loaded = loadWorkflows(folderSource(join(import.meta.dirname, '../../../workflows')));
const documentOf = (kind: DocumentKind): unknown => loaded.documents.find((document) => document.kind === kind && document.id === 'model')?.value;
const powers = expectOk(parsePowerList(documentOf('power-list')), 'the model power list');
const table = expectOk(parseAttributionTable(documentOf('attribution-table')), 'the model table');
const duties = documentOf('duty-list') as DutyList;

interface Level { readonly actor: object; readonly facts: object; readonly area: string }
const person = 'D';
/** Who acts for a body at the gate, and the record of a decision on that level. */
const LEVELS: Readonly<Partial<Record<Body, Level>>> = {
  procurator: { actor: { role: 'procurator', is_handler: true }, facts: { handler: person, decider_level: 'procurator' }, area: 'decision' },
  chief: { actor: { role: 'chief' }, facts: { handler: 'P', decider_level: 'chief', decider: person }, area: 'decision' },
  committee: { actor: { role: 'committee' }, facts: { handler: 'P', decider_level: 'committee', votes: [{ person, vote: 'for' }] }, area: 'vote' },
  superior: { actor: { role: 'superior_official' }, facts: { handler: 'P', decider_level: 'superior', decider: person }, area: 'decision' },
};
// What a power may ask for before anybody exercises it: the committee quorate and seized by the chief, the form, the review.
const READY = { submitted_by_chief: 'submitted', present: 9, members: 11, form: 'written', authority: 'own', signing_authorised: true };

// Signing, assigning and checking decide nothing about a case.
const NOT_A_DECISION = ['general.document.sign', 'general.case.assign', 'quality.check'];
const pairs = powers.entries.filter(({ listed, id }) => listed && !NOT_A_DECISION.includes(id)).flatMap((entry) => [...new Set([...entry.decider.map(({ body }) => body), ...entry.also])].flatMap((body) => (LEVELS[body] === undefined ? [] : [{ entry, body, id: entry.id }])));

/** Whether the gate lets that level act, in some case of the power: each condition of the list is tried with its own values. */
function allowed(entry: PowerEntry, level: Level): boolean {
  const compiled = compilePowerList(powers);
  const facts = [READY, {}, ...['major_difficult_complex', 'major_case'].map((complexity) => ({ ...READY, complexity }))];
  return facts.some((each) => {
    const known = Object.fromEntries(Object.entries(each).filter(([key]) => key in powers.facts));
    const given = judge(compiled, { id: 1, actor: level.actor, action: entry.id, case: known });
    return 'result' in given && given.result === 'allow';
  });
}

test('the model documents have no problem, and the duty list stands beside the model power list', () => {
  expect(loaded.problems.filter(({ file }) => /^(duty-lists|responsibility|power-lists)/.test(file))).toEqual([]);
  expect(duties.powerList).toEqual({ id: powers.id, version: powers.version });
  expect(pairs.length).toBeGreaterThan(120);
});

test.each(pairs)('$id decided by $body is borne under a duty that names it', ({ entry, body }) => {
  const { facts, area } = LEVELS[body] as Level;
  const given = attribute(table, { id: entry.id, facts: { ...facts, power: entry.id } });
  const row = 'rows' in given ? given.rows.find((each) => each.person === person && each.area === area) : undefined;
  const duty = row === undefined ? null : dutyBehind(duties, row, entry.id);
  expect([row?.area, duty?.area, duty !== null && EXERCISING.includes(duty.kind), duty?.powers?.some((power) => coversPower(power, entry.id))]).toEqual([area, area, true, true]);
});

test('the gate allows nearly all of these acts to the level that answers for them', () => {
  const refused = pairs.filter(({ entry, body }) => !allowed(entry, LEVELS[body] as Level)).map(({ id, body }) => `${id} ${body}`);
  process.stdout.write(`lists: ${pairs.length} pairs of power and level, ${pairs.length - refused.length} allowed at the gate as they stand; the others ask for more facts: ${refused.join(', ')}\n`);
  expect(refused.length).toBeLessThan(pairs.length / 4);
});

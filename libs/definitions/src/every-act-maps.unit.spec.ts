// Goal: every act of the shipped paths and flows is done by a list (R112): with a power, or under one duty for each role that may do it.
// Method: the compiled releases, act by act, looked up as the journal does it. What is not here: broken documents (`./rules`).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CAPACITIES, compileRelease, POWER_KINDS, type CompiledAct } from '@quanze/engine';
import { expectOk, type HashFunction, type HashHex } from '@quanze/kernel';
import { ACT_CAPACITIES, compileDuties, dutyRolesOf, entryBehind, type Area, type Capacity, type DutyList } from '@quanze/responsibility';
import { buildRelease } from './build-release.js';
import { problemsOfDutyList, unmappedActs } from './duties-of-release.js';
import { folderSource } from './folder.js';
import { loadWorkflows } from './load-workflows.js';
import type { ReadDocument } from './read-document.js';

const SHA256: HashFunction = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex') as HashHex,
  ofBytes: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
const loaded = loadWorkflows(folderSource(join(import.meta.dirname, '../../../workflows')));
const released = loaded.documents.filter(({ kind }) => kind === 'release');
const list = loaded.documents.find(({ kind }) => kind === 'duty-list')?.value as unknown as DutyList;
const duties = compileDuties(list);

function built(release: ReadDocument, documents: readonly ReadDocument[] = loaded.documents) {
  const given = buildRelease(documents, release, SHA256);
  if (!given.ok) throw new Error(JSON.stringify(given.refusal.problems.slice(0, 3)));
  return given.value;
}
const usesPower = ({ matter, flow }: CompiledAct): boolean => matter !== null || (flow !== null && POWER_KINDS.includes(flow.kind));

test('acts are done in the capacities that the duty list knows', () => {
  expect([...ACT_CAPACITIES]).toEqual([...CAPACITIES]);
});

test.each(released.map((release) => [release.id, release] as const))('each act of %s is done with a power or under one duty of each of its roles', (id, release) => {
  const path = expectOk(compileRelease(built(release)), id);
  const acts = [...path.acts.values()];
  const dutiful = acts.filter((act) => !usesPower(act));
  const wrong = dutiful.flatMap(({ id: act, by, capacity, duty }) => by.flatMap((actor) => {
    const roles = dutyRolesOf(actor);
    return (roles.length === 0 ? [actor] : roles.filter((role) => duties.of(role, capacity, duty) === null)).map((role) => `${act} ${role} ${capacity}`);
  }));
  expect(wrong).toEqual([]);
  process.stdout.write(`lists: ${id}: ${acts.length} acts, ${acts.length - dutiful.length} with a power, ${dutiful.length} under a duty\n`);
  expect(dutiful.length).toBeGreaterThan(20);
  expect(acts.length - dutiful.length).toBeGreaterThan(20);
});

test.each(['procurator', 'lead', 'team_member'] as const)('a %s answers for facts and procedure by the entries under which acts of handling are done', (role) => {
  const used = new Set(released.flatMap((release) => [...expectOk(compileRelease(built(release)), release.id).acts.values()])
    .filter((act) => !usesPower(act) && act.capacity === 'handle' && act.by.some((actor) => dutyRolesOf(actor).includes(role)))
    .map(({ capacity, duty }) => duties.of(role, capacity, duty)));
  for (const area of ['facts', 'procedure'] as const satisfies readonly Area[]) {
    const entry = entryBehind(list, { capacity: role as Capacity, area }, null);
    expect(used.has(entry === null ? null : `${entry.role}/${entry.duty.id}`)).toBe(true);
  }
});

test('the duty list is chosen by date: another version changes neither content nor hash of a release', () => {
  const release = released[0] as ReadDocument;
  const other = loaded.documents.map((document) => (document.kind === 'duty-list' ? { ...document, version: '2099.1', value: { ...list, version: '2099.1' } as unknown as ReadDocument['value'] } : document));
  const later = { ...release, value: { ...(release.value as object), dutyList: { id: 'model', version: '2099.1' } } as ReadDocument['value'] };
  expect(built(later, other)).toMatchObject({ hash: built(release).hash, source: built(release).source });
});

test('a stored release is judged by a list in the same words, and a list by what is published around it', () => {
  const { source } = built(released[0] as ReadDocument);
  expect(unmappedActs(source, list)).toEqual([]);
  const { everyone: _gone, ...roles } = list.roles;
  expect(new Set(unmappedActs(source, { ...list, roles }).map(({ rule }) => rule))).toEqual(new Set(['act-unmapped', 'act-duty-unknown']));
  const of = (kind: ReadDocument['kind']): readonly ReadDocument['value'][] => loaded.documents.filter((document) => document.kind === kind).map(({ value }) => value);
  const around = { powerLists: of('power-list'), deadlineRules: of('deadline-rules') };
  const content = list as unknown as ReadDocument['value'];
  const rules = (given: object, beside: Parameters<typeof problemsOfDutyList>[1] = around): readonly string[] => [...new Set(problemsOfDutyList({ ...(content as object), ...given } as ReadDocument['value'], beside).map(({ rule }) => rule))];
  expect([rules({}), rules({ kind: 'power-list' }), rules({ roles: {} }), rules({}, { ...around, powerLists: [] }), rules({}, { ...around, deadlineRules: [] })])
    .toEqual([[], ['kind-mismatch'], ['schema-missing-key'], ['power-list-unknown'], ['rule-unknown']]);
  const provincial = around.powerLists.map((powers) => ({ ...(powers as object), province: '云' }) as ReadDocument['value']);
  expect([rules({}, { ...around, powerLists: provincial }), rules({ province: '云' }, { ...around, powerLists: provincial })]).toEqual([['duty-province-misfit'], []]);
});

// What goes into a document besides its template: whose names, whose reasons, which decision. What is read of the case is given here; reading
// it is `libs/persistence/src/documents`, and templates are `libs/documents`.
import { createHash } from 'node:crypto';
import type { DocumentTemplate } from '@quanze/documents';
import type { CaseSnapshot, CompiledPath, DecisionRecord, Signatory, TeamMember } from '@quanze/engine';
import { expectOk, type HashFunction, type HashHex, type Instant, type PersonId } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { Making, MakingQuery } from '../ports/document-store.port.js';
import { carrierOfDraft, carrierOfIssued, type Served, type SpokenDecision } from './carrier.js';
import { makeDocument, previewDocument } from './make.js';

const AT = '2026-03-02T01:00:00.000Z' as Instant;
const hash: HashFunction = { algorithm: 'sha-256', ofText: (text) => createHash('sha256').update(text).digest('hex') as HashHex, ofBytes: (bytes) => createHash('sha256').update(bytes).digest() };
const label = { zh: '字段', en: 'Field' };
const field = (from: string) => ({ type: 'text' as const, label, from: [from] });
const TEMPLATE: DocumentTemplate = {
  document: 'notice', label, word: '通', signedBy: 'handler',
  fields: {
    outcome: field('decision.outcome'), deciders: field('decision.deciders'), on: { type: 'date', label, from: ['decision.date'] }, facts: field('reasons.facts'), ground: field('value.ground'), foreign: field('case.foreignNumber'), handler: field('handler.name'),
  },
  body: [{ paragraph: '{outcome}·{deciders}·{on}' }, { paragraph: '事实：{facts}' }, { paragraph: '理由：{ground}' }, { paragraph: '来文：{foreign}' }, { paragraph: '经办：{handler}' }, { signature: true }],
};
const member = (person: string, role: TeamMember['role']): TeamMember => ({ person: person as PersonId, role, from: '2026-01-01T00:00:00.000Z' as Instant });
const TEAM = [member('lead', 'lead'), member('member', 'team_member'), member('assistant', 'assistant'), member('clerk', 'clerk')];
const snapshot = { caseId: 'case', office: 'office', team: TEAM, facts: {}, decisions: {} } as unknown as CaseSnapshot;
const by = (person: string, role: string): Signatory => ({ person: person as PersonId, role, capacity: 'decide', appointment: 'a' }) as Signatory;
const MAKING: Making = {
  caseNumber: '1号', title: '案件', foreignNumber: null, officeName: '某院', officeWord: '某检', lastN: 3, lastSerial: 7, draft: null,
  names: new Map(['lead', 'member', 'assistant', 'clerk', 'chief', 'deputy'].map((person) => [person as PersonId, `名${person}`])), decidedAt: new Map([[9, '2026-03-01T17:00:00.000Z' as Instant]]),
  openings: [{ seq: 4, path: '/input/facts', value: '拟稿事实' }, { seq: 9, path: '/input/facts', value: '决定事实' }, { seq: 9, path: '/other/ground', value: '别处' }, { seq: 5, path: '/input/ground', value: '旁人' }],
};
const DECISION: SpokenDecision = { outcome: { zh: '批准', en: 'approved' }, level: 'chief', deciders: [by('deputy', 'deputy_chief'), by('chief', 'chief')], seq: 9, reasonSeqs: [4, 9], values: {} };
const servedWith = (decision: SpokenDecision | null, payload = {}): Served => (
  { declaration: { id: 'notice', label }, selected: { template: TEMPLATE, from: 'test@1' }, carrier: { decision, payload } }) as unknown as Served;

async function linesOf(served: Served, making: Partial<Making> = {}, template: Partial<DocumentTemplate> = {}) {
  const asked: MakingQuery[] = [];
  const deps = { hash, random: { hex: () => '00' }, documents: { making: (query: MakingQuery) => Promise.resolve((asked.push(query), { ...MAKING, ...making })) } } as unknown as Deps;
  const with_ = { ...served, selected: { ...served.selected, template: { ...TEMPLATE, ...template } } };
  const made = expectOk(await makeDocument(deps, { tenant: 't' } as unknown as Identity, snapshot, AT, with_, {}), 'made');
  const preview = await previewDocument(deps, { tenant: 't' } as unknown as Identity, snapshot, AT, with_, {});
  return { lines: preview.blocks.flatMap((block) => ('lines' in block ? block.lines : [block.text])), made, asked: asked[0] as MakingQuery };
}

it('speaks of the decision by its day, its people and its reasons, the later overriding, and of nothing said elsewhere', async () => {
  const { lines, asked, made } = await linesOf(servedWith(DECISION));
  expect(lines).toEqual(['批准·名deputy、名chief·2026年3月2日', '事实：决定事实', '经办：名lead', '检察官　名lead', '检察官　名member', '某院（院印）']);
  expect([asked.seqs, asked.people, 'n' in asked]).toEqual([[4, 9], ['lead', 'member', 'deputy', 'chief'], false]);
  expect([made.write.serial, made.write.n, made.write.fresh, made.issued.number, 'corrects' in JSON.parse(made.write.content)]).toEqual([8, 4, true, '某检通〔2026〕8号', false]);
});

it('names the committee and not its members, and is signed by the chief alone where the template says so', async () => {
  expect((await linesOf(servedWith({ ...DECISION, level: 'committee', deciders: [by('member', 'committee_member')] }))).lines[0]).toBe('批准·检察委员会·2026年3月2日');
  expect((await linesOf(servedWith(DECISION), {}, { signedBy: 'chief', body: [{ signature: true }] })).lines).toEqual(['检察长　名chief', '某院（院印）']);
  expect((await linesOf(servedWith({ ...DECISION, deciders: [by('deputy', 'deputy_chief')] }), {}, { signedBy: 'chief', body: [{ signature: true }] })).lines).toEqual(['某院（院印）']);
});

it('of an act without a decision has the fields of the act and no reasons', async () => {
  const { lines, asked } = await linesOf(servedWith(null, { ground: '本人申请', facts: '不算' }), { foreignNumber: '公2026-1' });
  expect(lines).toEqual(['理由：本人申请', '来文：公2026-1', '经办：名lead', '检察官　名lead', '检察官　名member', '某院（院印）']);
  expect([asked.seqs, asked.people]).toEqual([[], ['lead', 'member']]);
});

it('without the day of its decision does not speak of it', async () => {
  expect((await linesOf(servedWith(DECISION), { decidedAt: new Map() })).lines[0]).toBe('事实：决定事实');
});

it('is not made while a required field has no value, and its preview is empty', async () => {
  const deps = { hash, random: { hex: () => '00' }, documents: { making: () => Promise.resolve(MAKING) } } as unknown as Deps;
  const served = servedWith(null);
  const needed = { ...served, selected: { ...served.selected, template: { ...TEMPLATE, fields: { ...TEMPLATE.fields, ground: { ...field('value.ground'), required: true } } } } };
  expect(await makeDocument(deps, { tenant: 't' } as unknown as Identity, snapshot, AT, needed)).toMatchObject({ ok: false, refusal: { code: 'DOCUMENT.INCOMPLETE', params: { fields: ['ground'] } } });
  expect(await previewDocument(deps, { tenant: 't' } as unknown as Identity, snapshot, AT, needed, {})).toMatchObject({ blocks: [], missing: ['ground'] });
});

describe('the decision a document speaks of', () => {
  const option = (document?: string) => ({ label: { zh: document ?? '无', en: '' }, declaration: document === undefined ? {} : { document: { id: document } } });
  const path = { decisions: new Map([['a', { options: new Map([['yes', option('notice')], ['no', option('refusal')], ['none', option()]]) }], ['b', { options: new Map([['yes', option('notice')]]) }]]) } as unknown as CompiledPath;
  const record = (seq: number, outcome: string, proposal: string | null, state = 'a') => ({
    seq, outcome, level: 'chief', deciders: [], question: { state }, proposal: proposal === null ? null : { option: proposal, seq: seq - 1, values: { ground: `拟${seq}` } },
  }) as unknown as DecisionRecord;
  const spoken = (records: readonly DecisionRecord[], before: number) => carrierOfIssued(path, records, 'notice', before).decision;

  it('of an issued one is the last before it that makes such a document, with what was proposed when that was decided', () => {
    const records = [record(3, 'yes', 'yes'), record(5, 'no', 'no'), record(7, 'yes', 'no'), record(9, 'yes', 'yes')];
    expect(spoken(records, 9)).toMatchObject({ seq: 7, reasonSeqs: [7], values: {} });
    expect(spoken(records, 7)).toMatchObject({ seq: 3, reasonSeqs: [2, 3], values: { ground: '拟3' }, outcome: { zh: 'notice' } });
    expect(spoken([record(3, 'yes', null)], 4)).toMatchObject({ reasonSeqs: [3], values: {} });
    expect([spoken(records, 3), spoken([record(5, 'no', 'no'), record(6, 'none', 'none')], 9)]).toEqual([null, null]);
  });

  it('of a draft is the one that waits for it', () => {
    const open = (option: string, proposal: string) => ({ proposal: { option: proposal, seq: 4 }, decided: { option, level: 'chief', by: [], seq: 6, values: { ground: '甲' } } });
    const of = (decisions: object) => carrierOfDraft(path, { decisions } as unknown as CaseSnapshot, 'notice').decision;
    expect(of({ a: open('no', 'no'), b: open('yes', 'yes') })).toMatchObject({ seq: 6, reasonSeqs: [4, 6], values: { ground: '甲' } });
    expect(of({ a: open('yes', 'no') })).toMatchObject({ reasonSeqs: [6] });
    expect([of({ a: { proposal: { option: 'yes', seq: 4 } } }), of({ a: open('no', 'no') }), of({})]).toEqual([null, null, null]);
  });
});

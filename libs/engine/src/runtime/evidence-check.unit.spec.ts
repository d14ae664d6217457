// The check of evidence against a standard: what is covered, what is a gap, what a conflict, and that nothing illegal counts. Not here: acts.
import type { HashHex, Instant, LocalDate, PersonId } from '@quanze/kernel';
import fc from 'fast-check';
import { elementsOf, standardOn, type EvidenceStandard, type StandardInForce } from '../definition/evidence-standard.js';
import { readYaml } from '../fixtures.contract.js';
import { checkEvidence, resultOf } from './evidence-check.js';
import { textOfCheck, textOfElement } from './evidence-text.js';
import type { CaseEvidence, EvidenceItem } from './evidence.js';

const model = readYaml('evidence-standards/model.yaml') as EvidenceStandard;
const inForce: StandardInForce = { standard: model, digest: 'd'.repeat(64) as HashHex };
const by = '00000000-0000-4000-8000-000000000001' as PersonId;
const at = '2026-03-02T01:00:00.000Z' as Instant;
type Sketch = Partial<Omit<EvidenceItem, 'number' | 'assessment'>> & { readonly admitted?: boolean | undefined };
const evidenceOf = (items: readonly Sketch[], more: Partial<CaseEvidence> = {}): CaseEvidence => ({
  offences: ['theft'], conflicts: {}, relooks: {}, decided: {}, ...more,
  items: Object.fromEntries(items.map(({ admitted = true, ...sketch }, index): [string, EvidenceItem] => [
    String(index + 1), { number: index + 1, seq: index + 2, kind: 'physical', organ: 'police', elements: [], by, at, assessment: { admitted, by, seq: 9, at }, ...sketch },
  ])),
});
const of = (evidence: CaseEvidence, name: string) => checkEvidence(inForce, evidence).elements.find((element) => element.name === name);
const stateOf = (items: readonly Sketch[], name = 'theft.value', more: Partial<CaseEvidence> = {}) => of(evidenceOf(items, more), name)?.state;
const expert = { kind: 'expert', elements: ['theft.value'] } as const;

test('an element is covered by its necessary kinds together, by one of the usual kinds, or by anything where none is named', () => {
  expect([stateOf([]), stateOf([expert]), stateOf([{ kind: 'victim', elements: ['theft.value'] }])]).toEqual(['gap', 'satisfied', 'gap']);
  expect(of(evidenceOf([{ kind: 'victim', elements: ['theft.value'] }]), 'theft.value')).toMatchObject({ missing: ['expert'], items: [1] });
  expect([stateOf([{ kind: 'suspect', elements: ['theft.possession'] }], 'theft.possession'), stateOf([{ kind: 'expert', elements: ['theft.possession'] }], 'theft.possession')]).toEqual(['satisfied', 'gap']);
  expect(stateOf([{ kind: 'electronic', elements: ['general.act'] }], 'general.act', { offences: ['general'] })).toBe('satisfied');
});

test('what is rejected, excluded or suspected proves nothing; what waits is said', () => {
  expect([stateOf([{ ...expert, admitted: false }]), stateOf([{ ...expert, excluded: { seq: 5, at } }]), stateOf([{ ...expert, suspected: { ground: 'torture', seq: 5 } }])]).toEqual(['gap', 'gap', 'gap']);
  const { assessment: _none, ...fresh } = evidenceOf([expert]).items['1'] as EvidenceItem;
  expect(of({ ...evidenceOf([]), items: { 1: fresh } }, 'theft.value')).toMatchObject({ state: 'gap', waiting: [1] });
  expect(of(evidenceOf([{ ...expert, excluded: { seq: 5, at } }]), 'theft.value')).toMatchObject({ waiting: [], items: [] });
});

test('an open conflict shows while two of its items are in play', () => {
  const conflict = { number: 1, element: 'theft.value', items: [1, 2], by, seq: 8 };
  const with2 = (second: Sketch, more = {}) => stateOf([expert, { ...expert, ...second }], 'theft.value', { conflicts: { 1: { ...conflict, ...more } } });
  expect([with2({}), with2({ admitted: false }), with2({ excluded: { seq: 5, at } }), with2({}, { resolvedSeq: 10 })]).toEqual(['conflict', 'satisfied', 'satisfied', 'satisfied']);
});

test('only the confession in use is said as such (CPL 55)', () => {
  const suspect = { kind: 'suspect', elements: ['theft.possession'] } as const;
  expect([[suspect], [suspect, { ...expert, admitted: false }], [suspect, expert], []].map((items) => checkEvidence(inForce, evidenceOf(items)).confessionOnly)).toEqual([true, true, false, false]);
  expect(textOfCheck(checkEvidence(inForce, evidenceOf([suspect]))).zh).toContain('第55条');
});

test('words say what is missing, in both languages', () => {
  const [value] = checkEvidence(inForce, evidenceOf([{ kind: 'victim', elements: ['theft.value'] }])).elements.filter(({ name }) => name === 'theft.value');
  expect(value === undefined ? null : textOfElement(value)).toEqual({ zh: '被盗财物的种类、数量和价值：有欠缺；采信证据 1；缺少必要的鉴定意见', en: 'What was taken and its value: gap; items in use 1; lacks necessary expert opinions' });
});

test('an offence without a group of its own is general; an unknown one has no elements', () => {
  expect(elementsOf(model, undefined)).toEqual(elementsOf(model, ['general']));
  expect([elementsOf(model, ['nothing']), elementsOf(model, ['constructor'])]).toEqual([[], []]);
  expect(resultOf(inForce)).toMatchObject({ standard: 'model@2026.1', digest: 'd'.repeat(64), offences: ['general'], counts: { items: 0, satisfied: 0, gap: 8, conflict: 0 } });
});

test('the standard of a day is the last that has begun, the own of a province first', () => {
  const make = (version: string, effectiveFrom: string, province: string | null): StandardInForce => ({ ...inForce, standard: { ...model, version, effectiveFrom, province } });
  const all = [make('a', '2026-01-01', null), make('b', '2026-05-01', null), make('yun', '2026-04-01', '云')];
  const on = (day: string, province: string | null) => standardOn(all, day as LocalDate, province)?.standard.version;
  expect([on('2025-12-31', null), on('2026-01-01', null), on('2026-05-01', null), on('2026-05-02', '云'), on('2026-03-31', '云')]).toEqual([undefined, 'a', 'b', 'yun', 'a']);
});

test('counts agree with the lists, and taking an item out of use never closes a gap', () => {
  const names = elementsOf(model, ['theft']).map(({ name }) => name);
  const sketch: fc.Arbitrary<Sketch> = fc.record({ kind: fc.constantFrom(...(['physical', 'expert', 'suspect', 'victim', 'documentary'] as const)), elements: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }), admitted: fc.boolean() });
  fc.assert(fc.property(fc.array(sketch, { maxLength: 12 }), fc.nat(11), (items, index) => {
    const before = resultOf(inForce, evidenceOf(items));
    const after = resultOf(inForce, evidenceOf(items.map((item, place) => (place === index ? { ...item, admitted: false } : item))));
    expect(before.counts.satisfied + before.gap.length + before.conflict.length).toBe(names.length);
    expect(before.gap.filter((name) => !after.gap.includes(name))).toEqual([]);
  }));
});

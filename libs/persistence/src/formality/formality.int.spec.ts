// Checked acts, fingerprints and readings on a real server: written with the act or not at all, found again within bounds, gone when erased.
import { TEXTS_OF_CASE_MAX, type CheckedAct, type Identity } from '@quanze/application';
import type { FormalityRule } from '@quanze/formality';
import type { CaseId, Instant } from '@quanze/kernel';
import { eraseOpening } from '../cases/pg-case-store.js';
import { nextAct, openCase, snapshotOf } from '../testing/case-fixtures.contract.js';
import { addPerson, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';

const { world } = withWorld();
let me: Identity;
let other: Identity;
beforeAll(async () => {
  me = await addPerson(world(), { role: 'dept_head', department: 'd1' });
  other = await addPerson(world(), { role: 'chief' });
});

const SKETCH = Array.from({ length: 64 }, (_, slot) => slot - 32);
const text = (field: string, ...keys: readonly number[]) => ({ field, length: 40, digest: SHA256.ofText(field), sketch: SKETCH, keys });
const checkedAs = (rules: readonly FormalityRule[], ...texts: CheckedAct['texts']): CheckedAct => ({ act: 'outcome.review', capacity: 'review', rules, texts });
const PERIOD = { from: '2020-01-01T00:00:00.000Z' as Instant, until: '2030-01-01T00:00:00.000Z' as Instant };

async function act(caseId: CaseId, by: Identity, checked: CheckedAct): Promise<string> {
  return world().stores.cases.commit(await nextAct(world(), caseId, by, { checked }));
}
async function load(caseId: CaseId, keys?: readonly number[], person = me.person) {
  const loaded = await world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person, named: [], at: NOW, idempotencyKey: null, ...(keys === undefined ? {} : { keys }) });
  return loaded?.traces;
}
const flagged = (more: object = {}) => world().stores.formality.flagged({ tenant: world().tenant, office: world().office, departments: null, ...PERIOD, limit: 10, ...more });
const shares = (more: object = {}) => world().stores.formality.shares({ tenant: world().tenant, office: world().office, departments: null, ...PERIOD, limit: 10, ...more });

describe('fingerprints', () => {
  it('are read with the case when texts are given, and not otherwise', async () => {
    const caseId = await openCase(world(), null);
    expect(await act(caseId, other, checkedAs([], text('facts')))).toBe('committed');
    expect(await load(caseId)).toBeUndefined();
    expect(await load(caseId, [])).toEqual({ earlier: [{ caseId, seq: 2, person: other.person, field: 'facts', length: 40, digest: SHA256.ofText('facts'), sketch: SKETCH }], readings: [] });
  });

  it('of other cases are found by a common key, the own ones only', async () => {
    const [here, mine, theirs, unlike] = await Promise.all([1, 2, 3, 4].map(() => openCase(world(), null))) as [CaseId, CaseId, CaseId, CaseId];
    await act(mine, me, checkedAs([], text('reasons', 7, 8)));
    await act(theirs, other, checkedAs([], text('reasons', 7)));
    await act(unlike, me, checkedAs([], text('reasons', 9)));
    expect((await load(here, [8, 100]))?.earlier.map(({ caseId, seq }) => [caseId, seq])).toEqual([[mine, 2]]);
    expect((await load(mine, [8]))?.earlier.map(({ caseId }) => caseId)).toEqual([mine]);
  });

  it('of a long case are the latest', async () => {
    const caseId = await openCase(world(), null);
    await act(caseId, other, checkedAs([], text('first')));
    await act(caseId, other, checkedAs([], ...Array.from({ length: TEXTS_OF_CASE_MAX }, (_, place) => text(`field${place}`))));
    const found = (await load(caseId, []))?.earlier ?? [];
    expect([found.length, found.some(({ field }) => field === 'first')]).toEqual([TEXTS_OF_CASE_MAX, false]);
  });

  it('of an act that came too late are not written', async () => {
    const caseId = await openCase(world(), null);
    const late = await nextAct(world(), caseId, me, { checked: checkedAs(['EMPTY'], text('reasons')) });
    await act(caseId, other, checkedAs([]));
    expect(await world().stores.cases.commit(late)).toBe('stale');
    expect((await load(caseId, []))?.earlier).toEqual([]);
  });

  it('go with the text that is erased, and cannot be removed otherwise', async () => {
    const caseId = await openCase(world(), null);
    const write = await nextAct(world(), caseId, me, { checked: checkedAs([], text('reasons'), text('facts')), openings: ['reasons', 'facts'].map((name) => ({ path: `/input/${name}`, salt: 'ab', value: name })) });
    expect(await world().stores.cases.commit(write)).toBe('committed');
    expect(await eraseOpening(world().stores.database, caseId, 2, '/input/reasons')).toBe(true);
    expect((await load(caseId, []))?.earlier.map(({ field }) => field)).toEqual(['facts']);
    await expect(world().stores.database.rows('DELETE FROM act_text')).rejects.toThrow(/permission denied/);
  });
});

describe('readings', () => {
  it('keep the first and the last, in whatever order they come, for each length of the journal', async () => {
    const caseId = await openCase(world(), null);
    const note = (seq: number, at: string) => world().stores.formality.noteReading({ tenant: world().tenant, caseId, person: me.person, seq, at: at as Instant });
    await note(1, '2026-01-05T02:00:00.000Z');
    await note(1, '2026-01-05T01:00:00.000Z');
    await note(1, '2026-01-05T01:30:00.000Z');
    await note(3, '2026-01-05T03:00:00.000Z');
    expect((await load(caseId, []))?.readings).toEqual([
      { seq: 3, firstAt: '2026-01-05T03:00:00.000Z', lastAt: '2026-01-05T03:00:00.000Z' }, { seq: 1, firstAt: '2026-01-05T01:00:00.000Z', lastAt: '2026-01-05T02:00:00.000Z' },
    ]);
    expect((await load(caseId, [], other.person))?.readings).toEqual([]);
  });
});

describe('reports', () => {
  it('count by person and capacity, page by page, with whole people', async () => {
    const judge = await addPerson(world(), { role: 'dept_head', department: 'd9' });
    const caseId = await openCase(world(), null, { snapshot: { department: 'd9' } });
    const inD9 = { change: { snapshot: snapshotOf(world(), caseId, { department: 'd9' }) } };
    for (const rules of [['EMPTY', 'FAST'], ['EMPTY'], []] as const) await world().stores.cases.commit(await nextAct(world(), caseId, judge, { ...inD9, checked: checkedAs(rules) }));
    await world().stores.cases.commit(await nextAct(world(), caseId, judge, { ...inD9, checked: { ...checkedAs([]), capacity: 'decide' } }));
    await world().stores.cases.commit(await nextAct(world(), caseId, other, { ...inD9, checked: checkedAs(['UNOPENED']) }));
    const mine = [
      { person: judge.person, name: '某人', capacity: 'decide', checked: 1, flagged: 0, rules: {} }, { person: judge.person, name: '某人', capacity: 'review', checked: 3, flagged: 2, rules: { EMPTY: 2, FAST: 1 } },
    ];
    const theirs = [{ person: other.person, name: '某人', capacity: 'review', checked: 1, flagged: 1, rules: { UNOPENED: 1 } }];
    const inOrder = judge.person < other.person ? [mine, theirs] : [theirs, mine];
    const first = await shares({ departments: ['d9'], limit: 1 });
    expect(first).toEqual({ ok: true, value: { items: inOrder[0], next: expect.any(String) } });
    expect(await shares({ departments: ['d9'], limit: 1, after: first.ok ? first.value.next : '' })).toEqual({ ok: true, value: { items: inOrder[1], next: null } });
    expect(await shares({ departments: ['d9'], until: PERIOD.from })).toEqual({ ok: true, value: { items: [], next: null } });

    const page = await flagged({ departments: ['d9'], limit: 2 });
    expect(page).toMatchObject({ ok: true, value: { items: [{ seq: 6, rules: ['UNOPENED'] }, { seq: 3, rules: ['EMPTY'] }] } });
    const rest = await flagged({ departments: ['d9'], limit: 2, after: page.ok ? page.value.next : '' });
    expect(rest).toMatchObject({ ok: true, value: { items: [{ caseId, seq: 2, rules: ['EMPTY', 'FAST'], capacity: 'review', department: 'd9', person: judge.person, name: '某人' }], next: null } });
    expect(await flagged({ departments: ['d9'], rule: 'FAST' })).toMatchObject({ value: { items: [{ seq: 2 }] } });
    expect(await flagged({ departments: ['d9'], person: other.person })).toMatchObject({ value: { items: [{ seq: 6 }] } });
  });

  it.each(['?', 'WyJ4Il0', Buffer.from(JSON.stringify(['2026-01-05T01:00:00.000Z', '00000000-0000-4000-8000-000000000001', 'x'])).toString('base64url')])('refuse a mark that is not theirs: %s', async (after) => {
    expect(await flagged({ after })).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
    expect(await shares({ after })).toMatchObject({ ok: false, refusal: { code: 'REQUEST.CURSOR_MALFORMED' } });
  });
});

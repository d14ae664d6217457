// Signs of formality over HTTP: told before the act, recorded with it, reported after it; and they refuse nothing. What is not here: each
// single sign (libs/formality), and the bounds of what is compared (libs/persistence).
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { accept, approve, assign, findings, issue, openAndWalk, personId, propose, raise, send, sendUp, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';

const TODAY = '2026-03-02';
const FACTS = '犯罪嫌疑人三次进入同一商店窃取货架上的电子产品，价值经认定为人民币九千余元，均有监控录像与店主陈述印证。';
const OPINION = '经核对第二次盗窃的监控录像，嫌疑人衣着与前后两次一致，店主当庭辨认无误，前科材料齐备，社会危险性理由成立。';
const MINUTES_MS = 60_000;
let host: RunningHost;
let clock: FakeClock;
let from: string;

beforeAll(async () => {
  clock = createFakeClock(`${TODAY}T01:00:00.000Z`);
  host = await startHost({ clock, works: false });
  from = clock.now();
}, 180_000);
afterAll(() => host.close());

interface Flagged {
  readonly flags?: readonly { readonly rule: string; readonly field: string | null; readonly params: Record<string, unknown>; readonly quote?: string }[];
}

const proposed = (facts = FACTS): Step => ({ ...propose(), payload: { ...propose().payload, facts, evidence: '店主陈述、监控录像、价格认定结论书', law: '刑事诉讼法第八十一条' } });
const atReview = () => openAndWalk(host.as, [accept(TODAY), assign(), raise(), findings(), proposed(), sendUp()]);
const review = (reasons: string): Step => ({ by: 'head1', act: 'outcome.review', payload: { opinion: 'agree', reasons } });
const check = async (by: string, caseId: string, act: string, payload: object) => host.as(by)({ method: 'POST', url: `/api/v1/cases/${caseId}/acts/check`, payload: { act, payload } });
const open = (by: string, caseId: string) => host.as(by)({ url: `/api/v1/cases/${caseId}` });
const read = async (by: string, url: string) => (await host.as(by)({ url })).json() as Record<string, never>;
const report = (by: string, what = '', query = '') => host.as(by)({ url: `/api/v1/offices/${DEMO_OFFICE}/formality${what}?from=${encodeURIComponent(from)}${query}` });
const rulesOf = ({ flags }: Flagged): readonly string[] => (flags ?? []).map(({ rule }) => rule);

describe('before the act', () => {
  it('the author is told what the record would say, and nothing is left behind', async () => {
    const { caseId, version } = await atReview();
    const seqOf = async () => ((await read('chief', `/api/v1/cases/${caseId}`)) as unknown as { head: { seq: number } }).head.seq;
    const before = await seqOf();
    const told = await check('head1', caseId, 'outcome.review', { opinion: 'agree', reasons: '同意承办人意见。' });
    expect([told.statusCode, told.json()]).toEqual([200, {
      version, permitted: true, refusal: null, checked: true,
      flags: [{ rule: 'EMPTY', field: 'reasons', params: { substance: 0, needed: 6 }, label: { zh: '内容空洞', en: 'Without substance' } }, expect.objectContaining({ rule: 'UNOPENED', field: null })],
    }]);
    const proposal = await check('procurator1', caseId, 'outcome.propose', { ...proposed().payload, law: '刑事诉讼法第三百零九条；《不存在的法》第一条', evidence: '在案情况足以认定全部事项' });
    expect(proposal.json()).toMatchObject({ permitted: false, refusal: { code: 'CASE.STATE_FORBIDS_ACT' }, flags: [
      { rule: 'COPY_OF_OWN', field: 'facts', params: { percent: 100 } }, { rule: 'EVIDENCE_NONE' }, { rule: 'ARTICLE_OUT_OF_RANGE', params: { law: 'criminal-procedure', article: 309, articles: 308 } },
      { rule: 'LAW_UNKNOWN', params: { citation: 2 }, quote: '不存在的法' },
    ] });
    expect((await check('head1', caseId, 'outcome.issue', {})).json()).toMatchObject({ permitted: false, checked: false, flags: [] });
    expect((await check('head1', caseId, 'no-such-act', {})).json()).toMatchObject({ permitted: false, refusal: { code: 'ACT.UNKNOWN' }, checked: false });
    expect((await check('procurator3', caseId, 'outcome.review', {})).statusCode).toBe(404);
    expect(await seqOf()).toBe(before);
  });
});

describe('with the act', () => {
  it('copied and fast reasons are accepted, answered and recorded with their flags; the same answer comes to the same key', async () => {
    const { caseId, version } = await atReview();
    await open('head1', caseId);
    clock.advanceMs(4000);
    const key = { 'idempotency-key': 'flagged' };
    const done = await send(host.as, caseId, version, review(`经审核，${FACTS}`), key);
    const flags = [
      { rule: 'COPY_OF_PROPOSAL', field: 'reasons', params: { percent: expect.any(Number), of: { caseId, seq: 6, field: 'facts' } }, label: { zh: '照抄本案前一环节意见', en: 'Copies an earlier step of the case' } },
      { rule: 'FAST', field: null, params: { seconds: 4, needed: 15, characters: expect.any(Number) }, label: { zh: '用时过短', en: 'Faster than the file can be read' } },
    ];
    expect([done.statusCode, done.json().flags]).toEqual([200, flags]);
    expect((await send(host.as, caseId, version, review(`经审核，${FACTS}`), key)).json()).toMatchObject({ replayed: true, flags });
    const { lines } = (await read('chief', `/api/v1/cases/${caseId}/trace`)) as unknown as { lines: { entry: { act: string; payload: { formality?: object } }; flags: object[] | null }[] };
    const line = lines.at(-1);
    expect([line?.flags, line?.entry.payload.formality]).toEqual([flags, { model: 'model@2026.1', flags: flags.map(({ label: _label, ...flag }) => flag) }]);
    expect(lines.find(({ entry }) => entry.act === 'assign')?.flags).toBeNull();
  });

  it('who opened the file, read it and wrote an own opinion is not flagged; the decision shows the flags of what it rests on', async () => {
    const { caseId, version } = await atReview();
    await open('head1', caseId);
    clock.advanceMs(10 * MINUTES_MS);
    const done = await send(host.as, caseId, version, review(OPINION));
    expect(done.json().flags).toEqual([]);
    // The chief last read it before the review, if ever: the question is a new one.
    const decided = await send(host.as, caseId, done.json().version, approve());
    expect(rulesOf(decided.json())).toEqual(expect.arrayContaining(['EMPTY', 'UNOPENED']));
    const [decision] = (await host.as('chief')({ url: `/api/v1/cases/${caseId}/decisions` })).json() as (Flagged & { record: { seq: number } })[];
    expect([...new Set((decision?.flags ?? []).map((flag) => (flag as unknown as { seq: number }).seq))]).toEqual([6, decision?.record.seq]);
    expect((await send(host.as, caseId, decided.json().version, issue())).json()).not.toHaveProperty('flags');
  });

  it('the own reasons of another case are seen', async () => {
    const [one, two] = [await atReview(), await atReview()];
    const words = '已逐页核对卷内笔录与扣押清单，数量与价格认定一致，嫌疑人有固定住所，但曾违反取保规定，同意提请逮捕。';
    expect((await send(host.as, one.caseId, one.version, review(words))).statusCode).toBe(200);
    const again = await send(host.as, two.caseId, two.version, review(words));
    expect((again.json() as Flagged).flags).toContainEqual(expect.objectContaining({ rule: 'COPY_OF_OWN', params: { percent: 100, of: { caseId: one.caseId, seq: 8, field: 'reasons' } } }));
  });
});

describe('after the act', () => {
  it('supervisors see flagged acts and shares, heads those of their department, others nothing', async () => {
    const { caseId, version } = await atReview();
    clock.advanceMs(1000);
    await send(host.as, caseId, version, review('同意'));
    // A period ends before its last moment.
    clock.advanceMs(1000);
    const page = (await report('chief', '', '&limit=1')).json();
    expect(page).toMatchObject({ items: [{ caseId, seq: 8, act: 'outcome.review', capacity: 'review', person: personId('head1'), rules: ['EMPTY', 'UNOPENED'], labels: [{ zh: '内容空洞' }, { zh: '未打开案卷' }] }], next: expect.any(String) });
    expect((await report('chief', '', `&limit=1&after=${page.next}`)).json().items[0].caseId).not.toBe(undefined);
    expect((await report('head1', '', '&rule=EMPTY')).json().items.map((item: { caseId: string }) => item.caseId)).toContain(caseId);
    expect((await report('head2')).json().items).toEqual([]);
    const { items } = (await report('inspector', '/shares')).json() as { items: { person: string; capacity: string; checked: number; flagged: number; percent: number; rules: Record<string, number> }[] };
    const mine = items.find(({ person, capacity }) => person === personId('head1') && capacity === 'review');
    expect(mine).toMatchObject({ checked: 5, flagged: 4, percent: 80, rules: { EMPTY: 1, FAST: 1, UNOPENED: 3, COPY_OF_PROPOSAL: 1, COPY_OF_OWN: 1 } });
    for (const by of ['procurator1', 'admin']) expect((await report(by)).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect((await host.as('chief')({ url: `/api/v1/offices/${DEMO_OFFICE}/formality` })).json().code).toBe('REQUEST.PARAMETER_INVALID');
  });
});

// Evidence over HTTP, on a clock the test moves (R23, R94): registered and assessed, checked against the standard of the day, kept with every
// decision, excluded by a decision, looked at again when key evidence changed; and the standard itself, which two people publish. What is not
// here: the rules of the check (`libs/engine`), and walking every act (`test/paths`).
import { addMs, type Instant, type JsonValue } from '@quanze/kernel';
import type { EvidenceStandard, StandardInForce } from '@quanze/engine';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { shippedWithProduct } from '../../apps/host/src/compose/shipped.js';
import { sha256 } from '../../apps/host/src/compose/system.js';
import { accept, assign, decideAlone, findings, issue, openCase, personId, propose, send, walk, type OpenedCase, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';
import { REASONING, step } from './responsibility-cases.js';

const START = '2026-11-23T02:00:00.000Z' as Instant;
const DAY_MS = 86_400_000;
let host: RunningHost;
let clock: FakeClock;
beforeAll(async () => {
  clock = createFakeClock(START);
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());

const begin = async (...steps: readonly Step[]): Promise<OpenedCase> => {
  const opened = await openCase(host.as);
  await host.as('intake')({ method: 'POST', url: `/api/v1/cases/${opened.caseId}/files?name=appraisal.txt`, headers: { 'content-type': 'text/plain' }, payload: APPRAISAL });
  return { ...opened, version: await walk(host.as, opened.caseId, opened.version, [accept('2026-11-23'), assign(), ...steps]) };
};
const go = async (made: OpenedCase, ...steps: readonly Step[]): Promise<OpenedCase> => ({ ...made, version: await walk(host.as, made.caseId, made.version, steps) });
const read = async (login: string, made: OpenedCase, what: string) => (await host.as(login)({ url: `/api/v1/cases/${made.caseId}/${what}` })).json();
const refusal = async (made: OpenedCase, tried: Step): Promise<readonly unknown[]> => {
  const answer = await send(host.as, made.caseId, made.version, tried);
  return [answer.statusCode, answer.json().code];
};
const by = 'procurator1';
const register = (kind: string, title: string, elements: readonly string[], more: object = {}): Step => step(by, 'register-evidence', { kind, title, organ: 'police', elements, ...more });
const assess = (number: number, admitted = true, key = false): Step => step(by, 'assess-evidence', { number, admitted, key, reasons: `第${number}号的理由` });
const APPRAISAL = '价格认定结论书的扫描件';
const APPRAISAL_HASH = sha256.ofText(APPRAISAL);
const THEFT = [
  step(by, 'set-offences', { offences: ['theft'], charge: '盗窃罪' }), register('expert', '价格认定结论书', ['theft.value'], { file: APPRAISAL_HASH, collectedBy: '价格认定中心' }), register('suspect', '讯问笔录', ['theft.possession']),
  assess(1, true, true), assess(2),
];
const decided = [findings(), propose(), decideAlone()];

/** The standard of the product. */
const shipped = (): StandardInForce => shippedWithProduct(sha256).evidence?.() as StandardInForce;

describe('the evidence of a case', () => {
  it('is shown with names and reasons, checked element by element in both languages, and stored sealed', async () => {
    const made = await begin(...THEFT, step(by, 'note-evidence-conflict', { element: 'theft.possession', items: ['1', '2'], content: '价格与供述不一' }));
    const seen = await read('chief', made, 'evidence');
    expect(seen.items).toMatchObject([
      { number: 1, kind: 'expert', kindLabel: { zh: '鉴定意见' }, title: '价格认定结论书', collectedBy: '价格认定中心', file: APPRAISAL_HASH, reasons: '第1号的理由', by: personId(by), assessment: { admitted: true, key: true } },
      { number: 2, title: '讯问笔录', collectedBy: null, assessment: { admitted: true } },
    ]);
    const of = (name: string) => seen.check.elements.find((element: { name: string }) => element.name === name);
    expect([of('theft.value'), of('theft.possession'), of('theft.taking')]).toMatchObject([{ state: 'satisfied', items: [1] }, { state: 'conflict', conflicts: [1] }, { state: 'gap', text: { zh: '秘密窃取财物的行为：有欠缺；尚无采信的证据' } }]);
    expect(seen.check).toMatchObject({ result: { standard: 'model@2026.1', digest: shipped().digest, conflict: ['theft.possession'] }, text: { en: expect.stringContaining('never a conclusion') } });
    expect(seen.offences).toMatchObject([{ id: 'theft', status: 'unverified' }]);
    expect(JSON.stringify((await host.as('chief')({ url: `/api/v1/cases/${made.caseId}` })).json().snapshot)).not.toMatch(/价格|笔录|理由/);
    expect((await host.as('procurator2')({ url: `/api/v1/cases/${made.caseId}/evidence` })).json().code).toBe('CASE.NOT_FOUND');
  });

  it('with gaps and a conflict keeps no decision from falling, and stands in its record as it was then', async () => {
    const bare = await begin(...decided);
    const made = await go(await begin(...THEFT, step(by, 'note-evidence-conflict', { element: 'theft.value', items: ['1', '2'], content: '不一' })), ...decided);
    const later = await go(made, step(by, 'resolve-evidence-conflict', { number: 1, reasons: '经核实以认定结论为准' }));
    const records = await Promise.all([bare, later].map(async (each) => (await read('chief', each, 'decisions'))[0].record.evidence));
    expect(records).toMatchObject([{ offences: ['general'], counts: { items: 0, satisfied: 0, gap: 8 } }, { offences: ['theft'], counts: { items: 2, inUse: 2, conflict: 1 }, conflict: ['theft.value'] }]);
    const { lines } = await read('chief', later, 'trace?limit=200');
    expect(lines.find(({ entry }: { entry: { act: string } }) => entry.act === 'outcome.decide').payload.decision.evidence).toEqual(records[1]);
    expect((await read('chief', later, 'evidence')).check.result.conflict).toEqual([]);
  });

  it('keeps an excluded item out until another decision, whoever tries', async () => {
    const question = (option: string): readonly Step[] => [
      step(by, 'exclusionDecision.propose', { option, items: ['2'], ...REASONING, ...(option === 'exclude' ? { excluded: '讯问笔录' } : {}) }), step(by, 'exclusionDecision.decide', REASONING), step(by, 'exclusionDecision.issue', { documentNumber: '云溪检排〔2026〕1号' }),
    ];
    const mark = step('head1', 'mark-illegal-evidence', { items: ['2'], ground: 'torture', lead: '辩护人提出' });
    const marked = await go(await begin(...THEFT), mark, findings());
    expect([await refusal(marked, assess(2)), await refusal(marked, propose())]).toEqual([[409, 'EVIDENCE.SUSPECTED'], [409, 'DECISION.OPTION_NOT_OPEN']]);
    const excluded = await go(marked, ...question('exclude'));
    expect(await refusal(excluded, assess(2))).toEqual([409, 'EVIDENCE.EXCLUDED']);
    const seen = await read('chief', excluded, 'evidence');
    expect([seen.items[1].excluded, seen.check.result.counts, seen.check.elements.find(({ name }: { name: string }) => name === 'theft.possession').state]).toMatchObject([{ at: expect.any(String) }, { inUse: 1, excluded: 1 }, 'gap']);
    const back = await go(excluded, mark, ...question('keep'), assess(2));
    expect((await read('chief', back, 'evidence')).check.result.counts).toMatchObject({ inUse: 2, excluded: 0 });
  });
});

describe('key evidence that changes after a decision', () => {
  const inbox = async ({ caseId }: OpenedCase): Promise<readonly string[]> => {
    const { items } = (await host.as(by)({ url: '/api/v1/inbox?limit=200' })).json() as { items: { task: { key: string; verb: string }; case: { caseId: string } }[] };
    return items.filter((item) => item.case.caseId === caseId && item.task.key.startsWith('relook')).map(({ task }) => `${task.key} ${task.verb}`);
  };

  it('lies in the inbox of the handler until it is settled, with the decisions concerned', async () => {
    const made = await begin(...THEFT, ...decided);
    expect(await inbox(made)).toEqual([]);
    const changed = await go(made, assess(1, false));
    expect(await inbox(changed)).toEqual(['relook#1 relook']);
    const [{ record }] = await read('chief', changed, 'decisions');
    expect((await read('chief', changed, 'evidence')).relooks).toMatchObject([{ number: 1, decisions: [{ question: 'stage.reviewing.outcome', seq: record.seq }], causes: [{ cause: 'rejected', item: 1 }] }]);
    expect(await refusal(changed, step('chief', 'settle-relook', { number: 1, outcome: 'stands', reasons: '不影响' }))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    const settled = await go(changed, step(by, 'settle-relook', { number: 1, outcome: 'stands', reasons: '其余证据足以认定' }));
    expect(await inbox(settled)).toEqual([]);
  });

  it('asks after the case has ended, too', async () => {
    const ended = await go(await begin(...THEFT, ...decided), issue(), step('intake', 'register-execution', { executedOn: '2026-11-23' }), step(by, 'close-approved'));
    const changed = await go(ended, assess(1, false));
    expect(await inbox(changed)).toEqual(['relook#1 relook']);
    expect(await inbox(await go(changed, step(by, 'settle-relook', { number: 1, outcome: 'to-correct', reasons: '应当撤销' })))).toEqual([]);
  });
});

describe('the evidence standard', () => {
  const model = shipped().standard;
  const inDays = (days: number): string => addMs(clock.now(), days * DAY_MS).slice(0, 10);
  const next = (more: Partial<EvidenceStandard> = {}): EvidenceStandard => ({ ...model, version: '2099.1', effectiveFrom: inDays(2), offences: { general: { ...model.offences['general'] as EvidenceStandard['offences'][string], elements: [{ id: 'only', aspect: 'act', label: { zh: '唯一要素', en: 'The only one' } }] } }, ...more });
  const submit = (standard: EvidenceStandard) => host.as('admin')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/definitions`, payload: { kind: 'evidence-standard', id: standard.id, version: standard.version, effectiveFrom: standard.effectiveFrom, content: standard as unknown as JsonValue } });
  const publish = (hash: string, login = 'chief') => host.as(login)({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/definitions/${hash}/publish`, payload: {} });

  it('takes two people and its day; what was decided before keeps the one of its day', async () => {
    const [first] = model.offences['general']?.elements ?? [];
    const broken = await submit(next({ offences: { general: { ...next().offences['general'] as EvidenceStandard['offences'][string], elements: [first, first] as never } } }));
    expect([broken.json().code, broken.json().params.problems[0]]).toEqual(['DEFINITION.INVALID', expect.stringContaining('evidence-element-twice')]);
    const { hash } = (await submit(next())).json();
    expect((await publish(hash, 'admin')).statusCode).toBe(403);
    const made = await begin(...decided);
    expect((await publish(hash)).statusCode).toBe(200);
    const rival = (await submit(next({ version: '2099.2' }))).json().hash;
    expect((await publish(rival)).json().code).toBe('DEFINITION.DUPLICATE');
    expect((await read('chief', made, 'evidence')).check.result.standard).toBe('model@2026.1');
    clock.jumpTo(addMs(clock.now(), 2 * DAY_MS));
    host.forgetSessions();
    const seen = await read('chief', made, 'evidence');
    expect(seen.check.result).toMatchObject({ standard: 'model@2099.1', digest: hash, gap: ['general.only'] });
    expect((await read('chief', made, 'decisions'))[0].record.evidence).toMatchObject({ standard: 'model@2026.1', counts: { gap: 8 } });
    expect(await refusal(made, register('expert', '鉴定', ['general.act']))).toEqual([422, 'EVIDENCE.UNKNOWN_ELEMENT']);
  });
});

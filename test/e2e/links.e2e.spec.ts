// Linked cases through the real host: a review opens a suggestion, its silence opens a public interest case, and each case learns what became of
// the next. The test moves the clock and makes the rounds itself; whoever acts meanwhile, whatever crashes in between, each thing counts once.
import { followLinks } from '@quanze/application';
import type { JournalEntry } from '@quanze/ledger';
import { addMs, type CaseId, type Instant, type JsonObject } from '@quanze/kernel';
import { createFakeClock, waitFor, type FakeClock } from '@quanze/testkit';
import { compose } from '../../apps/host/src/composition.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { accept, assign, findings, note, openAndWalk, send, walk, type OpenedCase } from './arrest-case.js';
import { audit } from './audit/audit.js';
import type { Answer } from './client.js';
import { startHost, type RunningHost } from './host.js';
import { closedForSuit, openAs, opened, suggestionRequest, suitRequest, untilEscalated, untilInquired, untilServed, urged } from './linked-case.js';

const START = '2026-11-23T02:00:00.000Z' as Instant;
const DAY_MS = 86_400_000;
let host: RunningHost;
let clock: FakeClock;

beforeAll(async () => {
  clock = createFakeClock(START);
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());
beforeEach(async () => {
  clock.jumpTo(START);
  host.forgetSessions();
  // What the test before left.
  await round();
});
afterEach(async () => {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  expect((await audit(host.databaseUrl, [{ keyId, algorithm, publicKey }])).problems).toEqual([]);
});

const reviewed = (): Promise<OpenedCase> => openAndWalk(host.as, [accept('2026-11-23'), assign(), findings()]);
const round = (): ReturnType<typeof host.application.clockwork.follow> => host.application.clockwork.follow();
const journalOf = (id: string): Promise<readonly JournalEntry[]> => host.application.deps.cases.journal(id, 0, 1000);
const factsOf = async (id: string): Promise<JsonObject> => (await host.application.deps.cases.snapshot(id as CaseId))?.facts as JsonObject;
const versionOf = async (id: string): Promise<number> => (await host.application.deps.cases.snapshot(id as CaseId))?.version as number;
const linksOf = async (by: string, id: string): Promise<Answer> => host.as(by)({ url: `/api/v1/cases/${id}/links` });
/** What a case was told, as `linked 1` or `followed 4: 注`. */
async function toldTo(id: string): Promise<readonly string[]> {
  return (await journalOf(id)).filter(({ kind }) => kind === 'linked' || kind === 'followed').map(({ kind, payload }) => {
    const { entry, notes } = payload['input'] as { entry: { seq: number }; notes: readonly { zh: string }[] };
    return `${kind} ${entry.seq}: ${notes.map(({ zh }) => zh).join('、')}`;
  });
}
async function expire(caseId: string, name: string): Promise<void> {
  const end = (await host.application.deps.cases.snapshot(caseId as CaseId))?.clocks[name]?.endsAt as Instant;
  clock.jumpTo(addMs(end, 1000));
  host.forgetSessions();
  await host.application.clockwork.fire({ tenant: TENANT, caseId: caseId as CaseId, clock: name });
}

it('a review opens a suggestion, its silence a public interest case, and each learns of the next', async () => {
  const review = await reviewed();
  const suggestion = await opened(openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' })));
  expect(await round()).toEqual({ noticed: 1, passed: 0 });
  await walk(host.as, suggestion.caseId, suggestion.version, untilServed('2026-11-23'));
  await expire(suggestion.caseId, 'reply');
  await round();
  expect((await toldTo(review.caseId)).map((line) => line.replace(/\d+/, 'n'))).toEqual(['linked n: ', 'followed n: 检察建议已送达', 'followed n: 被建议单位逾期未回复']);
  const [first] = (await journalOf(review.caseId)).filter(({ kind }) => kind === 'linked');
  expect([first?.actor, first?.payload['input']]).toEqual([null, expect.objectContaining({ number: suggestion.number, entry: { seq: 1, hash: (await journalOf(suggestion.caseId))[0]?.hash } })]);

  const early = await openAs(host.as, 'procurator1', suitRequest({ case: suggestion.caseId, link: 'public-interest' }));
  expect([early.statusCode, early.json().code]).toEqual([409, 'LINK.NOT_NOW']);
  const version = await walk(host.as, suggestion.caseId, await versionOf(suggestion.caseId), [urged]);
  const suit = await opened(openAs(host.as, 'procurator1', suitRequest({ case: suggestion.caseId, link: 'public-interest' })));
  await round();
  expect([version + 1, (await factsOf(suggestion.caseId))['suitCase']]).toEqual([await versionOf(suggestion.caseId), 'opened']);
  await walk(host.as, suggestion.caseId, version + 1, untilEscalated);
  const tooSoon = await send(host.as, suggestion.caseId, await versionOf(suggestion.caseId), closedForSuit);
  expect(tooSoon.json().code).toBe('ACT.CONDITION_NOT_MET');
  await walk(host.as, suit.caseId, suit.version, untilInquired(clock.now().slice(0, 10)));
  await round();
  expect((await factsOf(suggestion.caseId))['suitCase']).toBe('filed');
  await walk(host.as, suggestion.caseId, await versionOf(suggestion.caseId), [closedForSuit]);
  expect(await round()).toEqual({ noticed: 0, passed: expect.any(Number) });

  const middle = (await linksOf('chief', suggestion.caseId)).json();
  expect(middle.origin).toMatchObject({ case: review.caseId, link: 'suggestion', path: 'criminal.arrest', label: { zh: '提出检察建议' }, visible: { status: 'open' } });
  expect(middle.opened).toMatchObject([{ case: suit.caseId, number: suit.number, noticed: true, visible: { title: '某局不履行监管职责' } }]);
  expect(middle.opened[0].followed.map(({ notes }: { notes: readonly { zh: string }[] }) => notes[0]?.zh)).toEqual(['公益诉讼线索已登记', '公益诉讼已立案调查']);
  expect(middle.links).toMatchObject([{ link: 'public-interest', paths: [{ path: 'public-interest.admin', mayOpen: false, blocker: { code: 'LINK.NOT_NOW' } }, { path: 'public-interest.civil', mayOpen: false }] }]);
  // What is written after the ending changes nothing.
  expect((await host.application.deps.cases.snapshot(suggestion.caseId as CaseId))?.ending).toBe('transferred');
  const trace = (await host.as('chief')({ url: `/api/v1/cases/${suggestion.caseId}/trace?limit=500` })).json();
  expect(trace.lines.filter((line: { entry: JournalEntry }) => line.entry.kind === 'followed').map((line: { actLabel: { zh: string } }) => line.actLabel.zh)).toEqual(['符合公益诉讼条件的，移送办理']);
}, 120_000);

describe('opening by a link', () => {
  it('is refused where the other case is unknown, does not have the link, or is not the person’s', async () => {
    const review = await reviewed();
    const codes = async (by: string, origin: { case: string; link: string }, request = suggestionRequest): Promise<readonly unknown[]> => {
      const answer = await openAs(host.as, by, request(origin));
      return [answer.statusCode, answer.json().code];
    };
    expect(await codes('intake', { case: '00000000-0000-4000-8000-00000000dead', link: 'suggestion' })).toEqual([404, 'CASE.NOT_FOUND']);
    expect(await codes('procurator2', { case: review.caseId, link: 'suggestion' })).toEqual([404, 'CASE.NOT_FOUND']);
    expect(await codes('intake', { case: review.caseId, link: 'advice' })).toEqual([422, 'LINK.UNKNOWN']);
    expect(await codes('intake', { case: review.caseId, link: 'suggestion' }, suitRequest)).toEqual([422, 'LINK.PATH_MISMATCH']);
    expect(await codes('chief', { case: review.caseId, link: 'suggestion' })).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(await codes('intake', { case: 'x', link: 'suggestion' })).toEqual([422, 'REQUEST.INVALID']);
    expect(await round()).toEqual({ noticed: 0, passed: 0 });
  });

  it('under one key opens one case, however often and at once it is sent', async () => {
    const review = await reviewed();
    const answers = await Promise.all(Array.from({ length: 6 }, () => openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' }), { 'idempotency-key': `link-${review.caseId}` })));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.json().caseId)).size).toBe(1);
    await round();
    expect((await linksOf('intake', review.caseId)).json().opened).toHaveLength(1);
    const other = await openAs(host.as, 'intake', suggestionRequest(), { 'idempotency-key': `link-${review.caseId}` });
    expect(other.json().code).toBe('REQUEST.IDEMPOTENCY_KEY_REUSED');
  });

  it('tells of a case one may not know of no more than the known one does', async () => {
    const pair = async (first: string, second: string): Promise<readonly [OpenedCase, OpenedCase & { readonly number: string }]> => {
      const review = await openAndWalk(host.as, [accept('2026-11-23'), assign(first), findings(first)]);
      const suggestion = await opened(openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' })));
      await walk(host.as, suggestion.caseId, suggestion.version, [assign(second)]);
      return [review, suggestion];
    };
    const [, suggestionOfSecond] = await pair('procurator1', 'procurator2');
    const [reviewOfSecond, suggestion] = await pair('procurator2', 'procurator1');
    const [own, others] = [(await linksOf('procurator2', reviewOfSecond.caseId)).json(), (await linksOf('procurator2', suggestionOfSecond.caseId)).json()];
    expect([own.opened[0].number, own.opened[0].visible, own.opened[0].noticed]).toEqual([suggestion.number, null, false]);
    expect([others.origin.path, others.origin.number, others.origin.visible]).toEqual(['criminal.arrest', null, null]);
    expect((await linksOf('procurator2', suggestion.caseId)).statusCode).toBe(404);
  });
});

describe('rounds', () => {
  it('that race each other and people who act on the same case have one effect and lose no act', async () => {
    const review = await reviewed();
    const suggestion = await opened(openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' })));
    await walk(host.as, suggestion.caseId, suggestion.version, untilServed('2026-11-23'));
    const notes = Array.from({ length: 5 }, (_, index) => waitFor(`note ${index}`, async () => (await send(host.as, review.caseId, await versionOf(review.caseId), note('procurator1', `附记 ${index}`))).statusCode === 200));
    const rounds = Array.from({ length: 4 }, () => round());
    await Promise.all([...notes, ...rounds]);
    await round();
    expect((await toldTo(review.caseId)).length).toBe(2);
    expect((await journalOf(review.caseId)).filter(({ act, kind }) => act === 'add-note' && kind === 'act')).toHaveLength(5);
    expect((await Promise.all(rounds)).reduce((sum, { noticed }) => sum + noticed, 0)).toBe(2);
  }, 60_000);

  it('that never came, because everything stopped after the commit, are made by the next process that works', async () => {
    const review = await reviewed();
    await opened(openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' })));
    expect(await toldTo(review.caseId)).toEqual([]);
    const another = await compose({
      databaseUrl: host.databaseUrl, redisUrl: null, dataDir: host.dataDir, seed: 'none', works: true, listens: false, stopsServer: false, clock, log: () => undefined, onFault: () => undefined,
    });
    try {
      await waitFor('the news', async () => (await toldTo(review.caseId)).length === 1);
    } finally {
      await another.close();
    }
    expect(await round()).toEqual({ noticed: 0, passed: 0 });
  });

  it('that break down between reading and writing leave the news where it is, for other cases as well', async () => {
    const [review, other] = [await reviewed(), await reviewed()];
    for (const { caseId } of [review, other]) await opened(openAs(host.as, 'intake', suggestionRequest({ case: caseId, link: 'suggestion' })));
    const { deps } = host.application;
    const broken = { ...deps, cases: { ...deps.cases, commit: (write: Parameters<typeof deps.cases.commit>[0]) => (write.caseId === review.caseId ? Promise.reject(new Error('the power failed')) : deps.cases.commit(write)) } };
    await expect(followLinks(broken)).rejects.toThrow('the power failed');
    expect([await toldTo(review.caseId), (await toldTo(other.caseId)).length]).toEqual([[], 1]);
    expect(await round()).toEqual({ noticed: 1, passed: 0 });
    expect((await toldTo(review.caseId)).length).toBe(1);
  });
});

it('time passes between cases, too: news is recorded no earlier than what it follows', async () => {
  const review = await reviewed();
  await opened(openAs(host.as, 'intake', suggestionRequest({ case: review.caseId, link: 'suggestion' })));
  clock.jumpTo(addMs(START, -30 * DAY_MS));
  await round();
  const entries = await journalOf(review.caseId);
  expect((entries.at(-1)?.recordedAt as string) >= (entries.at(-2)?.recordedAt as string)).toBe(true);
});

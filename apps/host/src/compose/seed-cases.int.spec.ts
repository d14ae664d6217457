// The demonstration as it is installed: people with passwords of their own shown once, more than thirty cases played through the use
// cases, and starts that go on where one stopped. What is not here: HTTP, and the plan of the days (`demo-timeline.unit.spec.ts`).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '@quanze/application';
import { addMs, expectOk, type Instant } from '@quanze/kernel';
import * as persistence from '@quanze/persistence';
import { createTestDatabase, type TestDatabase } from '@quanze/testkit';
import { compose, type Composition } from '../composition.js';
import { SUGGESTED_IN } from './demo-cases-linked.js';
import { DEMO_PEOPLE, demoPerson, OFFICE } from './demo-office.js';
import { caseIdOf, identityOf } from './demo-walk.js';
import { demoStories } from './seed-cases.js';

const NOW = '2026-11-23T02:30:00.000Z' as Instant;
const LIMIT_MS = 180_000;

let database: TestDatabase;
let dataDir: string;
let printed = '';
let first: Composition;
let application: Application;
let log: string[] = [];

async function start(now: Instant, print: (text: string) => void): Promise<Composition> {
  log = [];
  return compose({
    databaseUrl: database.url, redisUrl: null, dataDir, seed: 'demo', works: false, listens: false, stopsServer: false, clock: { now: () => now }, print,
    log: (line) => log.push(line), onFault: (where, error) => log.push(`${where} ${String(error)}`),
  });
}

beforeAll(async () => {
  [database, dataDir] = await Promise.all([createTestDatabase(persistence), mkdtemp(join(tmpdir(), 'quanze-seed-'))]);
  first = await start(NOW, (text) => (printed += text));
  application = first.application;
}, LIMIT_MS);
afterAll(async () => {
  await first.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const passwordOf = (login: string): string => new RegExp(`^ +${login.replace('.', '\\.')} .* (\\S+)$`, 'm').exec(printed)?.[1] ?? '';
const snapshotOf = async (key: string) => {
  const story = demoStories().find((one) => one.key === key);
  const snapshot = story === undefined ? null : await application.deps.cases.snapshot(caseIdOf(story));
  if (snapshot === null) throw new Error(`there is no case ${key}`);
  return snapshot;
};
const entriesOf = async (key: string) => application.deps.cases.journal((await snapshotOf(key)).caseId, 0, 500);
const decisionOf = async (key: string) => (await application.deps.cases.decisions((await snapshotOf(key)).caseId)).at(-1);

describe('signs of formality', () => {
  it('show in one review that was waved through unread, and in no other', async () => {
    const period = { from: '2026-01-01T00:00:00.000Z', until: NOW, limit: 100 };
    const { items } = expectOk(await application.formality.flagged(identityOf('inspector'), OFFICE, period), 'flagged acts');
    const reviews = items.filter(({ capacity }) => capacity === 'review');
    expect(reviews.map(({ caseId, rules }) => [caseId, rules])).toEqual([[(await snapshotOf('p19')).caseId, ['EMPTY', 'UNOPENED']]]);
    expect(items.filter(({ rules }) => rules.includes('UNOPENED') || rules.includes('LAW_UNKNOWN') || rules.includes('LAW_NOT_IN_FORCE'))).toHaveLength(1);
  });
});

describe('the passwords', () => {
  it('are shown once, one for each person, and open a session', async () => {
    const passwords = DEMO_PEOPLE.map(({ login }) => passwordOf(login));
    expect(passwords.filter((password) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(password))).toHaveLength(DEMO_PEOPLE.length);
    expect(new Set(passwords).size).toBe(DEMO_PEOPLE.length);
    expect((await application.sessions.signIn('chief', passwordOf('chief'))).ok).toBe(true);
    expect((await application.sessions.signIn('chief', passwordOf('deputy'))).ok).toBe(false);
  });

  it('stand nowhere in the database in clear, nor in the log', async () => {
    const credentials = await Promise.all(DEMO_PEOPLE.map(({ login }) => application.deps.sessions.credential(login)));
    expect(credentials.map((credential) => credential?.passwordHash.slice(0, 10))).toEqual(DEMO_PEOPLE.map(() => '$argon2id$'));
    const journal = JSON.stringify(await application.deps.cases.journal(OFFICE, 0, 500));
    expect([journal, ...log].filter((text) => DEMO_PEOPLE.some(({ login }) => text.includes(passwordOf(login))))).toEqual([]);
  });
});

describe('the cases', () => {
  it('are all told to their end, with no refusal that was not meant', () => {
    expect(log.filter((line) => line.includes('stops before'))).toEqual([]);
    expect(log.at(-1)).toBe(`demonstration: ${demoStories().length} cases, ${demoStories().reduce((sum, { steps }) => sum + steps.length - 1, 0)} acts, ${/(\d+) alarms/.exec(log.at(-1) ?? '')?.[1]} alarms`);
    expect(demoStories().length).toBeGreaterThanOrEqual(30);
  });

  it('leave no alarm behind that should have rung, and no entry from the future', async () => {
    expect(await application.deps.deadlines.missed(NOW, 500)).toEqual([]);
    const entries = (await Promise.all(demoStories().map(({ key }) => entriesOf(key)))).flat();
    expect(entries.filter((entry) => entry.recordedAt > NOW)).toEqual([]);
    expect(entries.filter((entry) => entry.kind === 'deadline').length).toBeGreaterThan(3);
  });

  it('are linked where one was opened from another, which has taken notice of what became of it', async () => {
    const [review, suggestion] = [await snapshotOf(SUGGESTED_IN), await snapshotOf('s01')];
    expect(suggestion.origin).toEqual({ case: review.caseId, link: 'suggestion', path: 'criminal.arrest' });
    expect(review.linked).toMatchObject({ [suggestion.caseId]: { link: 'suggestion', path: 'support.suggestion', followed: [{ on: [{ state: 'stage.awaitingReply' }] }] } });
    expect((await entriesOf(SUGGESTED_IN)).filter(({ kind }) => kind === 'linked' || kind === 'followed').map(({ kind, actor }) => [kind, actor])).toEqual([['linked', null], ['followed', null]]);
    expect(await application.deps.links.undone(0, 100)).toEqual([]);
  });

  it('stand in many different states, on several paths, open and ended', async () => {
    const { items } = expectOk(await application.cases.list(identityOf('chief'), { limit: 200 }), 'the list');
    expect(items).toHaveLength(demoStories().length);
    expect(new Set(items.map(({ path }) => path))).toEqual(new Set(['criminal.prosecution', 'criminal.arrest', 'support.suggestion']));
    expect(new Set(items.flatMap(({ states }) => states.filter((state) => state.startsWith('stage.')))).size).toBeGreaterThanOrEqual(15);
    expect(items.filter(({ status }) => status === 'ended').length).toBeGreaterThanOrEqual(3);
    const inbox = expectOk(await application.cases.inbox(identityOf('procurator1'), { limit: 50 }), 'the inbox');
    expect(inbox.total).toBeGreaterThanOrEqual(4);
  });

  it('are numbered in the order in which they came', async () => {
    const { items } = expectOk(await application.cases.list(identityOf('chief'), { limit: 200, path: 'criminal.prosecution' }), 'the list');
    const inOrder = [...items].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)).map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1]));
    expect(inOrder).toEqual(inOrder.map((_number, index) => index + 1));
  });

  it('hold one near its end, and one that the clock found overdue', async () => {
    const [near, overdue] = [await snapshotOf('p05'), await snapshotOf('p06')];
    expect(near.clocks['review']?.phase).toBe('running');
    expect([(near.clocks['review']?.endsAt ?? '') > NOW, (near.clocks['review']?.endsAt ?? '') < addMs(NOW, 3 * 86_400_000)]).toEqual([true, true]);
    expect([overdue.clocks['review']?.phase, overdue.facts['reviewOverdue']]).toEqual(['overdue', true]);
    expect((await entriesOf('p06')).filter(({ kind }) => kind === 'deadline')).toMatchObject([{ act: 'clock.review.end', actor: null }]);
  });

  it('hold a delegated decision, a recusal, a session of the committee and two returns', async () => {
    expect(await decisionOf('p19')).toMatchObject({ outcome: 'discretionary', deciders: [{ role: 'deputy_chief', onBehalfOf: demoPerson('chief') }] });
    expect((await snapshotOf('p18')).recusals).toMatchObject([{ person: demoPerson('procurator2'), state: 'ordered', earlier: [
      { act: 'interrogate', validity: 'falls', consequence: 'marked' }, { act: 'hear-defence', validity: 'stands' }, { act: 'hear-victim', validity: 'stands' },
    ] }]);
    expect((await snapshotOf('p09')).decisions['stage.reviewing.outcome']?.meeting).toMatchObject({ votes: [{}, {}, {}, {}], members: { length: 7 } });
    expect((await snapshotOf('p12')).facts['returns']).toBe(2);
    expect((await entriesOf('p12')).at(-1)).toMatchObject({ kind: 'refused', payload: { code: 'DECISION.OPTION_NOT_OPEN' } });
  });

  it('hold a delegation that ended: a decision before, an over-reach after, told to whom the matter belongs', async () => {
    expect(await decisionOf('p27')).toMatchObject({ deciders: [{ person: demoPerson('deputy2'), onBehalfOf: demoPerson('chief') }] });
    const refused = (await entriesOf('p28')).filter(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject([{ act: 'outcome.approve', actor: { person: demoPerson('deputy2') }, payload: { code: 'AUTHORITY.REFER', params: { of: ['chief'] } } }]);
    expect(await decisionOf('p28')).toMatchObject({ deciders: [{ person: demoPerson('chief') }] });
  });

  it('hold a vote of the committee with one of another mind', async () => {
    const record = await decisionOf('p29');
    expect(record).toMatchObject({ level: 'committee', outcome: 'charge' });
    expect(record?.votes.filter(({ option }) => option !== 'charge')).toMatchObject([{ person: demoPerson('head2'), option: 'discretionary' }]);
  });

  it('hold evidence with a gap, an open conflict and an excluded confession, and key evidence that changed after the decision', async () => {
    const { evidence } = await snapshotOf('a12');
    expect(Object.values(evidence?.items ?? {}).filter(({ excluded }) => excluded !== undefined).map(({ number, kind }) => [number, kind])).toEqual([[5, 'suspect']]);
    const seen = expectOk(await application.cases.evidence(identityOf('procurator2'), (await snapshotOf('a12')).caseId), 'the evidence');
    expect(seen.check?.elements.filter(({ state }) => state === 'gap').map(({ name }) => name)).toContain('theft.value');
    expect(seen.check?.elements.filter(({ state }) => state === 'conflict').map(({ name }) => name)).toEqual(['theft.number']);
    expect(seen.items[4]).toMatchObject({ title: '犯罪嫌疑人供述（2次）', excluded: {} });
    expect((await decisionOf('a12'))?.evidence).toMatchObject({ standard: 'model@2026.1', conflict: ['theft.number'] });
    const files = expectOk(await application.files.list(identityOf('procurator2'), (await snapshotOf('a12')).caseId), 'files');
    expect(files.map(({ name, evidence, attached }) => [name, evidence, attached.length])).toEqual([['扣押清单.txt', [6], 0], ['阅卷笔录.txt', [], 1]]);
    expect((await snapshotOf('a13')).evidence?.relooks).toMatchObject({ 1: { causes: [{ cause: 'rejected', item: 6 }], decisions: [{ question: 'stage.reviewing.outcome' }] } });
    const { items } = expectOk(await application.cases.inbox(identityOf('procurator1'), { limit: 200 }), 'the inbox');
    expect(items.map(({ task }) => task.key)).toContain('relook#1');
  });

  it('hold the chief\'s different decision with the written objection, and a case from the file to the archive', async () => {
    expect(await decisionOf('p13')).toMatchObject({ outcome: 'charge', relation: 'changed_all', level: 'chief', proposal: { option: 'discretionary' } });
    expect((await entriesOf('p13')).map(({ act }) => act).slice(-3)).toEqual(['outcome.override', 'outcome.object', 'outcome.issue']);
    expect(await snapshotOf('p15')).toMatchObject({ status: 'ended', ending: 'closed', facts: { archived: true } });
  });
});

describe('another start', () => {
  it('seeds nothing and shows nothing', async () => {
    const before = (await application.deps.office.chainHead(OFFICE)).seq;
    const again = await start(addMs(NOW, 86_400_000), () => { throw new Error('passwords were shown again'); });
    expect((await again.application.deps.office.chainHead(OFFICE)).seq).toBe(before);
    expect(log).toEqual([]);
    await again.close();
  }, LIMIT_MS);
});

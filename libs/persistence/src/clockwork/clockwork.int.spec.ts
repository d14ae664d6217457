// The deadline ledger and the outbox: what is due is found without the queue, what is told is told again after a crash.
import { addMs, type CaseId, type Instant } from '@quanze/kernel';
import { waitFor } from '@quanze/testkit';
import { EVENT_CHANNEL, forgetAnswers } from '../index.js';
import { withClient } from '../embedded/databases.js';
import { addPerson, LATER, NOW, openWorld, withWorld } from '../testing/fixtures.contract.js';
import { answerTo, deadlineRow, nextAct, openCase } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world, url } = withWorld();
const deadlines = () => world().stores.deadlines;
const rewrite = async (caseId: CaseId, row: ReturnType<typeof deadlineRow>) =>
  expect(await world().stores.cases.commit(await nextAct(world(), caseId, null, { change: { deadlines: [row] } }))).toBe('committed');

describe('the deadline ledger', () => {
  let caseId: CaseId;
  const far = addMs(LATER, 86_400_000);
  beforeEach(async () => {
    await world().stores.database.rows('DELETE FROM deadline');
    caseId = await openCase(world(), null, { deadlines: [deadlineRow('near', LATER), deadlineRow('far', far), deadlineRow('still', null), deadlineRow('kept', NOW, { phase: 'satisfied' })] });
  });
  const due = (clock: string, wakeAt: Instant, run = 1) => ({ tenant: world().tenant, caseId, clock, run, wakeAt });

  it('gives what is to be armed before a moment, soonest first, and not what was armed', async () => {
    expect(await deadlines().unarmed(addMs(far, 1), 10)).toEqual([due('near', LATER), due('far', far)]);
    expect(await deadlines().unarmed(far, 10)).toEqual([due('near', LATER)]);
    expect(await deadlines().unarmed(addMs(far, 1), 1)).toEqual([due('near', LATER)]);
    await deadlines().markArmed([due('near', LATER)]);
    expect(await deadlines().unarmed(far, 10)).toEqual([]);
  });

  it('gives one again that moved, also when it moved while it was being armed', async () => {
    const [near] = await deadlines().unarmed(far, 10);
    await rewrite(caseId, deadlineRow('near', addMs(LATER, 1000)));
    await deadlines().markArmed([near as NonNullable<typeof near>]);
    expect(await deadlines().unarmed(far, 10)).toEqual([due('near', addMs(LATER, 1000))]);
    await deadlines().markArmed([due('near', addMs(LATER, 1000))]);
    await rewrite(caseId, deadlineRow('near', LATER));
    expect(await deadlines().unarmed(far, 10)).toEqual([due('near', LATER)]);
  });

  it('gives everything again when the queue lost its data', async () => {
    await deadlines().markArmed([due('near', LATER), due('far', far)]);
    expect(await deadlines().disarmAll()).toBe(2);
    expect(await deadlines().unarmed(addMs(far, 1), 10)).toHaveLength(2);
    expect(await deadlines().disarmAll()).toBe(0);
  });

  it('knows what should have rung, armed or not, until it is noted or falls away', async () => {
    await deadlines().markArmed([due('near', LATER)]);
    expect(await deadlines().missed(LATER, 10)).toEqual([]);
    expect(await deadlines().missed(addMs(LATER, 1), 10)).toEqual([due('near', LATER)]);
    await rewrite(caseId, deadlineRow('near', LATER, { phase: 'overdue' }));
    expect(await deadlines().missed(addMs(LATER, 1), 10)).toEqual([]);
  });
});

describe('the outbox', () => {
  const tell = (limit: number) => world().stores.outbox.tell(limit);
  const say = (payload: object) => world().stores.database.rows(`INSERT INTO outbox (tenant, topic, payload) VALUES ($1, 'case.changed', $2)`, [world().tenant, JSON.stringify(payload)]);
  beforeEach(() => tell(10_000));

  /** What a host hears of the work; a last notice of our own says that nothing more comes. */
  async function heardDuring(work: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
    const heard: string[] = [];
    await withClient(url(), async (listener) => {
      listener.on('notification', ({ payload = '' }) => heard.push(payload));
      await listener.query(`LISTEN ${EVENT_CHANNEL}`);
      await work();
      await world().stores.database.rows(`SELECT pg_notify('${EVENT_CHANNEL}', 'the end')`);
      await waitFor('the end', () => heard.at(-1) === 'the end');
    });
    return heard.slice(0, -1).map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  it('is told in order, at most so many, each once', async () => {
    const cases = [await openCase(world(), null), await openCase(world(), null), await openCase(world(), null)];
    const counts: number[] = [];
    const heard = await heardDuring(async () => counts.push(await tell(2), await tell(2), await tell(2)));
    expect(counts).toEqual([2, 1, 0]);
    expect(heard).toEqual(cases.map((caseId) => ({ id: expect.stringMatching(/^\d+$/) as unknown, topic: 'case.changed', payload: { caseId } })));
  });

  it('tells what is too long without its details', async () => {
    await say({ caseId: 'c', office: 'o', more: '字'.repeat(2300) });
    await say({ caseId: 'c', office: 'o', more: '字'.repeat(2500) });
    expect((await heardDuring(() => tell(5))).map(({ payload }) => Object.keys(payload as object))).toEqual([['caseId', 'office', 'more'], ['caseId', 'office']]);
  });

  it('keeps a message that could not be told', async () => {
    await say({ caseId: 'c', office: '长'.repeat(4000) });
    await openCase(world(), null);
    await expect(tell(5)).rejects.toThrow(/payload string too long/);
    expect(await world().stores.database.rows('SELECT count(*)::integer AS n FROM outbox')).toEqual([{ n: 2 }]);
    await world().stores.database.rows('DELETE FROM outbox');
  });

  it('leaves the connection it took as careful as it was', async () => {
    await withClient(url(), (owner) => owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`));
    const careful = await openWorld(url(), 1);
    const setting = async (): Promise<unknown> => (await careful.stores.database.rows<{ value: string }>(`SELECT current_setting('synchronous_commit') AS value`))[0]?.value;
    try {
      await openCase(careful, null);
      const before = await setting();
      expect([before, await careful.stores.outbox.tell(5), await setting()]).toEqual(['on', 1, 'on']);
    } finally {
      await careful.close();
    }
  });

  it('leaves to others what one of them is telling', async () => {
    await openCase(world(), null);
    await openCase(world(), null);
    const inner: number[] = [];
    await world().stores.database.transaction(async (on) => {
      await on.query({ text: 'SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE', values: [] });
      inner.push(await tell(5));
    });
    expect([inner, await tell(5)]).toEqual([[1], 1]);
  });
});

describe('stored answers', () => {
  it('are forgotten when they are old enough', async () => {
    const person = await addPerson(world(), { role: 'chief' });
    const caseId = await openCase(world(), person);
    expect(await world().stores.cases.commit(await nextAct(world(), caseId, person, { idempotency: answerTo('old') }))).toBe('committed');
    expect([await forgetAnswers(world().stores.database, NOW), await forgetAnswers(world().stores.database, LATER)]).toEqual([0, 1]);
  });
});

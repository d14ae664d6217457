// The deadline ledger and the outbox: what is due is found without the queue, what is told is told again after a crash.
import { addMs, type CaseId, type Instant } from '@quanze/kernel';
import { forgetAnswers } from '../index.js';
import { withClient } from '../embedded/databases.js';
import { addPerson, LATER, NOW, withWorld } from '../testing/fixtures.contract.js';
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
  const drain = (limit: number, publish: (ids: readonly string[]) => void | Promise<void>) =>
    world().stores.outbox.drain(limit, async (messages) => publish(messages.map((m) => String(m.payload['caseId']))));
  beforeEach(() => world().stores.outbox.drain(10_000, async () => undefined));

  it('gives messages in order, at most so many, each once', async () => {
    const cases = [await openCase(world(), null), await openCase(world(), null), await openCase(world(), null)];
    const told: string[] = [];
    expect([await drain(2, (ids) => void told.push(...ids)), await drain(2, (ids) => void told.push(...ids)), await drain(2, (ids) => void told.push(...ids))]).toEqual([2, 1, 0]);
    expect(told).toEqual(cases);
  });

  it('gives a message again when publishing failed', async () => {
    const caseId = await openCase(world(), null);
    await expect(drain(5, () => Promise.reject(new Error('broker down')))).rejects.toThrow('broker down');
    const told: string[] = [];
    await drain(5, (ids) => void told.push(...ids));
    expect(told).toEqual([caseId]);
  });

  it('gives a message again when the connection is lost while it is published', async () => {
    const caseId = await openCase(world(), null);
    const lost = drain(5, async () => {
      await withClient(url(), (owner) => owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`));
    });
    await expect(lost).rejects.toMatchObject({ code: 'FAULT.DEPENDENCY_DOWN' });
    const told: string[] = [];
    await drain(5, (ids) => void told.push(...ids));
    expect(told).toEqual([caseId]);
  });

  it('does not give to two processes what one of them is publishing', async () => {
    await openCase(world(), null);
    await openCase(world(), null);
    const inner: number[] = [];
    expect(await drain(1, async () => void inner.push(await drain(5, () => undefined)))).toBe(1);
    expect(inner).toEqual([1]);
    expect(await drain(5, () => undefined)).toBe(0);
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

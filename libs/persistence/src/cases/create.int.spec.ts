// New cases: numbers without gaps or doubles, all or nothing.
import type { CaseId } from '@quanze/kernel';
import type { Identity } from '@quanze/application';
import { addPerson, LATER, newId, NOW, withWorld } from '../testing/fixtures.contract.js';
import { answerTo, deadlineRow, newCase, rowsOf } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world } = withWorld(25);
let clerk: Identity;
beforeAll(async () => {
  clerk = await addPerson(world(), { role: 'case_mgmt' });
});
const create = (write: ReturnType<typeof newCase>) => world().stores.cases.create(write);
const counters = () => world().stores.database.rows<{ word: string; last: number }>('SELECT word, year, last FROM case_number ORDER BY word, year');

describe('a new case', () => {
  it('gets the next number of its office, year and kind', async () => {
    const first = await create(newCase(world(), clerk, { numberWord: '刑诉' }));
    const second = await create(newCase(world(), clerk, { numberWord: '刑诉' }));
    expect([first, second]).toEqual([{ result: 'committed', number: '云检刑诉〔2026〕1号' }, { result: 'committed', number: '云检刑诉〔2026〕2号' }]);
  });

  it('is numbered by the year of the law, which begins eight hours before that of UTC', async () => {
    const write = newCase(world(), clerk, { numberWord: '跨年', snapshot: { openedAt: '2026-12-31T16:00:00.000Z' as typeof NOW } });
    expect((await create(write)).number).toBe('云检跨年〔2027〕1号');
  });

  it('takes numbers without gap or double when twenty are created at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => create(newCase(world(), clerk, { numberWord: '并发' }))));
    expect(made.map((m) => m.number).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `云检并发〔2026〕${i + 1}号`).sort());
  });

  it('brings tasks, deadlines, openings and the number in its stored answer', async () => {
    const task = { key: 'main.work', state: 'main.work', verb: 'handle', role: 'handler', person: clerk.person } as const;
    const write = newCase(world(), clerk, { numberWord: '答', idempotency: answerTo('open-1', { version: 1, number: '' }), tasks: [task], deadlines: [deadlineRow('review', LATER)], openings: [{ path: '/input/title', salt: 'cd'.repeat(16), value: '某案' }] });
    const { number } = await create(write);
    expect(await rowsOf(world(), write.caseId)).toEqual({ journal: 1, sealed_value: 1, log_pending: 1, decision: 0, task: 1, deadline: 1 });
    const context = await world().stores.office.openingContext({ tenant: world().tenant, office: world().office, person: clerk.person, named: [], at: NOW, idempotencyKey: 'open-1' });
    expect(context?.replay?.body).toEqual({ version: 1, number });
  });
});

describe('a new case that cannot be written', () => {
  it('takes no number: key used, id used, authority changed, another tenant', async () => {
    const good = newCase(world(), clerk, { numberWord: '缺', idempotency: answerTo('open-2') });
    expect((await create(good)).result).toBe('committed');
    const before = await counters();
    expect(await create(newCase(world(), clerk, { numberWord: '缺', idempotency: answerTo('open-2') }))).toEqual({ result: 'key-used', number: '' });
    expect(await create(newCase(world(), clerk, { numberWord: '缺', caseId: good.caseId }))).toEqual({ result: 'stale', number: '' });
    expect(await create(newCase(world(), { ...clerk, epoch: clerk.epoch + 1 }, { numberWord: '缺' }))).toEqual({ result: 'identity-changed', number: '' });
    await expect(create({ ...newCase(world(), null, { numberWord: '缺' }), tenant: newId() })).rejects.toMatchObject({ code: 'FAULT.ASSERTION' });
    expect(await counters()).toEqual(before);
  });

  it('is a fault when no act was accepted', async () => {
    const { change: _change, ...bare } = newCase(world(), clerk, {});
    await expect(create(bare as ReturnType<typeof newCase>)).rejects.toMatchObject({ code: 'FAULT.ASSERTION' });
    expect(await world().stores.cases.snapshot(bare.caseId as CaseId)).toBeNull();
  });
});

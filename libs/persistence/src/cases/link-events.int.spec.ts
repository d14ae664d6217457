// News between cases on PostgreSQL: written with the entry or not at all, marked with the entry that takes notice or not at all, in order,
// once. And that a case opened from another is only written while that one stands where it was judged.
import type { Identity, LinkEvent } from '@quanze/application';
import type { CaseId } from '@quanze/kernel';
import { waitFor } from '@quanze/testkit';
import { withClient } from '../embedded/databases.js';
import { addPerson, NOW, withWorld } from '../testing/fixtures.contract.js';
import { newCase, nextAct, openCase, rowsOf } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world, url } = withWorld();
let chief: Identity;
beforeAll(async () => (chief = await addPerson(world(), { role: 'chief' })));

const OPENED = { states: ['stage', 'stage.registered'], clocks: [] };
const SILENT = { states: [], clocks: ['reply'] };

/** A case and one opened from it. */
async function pair(): Promise<{ readonly origin: CaseId; readonly child: CaseId }> {
  const origin = await openCase(world(), null);
  const write = newCase(world(), null, { snapshot: { origin: { case: origin, link: 'advice', path: 'arrest-review' } } });
  const { result } = await world().stores.cases.create({ ...write, change: { ...(write.change as NonNullable<typeof write.change>), reach: OPENED } });
  expect(result).toBe('committed');
  return { origin, child: write.caseId };
}

async function waitingFor(origin: CaseId): Promise<readonly LinkEvent[]> {
  return (await world().stores.links.undone(0, 1000)).filter((event) => event.origin === origin);
}

async function tell(child: CaseId, reach = SILENT): Promise<void> {
  expect(await world().stores.cases.commit(await nextAct(world(), child, null, { change: { reach } }))).toBe('committed');
}

describe('an entry of a case that was opened from another', () => {
  it('leaves a row with number and hash, in the order of the entries', async () => {
    const { origin, child } = await pair();
    await tell(child);
    const events = await waitingFor(origin);
    const entries = await world().stores.cases.journal(child, 0, 10);
    const head = (await world().stores.links.openedFrom(origin, 10))[0];
    expect(events.map(({ case: id, seq, link, reach, hash }) => [id, seq, link, reach, hash])).toEqual([[child, 1, 'advice', OPENED, entries[0]?.hash], [child, 2, 'advice', SILENT, entries[1]?.hash]]);
    expect(head).toEqual({ case: child, link: 'advice', number: events[0]?.number, path: 'arrest-review' });
    expect((events[0]?.id as number) < (events[1]?.id as number)).toBe(true);
  });

  it('leaves none when it brings the case nowhere, and none when it is not written', async () => {
    const { origin, child } = await pair();
    await world().stores.cases.commit(await nextAct(world(), child, null));
    const late = await nextAct(world(), child, null, { change: { reach: SILENT } });
    await tell(child);
    expect(await world().stores.cases.commit(late)).toBe('stale');
    expect((await waitingFor(origin)).map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it('of a case without an origin leaves none, and its statement has no part for it', async () => {
    const before = (await world().stores.links.undone(0, 1000)).length;
    const lone = await openCase(world(), null);
    await tell(lone);
    expect((await world().stores.links.undone(0, 1000)).length).toBe(before);
  });
});

describe('taking notice', () => {
  it('marks the row with the entry, once: of two that race one is late and writes nothing', async () => {
    const { origin, child } = await pair();
    const notice = { case: child, seq: 1 };
    const [first, second] = [await nextAct(world(), origin, null, { notice }), await nextAct(world(), origin, null, { notice })];
    expect((await Promise.all([world().stores.cases.commit(first), world().stores.cases.commit(second)])).sort()).toEqual(['committed', 'stale']);
    expect(await waitingFor(origin)).toEqual([]);
    const again = await nextAct(world(), origin, null, { notice });
    expect(await world().stores.cases.commit(again)).toBe('stale');
    expect(await rowsOf(world(), origin)).toMatchObject({ journal: 2, log_pending: 2 });
  });

  it('leaves the row where the entry is not written', async () => {
    const { origin, child } = await pair();
    const stale = await nextAct(world(), origin, null, { notice: { case: child, seq: 1 } });
    await world().stores.cases.commit(await nextAct(world(), origin, null));
    expect(await world().stores.cases.commit(stale)).toBe('stale');
    expect((await waitingFor(origin)).map(({ seq }) => seq)).toEqual([1]);
  });

  it('may be that nothing follows: the row is marked alone, and twice is once', async () => {
    const { origin, child } = await pair();
    await world().stores.links.markDone({ case: child, seq: 1 }, NOW);
    await world().stores.links.markDone({ case: child, seq: 1 }, NOW);
    expect([await waitingFor(origin), (await world().stores.links.openedFrom(origin, 10)).length]).toEqual([[], 1]);
  });

  it('is paged without losing what is held up', async () => {
    const { origin, child } = await pair();
    await tell(child);
    const [first, second] = await waitingFor(origin);
    expect((await world().stores.links.undone(first?.id as number, 1))[0]).toEqual(second);
  });
});

describe('a case opened from another', () => {
  it('is written only while that one has as many entries as it was judged on', async () => {
    const origin = await openCase(world(), null);
    const judged = { caseId: origin, seq: 1 };
    const write = newCase(world(), chief, { origin: judged, snapshot: { origin: { case: origin, link: 'advice', path: 'arrest-review' } } });
    await world().stores.cases.commit(await nextAct(world(), origin, null));
    expect((await world().stores.cases.create(write)).result).toBe('identity-changed');
    expect((await world().stores.cases.create({ ...write, origin: { ...judged, seq: 2 } })).result).toBe('committed');
  });

  it('waits for an act on the other that is under way, and is judged again', async () => {
    const origin = await openCase(world(), null);
    const write = newCase(world(), chief, { origin: { caseId: origin, seq: 1 } });
    await withClient(url(), async (owner) => {
      await owner.query('BEGIN');
      await owner.query('UPDATE case_file SET seq = 2 WHERE case_id = $1', [origin]);
      const result = world().stores.cases.create(write);
      await waitFor('the new case to wait', async () => {
        const { rows } = await owner.query<{ n: number }>(`SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        return rows[0]?.n === 1;
      });
      await owner.query('COMMIT');
      expect((await result).result).toBe('identity-changed');
    });
  });
});

it('the application may not remove news', async () => {
  const { child } = await pair();
  await expect(world().stores.database.rows('DELETE FROM link_event WHERE case_id = $1', [child])).rejects.toMatchObject({ code: '42501' });
});

// Writing acts: everything or nothing, one winner, one effect per key, nothing under an authority that was taken away meanwhile.
import type { CaseId, PersonId } from '@quanze/kernel';
import { canonicalize, entryHashOf, verifyChain } from '@quanze/ledger';
import type { ActWrite, Identity } from '@quanze/application';
import { commitStatement } from './commit.js';
import { addPerson, changeOffice, delegationRow, identityOf, LATER, NOW, SHA256, untilBlocked, withWorld } from '../testing/fixtures.contract.js';
import { answerTo, deadlineRow, decisionRecord, nextAct, openCase, rowsOf } from '../testing/case-fixtures.contract.js';

jest.setTimeout(60_000);
const { world, url } = withWorld(30);
const TASK = { key: 'main.review', state: 'main.review', verb: 'review', role: 'dept_head' } as const;
let chief: Identity;
beforeAll(async () => {
  chief = await addPerson(world(), { role: 'chief' });
});

const commit = (write: ActWrite) => world().stores.cases.commit(write);
const load = (caseId: CaseId, person: PersonId | null = chief.person, key: string | null = null) =>
  world().stores.cases.loadForAct({ tenant: world().tenant, caseId, person, named: [], at: NOW, idempotencyKey: key });

/** An act that writes to every table. */
async function fullAct(caseId: CaseId, identity: Identity | null, key: string): Promise<ActWrite> {
  return nextAct(world(), caseId, identity, {
    openings: [{ path: '/input/reason', salt: 'ab'.repeat(16), value: '理由' }], idempotency: answerTo(key),
    change: {
      record: decisionRecord(caseId, 2, chief.person), tasks: { opened: [TASK], closed: [] }, deadlines: [deadlineRow('review', LATER)],
      outbox: [{ topic: 'case.changed', payload: { caseId } }],
    },
  });
}

describe('an accepted act', () => {
  it('is there in all its parts and is read back as it was written', async () => {
    const caseId = await openCase(world(), chief);
    const act = await fullAct(caseId, chief, 'full');
    expect(await commit(act)).toBe('committed');
    const loaded = await load(caseId, chief.person, 'full');
    expect(loaded).toMatchObject({ seq: 2, head: act.entry.hash, lastRecordedAt: NOW, snapshot: act.change?.snapshot, replay: act.idempotency?.answer });
    const { cases } = world().stores;
    expect(await cases.openings(caseId, [2])).toEqual([{ seq: 2, ...act.openings[0] }]);
    expect(await cases.decisions(caseId)).toEqual([act.change?.record]);
    expect(await cases.deadlines(caseId)).toEqual([{ ...deadlineRow('review', LATER), firedAt: null }]);
    expect(await cases.snapshot(caseId)).toEqual(act.change?.snapshot);
    expect(await rowsOf(world(), caseId)).toEqual({ journal: 2, sealed_value: 1, log_pending: 2, decision: 1, task: 1, deadline: 1 });
  });

  it('leaves entries whose hashes verify, also over the stored bytes in the database itself', async () => {
    const caseId = await openCase(world(), chief);
    expect(await commit(await nextAct(world(), caseId, chief))).toBe('committed');
    const entries = await world().stores.cases.journal(caseId, 0, 10);
    expect(verifyChain(entries, { chain: caseId, expectedLength: 2 }, SHA256)).toMatchObject({ valid: true });
    const rows = await world().stores.database.rows<{ entry: string; computed: string; hash: string }>(
      `SELECT entry, hash, sha256(convert_to(E'quanze-entry/1\\nsha-256\\n' || entry, 'UTF8')) AS computed FROM journal WHERE chain = $1 ORDER BY seq`, [caseId]);
    expect(rows.map((row) => row.computed)).toEqual(entries.map((entry) => entryHashOf(entry, SHA256)));
    const { hash: _hash, ...unhashed } = entries[1] as (typeof entries)[number];
    expect(canonicalize(unhashed)).toBe(rows[1]?.entry);
  });

  it('knows what one person did in a case: accepted entries, in order, with their moment', async () => {
    const caseId = await openCase(world(), chief);
    const other = await addPerson(world(), { role: 'procurator' });
    await commit(await nextAct(world(), caseId, chief));
    await commit(await nextAct(world(), caseId, other));
    await commit(await nextAct(world(), caseId, chief, { kind: 'refused', change: null }));
    await commit(await nextAct(world(), caseId, chief));
    const { cases } = world().stores;
    expect((await cases.entriesOf(caseId, chief.person)).filter(({ seq }) => seq > 1)).toEqual([2, 5].map((seq) => ({ seq, act: 'work.note', at: NOW })));
    expect(await cases.entriesOf(caseId, other.person)).toEqual([{ seq: 3, act: 'work.note', at: NOW }]);
    expect([await cases.entriesOf('no-uuid' as CaseId, chief.person), await cases.entriesOf(caseId, 'nobody' as never)]).toEqual([[], []]);
  });

  it('pages through the journal', async () => {
    const caseId = await openCase(world(), chief);
    for (const _ of [1, 2, 3]) await commit(await nextAct(world(), caseId, chief));
    const page = await world().stores.cases.journal(caseId, 1, 2);
    expect(page.map((entry) => entry.seq)).toEqual([2, 3]);
  });

  it('knows no case under an id that is none, and none of another tenant', async () => {
    const caseId = await openCase(world(), chief);
    const { cases } = world().stores;
    expect(await load('no-uuid' as CaseId)).toBeNull();
    expect(await cases.loadForAct({ tenant: chief.person as never, caseId, person: chief.person, named: [], at: NOW, idempotencyKey: null })).toBeNull();
    expect(await commit({ ...(await nextAct(world(), caseId, null)), tenant: chief.person as never })).toBe('stale');
    expect([await cases.snapshot('x' as CaseId), await cases.journal('x', 0, 1), await cases.openings('x', [1]), await cases.decisions('x' as CaseId), await cases.deadlines('x' as CaseId)]).toEqual([null, [], [], [], []]);
  });
});

describe('a refused attempt', () => {
  it('grows the journal and nothing else', async () => {
    const caseId = await openCase(world(), chief);
    const before = await load(caseId);
    expect(await commit(await nextAct(world(), caseId, chief, { kind: 'refused', change: null }))).toBe('committed');
    const after = await load(caseId);
    expect({ seq: after?.seq, snapshot: after?.snapshot }).toEqual({ seq: 2, snapshot: before?.snapshot });
    expect(await rowsOf(world(), caseId)).toEqual({ journal: 2, sealed_value: 0, log_pending: 2, decision: 0, task: 0, deadline: 0 });
  });
});

describe('tasks and deadlines', () => {
  it('are replaced by key, and a task that stays with its person keeps its age', async () => {
    const caseId = await openCase(world(), chief, { tasks: [TASK, { ...TASK, key: 'gone' }] });
    const change = { tasks: { opened: [{ ...TASK, dueAt: LATER }], closed: ['gone', TASK.key] } };
    const act = await nextAct(world(), caseId, chief, { change });
    const late = { ...act, entry: { ...act.entry, recordedAt: LATER } };
    expect(await commit(late)).toBe('committed');
    const rows = await world().stores.database.rows('SELECT key, due_at, opened_at FROM task WHERE case_id = $1', [caseId]);
    expect(rows).toEqual([{ key: TASK.key, due_at: LATER, opened_at: NOW }]);
  });

  it('carry their reminders into the inbox', async () => {
    const caseId = await openCase(world(), chief, { tasks: [{ ...TASK, person: chief.person }] });
    const urged = async () => {
      const inbox = await world().stores.cases.inbox({ tenant: world().tenant, person: chief.person, at: NOW }, { limit: 200 });
      return inbox.ok ? inbox.value.items.filter((item) => item.case.caseId === caseId).map(({ task }) => task.urged) : inbox.refusal.code;
    };
    expect(await urged()).toEqual([undefined]);
    const change = { tasks: { opened: [{ ...TASK, person: chief.person, urged: { times: 2, at: LATER } }], closed: [] } };
    expect(await commit(await nextAct(world(), caseId, chief, { change }))).toBe('committed');
    expect(await urged()).toEqual([{ times: 2, at: LATER }]);
  });

  it('note when a run of a clock took effect, once, and forget it with the next run', async () => {
    const caseId = await openCase(world(), chief, { deadlines: [deadlineRow('review', LATER)] });
    const write = async (row: ReturnType<typeof deadlineRow>) => expect(await commit(await nextAct(world(), caseId, null, { change: { deadlines: [row] } }))).toBe('committed');
    await write(deadlineRow('review', null, { phase: 'overdue', endsAt: LATER, wakeAt: LATER }));
    expect(await world().stores.cases.deadlines(caseId)).toMatchObject([{ phase: 'overdue', wakeAt: null, firedAt: NOW }]);
    await write(deadlineRow('review', LATER, { run: 2 }));
    expect(await world().stores.cases.deadlines(caseId)).toMatchObject([{ run: 2, phase: 'running', wakeAt: LATER, firedAt: null }]);
  });

  it('show the nearest end of the running clocks in the head of the case', async () => {
    const clocks = { a: { rule: 'r', run: 1, start: NOW, events: [], phase: 'running', endsAt: LATER }, b: { rule: 'r', run: 1, start: NOW, events: [], phase: 'satisfied', endsAt: NOW } } as const;
    const caseId = await openCase(world(), chief, { snapshot: { clocks } });
    const head = await world().stores.cases.head({ tenant: world().tenant, person: chief.person, at: NOW }, caseId);
    expect(head?.nextEndsAt).toBe(LATER);
  });
});

describe('racing acts', () => {
  it('have one winner, and the others leave nothing', async () => {
    const caseId = await openCase(world(), chief);
    const acts = await Promise.all(Array.from({ length: 12 }, (_, i) => fullAct(caseId, chief, `race-${i}`)));
    const results = await Promise.all(acts.map(commit));
    expect(results.filter((r) => r === 'committed')).toHaveLength(1);
    expect(results.filter((r) => r === 'stale')).toHaveLength(11);
    expect(await rowsOf(world(), caseId)).toEqual({ journal: 2, sealed_value: 1, log_pending: 2, decision: 1, task: 1, deadline: 1 });
    const keys = await world().stores.database.rows(`SELECT key FROM idempotency WHERE key LIKE 'race-%'`);
    expect(keys).toHaveLength(1);
  });

  it('under one key have one effect: whoever is second learns it or is stale', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => openCase(world(), chief)));
    const acts = await Promise.all(cases.map((caseId) => fullAct(caseId, chief, 'one-key')));
    const results = await Promise.all(acts.map(commit));
    expect(results.filter((r) => r === 'committed')).toHaveLength(1);
    expect(results.filter((r) => r === 'key-used')).toHaveLength(7);
    const lost = cases.filter((_, i) => results[i] === 'key-used');
    const rows = await Promise.all(lost.map((caseId) => rowsOf(world(), caseId)));
    expect(rows).toEqual(Array(7).fill({ journal: 1, sealed_value: 0, log_pending: 1, decision: 0, task: 0, deadline: 0 }));
  });

  it('of two persons may use the same key', async () => {
    const other = await addPerson(world(), { role: 'deputy_chief' });
    const caseId = await openCase(world(), chief);
    expect(await commit(await nextAct(world(), caseId, chief, { idempotency: answerTo('shared') }))).toBe('committed');
    expect(await commit(await nextAct(world(), caseId, other, { idempotency: answerTo('shared') }))).toBe('committed');
    expect((await load(caseId, other.person, 'shared'))?.replay).toEqual(answerTo('shared').answer);
  });
});

describe('an act under an authority that changed', () => {
  it('is not written after a post ended, a delegation was revoked, or a person became unknown', async () => {
    const deputy = await addPerson(world(), { role: 'deputy_chief' });
    const caseId = await openCase(world(), chief);
    const act = await nextAct(world(), caseId, deputy);
    await changeOffice(world(), { kind: 'delegate', delegation: delegationRow(world(), chief.person, deputy.person) });
    expect(await commit(act)).toBe('identity-changed');
    expect(await commit({ ...act, identity: { ...deputy, person: caseId as never } })).toBe('identity-changed');
    expect(await commit({ ...act, identity: await identityOf(world(), deputy.person) })).toBe('committed');
    chief = await identityOf(world(), chief.person);
  });

  it('waits for a revocation that is under way and then is not written', async () => {
    const person = await addPerson(world(), { role: 'procurator' });
    const caseId = await openCase(world(), null);
    const act = await nextAct(world(), caseId, person);
    const { database } = world().stores;
    let pending: Promise<string> = Promise.resolve('');
    await database.transaction(async (on) => {
      await on.query({ text: 'UPDATE person SET epoch = epoch + 1 WHERE id = $1', values: [person.person] });
      pending = commit(act);
      await untilBlocked(world(), 1);
    });
    expect(await pending).toBe('identity-changed');
    expect(await rowsOf(world(), caseId)).toMatchObject({ journal: 1 });
  });

  it('makes a revocation wait until it is committed', async () => {
    const person = await addPerson(world(), { role: 'procurator' });
    const caseId = await openCase(world(), null);
    const { database } = world().stores;
    const statement = commitStatement(await nextAct(world(), caseId, person));
    let revocation: Promise<unknown> = Promise.resolve();
    await database.transaction(async (on) => {
      expect((await on.query<{ moved: number }>(statement)).rows).toEqual([{ moved: 1, present: 1 }]);
      revocation = database.rows('UPDATE person SET epoch = epoch + 1 WHERE id = $1', [person.person]);
      await untilBlocked(world(), 1);
    });
    await revocation;
    expect((await load(caseId))?.seq).toBe(2);
  });

  it('never commits after the revocation has, over many races', async () => {
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => raceRevocation()));
    const seen = outcomes.map(({ result, epochAtCommit, epochOfAct }) => (result === 'committed' ? epochAtCommit === epochOfAct : result === 'identity-changed'));
    expect(seen).toEqual(Array(25).fill(true));
  });

  async function raceRevocation() {
    const person = await addPersonDirectly();
    const caseId = await openCase(world(), null);
    const act = await nextAct(world(), caseId, person);
    const { database } = world().stores;
    // The revocation writes down how long the journal was at its commit; an act that is not in it yet must not come later.
    const revoke = database.transaction(async (on) => {
      await on.query({ text: 'UPDATE person SET epoch = epoch + 1 WHERE id = $1', values: [person.person] });
      const { rows } = await on.query<{ seq: number }>({ text: 'SELECT seq FROM case_file WHERE case_id = $1', values: [caseId] });
      return rows[0]?.seq ?? 0;
    });
    const [result, seqAtRevocation] = await Promise.all([commit(act), revoke]);
    return { result, epochOfAct: person.epoch, epochAtCommit: seqAtRevocation === 2 ? person.epoch : person.epoch + 1 };
  }

  async function addPersonDirectly(): Promise<Identity> {
    const [row] = await world().stores.database.rows<{ id: PersonId }>(
      `INSERT INTO person (id, tenant, office, name, status) VALUES (gen_random_uuid(), $1, $2, '某人', 'active') RETURNING id`, [world().tenant, world().office]);
    return identityOf(world(), row?.id as PersonId);
  }
});

describe('a crash', () => {
  it('loses no act that was acknowledged and leaves none half-written', async () => {
    const cases = await Promise.all(Array.from({ length: 10 }, () => openCase(world(), chief)));
    const { withClient } = await import('../embedded/databases.js');
    const acknowledged = new Map<CaseId, number>();
    let ended = false;
    const work = cases.map(async (caseId) => {
      while (!ended) {
        const done = await nextAct(world(), caseId, chief).then(async (act) => ((await commit(act)) === 'committed' ? act.entry.seq : 0)).catch((error: { code?: string }) => {
          expect(error.code).toBe('FAULT.DEPENDENCY_DOWN');
          return 0;
        });
        if (done > 0) acknowledged.set(caseId, done);
      }
    });
    await withClient(url(), async (client) => {
      for (let round = 0; round < 6; round += 1) {
        const before = [...acknowledged.values()].reduce((a, b) => a + b, 0);
        while ([...acknowledged.values()].reduce((a, b) => a + b, 0) < before + 20) await client.query('SELECT 1');
        await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
      }
    });
    ended = true;
    await Promise.all(work);
    const found = await Promise.all(cases.map(async (caseId) => {
      const entries = await world().stores.cases.journal(caseId, 0, 10_000);
      const loaded = await load(caseId);
      return verifyChain(entries, { chain: caseId, expectedLength: loaded?.seq ?? -1, expectedHead: loaded?.head ?? '' }, SHA256).valid
        && (loaded?.seq ?? 0) >= (acknowledged.get(caseId) ?? 0) && loaded?.snapshot.version === loaded?.seq;
    }));
    expect(found).toEqual(Array(10).fill(true));
    expect(acknowledged.size).toBeGreaterThan(0);
  });
});


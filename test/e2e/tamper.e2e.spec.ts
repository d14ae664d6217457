// Somebody with full power over the database changes what is written: each way of doing it, for each entry and each checkpoint, is found,
// and the place is told. The triggers that forbid it are off here, as a superuser can have them. Nothing is mended: every change is made
// in a transaction of its own on a copy of the row and undone afterwards.
import type pg from 'pg';
import { fold } from '@quanze/engine';
import type { CaseId, JsonObject } from '@quanze/kernel';
import { verifyDocument, type CaseBundle, type DocumentVerdict, type JournalEntry, type PublicKey } from '@quanze/ledger';
import { sha256 } from '../../apps/host/src/compose/system.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { accept, approve, ask, issue, openAndWalk, register, send, untilChief, untilIssued, walk, type OpenedCase } from './arrest-case.js';
import { audit } from './audit/audit.js';
import { verifyEd25519 } from './audit/log.js';
import { withOwner } from './audit/rows.js';
import { startHost, type RunningHost } from './host.js';

// Every way times every entry, each with a look at the whole database.
jest.setTimeout(300_000);
let host: RunningHost;
let where: OpenedCase;
let keys: readonly PublicKey[];
let length: number;

beforeAll(async () => {
  host = await startHost({ works: false });
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  keys = [{ keyId, algorithm, publicKey }];
  where = await openAndWalk(host.as, untilChief('2026-11-23'));
  await host.application.proofs.anchorAll(TENANT);
  const version = await walk(host.as, where.caseId, where.version, [approve()]);
  // A refused attempt stands in the journal as well, and is protected like the rest.
  await send(host.as, where.caseId, version, register);
  where = { ...where, version: await walk(host.as, where.caseId, version, [issue()]) };
  await openAndWalk(host.as, untilIssued('2026-11-20'));
  await host.application.proofs.anchorAll(TENANT);
  await openAndWalk(host.as, [ask(), register, accept('2026-11-20')]);
  await host.application.proofs.anchorAll(TENANT);
  length = (await host.application.deps.cases.journal(where.caseId, 0, 1000)).length;
}, 180_000);
afterAll(() => host.close());

/** The case as the host would give it out now, judged offline with a key that was obtained before. */
async function verdict(): Promise<DocumentVerdict> {
  const answer = await host.as('chief')({ url: `/api/v1/cases/${where.caseId}/bundle?openings=true` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const replay = (entries: readonly JournalEntry[]): JsonObject => {
    const folded = fold(entries);
    if (!folded.ok) throw new Error(folded.refusal.code);
    return folded.value as unknown as JsonObject;
  };
  return verifyDocument(answer.json() as CaseBundle, { hashes: [sha256], verifySignature: verifyEd25519, trustedKeys: keys, replay });
}

const findings = async (): Promise<readonly string[]> => (await audit(host.databaseUrl, keys)).problems;

/** Changes the database with triggers off, looks, and puts every touched table back as it was. */
async function tampered<T>(tables: readonly string[], change: (client: pg.Client) => Promise<unknown>, look: () => Promise<T>): Promise<T> {
  return withOwner(host.databaseUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    for (const table of tables) await client.query(`CREATE TEMP TABLE kept_${table} AS TABLE ${table}`);
    try {
      await change(client);
      return await look();
    } finally {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_${table}`);
        await client.query(`DROP TABLE kept_${table}`);
      }
    }
  });
}

const inJournal = <T>(change: (client: pg.Client) => Promise<unknown>, look: () => Promise<T>): Promise<T> => tampered(['journal'], change, look);
const sequence = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

it('stands whole before anybody touches it, with every fold equal to its snapshot', async () => {
  expect(await verdict()).toMatchObject({ valid: true, length, anchoredLength: length, snapshot: 'replayed', keySource: 'trusted' });
  expect(await findings()).toEqual([]);
  expect(length).toBeGreaterThanOrEqual(10);
});

describe('an entry of the journal', () => {
  it('whose text is changed by one letter is found, each of them', async () => {
    for (const seq of sequence(1, length)) {
      const found = await inJournal((client) => client.query(`UPDATE journal SET entry = replace(entry, '"effectiveAt":"2026', '"effectiveAt":"2025') WHERE chain = $1 AND seq = $2`, [where.caseId, seq]), verdict);
      expect(found).toEqual({ valid: false, reason: 'LEDGER.ENTRY_ALTERED', at: expect.objectContaining({ seq, path: `/entries/${seq - 1}` }) });
    }
  });

  it('whose hash is changed is found, each of them', async () => {
    for (const seq of sequence(1, length)) {
      const found = await inJournal((client) => client.query('UPDATE journal SET hash = set_byte(hash, 7, get_byte(hash, 7) # 1) WHERE chain = $1 AND seq = $2', [where.caseId, seq]), verdict);
      expect(found).toEqual({ valid: false, reason: 'LEDGER.ENTRY_ALTERED', at: expect.objectContaining({ seq }) });
    }
  });

  it('whose every column says something else than its text is found by the audit, with the entry named', async () => {
    const changes = { kind: `kind || 'x'`, act: `coalesce(act, '') || 'x'`, person: `'00000000-0000-4000-8000-0000000000ff'`, recorded_at: `recorded_at + interval '1 ms'` };
    for (const seq of sequence(1, length)) {
      for (const [column, value] of Object.entries(changes)) {
        const found = await inJournal((client) => client.query(`UPDATE journal SET ${column} = ${value} WHERE chain = $1 AND seq = $2`, [where.caseId, seq]), findings);
        expect(found).toContain(`chain ${where.caseId}: the columns of entry ${seq} differ from its text`);
      }
    }
  });

  it('that is dropped is found, each of them, the last one too', async () => {
    for (const seq of sequence(1, length)) {
      const found = await inJournal((client) => client.query('DELETE FROM journal WHERE chain = $1 AND seq = $2', [where.caseId, seq]), verdict);
      expect(found).toMatchObject({ valid: false });
      expect(reasonOf(found)).toBe(seq === length ? 'LEDGER.TRUNCATED' : 'LEDGER.SEQ_GAP');
      expect(placeOf(found)).toBe(seq);
    }
  });

  it('that is dropped with all behind it moved up is found', async () => {
    for (const seq of sequence(1, length - 1)) {
      const found = await inJournal(async (client) => {
        await client.query('DELETE FROM journal WHERE chain = $1 AND seq = $2', [where.caseId, seq]);
        for (const behind of sequence(seq + 1, length)) {
          await client.query(`UPDATE journal SET seq = ${behind - 1}, entry = replace(entry, '"seq":${behind}', '"seq":${behind - 1}') WHERE chain = $1 AND seq = ${behind}`, [where.caseId]);
        }
      }, verdict);
      expect([reasonOf(found), placeOf(found)]).toEqual([seq === 1 ? 'LEDGER.GENESIS_MISMATCH' : 'LEDGER.LINK_BROKEN', seq]);
    }
  });

  it('that changes places with the next one is found, each of them', async () => {
    for (const seq of sequence(1, length - 1)) {
      const found = await inJournal((client) => client.query(
        `UPDATE journal j SET kind = o.kind, act = o.act, person = o.person, hash = o.hash, entry = o.entry, recorded_at = o.recorded_at FROM journal o
         WHERE j.chain = $1 AND o.chain = $1 AND j.seq IN ($2, $3) AND o.seq = $2::integer + $3::integer - j.seq`, [where.caseId, seq, seq + 1]), verdict);
      expect(found).toMatchObject({ valid: false, reason: 'LEDGER.SEQ_GAP' });
      expect(placeOf(found)).toBe(seq);
    }
  });

  it('that stands there twice is found, each of them', async () => {
    for (const seq of sequence(1, length)) {
      const doubled = async (client: pg.Client): Promise<void> => {
        await client.query('DELETE FROM journal WHERE chain = $1 AND seq = $2', [where.caseId, seq + 1]);
        await client.query('INSERT INTO journal SELECT chain, tenant, recorded_at, seq + 1, person, kind, act, hash, entry FROM journal WHERE chain = $1 AND seq = $2', [where.caseId, seq]);
      };
      const told = await inJournal(doubled, findings);
      expect(told.join()).toContain(`chain ${where.caseId}: LEDGER.SEQ_REPEATED {"seq":${seq + 1}`);
      // Behind the last one a bundle does not look: what is written there belongs to the next export.
      const found = await inJournal(doubled, verdict);
      expect([reasonOf(found), placeOf(found)]).toEqual(seq === length ? ['valid', undefined] : ['LEDGER.SEQ_REPEATED', seq + 1]);
    }
  });

  it('and a tail that is cut off is found, wherever it is cut', async () => {
    for (const seq of sequence(2, length)) {
      const found = await inJournal((client) => client.query('DELETE FROM journal WHERE chain = $1 AND seq >= $2', [where.caseId, seq]), verdict);
      expect([reasonOf(found), placeOf(found)]).toEqual(['LEDGER.TRUNCATED', seq]);
      const told = await inJournal((client) => client.query('DELETE FROM journal WHERE chain = $1 AND seq >= $2', [where.caseId, seq]), findings);
      expect(told).toContain(`chain ${where.caseId}: LEDGER.TRUNCATED ${JSON.stringify({ seq, index: seq - 1 })}`);
    }
  });

  it('and a tail that is cut off together with everything the case says of itself is found by the log', async () => {
    const whole = await host.application.deps.cases.journal(where.caseId, 0, 1000);
    for (const seq of sequence(2, length)) {
      const earlier = whole.slice(0, seq - 1);
      const folded = fold(earlier);
      if (!folded.ok) throw new Error(folded.refusal.code);
      const { states, version } = folded.value;
      const found = await tampered(['journal', 'case_file', 'sealed_value'], async (client) => {
        await client.query('DELETE FROM journal WHERE chain = $1 AND seq >= $2', [where.caseId, seq]);
        await client.query('DELETE FROM sealed_value WHERE chain = $1 AND seq >= $2', [where.caseId, seq]);
        await client.query('UPDATE case_file SET seq = $2, head = decode($3, $4), snapshot = $5, states = $6, version = $7 WHERE case_id = $1', [where.caseId, seq - 1, earlier.at(-1)?.hash, 'hex', JSON.stringify(folded.value), states, version]);
      }, verdict);
      expect([reasonOf(found), placeOf(found)]).toEqual(['LEDGER.INCLUSION_BEYOND_TAIL', length]);
    }
  });
});

describe('what lies beside the journal', () => {
  it('is found when it was changed: the stored state, what was sealed, the place in the log', async () => {
    const state = await tampered(['case_file'], (client) => client.query(`UPDATE case_file SET snapshot = jsonb_set(snapshot, '{facts,custody}', '"arrested"') WHERE case_id = $1`, [where.caseId]), verdict);
    expect(state).toEqual({ valid: false, reason: 'LEDGER.SNAPSHOT_MISMATCH', at: { path: '/snapshot' } });
    const { rows } = await withOwner(host.databaseUrl, (client) => client.query<{ seq: number; path: string }>('SELECT seq, path FROM sealed_value WHERE chain = $1', [where.caseId]));
    expect(rows.length).toBeGreaterThan(5);
    for (const { seq, path } of rows) {
      const sealed = await tampered(['sealed_value'], (client) => client.query(`UPDATE sealed_value SET value = '"另一个理由"' WHERE chain = $1 AND seq = $2 AND path = $3`, [where.caseId, seq, path]), verdict);
      expect([reasonOf(sealed), placeOf(sealed)]).toEqual(['LEDGER.OPENING_MISMATCH', seq]);
    }
  });

  it('and a decision, a task, a deadline, an answer or a number that does not fit is found by the audit', async () => {
    const changes: readonly (readonly [string, string])[] = [
      ['decision', `UPDATE decision SET record = jsonb_set(record::jsonb, '{outcome}', '"refuse"')::json WHERE case_id = $1`], ['decision', 'DELETE FROM decision WHERE case_id = $1'],
      ['task', `INSERT INTO task SELECT case_id, 'strange', tenant, office, department, 'x', 'decide', 'chief', NULL, NULL, opened_at FROM case_file WHERE case_id = $1`],
      ['deadline', `UPDATE deadline SET ends_at = ends_at + interval '1 day' WHERE case_id = $1`], ['deadline', 'DELETE FROM deadline WHERE case_id = $1'],
      ['case_file', 'UPDATE case_file SET version = version + 1 WHERE case_id = $1'], ['case_file', `UPDATE case_file SET handler = NULL WHERE case_id = $1`],
      ['case_number', 'UPDATE case_number SET last = last + 1 WHERE $1::uuid IS NOT NULL'],
    ];
    for (const [table, sql] of changes) {
      const found = await tampered([table], (client) => client.query(sql, [where.caseId]), findings);
      expect([sql, found.length > 0]).toEqual([sql, true]);
    }
  });
});

describe('a checkpoint', () => {
  it('that is changed in any of its parts is found, each of them, with its place', async () => {
    const parts = { root: `'"' || repeat('a', 64) || '"'`, size: `'999'`, at: `'"2026-01-01T00:00:00.000Z"'`, previousHash: `'"' || repeat('b', 64) || '"'`, log: `'"another"'` };
    for (const [index, size] of (await sizes()).entries()) {
      for (const [part, value] of Object.entries(parts)) {
        const found = await tampered(['checkpoint'], (client) => client.query(`UPDATE checkpoint SET statement = jsonb_set(statement::jsonb, '{${part}}', (${value})::jsonb)::json WHERE size = $1`, [size]), findings);
        expect(found.find((line) => line.startsWith('checkpoints: '))).toMatch(new RegExp(`LEDGER\\.\\w+ .*"index":${index}\\b`));
      }
    }
  });

  it('that is dropped, the first, one between or the last, is found', async () => {
    const all = await sizes();
    expect(all.length).toBeGreaterThanOrEqual(3);
    for (const [index, size] of all.entries()) {
      const found = await tampered(['checkpoint'], (client) => client.query('DELETE FROM checkpoint WHERE size = $1', [size]), findings);
      const wanted = index === 0 ? /LEDGER\.CHECKPOINT_NOT_FIRST .*"index":0/ : index === all.length - 1 ? /the last checkpoint is of/ : new RegExp(`LEDGER\\.CHECKPOINT_LINK_BROKEN .*"index":${index}\\b`);
      expect(found.join('\n')).toMatch(wanted);
    }
  });

  it('that changes places with its neighbour is found', async () => {
    const [first, second] = await sizes();
    const found = await tampered(['checkpoint'], (client) => client.query(
      'UPDATE checkpoint c SET statement = o.statement FROM checkpoint o WHERE c.size IN ($1, $2) AND o.size = $1::bigint + $2::bigint - c.size', [first, second]), findings);
    expect(found.join('\n')).toMatch(/LEDGER\.CHECKPOINT_NOT_FIRST .*"index":0/);
  });

  it('cannot be kept over leaves that were changed: a node, a leaf, a whole case taken out', async () => {
    for (const [tables, sql] of [
      [['log_node'], `UPDATE log_node SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE $1::uuid IS NOT NULL`],
      [['log_leaf'], 'DELETE FROM log_leaf WHERE chain = $1 AND seq = 3'],
      [['log_leaf'], 'UPDATE log_leaf l SET chain = o.chain, seq = -o.seq FROM log_leaf o WHERE l.chain = $1 AND l.seq = 1 AND o.chain = $1 AND o.seq = 2'],
      [['journal', 'log_leaf', 'case_file', 'sealed_value', 'task', 'deadline', 'decision'], 'DELETE FROM journal WHERE chain = $1'],
    ] as const) {
      const found = await tampered(tables, (client) => client.query(sql, [where.caseId]), findings);
      expect([sql, found.length > 0]).toEqual([sql, true]);
    }
  });

  async function sizes(): Promise<readonly number[]> {
    const { rows } = await withOwner(host.databaseUrl, (client) => client.query<{ size: string }>('SELECT size FROM checkpoint ORDER BY size'));
    return rows.map(({ size }) => Number(size));
  }
});

describe('every case of the database', () => {
  it('folds to its stored state, once more, after all this', async () => {
    expect(await findings()).toEqual([]);
    const { rows } = await withOwner(host.databaseUrl, (client) => client.query<{ case_id: CaseId }>('SELECT case_id FROM case_file'));
    for (const { case_id: caseId } of rows) {
      const folded = fold(await host.application.deps.cases.journal(caseId, 0, 1000));
      expect(folded).toEqual({ ok: true, value: await host.application.deps.cases.snapshot(caseId) });
    }
    expect(rows).toHaveLength(3);
  });
});

function reasonOf(found: DocumentVerdict): string {
  return found.valid ? 'valid' : found.reason;
}

function placeOf(found: DocumentVerdict): number | undefined {
  return found.valid ? undefined : found.at.seq;
}

// Cases and acts for the specs of this library: real chained entries over made-up content, as large as those of real acts.
import type { CaseId, HashHex, Instant, JsonObject, PersonId } from '@quanze/kernel';
import { genesisHash, sealEntry, type JournalEntry } from '@quanze/ledger';
import type { ActWrite, DeadlineRow, Identity, NewCaseWrite } from '@quanze/application';
import type { CaseSnapshot, DecisionRecord, Task } from '@quanze/engine';
import { NOW, SHA256, newId, type World } from './fixtures.contract.js';

export const RELEASE = SHA256.ofText('release');
export const NO_CHANGE = { record: null, tasks: { opened: [], closed: [] }, deadlines: [], outbox: [] } as const;

export function snapshotOf(world: World, caseId: CaseId, more: Partial<CaseSnapshot> = {}): CaseSnapshot {
  return {
    caseId, office: world.office, department: 'd1', path: 'arrest-review', release: RELEASE, version: 1, states: ['main.review.work'], status: 'open',
    openedAt: NOW, facts: { returns: 0, detained: true }, team: [], recusals: [], bars: [], decisions: {}, clocks: {}, ...more,
  };
}

/** A team of one handler. */
export function handledBy(person: PersonId): CaseSnapshot['team'] {
  return [{ person, role: 'handler', from: NOW }];
}

export function entryOf(chain: string, seq: number, prevHash: HashHex, more: { kind?: string; act?: string; payload?: JsonObject; recordedAt?: Instant; person?: PersonId } = {}): JournalEntry {
  const actor = { person: more.person ?? newId<PersonId>(), role: 'handler', capacity: 'handle', appointment: newId<string>() };
  return sealEntry({
    chain, seq, recordedAt: more.recordedAt ?? NOW, effectiveAt: more.recordedAt ?? NOW, kind: more.kind ?? 'act', act: more.act ?? 'work.note', actor,
    authority: { power: 'arrest.review', rule: 'row-12', list: '2026-1' }, from: ['main.review.work'], to: ['main.review.head'],
    payload: more.payload ?? { input: { option: 'approve' }, patch: { version: seq, states: ['main.review.head'] } }, definitionHash: RELEASE,
  }, prevHash, SHA256);
}

export function newCase(world: World, identity: Identity | null, more: Partial<NewCaseWrite> & { snapshot?: Partial<CaseSnapshot>; handler?: PersonId; tasks?: readonly Task[]; deadlines?: readonly DeadlineRow[] } = {}): NewCaseWrite {
  const { snapshot: part, handler, tasks = [], deadlines = [], ...rest } = more;
  const caseId = rest.caseId ?? newId<CaseId>();
  const team = handler === undefined ? {} : { team: handledBy(handler) };
  const snapshot = snapshotOf(world, caseId, { ...team, ...part });
  return {
    tenant: world.tenant, caseId, identity, entry: entryOf(caseId, 1, genesisHash(caseId, SHA256), { kind: 'opened', act: 'open', recordedAt: snapshot.openedAt }), openings: [],
    change: { ...NO_CHANGE, snapshot, handler: handler ?? null, tasks: { opened: tasks, closed: [] }, deadlines, outbox: [{ topic: 'case.changed', payload: { caseId } }] },
    title: '张三涉嫌盗窃案', numberWord: '刑捕', foreignNumber: null, idempotency: null, ...rest,
  };
}

/** Creates a case and insists that it was committed. */
export async function openCase(world: World, identity: Identity | null, more: Parameters<typeof newCase>[2] = {}): Promise<CaseId> {
  const write = newCase(world, identity, more);
  const { result } = await world.stores.cases.create(write);
  if (result !== 'committed') throw new Error(`creating a case: ${result}`);
  return write.caseId;
}

/** The next act on a case as it is now, accepted unless `change` is said to be absent. */
export async function nextAct(world: World, caseId: CaseId, identity: Identity | null, more: Partial<Omit<ActWrite, 'change'>> & { change?: Partial<NonNullable<ActWrite['change']>> | null; kind?: string } = {}): Promise<ActWrite> {
  const loaded = await world.stores.cases.loadForAct({ tenant: world.tenant, caseId, person: identity?.person ?? null, named: [], at: NOW, idempotencyKey: null });
  if (loaded === null) throw new Error('no such case');
  const { change, kind, ...rest } = more;
  const snapshot = { ...loaded.snapshot, version: loaded.snapshot.version + 1 };
  const write: ActWrite = {
    tenant: world.tenant, caseId, expectedSeq: loaded.seq, identity, openings: [], idempotency: null,
    entry: entryOf(caseId, loaded.seq + 1, loaded.head, { ...(kind === undefined ? {} : { kind }), ...(identity === null ? {} : { person: identity.person }) }), ...rest,
  };
  return change === null ? write : { ...write, change: { ...NO_CHANGE, snapshot, handler: null, ...change } };
}

export function answerTo(key: string, body: JsonObject = { done: true }): NonNullable<ActWrite['idempotency']> {
  return { key, answer: { requestHash: SHA256.ofText(key), status: 200, body } };
}

export function deadlineRow(clock: string, wakeAt: Instant | null, more: Partial<DeadlineRow> = {}): DeadlineRow {
  return { clock, rule: 'arrest.7', run: 1, phase: 'running', endsAt: wakeAt, wakeAt, provisional: false, ...more };
}

export function decisionRecord(caseId: CaseId, seq: number, by: PersonId): DecisionRecord {
  return {
    case: caseId, seq, question: { state: 'main.review', hash: SHA256.ofText('question'), options: ['approve', 'refuse'] }, proposal: null, earlierProposals: [],
    advice: [], reviews: [], votes: [], members: [], consents: [], reconsiderations: 0, outcome: 'approve', level: 'chief',
    deciders: [{ person: by, role: 'chief', capacity: 'decide' }], relation: 'same', power: 'arrest.review', rule: 'row-12', listVersion: '2026-1', decidedAt: NOW,
  };
}

/** All rows that belong to a case, to see that nothing was half-written. */
export async function rowsOf(world: World, caseId: CaseId): Promise<Readonly<Record<string, number>>> {
  const tables = { journal: 'chain', sealed_value: 'chain', log_pending: 'chain', decision: 'case_id', task: 'case_id', deadline: 'case_id' };
  const counts = await Promise.all(Object.entries(tables).map(async ([table, column]) => {
    const [row] = await world.stores.database.rows<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table} WHERE ${column} = $1`, [caseId]);
    return [table, row?.n ?? -1] as const;
  }));
  return Object.fromEntries(counts);
}


// The stores of the use cases in memory, with the meaning of the real ones: compare-and-set on the length of the journal, the epochs of
// everybody an act was judged on, one answer per key, deadline rows and an outbox, all or nothing. What is not here: projections nobody
// acts on (lists, inbox, drafts), and damage, which is done to copies.
import type { ActWrite, CommitResult, DeadlineRow, DueDeadline, Identity, LoadedCase, LoadedOffice, LoadForAct, NewCaseWrite, OpeningContext, OutboxMessage, StoredAnswer, Witness } from '@quanze/application';
import type { CaseSnapshot, PastEntry, PersonFacts } from '@quanze/engine';
import type { CaseId, HashHex, Instant, OfficeId, PersonId, TenantId } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';
import { DEPARTMENTS, OFFICE, SUPERIOR, type SimulatedOffice } from './people.js';

export const TENANT = '00000000-0000-4000-8000-00000000000f' as TenantId;
const OFFICE_ROW: LoadedOffice = { id: OFFICE, superior: SUPERIOR, province: null, level: 'basic' };

export interface CaseRow {
  snapshot: CaseSnapshot;
  seq: number;
  head: HashHex;
  recordedAt: Instant;
  readonly journal: JournalEntry[];
}

/** Whoever watches the store is told of every write that went through, with the snapshot it replaced. */
export interface StoreWatch {
  committed(write: ActWrite | NewCaseWrite, row: CaseRow): void;
}

/** Moments at which a fault of the world can strike. Each is silent unless it is set. */
export interface FaultPoints {
  beforeCommit: (() => Promise<void>) | null;
  afterCommit: (() => void) | null;
}

type Context = Omit<LoadedCase, 'snapshot' | 'seq' | 'head' | 'lastRecordedAt'>;
interface Deadline extends DeadlineRow { armedFor: Instant | null }

export class MemoryStore {
  readonly cases = new Map<CaseId, CaseRow>();
  readonly officeJournal: JournalEntry[] = [];
  readonly answers = new Map<string, StoredAnswer>();
  readonly faults: FaultPoints = { beforeCommit: null, afterCommit: null };
  readonly published: OutboxMessage[] = [];
  private readonly outbox: OutboxMessage[] = [];
  private readonly deadlines = new Map<string, { readonly caseId: CaseId; readonly row: Deadline }>();
  private numbers = 0;

  /** @param forgets a store without its compare-and-set, to prove that its loss is noticed */
  constructor(private readonly office: SimulatedOffice, private readonly watch: StoreWatch, private readonly forgets: 'compare-and-set' | null = null) {}

  loadForAct = async (query: LoadForAct): Promise<LoadedCase | null> => {
    const row = this.cases.get(query.caseId);
    if (row === undefined) return null;
    return {
      snapshot: row.snapshot, seq: row.seq, head: row.head, lastRecordedAt: row.recordedAt, ...this.contextOf(query.person, query.named, query.at, query.idempotencyKey),
      // Nobody uploads anything here: whatever is named counts as stored.
      ...(query.files === undefined ? {} : { files: new Map(query.files.map((hash) => [hash, { size: 1, mediaType: 'application/pdf' }])) }),
    };
  };

  openingContext = async (query: { readonly office: OfficeId; readonly person: PersonId; readonly named: readonly PersonId[]; readonly at: Instant; readonly idempotencyKey: string | null }): Promise<OpeningContext | null> => {
    if (query.office !== OFFICE) return null;
    return { departments: DEPARTMENTS, ...this.contextOf(query.person, query.named, query.at, query.idempotencyKey) };
  };

  private contextOf(person: PersonId | null, named: readonly PersonId[], at: Instant, key: string | null): Context {
    const { office } = this;
    const committee = office.committeeAt(at);
    const known = named.filter((id) => office.knows(id));
    const nobody: PersonFacts = { person: '' as PersonId, posts: [], delegations: [] };
    return {
      office: OFFICE_ROW, committee, actor: person === null ? nobody : office.factsAt(person, at), actorEpoch: person === null ? 0 : office.epochOf(person),
      named: new Map(known.map((id) => [id, office.factsAt(id, at)])), epochs: new Map([...committee, ...known].map((id) => [id, office.epochOf(id)])),
      replay: person === null || key === null ? null : (this.answers.get(`${person} ${key}`) ?? null),
    };
  }

  commit = async (write: ActWrite): Promise<CommitResult> => {
    const strike = this.faults.beforeCommit;
    this.faults.beforeCommit = null;
    await strike?.();
    const row = this.cases.get(write.caseId);
    if (row === undefined) return 'stale';
    if (!this.isWho(write.identity, write.judgedOn)) return 'identity-changed';
    if (row.seq !== write.expectedSeq && this.forgets !== 'compare-and-set') return 'stale';
    const kept = this.keepAnswer(write);
    if (kept !== 'committed') return kept;
    row.seq = write.entry.seq;
    row.head = write.entry.hash;
    row.recordedAt = write.entry.recordedAt;
    row.journal.push(write.entry);
    if (write.change !== undefined) this.change(row, write.caseId, write.change);
    this.watch.committed(write, row);
    this.strikeAfter();
    return 'committed';
  };

  create = async (write: NewCaseWrite): Promise<{ readonly result: CommitResult; readonly number: string }> => {
    if (this.cases.has(write.caseId) || write.change === undefined) return { result: 'stale', number: '' };
    if (!this.isWho(write.identity, write.judgedOn)) return { result: 'identity-changed', number: '' };
    const kept = this.keepAnswer(write);
    if (kept !== 'committed') return { result: kept, number: '' };
    const row: CaseRow = { snapshot: write.change.snapshot, seq: 1, head: write.entry.hash, recordedAt: write.entry.recordedAt, journal: [write.entry] };
    this.cases.set(write.caseId, row);
    this.change(row, write.caseId, write.change);
    this.numbers += 1;
    this.watch.committed(write, row);
    return { result: 'committed', number: String(this.numbers) };
  };

  private strikeAfter(): void {
    const strike = this.faults.afterCommit;
    this.faults.afterCommit = null;
    strike?.();
  }

  private isWho(identity: Identity | null, judgedOn: readonly Witness[] = []): boolean {
    return (identity === null || this.office.epochOf(identity.person) === identity.epoch) && judgedOn.every(({ person, epoch }) => this.office.epochOf(person) === epoch);
  }

  private keepAnswer({ identity, idempotency }: Pick<ActWrite, 'identity' | 'idempotency'>): CommitResult {
    if (idempotency === null || identity === null) return 'committed';
    const key = `${identity.person} ${idempotency.key}`;
    if (this.answers.has(key)) return 'key-used';
    this.answers.set(key, idempotency.answer);
    return 'committed';
  }

  private change(row: CaseRow, caseId: CaseId, { snapshot, deadlines, outbox }: NonNullable<ActWrite['change']>): void {
    row.snapshot = snapshot;
    this.outbox.push(...outbox);
    for (const changed of deadlines) {
      const key = `${caseId} ${changed.clock}`;
      this.deadlines.set(key, { caseId, row: { ...changed, armedFor: this.deadlines.get(key)?.row.armedFor ?? null } });
    }
  }

  /** What the person did in the case; refused attempts are no entries. */
  entriesOf = async (caseId: CaseId, person: PersonId): Promise<readonly PastEntry[]> => this.entriesBy(caseId, person);

  entriesBy(caseId: CaseId, person: PersonId): readonly PastEntry[] {
    return (this.cases.get(caseId)?.journal ?? []).filter((entry) => entry.kind !== 'refused' && entry.actor?.['person'] === person).map(({ seq, act, recordedAt }) => ({ seq, act: act ?? '', at: recordedAt }));
  }

  chainHead = async (): Promise<{ readonly seq: number; readonly head: HashHex | null; readonly recordedAt: Instant | null }> => {
    const last = this.officeJournal.at(-1);
    return { seq: last?.seq ?? 0, head: last?.hash ?? null, recordedAt: last?.recordedAt ?? null };
  };

  writeOffice = async ({ entry, expectedSeq }: { readonly entry: JournalEntry; readonly expectedSeq: number }): Promise<'committed' | 'stale'> => {
    if (expectedSeq !== this.officeJournal.length) return 'stale';
    this.officeJournal.push(entry);
    return 'committed';
  };

  unarmed = async (until: Instant, limit: number): Promise<readonly DueDeadline[]> => this.waking((row) => row.wakeAt !== null && row.wakeAt < until && row.armedFor !== row.wakeAt).slice(0, limit);

  missed = async (at: Instant, limit: number): Promise<readonly DueDeadline[]> => this.waking((row) => row.wakeAt !== null && row.wakeAt < at).slice(0, limit);

  markArmed = async (armed: readonly DueDeadline[]): Promise<void> => {
    for (const { caseId, clock, run, wakeAt } of armed) {
      const row = this.deadlines.get(`${caseId} ${clock}`)?.row;
      if (row?.run === run && row.wakeAt === wakeAt) row.armedFor = wakeAt;
    }
  };

  private waking(fits: (row: Deadline) => boolean): readonly DueDeadline[] {
    return [...this.deadlines.values()].filter(({ row }) => fits(row)).map(({ caseId, row }) => ({ tenant: TENANT, caseId, clock: row.clock, run: row.run, wakeAt: row.wakeAt as Instant }));
  }

  /** Publishes what waits. @param crashes before it is marked: then the same comes once more */
  drain(crashes: boolean): void {
    this.published.push(...this.outbox);
    if (!crashes) this.outbox.length = 0;
  }
}

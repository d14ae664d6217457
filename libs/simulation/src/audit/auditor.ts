// Watches one case from its first entry to its last and says what is not as it must be. It follows the journal with a fold of its own and reads
// plain documents; no function of the engine decides here what is right. What is not here: the single checks (the files beside this one).
import type { ActWrite, NewCaseWrite } from '@quanze/application';
import { fold, replaySteps, type CompiledPath, type PersonFacts } from '@quanze/engine';
import { jsonEquals, type HashFunction, type HashHex, type JsonObject, type JsonValue, type PersonId } from '@quanze/kernel';
import { genesisHash, verifyChain, type JournalEntry } from '@quanze/ledger';
import type { CaseRow, MemoryStore, StoreWatch } from '../world/memory-store.js';
import { OFFICE, SUPERIOR, type SimulatedOffice } from '../world/people.js';
import { checkClocks, unnoted } from './clocks.js';
import type { PlainAct, PlainPath, PlainPowers } from './documents.js';
import { differences, patched } from './own-fold.js';
import { checkDecided, checkFourEyes, checkNoOutcome, type Say } from './records.js';
import { whyNotEntitled } from './rights.js';
import type { Violation } from './violation.js';

/** Somebody who judges how far a power reaches, written apart from the engine. @returns why the person may not; null when nothing is wrong */
export type PowerJudge = (question: { readonly act: PlainAct; readonly state: JsonObject; readonly person: PersonFacts; readonly at: string; readonly option: string | undefined; readonly decidedAt: Readonly<Record<string, string>> }) => string | null;

export interface AuditedWorld {
  readonly office: SimulatedOffice;
  readonly now: () => string;
}

export interface AuditGrounds {
  readonly path: PlainPath;
  readonly powers: PlainPowers;
  readonly release: HashHex;
  readonly hash: HashFunction;
  readonly judge: PowerJudge | null;
}

export class Auditor implements StoreWatch {
  readonly violations: Violation[] = [];
  readonly accepted: string[] = [];
  refused = 0;
  private state: JsonObject = {};
  private stored: JsonObject | null = null;
  private seq = 0;
  private head: HashHex | null = null;
  private recordedAt = '';
  private readonly keys = new Set<string>();
  private readonly decidedAt: Record<string, string> = {};

  constructor(private readonly grounds: AuditGrounds, private readonly world: () => AuditedWorld) {}

  private readonly say: Say = (invariant, what) => {
    if (this.violations.length < 20) this.violations.push({ invariant, what, seq: this.seq });
  };

  committed(write: ActWrite | NewCaseWrite, row: CaseRow): void {
    const { entry, change, identity, idempotency } = write;
    this.follow(entry);
    if (idempotency !== null) {
      const key = `${identity?.person ?? ''} ${idempotency.key}`;
      if (this.keys.has(key)) this.say('I9', 'one key has two effects');
      this.keys.add(key);
    }
    if (entry.kind === 'refused') {
      this.refused += 1;
      if (change !== undefined || entry.payload['patch'] !== undefined) this.say('I2', 'a refused attempt changes the case');
      return;
    }
    if (change === undefined) return this.say('I4', `${String(entry.act)} was accepted and changes nothing`);
    this.accepted.push(entry.act ?? '');
    this.checkAccepted(entry, identity?.person ?? null, change.snapshot as unknown as JsonObject);
    if (row.snapshot !== change.snapshot) this.say('I10', 'the store keeps another snapshot than was written');
  }

  /** The chain: one after the other, none twice, none left out, time never backwards (I4, I10). */
  private follow(entry: JournalEntry): void {
    const expected = this.head ?? genesisHash(entry.chain, this.grounds.hash);
    if (entry.seq !== this.seq + 1) this.say('I10', `entry ${entry.seq} follows entry ${this.seq}`);
    if (entry.prevHash !== expected) this.say('I10', `entry ${entry.seq} stands behind another entry than the last`);
    if (entry.recordedAt < this.recordedAt) this.say('I4', `entry ${entry.seq} was recorded before the one it follows`);
    if (entry.definitionHash !== this.grounds.release) this.say('I7', `entry ${entry.seq} was judged on another release`);
    this.seq = entry.seq;
    this.head = entry.hash;
    this.recordedAt = entry.recordedAt;
  }

  private checkAccepted(entry: JournalEntry, writer: PersonId | null, snapshot: JsonObject): void {
    const patch = entry.payload['patch'] as JsonObject | undefined;
    if (patch === undefined) return this.say('I4', `${String(entry.act)} was accepted and says not what it changed`);
    const before = this.state;
    const after = patched(before, patch);
    const changed = new Set(Object.keys(patch));
    const wrong = differences(after, snapshot, this.stored, changed);
    if (wrong.length > 0) this.say('I4', `${String(entry.act)} says another change than was stored: ${wrong.join()}`);
    [this.state, this.stored] = [after, snapshot];
    if (after['version'] !== Number(before['version'] ?? 0) + 1) this.say('I10', `${String(entry.act)} does not raise the version by one`);
    if (after['release'] !== this.grounds.release) this.say('I7', `${String(entry.act)} moves the case to another release`);
    const { say } = this;
    checkClocks(entry, before, after, this.world().now(), say);
    const isOfClock = entry.kind === 'deadline' || entry.kind === 'warning';
    if (isOfClock !== (entry.actor === null)) say('I1', `${String(entry.act)} of kind ${entry.kind} ${entry.actor === null ? 'was done by nobody' : 'was done by somebody'}`);
    const act = this.grounds.path.acts.get(entry.act ?? '') ?? null;
    if (act === null && !isOfClock) return say('I2', `${String(entry.act)} is no act of the path`);
    const { office } = this.world();
    checkDecided(entry, act, this.grounds.path, this.grounds.powers, (person) => office.knows(person as PersonId), say);
    checkFourEyes(this.grounds.path, after, changed, say);
    if (act !== null && !isOfClock) this.checkRight(entry, act, writer, before, after);
    const record = entry.payload['decision'] as { readonly question?: { readonly state?: string } } | undefined;
    if (record?.question?.state !== undefined) this.decidedAt[record.question.state] = entry.recordedAt;
  }

  /** I2: at the moment of the commit the person is who may do it. */
  private checkRight(entry: JournalEntry, act: PlainAct, writer: PersonId | null, before: JsonObject, after: JsonObject): void {
    const { office, now } = this.world();
    const named = entry.actor?.['person'];
    if (writer === null || named !== writer) return this.say('I2', `${act.id} is written by another person than it names`);
    const person = office.factsAt(writer, now() as never);
    const state = before['caseId'] === undefined ? { ...after, team: [], recusals: [], bars: [], decisions: {}, states: [] } : before;
    const { problem, roles } = whyNotEntitled({ path: this.grounds.path, act, state, office: OFFICE, superior: SUPERIOR, person, at: entry.recordedAt });
    if (problem !== null) this.say('I2', `${act.id} was done by somebody who ${problem}`);
    else if (!roles.includes(String(entry.actor?.['role']))) this.say('I2', `${act.id} was done as ${String(entry.actor?.['role'])}, which the person is not`);
    const appointment = entry.actor?.['appointment'];
    if (!person.posts.some((post) => post.appointment === appointment)) this.say('I2', `${act.id} was done on an appointment that is not in force`);
    const delegation = entry.actor?.['delegation'];
    if (delegation !== undefined && !person.delegations.some(({ id, from }) => id === delegation && from === entry.actor?.['onBehalfOf'])) this.say('I2', `${act.id} was done on a delegation that is not in force`);
    const authority = entry.authority as { readonly power?: string; readonly list?: string } | null;
    if (authority?.power !== undefined && (!this.grounds.powers.ids.has(authority.power) || authority.list !== this.grounds.powers.version)) this.say('I2', `${act.id} was done by a power that no list has`);
    if (act.matter !== null && act.flow === null && authority?.power !== act.matter) this.say('I2', `${act.id} needs the power ${act.matter} and was done by ${String(authority?.power)}`);
    checkNoOutcome(entry, act, this.grounds.path.business, before, after, this.say);
    if (this.grounds.judge === null || before['caseId'] === undefined) return;
    const option = (entry.payload['input'] as JsonObject | undefined)?.['option'];
    const why = this.grounds.judge({ act, state: before, person, at: entry.recordedAt, option: typeof option === 'string' ? option : undefined, decidedAt: this.decidedAt });
    if (why !== null) this.say('I2', `${act.id}: ${why}`);
  }

  /** I3: what an attempt left in the journal. @param wrote entries of the person and the act since it began */
  attempted(answer: 'accepted' | 'replayed' | 'refused' | 'no-reply', code: string | null, wrote: readonly JournalEntry[]): void {
    const own = wrote.filter((entry) => entry.actor !== null);
    // Nothing is written of a case one may not know of, nor of a key that belongs to another request: there is nothing new to tell.
    const silent = code === 'CASE.NOT_FOUND' || code === 'REQUEST.IDEMPOTENCY_KEY_REUSED' || answer === 'replayed';
    if (answer === 'no-reply') return own.length > 1 ? this.say('I3', 'an attempt without a reply was written twice') : undefined;
    const kinds = own.map(({ kind }) => (kind === 'refused' ? 'refused' : 'accepted'));
    const expected = silent ? [] : [answer];
    if (kinds.join() !== expected.join()) this.say('I3', `an attempt answered with ${answer}${code === null ? '' : ` (${code})`} left ${kinds.join() || 'nothing'} in the journal`);
    if (answer === 'refused' && !silent && own[0]?.payload['code'] !== code) this.say('I3', `the journal says ${String(own[0]?.payload['code'])}, the answer ${String(code)}`);
  }

  /** Something that only the one who asked can see. */
  wrong(invariant: Violation['invariant'], what: string): void {
    this.say(invariant, what);
  }

  /** At the end: the whole journal again, with the eyes of a stranger (I4); every end noted (I5); everything published. */
  finish(row: CaseRow, store: MemoryStore, compiled: CompiledPath, noticedBefore: string): void {
    const journal = JSON.parse(JSON.stringify(row.journal)) as JournalEntry[];
    const chain = String(row.snapshot.caseId);
    const verdict = verifyChain(journal, { chain, expectedHead: row.head, expectedLength: row.seq }, this.grounds.hash);
    if (!verdict.valid) this.say('I4', `the journal does not verify: ${verdict.reason}`);
    let own: JsonObject = {};
    for (const entry of journal) if (entry.kind !== 'refused') own = patched(own, entry.payload['patch'] as JsonObject);
    const stored = JSON.parse(JSON.stringify(row.snapshot)) as JsonValue;
    if (!jsonEquals(own, stored)) this.say('I4', 'the journal does not lead to the stored snapshot');
    const folded = fold(journal);
    if (!folded.ok || !jsonEquals(folded.value as unknown as JsonValue, stored)) this.say('I4', 'the fold of the engine does not lead to the stored snapshot');
    const replayed = replaySteps(compiled, journal);
    if (!replayed.ok) this.say('I4', `a step of the journal is none of the definition: ${JSON.stringify(replayed.refusal.params)}`);
    for (const clock of unnoted(own, noticedBefore)) this.say('I5', `the end of ${clock} passed and was never noted`);
    const published = new Set(store.published.map(({ payload }) => payload['version']));
    for (let version = 1; version <= Number(own['version']); version += 1) if (!published.has(version)) this.say('I10', `nobody was told of version ${version}`);
  }
}

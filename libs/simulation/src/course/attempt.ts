// One attempt at a case through the real use cases, as a client makes it: with a key, again when no reply came, and under the fault that strikes
// it. After each the auditor is told what was answered and what was written. What is not here: choosing, and time.
import type { ActDone, ActInput, Answered, Identity } from '@quanze/application';
import type { CaseId, JsonObject, PersonId, Result } from '@quanze/kernel';
import type { Auditor } from '../audit/auditor.js';
import type { AttemptFault, FaultName, FaultPlan } from '../faults.js';
import { TENANT } from '../world/memory-store.js';
import { NoReply, type SimulatedWorld } from '../world/simulated-world.js';
import type { Choice } from './chooser.js';
import { hostilePayload } from './hostile.js';
import type { OpeningChoice } from './opening.js';

type Answer = Result<Answered<ActDone>> | null;

export class Attempts {
  private keys = 0;

  constructor(private readonly world: SimulatedWorld, private readonly plan: FaultPlan, private readonly auditor: Auditor, private readonly count: (fault: FaultName) => void) {}

  /** Opens a case. @returns its id; null when that was refused, which must stand in the journal of the office */
  async open({ person, input }: OpeningChoice): Promise<CaseId | null> {
    const { application, store, office } = this.world;
    const before = store.officeJournal.length;
    const opened = await application.cases.open(this.identityOf(person), input);
    if (opened.ok) return opened.value.value.caseId as CaseId;
    const here = office.factsAt(person, this.world.clock.now()).posts.some((post) => post.office === input.office);
    const wrote = store.officeJournal.slice(before);
    if (here && (wrote.length !== 1 || wrote[0]?.kind !== 'refused')) this.auditor.wrong('I3', `an opening refused with ${opened.refusal.code} is not in the journal of the office`);
    return null;
  }

  /** Carries a choice out. @param another what somebody else would do at the same moment @returns whether it was accepted */
  async act(caseId: CaseId, choice: Choice, another: () => Choice | null): Promise<boolean> {
    const fault = this.plan.forAttempt();
    if (fault === null) return isAccepted(await this.send(caseId, choice));
    this.count(fault);
    return this.under(fault, caseId, choice, another);
  }

  private async under(fault: AttemptFault, caseId: CaseId, choice: Choice, another: () => Choice | null): Promise<boolean> {
    const { chance, store, office, clock, crash } = this.world;
    switch (fault) {
      case 'request-replayed': return this.replayed(caseId, choice, choice.payload);
      case 'key-for-another-request': return this.replayed(caseId, choice, { ...choice.payload, another: true });
      case 'wrong-person': return isAccepted(await this.send(caseId, { ...choice, person: chance.pick(office.everybody) }));
      case 'unknown-act': return this.mustFail(caseId, { ...choice, act: chance.pick(['', 'nothing', '__proto__', 'outcome', `${choice.act}.x`, 'x'.repeat(300)]) }, 'an unknown act was done');
      case 'hostile-payload': return isAccepted(await this.send(caseId, { ...choice, payload: hostilePayload(chance, choice.payload) }));
      case 'stale-version': return this.mustFail(caseId, choice, 'an act on an older version was done', -1 - chance.int(2));
      case 'reply-lost':
        store.faults.afterCommit = lose;
        return this.insisting(caseId, choice);
      case 'crash-before-commit':
        store.faults.beforeCommit = () => Promise.reject(new NoReply('the process died before the commit'));
        return this.insisting(caseId, choice);
      case 'crash-before-publish':
        crash.beforePublish = true;
        return this.insisting(caseId, choice);
      case 'person-changes':
        store.faults.beforeCommit = () => {
          office.loseSomething(choice.person, clock.now(), chance);
          return Promise.resolve();
        };
        return isAccepted(await this.send(caseId, choice));
      case 'two-at-once': return this.racing(caseId, choice, another);
    }
  }

  /** The same key twice: one effect, one answer; another request under it is refused. */
  private async replayed(caseId: CaseId, choice: Choice, payload: JsonObject): Promise<boolean> {
    const key = this.nextKey();
    const version = this.versionOf(caseId);
    const first = await this.send(caseId, choice, { key, version });
    const again = await this.send(caseId, { ...choice, payload }, { key, version });
    if (!isAccepted(first)) return isAccepted(again);
    const isSame = payload === choice.payload;
    if (isSame && (again?.ok !== true || !again.value.replayed || JSON.stringify(again.value.value) !== JSON.stringify(first?.ok === true ? first.value.value : null))) this.auditor.wrong('I9', 'a request that came twice got two answers');
    if (!isSame && (again === null || again.ok || again.refusal.code !== 'REQUEST.IDEMPOTENCY_KEY_REUSED')) this.auditor.wrong('I9', 'a key was good for two requests');
    return true;
  }

  /** No reply came; the client sends the same again, and gets the answer of the first if there was an effect. */
  private async insisting(caseId: CaseId, choice: Choice): Promise<boolean> {
    const { store, crash } = this.world;
    const key = this.nextKey();
    const version = this.versionOf(caseId);
    const effects = this.auditor.accepted.length;
    const first = await this.send(caseId, choice, { key, version });
    store.faults.afterCommit = null;
    store.faults.beforeCommit = null;
    crash.beforePublish = false;
    if (first !== null) return isAccepted(first);
    const hadEffect = this.auditor.accepted.length > effects;
    const again = await this.send(caseId, choice, { key, version });
    if (hadEffect && (again?.ok !== true || !again.value.replayed)) this.auditor.wrong('I9', 'an effect whose reply was lost is not answered again');
    if (!hadEffect && again?.ok === true && again.value.replayed) this.auditor.wrong('I9', 'an attempt without effect was answered as if it had one');
    return hadEffect || isAccepted(again);
  }

  /** Somebody else acts between read and write: the later one was judged on an older case and must lose. */
  private async racing(caseId: CaseId, choice: Choice, another: () => Choice | null): Promise<boolean> {
    const { store } = this.world;
    const other = another();
    const version = this.versionOf(caseId);
    let winner: Answer = null;
    store.faults.beforeCommit = async () => {
      if (other !== null) winner = await this.send(caseId, other, { key: this.nextKey(), version });
    };
    const loser = await this.send(caseId, choice, { key: this.nextKey(), version }, true);
    store.faults.beforeCommit = null;
    if (!isAccepted(winner)) return isAccepted(loser);
    if (isAccepted(loser)) this.auditor.wrong('I10', `of two acts on version ${version} both were done: ${String(other?.act)} and ${choice.act}`);
    else if (loser?.ok === false && loser.refusal.code === '') this.auditor.wrong('I10', 'whoever lost a race was not told why');
    return false;
  }

  private async mustFail(caseId: CaseId, choice: Choice, what: string, off = 0): Promise<boolean> {
    const answer = await this.send(caseId, choice, { key: this.nextKey(), version: this.versionOf(caseId) + off });
    if (isAccepted(answer)) this.auditor.wrong('I2', what);
    return false;
  }

  /** Sends once. Null = no reply came. @param hasGuest somebody else may write while it is under way */
  private async send(caseId: CaseId, { act, payload, person }: Choice, under?: { readonly key: string; readonly version: number }, hasGuest = false): Promise<Answer> {
    const { application, store } = this.world;
    const input: ActInput = { act, payload, expectedVersion: under?.version ?? this.versionOf(caseId), idempotencyKey: under?.key ?? this.nextKey() };
    const journal = store.cases.get(caseId)?.journal ?? [];
    const before = journal.length;
    try {
      const answer = await application.cases.act(this.identityOf(person), caseId, input);
      const wrote = journal.slice(before).filter((entry) => entry.actor?.['person'] === person);
      // Where somebody else wrote in between, the last entry is that of the attempt itself.
      this.auditor.attempted(answer.ok ? (answer.value.replayed ? 'replayed' : 'accepted') : 'refused', answer.ok ? null : answer.refusal.code, hasGuest ? wrote.slice(-1) : wrote);
      return answer;
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      this.auditor.attempted('no-reply', null, journal.slice(before));
      return null;
    }
  }

  private versionOf(caseId: CaseId): number {
    return this.world.store.cases.get(caseId)?.snapshot.version ?? 0;
  }

  private identityOf(person: PersonId): Identity {
    return { tenant: TENANT, person, epoch: this.world.office.epochOf(person) };
  }

  private nextKey(): string {
    this.keys += 1;
    return `key-${this.keys}`;
  }
}

function lose(): void {
  throw new NoReply('the reply was lost after the commit');
}

function isAccepted(answer: Answer): boolean {
  return answer?.ok === true && !answer.value.replayed;
}

// One simulated case from its opening to its last entry: time moves, alarms ring or do not, people try what comes to mind, and faults strike.
// What is not here: how an attempt is carried out under a fault (`attempt.ts`), what is chosen (`chooser.ts`), what must hold (`audit/`).
import { DEADLINE_JOB } from '@quanze/application';
import { asksEntriesOf, decide, type World } from '@quanze/engine';
import { addMs, lawDateOf, type CaseId, type Instant, type JsonObject, type PersonId } from '@quanze/kernel';
import { isDamageFound } from '../audit/damage.js';
import type { Auditor } from '../audit/auditor.js';
import type { FaultName, FaultPlan } from '../faults.js';
import { OFFICE, SUPERIOR } from '../world/people.js';
import type { CaseRow } from '../world/memory-store.js';
import type { SimulatedWorld } from '../world/simulated-world.js';
import { Attempts } from './attempt.js';
import { Chooser, type Rehearse } from './chooser.js';
import { chooseOpening } from './opening.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OPENINGS_MAX = 30;
const STEPS_MIN = 10;
const AFTER_ENDING = 2;
const GRACE_MS = 60_000;
// An office that lost its chief does not stay without one for long.
const REAPPOINTED_RATE = 0.3;

export interface Coursed {
  readonly caseId: CaseId | null;
  readonly openings: number;
}

/** Leads a case. @param count told of every fault that happened */
export async function leadCase(world: SimulatedWorld, plan: FaultPlan, auditor: Auditor, count: (fault: FaultName) => void): Promise<Coursed> {
  const { chance, path } = world;
  const attempts = new Attempts(world, plan, auditor, count);
  let caseId: CaseId | null = null;
  let openings = 0;
  while (caseId === null && openings < OPENINGS_MAX) {
    const opening = chooseOpening(world, `open-${openings}`);
    if (opening === null) break;
    openings += 1;
    caseId = await attempts.open(opening);
  }
  if (caseId === null) return { caseId, openings };
  const id = caseId;
  const chooser = new Chooser(path.compiled, world.office, chance);
  const choose = (): ReturnType<Chooser['next']> => chooser.next(rowOf(world, id).snapshot, recordingTime(world, id), rehearsal(world, id));
  const steps = STEPS_MIN + chance.int(chance.pick([25, 60, 100]));
  for (let step = 0, after = 0; step < steps && after < AFTER_ENDING; step += 1) {
    moveTime(world, plan, count);
    if (chance.happens(REAPPOINTED_RATE)) world.office.restoreAll(world.clock.now());
    await ring(world, plan, count);
    if (rowOf(world, id).snapshot.status === 'ended') after += 1;
    const choice = choose();
    if (choice === null) continue;
    const done = await attempts.act(id, choice, choose);
    if (done) {
      chooser.note(choice.act);
      if (typeof choice.payload['option'] === 'string') chooser.note(`${choice.act}:${choice.payload['option']}`);
    }
  }
  await end(world, plan, auditor, caseId, count);
  return { caseId, openings };
}

const rowOf = ({ store }: SimulatedWorld, caseId: CaseId): CaseRow => store.cases.get(caseId) as CaseRow;

function recordingTime(world: SimulatedWorld, caseId: CaseId): Instant {
  const { recordedAt } = rowOf(world, caseId);
  const now = world.clock.now();
  return now < recordedAt ? recordedAt : now;
}

/** Minutes mostly, then hours, days, weeks and months, so that periods are warned of and end. */
function moveTime({ chance, clock }: SimulatedWorld, plan: FaultPlan, count: (fault: FaultName) => void): void {
  const roll = chance.fraction();
  const [unit, most] = roll < 0.45 ? [60_000, 90] : roll < 0.72 ? [HOUR_MS, 20] : roll < 0.92 ? [DAY_MS, 6] : roll < 0.98 ? [DAY_MS, 25] : [DAY_MS, 150];
  clock.move((1 + chance.int(most)) * unit);
  if (!plan.happens('clock-set-back')) return;
  clock.move(-(1 + chance.int(72)) * HOUR_MS);
  count('clock-set-back');
}

/** The sweep arms what is near and fires what was missed; then the queue rings, well or badly. */
async function ring(world: SimulatedWorld, plan: FaultPlan, count: (fault: FaultName) => void): Promise<void> {
  const { application, alarms, clock, chance, store } = world;
  store.drain(chance.happens(0.1));
  await application.clockwork.sweep();
  const early = alarms.next;
  if (early !== undefined && early.dueAt > clock.now() && plan.happens('alarm-early')) {
    count('alarm-early');
    await application.clockwork.handleJob(early);
  }
  for (const job of alarms.takeDue(clock.now())) {
    if (plan.happens('alarm-lost')) {
      count('alarm-lost');
      continue;
    }
    if (plan.happens('alarm-late')) {
      count('alarm-late');
      alarms.set({ id: job.id, name: DEADLINE_JOB, data: job.data, dueAt: addMs(clock.now(), (1 + chance.int(48)) * HOUR_MS) });
      continue;
    }
    const twice = plan.happens('alarm-twice');
    await Promise.all((twice ? [job, job] : [job]).map((each) => application.clockwork.handleJob(each)));
    if (twice) count('alarm-twice');
  }
}

/** A try without effect, with what the shell would hand in. */
function rehearsal(world: SimulatedWorld, caseId: CaseId): Rehearse {
  const { path, store } = world;
  const row = rowOf(world, caseId);
  const at = recordingTime(world, caseId);
  const shared = sharedWorld(world, at);
  return (act, payload, person) => {
    const concerned = asksEntriesOf(path.compiled, row.snapshot, act, payload);
    const named = new Map(namedIn(payload).filter((id) => world.office.knows(id)).map((id) => [id, world.office.factsAt(id, world.clock.now())]));
    const asked: World = { ...shared, actor: world.office.factsAt(person, world.clock.now()), named, ...(concerned === null ? {} : { entries: new Map([[concerned, store.entriesBy(caseId, concerned)]]) }) };
    const tried = decide(path.compiled, row.snapshot, { act, payload }, asked, row.seq + 1);
    return tried.ok ? null : tried.refusal.code;
  };
}

function sharedWorld({ grounds, office, clock }: SimulatedWorld, at: Instant): Omit<World, 'actor' | 'named'> {
  const where = { id: OFFICE, superior: SUPERIOR, province: null, level: 'basic' } as const;
  const [powers, calendar] = [grounds.registry.powers(where, lawDateOf(at)), grounds.registry.calendar()];
  if (!powers.ok || !calendar.ok) throw new Error('no power list or calendar is in force');
  return { at, hash: grounds.hash, powers: powers.value, calendar: calendar.value, superiorOffice: SUPERIOR, committee: office.committeeAt(clock.now()) };
}

function namedIn(payload: JsonObject): readonly PersonId[] {
  return Object.values(payload).flatMap((value) => (Array.isArray(value) ? value : [value])).filter((value): value is PersonId => typeof value === 'string' && value.startsWith('00000000-'));
}

/** All alarms ring for the last time, everything is published, and the journal is looked at whole and damaged. */
async function end(world: SimulatedWorld, plan: FaultPlan, auditor: Auditor, caseId: CaseId, count: (fault: FaultName) => void): Promise<void> {
  const { application, alarms, clock, store, path, chance, grounds } = world;
  clock.move(2 * GRACE_MS);
  await application.clockwork.sweep();
  for (const job of alarms.takeDue(clock.now())) await application.clockwork.handleJob(job);
  store.drain(false);
  const row = rowOf(world, caseId);
  auditor.finish(row, store, path.compiled, addMs(clock.now(), -GRACE_MS));
  const fault = plan.forJournal();
  if (fault === null) return;
  count(fault);
  if (!isDamageFound(fault, row.journal, { chain: caseId, length: row.seq, head: row.head }, chance, grounds.hash)) auditor.wrong('I4', `damage of the journal is not found: ${fault}`);
}

// Plays the stories through the real use cases: a clock that starts weeks ago walks to the present, people act, and every alarm in
// between rings at its time. What is done already is not done again, so an interrupted walk goes on where it stopped.
// What is not here: the stories, and when their steps happen (`demo-timeline.ts`).
import { createApplication, fireDeadline, type Application, type Deps } from '@quanze/application';
import { lawDateOf, type CaseId, type Clock, type Instant, type JsonObject, type Refusal } from '@quanze/kernel';
import type { JournalEntry } from '@quanze/ledger';
import { demoId, demoPerson, OFFICE } from './demo-office.js';
import type { DemoStory } from './demo-story.js';
import type { Moment } from './demo-timeline.js';
import { TENANT } from './tenant.js';

export interface WalkReport {
  readonly opened: number;
  readonly steps: number;
  readonly alarms: number;
  /** Stories that stopped because a step was answered otherwise than told; the case stays as it was then. */
  readonly stopped: readonly { readonly story: string; readonly act: string; readonly code: string }[];
}

/** Something that happens beside the cases, such as a delegation. */
export interface OfficeMoment {
  readonly at: Instant;
  readonly does: (application: Application) => Promise<void>;
}

const ALARMS_AT_ONCE = 20;

export const caseIdOf = (story: DemoStory): CaseId => demoId<CaseId>(`case ${story.key}`);
export const identityOf = (login: string) => ({ tenant: TENANT, person: demoPerson(login), epoch: 0 });

class WalkingClock implements Clock {
  private at = '' as Instant;

  now(): Instant {
    return this.at;
  }

  /** Forward only. */
  reach(at: Instant): void {
    if (at > this.at) this.at = at;
  }
}

/** Walks from the first moment to `until`. Needs a database in which nobody works yet. */
export async function walk(deps: Deps, moments: readonly Moment[], beside: readonly OfficeMoment[], until: Instant): Promise<WalkReport> {
  const clock = new WalkingClock();
  let nextId = '';
  const walking: Deps = { ...deps, clock, ids: { next: () => nextId }, afterCommit: () => undefined };
  const application = createApplication(walking);
  const stopped = new Map<string, WalkReport['stopped'][number]>();
  const report = { opened: 0, steps: 0, alarms: 0 };
  const todo = [...beside];
  const states = new Map<string, Progress>();
  for (const moment of moments) {
    const { story, step, index, at } = moment;
    while (todo[0] !== undefined && todo[0].at <= at) await takeTurn(todo.shift() as OfficeMoment);
    if (stopped.has(story.key)) continue;
    const progress = states.get(story.key) ?? (await progressOf(deps, story));
    states.set(story.key, progress);
    if (progress.stoppedAt !== null && progress.stoppedAt <= index) stopped.set(story.key, { story: story.key, act: step.act, code: 'DEMO.STOPPED_BEFORE' });
    if (index < progress.done || stopped.has(story.key)) continue;
    report.alarms += await ringUntil(walking, clock, at);
    clock.reach(at);
    nextId = caseIdOf(story);
    const refusal = await doStep(application, moment);
    if ((refusal?.code ?? null) !== (step.refused ?? null)) stopped.set(story.key, { story: story.key, act: step.act, code: refusal === null ? 'DEMO.NOT_REFUSED' : describe(refusal) });
    else report[index === 0 ? 'opened' : 'steps'] += 1;
  }
  for (const moment of todo) await takeTurn(moment);
  report.alarms += await ringUntil(walking, clock, until);
  return { ...report, stopped: [...stopped.values()] };

  async function takeTurn(moment: OfficeMoment): Promise<void> {
    report.alarms += await ringUntil(walking, clock, moment.at);
    clock.reach(moment.at);
    nextId = demoId(`beside ${moment.at}`);
    await moment.does(application);
  }
}

interface Progress {
  readonly done: number;
  readonly stoppedAt: number | null;
}

/** How far a story got before: every step, a refused one as well, left one entry with a person. */
async function progressOf({ cases }: Deps, story: DemoStory): Promise<Progress> {
  const entries = (await cases.journal(caseIdOf(story), 0, story.steps.length * 10 + 100)).filter((entry: JournalEntry) => entry.actor !== null);
  const odd = entries.findIndex((entry, index) => (entry.kind === 'refused') !== (story.steps[index]?.refused !== undefined));
  return { done: entries.length, stoppedAt: odd === -1 ? null : odd };
}

/** Rings every alarm that is due before a moment, each at its own time. */
async function ringUntil(deps: Deps, clock: WalkingClock, until: Instant): Promise<number> {
  let rung = 0;
  for (;;) {
    const due = await deps.deadlines.missed(until, ALARMS_AT_ONCE);
    if (due.length === 0) return rung;
    for (const alarm of due) {
      clock.reach(alarm.wakeAt);
      if ((await fireDeadline(deps, alarm)).kind === 'done') rung += 1;
    }
  }
}

/** Does one step as its person would. @returns the refusal, or null when it was done */
async function doStep(application: Application, { story, step, index, at }: Moment): Promise<Refusal | null> {
  const identity = identityOf(step.login);
  const payload: JsonObject = typeof step.payload === 'function' ? step.payload(lawDateOf(at)) : step.payload;
  if (index === 0) {
    const opened = await application.cases.open(identity, { path: story.path, office: OFFICE, department: story.department, title: story.title, facts: story.facts, act: step.act, payload });
    return opened.ok ? null : opened.refusal;
  }
  const snapshot = await application.deps.cases.snapshot(caseIdOf(story));
  const done = await application.cases.act(identity, caseIdOf(story), { act: step.act, payload, expectedVersion: snapshot?.version ?? 0 });
  return done.ok ? null : done.refusal;
}

function describe({ code, params }: Refusal): string {
  return `${code} ${JSON.stringify(params)}`;
}

// Plays the stories through the real use cases: time starts weeks ago and walks to the present day by day, people act, and every
// alarm in between rings. What is done already is not done again, so an interrupted walk goes on where it stopped.
// What is not here: the stories, and when their steps happen (`demo-timeline.ts`).
import { createApplication, fireDeadline, followLinks, type Application, type Deps, type DueDeadline } from '@quanze/application';
import { addMs, lawDateOf, startOfLawDate, type CaseId, type Instant, type JsonObject, type LocalDate, type Refusal } from '@quanze/kernel';
import { demoId, demoPerson, OFFICE } from './demo-office.js';
import type { DemoStep, DemoStory } from './demo-story.js';
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
  /** Must do nothing when it was done before. */
  readonly does: (application: Application) => Promise<void>;
}

const ALARMS_AT_ONCE = 100;
// Cases are independent of each other; a few at a time keep the database busy while others wait for its disk.
const LANES = 6;
const READING_MS = 30 * 60_000;
const TEXT_FILES = { mediaType: 'text/plain', mediaTypes: ['text/plain'], bytesMax: 100_000 };

export const caseIdOf = (story: DemoStory): CaseId => demoId<CaseId>(`case ${story.key}`);
export const identityOf = (login: string) => ({ tenant: TENANT, person: demoPerson(login), epoch: 0 });

/** Walks from the first moment to `until`. Needs a database in which nobody works yet. */
export async function walk(deps: Deps, moments: readonly Moment[], beside: readonly OfficeMoment[], until: Instant): Promise<WalkReport> {
  const players = new Map<string, Player>();
  for (const { story } of moments) if (!players.has(story.key)) players.set(story.key, new Player(deps, story));
  await inLanes([...players.values()], (player) => player.findPlace());
  let alarms = 0;
  const todo = [...beside];
  for (const [day, ofDay] of byDay(moments)) {
    // Periods end at midnight, and their alarms are heard before anybody comes to work.
    alarms += await ringUntil(deps, addMs(startOfLawDate(day), 1));
    while (todo[0] !== undefined && lawDateOf(todo[0].at) <= day) await takeTurn(deps, todo.shift() as OfficeMoment);
    // Numbers of cases follow the order in which they come.
    for (const moment of ofDay) if (moment.index === 0) await players.get(moment.story.key)?.play(moment);
    const acts = groupBy(ofDay.filter(({ index }) => index > 0), ({ story }) => story.key);
    await inLanes([...acts], async ([key, steps]) => {
      for (const step of steps) await players.get(key)?.play(step);
    });
    // Cases that were opened from others tell them at the end of the day.
    await followLinks(depsAt(deps, ofDay.at(-1)?.at ?? until));
  }
  for (const moment of todo) await takeTurn(deps, moment);
  alarms += await ringUntil(deps, until);
  await followLinks(depsAt(deps, until));
  const all = [...players.values()];
  return {
    opened: all.filter((player) => player.hasOpened).length, steps: all.reduce((sum, player) => sum + player.steps, 0), alarms,
    stopped: all.flatMap((player) => (player.stopped === null ? [] : [{ story: player.story.key, ...player.stopped }])),
  };
}

/** One story and how far it has come, with a clock of its own that only this case sees. */
class Player {
  hasOpened = false;
  steps = 0;
  stopped: { readonly act: string; readonly code: string } | null = null;
  private done = 0;
  private at = '' as Instant;
  private readonly application: Application;

  constructor(deps: Deps, readonly story: DemoStory) {
    this.application = applicationAt(deps, () => this.at, caseIdOf(story));
  }

  /** Where an earlier walk stopped: every step, a refused one as well, left one entry with a person. */
  async findPlace(): Promise<void> {
    const entries = await this.application.deps.cases.journal(caseIdOf(this.story), 0, this.story.steps.length * 10 + 100);
    const acts = entries.filter((entry) => entry.actor !== null);
    const odd = acts.find((entry, index) => (entry.kind === 'refused') !== (this.story.steps[index]?.refused !== undefined));
    if (odd !== undefined) this.stopped = { act: odd.act ?? '', code: 'answered otherwise than told, by an earlier start' };
    this.done = acts.length;
  }

  async play({ at, step, index }: Moment): Promise<void> {
    if (this.stopped !== null || index < this.done) return;
    this.at = at;
    const payload = typeof step.payload === 'function' ? step.payload(lawDateOf(at)) : step.payload;
    const refusal = index === 0 ? await this.open(step.login, step.act, payload) : await this.act(step, payload);
    if ((refusal?.code ?? null) !== (step.refused ?? null)) this.stopped = { act: step.act, code: refusal === null ? 'done, but was to be refused' : `${refusal.code} ${JSON.stringify(refusal.params)}` };
    else if (index === 0) this.hasOpened = true;
    else this.steps += 1;
  }

  private async open(login: string, act: string, payload: JsonObject): Promise<Refusal | null> {
    const { path, department, title, facts, origin } = this.story;
    const from = origin === undefined ? {} : { origin: { case: demoId<CaseId>(`case ${origin.story}`), link: origin.link } };
    const opened = await this.application.cases.open(identityOf(login), { path, office: OFFICE, department, title, facts, act, payload, ...from });
    return opened.ok ? null : opened.refusal;
  }

  private async act({ login, act, unread, draft, upload }: DemoStep, payload: JsonObject): Promise<Refusal | null> {
    const caseId = caseIdOf(this.story);
    if (unread !== true) await this.readBefore(login, caseId);
    const drafted = draft === undefined ? null : await this.application.documents.open(identityOf(login), caseId, draft);
    if (drafted !== null && !drafted.ok) return drafted.refusal;
    const uploaded = upload === undefined ? null : await this.application.files.upload(identityOf(login), caseId, { name: upload.name, ...TEXT_FILES }, bytesOf(upload.text));
    if (uploaded !== null && !uploaded.ok) return uploaded.refusal;
    const snapshot = await this.application.deps.cases.snapshot(caseId);
    const done = await this.application.cases.act(identityOf(login), caseId, { act, payload, expectedVersion: snapshot?.version ?? 0 });
    return done.ok ? null : done.refusal;
  }

  /** Whoever acts has had the file open; who may not know of the case is told nothing, and acts in vain. */
  private async readBefore(login: string, caseId: CaseId): Promise<void> {
    const before = addMs(this.at, -READING_MS);
    await applicationAt(this.application.deps, () => before, caseId).cases.read(identityOf(login), caseId);
  }
}

/** The use cases as they answer at a moment of the walk. Nobody hears of commits: the rounds begin after it. */
function applicationAt(deps: Deps, now: () => Instant, nextId: string): Application {
  return createApplication({ ...deps, clock: { now }, ids: { next: () => nextId }, afterCommit: () => undefined });
}

function depsAt(deps: Deps, at: Instant): Deps {
  return { ...deps, clock: { now: () => at }, afterCommit: () => undefined };
}

const takeTurn = (deps: Deps, { at, does }: OfficeMoment): Promise<void> => does(applicationAt(deps, () => at, demoId(`beside ${at}`)));

/** Rings every alarm that is due before a moment, each at its own time. */
async function ringUntil(deps: Deps, until: Instant): Promise<number> {
  let rung = 0;
  for (;;) {
    const due = await deps.deadlines.missed(until, ALARMS_AT_ONCE);
    const before = rung;
    await inLanes([...groupBy(due, ({ caseId }) => caseId).values()], async (ofCase) => {
      for (const alarm of ofCase) if (await ring(deps, alarm)) rung += 1;
    });
    // An alarm without effect would be found again and again.
    if (rung === before) return rung;
  }
}

async function ring(deps: Deps, alarm: DueDeadline): Promise<boolean> {
  const fired = await fireDeadline(depsAt(deps, alarm.wakeAt), alarm);
  return fired.kind === 'done';
}

function byDay(moments: readonly Moment[]): ReadonlyMap<LocalDate, readonly Moment[]> {
  return groupBy(moments, ({ at }) => lawDateOf(at));
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

/** Groups in the order in which their first members come. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Does the work for all, several at a time; the first fault ends it. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  await Promise.all(Array.from({ length: Math.min(LANES, queue.length) }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

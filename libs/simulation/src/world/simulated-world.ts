// One world for one case: an office, its stores, a clock that moves when it is told, and the real use cases on top of them. What is not here:
// anything that happens in it (`course/`) and what must be true of it (`audit/`).
import { createApplication, type Application, type CaseStore, type DeadlineStore, type Deps, type JobPort, type OfficeStore } from '@quanze/application';
import { addMs, Fault, type Instant } from '@quanze/kernel';
import { createChance, type Chance } from '../chance.js';
import { AlarmQueue } from './alarms.js';
import type { Grounds, SimulatedPath } from './grounds.js';
import { MemoryStore, type StoreWatch } from './memory-store.js';
import { SimulatedOffice } from './people.js';

/** The clock of the host: moved by hand, also backwards. */
export class MovedClock {
  constructor(private instant: Instant) {}
  now = (): Instant => this.instant;
  move(ms: number): void {
    this.instant = addMs(this.instant, ms);
  }
}

export interface SimulatedWorld {
  readonly seed: number;
  readonly chance: Chance;
  readonly grounds: Grounds;
  readonly path: SimulatedPath;
  readonly office: SimulatedOffice;
  readonly store: MemoryStore;
  readonly alarms: AlarmQueue;
  readonly clock: MovedClock;
  readonly application: Application;
  /** Set to let the process die after a commit, before anybody is told of it. */
  readonly crash: { beforePublish: boolean };
}

/** Thrown where a process dies or a reply is lost; whoever asked knows nothing of what happened. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
}

export interface WorldOptions {
  readonly forgets?: 'compare-and-set' | null;
}

export function createWorld(grounds: Grounds, path: SimulatedPath, seed: number, watch: StoreWatch, { forgets = null }: WorldOptions = {}): SimulatedWorld {
  const chance = createChance(seed);
  const office = new SimulatedOffice(chance, addMs(grounds.start, -1000), Object.keys(path.compiled.document.roles ?? {}));
  const store = new MemoryStore(office, watch, forgets);
  const alarms = new AlarmQueue();
  const clock = new MovedClock(grounds.start);
  const crash = { beforePublish: false };
  let ids = 0;
  const deps: Deps = {
    cases: part<CaseStore>('cases', { loadForAct: store.loadForAct, commit: store.commit, create: store.create, entriesOf: store.entriesOf }),
    office: part<OfficeStore>('office', { openingContext: store.openingContext, chainHead: store.chainHead, write: store.writeOffice }),
    deadlines: part<DeadlineStore>('deadlines', { unarmed: store.unarmed, missed: store.missed, markArmed: store.markArmed }),
    jobs: part<JobPort>('jobs', { schedule: (request) => Promise.resolve(alarms.set(request)) }),
    sessions: part('sessions'), proofs: part('proofs'), outbox: part('outbox'), links: part('links'), assignment: part('assignment'), responsibility: part('responsibility'), documents: part('documents'), formality: part('formality'), files: part('files'),
    secrets: part('secrets'), signer: part('signer'), passwords: part('passwords'),
    definitions: grounds.registry, hash: grounds.hash, clock, random: chance,
    ids: { next: () => `00000000-ca5e-4000-8000-${String((ids += 1)).padStart(12, '0')}` },
    afterCommit: () => {
      const dies = crash.beforePublish;
      crash.beforePublish = false;
      if (dies) throw new NoReply('the process died after the commit');
    },
  };
  return { seed, chance, grounds, path, office, store, alarms, clock, crash, application: createApplication(deps) };
}

/** A port of which the simulation has only some methods. @throws Fault `FAULT.ASSERTION` at every other one: silence would hide what is missing */
function part<T extends object>(name: string, has: Partial<T> = {}): T {
  return new Proxy(has as T, {
    get: (target, key) => {
      if (key in target) return target[key as keyof T];
      throw new Fault('FAULT.ASSERTION', `the simulation has no ${name}.${String(key)}`);
    },
  });
}

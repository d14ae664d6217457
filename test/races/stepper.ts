// Racers stopped before every call of a store, so that exactly one call runs at a time and somebody else says whose. A racer is a whole use
// case; between two calls it only computes. What is not here: which order is taken (`explore.ts`).
import type { Stores } from '@quanze/persistence';

type Call = () => Promise<unknown>;

/** A call that was made: by whom, what, and whether it changed anything. */
export interface Step {
  readonly racer: number;
  readonly method: string;
  readonly effect: boolean;
}

interface Waiting {
  readonly method: string;
  go(): void;
}

export type Ending = { readonly value: unknown } | { readonly fault: string };

const READS = new Set(['loadForAct', 'head', 'inbox', 'snapshot', 'journal', 'entriesOf', 'openings', 'decisions', 'deadlines', 'draft', 'openingContext', 'chainHead', 'delegation', 'facts', 'appointment', 'absence', 'making', 'list', 'versions', 'undone']);
const WRITES = new Set(['commit', 'create', 'write', 'saveDraft', 'dropDraft', 'commitDraw', 'open', 'save', 'markDone']);

export const isRead = (method: string): boolean => READS.has(method);

/** Whether a write that answered this left anything behind. */
function hasEffect(method: string, answer: unknown): boolean {
  if (isRead(method)) return false;
  const word = method === 'create' ? (answer as { result: string }).result : answer;
  return typeof word === 'string' ? word === 'committed' : word !== false && word !== null;
}

export class Stepper {
  readonly steps: Step[] = [];
  readonly endings: (Ending | undefined)[];
  private readonly waiting: (Waiting | undefined)[];
  private readonly arrivals: (() => void)[];

  constructor(readonly count: number) {
    this.endings = Array.from({ length: count }, () => undefined);
    this.waiting = Array.from({ length: count }, () => undefined);
    this.arrivals = Array.from({ length: count }, () => () => undefined);
  }

  /** The stores as one racer sees them. */
  storesFor(racer: number, stores: Stores): Omit<Stores, 'database'> {
    const { cases, office, sessions, proofs, deadlines, outbox, assignment, responsibility, documents, formality, links, files } = stores;
    const stopped = <T extends object>(store: T): T => new Proxy(store, {
      get: (target, name) => {
        const method = (target as Record<string | symbol, unknown>)[name];
        return typeof method === 'function' ? (...args: readonly unknown[]) => this.stopAt(racer, String(name), () => (method as (...given: unknown[]) => Promise<unknown>).apply(target, [...args])) : method;
      },
    });
    return {
      cases: stopped(cases), office: stopped(office), sessions: stopped(sessions), proofs: stopped(proofs), deadlines: stopped(deadlines), outbox: stopped(outbox), assignment: stopped(assignment),
      responsibility: stopped(responsibility), documents: stopped(documents), formality: stopped(formality), links: stopped(links), files: stopped(files),
    };
  }

  /** Starts a racer and waits until it stands before its first call. */
  async start(racer: number, act: () => Promise<unknown>): Promise<void> {
    await this.untilArrived(racer, () => {
      const end = (ending: Ending): void => {
        this.endings[racer] = ending;
        this.arrivals[racer]?.();
      };
      act().then((value) => end({ value }), (error: unknown) => end({ fault: String(error) }));
    });
  }

  /** Racers that stand before a call, with the name of it. */
  ready(): readonly { readonly racer: number; readonly method: string }[] {
    return this.waiting.flatMap((each, racer) => (each === undefined ? [] : [{ racer, method: each.method }]));
  }

  /** Lets one racer make its call and come to the next, or to its end. */
  async advance(racer: number): Promise<Step> {
    const waiting = this.waiting[racer];
    if (waiting === undefined) throw new Error(`racer ${racer} stands before no call`);
    this.waiting[racer] = undefined;
    await this.untilArrived(racer, waiting.go);
    return this.steps[this.steps.length - 1] as Step;
  }

  private untilArrived(racer: number, begin: () => void): Promise<void> {
    return new Promise((arrived) => {
      this.arrivals[racer] = arrived;
      begin();
    });
  }

  private async stopAt(racer: number, method: string, call: Call): Promise<unknown> {
    if (!READS.has(method) && !WRITES.has(method)) throw new Error(`nobody said whether ${method} writes`);
    if (this.waiting[racer] !== undefined) throw new Error(`racer ${racer} makes two calls at once`);
    await new Promise<void>((go) => {
      this.waiting[racer] = { method, go };
      this.arrivals[racer]?.();
    });
    const answer = await call();
    this.steps.push({ racer, method, effect: hasEffect(method, answer) });
    return answer;
  }
}

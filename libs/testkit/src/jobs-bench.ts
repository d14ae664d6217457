// What the parts of the job contract share: the adapter under test, and the ports and events of one test.
// What is not here: any test.
import type { Job, JobPort, JobRequest } from '@quanze/application';
import { addMs, type Instant } from '@quanze/kernel';
import { systemClock } from './fake-clock.js';

export interface OpenOptions {
  readonly names: readonly string[];
  readonly lockMs?: number;
  readonly backoffMs?: number;
  readonly log?: (line: string) => void;
}

export interface JobsHarness {
  /** A port as another process would open it; the suite closes it. */
  open(options: OpenOptions): JobPort;
  /** Loses everything the queue holds. */
  wipe(): Promise<void>;
  /** Writes a job that did not come through the port. */
  inject?(name: string, id: string, payload: unknown): Promise<void>;
  /** Module code that declares `jobs`, a port with the names and lock time of `options`, for a process of its own. */
  childCode?(options: OpenOptions): string;
  /** What the log says of a lost connection. */
  readonly lostLine?: RegExp;
  /** Kills the server, and starts it again with its data. */
  readonly server?: { kill(): Promise<void>; restart(): Promise<void> };
}

let count = 0;

/** Ports of one test, with names of its own so that tests do not meet, and what happened in them. */
export class Bench {
  readonly name = `work-${(count += 1)}`;
  readonly other = `rest-${count}`;
  readonly runs: (Job & { readonly atMs: number })[] = [];
  readonly logged: string[] = [];
  private readonly ports: JobPort[] = [];

  constructor(readonly harness: JobsHarness) {}

  open(options: Partial<OpenOptions> = {}): JobPort {
    const port = this.harness.open({ names: [this.name, this.other], backoffMs: 20, log: (line) => void this.logged.push(line), ...options });
    this.ports.push(port);
    return port;
  }

  request(id: string, afterMs: number, more: Partial<JobRequest> = {}): JobRequest {
    return { id, name: this.name, data: { caseId: id }, dueAt: inMs(afterMs), ...more };
  }

  readonly note = async (job: Job): Promise<void> => {
    this.runs.push({ ...job, atMs: Date.now() });
  };

  ranIds(): string[] {
    return this.runs.map((run) => run.id);
  }

  async close(): Promise<void> {
    await Promise.all(this.ports.map((port) => port.close()));
  }
}

export function inMs(ms: number): Instant {
  return addMs(systemClock.now(), ms);
}

/** The counts of a name that has no jobs. */
export const EMPTY = { waiting: 0, delayed: 0, active: 0, dead: 0 };

/** The bench as loose parts that keep their `this`. */
export function withMethods(bench: Bench): Pick<Bench, 'name' | 'other' | 'runs' | 'logged' | 'note' | 'open' | 'request' | 'ranIds' | 'harness'> {
  return {
    name: bench.name, other: bench.other, runs: bench.runs, logged: bench.logged, note: bench.note, harness: bench.harness,
    open: (options) => bench.open(options), request: (id, afterMs, more) => bench.request(id, afterMs, more), ranIds: () => bench.ranIds(),
  };
}

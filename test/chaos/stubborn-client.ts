// A client that never gives up and never forgets: it sends an act under a key until it has an answer to that key, and keeps what it was
// promised. What is not here: which acts (`workload.ts`).
import { waitFor } from '@quanze/testkit';
import { send, type Answer, type Call } from '../e2e/client.js';

/** What an answer with status 200 or 201 promised. */
export interface Promised {
  readonly key: string;
  readonly act: string;
  readonly caseId: string;
  readonly seq: number;
  readonly entryHash: string;
  /** The reply came to a repeated request and said that the act had been done before: its first reply was lost. */
  readonly replayed: boolean;
}

export interface ClientCounts {
  requests: number;
  /** Requests without an answer: refused or broken connections. */
  lost: number;
  /** Answers that said "try again" (503). */
  down: number;
  /** Answers that no client should ever see, with their beginning. */
  readonly faults: string[];
}

/** As long as a start of the host may take, and a recovery of the database after it. */
const PATIENCE_MS = 240_000;
const PAUSE_MS = 100;

export class StubbornClient {
  readonly promised: Promised[] = [];
  readonly counts: ClientCounts = { requests: 0, lost: 0, down: 0, faults: [] };
  /** When the last promise was given, in milliseconds of the process. */
  lastPromiseAt = 0;

  constructor(private readonly port: () => number) {}

  /** Sends until it is answered with anything but "try again". */
  async call(call: Call): Promise<Answer> {
    return waitFor(`an answer to ${call.method ?? 'GET'} ${call.url}`, () => this.once(call), PATIENCE_MS, PAUSE_MS);
  }

  /** Takes note of what the answer to a request under a key promised, and hands it on. */
  async note(key: string, act: string, sent: Promise<Answer>): Promise<Answer> {
    const answer = await sent;
    if (answer.statusCode === 200 || answer.statusCode === 201) {
      const { caseId, seq, entryHash, replayed } = answer.json() as Omit<Promised, 'key' | 'act'>;
      this.promised.push({ key, act, caseId, seq, entryHash, replayed });
      this.lastPromiseAt = performance.now();
    }
    return answer;
  }

  private async once(call: Call): Promise<Answer | null> {
    this.counts.requests += 1;
    let answer: Answer;
    try {
      answer = await send(this.port(), call);
    } catch {
      this.counts.lost += 1;
      return null;
    }
    if (answer.statusCode === 503) {
      this.counts.down += 1;
      return null;
    }
    if (answer.statusCode >= 500) this.counts.faults.push(`${call.method ?? 'GET'} ${call.url}: ${answer.body.slice(0, 300)}`);
    return answer;
  }
}

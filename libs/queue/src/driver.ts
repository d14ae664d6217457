// What the job port needs from BullMQ, so that one implementation serves both of its backends.
// What is not here: PostgreSQL (`postgres-jobs.ts`), Redis (`redis-jobs.ts`) and the port itself (`bull-jobs.ts`).
import type { Job as BullJob, JobsOptions } from 'bullmq';
import type { JobEnvelope } from '@quanze/application';

export interface BullQueue {
  add(name: string, data: JobEnvelope, options: JobsOptions): Promise<unknown>;
  getJob(id: string): Promise<BullJob<JobEnvelope, void> | undefined>;
  remove(id: string, options: { removeChildren: boolean }): Promise<number>;
  getJobCounts(...states: ('waiting' | 'delayed' | 'active' | 'failed')[]): Promise<Record<string, number>>;
  getFailed(start: number, end: number): Promise<BullJob<JobEnvelope, void>[]>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  /** Stops taking jobs and waits for those that run. */
  close(): Promise<void>;
  pause(doNotWaitActive: boolean): Promise<void>;
  disconnect(): Promise<unknown>;
}

/** Ends a worker that cannot say goodbye because its server is away. BullMQ's `close` waits for the server and keeps two timers
 *  until then, which would keep the process alive: pausing ends the one that looks for stalled jobs, and the one that renews
 *  locks has no public way to end. */
export async function abandonWorker(worker: BullWorker): Promise<void> {
  await worker.pause(true);
  await (Reflect.get(worker, 'lockManager') as { close(): Promise<void> } | undefined)?.close();
  await worker.disconnect();
}

export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly runRetryDelay: number;
}

export interface WorkerEvents {
  onError(error: unknown): void;
  onCompleted(job: BullJob<JobEnvelope, void>): void;
  onFailed(job: BullJob<JobEnvelope, void> | undefined): void;
}

export type Processor = (job: BullJob<JobEnvelope, void>, token?: string) => Promise<void>;

export interface Driver {
  readonly kind: 'postgres' | 'redis';
  openQueue(name: string, onError: (error: unknown) => void): BullQueue;
  openWorker(name: string, processor: Processor, settings: WorkerSettings, events: WorkerEvents): BullWorker;
  /** Makes what the queue needs on the server; cheap when it is there. Rejects when the server cannot be reached. */
  prepare(): Promise<void>;
  /** Whether an error says that what `prepare` made is gone. */
  isWiped(error: unknown): boolean;
  ping(): Promise<void>;
  /** Ends connections; never rejects. */
  close(): Promise<void>;
}

export interface JobsOptionsCommon {
  /** Every job name of the application: lower case words with hyphens. */
  readonly names: readonly string[];
  /** Hears of lost connections and failed attempts, one English line each; no payloads. */
  readonly log?: (line: string) => void;
  /** Wait before the second attempt, doubled each time; 1000 when absent. */
  readonly backoffMs?: number;
  /** After how long without a sign a worker counts as dead; its jobs run again within twice this time. 30000 when absent. */
  readonly lockMs?: number;
}

const LOST_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN',
  '57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006', '25006']);
const LOST_TEXT = /Connection terminated|connection timeout|timeout exceeded when trying to connect|Connection is closed|max retries per request|Stream isn't writeable|not queryable|LOADING|READONLY/i;

/** Whether an error means that the server cannot be reached just now, as opposed to a bug. Decided by code and text, because
 *  the classes differ between drivers. */
export function isConnectionError(error: unknown): boolean {
  return LOST_CODES.has(codeOf(error)) || LOST_TEXT.test(textOf(error));
}

/** The code of an error as text; empty when it has none. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

/** What an error says in at most 500 characters. */
export function textOf(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return text.slice(0, 500);
}

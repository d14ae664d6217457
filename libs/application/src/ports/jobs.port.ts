// The alarm clock of the application: wake a handler at an instant. The truth about what is due lives in PostgreSQL; a job is
// only a reminder of it. So a job carries ids and nothing else, may run late, may run twice, and may be lost with the whole
// queue: handlers read the truth again and are idempotent, and a sweep schedules again what is missing.
// What is not here: any adapter (`@quanze/queue` has two, `@quanze/testkit` one in memory) and the list of job names.
import { Fault, epochMsOf, isJsonObject, parseInstant, type Instant, type JsonObject, type JsonValue } from '@quanze/kernel';

/** Largest payload of a job in bytes of UTF-8 JSON. Ids fit many times over; a document does not, and is not meant to. */
export const JOB_DATA_BYTES_MAX = 4096;
/** Deepest nesting of a payload; the object itself is level 1. */
export const JOB_DATA_DEPTH_MAX = 8;
/** How often a job is tried when the request does not say. */
export const JOB_ATTEMPTS_DEFAULT = 5;
export const JOB_ATTEMPTS_MAX = 25;

/** A reminder to be set.
 *  `id` 1..128 characters of `A-Z a-z 0-9 . _ ~ -`, not digits only, unique over all names; it says what the reminder is about,
 *  so that scheduling twice is scheduling once. `name` selects the handler: lower case words with hyphens, up to 64 characters.
 *  `data` ids only, up to {@link JOB_DATA_BYTES_MAX} bytes; never personal data. `dueAt` past instants mean now.
 *  `attempts` 1..{@link JOB_ATTEMPTS_MAX} tries altogether. */
export interface JobRequest {
  readonly id: string;
  readonly name: string;
  readonly data: JsonObject;
  readonly dueAt: Instant;
  readonly attempts?: number;
}

/** What a handler is given. `attempt` counts from 1. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: JsonObject;
  readonly dueAt: Instant;
  readonly attempt: number;
}

/** Does the work. Rejecting means try again later; after the last attempt the job is a dead letter. Must be idempotent:
 *  a worker that dies halfway leaves its job to another one. */
export type JobHandler = (job: Job) => Promise<void>;

/** `close` takes no new job and resolves when the running ones have ended. */
export interface JobWorker {
  close(): Promise<void>;
}

export interface WorkOptions {
  /** Jobs of this name run side by side in this process, 1..100; 1 when absent. */
  readonly concurrency?: number;
}

/** Numbers of one job name. `dead` are those that failed for good and wait for a person. */
export interface JobDepth {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly dead: number;
}

/** A job that failed for good. `error` is cut to 500 characters. */
export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly attempts: number;
  readonly error: string;
}

/** One port for every job. INVARIANT: an id never runs in two workers at the same time while its worker is alive.
 *  Every method throws Fault `FAULT.DEPENDENCY_DOWN` while the server cannot be reached: safe to try again. */
export interface JobPort {
  /** Sets the reminder. The same id again moves it and replaces its data; an id that is running now runs once more when the
   *  new instant comes; a dead letter of this id is taken away and tried afresh.
   *  @throws Fault `FAULT.JOB_MALFORMED` for a request outside the ranges of {@link JobRequest}, or for a name the port was not told of. */
  schedule(request: JobRequest): Promise<void>;
  /** Takes the reminder away, also a dead letter, or the next reminder of a job that runs now. False when there was none; a run
   *  that has begun goes on. */
  cancel(id: string): Promise<boolean>;
  /** Starts working on a name. Several workers, in one process or many, share the jobs. */
  work(name: string, handler: JobHandler, options?: WorkOptions): Promise<JobWorker>;
  /** Counts for the metrics, one row for each name the port was told of. */
  depth(): Promise<Readonly<Record<string, JobDepth>>>;
  /** Dead letters of a name, newest first. @param limit 1..1000 */
  dead(name: string, limit: number): Promise<readonly DeadJob[]>;
  /** Resolves when the server answers within two seconds. */
  ping(): Promise<void>;
  /** Ends the workers, then the connections. Scheduling afterwards throws. */
  close(): Promise<void>;
}

const ID_PATTERN = /^(?!\d+$)[A-Za-z0-9._~-]{1,128}$/;
const NAME_PATTERN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Checks a request before it leaves the process, the same in every adapter. @throws Fault `FAULT.JOB_MALFORMED` */
export function checkJobRequest(request: JobRequest, names: readonly string[]): void {
  checkJobName(request.name, names);
  if (typeof request.id !== 'string' || !ID_PATTERN.test(request.id)) throw malformed(`the id of a ${request.name} job is not allowed`);
  const due = parseInstant(request.dueAt);
  if (!due.ok || due.value !== request.dueAt) throw malformed(`job ${request.id} has no proper instant`);
  const attempts = request.attempts ?? JOB_ATTEMPTS_DEFAULT;
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > JOB_ATTEMPTS_MAX) throw malformed(`job ${request.id} asks for ${attempts} attempts`);
  if (!isPlainJson(request.data, 1) || !isJsonObject(request.data)) throw malformed(`the data of job ${request.id} is not plain JSON`);
  const bytes = new TextEncoder().encode(JSON.stringify(request.data)).length;
  if (bytes > JOB_DATA_BYTES_MAX) throw malformed(`the data of job ${request.id} has ${bytes} bytes, more than ${JOB_DATA_BYTES_MAX}`);
}

/** @throws Fault `FAULT.JOB_MALFORMED` when the name is not one of `names`. */
export function checkJobName(name: string, names: readonly string[]): void {
  if (typeof name !== 'string' || !names.includes(name)) throw malformed(`${JSON.stringify(name)} is not a known job name`);
}

/** @throws Fault `FAULT.JOB_MALFORMED` when the list is empty, repeats itself or holds a name outside the pattern. */
export function checkJobNames(names: readonly string[]): void {
  const good = names.length > 0 && new Set(names).size === names.length && names.every((name) => NAME_PATTERN.test(name) && name.length <= 64);
  if (!good) throw malformed(`the job names are empty, repeated or malformed: ${JSON.stringify(names)}`);
}

/** What an adapter writes into its queue: the payload with its instant, and, while the job runs, the next reminder of the same id. */
export interface JobEnvelope {
  readonly v: 1;
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly data: JsonObject;
  readonly next?: Omit<JobEnvelope, 'next'>;
}

export function envelopeOf(request: JobRequest): JobEnvelope {
  return { v: 1, dueAt: request.dueAt, attempts: request.attempts ?? JOB_ATTEMPTS_DEFAULT, data: request.data };
}

/** Reads an envelope back; null when what lies in the queue was not written by us, and so must not reach a handler. */
export function readEnvelope(value: unknown): JobEnvelope | null {
  if (!isJsonObject(value as JsonValue)) return null;
  const { v, dueAt, attempts, data, next } = value as Record<string, unknown>;
  const due = parseInstant(dueAt);
  if (v !== 1 || !due.ok || !Number.isInteger(attempts) || !isJsonObject(data as JsonValue)) return null;
  if (next !== undefined && readEnvelope(next) === null) return null;
  return value as unknown as JobEnvelope;
}

/** Milliseconds until an instant; 0 when it has passed. */
export function delayMsUntil(dueAt: Instant, nowMs: number): number {
  return Math.max(0, epochMsOf(dueAt) - nowMs);
}

function isPlainJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > JOB_DATA_DEPTH_MAX) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1));
  // A Date or a class instance would change its shape on the way through the queue. Other realms (test sandboxes) have their
  // own Object.prototype, hence the look at the prototype's prototype.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.prototype.toString.call(value) === '[object Object]' && Object.values(value).every((item) => isPlainJson(item, depth + 1));
}

function malformed(message: string): Fault {
  return new Fault('FAULT.JOB_MALFORMED', message);
}

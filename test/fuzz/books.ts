// Books kept during a storm of requests: what the answers say was done and refused, and what they let one know. What is not here:
// comparing them with the database (`double-entry.ts`).
import { isUuid } from '@quanze/kernel';
import type { FuzzRequest } from './requests.js';
import type { Made } from './values.js';
import type { WireAnswer } from './wire.js';

/** An act that was answered as done. */
export interface Done {
  readonly caseId: string;
  readonly seq: number;
  readonly entryHash: string;
  readonly version: number;
  /** Of the case after the act; an opening does not tell. */
  readonly status?: 'open' | 'ended';
  readonly replayed: boolean;
}

/** Refusals that were not judged on a case or an office, and so stand in no journal: the request, the person, the key, what one may not
 *  know of. A name that is taken is found by the write itself, which then leaves nothing behind; lost races end without a judgement. */
const UNJOURNALED = /^(REQUEST|FAULT|TOKEN)\.|^IDENTITY\.(?!OLD_PASSWORD_WRONG$|PASSWORD_UNCHANGED$|OWN_PASSWORD$)|^CASE\.(NOT_FOUND|BUSY)$|^OFFICE\.NOT_FOUND$/;
/** What an operation on an office stands as in its journal. One that is missing here is still counted with all others of its chain. */
const OFFICE_ACTS: Readonly<Record<string, string>> = {
  addPerson: 'person.add', resetPassword: 'person.reset-password', changePassword: 'person.change-password', appoint: 'appointment.begin', endAppointment: 'appointment.end',
  delegate: 'delegation.grant', revokeDelegation: 'delegation.revoke', submitDefinition: 'definition.submit', publishDefinition: 'definition.publish',
};
export const COUNTED_ACTS: ReadonlySet<string> = new Set(Object.values(OFFICE_ACTS));
/** What is posted and stands in no journal: asking before an act, drafts and contents, which nothing rests on. By address, because a
 *  request with another method than its operation's reaches another operation. */
const WITHOUT_ENTRY = /^\/api\/v1\/cases\/[^/]+\/(acts\/check|documents(\/[^/]+\/versions)?|files)$/;
/** Chain of a change by its address: the case or the office. */
const CHAIN = /^\/api\/v1\/(?:cases|offices)\/([^/?]+)\/.+$/;
const TOKENS = '/api/v1/tokens';
const OPENING = '/api/v1/cases';
/** A person's own affairs, and what is said about decisions: noted by the one office in which everybody and every case of the storm is. */
const AT_HOME = /^\/api\/v1\/(me|decisions|appeals)\//;

export const placeOfEntry = (chain: unknown, seq: unknown): string => `${String(chain)} ${String(seq)}`;

export class Books {
  /** Acts on cases by the place of their entry. */
  readonly done = new Map<string, Done>();
  readonly replays: Done[] = [];
  /** Journaled refusals by chain. */
  readonly refused = new Map<string, number>();
  /** Changes of offices by chain, and by the name of their act or else of their operation. */
  readonly doneByOffice = new Map<string, number>();
  readonly doneInOffices = new Map<string, number>();
  /** Version of each case by the newest answer that told one. */
  readonly versions = new Map<string, number>();
  readonly statuses = new Map<number, number>();
  readonly codes = new Map<string, number>();
  readonly operations = new Map<string, number>();
  readonly contradictions: string[] = [];
  private readonly closed = new Set<string>();
  private readonly made = new Map<string, string[]>();
  private sessions = 0;
  private ended = 0;
  private booked = 0;
  private read = 0;

  /** @param home the office that added everybody, in whose journal their own affairs are noted */
  constructor(private readonly home: string) {}

  /** Books one answer under its request. */
  enter(request: FuzzRequest, { status, body }: WireAnswer): void {
    this.booked += 1;
    count(this.statuses, status);
    count(this.operations, request.operation);
    const path = request.target.split('?')[0] ?? '';
    if (status >= 400) return request.method === 'HEAD' ? undefined : this.enterRefusal(request, path, body);
    if (request.method === 'POST' && !WITHOUT_ENTRY.test(path)) return this.enterChange(request, path, body);
    if (request.method === 'DELETE') this.ended += 1;
    else this.read += 1;
    if (request.method === 'GET' && path === TOKENS) for (const { id } of JSON.parse(body) as readonly { id: string }[]) this.learn('token', id, request.who ?? '');
  }

  private enterChange({ operation, target }: FuzzRequest, path: string, body: string): void {
    if (path === '/api/v1/sessions' || path === TOKENS) return void (this.sessions += 1);
    const given = (body === '' ? {} : JSON.parse(body)) as Readonly<Record<string, unknown>>;
    if (path.startsWith('/api/v1/cases')) return this.enterAct(given as unknown as Done);
    const chain = this.chainOf(path);
    if (chain === undefined) this.contradictions.push(`${target} was taken, and nobody knows where it is noted`);
    else count(this.doneByOffice, chain);
    count(this.doneInOffices, OFFICE_ACTS[operation] ?? operation);
    for (const [kind, id] of Object.entries(given)) if (isUuid(id)) this.learn(kind, id);
    if (operation === 'appeal') this.learn('appeal', String(given['id']));
    if (operation === 'submitDefinition') this.learn('definition', String(given['hash']));
  }

  private chainOf(path: string): string | undefined {
    return AT_HOME.test(path) ? this.home : CHAIN.exec(path)?.[1];
  }

  private enterAct(done: Done): void {
    const place = placeOfEntry(done.caseId, done.seq);
    this.versions.set(done.caseId, Math.max(done.version, this.versions.get(done.caseId) ?? 0));
    if (done.status === 'ended') this.closed.add(done.caseId);
    if (done.replayed) this.replays.push(done);
    else if (this.done.has(place)) this.contradictions.push(`entry ${place} was answered twice as done`);
    else this.done.set(place, done);
  }

  private enterRefusal({ method, body: sent }: FuzzRequest, path: string, body: string): void {
    const { code, params } = JSON.parse(body) as { readonly code: string; readonly params?: { readonly actual?: number } };
    count(this.codes, code);
    // A case that was not opened has no journal; the office has one.
    const chain = path === OPENING && sent !== null && !Buffer.isBuffer(sent) ? String(sent['office']) : this.chainOf(path);
    if (code === 'CASE.VERSION_CONFLICT' && chain !== undefined && typeof params?.actual === 'number') this.versions.set(chain, Math.max(params.actual, this.versions.get(chain) ?? 0));
    // Whoever is not concerned by a decision leaves no trace there.
    const isUnconcerned = AT_HOME.test(path) && /^(DECISION|APPEAL)\.NOT_FOUND$/.test(code);
    if (method === 'POST' && !WITHOUT_ENTRY.test(path) && chain !== undefined && !isUnconcerned && !UNJOURNALED.test(code)) count(this.refused, chain);
  }

  /** Keeps an id that an answer named. @param owner who may use it, when not everybody */
  private learn(kind: string, id: string, owner = ''): void {
    const known = this.made.get(`${kind} ${owner}`) ?? [];
    if (!known.includes(id)) this.made.set(`${kind} ${owner}`, [...known, id]);
  }

  /** One of the ids answers have named, undefined when there is none yet; the newest ones come most often. */
  known(kind: Made, number: number, who: string | null): string | undefined {
    const all = this.made.get(`${kind} ${who ?? ''}`) ?? this.made.get(`${kind} `) ?? [];
    return all[all.length - 1 - (number % Math.min(all.length, 6))];
  }

  /** One of the cases: now and then any, mostly one of the youngest that are still worked on. */
  caseAt(number: number): string {
    const all = [...this.versions.keys()].filter((id) => number % 12 === 0 || !this.closed.has(id));
    return all[all.length - 1 - (number % (number % 2 === 0 ? all.length : Math.min(all.length, 16)))] ?? '';
  }

  /** How many answers there were of each kind. */
  get totals() {
    const refusals = sum(this.refused);
    const effects = this.done.size + this.sessions + this.ended + sum(this.doneByOffice);
    return { answers: this.booked, effects, acts: this.done.size, replays: this.replays.length, refusals, reads: this.read, atTheDoor: this.booked - effects - this.replays.length - refusals - this.read };
  }

  get sessionsMade(): number {
    return this.sessions;
  }

  get sessionsEnded(): number {
    return this.ended;
  }

  /** How often an act of an office was answered as done. */
  doneIn(act: string): number {
    return this.doneInOffices.get(act) ?? 0;
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, each) => total + each, 0);
}

// An office that changes while a case runs: delegations are given and revoked, posts begin and end, people go on leave, the handler is
// replaced or stood in for, recusals are asked for and ordered, a new power list is published for a day to come. What is not here: what must hold.
import { compilePowerList, parsePowerList, selectList, type CompiledPowerList, type PowerList } from '@quanze/authority';
import { decide, isPossible, openCase, standingsOf, type CaseSnapshot, type Command, type CompiledAct, type CompiledPath, type Delegation, type Outcome, type PersonFacts, type World } from '@quanze/engine';
import { addMs, expectOk, lawDateOf, type AppointmentId, type CaseId, type DelegationId, type Instant, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import fc from 'fast-check';
import { CAST, DEPARTMENT, OFFICE, SUPERIOR } from '../walk/cast.js';
import { journeysOf } from '../walk/journeys.js';
import { optionsOf, payloadsFor } from '../walk/payloads.js';
import { calendar, hash, powerListDocument } from '../walk/release.js';

/** The shipped list and one that takes from procurators, gives to them, and lets no deputy stand in; each with its plain document. */
export interface Lists {
  readonly all: readonly PowerList[];
  readonly compiled: ReadonlyMap<PowerList, CompiledPowerList>;
  readonly plain: ReadonlyMap<string, unknown>;
}
const START = '2026-03-02T01:00:00.000Z' as Instant;
const NEW_FROM = '2026-03-04';

export function twoLists(): Lists {
  const changed = structuredClone(powerListDocument) as { version: string; effectiveFrom: string; deputyActsForChief: boolean; entries: { id: string; decider: unknown }[] };
  Object.assign(changed, { version: '2026.next', effectiveFrom: NEW_FROM, deputyActsForChief: false });
  for (const entry of changed.entries) {
    if (entry.id === 'criminal.arrest.approve') entry.decider = 'chief';
    if (entry.id === 'criminal.arrest.refuse.no_danger' || entry.id === 'criminal.nonpros.discretionary') entry.decider = 'procurator';
  }
  const documents = [powerListDocument, changed];
  const all = documents.map((document) => expectOk(parsePowerList(document as never), 'list'));
  return { all, compiled: new Map(all.map((list) => [list, compilePowerList(list)])), plain: new Map(all.map((list, index) => [list.version, documents[index]])) };
}

/** The list of a moment, out of those published. */
export function listAt(lists: Lists, at: Instant, published: readonly PowerList[] = lists.all): PowerList {
  return expectOk(selectList(published, { at: lawDateOf(at), province: null, level: 'basic' }), 'list in force');
}

export type Change =
  | { readonly kind: 'delegate' | 'revoke' | 'end-post' | 'begin-post' | 'reassign' | 'request-recusal' | 'order-recusal' | 'join-team' | 'substitute'; readonly who: number; readonly what: number }
  | { readonly kind: 'try'; readonly who: number; readonly what: number; readonly option: number };

const number = fc.nat(997);
const change = (kind: Exclude<Change['kind'], 'try'>): fc.Arbitrary<Change> => fc.record({ kind: fc.constant(kind), who: number, what: number });
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(fc.oneof(
  { weight: 16, arbitrary: fc.record({ kind: fc.constant('try' as const), who: number, what: number, option: number }) },
  { weight: 3, arbitrary: change('delegate') }, { weight: 2, arbitrary: change('revoke') }, { weight: 1, arbitrary: change('end-post') }, { weight: 1, arbitrary: change('begin-post') },
  { weight: 2, arbitrary: change('reassign') }, { weight: 1, arbitrary: change('request-recusal') }, { weight: 2, arbitrary: change('order-recusal') }, { weight: 1, arbitrary: change('join-team') },
  { weight: 2, arbitrary: change('substitute') },
), { minLength: 8, maxLength: 30, size: 'max' });

/** One attempt and everything it was judged on. */
export interface Attempt {
  readonly before: CaseSnapshot;
  readonly act: CompiledAct;
  readonly command: Command;
  readonly world: World;
  readonly seq: number;
  readonly result: Result<Outcome>;
}

const PEOPLE = Object.values(CAST) as readonly PersonFacts[];
const DEPUTIES = [CAST.deputyDelegated, CAST.deputyWithout, CAST.deputyElsewhere];
const POSTS = ['procurator', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'case_mgmt'] as const;
const POWERS: readonly (readonly string[])[] = [['*'], ['criminal.arrest.approve'], ['criminal.nonpros.discretionary', 'criminal.arrest.refuse.no_danger'], ['general.recusal.staff'], ['general.committee.submit']];

const beginnings = new Map<string, readonly CaseSnapshot[]>();

/** The case at every stop of the first journey of its path: received, accepted, assigned, ready to be decided. */
function beginningsOf(path: CompiledPath): readonly CaseSnapshot[] {
  const known = beginnings.get(path.document.id);
  if (known !== undefined) return known;
  const facts = Object.fromEntries(Object.entries(path.document.facts).filter(([, fact]) => fact.required === true).map(([name, fact]) => [name, fact.values?.[0] ?? '']));
  const office = new Office(path, twoLists(), null);
  const receive = path.acts.get('receive') as CompiledAct;
  const opened = expectOk(openCase(path, { caseId: 'cccccccc-0000-4000-8000-000000000003' as CaseId, office: OFFICE, department: DEPARTMENT }, facts, { act: 'receive', payload: payloadsFor(path, receive, START)[0] as JsonObject }, office.worldOf(CAST.caseManagement.person)), 'opening');
  const found: CaseSnapshot[] = [opened.snapshot];
  for (const stop of journeysOf(path.document.id)[0] ?? []) {
    if (typeof stop === 'function') continue;
    const [act, given] = typeof stop === 'string' ? [stop, {}] : stop;
    const compiled = path.acts.get(act);
    if (compiled === undefined) continue;
    const payload = { ...payloadsFor(path, compiled, START)[0], ...given };
    const done = [CAST.caseManagement, CAST.handler].map(({ person }) => decide(path, found.at(-1) as CaseSnapshot, { act, payload }, office.worldOf(person), found.length + 1)).find((result) => result.ok);
    if (done?.ok === true) found.push(done.value.snapshot);
  }
  // Most sequences begin where something can be decided.
  const all = [found[0] as CaseSnapshot, ...Array.from({ length: 4 }, () => found.at(-1) as CaseSnapshot)];
  beginnings.set(path.document.id, all);
  return all;
}

export class Office {
  at: Instant = START;
  snapshot: CaseSnapshot;
  readonly attempts: Attempt[] = [];
  private readonly facts = new Map<PersonId, PersonFacts>(PEOPLE.map((one) => [one.person, one]));
  private delegations = 0;

  constructor(
    readonly path: CompiledPath,
    readonly lists: Lists,
    beginning: number | null,
  ) {
    const all = beginning === null ? [] : beginningsOf(path);
    this.snapshot = (all[(beginning ?? 0) % Math.max(1, all.length)] ?? {}) as CaseSnapshot;
  }

  /** What the shell would hand in now. @param published lists known at this moment */
  worldOf(person: PersonId, at: Instant = this.at, published: readonly PowerList[] = this.lists.all): World {
    const committee = [...this.facts.values()].filter(({ posts }) => posts.some((post) => post.office === OFFICE && post.role === 'committee_member')).map((one) => one.person);
    return { at, hash, calendar, powers: this.lists.compiled.get(listAt(this.lists, at, published)) as CompiledPowerList, actor: this.facts.get(person) as PersonFacts, superiorOffice: SUPERIOR, committee, named: new Map(this.facts), entries: { get: () => [] } };
  }

  /** Lets one thing happen. Every change but a try is made by whoever has the right, if anybody. */
  step(what: Change): void {
    this.at = addMs(this.at, 3_600_000 + (what.what % 7) * 1_800_000);
    const person = (PEOPLE[what.who % PEOPLE.length] as PersonFacts).person;
    switch (what.kind) {
      case 'delegate': return this.delegate((DEPUTIES[what.who % DEPUTIES.length] as PersonFacts).person, what.what);
      case 'revoke': return this.update((DEPUTIES[what.who % DEPUTIES.length] as PersonFacts).person, ({ delegations }) => ({ delegations: delegations.slice(1) }));
      case 'end-post': return this.update(person, ({ posts }) => ({ posts: posts.filter((_, index) => index !== what.what % Math.max(1, posts.length)) }));
      case 'begin-post': return this.update(person, ({ posts }) => ({ posts: [...posts, { appointment: `a${what.who}-${this.delegations += 1}` as AppointmentId, office: OFFICE, role: POSTS[what.what % POSTS.length] as (typeof POSTS)[number], department: DEPARTMENT }] }));
      case 'reassign': return void this.attempt(CAST.chief.person, 'reassign', { handler: person, reasons: '依法变更' });
      case 'request-recusal': return void this.attempt(CAST.caseManagement.person, 'request-recusal', { person, applicant: 'party', form: 'written', ground: 'interest', reasons: '申请回避' });
      case 'order-recusal': return void this.attempt([CAST.chief, ...DEPUTIES][what.what % 4]?.person as PersonId, 'order-recusal', { person, granted: what.what % 3 > 0, reasons: '决定回避' });
      case 'substitute': return void this.attempt(CAST.chief.person, 'appoint-substitute', { person, firstDay: lawDateOf(this.at), lastDay: lawDateOf(addMs(this.at, (what.what % 3) * 86_400_000)), cause: 'leave', alone: what.what % 2 === 0 });
      case 'join-team': return void this.attempt(CAST.caseManagement.person, 'join-team', { person, role: 'team_member' });
      case 'try': return this.tryAnything(what);
    }
  }

  private update(person: PersonId, make: (facts: PersonFacts) => Partial<PersonFacts>): void {
    const facts = this.facts.get(person) as PersonFacts;
    this.facts.set(person, { ...facts, ...make(facts) });
  }

  private delegate(person: PersonId, roll: number): void {
    const scope: Partial<Delegation> = [{}, {}, { departments: ['d2'] }, { paths: ['civil.supervision'] }, { departments: [DEPARTMENT] }][roll % 5] as Partial<Delegation>;
    const delegation: Delegation = { id: `d${(this.delegations += 1)}` as DelegationId, from: CAST.chief.person, office: OFFICE, powers: POWERS[roll % POWERS.length] as readonly string[], ...scope };
    this.update(person, ({ delegations }) => ({ delegations: [...delegations, delegation] }));
  }

  private tryAnything({ who, what, option: roll }: Extract<Change, { kind: 'try' }>): void {
    const open = [...this.path.acts.values()].filter((act) => !act.creates && isPossible(this.path, this.snapshot, act) && (this.snapshot.status === 'open' || act.afterEnding));
    const moving = open.filter((act) => act.flow !== null);
    // A question under way is taken further more often than another is opened.
    const underWay = moving.filter((act) => this.snapshot.decisions[act.flow?.decision ?? ''] !== undefined && act.flow?.kind !== 'withdraw');
    const from = what % 5 > 1 && underWay.length > 0 ? underWay : what % 5 > 0 && moving.length > 0 ? moving : open;
    const act = from[what % Math.max(1, from.length)];
    if (act === undefined) return;
    const options = optionsOf(this.path, act);
    const option = options[roll % options.length];
    const entitled = PEOPLE.filter(({ person }) => standingsOf(this.snapshot, this.worldOf(person)).some((standing) => act.by.includes(standing.role)));
    const pool = who % 7 === 0 || entitled.length === 0 ? PEOPLE : entitled;
    const payloads = payloadsFor(this.path, act, this.at, option);
    this.attempt((pool[who % pool.length] as PersonFacts).person, act.id, payloads[roll % payloads.length] as JsonObject);
  }

  private attempt(person: PersonId, id: string, payload: JsonObject): void {
    const act = this.path.acts.get(id);
    if (act === undefined) return;
    const [world, seq, command] = [this.worldOf(person), this.attempts.length + 2, { act: id, payload }];
    const result = decide(this.path, this.snapshot, command, world, seq);
    this.attempts.push({ before: this.snapshot, act, command, world, seq, result });
    if (result.ok) this.snapshot = result.value.snapshot;
  }
}

// One case walked as the law walks it: who does what on which day, who is refused, which limit passes. Runs on the shipped release and
// the shipped lists through the engine itself. What is not here: whether everything was walked (`coverage.ts`), storage and HTTP, and
// walking without a plan (`test/walk`).
import { asksEntriesOf, decide, expireClock, fieldsOf, mayLink, openCase, takeNotice, type CaseSnapshot, type CompiledPath, type LinkMoment, type Outcome } from '@quanze/engine';
import { addMs, lawDateOf, startOfLawDate, type CaseId, type HashHex, type Instant, type JsonObject, type JsonValue, type LocalDate, type PersonId } from '@quanze/kernel';
import { CAST, DEPARTMENT, OFFICE, worldOf, type Part } from '../walk/cast.js';
import type { Coverage } from './coverage.js';

const OPENING_MS = 9 * 3_600_000;
const BETWEEN_ACTS_MS = 5 * 60_000;

export interface Opening {
  readonly on: string;
  readonly facts: JsonObject;
  readonly payload?: JsonObject;
  /** `receive` by case management when left out. */
  readonly act?: string;
  readonly by?: Part;
}

/** How far a question climbs. `own` = the handler decides; `consent` = the superior consents to what the chief reports; `committee` = the
 *  chief refers it and three members vote. */
export type Climb = 'own' | 'chief' | 'consent' | 'committee';

export class Course {
  private now: Instant;
  private snapshot: CaseSnapshot;
  private seq = 1;
  private news = 1;
  private readonly been: Set<string>;
  private readonly done: { readonly by: PersonId | null; readonly seq: number; readonly act: string; readonly at: Instant }[] = [];

  private constructor(private readonly path: CompiledPath, private readonly seen: Coverage, opened: Outcome, at: Instant) {
    this.now = at;
    this.snapshot = opened.snapshot;
    this.been = new Set(this.snapshot.states);
  }

  static open(path: CompiledPath, seen: Coverage, { on, facts, payload = {}, act = 'receive', by = 'caseManagement' }: Opening): Course {
    const at = morningOf(on);
    const filled = filledPayload(path, act, payload, at);
    const opened = openCase(path, { caseId: 'cccccccc-0000-4000-8000-0000000000c0' as CaseId, office: OFFICE, department: DEPARTMENT }, facts, { act, payload: filled }, worldOf(CAST[by], at));
    if (!opened.ok) throw new Error(`${act} does not open a case: ${JSON.stringify(opened.refusal)}`);
    seen.acts.add(act);
    for (const state of opened.value.snapshot.states) seen.states.add(state);
    return new Course(path, seen, opened.value, at);
  }

  /** The morning of a day, which must not lie before the present one. */
  on(day: string): this {
    const at = morningOf(day);
    if (at > this.now) this.now = at;
    else if (lawDateOf(this.now) !== day) throw new Error(`${day} is before ${this.now}`);
    return this;
  }

  /** Somebody does an act, and may. Required texts and days that are left out are filled in; everything that steers is given. */
  does(part: Part, act: string, payload: JsonObject = {}): this {
    const result = this.attempt(part, act, payload);
    if (!result.ok) throw new Error(`${lawDateOf(this.now)} ${part} may not ${act}: ${JSON.stringify(result.refusal)}\nin ${this.snapshot.states.join(', ')}`);
    this.accept(result.value, act);
    return this;
  }

  /** The same, leading back to where the case has been before. */
  returns(part: Part, act: string, payload: JsonObject = {}): this {
    const before = new Set(this.snapshot.states);
    const been = new Set(this.been);
    this.does(part, act, payload);
    const again = this.snapshot.states.filter((state) => been.has(state) && !before.has(state));
    expect([act, again]).not.toEqual([act, []]);
    this.seen.returns.add(act);
    return this;
  }

  /** Somebody tries an act and is refused with a code; nothing moves. */
  refuses(part: Part, act: string, code: string, payload: JsonObject = {}): this {
    const result = this.attempt(part, act, payload);
    expect([part, act, result.ok ? 'permitted' : result.refusal.code]).toEqual([part, act, code]);
    this.seen.refusals.add(code);
    return this;
  }

  /** The limit passes unkept; the time moves to its end. */
  expires(clock: string): this {
    const end = this.snapshot.clocks[clock]?.endsAt;
    if (end === undefined) throw new Error(`${clock} is not running: ${JSON.stringify(this.snapshot.clocks[clock])}`);
    const at = end > this.now ? end : this.now;
    const outcome = expireClock(this.path, this.snapshot, clock, at);
    if (outcome === null) throw new Error(`${clock} does not end at ${at}`);
    this.now = at;
    this.seq += 1;
    this.snapshot = outcome.snapshot;
    expect([clock, this.snapshot.clocks[clock]?.phase]).toEqual([clock, 'overdue']);
    this.seen.expired.add(clock);
    return this;
  }

  /** Somebody opens a case by a link, and may; this case is told of it. @param at where the new case begins */
  links(part: Part, link: string, path: string, at: string): this {
    const may = mayLink(this.path, this.snapshot, link, path, worldOf(CAST[part], this.now));
    if (!may.ok) throw new Error(`${part} may not open ${path} by ${link}: ${JSON.stringify(may.refusal)}`);
    return this.follows(link, { state: at });
  }

  /** Somebody may open a case by a link now; nothing is opened and nothing moves. */
  mayLink(part: Part, link: string, path: string): this {
    const may = mayLink(this.path, this.snapshot, link, path, worldOf(CAST[part], this.now));
    expect([part, link, path, may.ok ? 'permitted' : may.refusal.code]).toEqual([part, link, path, 'permitted']);
    return this;
  }

  /** Somebody tries to open a case by a link and is refused with a code. */
  linksNot(part: Part, link: string, path: string, code: string): this {
    const may = mayLink(this.path, this.snapshot, link, path, worldOf(CAST[part], this.now));
    expect([part, link, may.ok ? 'permitted' : may.refusal.code]).toEqual([part, link, code]);
    return this;
  }

  /** The last case opened by a link got somewhere; an entry of nobody says so. */
  follows(link: string, moment: LinkMoment): this {
    this.news += 1;
    const id = 'cccccccc-0000-4000-8000-0000000000c1' as CaseId;
    const known = this.snapshot.linked?.[id] !== undefined;
    const reach = { states: 'state' in moment ? [moment.state] : [], clocks: 'clock' in moment ? [moment.clock] : [], ...('ending' in moment ? { ending: moment.ending } : {}) };
    const told = { case: id, number: '云检〔2026〕1号', path: this.path.links.get(link)?.paths[0] as string, link, seq: known ? this.news : 1, hash: 'a'.repeat(64) as HashHex, reach };
    const outcome = takeNotice(this.path, this.snapshot, told, worldOf(CAST.handler, this.now), this.seq + 1);
    const index = (this.path.links.get(link)?.follows ?? []).findIndex(({ on }) => JSON.stringify(on) === JSON.stringify(moment));
    expect([link, moment, outcome?.entry.kind, index === -1]).toEqual([link, moment, known ? 'followed' : 'linked', false]);
    expect(outcome?.entry.payload['input']).not.toHaveProperty('effectsRefused');
    this.seq += 1;
    this.snapshot = outcome?.snapshot as CaseSnapshot;
    this.seen.follows.add(`${link}#${index}`);
    return this;
  }

  /** A whole decision from the proposal to the issued document. @param more fields of the proposal */
  decides(decision: string, option: string, climb: Climb, more: JsonObject = {}, handler: Part = 'handler'): this {
    this.raises(decision, option, climb, more, handler);
    return this.does(handler, `${decision}.issue`);
  }

  /** The same without the issue: the decision stands and its document is not made yet. */
  raises(decision: string, option: string, climb: Climb, more: JsonObject = {}, handler: Part = 'handler'): this {
    this.does(handler, `${decision}.propose`, { option, ...more });
    if (climb === 'own') this.does(handler, `${decision}.decide`);
    else {
      this.does(handler, `${decision}.send-up`).does('head', `${decision}.review`, { opinion: 'agree' });
      if (climb === 'chief') this.does('chief', `${decision}.approve`);
      else if (climb === 'consent') this.does('chief', `${decision}.report-up`).does('superior', `${decision}.consent`);
      else this.votes(decision, option);
    }
    return this;
  }

  /** A whole decision on a question beyond the handler's own power: to decide it alone is refused first. */
  climbs(decision: string, option: string, climb: 'chief' | 'committee', more: JsonObject = {}, handler: Part = 'handler'): this {
    this.does(handler, `${decision}.propose`, { option, ...more }).refuses(handler, `${decision}.decide`, 'AUTHORITY.REFER').does(handler, `${decision}.withdraw`);
    return this.decides(decision, option, climb, more, handler);
  }

  /** None of these options is open to the handler now. */
  offersNone(decision: string, options: readonly string[], more: JsonObject = {}): this {
    for (const option of options) this.refuses('handler', `${decision}.propose`, 'DECISION.OPTION_NOT_OPEN', { option, ...more });
    return this;
  }

  private votes(decision: string, option: string): void {
    this.does('chief', `${decision}.refer`).does('chief', `${decision}.open-meeting`, { present: [CAST.memberOne.person, CAST.memberTwo.person] });
    for (const member of ['memberOne', 'memberTwo', 'chief'] as const) this.does(member, `${decision}.vote`, { option });
    this.does('chief', `${decision}.conclude`);
  }

  /** Number of the entry of the last act. */
  get last(): number {
    return this.seq;
  }

  /** What the case keeps beside facts and clocks: team, recusals, tasks, instructions. */
  keeps(part: Partial<Record<keyof CaseSnapshot, unknown>>): this {
    expect(this.snapshot).toMatchObject(part);
    return this;
  }

  isIn(...states: readonly string[]): this {
    expect(this.snapshot.states).toEqual(expect.arrayContaining([...states]));
    return this;
  }

  has(facts: JsonObject): this {
    expect(this.snapshot.facts).toMatchObject(facts);
    return this;
  }

  /** Last day of a running limit; null while it stands still or has no length of its own. */
  isDue(clock: string, day: string | null): this {
    const state = this.snapshot.clocks[clock];
    expect([clock, state?.phase, state?.due ?? null]).toEqual([clock, 'running', day]);
    return this;
  }

  /** `satisfied`, `stopped` or `overdue`; null when it was never started. */
  clockIs(clock: string, phase: string | null): this {
    expect([clock, this.snapshot.clocks[clock]?.phase ?? null]).toEqual([clock, phase]);
    return this;
  }

  /** The case has ended, in a typed ending. */
  ends(ending: string, state: string): this {
    expect([this.snapshot.status, this.snapshot.ending, this.snapshot.states.includes(state)]).toEqual(['ended', ending, true]);
    this.seen.endings.add(state);
    return this;
  }

  private attempt(part: Part, act: string, payload: JsonObject): ReturnType<typeof decide> {
    this.now = addMs(this.now, BETWEEN_ACTS_MS);
    const filled = filledPayload(this.path, act, payload, this.now);
    const concerned = asksEntriesOf(this.path, this.snapshot, act, filled);
    const world = { ...worldOf(CAST[part], this.now), ...(concerned === null ? {} : { entries: new Map([[concerned, this.done.filter(({ by }) => by === concerned)]]) }) };
    return decide(this.path, this.snapshot, { act, payload: filled, expectedVersion: this.snapshot.version }, world, this.seq + 1);
  }

  private accept({ snapshot, entry }: Outcome, act: string): void {
    const closed = Object.entries(this.snapshot.decisions).find(([key, open]) => open.decided !== undefined && snapshot.decisions[key] === undefined);
    if (closed !== undefined && entry.act.endsWith('.issue')) this.seen.options.add(`${closed[0]}:${closed[1].decided?.option ?? ''}`);
    this.seq += 1;
    this.done.push({ by: entry.actor?.person ?? null, seq: this.seq, act, at: this.now });
    this.snapshot = snapshot;
    this.seen.acts.add(act);
    for (const state of snapshot.states) {
      this.been.add(state);
      this.seen.states.add(state);
    }
  }
}

/** Person of a part, for payloads. */
export const person = (part: Part): PersonId => CAST[part].person;

function morningOf(day: string): Instant {
  return addMs(startOfLawDate(day as LocalDate), OPENING_MS);
}

/** What a form asks for and nobody reads again: texts, the day, the only value there is. A choice is never made here. */
function filledPayload(path: CompiledPath, id: string, payload: JsonObject, at: Instant): JsonObject {
  const act = path.acts.get(id);
  if (act === undefined) return payload;
  const option = typeof payload['option'] === 'string' ? payload['option'] : undefined;
  const filled: Record<string, JsonValue> = { ...payload };
  for (const [name, field] of Object.entries(fieldsOf(path, act, option))) {
    if (name in filled) continue;
    // A matter of the own power goes up only with reasons, which are optional for all others.
    if (name === 'escalationReason' || (field.required === true && field.type === 'text')) filled[name] = `${field.label.zh}：依法记录在案`.slice(0, field.length ?? 200);
    else if (field.required === true && field.type === 'date') filled[name] = lawDateOf(at);
    else if (field.required === true && field.type === 'enum' && field.values?.length === 1) filled[name] = field.values[0] as string;
  }
  return filled;
}

// What a case learns of a case opened from it. The linked case says what it got to with each of its entries; this case answers with an entry
// of its own, done by nobody: facts are set and clocks moved as its path says, nothing is decided and no value comes from the other case.
// Safe to repeat: what was taken notice of gives no outcome. What is not here: carrying the news (use cases, tables).
import { assert, ok, type CaseId, type HashHex, type JsonObject, type JsonValue, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledFollow, CompiledPath } from '../compile/compiled.js';
import { linkActOf } from '../compile/links.js';
import type { LinkMoment } from '../definition/link.js';
import { applyClockEffects, applyCustodyChange, type ClockWorld } from './clocks.js';
import { activeNodes } from './decide.js';
import { assign } from './facts.js';
import { finish } from './finish.js';
import type { Outcome } from './outcome.js';
import type { CaseSnapshot, LinkedCase } from './snapshot.js';

/** Where an entry brought a case: states newly active with everything above them, its ending, clocks that ended unkept. */
export interface LinkReach {
  readonly states: readonly string[];
  readonly ending?: string;
  readonly clocks: readonly string[];
}

/** One entry of a linked case, as the case it was opened from is told of it. Entry 1 opened it. */
export interface LinkNews {
  readonly case: CaseId;
  readonly number: string;
  readonly path: string;
  readonly link: string;
  readonly seq: number;
  readonly hash: HashHex;
  readonly reach: LinkReach;
}

/** What the case a case was opened from is to be told of an entry; null when it has no such case, or the entry brought it nowhere.
 *  @param before null for the entry that opens the case */
export function reachOf(path: CompiledPath, before: CaseSnapshot | null, after: CaseSnapshot): LinkReach | null {
  if (after.origin === undefined) return null;
  const was = before === null ? new Set<string>() : activeNodes(path, before.states);
  const states = [...activeNodes(path, after.states)].filter((id) => !was.has(id));
  const isOverdue = (snapshot: CaseSnapshot | null, name: string): boolean => snapshot?.clocks[name]?.phase === 'overdue';
  const clocks = Object.keys(after.clocks).filter((name) => isOverdue(after, name) && !(isOverdue(before, name) && before?.clocks[name]?.run === after.clocks[name]?.run));
  const ending = before?.status === 'ended' ? undefined : after.ending;
  if (before !== null && states.length + clocks.length === 0 && ending === undefined) return null;
  return { states, clocks, ...(ending === undefined ? {} : { ending }) };
}

/** Takes notice of an entry of a linked case. Null when it was noticed before, or when nothing follows from it.
 *  A case that has ended notes it and changes nothing, unless its link holds after the ending.
 *  @param seq number the entry will have
 *  INVARIANT: no state changes; the entry names the number and the entry of the linked case; `linked` comes before any `followed`. */
export function takeNotice(path: CompiledPath, snapshot: CaseSnapshot, news: LinkNews, world: ClockWorld, seq: number): Outcome | null {
  const known = snapshot.linked?.[news.case];
  if (known !== undefined && news.seq <= known.seq) return null;
  const isNew = known === undefined;
  assert(!isNew || news.seq === 1, `case ${snapshot.caseId} is told of entry ${news.seq} of ${news.case} before it knows of it`);
  const link = path.links.get(news.link);
  const follows = (link?.follows ?? []).filter(({ on }) => isReached(on, news.reach));
  if (!isNew && follows.length === 0) return null;
  const takesEffect = snapshot.status === 'open' || link?.act.afterEnding === true;
  const effected = takesEffect ? applyFollows(path, snapshot, follows, world) : ok(snapshot);
  const on = follows.map((follow) => follow.on);
  const changed: CaseSnapshot = { ...(effected.ok ? effected.value : snapshot), linked: { ...snapshot.linked, [news.case]: noted(known, news, on, seq) } };
  return finish(path, snapshot, changed, {
    kind: isNew ? 'linked' : 'followed', act: linkActOf(news.link), grant: null, record: null, sealed: [], at: world.at,
    input: {
      case: news.case, number: news.number, path: news.path, link: news.link, entry: { seq: news.seq, hash: news.hash },
      on: on as unknown as JsonValue, notes: follows.map(({ note }) => note) as unknown as JsonValue,
      ...(takesEffect || follows.length === 0 ? {} : { withheld: true }),
      // It is noted in any case; effects that could not be had are named, never dropped in silence.
      ...(effected.ok ? {} : { effectsRefused: refusalIn(effected.refusal) }),
    },
  });
}

function isReached(on: LinkMoment, reach: LinkReach): boolean {
  if ('state' in on) return reach.states.includes(on.state);
  return 'ending' in on ? reach.ending === on.ending : reach.clocks.includes(on.clock);
}

function noted(known: LinkedCase | undefined, { number, path, link, seq }: LinkNews, on: readonly LinkMoment[], entry: number): LinkedCase {
  const followed = [...(known?.followed ?? []), ...(on.length === 0 ? [] : [{ on, seq, entry }])];
  return { link, path, number, seq, ...(followed.length === 0 ? {} : { followed }) };
}

/** In the order of the document; all of them or none. */
function applyFollows(path: CompiledPath, snapshot: CaseSnapshot, follows: readonly CompiledFollow[], world: ClockWorld): Result<CaseSnapshot> {
  let next = snapshot;
  for (const { assignments, clocks: effects } of follows) {
    const facts = assign(path.document, next.facts, assignments, {});
    if (!facts.ok) return facts;
    const clocks = applyClockEffects(next.clocks, effects, path, world, {}, facts.value);
    if (!clocks.ok) return clocks;
    const aware = applyCustodyChange(clocks.value, next.facts, facts.value, path, world);
    if (!aware.ok) return aware;
    next = { ...next, facts: facts.value, clocks: aware.value };
  }
  return ok(next);
}

function refusalIn({ code, params }: Refusal): JsonObject {
  return { code, params: params as JsonObject };
}

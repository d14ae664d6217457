// Walks a path from its beginning, breadth first, by real acts of real people, and keeps every configuration that shows
// something new. On every accepted act it checks what must hold on every accepted act. What is not here: who was refused.
import { asksEntriesOf, type CaseSnapshot, type Command, type CompiledAct, type CompiledPath, type Outcome, type PastEntry, type PersonFacts, type World } from '@quanze/engine';
import { addMs, type CaseId, type Instant, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import { beginnings, dressing, waysUp, type Link } from './beginnings.js';
import { CAST, DEPARTMENT, OFFICE, worldOf, type Part } from './cast.js';
import { decide, expireClock, isPossible, openCase } from './engine-access.js';
import { createFeatures, heldOf } from './features.js';
import { journeysOf, type Stop } from './journeys.js';
import { optionsOf, payloadsFor } from './payloads.js';
import { edgesOf, problemsOf } from './step-checks.js';

/** A configuration that was kept, with the way to it. */
export interface Node {
  readonly snapshot: CaseSnapshot;
  readonly at: Instant;
  readonly parent: Node | null;
  readonly entry: Outcome['entry'];
}

export interface Search {
  readonly path: CompiledPath;
  readonly nodes: readonly Node[];
  /** Acts somebody was permitted, and options that were proposed (`act:option`). */
  readonly permitted: ReadonlySet<string>;
  /** `from>to` for every change of a state within one region. */
  readonly edges: ReadonlySet<string>;
  readonly broken: readonly string[];
  readonly steps: number;
}

// Cases are taken in by case management, or by those who find them.
const OPENERS: readonly Part[] = ['caseManagement', 'secondHandler', 'head', 'chief', 'inspection'];
const START = '2026-03-02T01:00:00.000Z' as Instant;
const MINUTE_MS = 60_000;
const PATIENCE = 6;
const SELDOM_MAX = 20;
const CLIMB_MAX = 8;
const ROUNDS = 5;
// Those who act in the walk: at least one person for every way to be permitted.
const DOERS: readonly Part[] = ['handler', 'secondHandler', 'caseManagement', 'head', 'chief', 'deputyDelegated', 'superior', 'teamMember', 'assistant', 'clerk', 'memberAbsent'];

/** Walks a path. @param nodesMax stops after so many kept configurations (a sample, for canaries) */
export function walk(path: CompiledPath, nodesMax = 100_000): Search {
  const features = createFeatures(path);
  const nodes: Node[] = [];
  const permitted = new Set<string>();
  const edges = new Set<string>();
  const broken: string[] = [];
  const sent = new Set<string>();
  const dressed: Node[] = [];
  const reachedEnds = new Set<string>();
  const barren = new Map<string, number>();
  let steps = 0;

  // What a person did so far is handed in with the acts that ask for it, from the way to here.
  const worldFor = (node: Node, part: PersonFacts, at: Instant, act: string, payload: JsonObject): World => {
    const person = asksEntriesOf(path, node.snapshot, act, payload);
    return person === null ? worldOf(part, at) : { ...worldOf(part, at), entries: new Map([[person, entriesOf(node, person)]]) };
  };
  const step = (node: Node, part: PersonFacts, act: string, payload: JsonObject): Node | null => {
    const at = addMs(node.at, MINUTE_MS);
    const result: Result<Outcome> = decide(path, node.snapshot, { act, payload, expectedVersion: node.snapshot.version } satisfies Command, worldFor(node, part, at, act, payload), node.snapshot.version + 1);
    if (!result.ok) return null;
    const option = path.acts.get(act)?.flow?.kind === 'propose' ? `:${String(payload['option'])}` : '';
    permitted.add(act);
    permitted.add(`${act}${option}`);
    return offer(node, result.value, at);
  };
  const offer = (parent: Node | null, outcome: Outcome, at: Instant): Node => {
    steps += 1;
    const node: Node = { snapshot: outcome.snapshot, at, parent, entry: outcome.entry };
    broken.push(...problemsOf(path, node, outcome));
    if (parent !== null) for (const edge of edgesOf(parent.snapshot, outcome.snapshot)) edges.add(edge);
    if (features.isNew(outcome.snapshot)) nodes.push(node);
    return node;
  };

  const openings = [...path.acts.values()].filter((act) => act.creates);
  for (const facts of beginnings(path)) for (const act of openings) {
    // Whoever may take a case in does; conditions of an opening may want another value of its payload.
    const opened = OPENERS.flatMap((part) => payloadsFor(path, act, START).map((payload) => openCase(path, { caseId: 'cccccccc-0000-4000-8000-000000000001' as CaseId, office: OFFICE, department: DEPARTMENT }, facts,
      { act: act.id, payload }, worldOf(CAST[part], START)))).find((result) => result.ok);
    if (opened?.ok !== true) continue;
    permitted.add(act.id);
    let node = offer(null, opened.value, START);
    for (const [part, name, payload] of dressing()) node = step(node, CAST[part], name, payload) ?? node;
    dressed.push(node);
  }

  const chain = (from: Node, links: readonly Link[]): Node | null => {
    let node: Node | null = from;
    for (const [part, act, option] of links) {
      if (node === null) return null;
      const compiled = path.acts.get(act);
      node = compiled === undefined ? null : step(node, part === 'handler' ? handlerOf(node.snapshot) : CAST[part], act, payloadsFor(path, compiled, node.at, option, true)[0] as JsonObject);
    }
    return node;
  };

  /** Sends a proposal that was not seen before up by every way. */
  const follow = (node: Node, next: Node, act: CompiledAct, option: string | undefined): void => {
    const key = `${act.id}:${option ?? ''} ${act.id.startsWith('outcome.') ? features.waiting(node.snapshot).join() : ''}`;
    if (act.flow?.kind !== 'propose' || sent.has(key)) return;
    sent.add(key);
    for (const way of waysUp(act.id.slice(0, -'.propose'.length), option as string)) chain(next, way);
  };

  const expand = (index: number): void => {
    const node = nodes[index] as Node;
    for (const name of Object.keys(node.snapshot.clocks)) {
      const endsAt = node.snapshot.clocks[name]?.endsAt;
      const ended = endsAt === undefined ? null : expireClock(path, node.snapshot, name, endsAt > node.at ? endsAt : node.at);
      if (ended !== null) offer(node, ended, endsAt !== undefined && endsAt > node.at ? endsAt : node.at);
    }
    for (const act of path.acts.values()) {
      if (act.creates || !isPossible(path, node.snapshot, act) || (node.snapshot.status === 'ended' && !act.afterEnding)) continue;
      if (isMute(act) && permitted.has(act.id)) continue;
      // An act that has not led to anything new for long is tried more and more seldom, but never given up.
      const fruitless = barren.get(act.id) ?? 0;
      if (fruitless > PATIENCE && index % Math.min(SELDOM_MAX, 1 + Math.floor(fruitless / PATIENCE)) !== 0) {
        barren.set(act.id, fruitless + 1);
        continue;
      }
      const found = nodes.length;
      for (const option of optionsOf(path, act)) {
        const [first, ...others] = payloadsFor(path, act, addMs(node.at, MINUTE_MS), option);
        for (const part of DOERS) {
          const next = step(node, CAST[part], act.id, first as JsonObject);
          if (next === null && act.effect === null) continue;
          for (const payload of others) step(node, CAST[part], act.id, payload);
          if (next !== null) follow(node, next, act, option);
          // One person is enough where the person makes no difference to what follows.
          if (next !== null && act.flow === null) break;
        }
      }
      barren.set(act.id, nodes.length > found ? 0 : fruitless + 1);
    }
  };

  /** One act by whoever is permitted, with every payload the definition distinguishes. */
  const tryAll = (node: Node, act: CompiledAct): readonly Node[] => optionsOf(path, act).flatMap((option) => DOERS.flatMap((part) => payloadsFor(path, act, addMs(node.at, MINUTE_MS), option)
    .flatMap((payload) => {
      const next = step(node, CAST[part], act.id, payload);
      if (next !== null) follow(node, next, act, option);
      return next ?? [];
    })));

  // Climbs towards what nobody was permitted so far, by acts that change the facts its conditions read.
  const climb = (target: string): void => {
    const { facts, starts } = features.approach(target, nodes.map((node) => node.snapshot));
    const helpful = [...path.acts.values()].filter((act) => act.assignments.some(({ fact }) => facts.has(fact)));
    for (const start of starts) {
      let here = nodes[start] as Node;
      for (let height = 0; height < CLIMB_MAX; height += 1) {
        const score = features.score(target, here.snapshot);
        const higher = helpful.filter((act) => isPossible(path, here.snapshot, act)).flatMap((act) => tryAll(here, act)).find((next) => features.score(target, next.snapshot) > score);
        if (higher === undefined) break;
        here = higher;
      }
      const act = path.acts.get(target.split(':')[0] as string);
      if (here !== nodes[start] && !nodes.includes(here)) nodes.push(here);
      if (act !== undefined && tryAll(here, act).length > 0) return;
    }
  };

  const whoever = (node: Node, act: string, payload: JsonObject): Node | null => {
    for (const part of DOERS) {
      const next = step(node, CAST[part], act, payload);
      if (next !== null) return next;
    }
    return null;
  };
  const endClocks = (node: Node): Node => Object.keys(node.snapshot.clocks).reduce((here, name) => {
    const at = here.snapshot.clocks[name]?.endsAt ?? here.at;
    const outcome = expireClock(path, here.snapshot, name, at > here.at ? at : here.at);
    return outcome === null ? here : offer(here, outcome, at > here.at ? at : here.at);
  }, node);
  const visit = (node: Node, stop: Stop): Node => {
    if (stop === 'expire') return endClocks(node);
    if (typeof stop === 'function') return visit(node, stop(node.snapshot));
    const [name, given] = typeof stop === 'string' ? [stop, {}] : stop;
    const [up, decision, option] = name.split(' ');
    if (up === 'up') {
      const act = path.acts.get(`${decision}.propose`);
      const proposal = act === undefined || !isPossible(path, node.snapshot, act) ? null : step(node, handlerOf(node.snapshot), act.id, payloadsFor(path, act, addMs(node.at, MINUTE_MS), option, true)[0] as JsonObject);
      if (act === undefined || proposal === null) return node;
      follow(node, proposal, act, option);
      for (const way of waysUp(decision as string, option as string)) {
        const end = way.at(-1)?.[1].endsWith('.issue') === true ? chain(proposal, way) : null;
        if (end !== null) return end;
      }
      return proposal;
    }
    const act = path.acts.get(name);
    if (act === undefined || !isPossible(path, node.snapshot, act)) return node;
    const chosen = typeof given['option'] === 'string' && act.flow !== null ? given['option'] : undefined;
    const next = whoever(node, name, { ...payloadsFor(path, act, addMs(node.at, MINUTE_MS), chosen)[0], ...given });
    if (next !== null) follow(node, next, act, chosen);
    return next ?? node;
  };

  // Only cases with everybody in place are walked on, from their beginning and from the end of every journey.
  nodes.splice(0, nodes.length, ...dressed);
  const starts = [...new Map(dressed.toReversed().map((node) => [`${String(node.snapshot.facts['origin'])} ${heldOf(path, node.snapshot)}`, node])).values()];
  // Journeys start from the first beginning of every origin, in custody and at liberty.
  if (nodesMax > 1000) for (const start of starts) for (const journey of journeysOf(path.document.id)) {
    const end = journey.reduce(visit, start);
    if (features.isNew(end.snapshot) || !reachedEnds.has(keyOfEnd(end))) nodes.push(end);
    reachedEnds.add(keyOfEnd(end));
  }

  let index = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (; index < nodes.length && nodes.length < nodesMax; index += 1) expand(index);
    const missing = targetIds(path).filter((id) => !permitted.has(id));
    if (nodes.length >= nodesMax || missing.length === 0) break;
    for (const id of missing) climb(id);
    if (index === nodes.length) break;
  }
  // A state that was seldom tried may still owe its way out.
  const left = new Set([...edges].map((edge) => edge.slice(0, edge.indexOf('>'))));
  for (const node of [...nodes]) for (const state of node.snapshot.states) {
    if (left.has(state) || path.nodes.get(state)?.kind === 'final') continue;
    left.add(state);
    const ways = [...path.acts.values()].filter((act) => act.candidates.length > 0 && act.from.some((from) => path.nodes.get(state)?.ancestors.includes(from)) && isPossible(path, node.snapshot, act));
    for (const act of ways) tryAll(node, act);
  }
  return { path, nodes, permitted, edges, broken, steps };
}

/** What a person did on the way to a configuration. */
function entriesOf(node: Node, person: PersonId): readonly PastEntry[] {
  const found: PastEntry[] = [];
  for (let here: Node | null = node; here !== null; here = here.parent) {
    if (here.entry.actor?.person === person) found.unshift({ seq: here.snapshot.version, act: here.entry.act, at: here.at });
  }
  return found;
}

/** Whoever handles the case now. */
function handlerOf(snapshot: CaseSnapshot): PersonFacts {
  const person = snapshot.team.find((member) => member.role === 'handler' && member.until === undefined)?.person;
  return Object.values(CAST).find((facts) => facts.person === person) ?? CAST.handler;
}

/** Ends of journeys that differ in nothing a condition reads are walked on once. */
function keyOfEnd(node: Node): string {
  return `${node.snapshot.states.join(' ')} ${JSON.stringify(node.snapshot.facts)}`;
}

/** Path acts and options of proposals, as `permitted` names them. */
export function targetIds(path: CompiledPath): readonly string[] {
  return [...path.acts.values()].flatMap((act) => (act.flow === null ? [act.id] : act.flow.kind === 'propose' ? optionsOf(path, act).map((option) => `${act.id}:${option ?? ''}`) : []));
}

/** An act that changes nothing but the journal leads nowhere; once is enough. */
function isMute(act: CompiledAct): boolean {
  return act.flow === null && act.candidates.length === 0 && act.assignments.length === 0 && act.clocks.length === 0 && act.effect === null;
}


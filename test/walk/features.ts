// What makes a configuration worth keeping. A full product of regions and facts has no end; it is projected instead: every
// state once, every option once in every stage of its life, every value of every fact once, and for every act and option each
// nearer approach to its conditions, so that long chains of conditions are climbed step by step.
import { compileExpression, contextForWalk, isPossible, type Expression } from './engine-access.js';
import type { CaseSnapshot, CompiledAct, CompiledPath } from '@quanze/engine';

interface Target {
  readonly id: string;
  readonly act: CompiledAct;
  readonly atoms: readonly Expression[];
  /** Whether the target reads where the case comes from: then every origin climbs for itself. */
  readonly byOrigin: boolean;
}

// Up to here each set of fulfilled conditions counts as new; beyond it only a larger number does.
const EXACT_ATOMS_MAX = 4;

/** Splits a condition at its outermost `and`, because each half is progress of its own. */
export function atomsOf(text: string): readonly string[] {
  const atoms: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (depth === 0 && text.startsWith(' and ', i)) {
      atoms.push(text.slice(from, i));
      from = i + 5;
    }
  }
  atoms.push(text.slice(from));
  return text.includes(' or ') && atoms.length > 1 && !/\(.* or .*\)/.test(text) ? [text] : atoms;
}

function targetsOf(path: CompiledPath): readonly Target[] {
  const targets: Target[] = [];
  const target = (id: string, act: CompiledAct, texts: readonly string[]): void => {
    const atoms = texts.flatMap(atomsOf).map((text) => compileExpression(text)).flatMap((e) => (e.ok && !e.value.names.includes('payload') ? [e.value] : []));
    if (atoms.length > 0) targets.push({ id, act, atoms, byOrigin: atoms.some((atom) => atom.names.includes('origin')) });
  };
  for (const act of path.acts.values()) {
    if (act.flow === null) target(act.id, act, act.conditions.map((c) => c.expression.text));
    if (act.flow?.kind !== 'propose') continue;
    const decision = path.decisions.get(act.flow.decision);
    for (const option of decision?.options.values() ?? []) {
      target(`${act.id}:${option.id}`, act, [...(decision?.conditions ?? []), ...option.when].map((c) => c.expression.text));
    }
  }
  return targets;
}

/** Collects what has been seen; `isNew` says whether a configuration shows anything that was not. */
export function createFeatures(path: CompiledPath) {
  const targets = targetsOf(path);
  const seen = new Set<string>();
  const best = new Map<string, number>();
  // Acts that change no fact hand the same object on.
  const looked = new WeakMap<CaseSnapshot['facts'], Set<string>>();

  const add = (feature: string): boolean => {
    if (seen.has(feature)) return false;
    seen.add(feature);
    return true;
  };
  // States of side matters from which something becomes possible only when the main course has gone on.
  const later = [...path.acts.values()].filter((act) => act.flow === null && act.while.length > 0).flatMap((act) => act.from);
  const waiting = (snapshot: CaseSnapshot): readonly string[] => snapshot.states.filter((state) => later.includes(state) && !/\.(idle|current|notInformed)$/.test(state));

  const beside = (snapshot: CaseSnapshot): readonly string[] => {
    const main = mainOf(path, snapshot);
    return main === undefined || path.nodes.get(main)?.decision !== null ? [] : waiting(snapshot).map((leaf) => `${main} beside ${leaf}`);
  };

  /** For a target nobody was permitted: configurations worth starting from, one for each condition, and what the conditions read. */
  const approach = (id: string, snapshots: readonly CaseSnapshot[]): { readonly facts: ReadonlySet<string>; readonly starts: readonly number[] } => {
    const target = targets.find((candidate) => candidate.id === id);
    if (target === undefined) return { facts: new Set(), starts: [] };
    const scores = snapshots.map((snapshot) => (snapshot.status === 'open' && isPossible(path, snapshot, target.act) ? target.atoms.map((atom) => truth(atom, snapshot)) : []));
    const count = (index: number) => scores[index]?.filter(Boolean).length ?? 0;
    const starts = target.atoms.map((_, atom) => scores.flatMap((score, index) => (score[atom] === true ? [index] : [])).sort((a, b) => count(b) - count(a))[0]);
    return { facts: new Set(target.atoms.flatMap((atom) => atom.names)), starts: [...new Set(starts)].filter((start) => start !== undefined) };
  };

  const look = (features: readonly string[], snapshot: CaseSnapshot): boolean => {
    let isNew = false;
    const facts = looked.has(snapshot.facts) ? [] : factsOf(snapshot);
    for (const feature of [...features, ...facts, ...beside(snapshot)]) isNew = add(feature) || isNew;
    const states = snapshot.states.join(' ');
    const under = looked.get(snapshot.facts) ?? new Set<string>();
    if (under.has(states)) return isNew;
    looked.set(snapshot.facts, under.add(states));
    for (const { id: bare, act, atoms, byOrigin } of targets) {
      if (snapshot.status === 'ended' || !isPossible(path, snapshot, act)) continue;
      const id = byOrigin ? `${bare} ${String(snapshot.facts['origin'])}` : bare;
      const met = atoms.map((atom) => truth(atom, snapshot));
      const count = met.filter(Boolean).length;
      if (count === atoms.length && act.flow !== null) for (const leaf of waiting(snapshot)) isNew = add(`open ${bare} beside ${leaf}`) || isNew;
      if (atoms.length <= EXACT_ATOMS_MAX) {
        const exact = `${id}=${met.map(Number).join('')} ${snapshot.team.some((member) => member.role === 'handler')}`;
        if (seen.has(exact) || count === 0) continue;
        seen.add(exact);
        isNew = true;
      } else if (count > (best.get(id) ?? 0)) {
        best.set(id, count);
        isNew = true;
      }
    }
    return isNew;
  };
  return { approach, score: (id: string, snapshot: CaseSnapshot): number => targets.find((t) => t.id === id)?.atoms.filter((atom) => truth(atom, snapshot)).length ?? 0, waiting, isNew: (snapshot: CaseSnapshot): boolean => look(featuresOf(path, snapshot), snapshot) };
}

function featuresOf(path: CompiledPath, snapshot: CaseSnapshot): readonly string[] {
  const features = snapshot.states.map((state) => `state ${state}`);
  const main = mainOf(path, snapshot);
  // Where a case comes from never changes, and custody seldom, so each of them has to come along the whole way.
  if (main !== undefined && path.nodes.get(main)?.decision === null) features.push(`origin ${String(snapshot.facts['origin'])} ${heldOf(path, snapshot)} ${main}`);
  // A question for another handler can only be walked after somebody else has come to the case.
  const handlers = snapshot.team.filter((member) => member.role === 'handler' && member.standsInFor === undefined).length;
  const otherHandler = [...path.decisions.values()].some((d) => d.differentHandler !== null && d.home.includes(main ?? ''));
  if (otherHandler && handlers > 1) features.push(`another handler ${main ?? ''} ${JSON.stringify(snapshot.facts['reconsiderationPending'])}`);
  for (const [key, open] of Object.entries(snapshot.decisions)) {
    features.push(`proposed ${key} ${open.proposal.option}`);
    if (open.round > 1) features.push(`round ${key}`);
    if (open.meeting !== undefined) features.push(`session ${key}`);
    if (open.copies !== undefined) features.push(`copied ${key}`);
    if (open.returned !== undefined) features.push(`sent back ${key} to ${open.returned.to}`);
    if (open.decided !== undefined) features.push(`decided ${key} ${open.decided.option}`);
  }
  return features;
}

/** Whether the person concerned is held, by the fact of the path that says so. */
export function heldOf(path: CompiledPath, snapshot: CaseSnapshot): boolean {
  const { custody } = path.document;
  return custody !== undefined && custody.held.includes(String(snapshot.facts[custody.fact]));
}

function factsOf(snapshot: CaseSnapshot): readonly string[] {
  return Object.entries(snapshot.facts).filter(([, value]) => typeof value !== 'object' && !/^\d{4}-/.test(String(value))).map(([fact, value]) => `fact ${fact}=${String(value)}`);
}

function mainOf(path: CompiledPath, snapshot: CaseSnapshot): string | undefined {
  return snapshot.states.find((state) => state.startsWith(`${path.mainRegion ?? ''}.`));
}

function truth(atom: Expression, snapshot: CaseSnapshot): boolean {
  const result = atom.evaluate(contextForWalk(snapshot.facts));
  return result.ok && result.value === true;
}

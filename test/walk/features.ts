// What makes a configuration worth keeping. A full product of regions and facts has no end; it is projected instead: every
// state once, every option once in every stage of its life, every value of every fact once, and for every act and option each
// nearer approach to its conditions, so that long chains of conditions are climbed step by step.
import { compileExpression, contextForWalk, isPossible, type Expression } from './engine-access.js';
import type { CaseSnapshot, CompiledAct, CompiledPath } from '@quanze/engine';

interface Target {
  readonly id: string;
  readonly act: CompiledAct;
  readonly atoms: readonly Expression[];
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
    if (atoms.length > 0) targets.push({ id, act, atoms });
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

  const look = (features: readonly string[], snapshot: CaseSnapshot): boolean => {
    let isNew = false;
    for (const feature of features) {
      if (seen.has(feature)) continue;
      seen.add(feature);
      isNew = true;
    }
    const context = contextForWalk(snapshot.facts);
    for (const { id, act, atoms } of targets) {
      if (snapshot.status === 'ended' || !isPossible(path, snapshot, act)) continue;
      const met = atoms.map((atom) => {
        const result = atom.evaluate(context);
        return result.ok && result.value === true;
      });
      const count = met.filter(Boolean).length;
      if (atoms.length <= EXACT_ATOMS_MAX) {
        const key = `${id}=${met.map(Number).join('')}`;
        if (seen.has(key) || count === 0) continue;
        seen.add(key);
        isNew = true;
      } else if (count > (best.get(id) ?? 0)) {
        best.set(id, count);
        isNew = true;
      }
    }
    return isNew;
  };
  return { seen, isNew: (snapshot: CaseSnapshot): boolean => look(featuresOf(snapshot), snapshot) };
}

function featuresOf(snapshot: CaseSnapshot): readonly string[] {
  const features = snapshot.states.map((state) => `state ${state}`);
  for (const [fact, value] of Object.entries(snapshot.facts)) if (typeof value !== 'object' && !/^\d{4}-/.test(String(value))) features.push(`fact ${fact}=${String(value)}`);
  for (const [key, open] of Object.entries(snapshot.decisions)) {
    features.push(`proposed ${key} ${open.proposal.option}`);
    if (open.round > 1) features.push(`round ${key}`);
    if (open.meeting !== undefined) features.push(`session ${key}`);
    if (open.decided !== undefined) features.push(`decided ${key} ${open.decided.option}`);
  }
  return features;
}

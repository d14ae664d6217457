// State = fold(journal). Each accepted entry carries the change it made; applying them in order gives the snapshot. The fold
// needs no definition, so it works for cases of releases that nobody can compile any more.
import { ok, refused, type JsonObject, type Result } from '@quanze/kernel';
import { isJsonObject } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { Configuration } from '../compile/machine.js';
import { reopeningStep } from './fallen.js';
import { applyPatch } from './patch.js';
import type { CaseSnapshot } from './snapshot.js';

export interface FoldableEntry {
  readonly seq: number;
  readonly kind: string;
  readonly act: string | null;
  readonly payload: JsonObject;
}

/** Rebuilds the snapshot. Refuses `JOURNAL.GAP` when a number is missing, `JOURNAL.NO_PATCH` when an accepted entry has no change. */
export function fold(entries: Iterable<FoldableEntry>): Result<CaseSnapshot> {
  let snapshot: JsonObject = {};
  let expected = 1;
  for (const entry of entries) {
    if (entry.seq !== expected) return refused('JOURNAL.GAP', { expected, found: entry.seq });
    expected += 1;
    if (entry.kind === 'refused') continue;
    const patch = entry.payload['patch'];
    if (!isJsonObject(patch)) return refused('JOURNAL.NO_PATCH', { seq: entry.seq });
    snapshot = applyPatch(snapshot, patch);
  }
  return expected === 1 ? refused('JOURNAL.EMPTY') : ok(snapshot as unknown as CaseSnapshot);
}

/** Replays the states through the machine of the release: every step of the journal must be one the definition has.
 *  Refuses `JOURNAL.STEP_NOT_IN_DEFINITION` with the number of the first that is not. */
export function replaySteps(path: CompiledPath, entries: Iterable<FoldableEntry>): Result<number> {
  let before: CaseSnapshot | null = null;
  let snapshot: JsonObject = {};
  let steps = 0;
  for (const entry of entries) {
    const patch = entry.payload['patch'];
    if (entry.kind === 'refused' || !isJsonObject(patch)) continue;
    snapshot = applyPatch(snapshot, patch);
    const after = snapshot as unknown as CaseSnapshot;
    if (before !== null && before.states.join() !== after.states.join()) {
      if (!isStepOf(path, before, after, entry.act)) return refused('JOURNAL.STEP_NOT_IN_DEFINITION', { seq: entry.seq });
      steps += 1;
    }
    before = after;
  }
  return ok(steps);
}

function isStepOf(path: CompiledPath, before: CaseSnapshot, after: CaseSnapshot, actId: string | null): boolean {
  const act = path.acts.get(actId ?? '');
  if (act === undefined) return false;
  const from = reopened(path, before, after, act.flow?.decision ?? null);
  const reached = from.states.join() === before.states.join() ? [] : [from];
  const next = [...reached, ...act.candidates.map((_, choice) => path.machine.step(from, act.id, choice))];
  return next.some(({ states }) => states.join() === after.states.join());
}

/** The states after questions were taken back beside the act's own: those that are gone, and those whose acts went with a fallen one. */
function reopened(path: CompiledPath, before: CaseSnapshot, after: CaseSnapshot, own: string | null): Configuration {
  let here: Configuration = { states: before.states, history: before.history ?? {} };
  if (before.recusals === after.recusals) return here;
  for (const [key, open] of Object.entries(before.decisions)) {
    const left = after.decisions[key];
    const step = `${key}.${path.decisions.get(key)?.flow.initial ?? ''}`;
    if (key === own) continue;
    if (left === undefined) here = reopeningStep(path, here, key, open.home);
    else if (after.states.includes(step)) here = reopeningStep(path, here, key, step);
  }
  return here;
}

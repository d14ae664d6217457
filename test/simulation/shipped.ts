// All shipped releases as the simulation needs them, and the naive gate of the walk as a second opinion on every power. What is not here: the
// cases (specs).
import { buildRelease, type ReadDocument } from '@quanze/definitions';
import type { JsonObject } from '@quanze/kernel';
import { prepareGrounds, SUPERIOR, type Grounds, type PowerJudge, type SimulatedPath } from '@quanze/simulation';
import { plainAct, surroundingsOf } from '../walk/attempts.js';
import { naiveGate, type NaiveAct, type NaiveCase } from '../walk/naive-gate.model.js';
import { hash, loaded } from '../walk/release.js';

function only(kind: ReadDocument['kind']): ReadDocument {
  const [first, ...others] = loaded.documents.filter((document) => document.kind === kind);
  if (first === undefined || others.length > 0) throw new Error(`expected one document of kind ${kind}`);
  return first;
}

/** Everything under `workflows/`, or only some paths of it. */
export function shippedGrounds(paths: readonly string[] = []): Promise<Grounds> {
  const releases = loaded.documents.filter(({ kind }) => kind === 'release').flatMap((document) => {
    const release = buildRelease(loaded.documents, document, hash);
    if (!release.ok) throw new Error(JSON.stringify(release.refusal));
    const path = release.value.documents.path.id;
    return paths.length > 0 && !paths.includes(path) ? [] : [{ ...release.value, path }];
  });
  return prepareGrounds({ releases, powerList: only('power-list').value, dutyList: only('duty-list').value, calendar: only('calendar').value }, hash);
}

/** The naive gate judges every accepted act once more: it shares no code with the engine or the authority library. */
export function secondOpinion({ compiled }: SimulatedPath): PowerJudge {
  const judge = naiveGate(surroundingsOf(compiled));
  const acts = new Map([...compiled.acts.values()].map((act) => [act.id, plainAct(compiled, act)]));
  return ({ act, state, person, at, option, decidedAt }: Parameters<PowerJudge>[0]) => {
    const verdict = judge(state as unknown as NaiveCase & JsonObject, { act: acts.get(act.id) as NaiveAct, option, person, at, superior: SUPERIOR, decidedAt });
    return verdict.right ? null : 'the naive gate does not permit it';
  };
}

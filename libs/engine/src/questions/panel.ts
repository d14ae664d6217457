// A panel in a rehearsal: everybody who may be asked and is there is asked, one after the other until enough are named, so that all of them
// agreeing would bring the question on. Who falls out is told with the reason. What is not here: signing, which is an act like others
// (`rehearsal.ts`).
import type { PersonId } from '@quanze/kernel';
import type { CompiledAct } from '../compile/compiled.js';
import type { FlowContext, OpenContext } from '../flow/flow-context.js';
import { mayBeAsked } from '../flow/invite.js';
import { panelStepOf } from '../flow/panel-run.js';
import { onLeave, tryEverybody, type FallsOut, type Scene, type Stage, type Tried } from './rehearsal.js';
import { hasRole, namedOf, worldFor } from './surroundings.js';

const NOTHING: Tried = { next: [], considered: [] };

/** The scenes after a panel was asked: the fewest people who could agree. Nobody whom a later step needs is spared, because the panel has
 *  to pass first; people of other roles are asked only where the flow names them. */
export function askPanel(stage: Stage, scene: Scene, act: CompiledAct): Tried {
  const step = panelStepOf(stage.decision, scene.step);
  const open = scene.snapshot.decisions[stage.decision.key];
  const asker = stage.people.find((facts) => hasRole(scene.snapshot, worldFor(stage.around, stage.people, facts), act.by));
  if (step === null || open === undefined || asker === undefined) return NOTHING;
  if (open.panels?.[scene.step] !== undefined && open.panels[scene.step]?.outcome === undefined) return NOTHING;
  const world = { ...worldFor(stage.around, stage.people, asker), named: namedOf(stage.people) };
  const context: FlowContext & OpenContext = { path: stage.path, decision: stage.decision, act, snapshot: scene.snapshot, open, payload: {}, world, seq: 0 };
  const able: PersonId[] = [];
  const away: FallsOut[] = [];
  for (const { person } of stage.people) {
    const may = mayBeAsked(context, person, step.members);
    const left = may.ok && stage.absent.has(person) ? onLeave(stage.absent.get(person) ?? null) : may;
    if (left.ok) able.push(person);
    else if (left.refusal.code !== 'FLOW.SIGNER_WITHOUT_ROLE') away.push({ person, refusal: left.refusal });
  }
  const all: FallsOut[] = [...away];
  for (let size = 1; size <= able.length; size++) {
    const signers = able.slice(0, size);
    const { next, considered } = tryEverybody(stage, scene, act, { signers, chair: signers[0] ?? '' });
    if (next.length > 0) return { next, considered };
    if (size === able.length) all.push(...considered);
  }
  return { next: [], considered: all };
}

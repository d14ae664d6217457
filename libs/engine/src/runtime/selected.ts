// Whom an assignment must name: the person a draw or the chief's choice has selected, and before that whom the rules of the office demand.
// What is not here: selecting (`selection.ts`) and the other effects on the team (`effects.ts`).
import { refused, type PersonId, type Refusal } from '@quanze/kernel';
import type { CaseSnapshot, Selection } from './snapshot.js';
import type { World } from './world.js';

/** The selection that binds: the last one. */
export function bindingSelection(snapshot: Pick<CaseSnapshot, 'draws'>): Selection | undefined {
  return snapshot.draws?.at(-1);
}

/** Why a person may not become handler although he or she could. Refuses `TEAM.NOT_DRAWN` (somebody else was selected),
 *  `TEAM.DRAW_REQUIRED` and `TEAM.AGAINST_RULE` (the office binds itself and nobody was selected yet). */
export function refuseUnselected(snapshot: Pick<CaseSnapshot, 'draws'>, person: PersonId, world: Pick<World, 'assignment'>): Refusal | null {
  const selected = bindingSelection(snapshot);
  if (selected !== undefined) return selected.chosen === person ? null : refused('TEAM.NOT_DRAWN', { chosen: selected.chosen, round: selected.round }).refusal;
  const { assignment } = world;
  if (assignment === undefined) return null;
  if (assignment.demands === 'draw') return refused('TEAM.DRAW_REQUIRED', { rule: assignment.rule }).refusal;
  return assignment.person === person ? null : refused('TEAM.AGAINST_RULE', { rule: assignment.rule, proposal: assignment.person }).refusal;
}

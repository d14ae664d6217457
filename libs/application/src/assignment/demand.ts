// What the rules of an office demand of an assignment before anybody was drawn or chosen. Asked only for acts that give a case to a handler
// and only where the office binds itself. What is not here: holding the act to it, which the engine does.
import { bindingSelection, type World } from '@quanze/engine';
import type { CaseInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import { panelOf, rulesInForce } from './panel.js';

const ASSIGNING: readonly string[] = ['assign-handler', 'reassign-handler'];

/** Undefined: nothing beyond what binds anyway. */
export async function demandOf(deps: Deps, identity: Identity, hand: CaseInHand, act: string): Promise<World['assignment']> {
  const { snapshot } = hand.loaded;
  if (!ASSIGNING.includes(hand.path.acts.get(act)?.effect?.kind ?? '') || bindingSelection(snapshot) !== undefined) return undefined;
  const found = rulesInForce(deps, snapshot, hand.at);
  if (found === undefined || found.rule.manual === 'free' || found.rule.method === 'manual') return undefined;
  const { rule, proposal } = await panelOf(deps, identity, hand, found);
  return rule.method === 'draw' && proposal === null ? { demands: 'draw', rule: rule.id } : { demands: 'proposal', rule: rule.id, person: proposal };
}

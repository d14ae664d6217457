// "What would change if this delegation ended?": the open questions of cases that would lose somebody who can take them further,
// and who would remain. What is not here: which cases are looked at, and the ending itself.
import type { CaseId, DelegationId, PersonId } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import { isPossible } from '../runtime/decide.js';
import { explainAct, type ActAnswer } from '../runtime/explain.js';
import { waitingOf } from '../runtime/earlier-acts.js';
import { isWaiting } from '../runtime/recusal.js';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import type { PersonFacts } from '../runtime/world.js';
import { worldFor, type People, type Surroundings } from './surroundings.js';
import { whoCould } from './who-could.js';

export interface LostRight {
  readonly caseId: CaseId;
  /** The decision under way; null for a request for recusal that waits for its decision. */
  readonly decision: string | null;
  readonly act: string;
  readonly option: string | null;
  /** Who holds the delegation and loses the right. */
  readonly person: PersonId;
  /** Who could still do it. Empty: nobody. */
  readonly remaining: readonly PersonId[];
}

/** Rights that rest on one delegation, over the open questions of one case. */
export function withoutDelegation(path: CompiledPath, snapshot: CaseSnapshot, delegation: DelegationId, people: People, around: Surroundings): readonly LostRight[] {
  const holder = people.find((facts) => facts.delegations.some((d) => d.id === delegation));
  if (holder === undefined || snapshot.status === 'ended') return [];
  const bare: PersonFacts = { ...holder, delegations: holder.delegations.filter((d) => d.id !== delegation) };
  const others = people.map((facts) => (facts === holder ? bare : facts));
  return openActs(path, snapshot).flatMap((act) => {
    const before = explainAct(path, snapshot, worldFor(around, people, holder), act);
    const after = explainAct(path, snapshot, worldFor(around, others, bare), act);
    return lostOptions(before, after).map((option): LostRight => ({
      caseId: snapshot.caseId, decision: act.flow?.decision ?? null, act: act.id, option: option ?? null, person: holder.person,
      remaining: whoCould(path, snapshot, act, option, others, around).people.filter(({ may }) => may).map(({ person }) => person),
    }));
  });
}

/** Acts on the questions that wait for an answer: decisions under way, recusals asked for, and what was done before one was ordered. */
function openActs(path: CompiledPath, snapshot: CaseSnapshot): readonly CompiledAct[] {
  const asked = new Set(snapshot.recusals.flatMap((recusal) => [
    ...(recusal.state === 'requested' ? ['order-recusal'] : []), ...(isWaiting(recusal) ? ['answer-recusal-reconsideration'] : []),
    ...(waitingOf(recusal).length > 0 ? ['judge-earlier-acts'] : []),
  ]));
  return [...path.acts.values()].filter((act) => {
    if (act.creates || !isPossible(path, snapshot, act)) return false;
    if (act.flow === null) return asked.has(act.effect?.kind ?? '');
    // What is decided waits for its document, which needs no power.
    return snapshot.decisions[act.flow.decision] !== undefined;
  });
}

function lostOptions(before: ActAnswer, after: ActAnswer): readonly (string | undefined)[] {
  if (before.options === undefined) return before.allowed && !after.allowed ? [undefined] : [];
  return before.options.filter(({ option, allowed }) => allowed && after.options?.find((other) => other.option === option)?.allowed !== true).map(({ option }) => option);
}

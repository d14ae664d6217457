// Who fills two capacities in one decision that its flow keeps apart, read from the snapshot of a case alone. Written apart from the
// engine, which refuses such acts one by one: this looks at what came out. Not here: whether anybody had the power.
import type { CaseSnapshot, CompiledPath } from '@quanze/engine';

/** People who fill two capacities that the flow keeps apart, save the lawful decider of the own proposal. */
export function clashes(path: CompiledPath, snapshot: CaseSnapshot): readonly string[] {
  return Object.entries(snapshot.decisions).flatMap(([key, open]) => {
    const filled = new Map<string, Set<string>>();
    const add = (person: string, capacity: string) => filled.set(person, (filled.get(person) ?? new Set()).add(capacity));
    for (const proposal of [open.proposal, ...open.earlier]) add(proposal.by.person, 'propose');
    for (const review of open.reviews) add(review.by.person, 'review');
    for (const given of open.consents) add(given.by.person, 'consent');
    for (const decider of open.decided?.by ?? []) add(decider.person, decider.capacity);
    const own = open.decided?.by.every((decider) => decider.role === 'handler') === true || open.decided?.level === 'chief';
    const pairs = (path.decisions.get(key)?.flow.conflicts ?? []).filter(([a, b]) => !(own && [a, b].sort().join() === 'decide,propose'));
    return [...filled].flatMap(([person, capacities]) => pairs.filter(([a, b]) => capacities.has(a) && capacities.has(b)).map((pair) => `${key}: ${person} ${pair.join('+')}`));
  });
}

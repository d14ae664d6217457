// Makes queries at random from the vocabulary of a list, for specs: mostly facts that the power asked about reads, so that the
// interesting corners are met often. What is not here: chance, which is handed in, and judgments about the queries.
import type { CompiledPowerList } from './compile.js';
import type { QueryActor } from './query.js';
import { ROLES } from './vocabulary.js';

export interface GeneratedQuery {
  readonly actor: QueryActor;
  readonly action: string;
  readonly case: Record<string, unknown>;
}

const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 30, 31, 184, 185];

/** Makes one query after another. Every fact has a readable value; roles and powers exist. @param number gives 0 up to but not including 1 */
export function queryMaker(compiled: CompiledPowerList, number: () => number): () => GeneratedQuery {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(number() * items.length)] as T;
  const chance = (share: number): boolean => number() < share;
  const powers = [...compiled.powers.values()];
  const facts = [...compiled.facts.values()];
  const readBy = new Map(powers.map((power) => [power, facts.filter((fact) => power.reads[fact.slot] === 1)]));
  // The algorithm reads these four for every power.
  const engine = facts.filter((fact) => ['list', 'handler', 'dept_review', 'procuratorate'].includes(fact.name));

  const actorOf = (): QueryActor => {
    const role = pick(ROLES);
    return {
      role,
      ...(chance(0.4) ? { is_handler: chance(0.6) } : {}),
      ...(role === 'deputy_chief' && chance(0.7) ? { delegation: pick(['in_force', 'none', 'expired']) } : {}),
      ...(chance(0.3) ? { portfolio: chance(0.7) } : {}),
      ...(chance(0.05) ? { participated_before: true } : {}),
      ...(chance(0.02) ? { recused: true } : {}),
      ...(chance(0.02) ? { suspended: true } : {}),
      ...(chance(0.1) ? { is_person_concerned: true } : {}),
    };
  };

  return () => {
    const power = pick(powers);
    const own = readBy.get(power) ?? facts;
    const stated: Record<string, unknown> = {};
    for (let left = Math.floor(number() * 6); left > 0; left -= 1) {
      const fact = pick(chance(0.6) ? own : chance(0.7) ? engine : facts);
      // Two names of one fact may contradict each other, which is a case of its own.
      if (fact.shared && Object.keys(stated).some((name) => compiled.facts.get(name)?.slot === fact.slot)) continue;
      stated[fact.name] = fact.literals === null ? pick(NUMBERS.filter((n) => n >= fact.min && n <= fact.max)) : pick([...fact.literals.keys(), ...(fact.literals.size === 0 ? ['anything'] : [])]);
    }
    return { actor: actorOf(), action: power.entry.id, case: stated };
  };
}

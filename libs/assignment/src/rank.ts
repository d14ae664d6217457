// Ranking by rule: who comes first for a case, and for everybody why they stand where they stand. Total: everybody who was looked at is
// in the answer, also who is excluded. What is not here: reading loads, links and bars (use cases).
import type { Criterion } from './rules.js';

/** Why somebody cannot be given the case. In this order the first is told. */
export type Bar =
  | 'no-procurator-post' | 'recused' | 'recusal-pending' | 'investigator' | 'barred' | 'former-handler' | 'current-handler' | 'absent' | 'not-in-pool' | 'over-limit';

export interface Candidate {
  readonly person: string;
  /** Ids of linked cases the person carries or carried. */
  readonly linked: readonly string[];
  /** Special knowledge the case needs and the person has. */
  readonly specialisations: readonly string[];
  /** Open cases, and what they weigh together. */
  readonly openCases: number;
  readonly load: number;
  readonly bars: readonly Bar[];
}

export interface RankRules {
  /** First things first. What they leave equal is ordered by the id of the person. */
  readonly criteria: readonly Criterion[];
  readonly openCasesMax?: number;
}

/** What one criterion says of a person: of links and specialisations more is better, of load less. */
export interface RankReason {
  readonly criterion: Criterion;
  readonly value: number;
}

export interface Ranked extends Candidate {
  /** From 1; null for who is excluded. */
  readonly place: number | null;
  readonly reasons: readonly RankReason[];
  /** What put the person behind the one before: a criterion, or `person-id` when all are equal; null for the first and the excluded. */
  readonly behindBy: Criterion | 'person-id' | null;
}

/** Orders candidates: eligible ones by the criteria, then the excluded ones by id, each with its bars.
 *  INVARIANT: everybody is there once; the order of the input does not matter; `behindBy` tells a real difference. */
export function rankByRule(candidates: readonly Candidate[], rules: RankRules): readonly Ranked[] {
  const judged = candidates.map((candidate) => ({ ...candidate, bars: barsOf(candidate, rules), reasons: rules.criteria.map((criterion) => ({ criterion, value: valueOf(candidate, criterion) })) }));
  const eligible = judged.filter(({ bars }) => bars.length === 0).sort(compare);
  const excluded = judged.filter(({ bars }) => bars.length > 0).sort(byPerson);
  return [
    ...eligible.map((own, index): Ranked => ({ ...own, place: index + 1, behindBy: index === 0 ? null : differenceOf(eligible[index - 1] as typeof own, own) })),
    ...excluded.map((own): Ranked => ({ ...own, place: null, behindBy: null })),
  ];
}

function barsOf({ bars, openCases }: Candidate, { openCasesMax }: RankRules): readonly Bar[] {
  return openCasesMax !== undefined && openCases >= openCasesMax ? [...bars, 'over-limit'] : bars;
}

function valueOf(candidate: Candidate, criterion: Criterion): number {
  switch (criterion) {
    case 'linked-case':
      return candidate.linked.length > 0 ? 1 : 0;
    case 'specialisation':
      return candidate.specialisations.length;
    case 'workload':
      return candidate.load;
  }
}

type Judged = Pick<Ranked, 'person' | 'reasons'>;

function compare(a: Judged, b: Judged): number {
  const by = differenceOf(a, b);
  if (by === 'person-id') return byPerson(a, b);
  const [left, right] = [a, b].map(({ reasons }) => reasons.find(({ criterion }) => criterion === by)?.value ?? 0) as [number, number];
  return by === 'workload' ? left - right : right - left;
}

/** The first criterion that tells two people apart. */
function differenceOf(a: Judged, b: Judged): Criterion | 'person-id' {
  return a.reasons.find(({ value }, index) => value !== b.reasons[index]?.value)?.criterion ?? 'person-id';
}

function byPerson(a: { readonly person: string }, b: { readonly person: string }): number {
  return a.person < b.person ? -1 : a.person > b.person ? 1 : 0;
}

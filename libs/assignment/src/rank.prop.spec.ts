// Goal: everybody has one place, and is told why. Method: fast-check over candidates with small values, so that many are equal.
import fc from 'fast-check';
import { rankByRule, type Candidate, type Ranked } from './rank.js';
import { CRITERIA } from './rules.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { seed, numRuns: 300 };
const candidate: fc.Arbitrary<Candidate> = fc.record({
  person: fc.stringMatching(/^[a-z]{1,4}$/), linked: fc.constantFrom([], ['c1'], ['c1', 'c2']), specialisations: fc.constantFrom([], ['minors'], ['minors', 'property']),
  openCases: fc.integer({ min: 0, max: 4 }), load: fc.integer({ min: 0, max: 3 }), bars: fc.constantFrom<Candidate['bars']>([], [], [], ['recused'], ['absent', 'not-in-pool']),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ person }) => person, maxLength: 12 });
const rules = fc.record({ criteria: fc.shuffledSubarray([...CRITERIA]), openCasesMax: fc.integer({ min: 1, max: 5 }) });

const valueOf = (ranked: Ranked, criterion: string): number => ranked.reasons.find((reason) => reason.criterion === criterion)?.value ?? 0;

describe(`ranking (seed ${seed})`, () => {
  it('names everybody once, the eligible in places from 1, the excluded with a bar and behind them', () => {
    fc.assert(fc.property(candidates, rules, (people, by) => {
      const ranked = rankByRule(people, by);
      expect(ranked.map(({ person }) => person).sort()).toEqual(people.map(({ person }) => person).sort());
      const eligible = ranked.filter(({ bars }) => bars.length === 0);
      expect(ranked.map(({ place }) => place)).toEqual([...eligible.map((_, index) => index + 1), ...Array<null>(ranked.length - eligible.length).fill(null)]);
      expect(ranked.filter(({ bars, openCases }) => !bars.includes('over-limit') && openCases >= by.openCasesMax)).toEqual([]);
    }), options);
  });

  it('tells for everybody but the first what put them there, and it is true', () => {
    fc.assert(fc.property(candidates, rules, (people, by) => {
      const eligible = rankByRule(people, by).filter(({ place }) => place !== null);
      const untrue = eligible.filter((own, index) => {
        const before = eligible[index - 1];
        if (before === undefined) return own.behindBy !== null;
        const earlier = by.criteria.slice(0, own.behindBy === 'person-id' ? undefined : by.criteria.indexOf(own.behindBy as never));
        const areEqual = earlier.every((criterion) => valueOf(before, criterion) === valueOf(own, criterion));
        if (own.behindBy === null || !areEqual) return true;
        if (own.behindBy === 'person-id') return before.person >= own.person;
        const [ahead, behind] = [valueOf(before, own.behindBy), valueOf(own, own.behindBy)];
        return own.behindBy === 'workload' ? ahead >= behind : ahead <= behind;
      });
      expect(untrue).toEqual([]);
    }), options);
  });

  it('does not depend on the order in which people are handed in', () => {
    fc.assert(fc.property(candidates.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), rules, ([all, shuffled], by) => {
      expect(rankByRule(shuffled, by)).toEqual(rankByRule(all, by));
    }), options);
  });
});

it('puts who carries a linked case first, then knowledge, then the least load, then the id', () => {
  const of = (person: string, more: Partial<Candidate>): Candidate => ({ person, linked: [], specialisations: [], openCases: 0, load: 0, bars: [], ...more });
  const ranked = rankByRule([of('a', { load: 1 }), of('b', {}), of('c', {}), of('d', { specialisations: ['minors'], load: 9 }), of('e', { linked: ['x'], load: 30 }), of('f', { bars: ['recused'] }), of('g', { openCases: 40 })],
    { criteria: CRITERIA, openCasesMax: 40 });
  expect(ranked.map(({ person, place, behindBy, bars }) => [person, place, behindBy, bars])).toEqual([
    ['e', 1, null, []], ['d', 2, 'linked-case', []], ['b', 3, 'specialisation', []], ['c', 4, 'person-id', []], ['a', 5, 'workload', []], ['f', null, null, ['recused']], ['g', null, null, ['over-limit']],
  ]);
});

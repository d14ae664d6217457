// News of two linked cases in any mixture, each told once, twice or many times, never a later one of a case before an earlier: the facts are
// those of a plain count, and no more entries are written than there were things to say.
import * as fc from 'fast-check';
import { caseUnderReview, staff, worldOf } from '../fixtures.contract.js';
import { takeNotice } from './followed.js';
import { CHILD, linkingPath, news, OTHER_CHILD, WORLD_AT } from './link-story.contract.js';
import type { CaseSnapshot } from './snapshot.js';

const world = worldOf(staff.counter, WORLD_AT);
const CASES = [CHILD, OTHER_CHILD] as const;
/** What a case does after its first entry; only `silence` means anything to the origin. */
const step = fc.constantFrom('silence' as const, 'move' as const);

interface Told {
  readonly which: 0 | 1;
  readonly seq: number;
  readonly what: 'open' | 'silence' | 'move';
}

/** An interleaving of two stories, and after each piece of news some that were told before, told again. */
const tellings = fc.record({ first: fc.array(step, { maxLength: 6 }), second: fc.array(step, { maxLength: 6 }), turns: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), again: fc.array(fc.nat(30), { minLength: 14, maxLength: 14 }) }).map(({ first, second, turns, again }) => {
  const queues = [first, second].map((steps, which) => (['open', ...steps] as const).map((what, index): Told => ({ which: which as 0 | 1, seq: index + 1, what })));
  const told: Told[] = [];
  for (let turn = 0; queues.some(({ length }) => length > 0); turn += 1) {
    const queue = queues[turns[turn] === true && (queues[1]?.length ?? 0) > 0 ? 1 : 0] as Told[];
    const next = (queue.length > 0 ? queue : (queues[1] as Told[])).shift() as Told;
    told.push(next, told[(again[turn % 14] as number) % (told.length + 1)] ?? next);
  }
  return told;
});

it('each thing counts once, whatever the order between cases and however often it is told', () => {
  fc.assert(fc.property(tellings, (told) => {
    let snapshot: CaseSnapshot = caseUnderReview();
    let entries = 0;
    for (const { which, seq, what } of told) {
      const reach = what === 'silence' ? { clocks: ['reply'] } : { states: [what === 'open' ? 'stage.registered' : 'stage.serving'] };
      const outcome = takeNotice(linkingPath, snapshot, news(seq, reach, { case: CASES[which] as typeof CHILD }), world, entries + 3);
      if (outcome === null) continue;
      entries += 1;
      snapshot = outcome.snapshot;
    }
    const once = new Map(told.map((one) => [`${one.which} ${one.seq}`, one]));
    const meant = [...once.values()].filter(({ what }) => what !== 'move');
    expect(entries).toBe(meant.length);
    expect(snapshot.facts['silent']).toBe(meant.some(({ what }) => what === 'silence'));
    expect(snapshot.clocks['supplement']?.run).toBe(2);
    expect(Object.values(snapshot.linked ?? {}).flatMap(({ followed = [] }) => followed.map(({ entry }) => entry)).sort((a, b) => a - b)).toEqual(meant.map((_, index) => index + 3));
  }));
});

// “Nobody can do what they may not”, for one path: reach every state by real acts, then let everybody try everything and compare the
// engine with the naive model. Shared by one spec per path, so that they run side by side.
import { attemptAll, type Attempts } from './attempts.js';
import { fold, replaySteps } from './engine-access.js';
import { reasonFor } from './explained.js';
import { ALL_PATHS, compiledPath, PATHS } from './release.js';
import { targetIds, walk, type Node, type Search } from './search.js';

const MINUTES_MS = 10 * 60_000;
const SAMPLE_OF_JOURNALS = process.env['WALK_FULL'] === undefined ? 5 : 1;

interface Found { readonly search: Search; readonly tried: Attempts }

// The two largest paths have specs of their own; the others share these.
const SHARDS = 3;
/** What the walk reaches at least of a smaller path, by itself. */
const REACHED_MIN = 0.5;

/** Declares the suites of a part of all other shipped paths. @param part 0..SHARDS-1 */
export function describeWalks(part: number): void {
  const others = ALL_PATHS.filter((id) => !PATHS.some((large) => large === id));
  for (const id of others.filter((_, index) => index % SHARDS === part)) describeWalk(id);
}

/** Declares the suite of one shipped path. */
export function describeWalk(id: string): void {
  const isLarge = PATHS.some((large) => large === id);
  describe(`everybody tries everything on ${id}`, () => {
    let found: Found;
    beforeAll(() => {
      const search = walk(compiledPath(id));
      const tried = attemptAll(search.path, search.nodes);
      found = { search, tried };
      const states = new Set(search.nodes.flatMap((node) => node.snapshot.states)).size;
      console.log(`${id}: ${states} states, ${search.nodes.length} configurations, ${search.path.acts.size} acts, ${search.steps} steps walked; ${tried.attempts} attempts, ${tried.permitted} permitted, ${tried.refused} refused`);
    }, MINUTES_MS);

    it('permits and refuses exactly what the power list and the act say', () => {
      expect(found.tried.disagreements).toEqual([]);
      const [permittedMin, refusedMin] = isLarge ? [1000, 20_000] : [300, 3000];
      expect(found.tried.permitted).toBeGreaterThan(permittedMin);
      expect(found.tried.refused).toBeGreaterThan(refusedMin);
    });

    it('refuses for every reason there is', () => {
      const wanted = ['NO_POST', 'NOT_YOUR_ROLE', 'REFER', 'REFUSED'].map((code) => `AUTHORITY.${code}`);
      // Not every path keeps the former handler from a reconsideration, investigators from the case, or has a role that could fill two capacities.
      const ofLarge = isLarge ? ['AUTHORITY.CONFLICTING_CAPACITY', 'PARTICIPATION.BARRED', 'PARTICIPATION.SAME_HANDLER'] : [];
      const missing = [...wanted, 'RECUSAL.IN_FORCE', ...(found.search.path.document.pendingRecusal === 'continues' ? [] : ['RECUSAL.PENDING']), ...ofLarge].filter((code) => !found.tried.codes.has(code));
      expect(missing).toEqual([]);
    });

    it('never lets anybody act who is recused, barred, without post, or of another office', () => {
      // Only some paths keep people of the investigation out; elsewhere nobody is barred.
      const outsiders = ['recused', ...(found.search.path.acts.has('bar-investigator') ? ['barred'] : []), 'nobody', 'foreignChief', 'headElsewhere', 'handlerOfAnotherCase', 'idleAssistant', 'idleClerk', 'admin', 'superiorProcurator'];
      const lawful = [...found.tried.granted].filter((pair) => outsiders.some((part) => pair.endsWith(` ${part}`)));
      // A procurator of another case acts only after the case was handed over by an act of the path.
      expect(lawful.filter((pair) => !pair.endsWith(' handlerOfAnotherCase'))).toEqual([]);
    });

    it('enters no decided state without people of its level, and writes every change so that it folds', () => {
      expect(found.search.broken).toEqual([]);
    });

    it('folds and replays the journals of the configurations', () => {
      const wrong = found.search.nodes.filter((_, index) => index % SAMPLE_OF_JOURNALS === 0).filter((node) => {
        const journal = journalOf(node);
        const folded = fold(journal);
        return !folded.ok || JSON.stringify(sorted(folded.value)) !== JSON.stringify(sorted(node.snapshot)) || !replaySteps(found.search.path, journal).ok;
      });
      expect(wrong.map((node) => node.entry.act)).toEqual([]);
    });

    if (isLarge) {
      it('reaches every state, or says why not', () => {
        expect(unexplained(leavesOf(found.search), reachedIn(found.search))).toEqual([]);
      });

      it('has no act and no option that is never permitted to anybody, or says why not', () => {
        expect(unexplained(onceEach(actsOf(found.search), found.search), found.search.permitted)).toEqual([]);
      });

      it('has a way from every state of the main course to an ending, and out of every state of a side matter', () => {
        expect(statesWithoutWayOut(found.search)).toEqual([]);
      });
    } else {
      // That every act, option and state of these can be walked is the matter of their courses (test/paths).
      it('comes far', () => {
        const [leaves, acts] = [leavesOf(found.search), actsOf(found.search)];
        const reached = reachedIn(found.search);
        const shares = [leaves.filter((id) => reached.has(id)).length / leaves.length, acts.filter((id) => found.search.permitted.has(id)).length / acts.length];
        console.log(`${id}: reached ${shares.map((share) => `${Math.floor(share * 100)} %`).join(' of the states, ')} of the acts and options`);
        expect(shares.filter((share) => share < REACHED_MIN)).toEqual([]);
      });
    }

    /** Places that are neither reached nor explained, and explanations of places that are reached. */
    function unexplained(places: readonly string[], reached: ReadonlySet<string>): readonly string[] {
      return places.flatMap((place) => {
        const reason = reasonFor(found.search.path, place);
        if (reached.has(place)) return reason === null ? [] : [`${place} is reached, although: ${reason}`];
        return reason === null ? [place] : [];
      });
    }
  });
}

const leavesOf = ({ path }: Search): readonly string[] => [...path.nodes.values()].filter((node) => node.children.length === 0 && node.kind !== 'history').map((node) => node.id);
const actsOf = ({ path }: Search): readonly string[] => [...path.acts.keys(), ...targetIds(path)];
// What a question must have gone through before (a copy was sent, it came back) is walked in one question for all: the flow is the same.
const AFTER_DETOUR = ['.read-copy', '.resubmit'];

/** Places without those of a detour that another question of the path has shown. */
function onceEach(places: readonly string[], { permitted }: Search): readonly string[] {
  return places.filter((place) => {
    const detour = AFTER_DETOUR.find((end) => place.endsWith(end));
    return detour === undefined || permitted.has(place) || ![...permitted].some((other) => other.endsWith(detour));
  });
}

const reachedIn = ({ nodes }: Search): ReadonlySet<string> => new Set(nodes.flatMap((node) => node.snapshot.states));

function journalOf(node: Node) {
  const entries: Node[] = [];
  for (let here: Node | null = node; here !== null; here = here.parent) entries.unshift(here);
  return entries.map(({ entry }, index) => ({ seq: index + 1, kind: entry.kind, act: entry.act, payload: entry.payload }));
}

function statesWithoutWayOut({ path, nodes, edges }: Search): readonly string[] {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = edge.split('>') as [string, string];
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reached = [...new Set(nodes.flatMap((node) => node.snapshot.states))];
  const isMain = (state: string) => state.startsWith(`${path.mainRegion ?? ''}.`);
  const canEnd = new Set(reached.filter((state) => path.nodes.get(state)?.kind === 'final'));
  for (let grown = true; grown;) {
    const more = reached.filter((state) => !canEnd.has(state) && (next.get(state) ?? []).some((to) => canEnd.has(to)));
    for (const state of more) canEnd.add(state);
    grown = more.length > 0;
  }
  return reached.filter((state) => (isMain(state) ? !canEnd.has(state) : !next.has(state) && !onlyState(path.nodes.get(state)?.parent ?? null)));
  function onlyState(parent: string | null): boolean {
    return parent !== null && path.nodes.get(parent)?.children.length === 1;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

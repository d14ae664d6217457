// “Nobody can do what they may not”, for one path: reach every state by real acts, then let everybody try everything and compare the
// engine with the naive model. Shared by one spec per path, so that they run side by side.
import { attemptAll, type Attempts } from './attempts.js';
import { fold, replaySteps } from './engine-access.js';
import { reasonFor } from './explained.js';
import { compiledPath } from './release.js';
import { targetIds, walk, type Node, type Search } from './search.js';

const MINUTES_MS = 10 * 60_000;
const SAMPLE_OF_JOURNALS = process.env['WALK_FULL'] === undefined ? 5 : 1;

interface Found { readonly search: Search; readonly tried: Attempts }

/** Declares the suite of one shipped path. */
export function describeWalk(id: string): void {
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
      expect(found.tried.permitted).toBeGreaterThan(1000);
      expect(found.tried.refused).toBeGreaterThan(20_000);
    });

    it('refuses for every reason there is', () => {
      const wanted = ['NO_POST', 'NOT_YOUR_ROLE', 'CONFLICTING_CAPACITY', 'REFER', 'REFUSED'].map((code) => `AUTHORITY.${code}`);
      const missing = [...wanted, 'RECUSAL.IN_FORCE', 'RECUSAL.PENDING', 'PARTICIPATION.BARRED', 'PARTICIPATION.SAME_HANDLER'].filter((code) => !found.tried.codes.has(code));
      expect(missing).toEqual([]);
    });

    it('never lets anybody act who is recused, barred, without post, or of another office', () => {
      const outsiders = ['recused', 'barred', 'nobody', 'foreignChief', 'headElsewhere', 'handlerOfAnotherCase', 'idleAssistant', 'idleClerk', 'admin', 'superiorProcurator'];
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

    it('reaches every state, or says why not', () => {
      const leaves = [...found.search.path.nodes.values()].filter((node) => node.children.length === 0 && node.kind !== 'history').map((node) => node.id);
      const reached = new Set(found.search.nodes.flatMap((node) => node.snapshot.states));
      expect(unexplained(leaves, reached)).toEqual([]);
    });

    it('has no act and no option that is never permitted to anybody, or says why not', () => {
      const acts = [...found.search.path.acts.keys(), ...targetIds(found.search.path)];
      expect(unexplained(acts, found.search.permitted)).toEqual([]);
    });

    it('has a way from every state of the main course to an ending, and out of every state of a side matter', () => {
      expect(statesWithoutWayOut(found.search)).toEqual([]);
    });

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

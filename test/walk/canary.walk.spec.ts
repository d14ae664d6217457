// The walk must fail when the gate is broken; otherwise it proves nothing. The real gate is replaced by one that can be told to forget
// one of its duties, and each of these must be noticed.
import { jest } from '@jest/globals';
import type { CaseSnapshot, CompiledAct, Grant, Need, World } from '@quanze/engine';
import type { Result } from '@quanze/kernel';

type Gate = (path: unknown, snapshot: CaseSnapshot, world: World, act: CompiledAct, need: Need, as: string | undefined) => Result<Grant>;
const actual = await import('../../libs/engine/src/runtime/gate.js') as unknown as { passGate: Gate; NO_NEED: Need };
const { standingsOf } = await import('../../libs/engine/src/runtime/standing.js');

const everyRole = ['handler', 'team_member', 'assistant', 'clerk', 'procurator', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'case_mgmt', 'superior_official', 'inspection', 'admin'] as const;

/** What a list would have said; without it the engine itself would stop at the decision. */
const pretended = (need: Need): Pick<Grant, 'verdict' | 'power' | 'duty'> => ({ power: need.power, duty: null, verdict: need.power === null ? null : { verdict: 'permit', rule: 'none', listVersion: 'none', reasons: [] } as never });

/** Gates with one duty forgotten. */
const MUTANTS: Readonly<Record<string, Gate>> = {
  'grants everything to everybody': (path, snapshot, world, act, need, as) => {
    const granted = actual.passGate(path, snapshot, world, act, need, as);
    if (granted.ok) return granted;
    const [standing] = standingsOf(snapshot, world);
    const signatory = { person: world.actor.person, role: standing?.role ?? 'admin', capacity: act.capacity } as const;
    return { ok: true, value: { standing: standing ?? ({ role: 'admin', authority: 'chief', isHandler: false, post: {}, inPortfolio: false } as never), signatory, ...pretended(need) } };
  },
  'forgets recusals': (path, snapshot, ...rest) => actual.passGate(path, { ...snapshot, recusals: [] }, ...rest),
  'forgets requests for recusal': (path, snapshot, ...rest) => actual.passGate(path, { ...snapshot, recusals: snapshot.recusals.filter((r) => r.state !== 'requested') }, ...rest),
  'forgets bars': (path, snapshot, ...rest) => actual.passGate(path, { ...snapshot, bars: [] }, ...rest),
  'forgets roles': (path, snapshot, world, act, need, as) => actual.passGate(path, snapshot, world, { ...act, by: everyRole }, need, as),
  'forgets the power list': (path, snapshot, world, act, need, as) => {
    const result = actual.passGate(path, snapshot, world, act, actual.NO_NEED, as);
    return result.ok ? { ok: true, value: { ...result.value, ...pretended(need) } } : result;
  },
  'forgets four eyes': (path, snapshot, ...rest) => actual.passGate(path, { ...snapshot, decisions: {} }, ...rest),
  'forgets whom a question is about': (path, snapshot, ...rest) => {
    const decisions = Object.fromEntries(Object.entries(snapshot.decisions).map(([key, open]) => [key, { ...open, proposal: { ...open.proposal, values: {} } }]));
    return actual.passGate(path, { ...snapshot, decisions }, ...rest);
  },
  'forgets when a delegation ends at a department': (path, snapshot, world, ...rest) => actual.passGate(path, snapshot, { ...world, actor: { ...world.actor, delegations: world.actor.delegations.map(({ departments: _departments, ...open }) => open) } }, ...rest),
  'forgets the department of a head': (path, snapshot, world, ...rest) => actual.passGate(path, snapshot, { ...world, actor: { ...world.actor, posts: world.actor.posts.map((post) => (post.role === 'dept_head' ? { ...post, department: snapshot.department ?? '' } : post)) } }, ...rest),
};

let gate: Gate = actual.passGate;
jest.unstable_mockModule('../../libs/engine/src/runtime/gate.js', () => ({ ...actual, passGate: ((...asked) => gate(...asked)) as Gate }));
const { walk } = await import('./search.js');
const { attemptAll } = await import('./attempts.js');
const { compiledPath } = await import('./release.js');

describe('a walk with a broken gate', () => {
  // A sample is enough to notice; the way there is walked with the real gate.
  const search = walk(compiledPath('criminal.arrest'), 230);
  const reviewed = search.nodes.filter((node) => Object.values(node.snapshot.decisions).some((open) => open.reviews.length > 0));
  const aboutSomebody = search.nodes.filter((node) => node.snapshot.decisions['recusal.chiefRecusal'] !== undefined);
  const sample = [...search.nodes.slice(-25), ...reviewed, ...aboutSomebody];
  const disagreements = (broken: Gate): number => {
    gate = broken;
    try {
      return attemptAll(search.path, sample, 1).disagreements.length;
    } finally {
      gate = actual.passGate;
    }
  };

  it('finds nothing while the gate is whole', () => {
    expect(disagreements(actual.passGate)).toBe(0);
  });

  it.each(Object.keys(MUTANTS))('notices a gate that %s', (name) => {
    expect(disagreements(MUTANTS[name] as Gate)).toBeGreaterThan(0);
  });
});

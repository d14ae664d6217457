// The panel of a case: everybody the rules of the office look at, in their order, each with reasons and bars, and whom the rules put
// forward. Read anew each time, because loads move. What is not here: drawing (`draw.ts`) and recording anything.
import { rankByRule, OWN_DEPARTMENT, ruleFor, specialisationsOf, ticketsFor, weightOf, type AssignmentRule, type AssignmentRules, type Bar, type Candidate, type Ranked } from '@quanze/assignment';
import { caseBarsOf, type CaseSnapshot, type Post } from '@quanze/engine';
import { lawDateOf, type Instant, type PersonId } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { CaseInHand } from '../cases/load.js';
import type { CandidateRow, LinkedCase } from '../ports/assignment-store.port.js';
import type { Identity } from '../ports/case-store.port.js';

export interface RulesInForce {
  readonly document: AssignmentRules;
  readonly rule: AssignmentRule;
}

export interface PanelMember extends Ranked {
  readonly name: string;
  readonly epoch: number;
  /** Tickets in a draw; 0 for who is excluded. */
  readonly tickets: number;
}

export interface Panel extends RulesInForce {
  readonly members: readonly PanelMember[];
  readonly linkedCases: readonly LinkedCase[];
  /** Whom the rules put forward: the first of the ranking, or where the rules draw, the procurator of a linked case. */
  readonly proposal: PersonId | null;
}

const ANY = '*';

/** The rules for a case on the day of an instant; undefined when none are published. */
export function rulesInForce(deps: Pick<Deps, 'definitions'>, snapshot: CaseSnapshot, at: Instant): RulesInForce | undefined {
  const document = deps.definitions.assignmentRules(lawDateOf(at));
  const rule = document === undefined ? undefined : ruleFor(document, snapshot);
  return document === undefined || rule === undefined ? undefined : { document, rule };
}

/** Everybody with a post in the departments of the pool. */
export async function panelOf(deps: Deps, identity: Identity, { loaded, path, world, at }: CaseInHand, { document, rule }: RulesInForce): Promise<Panel> {
  const { snapshot } = loaded;
  const [rows, linkedCases] = await Promise.all([
    deps.assignment.candidates({ tenant: identity.tenant, office: snapshot.office, at }),
    deps.assignment.linkedCases(identity.tenant, snapshot.caseId),
  ]);
  const needed = specialisationsOf(document, snapshot);
  const isNear = (post: Post): boolean => inDepartments(post, rule, snapshot);
  const near = rows.filter(({ facts }) => facts.posts.some(isNear));
  const candidates = near.map((row): Candidate => {
    const { person, posts } = row.facts;
    const isInPool = posts.some((post) => rule.pool.roles.includes(post.role) && isNear(post));
    const bars: Bar[] = [...caseBarsOf(path, snapshot, row.facts, world)];
    if (row.absent) bars.push('absent');
    if (!isInPool) bars.push('not-in-pool');
    return {
      person, bars, linked: linkedCases.filter(({ handler }) => handler === person).map(({ caseId }) => caseId),
      specialisations: needed.filter(({ people = [], departments = [] }) => people.includes(person) || posts.some(({ department = '' }) => departments.includes(department))).map(({ id }) => id),
      openCases: row.open.reduce((sum, { count }) => sum + count, 0), load: loadOf(document, row),
    };
  });
  const members = rankByRule(candidates, rule).map((ranked) => memberOf(ranked, near, rule));
  return { document, rule, members, linkedCases, proposal: proposalOf(members, rule) };
}

function loadOf(document: AssignmentRules, { open }: CandidateRow): number {
  return open.reduce((sum, { path, count }) => sum + count * weightOf(document, path), 0);
}

/** A case without department belongs to the whole office. */
function inDepartments({ department = '' }: Post, { pool }: AssignmentRule, snapshot: CaseSnapshot): boolean {
  return pool.departments.some((word) => word === ANY || word === department || (word === OWN_DEPARTMENT && (snapshot.department === undefined || snapshot.department === department)));
}

function memberOf(ranked: Ranked, rows: readonly CandidateRow[], rule: AssignmentRule): PanelMember {
  const row = rows.find(({ facts }) => facts.person === ranked.person);
  return { ...ranked, name: row?.name ?? '', epoch: row?.epoch ?? 0, tickets: ranked.place === null ? 0 : ticketsFor(rule.tickets, ranked.load) };
}

function proposalOf(members: readonly PanelMember[], rule: AssignmentRule): PersonId | null {
  const eligible = members.filter(({ place }) => place !== null);
  const linkedFirst = rule.criteria.includes('linked-case') ? eligible.find(({ linked }) => linked.length > 0) : undefined;
  const proposed = rule.method === 'rule' ? eligible[0] : rule.method === 'draw' ? linkedFirst : undefined;
  return (proposed?.person ?? null) as PersonId | null;
}

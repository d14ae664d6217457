// In which roles a person stands towards a case: team membership, posts in the office, posts in the superior office.
// A person may have several; an act is done in exactly one. Whether a role suffices is not decided here (see gate).
import type { DelegationId, PersonId } from '@quanze/kernel';
import { isBuiltInRole, type ActorRole } from '../definition/case-path.js';
import { actingAt, type CaseSnapshot, type TeamMember } from './snapshot.js';
import type { Delegation, PersonFacts, Post, World } from './world.js';

/** Role of the authority vocabulary in whose right somebody acts. */
export type AuthorityRole =
  | 'procurator' | 'lead' | 'team_member' | 'assistant' | 'clerk' | 'dept_head' | 'deputy_chief' | 'chief' | 'committee' | 'superior_official' | 'case_mgmt';

export interface Standing {
  readonly role: ActorRole;
  /** Null for office roles that hold no power over cases (inspection, admin) and for the own roles of paths. */
  readonly authority: AuthorityRole | null;
  readonly isHandler: boolean;
  readonly post: Post;
  readonly inPortfolio: boolean;
  /** The handler in whose place the person acts. */
  readonly standsInFor?: PersonId;
}

export interface UsedDelegation {
  readonly id: DelegationId;
  readonly from: PersonId;
}

// Procurators by law, whatever other post they hold (Rules 682): only they can be handlers.
const PROCURATOR_POSTS: readonly string[] = ['procurator', 'dept_head', 'deputy_chief', 'chief'];

/** Whether a person may carry a case in the given team role: the post must be in force in the office of the case. */
export function qualifies(facts: PersonFacts, office: string, role: TeamMember['role']): boolean {
  const wanted = role === 'assistant' || role === 'clerk' ? [role as string] : PROCURATOR_POSTS;
  return facts.posts.some((post) => post.office === office && wanted.includes(post.role));
}

/** All roles of the actor towards the case, strongest tie to the case first.
 *  @param reach `office`: also heads of other departments and support staff of other teams, who have no say in the case unless somebody
 *  asks them by name */
export function standingsOf(snapshot: CaseSnapshot, world: World, reach: 'case' | 'office' = 'case'): readonly Standing[] {
  const { actor } = world;
  const posts = actor.posts.filter((post) => post.office === snapshot.office);
  const standings: Standing[] = [];
  for (const member of actingAt(snapshot, world.at)) {
    if (member.person === actor.person) standings.push(...asTeamMember(member, posts));
  }
  for (const post of posts) {
    const standing = asOfficer(post, snapshot, standings.some((own) => own.isHandler), reach);
    if (standing !== null) standings.push(standing);
  }
  for (const post of actor.posts) {
    if (post.office === world.superiorOffice && (post.role === 'chief' || post.role === 'deputy_chief')) {
      standings.push({ role: 'superior_official', authority: 'superior_official', isHandler: false, post, inPortfolio: false });
    }
  }
  return standings;
}

function asTeamMember(member: TeamMember, posts: readonly Post[]): readonly Standing[] {
  if (member.role === 'assistant' || member.role === 'clerk') {
    const post = posts.find((p) => p.role === member.role);
    return post === undefined ? [] : [{ role: member.role, authority: member.role, isHandler: false, post, inPortfolio: false }];
  }
  const able = posts.filter((p) => PROCURATOR_POSTS.includes(p.role));
  const first = able[0];
  if (first === undefined) return [];
  if (member.role === 'team_member') return [{ role: 'team_member', authority: 'team_member', isHandler: false, post: first, inPortfolio: false }];
  const standIn = member.standsInFor === undefined ? {} : { standsInFor: member.standsInFor };
  const own: Standing = { role: 'handler', authority: member.role === 'lead' ? 'lead' : 'procurator', isHandler: true, post: first, inPortfolio: false, ...standIn };
  // A leader who handles a case in person decides in the right of the higher office as well (responsibility A31).
  const higher = able.filter((p) => p.role === 'chief' || p.role === 'deputy_chief')
    .map((p): Standing => ({ role: 'handler', authority: p.role as AuthorityRole, isHandler: true, post: p, inPortfolio: true, ...standIn }));
  return [own, ...higher];
}

function asOfficer(post: Post, snapshot: CaseSnapshot, handles: boolean, reach: 'case' | 'office'): Standing | null {
  const base = { isHandler: false, post, inPortfolio: false };
  switch (post.role) {
    case 'dept_head':
      // The head of another department has no say (case paths 0.1).
      // A head who handles the case stays its handler in this post too: the list keeps such a head from the review (Rules 6).
      return reach === 'office' || post.department === snapshot.department ? { ...base, role: 'dept_head', authority: 'dept_head', isHandler: handles } : null;
    case 'deputy_chief':
      return { ...base, role: 'deputy_chief', authority: 'deputy_chief', inPortfolio: snapshot.department !== undefined && (post.portfolio ?? []).includes(snapshot.department) };
    case 'committee_member':
      return { ...base, role: 'committee_member', authority: null };
    case 'inspection':
    case 'admin':
      return { ...base, role: post.role, authority: null };
    case 'assistant':
    case 'clerk':
      // Support staff act only in cases whose team they belong to; elsewhere they answer what they are asked by name, as with a copy to read.
      return reach === 'office' ? { ...base, role: post.role, authority: null } : null;
    case 'procurator':
    case 'chief':
    case 'case_mgmt':
      return { ...base, role: post.role, authority: post.role as AuthorityRole };
    default:
      // A word that only paths declare. One of the words that stand for a tie to the case is no post, whoever wrote it there.
      return isBuiltInRole(post.role) ? null : { ...base, role: post.role, authority: null };
  }
}

/** The delegation that covers a power in this case, if any; the narrowest first. */
export function delegationFor(world: World, snapshot: CaseSnapshot, power: string): Delegation | undefined {
  const fits = world.actor.delegations.filter((d) => d.office === snapshot.office
    && (d.powers.includes('*') || d.powers.includes(power))
    && (d.paths === undefined || d.paths.includes(snapshot.path))
    && (d.departments === undefined || (snapshot.department !== undefined && d.departments.includes(snapshot.department))));
  return fits.find((d) => !d.powers.includes('*')) ?? fits[0];
}

// The team of a case: who becomes handler, member or support staff, who leaves, and who stands in for the handler for a time. Periods are
// half-open and never rewritten once they have begun: responsibility is divided by them. What is not here: recusal and bars (`effects.ts`).
import { endOfLawDate, lawDateOf, ok, refused, startOfLawDate, type Instant, type JsonObject, type LocalDate, type PersonId, type Result } from '@quanze/kernel';
import { refuseUnselected } from './selected.js';
import { handlerAt, isHandlerRole, teamAt, type CaseSnapshot, type TeamMember } from './snapshot.js';
import { qualifies } from './standing.js';
import type { PersonFacts, World } from './world.js';

type Team = Pick<CaseSnapshot, 'team'>;
type Case = Pick<CaseSnapshot, 'office' | 'team' | 'recusals' | 'bars' | 'draws'>;

/** Gives a case without a handler to one. Refuses `TEAM.HANDLER_IN_PLACE`, as `joinTeam`, and what `refuseUnselected` refuses. */
export function assignHandler(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, payload: JsonObject, world: World): Result<Team> {
  if (handlerAt(snapshot, world.at) !== undefined) return refused('TEAM.HANDLER_IN_PLACE', {});
  return addHandler(snapshot, person, facts, payload, world);
}

/** Gives a case to another handler; a substitution ends with the handler it was made for. An ordered recusal leaves the case without a
 *  handler, and the same act fills the gap. Refuses as `assignHandler`, and `TEAM.ALREADY_MEMBER`. */
export function reassignHandler(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, payload: JsonObject, world: World): Result<Team> {
  const current = handlerAt(snapshot, world.at);
  if (current?.person === person) return refused('TEAM.ALREADY_MEMBER', { person });
  const team = current === undefined ? snapshot.team : endPeriods(snapshot.team, world.at, (member) => isPermanent(member, current.person) || member.standsInFor === current.person);
  return addHandler({ ...snapshot, team }, person, facts, payload, world);
}

/** Brings somebody into the team. Refuses `PERSON.UNKNOWN`, `TEAM.NOT_QUALIFIED`, `TEAM.BARRED`, `TEAM.ALREADY_MEMBER`. */
export function joinTeam(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, role: TeamMember['role'], world: World): Result<Team> {
  const qualified = refuseUnqualified(snapshot, person, facts, role);
  if (qualified !== null) return qualified;
  if (teamAt(snapshot, world.at).some((member) => isPermanent(member, person))) return refused('TEAM.ALREADY_MEMBER', { person });
  return ok({ team: [...snapshot.team, { person, role, from: world.at }] });
}

/** Takes a member out of the team. Refuses `TEAM.NOT_A_MEMBER`, `TEAM.HANDLER_IN_PLACE`. */
export function leaveTeam(snapshot: Team, person: PersonId, at: Instant): Result<Team> {
  const member = teamAt(snapshot, at).find((each) => isPermanent(each, person));
  if (member === undefined) return refused('TEAM.NOT_A_MEMBER', { person });
  return isHandlerRole(member.role) ? refused('TEAM.HANDLER_IN_PLACE', {}) : ok({ team: endPeriods(snapshot.team, at, (each) => isPermanent(each, person)) });
}

/** The team without a person, whatever that person did in it. Nobody stands in for, or is stood in for by, somebody who is gone. */
export function removeFromTeam(team: CaseSnapshot['team'], person: PersonId, at: Instant): CaseSnapshot['team'] {
  return endPeriods(team, at, (member) => member.person === person || member.standsInFor === person);
}

/** Lets somebody stand in for the handler from the beginning of one day to the end of another; a day that has begun counts from now. Who
 *  stands in needs everything a handler needs. Refuses `TEAM.NO_HANDLER`, `TEAM.SUBSTITUTION_DATES`, `TEAM.SUBSTITUTE_IN_PLACE`, and as
 *  `joinTeam`; a member of the team may stand in.   @source 组织法 28; 规则 8 */
export function substituteHandler(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, period: { readonly from: LocalDate; readonly until: LocalDate; readonly alone: boolean }, world: World): Result<Team> {
  const handler = handlerAt(snapshot, world.at);
  if (handler === undefined) return refused('TEAM.NO_HANDLER', {});
  if (handler.person === person) return refused('TEAM.ALREADY_MEMBER', { person });
  const unqualified = refuseUnqualified(snapshot, person, facts, handler.role);
  if (unqualified !== null) return unqualified;
  const today = lawDateOf(world.at);
  if (period.until < today || period.until < period.from) return refused('TEAM.SUBSTITUTION_DATES', { from: period.from, until: period.until });
  const from = period.from <= today ? world.at : startOfLawDate(period.from);
  const until = endOfLawDate(period.until);
  const other = snapshot.team.find((member) => member.standsInFor !== undefined && member.from < until && (member.until === undefined || from < member.until));
  if (other !== undefined) return refused('TEAM.SUBSTITUTE_IN_PLACE', { person: other.person, from: other.from, until: other.until ?? '' });
  return ok({ team: [...snapshot.team, { person, role: handler.role, from, until, standsInFor: handler.person, ...(period.alone ? { alone: true } : {}) }] });
}

/** Ends what is left of a person's substitutions. Refuses `TEAM.NOT_A_SUBSTITUTE` when nothing is left. */
export function endSubstitution(snapshot: Team, person: PersonId, at: Instant): Result<Team> {
  const isLeft = ({ standsInFor, until, ...member }: TeamMember): boolean => member.person === person && standsInFor !== undefined && (until === undefined || at < until);
  return snapshot.team.some(isLeft) ? ok({ team: endPeriods(snapshot.team, at, isLeft) }) : refused('TEAM.NOT_A_SUBSTITUTE', { person });
}

/** Ends periods that are not over. One that has not begun leaves no trace in the team; the journal has it. */
function endPeriods(team: CaseSnapshot['team'], at: Instant, ends: (member: TeamMember) => boolean): CaseSnapshot['team'] {
  return team.flatMap((member) => {
    if (!ends(member) || (member.until !== undefined && member.until <= at)) return [member];
    return member.from > at ? [] : [{ ...member, until: at }];
  });
}

function isPermanent(member: TeamMember, person: PersonId): boolean {
  return member.person === person && member.standsInFor === undefined;
}

function refuseUnqualified(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, role: TeamMember['role']): Result<never> | null {
  if (facts === undefined) return refused('PERSON.UNKNOWN', { person });
  if (!qualifies(facts, snapshot.office, role)) return refused('TEAM.NOT_QUALIFIED', { person, role }, 'Org 28; Rules 5');
  const isRecused = snapshot.recusals.some((recusal) => recusal.person === person && recusal.state !== 'rejected');
  return isRecused || snapshot.bars.some((bar) => bar.person === person) ? refused('TEAM.BARRED', { person }, 'CPL 29–32; Rules 24–36') : null;
}

/** Who could become handler and is not the one selected is told so last. */
function addHandler(snapshot: Case, person: PersonId, facts: PersonFacts | undefined, payload: JsonObject, world: World): Result<Team> {
  const added = joinTeam(snapshot, person, facts, payload['asLead'] === true ? 'lead' : 'handler', world);
  const unselected = added.ok ? refuseUnselected(snapshot, person, world) : null;
  return unselected === null ? added : { ok: false, refusal: unselected };
}

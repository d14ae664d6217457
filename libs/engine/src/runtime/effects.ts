// Built-in effects: the team of the case, recusal, participation bars. They change who may act; nothing else in an act can.
import { ok, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import type { BuiltInEffect } from '../definition/case-path.js';
import { refuseUnselected } from './selected.js';
import type { CaseSnapshot, TeamMember } from './snapshot.js';
import { qualifies } from './standing.js';
import type { World } from './world.js';

type Team = Pick<CaseSnapshot, 'team' | 'recusals' | 'bars'>;

/** Applies an effect. Refuses `PERSON.UNKNOWN`, `TEAM.NOT_QUALIFIED`, `TEAM.BARRED`, `TEAM.ALREADY_MEMBER`, `TEAM.NOT_A_MEMBER`,
 *  `TEAM.HANDLER_IN_PLACE`, `RECUSAL.NOT_REQUESTED`; for handlers also `TEAM.NOT_DRAWN`, `TEAM.DRAW_REQUIRED`, `TEAM.AGAINST_RULE`. */
export function applyEffect(effect: BuiltInEffect, snapshot: CaseSnapshot, payload: JsonObject, world: World): Result<Team> {
  const team: Team = { team: snapshot.team, recusals: snapshot.recusals, bars: snapshot.bars };
  const person = fieldOf(effect.person, payload) as PersonId | undefined;
  if (person === undefined) return refused('PERSON.UNKNOWN', { field: effect.person });
  const facts = person === world.actor.person ? world.actor : world.named.get(person);
  switch (effect.kind) {
    case 'assign-handler':
      return isHandled(team, world) ? refused('TEAM.HANDLER_IN_PLACE', {}) : addHandler(team, snapshot, person, facts, payload, world);
    case 'reassign-handler': {
      const current = team.team.find((m) => isInPlace(m, world) && isHandlerRole(m.role));
      if (current?.person === person) return refused('TEAM.ALREADY_MEMBER', { person });
      // An ordered recusal leaves the case without a handler; the same act fills the gap.
      const without = current === undefined ? team : remove(team, current.person, world);
      return addHandler(without, snapshot, person, facts, payload, world);
    }
    case 'join-team':
      return addMember(team, snapshot, person, facts, teamRoleOf(fieldOf(effect.role, payload) ?? effect.role), world);
    case 'leave-team': {
      const member = team.team.find((m) => m.person === person && isInPlace(m, world));
      if (member === undefined) return refused('TEAM.NOT_A_MEMBER', { person });
      return isHandlerRole(member.role) ? refused('TEAM.HANDLER_IN_PLACE', {}) : ok(remove(team, person, world));
    }
    case 'request-recusal':
      return requestRecusal(team, person, facts !== undefined, world);
    case 'order-recusal':
      return orderRecusal(team, person, fieldOf(effect.granted, payload), world);
    case 'bar-person':
      return ok({ ...team, bars: [...team.bars.filter((b) => b.person !== person), { person, reason: effect.reason }] });
  }
}

function fieldOf(text: string, payload: JsonObject): string | boolean | undefined {
  const value = text.startsWith('payload.') ? payload[text.slice('payload.'.length)] : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

function roleOf(payload: JsonObject): TeamMember['role'] {
  return payload['asLead'] === true ? 'lead' : 'handler';
}

function teamRoleOf(value: string | boolean): TeamMember['role'] {
  return value === 'assistant' || value === 'clerk' ? value : 'team_member';
}

function isHandlerRole(role: TeamMember['role']): boolean {
  return role === 'handler' || role === 'lead';
}

function isInPlace(member: TeamMember, world: World): boolean {
  return member.from <= world.at && (member.until === undefined || world.at < member.until);
}

function isHandled(team: Team, world: World): boolean {
  return team.team.some((member) => isInPlace(member, world) && isHandlerRole(member.role));
}

function addMember(team: Team, snapshot: CaseSnapshot, person: PersonId, facts: World['actor'] | undefined, role: TeamMember['role'], world: World): Result<Team> {
  if (facts === undefined) return refused('PERSON.UNKNOWN', { person });
  if (!qualifies(facts, snapshot.office, role)) return refused('TEAM.NOT_QUALIFIED', { person, role }, 'Org 28; Rules 5');
  const isRecused = team.recusals.some((r) => r.person === person && r.state !== 'rejected');
  if (isRecused || team.bars.some((b) => b.person === person)) return refused('TEAM.BARRED', { person }, 'CPL 29–32; Rules 24–36');
  if (team.team.some((m) => m.person === person && isInPlace(m, world))) return refused('TEAM.ALREADY_MEMBER', { person });
  return ok({ ...team, team: [...team.team, { person, role, from: world.at }] });
}

/** Who could become handler and is not the one selected is told so last. */
function addHandler(team: Team, snapshot: CaseSnapshot, person: PersonId, facts: World['actor'] | undefined, payload: JsonObject, world: World): Result<Team> {
  const added = addMember(team, snapshot, person, facts, roleOf(payload), world);
  const unselected = added.ok ? refuseUnselected(snapshot, person, world) : null;
  return unselected === null ? added : { ok: false, refusal: unselected };
}

function remove(team: Team, person: PersonId, world: World): Team {
  return { ...team, team: team.team.map((m) => (m.person === person && isInPlace(m, world) ? { ...m, until: world.at } : m)) };
}

function requestRecusal(team: Team, person: PersonId, isKnown: boolean, world: World): Result<Team> {
  if (!isKnown) return refused('PERSON.UNKNOWN', { person });
  if (team.recusals.some((r) => r.person === person && r.state !== 'rejected')) return refused('RECUSAL.ALREADY_REQUESTED', { person });
  return ok({ ...team, recusals: [...team.recusals, { person, state: 'requested', requestedAt: world.at }] });
}

/** An ordered recusal takes the person out of the team at once; acts already done keep until their validity is decided. */
function orderRecusal(team: Team, person: PersonId, granted: string | boolean | undefined, world: World): Result<Team> {
  const isPending = team.recusals.some((r) => r.person === person && r.state === 'requested');
  // The chief or the committee may order it without a request as well (Rules 31).
  if (!isPending && granted !== true) return refused('RECUSAL.NOT_REQUESTED', { person }, 'Rules 31');
  const decided = { person, state: granted === true ? 'ordered' : 'rejected', decidedAt: world.at } as const;
  const recusals = isPending
    ? team.recusals.map((r) => (r.person === person && r.state === 'requested' ? { ...r, ...decided } : r))
    : [...team.recusals, { requestedAt: world.at, ...decided }];
  const next = { ...team, recusals };
  return ok(granted === true ? remove(next, person, world) : next);
}

// What a record amounts to before any rule is applied: who handles, who in fact decided, inside authority or not, in which real role,
// who should have decided. What is not here: the areas anybody answers for.
import type { Assistant, DecisionFacts, Person } from './record.js';
import type { Capacity } from './vocabulary.js';

export interface Situation {
  readonly record: DecisionFacts;
  /** Everybody who carries or carried the case: the lead first, then the handlers and members. */
  readonly handlers: readonly Person[];
  /** The lead of a team, otherwise the present handler. */
  readonly principal: Person;
  /** The one person who in fact decided; null when the committee did. */
  readonly decider: Person | null;
  readonly deciderHandles: boolean;
  readonly outside: boolean;
  /** Capacity of the `decision` row of the decider; null where nobody decided alone. */
  readonly deciderCapacity: Capacity | null;
  /** Who lawfully should have decided, where another one decided and the record names that person; more than one only where a record
   *  says of several people that they are the chief. */
  readonly legalDeciders: readonly Person[];
  /** The delegation or the list had ended before the act; it ended after the act. */
  readonly lapsed: boolean;
  readonly endedAfter: boolean;
  /** Everybody with a committee vote. */
  readonly voters: readonly Person[];
}

/** Derives the situation of a record that `readRecord` accepted. */
export function situationOf(record: DecisionFacts): Situation {
  const team = record.org === 'team';
  const principal = team && record.lead !== null ? record.lead : record.handler;
  const handlers = unique([principal, record.handler, ...record.handlers.map(({ person }) => person), ...record.members]);
  const { level, decider } = record;
  const deciderHandles = decider !== null && handlers.includes(decider);
  const own = level === 'procurator' && decider !== null && (team ? decider === principal : deciderHandles);
  const lapsed = hasLapsed(record, deciderHandles);
  const outside = decider !== null
    && (record.outsideRole !== false || lapsed || (level === 'procurator' && !own) || isOfAnotherPost(record, decider) || isUnwrittenOrder(record));
  const base = { record, handlers, principal, decider, deciderHandles, outside, lapsed };
  return {
    ...base,
    deciderCapacity: decider === null ? null : outside ? realRoleOf(base, decider) : levelCapacity(record, decider, team),
    legalDeciders: outside ? legalDecidersOf(base) : [],
    endedAfter: !lapsed && ((record.delegation === 'in_force_at_act' && (level === 'procurator' || level === 'chief')) || (level === 'procurator' && record.listChange === 'after')),
    voters: unique([...record.votes.map(({ person }) => person), ...(level === 'committee' && decider !== null && !outside ? [decider] : [])]),
  };
}

/** A delegation that was not in force, or a list changed before the act. A chief needs neither: whoever is said to be the chief, or
 *  decides a case of his or her own at that level, is not concerned. The list binds procurators only. @source 人民检察院组织法 29 */
function hasLapsed(record: DecisionFacts, deciderHandles: boolean): boolean {
  const { level, decider } = record;
  if (decider === null || statedRole(record, decider) === 'chief') return false;
  if (level === 'procurator') return record.delegation === 'none' || record.listChange === 'before';
  return level === 'chief' && record.delegation === 'none' && !deciderHandles;
}

/** Somebody whose post never decides stands as decider at the chief's level. A head whom a recorded delegation covers holds another
 *  post beside it; no delegation makes support staff or case management decide. @source 人民检察院刑事诉讼规则 6; 人民检察院组织法 43-44 */
function isOfAnotherPost(record: DecisionFacts, decider: Person): boolean {
  if (record.level !== 'chief') return false;
  const helps = record.assistants.some(({ person }) => person === decider);
  const post = statedRole(record, decider) ?? (helps ? 'assistant' : null);
  if (post === 'dept_head') return record.delegation !== 'in_force' && record.delegation !== 'in_force_at_act';
  return post === 'assistant' || post === 'clerk' || post === 'case_mgmt';
}

/** The superior decides in writing or not at all. @source 人民检察院组织法 24 */
function isUnwrittenOrder({ level, decider, instruction }: DecisionFacts): boolean {
  return level === 'superior' && instruction !== null && instruction.by === decider && instruction.form === 'oral';
}

/** Whether somebody of the support staff did anything on own account against direction, truth or completeness. */
export function deviates(record: DecisionFacts, person: Person): boolean {
  return record.assistants.some((each) => each.person === person && each.deviation !== null);
}

/** The capacity in which somebody decided with authority. */
function levelCapacity(record: DecisionFacts, decider: Person, team: boolean): Capacity | null {
  // In the committee nobody decides alone: the chair has a vote like every member.
  if (record.level === 'committee') return null;
  if (record.level === 'procurator') return team ? 'lead' : 'procurator';
  if (record.level === 'superior') return 'superior_official';
  const role = statedRole(record, decider);
  if (role === 'chief' || role === 'deputy_chief') return role;
  return record.delegation === 'in_force' || record.delegation === 'in_force_at_act' ? 'deputy_chief' : 'chief';
}

type Base = Pick<Situation, 'record' | 'handlers' | 'principal' | 'decider' | 'deciderHandles'>;

// Where nothing says who the person is: another procurator, a deputy where the chief decides, the chief where the committee does.
const UNSTATED_ROLE = { procurator: 'procurator', chief: 'deputy_chief', committee: 'chief', superior: 'superior_official' } as const;

/** The real role of a person, for somebody who acted outside authority. */
function realRoleOf(base: Base, person: Person): Capacity {
  const { record } = base;
  if (typeof record.outsideRole === 'string') return record.outsideRole;
  if (base.handlers.includes(person)) return handlingCapacity(base, person);
  return roleIn(record, person) ?? UNSTATED_ROLE[record.level];
}

function legalDecidersOf({ record, principal, decider }: Base): readonly Person[] {
  if (record.level === 'procurator' && principal !== decider) return [principal];
  if (record.level !== 'procurator' && record.level !== 'chief') return [];
  const named = [record.reviews.map(({ by }) => by), record.votes.map(({ person }) => person), record.findings.map(({ person }) => person), [record.signer?.person, record.instruction?.by]];
  return unique(named.flat().filter((person): person is Person => typeof person === 'string' && person !== decider && statedRole(record, person) === 'chief'));
}

/** The capacity of a handler: lead or member in a team, procurator otherwise, whatever post the person holds. */
export function handlingCapacity({ record, principal }: Pick<Situation, 'record' | 'principal'>, person: Person): Capacity {
  if (record.org === 'sole') return 'procurator';
  return person === principal ? 'lead' : 'team_member';
}

/** The role that the record states for a person in so many words, findings first. */
export function statedRole(record: DecisionFacts, person: Person): Capacity | null {
  const found = record.findings.find((finding) => finding.person === person && finding.role !== null)?.role
    ?? record.reviews.find(({ by }) => by === person)?.role
    ?? record.votes.find((vote) => vote.person === person)?.role;
  if (found !== undefined && found !== null) return found;
  if (record.instruction?.by === person && record.instruction.role !== null) return record.instruction.role;
  return record.signer?.person === person ? record.signer.role : null;
}

/** As `statedRole`, and else what follows from the place in which the person is named; null when that says nothing. */
export function roleIn(record: DecisionFacts, person: Person): Capacity | null {
  const stated = statedRole(record, person);
  if (stated !== null) return stated;
  const assistant = record.assistants.find((each) => each.person === person);
  if (assistant !== undefined) return taskCapacity(assistant);
  return record.alerts.some(({ raisedBy }) => raisedBy === person) ? 'case_mgmt' : null;
}

export function taskCapacity(assistant: Assistant): Capacity {
  return assistant.kind === 'clerk' ? 'clerk' : 'assistant';
}

export function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)];
}

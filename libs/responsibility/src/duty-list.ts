// The duty list (职责清单): for every role what it has to do, beside the power list that says what it may decide. One entry says what is
// included, what is not, who is next, by which area one answers for it, and how often or until when. What is not here: the power list
// (`@quanze/authority`), reading a document and checking it against a power list (`@quanze/definitions`).
import type { Label, SourceStatus } from '@quanze/kernel';
import type { Area, Capacity } from './vocabulary.js';

/** Whose duties: the capacities of attribution, and two more. `everyone` is every worker of the procuratorate. */
export const DUTY_ROLES = [
  'procurator', 'lead', 'team_member', 'assistant', 'clerk', 'dept_head', 'deputy_chief', 'chief', 'committee_member', 'superior_official',
  'case_mgmt', 'appraiser', 'adviser', 'signer', 'inspection', 'everyone',
] as const;
export type DutyRole = (typeof DUTY_ROLES)[number];

/** What kind of act the duty is. */
export const DUTY_KINDS = ['handle', 'decide', 'vote', 'review', 'propose', 'support', 'check', 'manage', 'supervise', 'instruct', 'record', 'advise', 'sign'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Kinds that exercise a power of the power list; the others may name one that somebody else exercises. */
export const EXERCISING: readonly DutyKind[] = ['decide', 'vote', 'review', 'check', 'manage', 'instruct', 'sign'];

/** Capacities in which acts are done on a case. The engine acts in the same ones; the tests of the definitions hold the two lists together. */
export const ACT_CAPACITIES = ['handle', 'advise', 'review', 'decide', 'vote', 'consent', 'sign', 'instruct', 'supervise', 'record'] as const;
export type ActCapacity = (typeof ACT_CAPACITIES)[number];

export const RHYTHMS = ['case', 'document', 'day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;

/** How often, or until when: exactly one of the two. */
export type DutyPeriod =
  | { readonly every: (typeof RHYTHMS)[number] }
  /** Id of a deadline rule. */
  | { readonly within: string };

export interface Duty {
  readonly id: string;
  readonly label: Label;
  readonly kind: DutyKind;
  /** Area of attribution in which one answers for it; without it one answers for nothing. */
  readonly area?: Area;
  /** Powers it exercises: ids, or `prefix.*` for all below it that the power list gives to the role. */
  readonly powers?: readonly string[];
  /** Acts of the role in these capacities are done under this duty, unless they exercise a power or name a duty of their own. */
  readonly capacities?: readonly ActCapacity[];
  readonly includes: Label;
  readonly excludes: Label;
  /** Who takes over where this duty ends. */
  readonly next: DutyRole;
  readonly documents?: readonly string[];
  readonly period?: DutyPeriod;
  readonly source: string;
  readonly status: SourceStatus;
}

export interface RoleDuties {
  readonly label: Label;
  readonly duties: readonly Duty[];
  /** Duties of supervising and managing others: a track of their own in attribution. */
  readonly supervision: readonly Duty[];
}

export interface DutyList {
  readonly kind: 'duty-list';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
  readonly effectiveFrom: string;
  /** Null for a list that is not one province's own. */
  readonly province: string | null;
  /** The power list beside which it stands. */
  readonly powerList: { readonly id: string; readonly version: string };
  readonly roles: Readonly<Partial<Record<DutyRole, RoleDuties>>>;
}

/** Whether a duty speaks of a power, and how closely: longer is closer, -1 not at all. */
export function fitOf(duty: Duty, power: string): number {
  return Math.max(-1, ...(duty.powers ?? []).filter((pattern) => coversPower(pattern, power)).map(({ length }) => length));
}

/** Whether a word of `powers` covers a power. */
export function coversPower(pattern: string, power: string): boolean {
  return pattern.endsWith('.*') ? power.startsWith(pattern.slice(0, -1)) : pattern === power;
}

// In these areas one answers for the use of the very power; in the others for work on the case, whatever power it led to.
const POWER_AREAS: readonly string[] = ['decision', 'vote', 'review'];

/** The entry by which a row of attribution is borne: of the duties of that role in that area the one closest to the power, of equals the
 *  first. Null where the list has none. The same list says what one has to do and what one answers by. @param power null: not known */
export function dutyBehind(list: DutyList, row: BorneRow, power: string | null): Duty | null {
  return entryBehind(list, row, power)?.duty ?? null;
}

/** What of a row of attribution says under which duty it is borne. */
export interface BorneRow {
  readonly capacity: Capacity;
  readonly area: Area | '';
}

/** The same with the role in whose duties it stands. */
export function entryBehind(list: DutyList, row: BorneRow, power: string | null): DutyEntry | null {
  // An interferer acts outside any duty.
  const roles: readonly DutyRole[] = [...(row.capacity === 'interferer' ? [] : [row.capacity]), ...(row.area === 'recording' ? ['everyone' as const] : [])];
  const entries = roles.flatMap((role) => [...(list.roles[role]?.duties ?? []), ...(list.roles[role]?.supervision ?? [])].map((duty): DutyEntry => ({ role, duty })));
  const fit = ({ duty }: DutyEntry): number => (power === null ? 0 : fitOf(duty, power));
  const fits = (entry: DutyEntry): boolean => power === null || entry.duty.powers === undefined || !POWER_AREAS.includes(row.area) || fit(entry) >= 0;
  const candidates = entries.filter((entry) => (entry.duty.area ?? '') === row.area && fits(entry));
  return candidates.reduce<DutyEntry | null>((best, entry) => (best === null || fit(entry) > fit(best) ? entry : best), null);
}

/** An entry of a duty list. */
export interface DutyEntry {
  readonly role: DutyRole;
  readonly duty: Duty;
}

/** How a journal entry and a row of attribution name a duty: its id is one only within its role. */
export function citedAs({ role, duty }: DutyEntry): string {
  return `${role}/${duty.id}`;
}

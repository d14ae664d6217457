// The rules of assignment as a document: by which method a case finds its procurator, out of which pool, in which order of criteria, and
// what may be done against them. What is not here: the schema of the document (`@quanze/definitions`) and ranking (`rank.ts`).
import { refused, type Label, type LocalDate, type Refusal, type SourceStatus } from '@quanze/kernel';

/** `rule`: whom the criteria put first; `draw`: by lot; `manual`: a person says. */
export const METHODS = ['rule', 'draw', 'manual'] as const;
export type Method = (typeof METHODS)[number];

/** `linked-case`: carried a linked case of the same proceedings (Rules 8); `specialisation`: trained for this kind; `workload`: the least load. */
export const CRITERIA = ['linked-case', 'specialisation', 'workload'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What may be done against the method: `free`: whoever may assign names anybody who qualifies; `chief-with-reasons`: the chief only, in
 *  writing; `never`. What a draw has chosen binds under all three. */
export const MANUALS = ['free', 'chief-with-reasons', 'never'] as const;
export type Manual = (typeof MANUALS)[number];

/** Posts whose holders are procurators by law. */
export const POOL_ROLES = ['procurator', 'dept_head', 'deputy_chief', 'chief'] as const;

/** Stands for the department of the case. */
export const OWN_DEPARTMENT = 'own';
const ANY = '*';
const SPECIAL_SUFFIX = '.*';

export interface PathWeight {
  /** Id of a case path, a prefix ending in `.*`, or `*`. */
  readonly path: string;
  /** What one open case of it weighs, 1..100. */
  readonly weight: number;
}

/** A special knowledge, the cases that need it and the people who have it. */
export interface Specialisation {
  readonly id: string;
  readonly label: Label;
  /** Case paths as in `PathWeight`; absent = all. */
  readonly paths?: readonly string[];
  /** The case needs it when this fact has one of these values; absent = always. */
  readonly fact?: { readonly name: string; readonly values: readonly (string | boolean)[] };
  readonly departments?: readonly string[];
  readonly people?: readonly string[];
}

/** Tickets of who carries at most so much; the last step names no load. */
export interface TicketStep {
  readonly loadMax?: number;
  /** 1..100. */
  readonly tickets: number;
}

export interface AssignmentRule {
  readonly id: string;
  /** Id of an office, or `*`. */
  readonly office: string;
  readonly path: string;
  readonly department: string;
  readonly method: Method;
  readonly pool: { readonly roles: readonly string[]; readonly departments: readonly string[] };
  readonly criteria: readonly Criterion[];
  readonly tickets: readonly TicketStep[];
  /** Who carries so many open cases gets no further one; absent = no limit. */
  readonly openCasesMax?: number;
  readonly manual: Manual;
  readonly source?: string;
}

export interface AssignmentRules {
  readonly kind: 'assignment-rules';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
  readonly effectiveFrom: LocalDate;
  readonly weights: readonly PathWeight[];
  readonly specialisations: readonly Specialisation[];
  /** The first that fits holds. */
  readonly rules: readonly AssignmentRule[];
}

/** What is asked about a case. */
export interface CaseFacts {
  readonly office: string;
  readonly path: string;
  readonly department?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The rule for a case: the first that fits. A checked document has one for every case. */
export function ruleFor(rules: AssignmentRules, of: CaseFacts): AssignmentRule | undefined {
  return rules.rules.find((rule) => covers(rule.office, of.office) && covers(rule.path, of.path) && covers(rule.department, of.department ?? ''));
}

/** What one open case of a path weighs. */
export function weightOf(rules: Pick<AssignmentRules, 'weights'>, path: string): number {
  return rules.weights.find((row) => covers(row.path, path))?.weight ?? 1;
}

/** Special knowledge that a case needs. */
export function specialisationsOf(rules: Pick<AssignmentRules, 'specialisations'>, of: CaseFacts): readonly Specialisation[] {
  return rules.specialisations.filter(({ paths, fact }) => (paths === undefined || paths.some((path) => covers(path, of.path)))
    && (fact === undefined || fact.values.includes(of.facts[fact.name] as string | boolean)));
}

/** Tickets of somebody with a load. */
export function ticketsFor(steps: readonly TicketStep[], load: number): number {
  return steps.find(({ loadMax }) => loadMax === undefined || load <= loadMax)?.tickets ?? 1;
}

/** What a schema cannot say. Refuses `ASSIGNMENT_RULES.DUPLICATE_ID`, `.NEVER_REACHED` (an entry before it fits all it fits),
 *  `.NO_REST` (the last entry must fit every case), `.STEPS_DISORDERED` (of tickets). `path` is a JSON Pointer. */
export function checkAssignmentRules(document: AssignmentRules): readonly Refusal[] {
  const found: Refusal[] = [];
  const note = (code: string, path: string): number => found.push(refused(code, { path }).refusal);
  document.rules.forEach((rule, index) => {
    const before = document.rules.slice(0, index);
    if (before.some(({ id }) => id === rule.id)) note('ASSIGNMENT_RULES.DUPLICATE_ID', `/rules/${index}/id`);
    if (before.some((other) => coversRule(other, rule))) note('ASSIGNMENT_RULES.NEVER_REACHED', `/rules/${index}`);
    if (!isOrdered(rule.tickets)) note('ASSIGNMENT_RULES.STEPS_DISORDERED', `/rules/${index}/tickets`);
  });
  document.specialisations.forEach(({ id }, index) => {
    if (document.specialisations.slice(0, index).some((other) => other.id === id)) note('ASSIGNMENT_RULES.DUPLICATE_ID', `/specialisations/${index}/id`);
  });
  document.weights.forEach(({ path }, index) => {
    if (document.weights.slice(0, index).some((other) => covers(other.path, path))) note('ASSIGNMENT_RULES.NEVER_REACHED', `/weights/${index}`);
  });
  const last = document.rules.at(-1);
  if (last === undefined || ![last.office, last.path, last.department].every((word) => word === ANY)) note('ASSIGNMENT_RULES.NO_REST', '/rules');
  return found;
}

function coversRule(a: AssignmentRule, b: AssignmentRule): boolean {
  return covers(a.office, b.office) && covers(a.path, b.path) && covers(a.department, b.department);
}

/** Steps rise and end with one for every load. */
function isOrdered(steps: readonly TicketStep[]): boolean {
  return steps.every(({ loadMax }, index) => (index === steps.length - 1 ? loadMax === undefined : loadMax !== undefined && loadMax > (steps[index - 1]?.loadMax ?? -1)));
}

/** Whether a pattern covers a value, or everything another pattern covers. */
function covers(pattern: string, value: string): boolean {
  if (pattern === ANY || pattern === value) return true;
  return pattern.endsWith(SPECIAL_SUFFIX) && value.startsWith(pattern.slice(0, -1));
}

// Parts that case paths and approval flows have in common: conditions, facts, payload fields, clock effects, tasks, key points.
import {
  ACTOR_ROLES, CAPACITIES, type ClockEffect, type Condition, type DocumentDeclaration, type FactDeclaration, type FactType,
  type FieldDeclaration, type FieldType, type KeyPoint, type TaskDeclaration,
} from '@quanze/engine';
import {
  EXPRESSION_LENGTH_MAX, flag, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, ROLES_MAX, SOURCE, SOURCE_ID, text, unionByKey, whole, word, wordsOf, type Schema,
} from './parts.js';

const FACT_TYPES = wordsOf<FactType>({ boolean: true, integer: true, enum: true, date: true, text: true, list: true });
const FIELD_TYPES = wordsOf<FieldType>({ boolean: true, integer: true, enum: true, date: true, text: true, list: true, person: true, people: true, file: true, files: true });
const VERBS = wordsOf<TaskDeclaration['verb']>({ handle: true, review: true, decide: true, vote: true, answer: true, sign: true, record: true, watch: true });
const NUMBER_LIMIT = 1_000_000_000;

export const ROLE = oneOfWords(ACTOR_ROLES, 'Role in the case or in the office.');
/** Where a path may name its own roles as well; which there are is a rule (`role-unknown`). */
export const ROLE_WORD = word(PATTERNS.name, 'Role in the case or in the office, or a role of the path.');
export const ROLE_WORDS = (description: string): Schema => listOf(ROLE_WORD, description, { max: ROLES_MAX, unique: true });
export const CAPACITY = oneOfWords(CAPACITIES, 'In what capacity the person acts.');
export const EXPRESSION = text('FEEL expression over declared facts.', EXPRESSION_LENGTH_MAX);
export const SHORT_TEXT = text('Short text.', 200);
const VALUES = listOf(SHORT_TEXT, 'Allowed values (of an enum) or members (of a list).', { min: 1, unique: true });
const NUMBER = (description: string): Schema => whole(-NUMBER_LIMIT, NUMBER_LIMIT, description);
const CLOCK_NAME = word(PATTERNS.name, 'A clock of this path.');

/** A value of a fact: a short text, number, flag, nothing, or a list of texts. */
const factValue = (description: string): Schema => ({
  type: ['string', 'number', 'boolean', 'null', 'array'], description, maxLength: 200, items: { type: 'string', maxLength: 200 }, maxItems: 100,
});

type StartEffect = Extract<ClockEffect, { readonly start: string }>;
type SatisfyEffect = Extract<ClockEffect, { readonly satisfy: string }>;
type StopEffect = Extract<ClockEffect, { readonly stop: string }>;
type EventEffect = Extract<ClockEffect, { readonly event: string }>;

/** @param role who may be asked: a path has roles of its own, a flow serves every path */
export function task(role: Schema): Schema {
  return mirror<TaskDeclaration>('Task shown to a person while the state is active.', {
    verb: must(oneOfWords(VERBS, 'What the person is asked to do.')),
    by: must(role),
    clock: may(word(PATTERNS.name, 'Clock whose end is the due date.')),
  });
}

export const SHARED_DEFINITIONS = {
  condition: mirror<Condition>('A condition that must be exactly true, and what to tell the person when it is not.', {
    if: must(EXPRESSION),
    else: must(ref('label')),
    source: may(SOURCE),
  }),
  fact: mirror<FactDeclaration>('A declared fact of the case. Conditions may read only declared facts; acts may set only these.', {
    type: must(oneOfWords(FACT_TYPES, 'Type of the fact.')),
    label: must(ref('label')),
    values: may(VALUES),
    min: may(NUMBER('Least value of an integer.')),
    max: may(NUMBER('Greatest value of an integer.')),
    initial: may(factValue('Value when the case is created.')),
    required: may(flag('The creator of the case must give it.')),
    authority: may(word(PATTERNS.variable, 'Word of the authority vocabulary that this fact feeds.')),
    access: may(mapOf(PATTERNS.access, ROLE_WORDS('Roles with these rights.'), 'Rights by roles: C give it first, R see it, U change it, D take it away; absent = seen by whoever sees the case.', 15)),
    sourceId: may(SOURCE_ID),
    source: may(SOURCE),
  }),
  field: mirror<FieldDeclaration>('A field of the payload of an act.', {
    type: must(oneOfWords(FIELD_TYPES, 'Type of the field; person and people hold ids of persons known to the office, file and files the SHA-256 of files stored for the case.')),
    label: must(ref('label')),
    required: may(flag('The act is refused without it.')),
    values: may(VALUES),
    min: may(NUMBER('Least value of an integer.')),
    max: may(NUMBER('Greatest value of an integer.')),
    length: may(whole(1, 100_000, 'Longest text in characters; 2000 when absent.')),
    sensitive: may(flag('Free text about persons: kept as a salted leaf, so that it can be sealed or erased.')),
  }),
  fields: mapOf(PATTERNS.variable, ref('field'), 'Fields of the payload by name.', 60),
  clockEvent: mapOf('^[a-z][a-z0-9_]*$', factValue('A value, or payload.x, fact.x or now.'), 'An event of the deadline vocabulary.', 12),
  startClock: mirror<StartEffect>('Starts a clock.', {
    start: must(CLOCK_NAME),
    at: may(word(PATTERNS.moment, 'Moment: now (when absent), or a date such as payload.receivedOn.')),
    events: may(listOf(ref('clockEvent'), 'Events that hold from the start.', { max: 20 })),
  }),
  satisfyClock: mirror<SatisfyEffect>('The duty the clock watches is done.', {
    satisfy: must(CLOCK_NAME),
    at: may(word(PATTERNS.moment, 'The day on which it was done: now (when absent), or a date such as payload.appliedOn; after the last day it keeps nothing.')),
  }),
  stopClock: mirror<StopEffect>('Ends a clock without satisfying it.', { stop: must(CLOCK_NAME), reason: must(text('Why it ends.', 400)) }),
  clockEventEffect: mirror<EventEffect>('Adds an event to a running clock.', { event: must(CLOCK_NAME), add: must(ref('clockEvent')) }),
  clockEffect: unionByKey('What happens to a clock: start, satisfy, stop or event.', {
    start: 'startClock', satisfy: 'satisfyClock', stop: 'stopClock', event: 'clockEventEffect',
  }),
  clockEffects: listOf(ref('clockEffect'), 'Effects on clocks, in order.', { max: 40 }),
  assignments: mapOf(PATTERNS.variable, EXPRESSION, 'Facts to set: a FEEL expression over facts and payload, evaluated before the act takes effect.', 60),
  document: mirror<DocumentDeclaration>('Legal document made by this step.', {
    id: must(word(PATTERNS.listedId, 'Id of the document template.')),
    label: must(ref('label')),
    source: may(SOURCE),
  }),
  keyPoint: mirror<KeyPoint>('Marks a key point (关键节点) that supervisors watch.', { label: must(ref('label')), source: may(SOURCE) }),
  task: task(ROLE),
} as const satisfies Readonly<Record<string, Schema>>;

// The schemas of a case path and of a part that paths share: facts, states, acts, clocks.
import type { ActDeclaration, BuiltInEffect, CasePathDocument, ClockDeclaration, OwnRole } from '@quanze/engine';
import type { PathPartDocument, PathWithParts } from '../compose-path.js';
import {
  closed, DOCUMENT_REF, documentSchema, flag, headOf, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, ROLES_MAX, SOURCE, SOURCE_ID, text, unionBy, whole, word, wordsOf, type Schema,
} from './parts.js';
import { CAPACITY, EXPRESSION, ROLE_WORD, ROLE_WORDS, SHARED_DEFINITIONS, SHORT_TEXT, task } from './shared.js';
import { LINK_DEFINITIONS } from './links.js';
import { CONDITIONS, OTHER_STATES, PENDING_RECUSAL, STATE_DEFINITIONS, STATE_REF, STATES } from './states.js';

// The kernel reads these values from the payload of the act; a reason or a role may also be said outright.
const FROM_PAYLOAD = word('^payload[.][a-z][A-Za-z0-9_]*$', 'Field of the payload, e.g. payload.person.');

function effect<K extends BuiltInEffect['kind']>(kind: K, description: string, fields: Readonly<Record<Exclude<keyof Extract<BuiltInEffect, { kind: K }>, 'kind'>, Schema>>, optional: readonly string[] = []): Schema {
  return closed(description, ['kind', ...Object.keys(fields).filter((name) => !optional.includes(name))], { kind: { const: kind, description: 'Effect.' }, ...(fields as Readonly<Record<string, Schema>>) });
}

// An act is told in its payload; an option of a decision says it itself.
const GRANTED = word('^(true|false|payload[.][a-z][A-Za-z0-9_]*)$', 'Whether the person is recused: a field of the payload, or true or false for an option.');
const CLOCK_NAME = word(PATTERNS.name, 'Clock of the path.');

const LEVEL = oneOfWords(['office', 'superior'], 'Whether it comes from the own office or from the procuratorate above.');

const EFFECTS: Readonly<Record<BuiltInEffect['kind'], Schema>> = {
  'assign-handler': effect('assign-handler', 'Gives the case to a handler.', { person: FROM_PAYLOAD }),
  'reassign-handler': effect('reassign-handler', 'Gives the case to another handler.', { person: FROM_PAYLOAD }),
  'join-team': effect('join-team', 'Adds a member to the team of the case.', { person: FROM_PAYLOAD, role: SHORT_TEXT }),
  'leave-team': effect('leave-team', 'Takes a member out of the team.', { person: FROM_PAYLOAD }),
  'substitute-handler': effect('substitute-handler', 'Lets somebody stand in for the handler between two days.', { person: FROM_PAYLOAD, from: FROM_PAYLOAD, until: FROM_PAYLOAD, alone: FROM_PAYLOAD }),
  'end-substitution': effect('end-substitution', 'Ends a substitution before its last day.', { person: FROM_PAYLOAD }),
  'assign-task': effect('assign-task', 'Gives a task to the support staff.', { person: FROM_PAYLOAD, task: SHORT_TEXT, due: FROM_PAYLOAD }),
  'deliver-task': effect('deliver-task', 'Hands in what a task asked for.', { number: FROM_PAYLOAD, deviation: FROM_PAYLOAD }),
  'settle-task': effect('settle-task', 'Accepts what was delivered, or gives it back.', { number: FROM_PAYLOAD, accepted: flag('Accepted; otherwise given back.') }),
  instruct: effect('instruct', 'Records an instruction in writing.', { level: LEVEL, document: FROM_PAYLOAD, question: FROM_PAYLOAD }),
  'log-oral-instruction': effect('log-oral-instruction', 'Puts an instruction by word of mouth on record.', { person: FROM_PAYLOAD, outside: FROM_PAYLOAD, on: FROM_PAYLOAD, question: FROM_PAYLOAD, objected: FROM_PAYLOAD }),
  'confirm-instruction': effect('confirm-instruction', 'Confirms an instruction by word of mouth.', { level: LEVEL, number: FROM_PAYLOAD, document: FROM_PAYLOAD }),
  'answer-instruction': effect('answer-instruction', 'Answers an instruction in writing.', { number: FROM_PAYLOAD, answer: FROM_PAYLOAD, reasons: FROM_PAYLOAD }),
  'settle-objection': effect('settle-objection', 'Keeps or withdraws an instruction after an objection.', { level: LEVEL, number: FROM_PAYLOAD, upheld: FROM_PAYLOAD }),
  'set-offences': effect('set-offences', 'Says of which groups of the evidence standard the offences are.', { offences: FROM_PAYLOAD }),
  'register-evidence': effect('register-evidence', 'Registers an item of evidence; the engine gives the number.', { form: FROM_PAYLOAD, organ: FROM_PAYLOAD, elements: FROM_PAYLOAD, file: FROM_PAYLOAD }),
  'correct-evidence': effect('correct-evidence', 'Registers an item anew; the journal keeps what it was.', { number: FROM_PAYLOAD, form: FROM_PAYLOAD, organ: FROM_PAYLOAD, elements: FROM_PAYLOAD, file: FROM_PAYLOAD }),
  'assess-evidence': effect('assess-evidence', 'Uses an item of evidence or not, as key evidence or not.', { number: FROM_PAYLOAD, admitted: FROM_PAYLOAD, key: FROM_PAYLOAD }),
  'note-evidence-conflict': effect('note-evidence-conflict', 'Notes that items say different things about an element.', { element: FROM_PAYLOAD, items: FROM_PAYLOAD }),
  'resolve-evidence-conflict': effect('resolve-evidence-conflict', 'Resolves a conflict between items.', { number: FROM_PAYLOAD }),
  'suspect-evidence': effect('suspect-evidence', 'Marks items as suspected to be illegal.', { items: FROM_PAYLOAD, ground: FROM_PAYLOAD }),
  'exclude-evidence': effect('exclude-evidence', 'Excludes items as illegal but for those it keeps.', { items: FROM_PAYLOAD, kept: FROM_PAYLOAD }),
  'keep-evidence': effect('keep-evidence', 'Keeps the suspected items.', { items: FROM_PAYLOAD }),
  'settle-relook': effect('settle-relook', 'Says what comes of looking again after key evidence changed.', { number: FROM_PAYLOAD, outcome: FROM_PAYLOAD }),
  'attach-file': effect('attach-file', 'Attaches a stored file to the case.', { file: FROM_PAYLOAD }),
  'detach-file': effect('detach-file', 'Marks an attached file as withdrawn; it stays in the list.', { file: FROM_PAYLOAD }),
  'request-recusal': effect('request-recusal', 'Records a request for recusal.', { person: FROM_PAYLOAD, applicant: FROM_PAYLOAD, ground: FROM_PAYLOAD }, ['applicant', 'ground']),
  'order-recusal': effect('order-recusal', 'Records the decision on a recusal.', { person: FROM_PAYLOAD, granted: GRANTED }),
  'serve-recusal-rejection': effect('serve-recusal-rejection', 'Records when a rejection was served.', { person: FROM_PAYLOAD, on: FROM_PAYLOAD }),
  'register-recusal-reconsideration': effect('register-recusal-reconsideration', 'Records that a rejection is to be reconsidered.', { person: FROM_PAYLOAD, on: FROM_PAYLOAD, within: CLOCK_NAME, answer: CLOCK_NAME }),
  'answer-recusal-reconsideration': effect('answer-recusal-reconsideration', 'Records the answer to a reconsideration.', { person: FROM_PAYLOAD, granted: GRANTED }),
  'judge-earlier-acts': effect('judge-earlier-acts', 'Judges what a recused person had done.', { person: FROM_PAYLOAD, stand: FROM_PAYLOAD, fall: FROM_PAYLOAD }, ['stand', 'fall']),
  'bar-person': effect('bar-person', 'Bars a person from the case.', { person: FROM_PAYLOAD, reason: SHORT_TEXT }),
};

const TARGET: Schema = {
  type: ['string', 'array'],
  description: 'Target state; absent = facts and records only. Several = the first whose condition holds.',
  maxLength: 240,
  pattern: PATTERNS.stateRef,
  minItems: 1,
  maxItems: 100,
  items: closed('A target with its condition; the last may do without.', ['to'], { to: STATE_REF, if: EXPRESSION }),
};

const WRITES: Schema = {
  type: ['string', 'array'],
  description: 'Facts that the payload may give by their own names, as far as the role has access to them; * = all.',
  maxLength: 80,
  pattern: '^[*]$',
  minItems: 1,
  maxItems: 500,
  uniqueItems: true,
  items: word(PATTERNS.variable, 'Name of a fact.'),
};

const ACT = mirror<ActDeclaration>('An act a person may perform.', {
  label: must(ref('label')),
  from: must(listOf(word(PATTERNS.stateSource, 'Full dotted id of a state or group, * = every state of an open case, new = creates the case.', 240), 'States in which the act exists.', { min: 1, unique: true })),
  while: may(OTHER_STATES),
  to: may(TARGET),
  by: must(ROLE_WORDS('Who may perform it; empty = nobody.')),
  capacity: may(CAPACITY),
  matter: may(word(PATTERNS.listedId, 'Power of the power list.', 120)),
  duty: may(word(PATTERNS.name, 'Duty it is done under, for roles that have one of this id; absent = that of the role for acts in this capacity.')),
  when: may(CONDITIONS),
  fields: may(ref('fields')),
  set: may(ref('assignments')),
  writes: may(WRITES),
  clocks: may(ref('clockEffects')),
  effect: may(ref('effect')),
  document: may(ref('document')),
  keyPoint: may(ref('keyPoint')),
  sourceId: may(SOURCE_ID),
  afterEnding: may(flag('Stays possible after the ending.')),
  source: may(SOURCE),
});

const CLOCK = mirror<ClockDeclaration>('A clock of the case, counted by a deadline rule.', {
  rule: must(word(PATTERNS.listedId, 'Id of a rule of the deadline rules.', 120)),
  label: must(ref('label')),
  owner: must(ROLE_WORD),
  warnDays: may(listOf(whole(0, 400, 'Whole days before the end.'), 'Lead times of warnings, largest first.', { max: 10, unique: true })),
  onExpiry: may(mirror<NonNullable<ClockDeclaration['onExpiry']>>('What the passing of the end marks; it never decides.', {
    set: may(ref('assignments')),
    note: must(ref('label')),
  })),
  custody: may(flag('Watches the custody of the person.')),
  keyPoint: may(ref('keyPoint')),
});

const BUSINESS = wordsOf<CasePathDocument['business']>({ criminal: true, civil: true, administrative: true, 'public-interest': true, support: true });

const FACTS_MAX = 4000;
const FACTS = mapOf(PATTERNS.variable, ref('fact'), 'Declared facts by name.', FACTS_MAX);
const CLOCKS = mapOf(PATTERNS.name, ref('clock'), 'Clocks by name.');
const ACTS = mapOf(PATTERNS.name, ref('act'), 'Acts by name.', 1000);

const LINKS = mapOf(PATTERNS.name, ref('link'), 'Cases that may be opened from a case of this path, by name.', 60);

const DEFINITIONS: Readonly<Record<string, Schema>> = {
  ...SHARED_DEFINITIONS,
  ...STATE_DEFINITIONS,
  ...EFFECTS,
  task: task(ROLE_WORD),
  effect: unionBy('kind', 'Effect that the kernel knows beyond facts and clocks.', Object.keys(EFFECTS)),
  act: ACT,
  clock: CLOCK,
  ...LINK_DEFINITIONS,
};

export const CASE_PATH_SCHEMA = documentSchema(
  'case-path',
  'Case path',
  mirror<PathWithParts>('The course of one kind of case.', {
    ...headOf('case-path'),
    business: must(oneOfWords(BUSINESS, 'Line of business.')),
    pendingRecusal: may(PENDING_RECUSAL),
    numberWord: must(text('Short Chinese word in the case number.', 8)),
    parts: may(listOf(DOCUMENT_REF, 'Shared parts whose facts, regions, clocks and acts belong to the path.', { min: 1, max: 60 })),
    roles: may(mapOf(PATTERNS.name, mirror<OwnRole>('A role of the path, held by posts of this word. It never decides by the power list.', { label: must(ref('label')), sourceId: may(SOURCE_ID) }), 'Roles beside the built-in ones.', ROLES_MAX)),
    actors: may(ROLE_WORDS('Only these roles act in an existing case; absent = all whom the act allows, empty = nobody.')),
    importedFrom: may(oneOfWords(['tables'], 'Where the path came from; tables say neither which states end a case nor that all can be entered.')),
    facts: must(FACTS),
    custody: may(mirror<NonNullable<CasePathDocument['custody']>>('Which fact says whether a suspect is held.', {
      fact: must(word(PATTERNS.variable, 'Name of the fact.')),
      held: must(listOf(SHORT_TEXT, 'Values that mean held.', { min: 1, max: 20, unique: true })),
    })),
    type: must(oneOfWords(wordsOf<CasePathDocument['type']>({ group: true, parallel: true }), 'parallel: every top-level state is a region.')),
    initial: may(word(PATTERNS.name, 'For group: the state entered first.')),
    main: may(word(PATTERNS.name, 'For parallel: the region whose final state ends the case.')),
    states: must({ ...STATES, minProperties: 1 }),
    clocks: must(CLOCKS),
    acts: must(ACTS),
    links: may(LINKS),
  }),
  DEFINITIONS,
);

export const PATH_PART_SCHEMA = documentSchema(
  'path-part',
  'Shared part',
  mirror<PathPartDocument>('What several case paths have in the same words. States are whole regions.', {
    ...headOf('path-part'),
    facts: may(FACTS),
    states: may(STATES),
    clocks: may(CLOCKS),
    acts: may(ACTS),
    links: may(LINKS),
  }),
  DEFINITIONS,
);

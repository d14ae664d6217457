// The schema of a power list. Meaning and references belong to `@quanze/authority`; this mirrors the shape, so that an editor
// completes it and every slip of spelling is found at once.
import { CAPACITIES, CONSENTING, DECIDERS, PROCURATORATES, PROPOSERS } from '@quanze/authority';
import { closed, documentSchema, flag, listOf, mapOf, oneOfWords, PATTERNS, plainHead, ref, STATUS, text, whole, word, type Schema } from './parts.js';

const ID_PATTERN = '^[a-z][a-z0-9_.-]*$';
const LITERAL: Schema = { type: ['string', 'boolean'], description: 'Another spelling of the value.', minLength: 1, maxLength: 400 };
const FACT = word('^[a-z][a-z0-9_.-]*$', 'A declared or built-in fact.');
const WORD = text('Value of the fact.', 400);
const SOURCE = text('Article or list row.', 400);
const NUMBER = whole(0, 1_000_000, 'Number.');
const FIXED_BY = oneOfWords(['nation', 'list'], 'Who fixed the deciding body: the nation, or this list.');
const idList = (description: string): Schema => listOf(word(ID_PATTERN, 'Id.'), description, { max: 100, unique: true });

const HEAD = plainHead('power-list');
const REQUIRED = [...Object.keys(HEAD), 'effectiveFrom', 'province', 'facts', 'checks', 'consents', 'entries'];

const FACT_TESTS: Readonly<Record<string, Schema>> = {
  is: WORD,
  in: listOf(WORD, 'One of these values.', { min: 1, max: 30, unique: true }),
  stated: flag('Whether the fact is stated at all.'),
  above: whole(-1_000_000, 1_000_000, 'More than this number.'),
  atLeast: whole(-1_000_000, 1_000_000, 'At least this number.'),
  aboveFact: FACT,
  atMostHalfOf: FACT,
};

const CONDITION: Schema = {
  ...closed('all, any, not, or a fact with exactly one test.', [], {
    all: listOf(ref('condition'), 'All must hold.', { min: 1, max: 30 }),
    any: listOf(ref('condition'), 'At least one must hold.', { min: 1, max: 30 }),
    not: ref('condition'),
    fact: FACT,
    ...FACT_TESTS,
  }),
  if: { anyOf: ['all', 'any', 'not'].map((key) => ({ required: [key] })) },
  then: { maxProperties: 1 },
  else: { required: ['fact'], minProperties: 2, maxProperties: 2 },
};

const DECIDER: Schema = {
  type: ['string', 'array'],
  description: 'The deciding body, or clauses in order of which the last stands without a condition.',
  if: { type: 'string' },
  then: { enum: DECIDERS },
  items: closed('A clause.', ['body'], { when: ref('condition'), body: oneOfWords(DECIDERS, 'Deciding body.'), fixedBy: FIXED_BY, source: SOURCE }),
  minItems: 1,
  maxItems: 30,
};

const ENTRY = closed('A power.', ['id', 'group', 'label', 'decider', 'fixedBy', 'source', 'status'], {
  id: word(ID_PATTERN, 'Power id.'),
  group: word(ID_PATTERN, 'Group of powers.'),
  label: ref('label'),
  documents: listOf(text('Name of a document.', 400), 'Legal documents made under the power.', { max: 60, unique: true }),
  decider: DECIDER,
  also: listOf(oneOfWords(DECIDERS, 'Body.'), 'Bodies that are equally lawful deciders.', { max: 8, unique: true }),
  fixedBy: FIXED_BY,
  lawNamesChief: flag('The law itself gives the matter to the chief.'),
  listed: flag('False when the list names the power only to take it off the list.'),
  delegable: flag('A deputy with a recorded delegation may act for the chief.'),
  takeover: flag('A higher authority may take the matter.'),
  reviewFirst: flag('The department head reviews first.'),
  proposers: listOf(oneOfWords(PROPOSERS, 'Proposer.'), 'Who may propose.', { max: 4, unique: true }),
  raisedWhen: ref('condition'),
  capacities: listOf(oneOfWords(CAPACITIES, 'Capacity.'), 'Capacities in which the power is exercised.', { max: 10, unique: true }),
  otherHandler: flag('Another procurator than the earlier handler must act.'),
  checks: idList('Checks of this list that apply.'),
  except: idList('Checks for every power that do not apply here.'),
  consents: idList('Consents of this list that the power needs.'),
  source: SOURCE,
  status: STATUS,
});

export const POWER_LIST_SCHEMA = documentSchema(
  'power-list',
  'Power list',
  closed('Who decides which matter (职权清单).', REQUIRED, {
    ...HEAD,
    effectiveFrom: word(PATTERNS.date, 'First day in force.', 10),
    province: { type: ['string', 'null'], description: 'Province of the list; null = not one province\'s own.', minLength: 1, maxLength: 400 },
    levels: listOf(oneOfWords(PROCURATORATES, 'Level.'), 'Levels of procuratorate it holds for.', { max: 4, unique: true }),
    residual: oneOfWords(['procurator', 'chief'], 'Who decides what the list does not name.'),
    deputyActsForChief: flag('A recorded delegation lets a deputy act where a rule names the chief.'),
    facts: mapOf(ID_PATTERN, ref('fact'), 'Facts of the case that conditions may read.'),
    checks: mapOf(ID_PATTERN, ref('check'), 'Circumstances that end the matter for an actor, by id.'),
    everyPower: idList('Checks that apply to every power.'),
    consents: mapOf(ID_PATTERN, ref('consent'), 'Consents besides the decision, by id.'),
    raises: listOf(closed('A reason for the committee.', ['when', 'source'], { when: ref('condition'), source: SOURCE }), 'Case-wide reasons for which a local matter is the committee\'s.', { max: 30 }),
    entries: listOf(ref('entry'), 'Powers.', { min: 1, max: 2000 }),
  }),
  {
    condition: CONDITION,
    fact: closed('A fact, with exactly one of values, number, sameAs.', ['label'], {
      label: ref('label'),
      values: { type: 'object', description: 'Values with their other spellings.', additionalProperties: listOf(LITERAL, 'Other spellings.', { max: 30 }), maxProperties: 30 },
      number: closed('A whole number.', ['min', 'max'], { min: NUMBER, max: NUMBER }),
      sameAs: FACT,
      default: WORD,
      checked: oneOfWords(['always', 'when_read', 'never'], 'When an unknown value spoils the answer.'),
    }),
    check: closed('A circumstance that ends the matter: bar concerns the person, block the case.', ['step', 'code', 'when', 'source', 'status', 'text'], {
      step: oneOfWords(['bar', 'block'], 'bar or block.'),
      code: word('^AUTHORITY[.][A-Z_]{3,60}$', 'Code of the refusal.'),
      when: ref('condition'),
      show: listOf(FACT, 'Facts shown with the reason.', { max: 20, unique: true }),
      source: SOURCE,
      status: STATUS,
      text: ref('label'),
    }),
    consent: closed('A body that must consent.', ['body', 'source', 'status', 'text'], {
      body: oneOfWords(CONSENTING, 'Body.'),
      when: ref('condition'),
      source: SOURCE,
      status: STATUS,
      text: ref('label'),
    }),
    entry: ENTRY,
  },
);

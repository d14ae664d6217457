// The schema of an attribution table. Meaning and references belong to `@quanze/responsibility`; this mirrors the shape, so that an editor
// completes it and every slip of spelling is found at once.
import { AREAS, BEARS, CAPACITIES, FLAGS, PARTIES, RECORD_FACTS, ROW_FACTS } from '@quanze/responsibility';
import { closed, documentSchema, flag, listOf, mapOf, oneOfWords, PATTERNS, plainHead, ref, STATUS, text, word, type Schema } from './parts.js';

const SOURCE = text('Article or rule.', 400);
const WORD = text('Value of the fact.', 400);
const RULE_ID = word(PATTERNS.ruleId, 'A (who answers) or B (what it leads to) and a number.', 4);
const HEAD = plainHead('attribution-table');
const KEYS = ['settings', 'facts', 'rowFacts', 'taskWords', 'bodies', 'allocation', 'onFinding', 'otherwise', 'accountability'];
const RULE_HEAD: Readonly<Record<string, Schema>> = { id: RULE_ID, label: ref('label'), effect: ref('label'), source: SOURCE, status: STATUS };
const RULE_KEYS = Object.keys(RULE_HEAD);
const ROW_AREAS = [...AREAS, 'empty'];

const words = (description: string): Schema => listOf(text('Word.', 400), description, { max: 100, unique: true });
const factsOf = (known: Readonly<Record<string, unknown>>, description: string): Schema =>
  closed(description, Object.keys(known), Object.fromEntries(Object.keys(known).map((name) => [name, ref('fact')])));

const CONDITION: Schema = {
  ...closed('all, any, not, or a fact with is or in.', [], {
    all: listOf(ref('condition'), 'All must hold.', { min: 1, max: 30 }),
    any: listOf(ref('condition'), 'At least one must hold.', { min: 1, max: 30 }),
    not: ref('condition'),
    fact: text('A declared fact, or setting.<id>.', 400),
    is: WORD,
    in: listOf(WORD, 'One of these values.', { min: 1, max: 30, unique: true }),
  }),
  if: { anyOf: ['all', 'any', 'not'].map((key) => ({ required: [key] })) },
  then: { maxProperties: 1 },
  else: { required: ['fact'], minProperties: 2, maxProperties: 2 },
};

const GRANT: Readonly<Record<string, Schema>> = {
  to: oneOfWords(PARTIES, 'Who.'),
  areas: listOf(oneOfWords(ROW_AREAS, 'Area; empty for people who answer for nothing.'), 'For what.', { min: 1, max: 12, unique: true }),
};

export const ATTRIBUTION_TABLE_SCHEMA = documentSchema(
  'attribution-table',
  'Attribution table',
  closed('Who answers for what in a decision, and what a finding leads to (责任归属表).', [...Object.keys(HEAD), ...KEYS], {
    ...HEAD,
    settings: mapOf(PATTERNS.variable, ref('setting'), 'Readings that the texts leave open; conditions read them as setting.<id>.', 60),
    facts: factsOf(RECORD_FACTS, 'Words that conditions may use about a record: exactly those the program derives.'),
    rowFacts: factsOf(ROW_FACTS, 'Words that conditions may use about one row: exactly those the program derives.'),
    taskWords: closed('Words in a task that say what the support person is.', ['clerk', 'expert'], { clerk: words('Words for a clerk.'), expert: words('Words for an expert.') }),
    bodies: closed('Names of organs and machines, never persons.', ['names', 'endings'], { names: words('Whole names.'), endings: words('Endings.') }),
    allocation: listOf(ref('allocationRule'), 'A rules, in order; all that match apply.', { min: 1 }),
    onFinding: listOf(closed('The rule of a row that only a finding put there.', ['area', 'rule'], {
      area: oneOfWords(AREAS, 'Area of the row.'), capacity: oneOfWords(CAPACITIES, 'Capacity of the row.'), rule: RULE_ID,
    }), 'The first line that fits.', { max: 100 }),
    otherwise: closed('The result of a row that no B rule hits.', ['rule', 'bears', 'effect'], { rule: RULE_ID, bears: oneOfWords(BEARS, 'Result.'), effect: ref('label') }),
    accountability: listOf(ref('accountRule'), 'B rules, top-down; the first hit wins.', { min: 1 }),
  }),
  {
    condition: CONDITION,
    setting: closed('A reading that may be switched.', ['label', 'value', 'source', 'status'], { label: ref('label'), value: flag('Whether it is followed.'), source: SOURCE, status: STATUS }),
    fact: closed('A fact with all its values.', ['label', 'values'], { label: ref('label'), values: mapOf(PATTERNS.variable, ref('label'), 'Values.', 40) }),
    flagRule: closed('A flag that asks people for something.', ['flag'], { flag: oneOfWords(FLAGS, 'Flag.'), when: ref('condition') }),
    grant: closed('Rows for a party.', ['to', 'areas'], GRANT),
    clearing: closed('Rows whose result becomes none.', ['to', 'areas'], { ...GRANT, when: ref('condition') }),
    allocationRule: closed('Who answers for what.', RULE_KEYS, {
      ...RULE_HEAD,
      when: ref('condition'),
      gives: listOf(ref('grant'), 'Rows it makes.', { max: 30 }),
      touches: listOf(ref('grant'), 'Rows of other rules that it refines.', { max: 30 }),
      clears: listOf(ref('clearing'), 'Rows whose result it turns into none.', { max: 30 }),
      flags: listOf(ref('flagRule'), 'Flags it raises.', { max: 10 }),
    }),
    accountRule: closed('What a row leads to.', RULE_KEYS, {
      ...RULE_HEAD,
      cases: listOf(closed('A result and when it is due.', ['bears', 'when'], { bears: oneOfWords(BEARS, 'Result.'), when: ref('condition') }), 'Cases, in order.', { max: 30 }),
      flags: listOf(ref('flagRule'), 'Flags it raises.', { max: 10 }),
    }),
  },
);

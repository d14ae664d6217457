// The schema of deadline rules. The meaning and the checks between fields belong to `@quanze/calendar`; this mirrors the shape.
import {
  documentSchema, closed, flag, plainHead, listOf, oneOfWords, ref, SOURCE, STATUS, text, unionByKey, whole, word, type Schema,
} from './parts.js';

const PERIOD_PATTERN = '^P(([0-9]{1,2}Y)?([0-9]{1,3}([.]5)?M)?([0-9]{1,4}D)?|T[0-9]{1,4}H)$';
const PERIOD = word(PERIOD_PATTERN, 'ISO 8601 period: P1M, P1M15D, P2Y, P0.5M, PT24H.', 20);
const KIND = word('^[a-z]+(-[a-z]+)*$', 'Name by which events mean it.');
const RULE_ID = word('^[a-z]+([.][a-z0-9]+(-[a-z0-9]+)*)+$', 'Id of the rule.', 120);
const SAME_AS = closed('The same list of another rule.', ['same_as'], { same_as: RULE_ID });

const LENGTH: Schema = {
  ...unionByKey('A period, or one of the forms for what is no plain period.', {
    min: 'rangeLength', choices: 'choiceLength', fixed_by: 'fixedByLength', within: 'withinLength', none: 'noLength',
  }),
  type: ['string', 'object'],
};

/** A list of own entries and of references to the list of another rule. */
function inheritable(name: string, description: string): Schema {
  return listOf({ type: 'object', if: { required: ['same_as'] }, then: ref('sameAs'), else: ref(name) }, description, { max: 40 });
}

const RULE_REQUIRED = ['id', 'type', 'stage', 'who', 'length', 'calendar', 'counts_start', 'month_rule', 'rollover', 'extendable', 'source', 'status'];
const RULE = closed('One statutory clock.', RULE_REQUIRED, {
  id: RULE_ID,
  type: text('Case type the clock belongs to.', 120),
  stage: ref('label'),
  who: ref('label'),
  from: ref('label'),
  length: ref('length'),
  calendar: oneOfWords(['calendar', 'working', 'hours', 'hours-exact'], 'Unit of counting.'),
  counts_start: flag('Counts from the starting moment itself (hours-exact only).'),
  month_rule: oneOfWords(['criminal', 'civil'], 'How a month is counted.'),
  rollover: oneOfWords(['none', 'next-working-day', 'unless-in-custody', 'n/a'], 'What happens when the last day is a rest day.'),
  direction: oneOfWords(['forward', 'backward'], 'backward = counted back from a day ahead.'),
  fixed: flag('A fixed period: nothing extends, pauses or restarts it.'),
  extendable: listOf(ref('grant'), 'Grounds of extension.', { max: 40 }),
  resets_on: inheritable('restart', 'What restarts the clock.'),
  suspended_by: inheritable('activity', 'What suspends it.'),
  excluded: inheritable('activity', 'Days that do not count.'),
  max_rounds: closed('How often it may run.', ['count'], { count: whole(1, 1000, 'Rounds.'), scope: ref('label') }),
  alt: closed('Another length by circumstance.', ['when'], { length: PERIOD, shorter: flag('Anything shorter.'), when: ref('label') }),
  note: ref('label'),
  on_expiry: ref('label'),
  source: SOURCE,
  status: STATUS,
});

const ACTIVITY = closed('An activity or obstacle.', ['kind', 'text'], { kind: KIND, text: ref('label'), source: SOURCE });
const ACTIVITIES = listOf(ref('activity'), 'Activities.', { max: 40 });

const HEAD = plainHead('deadline-rules');
const HEAD_KEYS = Object.keys(HEAD);

export const DEADLINE_RULES_SCHEMA = documentSchema(
  'deadline-rules',
  'Deadline rules',
  closed('The statutory clocks.', [...HEAD_KEYS, 'rules'], {
    ...HEAD,
    general: closed('Activities that concern every clock.', [], { excluded: ACTIVITIES, without_effect: ACTIVITIES }),
    rules: listOf(ref('rule'), 'Rules.', { min: 1, max: 1000 }),
  }),
  {
    rule: RULE,
    length: { ...LENGTH, if: { type: 'string' }, then: { pattern: PERIOD_PATTERN, maxLength: 20 }, else: { if: LENGTH['if'], then: LENGTH['then'], else: LENGTH['else'] } } as Schema,
    rangeLength: closed('Somebody fixes it between two limits.', ['min', 'max', 'chosen'], { min: PERIOD, max: PERIOD, chosen: { const: true, description: 'Always true.' } }),
    choiceLength: closed('One of several, by circumstance.', ['choices'], {
      choices: listOf(closed('One length.', ['length', 'when'], { length: PERIOD, when: ref('label') }), 'Lengths.', { min: 1, max: 20 }),
    }),
    fixedByLength: closed('An act or a local practice sets it.', ['fixed_by'], { fixed_by: ref('label') }),
    withinLength: closed('Inside another clock, without an end of its own.', ['within', 'reason'], { within: RULE_ID, reason: ref('label') }),
    noLength: closed('No text gives a length.', ['none'], { none: ref('label') }),
    grant: closed('One ground of extension, with exactly one of by, to, open.', ['id', 'when', 'approver', 'max'], {
      id: word('^[a-z0-9]+(-[a-z0-9]+)*$', 'Id of the ground.'),
      by: PERIOD,
      to: PERIOD,
      open: ref('label'),
      when: ref('label'),
      approver: ref('label'),
      max: { type: ['integer', 'null'], description: 'How often; null where the text gives no number.', minimum: 1, maximum: 1000 },
      named: flag('Used only by an event that names it.'),
    }),
    restart: closed('What restarts the clock.', ['events', 'text'], {
      events: listOf(oneOfWords(['retransferred', 'jurisdiction_changed', 'joined_later_case', 'new_major_crime'], 'Event.'), 'Events.', { max: 10, unique: true }),
      text: ref('label'),
      max: whole(1, 1000, 'How often over the whole case.'),
      source: SOURCE,
    }),
    activity: ACTIVITY,
    sameAs: SAME_AS,
  },
);

// English messages for refusals of the deadline question, for the machine contract. What is not here: the catalogue in
// both languages (the contract library).
import type { Refusal } from '@quanze/kernel';

const MESSAGES: Readonly<Record<string, string>> = {
  'DEADLINE.ITEM_MALFORMED': 'The question must be an object with id, rule, start and events.',
  'DEADLINE.RULE_UNKNOWN': 'No deadline rule has the id {rule}.',
  'DEADLINE.START_MALFORMED': 'The start must be a date YYYY-MM-DD or an instant with offset.',
  'DEADLINE.EVENT_UNKNOWN': 'Event {index} is not in the vocabulary: {event}.',
  'DEADLINE.EVENT_MALFORMED': 'Event {index} is malformed at the field {field}.',
  'DEADLINE.EVENT_ORDER': 'The event {event} lies before the clock it should act on.',
  'DEADLINE.EVENT_NOT_APPLICABLE': 'The event {event} cannot act on the rule {rule}.',
  'DEADLINE.EVENT_NEEDS_TIME': '{rule} is counted in hours; {event} needs an instant with a time.',
  'DEADLINE.NO_STATUTORY_LENGTH': 'The law gives {rule} no length of its own; only an event chosen_length can supply one where something may fix it.',
  'DEADLINE.LENGTH_NOT_ALLOWED': 'The length {length} is not one that {rule} allows.',
  'DEADLINE.EXTENSION_NOT_ALLOWED': '{rule} has no such ground of extension.',
  'DEADLINE.EXTENSION_TOO_LONG': 'The extension is longer than {rule} allows.',
  'DEADLINE.EXTENSION_EXHAUSTED': 'Every fitting ground of extension of {rule} is used up for this clock.',
  'DEADLINE.EXTENSION_SHORTENS': 'The extension would make {rule} shorter than it is.',
  'DEADLINE.EXTENSION_LATE': 'The extension of {rule} comes after the end of the period.',
  'DEADLINE.RESTART_NOT_ALLOWED': 'The event {event} does not restart {rule}.',
  'DEADLINE.RETURNS_EXHAUSTED': 'A case may be returned {max} times at most.',
  'DEADLINE.EXCLUSION_NOT_ALLOWED': '{rule} takes out no days for {kind}.',
  'DEADLINE.INTERVAL_OUTSIDE_CLOCK': 'The interval of {event} begins outside the running period of {rule}.',
  'DEADLINE.CLOCK_ENDED': 'The clock of {rule} ended with the return; {event} has nothing to act on.',
  'DEADLINE.OUT_OF_RANGE': 'The result for {rule} lies outside the years 1900 to 2199.',
};

/** One English sentence for a refusal; a code without a sentence of its own gives the code. */
export function deadlineMessage(refusal: Refusal): string {
  const template = MESSAGES[refusal.code];
  if (template === undefined) return refusal.code;
  return template.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(refusal.params[key] ?? 'none'));
}

/** The codes with a sentence, so that a test can tell a code that lost it. */
export const DEADLINE_CODES: readonly string[] = Object.keys(MESSAGES);

// Reads the parts of a deadline rule: lengths, grounds of extension, restarts and activities. What is not here: the rule
// as a whole and the checks between its fields (rule-document.ts).
import type { DocumentReader } from './document-reader.js';
import { RESTART_NAMES, type RestartName } from './event.js';
import { isAtMost, isEmptyPeriod, type Period } from './period.js';
import type { Activity, AlternativeLength, Grant, LengthChoice, Restart, RuleLength } from './rule.js';

const KIND = /^[a-z]+(-[a-z]+)*$/;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A period as text, or one of the typed forms for what is no plain period. */
export function readLength(reader: DocumentReader, value: unknown, path: string): RuleLength {
  if (typeof value !== 'object' || value === null) return { kind: 'period', period: reader.period(value, path) };
  if ('min' in value) return readRange(reader, value, path);
  if ('choices' in value) {
    const fields = reader.object(value, path, ['choices']);
    return { kind: 'choices', choices: reader.list(fields['choices'], `${path}/choices`, (item, at) => readChoice(reader, item, at)) };
  }
  if ('fixed_by' in value) {
    const fields = reader.object(value, path, ['fixed_by']);
    return { kind: 'fixed_by', by: reader.label(fields['fixed_by'], `${path}/fixed_by`) };
  }
  if ('within' in value) {
    const fields = reader.object(value, path, ['within', 'reason']);
    return { kind: 'within', rule: reader.text(fields['within'], `${path}/within`), reason: reader.label(fields['reason'], `${path}/reason`) };
  }
  const fields = reader.object(value, path, ['none']);
  return { kind: 'none', reason: reader.label(fields['none'], `${path}/none`) };
}

function readRange(reader: DocumentReader, value: object, path: string): RuleLength {
  const fields = reader.object(value, path, ['min', 'max', 'chosen']);
  const [min, max] = [reader.period(fields['min'], `${path}/min`), reader.period(fields['max'], `${path}/max`)];
  if (!isAtMost(min, max)) reader.refuse('DEFINITION.BAD_VALUE', path, { expected: ['min not longer than max'] });
  if (!reader.flag(fields['chosen'], `${path}/chosen`)) reader.refuse('DEFINITION.BAD_VALUE', `${path}/chosen`, { expected: ['true'] });
  return { kind: 'range', min, max };
}

function readChoice(reader: DocumentReader, value: unknown, path: string): LengthChoice {
  const fields = reader.object(value, path, ['length', 'when']);
  return { length: reader.period(fields['length'], `${path}/length`), when: reader.label(fields['when'], `${path}/when`) };
}

/** One ground of extension with exactly one of `by`, `to`, `open`; `max` is a number or null. */
export function readGrant(reader: DocumentReader, value: unknown, path: string): Grant {
  const fields = reader.object(value, path, ['id', 'when', 'approver', 'max'], ['by', 'to', 'open', 'named']);
  const forms = (['by', 'to', 'open'] as const).filter((form) => Object.hasOwn(fields, form));
  if (forms.length !== 1) reader.refuse('DEFINITION.BAD_VALUE', path, { expected: ['exactly one of by, to, open'] });
  const id = reader.text(fields['id'], `${path}/id`);
  if (!NAME.test(id)) reader.refuse('DEFINITION.BAD_VALUE', `${path}/id`, { expected: ['lower-case words joined by -'] });
  return {
    id,
    amount: readAmount(reader, forms[0] ?? 'open', fields, path),
    when: reader.label(fields['when'], `${path}/when`),
    approver: reader.label(fields['approver'], `${path}/approver`),
    max: fields['max'] === null ? null : reader.count(fields['max'], `${path}/max`),
    named: reader.flag(fields['named'], `${path}/named`),
  };
}

function readAmount(reader: DocumentReader, form: 'by' | 'to' | 'open', fields: Readonly<Record<string, unknown>>, path: string): Grant['amount'] {
  if (form === 'open') return { form, text: reader.label(fields['open'], `${path}/open`) };
  const period: Period = reader.period(fields[form], `${path}/${form}`);
  if (isEmptyPeriod(period)) reader.refuse('DEFINITION.BAD_VALUE', `${path}/${form}`, { expected: ['period longer than nothing'] });
  return { form, period };
}

/** A restart, or the id of the rule whose list is taken over (`same_as`, resolved by the rule reader). */
export function readRestart(reader: DocumentReader, value: unknown, path: string): Restart | SameAs {
  if (isSameAs(value)) return readSameAs(reader, value, path);
  const fields = reader.object(value, path, ['events', 'text'], ['max', 'source']);
  return {
    events: reader.list(fields['events'], `${path}/events`, (item, at): RestartName => reader.choice(item, at, RESTART_NAMES)),
    text: reader.label(fields['text'], `${path}/text`),
    max: fields['max'] === undefined ? null : reader.count(fields['max'], `${path}/max`),
    source: fields['source'] === undefined ? null : reader.text(fields['source'], `${path}/source`),
  };
}

/** An activity, or the id of the rule whose list is taken over. */
export function readActivity(reader: DocumentReader, value: unknown, path: string): Activity | SameAs {
  return isSameAs(value) ? readSameAs(reader, value, path) : readPlainActivity(reader, value, path);
}

export function readPlainActivity(reader: DocumentReader, value: unknown, path: string): Activity {
  const fields = reader.object(value, path, ['kind', 'text'], ['source']);
  const kind = reader.text(fields['kind'], `${path}/kind`);
  if (!KIND.test(kind)) reader.refuse('DEFINITION.BAD_VALUE', `${path}/kind`, { expected: ['lower-case words joined by -'] });
  return { kind, text: reader.label(fields['text'], `${path}/text`), source: fields['source'] === undefined ? null : reader.text(fields['source'], `${path}/source`) };
}

/** A reference to the same list of another rule, with the place it stands at. */
export interface SameAs {
  readonly sameAs: string;
  readonly path: string;
}

function isSameAs(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'same_as' in value;
}

function readSameAs(reader: DocumentReader, value: object, path: string): SameAs {
  const fields = reader.object(value, path, ['same_as']);
  return { sameAs: reader.text(fields['same_as'], `${path}/same_as`), path };
}

/** Another length by circumstance: `length` is a period, or `shorter` is true. */
export function readAlternative(reader: DocumentReader, value: unknown, path: string): AlternativeLength {
  const fields = reader.object(value, path, ['when'], ['length', 'shorter']);
  const shorter = reader.flag(fields['shorter'], `${path}/shorter`);
  if (shorter === (fields['length'] !== undefined)) reader.refuse('DEFINITION.BAD_VALUE', path, { expected: ['either length or shorter'] });
  return { length: shorter ? null : reader.period(fields['length'], `${path}/length`), when: reader.label(fields['when'], `${path}/when`) };
}

// Reads and checks a `deadline-rules` document: the fields of every rule and what must hold between them. What is not
// here: the parts of a rule (rule-parts.ts) and counting (compute-deadline.ts).
import type { Refusal, Result } from '@quanze/kernel';
import { DocumentReader, HEAD_KEYS } from './document-reader.js';
import { isHourPeriod, isAtMost, monthsOf, type Period } from './period.js';
import { readActivity, readAlternative, readGrant, readLength, readPlainActivity, readRestart, type SameAs } from './rule-parts.js';
import type { DeadlineRule, DeadlineRules, GeneralActivities, RuleLength } from './rule.js';

const REQUIRED = ['id', 'type', 'stage', 'who', 'length', 'calendar', 'counts_start', 'month_rule', 'rollover', 'extendable', 'source', 'status'];
const OPTIONAL = ['from', 'direction', 'fixed', 'resets_on', 'suspended_by', 'excluded', 'max_rounds', 'alt', 'note', 'on_expiry'];
const ID = /^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;

/** Reads and checks a `deadline-rules` document from plain JSON; `same_as` references are replaced by what they name.
 *  Refuses with a list, each with `path`: `DEFINITION.UNKNOWN_KEY`, `.MISSING_KEY`, `.WRONG_TYPE`, `.BAD_VALUE`, `.DUPLICATE`
 *  (two rules of one id), `.UNKNOWN_REFERENCE` (a rule named but not there) and `DEADLINE.RULE_INCONSISTENT` (fields that
 *  contradict each other; `params.expected` says what should hold). */
export function parseDeadlineRules(value: unknown): Result<DeadlineRules, readonly Refusal[]> {
  const reader = new DocumentReader();
  const fields = reader.object(value, '', [...HEAD_KEYS, 'rules'], ['$schema', 'general']);
  const head = reader.head(fields, 'deadline-rules');
  const general = readGeneral(reader, fields['general']);
  const drafts = reader.list(fields['rules'], '/rules', (item, path) => readRule(reader, item, path, general));
  const rules = new Map<string, DeadlineRule>();
  drafts.forEach((draft, index) => {
    if (rules.has(draft.id)) reader.refuse('DEFINITION.DUPLICATE', `/rules/${index}/id`, { value: draft.id });
    const rule: DeadlineRule = { ...draft, resetsOn: resolve(reader, drafts, draft.resetsOn, 'resetsOn'), excluded: resolve(reader, drafts, draft.excluded, 'excluded'), suspendedBy: resolve(reader, drafts, draft.suspendedBy, 'suspendedBy') };
    checkRule(reader, rule, `/rules/${index}`);
    if (rule.length.kind === 'within') checkReference(reader, drafts, rule.length.rule, `/rules/${index}/length/within`);
    rules.set(rule.id, rule);
  });
  return reader.result({ ...head, general, rules });
}

type DraftLists = 'resetsOn' | 'excluded' | 'suspendedBy';
type Draft = Omit<DeadlineRule, DraftLists> & { readonly [K in DraftLists]: readonly (DeadlineRule[K][number] | SameAs)[] };

function readGeneral(reader: DocumentReader, value: unknown): GeneralActivities {
  if (value === undefined) return { excluded: [], withoutEffect: [] };
  const fields = reader.object(value, '/general', ['excluded', 'without_effect']);
  return {
    excluded: reader.list(fields['excluded'], '/general/excluded', (item, path) => readPlainActivity(reader, item, path)),
    withoutEffect: reader.list(fields['without_effect'], '/general/without_effect', (item, path) => readPlainActivity(reader, item, path)),
  };
}

function readRule(reader: DocumentReader, value: unknown, path: string, general: GeneralActivities): Draft {
  const fields = reader.object(value, path, REQUIRED, OPTIONAL);
  const id = reader.text(fields['id'], `${path}/id`);
  if (id !== '' && !ID.test(id)) reader.refuse('DEFINITION.BAD_VALUE', `${path}/id`, { expected: ['words joined by . and -'] });
  const optionalLabel = (key: string) => (fields[key] === undefined ? null : reader.label(fields[key], `${path}/${key}`));
  return {
    id,
    type: reader.text(fields['type'], `${path}/type`),
    stage: reader.label(fields['stage'], `${path}/stage`),
    who: reader.label(fields['who'], `${path}/who`),
    from: optionalLabel('from'),
    length: readLength(reader, fields['length'], `${path}/length`),
    calendar: reader.choice(fields['calendar'], `${path}/calendar`, ['calendar', 'working', 'hours', 'hours-exact']),
    countsStart: reader.flag(fields['counts_start'], `${path}/counts_start`),
    monthRule: reader.choice(fields['month_rule'], `${path}/month_rule`, ['criminal', 'civil']),
    rollover: reader.choice(fields['rollover'], `${path}/rollover`, ['none', 'next-working-day', 'unless-in-custody', 'n/a']),
    backward: fields['direction'] !== undefined && reader.choice(fields['direction'], `${path}/direction`, ['forward', 'backward']) === 'backward',
    fixed: reader.flag(fields['fixed'], `${path}/fixed`),
    extendable: reader.list(fields['extendable'], `${path}/extendable`, (item, at) => readGrant(reader, item, at)),
    resetsOn: reader.list(fields['resets_on'], `${path}/resets_on`, (item, at) => readRestart(reader, item, at)),
    suspendedBy: reader.list(fields['suspended_by'], `${path}/suspended_by`, (item, at) => readActivity(reader, item, at)),
    excluded: reader.list(fields['excluded'], `${path}/excluded`, (item, at) => readActivity(reader, item, at)),
    maxRounds: readMaxRounds(reader, fields['max_rounds'], `${path}/max_rounds`),
    alt: fields['alt'] === undefined ? null : readAlternative(reader, fields['alt'], `${path}/alt`),
    note: optionalLabel('note'),
    onExpiry: optionalLabel('on_expiry'),
    source: reader.text(fields['source'], `${path}/source`),
    status: reader.choice(fields['status'], `${path}/status`, ['verified', 'secondary', 'unverified']),
    general,
  };
}

function readMaxRounds(reader: DocumentReader, value: unknown, path: string): DeadlineRule['maxRounds'] {
  if (value === undefined) return null;
  const fields = reader.object(value, path, ['count'], ['scope']);
  return { count: reader.count(fields['count'], `${path}/count`), scope: fields['scope'] === undefined ? null : reader.label(fields['scope'], `${path}/scope`) };
}

function resolve<K extends DraftLists>(reader: DocumentReader, drafts: readonly Draft[], items: Draft[K], key: K): readonly DeadlineRule[K][number][] {
  return (items as readonly (DeadlineRule[K][number] | SameAs)[]).flatMap((item) => {
    if (!('sameAs' in item)) return [item];
    checkReference(reader, drafts, item.sameAs, `${item.path}/same_as`);
    const named = (drafts.find((draft) => draft.id === item.sameAs)?.[key] ?? []) as readonly (DeadlineRule[K][number] | SameAs)[];
    const chained = named.filter((entry) => 'sameAs' in entry);
    if (chained.length > 0) reader.refuse('DEFINITION.BAD_VALUE', item.path, { expected: ['a rule with its own list'] });
    return named.filter((entry): entry is DeadlineRule[K][number] => !('sameAs' in entry));
  });
}

function checkReference(reader: DocumentReader, drafts: readonly Draft[], id: string, path: string): void {
  if (!drafts.some((draft) => draft.id === id)) reader.refuse('DEFINITION.UNKNOWN_REFERENCE', path, { value: id });
}

function checkRule(reader: DocumentReader, rule: DeadlineRule, path: string): void {
  const must = (holds: boolean, expected: string) => {
    if (!holds) reader.refuse('DEADLINE.RULE_INCONSISTENT', path, { rule: rule.id, expected: [expected] });
  };
  const inHours = rule.calendar === 'hours' || rule.calendar === 'hours-exact';
  const still = rule.rollover === 'none' || rule.rollover === 'n/a';
  const periods = periodsOf(rule);
  must(rule.countsStart === (rule.calendar === 'hours-exact'), 'counts_start exactly for hours-exact');
  must(periods.every((period) => isHourPeriod(period) === inHours), 'hours only in hour clocks, days and months in the others');
  must(!inHours || still, 'no roll-over for hours');
  must(!rule.backward || (still && rule.calendar === 'calendar' && rule.extendable.length === 0), 'a backward clock in calendar days, without roll-over or extension');
  must(rule.calendar !== 'working' || periods.every((period) => monthsOf(period) === 0 && !period.halfMonth), 'working days without months');
  must(rule.calendar !== 'working' || still, 'no roll-over for working days, which never end on a rest day');
  must(rule.monthRule === 'criminal' || periods.every((period) => !period.halfMonth), 'half months only under the criminal month rule');
  must(!rule.fixed || rule.extendable.length + rule.resetsOn.length + rule.suspendedBy.length + rule.excluded.length === 0, 'a fixed period without extension, restart, pause or exclusion');
  must(new Set(rule.extendable.map((grant) => grant.id)).size === rule.extendable.length, 'distinct ids of extensions');
  const length = rule.length;
  if (length.kind === 'period') {
    const caps = rule.extendable.flatMap(({ amount }) => (amount.form === 'to' ? [amount.period] : []));
    must(caps.every((cap) => isAtMost(length.period, cap)), 'a cap not shorter than the length');
  }
}

function periodsOf(rule: DeadlineRule): readonly Period[] {
  const lengths = (length: RuleLength): readonly Period[] => {
    if (length.kind === 'period') return [length.period];
    if (length.kind === 'range') return [length.min, length.max];
    return length.kind === 'choices' ? length.choices.map((choice) => choice.length) : [];
  };
  const grants = rule.extendable.flatMap((grant) => (grant.amount.form === 'open' ? [] : [grant.amount.period]));
  return [...lengths(rule.length), ...grants, ...(rule.alt?.length ? [rule.alt.length] : [])];
}

// Reads the parts of a decision record: people, reviews, votes, findings and the rest. What is not here: how the parts hang together
// (`read-record.ts`, `check-record.ts`).
import { lawDateOf, parseInstant, parseLocalDate, type Instant } from '@quanze/kernel';
import type { LenientReader } from './lenient-reader.js';
import type { Alert, Assistant, DecisionFacts, Finding, HandlerPeriod, Instruction, Interference, Misstatement, Person, RecusalGround, Review, Vote } from './record.js';
import { AREAS, CAPACITIES, CAUSE_AREAS, FAULTS, LAWFULNESS, RESULTS, ROLE_SPELLINGS, VOTES, type Capacity } from './vocabulary.js';

export type ReadPerson = (value: unknown, path: string) => Person;
/** A person, or null where an organ or a machine stands in a place in which either may. */
export type ReadParty = (value: unknown, path: string) => Person | null;
export type ReadPersons = (value: unknown, path: string) => readonly Person[];

export interface BodyNames { readonly isBody: (name: string) => boolean }
export interface TaskWords { readonly clerk: readonly string[]; readonly expert: readonly string[] }

const NOTHING = ['none', 'no', 'false'];
const CRIME_KINDS = ['crime', 'crime_referral', 'duty_violation', 'suspected_crime'];

/** A person is a text of 1..120 characters that is not the name of an organ. @source 人民检察院组织法 33-34 */
export function readPerson(reader: LenientReader, value: unknown, path: string, bodies: BodyNames): Person {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 120) {
    reader.malformed(path, 'a person');
    return '';
  }
  if (bodies.isBody(value)) reader.reject('RECORD.NOT_A_PERSON', path);
  return value;
}

/** A capacity or another name of one. */
function readRole(reader: LenientReader, value: unknown, path: string): Capacity {
  const known = typeof value === 'string' && Object.hasOwn(ROLE_SPELLINGS, value) ? ROLE_SPELLINGS[value] : undefined;
  return known ?? reader.oneOf(value, path, CAPACITIES);
}

export const roleOrNull = (reader: LenientReader, value: unknown, path: string): Capacity | null => (value === undefined || value === null ? null : readRole(reader, value, path));

export const missing = (value: unknown): value is undefined | null => value === undefined || value === null;

export function readHandler(reader: LenientReader, value: unknown, path: string, person: ReadPerson): HandlerPeriod {
  const fields = reader.object(value, path, ['person', 'period']);
  const { period } = fields;
  if (typeof period !== 'object' || period === null || Array.isArray(period)) return { person: person(fields.person, `${path}.person`), period: reader.description(period, `${path}.period`) };
  const span = reader.object(period, `${path}.period`, ['from', 'to']);
  const [from, to] = [reader.description(span.from, `${path}.period.from`), reader.description(span.to, `${path}.period.to`)];
  return { person: person(fields.person, `${path}.person`), period: `${writtenDay(from)}–${writtenDay(to)}` };
}

/** As people write it: the law day of an instant; any other description as it is. */
function writtenDay(text: string | null): string {
  const instant = parseInstant(text ?? '');
  return instant.ok ? lawDateOf(instant.value) : (text ?? '');
}

export function readAssistant(reader: LenientReader, value: unknown, path: string, person: ReadPerson, words: TaskWords): Assistant {
  const fields = reader.object(value, path, ['person', 'task', 'under_direction', 'deviation', 'role']);
  const task = reader.description(fields.task, `${path}.task`);
  const deviation = reader.description(fields.deviation, `${path}.deviation`);
  const role = missing(fields.role) ? null : reader.oneOf(fields.role, `${path}.role`, ['assistant', 'clerk', 'expert', 'tech', 'police'] as const);
  const said = (role === 'tech' ? 'expert' : role === 'police' ? 'assistant' : role) ?? kindOf(task, words);
  return {
    person: person(fields.person, `${path}.person`),
    task,
    underDirection: reader.flag(fields.under_direction, `${path}.under_direction`, true),
    deviation: deviation === null || NOTHING.includes(deviation) ? null : deviation,
    kind: said,
  };
}

/** The record has no post for support staff; the task tells clerks and experts apart. Latin words count whole, Chinese ones inside. */
function kindOf(task: string | null, words: TaskWords): Assistant['kind'] {
  const text = (task ?? '').toLowerCase();
  const tokens = text.split(/[^a-z]+/);
  const speaksOf = (list: readonly string[]): boolean => list.some((word) => (/^[a-z]+$/.test(word) ? tokens.includes(word) : text.includes(word)));
  if (speaksOf(words.expert)) return 'expert';
  return speaksOf(words.clerk) ? 'clerk' : 'assistant';
}

export function readReview(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Review {
  const fields = reader.object(value, path, ['by', 'role', 'opinion', 'form', 'opened_file']);
  return {
    by: person(fields.by, `${path}.by`),
    role: roleOrNull(reader, fields.role, `${path}.role`) ?? 'dept_head',
    opinion: reader.description(fields.opinion, `${path}.opinion`),
    form: reader.description(fields.form, `${path}.form`),
    openedFile: missing(fields.opened_file) ? null : reader.flag(fields.opened_file, `${path}.opened_file`, false),
  };
}

export function readVote(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Vote {
  const fields = reader.object(value, path, ['person', 'vote', 'opinion', 'role']);
  // The chair is a way of taking part, not a post.
  const chair = fields.role === 'chair' || fields.role === 'member';
  return {
    person: person(fields.person, `${path}.person`),
    vote: reader.oneOf(fields.vote, `${path}.vote`, VOTES),
    opinion: reader.description(fields.opinion, `${path}.opinion`),
    role: chair ? null : roleOrNull(reader, fields.role, `${path}.role`),
  };
}

/** An instruction whose form is `none` is no instruction, provided that nobody is named in it. */
export function readInstruction(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Instruction | null {
  if (missing(value)) return null;
  const fields = reader.object(value, path, ['by', 'form', 'lawfulness', 'outside_channel', 'role', 'confirmed']);
  if (fields.form === 'none' && missing(fields.by)) return null;
  return {
    by: person(fields.by, `${path}.by`),
    role: roleOrNull(reader, fields.role, `${path}.role`),
    form: reader.oneOf(fields.form, `${path}.form`, ['written', 'oral'] as const),
    lawfulness: reader.optional(fields.lawfulness, `${path}.lawfulness`, LAWFULNESS, null),
    outsideChannel: reader.flag(fields.outside_channel, `${path}.outside_channel`, false),
    confirmed: reader.flag(fields.confirmed, `${path}.confirmed`, true),
  };
}

/** The signer as a text, or `{by, role?}`. */
export function readSigner(reader: LenientReader, value: unknown, path: string, person: ReadPerson): DecisionFacts['signer'] {
  if (missing(value)) return null;
  if (typeof value === 'string') return { person: person(value, path), role: null };
  const fields = reader.object(value, path, ['by', 'role']);
  return { person: person(fields.by, `${path}.by`), role: roleOrNull(reader, fields.role, `${path}.role`) };
}

export function readMisstatement(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Misstatement | null {
  if (missing(value) || value === 'none') return null;
  const fields = reader.object(value, path, ['by', 'kind', 'what']);
  if (fields.kind === 'none' && missing(fields.by)) return null;
  return { by: person(fields.by, `${path}.by`), kind: reader.oneOf(fields.kind, `${path}.kind`, FAULTS), what: reader.description(fields.what, `${path}.what`) };
}

export function readDetectable(reader: LenientReader, value: unknown, path: string, person: ReadPerson): DecisionFacts['detectable'] {
  if (missing(value)) return null;
  if (typeof value === 'boolean') return value;
  const fields = reader.map(value, path);
  return Object.fromEntries(Object.keys(fields).map((name) => [person(name, `${path}.${name.slice(0, 80)}`), reader.flag(fields[name], `${path}.${name.slice(0, 80)}`, false)]));
}

export function readInterference(reader: LenientReader, value: unknown, path: string, party: ReadParty, persons: ReadPersons): Interference {
  const fields = reader.object(value, path, ['by', 'recipients', 'recorded', 'on_time', 'followed']);
  return {
    by: missing(fields.by) ? null : party(fields.by, `${path}.by`),
    recipients: persons(fields.recipients, `${path}.recipients`),
    recorded: reader.flag(fields.recorded, `${path}.recorded`, false),
    onTime: missing(fields.on_time) ? null : reader.flag(fields.on_time, `${path}.on_time`, false),
    followed: reader.flag(fields.followed, `${path}.followed`, false),
  };
}

/** True or a text: the handler has a ground; an object names the person, what was known and who rejected a request, which for the
 *  chief is the committee and so nobody in particular. @source 刑事诉讼法 31 */
export function readRecusal(reader: LenientReader, value: unknown, path: string, person: ReadPerson, party: ReadParty): RecusalGround | null {
  if (missing(value) || value === false || value === '' || value === 'none') return null;
  if (value === true || typeof value === 'string') return { person: null, known: true, ground: value === true ? null : reader.text(value, path), rejectedBy: null };
  const fields = reader.object(value, path, ['person', 'known', 'ground', 'rejected_by']);
  return {
    person: missing(fields.person) ? null : person(fields.person, `${path}.person`),
    known: reader.flag(fields.known, `${path}.known`, true),
    ground: reader.description(fields.ground, `${path}.ground`),
    rejectedBy: missing(fields.rejected_by) ? null : party(fields.rejected_by, `${path}.rejected_by`),
  };
}

/** True, a text, or `{kind, found_by?}`; `found_by` says which organ or paper found it, so it is a description, not a participant. */
export function readExemption(reader: LenientReader, value: unknown, path: string): DecisionFacts['exemption'] {
  if (missing(value) || value === false || value === '' || value === 'none') return null;
  if (value === true) return { kind: 'unspecified', foundBy: null };
  if (typeof value === 'string') return { kind: reader.text(value, path), foundBy: null };
  const fields = reader.object(value, path, ['kind', 'found_by']);
  return { kind: reader.text(fields.kind, `${path}.kind`), foundBy: reader.description(fields.found_by, `${path}.found_by`) };
}

export function readOutcome(reader: LenientReader, value: unknown, path: string): DecisionFacts['outcome'] {
  if (missing(value)) return { result: 'correct', serious: false, causes: [] };
  const fields = reader.object(value, path, ['result', 'serious_consequence', 'cause_areas']);
  return {
    result: reader.optional(fields.result, `${path}.result`, RESULTS, 'correct'),
    serious: reader.flag(fields.serious_consequence, `${path}.serious_consequence`, false),
    causes: reader.list(fields.cause_areas, `${path}.cause_areas`, (item, at) => reader.oneOf(item, at, CAUSE_AREAS)),
  };
}

export function readFinding(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Finding {
  const fields = reader.object(value, path, ['person', 'area', 'fault', 'role', 'crime', 'crime_referral', 'duty_violation']);
  const crime = ['crime', 'crime_referral', 'duty_violation'].map((key) => reader.flag(fields[key], `${path}.${key}`, false));
  return {
    person: person(fields.person, `${path}.person`),
    area: reader.oneOf(fields.area, `${path}.area`, AREAS),
    fault: reader.oneOf(fields.fault, `${path}.fault`, FAULTS),
    role: roleOrNull(reader, fields.role, `${path}.role`),
    crime: crime.includes(true),
  };
}

export function readAlert(reader: LenientReader, value: unknown, path: string, party: ReadParty): Alert {
  const fields = reader.object(value, path, ['raised_by', 'kind', 'answered']);
  return {
    raisedBy: missing(fields.raised_by) ? null : party(fields.raised_by, `${path}.raised_by`),
    kind: reader.description(fields.kind, `${path}.kind`),
    answered: reader.description(fields.answered, `${path}.answered`),
  };
}

/** Whether a person found or referred a duty violation or crime: in a finding, or in an alert that somebody raised. @source 监察法 37 */
export function readCrime(record: DecisionFacts): boolean {
  return record.findings.some((finding) => finding.crime) || record.alerts.some((alert) => alert.raisedBy !== null && CRIME_KINDS.includes(alert.kind ?? ''));
}

export function readOutsideRole(reader: LenientReader, value: unknown, path: string): Capacity | boolean {
  return missing(value) || typeof value === 'boolean' ? value ?? false : readRole(reader, value, path);
}

/** Whether the list changed before the act. A change on the day of the act counts as before it: a list is in force from its first day. */
export function readListChange(reader: LenientReader, decided: unknown, changed: unknown): DecisionFacts['listChange'] {
  const [act, change] = [momentOf(reader, decided, 'decided_at'), momentOf(reader, changed, 'list_changed_at')];
  if (act === null || change === null) return null;
  const comparable = act.length === change.length ? [act, change] : [dayOf(act), dayOf(change)];
  return (comparable[1] as string) <= (comparable[0] as string) ? 'before' : 'after';
}

const dayOf = (moment: string): string => (moment.length === 10 ? moment : lawDateOf(moment as Instant));

function momentOf(reader: LenientReader, value: unknown, path: string): string | null {
  if (missing(value)) return null;
  const date = parseLocalDate(value);
  if (date.ok) return date.value;
  const instant = parseInstant(value);
  if (instant.ok) return instant.value;
  reader.malformed(path, 'YYYY-MM-DD or a time with offset');
  return null;
}

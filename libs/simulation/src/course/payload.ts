// Payloads by chance, from what a definition declares of its fields and from who is in the case. Mostly such as a form would let through. What
// is not here: payloads that are wrong on purpose (`hostile.ts`), and which act is chosen.
import type { CaseSnapshot, CompiledAct, FactDeclaration, FieldDeclaration, Fields } from '@quanze/engine';
import { addDays, lawDateOf, type Instant, type JsonObject, type JsonValue, type PersonId } from '@quanze/kernel';
import type { Chance } from '../chance.js';
import type { SimulatedOffice } from '../world/people.js';

export interface Desk {
  readonly chance: Chance;
  readonly office: SimulatedOffice;
  readonly at: Instant;
  readonly snapshot: CaseSnapshot | null;
}

const TEXTS = ['依法记录', '经审查，事实清楚。', 'noted', '　', '…'];
// Digests of contents nobody has; the store of the simulation calls every one of them stored.
const FILES: readonly string[] = ['a1', 'b2', 'c3'].map((digits) => digits.repeat(32));
const OPTIONAL_RATE = 0.55;
const PAST_DAYS_MAX = 12;
const FUTURE_DAYS_MAX = 20;
const COUNT_MAX = 4;
const CHIEF_RATE = 0.25;

/** A payload for the fields of an act. @param fixed values that are chosen already (the option of a question) */
export function payloadFor(desk: Desk, act: CompiledAct, fields: Fields, fixed: JsonObject): JsonObject {
  const payload: Record<string, JsonValue> = { ...fixed };
  for (const [name, field] of Object.entries(fields)) {
    if (name in payload || (field.required !== true && !desk.chance.happens(OPTIONAL_RATE))) continue;
    const value = entriesWaiting(desk, act, name, payload) ?? valueFor(desk, act, name, field);
    if (value !== null) payload[name] = value;
  }
  return payload;
}

/** A value of a declared type. Null when there is none to give. */
export function valueFor(desk: Desk, act: CompiledAct | null, name: string, field: FieldDeclaration | FactDeclaration): JsonValue {
  const { chance, at } = desk;
  switch (field.type) {
    case 'boolean': return chance.happens(0.6);
    case 'integer': return integerFor(chance, field.min ?? 1, field.max);
    case 'date': return dayFor(chance, at);
    case 'enum': return field.values === undefined || field.values.length === 0 ? null : chance.pick(field.values);
    case 'list': return field.values === undefined ? ['a'] : chance.shuffle(field.values).slice(0, 1 + chance.int(field.values.length));
    case 'person': return personFor(desk, act, name);
    case 'people': return peopleFor(desk, act, name);
    case 'file': return chance.pick(FILES);
    case 'files': return chance.shuffle(FILES).slice(0, 1 + chance.int(FILES.length));
    case 'text': return textFor(chance, field);
  }
}

function integerFor(chance: Chance, min: number, max: number | undefined): number {
  return min + chance.int(Math.max(1, Math.min(COUNT_MAX, (max ?? min + COUNT_MAX) - min + 1)));
}

function dayFor(chance: Chance, at: Instant): JsonValue {
  const roll = chance.fraction();
  if (roll < 0.75) return lawDateOf(at);
  return addDays(lawDateOf(at), roll < 0.9 ? -chance.int(PAST_DAYS_MAX) : chance.int(FUTURE_DAYS_MAX));
}

function textFor(chance: Chance, field: FieldDeclaration | FactDeclaration): string {
  const text = chance.happens(0.9) ? (TEXTS[0] as string) : chance.pick(TEXTS);
  return 'length' in field && field.length !== undefined ? text.slice(0, field.length) : text;
}

/** Whoever it concerns in the case first, then anybody of the office, sometimes somebody nobody knows. */
function personFor({ chance, office, at, snapshot }: Desk, act: CompiledAct | null, name: string): JsonValue {
  const kind = act?.effect?.kind ?? '';
  // The chief is one among many, and the question who judges the chief has a course of its own.
  if (kind === 'request-recusal' && chance.happens(CHIEF_RATE)) return chance.pick(office.everybody.filter((person) => holds(office, person, at, ['chief'])).concat(office.everybody[0] ?? []));
  const ofChief = act?.flow?.decision.includes('chief') === true;
  const inQuestion = snapshot?.recusals.filter(({ target }) => !ofChief || target === 'chief').map(({ person }) => person) ?? [];
  if (/recusal|earlier/u.test(`${kind} ${act?.id ?? ''}`) && inQuestion.length > 0 && chance.happens(0.8)) return chance.pick(inQuestion);
  const team = snapshot?.team.map(({ person }) => person) ?? [];
  if (kind === 'end-substitution' || kind === 'leave-team') return chance.pick(team.length > 0 ? team : office.everybody);
  if (kind === 'assign-task' && team.length > 0 && chance.happens(0.8)) return chance.pick(team);
  const able = office.everybody.filter((person) => holds(office, person, at, name === 'giver' ? ['chief', 'deputy_chief'] : ['procurator']));
  return chance.happens(0.75) && able.length > 0 ? chance.pick(able) : chance.pick(office.everybody);
}

function peopleFor({ chance, office, at, snapshot }: Desk, act: CompiledAct | null, name: string): JsonValue {
  if (name === 'stepAside') return [];
  if (act?.flow?.kind === 'open-meeting') {
    const about = Object.values(snapshot?.decisions[act.flow.decision]?.proposal.values ?? {});
    const members = office.committeeAt(at).filter((member) => !about.includes(member));
    return chance.happens(0.85) ? members : chance.shuffle(members).slice(0, 1 + chance.int(members.length));
  }
  return chance.shuffle(office.everybody).slice(0, 1 + chance.int(3));
}

function holds(office: SimulatedOffice, person: PersonId, at: Instant, roles: readonly string[]): boolean {
  return office.factsAt(person, at).posts.some(({ role }) => roles.includes(role));
}

/** Entries of a recused person that wait for a judgment: some stand, the others fall. Null for every other field. */
function entriesWaiting({ snapshot, chance }: Desk, act: CompiledAct, name: string, payload: JsonObject): JsonValue {
  const isWhole = name === 'entries' && payload['person'] !== undefined;
  if (name !== 'stand' && name !== 'fall' && !isWhole) return null;
  const waiting = snapshot?.recusals.find(({ person }) => person === payload['person'] || act.flow !== null)?.earlier?.filter(({ validity }) => validity === 'waiting').map(({ seq }) => String(seq)) ?? [];
  if (name === 'fall') return waiting.filter((seq) => !(payload['stand'] as readonly string[] | undefined)?.includes(seq));
  return isWhole ? waiting : waiting.filter(() => chance.happens(0.5));
}

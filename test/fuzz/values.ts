// Values that a schema allows, told by name where the name says more than the schema: people, acts and ids that exist, days that lie
// ahead. What is not here: values a schema does not allow (`hostile.ts`).
import fc from 'fast-check';
import { OFFICE_ROLES } from '@quanze/engine';
import type { Operation, Schema } from './operations.js';

/** What the office of the tests knows, so that a value can be the name of something that exists. */
export interface Vocabulary {
  readonly cases: readonly string[];
  /** A decision that was made. */
  readonly decided: { readonly caseId: string; readonly seq: number };
  readonly offices: readonly string[];
  readonly people: readonly string[];
  /** Those who can handle a case. */
  readonly handlers: readonly string[];
  readonly logins: readonly string[];
  /** People nobody in the storm works as: they may lose their password and with it their sessions. */
  readonly spare: readonly string[];
  /** Whom powers can be delegated to. */
  readonly deputy: string;
  readonly password: string;
  readonly hashes: readonly string[];
  readonly acts: readonly string[];
  readonly powers: readonly string[];
  readonly words: readonly string[];
  /** Payloads that some act or other takes, and facts a case is opened with. */
  readonly objects: readonly object[];
  /** Documents that were published once, so that they can be published again under another version. */
  readonly definitions: readonly { readonly kind: string; readonly id: string; readonly content: unknown }[];
}

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
/** One instant an hour ago, the others ahead, with offsets of several kinds. */
const INSTANTS = [inDays(-1 / 24), inDays(2), inDays(40).replace('Z', '+00:00'), `${inDays(90).slice(0, 10)}T00:00:00+08:00`, `${inDays(400).slice(0, 10)}T15:59:59.999Z`];
const DATES = [inDays(2), inDays(30), inDays(-3)].map((instant) => instant.slice(0, 10));
const DEPARTMENTS = ['first', 'second', 'third', 'case-management'];

/** Ids that come to be during the storm stand in an address as `~kind~number~` until they are known. */
export const MADE = ['appointment', 'delegation', 'absence', 'appeal', 'token', 'definition'] as const;
export type Made = (typeof MADE)[number];

export function placeOf(kind: Made): fc.Arbitrary<string> {
  return fc.nat({ max: 999 }).map((number) => `~${kind}~${number}~`);
}

function named(name: string, words: Vocabulary): fc.Arbitrary<unknown> | null {
  const rarely = (arbitrary: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: other });
  const word = fc.constantFrom(...words.words);
  switch (name) {
    case 'office':
      return fc.oneof({ weight: 8, arbitrary: fc.constant(words.offices[0]) }, { weight: 1, arbitrary: fc.constantFrom(...words.offices) });
    case 'person':
    case 'to':
    case 'handler':
      return fc.constantFrom(...words.people);
    case 'act':
      return fc.constantFrom(...words.acts);
    case 'hash':
      return fc.constantFrom(...words.hashes);
    case 'id':
      return fc.constantFrom(...words.cases, ...words.people);
    case 'seq':
      return fc.integer({ min: 1, max: 12 }).map(String);
    case 'role':
      return rarely(fc.constantFrom(...OFFICE_ROLES), word);
    case 'department':
      return rarely(fc.constantFrom(...DEPARTMENTS), word);
    case 'portfolio':
    case 'departments':
      return rarely(fc.uniqueArray(fc.constantFrom(...DEPARTMENTS), { maxLength: 3 }), fc.array(word, { maxLength: 2 }));
    case 'powers':
      return rarely(fc.uniqueArray(fc.constantFrom('*', ...words.powers), { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 2 }));
    case 'password':
      return fc.constantFrom(words.password, words.password, 'wrong-password', 'short');
    default:
      return null;
  }
}

/** Values of a schema. */
export function valueOf(name: string, schema: Schema, words: Vocabulary): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const known = named(name, words);
  if (known !== null) return known;
  if (schema.format === 'date-time') return fc.constantFrom(...INSTANTS);
  if (schema.format === 'date') return fc.constantFrom(...DATES);
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...words.people, ...words.cases), fc.uuid());
  switch (schema.type) {
    case 'number':
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 40, 1_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf('item', schema.items ?? {}, words), { maxLength: 4 });
    case 'object':
      return schema.properties === undefined ? fc.constantFrom(...words.objects) : objectOf(schema, words);
    default:
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words.words) }, { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: Math.min(schema.maxLength ?? 60, 60), unit: 'grapheme' }) });
  }
}

/** Objects of a schema: what is required, and some of the rest. */
export function objectOf(schema: Schema, words: Vocabulary): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valueOf(name, field, words)]));
  return fc.record(fields, { requiredKeys: [...(schema.required ?? [])] }) as fc.Arbitrary<Record<string, unknown>>;
}

/** What an operation takes when its schema alone would hardly ever do; null = the schema does. */
export function bodyOf({ id, body }: Operation, words: Vocabulary): fc.Arbitrary<Record<string, unknown>> | null {
  if (body?.properties?.['caseId'] !== undefined && body.properties['seq'] !== undefined) return objectOf(body, words).map((object) => ({ ...object, ...words.decided }));
  switch (id) {
    case 'submitDefinition':
      return fc.record({ definition: fc.constantFrom(...words.definitions), number: fc.nat({ max: 60 }), effectiveFrom: fc.nat({ max: 60 }).map((days) => inDays(days).slice(0, 10)), agrees: fc.nat({ max: 5 }).map((n) => n > 0) }).map(newDefinition);
    case 'addPerson':
      return fc.nat({ max: 40 }).map((number) => ({ name: '新进人员', login: `fuzz.person${number}`, password: words.password }));
    case 'appoint':
      return fc.record({ person: fc.constantFrom(...words.people), role: fc.constantFrom(...OFFICE_ROLES), department: fc.constantFrom(...DEPARTMENTS), order: fc.constant('云岭检任〔2026〕1号'), until: fc.constantFrom(...INSTANTS.slice(1)) }, { requiredKeys: ['person', 'role', 'department', 'order'] });
    case 'delegate':
      return fc.record({ to: fc.constant(words.deputy), powers: fc.uniqueArray(fc.constantFrom('*', ...words.powers), { minLength: 1, maxLength: 2 }), order: fc.constant('云岭检委〔2026〕1号'), until: fc.constantFrom(...INSTANTS.slice(1, 4)) });
    case 'signIn':
      return fc.constantFrom(...words.logins).map((login) => ({ login, password: words.password }));
    default:
      return null;
  }
}

/** A document that was published, under another version and day, and mostly saying so itself. */
function newDefinition({ definition: { kind, id, content }, number, effectiveFrom, agrees }: { readonly definition: Vocabulary['definitions'][number]; readonly number: number; readonly effectiveFrom: string; readonly agrees: boolean }): Record<string, unknown> {
  const version = `fuzz.${number}`;
  const own = content as Readonly<Record<string, unknown>>;
  const said = agrees ? { ...('version' in own ? { version } : {}), ...('effectiveFrom' in own ? { effectiveFrom } : {}) } : {};
  return { kind, id, version, effectiveFrom, content: { ...own, ...said } };
}

// Whole requests: an operation, somebody who sends it, and anything from well meant to hostile in each of its parts.
// What is not here: sending and judging (`storm.ts`), and people who look before they act (`errands.ts`).
import fc from 'fast-check';
import { brokenBody, HOSTILE_HEADERS, HOSTILE_PARTS, HOSTILE_QUERIES, HOSTILE_VALUES, spoiled } from './hostile.js';
import type { Operation } from './operations.js';
import { bodyOf, objectOf, placeOf, valueOf, type Made, type Vocabulary } from './values.js';

/** Stands for the version a case has when the request is sent. */
export const CURRENT = 'current';

export type Header = readonly [name: string, value: string];

export interface FuzzRequest {
  readonly operation: string;
  /** Login, or null for nobody. */
  readonly who: string | null;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  /** An object becomes JSON when it is sent; null is no body. */
  readonly body: Buffer | Readonly<Record<string, unknown>> | null;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
// Hashing a password is dear. An event stream never ends, so it has a test of its own.
const WEIGHTS: Readonly<Record<string, number>> = { act: 40, openCase: 8, signIn: 1, signOut: 2, addPerson: 2, resetPassword: 2, changePassword: 2, streamEvents: 0 };
/** Whose business an operation is. */
const COMPETENT: Readonly<Record<string, string>> = {
  openCase: 'intake', addPerson: 'admin', resetPassword: 'admin', appoint: 'admin', endAppointment: 'admin', submitDefinition: 'admin', delegate: 'chief', revokeDelegation: 'chief', publishDefinition: 'chief',
  recordFinding: 'inspector', recordExemption: 'inspector', appeal: 'procurator1', answerAppeal: 'inspector', commitDraws: 'admin', recordAbsence: 'admin',
};
const MADE_BEFORE: Readonly<Record<string, Made>> = { endAppointment: 'appointment', revokeDelegation: 'delegation', endAbsence: 'absence', readAppeal: 'appeal', answerAppeal: 'appeal', revokeToken: 'token', publishDefinition: 'definition' };

/** Requests over all operations; acts come most often, because they have most to lose. */
export function requestsOver(operations: readonly Operation[], words: Vocabulary): fc.Arbitrary<FuzzRequest> {
  const weighted = operations.map((operation) => ({ weight: WEIGHTS[operation.id] ?? 4, arbitrary: requestTo(operation, words) }));
  return fc.oneof(...weighted.filter(({ weight }) => weight > 0), { weight: 5, arbitrary: strangeAddress(words.logins) });
}

function requestTo(operation: Operation, words: Vocabulary): fc.Arbitrary<FuzzRequest> {
  const anybody = { weight: 6, arbitrary: fc.constantFrom<string | null>(...words.logins) };
  const competent = COMPETENT[operation.id];
  return fc.record({
    who: fc.oneof(anybody, ...(competent === undefined ? [] : [{ weight: 10, arbitrary: fc.constant<string | null>(competent) }]), { weight: 1, arbitrary: fc.constant(null) }),
    method: fc.oneof({ weight: 30, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
    target: targetOf(operation, words),
    headers: headersOf(operation),
    body: operation.body === null ? fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(Buffer.from('{}')) }) : bodiesOf(operation, words),
  }).map((parts) => ({ ...parts, operation: operation.id }));
}

function targetOf({ id, path, parameters }: Operation, words: Vocabulary): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const goodPart = ({ name, schema }: (typeof inPath)[number]): fc.Arbitrary<string> => {
    const made = MADE_BEFORE[id];
    if (made !== undefined && name !== 'office') return fc.oneof({ weight: 5, arbitrary: placeOf(made) }, { weight: 1, arbitrary: valueOf(name, schema, words).map(String) });
    if (id === 'resetPassword' && name === 'person') return fc.constantFrom(...words.spare);
    if (name === 'case') return fc.constantFrom(words.decided.caseId, words.decided.caseId, ...words.cases);
    if (name === 'seq') return fc.oneof(fc.constant(String(words.decided.seq)), valueOf(name, schema, words).map(String));
    if (name === 'id' && path.startsWith('/api/v1/cases/')) return fc.constantFrom(...words.cases);
    return valueOf(name, schema, words).map(String);
  };
  const parts = fc.tuple(...inPath.map((parameter) => fc.oneof({ weight: 10, arbitrary: goodPart(parameter) }, { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_PARTS) })));
  const query = fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fc.tuple(...inQuery.map(({ name, schema }) => fc.option(valueOf(name, schema, words).map((value) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`), { nil: null }))).map((all) => all.filter((one) => one !== null).join('&')) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_QUERIES) },
  );
  return fc.tuple(parts, query).map(([values, suffix]) => {
    const filled = inPath.reduce((address, { name }, index) => address.replace(`{${name}}`, () => values[index] ?? ''), path);
    return suffix === '' ? filled : `${filled}?${suffix}`;
  });
}

function headersOf({ parameters, body }: Operation): fc.Arbitrary<readonly Header[]> {
  const type: readonly Header[] = body === null ? [] : [['content-type', 'application/json']];
  const key = parameters.some(({ name }) => name === 'Idempotency-Key')
    ? fc.option(fc.integer({ min: 1, max: 400 }).map((number): Header => ['idempotency-key', `fuzz-${number}`]), { nil: null, freq: 1 }) : fc.constant(null);
  const hostile = fc.oneof({ weight: 10, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: fc.array(fc.constantFrom(...HOSTILE_HEADERS), { maxLength: 3 }) });
  // A hostile line comes last, and of two lines with one name the later one counts here: the well-meant one is left out.
  return fc.tuple(key, hostile).map(([own, strange]) => {
    const good = [...type, ...(own === null ? [] : [own])].filter(([name]) => !strange.some(([other]) => other === name));
    return [...good, ...strange.filter(([name], index) => strange.findIndex(([other]) => other === name) === index)];
  });
}

function bodiesOf(operation: Operation, words: Vocabulary): fc.Arbitrary<Buffer | Record<string, unknown> | null> {
  const current = (object: Record<string, unknown>): Record<string, unknown> => ('expectedVersion' in object ? { ...object, expectedVersion: CURRENT } : object);
  const bySchema = objectOf(operation.body ?? {}, words).map(current);
  const isAct = (one: object): one is { act: string } => 'act' in one;
  const meant = operation.id === 'act' ? fc.constantFrom(...words.objects.filter(isAct)).map((known) => ({ ...known, expectedVersion: CURRENT })) : (bodyOf(operation, words) ?? bySchema);
  const good = fc.oneof({ weight: 2, arbitrary: meant }, { weight: 1, arbitrary: bySchema }) as fc.Arbitrary<Record<string, unknown>>;
  return fc.oneof(
    { weight: 6, arbitrary: good }, { weight: 4, arbitrary: spoiled(good) }, { weight: 3, arbitrary: brokenBody(good) },
    { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 12 }), fc.constantFrom(...HOSTILE_VALUES), { maxKeys: 6 }) as fc.Arbitrary<Record<string, unknown>> },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Addresses that no document names. */
function strangeAddress(logins: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const bases = ['/', '/api', '/api/', '/api/v1', '/api/v1/cases//', '//api/v1/cases', '/api/v2/cases', '/API/v1/cases', '/api/v1/cases/../tokens', '/assets/', '/api/reference/', '/api/errors/', '/health/', '/favicon.ico', '/.git/config', '/.env', '/api/v1/cases/%2e%2e/tokens'];
  return fc.record({
    who: fc.constantFrom<string | null>(...logins, null), method: fc.constantFrom(...METHODS),
    target: fc.tuple(fc.constantFrom(...bases), fc.constantFrom(...HOSTILE_PARTS, '', '')).map(([base, part]) => `${base}${part}`),
    headers: fc.constant([]), body: fc.constantFrom(null, Buffer.from('{}')),
  }).map((parts) => ({ ...parts, operation: 'none' }));
}

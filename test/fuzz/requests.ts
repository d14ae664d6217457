// Whole requests: an operation, somebody who sends it, and anything from well meant to hostile in each of its parts.
// What is not here: sending and judging.
import fc from 'fast-check';
import { brokenBody, HOSTILE_HEADERS, HOSTILE_PARTS, HOSTILE_QUERIES, HOSTILE_VALUES, spoiled } from './hostile.js';
import { objectOf, valueOf, type Operation, type Vocabulary } from './operations.js';

/** Stands for the version a case has when the request is sent. */
export const CURRENT = 'current';

export interface FuzzRequest {
  readonly operation: string;
  /** Login, or null for nobody. */
  readonly who: string | null;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  /** An object becomes JSON when it is sent; null is no body. */
  readonly body: Buffer | Record<string, unknown> | null;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Requests over all operations; acts come most often, because they have most to lose. @param logins who may send */
export function requestsOver(operations: readonly Operation[], words: Vocabulary, logins: readonly string[]): fc.Arbitrary<FuzzRequest> {
  // Signing out would only sign the test out, and hashing a password is dear.
  const dear = ['signIn', 'addPerson'];
  const used = operations.filter(({ id }) => id !== 'signOut' && id !== 'streamEvents');
  const weighted = used.map((operation) => ({ weight: operation.id === 'act' ? 40 : operation.id === 'openCase' ? 8 : dear.includes(operation.id) ? 1 : 4, arbitrary: requestTo(operation, words, logins) }));
  return fc.oneof(...weighted, { weight: 5, arbitrary: strangeAddress(logins) });
}

function requestTo(operation: Operation, words: Vocabulary, logins: readonly string[]): fc.Arbitrary<FuzzRequest> {
  return fc.record({
    who: fc.oneof({ weight: 12, arbitrary: fc.constantFrom<string | null>(...logins) }, { weight: 1, arbitrary: fc.constant(null) }),
    method: fc.oneof({ weight: 30, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
    target: targetOf(operation, words),
    headers: headersOf(operation),
    body: operation.body === null ? fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(Buffer.from('{}')) }) : bodyOf(operation, words),
  }).map((parts) => ({ ...parts, operation: operation.id }));
}

function targetOf({ path, parameters }: Operation, words: Vocabulary): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const parts = fc.tuple(...inPath.map(({ name, schema }) => fc.oneof(
    { weight: 10, arbitrary: valueOf(isOfCase(path, name) ? 'case' : name, name === 'id' && isOfCase(path, name) ? { enum: words.cases } : schema, words).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_PARTS) },
  )));
  const query = fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fc.tuple(...inQuery.map(({ name, schema }) => fc.option(valueOf(name, schema, words).map((value) => `${name}=${encodeURIComponent(isWellFormed(value))}`), { nil: null }))).map((all) => all.filter((one) => one !== null).join('&')) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_QUERIES) },
  );
  return fc.tuple(parts, query).map(([values, suffix]) => {
    const filled = inPath.reduce((address, { name }, index) => address.replace(`{${name}}`, () => String(values[index])), path);
    return suffix === '' ? filled : `${filled}?${suffix}`;
  });
}

const isOfCase = (path: string, name: string): boolean => name === 'id' && path.startsWith('/api/v1/cases/');
const isWellFormed = (value: unknown): string => String(value).toWellFormed();

function headersOf({ parameters, body }: Operation): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const type: readonly (readonly [string, string])[] = body === null ? [] : [['content-type', 'application/json']];
  const key = parameters.some(({ name }) => name === 'Idempotency-Key')
    ? fc.option(fc.integer({ min: 1, max: 400 }).map((number) => ['idempotency-key', `fuzz-${number}`] as const), { nil: null, freq: 1 }) : fc.constant(null);
  const hostile = fc.oneof({ weight: 10, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: fc.array(fc.constantFrom(...HOSTILE_HEADERS), { maxLength: 3 }) });
  // A hostile line comes last, and of two lines with one name the later one counts here: the well-meant one is left out.
  return fc.tuple(key, hostile).map(([own, strange]) => {
    const good = [...type, ...(own === null ? [] : [own])].filter(([name]) => !strange.some(([other]) => other === name));
    return [...good, ...strange.filter(([name], index) => strange.findIndex(([other]) => other === name) === index)];
  });
}

function bodyOf(operation: Operation, words: Vocabulary): fc.Arbitrary<Buffer | Record<string, unknown> | null> {
  const good = objectOf(operation.body ?? {}, words).map((object) => ('expectedVersion' in object ? { ...object, expectedVersion: CURRENT } : object));
  const act = operation.id === 'act' ? fc.constantFrom(...words.objects.filter((one): one is { act: string } => 'act' in one)).map((known) => ({ ...known, expectedVersion: CURRENT })) : good;
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof({ weight: 2, arbitrary: act }, { weight: 1, arbitrary: good }) as fc.Arbitrary<Record<string, unknown>> },
    { weight: 4, arbitrary: spoiled(good) }, { weight: 3, arbitrary: brokenBody(good) },
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

// Publishing a power list over HTTP: under what it says of itself, never for a day that has begun, and never so that two lists claim the
// same day. What is not here: what a list may hold (libs/authority) and documents that do not compile (libs/definitions).
import type { PublishedDefinition } from '@quanze/application';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, NEW_CASE, startHost, type RunningHost } from './host.js';

const inDays = (days: number): string => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const DEFINITIONS = `/api/v1/offices/${DEMO_OFFICE}/definitions`;
let host: RunningHost;
let published: readonly PublishedDefinition[];

beforeAll(async () => {
  host = await startHost();
  published = await host.application.deps.office.definitions(TENANT);
}, 180_000);
afterAll(() => host.close());

/** The published document of a kind, saying other things of itself. */
function documentOf(kind: 'power-list' | 'calendar', said: Readonly<Record<string, string>>): object {
  const found = published.find((definition) => definition.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} is published`);
  return { ...(found.content as object), ...said };
}

const submit = (payload: object): Promise<Answer> => host.as('admin')({ method: 'POST', url: DEFINITIONS, payload });
const publish = (hash: string): Promise<Answer> => host.as('chief')({ method: 'POST', url: `${DEFINITIONS}/${hash}/publish` });
const list = (version: string, effectiveFrom: string, said: Readonly<Record<string, string>> = {}): object =>
  ({ kind: 'power-list', id: 'model', version, effectiveFrom, content: documentOf('power-list', { version, effectiveFrom, ...said }) });
const openOne = (): Promise<Answer> => host.as('intake')({ method: 'POST', url: '/api/v1/cases', payload: NEW_CASE });

it.each([
  ['a first day that has passed', { effectiveFrom: '2026-01-01' }, '/effectiveFrom'],
  ['another version', { version: 'another' }, '/version'],
  ['another id', { id: 'another' }, '/id'],
] as const)('refuses a list whose document says %s', async (_what, said, path) => {
  const answer = await submit(list('2099.1', inDays(3), said));
  expect([answer.statusCode, answer.json().code, answer.json().params.path]).toEqual([422, 'DEFINITION.BAD_VALUE', path]);
});

it('refuses a calendar whose document says another version', async () => {
  const answer = await submit({ kind: 'calendar', id: 'china', version: '2099.1', effectiveFrom: inDays(3), content: documentOf('calendar', {}) });
  expect([answer.statusCode, answer.json().params.path]).toEqual([422, '/version']);
});

it('refuses a list for today', async () => {
  const answer = await submit(list('2099.2', inDays(0)));
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'DEFINITION.EFFECTIVE_TOO_EARLY']);
});

it('publishes one list for a day and refuses the second, and work goes on', async () => {
  const first = await submit(list('2099.3', inDays(5)));
  const second = await submit(list('2099.4', inDays(5)));
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect((await publish(first.json().hash)).statusCode).toBe(200);
  const refused = await publish(second.json().hash);
  expect([refused.statusCode, refused.json().code, refused.json().params]).toEqual([422, 'DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: inDays(5) }]);
  expect((await openOne()).statusCode).toBe(201);
});

// A storm of requests over every operation of the OpenAPI document, from well meant to hostile, by people of every role, many at once on
// each connection. No answer is a fault, each refusal is a problem document, and the database has changed by exactly what was answered.
import fc from 'fast-check';
import { accept, assign, ask, findings, note, openAndWalk, personId, propose, raise, register, sendUp, untilChief, untilIssued, untilProposed, type Step } from '../e2e/arrest-case.js';
import { audit, type Audit } from '../e2e/audit/audit.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { DEMO_OFFICE, NEW_CASE, PASSWORD, startHost, type RunningHost } from '../e2e/host.js';
import { Books } from './books.js';
import { differences, promisedCensus, takeCensus, type Census } from './double-entry.js';
import { errandsOf, TEXT_OF_ERRANDS } from './errands.js';
import { defectOf } from './judge.js';
import { NO_HTTP } from './no-http.js';
import { operationsOf, type OpenApi, type Operation } from './operations.js';
import { requestsOver, type FuzzRequest } from './requests.js';
import { Storm } from './storm.js';
import { objectOf, type Vocabulary } from './values.js';
import { openWire, type Wire } from './wire.js';

const DEEDS = 4000;
const LANES = 24;
const CONNECTIONS = 6;
const BODY_BYTES_MAX = 1_048_576;
const SEED = process.env['FC_SEED'] === undefined ? Date.now() % 2 ** 31 : Number(process.env['FC_SEED']);
const LOGINS = ['intake', 'procurator1', 'procurator2', 'procurator3', 'chief', 'deputy', 'head1', 'head2', 'clerk1', 'assistant1', 'inspector', 'admin', 'admin2', 'city.chief'];
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Cases in hand when the storm begins, from one that was just received to one that is decided. */
const BEGUN: readonly (readonly Step[])[] = [[], [ask()], [accept(TODAY), assign()], [accept(TODAY), assign('procurator2'), findings('procurator2')], untilProposed(TODAY), untilProposed(TODAY), untilChief(TODAY), untilChief(TODAY), untilIssued(TODAY)];

let host: RunningHost;
let wire: Wire;
let storm: Storm;
let operations: readonly Operation[];
let words: Vocabulary;
let before: Audit;
let counted: Census;
const books = new Books(DEMO_OFFICE);
let rawRequests = 0;

beforeAll(async () => {
  host = await startHost();
  wire = openWire(host.port, CONNECTIONS);
  operations = operationsOf((await host.call({ url: '/api/openapi.json' })).json() as OpenApi);
  const opened = await Promise.all(BEGUN.map((steps) => openAndWalk(host.as, steps)));
  for (const { caseId, version } of opened) books.versions.set(caseId, version);
  words = await vocabularyOf(opened.map(({ caseId }) => caseId));
  for (const login of LOGINS) await host.cookieOf(login);
  before = await auditNow();
  counted = await takeCensus(host.databaseUrl);
  storm = new Storm({ wire, books, operations, words, cookieOf: host.cookieOf });
}, 240_000);

afterAll(async () => {
  wire?.close();
  await host?.close();
});

async function vocabularyOf(cases: readonly string[]): Promise<Vocabulary> {
  const { definitions, office } = host.application.deps;
  const releases = definitions.all();
  const published = await office.definitions(TENANT);
  const powers = published.flatMap(({ kind, content }) => (kind === 'power-list' ? (content as { entries: { id: string }[] }).entries.map(({ id }) => id) : []));
  const steps: readonly Step[] = [ask(), register, accept(TODAY), assign(), findings(), propose(), raise(), sendUp(), note('intake', '附记'), assign('procurator3')];
  const [made] = (await host.as('chief')({ url: `/api/v1/cases/${cases.at(-1) ?? ''}/decisions` })).json() as readonly { readonly record: { readonly seq: number } }[];
  if (made === undefined) throw new Error('the last of the cases that were begun is not decided');
  return {
    cases, decided: { caseId: cases.at(-1) ?? '', seq: made.record.seq }, offices: [DEMO_OFFICE, ...(await office.offices(TENANT)).map(({ id }) => id)], people: LOGINS.map(personId), handlers: LOGINS.filter((login) => login.startsWith('procurator')).map(personId), logins: LOGINS, spare: ['clerk2', 'assistant3', 'procurator5'].map(personId), deputy: personId('deputy'), password: PASSWORD, powers, definitions: published,
    hashes: releases.map(({ definition }) => definition.hash), acts: [...new Set(releases.flatMap(({ path }) => [...path.acts.keys()]))],
    words: ['criminal.arrest', 'criminal.prosecution', 'first', 'second', 'receive', 'procurator', 'deputy_chief', '*', '张某', '2026.1', 'li.ming', '云岭检任〔2026〕1号'],
    objects: [...steps.map(({ act, payload }) => ({ act, payload })), ...steps.map(({ payload }) => payload), NEW_CASE.payload, NEW_CASE.facts, {}],
  };
}

function auditNow(): Promise<Audit> {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return audit(host.databaseUrl, [{ keyId, algorithm, publicKey }]);
}

/** With the seed, so that it stands beside whatever was found; what was told once is not told again by the next test. */
function newDefects(): object {
  const found = [...storm.defects].map(([defect, { times, first }]) => ({ defect, times, first }));
  storm.defects.clear();
  return { seed: SEED, found };
}
const NONE = { seed: SEED, found: [] };

it('meets no fault, and answers every refusal as a problem in both languages', async () => {
  const deed = fc.oneof({ weight: 5, arbitrary: requestsOver(operations, words) }, { weight: 3, arbitrary: errandsOf(words) });
  await storm.play(fc.sample(deed, { numRuns: DEEDS, seed: SEED }), LANES);
  expect(newDefects()).toEqual(NONE);
}, 600_000);

it('refuses what is too large, and stays whole', async () => {
  const big = Buffer.from(JSON.stringify({ act: 'add-note', payload: { text: 'a'.repeat(BODY_BYTES_MAX) }, expectedVersion: 0 }));
  for (const method of ['POST', 'PUT', 'DELETE']) {
    await storm.send({ operation: 'act', who: 'intake', method, target: `/api/v1/cases/${words.cases[0] ?? ''}/acts`, headers: [['content-type', 'application/json']], body: big });
  }
  expect(newDefects()).toEqual(NONE);
  expect(books.codes.get('REQUEST.TOO_LARGE')).toBeGreaterThan(0);
});

it('refuses in every operation what no field may hold, and what no field is declared for', async () => {
  for (const { id: operation, method, path, body: schema } of operations.filter(({ body }) => body !== null)) {
    const [good = {}] = fc.sample(objectOf(schema ?? {}, words), { numRuns: 1, seed: SEED });
    const [field = ''] = schema?.required ?? [];
    const target = path.replace('{office}', DEMO_OFFICE).replace(/\{\w+\}/g, words.cases[0] ?? '');
    for (const [body, code] of [[{ ...good, by: 'x' }, 'REQUEST.INVALID'], [{ ...good, [field]: null }, 'REQUEST.INVALID'], [{ ...good, [field]: '\u0000' }, 'REQUEST.MALFORMED'], [{ ...good, [field]: '\ud800' }, 'REQUEST.MALFORMED']] as const) {
      const answer = await storm.send({ operation, who: 'admin', method, target, headers: [['content-type', 'application/json']], body });
      expect([operation, body, (JSON.parse(answer?.body ?? '{}') as { code?: string }).code]).toEqual([operation, body, code]);
    }
  }
  expect(newDefects()).toEqual(NONE);
});

it('answers what is no HTTP with a problem as well, or hangs up', async () => {
  for (const [name, bytes, code] of NO_HTTP) {
    const answer = await wire.raw(bytes);
    rawRequests += 1;
    expect([name, answer === null ? null : defectOf({ method: 'GET', target: '', body: null }, answer, undefined)]).toEqual([name, null]);
    expect([name, answer === null || answer.status < 400 ? null : (JSON.parse(answer.body) as { code: string }).code]).toEqual([name, code]);
  }
});

it('opens an event stream for whoever is known, and for nobody else', async () => {
  for (const who of [...LOGINS, null]) {
    const request: FuzzRequest = { operation: 'streamEvents', who, method: 'GET', target: '/api/v1/events', headers: [['accept', 'text/event-stream']], body: null };
    const answer = await storm.send(request);
    expect([who, answer?.status]).toEqual([who, who === null ? 401 : 200]);
  }
  expect(newDefects()).toEqual(NONE);
});

describe('afterwards', () => {
  let after: Audit;
  beforeAll(async () => {
    after = await auditNow();
    const { answers, effects, acts, replays, refusals, reads, atTheDoor } = books.totals;
    const share = (count: number): string => `${count} (${Math.round((count / answers) * 1000) / 10} %)`;
    const listed = (counts: ReadonlyMap<number | string, number>): string => [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name}×${count}`).join(' ');
    process.stderr.write([
      `fuzz: ${answers + rawRequests} requests over ${operations.length} operations, seed ${SEED} (FC_SEED repeats the requests)`,
      `fuzz: ${share(effects)} had an effect (${acts} acts on cases), ${share(refusals)} were refused by the engine and journaled, ${share(reads)} were read, ${share(replays)} were repeats, ${share(atTheDoor)} were refused at the door`,
      `fuzz: ${new Set(after.tables.journal.filter(({ kind }) => kind !== 'refused').map(({ act }) => act)).size} different acts, ${after.tables.decisions.length - before.tables.decisions.length} decisions`,
      `fuzz: statuses ${listed(books.statuses)}`, `fuzz: offices ${listed(books.doneInOffices)}`, `fuzz: codes ${listed(books.codes)}`, '',
    ].join('\n'));
  }, 60_000);

  it('there were enough of every kind: effects, refusals of the engine, and every operation', () => {
    const { answers, effects, refusals } = books.totals;
    expect(answers).toBeGreaterThanOrEqual(5000);
    expect(effects / answers).toBeGreaterThan(0.1);
    expect(refusals / answers).toBeGreaterThan(0.1);
    expect(books.codes.size).toBeGreaterThan(40);
    expect(after.tables.decisions.length - before.tables.decisions.length).toBeGreaterThan(15);
    expect(operations.map(({ id }) => id).filter((id) => !books.operations.has(id))).toEqual([]);
  });

  it('the database has changed by exactly what was answered', () => {
    expect(differences(books, before.tables, after.tables)).toEqual([]);
  });

  it('it is sound in itself', () => {
    expect(after.problems).toEqual([]);
  });

  it('nobody got a post, a power, a password or a session that was not answered, and offices are as they were', async () => {
    expect(await takeCensus(host.databaseUrl)).toEqual(promisedCensus(books, counted));
    const bare = (rows: typeof after.tables.offices): string => JSON.stringify(rows.map(({ seq: _seq, ...rest }) => rest));
    expect(bare(after.tables.offices)).toBe(bare(before.tables.offices));
  });

  it('the log tells of no fault, and of nothing that stands in a case file or opens a door', async () => {
    const secrets = [TEXT_OF_ERRANDS, PASSWORD, ...(await Promise.all(LOGINS.map(host.cookieOf)))];
    const faults = host.lines.filter((line) => /"level":"(error|fatal)"/.test(line));
    expect(faults).toEqual([]);
    expect(host.lines.length).toBeGreaterThan(5000);
    expect(host.lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });
});

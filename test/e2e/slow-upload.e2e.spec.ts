// A large file that comes slowly: taken whole however long it takes in all, cut when it stalls, with nothing left of it. The time is the test's. What is
// not here: every way to be slow (`apps/host/src/shell/slow-bodies.unit.spec.ts`), and uploads as such (`files.e2e.spec.ts`).
import { createHash } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import pg from 'pg';
import { waitFor } from '@quanze/testkit';
import { BODY_PATIENCE } from '../../apps/host/src/shell/slow-bodies.js';
import { accept, assign, openAndWalk } from './arrest-case.js';
import { startHost, type RunningHost } from './host.js';

const PIECE = Buffer.alloc(262_144, 7);
const PIECES = 5;
const ALMOST_MS = BODY_PATIENCE.limitMs - 1000;
let at = 0;
let looks = 0;
let host: RunningHost;
let caseId: string;
let owner: pg.Client;

beforeAll(async () => {
  host = await startHost({ works: false, patience: { now: () => { looks += 1; return at; }, patience: { ...BODY_PATIENCE, lookEveryMs: 10 } } });
  ({ caseId } = await openAndWalk(host.as, [accept('2026-01-05'), assign()]));
  owner = new pg.Client({ connectionString: host.databaseUrl });
  await owner.connect();
}, 180_000);
afterAll(async () => {
  await owner?.end();
  await host.close();
});

interface Sender {
  readonly outgoing: ClientRequest;
  readonly answer: Promise<{ readonly status: number | undefined; readonly body: string }>;
}

async function begin(): Promise<Sender> {
  const headers = { cookie: `quanze_session=${await host.cookieOf('procurator1')}`, 'content-type': 'application/pdf', 'content-length': String(PIECE.length * PIECES) };
  const outgoing = request({ host: '127.0.0.1', port: host.port, method: 'POST', path: `/api/v1/cases/${caseId}/files?name=a.pdf`, headers, agent: false });
  const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => resolve({ status: response.statusCode, body })).on('error', reject);
    });
  });
  // Asked for at the end; until then it is nobody's.
  answer.catch(() => undefined);
  return { outgoing, answer };
}

const stored = async (): Promise<number> => Number((await owner.query('SELECT count(*) AS n FROM file_chunk')).rows[0].n);
/** Sends a piece and waits until it is stored. */
async function sendPiece({ outgoing }: Sender): Promise<void> {
  const before = await stored();
  outgoing.write(PIECE);
  await waitFor('the piece to be stored', async () => (await stored()) > before);
}
/** Time passes, and the host has looked at it since. */
async function passes(ms: number): Promise<void> {
  const before = looks;
  await waitFor('a look at what came', () => looks > before + 2);
  at += ms;
  await waitFor('a look at the time', () => looks > before + 5);
}

it('is taken whole when it keeps coming, however long it takes', async () => {
  const sender = await begin();
  const from = at;
  for (let piece = 0; piece < PIECES; piece += 1) {
    await passes(ALMOST_MS);
    await sendPiece(sender);
  }
  sender.outgoing.end();
  const { status, body } = await sender.answer;
  const whole = Buffer.concat(Array.from({ length: PIECES }, () => PIECE));
  expect([status, JSON.parse(body)]).toEqual([201, { hash: createHash('sha256').update(whole).digest('hex'), size: whole.length, mediaType: 'application/pdf' }]);
  expect(at - from).toBeGreaterThan(4 * BODY_PATIENCE.limitMs);
});

it('is cut when it stalls, and nothing is left of it', async () => {
  const before = await stored();
  const sender = await begin();
  await sendPiece(sender);
  await passes(ALMOST_MS);
  expect(await stored()).toBe(before + 1);
  await passes(2000);
  const { status, body } = await sender.answer;
  expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([408, 'REQUEST.TOO_SLOW']);
  await waitFor('what came to be removed', async () => (await stored()) === before);
});

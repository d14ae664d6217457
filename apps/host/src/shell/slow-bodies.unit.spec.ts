// Senders who take their time: who is waited for, for how long, and who is cut. Real sockets, a clock that the test moves. What is not here: what is done
// with the bytes (`files.e2e.spec.ts`).
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '@quanze/testkit';
import { openWire, type Wire } from '../../../../test/e2e/wire.js';
import { answerTooSlow } from './client-error.js';
import { SlowBodies } from './slow-bodies.js';

const LIMIT_MS = 30_000;
const PIECE_BYTES = 100;
let server: Server;
let bodies: SlowBodies;
let requests: IncomingMessage[];
let wires: Wire[];
let read: number;
let at: number;
let cuts: number;
/** What is done with a request that came. */
let handle: (request: IncomingMessage) => void;

beforeEach(async () => {
  [requests, wires, read, at, cuts] = [[], [], 0, 0, 0];
  handle = (request) => void request.on('data', (piece: Buffer) => { read += piece.length; }).on('error', () => undefined);
  bodies = new SlowBodies({ isFile: ({ url }) => url === '/file', cut: (request) => { cuts += 1; answerTooSlow(request.socket, false); }, patience: { limitMs: LIMIT_MS, pieceBytes: PIECE_BYTES, lookEveryMs: 600_000 }, now: () => at });
  server = createServer((request, response) => {
    requests.push(request);
    request.once('end', () => void response.end('whole'));
    handle(request);
  });
  bodies.watch(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  wires.forEach((wire) => wire.end());
  server.closeAllConnections();
  server.close();
});

/** Begins to send a body of a length to an address. */
async function begin(path: string, length: number): Promise<Wire> {
  const wire = await openWire((server.address() as AddressInfo).port);
  wires.push(wire);
  const before = requests.length;
  wire.say(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`);
  await waitFor('the request', () => requests.length > before);
  return wire;
}
const go = async (wire: Wire, bytes: number): Promise<void> => {
  const wanted = read + bytes;
  wire.say('x'.repeat(bytes));
  await waitFor('the bytes', () => read === wanted);
};
const passes = (ms: number): void => {
  at += ms;
  bodies.look();
};

it('waits for a file as long as it keeps coming, and cuts it when it stalls', async () => {
  const wire = await begin('/file', 1000);
  for (let piece = 0; piece < 8; piece += 1) {
    await go(wire, PIECE_BYTES);
    passes(LIMIT_MS - 1);
    expect(cuts).toBe(0);
  }
  expect(at).toBeGreaterThan(7 * LIMIT_MS);
  passes(LIMIT_MS - 1);
  expect(cuts).toBe(0);
  passes(1);
  expect(cuts).toBe(1);
  await waitFor('the end of the connection', () => wire.isClosed());
  expect(wire.heard()).toContain('REQUEST.TOO_SLOW');
});

it('takes a file that came slowly as a whole one', async () => {
  const wire = await begin('/file', 3 * PIECE_BYTES);
  for (let piece = 0; piece < 3; piece += 1) {
    await go(wire, PIECE_BYTES);
    passes(LIMIT_MS - 1);
  }
  await waitFor('the answer', () => wire.heard().includes('whole'));
  passes(10 * LIMIT_MS);
  expect(cuts).toBe(0);
});

it('cuts a file of which a byte comes now and then', async () => {
  const wire = await begin('/file', 1000);
  for (let byte = 0; byte < 3; byte += 1) {
    await go(wire, 1);
    passes(LIMIT_MS / 3);
  }
  expect(cuts).toBe(1);
  await waitFor('the end of the connection', () => wire.isClosed());
});

it('does not blame the sender for what lies here unread', async () => {
  handle = () => undefined;
  const wire = await begin('/file', 1000);
  wire.say('x'.repeat(10));
  await waitFor('the bytes', () => (requests[0]?.readableLength ?? 0) > 0);
  passes(10 * LIMIT_MS);
  expect(cuts).toBe(0);
});

it('wants any other body whole within the limit, however it keeps coming', async () => {
  const wire = await begin('/act', 1000);
  for (let piece = 0; piece < 2; piece += 1) {
    await go(wire, PIECE_BYTES);
    passes(LIMIT_MS / 2 - 1);
  }
  expect(cuts).toBe(0);
  passes(2);
  expect(cuts).toBe(1);
  await waitFor('the end of the connection', () => wire.isClosed());
  expect(wire.heard()).toMatch(/^HTTP\/1\.1 408 /);
});

it('gives the sender of a refused file the limit once more to stop, and no longer', async () => {
  handle = (request) => void request.resume();
  server.on('request', (_request, response) => void response.writeHead(413, { 'content-length': '2' }).end('no'));
  const wire = await begin('/file', 100_000);
  await waitFor('the answer', () => wire.heard().endsWith('no'));
  for (let piece = 0; piece < 3; piece += 1) {
    wire.say('x'.repeat(PIECE_BYTES));
    passes(LIMIT_MS / 3);
  }
  expect(cuts).toBe(0);
  passes(LIMIT_MS / 3);
  expect(cuts).toBe(1);
  await waitFor('the end of the connection', () => wire.isClosed());
});

it('is the only limit there is for bodies', () => {
  expect(server.requestTimeout).toBe(0);
});

// Ending a server: which connections are closed at once, which are waited for, and for how long. Real sockets, no host.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '@quanze/testkit';
import { openWire, requestText, type Wire } from '../../../../test/e2e/wire.js';
import { Connections, type Patience } from './connections.js';

/** So long that a test which came to wait for it would fail by its own limit. */
const NEVER: Patience = { othersMs: 600_000, ownMs: 600_000 };

let server: Server;
let connections: Connections;
let responses: ServerResponse[];
let wires: Wire[];

beforeEach(async () => {
  [responses, wires] = [[], []];
  connections = new Connections();
  server = createServer((_request, response) => void responses.push(response));
  connections.watch(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  wires.forEach((wire) => wire.end());
  server.close();
});

const stopListening = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
const end = (patience: Patience): Promise<void> => connections.end(stopListening, patience);

async function open(text = ''): Promise<Wire> {
  const wire = await openWire((server.address() as AddressInfo).port);
  wires.push(wire);
  if (text !== '') wire.say(text);
  return wire;
}

const GET = requestText('GET', '/', 'x');

it('closes at once what is kept alive after its answer, and what never said a word', async () => {
  const [kept] = [await open(GET), await open(), await open('GET / HT')];
  await waitFor('the request', () => responses[0]);
  responses[0]?.end('done');
  await waitFor('the answer', () => kept.heard().includes('done'));
  await end(NEVER);
  await waitFor('all to be closed', () => wires.every((wire) => wire.isClosed()));
});

it('waits for an answer that is owed, lets it be read to its end, and closes then', async () => {
  const wire = await open(GET);
  await waitFor('the request', () => responses[0]);
  let isOver = false;
  const ended = end(NEVER).then(() => (isOver = true));
  await waitFor('nobody to listen', () => !server.listening);
  expect([wire.isClosed(), isOver]).toEqual([false, false]);
  const long = 'x'.repeat(3_000_000);
  responses[0]?.end(long);
  await ended;
  await waitFor('the connection to be closed', () => wire.isClosed());
  expect(wire.heard().endsWith(long)).toBe(true);
});

it('answers a request that has reached the machine and was not read yet', async () => {
  const wire = await open();
  wire.say(GET);
  server.on('request', (_request, response) => void response.end('too late'));
  await end(NEVER);
  await waitFor('the connection to be closed', () => wire.isClosed());
  expect(wire.heard()).toContain('too late');
});

it('gives up on senders that do not finish sooner than on answers of its own, and on those in the end', async () => {
  const [owed, sending] = [await open(GET), await open(requestText('POST', '/', 'x', { long: 'body' }).slice(0, -5))];
  await waitFor('both requests', () => responses.length === 2);
  const ended = end({ othersMs: 20, ownMs: 1500 });
  await waitFor('the sender to be given up', () => sending.isClosed());
  expect(owed.isClosed()).toBe(false);
  await ended;
  await waitFor('the other to be given up', () => owed.isClosed());
  expect(owed.heard()).toBe('');
});

// The box for secrets: what it gives back, what it refuses, and that its key is made once and for its owner only.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecretBox } from './secret-box.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secret-box-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives back what it sealed, also after a restart, and never seals twice the same', async () => {
  const box = await loadSecretBox(folder);
  const sealed = box.seal('5e'.repeat(32));
  expect([box.open(sealed), (await loadSecretBox(folder)).open(sealed)]).toEqual(['5e'.repeat(32), '5e'.repeat(32)]);
  expect(box.seal('5e'.repeat(32))).not.toBe(sealed);
  expect(sealed).not.toContain('5e5e');
});

it('opens nothing that was changed, sealed elsewhere or never sealed', async () => {
  const box = await loadSecretBox(folder);
  const bytes = Buffer.from(box.seal('a secret'), 'base64');
  const changed = [...bytes].map((_, at) => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))).toString('base64'));
  const elsewhere = await loadSecretBox(join(folder, 'other'));
  expect([...changed, elsewhere.seal('a secret'), '', 'AAAA'].filter((sealed) => box.open(sealed) !== null)).toEqual([]);
});

it('has one key when several processes start at once, readable by its owner only', async () => {
  const boxes = await Promise.all(Array.from({ length: 8 }, () => loadSecretBox(folder)));
  expect(boxes.map((box) => box.open(boxes[0]?.seal('x') ?? ''))).toEqual(Array(8).fill('x'));
  expect((await stat(join(folder, 'draw-secrets.key'))).mode & 0o777).toBe(0o600);
});

it('starts with no file that holds something else', async () => {
  await writeFile(join(folder, 'draw-secrets.key'), 'not a key');
  await expect(loadSecretBox(folder)).rejects.toThrow('FAULT.ASSERTION');
});

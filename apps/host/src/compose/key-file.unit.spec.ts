// The file of a key: made once however many start at once, never seen in part, for its owner only, and never replaced.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestFolder, startTypeScript } from '@quanze/testkit';
import { loadKeyFile } from './key-file.js';

const NAME = 'one.key';
let folder: string;
beforeEach(async () => {
  folder = await makeTestFolder('key');
});

it('is made with its folder when there is none, and read from then on', async () => {
  const inside = join(folder, 'data', 'keys');
  const make = jest.fn(() => 'the key');
  expect([await loadKeyFile(inside, NAME, make), await loadKeyFile(inside, NAME, make)]).toEqual(['the key', 'the key']);
  expect([make.mock.calls.length, await readdir(inside)]).toEqual([1, [NAME]]);
});

it('is one for all who load at once in a process, and no draft is left', async () => {
  for (let round = 0; round < 30; round += 1) {
    const data = join(folder, `round-${round}`);
    // Of different lengths, so that a draft shared by two would show both.
    const loads = Array.from({ length: 8 }, (_, at) => loadKeyFile(data, NAME, () => `key ${at} `.repeat(at + 1)));
    const loaded = new Set(await Promise.all(loads));
    expect([...loaded]).toEqual([await readFile(join(data, NAME), 'utf8')]);
    expect([...loaded][0]).toMatch(/^(key \d )\1*$/);
    expect(await readdir(data)).toEqual([NAME]);
  }
});

it('is one for two processes that start at once', async () => {
  const module = new URL('./key-file.ts', import.meta.url).href;
  const code = `import { loadKeyFile } from ${JSON.stringify(module)};
    console.log('key: ' + await loadKeyFile(${JSON.stringify(folder)}, '${NAME}', () => 'of ' + process.pid));`;
  const children = [startTypeScript(code), startTypeScript(code)];
  const [one, two] = await Promise.all(children.map((child) => child.line(/^key: /)));
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(two).toBe(one);
  expect(children.map(({ pid }) => `key: of ${pid}`)).toContain(one);
}, 30_000);

it('is never seen in part', async () => {
  // Large enough to be written in many pieces.
  const text = 'k'.repeat(24 * 2 ** 20);
  const file = join(folder, NAME);
  const seen: number[] = [];
  let isMade = false;
  const watch = async (): Promise<void> => {
    while (!isMade) seen.push(await stat(file).then(({ size }) => size, () => -1));
  };
  const watching = watch();
  await loadKeyFile(folder, NAME, () => text);
  isMade = true;
  await watching;
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.filter((size) => size !== -1 && size !== text.length)).toEqual([]);
});

it.each([0, 0o022, 0o777])('is for its owner only, whatever the process masks (%p)', async (mask) => {
  const before = process.umask(mask);
  try {
    await loadKeyFile(folder, NAME, () => 'the key');
  } finally {
    process.umask(before);
  }
  expect((await stat(join(folder, NAME))).mode & 0o777).toBe(0o600);
});

it('that is there stays as it is, also when it is empty', async () => {
  await writeFile(join(folder, NAME), '');
  expect(await loadKeyFile(folder, NAME, () => 'another')).toBe('');
  expect(await readFile(join(folder, NAME), 'utf8')).toBe('');
});

it('that cannot be read or made is an error, and leaves no draft', async () => {
  await mkdir(join(folder, NAME));
  await expect(loadKeyFile(folder, NAME, () => 'the key')).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(loadKeyFile(folder, join('nowhere', NAME), () => 'the key')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual([NAME]);
});

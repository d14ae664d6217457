// The command line itself: commands, options, help and exit codes.
import { errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

describe('the command line', () => {
  it('tells its version and its commands', async () => {
    expect(await quanze(['--version'])).toMatchObject({ exit: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, err: '' });
    const help = await quanze(['help']);
    expect(help).toMatchObject({ exit: 0, err: '' });
    for (const name of ['deadline', 'authority', 'attribute', 'ledger verify', 'export', 'export-definition']) expect(help.out).toContain(`quanze ${name}`);
    expect((await quanze(['deadline', '--help'])).out).toMatch(/^quanze deadline/);
  });

  it('answers an unknown command, and none, with usage on standard error and exit 2', async () => {
    for (const args of [['bogus'], [], ['help', 'bogus']]) expect(await quanze(args)).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('Exit codes:') as string });
  });

  it.each([
    ['an unknown option', ['deadline', '--rulez', 'x'], '--rulez'],
    ['an option without its value', ['deadline', '--rules'], '--rules'],
    ['an option given twice', ['authority', '--list', 'a', '--list', 'b'], 'twice'],
    ['a language nobody speaks here', ['deadline', '--explain', 'fr'], 'zh, en'],
    ['a day that is none', ['deadline', '--as-of', '2026-02-30'], '--as-of'],
    ['a word too many', ['deadline', 'file.json'], 'file.json'],
    ['an unknown action on the ledger', ['ledger', 'mend', 'x'], 'mend'],
    ['no file to verify', ['ledger', 'verify'], 'file'],
    ['no form to export in', ['export-definition', 'x.yaml'], '--as'],
    ['a form a case is not exported in', ['export', 'x', '--as', 'pdf'], 'bundle'],
  ])('refuses %s', async (_name, args, word) => {
    const run = await quanze(args, '[]');
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'USAGE']);
    expect(errorOf(run).message).toContain(word);
  });

  it('says which file it cannot read', async () => {
    const run = await quanze(['deadline', '--rules', '/nowhere/rules.yaml'], '[]');
    expect(run.exit).toBe(2);
    expect(errorOf(run)).toMatchObject({ code: 'FILE.UNREADABLE', file: '/nowhere/rules.yaml' });
  });
});

// The two commands that answer items, as a caller meets them: a process, JSON in, JSON out.
import { fileURLToPath } from 'node:url';
import { answersOf, errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

const review = (id: string | number, change: object = {}) => ({ id, rule: 'crim.prosecution.review', start: '2026-03-02', events: [], ...change });

describe('quanze deadline', () => {
  it('answers each question with its due date and derivation, in order', async () => {
    const [month, hours, working] = await answersOf(['deadline'], [
      review('a'),
      { id: 'b', rule: 'crim.arrest.foreigner.record', start: '2026-03-02T10:20:00+08:00' },
      { id: 'c', rule: 'crim.fileaccess', start: '2026-09-25', events: [] },
    ]);
    expect(month).toMatchObject({ id: 'a', due: '2026-04-02', provisional: false });
    expect((month?.['derivation'] as { op: string }[]).at(-1)?.op).toBe('due');
    expect(hours).toMatchObject({ id: 'b', due: '2026-03-04', dueAt: '2026-03-04T03:00:00.000Z' });
    expect(working).toHaveProperty('id', 'c');
  });

  it('keeps answering after malformed items, and answers a repeated id twice', async () => {
    const answers = await answersOf(['deadline'], [
      review(1), null, 'x', [], review(1, { start: '2026-03-03' }), review('unknown', { rule: 'no.such' }), review('bad', { start: 'tomorrow' }),
      review('event', { events: [{ event: 'nonsense' }] }), { id: 'typo', rule: 'crim.prosecution.review', start: '2026-03-02', event: [] }, { ...review('own'), _note: 'mine' }, review('deep', { events: nested(100) }),
    ]);
    expect(answers.map((answer) => [answer['id'], (answer['error'] as { code: string } | undefined)?.code ?? answer['due']])).toEqual([
      [1, '2026-04-02'], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'], [1, '2026-04-03'],
      ['unknown', 'DEADLINE.RULE_UNKNOWN'], ['bad', 'DEADLINE.START_MALFORMED'], ['event', 'DEADLINE.EVENT_UNKNOWN'], ['typo', 'ITEM.UNKNOWN_KEY'], ['own', '2026-04-02'], ['deep', 'ITEM.TOO_DEEP'],
    ]);
  });

  it('explains in either language, with the article at the end of each line', async () => {
    const [zh] = await answersOf(['deadline', '--explain', 'zh'], [review(1), review(2, { rule: 'no.such' })]);
    const [en, failed] = await answersOf(['deadline', '--explain', 'en'], [review(1), review(2, { rule: 'no.such' })]);
    expect(zh?.['explanation']).toMatch(/^1\. 自2026-03-02起算.*〔.+〕\n/);
    expect(en?.['explanation']).toMatch(/^1\. Runs from 2026-03-02 .* \[.+\]\n/);
    expect(failed).not.toHaveProperty('explanation');
  });

  it('lets a pause without an end last until the day it is asked for', async () => {
    const paused = review(1, { events: [{ event: 'suspend', kind: 'mental-appraisal', from: '2026-03-10' }] });
    const [now] = await answersOf(['deadline'], [paused]);
    const [later] = await answersOf(['deadline', '--as-of', '2026-03-20'], [paused]);
    expect(now).toMatchObject({ paused: true, due: '2026-04-02' });
    expect(later).toMatchObject({ paused: true, due: '2026-04-13' });
  });

  it('answers ten thousand questions in order', async () => {
    const answers = await answersOf(['deadline'], Array.from({ length: 10_000 }, (_, index) => review(index, index % 10 === 0 ? { rule: 'no.such' } : {})));
    expect(answers.map((answer) => answer['id'])).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(answers.filter((answer) => 'error' in answer)).toHaveLength(1000);
  });
});

describe('quanze authority', () => {
  const query = (id: string, role: string, facts: object = {}) => ({ id, actor: { role }, action: 'criminal.nonpros.discretionary', case: facts });

  it('allows, refers and denies, with rule, reasons and the version of the list', async () => {
    const [refer, allow, deny, malformed, typo] = await answersOf(['authority'], [
      query('a', 'procurator'), query('b', 'chief'), query('c', 'clerk'), { id: 'd', actor: 'x', action: 'y' }, { ...query('e', 'chief'), fact: {} },
    ]);
    expect(refer).toMatchObject({ id: 'a', result: 'needs-approval-of', of: ['chief'], rule: 'R5.handler-proposes' });
    expect(allow).toMatchObject({ id: 'b', result: 'allow', rule: 'R5.own-authority', listVersion: expect.stringMatching(/^model@/) as string });
    expect(allow).not.toHaveProperty('of');
    expect(deny).toMatchObject({ id: 'c', result: 'deny' });
    expect(malformed).toMatchObject({ id: 'd', error: { code: 'AUTHORITY.MALFORMED_QUERY' } });
    expect(typo).toMatchObject({ id: 'e', error: { code: 'ITEM.UNKNOWN_KEY' } });
  });

  it('names the bodies in the language of the explanation', async () => {
    const [zh] = await answersOf(['authority', '--explain', 'zh'], [query('a', 'procurator')]);
    expect(zh?.['explanation']).toMatch(/^结论：.*检察长\n1\. .+〔.+〕$/);
  });

  it('refuses a list that is none, with the place of each problem', async () => {
    const run = await quanze(['authority', '--list', fileOf('calendars/china.yaml')], '[]');
    expect(run.exit).toBe(2);
    expect(errorOf(run)).toMatchObject({ code: 'DEFINITION.INVALID', findings: [{ rule: 'kind-mismatch', place: { line: expect.any(Number) as number } }] });
  });
});

describe('input that is malformed as a whole', () => {
  it.each([
    ['nothing', '', 'INPUT.NOT_JSON'],
    ['no JSON', '[1,', 'INPUT.NOT_JSON'],
    ['an object', '{"id":1}', 'INPUT.NOT_ARRAY'],
    ['bytes that are not UTF-8', Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d), 'INPUT.NOT_UTF8'],
    ['more than 64 MiB', Buffer.alloc(64 * 1024 * 1024 + 1, 0x20), 'INPUT.TOO_LARGE'],
  ])('refuses %s with exit 2 and writes no answer', async (_name, input, code) => {
    const run = await quanze(['deadline'], input);
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', code]);
  });

  it('reads a byte order mark as none and an empty array as no questions', async () => {
    expect(await quanze(['authority'], '\ufeff[]')).toMatchObject({ exit: 0, out: '[]\n' });
  });
});

function fileOf(name: string): string {
  return fileURLToPath(new URL(`../../../workflows/${name}`, import.meta.url));
}

function nested(levels: number): unknown {
  return levels === 0 ? [] : [nested(levels - 1)];
}

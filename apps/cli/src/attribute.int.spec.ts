// `quanze attribute` as a caller meets it: a process, JSON in, JSON out. What is not here: whether the answers are right (the worked cases
// of `@quanze/responsibility`).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { answersOf, errorOf, FIRST_START_LIMIT_MS, LIMIT_MS, quanze } from './spawn-cli.contract.js';

jest.setTimeout(LIMIT_MS);
beforeAll(() => quanze(['--version']), FIRST_START_LIMIT_MS);

const TABLE = fileURLToPath(new URL('../../../workflows/responsibility/attribution.yaml', import.meta.url));
const chief = (id: string | number, more: object = {}) => ({ id, facts: { handler: 'P', decider_level: 'chief', decider: 'C', ...more } });
const codeOf = (answer: Readonly<Record<string, unknown>> | undefined) => (answer?.['error'] as { code: string } | undefined)?.code;
type Row = Readonly<Record<string, unknown>>;

describe('quanze attribute', () => {
  it('answers with rows and flags, in the keys of the contract and in order', async () => {
    const [oral, alone] = await answersOf(['attribute'], [chief('a', { relation_to_handler_opinion: 'changed_all', objection: 'oral' }), { id: 7, facts: { handler: 'P' } }]);
    expect(Object.keys(oral ?? {})).toEqual(['id', 'rows', 'flags']);
    expect(oral).toMatchObject({ id: 'a', flags: ['objection_not_in_writing'] });
    const rows = oral?.['rows'] as Row[];
    expect(rows.map((row) => Object.keys(row).join())).toEqual(Array.from({ length: 3 }, () => 'person,capacity,area,bears,rules,basis'));
    expect(rows.map(({ person, capacity, area, bears, rules }) => [person, capacity, area, bears, rules])).toEqual([
      ['P', 'procurator', 'facts', 'none', ['A5', 'A7', 'A9', 'B0']], ['P', 'procurator', 'procedure', 'none', ['A5', 'A7', 'A9', 'B0']], ['C', 'chief', 'decision', 'none', ['A5', 'A7', 'A9', 'B0']],
    ]);
    expect(rows[0]?.['basis']).toMatch(/〔A5，未经核对〕.*追责：.*〔B0〕/);
    expect(alone).toMatchObject({ id: 7, flags: [] });
  });

  it('keeps answering after malformed items, and answers a repeated id twice', async () => {
    const finding = { person: 'P', area: 'facts', fault: 'gross' };
    const answers = await answersOf(['attribute'], [
      chief(1), null, 'x', [], 5, true, {}, { id: 2 }, { id: 3, facts: [] }, { id: 4, facts: null }, { id: 5, facts: {} }, { id: 6, fact: {} }, { ...chief(7), _note: 'mine' }, chief(8, { speed: 3 }),
      chief(9, { decider: 'committee' }), chief(10, { decider: '' }), chief(11, { findings: [{ ...finding, fault: 'grave' }] }), chief(12, { findings: [{ ...finding, person: 'Z' }] }),
      chief(13, { findings: [finding, { ...finding, fault: 'none' }] }), { id: 14, facts: { handler: 'P', decider: 'C' } }, { id: 15, facts: { handler: 'P', decider_level: 'committee' } },
      chief(16, { handler: nested(100) }), chief(17, { handler: nested(20) }), { id: { a: 1 }, facts: { handler: 'P' } }, chief(18, JSON.parse('{"__proto__": {"handler": "X"}}') as object), chief(1),
    ]);
    expect(answers.map((answer) => [answer['id'], codeOf(answer) ?? (answer['rows'] as Row[]).length])).toEqual([
      [1, 3], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'], [null, 'ITEM.NOT_AN_OBJECT'],
      [null, 'RECORD.MALFORMED'], [2, 'RECORD.MALFORMED'], [3, 'RECORD.MALFORMED'], [4, 'RECORD.MALFORMED'], [5, 'RECORD.HANDLER_MISSING'], [6, 'ITEM.UNKNOWN_KEY'], [7, 3], [8, 'RECORD.UNKNOWN_KEY'],
      [9, 'RECORD.NOT_A_PERSON'], [10, 'RECORD.MALFORMED'], [11, 'RECORD.MALFORMED'], [12, 'RECORD.PERSON_WITHOUT_ROLE'], [13, 'RECORD.CONTRADICTION'], [14, 'RECORD.LEVEL_MISSING'], [15, 'RECORD.VOTES_MISSING'],
      [16, 'ITEM.TOO_DEEP'], [17, 'RECORD.MALFORMED'], [null, 3], [18, 'RECORD.UNKNOWN_KEY'], [1, 3],
    ]);
    expect(answers.filter((answer) => 'error' in answer).every((answer) => Object.keys(answer).join() === 'id,error' && Object.keys(answer['error'] as object).join() === 'code,message')).toBe(true);
  });

  it('reads an empty array as no questions, and refuses what is no array, with no answer written', async () => {
    expect(await quanze(['attribute'], '\ufeff[]')).toMatchObject({ exit: 0, out: '[]\n' });
    for (const [input, code] of [['', 'INPUT.NOT_JSON'], ['[{"id":1,', 'INPUT.NOT_JSON'], ['{"id":1}', 'INPUT.NOT_ARRAY'], [Uint8Array.of(0x5b, 0xff, 0x5d), 'INPUT.NOT_UTF8']] as const) {
      const run = await quanze(['attribute'], input);
      expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', code]);
    }
  });
});

describe('quanze attribute --explain', () => {
  it.each([
    [['--explain'], 'zh'], [['--explain', 'zh'], 'zh'], [['--explain', '--lang', 'en'], 'en'], [['--lang', 'en', '--explain'], 'en'], [['--explain=en'], 'en'], [['--explain', 'en', '--lang', 'en'], 'en'],
  ])('takes %j for %s', async (words, language) => {
    const [given, failed] = await answersOf(['attribute', ...words], [chief(1, { status_today: 'in_post' }), { id: 2, facts: {} }]);
    const rows = given?.['rows'] as Row[];
    expect(rows.map((row) => Object.keys(row).join())).toEqual(Array.from({ length: 3 }, () => 'person,capacity,area,bears,rules,basis,why,whyNot'));
    const status = (given?.['whyNot'] as Row[]).find(({ rule }) => rule === 'A30');
    expect(status?.['reason']).toBe(language === 'zh' ? '已调离、退休、离职或者多年后发现为“否”，须为“是”' : 'has left, or found years later is “no”; it would have to be “yes”');
    expect(given?.['explanation']).toContain(language === 'zh' ? '本案未适用的相近规则：' : 'Rules near this record that do not apply: ');
    expect(rows[2]?.['why']).toMatch(language === 'zh' ? /^决定责任：/ : /^decision: /);
    expect(rows[2]?.['basis']).toMatch(/^决定责任：/);
    expect(Object.keys(failed ?? {})).toEqual(['id', 'error']);
  });

  it.each([
    [['--lang', 'en'], 'goes with'], [['--explain', 'fr'], 'zh, en'], [['--explain', '--lang', 'fr'], 'zh, en'], [['--explain', 'zh', '--lang', 'en'], '--lang'], [['--explain', '--explain'], 'twice'], [['--why'], '--why'],
  ])('refuses %j', async (words, told) => {
    const run = await quanze(['attribute', ...words], '[]');
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'USAGE']);
    expect(errorOf(run).message).toContain(told);
  });

  it('explains authority in the same way', async () => {
    const query = [{ id: 1, actor: { role: 'procurator' }, action: 'criminal.nonpros.discretionary', case: {} }];
    const [[zh], [en]] = [await answersOf(['authority', '--explain'], query), await answersOf(['authority', '--explain', '--lang', 'en'], query)];
    expect(zh?.['explanation']).toMatch(/^结论：/);
    expect(en?.['explanation']).toMatch(/^Result: may propose/);
  });
});

describe('quanze attribute --table', () => {
  let folder = '';
  const written = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const shipped = readFileSync(TABLE, 'utf8');
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'attribute-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('judges by the table given', async () => {
    const joint = chief(1, { relation_to_handler_opinion: 'handler_changed_after_reconsideration' });
    const off = written('off.yaml', shipped.replace('    value: true\n', '    value: false\n'));
    const rowsBy = async (words: string[]) => ((await answersOf(['attribute', ...words], [joint]))[0]?.['rows'] as Row[]).length;
    expect([await rowsBy([]), await rowsBy(['--table', TABLE]), await rowsBy(['--table', off])]).toEqual([4, 4, 3]);
  });

  it.each<[string, (text: string) => string, string, string]>([
    ['an unknown fact', (text) => text.replace('when: {fact: voted,', 'when: {fact: votted,'), 'TABLE.UNKNOWN_FACT', '/allocation/13/when/fact'],
    ['a key misspelt', (text) => text.replace('touches:', 'touchs:'), 'schema-unknown-key', '/allocation/6/touchs'],
    ['a result that needs no finding', (text) => text.replace('- bears: none\n        when: {fact: area, is: empty}', '- bears: intentional\n        when: {fact: area, is: empty}'), 'TABLE.MALFORMED', '/accountability/0/cases/0/when'],
    ['another kind', (text) => text.replace('kind: attribution-table', 'kind: calendar'), 'kind-mismatch', '/kind'],
    ['a text that is no YAML', () => 'kind: [', 'yaml-indent', ''],
  ])('refuses a table with %s and says where', async (name, change, rule, key) => {
    const text = change(shipped);
    expect(text).not.toBe(shipped);
    const run = await quanze(['attribute', '--table', written(`${name.replaceAll(' ', '-')}.yaml`, text)], '[]');
    expect([run.exit, run.out]).toEqual([2, '']);
    const { code, findings } = errorOf(run) as unknown as { code: string; findings: { rule: string; place: { key: string; line: number } }[] };
    expect([code, findings[0]?.rule, findings[0]?.place.key]).toEqual(['DEFINITION.INVALID', rule, key]);
    expect(findings[0]?.place.line).toBeGreaterThan(0);
  });

  it('answers with an error where the table has no rule for somebody, and goes on', async () => {
    const file = written('gap.yaml', shipped.replace('gives: [{to: signers, areas: [empty]}]', 'touches: [{to: signers, areas: [decision]}]'));
    const [bad, good] = await answersOf(['attribute', '--table', file], [chief(1, { signature: 'S' }), chief(2)]);
    expect([codeOf(bad), (good?.['rows'] as Row[]).length]).toEqual(['RECORD.PERSON_WITHOUT_ROLE', 3]);
  });

  it('says which table it cannot read', async () => {
    expect(errorOf(await quanze(['attribute', '--table', '/nowhere/table.yaml'], '[]'))).toMatchObject({ code: 'FILE.UNREADABLE', file: '/nowhere/table.yaml' });
  });
});

describe('a large input', () => {
  const COUNT = 100_000;
  // Tells its largest size on leaving, in kibibytes.
  const TELL = `data:text/javascript,${encodeURIComponent('process.on("exit",()=>process.stderr.write("peak:"+process.resourceUsage().maxRSS))')}`;

  it('of 100,000 items is answered in order with a heap of 256 MiB', async () => {
    const item = (id: number) => JSON.stringify(id % 100 === 0 ? { id, facts: { handler: '' } } : chief(id, { reviews: [{ by: 'H', role: 'dept_head', opinion: '同意' }], outcome: { result: 'wrong', serious_consequence: true, cause_areas: ['decision'] }, findings: [{ person: 'C', area: 'decision', fault: 'gross' }] }));
    const input = Buffer.from(`[${Array.from({ length: COUNT }, (_, id) => item(id)).join(',')}]`);
    const started = performance.now();
    const child = spawn(process.execPath, [fileURLToPath(new URL('../bin/quanze.mjs', import.meta.url)), 'attribute'], { env: { ...process.env, NODE_OPTIONS: `--max-old-space-size=256 --import=${TELL}` }, stdio: ['pipe', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString('utf8'); });
    const exit = new Promise((resolve) => { child.once('close', resolve); });
    child.stdin.end(input);
    let [next, errors, rows, characters] = [0, 0, 0, 0];
    for await (const line of createInterface({ input: child.stdout })) {
      characters += line.length;
      if (!line.startsWith('{')) continue;
      // Each answer stands on a line of its own; reading its id is enough for the order, and its rows are counted.
      if (!line.startsWith(`{"id":${next},`)) throw new Error(`answer ${next} is ${line.slice(0, 40)}`);
      next += 1;
      errors += line.includes('"error":') ? 1 : 0;
      rows += line.split('"person":').length - 1;
    }
    const peakMiB = Math.round(Number(/peak:(\d+)/.exec(err)?.[1]) / 1024);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`attribute: ${COUNT} items, ${(input.length / 2 ** 20).toFixed(0)} MiB in, ${(characters / 2 ** 20).toFixed(0)} Mi characters out, ${rows} rows, ${seconds.toFixed(0)} s, peak ${peakMiB} MiB\n`);
    expect([await exit, next, errors, rows]).toEqual([0, COUNT, COUNT / 100, (COUNT - COUNT / 100) * 4]);
    // Much less than what goes out: answers do not pile up.
    expect(peakMiB).toBeLessThan(512);
  }, 600_000);

  it('of more than 64 MiB is refused', async () => {
    const run = await quanze(['attribute'], Buffer.alloc(64 * 1024 * 1024 + 1, 0x20));
    expect([run.exit, run.out, errorOf(run).code]).toEqual([2, '', 'INPUT.TOO_LARGE']);
  });
});

function nested(levels: number): unknown {
  return levels === 0 ? [] : [nested(levels - 1)];
}

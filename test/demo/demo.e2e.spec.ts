// The program behind `npm run demo`, run as people run it: a process of its own, from the sources, with a database of its own.
// Its printed lines are what is looked at; the program itself holds every answer against what it must be.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { makeTestFolder } from '@quanze/testkit';

const ROOT = new URL('../../', import.meta.url);
const LOADER = new URL('libs/testkit/src/typescript-loader.mjs', ROOT).href;
const PROGRAM = fileURLToPath(new URL('apps/host/src/demo/main.ts', ROOT));

interface Ended {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** Runs the program; its temporary files go into `folder`. @param whenPrinted called with everything printed so far */
function runDemo(folder: string, whenPrinted: (out: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined, before: readonly string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', LOADER, ...before.flatMap((code) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`]), PROGRAM], { cwd: fileURLToPath(ROOT), env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    whenPrinted(out, (signal) => void child.kill(signal));
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => void child.once('close', (code, signal) => resolve({ code: code ?? String(signal), out, err })));
}

describe('the demonstration program', () => {
  let folder: string;
  let run: Ended;
  beforeAll(async () => {
    folder = await makeTestFolder('demo');
    run = await runDemo(folder);
  }, 240_000);

  it('plays to its end and leaves nothing behind', () => {
    expect({ code: run.code, err: run.err.replace(/^quanze: compiling.*\n/gm, '') }).toEqual({ code: 0, err: '' });
    expect(run.out.trimEnd().split('\n').at(-1)).toContain('演示完成');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows each deadline with its day and how it was counted', () => {
    expect(run.out.match(/审查起诉期限 Review for prosecution：\S+( \S+)*$/gm)).toEqual([
      '审查起诉期限 Review for prosecution：届满 due 2026-04-02', '审查起诉期限 Review for prosecution：已终止 stopped', '审查起诉期限 Review for prosecution：届满 due 2026-05-15',
      '审查起诉期限 Review for prosecution：届满 due 2026-05-30', '审查起诉期限 Review for prosecution：届满 due 2026-06-01', '审查起诉期限 Review for prosecution：期限内已办结 satisfied',
    ]);
    expect(run.out).toContain('2026-05-30在押：遇节假日不顺延〔刑诉法第105条第4款〕');
    expect(run.out).toContain('2026-05-30为节假日，顺延至其后第一个工作日2026-06-01〔刑诉法第105条第4款〕');
  });

  it('shows over-reaches with reason, article and who may', () => {
    expect(run.out.match(/✗ 拒绝 refused {2}\S+/g)).toHaveLength(6);
    expect(run.out).toMatch(/AUTHORITY\.REFER\n.*该事项由检察长决定.*\n.*\n.*由谁 who may: 检察长.*\n.*依据 article: 人民检察院刑事诉讼规则 370/);
  });

  it('shows that the chief decided otherwise, and the objection after it', () => {
    const trace = run.out.slice(run.out.indexOf('全部留痕'));
    const order = ['提出处理意见', '作出不同决定', '书面异议', '改变承办意见'].map((words) => trace.lastIndexOf(words));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  it('verifies the receipt in another process, and refuses copies that were changed', () => {
    expect(run.out).toMatch(/✓ receipt\.json +有效 valid/);
    expect(run.out).toMatch(/✗ another-outcome\.json +无效 invalid +LEDGER\.DECISION_MISMATCH/);
    expect(run.out).toMatch(/✗ another-day\.json +无效 invalid +LEDGER\.ENTRY_ALTERED/);
  });

  it('prints no colour codes where there is no terminal', () => {
    expect(run.out.includes('\u001b')).toBe(false);
  });
});

it('takes its database away when it is interrupted', async () => {
  const folder = await makeTestFolder('demo');
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('quanze-demo-'));
  const run = await runDemo(folder, (out, kill) => {
    if (out.includes('告知权利')) kill('SIGINT');
  });
  expect(run.code).toBe(130);
  expect(run.out).not.toContain('演示完成');
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('quanze-demo-'))).toEqual(before);
}, 120_000);

it('ends with code 1, and takes its database away, when an answer is not what it must be', async () => {
  const folder = await makeTestFolder('demo');
  // The answer about deadlines is one day off on its way to the program.
  const lying = `const ask = globalThis.fetch;
    globalThis.fetch = async (url, options) => {
      const answer = await ask(url, options);
      return String(url).endsWith('/deadlines') ? new Response((await answer.text()).replace('"due":"2026-04-02"', '"due":"2026-04-03"')) : answer;
    };`;
  const run = await runDemo(folder, undefined, [lying]);
  expect(run.code).toBe(1);
  expect(run.err).toContain('The demonstration deviates: deadline review: expected "2026-04-02", got "2026-04-03"');
  expect(readdirSync(folder)).toEqual([]);
}, 120_000);

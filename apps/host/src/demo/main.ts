// `npm run demo`: an office of its own on a free port, one case of prosecution played through HTTP, its trace, and the receipt of
// the chief's decision verified offline. Leaves nothing behind; exit code 1 when anything goes otherwise than it must.
import { existsSync } from 'node:fs';
import { expectOk, parseInstant } from '@quanze/kernel';
import { DEMO_OFFICES, OFFICE } from '../compose/demo-office.js';
import { DemoClient } from './client.js';
import { Deviation } from './deviation.js';
import { printDecisions, printTrace, proveReceipt } from './ending.js';
import { openOffice, type DemoOffice } from './office.js';
import { Paper } from './paper.js';
import { Play } from './play.js';
import { playCase } from './story.js';

const BEGIN = '2026-03-02T08:30:00+08:00';
/** Attempts of the story that go too far. */
const REFUSED = 6;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const paper = new Paper((text) => void process.stdout.write(text), process.stdout.isTTY === true);
const ending = new AbortController();
for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => {
  // The play stops at its next request, and the office is closed as at any other end.
  process.exitCode = code;
  ending.abort();
});

try {
  await playAndLeave();
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`\n${error instanceof Deviation ? `演示与预期不符 The demonstration deviates: ${error.message}` : String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = 1;
  }
}
process.exit();

async function playAndLeave(): Promise<void> {
  const office = await openOffice(expectOk(parseInstant(BEGIN), 'begin'));
  try {
    await play(office);
  } finally {
    await office.close();
  }
  if (existsSync(office.folder)) throw new Deviation(`${office.folder} is still there`);
  paper.heading('演示完成：与预期完全一致，数据库与文件均已清除', 'Done: everything went as it must; database and files are gone');
}

async function play(office: DemoOffice): Promise<void> {
  const name = DEMO_OFFICES.find(({ id }) => id === OFFICE)?.name;
  paper.line(`权责 Quanze 演示：${name?.zh ?? ''}，一件审查起诉案件的全程  ${name?.en ?? ''}, one case from acceptance to indictment`);
  paper.line(`通过 HTTP 实施，时钟由演示程序拨动；人物、案情均属虚构  played over HTTP with a clock moved by hand; people and case are made up`);
  const client = new DemoClient(office.url, office.password, office.clock, ending.signal);
  const shown = new Play(office, client, paper);
  await playCase(shown);
  await printTrace(shown, REFUSED);
  const seq = await printDecisions(shown, client);
  await proveReceipt(shown, client, office, seq);
}

// After the case: its trace as a table, who decided what, the receipt of the last decision, and its verification by the command
// `quanze ledger verify` in a process that knows neither the host nor the database. A receipt that was tampered with is refused.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CaseDecisionView, TraceLineView } from '@quanze/contract';
import type { JsonObject, Label } from '@quanze/kernel';
import type { DemoClient } from './client.js';
import { Deviation, mustBe } from './deviation.js';
import type { DemoOffice } from './office.js';
import { wallTime } from './paper.js';
import { whoIsId, type Play } from './play.js';

const COMMAND = resolve(import.meta.dirname, '../../../cli/bin/quanze.mjs');
const LEVELS: Readonly<Record<string, string>> = { procurator: '检察官', deputyChief: '副检察长', chief: '检察长', committee: '检委会', superior: '上级院' };
const RELATIONS: Readonly<Record<string, string>> = { same: '与承办意见一致', changed_all: '改变承办意见', changed_part: '部分改变承办意见' };

/** Prints the trace and checks that all of it is there: what was done, what was refused, and what the clock did. */
export async function printTrace(play: Play, refusedWanted: number): Promise<void> {
  const { lines, next } = await play.trace();
  const clocks = await play.clockLabels();
  play.paper.heading('全部留痕', 'The whole trace');
  play.paper.table([['号', '时间', '人', '事项', 'act', '结果 result'], ...lines.map((line) => rowOf(line, clocks))]);
  mustBe('the trace is whole', next, null);
  mustBe('entries are numbered without a gap', lines.every(({ entry }, index) => entry['seq'] === index + 1), true);
  mustBe('refused attempts in the trace', lines.filter(({ refusal }) => refusal !== null).length, refusedWanted);
  mustBe('the clock has left entries', lines.some(({ entry }) => entry['kind'] === 'warning'), true);
}

function rowOf({ entry, actLabel, payload, refusal }: TraceLineView, clocks: ReadonlyMap<string, Label>): readonly string[] {
  const { day, time } = wallTime(String(entry['recordedAt']));
  const person = (entry['actor'] as { person?: string } | null)?.person;
  const result = refusal !== null ? `✗ ${refusal.code}` : entry['kind'] === 'decision' ? '决定 decision' : '';
  const words = actLabel ?? clockWords(String(entry['act']), payload, clocks);
  return [String(entry['seq']), `${day} ${time}`, whoIsId(person), words.zh, words.en, result];
}

/** What the clock did: noted that a period ended, or that it ends soon. */
function clockWords(act: string, payload: JsonObject, clocks: ReadonlyMap<string, Label>): Label {
  const [, clock = '', what] = act.split('.');
  const label = clocks.get(clock) ?? { zh: clock, en: clock };
  const days = (payload['input'] as { readonly days?: readonly number[] } | undefined)?.days?.at(-1) ?? 0;
  return what === 'end' ? { zh: `${label.zh}届满`, en: `${label.en}: the period has ended` } : { zh: `${label.zh}：剩${days}日`, en: `${label.en}: ${days} days left` };
}

/** Who decided what; the last one is the chief's, against the handler's opinion. @returns its number in the journal */
export async function printDecisions(play: Play, client: DemoClient): Promise<number> {
  const decisions = await client.get<readonly CaseDecisionView[]>('chief', `/cases/${play.caseId}/decisions`);
  play.paper.heading('谁决定了什么', 'Who decided what');
  play.paper.table([['号', '事项', '结果 outcome', '决定层级', '决定人 decider', '依据 power', '与承办意见'], ...decisions.map(({ record, question, outcome }) => {
    const deciders = record['deciders'] as readonly { person: string }[];
    return [String(record['seq']), question.zh, `${outcome.zh} ${outcome.en}`, LEVELS[String(record['level'])] ?? '', deciders.map(({ person }) => whoIsId(person)).join('、'), String(record['power']), RELATIONS[String(record['relation'])] ?? ''];
  })]);
  const last = decisions.at(-1)?.record;
  mustBe('level of the last decision', last?.['level'] as string | undefined, 'chief');
  mustBe('relation to the opinion of the handler', last?.['relation'] as string | undefined, 'changed_all');
  return Number(last?.['seq']);
}

/** Fetches the receipt, has it verified, then two copies that were changed. */
export async function proveReceipt(play: Play, client: DemoClient, office: DemoOffice, seq: number): Promise<void> {
  const receipt = await client.get<JsonObject>('chief', `/cases/${play.caseId}/decisions/${seq}/receipt`);
  const keys = join(office.folder, 'keys.json');
  await writeFile(keys, JSON.stringify({ publicKeys: [office.publicKey] }));
  play.paper.heading('决定凭证离线校验', 'The receipt is verified offline, with the key of the office alone');
  const genuine = await verify(office, keys, 'receipt.json', receipt);
  mustBe('the receipt', genuine.exit, 0);
  mustBe('the key was trusted', genuine.verdict['keySource'] as string | undefined, 'trusted');
  play.paper.line(`  ✓ receipt.json           有效 valid   第 ${seq} 号 entry ${seq}   ${String(genuine.verdict['entryHash']).slice(0, 16)}…`);
  const decision = receipt['decision'] as JsonObject;
  const entry = receipt['entry'] as JsonObject;
  const forged: readonly (readonly [string, JsonObject, string])[] = [
    ['another-outcome.json', { ...receipt, decision: { ...decision, outcome: 'discretionary' } }, 'LEDGER.DECISION_MISMATCH'],
    ['another-day.json', { ...receipt, entry: { ...entry, recordedAt: '2026-05-20T01:00:00.000Z' } }, 'LEDGER.ENTRY_ALTERED'],
  ];
  for (const [file, document, reason] of forged) {
    const { exit, verdict } = await verify(office, keys, file, document);
    mustBe(`${file} is refused`, exit, 1);
    mustBe(file, verdict['reason'] as string | undefined, reason);
    play.paper.line(`  ✗ ${file.padEnd(22)} 无效 invalid  ${reason}  ${JSON.stringify(verdict['at'])}`);
  }
}

/** `quanze ledger verify` as a stranger runs it. */
async function verify({ folder }: DemoOffice, keys: string, name: string, document: JsonObject): Promise<{ readonly exit: number; readonly verdict: JsonObject }> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(document));
  const child = spawn(process.execPath, [COMMAND, 'ledger', 'verify', file, '--trusted-keys', keys], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const exit = await new Promise<number>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done(code ?? -1));
  });
  if (out === '') throw new Deviation(`quanze ledger verify said nothing: ${err}`);
  return { exit, verdict: JSON.parse(out) as JsonObject };
}

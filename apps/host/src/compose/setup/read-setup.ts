// Reads a setup file and checks what does not depend on the day or the database: text, shape, rules. What is not here: what it has to
// bring when it is applied (`setup-first-day.ts`), and comparing it with what is there (`setup-differences.ts`).
import { open } from 'node:fs/promises';
import { arrangeProblems, hasErrors, readYaml, type Places } from '@quanze/definitions';
import { isJsonObject, type HashFunction, type HashHex, type JsonValue, type LocalDate } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import type { ShippedDefinitions } from '../shipped-definitions.js';
import type { SetupDocument } from './setup-document.js';
import { checkFirstDay } from './setup-first-day.js';
import { SetupRefused } from './setup-refused.js';
import { checkRules } from './setup-rules.js';
import { SETUP_SHAPE } from './setup-shape.js';
import type { Report } from './shape.js';

export interface Setup {
  readonly file: string;
  readonly document: SetupDocument;
  readonly places: Places;
  /** Digest of what the file says: comments, layout and the order of keys do not count. */
  readonly digest: HashHex;
}

export interface SetupParts {
  readonly hash: HashFunction;
  readonly today: LocalDate;
  /** Reads the definitions that come with the product, which takes a second. */
  readonly shipped: () => ShippedDefinitions;
}

const BYTES_MAX = 4 * 1024 * 1024;

/** Reads the file. @throws SetupRefused with every problem in it */
export async function readSetup(file: string, parts: SetupParts): Promise<Setup> {
  return checkSetup(await textOf(file), file, parts);
}

/** As {@link readSetup}, from text. */
export function checkSetup(text: string, file: string, { hash, today, shipped }: SetupParts): Setup {
  const yaml = readYaml(text, file);
  if (!yaml.ok) throw new SetupRefused('invalid', file, yaml.problems);
  const { places } = yaml.value;
  const value = withoutEditorKey(yaml.value.value);
  const report: Report = { file, places, problems: [] };
  SETUP_SHAPE(value, '', report);
  if (report.problems.length > 0) throw new SetupRefused('invalid', file, arrangeProblems(report.problems));
  const document = value as unknown as SetupDocument;
  checkRules(document, report);
  if (hasErrors(report.problems)) {
    // The author has to change the file in any case, so the rest is told as well.
    checkFirstDay(document, shipped(), today, report);
    throw new SetupRefused('invalid', file, arrangeProblems(report.problems));
  }
  return { file, document, places, digest: hash.ofText(canonicalize(value)) };
}

/** `$schema` is the editor's and no part of the document. */
function withoutEditorKey(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { $schema: _editor, ...rest } = value;
  return rest;
}

async function textOf(file: string): Promise<string> {
  const fail = (zh: string, en: string): SetupRefused => new SetupRefused('invalid', file, [{ rule: 'setup-file', severity: 'error', file, line: 1, column: 1, key: '', message: { zh, en } }]);
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw fail(`文件无法读取（${error.code ?? ''}）`, `the file cannot be read (${error.code ?? ''})`);
  });
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw fail('这不是文件', 'this is not a file');
    if (info.size > BYTES_MAX) throw fail(`文件超过 ${BYTES_MAX} 字节`, `the file is larger than ${BYTES_MAX} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } catch (error) {
    throw error instanceof SetupRefused ? error : fail('文件不是 UTF-8 编码', 'the file is not UTF-8');
  } finally {
    await handle.close();
  }
}

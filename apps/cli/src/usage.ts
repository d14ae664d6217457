// The help texts and the version. What is not here: the long description (docs/cli.md).
import { readFileSync } from 'node:fs';

const COMMANDS: Readonly<Record<string, string>> = {
  deadline: `quanze deadline [--rules FILE] [--calendar FILE] [--as-of DAY] [--explain zh|en]
  期限计算 / due dates. Reads an array of {id, rule, start, events} on standard input and writes an array of
  {id, due, dueAt?, provisional, derivation}. --explain adds "explanation", the derivation as text.
`,
  authority: `quanze authority [--list FILE] [--explain [zh|en]] [--lang zh|en]
  权限判断 / who may decide. Reads an array of {id, actor, action, case} on standard input and writes an array of
  {id, result, of?, rule, reasons, listVersion}. --explain adds "explanation", the reasons as text.
`,
  attribute: `quanze attribute [--table FILE] [--explain [zh|en]] [--lang zh|en]
  责任归属 / who answers for what. Reads an array of {id, facts} on standard input and writes an array of {id, rows, flags};
  a row is {person, capacity, area, bears, rules, basis}. --explain adds why, and for rules near the facts why not.
`,
  ledger: `quanze ledger verify FILE [--trusted-keys FILE] [--file CONTENT]
  留痕核验 / verifies a case bundle or a decision receipt, offline ("-" reads standard input). Writes {valid, reason?, at?, ...};
  exit 1 when it is not valid. Only with --trusted-keys does a valid answer say who signed. Documents and files of a bundle are checked against
  the entries that issued and named them; what is erased or not shown is listed, and is no defect.
  --file adds {file: {hash, size, namedBy}}, the entries of the bundle that name this content; exit 1 when none does.
quanze ledger keys [--data-dir FOLDER]
  公钥清单 / the public keys that sign and signed for an office, from the data folder of its host (default QUANZE_DATA_DIR or .data), as
  --trusted-keys takes them.
quanze ledger rotate-key [--data-dir FOLDER]
  更换签名密钥 / replaces the key that signs. The public part of the old one is kept. Restart every host and worker afterwards.
`,
  draw: `quanze draw verify FILE [--commitments FILE] [--trusted-keys FILE]
  随机分案核验 / verifies the proof of a draw or every draw of a case bundle, offline ("-" reads standard input). Writes {valid, reason?, at?, ...};
  exit 1 when it is not valid. Only with --commitments (the list of the office) does a valid answer say that they were published.
`,
  export: `quanze export CASE --as bundle [--out FILE] [--openings] [--token-file FILE]
  导出案件 / fetches a case, named by id or number, from a running host (QUANZE_URL, default http://localhost:3000; token in
  QUANZE_TOKEN or --token-file). --openings includes what was sealed.
`,
  'import-tables': `quanze import-tables FILE
  导入案件类型表 / the tables of another case system (states, events, roles, rights) as a case path on standard output; what could not be
  expressed as {notExpressed: [{place, reason}]} on standard error ("-" reads standard input).
`,
  matrix: `quanze matrix FILE [--workflows FOLDER]
  权限矩阵 / who may do what in which state of an existing case: one JSON line [state, act, role] for every permitted triple of a case path
  or a release.
`,
  simulate: `quanze simulate FILE [--cases N] [--seed S] [--workflows FOLDER]
  模拟办案 / runs random cases of a case path or a release with faults of the world and an auditor (default 200 cases from seed 1). Writes
  {path, cases, seed, endings, levels, clocks, faults, refusals, unreached, violations, …}; exit 1 when an invariant was broken.
`,
  'export-definition': `quanze export-definition FILE --as xstate|mermaid [--workflows FOLDER] [--language zh|en]
  导出定义 / a case path or a release as XState configuration or as a Mermaid diagram. The documents it refers to are taken from
  the folder around it.
`,
};

export const USAGE = `quanze COMMAND

${Object.values(COMMANDS).join('\n')}
quanze help [COMMAND], quanze --version

Exit codes: 0 done, 1 the answer is no (not valid, refused), 2 the request or its input is malformed ({"error": …} on standard error).
`;

/** Help of one command; null when there is no such command. */
export function usageOf(command: string): string | null {
  return Object.hasOwn(COMMANDS, command) ? (COMMANDS[command] as string) : null;
}

/** Version of the program, as its package says. */
export function versionOf(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}

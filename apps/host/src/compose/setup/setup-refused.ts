// A setup file that is not applied, with every reason and its place, in both languages. What is not here: finding the reasons.
import { basename } from 'node:path';
import type { Problem } from '@quanze/definitions';

/** `invalid`: the file itself is wrong. `differs`: it says something else than what is there. */
export class SetupRefused extends Error {
  override readonly name = 'SetupRefused';

  constructor(
    readonly kind: 'invalid' | 'differs',
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(`${basename(file)}: ${kind}, ${problems.length} problems`);
  }
}

const HEADS: Readonly<Record<SetupRefused['kind'], string>> = {
  invalid: '设立文件（QUANZE_SETUP）有误，未作任何写入： / The setup file (QUANZE_SETUP) is wrong; nothing was written:',
  differs: '设立文件（QUANZE_SETUP）与已经设立的内容不一致，未予适用： / The setup file (QUANZE_SETUP) differs from what is there and was not applied:',
};
const TAILS: Readonly<Record<SetupRefused['kind'], string>> = {
  invalid: '',
  differs: '首次启动之后，人员、任职与定义通过接口变更；设立文件请恢复原状，或者不再设置 QUANZE_SETUP。\n'
    + 'After the first start people, posts and definitions are changed through the API: restore the file, or leave QUANZE_SETUP out.\n',
};

/** The text for a terminal: one line for each problem, `file:line:column key rule 中文 / English`. */
export function describeRefused({ kind, problems }: SetupRefused): string {
  const lines = problems.map(({ file, line, column, key, rule, severity, message }) => `  ${file}:${line}:${column} ${key === '' ? '/' : key} ${severity === 'warning' ? 'warning ' : ''}${rule} ${message.zh} / ${message.en}`);
  return [HEADS[kind], ...lines, TAILS[kind]].join('\n');
}

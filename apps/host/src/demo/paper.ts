// What the demonstration program prints: headings, one line for each act, refusals with their reason, deadlines with their
// derivation, tables. Plain text in columns, so that it reads the same on a screen and in a file; bold only on a terminal.
import type { Label } from '@quanze/kernel';
import type { DeadlineView } from '@quanze/application';
import type { Problem } from '@quanze/contract';
import { alignRows, padTo } from '../compose/demo-columns.js';

const WHO_WIDTH = 30;
const INDENT = '         ';
const PHASES: Readonly<Record<string, string>> = { satisfied: '期限内已办结', stopped: '已终止', overdue: '已超期' };

export class Paper {
  constructor(
    private readonly write: (text: string) => void,
    private readonly isTerminal: boolean,
  ) {}

  line(text = ''): void {
    this.write(`${text}\n`);
  }

  heading(zh: string, en: string): void {
    this.line();
    this.line(this.bold(`${zh}  ${en}`));
  }

  /** One act: time, who in which post, what. */
  act(time: string, who: string, what: Label): void {
    this.line(`  ${time}  ${padTo(who, WHO_WIDTH)}  ${what.zh}  ${what.en}`);
  }

  /** An attempt that was refused: the reason in both languages, the article, and who may. */
  refusal({ code, detailZh, detailEn, source, whoMay = [] }: Problem): void {
    this.line(`${INDENT}✗ 拒绝 refused  ${code}`);
    this.line(`${INDENT}  ${detailZh}`);
    this.line(`${INDENT}  ${detailEn}`);
    if (whoMay.length > 0) this.line(`${INDENT}  由谁 who may: ${whoMay.map(({ label }) => `${label.zh} (${label.en})`).join('、')}`);
    if (source !== undefined) this.line(`${INDENT}  依据 article: ${source}`);
  }

  /** One deadline with every step of its counting; how an ended one would have been counted says nothing any more. */
  deadline({ label, due, phase, provisional, derivation }: DeadlineView): void {
    const end = phase === 'running' ? `届满 due ${due ?? '–'}` : `${PHASES[phase] ?? phase} ${phase}`;
    this.line(`${INDENT}◷ ${label.zh} ${label.en}：${end}${provisional && phase === 'running' ? '（暂定 provisional）' : ''}`);
    if (phase !== 'running') return;
    derivation.zh.forEach((zh, index) => {
      this.line(`${INDENT}    ${zh}`);
      this.line(`${INDENT}       ${(derivation.en[index] ?? '').replace(/^\d+\. /, '')}`);
    });
  }

  note(zh: string, en: string): void {
    this.line(`${INDENT}${zh}`);
    this.line(`${INDENT}${en}`);
  }

  table(rows: readonly (readonly string[])[]): void {
    for (const row of alignRows(rows)) this.line(`  ${row}`);
  }

  private bold(text: string): string {
    return this.isTerminal ? `\u001b[1m${text}\u001b[0m` : text;
  }
}

/** The clock on the wall in Beijing: day and time of an instant. */
export function wallTime(instant: string): { readonly day: string; readonly time: string } {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return { day: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

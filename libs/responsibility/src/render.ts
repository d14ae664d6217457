// An explained attribution as text for people: a line per row with why, the rules near it that give it nothing, then the rules of
// allocation that are near and do not apply. What is not here: finding the reasons (`explain.ts`, `near-rules.ts`).
import type { Label } from '@quanze/kernel';
import type { ExplainedAttribution, ExplainedRow } from './attribute.js';
import type { NearRule } from './near-rules.js';
import { AREA_LABELS, BEARS_LABELS, CAPACITY_LABELS, FLAG_LABELS } from './vocabulary.js';

type Language = keyof Label;

const NOT_HERE: Label = { zh: '未适用：', en: 'Not applied: ' };
const NOT_IN_RECORD: Label = { zh: '本案未适用的相近规则：', en: 'Rules near this record that do not apply: ' };
const FLAGGED: Label = { zh: '提请注意：', en: 'Flags: ' };

/** The whole answer, one line per row and one below it for the rules near it. */
export function renderAttribution({ rows, flags, whyNot }: ExplainedAttribution, language: Language): string {
  const lines = rows.flatMap((row) => [renderRow(row, language), ...renderWhyNot(row.whyNot, `  ${NOT_HERE[language]}`, language)]);
  const comma = language === 'zh' ? '、' : ', ';
  const raised = flags.length === 0 ? [] : [`${FLAGGED[language]}${flags.map((flag) => FLAG_LABELS[flag][language]).join(comma)}`];
  return [...lines, ...raised, ...renderWhyNot(whyNot, NOT_IN_RECORD[language], language)].join('\n');
}

/** One row as a line: person, capacity, area, result, and the basis with its rules. */
export function renderRow(row: ExplainedRow, language: Language): string {
  const area = row.area === '' ? '' : AREA_LABELS[row.area][language];
  const zh = language === 'zh';
  const head = [CAPACITY_LABELS[row.capacity][language], area, BEARS_LABELS[row.bears][language]].filter((part) => part !== '').join(zh ? '，' : ', ');
  return zh ? `${row.person}（${head}）：${row.explanation.zh}` : `${row.person} (${head}): ${row.explanation.en}`;
}

/** Rules with the same reason share it. */
function renderWhyNot(whyNot: readonly NearRule[], head: string, language: Language): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, reason } of whyNot) byReason.set(reason[language], [...(byReason.get(reason[language]) ?? []), rule]);
  if (byReason.size === 0) return [];
  const [comma, colon, semicolon] = language === 'zh' ? ['、', '：', '；'] : [', ', ': ', '; '];
  return [`${head}${[...byReason].map(([reason, rules]) => `${rules.join(comma)}${colon}${reason}`).join(semicolon)}`];
}

// A flag: a sign that a duty was done for form's sake, with its measure, and what it says to people. What is not here: finding any.
import type { JsonObject, Label } from '@quanze/kernel';
import type { FormalityRule } from './model.js';

export interface Flag {
  readonly rule: FormalityRule;
  /** Field of the act it is about; null when it is about the act. */
  readonly field: string | null;
  /** Measures, ids and places; never words of the text, which may be sealed. */
  readonly params: JsonObject;
  /** Words of the author's own text that are meant: told to the author, never recorded. */
  readonly quote?: string;
}

/** A flag as the record keeps it. */
export type RecordedFlag = Omit<Flag, 'quote'>;

export function recorded({ rule, field, params }: Flag): RecordedFlag {
  return { rule, field, params };
}

export const FLAG_LABELS: Readonly<Record<FormalityRule, Label>> = {
  EMPTY: { zh: '内容空洞', en: 'Without substance' },
  COPY_OF_PROPOSAL: { zh: '照抄本案前一环节意见', en: 'Copies an earlier step of the case' },
  COPY_OF_OWN: { zh: '照抄本人既往文字', en: 'Copies the own earlier text' },
  FAST: { zh: '用时过短', en: 'Faster than the file can be read' },
  UNOPENED: { zh: '未打开案卷', en: 'The file was not opened' },
  LAW_MISSING: { zh: '未引用法律', en: 'Cites no law' },
  LAW_UNKNOWN: { zh: '所引法律未收录', en: 'Cites a law that is not in the catalogue' },
  LAW_NOT_IN_FORCE: { zh: '所引法律当日无效', en: 'Cites a law not in force on the day' },
  ARTICLE_OUT_OF_RANGE: { zh: '所引条文不存在', en: 'Cites an article the law does not have' },
  EVIDENCE_NONE: { zh: '未列证据', en: 'Names no evidence' },
};

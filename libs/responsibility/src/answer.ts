// The machine contract of `quanze attribute`: one item in, one answer out. A malformed item gets an error and does not stop the others.
// What is not here: reading standard input and choosing the table (the command line).
import { isJsonObject, type Label, type Refusal, type Result } from '@quanze/kernel';
import { attribute, attributeExplained, type ResponsibilityRow } from './attribute.js';
import type { NearRule } from './near-rules.js';
import { readRecord } from './read-record.js';
import type { DecisionFacts } from './record.js';
import { renderAttribution } from './render.js';
import { isBodyIn, type AttributionTable } from './table.js';
import type { Flag } from './vocabulary.js';

type ItemId = string | number | null;

/** A rule near the facts and why it does not apply, in one language. */
export interface WhyNot { readonly rule: string; readonly reason: string }

/** A row with its reasons in one language. */
export interface ToldRow extends ResponsibilityRow {
  readonly why: string;
  readonly whyNot: readonly WhyNot[];
}

export type AttributionAnswer =
  | { readonly id: ItemId; readonly rows: readonly ResponsibilityRow[]; readonly flags: readonly Flag[] }
  | {
    readonly id: ItemId;
    readonly rows: readonly ToldRow[];
    readonly flags: readonly Flag[];
    readonly whyNot: readonly WhyNot[];
    /** All of it as text. */
    readonly explanation: string;
  }
  | { readonly id: ItemId; readonly error: { readonly code: string; readonly message: string } };

/** Reads a record with the words of a table: which names are organs, which tasks make a clerk. Refusals as in `readRecord`. */
export function readFacts(table: AttributionTable, json: unknown): Result<DecisionFacts> {
  return readRecord(json, { bodies: { isBody: (name) => isBodyIn(table.bodies, name) }, taskWords: table.taskWords });
}

/** Answers one item `{id, facts}`; with a language every row says why, and rules near the facts why not. Another shape gives
 *  `RECORD.MALFORMED`, a record that cannot be used its refusal code. */
export function answer(table: AttributionTable, item: unknown, language?: keyof Label): AttributionAnswer {
  const id = isJsonObject(item) && (typeof item.id === 'string' || typeof item.id === 'number') ? item.id : null;
  if (!isJsonObject(item) || !isJsonObject(item.facts)) {
    return { id, error: { code: 'RECORD.MALFORMED', message: isJsonObject(item) ? 'facts is not an object' : 'the item is not an object' } };
  }
  const record = readFacts(table, item.facts);
  if (!record.ok) return errorOf(id, record.refusal);
  if (language === undefined) {
    const plain = attribute(table, record.value);
    return plain.ok ? { id, ...plain.value } : errorOf(id, plain.refusal);
  }
  const explained = attributeExplained(table, record.value);
  if (!explained.ok) return errorOf(id, explained.refusal);
  const told = explained.value;
  const inLanguage = (near: readonly NearRule[]): readonly WhyNot[] => near.map(({ rule, reason }) => ({ rule, reason: reason[language] }));
  const rows = told.rows.map(({ explanation, whyNot, ...row }): ToldRow => ({ ...row, why: explanation[language], whyNot: inLanguage(whyNot) }));
  return { id, rows, flags: told.flags, whyNot: inLanguage(told.whyNot), explanation: renderAttribution(told, language) };
}

function errorOf(id: ItemId, refusal: Refusal): Extract<AttributionAnswer, { readonly error: unknown }> {
  return { id, error: { code: refusal.code, message: messageOf(refusal) } };
}

const MESSAGES: Readonly<Record<string, string>> = {
  'RECORD.MALFORMED': 'the value has another shape than expected',
  'RECORD.UNKNOWN_KEY': 'the key is not part of a record',
  'RECORD.NOT_A_PERSON': 'an organ stands where a natural person is due',
  'RECORD.DUPLICATE_PERSON': 'the person stands here twice',
  'RECORD.CONTRADICTION': 'the value contradicts another part of the record',
  'RECORD.PERSON_WITHOUT_ROLE': 'nothing says in what role this person took part',
  'RECORD.HANDLER_MISSING': 'nobody is named as handler or lead',
  'RECORD.LEVEL_MISSING': 'somebody else than the handler decided and the level is not stated',
  'RECORD.DECIDER_MISSING': 'nobody is named as decider',
  'RECORD.VOTES_MISSING': 'the committee decided and no member is named',
};

function messageOf({ code, params }: Refusal): string {
  const { path, expected } = params;
  return `${String(path)}: ${MESSAGES[code] ?? code}${expected === undefined ? '' : ` (${String(expected)})`}`;
}

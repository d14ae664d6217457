// The machine contract of `quanze attribute`: one item in, one answer out. A malformed item gets an error and does not stop the others.
// What is not here: reading standard input and choosing the table (the command line).
import { isJsonObject, type Label, type Refusal, type Result } from '@quanze/kernel';
import { attribute, attributeExplained, renderRow, type ResponsibilityRow } from './attribute.js';
import { readRecord } from './read-record.js';
import type { DecisionFacts } from './record.js';
import { isBodyIn, type AttributionTable } from './table.js';
import type { Flag } from './vocabulary.js';

type ItemId = string | number | null;

export type AttributionAnswer =
  | {
    readonly id: ItemId;
    readonly rows: readonly ResponsibilityRow[];
    readonly flags: readonly Flag[];
    /** One line per row, when a language was asked for. */
    readonly explanation?: string;
  }
  | { readonly id: ItemId; readonly error: { readonly code: string; readonly message: string } };

/** Reads a record with the words of a table: which names are organs, which tasks make a clerk. Refusals as in `readRecord`. */
export function readFacts(table: AttributionTable, json: unknown): Result<DecisionFacts> {
  return readRecord(json, { bodies: { isBody: (name) => isBodyIn(table.bodies, name) }, taskWords: table.taskWords });
}

/** Answers one item `{id, facts}`. Another shape gives `RECORD.MALFORMED`, a record that cannot be used its refusal code. */
export function answer(table: AttributionTable, item: unknown, language?: keyof Label): AttributionAnswer {
  const id = isJsonObject(item) && (typeof item.id === 'string' || typeof item.id === 'number') ? item.id : null;
  if (!isJsonObject(item) || !isJsonObject(item.facts)) {
    return { id, error: { code: 'RECORD.MALFORMED', message: isJsonObject(item) ? 'facts is not an object' : 'the item is not an object' } };
  }
  const record = readFacts(table, item.facts);
  if (!record.ok) return { id, error: { code: record.refusal.code, message: messageOf(record.refusal) } };
  if (language === undefined) return { id, ...attribute(table, record.value) };
  const { rows, flags } = attributeExplained(table, record.value);
  const plain = rows.map(({ explanation: _, ...row }) => row);
  return { id, rows: plain, flags, explanation: rows.map((row) => renderRow(row, language)).join('\n') };
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

// The attribution table as a value: rules of allocation (A) and of accountability (B) with their conditions, words and settings.
// What is not here: reading it from JSON (`parse-table.ts`) and applying it (`allocate.ts`, `account.ts`).
import type { Label, SourceStatus } from '@quanze/kernel';
import type { Condition, FactTable } from './condition.js';
import type { Party } from './parties.js';
import type { Area, Bears, Capacity, Flag } from './vocabulary.js';

/** An area of a row, or `empty` for people who answer for nothing: signers and advisers. */
export type RowArea = Area | 'empty';

/** What every rule says about itself. `effect` is the sentence a basis is built from. */
export interface RuleHead {
  readonly id: string;
  readonly label: Label;
  readonly effect: Label;
  readonly source: string;
  readonly status: SourceStatus;
}

export interface Grant { readonly to: Party; readonly areas: readonly RowArea[] }

export interface FlagRule { readonly flag: Flag; readonly when: Condition | null }

/** `gives` makes rows, `touches` refines rows that other rules made, `clears` turns the result of such rows into `none`. */
export interface AllocationRule extends RuleHead {
  readonly when: Condition | null;
  readonly gives: readonly Grant[];
  readonly touches: readonly Grant[];
  readonly clears: readonly (Grant & { readonly when: Condition | null })[];
  readonly flags: readonly FlagRule[];
}

export interface AccountCase { readonly bears: Bears; readonly when: Condition }

/** The first case that holds gives the result of a row; flags are raised per record. */
export interface AccountRule extends RuleHead {
  readonly cases: readonly AccountCase[];
  readonly flags: readonly FlagRule[];
}

export interface Setting { readonly label: Label; readonly value: boolean; readonly source: string; readonly status: SourceStatus }

export interface AttributionTable {
  readonly kind: 'attribution-table';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: SourceStatus;
  readonly settings: Readonly<Record<string, Setting>>;
  /** Declared facts with their labels; the settings are among them as `setting.<id>`. */
  readonly facts: FactTable;
  readonly rowFacts: FactTable;
  readonly taskWords: { readonly clerk: readonly string[]; readonly expert: readonly string[] };
  readonly bodies: { readonly names: readonly string[]; readonly endings: readonly string[] };
  readonly allocation: readonly AllocationRule[];
  readonly onFinding: readonly { readonly area: Area; readonly capacity: Capacity | null; readonly rule: string }[];
  readonly otherwise: { readonly rule: string; readonly bears: Bears; readonly effect: Label };
  readonly accountability: readonly AccountRule[];
  /** Every rule by id, and its place in the table. */
  readonly rules: ReadonlyMap<string, { readonly head: RuleHead; readonly place: number }>;
}

/** The values of the settings as facts. */
export function settingFacts(table: AttributionTable): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table.settings).map(([id, { value }]) => [`setting.${id}`, value ? 'on' : 'off']));
}

/** Whether a name is that of an organ or a machine, which never answers for anything. @source 人民检察院组织法 33-34 */
export function isBodyIn(bodies: AttributionTable['bodies'], name: string): boolean {
  const text = name.trim().toLowerCase();
  return bodies.names.includes(text) || bodies.endings.some((ending) => text.endsWith(ending));
}

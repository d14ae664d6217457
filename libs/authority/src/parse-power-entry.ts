// Reads one entry of a power list: a power, who decides it under which condition, and what must be in order before.
// What is not here: the list around it (`parse-power-list.ts`).
import type { PowerListReader } from './power-list-reader.js';
import { optionalCondition, type FactTable } from './parse-condition.js';
import type { Check, Consent, DeciderClause, PowerEntry } from './power-list.js';
import { CAPACITIES, DECIDERS, PROPOSERS, type Capacity, type Proposer } from './vocabulary.js';

const ENTRY_KEYS = [
  'id', 'group', 'label', 'documents', 'decider', 'also', 'fixedBy', 'lawNamesChief', 'listed', 'delegable', 'takeover', 'reviewFirst',
  'proposers', 'raisedWhen', 'capacities', 'otherHandler', 'checks', 'except', 'consents', 'source', 'status',
];
const STANDARD_PROPOSERS: readonly Proposer[] = ['handler', 'deputy', 'chief'];
const STANDARD_CAPACITIES: readonly Capacity[] = ['handle', 'decide', 'vote'];

export interface References {
  readonly checks: Readonly<Record<string, Check>>;
  readonly consents: Readonly<Record<string, Consent>>;
}

export function parseEntry(reader: PowerListReader, facts: FactTable, value: unknown, path: string, known: References): PowerEntry {
  const fields = reader.object(value, path, ENTRY_KEYS);
  const source = reader.text(fields.source, `${path}.source`);
  const fixedBy = reader.oneOf(fields.fixedBy, `${path}.fixedBy`, ['nation', 'list'] as const);
  return {
    id: reader.id(fields.id, `${path}.id`),
    group: reader.id(fields.group, `${path}.group`),
    label: reader.label(fields.label, `${path}.label`),
    documents: reader.texts(fields.documents, `${path}.documents`),
    decider: parseDecider(reader, facts, fields.decider, `${path}.decider`, { fixedBy, source }),
    also: reader.someOf(fields.also, `${path}.also`, DECIDERS, []),
    fixedBy,
    lawNamesChief: reader.flag(fields.lawNamesChief, `${path}.lawNamesChief`, false),
    listed: reader.flag(fields.listed, `${path}.listed`, true),
    delegable: reader.flag(fields.delegable, `${path}.delegable`, true),
    takeover: reader.flag(fields.takeover, `${path}.takeover`, true),
    reviewFirst: reader.flag(fields.reviewFirst, `${path}.reviewFirst`, true),
    proposers: reader.someOf(fields.proposers, `${path}.proposers`, PROPOSERS, STANDARD_PROPOSERS),
    raisedWhen: optionalCondition(reader, facts, fields.raisedWhen, `${path}.raisedWhen`),
    capacities: reader.someOf(fields.capacities, `${path}.capacities`, CAPACITIES, STANDARD_CAPACITIES),
    otherHandler: reader.flag(fields.otherHandler, `${path}.otherHandler`, false),
    checks: reader.references(fields.checks, `${path}.checks`, known.checks),
    except: reader.references(fields.except, `${path}.except`, known.checks),
    consents: reader.references(fields.consents, `${path}.consents`, known.consents),
    source,
    status: reader.status(fields.status, `${path}.status`),
  };
}

/** A body alone, or clauses of which only the last stands without a condition, so that every case has a decider
 *  and no clause is written in vain. */
function parseDecider(
  reader: PowerListReader, facts: FactTable, value: unknown, path: string, entry: Pick<DeciderClause, 'fixedBy' | 'source'>,
): readonly DeciderClause[] {
  if (typeof value === 'string') return [{ when: null, body: reader.oneOf(value, path, DECIDERS), ...entry }];
  const clauses = reader.array(value, path).map((item, i): DeciderClause => {
    const at = `${path}[${i}]`;
    const fields = reader.object(item, at, ['when', 'body', 'fixedBy', 'source']);
    return {
      when: optionalCondition(reader, facts, fields.when, `${at}.when`),
      body: reader.oneOf(fields.body, `${at}.body`, DECIDERS),
      fixedBy: fields.fixedBy === undefined ? entry.fixedBy : reader.oneOf(fields.fixedBy, `${at}.fixedBy`, ['nation', 'list'] as const),
      source: fields.source === undefined ? entry.source : reader.text(fields.source, `${at}.source`),
    };
  });
  if (clauses.findIndex((clause) => clause.when === null) !== clauses.length - 1 || clauses.length === 0) {
    reader.reject('POWER_LIST.NO_DEFAULT_DECIDER', path);
  }
  return clauses;
}

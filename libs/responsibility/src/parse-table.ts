// Reads an attribution table from JSON. A table is taken whole or refused with the path of the first fault. Its declared facts must be
// exactly those the program can give, so that no rule waits for a fact that never comes and none is left unexplained.
// What is not here: conditions (`condition.ts`) and the single rules (`parse-rules.ts`).
import { ok, type Result } from '@quanze/kernel';
import { checkNeedsFinding } from './check-table.js';
import type { FactDeclaration, FactTable } from './condition.js';
import { LenientReader } from './lenient-reader.js';
import { parseAccountRule, parseAllocationRule } from './parse-rules.js';
import { RECORD_FACTS } from './record-facts.js';
import { ROW_FACTS } from './row-facts.js';
import type { AttributionTable, RuleHead, Setting } from './table.js';
import { AREAS, BEARS, CAPACITIES } from './vocabulary.js';

const KEYS = [
  '$schema', 'kind', 'id', 'version', 'label', 'source', 'status', 'settings', 'facts', 'rowFacts', 'taskWords', 'bodies',
  'allocation', 'onFinding', 'otherwise', 'accountability',
];
const SETTING_VALUES = { on: { zh: '采用', en: 'on' }, off: { zh: '不采用', en: 'off' } } as const;

/** Reads a table.
 *  Refuses with the param `path`: `TABLE.MALFORMED`, `TABLE.UNKNOWN_KEY`, `TABLE.UNKNOWN_FACT`, `TABLE.UNKNOWN_VALUE`,
 *  `TABLE.UNKNOWN_RULE`, `TABLE.DUPLICATE_ID`, and `TABLE.FACT_MISMATCH` when the declared facts are not those of this program. */
export function parseAttributionTable(json: unknown): Result<AttributionTable> {
  const reader = new LenientReader('TABLE');
  const fields = reader.object(json, '$', KEYS);
  reader.oneOf(fields.kind, 'kind', ['attribution-table'] as const);
  const settings = parseSettings(reader, fields.settings);
  const asFacts = Object.fromEntries(Object.entries(settings).map(([id, { label }]): [string, FactDeclaration] => [`setting.${id}`, { label, values: SETTING_VALUES }]));
  const facts = { ...parseFacts(reader, fields.facts, 'facts', RECORD_FACTS), ...asFacts };
  const rowFacts = { ...parseFacts(reader, fields.rowFacts, 'rowFacts', ROW_FACTS), ...asFacts };
  const allocation = reader.array(fields.allocation, 'allocation').map((item, i) => parseAllocationRule(reader, facts, item, `allocation[${i}]`));
  const accountability = reader.array(fields.accountability, 'accountability').map((item, i) => parseAccountRule(reader, facts, rowFacts, item, `accountability[${i}]`));
  const rules = indexRules(reader, { allocation, accountability });
  const ruleId = (value: unknown, path: string): string => {
    const id = reader.text(value, path);
    if (!rules.has(id)) reader.reject('TABLE.UNKNOWN_RULE', path, { rule: id });
    return id;
  };
  const taskWords = reader.object(fields.taskWords, 'taskWords', ['clerk', 'expert']);
  const bodies = reader.object(fields.bodies, 'bodies', ['names', 'endings']);
  const otherwise = reader.object(fields.otherwise, 'otherwise', ['rule', 'bears', 'effect']);
  const words = (value: unknown, path: string): readonly string[] => reader.list(value, path, (item, at) => reader.text(item, at).toLowerCase());
  const table: AttributionTable = {
    kind: 'attribution-table',
    id: reader.text(fields.id, 'id'),
    version: reader.text(fields.version, 'version'),
    label: reader.label(fields.label, 'label'),
    source: reader.text(fields.source, 'source'),
    status: reader.status(fields.status, 'status'),
    settings,
    facts,
    rowFacts,
    taskWords: { clerk: words(taskWords.clerk, 'taskWords.clerk'), expert: words(taskWords.expert, 'taskWords.expert') },
    bodies: { names: words(bodies.names, 'bodies.names'), endings: words(bodies.endings, 'bodies.endings') },
    allocation,
    onFinding: reader.list(fields.onFinding, 'onFinding', (item, path) => {
      const line = reader.object(item, path, ['area', 'capacity', 'rule']);
      return {
        area: reader.oneOf(line.area, `${path}.area`, AREAS),
        capacity: reader.optional(line.capacity, `${path}.capacity`, CAPACITIES, null),
        rule: ruleId(line.rule, `${path}.rule`),
      };
    }),
    otherwise: { rule: ruleId(otherwise.rule, 'otherwise.rule'), bears: reader.oneOf(otherwise.bears, 'otherwise.bears', BEARS), effect: reader.label(otherwise.effect, 'otherwise.effect') },
    accountability,
    rules,
  };
  if (reader.problem === null) checkNeedsFinding(reader, rowFacts, accountability, table.otherwise);
  return reader.problem === null ? ok(table) : { ok: false, refusal: reader.problem };
}

function parseSettings(reader: LenientReader, value: unknown): Record<string, Setting> {
  const fields = reader.map(value, 'settings');
  return Object.fromEntries(Object.keys(fields).map((id): [string, Setting] => {
    const path = `settings.${id}`;
    const item = reader.object(fields[id], path, ['label', 'value', 'source', 'status']);
    if (typeof item.value !== 'boolean') reader.malformed(`${path}.value`, 'true or false');
    return [id, { label: reader.label(item.label, `${path}.label`), value: item.value === true, source: reader.text(item.source, `${path}.source`), status: reader.status(item.status, `${path}.status`) }];
  }));
}

function parseFacts(reader: LenientReader, value: unknown, path: string, known: Readonly<Record<string, readonly string[]>>): FactTable {
  const fields = reader.map(value, path);
  const facts = Object.fromEntries(Object.keys(fields).map((name): [string, FactDeclaration] => {
    const at = `${path}.${name}`;
    const item = reader.object(fields[name], at, ['label', 'values']);
    const values = reader.map(item.values, `${at}.values`);
    return [name, {
      label: reader.label(item.label, `${at}.label`),
      values: Object.fromEntries(Object.keys(values).map((each) => [each, reader.label(values[each], `${at}.values.${each}`)])),
    }];
  }));
  const declared = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, Object.keys(fact.values)]));
  rejectMissing(reader, path, known, declared, false);
  rejectMissing(reader, path, declared, known, true);
  return facts;
}

type Values = Readonly<Record<string, readonly string[]>>;

/** Rejects the first fact or value of `these` that `those` does not have. @param stands whether it stands in the document: then its own
 *  place is told, otherwise the place in which it is missing */
function rejectMissing(reader: LenientReader, path: string, these: Values, those: Values, stands: boolean): void {
  for (const [name, values] of Object.entries(these)) {
    const others = Object.hasOwn(those, name) ? those[name] : undefined;
    if (others === undefined) return reader.reject('TABLE.FACT_MISMATCH', stands ? `${path}.${name}` : path, { fact: name });
    const value = values.find((each) => !others.includes(each));
    if (value !== undefined) return reader.reject('TABLE.FACT_MISMATCH', `${path}.${name}.values${stands ? `.${value}` : ''}`, { fact: name, value });
  }
}

function indexRules(reader: LenientReader, lists: Readonly<Record<string, readonly RuleHead[]>>): AttributionTable['rules'] {
  const rules = new Map<string, { head: RuleHead; place: number }>();
  for (const [name, heads] of Object.entries(lists)) {
    heads.forEach((head, i) => {
      if (rules.has(head.id)) reader.reject('TABLE.DUPLICATE_ID', `${name}[${i}].id`, { id: head.id });
      rules.set(head.id, { head, place: rules.size });
    });
  }
  return rules;
}

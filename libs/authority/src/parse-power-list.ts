// Reads a power list from JSON. A list is taken whole or refused with the path of the first fault; nothing is repaired or guessed,
// save the residual rule, whose default by date is itself a rule. What is not here: choosing between lists (`select-list.ts`).
import { ok, type LocalDate, type Result } from '@quanze/kernel';
import { BUILTIN_FACTS } from './builtin-facts.js';
import { PowerListReader } from './power-list-reader.js';
import { optionalCondition, parseCondition, parseFacts, type FactTable } from './parse-condition.js';
import { parseEntry } from './parse-power-entry.js';
import type { Check, Consent, PowerList, Raise } from './power-list.js';
import { CONSENTING, PROCURATORATES } from './vocabulary.js';

const LIST_KEYS = [
  '$schema', 'kind', 'id', 'version', 'label', 'source', 'status', 'effectiveFrom', 'province', 'levels',
  'residual', 'deputyActsForChief', 'facts', 'checks', 'everyPower', 'consents', 'raises', 'entries',
];
const CODE_PATTERN = /^AUTHORITY\.[A-Z_]{3,60}$/;
// The opinions of this day turned the residual rule round: what is not kept above falls to the procurator.
const RESIDUAL_TURNED = '2024-07-04';

/** Reads a power list.
 *  Refuses with the param `path`: `POWER_LIST.MALFORMED`, `POWER_LIST.UNKNOWN_KEY`, `POWER_LIST.DUPLICATE_ID`,
 *  `POWER_LIST.UNKNOWN_FACT`, `POWER_LIST.UNKNOWN_VALUE`, `POWER_LIST.UNKNOWN_REFERENCE`, `POWER_LIST.NO_DEFAULT_DECIDER`.
 *  A list without `residual` gets `procurator` from 2024-07-04 on and `chief` before. */
export function parsePowerList(json: unknown): Result<PowerList> {
  const reader = new PowerListReader();
  const fields = reader.object(json, '$', LIST_KEYS);
  reader.oneOf(fields.kind, 'kind', ['power-list'] as const);
  const effectiveFrom = reader.date(fields.effectiveFrom, 'effectiveFrom');
  const facts = parseFacts(reader, fields.facts);
  const table: FactTable = new Map([...BUILTIN_FACTS, ...Object.entries(facts)]);
  const checks = parseChecks(reader, table, fields.checks);
  const consents = parseConsents(reader, table, fields.consents);
  const list: PowerList = {
    kind: 'power-list',
    id: reader.id(fields.id, 'id'),
    version: reader.text(fields.version, 'version'),
    label: reader.label(fields.label, 'label'),
    source: reader.text(fields.source, 'source'),
    status: reader.status(fields.status, 'status'),
    effectiveFrom,
    province: fields.province === null ? null : reader.text(fields.province, 'province'),
    levels: reader.someOf(fields.levels, 'levels', PROCURATORATES, PROCURATORATES),
    residual: fields.residual === undefined ? residualBefore(effectiveFrom) : reader.oneOf(fields.residual, 'residual', ['procurator', 'chief'] as const),
    deputyActsForChief: reader.flag(fields.deputyActsForChief, 'deputyActsForChief', true),
    facts,
    checks,
    everyPower: reader.references(fields.everyPower, 'everyPower', checks),
    consents,
    raises: fields.raises === undefined ? [] : reader.array(fields.raises, 'raises').map((item, i) => parseRaise(reader, table, item, `raises[${i}]`)),
    entries: parseEntries(reader, table, fields.entries, checks, consents),
  };
  return reader.problem === null ? ok(list) : { ok: false, refusal: reader.problem };
}

function residualBefore(effectiveFrom: LocalDate): 'procurator' | 'chief' {
  return effectiveFrom >= RESIDUAL_TURNED ? 'procurator' : 'chief';
}

function parseChecks(reader: PowerListReader, facts: FactTable, value: unknown): Record<string, Check> {
  const fields = reader.map(value, 'checks');
  const checks: Record<string, Check> = {};
  for (const id of Object.keys(fields)) {
    const path = `checks.${id}`;
    const item = reader.object(fields[id], path, ['step', 'code', 'when', 'show', 'source', 'status', 'text']);
    const code = reader.text(item.code, `${path}.code`);
    if (!CODE_PATTERN.test(code)) reader.reject('POWER_LIST.MALFORMED', `${path}.code`, { expected: 'AUTHORITY.REASON' });
    const show = reader.texts(item.show, `${path}.show`);
    for (const name of show) if (!facts.has(name)) reader.reject('POWER_LIST.UNKNOWN_FACT', `${path}.show`, { fact: name });
    checks[reader.id(id, path)] = {
      step: reader.oneOf(item.step, `${path}.step`, ['bar', 'block'] as const),
      code,
      when: parseCondition(reader, facts, item.when, `${path}.when`),
      show,
      source: reader.text(item.source, `${path}.source`),
      status: reader.status(item.status, `${path}.status`),
      text: reader.label(item.text, `${path}.text`),
    };
  }
  return checks;
}

function parseConsents(reader: PowerListReader, facts: FactTable, value: unknown): Record<string, Consent> {
  const fields = reader.map(value, 'consents');
  const consents: Record<string, Consent> = {};
  for (const id of Object.keys(fields)) {
    const path = `consents.${id}`;
    const item = reader.object(fields[id], path, ['body', 'when', 'source', 'status', 'text']);
    consents[reader.id(id, path)] = {
      body: reader.oneOf(item.body, `${path}.body`, CONSENTING),
      when: optionalCondition(reader, facts, item.when, `${path}.when`),
      source: reader.text(item.source, `${path}.source`),
      status: reader.status(item.status, `${path}.status`),
      text: reader.label(item.text, `${path}.text`),
    };
  }
  return consents;
}

function parseRaise(reader: PowerListReader, facts: FactTable, value: unknown, path: string): Raise {
  const fields = reader.object(value, path, ['when', 'source']);
  return { when: parseCondition(reader, facts, fields.when, `${path}.when`), source: reader.text(fields.source, `${path}.source`) };
}

function parseEntries(
  reader: PowerListReader, facts: FactTable, value: unknown, checks: Record<string, Check>, consents: Record<string, Consent>,
): PowerList['entries'] {
  const seen = new Set<string>();
  return reader.array(value, 'entries').map((item, i) => {
    const entry = parseEntry(reader, facts, item, `entries[${i}]`, { checks, consents });
    if (seen.has(entry.id)) reader.reject('POWER_LIST.DUPLICATE_ID', `entries[${i}].id`, { id: entry.id });
    seen.add(entry.id);
    return entry;
  });
}

// Reads the rules of a table: heads, grants, flags and cases. What is not here: the table around them (`parse-table.ts`).
import type { Fields } from '@quanze/kernel';
import { parseCondition, type Condition, type FactTable } from './condition.js';
import type { LenientReader } from './lenient-reader.js';
import { PARTIES } from './parties.js';
import type { AccountRule, AllocationRule, FlagRule, Grant, RowArea, RuleHead } from './table.js';
import { AREAS, BEARS, FLAGS } from './vocabulary.js';

const HEAD_KEYS = ['id', 'label', 'effect', 'source', 'status'];
const ROW_AREAS: readonly RowArea[] = [...AREAS, 'empty'];
const ID_PATTERN = /^[AB](0|[1-9][0-9]{0,2})$/;

export function parseAllocationRule(reader: LenientReader, facts: FactTable, value: unknown, path: string): AllocationRule {
  const fields = reader.object(value, path, [...HEAD_KEYS, 'when', 'gives', 'touches', 'clears', 'flags']);
  const rule = {
    ...parseHead(reader, fields, path),
    when: optionalCondition(reader, facts, fields.when, `${path}.when`),
    gives: reader.list(fields.gives, `${path}.gives`, (item, at) => parseGrant(reader, reader.object(item, at, ['to', 'areas']), at)),
    touches: reader.list(fields.touches, `${path}.touches`, (item, at) => parseGrant(reader, reader.object(item, at, ['to', 'areas']), at)),
    clears: reader.list(fields.clears, `${path}.clears`, (item, at) => {
      const grant = reader.object(item, at, ['to', 'areas', 'when']);
      return { ...parseGrant(reader, grant, at), when: optionalCondition(reader, facts, grant.when, `${at}.when`) };
    }),
    flags: parseFlags(reader, facts, fields.flags, `${path}.flags`),
  };
  if (rule.gives.length + rule.touches.length + rule.clears.length === 0) reader.malformed(path, 'gives, touches or clears');
  return rule;
}

/** @param facts those of the record, for flags   @param rowFacts those of a row, for cases */
export function parseAccountRule(reader: LenientReader, facts: FactTable, rowFacts: FactTable, value: unknown, path: string): AccountRule {
  const fields = reader.object(value, path, [...HEAD_KEYS, 'cases', 'flags']);
  const rule = {
    ...parseHead(reader, fields, path),
    cases: reader.list(fields.cases, `${path}.cases`, (item, at) => {
      const line = reader.object(item, at, ['bears', 'when']);
      return { bears: reader.oneOf(line.bears, `${at}.bears`, BEARS), when: parseCondition(reader, rowFacts, line.when, `${at}.when`) };
    }),
    flags: parseFlags(reader, facts, fields.flags, `${path}.flags`),
  };
  if (rule.cases.length + rule.flags.length === 0) reader.malformed(path, 'cases or flags');
  return rule;
}

function parseHead(reader: LenientReader, fields: Fields, path: string): RuleHead {
  const id = reader.text(fields.id, `${path}.id`);
  if (!ID_PATTERN.test(id)) reader.malformed(`${path}.id`, 'A or B and a number');
  return {
    id,
    label: reader.label(fields.label, `${path}.label`),
    effect: reader.label(fields.effect, `${path}.effect`),
    source: reader.text(fields.source, `${path}.source`),
    status: reader.status(fields.status, `${path}.status`),
  };
}

function parseGrant(reader: LenientReader, fields: Fields, path: string): Grant {
  return {
    to: reader.oneOf(fields.to, `${path}.to`, PARTIES),
    areas: reader.array(fields.areas, `${path}.areas`).map((item, i) => reader.oneOf(item, `${path}.areas[${i}]`, ROW_AREAS)),
  };
}

function parseFlags(reader: LenientReader, facts: FactTable, value: unknown, path: string): readonly FlagRule[] {
  return reader.list(value, path, (item, at) => {
    const line = reader.object(item, at, ['flag', 'when']);
    return { flag: reader.oneOf(line.flag, `${at}.flag`, FLAGS), when: optionalCondition(reader, facts, line.when, `${at}.when`) };
  });
}

function optionalCondition(reader: LenientReader, facts: FactTable, value: unknown, path: string): Condition | null {
  return value === undefined ? null : parseCondition(reader, facts, value, path);
}

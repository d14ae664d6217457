// Compares the entities with the catalog, column by column, so that a forgotten migration is found at start and not at the first query.
// What is not here: indexes, triggers and grants; those are held by schema.sql and its test.
import type { DataSource } from 'typeorm';
import { Fault } from '@quanze/kernel';
import { MIGRATIONS_TABLE } from './data-source.js';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** @throws Fault `FAULT.SCHEMA_MISMATCH` with every difference in one message */
export async function checkEntities(dataSource: DataSource): Promise<void> {
  const wanted = new Map(columnsOfEntities(dataSource).map((column) => [`${column.table}.${column.name}`, column]));
  const found = new Map((await columnsOfDatabase(dataSource)).map((column) => [`${column.table}.${column.name}`, column]));
  const differences = [
    ...[...wanted.keys()].filter((key) => !found.has(key)).map((key) => `${key} is in the entities only`),
    ...[...found.keys()].filter((key) => !wanted.has(key)).map((key) => `${key} is in the database only`),
    ...[...wanted].flatMap(([key, column]) => differencesOf(key, column, found.get(key))),
  ];
  if (differences.length > 0) throw new Fault('FAULT.SCHEMA_MISMATCH', differences.sort().join('; '));
}

function differencesOf(key: string, wanted: Column, found: Column | undefined): readonly string[] {
  if (found === undefined) return [];
  const type = wanted.type === found.type ? [] : [`${key} is ${wanted.type} in the entities and ${found.type} in the database`];
  const nullable = wanted.nullable === found.nullable ? [] : [`${key} is ${wanted.nullable ? '' : 'not '}nullable in the entities only`];
  return [...type, ...nullable];
}

function columnsOfEntities(dataSource: DataSource): readonly Column[] {
  return dataSource.entityMetadatas.flatMap((entity) => entity.columns.map((column) => ({
    table: entity.tableName, name: column.databaseName, nullable: column.isNullable,
    type: `${dataSource.driver.normalizeType(column)}${(column.precision ?? null) === null ? '' : `(${column.precision})`}${column.isArray ? '[]' : ''}`,
  })));
}

// As information_schema would say it, in the words TypeORM uses.
const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS name, NOT a.attnotnull AS nullable,
    regexp_replace(format_type(a.atttypid, a.atttypmod), '^timestamp(\\(\\d\\))? with time zone$', 'timestamp with time zone\\1') AS type
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relname <> $1 AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)`;

function columnsOfDatabase(dataSource: DataSource): Promise<readonly Column[]> {
  return dataSource.query(COLUMNS, [MIGRATIONS_TABLE]) as Promise<readonly Column[]>;
}

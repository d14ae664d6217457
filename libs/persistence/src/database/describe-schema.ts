// The schema as the catalog has it, as text that can be compared: tables, columns, constraints, indexes, triggers, functions, grants. Kept
// as schema.sql so that a reviewer sees what a migration changed. It is for reading; databases are made by migrations only.
import type { Runner } from '../sql/database.js';
import { APP_ROLE, MIGRATIONS_TABLE } from './data-source.js';

interface Line {
  readonly line: string;
}

const SCHEMA = `current_schema()::regnamespace`;

const TABLES = `SELECT c.relname AS line FROM pg_class c WHERE c.relnamespace = ${SCHEMA} AND c.relkind = 'r' AND c.relname <> $1 ORDER BY 1`;

const COLUMNS = `
  SELECT '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
    || CASE a.attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

// NOT NULL stands with its column already.
const CONSTRAINTS = `
  SELECT '  CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
  WHERE conrelid = to_regclass($1) AND contype <> 'n' ORDER BY contype DESC, conname`;

const OPTIONS = `SELECT ' WITH (' || array_to_string(reloptions, ', ') || ')' AS line FROM pg_class WHERE oid = to_regclass($1) AND reloptions IS NOT NULL`;

// Whoever is granted something: the application, or everybody, which would be a mistake that this shows.
const GRANTEE = `CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END`;

// Rights on single columns stand apart from those on the table: widening one of them changes no other line.
const BESIDE = `
  SELECT pg_get_indexdef(i.indexrelid) || ';' AS line, 1 AS part, i.indexrelid::regclass::text AS name FROM pg_index i
    WHERE i.indrelid = to_regclass($1) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
  UNION ALL SELECT pg_get_triggerdef(oid) || ';' || CASE tgenabled WHEN 'O' THEN '' ELSE ' -- switched ' || tgenabled::text END, 2, tgname FROM pg_trigger WHERE tgrelid = to_regclass($1) AND NOT tgisinternal
  UNION ALL SELECT 'GRANT ' || string_agg(acl.privilege_type, ', ' ORDER BY acl.privilege_type) || ' ON ' || $1 || ' TO ' || ${GRANTEE} || ';', 3, ${GRANTEE}
    FROM pg_class c, aclexplode(c.relacl) acl WHERE c.oid = to_regclass($1) AND acl.grantee <> c.relowner GROUP BY acl.grantee
  UNION ALL SELECT 'GRANT ' || acl.privilege_type || ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ') ON ' || $1 || ' TO ' || ${GRANTEE} || ';', 4, ${GRANTEE} || acl.privilege_type
    FROM pg_attribute a, aclexplode(a.attacl) acl WHERE a.attrelid = to_regclass($1) GROUP BY acl.grantee, acl.privilege_type
  ORDER BY part, name`;

const FUNCTIONS = `
  SELECT rtrim(pg_get_functiondef(p.oid), E'\\n') || ';'
    || CASE WHEN EXISTS (SELECT FROM aclexplode(p.acl) acl WHERE acl.grantee = 0) THEN '' ELSE E'\\nREVOKE ALL ON FUNCTION ' || p.oid::regprocedure || ' FROM PUBLIC;' END
    || CASE WHEN EXISTS (SELECT FROM aclexplode(p.acl) acl WHERE acl.grantee = '${APP_ROLE}'::regrole) THEN E'\\nGRANT EXECUTE ON FUNCTION ' || p.oid::regprocedure || ' TO ${APP_ROLE};' ELSE '' END AS line
  FROM (SELECT oid, proname, coalesce(proacl, acldefault('f', proowner)) AS acl FROM pg_proc WHERE pronamespace = ${SCHEMA} AND prokind = 'f') p ORDER BY p.proname`;

/** The schema of a migrated database, one statement after another in a fixed order. */
export async function describeSchema(on: Runner): Promise<string> {
  const tables = await lines(on, TABLES, [MIGRATIONS_TABLE]);
  const parts = ['-- Written from the catalog of a migrated database by schema.int.spec.ts; for reading, not for running.'];
  for (const table of tables) {
    const inner = [...(await lines(on, COLUMNS, [table])), ...(await lines(on, CONSTRAINTS, [table]))];
    const options = (await lines(on, OPTIONS, [table])).join('');
    parts.push([`CREATE TABLE ${table} (\n${inner.join(',\n')}\n)${options};`, ...(await lines(on, BESIDE, [table]))].join('\n'));
  }
  parts.push(...(await lines(on, FUNCTIONS, [])));
  return `${parts.join('\n\n')}\n`;
}

async function lines(on: Runner, text: string, values: readonly unknown[]): Promise<readonly string[]> {
  return (await on.query<Line>({ text, values })).rows.map((row) => row.line);
}

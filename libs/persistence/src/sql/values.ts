// Between PostgreSQL's values and ours: instants as text, digests as hexadecimal, faults with a code. No `Date` ever comes out of here.
// What is not here: any statement.
import pg from 'pg';
import { Fault, type HashHex, type Instant, type LocalDate } from '@quanze/kernel';

const OID = { bytea: 17, int8: 20, date: 1082, timestamptz: 1184 } as const;
// The one form a session in UTC writes; trailing zeros of the fraction are left out by the server.
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00(?::00)?$/;

/** A timestamp as the server writes it, plain or inside JSON. @throws Fault `FAULT.DATABASE_VALUE` when the session is not in UTC */
export function instantOf(text: string): Instant {
  const match = TIMESTAMP.exec(text);
  if (match === null) throw new Fault('FAULT.DATABASE_VALUE', `${text} is no timestamp of a session in UTC`);
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0')}Z` as Instant;
}

function integerOf(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Fault('FAULT.DATABASE_VALUE', `${text} is beyond the whole numbers`);
  return value;
}

/** Type parsers for every statement of this library. */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    switch (oid) {
      case OID.timestamptz:
        return instantOf;
      case OID.bytea:
        return (text: string) => text.slice(2) as HashHex;
      case OID.int8:
        return integerOf;
      case OID.date:
        return (text: string) => text as LocalDate;
      default:
        return pg.types.getTypeParser(oid, format as 'text');
    }
  },
};

/** Hexadecimal digits as a bytea parameter. */
export function bytesParam(hex: string): string {
  return `\\x${hex}`;
}

// Five letters alone are an error of the operating system, such as EPIPE.
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** SQLSTATE of an error of the server, or '' for any other. */
export function sqlStateOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && SQLSTATE.test(code) ? code : '';
}

/** Name of the constraint an error speaks of, or ''. */
export function constraintOf(error: unknown): string {
  const name = (error as { constraint?: unknown } | null)?.constraint;
  return typeof name === 'string' ? name : '';
}

export const UNIQUE_VIOLATION = '23505';
/** Somebody else's locks crossed ours; the whole statement was undone and may be repeated. */
export const REPEATABLE: ReadonlySet<string> = new Set(['40001', '40P01']);

/** What to throw for an error: a lost or refused connection is a dependency that is down, safe to try again; the rest stays as it is. */
export function faultOf(error: unknown): unknown {
  const state = sqlStateOf(error);
  // 08 connection, 53 resources, 57P0x shutdown; no SQLSTATE at all comes from the socket, not the server.
  const isDown = state === '' ? error !== null && typeof error === 'object' && !(error instanceof Fault) && isSocketError(error) : /^(?:08|53|57P0)/.test(state);
  return isDown ? new Fault('FAULT.DEPENDENCY_DOWN', `PostgreSQL: ${String((error as { message?: unknown }).message)}`) : error;
}

function isSocketError(error: object): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return /^E[A-Z]+$/.test(String(code)) || /connection|timeout|not queryable/i.test(String(message));
}

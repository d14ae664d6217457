// Structured logs: one JSON line for each request and for whatever goes wrong. Lines name fields and codes, never values: a log
// is read by more people than a case file. What is not here: when a line is written.
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, messageKey: 'message', formatters: { level: (label: string) => ({ level: label }) }, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Names of the fields of a body, two levels deep, sorted; at most 60. */
export function fieldNamesOf(body: unknown): readonly string[] {
  const names: string[] = [];
  const collect = (value: unknown, prefix: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      // A key may itself be made up by the sender, so only what looks like a field name is repeated.
      const name = /^[A-Za-z][A-Za-z0-9_-]{0,40}$/.test(key) ? key : '?';
      names.push(`${prefix}${name}`);
      if (depth < 2) collect(inner, `${prefix}${name}.`, depth + 1);
    }
  };
  collect(body, '', 1);
  return [...new Set(names)].sort().slice(0, 60);
}

/** What may be told of an error: its kind, its code, where it came from. The message only when it is our own, because messages of
 *  drivers quote values. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const { name, code, message, stack, table, constraint, routine } = error as Record<string, unknown>;
  const isOurs = name === 'Fault';
  // The stack begins with the message, which may itself hold lines that look like frames.
  const trace = typeof stack === 'string' ? stack.slice(typeof message === 'string' ? stack.indexOf(message) + message.length : 0) : '';
  const frames = trace.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim());
  return { name, code, ...(isOurs ? { text: message } : {}), table, constraint, routine, frames };
}

/** Nest's own lines, of which only warnings and errors are of interest. */
export function nestLogger(log: Logger): LoggerService {
  const context = (rest: readonly unknown[]): string | undefined => (typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined);
  return {
    log: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
    warn: (message: unknown, ...rest: unknown[]) => log.warn({ component: context(rest) }, String(message)),
    error: (message: unknown, ...rest: unknown[]) => log.error({ component: context(rest), error: describeError(message) }, 'framework'),
    fatal: (message: unknown, ...rest: unknown[]) => log.fatal({ component: context(rest), error: describeError(message) }, 'framework'),
  };
}

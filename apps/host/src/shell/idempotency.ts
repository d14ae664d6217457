// The `Idempotency-Key` of a request: one key, one effect. Optional, recommended for every act.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuse } from './refusal-error.js';

/** Reads the header. Refuses `REQUEST.IDEMPOTENCY_KEY_MALFORMED` unless it is 1..200 visible ASCII characters. */
export function idempotencyKeyOf(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) throw refuse('REQUEST.IDEMPOTENCY_KEY_MALFORMED');
  return header;
}

export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  idempotencyKeyOf(context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']));

// Who calls: the identity behind a session or a token, and the ways a handler gets at it.
import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Identity } from '@quanze/application';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../shell/refusal-error.js';

export interface Caller {
  readonly identity: Identity;
  readonly kind: 'session' | 'api';
  readonly token: string;
  /** Somebody else chose the password of this person. */
  readonly mustChangePassword: boolean;
}

export const SESSION_COOKIE = 'quanze_session';
export const PUBLIC = Symbol('public');
export const BEFORE_PASSWORD_CHANGE = Symbol('before-password-change');

/** Marks a handler that needs nobody to be signed in. Everything else does. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Marks a handler for people whose password was chosen by somebody else. Everything else is refused to them. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD_CHANGE, true);

/** The caller. Refuses `IDENTITY.UNKNOWN`; the guard has looked before, so this is a second lock on the same door. */
export const WithCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw refuse('IDENTITY.UNKNOWN');
  return caller;
});

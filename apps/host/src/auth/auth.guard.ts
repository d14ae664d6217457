// The door: whoever is not known gets no further than the few addresses that are public. Bearer token or session cookie; when both
// come, the token counts. A password that somebody else chose opens it as far as choosing another. What is not here: what a person may
// do, which the engine judges.
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { BEFORE_PASSWORD_CHANGE, PUBLIC, SESSION_COOKIE } from './caller.js';

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.isMarked(PUBLIC, context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = tokenOf(request);
    if (token === null) throw refuse('IDENTITY.UNKNOWN', {}, CHALLENGE);
    const identified = await this.runtime.application.sessions.identify(token);
    if (!identified.ok && identified.refusal.code === 'IDENTITY.UNKNOWN') throw refuse('IDENTITY.UNKNOWN', {}, CHALLENGE);
    const { kind, mustChange: mustChangePassword, ...identity } = answer(identified);
    if (mustChangePassword && !this.isMarked(BEFORE_PASSWORD_CHANGE, context)) throw refuse('IDENTITY.PASSWORD_CHANGE_REQUIRED');
    request.caller = { identity, kind, token, mustChangePassword };
    return true;
  }

  private isMarked(mark: symbol, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean | undefined>(mark, [context.getHandler(), context.getClass()]) === true;
  }
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="quanze"' };

function tokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1] ?? null;
  return request.cookies[SESSION_COOKIE] ?? null;
}

// The door: whoever is not known gets no further than the few addresses that are public. Bearer token or session cookie; when both
// come, the token counts. What is not here: what a person may do, which the engine judges.
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { PUBLIC, SESSION_COOKIE } from './caller.js';

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]) === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = tokenOf(request);
    if (token === null) throw refuse('IDENTITY.UNKNOWN', {}, CHALLENGE);
    const identified = await this.runtime.application.sessions.identify(token);
    if (!identified.ok) throw refuse('IDENTITY.UNKNOWN', {}, CHALLENGE);
    const { kind, ...identity } = answer(identified);
    request.caller = { identity, kind, token };
    return true;
  }
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="quanze"' };

function tokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1] ?? null;
  return request.cookies[SESSION_COOKIE] ?? null;
}

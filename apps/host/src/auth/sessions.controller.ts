// Signing in and out. The session is a cookie that scripts cannot read and other sites cannot send.
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SessionView } from '@quanze/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, FLAG, ID, INSTANT, maybe, object, oneOf, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { BeforePasswordChange, Public, SESSION_COOKIE, WithCaller, type Caller } from './caller.js';
import { SignInDto } from './sessions.dto.js';
import { SignInThrottle } from './throttle.js';

const SESSION = object({ person: ID, kind: oneOf('session', 'api'), expiresAt: maybe(INSTANT), mustChangePassword: FLAG });

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  private readonly throttle = new SignInThrottle();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @Public()
  @ApiOperation({ operationId: 'signIn', summary: '登录 / Sign in', description: 'Sets the cookie quanze_session (HttpOnly, SameSite=Strict). Failed attempts are throttled.' })
  @Answers(201, 'Signed in', SESSION)
  @Problems('REQUEST.INVALID', 'IDENTITY.WRONG_CREDENTIALS', 'IDENTITY.TOO_MANY_ATTEMPTS', 'REQUEST.CROSS_SITE')
  async signIn(@Body() body: SignInDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView> {
    const login = body.login.normalize('NFC').toLowerCase();
    const wait = this.throttle.waitSeconds(login, request.ip);
    if (wait > 0) throw refuse('IDENTITY.TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait }, { 'retry-after': String(wait) });
    this.throttle.begin(login, request.ip);
    const { token, person, expiresAt, mustChange: mustChangePassword } = answer(await this.runtime.application.sessions.signIn(login, body.password));
    this.throttle.succeeded(login, request.ip);
    void reply.setCookie(SESSION_COOKIE, token, { ...this.cookie(), expires: new Date(expiresAt) });
    return { person, kind: 'session', expiresAt, mustChangePassword };
  }

  @Get('current')
  @BeforePasswordChange()
  @ApiOperation({ operationId: 'currentSession', summary: '当前登录人 / Who am I' })
  @Answers(200, 'The person behind this session or token', SESSION)
  @Problems()
  current(@WithCaller() caller: Caller): SessionView {
    return { person: caller.identity.person, kind: caller.kind, expiresAt: null, mustChangePassword: caller.mustChangePassword };
  }

  @Delete('current')
  @BeforePasswordChange()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: '退出 / Sign out', description: 'Ends the session; with an API token, ends that token.' })
  @Answers(204, 'Signed out')
  @Problems('REQUEST.CROSS_SITE')
  async signOut(@WithCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    answer(await this.runtime.application.sessions.signOut(caller.token));
    void reply.clearCookie(SESSION_COOKIE, this.cookie());
  }

  private cookie() {
    return { httpOnly: true, sameSite: 'strict', path: '/', secure: this.runtime.config.publicUrl?.startsWith('https:') ?? false } as const;
  }
}

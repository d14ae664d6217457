// Passwords after the first: changing the own one, and an administrator giving somebody a new one. What is not here: signing in
// (`sessions.controller.ts`), and what the journal says of it (the use cases).
import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ResetPasswordView } from '@quanze/contract';
import type { FastifyRequest } from 'fastify';
import { Answers, object, Problems, TEXT } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { BeforePasswordChange, WithCaller, type Caller } from './caller.js';
import { ChangePasswordDto } from './sessions.dto.js';
import { SignInThrottle } from './throttle.js';

@ApiTags('sessions')
@Controller('api/v1')
export class PasswordsController {
  private readonly throttle = new SignInThrottle();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post('me/password')
  @HttpCode(204)
  @BeforePasswordChange()
  @ApiOperation({ operationId: 'changePassword', summary: '修改密码 / Change my password', description: 'Ends all other sessions of the person. Failed attempts are throttled as sign-ins are.' })
  @Answers(204, 'Changed')
  @Problems('REQUEST.INVALID', 'IDENTITY.SESSION_REQUIRED', 'IDENTITY.OLD_PASSWORD_WRONG', 'IDENTITY.PASSWORD_UNCHANGED', 'PERSON.PASSWORD_WEAK', 'IDENTITY.TOO_MANY_ATTEMPTS', 'REQUEST.CROSS_SITE')
  async change(@WithCaller() caller: Caller, @Body() body: ChangePasswordDto, @Req() request: FastifyRequest): Promise<void> {
    // A stolen token must not be enough to try passwords, nor to take the account over.
    if (caller.kind !== 'session') throw refuse('IDENTITY.SESSION_REQUIRED');
    const { person } = caller.identity;
    const wait = this.throttle.waitSeconds(person, request.ip);
    if (wait > 0) throw refuse('IDENTITY.TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait }, { 'retry-after': String(wait) });
    this.throttle.begin(person, request.ip);
    const changed = await this.runtime.application.sessions.changePassword(caller.identity, caller.token, body);
    // Only a wrong old password is a guess; a weak new one is not.
    if (changed.ok || changed.refusal.code !== 'IDENTITY.OLD_PASSWORD_WRONG') this.throttle.succeeded(person, request.ip);
    answer(changed);
  }

  @Post('offices/:office/people/:person/password')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resetPassword', summary: '重置密码 / Give somebody a password for a single use', description: 'Ends all sessions of the person, who has to choose another password after signing in. The password is shown this once.' })
  @Answers(200, 'The password', object({ password: TEXT }))
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'PERSON.NOT_FOUND', 'IDENTITY.OWN_PASSWORD', 'IDENTITY.SESSION_REQUIRED', 'REQUEST.CROSS_SITE')
  async reset(@WithCaller() caller: Caller, @Param('office') office: string, @Param('person') person: string): Promise<ResetPasswordView> {
    if (caller.kind !== 'session') throw refuse('IDENTITY.SESSION_REQUIRED');
    return answer(await this.runtime.application.office.resetPassword(caller.identity, office, person));
  }
}

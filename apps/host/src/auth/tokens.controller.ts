// API tokens of the person signed in. Made in a session only, so that a stolen token cannot make others that outlive it.
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NewTokenView, TokenView } from '@quanze/contract';
import { Answers, INSTANT, list, object, Problems, TEXT } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { WithCaller, type Caller } from './caller.js';
import { NewTokenDto } from './sessions.dto.js';

@ApiTags('sessions')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @ApiOperation({ operationId: 'createToken', summary: '新建令牌 / Make an API token', description: 'The token is shown this once; it is stored as a hash. Send it as `Authorization: Bearer …`.' })
  @Answers(201, 'The token', object({ token: TEXT, name: TEXT, expiresAt: INSTANT }))
  @Problems('REQUEST.INVALID', 'IDENTITY.SESSION_REQUIRED', 'REQUEST.CROSS_SITE')
  async create(@WithCaller() caller: Caller, @Body() body: NewTokenDto): Promise<NewTokenView> {
    requireSession(caller);
    const { token, expiresAt } = answer(await this.runtime.application.sessions.createApiToken(caller.identity, body.name, body.days));
    return { token, name: body.name, expiresAt };
  }

  @Get()
  @ApiOperation({ operationId: 'listTokens', summary: '我的令牌 / My API tokens' })
  @Answers(200, 'Tokens in force', list(object({ id: TEXT, name: TEXT, createdAt: INSTANT, expiresAt: INSTANT })))
  @Problems()
  list(@WithCaller() caller: Caller): Promise<readonly TokenView[]> {
    return this.runtime.application.deps.sessions.tokens(caller.identity.person);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: '撤销令牌 / Revoke an API token' })
  @Answers(204, 'Revoked')
  @Problems('TOKEN.NOT_FOUND', 'IDENTITY.SESSION_REQUIRED', 'REQUEST.CROSS_SITE')
  async revoke(@WithCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    requireSession(caller);
    const { sessions, clock } = this.runtime.application.deps;
    const isId = /^[0-9a-f-]{8,64}$/.test(id);
    if (!isId || !(await sessions.revoke(caller.identity.person, id, clock.now()))) throw refuse('TOKEN.NOT_FOUND');
  }
}

function requireSession(caller: Caller): void {
  if (caller.kind !== 'session') throw refuse('IDENTITY.SESSION_REQUIRED');
}

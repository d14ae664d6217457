// Commitments to draws to come: made in advance by case management, shown to everybody in the office. Secrets never leave the host here.
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommitmentPage, Stock } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FLAG, HASH, INSTANT, list, maybe, object, Problems, WHOLE } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { CommitmentsQuery, NewStockDto } from './assignment.dto.js';

const COMMITMENT = object({ number: WHOLE, commitment: HASH, committedAt: INSTANT, seq: WHOLE, used: FLAG });
const LIMIT_DEFAULT = 100;

@ApiTags('assignment')
@ApiBearerAuth()
@Controller('api/v1/offices/:office/draw-commitments')
export class CommitmentsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @ApiOperation({ operationId: 'commitDraws', summary: '预先承诺抽签秘密 / Commit to secrets of draws to come', description: 'They are used strictly one after the other, one for each draw.' })
  @Answers(201, 'Committed and published in the journal of the office', object({ first: WHOLE, last: WHOLE, commitments: list(HASH), seq: WHOLE }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE')
  async commit(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewStockDto): Promise<Stock> {
    return answer(await this.runtime.application.assignment.commit(caller.identity, office, body.count));
  }

  @Get()
  @ApiOperation({ operationId: 'listDrawCommitments', summary: '抽签承诺 / Commitments, used and to come' })
  @Answers(200, 'A page', object({ items: list(COMMITMENT), next: maybe(WHOLE), left: WHOLE }))
  @Problems('OFFICE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID')
  async list(@WithCaller() caller: Caller, @Param('office') office: string, @Query() query: CommitmentsQuery): Promise<CommitmentPage> {
    return answer(await this.runtime.application.assignment.commitments(caller.identity, office, query.after ?? 0, query.limit ?? LIMIT_DEFAULT));
  }
}

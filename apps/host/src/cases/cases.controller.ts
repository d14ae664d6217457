// Opening cases, acting on them, and asking what one may do. What is not here: the pages of a case (`case-file.controller.ts`).
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CaseHead } from '@quanze/application';
import { blockerOf, type ActedView, type AvailableActsView, type OpenedView, type Page } from '@quanze/contract';
import type { PersonId } from '@quanze/kernel';
import type { FastifyReply } from 'fastify';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems, WithIdempotencyKey } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { IdempotencyKey } from '../shell/idempotency.js';
import { answer } from '../shell/refusal-error.js';
import { ActDto, CaseListQuery, OpenCaseDto } from './cases.dto.js';
import { ACTED, ACTS, CASE_PAGE, OPENED } from './cases.schemas.js';

const LIST_DEFAULT = 50;

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases')
export class CasesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @ApiOperation({ operationId: 'openCase', summary: '受理案件 / Open a case' })
  @WithIdempotencyKey()
  @Answers(201, 'Opened; Location names the case', OPENED)
  @Problems('REQUEST.INVALID', 'REQUEST.IDEMPOTENCY_KEY_MALFORMED', 'REQUEST.IDEMPOTENCY_KEY_REUSED', 'RELEASE.NOT_FOUND', 'OFFICE.NOT_FOUND', 'FACTS.INVALID', 'PAYLOAD.INVALID', 'AUTHORITY.NOT_YOUR_ROLE',
    'CASE.NOT_FOUND', 'LINK.UNKNOWN', 'LINK.PATH_MISMATCH', 'LINK.NOT_NOW')
  async open(@WithCaller() caller: Caller, @Body() body: OpenCaseDto, @IdempotencyKey() key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OpenedView> {
    const done = answer(await this.runtime.application.cases.open(caller.identity, { ...body, ...(key === undefined ? {} : { idempotencyKey: key }) }));
    void reply.header('location', `/api/v1/cases/${done.value.caseId}`);
    return { ...done.value, replayed: done.replayed };
  }

  @Get()
  @ApiOperation({ operationId: 'listCases', summary: '案件列表 / Cases one may know of' })
  @Answers(200, 'A page', CASE_PAGE)
  @Problems('REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async list(@WithCaller() caller: Caller, @Query() query: CaseListQuery): Promise<Page<CaseHead>> {
    const { handler, limit, ...rest } = query;
    return answer(await this.runtime.application.cases.list(caller.identity, { ...rest, ...(handler === undefined ? {} : { handler: handler as PersonId }), limit: limit ?? LIST_DEFAULT }));
  }

  @Get(':id/acts')
  @ApiOperation({ operationId: 'whatMayIDo', summary: '我能做什么，其余为何不能、由谁 / What may I do, and for the rest why not and who may' })
  @Answers(200, 'Every act of the path', ACTS)
  @Problems('CASE.NOT_FOUND')
  async acts(@WithCaller() caller: Caller, @Param('id') id: string): Promise<AvailableActsView> {
    const view = answer(await this.runtime.application.cases.acts(caller.identity, id));
    return {
      ...view,
      acts: view.acts.map(({ options, blockers, ...act }) => ({
        ...act, blockers: blockers.map(blockerOf),
        ...(options === undefined ? {} : { options: options.map((option) => ({ ...option, blockers: option.blockers.map(blockerOf) })) }),
      })),
    };
  }

  @Post(':id/acts')
  @HttpCode(200)
  @ApiOperation({ operationId: 'act', summary: '实施办案行为 / Do an act', description: 'A refused attempt is journaled as well.' })
  @WithIdempotencyKey()
  @Answers(200, 'Done: the number of its entry, and the state after it', ACTED)
  @Problems('REQUEST.INVALID', 'REQUEST.IDEMPOTENCY_KEY_MALFORMED', 'REQUEST.IDEMPOTENCY_KEY_REUSED', 'CASE.NOT_FOUND', 'CASE.VERSION_CONFLICT',
    'CASE.STATE_FORBIDS_ACT', 'PAYLOAD.INVALID', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.REFER', 'AUTHORITY.REFUSED', 'RECUSAL.IN_FORCE', 'DOCUMENT.INCOMPLETE', 'DOCUMENT.NOT_OF_ACT', 'DOCUMENT.VERSION_CONFLICT')
  async act(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: ActDto, @IdempotencyKey() key: string | undefined): Promise<ActedView> {
    const done = answer(await this.runtime.application.cases.act(caller.identity, id, { ...body, ...(key === undefined ? {} : { idempotencyKey: key }) }));
    return { ...done.value, replayed: done.replayed };
  }
}

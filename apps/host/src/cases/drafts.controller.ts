// Drafts of acts: what a person keeps for later. Nobody else is ever answered with it.
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Draft } from '@quanze/application';
import type { JsonObject } from '@quanze/kernel';
import { IsObject } from 'class-validator';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FREE, INSTANT, object, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';

export class DraftDto {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Fields of the act as far as they are written; 64 KiB at most' })
  @IsObject()
  readonly payload!: JsonObject;
}

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/drafts/:act')
export class DraftsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Put()
  @ApiOperation({ operationId: 'keepDraft', summary: '暂存 / Keep a draft of an act' })
  @Answers(200, 'Kept', object({ savedAt: INSTANT }))
  @Problems('REQUEST.INVALID', 'CASE.NOT_FOUND', 'ACT.UNKNOWN', 'CASE.STATE_FORBIDS_ACT', 'DRAFT.TOO_LARGE')
  async keep(@WithCaller() caller: Caller, @Param('id') id: string, @Param('act') act: string, @Body() body: DraftDto): Promise<{ readonly savedAt: string }> {
    return answer(await this.runtime.application.cases.keepDraft(caller.identity, id, act, body.payload));
  }

  @Get()
  @ApiOperation({ operationId: 'readDraft', summary: '读取暂存 / The own draft of an act' })
  @Answers(200, 'The draft', object({ payload: FREE, savedAt: INSTANT }))
  @Problems('CASE.NOT_FOUND', 'ACT.UNKNOWN', 'DRAFT.NOT_FOUND')
  async read(@WithCaller() caller: Caller, @Param('id') id: string, @Param('act') act: string): Promise<Draft> {
    return answer(await this.runtime.application.cases.draft(caller.identity, id, act));
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'dropDraft', summary: '删除暂存 / Throw the own draft away' })
  @Answers(204, 'Gone')
  @Problems('CASE.NOT_FOUND', 'ACT.UNKNOWN', 'DRAFT.NOT_FOUND')
  async drop(@WithCaller() caller: Caller, @Param('id') id: string, @Param('act') act: string): Promise<void> {
    answer(await this.runtime.application.cases.dropDraft(caller.identity, id, act));
  }
}

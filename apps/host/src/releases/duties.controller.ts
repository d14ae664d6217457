// The duty list of an office, and what a new one changes. What is not here: submitting and publishing one (`releases.controller.ts`).
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { DutyChangesView, DutyListView } from '@quanze/application';
import { DUTY_ROLES } from '@quanze/responsibility';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FREE, list, object, oneOf, Problems, TEXT, type Schema } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';

const DAY: Schema = { type: 'string', format: 'date' };
const CHANGE = object({ role: oneOf(...DUTY_ROLES), duty: TEXT, change: oneOf('added', 'removed', 'changed'), keys: list(TEXT) });

class DutyListQuery {
  @ApiPropertyOptional({ type: String, format: 'date', description: 'In force on this day (Asia/Shanghai); today when absent' })
  @MayBeAbsent()
  @IsCleanText(1, 40)
  readonly on?: string;
}

@ApiTags('releases')
@ApiBearerAuth()
@Controller('api/v1/offices/:office')
export class DutiesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('duty-list')
  @ApiOperation({ operationId: 'readDutyList', summary: '职责清单 / The duty list in force', description: 'What each role has to do: what a duty includes and excludes, who is next, by which area one answers for it.' })
  @Answers(200, 'The list', object({ on: DAY, version: TEXT, list: FREE }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'DATE.MALFORMED', 'DUTY.NO_LIST_IN_FORCE')
  async read(@WithCaller() caller: Caller, @Param('office') office: string, @Query() { on }: DutyListQuery): Promise<DutyListView> {
    return answer(await this.runtime.application.duties.read(caller.identity, office, on));
  }

  @Get('definitions/:hash/duty-changes')
  @ApiOperation({ operationId: 'readDutyChanges', summary: '职责清单变化 / What a submitted duty list changes', description: 'Entry by entry, against the list in force on the day before it begins.' })
  @Answers(200, 'The changes', object({ before: TEXT, after: TEXT, effectiveFrom: DAY, changes: list(CHANGE) }))
  @Problems('OFFICE.NOT_FOUND', 'DEFINITION.NOT_SUBMITTED', 'DUTY.NO_LIST_IN_FORCE')
  async changes(@WithCaller() caller: Caller, @Param('office') office: string, @Param('hash') hash: string): Promise<DutyChangesView> {
    return answer(await this.runtime.application.duties.changes(caller.identity, office, hash));
  }
}

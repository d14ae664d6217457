// Leave of an office. It takes no authority; staffing and assignment count it. Each change is an entry in the office's own journal.
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ABSENCE_REASONS, type AbsenceView } from '@quanze/application';
import type { Page } from '@quanze/contract';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, ID, INSTANT, list, maybe, object, oneOf, Problems, TEXT } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { AbsenceListQuery, NewAbsenceDto } from './absences.dto.js';

const ABSENCE = object({
  id: ID, person: ID, office: ID, from: INSTANT, until: maybe(INSTANT), reason: maybe(oneOf(...ABSENCE_REASONS)), recordedBy: ID, recordedAt: INSTANT, endedAt: maybe(INSTANT),
});
const LIST_DEFAULT = 50;

@ApiTags('office')
@ApiBearerAuth()
@Controller('api/v1/offices/:office/absences')
export class AbsencesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  private get office(): Runtime['application']['office'] {
    return this.runtime.application.office;
  }

  @Get()
  @ApiOperation({ operationId: 'listAbsences', summary: '休假 / Leave, the latest to begin first', description: 'What is in force or still to come. The reason is shown to the person and to those who may record it.' })
  @Answers(200, 'A page', object({ items: list(ABSENCE), next: maybe(TEXT) }))
  @Problems('OFFICE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async list(@WithCaller() caller: Caller, @Param('office') office: string, @Query() { all, limit, after }: AbsenceListQuery): Promise<Page<AbsenceView>> {
    return answer(await this.office.absences(caller.identity, office, { all: all === 'true', limit: limit ?? LIST_DEFAULT, ...(after === undefined ? {} : { after }) }));
  }

  @Post()
  @ApiOperation({ operationId: 'recordAbsence', summary: '登记休假 / Record leave', description: 'One\'s own; that of others by the administrator, the chief, and for the department its head.' })
  @Answers(201, 'Recorded', object({ absence: ID }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'PERSON.UNKNOWN', 'ABSENCE.UNKNOWN_REASON', 'ABSENCE.BACKDATED', 'ABSENCE.EMPTY_INTERVAL', 'ABSENCE.OVERLAPS')
  async record(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewAbsenceDto): Promise<{ readonly absence: string }> {
    return answer(await this.office.recordAbsence(caller.identity, office, body));
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endAbsence', summary: '终止休假 / End leave now, or take it back before it begins' })
  @Answers(200, 'Ended', object({ endedAt: INSTANT }))
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'ABSENCE.NOT_FOUND', 'ABSENCE.ENDED')
  async end(@WithCaller() caller: Caller, @Param('office') office: string, @Param('id') id: string): Promise<{ readonly endedAt: string }> {
    return answer(await this.office.endAbsence(caller.identity, office, id));
  }
}

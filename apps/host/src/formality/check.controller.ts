// Asking before acting: would it be permitted, and what would the record say of its form.
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { blockerOf } from '@quanze/contract';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { CheckDto } from './formality.dto.js';
import { CHECK } from './formality.schemas.js';

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/acts')
export class CheckController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post('check')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'checkAct', summary: '实施前检查 / Check an act before doing it',
    description: 'Nothing is done, journaled or counted as an attempt. `flags` are signs of formality; they refuse nothing. `quote` is told to the author alone.',
  })
  @Answers(200, 'Whether it would be permitted, and its flags', CHECK)
  @Problems('REQUEST.INVALID', 'CASE.NOT_FOUND', 'AUTHORITY.NO_LIST_IN_FORCE')
  async check(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: CheckDto): Promise<object> {
    const view = answer(await this.runtime.application.cases.check(caller.identity, id, body));
    return { ...view, refusal: view.refusal === null ? null : blockerOf(view.refusal) };
  }
}

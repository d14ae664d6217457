// Backward questions about one case: who could do an act now, and whether the rest of the case can be staffed.
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { StaffingQuery, WhoQuery } from './authority.dto.js';
import { STAFFING, WHO } from './authority.schemas.js';
import { reasonView, withReason } from './reason.js';

@ApiTags('authority')
@ApiBearerAuth()
@Controller('api/v1/cases/:id')
export class CaseAuthorityController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('acts/:act/who')
  @ApiOperation({ operationId: 'whoCould', summary: '谁现在可以实施 / Who could do this act now, and why the others cannot' })
  @Answers(200, 'Who may first, then who has the right but must wait, then the rest', WHO)
  @Problems('CASE.NOT_FOUND', 'ACT.UNKNOWN', 'REQUEST.PARAMETER_INVALID')
  async who(@WithCaller() caller: Caller, @Param('id') id: string, @Param('act') act: string, @Query() { option, all }: WhoQuery): Promise<object> {
    const view = answer(await this.runtime.application.authority.who(caller.identity, id, act, { all: all === 'true', ...(option === undefined ? {} : { option }) }));
    return { ...view, people: view.people.map((person) => ({ ...person, blockers: person.blockers.map(reasonView) })) };
  }

  @Get('staffing')
  @ApiOperation({
    operationId: 'staffing', summary: '后续环节能否配齐人员 / Whether the rest of the case can be staffed',
    description: 'Every decision that is open or can still come, rehearsed under four eyes, recusal, quorum and leave. With `handler`: as if that person handled the case, to be asked before an assignment.',
  })
  @Answers(200, 'Each decision with a way to staff it, or a witness of the gap', STAFFING)
  @Problems('CASE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID', 'PERSON.UNKNOWN', 'TEAM.NOT_QUALIFIED', 'TEAM.BARRED', 'TEAM.ALREADY_MEMBER')
  async staffing(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: StaffingQuery): Promise<object> {
    const view = answer(await this.runtime.application.authority.staffing(caller.identity, id, query));
    return {
      ...view,
      decisions: view.decisions.map((decision) => ({
        ...decision, options: decision.options.map((option) => ({ ...option, witness: option.witness === null ? null : { ...option.witness, considered: option.witness.considered.map(withReason) } })),
      })),
    };
  }
}

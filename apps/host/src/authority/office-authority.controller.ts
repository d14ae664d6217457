// Backward questions about an office: what somebody may do, what the end of a delegation would change, which tasks nobody will do.
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ImpactView, PowersView } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { PageQuery } from '../cases/cases.dto.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { PowersQuery } from './authority.dto.js';
import { IMPACT, ORPHANS, POWERS } from './authority.schemas.js';
import { withReason } from './reason.js';

const LIST_DEFAULT = 50;

function pageOf({ limit, after }: PageQuery): { readonly limit: number; readonly after?: string } {
  return { limit: limit ?? LIST_DEFAULT, ...(after === undefined ? {} : { after }) };
}

@ApiTags('authority')
@ApiBearerAuth()
@Controller('api/v1/offices/:office')
export class OfficeAuthorityController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('people/:person/powers')
  @ApiOperation({ operationId: 'powersOf', summary: '本人职权 / What a person may do, power by power', description: 'By the posts, delegations and power list of the moment asked about.' })
  @Answers(200, 'Every power, as handler of an ordinary case and otherwise', POWERS)
  @Problems('OFFICE.NOT_FOUND', 'PERSON.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'OFFICE.UNKNOWN_DEPARTMENT', 'AUTHORITY.NO_LIST_IN_FORCE', 'REQUEST.PARAMETER_INVALID')
  async powers(@WithCaller() caller: Caller, @Param('office') office: string, @Param('person') person: string, @Query() query: PowersQuery): Promise<PowersView> {
    return answer(await this.runtime.application.authority.powers(caller.identity, office, person, query));
  }

  @Get('delegations/:id/impact')
  @ApiOperation({ operationId: 'delegationImpact', summary: '撤销委托的影响 / What would change if this delegation ended', description: 'Open questions that would lose a decider, and who would remain. A page looks at so many cases with open questions.' })
  @Answers(200, 'Rights that rest on the delegation', IMPACT)
  @Problems('OFFICE.NOT_FOUND', 'DELEGATION.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async impact(@WithCaller() caller: Caller, @Param('office') office: string, @Param('id') id: string, @Query() query: PageQuery): Promise<ImpactView> {
    return answer(await this.runtime.application.authority.impact(caller.identity, office, id, pageOf(query)));
  }

  @Get('orphans')
  @ApiOperation({ operationId: 'listOrphans', summary: '无人办理的任务 / Open tasks that nobody will do', description: 'Person without post, recused, barred or on leave; or a role that nobody holds. A page looks at so many open cases.' })
  @Answers(200, 'Tasks and why they lie there', ORPHANS)
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async orphans(@WithCaller() caller: Caller, @Param('office') office: string, @Query() query: PageQuery): Promise<object> {
    const view = answer(await this.runtime.application.authority.orphans(caller.identity, office, pageOf(query)));
    return { ...view, items: view.items.map(({ considered, ...item }) => ({ ...withReason(item), considered: considered.map(withReason) })) };
  }
}

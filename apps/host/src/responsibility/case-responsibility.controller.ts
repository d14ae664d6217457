// Who answers for what in the decisions of a case. What is not here: who may see which row (the use cases).
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DecisionResponsibility } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { reasonView } from '../authority/reason.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { AsOfQuery, ExplainQuery } from './responsibility.dto.js';
import { CASE_RESPONSIBILITY, DECISION_RESPONSIBILITY } from './responsibility.schemas.js';

/** Why there are no rows, in words. */
export function withRefusal<T extends Pick<DecisionResponsibility, 'refusal'>>(view: T): object {
  return { ...view, refusal: view.refusal === null ? null : reasonView(view.refusal) };
}

/** The number of a decision in an address. @throws RefusalError `DECISION.NOT_FOUND` */
export function seqOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw refuse('DECISION.NOT_FOUND');
  return Number(text);
}

@ApiTags('responsibility')
@ApiBearerAuth()
@Controller('api/v1/cases/:id')
export class CaseResponsibilityController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('responsibility')
  @ApiOperation({
    operationId: 'caseResponsibility', summary: '案件责任 / Who answers for what in the decisions of a case',
    description: 'Computed from the journal by the attribution table in force then. Inspection and the chief see all rows, everybody else the own ones.',
  })
  @Answers(200, 'Decisions, oldest first', CASE_RESPONSIBILITY)
  @Problems('CASE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'RESPONSIBILITY.DATE_MALFORMED', 'RESPONSIBILITY.DATE_IN_FUTURE', 'RESPONSIBILITY.NO_TABLE')
  async ofCase(@WithCaller() caller: Caller, @Param('id') id: string, @Query() { asOf }: AsOfQuery): Promise<object> {
    const view = answer(await this.runtime.application.responsibility.ofCase(caller.identity, id, asOf));
    return { ...view, decisions: view.decisions.map(withRefusal) };
  }

  @Get('decisions/:seq/responsibility')
  @ApiOperation({
    operationId: 'decisionResponsibility', summary: '决定责任 / Who answers for what in one decision, with inputs and reasons',
    description: '`facts` are the inputs as `quanze attribute` takes them, so that anybody concerned can compute the rows again.',
  })
  @Answers(200, 'Rows, inputs, findings, objections', DECISION_RESPONSIBILITY)
  @Problems('CASE.NOT_FOUND', 'DECISION.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID', 'RESPONSIBILITY.DATE_MALFORMED', 'RESPONSIBILITY.DATE_IN_FUTURE', 'RESPONSIBILITY.NO_TABLE')
  async ofDecision(@WithCaller() caller: Caller, @Param('id') id: string, @Param('seq') seq: string, @Query() query: ExplainQuery): Promise<object> {
    return withRefusal(answer(await this.runtime.application.responsibility.ofDecision(caller.identity, id, seqOf(seq), query)));
  }
}

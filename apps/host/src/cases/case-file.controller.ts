// Reading a case: its state, trace, decisions, deadlines, and the documents that leave the house.
import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CaseView, DeadlineView } from '@quanze/application';
import { blockerOf, type Blocker, type CaseDecisionView, type TraceView } from '@quanze/contract';
import { isJsonObject, type JsonObject, type Refusal } from '@quanze/kernel';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FREE, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer, refuse } from '../shell/refusal-error.js';
import { BundleQuery, TraceQuery } from './cases.dto.js';
import { CASE, DEADLINES, DECISIONS, TRACE } from './cases.schemas.js';

const TRACE_DEFAULT = 100;

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases/:id')
export class CaseFileController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'readCase', summary: '案件 / A case' })
  @Answers(200, 'The case', CASE)
  @Problems('CASE.NOT_FOUND')
  async read(@WithCaller() caller: Caller, @Param('id') id: string): Promise<CaseView> {
    return answer(await this.runtime.application.cases.read(caller.identity, id));
  }

  @Get('trace')
  @ApiOperation({ operationId: 'readTrace', summary: '留痕 / The trace of a case', description: 'Entries in order, refused attempts included.' })
  @Answers(200, 'A page of the trace', TRACE)
  @Problems('CASE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID')
  async trace(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: TraceQuery): Promise<TraceView> {
    const { lines, next } = answer(await this.runtime.application.cases.trace(caller.identity, id, query.after ?? 0, query.limit ?? TRACE_DEFAULT));
    return { lines: lines.map((line) => ({ ...line, refusal: line.entry.kind === 'refused' ? refusalIn(line.payload) : null })), next };
  }

  @Get('decisions')
  @ApiOperation({ operationId: 'readDecisions', summary: '决定 / Decisions of a case' })
  @Answers(200, 'Decision records, oldest first', DECISIONS)
  @Problems('CASE.NOT_FOUND')
  async decisions(@WithCaller() caller: Caller, @Param('id') id: string): Promise<readonly CaseDecisionView[]> {
    const views = answer(await this.runtime.application.cases.decisions(caller.identity, id));
    return views.map((view) => ({ ...view, record: { ...view.record } }));
  }

  @Get('deadlines')
  @ApiOperation({ operationId: 'readDeadlines', summary: '期限及推导 / Clocks with their derivation' })
  @Answers(200, 'Clocks, the nearest end first', DEADLINES)
  @Problems('CASE.NOT_FOUND')
  async deadlines(@WithCaller() caller: Caller, @Param('id') id: string): Promise<readonly DeadlineView[]> {
    return answer(await this.runtime.application.cases.deadlines(caller.identity, id));
  }

  @Get('decisions/:seq/receipt')
  @Header('content-disposition', 'attachment; filename="receipt.json"')
  @ApiOperation({ operationId: 'readReceipt', summary: '决定凭证 / Receipt of a decision', description: 'Verified offline by `quanze ledger verify`. Reasons stay sealed in it.' })
  @Answers(200, 'The receipt', FREE)
  @Problems('CASE.NOT_FOUND', 'DECISION.NOT_FOUND', 'PROOF.NOT_ANCHORED_YET')
  async receipt(@WithCaller() caller: Caller, @Param('id') id: string, @Param('seq') seq: string): Promise<unknown> {
    if (!/^[1-9]\d{0,9}$/.test(seq)) throw refuse('DECISION.NOT_FOUND');
    return answer(await this.runtime.application.cases.receipt(caller.identity, id, Number(seq)));
  }

  @Get('bundle')
  @Header('content-disposition', 'attachment; filename="case-bundle.json"')
  @ApiOperation({ operationId: 'readBundle', summary: '案件包 / The whole case as one verifiable document' })
  @Answers(200, 'The bundle', FREE)
  @Problems('CASE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID')
  async bundle(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: BundleQuery): Promise<unknown> {
    return answer(await this.runtime.application.cases.bundle(caller.identity, id, query.openings === 'true'));
  }
}

/** The refusal a refused attempt was journaled with, in words. */
export function refusalIn(payload: JsonObject): Blocker | null {
  const { code, params, source } = payload;
  if (typeof code !== 'string') return null;
  const refusal: Refusal = { code, params: (isJsonObject(params) ? params : {}) as Refusal['params'], ...(typeof source === 'string' ? { source } : {}) };
  return blockerOf(refusal);
}

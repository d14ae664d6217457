// Assignment of a case (分案): who could get it and why, drawing, the chief's choice, and the proof of a draw. What is not here: the act
// that gives the case to somebody, which is an act like any other.
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AssignmentView, Selected } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FLAG, FREE, HASH, ID, INSTANT, list, maybe, object, oneOf, Problems, TEXT, WHOLE, WithIdempotencyKey } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { IdempotencyKey } from '../shell/idempotency.js';
import { answer } from '../shell/refusal-error.js';
import { ChoiceDto, DrawDto, ProofQuery } from './assignment.dto.js';

const SELECTION = object({ kind: oneOf('draw', 'choice'), round: WHOLE, chosen: ID, by: ID, at: INSTANT, seq: WHOLE, 'number?': WHOLE });
const CANDIDATE = object({
  person: ID, name: TEXT, place: maybe(WHOLE), tickets: WHOLE, openCases: WHOLE, load: WHOLE, specialisations: list(TEXT), linked: list(ID),
  reasons: list(object({ criterion: TEXT, value: WHOLE })), behindBy: maybe(TEXT), bars: list(TEXT),
});
const ASSIGNMENT = object({
  version: WHOLE, rules: object({ id: TEXT, version: TEXT, rule: TEXT, source: TEXT, status: TEXT }), method: oneOf('rule', 'draw', 'manual'), manual: oneOf('free', 'chief-with-reasons', 'never'),
  candidates: list(CANDIDATE), proposal: maybe(ID), selections: list(SELECTION), selected: maybe(SELECTION), linkedCases: list(object({ caseId: ID, handler: ID })), commitmentsLeft: WHOLE,
});
const SELECTED = object({ caseId: ID, version: WHOLE, seq: WHOLE, entryHash: HASH, recordedAt: INSTANT, kind: oneOf('draw', 'choice'), round: WHOLE, chosen: ID, replayed: FLAG });
const COMMON = ['REQUEST.INVALID', 'REQUEST.IDEMPOTENCY_KEY_MALFORMED', 'REQUEST.IDEMPOTENCY_KEY_REUSED', 'CASE.NOT_FOUND', 'CASE.VERSION_CONFLICT', 'CASE.STATE_FORBIDS_ACT', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.REFER', 'ASSIGNMENT.NO_RULES'];

type SelectedView = Selected & { readonly replayed: boolean };

@ApiTags('assignment')
@ApiBearerAuth()
@Controller('api/v1/cases/:id')
export class AssignmentController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  private get assignment(): Runtime['application']['assignment'] {
    return this.runtime.application.assignment;
  }

  @Get('assignment')
  @ApiOperation({ operationId: 'readAssignment', summary: '分案候选及理由 / Who could get the case, and why', description: 'Everybody the rules look at, in their order; the excluded last, each with what bars them.' })
  @Answers(200, 'Candidates, method, proposal and selections', ASSIGNMENT)
  @Problems('CASE.NOT_FOUND', 'ASSIGNMENT.NO_RULES')
  async read(@WithCaller() caller: Caller, @Param('id') id: string): Promise<AssignmentView> {
    return answer(await this.assignment.read(caller.identity, id));
  }

  @Get('assignment/proof')
  @Header('content-disposition', 'attachment; filename="draw-proof.json"')
  @ApiOperation({ operationId: 'readDrawProof', summary: '抽签凭证 / Proof of a draw', description: 'Verified offline by `quanze draw verify`.' })
  @Answers(200, 'The proof', FREE)
  @Problems('CASE.NOT_FOUND', 'ASSIGNMENT.DRAW_NOT_FOUND', 'REQUEST.PARAMETER_INVALID')
  async proof(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: ProofQuery): Promise<unknown> {
    return answer(await this.assignment.proof(caller.identity, id, query.round));
  }

  @Post('draw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'drawHandler', summary: '随机分案 / Draw the handler', description: 'Afterwards the case can be assigned to the person drawn and nobody else. A redraw needs reasons; a refused attempt is journaled as well.' })
  @WithIdempotencyKey()
  @Answers(200, 'Drawn: who, in which round, and the number of the entry', SELECTED)
  @Problems(...COMMON, 'ASSIGNMENT.REASONS_REQUIRED', 'ASSIGNMENT.NOT_BY_DRAW', 'ASSIGNMENT.LINKED_CASE', 'ASSIGNMENT.NOBODY_AVAILABLE', 'ASSIGNMENT.NO_COMMITMENT')
  async draw(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: DrawDto, @IdempotencyKey() key: string | undefined): Promise<SelectedView> {
    const done = answer(await this.assignment.draw(caller.identity, id, { ...body, ...(key === undefined ? {} : { idempotencyKey: key }) }));
    return { ...done.value, replayed: done.replayed };
  }

  @Post('assignment/choice')
  @HttpCode(200)
  @ApiOperation({ operationId: 'chooseHandler', summary: '检察长指定承办人 / The chief chooses the handler', description: 'Against the rules or a draw, with reasons, where the rules of the office allow it.' })
  @WithIdempotencyKey()
  @Answers(200, 'Chosen', SELECTED)
  @Problems(...COMMON, 'PERSON.UNKNOWN', 'TEAM.NOT_QUALIFIED', 'TEAM.BARRED', 'ASSIGNMENT.MANUAL_FORBIDDEN')
  async choose(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: ChoiceDto, @IdempotencyKey() key: string | undefined): Promise<SelectedView> {
    const done = answer(await this.assignment.choose(caller.identity, id, { ...body, ...(key === undefined ? {} : { idempotencyKey: key }) }));
    return { ...done.value, replayed: done.replayed };
  }
}

// Erasing contents of a case (删除文书和文件的内容): asked by who keeps the case, consented to by the chief. Digest, number and entries stay.
// What is not here: reading what is gone, which documents and files tell themselves.
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ErasureDone, ErasureView } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FLAG, HASH, ID, INSTANT, LABEL, list, maybe, object, Problems, TEXT, WHOLE, WithIdempotencyKey } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { IdempotencyKey } from '../shell/idempotency.js';
import { answer } from '../shell/refusal-error.js';
import { ERASURE_DONE } from './cases.schemas.js';
import { ErasureAnswerDto, ErasureDto } from './erasures.dto.js';

const ERASURE = object({
  number: WHOLE, of: object({ 'document?': WHOLE, 'file?': HASH }), ground: TEXT, label: LABEL, source: TEXT, by: ID, at: INSTANT, seq: WHOLE, reasons: maybe(TEXT),
  'answer?': object({ consented: FLAG, by: ID, at: INSTANT, seq: WHOLE }), answerReasons: maybe(TEXT),
});
const MOVING = ['REQUEST.INVALID', 'CASE.NOT_FOUND', 'CASE.VERSION_CONFLICT', 'AUTHORITY.NOT_YOUR_ROLE', 'RECUSAL.IN_FORCE', 'ERASURE.EVIDENCE_IN_USE'];
type Done = ErasureDone & { readonly replayed: boolean };

@ApiTags('files')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/erasures')
export class ErasuresController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'listErasures', summary: '删除申请 / What was asked to be erased, and the answers' })
  @Answers(200, 'Requests in their order', list(ERASURE))
  @Problems('CASE.NOT_FOUND')
  async list(@WithCaller() caller: Caller, @Param('id') id: string): Promise<readonly ErasureView[]> {
    return answer(await this.runtime.application.erasures.list(caller.identity, id));
  }

  @Post()
  @ApiOperation({ operationId: 'requestErasure', summary: '申请删除内容 / Ask to erase the text of a document or the content of a file', description: 'The handler or case management. Nothing goes before the chief consents.' })
  @WithIdempotencyKey()
  @Answers(201, 'Asked', ERASURE_DONE)
  @Problems(...MOVING, 'ERASURE.TARGET_INVALID', 'ERASURE.CASE_OPEN', 'ERASURE.PENDING', 'DOCUMENT.NOT_FOUND', 'DOCUMENT.NOT_ISSUED', 'DOCUMENT.ERASED', 'FILE.NOT_FOUND', 'FILE.ERASED')
  async ask(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: ErasureDto, @IdempotencyKey() key: string | undefined): Promise<Done> {
    const done = answer(await this.runtime.application.erasures.ask(caller.identity, id, { ...body, ...keyed(key) }));
    return { ...done.value, replayed: done.replayed };
  }

  @Post(':number/consent')
  @HttpCode(200)
  @ApiOperation({ operationId: 'consentToErasure', summary: '同意删除 / Consent: the content goes with this entry', description: 'The chief, who is never the one who asked.' })
  @WithIdempotencyKey()
  @Answers(200, 'Erased', ERASURE_DONE)
  @Problems(...MOVING, 'ERASURE.NOT_FOUND', 'ERASURE.ANSWERED', 'AUTHORITY.CONFLICTING_CAPACITY')
  consent(@WithCaller() caller: Caller, @Param('id') id: string, @Param('number') number: string, @Body() body: ErasureAnswerDto, @IdempotencyKey() key: string | undefined): Promise<Done> {
    return this.answered(caller, id, number, { ...body, ...keyed(key), consents: true });
  }

  @Post(':number/decline')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineErasure', summary: '不同意删除 / Decline: the content stays' })
  @WithIdempotencyKey()
  @Answers(200, 'Declined', ERASURE_DONE)
  @Problems(...MOVING, 'ERASURE.NOT_FOUND', 'ERASURE.ANSWERED', 'AUTHORITY.CONFLICTING_CAPACITY')
  decline(@WithCaller() caller: Caller, @Param('id') id: string, @Param('number') number: string, @Body() body: ErasureAnswerDto, @IdempotencyKey() key: string | undefined): Promise<Done> {
    return this.answered(caller, id, number, { ...body, ...keyed(key), consents: false });
  }

  private async answered(caller: Caller, id: string, number: string, input: ErasureAnswerDto & { readonly consents: boolean; readonly idempotencyKey?: string }): Promise<Done> {
    // What is no number is the number of no request; that attempt is journaled like any other.
    const done = answer(await this.runtime.application.erasures.answer(caller.identity, id, /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0, input));
    return { ...done.value, replayed: done.replayed };
  }
}

function keyed(key: string | undefined): { readonly idempotencyKey?: string } {
  return key === undefined ? {} : { idempotencyKey: key };
}

// Documents of a case (文书): drafts and their versions, what was issued and where it stands in the journal, and printed forms. Issuing is the
// act that carries the document (`cases.controller.ts`); only corrections are issued here.
import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DocumentsView, DocumentView, DraftSaved, VersionRow } from '@quanze/application';
import type { ActedView } from '@quanze/contract';
import { PRINT_STYLE } from '@quanze/documents';
import type { FastifyReply } from 'fastify';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, object, Problems, WHOLE, WithIdempotencyKey } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { IdempotencyKey } from '../shell/idempotency.js';
import { answer } from '../shell/refusal-error.js';
import { ACTED, DOCUMENT, DOCUMENTS, VERSIONS } from './cases.schemas.js';
import { CorrectionDto, EditDocumentDto, OpenDocumentDto, PrintQuery } from './documents.dto.js';

const SAVED = object({ n: WHOLE, version: WHOLE });
const DRAFTING = ['REQUEST.INVALID', 'CASE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'RECUSAL.IN_FORCE', 'DOCUMENT.NO_TEMPLATE', 'DOCUMENT.FIELDS_INVALID', 'DOCUMENT.NOT_FOUND'];
const READING = ['CASE.NOT_FOUND', 'CASE.FACTS_HIDDEN', 'DOCUMENT.NOT_FOUND'];
// A printed document runs nothing and loads nothing: its own style, by digest, and no more.
const PRINT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(PRINT_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`;

@ApiTags('documents')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/documents')
export class DocumentsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'listDocuments', summary: '文书 / Documents of a case, and those that templates make' })
  @Answers(200, 'Documents in their order', DOCUMENTS)
  @Problems('CASE.NOT_FOUND')
  async list(@WithCaller() caller: Caller, @Param('id') id: string): Promise<DocumentsView> {
    return answer(await this.runtime.application.documents.list(caller.identity, id));
  }

  @Post()
  @ApiOperation({ operationId: 'openDocument', summary: '起草文书 / Begin a document', description: 'Whoever is in the team of the case. With `corrects` it is a correction of an issued one.' })
  @Answers(201, 'Begun', SAVED)
  @Problems(...DRAFTING, 'CASE.ENDED', 'CASE.BUSY', 'DOCUMENT.NOT_ISSUED')
  async open(@WithCaller() caller: Caller, @Param('id') id: string, @Body() body: OpenDocumentDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<DraftSaved> {
    const saved = answer(await this.runtime.application.documents.open(caller.identity, id, { ...body }));
    void reply.header('location', `/api/v1/cases/${id}/documents/${saved.n}`);
    return saved;
  }

  @Get(':n')
  @ApiOperation({ operationId: 'readDocument', summary: '文书内容与核验 / A document, its digest and where it stands in the journal' })
  @Answers(200, 'The document; of a draft what it would be now, or what is missing', DOCUMENT)
  @Problems(...READING)
  async read(@WithCaller() caller: Caller, @Param('id') id: string, @Param('n') n: string): Promise<DocumentView> {
    return answer(await this.runtime.application.documents.read(caller.identity, id, numberOf(n)));
  }

  @Get(':n/versions')
  @ApiOperation({ operationId: 'listDocumentVersions', summary: '文书草稿的版本 / Versions of what was typed' })
  @Answers(200, 'Versions, oldest first', VERSIONS)
  @Problems(...READING)
  async versions(@WithCaller() caller: Caller, @Param('id') id: string, @Param('n') n: string): Promise<readonly VersionRow[]> {
    return answer(await this.runtime.application.documents.versions(caller.identity, id, numberOf(n)));
  }

  @Post(':n/versions')
  @ApiOperation({ operationId: 'editDocument', summary: '修改文书草稿 / Write the next version of a draft' })
  @Answers(201, 'Written', SAVED)
  @Problems(...DRAFTING, 'DOCUMENT.VERSION_CONFLICT', 'DOCUMENT.ISSUED')
  async edit(@WithCaller() caller: Caller, @Param('id') id: string, @Param('n') n: string, @Body() body: EditDocumentDto): Promise<DraftSaved> {
    return answer(await this.runtime.application.documents.edit(caller.identity, id, numberOf(n), { ...body }));
  }

  @Get(':n/print')
  @ApiOperation({ operationId: 'printDocument', summary: '打印文书 / A printed form, as a page or as text' })
  @Answers(200, 'text/html or text/plain')
  @Problems(...READING, 'REQUEST.PARAMETER_INVALID', 'DOCUMENT.INCOMPLETE', 'DOCUMENT.ERASED')
  async print(@WithCaller() caller: Caller, @Param('id') id: string, @Param('n') n: string, @Query() query: PrintQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const as = query.as ?? 'html';
    const printed = answer(await this.runtime.application.documents.print(caller.identity, id, numberOf(n), as));
    void reply.header('content-security-policy', PRINT_POLICY).type(as === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8');
    return printed;
  }

  @Post(':n/issue')
  @HttpCode(200)
  @ApiOperation({ operationId: 'issueCorrection', summary: '制发补正文书 / Issue a correction', description: 'Every other document is issued with the act that makes it.' })
  @WithIdempotencyKey()
  @Answers(200, 'Issued: the number of its entry', ACTED)
  @Problems('REQUEST.INVALID', 'CASE.NOT_FOUND', 'CASE.VERSION_CONFLICT', 'AUTHORITY.NOT_YOUR_ROLE', 'DOCUMENT.NOT_FOUND', 'DOCUMENT.ISSUED', 'DOCUMENT.NOT_A_CORRECTION', 'DOCUMENT.INCOMPLETE', 'DOCUMENT.VERSION_CONFLICT')
  async issue(@WithCaller() caller: Caller, @Param('id') id: string, @Param('n') n: string, @Body() body: CorrectionDto, @IdempotencyKey() key: string | undefined): Promise<ActedView> {
    const done = answer(await this.runtime.application.documents.correct(caller.identity, id, numberOf(n), { ...body, ...(key === undefined ? {} : { idempotencyKey: key }) }));
    return { ...done.value, replayed: done.replayed };
  }
}

/** What is no number is the number of no document: the use case says so, after it has looked at the case and who asks. */
function numberOf(n: string): number {
  return /^[1-9]\d{0,8}$/.test(n) ? Number(n) : 0;
}

// The files of a case: bringing one as a stream of bytes, what acts of the case named, and the content, proved while it is sent. What is not here:
// naming a file in an act, which is an act like any other.
import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FileContent, FileUploaded, FileView } from '@quanze/application';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FLAG, FREE, HASH, ID, INSTANT, list, maybe, object, Problems, TEXT, WHOLE } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { describeError } from '../shell/logging.js';
import { METRICS, type Metrics } from '../shell/metrics.js';
import { answer } from '../shell/refusal-error.js';
import { ERASED } from './cases.schemas.js';
import { attachmentOf, bytesOf, lengthOf, mediaTypeOf, nameIn } from './upload.js';

const FILE = object({ hash: HASH, size: WHOLE, mediaType: TEXT, name: maybe(TEXT), by: ID, uploadedAt: INSTANT, namedSeq: WHOLE, erased: FLAG, attached: list(FREE), evidence: list(WHOLE), erasure: maybe(ERASED) });
const UPLOADED = object({ hash: HASH, size: WHOLE, mediaType: TEXT });
// What somebody uploaded runs nothing, loads nothing and is shown nowhere in this origin.
const CONTENT_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`;

export class UploadQuery {
  @ApiProperty({ required: false, description: 'Name of the file; else that of Content-Disposition' })
  @IsOptional()
  @IsString()
  readonly name?: string;
}

@ApiTags('files')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/files')
export class FilesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime, @Inject(METRICS) private readonly metrics: Metrics) {}

  @Post()
  @ApiOperation({ operationId: 'uploadFile', summary: '上传文件 / Upload a file', description: 'The body is the file. It has no effect in the case until an act names it, and goes after 24 hours otherwise.' })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'X-Content-SHA256', required: false, description: 'Digest of the content, 64 lower-case hexadecimal digits; another content is not kept', schema: { type: 'string' } })
  @Answers(201, 'Stored', UPLOADED)
  @Problems('REQUEST.PARAMETER_INVALID', 'CASE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'RECUSAL.IN_FORCE', 'FILE.NAME_INVALID', 'FILE.TYPE_NOT_ALLOWED', 'FILE.TOO_LARGE', 'FILE.EMPTY', 'FILE.HASH_MISMATCH', 'FILE.ERASED_BEFORE')
  async upload(@WithCaller() caller: Caller, @Param('id') id: string, @Query() query: UploadQuery, @Req() request: FastifyRequest): Promise<FileUploaded> {
    const { files } = this.runtime.config;
    const [length, expected] = [lengthOf(request), request.headers['x-content-sha256']];
    const input = {
      name: query.name ?? nameIn(request.headers['content-disposition']) ?? '', mediaType: mediaTypeOf(request), ...files,
      ...(length === null ? {} : { length }), ...(typeof expected === 'string' ? { expected } : {}),
    };
    try {
      return answer(await this.runtime.application.files.upload(caller.identity, id, input, bytesOf(request)));
    } finally {
      // What is left of a refused file is read and forgotten, or the sender would never come to read why.
      request.raw.resume();
    }
  }

  @Get()
  @ApiOperation({ operationId: 'listFiles', summary: '案件文件 / Files that acts of the case named' })
  @Answers(200, 'Files in the order in which they were named', list(FILE))
  @Problems('CASE.NOT_FOUND')
  async list(@WithCaller() caller: Caller, @Param('id') id: string): Promise<readonly FileView[]> {
    return answer(await this.runtime.application.files.list(caller.identity, id));
  }

  @Get(':hash')
  @ApiOperation({ operationId: 'readFile', summary: '文件内容 / The content of a file', description: 'Proved against its digest while it is sent: a connection that ends before Content-Length says that the stored content is damaged.' })
  @Answers(200, 'The content')
  @Problems('CASE.NOT_FOUND', 'FILE.NOT_FOUND', 'FILE.ERASED', 'FAULT.FILE_DAMAGED')
  async read(@WithCaller() caller: Caller, @Param('id') id: string, @Param('hash') hash: string, @Res() reply: FastifyReply): Promise<void> {
    const content = answer(await this.runtime.application.files.content(caller.identity, id, hash));
    const { file } = content;
    const bytes = content.bytes[Symbol.asyncIterator]();
    // A file of one piece is proved before the first header is written.
    const first = await bytes.next();
    void reply.headers({
      'content-type': file.mediaType, 'content-length': String(file.size), 'content-disposition': attachmentOf(file.name, file.hash),
      'content-security-policy': CONTENT_POLICY, 'x-content-sha256': file.hash,
    }).send(Readable.from(this.watched(first, bytes, content, reply.request.id), { objectMode: false }));
  }

  /** The rest of the bytes. A damaged content ends the connection, and somebody has to hear of it. */
  private async *watched(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>, { file }: FileContent, requestId: string): AsyncGenerator<Uint8Array> {
    try {
      for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
    } catch (error) {
      this.runtime.log.error({ requestId, code: 'FAULT.FILE_DAMAGED', hash: file.hash, error: describeError(error) }, 'fault');
      this.metrics.refused('FAULT.FILE_DAMAGED');
      throw error;
    } finally {
      await rest.return?.();
    }
  }
}

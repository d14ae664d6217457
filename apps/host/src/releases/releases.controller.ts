// Published definitions, and publishing with a second person.
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ReleaseView } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { DefinitionDto } from '../office/office.dto.js';
import { BindingDto } from './binding.dto.js';
import { Answers, FREE, HASH, LABEL, list, object, Problems, TEXT, WHOLE } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';

const RELEASE = object({ hash: HASH, path: TEXT, version: TEXT, label: LABEL, effectiveFrom: { type: 'string', format: 'date' }, states: WHOLE, acts: WHOLE });

@ApiTags('releases')
@ApiBearerAuth()
@Controller('api/v1')
export class ReleasesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('releases')
  @ApiOperation({ operationId: 'listReleases', summary: '已发布版本 / Published releases, newest first' })
  @Answers(200, 'Releases', list(RELEASE))
  @Problems()
  list(@WithCaller() _caller: Caller): readonly ReleaseView[] {
    return this.runtime.application.releases.list();
  }

  @Get('releases/:hash')
  @ApiOperation({ operationId: 'readRelease', summary: '版本内容 / A release with its documents and its state machine' })
  @Answers(200, 'The release', object({ view: RELEASE, content: FREE, machine: FREE }))
  @Problems('RELEASE.NOT_FOUND')
  read(@WithCaller() _caller: Caller, @Param('hash') hash: string): unknown {
    return answer(this.runtime.application.releases.read(hash));
  }

  @Post('offices/:office/definitions')
  @ApiOperation({ operationId: 'submitDefinition', summary: '提交定义 / Submit a definition for publication' })
  @Answers(201, 'Submitted under its content hash', object({ hash: HASH }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DEFINITION.INVALID', 'DEFINITION.EFFECTIVE_TOO_EARLY', 'POWER_LIST.MALFORMED')
  async submit(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: DefinitionDto): Promise<{ readonly hash: string }> {
    return answer(await this.runtime.application.releases.submit(caller.identity, office, body));
  }

  @Post('offices/:office/flow-bindings')
  @ApiOperation({ operationId: 'submitFlowBinding', summary: '配置审批流程 / Bind approval flows to decisions of one kind of case in one office', description: 'Makes a new release for the office, which a second person publishes.' })
  @Answers(201, 'Submitted under its content hash', object({ hash: HASH }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'RELEASE.NOT_FOUND', 'DEFINITION.INVALID', 'DEFINITION.EFFECTIVE_TOO_EARLY')
  async bind(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: BindingDto): Promise<{ readonly hash: string }> {
    return answer(await this.runtime.application.releases.submitBinding(caller.identity, office, body));
  }

  @Post('offices/:office/definitions/:hash/publish')
  @HttpCode(200)
  @ApiOperation({ operationId: 'publishDefinition', summary: '发布 / Publish what somebody else submitted' })
  @Answers(200, 'Published', object({ hash: HASH }))
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DEFINITION.NOT_SUBMITTED', 'AUTHORITY.CONFLICTING_CAPACITY', 'DEFINITION.EFFECTIVE_TOO_EARLY')
  async publish(@WithCaller() caller: Caller, @Param('office') office: string, @Param('hash') hash: string): Promise<{ readonly hash: string }> {
    return answer(await this.runtime.application.releases.publish(caller.identity, office, hash));
  }
}

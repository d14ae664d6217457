// The tasks that wait for the person who asks.
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { InboxItem } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, Problems } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { PageQuery } from './cases.dto.js';
import { INBOX } from './cases.schemas.js';

const LIST_DEFAULT = 50;

interface InboxPage {
  readonly items: readonly InboxItem[];
  readonly next: string | null;
  readonly total: number;
}

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/inbox')
export class InboxController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'readInbox', summary: '待办 / My tasks, the most urgent first' })
  @Answers(200, 'A page of tasks with their cases', INBOX)
  @Problems('REQUEST.PARAMETER_INVALID', 'REQUEST.CURSOR_MALFORMED')
  async read(@WithCaller() caller: Caller, @Query() query: PageQuery): Promise<InboxPage> {
    return answer(await this.runtime.application.cases.inbox(caller.identity, { limit: query.limit ?? LIST_DEFAULT, ...(query.after === undefined ? {} : { after: query.after }) }));
  }
}

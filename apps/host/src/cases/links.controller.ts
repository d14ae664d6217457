// The cases around a case: where it was opened from, what was opened from it and what followed, and what may be opened now. What is not
// here: opening one, which is opening a case with an `origin` (`cases.controller.ts`).
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { blockerOf, type CaseLinksView } from '@quanze/contract';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, BLOCKER, FLAG, FREE, ID, INSTANT, LABEL, list, maybe, object, oneOf, Problems, TEXT, WHOLE } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';

const STATE = object({ id: TEXT, label: LABEL, kind: TEXT, level: maybe(TEXT), keyPoint: maybe(LABEL) });
const LINKED = {
  link: TEXT, label: LABEL, case: ID, path: TEXT, number: maybe(TEXT),
  visible: maybe(object({ title: TEXT, status: oneOf('open', 'ended'), ending: maybe(TEXT), states: list(STATE), openedAt: INSTANT })),
};
const LINKS = object({
  origin: maybe(object(LINKED)),
  opened: list(object({ ...LINKED, noticed: FLAG, followed: list(object({ on: list(FREE), notes: list(LABEL), seq: WHOLE, entry: WHOLE })) })),
  links: list(object({ link: TEXT, label: LABEL, source: TEXT, paths: list(object({ path: TEXT, mayOpen: FLAG, blocker: maybe(BLOCKER) })) })),
});

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases/:id/links')
export class LinksController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOperation({ operationId: 'readCaseLinks', summary: '关联案件 / Cases this one was opened from and those opened from it', description: 'Of a case one may not know of only what the known case says of it.' })
  @Answers(200, 'Origin, opened cases with what followed, and the links of the path', LINKS)
  @Problems('CASE.NOT_FOUND')
  async read(@WithCaller() caller: Caller, @Param('id') id: string): Promise<CaseLinksView> {
    const view = answer(await this.runtime.application.cases.links(caller.identity, id));
    return {
      ...view,
      links: view.links.map(({ paths, ...link }) => ({ ...link, paths: paths.map(({ path, mayOpen, refusal }) => ({ path, mayOpen, blocker: refusal === null ? null : blockerOf(refusal) })) })),
    };
  }
}

// The evidence of a case with the check against the evidence standard. What is not here: registering and assessing evidence, which are acts.
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EvidenceView } from '@quanze/application';
import { EVIDENCE_KINDS } from '@quanze/engine';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, FREE, HASH, ID, INSTANT, LABEL, list, maybe, object, oneOf, Problems, TEXT, WHOLE } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';

const ITEM = object({
  number: WHOLE, seq: WHOLE, kind: oneOf(...EVIDENCE_KINDS), kindLabel: LABEL, organ: TEXT, elements: list(TEXT), 'file?': HASH, by: ID, at: INSTANT, 'corrected?': WHOLE,
  'assessment?': FREE, 'suspected?': FREE, 'excluded?': FREE, title: maybe(TEXT), collectedBy: maybe(TEXT), reasons: maybe(TEXT),
});
const ELEMENT = object({
  name: TEXT, offence: TEXT, label: LABEL, aspect: TEXT, state: oneOf('satisfied', 'gap', 'conflict'), items: list(WHOLE), waiting: list(WHOLE), conflicts: list(WHOLE),
  missing: list(oneOf(...EVIDENCE_KINDS)), necessary: list(oneOf(...EVIDENCE_KINDS)), usual: list(oneOf(...EVIDENCE_KINDS)), text: LABEL,
});
const EVIDENCE = object({
  offences: list(object({ id: TEXT, label: LABEL, source: TEXT, status: TEXT })), items: list(ITEM), conflicts: list(FREE), relooks: list(FREE),
  check: maybe(object({ result: FREE, elements: list(ELEMENT), text: LABEL })),
});

@ApiTags('cases')
@ApiBearerAuth()
@Controller('api/v1/cases/:id')
export class EvidenceController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('evidence')
  @ApiOperation({ operationId: 'readEvidence', summary: '证据及证据标准提示 / Evidence and the check against the standard', description: 'Element by element covered, a gap or a conflict. A prompt: it decides nothing and refuses nothing.' })
  @Answers(200, 'Items, conflicts, looks at decisions, and the check by the standard in force', EVIDENCE)
  @Problems('CASE.NOT_FOUND')
  async read(@WithCaller() caller: Caller, @Param('id') id: string): Promise<EvidenceView> {
    return answer(await this.runtime.application.cases.evidence(caller.identity, id));
  }
}

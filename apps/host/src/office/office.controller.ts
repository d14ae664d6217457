// People, posts and delegations of an office. Each change is an entry in the office's own journal.
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DelegationRow, OfficeRow, PersonRow } from '@quanze/application';
import { WithCaller, type Caller } from '../auth/caller.js';
import { Answers, ID, INSTANT, LABEL, list, maybe, object, oneOf, Problems, TEXT } from '../openapi.js';
import { RUNTIME, type Runtime } from '../runtime.js';
import { answer } from '../shell/refusal-error.js';
import { AllQuery, NewAppointmentDto, NewDelegationDto, NewPersonDto } from './office.dto.js';

const OFFICE = object({
  id: ID, tenant: ID, name: LABEL, word: TEXT, level: oneOf('basic', 'city', 'provincial', 'spp'), province: maybe(TEXT), superior: maybe(ID), departments: list(object({ id: TEXT, name: LABEL })),
});
const POST = object({ id: ID, person: ID, office: ID, role: TEXT, department: maybe(TEXT), portfolio: list(TEXT), from: INSTANT, until: maybe(INSTANT) });
const PERSON = object({ id: ID, name: TEXT, login: TEXT, status: oneOf('active', 'left'), posts: list(POST) });
const DELEGATION = object({
  id: ID, from: ID, to: ID, office: ID, powers: list(TEXT), paths: maybe(list(TEXT)), departments: maybe(list(TEXT)), fromAt: INSTANT, untilAt: INSTANT, order: TEXT, revokedAt: maybe(INSTANT),
});

@ApiTags('office')
@ApiBearerAuth()
@Controller('api/v1/offices')
export class OfficeController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  private get office(): Runtime['application']['office'] {
    return this.runtime.application.office;
  }

  @Get()
  @ApiOperation({ operationId: 'listOffices', summary: '检察院 / Offices of this installation' })
  @Answers(200, 'Offices', list(OFFICE))
  @Problems()
  offices(@WithCaller() caller: Caller): Promise<readonly OfficeRow[]> {
    return this.office.offices(caller.identity);
  }

  @Get(':office/people')
  @ApiOperation({ operationId: 'listPeople', summary: '人员 / People with their posts in force' })
  @Answers(200, 'People', list(PERSON))
  @Problems('OFFICE.NOT_FOUND')
  async people(@WithCaller() caller: Caller, @Param('office') office: string): Promise<readonly PersonRow[]> {
    return answer(await this.office.people(caller.identity, office));
  }

  @Post(':office/people')
  @ApiOperation({ operationId: 'addPerson', summary: '增加人员 / Add a person' })
  @Answers(201, 'Added', object({ person: ID }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'PERSON.LOGIN_MALFORMED', 'PERSON.PASSWORD_WEAK', 'REQUEST.TAKEN')
  async addPerson(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewPersonDto): Promise<{ readonly person: string }> {
    return answer(await this.office.addPerson(caller.identity, office, body));
  }

  @Post(':office/appointments')
  @ApiOperation({ operationId: 'appoint', summary: '任职 / Appoint to a post' })
  @Answers(201, 'Appointed', object({ appointment: ID }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'APPOINTMENT.UNKNOWN_ROLE', 'APPOINTMENT.OWN', 'APPOINTMENT.BACKDATED', 'OFFICE.UNKNOWN_DEPARTMENT', 'PERSON.UNKNOWN')
  async appoint(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewAppointmentDto): Promise<{ readonly appointment: string }> {
    return answer(await this.office.appoint(caller.identity, office, body));
  }

  @Post(':office/appointments/:id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endAppointment', summary: '免职 / End a post now' })
  @Answers(200, 'Ended', object({ endedAt: INSTANT }))
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'APPOINTMENT.NOT_FOUND', 'APPOINTMENT.ENDED')
  async endAppointment(@WithCaller() caller: Caller, @Param('office') office: string, @Param('id') id: string): Promise<{ readonly endedAt: string }> {
    return answer(await this.office.endAppointment(caller.identity, office, id));
  }

  @Get(':office/delegations')
  @ApiOperation({ operationId: 'listDelegations', summary: '委托 / Delegations' })
  @Answers(200, 'Delegations', list(DELEGATION))
  @Problems('OFFICE.NOT_FOUND', 'REQUEST.PARAMETER_INVALID')
  async delegations(@WithCaller() caller: Caller, @Param('office') office: string, @Query() query: AllQuery): Promise<readonly DelegationRow[]> {
    return answer(await this.office.delegations(caller.identity, office, query.all === 'true'));
  }

  @Post(':office/delegations')
  @ApiOperation({ operationId: 'delegate', summary: '委托职权 / Delegate powers to a deputy' })
  @Answers(201, 'Delegated', object({ delegation: ID }))
  @Problems('REQUEST.INVALID', 'OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DELEGATION.NOT_A_DEPUTY', 'DELEGATION.NOT_DELEGABLE', 'DELEGATION.UNKNOWN_POWER', 'DELEGATION.BACKDATED')
  async delegate(@WithCaller() caller: Caller, @Param('office') office: string, @Body() body: NewDelegationDto): Promise<{ readonly delegation: string }> {
    return answer(await this.office.delegate(caller.identity, office, body));
  }

  @Post(':office/delegations/:id/revoke')
  @HttpCode(200)
  @ApiOperation({ operationId: 'revokeDelegation', summary: '撤销委托 / End a delegation now' })
  @Answers(200, 'Revoked', object({ revokedAt: INSTANT }))
  @Problems('OFFICE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'DELEGATION.NOT_FOUND', 'DELEGATION.ENDED')
  async revokeDelegation(@WithCaller() caller: Caller, @Param('office') office: string, @Param('id') id: string): Promise<{ readonly revokedAt: string }> {
    return answer(await this.office.revokeDelegation(caller.identity, office, id));
  }
}

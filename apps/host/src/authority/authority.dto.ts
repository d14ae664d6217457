// What the questions about people take.
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Instant } from '@quanze/kernel';
import { IsIn, IsUUID } from 'class-validator';
import { IsCleanText, IsLawInstant, MayBeAbsent } from '../shell/validation.js';

export class WhoQuery {
  @ApiPropertyOptional({ description: 'For acts that choose: the option meant' })
  @MayBeAbsent()
  @IsCleanText(1, 120)
  readonly option?: string;

  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Also people without a role for the act' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  readonly all?: 'true' | 'false';
}

export class PowersQuery {
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'As of this moment; now when absent' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly at?: Instant;

  @ApiPropertyOptional({ description: 'Department of the ordinary case that is meant' })
  @MayBeAbsent()
  @IsCleanText(1, 60)
  readonly department?: string;
}

export class StaffingQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'As if this person handled the case' })
  @MayBeAbsent()
  @IsUUID()
  readonly handler?: string;
}

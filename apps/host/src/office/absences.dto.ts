// What the operations of leave take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ABSENCE_REASONS } from '@quanze/application';
import type { Instant } from '@quanze/kernel';
import { IsIn, IsUUID } from 'class-validator';
import { PageQuery } from '../cases/cases.dto.js';
import { IsCleanText, IsLawInstant, MayBeAbsent } from '../shell/validation.js';

export class NewAbsenceDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly person!: string;

  @ApiProperty({ enum: ABSENCE_REASONS, description: 'In one word; no particulars are kept' })
  @IsCleanText(1, 40)
  readonly reason!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Now when absent; never earlier' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly from?: Instant;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Without it the leave lasts until it is ended' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly until?: Instant;
}

export class AbsenceListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Also what has ended' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  readonly all?: 'true' | 'false';
}

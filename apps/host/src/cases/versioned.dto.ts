// What every request that moves a case says beside its own fields: which version of the case was seen, and in which role one acts.
// What is not here: those fields.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { NUMBER_MAX } from '../shell/page.dto.js';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';

export abstract class VersionedDto {
  @ApiProperty({ minimum: 0, description: 'Version of the case you saw; another one refuses with CASE.VERSION_CONFLICT' })
  @IsInt()
  @Min(0)
  @Max(NUMBER_MAX)
  readonly expectedVersion!: number;

  @ApiPropertyOptional({ description: 'The role you act in when several fit' })
  @MayBeAbsent()
  @IsCleanText(1, 80)
  readonly as?: string;
}

// What asking for an erasure and answering take. What is not here: whether the content is there, and who may (the use case).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ERASURE_GROUNDS, type ErasureGround } from '@quanze/engine';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { NUMBER_MAX } from '../shell/page.dto.js';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';
import { VersionedDto } from './versioned.dto.js';

const REASONS_LENGTH_MAX = 2000;

export class ErasureAnswerDto extends VersionedDto {
  @ApiProperty({ description: 'Reasons; sealed in the journal' })
  @IsCleanText(1, REASONS_LENGTH_MAX)
  readonly reasons!: string;
}

export class ErasureDto extends ErasureAnswerDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Number of an issued document of the case; or `file`' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly document?: number;

  @ApiPropertyOptional({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of a file that an act of the case named; or `document`' })
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{64}$/)
  readonly file?: string;

  @ApiProperty({ enum: ERASURE_GROUNDS })
  @IsIn(ERASURE_GROUNDS)
  readonly ground!: ErasureGround;
}

// What binding approval flows takes. Flows are free here: the definitions library proves them.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JsonObject } from '@quanze/kernel';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, Matches, ValidateNested } from 'class-validator';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';

const ENTRIES_MAX = 200;
const FLOWS_MAX = 40;

export class BindingEntryDto {
  @ApiProperty({ description: 'Id of a decision of the path; * = every decision', example: 'stage.outcome' })
  @IsCleanText(1, 240)
  readonly decision!: string;

  @ApiPropertyOptional({ description: 'Power, or powers by pattern, that all options of the decision need', example: 'criminal.arrest.*' })
  @MayBeAbsent()
  @IsCleanText(1, 120)
  readonly matter?: string;

  @ApiProperty({ description: 'Id of an approval flow', example: 'ballot' })
  @IsCleanText(1, 120)
  readonly flow!: string;
}

export class BindingDto {
  @ApiProperty({ example: 'criminal.arrest' })
  @IsCleanText(1, 120)
  readonly path!: string;

  @ApiProperty({ description: 'Version of the new release', example: '2026.2' })
  @IsCleanText(1, 32)
  readonly version!: string;

  @ApiProperty({ format: 'date', example: '2026-12-01', description: 'Tomorrow at the earliest' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  readonly effectiveFrom!: string;

  @ApiProperty({ type: [BindingEntryDto], maxItems: ENTRIES_MAX, minItems: 1 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ENTRIES_MAX)
  @ValidateNested({ each: true })
  @Type(() => BindingEntryDto)
  readonly bindings!: readonly BindingEntryDto[];

  @ApiPropertyOptional({ type: 'array', items: { type: 'object', additionalProperties: true }, maxItems: FLOWS_MAX, description: 'Flows the current release does not hold' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(FLOWS_MAX)
  @IsObject({ each: true })
  readonly flows?: readonly JsonObject[];
}

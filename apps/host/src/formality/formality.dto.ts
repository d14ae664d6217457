// What the questions about formality take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FORMALITY_RULES, type FormalityRule } from '@quanze/formality';
import type { Instant, JsonObject } from '@quanze/kernel';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { PageQuery } from '../cases/cases.dto.js';
import { SeenDraftDto } from '../cases/documents.dto.js';
import { IsCleanText, IsLawInstant, MayBeAbsent } from '../shell/validation.js';

export class CheckDto {
  @ApiProperty({ description: 'Id of the act, as the acts of the case list it' })
  @IsCleanText(1, 120)
  readonly act!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Fields of the act, as far as they are written' })
  @IsObject()
  readonly payload!: JsonObject;

  @ApiPropertyOptional({ description: 'The role you would act in when several fit' })
  @MayBeAbsent()
  @IsCleanText(1, 80)
  readonly as?: string;

  @ApiPropertyOptional({ type: SeenDraftDto, description: 'The draft you have read, where the act issues a document' })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SeenDraftDto)
  readonly draft?: SeenDraftDto;
}

export class PeriodQuery extends PageQuery {
  @ApiProperty({ type: String, format: 'date-time', description: 'Acts from this moment on; with offset' })
  @IsLawInstant()
  readonly from!: Instant;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Acts before this moment; now when absent' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly until?: Instant;
}

export class FlaggedQuery extends PeriodQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Acts of this person only' })
  @MayBeAbsent()
  @IsUUID()
  readonly person?: string;

  @ApiPropertyOptional({ enum: FORMALITY_RULES, description: 'Acts flagged by this rule only' })
  @MayBeAbsent()
  @IsIn(FORMALITY_RULES)
  readonly rule?: FormalityRule;
}

// What the operations of responsibility take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AREAS, CAPACITIES, CAUSE_AREAS, FAULTS, FINDING_SUBJECTS, RESULTS, type Area, type Capacity, type CauseArea, type Fault, type FindingSubject, type OutcomeResult } from '@quanze/responsibility';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { NUMBER_MAX, PageCursor, PageLimit } from '../shell/page.dto.js';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';

const AS_OF = 'As known then: an instant with offset, or a day (its end). Now when absent';

export class AsOfQuery {
  @ApiPropertyOptional({ type: String, description: AS_OF, example: '2026-06-30' })
  @MayBeAbsent()
  @IsCleanText(1, 40)
  readonly asOf?: string;
}

export class ExplainQuery extends AsOfQuery {
  @ApiPropertyOptional({ enum: ['zh', 'en'], description: 'With the reasons of every row, and why rules near it do not apply' })
  @MayBeAbsent()
  @IsIn(['zh', 'en'])
  readonly explain?: 'zh' | 'en';
}

export class AsOfPageQuery extends AsOfQuery {
  @PageLimit(200, 50)
  readonly limit?: number;

  @PageCursor('`next` of the former page')
  readonly cursor?: string;
}

class StatementDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly caseId!: string;

  @ApiProperty({ minimum: 1, description: 'Number of the decision: its entry in the case' })
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly seq!: number;

  @ApiProperty({ format: 'uuid', description: 'A natural person; organs answer for nothing' })
  @IsUUID()
  readonly person!: string;

  @ApiProperty({ enum: AREAS })
  @IsIn(AREAS)
  readonly area!: Area;

  @ApiProperty({ description: 'Number of the document it rests on', maxLength: 200, example: '云岭检督〔2026〕3号' })
  @IsCleanText(1, 200)
  readonly basis!: string;

  @ApiProperty({ maxLength: 8000, description: 'Sealed in the journal of the office' })
  @IsCleanText(1, 8000)
  readonly reasons!: string;
}

export class OutcomeDto {
  @ApiProperty({ enum: RESULTS })
  @IsIn(RESULTS)
  readonly result!: OutcomeResult;

  @ApiProperty({ description: 'Whether there was a serious consequence' })
  @IsBoolean()
  readonly serious!: boolean;

  @ApiProperty({ enum: CAUSE_AREAS, isArray: true })
  @IsArray()
  @ArrayMaxSize(CAUSE_AREAS.length)
  @ArrayUnique()
  @IsIn(CAUSE_AREAS, { each: true })
  readonly causes!: CauseArea[];
}

export class NewFindingDto extends StatementDto {
  @ApiProperty({ enum: FAULTS, description: 'A fault level is only ever a finding of people' })
  @IsIn(FAULTS)
  readonly fault!: Fault;

  @ApiPropertyOptional({ enum: CAPACITIES, description: 'For somebody who took no part that is on record' })
  @MayBeAbsent()
  @IsIn(CAPACITIES)
  readonly role?: Capacity;

  @ApiPropertyOptional({ enum: FINDING_SUBJECTS, description: 'That others were misled, that a known ground of recusal was passed over, or that the order was manifestly unlawful' })
  @MayBeAbsent()
  @IsIn(FINDING_SUBJECTS)
  readonly about?: FindingSubject;

  @ApiPropertyOptional({ description: 'Whether there is a sign of a duty violation or crime, to be transferred' })
  @MayBeAbsent()
  @IsBoolean()
  readonly crime?: boolean;

  @ApiPropertyOptional({ type: OutcomeDto, description: 'What was established about the result' })
  @MayBeAbsent()
  @ValidateNested()
  @Type(() => OutcomeDto)
  readonly outcome?: OutcomeDto;
}

export class NewExemptionDto extends StatementDto {
  @ApiProperty({ description: 'In a few words, e.g. law_changed, new_evidence, reasonable_understanding', maxLength: 60 })
  @IsCleanText(1, 60)
  readonly kind!: string;
}

export class NewAppealDto {
  @ApiPropertyOptional({ enum: AREAS, description: 'Which of the own areas; all of them when absent' })
  @MayBeAbsent()
  @IsIn(AREAS)
  readonly area?: Area;

  @ApiProperty({ maxLength: 8000, description: 'Sealed in the journal of the office' })
  @IsCleanText(1, 8000)
  readonly grounds!: string;
}

export class AppealAnswerDto {
  @ApiProperty({ description: 'Whether the objection is right; what follows from it is recorded separately' })
  @IsBoolean()
  readonly upheld!: boolean;

  @ApiProperty({ maxLength: 8000 })
  @IsCleanText(1, 8000)
  readonly reasons!: string;
}

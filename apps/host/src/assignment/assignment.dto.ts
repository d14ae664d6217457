// What the operations of assignment take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { COMMITMENTS_PER_STOCK_MAX } from '@quanze/application';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { VersionedDto } from '../cases/versioned.dto.js';
import { AfterNumber, NUMBER_MAX, PageLimit } from '../shell/page.dto.js';
import { IsCleanText, MayBeAbsent, ToWholeNumber } from '../shell/validation.js';

const REASONS_LENGTH_MAX = 2000;

export class NewStockDto {
  @ApiProperty({ minimum: 1, maximum: COMMITMENTS_PER_STOCK_MAX, description: 'How many draws to commit to' })
  @IsInt()
  @Min(1)
  @Max(COMMITMENTS_PER_STOCK_MAX)
  readonly count!: number;
}

export class DrawDto extends VersionedDto {
  @ApiPropertyOptional({ description: 'Required when somebody was drawn or chosen before', maxLength: REASONS_LENGTH_MAX })
  @MayBeAbsent()
  @IsCleanText(1, REASONS_LENGTH_MAX)
  readonly reasons?: string;
}

export class ChoiceDto extends VersionedDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly person!: string;

  @ApiProperty({ maxLength: REASONS_LENGTH_MAX })
  @IsCleanText(1, REASONS_LENGTH_MAX)
  readonly reasons!: string;
}

export class ProofQuery {
  @ApiPropertyOptional({ minimum: 1, description: 'Round of the draw; the last when absent' })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly round?: number;
}

export class CommitmentsQuery {
  @AfterNumber('Commitments after this number')
  readonly after?: number;

  @PageLimit(200, 100)
  readonly limit?: number;
}

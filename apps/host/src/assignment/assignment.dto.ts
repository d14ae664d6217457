// What the operations of assignment take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { COMMITMENTS_PER_STOCK_MAX } from '@quanze/application';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { IsCleanText, MayBeAbsent, ToWholeNumber } from '../shell/validation.js';

const VERSION_MAX = 1_000_000_000;
const REASONS_LENGTH_MAX = 2000;

export class NewStockDto {
  @ApiProperty({ minimum: 1, maximum: COMMITMENTS_PER_STOCK_MAX, description: 'How many draws to commit to' })
  @IsInt()
  @Min(1)
  @Max(COMMITMENTS_PER_STOCK_MAX)
  readonly count!: number;
}

export class DrawDto {
  @ApiProperty({ minimum: 0, description: 'Version of the case you saw; another one refuses with CASE.VERSION_CONFLICT' })
  @IsInt()
  @Min(0)
  @Max(VERSION_MAX)
  readonly expectedVersion!: number;

  @ApiPropertyOptional({ description: 'Required when somebody was drawn or chosen before', maxLength: REASONS_LENGTH_MAX })
  @MayBeAbsent()
  @IsCleanText(1, REASONS_LENGTH_MAX)
  readonly reasons?: string;

  @ApiPropertyOptional({ description: 'The role you act in when several fit' })
  @MayBeAbsent()
  @IsCleanText(1, 40)
  readonly as?: string;
}

export class ChoiceDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly person!: string;

  @ApiProperty({ maxLength: REASONS_LENGTH_MAX })
  @IsCleanText(1, REASONS_LENGTH_MAX)
  readonly reasons!: string;

  @ApiProperty({ minimum: 0, description: 'Version of the case you saw; another one refuses with CASE.VERSION_CONFLICT' })
  @IsInt()
  @Min(0)
  @Max(VERSION_MAX)
  readonly expectedVersion!: number;

  @ApiPropertyOptional({ description: 'The role you act in when several fit' })
  @MayBeAbsent()
  @IsCleanText(1, 40)
  readonly as?: string;
}

export class ProofQuery {
  @ApiPropertyOptional({ minimum: 1, description: 'Round of the draw; the last when absent' })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(1)
  @Max(VERSION_MAX)
  readonly round?: number;
}

export class CommitmentsQuery {
  @ApiPropertyOptional({ minimum: 0, default: 0, description: 'Commitments after this number' })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(0)
  @Max(VERSION_MAX)
  readonly after?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 100 })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}

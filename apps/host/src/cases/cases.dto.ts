// What the case operations take. Facts and payloads are free here: the definition says what they may hold, and the engine checks.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActRequest, OpenCaseRequest } from '@quanze/contract';
import type { Instant, JsonObject } from '@quanze/kernel';
import { IsIn, IsInt, IsObject, IsUUID, Max, Min } from 'class-validator';
import { IsCleanText, IsLawInstant, MayBeAbsent, ToWholeNumber } from '../shell/validation.js';

const VERSION_MAX = 1_000_000_000;

export class OpenCaseDto implements OpenCaseRequest {
  @ApiProperty({ description: 'Id of the case path', example: 'criminal-prosecution' })
  @IsCleanText(1, 120)
  readonly path!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly office!: string;

  @ApiPropertyOptional({ description: 'Department of the office that handles the case' })
  @MayBeAbsent()
  @IsCleanText(1, 60)
  readonly department?: string;

  @ApiProperty({ description: 'Name of the case', maxLength: 200 })
  @IsCleanText(1, 200)
  readonly title!: string;

  @ApiPropertyOptional({ description: 'Number of the case in another system', maxLength: 100 })
  @MayBeAbsent()
  @IsCleanText(1, 100)
  readonly foreignNumber?: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Facts declared by the path' })
  @IsObject()
  readonly facts!: JsonObject;

  @ApiProperty({ description: 'The act that opens the case', example: 'accept' })
  @IsCleanText(1, 120)
  readonly act!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  readonly payload!: JsonObject;
}

export class ActDto implements ActRequest {
  @ApiProperty({ description: 'Id of the act, as the acts of the case list it' })
  @IsCleanText(1, 120)
  readonly act!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Fields of the act' })
  @IsObject()
  readonly payload!: JsonObject;

  @ApiProperty({ minimum: 0, description: 'Version of the case you saw; another one refuses with CASE.VERSION_CONFLICT' })
  @IsInt()
  @Min(0)
  @Max(VERSION_MAX)
  readonly expectedVersion!: number;

  @ApiPropertyOptional({ description: 'The role you act in when several fit' })
  @MayBeAbsent()
  @IsCleanText(1, 40)
  readonly as?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'When the act took effect, if earlier than now; with offset' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly effectiveAt?: Instant;
}

export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @MayBeAbsent()
  @IsCleanText(1, 1000)
  readonly after?: string;
}

export class CaseListQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of the title or number' })
  @MayBeAbsent()
  @IsCleanText(1, 100)
  readonly text?: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsCleanText(1, 120)
  readonly path?: string;

  @ApiPropertyOptional({ enum: ['open', 'ended'] })
  @MayBeAbsent()
  @IsIn(['open', 'ended'])
  readonly status?: 'open' | 'ended';

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsCleanText(1, 200)
  readonly state?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  readonly handler?: string;
}

export class TraceQuery {
  @ApiPropertyOptional({ minimum: 0, default: 0, description: 'Entries after this number' })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(0)
  @Max(VERSION_MAX)
  readonly after?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 100 })
  @MayBeAbsent()
  @ToWholeNumber()
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit?: number;
}

export class BundleQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Include what was sealed' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  readonly openings?: 'true' | 'false';
}

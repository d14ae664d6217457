// What the case operations take. Facts and payloads are free here: the definition says what they may hold, and the engine checks.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActRequest, OpenCaseRequest } from '@quanze/contract';
import type { Instant, JsonObject } from '@quanze/kernel';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { AfterNumber, PageCursor, PageLimit } from '../shell/page.dto.js';
import { IsCleanText, IsLawInstant, MayBeAbsent } from '../shell/validation.js';
import { SeenDraftDto } from './documents.dto.js';
import { VersionedDto } from './versioned.dto.js';

export class OriginDto {
  @ApiProperty({ format: 'uuid', description: 'The case it is opened from' })
  @IsUUID()
  readonly case!: string;

  @ApiProperty({ description: 'Link of the path of that case, as its links list it', example: 'suggestion' })
  @IsCleanText(1, 80)
  readonly link!: string;
}

export class OpenCaseDto implements OpenCaseRequest {
  @ApiProperty({ description: 'Id of the case path', example: 'criminal.prosecution' })
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

  @ApiProperty({ description: 'The act that opens the case', example: 'receive' })
  @IsCleanText(1, 120)
  readonly act!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  readonly payload!: JsonObject;

  @ApiPropertyOptional({ type: OriginDto, description: 'Set when the case is opened from another one, which then follows it' })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => OriginDto)
  readonly origin?: OriginDto;
}

export class ActDto extends VersionedDto implements ActRequest {
  @ApiProperty({ description: 'Id of the act, as the acts of the case list it' })
  @IsCleanText(1, 120)
  readonly act!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Fields of the act' })
  @IsObject()
  readonly payload!: JsonObject;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'When the act took effect, if earlier than now; with offset' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly effectiveAt?: Instant;

  @ApiPropertyOptional({ type: SeenDraftDto, description: 'The draft you have read, where the act issues a document: this one is issued, or nothing. The latest draft when absent' })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SeenDraftDto)
  readonly draft?: SeenDraftDto;
}

export class PageQuery {
  @PageLimit(200, 50)
  readonly limit?: number;

  @PageCursor('`next` of the page before')
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
  @AfterNumber('Entries after this number')
  readonly after?: number;

  @PageLimit(500, 100)
  readonly limit?: number;
}

export class BundleQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Include what was sealed' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  readonly openings?: 'true' | 'false';
}

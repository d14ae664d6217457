// What the operations on documents take. Fields are free here: the template says what they may hold.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JsonObject } from '@quanze/kernel';
import { IsIn, IsInt, IsObject, Max, Min } from 'class-validator';
import { IsCleanText, MayBeAbsent } from '../shell/validation.js';
import { VersionedDto } from './versioned.dto.js';

const NUMBER_MAX = 2_147_483_647;
const FIELDS = { type: 'object', additionalProperties: true, description: 'Fields of the template that are typed' } as const;

export class OpenDocumentDto {
  @ApiProperty({ description: 'Id of the document, as the list of documents names it', example: 'arrest-approval' })
  @IsCleanText(1, 80)
  readonly document!: string;

  @ApiProperty(FIELDS)
  @IsObject()
  readonly fields!: JsonObject;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Number of an issued document of the case that this one corrects' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly corrects?: number;
}

export class EditDocumentDto {
  @ApiProperty(FIELDS)
  @IsObject()
  readonly fields!: JsonObject;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that was read' })
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly expectedVersion!: number;
}

export class SeenDraftDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Number of the draft' })
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly n!: number;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that was read' })
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly version!: number;
}

export class CorrectionDto extends VersionedDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Version of the draft that was read: this one is issued, or nothing' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(NUMBER_MAX)
  readonly draftVersion?: number;
}

export class PrintQuery {
  @ApiPropertyOptional({ enum: ['text', 'html'], default: 'html' })
  @MayBeAbsent()
  @IsIn(['text', 'html'])
  readonly as?: 'text' | 'html';
}

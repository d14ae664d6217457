// What the operations of an office take.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DEFINITION_KINDS, PASSWORD_LENGTH_MIN, type DefinitionKind } from '@quanze/application';
import type { Instant, JsonObject } from '@quanze/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsObject, IsUUID, Matches } from 'class-validator';
import { IsCleanText, IsLawInstant, MayBeAbsent } from '../shell/validation.js';

const LIST_MAX = 200;

export class NewPersonDto {
  @ApiProperty({ example: '李明', maxLength: 60 })
  @IsCleanText(1, 60)
  readonly name!: string;

  @ApiProperty({ example: 'li.ming', description: '3 to 40 characters: a lower-case letter, then lower-case letters, digits and . _ -' })
  @IsCleanText(1, 100)
  readonly login!: string;

  @ApiProperty({ format: 'password', minLength: PASSWORD_LENGTH_MIN, maxLength: 200 })
  @IsCleanText(1, 200)
  readonly password!: string;
}

export class NewAppointmentDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly person!: string;

  @ApiProperty({ example: 'procurator', description: 'A built-in post, or a role that a published release declares' })
  @IsCleanText(1, 80)
  readonly role!: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsCleanText(1, 60)
  readonly department?: string;

  @ApiPropertyOptional({ type: [String], description: 'Departments a deputy chief looks after' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @ArrayUnique()
  @IsCleanText(1, 60, { each: true })
  readonly portfolio?: readonly string[];

  @ApiProperty({ description: 'Number of the written appointment', maxLength: 100 })
  @IsCleanText(1, 100)
  readonly order!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly from?: Instant;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly until?: Instant;
}

export class NewDelegationDto {
  @ApiProperty({ format: 'uuid', description: 'A deputy chief of the same office' })
  @IsUUID()
  readonly to!: string;

  @ApiProperty({ type: [String], description: 'Power ids, or * for all that may be delegated' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIST_MAX)
  @ArrayUnique()
  @IsCleanText(1, 120, { each: true })
  readonly powers!: readonly string[];

  @ApiPropertyOptional({ type: [String] })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsCleanText(1, 120, { each: true })
  readonly paths?: readonly string[];

  @ApiPropertyOptional({ type: [String] })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsCleanText(1, 60, { each: true })
  readonly departments?: readonly string[];

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @MayBeAbsent()
  @IsLawInstant()
  readonly from?: Instant;

  @ApiProperty({ type: String, format: 'date-time' })
  @IsLawInstant()
  readonly until!: Instant;

  @ApiProperty({ description: 'Number of the written order', maxLength: 100 })
  @IsCleanText(1, 100)
  readonly order!: string;
}

export class AllQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Also those that ended' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  readonly all?: 'true' | 'false';
}

export class DefinitionDto {
  @ApiProperty({ enum: DEFINITION_KINDS })
  @IsIn(DEFINITION_KINDS)
  readonly kind!: DefinitionKind;

  @ApiProperty()
  @IsCleanText(1, 120)
  readonly id!: string;

  @ApiProperty({ example: '2026.1' })
  @IsCleanText(1, 60)
  readonly version!: string;

  @ApiProperty({ format: 'date', example: '2026-12-01', description: 'Tomorrow at the earliest' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  readonly effectiveFrom!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The document as canonical JSON' })
  @IsObject()
  readonly content!: JsonObject;
}

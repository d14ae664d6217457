// What sign-in and tokens take.
import { ApiProperty } from '@nestjs/swagger';
import { API_TOKEN_DAYS_MAX } from '@quanze/application';
import type { NewTokenRequest, SignInRequest } from '@quanze/contract';
import { IsInt, Max, Min } from 'class-validator';
import { IsCleanText } from '../shell/validation.js';

export class SignInDto implements SignInRequest {
  @ApiProperty({ example: 'li.ming', maxLength: 100 })
  @IsCleanText(1, 100)
  readonly login!: string;

  @ApiProperty({ format: 'password', maxLength: 200 })
  @IsCleanText(1, 200)
  readonly password!: string;
}

export class NewTokenDto implements NewTokenRequest {
  @ApiProperty({ example: '统计接口', maxLength: 100 })
  @IsCleanText(1, 100)
  readonly name!: string;

  @ApiProperty({ minimum: 1, maximum: API_TOKEN_DAYS_MAX, example: 30 })
  @IsInt()
  @Min(1)
  @Max(API_TOKEN_DAYS_MAX)
  readonly days!: number;
}

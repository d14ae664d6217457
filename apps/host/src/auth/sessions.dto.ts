// What sign-in and tokens take.
import { ApiProperty } from '@nestjs/swagger';
import { API_TOKEN_DAYS_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '@quanze/application';
import type { ChangePasswordRequest, NewTokenRequest, SignInRequest } from '@quanze/contract';
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

export class ChangePasswordDto implements ChangePasswordRequest {
  @ApiProperty({ format: 'password', maxLength: PASSWORD_LENGTH_MAX })
  @IsCleanText(1, PASSWORD_LENGTH_MAX)
  readonly oldPassword!: string;

  @ApiProperty({ format: 'password', minLength: PASSWORD_LENGTH_MIN, maxLength: PASSWORD_LENGTH_MAX })
  @IsCleanText(1, PASSWORD_LENGTH_MAX)
  readonly newPassword!: string;
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

// What a question about a list may say of the page it wants: how much, and after what. Each is one decorator, because lists differ in
// their bounds and in what a cursor is. What is not here: what the list holds.
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { IsCleanText, MayBeAbsent, ToWholeNumber } from './validation.js';

/** Highest number of an entry, a version, a draw or a commitment that a request may name. */
export const NUMBER_MAX = 1_000_000_000;
const CURSOR_LENGTH_MAX = 1000;

/** How many lines a page has at most: 1..`max`. @param byDefault what the controller takes when it is absent */
export function PageLimit(max: number, byDefault: number): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ minimum: 1, maximum: max, default: byDefault }), MayBeAbsent(), ToWholeNumber(), IsInt(), Min(1), Max(max));
}

/** For lists that are numbered: only what has a higher number. */
export function AfterNumber(description: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ minimum: 0, default: 0, description }), MayBeAbsent(), ToWholeNumber(), IsInt(), Min(0), Max(NUMBER_MAX));
}

/** For other lists: what the page before gave as `next`. Whether it is one is for the use case to say. */
export function PageCursor(description: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ description }), MayBeAbsent(), IsCleanText(1, CURSOR_LENGTH_MAX));
}

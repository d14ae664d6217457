// Whether somebody who was asked can have read what the question is about: opened the file since, and had it open long enough. What is not
// here: what was read on paper, which nobody logs; these flags are information.
import { epochMsOf, type Instant } from '@quanze/kernel';
import type { EarlierText } from './copies.js';
import type { Flag } from './flag.js';
import type { FormalityModel } from './model.js';

/** That a person had the file of a case open while its journal had so many entries. */
export interface Reading {
  readonly seq: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** A question that others put before this person. */
export interface AskedQuestion {
  /** Entry with which the question began; what was written since must be read. */
  readonly fromSeq: number;
  /** Entry with which it came to this person, as nearly as the record says. */
  readonly askedSeq: number;
}

export interface PaceInput {
  readonly at: Instant;
  readonly question: AskedQuestion;
  readonly readings: readonly Reading[];
  /** Texts of the case by others. */
  readonly toRead: readonly EarlierText[];
}

/** `UNOPENED` when the file was not opened since the question came; else `FAST` when the time since it was first opened is shorter than
 *  reading the texts of the question takes. */
export function paceFlags({ at, question, readings, toRead }: PaceInput, { pace }: Pick<FormalityModel, 'pace'>): readonly Flag[] {
  const opened = readings.filter(({ seq }) => seq >= question.askedSeq).map(({ firstAt }) => firstAt).sort()[0];
  if (opened === undefined) return [{ rule: 'UNOPENED', field: null, params: { sinceSeq: question.askedSeq } }];
  const characters = toRead.filter(({ seq }) => seq >= question.fromSeq).reduce((sum, { length }) => sum + length, 0);
  const needed = Math.max(pace.secondsMin, Math.ceil(characters / pace.charactersPerSecond));
  const seconds = Math.max(0, Math.floor((epochMsOf(at) - epochMsOf(opened)) / 1000));
  return seconds >= needed ? [] : [{ rule: 'FAST', field: null, params: { seconds, needed, characters } }];
}

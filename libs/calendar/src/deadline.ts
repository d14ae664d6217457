// The answer to a deadline question, and whether something came before that end. What is not here: how the end is found
// (compute-deadline.ts).
import { endOfLawDate, type Instant, type LocalDate } from '@quanze/kernel';
import type { DerivationStep, StepRecord } from './derivation.js';

/** The end of a clock; `hours` only for clocks counted in hours. */
export interface DeadlineEnd {
  readonly due: LocalDate;
  readonly nominal: LocalDate;
  readonly provisional: boolean;
  readonly hours: { readonly dueAt: Instant; readonly exactAt: Instant } | null;
}

/** A due date and why. The derivation is made when it is first read. */
export class Deadline {
  #derivation: readonly DerivationStep[] | null = null;
  readonly #end: DeadlineEnd;
  readonly #derive: () => readonly DerivationStep[];

  /** @param rule id of the rule
   *  @param start the day, or for hour clocks the instant, the running clock counts from: after the last restart
   *  @param paused an activity without an end keeps the clock still; `due` then supposes that it ends at `asOf`, or at once
   *  @param ended the clock runs no more (returned without re-transfer, or replaced by that of another track); `due` is
   *  the day it would have ended on */
  constructor(
    readonly rule: string,
    readonly start: LocalDate | Instant,
    end: DeadlineEnd,
    readonly paused: boolean,
    readonly ended: boolean,
    derive: () => readonly DerivationStep[],
  ) {
    this.#end = end;
    this.#derive = derive;
  }

  /** The last day, Asia/Shanghai. */
  get due(): LocalDate {
    return this.#end.due;
  }

  /** The last day before roll-over. */
  get nominal(): LocalDate {
    return this.#end.nominal;
  }

  /** Some year involved has no published holiday notice, so that the day must be computed again after publication. */
  get provisional(): boolean {
    return this.#end.provisional;
  }

  /** Hour clocks only: the instant the period ends. */
  get dueAt(): Instant | undefined {
    return this.#end.hours?.dueAt;
  }

  /** Hour clocks only: the end counted from the minute of the event. Never later than `dueAt`, so it is safe to go by. */
  get exactAt(): Instant | undefined {
    return this.#end.hours?.exactAt;
  }

  /** The instant the period ends: `dueAt`, or 24:00 of `due`. @source 民法典 203 */
  get endsAt(): Instant {
    return this.dueAt ?? endOfLawDate(this.due);
  }

  /** What was done, step by step; the last step is the due date. */
  get derivation(): readonly DerivationStep[] {
    this.#derivation ??= this.#derive();
    return this.#derivation;
  }

  toJSON(): DeadlineRecord {
    const { rule, start, due, nominal, dueAt, exactAt, endsAt, provisional, paused, ended } = this;
    const hours = dueAt === undefined || exactAt === undefined ? {} : { dueAt, exactAt };
    return { rule, start, due, nominal, ...hours, endsAt, provisional, paused, ended, derivation: this.derivation.map((step) => step.toJSON()) };
  }
}

/** A deadline as plain JSON. */
export interface DeadlineRecord {
  readonly rule: string;
  readonly start: LocalDate | Instant;
  readonly due: LocalDate;
  readonly nominal: LocalDate;
  readonly dueAt?: Instant;
  readonly exactAt?: Instant;
  readonly endsAt: Instant;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly derivation: readonly StepRecord[];
}

/** Whether a document met a period that ends at `endsAt`. One handed to the post before the end is in time, whenever it
 *  arrives; otherwise its arrival counts. The instant of the end itself is too late.
 *  @source 刑诉法 105(3); 民诉法 85(4) */
export function isFiledInTime(endsAt: Instant, filed: { readonly arrivedAt?: Instant; readonly postedAt?: Instant }): boolean {
  const decisive = filed.postedAt ?? filed.arrivedAt;
  return decisive !== undefined && decisive < endsAt;
}

// The derivation of a due date: what was done, in order, each step with its article. What is not here: the words
// (derivation-text.ts), which are made only when somebody reads them.
import type { Instant, Label, LocalDate } from '@quanze/kernel';
import { wordStep } from './derivation-text.js';

/** What a step does. `due` is always the last one. */
export type StepOp =
  | 'start' | 'chain' | 'anchor' | 'restart' | 'returned' | 'track-change' | 'dropped'
  | 'length' | 'chosen-length' | 'extension' | 'months' | 'days' | 'working-days' | 'backward'
  | 'first-hour' | 'hours' | 'exclude' | 'suspend' | 'no-effect' | 'paused'
  | 'custody' | 'roll-over' | 'keep' | 'provisional' | 'due';

/** The facts of a step. `from` and `to` are days or instants before and after it; `days` is what it added. `what` says in
 *  words what was named by the rule or the caller; `flag` is the yes or no of a test (held in custody, listed by the rule). */
export interface StepFacts {
  readonly from?: LocalDate | Instant;
  readonly to?: LocalDate | Instant;
  readonly days?: number;
  readonly what?: Label;
  readonly flag?: boolean;
  readonly rule?: string;
}

/** One step. `text` is worded on demand; JSON carries it. */
export class DerivationStep {
  constructor(
    readonly op: StepOp,
    readonly source: string,
    readonly facts: StepFacts,
  ) {}

  get text(): Label {
    return wordStep(this.op, this.facts);
  }

  toJSON(): StepRecord {
    const { from, to, days } = this.facts;
    return {
      op: this.op,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(days === undefined ? {} : { days }),
      text: this.text,
      source: this.source,
    };
  }
}

/** A step as plain JSON. */
export interface StepRecord {
  readonly op: StepOp;
  readonly from?: LocalDate | Instant;
  readonly to?: LocalDate | Instant;
  readonly days?: number;
  readonly text: Label;
  readonly source: string;
}

/** The derivation as numbered lines, each ending with its article. */
export function renderDerivation(derivation: readonly DerivationStep[], language: 'zh' | 'en'): string {
  const [open, close] = language === 'zh' ? ['〔', '〕'] : [' [', ']'];
  return derivation.map((step, index) => `${index + 1}. ${step.text[language]}${open}${step.source}${close}`).join('\n');
}

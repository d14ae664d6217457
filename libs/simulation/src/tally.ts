// What many simulated cases came to, in numbers: how they ended, who decided, what was late, what was refused, which faults struck and what was
// never reached. What is not here: whether any of it was right (`audit/`).
import type { ActWrite, NewCaseWrite } from '@quanze/application';
import type { CompiledPath } from '@quanze/engine';
import type { CaseRow } from './world/memory-store.js';
import type { FaultName } from './faults.js';

export interface Numbers {
  readonly cases: number;
  readonly unopened: number;
  readonly accepted: number;
  readonly refused: number;
  readonly decisions: number;
  /** Ending → cases; cases still open under `open`. */
  readonly endings: Readonly<Record<string, number>>;
  /** Level → decisions. */
  readonly levels: Readonly<Record<string, number>>;
  /** Periods that were started, and those that ended unkept. */
  readonly clocks: { readonly started: number; readonly overdue: number };
  /** Code → refused attempts. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

export interface Unreached {
  readonly states: readonly string[];
  readonly acts: readonly string[];
  /** `decision:option` of proposals. */
  readonly options: readonly string[];
}

const sorted = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

export class Tally {
  private readonly endings = new Map<string, number>();
  private readonly levels = new Map<string, number>();
  private readonly refusals = new Map<string, number>();
  private readonly faults = new Map<string, number>();
  private readonly seen = { states: new Set<string>(), acts: new Set<string>(), options: new Set<string>() };
  private cases = 0;
  private unopened = 0;
  private accepted = 0;
  private refused = 0;
  private decisions = 0;
  private started = 0;
  private overdue = 0;

  committed({ entry, change }: ActWrite | NewCaseWrite): void {
    const { kind, act, payload } = entry;
    if (kind === 'refused' || change === undefined) {
      this.refused += 1;
      add(this.refusals, String(payload['code']));
      return;
    }
    this.accepted += 1;
    if (kind === 'deadline') this.overdue += 1;
    this.seen.acts.add(act ?? '');
    for (const state of entry.to as readonly string[]) this.seen.states.add(state);
    for (const [key, open] of Object.entries(change.snapshot.decisions)) if (act?.endsWith('.propose') === true) this.seen.options.add(`${key}:${open.proposal.option}`);
    if (change.record === null) return;
    this.decisions += 1;
    add(this.levels, change.record.level);
  }

  faulty = (fault: FaultName): void => add(this.faults, fault);

  ended(row: CaseRow | null): void {
    this.cases += 1;
    if (row === null) {
      this.unopened += 1;
      return;
    }
    add(this.endings, row.snapshot.ending ?? 'open');
    this.started += Object.values(row.snapshot.clocks).reduce((sum, { run }) => sum + run, 0);
  }

  numbers(): Numbers {
    const { cases, unopened, accepted, refused, decisions } = this;
    return {
      cases, unopened, accepted, refused, decisions, endings: sorted(this.endings), levels: sorted(this.levels), clocks: { started: this.started, overdue: this.overdue },
      refusals: sorted(this.refusals), faults: sorted(this.faults),
    };
  }

  /** What nobody came to: information, for chance finds rare ways late or never. */
  unreached(path: CompiledPath): Unreached {
    const leaves = [...path.nodes.values()].filter(({ children, kind }) => children.length === 0 && kind !== 'history').map(({ id }) => id);
    const options = [...path.decisions.values()].flatMap(({ key, options: all }) => [...all.keys()].map((option) => `${key}:${option}`));
    return {
      states: leaves.filter((id) => !this.seen.states.has(id)), acts: [...path.acts.keys()].filter((id) => !this.seen.acts.has(id)), options: options.filter((id) => !this.seen.options.has(id)),
    };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

// The common end of every act: a new snapshot from the parts that changed, endings, and the entry that describes the change.
import type { Instant, JsonObject } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { DecisionRecord } from '../flow/open-decision.js';
import type { EvidenceResult } from './evidence-check.js';
import type { Grant } from './gate.js';
import type { EntryContent, EntryKind, Outcome } from './outcome.js';
import { diff } from './patch.js';
import type { CaseSnapshot, ClockState } from './snapshot.js';

interface Finish {
  readonly kind: EntryKind;
  readonly act: string;
  readonly grant: Grant | null;
  readonly input: JsonObject;
  readonly sealed: readonly string[];
  readonly record: DecisionRecord | null;
  /** What a decision without a record keeps of the evidence; one with a record has it there. */
  readonly evidence?: EvidenceResult | null;
  readonly at: Instant;
}

/** Builds the outcome. @param before empty for the entry that opens the case */
export function finish(path: CompiledPath, before: CaseSnapshot | null, changed: CaseSnapshot, what: Finish): Outcome {
  const after = withEnding(path, { ...changed, version: (before?.version ?? 0) + 1 }, what.at);
  const patch = diff((before ?? {}) as unknown as JsonObject, after as unknown as JsonObject);
  const previous = before?.states ?? [];
  const { grant } = what;
  const entry: EntryContent = {
    kind: what.kind, act: what.act, actor: grant?.signatory ?? null,
    authority: authorityOf(grant),
    from: previous.filter((state) => !after.states.includes(state)),
    to: after.states.filter((state) => !previous.includes(state)),
    payload: { input: what.input, patch, ...(what.record === null ? {} : { decision: what.record as unknown as JsonObject }), ...(what.evidence === undefined || what.evidence === null ? {} : { evidence: what.evidence as unknown as JsonObject }) },
    sealed: what.sealed,
  };
  return { snapshot: after, entry, record: what.record };
}

/** Who used power names the power, everybody else the duty: an entry says by which list it was done (R114). */
function authorityOf(grant: Grant | null): EntryContent['authority'] {
  if (grant === null) return null;
  const { verdict, power, duty } = grant;
  return verdict === null || power === null ? duty : { power, rule: verdict.rule, list: verdict.listVersion };
}

/** A final state of the main region ends the case: its ending is typed, and clocks still counting fall away. */
function withEnding(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): CaseSnapshot {
  if (snapshot.status === 'ended') return snapshot;
  const final = snapshot.states.map((state) => path.nodes.get(state)).find((node) => node?.kind === 'final' && isMain(path, node.id));
  if (final === undefined || final.ending === null) return snapshot;
  const clocks = Object.fromEntries(Object.entries(snapshot.clocks).map(([name, clock]): [string, ClockState] => [
    name, clock.phase === 'running' ? { ...clock, phase: 'stopped' } : clock,
  ]));
  return { ...snapshot, status: 'ended', ending: final.ending, endedAt: at, clocks };
}

function isMain(path: CompiledPath, state: string): boolean {
  return path.mainRegion === null || state.startsWith(`${path.mainRegion}.`);
}

// Selecting a handler is an attempt at the case like an act, with the same promises. What is not here: what is selected (`draw.ts`,
// `choice.ts`), and how an attempt is carried through (`../cases/submit.ts`).
import { bindingSelection, type Outcome } from '@quanze/engine';
import { assert, type HashHex, type Instant, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { CaseInHand } from '../cases/load.js';
import { submitToCase, type Answered, type Judged, type Place } from '../cases/submit.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';

export interface SelectionInput {
  readonly act: string;
  readonly payload: JsonObject;
  readonly expectedVersion: number;
  readonly as?: string;
  readonly idempotencyKey?: string;
}

export interface Selected {
  readonly caseId: string;
  readonly version: number;
  readonly seq: number;
  readonly entryHash: HashHex;
  readonly recordedAt: Instant;
  readonly kind: 'draw' | 'choice';
  readonly round: number;
  readonly chosen: string;
}

/** Refuses what `judge` refuses, and as `submitToCase`. */
export function selectHandler(deps: Deps, identity: Identity, caseId: string, input: SelectionInput, judge: (hand: CaseInHand) => Promise<Judged>): Promise<Result<Answered<Selected>>> {
  const { idempotencyKey: _key, ...rest } = input;
  const request = { select: { caseId, ...rest } } as unknown as JsonValue;
  return submitToCase(deps, identity, caseId, { ...input, request }, judge, selectedOf);
}

function selectedOf({ snapshot }: Outcome, { seq, entryHash, at }: Place): Selected {
  const selection = bindingSelection(snapshot);
  assert(selection !== undefined, 'a selection selects somebody');
  const { kind, round, chosen } = selection;
  return { caseId: snapshot.caseId, version: snapshot.version, seq, entryHash, recordedAt: at, kind, round, chosen };
}

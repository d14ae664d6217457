// Questions about the assignment of a case: who could get it and why, and the proof of a draw. Reading changes nothing.
import type { Method, RankReason, Ranked, Manual } from '@quanze/assignment';
import { bindingSelection, type Selection } from '@quanze/engine';
import { ok, refused, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { LinkedCase } from '../ports/assignment-store.port.js';
import type { Identity } from '../ports/case-store.port.js';
import { panelOf, rulesInForce } from './panel.js';

export interface CandidateView {
  readonly person: string;
  readonly name: string;
  /** From 1; null for who is excluded. */
  readonly place: number | null;
  readonly tickets: number;
  readonly openCases: number;
  readonly load: number;
  readonly specialisations: readonly string[];
  readonly linked: readonly string[];
  readonly reasons: readonly RankReason[];
  readonly behindBy: Ranked['behindBy'];
  readonly bars: Ranked['bars'];
}

export interface AssignmentView {
  readonly version: number;
  readonly rules: { readonly id: string; readonly version: string; readonly rule: string; readonly source: string; readonly status: string };
  readonly method: Method;
  readonly manual: Manual;
  readonly candidates: readonly CandidateView[];
  readonly proposal: PersonId | null;
  /** Draws and choices so far, oldest first; the last one binds. */
  readonly selections: readonly Selection[];
  readonly selected: Selection | null;
  readonly linkedCases: readonly LinkedCase[];
  readonly commitmentsLeft: number;
}

/** Who could get the case now, in the order of the rules. Refuses `CASE.NOT_FOUND`, `ASSIGNMENT.NO_RULES`. */
export async function assignmentOf(deps: Deps, identity: Identity, caseId: string): Promise<Result<AssignmentView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { snapshot } = taken.value.loaded;
  const found = rulesInForce(deps, snapshot, taken.value.at);
  if (found === undefined) return refused('ASSIGNMENT.NO_RULES');
  const [panel, stock] = await Promise.all([panelOf(deps, identity, taken.value, found), deps.assignment.stock(snapshot.office)]);
  const { document, rule } = panel;
  return ok({
    version: snapshot.version, method: rule.method, manual: rule.manual, proposal: panel.proposal, linkedCases: panel.linkedCases,
    rules: { id: document.id, version: document.version, rule: rule.id, source: rule.source ?? document.source, status: document.status },
    candidates: panel.members.map(({ epoch: _epoch, ...member }) => member),
    selections: snapshot.draws ?? [], selected: bindingSelection(snapshot) ?? null, commitmentsLeft: stock.last - stock.used,
  });
}

/** The proof of a draw. @param round of the draw; the last when absent. Refuses `CASE.NOT_FOUND`, `ASSIGNMENT.DRAW_NOT_FOUND`. */
export async function drawProofOf(deps: Deps, identity: Identity, caseId: string, round?: number): Promise<Result<JsonObject>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const { snapshot } = taken.value.loaded;
  const draws = (snapshot.draws ?? []).filter(({ kind }) => kind === 'draw');
  const draw = round === undefined ? draws.at(-1) : draws.find((one) => one.round === round);
  if (draw === undefined) return refused('ASSIGNMENT.DRAW_NOT_FOUND');
  const [entry] = await deps.cases.journal(snapshot.caseId, draw.seq - 1, 1);
  const proof = entry?.payload['draw'];
  return proof === undefined ? refused('ASSIGNMENT.DRAW_NOT_FOUND') : ok(proof as JsonObject);
}

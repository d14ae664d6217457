// A binding gives no decision to a flow that cannot reach the level at which the power list wants it decided: the case would run to a step
// where everybody is refused. Looked at for every option, under whatever conditions the list names a body. What is not here: whether the
// people of an office can fill the levels (staffing), and the judgment of an act (the gate).
import type { Body, PowerList } from '@quanze/authority';
import { bindingEntryOf, type ApprovalFlowDocument, type FlowBindingDocument } from '@quanze/engine';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { decisionsOf } from '../path-model.js';
import type { Finding, Rule } from '../rule.js';
import type { Placed, Surroundings } from './surroundings.js';

/** Where questions are decided inside an office, lowest first; every other body stands above it. */
const LOCAL: readonly Body[] = ['procurator', 'dept_head_review', 'case_mgmt', 'chief', 'committee'];

export const flowBelowPower: Rule<Placed<FlowBindingDocument>> = {
  id: 'flow-below-power',
  severity: 'error',
  *check({ subject, around }) {
    for (const [index, entry] of subject.bindings.entries()) {
      const flow = around.flows.get(entry.flow);
      if (flow === undefined) continue;
      const levels = reachedBy(flow);
      const takers = takingOver(flow, levels);
      for (const matter of mattersServed(subject, index, around)) {
        // With several lists around, one under which the flow suffices is enough, as with powers.
        const missing = around.powerLists.map((list) => missingIn(list, matter, levels, takers));
        const [body] = missing;
        if (body !== undefined && body !== null && missing.every((each) => each !== null)) yield finding(pointerTo('/bindings', index, 'flow'), flow.id, matter, body);
      }
    }
  },
};

function finding(key: string, flow: string, power: string, body: Body): Finding {
  return { key, message: label(`职权清单规定 ${power} 由 ${body} 决定，流程 ${flow} 到不了该层级`, `by the power list ${power} is decided by ${body}, and the flow ${flow} does not reach that level`) };
}

/** Powers of all options of the decisions that an entry, and no entry before it, serves. */
function mattersServed({ bindings }: FlowBindingDocument, index: number, { paths }: Surroundings): readonly string[] {
  const matters = [...paths].flatMap(([path, model]) => decisionsOf(model)
    .filter(({ node, state }) => bindingEntryOf(bindings, { path, decision: node.id, options: state.options }) === index)
    .flatMap(({ state }) => Object.values(state.options).map(({ matter }) => matter)));
  return [...new Set(matters)];
}

/** Who can decide in a flow, by the offices its deciding acts name. */
function reachedBy(flow: ApprovalFlowDocument): ReadonlySet<Body> {
  const reached = new Set<Body>();
  for (const { kind, by } of Object.values(flow.acts)) {
    if (kind === 'decide') reached.add('procurator');
    // A deputy decides on a delegation of the chief, whom the flow must therefore know.
    if ((kind === 'approve' || kind === 'override') && by.includes('chief')) reached.add('chief');
    if (kind === 'conclude') reached.add('committee');
    if (kind === 'consent' || kind === 'superior-decide') reached.add('superior');
  }
  return reached;
}

/** The first body the list names for a power that a flow does not come to; null when it comes to all of them. */
function missingIn({ entries, consents }: PowerList, matter: string, reached: ReadonlySet<Body>, takers: readonly Body[]): Body | null {
  const entry = entries.find(({ id }) => id === matter);
  if (entry === undefined || entry.also.some((body) => reached.has(body))) return null;
  const wanted = [...entry.decider.map(({ body }) => body), ...entry.consents.flatMap((name) => consents[name]?.body ?? [])];
  return wanted.find((body) => !isReached(body, reached, entry.takeover ? takers : [])) ?? null;
}

/** Who may take a matter of somebody lower, where the list says so: the chief, and the committee when the chief submits it. @source Org 33 */
function takingOver(flow: ApprovalFlowDocument, reached: ReadonlySet<Body>): readonly Body[] {
  const submits = Object.values(flow.acts).some(({ kind }) => kind === 'refer');
  return (['chief', 'committee'] as const).filter((body) => reached.has(body) && (body === 'chief' || submits));
}

function isReached(body: Body, reached: ReadonlySet<Body>, takers: readonly Body[]): boolean {
  const rank = LOCAL.indexOf(body);
  if (rank === -1) return reached.has('superior');
  return reached.has(body) || takers.some((taker) => LOCAL.indexOf(taker) > rank);
}

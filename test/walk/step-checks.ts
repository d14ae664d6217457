// What must hold on every accepted act, whoever did it: the entry leads to the snapshot, and no decided state is entered without people
// of its level. What is not here: who was permitted (attempts.ts).
import { POWER_KINDS, type CaseSnapshot, type CompiledAct, type CompiledPath, type Outcome } from '@quanze/engine';
import { jsonEquals, type JsonObject, type JsonValue } from '@quanze/kernel';
import { COMMITTEE } from './cast.js';
import { applyPatch } from './engine-access.js';
import type { Node } from './search.js';

/** Changes of state within one region, as `from>to`. */
export function edgesOf(before: CaseSnapshot, after: CaseSnapshot): readonly string[] {
  const region = (state: string) => state.slice(0, state.indexOf('.'));
  return before.states.flatMap((from) => after.states.filter((to) => to !== from && region(to) === region(from)).map((to) => `${from}>${to}`));
}

const LEVEL_OF_STATE = /\.decided\.by([A-Z]\w*)$/;
const ROLES_OF_LEVEL: Readonly<Record<string, readonly string[]>> = {
  Procurator: ['handler'], DeputyChief: ['deputy_chief', 'handler'], Chief: ['chief', 'handler'], Committee: ['committee_member'], Superior: ['superior_official'],
};

/** Acts that map to the power list; all others are mapped to the duty list before they are published (R112). */
const usesPower = ({ matter, flow }: CompiledAct): boolean => matter !== null || (flow !== null && POWER_KINDS.includes(flow.kind));

/** What must hold on every accepted act; the text names what does not. */
export function problemsOf(path: CompiledPath, node: Node, { entry, record, snapshot }: Outcome): readonly string[] {
  const problems: string[] = [];
  const say = (text: string) => problems.push(`${path.document.id} ${entry.act}: ${text}`);
  const before = node.parent === null ? {} : node.parent.snapshot as unknown as JsonObject;
  if (!jsonEquals(applyPatch(before, entry.payload['patch'] as JsonObject), snapshot as unknown as JsonValue)) say('the entry does not lead to the stored snapshot');
  if (snapshot.version !== (node.parent?.snapshot.version ?? 0) + 1) say('the version did not rise by one');
  for (const state of entry.to) {
    const level = LEVEL_OF_STATE.exec(state)?.[1];
    if (level === undefined) continue;
    if (record === null) say(`${state} was entered without a decision record`);
    else if (record.deciders.length === 0 || record.deciders.some((d) => d.person === undefined)) say(`${state} names no natural person`);
    else if (`${record.level[0]?.toUpperCase() ?? ''}${record.level.slice(1)}` !== level) say(`${state} was entered with a decision of level ${record.level}`);
    else if (record.deciders.some((d) => !(ROLES_OF_LEVEL[level] ?? []).includes(d.role))) say(`${state}: a decider acts as ${record.deciders.map((d) => d.role).join()}`);
    else if (record.power === '' || record.rule === '' || record.listVersion === '') say(`${state}: the record has no power, rule or list`);
    else if (level === 'Committee' && record.deciders.length <= COMMITTEE.length / 2) say(`${state}: no majority of all members`);
  }
  const act = path.acts.get(entry.act);
  if (act !== undefined && usesPower(act) && entry.authority?.power === undefined) say('an act that maps to the power list names no power');
  if (entry.kind === 'act' && record !== null) say('a decision was journaled as a plain act');
  return problems;
}

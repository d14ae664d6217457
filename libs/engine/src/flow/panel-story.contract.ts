// A question on its way through the flows with panels that are shipped, for the specs of panels, returns and copies: the people, the way to
// the panel, and one line for each act. Specs only.
import { caseUnderReview, deadlineRules, hash, pathDocument, person, readYaml, REASONS, releaseOf, run, staff, attempt, codeOf } from '../fixtures.contract.js';
import { expectOk, type JsonObject } from '@quanze/kernel';
import { compileRelease, type ApprovalFlowDocument, type CaseSnapshot, type CompiledPath, type PersonFacts } from '../index.js';

export const KEY = 'stage.outcome';
export const shippedFlow = (id: string): ApprovalFlowDocument => readYaml(`approval-flows/${id}.yaml`);

/** The test path with a shipped flow in the place of its own; parts of the flow may be replaced. */
export function pathThrough(flow: ApprovalFlowDocument): CompiledPath {
  const release = releaseOf(pathDocument, [{ ...flow, id: 'upward' }]);
  return expectOk(compileRelease({ ...release, hash: hash.ofText(JSON.stringify(flow)), documents: { ...release.documents, deadlineRules } }), flow.id);
}

export const PATHS: Readonly<Record<string, CompiledPath>> = Object.fromEntries(['countersign', 'either', 'ballot', 'majority', 'in-turn'].map((id) => [id, pathThrough(shippedFlow(id))]));
export const on = (id: string): CompiledPath => PATHS[id] as CompiledPath;

/** A department head and a deputy more than the office of the fixtures has: nobody of them reviewed. */
export const third = person(['dept_head', { department: 'd3' }]);

/** One story: a flow and how its acts are done. */
export interface Story {
  readonly path: CompiledPath;
  act(snapshot: CaseSnapshot, who: PersonFacts, name: string, payload?: JsonObject, at?: string): CaseSnapshot;
  code(snapshot: CaseSnapshot, who: PersonFacts, name: string, payload?: JsonObject, at?: string): string;
  /** Proposed, sent up and reviewed: before the panel, which nobody was asked to yet. */
  readonly reviewed: CaseSnapshot;
  asked(...people: readonly PersonFacts[]): CaseSnapshot;
}

const NAMED = { world: { named: new Map([...Object.values(staff).flat(), third].map((facts) => [facts.person, facts])) } };

export function storyOf(path: CompiledPath): Story {
  const more = (at?: string) => ({ on: path, ...NAMED, ...(at === undefined ? {} : { at }) });
  const act: Story['act'] = (snapshot, who, name, payload = {}, at) => run(snapshot, who, `outcome.${name}`, payload, more(at));
  const code: Story['code'] = (snapshot, who, name, payload = {}, at) => codeOf(attempt(snapshot, who, `outcome.${name}`, payload, more(at)));
  const proposed = act(caseUnderReview(), staff.handler, 'propose', { option: 'minor', ...REASONS });
  const reviewed = act(act(proposed, staff.handler, 'send-up'), staff.head, 'review', { opinion: 'agree', reasons: '同意' });
  return { path, act, code, reviewed, asked: (...people) => act(reviewed, staff.head, 'ask', { signers: people.map((facts) => facts.person) }) };
}

export const says = (choice: 'agree' | 'disagree' | 'abstain'): JsonObject => ({ choice, reasons: '理由' });
export const AGREE = says('agree');
export const DISAGREE = says('disagree');
export const to = (facts: PersonFacts, more: JsonObject = {}): JsonObject => ({ person: facts.person, ...more });
export const openOf = (snapshot: CaseSnapshot): CaseSnapshot['decisions'][string] => snapshot.decisions[KEY] as CaseSnapshot['decisions'][string];
export const stepIn = (snapshot: CaseSnapshot): string => (snapshot.states.find((state) => state.startsWith(KEY)) ?? 'home').slice(KEY.length + 1);

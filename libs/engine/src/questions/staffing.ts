// Whether the rest of a case can be staffed: every decision that is open or can still come is rehearsed with the people there are,
// under four eyes, recusal, bars, quorum and leave; what cannot be done ends at a gap that names the step, everybody who was
// considered and why each falls out. What is not here: words for people to read (the shell has names and texts).
import { ok, type Instant, type Label, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledDecision, CompiledOption, CompiledPath } from '../compile/compiled.js';
import { handlerAt, type CaseSnapshot } from '../runtime/snapshot.js';
import { decisionsAhead } from './ahead.js';
import { beginningsOf, rememberCarriers, withHandler, type Office } from './handlers.js';
import { idealOffice, inIdealHands } from './ideal.js';
import { rehearse, stepIn, type Gap, type Part, type Rehearsed, type Stage } from './rehearsal.js';

/** `gap`: people are missing. `closed`: not even an office without gaps could decide it as the case stands: facts, counts or a body
 *  that does not act here come first. */
export interface OptionStaffing {
  readonly option: string;
  readonly label: Label;
  readonly matter: string;
  readonly status: 'staffable' | 'gap' | 'closed';
  /** One way to staff it. */
  readonly parts: readonly Part[];
  readonly gap: Gap | null;
}

export interface DecisionStaffing {
  readonly decision: string;
  readonly question: Label;
  readonly state: 'open' | 'ahead';
  readonly options: readonly OptionStaffing[];
}

export interface Staffing {
  readonly staffable: boolean;
  readonly handler: PersonId | null;
  readonly at: Instant;
  readonly decisions: readonly DecisionStaffing[];
}

/** Rehearses the rest of a case. Judged by the list, the facts and the posts of now, whatever the future brings; conditions of
 *  options are not asked. An open decision is looked at with the option proposed, one that is to come with each.
 *  @param handler as if this person handled the case. Refuses `PERSON.UNKNOWN`, `TEAM.NOT_QUALIFIED`, `TEAM.BARRED` of that person */
export function staffing(path: CompiledPath, snapshot: CaseSnapshot, office: Office, handler?: PersonId): Result<Staffing> {
  const taken = handler === undefined ? ok(snapshot) : withHandler(snapshot, handler, office);
  if (!taken.ok) return taken;
  // A question about somebody in particular comes up only when it is asked; nobody is kept in readiness for it.
  const coming = decisionsAhead(path, taken.value).filter(({ decision, open }) => open || decision.about.length === 0);
  const decisions = coming.map(({ decision, open }): DecisionStaffing => {
    const relaxed = withoutConditions(decision);
    const options = open ? optionUnderWay(taken.value, relaxed) : [...relaxed.options.values()];
    const known = new Map<string, Pick<OptionStaffing, 'status' | 'parts' | 'gap'>>();
    return {
      decision: decision.key, question: decision.question, state: open ? 'open' : 'ahead',
      options: options.map(({ id, label, matter }) => {
        // Options of one power are decided by the same people.
        const found = known.get(matter) ?? staffOption(path, taken.value, relaxed, id, open, office);
        known.set(matter, found);
        return { option: id, label, matter, ...found };
      }),
    };
  });
  return ok({
    staffable: decisions.every(({ options }) => options.every(({ status }) => status !== 'gap')), decisions,
    handler: handlerAt(taken.value, office.around.at)?.person ?? null, at: office.around.at,
  });
}

/** Whether an option may be chosen is a question to the case, asked when it is chosen. */
function withoutConditions(decision: CompiledDecision): CompiledDecision {
  const options = new Map([...decision.options].map(([id, option]): [string, CompiledOption] => [id, { ...option, when: [], must: null }]));
  return { ...decision, conditions: [], options };
}

function optionUnderWay(snapshot: CaseSnapshot, { key, options }: CompiledDecision): readonly CompiledOption[] {
  const open = snapshot.decisions[key];
  const option = options.get(open?.decided?.option ?? open?.reportedUp?.option ?? open?.proposal.option ?? '');
  return option === undefined ? [] : [option];
}

function staffOption(path: CompiledPath, snapshot: CaseSnapshot, decision: CompiledDecision, option: string, open: boolean, office: Office): Pick<OptionStaffing, 'status' | 'parts' | 'gap'> {
  const stage: Stage = { path, decision, option, ...office };
  const real = open ? fromHere(stage, snapshot) : fromHome(stage, snapshot);
  if ('parts' in real) return { status: 'staffable', parts: real.parts, gap: null };
  const ideal: Stage = { ...stage, ...idealOffice(snapshot, office, Object.values(decision.steps).some(({ type }) => type === 'panel')) };
  const hands = inIdealHands(rememberCarriers(snapshot, decision, office.around.at), decision.key, office.around.at);
  const best = open ? fromHere(ideal, hands) : rehearse(ideal, { snapshot: enteredAt(hands, decision), step: 'home', parts: [] });
  return 'parts' in best ? { status: 'gap', parts: [], gap: real.gap } : { status: 'closed', parts: [], gap: null };
}

/** A decision under way goes on from the step it stands in. */
function fromHere(stage: Stage, snapshot: CaseSnapshot): Rehearsed {
  const { path, decision } = stage;
  const node = snapshot.states.map((state) => path.nodes.get(state)).find((found) => found?.decision === decision.key);
  const step = snapshot.decisions[decision.key]?.decided !== undefined ? 'decided' : (node?.step ?? decision.flow.initial);
  return rehearse(stage, { snapshot, step, parts: [] });
}

/** One that is to come begins with a proposal. */
function fromHome(stage: Stage, snapshot: CaseSnapshot): Rehearsed {
  const { snapshots, considered } = beginningsOf(snapshot, stage.decision, stage);
  const proposing = Object.keys(stage.decision.flow.acts).find((name) => stage.decision.flow.acts[name]?.kind === 'propose') ?? '';
  let gap: Gap | null = null;
  for (const begun of snapshots) {
    const tried = rehearse(stage, { snapshot: enteredAt(begun, stage.decision), step: 'home', parts: [] });
    if ('parts' in tried) return tried;
    gap ??= tried.gap;
  }
  return { gap: gap ?? { step: 'home', act: `${stage.decision.name}.${proposing}`, parts: [], considered } };
}

/** The states in which a proposal is made: the home of the decision. */
function enteredAt(snapshot: CaseSnapshot, decision: CompiledDecision): CaseSnapshot {
  return { ...snapshot, states: stepIn(snapshot, decision, decision.home[0] as string) };
}

// What a panel says, and whether it says it already. The outcome of a panel whose answers are complete is a plain count; a panel under way
// has that outcome early when it is the same whatever the missing answers are.
//
// Three completions show it: all the missing agree, all disagree, all stay away. An agreement never lowers and a disagreement never raises
// the chance to pass, and only absence can take away the quorum; so if these three have one outcome, every completion has it. A property
// test compares with all completions.
import type { Choice, Panel, Seat } from './panel.js';
import { canTie, type Base, type PanelRule, type Quorum } from './rule.js';

export type Settled = 'passed' | 'failed' | 'tied' | 'no-quorum';
export type PanelOutcome = Settled | 'pending';

type Cast = Choice | 'absent';

interface Ballot {
  readonly seat: Seat;
  readonly cast: Cast;
}

/** The outcome as it stands.
 *  Added seats can only make it harder to pass: those the panel began with must pass by themselves, and all together as well. */
export function outcomeOf(panel: Panel): PanelOutcome {
  if (!panel.rule.early && !isComplete(panel, panel.seats)) return 'pending';
  const original = panel.seats.filter((seat) => seat.added === undefined);
  const outcomes = original.length === panel.seats.length ? [outcomeAmong(panel, panel.seats)] : [outcomeAmong(panel, original), outcomeAmong(panel, panel.seats)];
  // Once one of them has failed the other cannot help, whatever it will be.
  if (outcomes.includes('failed')) return 'failed';
  if (outcomes.includes('pending')) return 'pending';
  return outcomes.includes('no-quorum') ? 'no-quorum' : outcomes.includes('tied') ? 'tied' : 'passed';
}

function outcomeAmong(panel: Panel, seats: readonly Seat[]): PanelOutcome {
  const { rule } = panel;
  const completed = (missing: Cast): Settled => settled(rule, seats.map((seat) => ({ seat, cast: castOf(rule, seat) ?? missing })));
  if (isComplete(panel, seats)) return completed('absent');
  const outcome = completed('agree');
  const others = rule.mayClose ? [completed('disagree'), completed('absent')] : [completed('disagree')];
  return others.every((other) => other === outcome) ? outcome : 'pending';
}

function isComplete(panel: Panel, seats: readonly Seat[]): boolean {
  return panel.closed === true || seats.every((seat) => seat.answer !== undefined);
}

function castOf(rule: PanelRule, seat: Seat): Cast | null {
  if (seat.answer === undefined) return null;
  return seat.answer.choice === 'abstain' && rule.abstention === 'against' ? 'disagree' : seat.answer.choice;
}

/** The outcome of complete ballots. */
function settled(rule: PanelRule, ballots: readonly Ballot[]): Settled {
  if (ballots.some(({ seat, cast }) => seat.veto === true && cast === 'disagree')) return 'failed';
  const weightOf = (...casts: readonly Cast[]): number => ballots.reduce((sum, { seat, cast }) => sum + (casts.includes(cast) ? (rule.weighed ? seat.weight : 1) : 0), 0);
  if (!isQuorate(rule.quorum, ballots)) return 'no-quorum';
  const agreed = weightOf('agree');
  if (agreed === 0) return 'failed';
  const { passes } = rule;
  if (passes.kind === 'count') return agreed >= passes.atLeast ? 'passed' : 'failed';
  const base = weightOf(...CASTS[passes.of]);
  const [reached, wanted] = [agreed * passes.whole, base * passes.part];
  if (passes.strictly ? reached > wanted : reached >= wanted) return 'passed';
  return canTie(rule) && reached === wanted ? tieOf(rule, ballots) : 'failed';
}

const CASTS: Readonly<Record<Base, readonly Cast[]>> = {
  members: ['agree', 'disagree', 'abstain', 'absent'], present: ['agree', 'disagree', 'abstain'], voting: ['agree', 'disagree'],
};

function tieOf(rule: PanelRule, ballots: readonly Ballot[]): Settled {
  if (rule.tie === 'up') return 'tied';
  if (rule.tie === 'chair') return ballots.some(({ seat, cast }) => seat.chair === true && cast === 'agree') ? 'passed' : 'failed';
  return rule.tie === 'passes' ? 'passed' : 'failed';
}

/** Heads, also where votes are weighed: a heavy vote is no crowd. */
function isQuorate(quorum: Quorum | null, ballots: readonly Ballot[]): boolean {
  if (quorum === null) return true;
  const answered = ballots.filter(({ cast }) => cast !== 'absent').length;
  if (quorum.kind === 'count') return answered >= quorum.atLeast;
  const [reached, wanted] = [answered * quorum.whole, ballots.length * quorum.part];
  return quorum.strictly ? reached > wanted : reached >= wanted;
}

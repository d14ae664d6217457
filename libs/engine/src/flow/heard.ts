// What was said to a question on its way without deciding it, and outlasts the way it went: opinions that a signer asked for (委派), the
// question sent back with reasons (退回), and all of it once more when the question is taken back and comes up again. Seats of a panel
// can be taken away, steps walked anew; what somebody said to the question stays with it. What is not here: which word counts for what
// (the rules of the acts), and who answers for it (attribution).
import type { PersonId } from '@quanze/kernel';
import type { Signatory } from '../runtime/snapshot.js';
import type { OpenDecision } from './open-decision.js';
import { runsOf } from './panel-run.js';

/** The opinion of somebody whom the holder of a seat asked. It never counts in the panel; its reasons are sealed in its entry. */
export interface GivenOpinion {
  readonly by: Signatory;
  readonly seq: number;
  readonly round: number;
  readonly opinion: 'agree' | 'disagree' | 'abstain';
  /** Step of the panel. */
  readonly panel: string;
  readonly askedBy: PersonId;
}

/** The question sent back to a step; the reasons are sealed in its entry. */
export interface SentBack {
  readonly by: Signatory;
  readonly seq: number;
  readonly round: number;
  readonly from: string;
  readonly to: string;
}

/** Parts of a question that stay with it when it is taken back, until it is proposed again. */
export type Heard = Partial<Pick<OpenDecision, 'earlier' | 'reconsiderations' | 'advice' | 'reviews' | 'consents' | 'opinions' | 'returns' | 'pastPanels'>>;

/** What stays of a question that its proposer takes back: whatever anybody said to it, with the proposals it was said to. Panels in which
 *  nobody signed leave nothing, and nothing stays of a question to which nobody said anything. */
export function heardIn(open: OpenDecision): Heard {
  const { reconsiderations, advice, reviews, consents, opinions = [], returns = [] } = open;
  const said = spokenOf({ reconsiderations, advice, reviews, consents, opinions, returns, pastPanels: runsOf(open).filter(({ signatures }) => signatures.length > 0) });
  return Object.keys(said).length === 0 ? said : { earlier: [...open.earlier, open.proposal], ...said };
}

/** What stays of a question that the fall of an act takes back: advice alone. A review must not count again for a proposal nobody reviewed. */
export function adviceIn({ advice, opinions = [] }: OpenDecision): Heard {
  return spokenOf({ advice, opinions });
}

/** The same without the parts that stand in some entries. */
export function withoutEntries(heard: Heard, seqs: readonly number[]): Heard {
  const stays = ({ seq }: { readonly seq: number }): boolean => !seqs.includes(seq);
  const { pastPanels, ...rest } = heard;
  const signed = (pastPanels ?? []).map((run) => ({ ...run, signatures: run.signatures.filter(stays) })).filter(({ signatures }) => signatures.length > 0);
  return spokenOf({ ...Object.fromEntries(Object.entries(rest).map(([part, said]) => [part, said.filter(stays)])), pastPanels: signed });
}

/** Numbers of the entries something was said in. */
export function entriesIn(heard: Heard): readonly number[] {
  const { pastPanels = [], ...rest } = heard;
  return [...Object.values(rest).flat(), ...pastPanels.flatMap(({ signatures }) => signatures)].map(({ seq }) => seq);
}

/** Nothing is kept of a part in which nobody spoke. */
function spokenOf(heard: Heard): Heard {
  return Object.fromEntries(Object.entries(heard).filter(([, said]) => said.length > 0));
}

/** What is kept by question, with one of them replaced; undefined when nothing is left. */
export function withHeard(kept: Readonly<Record<string, Heard>> | undefined, key: string, heard: Heard | undefined): Readonly<Record<string, Heard>> | undefined {
  const { [key]: _former, ...others } = kept ?? {};
  const left = heard === undefined || Object.keys(heard).length === 0 ? others : { ...others, [key]: heard };
  return Object.keys(left).length === 0 ? undefined : left;
}

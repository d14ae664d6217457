// Who advised on a decision, in the notation of `quanze attribute`: the joint conference, opinions that signers asked for, and opinions on a
// former proposal, which count for nothing any more; each with whether it was followed, as far as the record tells. What is not here:
// reviews and signatures that count (`facts-of-decision.ts`), and what follows from having advised (the table).
import type { JsonObject, JsonValue } from '@quanze/kernel';
import type { DecidedRecord } from './decided-record.js';
import { unique } from './situation.js';
import { capacityOfRole, type Followed } from './vocabulary.js';

/** The keys `conference` and `opinions` of the facts; absent where nobody advised so.
 *  @param reviewers everybody whose last opinion counts as a review of this decision
 *  INVARIANT: everybody who advised is named; whoever put the advice of a conference on record is one of those who advised, because the
 *  flow has that act done in the capacity of an adviser.   @source 人民检察院刑事诉讼规则 6 */
export function adviceFacts(record: DecidedRecord, reviewers: readonly string[]): { readonly conference?: JsonObject; readonly opinions?: readonly JsonObject[] } {
  const { advice, opinions = [] } = record;
  const last = advice.at(-1);
  const former = record.reviews.filter(({ by }) => !reviewers.includes(by.person));
  const said = [
    ...opinions.map((given) => opinionOf(record, given, 'question')),
    ...former.map((given) => opinionOf(record, given, 'former_proposal')),
  ];
  return {
    ...(last === undefined ? {} : { conference: withoutGaps({ held: true, members: unique(advice.flatMap(({ by, participants }) => [...participants, by.person])), majority: last.majority, followed: majorityFollowed(record, last.majority) }) }),
    ...(said.length === 0 ? {} : { opinions: said }),
  };
}

function opinionOf(record: DecidedRecord, given: DecidedRecord['reviews'][number], on: 'question' | 'former_proposal'): JsonObject {
  return withoutGaps({ by: given.by.person, role: capacityOfRole(given.by.role), on, opinion: given.opinion, followed: followed(record, given) });
}

/** Whether the decision followed an opinion on what lay before its giver at the time: the last proposal before it, in option and values.
 *  Undefined for an abstention, and where the record does not tell what was proposed. */
export function followed(record: Pick<DecidedRecord, 'proposal' | 'earlierProposals' | 'outcome' | 'relation'>, given: { readonly opinion: string; readonly seq?: number }): Followed | undefined {
  const { proposal, earlierProposals, outcome, relation } = record;
  const before = [...earlierProposals, ...(proposal === null ? [] : [proposal])].filter(({ seq }) => seq !== undefined && given.seq !== undefined && seq < given.seq).at(-1);
  if (before?.option === undefined || (given.opinion !== 'agree' && given.opinion !== 'disagree')) return undefined;
  const isSame = before.option === outcome;
  // The values of a decision that departs from the last proposal are not in its record.
  const decided = proposal?.option === outcome ? proposal.values : undefined;
  const isWhole = isSame && relation !== 'changed_part' && wordsOf(before.values) === wordsOf(decided);
  if (isSame && !isWhole) return 'partly';
  return isWhole === (given.opinion === 'agree') ? 'yes' : 'no';
}

const wordsOf = (values: JsonObject | undefined): string => JSON.stringify(Object.entries(values ?? {}).sort());

/** The majority is written in free words; it can be compared only where it is the name of an option. */
export function majorityFollowed({ question, outcome, relation }: Pick<DecidedRecord, 'question' | 'outcome' | 'relation'>, majority: string | undefined): Followed | undefined {
  if (majority === undefined || question?.options.includes(majority) !== true) return undefined;
  if (majority !== outcome) return 'no';
  return relation === 'changed_part' ? 'partly' : 'yes';
}

function withoutGaps(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, JsonValue] => field[1] !== undefined));
}

// What a record speaks of, whatever value follows from it: a fact on which somebody said something, and the people standing where a
// party is looked for. A rule is only worth a "why not" where the record speaks of its subject. What is not here: which rules are near.
import type { Label } from '@quanze/kernel';
import type { Party } from './parties.js';
import type { DecisionFacts, Person } from './record.js';

type Says = (record: DecisionFacts) => boolean;

const authority: Says = ({ outsideRole, delegation, listChange }) => outsideRole !== false || delegation !== null || listChange !== null;
const lapse: Says = ({ delegation, listChange }) => delegation !== null || listChange !== null;
const misstatement: Says = (record) => record.misstatement !== null;

// Facts that every record has a value for (organisation, level, relation, objection) are spoken of by none in particular.
const SPOKEN: Readonly<Record<string, Says>> = {
  authority,
  lapsed: lapse,
  ended_after: lapse,
  voted: ({ conference }) => conference !== null,
  instruction: (record) => record.instruction !== null,
  order: ({ instruction }) => instruction !== null,
  misled_by_handler: misstatement,
  misstater: misstatement,
  reassigned: ({ handlers }) => handlers.length > 0,
  left_or_late: ({ statusToday }) => statusToday !== null,
  crime_referred: ({ findings }) => findings.some(({ fault }) => fault === 'intentional'),
};

/** Whether the record says anything about a fact. */
export function speaksOf(record: DecisionFacts, fact: string): boolean {
  return SPOKEN[fact]?.(record) ?? false;
}

/** Where a party is looked for, and why somebody standing there may not be meant. */
interface Place { readonly people: (record: DecisionFacts) => readonly (Person | null)[]; readonly unless: Label }

const served: Label = { zh: '所列人员已有其他责任领域', en: 'whoever stands there answers for something already' };
const clean: Label = { zh: '辅助人员没有自身偏差', en: 'the support staff did nothing on own account' };

const PLACES: Readonly<Partial<Record<Party, Place>>> = {
  signers: { people: ({ signer }) => [signer?.person ?? null], unless: served },
  advisers: { people: ({ conference, opinions }) => [...(conference?.members ?? []), ...opinions.map(({ by }) => by)], unless: served },
  reviewers: { people: ({ reviews }) => reviews.map(({ by }) => by), unless: { zh: '审核者有权决定并且作出了决定，或者只作质量评查', en: 'the reviewer decided with authority, or appraised quality' } },
  appraisers: { people: ({ reviews }) => reviews.map(({ by }) => by), unless: { zh: '没有质量检查、评查人员的意见', en: 'nobody among the reviewers appraised quality' } },
  clean_assistants: { people: ({ assistants }) => assistants.map(({ person }) => person), unless: { zh: '辅助人员有自身偏差', en: 'the support staff deviated on own account' } },
  deviating_assistants: { people: ({ assistants }) => assistants.filter(({ kind }) => kind !== 'expert').map(({ person }) => person), unless: clean },
  deviating_experts: { people: ({ assistants }) => assistants.map(({ person }) => person), unless: { zh: '没有技术人员的意见有误', en: 'no technical opinion among them is wrong' } },
  recused: { people: ({ recusal, handler }) => (recusal === null ? [] : [recusal.person ?? handler]), unless: { zh: '本人不知道回避情形', en: 'the ground was not known' } },
  interferers: { people: ({ instruction }) => [instruction?.by ?? null], unless: { zh: '没有过问、干预记录', en: 'no interference is recorded' } },
  alert_raisers: { people: ({ alerts }) => alerts.map(() => ''), unless: { zh: '提示不是由人提出', en: 'no person raised the alert' } },
};

/** Why a party is empty although the record has something in its place; null where it has nothing there. */
export function emptyPlace(record: DecisionFacts, party: Party): Label | null {
  const place = PLACES[party];
  if (place === undefined) return null;
  return place.people(record).some((person) => person !== null) ? place.unless : null;
}

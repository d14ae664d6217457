// Who advised on a question, as it is shown beside who reviewed and who decided: the joint conference, opinions that signers asked for, opinions
// of a former round, and whoever sent the question back; each with its entry, and once it is decided with whether it was followed. What is not
// here: reviews that count and votes, which stand in the record, and who answers for what (`../responsibility`).
import type { DecisionRecord, OpenDecision, PanelRun, Signatory } from '@quanze/engine';
import type { JsonObject, JsonValue, PersonId } from '@quanze/kernel';
import { followed, majorityFollowed } from '@quanze/responsibility';
import type { Opening } from '../ports/case-store.port.js';

export const ADVICE_WAYS = ['conference', 'asked', 'former-round', 'sent-back'] as const;
export type AdviceWay = (typeof ADVICE_WAYS)[number];

export interface Adviser {
  readonly person: PersonId;
  readonly way: AdviceWay;
  /** Office and right in which it was said; null for who took part in a conference that another put on record. */
  readonly by: Signatory | null;
  /** Entry that holds the opinion; null while somebody who was asked has not answered. */
  readonly seq: number | null;
  /** Null where the words alone say it. */
  readonly opinion: 'agree' | 'disagree' | 'abstain' | null;
  readonly askedBy: PersonId | null;
  /** Null while the question is open, for an abstention, and where words cannot be compared. */
  readonly followed: 'yes' | 'partly' | 'no' | null;
}

export interface AdviserView extends Adviser {
  readonly name: string | null;
  /** What was said, opened where the openings still exist. */
  readonly content: JsonValue;
}

/** Advisers of a decision, in the order of their entries. */
export function advisersOfRecord(record: DecisionRecord): readonly Adviser[] {
  const { proposal, reviews } = record;
  const round = Math.max(proposal?.round ?? 0, ...reviews.map((review) => review.round));
  return inOrder([
    ...conferred(record.advice, (majority) => majorityFollowed(record, majority) ?? null),
    ...spoken('asked', record.opinions ?? [], (given) => followed(record, given) ?? null),
    ...spoken('former-round', reviews.filter((review) => review.round < round), (given) => followed(record, given) ?? null),
    ...sentBack(record.returns ?? []),
    ...opinionsOfSeats(record).map((given): Adviser => ({ ...pick(given), followed: followed(record, given) ?? null })),
    ...waiting(record.panels ?? []),
  ]);
}

/** The same of a question that is not decided. */
export function advisersOfOpen(open: OpenDecision): readonly Adviser[] {
  const runs = [...(open.pastPanels ?? []), ...Object.values(open.panels ?? {})];
  const former = [...open.reviews, ...runs.flatMap(({ signatures }) => signatures)].filter(({ round }) => round < open.round);
  const undecided = (): null => null;
  return inOrder([
    ...conferred(open.advice, undecided), ...spoken('asked', open.opinions ?? [], undecided), ...spoken('former-round', former, undecided), ...sentBack(open.returns ?? []),
    ...opinionsOfSeats({ ...(open.opinions === undefined ? {} : { opinions: open.opinions }), panels: runs }).map(pick), ...waiting(runs),
  ]);
}

/** With names, and with what was said as far as it still can be opened. */
export function adviserViews(advisers: readonly Adviser[], names: ReadonlyMap<string, string>, openings: readonly (Opening & { readonly seq: number })[]): readonly AdviserView[] {
  return advisers.map((adviser) => ({ ...adviser, name: names.get(adviser.person) ?? null, content: contentOf(adviser.seq, openings) }));
}

function contentOf(seq: number | null, openings: readonly (Opening & { readonly seq: number })[]): JsonObject {
  return Object.fromEntries(openings.filter((opening) => opening.seq === seq).map(({ path, value }) => [path.replace('/input/', ''), value]));
}

/** Whoever put the advice on record is one of those who advised. */
function conferred(advice: DecisionRecord['advice'], judged: (majority: string | undefined) => Adviser['followed']): readonly Adviser[] {
  return advice.flatMap(({ by, seq, participants, majority }) => [...new Set([...participants, by.person])].map((person): Adviser => ({
    person, way: 'conference', by: person === by.person ? by : null, seq, opinion: null, askedBy: null, followed: judged(majority),
  })));
}

const pick = ({ person, seq, opinion, askedBy }: SeatOpinion): Adviser => ({ person, way: 'asked', by: null, seq, opinion, askedBy, followed: null });

interface Spoken {
  readonly by: Signatory;
  readonly seq: number;
  readonly opinion: NonNullable<Adviser['opinion']>;
  readonly askedBy?: PersonId;
}

function spoken(way: AdviceWay, said: readonly Spoken[], judged: (given: Spoken) => Adviser['followed']): readonly Adviser[] {
  return said.map((given) => ({ person: given.by.person, way, by: given.by, seq: given.seq, opinion: given.opinion, askedBy: given.askedBy ?? null, followed: judged(given) }));
}

function sentBack(returns: NonNullable<OpenDecision['returns']>): readonly Adviser[] {
  return returns.map(({ by, seq }) => ({ person: by.person, way: 'sent-back', by, seq, opinion: null, askedBy: null, followed: null }));
}

/** Who was asked for an opinion and has not given one. */
function waiting(runs: readonly PanelRun[]): readonly Adviser[] {
  return runs.flatMap(({ seats }) => seats).flatMap(({ entrusted, holders }): readonly Adviser[] => {
    if (entrusted === undefined || entrusted.opinion !== undefined) return [];
    return [{ person: entrusted.to, way: 'asked', by: null, seq: null, opinion: null, askedBy: holders.at(-1) ?? null, followed: null }];
  });
}

/** Opinions that only their seats know: entries made before opinions were kept with the question did not say in which office. */
export function opinionsOfSeats({ opinions = [], panels = [] }: Pick<DecisionRecord, 'opinions' | 'panels'>): readonly SeatOpinion[] {
  return panels.flatMap(({ seats, round }) => seats.map((seat) => ({ seat, round }))).flatMap(({ seat: { entrusted, holders }, round }): readonly SeatOpinion[] => {
    const given = entrusted?.opinion;
    if (entrusted === undefined || given === undefined || opinions.some(({ seq }) => seq === given.seq)) return [];
    return [{ person: entrusted.to, seq: given.seq, round, opinion: given.choice, askedBy: holders.at(-1) ?? null }];
  });
}

export interface SeatOpinion extends Pick<Adviser, 'person' | 'askedBy'> {
  readonly seq: number;
  readonly round: number;
  readonly opinion: NonNullable<Adviser['opinion']>;
}

function inOrder(advisers: readonly Adviser[]): readonly Adviser[] {
  const place = ({ seq }: Adviser): number => seq ?? Number.MAX_SAFE_INTEGER;
  return advisers.toSorted((a, b) => place(a) - place(b));
}

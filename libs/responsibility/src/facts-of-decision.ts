// From what the engine records to the facts of attribution, in the notation of `quanze attribute`: so the inputs of every row can be shown
// to the person concerned, and computed again by anybody. What is not here: reading the facts (`read-record.ts`) and the rules.
import type { JsonObject, JsonValue } from '@quanze/kernel';
import { adviceFacts } from './advice.js';
import type { Actor, DecidedRecord, FindingFact, InstructionFact, SupportTaskFact, Surroundings, TeamPeriod } from './decided-record.js';
import { unique } from './situation.js';
import { capacityOfRole } from './vocabulary.js';

const LEVEL_OF: Readonly<Record<string, string>> = {
  procurator: 'procurator', deputyChief: 'chief', chief: 'chief', committee: 'committee', superior: 'superior', provincial: 'superior', spp: 'superior',
};
const CARRYING = ['handler', 'lead'];

/** The facts of one decision. What is not on record is left out, so that the record gets the harmless default; nothing is guessed.
 *  INVARIANT: names natural persons only, and everybody who took part in the decision; no fault level that is not in a finding.
 *  @source 人民检察院组织法 24, 28-34; 人民检察院刑事诉讼规则 4-10 */
export function factsOfDecision(record: DecidedRecord, around: Surroundings): JsonObject {
  const team = around.team.filter(({ from }) => from <= record.decidedAt);
  const decider = record.level === 'committee' ? undefined : record.deciders[0];
  const handler = handlerOf(record, team);
  const isTeam = team.some(({ role }) => role === 'lead' || role === 'team_member');
  const findings = latestFindings(around.findings);
  const reviews = reviewsOf(record, around, decider);
  return defined({
    org: isTeam ? 'team' : 'sole',
    handler,
    handlers: team.filter(({ role }) => CARRYING.includes(role)).map(({ person, from, until }) => ({ person, period: defined({ from, to: until }) })),
    lead: isTeam ? handler : undefined,
    members: unique(team.filter(({ role }) => role === 'team_member').map(({ person }) => person)),
    assistants: assistantsOf(team, around.tasks, findings),
    reviews,
    ...adviceFacts(record, [...reviews.map(({ by }) => String(by)), ...(decider === undefined ? [] : [decider.person])]),
    power: record.power,
    decider_level: LEVEL_OF[record.level] ?? record.level,
    decider: decider?.person,
    relation_to_handler_opinion: record.relation,
    votes: record.votes.map(({ person, option }) => defined({
      person, vote: option === 'abstain' ? 'abstain' : option === record.outcome ? 'for' : 'against',
      // A vote is given as a member; who passed the question on is known in the other role as well.
      role: around.passedOn.find((actor) => actor.person === person)?.role === 'chief' ? 'chief' : undefined,
    })),
    instruction: instructionOf(record, around, findings, decider),
    interference: interferenceOf(around.instructions),
    objection: objectionOf(around, team, handler),
    signature: around.issuedBy ?? undefined,
    misstatement: misstatementOf(findings),
    delegation: delegationOf(record, around, decider),
    recusal_ground: recusalOf(findings),
    status_today: around.handlerStatus,
    procuratorate: around.office ?? undefined,
    decided_at: record.decidedAt,
    list_changed_at: record.level === 'procurator' ? (around.listChangedAt ?? undefined) : undefined,
    outcome: outcomeOf(findings),
    findings: findings.map(({ person, area, fault, role, crime }) => defined({ person, area, fault, role: role ?? undefined, crime: crime ? true : undefined })),
  });
}

/** Who carried the case when the decision fell: of those in place whoever decided or proposed it, since a substitute acts beside or instead of
 *  the handler; else the handler; else the last one; else who proposed.
 *  @param team all periods of the case; those that begin after the decision do not count */
export function handlerOf(record: Pick<DecidedRecord, 'decidedAt' | 'proposal' | 'earlierProposals' | 'level' | 'deciders'>, team: readonly TeamPeriod[]): string | undefined {
  const carrying = team.filter(({ role, from }) => CARRYING.includes(role) && from <= record.decidedAt);
  const inPlace = carrying.filter(({ until }) => until === undefined || until > record.decidedAt);
  const acted = record.level === 'procurator' ? record.deciders[0]?.person : record.proposal?.by.person;
  const own = inPlace.find(({ person }) => person === acted) ?? inPlace.findLast(({ standsInFor }) => standsInFor === undefined);
  return (own ?? inPlace.at(-1) ?? carrying.at(-1))?.person ?? record.proposal?.by.person ?? record.earlierProposals.at(-1)?.by.person;
}

/** A deviation is on record when the person said so with what was delivered, or when people found one; without either there was none. */
function assistantsOf(team: readonly TeamPeriod[], tasks: readonly SupportTaskFact[], findings: readonly FindingFact[]): readonly JsonObject[] {
  const support = team.filter(({ role }) => role === 'assistant' || role === 'clerk');
  return support.filter(({ person }, i) => support.findIndex((other) => other.person === person) === i).map(({ person, role }) => {
    const own = tasks.filter((task) => task.person === person);
    const left = own.filter(({ deviated }) => deviated).map(({ number, task }) => `${number} ${task}`);
    const found = findings.some((finding) => finding.person === person && finding.area === 'task' && finding.fault !== 'none');
    const deviation = [...left, ...(found ? ['found'] : [])].join('; ');
    return defined({
      person, role, task: own.length === 0 ? undefined : own.map(({ number, task }) => `${number} ${task}`).join('; '), under_direction: deviation === '', deviation: deviation === '' ? undefined : deviation,
    });
  });
}

/** Opinions on the way: the department head's review, the chief's or deputy's who passed the question on without deciding it, and the
 *  superior's who refused a consent. A person's last opinion counts; who decided has not merely given an opinion. */
function reviewsOf(record: DecidedRecord, { passedOn }: Surroundings, decider: Actor | undefined): readonly JsonObject[] {
  const voted = new Set(record.votes.map(({ person }) => person));
  // An opinion counts for the round it was given in; records of an earlier form do not tell it.
  const round = Math.max(0, record.proposal?.round ?? 0, ...record.reviews.map((review) => review.round ?? 0));
  const given = record.reviews.filter((review) => (review.round ?? round) === round);
  // Who sent it back and then reviewed it has an opinion in so many words.
  const spoke = new Set(given.map(({ by }) => by.person));
  const all = [
    ...given.map(({ by, opinion }) => ({ by, opinion })),
    ...passedOn.filter(({ person }) => !voted.has(person) && !spoke.has(person)).map((by) => ({ by, opinion: 'passed_on' })),
    ...record.consents.map(({ by, granted }) => ({ by, opinion: granted ? 'consented' : 'refused' })),
  ].filter(({ by }) => by.person !== decider?.person);
  const last = new Map(all.map((review) => [review.by.person, review]));
  return [...last.values()].map(({ by, opinion }) => ({ by: by.person, role: capacityOfRole(by.role), opinion }));
}

/** That an order was manifestly unlawful is said of the decision itself, and goes before an instruction somebody logged. The superior's own
 *  decision is in writing, whatever was said before; the chief's word of mouth counts from its confirmation. */
function instructionOf({ level }: DecidedRecord, { instructions }: Surroundings, findings: readonly FindingFact[], decider: Actor | undefined): JsonObject | undefined {
  const unlawful = findings.some(({ about, fault }) => about === 'unlawful_order' && fault !== 'none');
  if (unlawful && decider !== undefined) return { by: decider.person, form: 'written', lawfulness: 'manifestly_unlawful' };
  const known = instructions.filter(({ by }) => by !== null);
  const logged = known.findLast(({ by }) => by !== decider?.person) ?? known.at(-1);
  if (logged === undefined) return undefined;
  const { by, form, role, outsideChannel, confirmed } = logged;
  const isOwnOfSuperior = by === decider?.person && LEVEL_OF[level] === 'superior';
  return defined({
    by, role: role === null ? undefined : capacityOfRole(role), form: isOwnOfSuperior ? 'written' : form, outside_channel: outsideChannel,
    confirmed: form === 'oral' && !isOwnOfSuperior ? confirmed === true : undefined,
  });
}

/** Words outside the proper channel are asking about the case as well, and whoever was told has recorded it. A name that is sealed is left
 *  out: the row goes to the person approached. @source 关于建立过问或干预、插手检察办案等重大事项记录报告制度的实施办法 3 */
function interferenceOf(instructions: readonly InstructionFact[]): readonly JsonObject[] {
  return instructions.filter(({ outsideChannel }) => outsideChannel).map(({ by, receivedBy }) => defined({ by: by ?? undefined, recipients: receivedBy === undefined ? [] : [receivedBy], recorded: true }));
}

/** Only objections of those who carry the case are the handler's. Writing goes before word of mouth. @source 人民检察院刑事诉讼规则 7 */
function objectionOf({ objections }: Surroundings, team: readonly TeamPeriod[], handler: string | undefined): string {
  const own = objections.filter(({ by }) => by === handler || team.some(({ person, role }) => person === by && CARRYING.includes(role)));
  return own.some(({ form }) => form === 'written') ? 'written' : own.length > 0 ? 'oral' : 'none';
}

/** A deputy decides on a delegation or without authority; the chief needs none. @source 人民检察院组织法 29 */
function delegationOf({ level, decidedAt }: DecidedRecord, { delegationEndedAt }: Surroundings, decider: Actor | undefined): string | undefined {
  if (level !== 'deputyChief') return undefined;
  if (decider?.delegation === undefined) return 'none';
  return delegationEndedAt !== null && delegationEndedAt > decidedAt ? 'in_force_at_act' : 'in_force';
}

function misstatementOf(findings: readonly FindingFact[]): JsonObject | undefined {
  const found = findings.find(({ about, fault }) => about === 'misstatement' && fault !== 'none');
  return found === undefined ? undefined : { by: found.person, kind: found.fault };
}

function recusalOf(findings: readonly FindingFact[]): JsonObject | undefined {
  const found = findings.find(({ about, fault }) => about === 'recusal_ground' && fault !== 'none');
  return found === undefined ? undefined : { person: found.person, known: found.fault === 'intentional' };
}

/** The last word of people on the result; without one the result stands as correct. */
function outcomeOf(findings: readonly FindingFact[]): JsonObject | undefined {
  const last = findings.filter(({ outcome }) => outcome !== null).at(-1)?.outcome;
  return last === undefined || last === null ? undefined : { result: last.result, serious_consequence: last.serious, cause_areas: last.causes };
}

/** In the order of recording. What a finding said about the result goes with it when a later one takes its place. */
function latestFindings(findings: readonly FindingFact[]): readonly FindingFact[] {
  return findings.filter(({ person, area }, i) => !findings.slice(i + 1).some((later) => later.person === person && later.area === area));
}

/** The keys that have a value; an empty list says nothing. */
function defined(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const given = Object.entries(fields).filter((field): field is [string, JsonValue] => field[1] !== undefined && !(Array.isArray(field[1]) && field[1].length === 0));
  return Object.fromEntries(given);
}

// Reads one decision record. A record is taken whole or refused with the path of its first fault: what is unknown, contradictory or
// leaves a gap in responsibility is never guessed. What is not here: the parts of a record (`read-record-parts.ts`), and the rules.
import { ok, type Result, type Fields } from '@quanze/kernel';
import { LenientReader } from './lenient-reader.js';
import { readConference, readOpinion } from './read-opinions.js';
import {
  readAlert, readAssistant, readCrime, readDetectable, readExemption, readFinding, readHandler, readInstruction, readInterference,
  readListChange, readMisstatement, readOutcome, readOutsideRole, readPerson, readRecusal, readReview, readSigner, readVote, type BodyNames, type TaskWords,
} from './read-record-parts.js';
import { checkRecord } from './check-record.js';
import type { DecisionFacts, Person } from './record.js';
import { DELEGATIONS, LEVELS, OBJECTIONS, RELATIONS, type Level } from './vocabulary.js';

const KEYS = [
  'org', 'handler', 'handlers', 'lead', 'members', 'assistants', 'reviews', 'conference', 'opinions', 'power', 'decider_level', 'decider', 'decided_outside_role',
  'relation_to_handler_opinion', 'changed_part', 'cause_part', 'votes', 'instruction', 'objection', 'signature', 'misstatement', 'detectable',
  'delegation', 'interference', 'recusal_ground', 'exemption', 'status_today', 'procuratorate', 'lower_reported', 'decided_at', 'list_changed_at',
  'discovered_years_later', 'outcome', 'findings', 'alerts', 'crime_referral',
];

/** Words a table brings for reading: which names are organs, which tasks make a clerk or an expert. */
export interface ReadingWords {
  readonly bodies: BodyNames;
  readonly taskWords: TaskWords;
}

/** Reads a record in the notation of the command line (`snake_case` keys, null counts as missing).
 *  Refuses with the param `path`: `RECORD.MALFORMED` (shape, value), `RECORD.UNKNOWN_KEY`, `RECORD.NOT_A_PERSON` (an organ where a
 *  person is due), `RECORD.DUPLICATE_PERSON`, `RECORD.CONTRADICTION`, `RECORD.PERSON_WITHOUT_ROLE` (somebody is named, but nothing says
 *  in what role), and where responsibility would have a gap `RECORD.HANDLER_MISSING`, `RECORD.LEVEL_MISSING`, `RECORD.DECIDER_MISSING`,
 *  `RECORD.VOTES_MISSING`. */
export function readRecord(json: unknown, words: ReadingWords): Result<DecisionFacts> {
  const reader = new LenientReader('RECORD');
  const fields = reader.object(json, '$', KEYS);
  const person = (value: unknown, path: string): Person => readPerson(reader, value, path, words.bodies);
  const party = (value: unknown, path: string): Person | null => (typeof value === 'string' && words.bodies.isBody(value) ? null : person(value, path));
  const persons = (value: unknown, path: string): readonly Person[] => reader.list(value, path, person);
  const someone = (value: unknown, path: string): Person | null => (value === undefined || value === null ? null : person(value, path));

  const handlers = reader.list(fields.handlers, 'handlers', (item, path) => readHandler(reader, item, path, person));
  const lead = someone(fields.lead, 'lead');
  const members = persons(fields.members, 'members');
  const org = reader.optional(fields.org, 'org', ['sole', 'team'] as const, lead !== null || members.length > 0 ? 'team' : 'sole');
  const stated = someone(fields.handler, 'handler');
  const handler = stated ?? lead ?? handlers.at(-1)?.person ?? null;
  if (handler === null) reader.reject('RECORD.HANDLER_MISSING', 'handler');

  const votes = reader.list(fields.votes, 'votes', (item, path) => readVote(reader, item, path, person));
  const instruction = readInstruction(reader, fields.instruction, 'instruction', person);
  const levelStated = reader.optional(fields.decider_level, 'decider_level', LEVELS, null);
  const deciderStated = readDecider(fields, levelStated, person, party);
  const level = levelStated ?? levelWithout(reader, deciderStated, handler, votes.length);
  const boss = org === 'team' ? (lead ?? handler) : handler;
  const record: DecisionFacts = {
    org,
    handler: handler ?? '',
    handlers,
    lead: org === 'team' ? boss : lead,
    members,
    assistants: reader.list(fields.assistants, 'assistants', (item, path) => readAssistant(reader, item, path, person, words.taskWords)),
    reviews: reader.list(fields.reviews, 'reviews', (item, path) => readReview(reader, item, path, person)),
    conference: readConference(reader, fields.conference, 'conference', persons),
    opinions: reader.list(fields.opinions, 'opinions', (item, path) => readOpinion(reader, item, path, person)),
    power: reader.description(fields.power, 'power'),
    level,
    // An instruction in the decider's own name is the decision; a superior's must be written to be one.
    decider: deciderStated ?? deciderWithout(level, boss, instruction?.by ?? null, instruction?.form === 'written'),
    outsideRole: readOutsideRole(reader, fields.decided_outside_role, 'decided_outside_role'),
    relation: reader.optional(fields.relation_to_handler_opinion, 'relation_to_handler_opinion', RELATIONS, 'same'),
    changedPart: reader.description(fields.changed_part, 'changed_part'),
    causePart: reader.description(fields.cause_part, 'cause_part'),
    votes,
    instruction,
    objection: reader.optional(fields.objection, 'objection', OBJECTIONS, 'none'),
    signer: readSigner(reader, fields.signature, 'signature', person),
    misstatement: readMisstatement(reader, fields.misstatement, 'misstatement', person),
    detectable: readDetectable(reader, fields.detectable, 'detectable', person),
    delegation: reader.optional(fields.delegation, 'delegation', DELEGATIONS, null),
    interference: reader.list(fields.interference, 'interference', (item, path) => readInterference(reader, item, path, party, persons)),
    recusal: readRecusal(reader, fields.recusal_ground, 'recusal_ground', person, party),
    exemption: readExemption(reader, fields.exemption, 'exemption'),
    statusToday: reader.description(fields.status_today, 'status_today'),
    procuratorate: reader.description(fields.procuratorate, 'procuratorate'),
    lowerReported: fields.lower_reported === undefined || fields.lower_reported === null ? null : reader.flag(fields.lower_reported, 'lower_reported', false),
    decidedAt: reader.description(fields.decided_at, 'decided_at'),
    listChange: readListChange(reader, fields.decided_at, fields.list_changed_at),
    discoveredLater: readLater(reader, fields.discovered_years_later),
    crimeReferred: reader.flag(fields.crime_referral, 'crime_referral', false),
    outcome: readOutcome(reader, fields.outcome, 'outcome'),
    findings: reader.list(fields.findings, 'findings', (item, path) => readFinding(reader, item, path, person)),
    alerts: reader.list(fields.alerts, 'alerts', (item, path) => readAlert(reader, item, path, party)),
  };
  const referred = { ...record, crimeReferred: record.crimeReferred || readCrime(record) };
  if (reader.problem === null) checkRecord(reader, referred);
  return reader.problem === null ? ok(referred) : { ok: false, refusal: reader.problem };
}

/** The committee as such may stand as decider of its own decision: it gets no row, its members do. Anywhere else an organ is refused. */
function readDecider(
  fields: Fields, level: Level | null, person: (value: unknown, path: string) => Person, party: (value: unknown, path: string) => Person | null,
): Person | null {
  const value = fields.decider;
  if (value === undefined || value === null) return null;
  return level === 'committee' ? party(value, 'decider') : person(value, 'decider');
}

function levelWithout(reader: LenientReader, decider: Person | null, handler: Person | null, votes: number): Level {
  if (decider === null || decider === handler) return votes > 0 && decider === null ? 'committee' : 'procurator';
  reader.reject('RECORD.LEVEL_MISSING', 'decider_level');
  return 'procurator';
}

function deciderWithout(level: Level, boss: Person | null, instructor: Person | null, written: boolean): Person | null {
  if (level === 'procurator') return boss;
  if (level === 'chief') return instructor;
  return level === 'superior' && written ? instructor : null;
}

function readLater(reader: LenientReader, value: unknown): boolean {
  if (typeof value !== 'number') return reader.flag(value, 'discovered_years_later', false);
  if (!Number.isFinite(value) || value < 0) reader.malformed('discovered_years_later', 'true, false or a number of years');
  return value > 0;
}

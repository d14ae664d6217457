// What must hold between the parts of a record before anybody can be said to answer for anything: no gap, no contradiction, nobody
// named without a role. What is not here: the shape of the parts.
import type { LenientReader } from './lenient-reader.js';
import type { DecisionFacts, Person } from './record.js';

/** Rejects the first thing that does not fit. Order: gaps, contradictions, people twice, people without a role. */
export function checkRecord(reader: LenientReader, record: DecisionFacts): void {
  if (record.level === 'committee' && record.votes.length === 0 && record.decider === null) reader.reject('RECORD.VOTES_MISSING', 'votes');
  if ((record.level === 'chief' || record.level === 'superior') && record.decider === null) reader.reject('RECORD.DECIDER_MISSING', 'decider');
  const others = [record.lead, ...record.members].filter((person) => person !== null && person !== record.handler);
  if (record.org === 'sole' && others.length > 0) reader.reject('RECORD.CONTRADICTION', 'org', { with: 'lead, members' });
  twice(reader, record.votes.map((vote) => vote.person), 'votes');
  contradictoryFindings(reader, record);
  peopleWithoutRole(reader, record);
}

/** A second vote of one person would leave open which one counts. */
function twice(reader: LenientReader, people: readonly Person[], path: string): void {
  const index = people.findIndex((person, i) => people.indexOf(person) !== i);
  if (index >= 0) reader.reject('RECORD.DUPLICATE_PERSON', `${path}[${index}].person`);
}

function contradictoryFindings(reader: LenientReader, { findings }: DecisionFacts): void {
  findings.forEach((finding, i) => {
    const earlier = findings.slice(0, i).find((each) => each.person === finding.person && each.area === finding.area);
    if (earlier !== undefined && earlier.fault !== finding.fault) reader.reject('RECORD.CONTRADICTION', `findings[${i}].fault`, { with: 'an earlier finding' });
  });
}

function peopleWithoutRole(reader: LenientReader, record: DecisionFacts): void {
  const known = new Set(peopleWithRole(record));
  record.findings.forEach(({ person, role }, i) => {
    if (role === null && !known.has(person)) reader.reject('RECORD.PERSON_WITHOUT_ROLE', `findings[${i}].role`);
  });
  for (const { person } of record.findings) known.add(person);
  if (record.misstatement !== null && !known.has(record.misstatement.by)) reader.reject('RECORD.PERSON_WITHOUT_ROLE', 'misstatement.by');
  if (record.detectable === null || typeof record.detectable === 'boolean') return;
  for (const person of Object.keys(record.detectable)) if (!known.has(person)) reader.reject('RECORD.PERSON_WITHOUT_ROLE', `detectable.${person}`);
}

/** Everybody whose place in the record says in what role, in the order of a fixed walk: handlers, decider, voters, reviewers,
 *  instructor, support staff, the rest. Each once. */
export function peopleWithRole(record: DecisionFacts): readonly Person[] {
  return [...new Set(walk(record).map(([person]) => person).filter((person): person is Person => typeof person === 'string'))];
}

/** The key of the record under which a person is first named. */
export function placeOfPerson(record: DecisionFacts, person: Person): string {
  return walk(record).find(([named]) => named === person)?.[1] ?? 'findings';
}

function walk(record: DecisionFacts): readonly (readonly [Person | null | undefined, string])[] {
  const all = (people: readonly (Person | null)[], place: string): readonly (readonly [Person | null, string])[] => people.map((person) => [person, place]);
  return [
    [record.org === 'team' ? record.lead : record.handler, 'handler'],
    [record.handler, 'handler'],
    ...all(record.handlers.map(({ person }) => person), 'handlers'),
    ...all(record.members, 'members'),
    [record.decider, 'decider'],
    ...all(record.votes.map(({ person }) => person), 'votes'),
    ...all(record.reviews.map(({ by }) => by), 'reviews'),
    [record.instruction?.by, 'instruction'],
    ...all(record.assistants.map(({ person }) => person), 'assistants'),
    [record.signer?.person, 'signature'],
    ...all(record.conference?.members ?? [], 'conference'),
    ...all(record.opinions.map(({ by }) => by), 'opinions'),
    ...all(record.interference.flatMap(({ by, recipients }) => [by, ...recipients]), 'interference'),
    ...all(record.alerts.map(({ raisedBy }) => raisedBy), 'alerts'),
    [record.recusal?.person, 'recusal_ground'],
    [record.recusal?.rejectedBy, 'recusal_ground'],
  ];
}

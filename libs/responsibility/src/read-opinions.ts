// Reads who advised on a decision: the joint conference, and opinions of people who neither reviewed nor voted. What is not here: reviews
// and votes (`read-record-parts.ts`).
import type { LenientReader } from './lenient-reader.js';
import { missing, roleOrNull, type ReadPerson, type ReadPersons } from './read-record-parts.js';
import type { DecisionFacts, Opinion } from './record.js';
import { FOLLOWED } from './vocabulary.js';

export function readConference(reader: LenientReader, value: unknown, path: string, persons: ReadPersons): DecisionFacts['conference'] {
  if (missing(value)) return null;
  const fields = reader.object(value, path, ['held', 'members', 'majority', 'followed']);
  return {
    held: reader.flag(fields.held, `${path}.held`, true), members: persons(fields.members, `${path}.members`), majority: reader.description(fields.majority, `${path}.majority`),
    followed: reader.optional(fields.followed, `${path}.followed`, FOLLOWED, null),
  };
}

/** One opinion of one person. Its role is the one in which a fault is borne that people find in it. */
export function readOpinion(reader: LenientReader, value: unknown, path: string, person: ReadPerson): Opinion {
  const fields = reader.object(value, path, ['by', 'role', 'on', 'opinion', 'followed']);
  return {
    by: person(fields.by, `${path}.by`),
    role: roleOrNull(reader, fields.role, `${path}.role`),
    on: reader.optional(fields.on, `${path}.on`, ['question', 'former_proposal'] as const, 'question'),
    opinion: reader.description(fields.opinion, `${path}.opinion`),
    followed: reader.optional(fields.followed, `${path}.followed`, FOLLOWED, null),
  };
}

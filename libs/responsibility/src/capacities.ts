// In what capacity a person bears a row. The capacity belongs to the row: a department head who handles a case answers for its facts
// as a procurator. What is not here: who decided in which capacity (`situation.ts`).
import type { Person } from './record.js';
import { handlingCapacity, roleIn, statedRole, taskCapacity, type Situation } from './situation.js';
import type { RowArea } from './table.js';
import type { Capacity } from './vocabulary.js';

/** The capacity of a row that a rule of allocation gives. */
export function capacityOf(situation: Situation, person: Person, area: RowArea): Capacity {
  const { record, decider, handlers, deciderCapacity } = situation;
  switch (area) {
    case 'facts':
    case 'procedure':
    case 'gatekeeping':
    case 'recording':
      return handlers.includes(person) ? handlingCapacity(situation, person) : 'procurator';
    case 'decision':
      // Beside the decider only a handler who answers jointly, or whoever rejected a request for recusal, has such a row.
      if (person === decider && deciderCapacity !== null) return deciderCapacity;
      return handlers.includes(person) ? handlingCapacity(situation, person) : (roleIn(record, person) ?? 'chief');
    case 'vote':
      return 'committee_member';
    case 'interference':
      return 'interferer';
    case 'task': {
      const assistant = record.assistants.find((each) => each.person === person);
      return assistant === undefined ? 'assistant' : taskCapacity(assistant);
    }
    case 'empty':
      return record.signer?.person === person ? 'signer' : 'adviser';
    case 'review':
      // A decider with authority has a review row for an appraisal only.
      return record.reviews.find(({ by, role }) => by === person && (role === 'appraiser' || by !== decider || situation.outside))?.role
        ?? postOf(situation, person) ?? record.opinions.find(({ by, role }) => by === person && role !== null)?.role ?? 'appraiser';
    case 'instruction':
      return postOf(situation, person) ?? 'superior_official';
    case 'supervision':
      return supervisingCapacity(situation, person);
  }
}

/** The capacity of a row that only a finding gives. Who is known from findings alone bears it in the role the finding states, save
 *  the interferer, who is one whatever the post, and the committee member, who is one for the vote. */
export function capacityFromFinding(situation: Situation, person: Person, area: RowArea, named: boolean): Capacity {
  const role = situation.record.findings.find((finding) => finding.person === person && finding.role !== null)?.role ?? null;
  if (area === 'interference' || area === 'vote') return capacityOf(situation, person, area);
  return !named && role !== null ? role : capacityOf(situation, person, area);
}

/** The role in which a person acted outside authority, then the stated role, then the level a person decided on, then the place in the
 *  record; null when all that says nothing. */
function postOf({ record, decider, deciderCapacity, voters, outside }: Situation, person: Person): Capacity | null {
  const acted = person === decider ? deciderCapacity : null;
  if (acted !== null && outside) return acted;
  return statedRole(record, person) ?? acted ?? roleIn(record, person) ?? (voters.includes(person) ? 'committee_member' : null);
}

function supervisingCapacity(situation: Situation, person: Person): Capacity {
  const { record, handlers, decider } = situation;
  if (record.alerts.some(({ raisedBy }) => raisedBy === person)) return 'case_mgmt';
  // A handler who should have decided is checked as the procurator or lead that he or she is.
  if (person !== decider && handlers.includes(person) && statedRole(record, person) === null) return handlingCapacity(situation, person);
  const post = postOf(situation, person);
  if (post !== null) return post;
  if (record.signer?.person === person) return 'chief';
  return record.interference.some(({ by }) => by === person) ? 'interferer' : 'adviser';
}

// The evidence of a theft, registered and assessed, for courses that go on from there. What is not here: what each act may refuse, which the
// spec of the common parts walks.
import { person, type Course } from './course.js';

/** Seven items in use, of which the expert opinion (4) and the confession (5) are key evidence; `theft.number` stays without any. */
export function provesTheft(course: Course): Course {
  course.does('handler', 'set-offences', { offences: ['theft'] });
  const items = [
    ['electronic', 'police', ['theft.taking', 'theft.person', 'theft.time-place']], ['victim', 'police', ['theft.taking']], ['physical', 'police', ['theft.possession']],
    ['expert', 'police', ['theft.value']], ['suspect', 'police', ['theft.possession', 'theft.person']], ['documentary', 'police', ['theft.capacity', 'theft.arrival', 'theft.circumstances']], ['documentary', 'party', ['theft.value']],
  ] as const;
  for (const [kind, organ, elements] of items) course.does('handler', 'register-evidence', { kind, organ, elements: [...elements] });
  for (const number of [1, 2, 3, 4, 5, 6, 7]) course.does('handler', 'assess-evidence', { number, admitted: true, key: number === 4 || number === 5 });
  return course;
}

/** The assistant joins and the second handler becomes a member, who register and do not assess. */
export function staffedForEvidence(course: Course): Course {
  return course.does('head', 'join-team', { person: person('assistant'), role: 'assistant' }).does('head', 'join-team', { person: person('teamMember'), role: 'team_member' });
}

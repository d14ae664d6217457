// Everybody who may turn up in a case: people of every role, and people who look as if they had a role but are kept out.
// What is not here: what any of them may do. That is said by the documents and judged twice, by the engine and by the naive model.
import type { Delegation, OfficeRole, PersonFacts, Post, World } from '@quanze/engine';
import type { AppointmentId, DelegationId, Instant, OfficeId, PersonId } from '@quanze/kernel';
import { calendar, evidence, hash, powers } from './release.js';

export const OFFICE = '00000000-0000-4000-8000-0000000000aa' as OfficeId;
export const SUPERIOR = '00000000-0000-4000-8000-0000000000bb' as OfficeId;
export const FOREIGN = '00000000-0000-4000-8000-0000000000cc' as OfficeId;
export const DEPARTMENT = 'd1';

type PostShape = OfficeRole | readonly [OfficeRole, Partial<Post>];
let counter = 0;

function person(posts: readonly PostShape[], delegation?: Partial<Delegation>): PersonFacts {
  counter += 1;
  const id = `00000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
  return {
    person: id as PersonId,
    posts: posts.map((shape, index): Post => {
      const [role, rest] = typeof shape === 'string' ? [shape, {}] : shape;
      return { appointment: `${id.slice(0, 24)}${String(counter).padStart(10, '0')}0${index}` as AppointmentId, office: OFFICE, role, ...(role === 'dept_head' ? { department: DEPARTMENT } : {}), ...rest };
    }),
    delegations: delegation === undefined ? [] : [{ id: `dddddddd-0000-4000-8000-${String(counter).padStart(12, '0')}` as DelegationId, from: CHIEF_ID, office: OFFICE, powers: ['*'], ...delegation }],
  };
}

// The chief is made first so that delegations can name the chief as their source.
const CHIEF_ID = '00000000-0000-4000-8000-000000000001' as PersonId;
const everything: readonly PostShape[] = ['procurator', 'dept_head', 'case_mgmt', 'chief', 'committee_member', 'inspection', 'admin', ['chief', { office: SUPERIOR }]];

/** The cast by the part each person plays. Names are used in messages only. */
export const CAST = {
  chief: person(['chief', 'committee_member']),
  handler: person(['procurator']),
  secondHandler: person(['procurator']),
  teamMember: person(['procurator']),
  assistant: person(['assistant']),
  clerk: person(['clerk']),
  caseManagement: person(['case_mgmt']),
  head: person(['dept_head']),
  headElsewhere: person([['dept_head', { department: 'd2' }]]),
  deputyDelegated: person([['deputy_chief', { portfolio: ['d1'] }], 'committee_member'], {}),
  deputyNarrow: person([['deputy_chief', { portfolio: ['d1'] }]], { powers: ['criminal.nonpros.discretionary', 'criminal.arrest.refuse.no_danger', 'hearing.hold'] }),
  deputyOtherPath: person([['deputy_chief', { portfolio: ['d1'] }]], { paths: ['civil.supervision'] }),
  deputyOtherDepartment: person([['deputy_chief', { portfolio: ['d1'] }]], { departments: ['d2'] }),
  deputyForeignDelegation: person([['deputy_chief', { portfolio: ['d1'] }]], { office: FOREIGN }),
  deputyWithout: person([['deputy_chief', { portfolio: ['d1'] }]]),
  deputyElsewhere: person([['deputy_chief', { portfolio: ['d2'] }]]),
  memberOne: person(['procurator', 'committee_member']),
  memberTwo: person(['procurator', 'committee_member']),
  memberAbsent: person(['procurator', 'committee_member']),
  superior: person([['chief', { office: SUPERIOR }]]),
  superiorDeputy: person([['deputy_chief', { office: SUPERIOR }]]),
  superiorProcurator: person([['procurator', { office: SUPERIOR }]]),
  handlerOfAnotherCase: person(['procurator']),
  idleAssistant: person(['assistant']),
  idleClerk: person(['clerk']),
  inspection: person(['inspection']),
  admin: person(['admin']),
  // The chief's recusal is the committee's matter (Rules 29), so the one whom the chief takes out of the case holds all other posts.
  recused: person(everything.filter((post) => post !== 'chief')),
  pendingRecusal: person(everything),
  barred: person(everything),
  foreignChief: person([['chief', { office: FOREIGN }], ['case_mgmt', { office: FOREIGN }]]),
  nobody: person([]),
} as const satisfies Record<string, PersonFacts>;

export type Part = keyof typeof CAST;
export const PARTS = Object.keys(CAST) as readonly Part[];
// An odd number (Org 31); the deputy presides where the chief may not (Rules 29).
export const COMMITTEE: readonly PersonId[] = [CAST.chief, CAST.memberOne, CAST.memberTwo, CAST.memberAbsent, CAST.deputyDelegated].map((member) => member.person);

const named: ReadonlyMap<PersonId, PersonFacts> = new Map(Object.values(CAST).map((facts: PersonFacts) => [facts.person, facts]));

/** What the shell would hand in when this person acts at this moment. */
export function worldOf(actor: PersonFacts, at: Instant): World {
  return { at, hash, powers, evidence, calendar, actor, superiorOffice: SUPERIOR, committee: COMMITTEE, named, entries: { get: () => [] } };
}

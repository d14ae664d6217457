// An office in which nobody is missing: one fresh person for every part of a decision. What even these could not decide is no matter
// of staff: the case itself, or a body that does not act here, must come first. What is not here: any real person.
import type { AppointmentId, OfficeId, PersonId } from '@quanze/kernel';
import type { CaseSnapshot } from '../runtime/snapshot.js';
import type { OfficeRole, PersonFacts, Post } from '../runtime/world.js';
import type { Office } from './handlers.js';

type Place = Pick<CaseSnapshot, 'office' | 'department'>;

function stranger(name: string, posts: readonly Post[]): PersonFacts {
  return { person: `ideal ${name}` as PersonId, posts, delegations: [] };
}

/** Handler, head, chief, members and superior. The committee is theirs. Where a panel is asked, also people for it.
 *  @param asks whether the decision asks a panel */
export function idealOffice({ office, department }: Place, { around }: Office, asks = false): Office {
  const superior = around.superiorOffice ?? ('ideal superior' as OfficeId);
  const post = (role: OfficeRole, where: OfficeId = office): Post => ({ appointment: `ideal ${role}` as AppointmentId, office: where, role, ...(department === undefined ? {} : { department }) });
  const members = ['a', 'b'].map((name) => stranger(`member ${name}`, [post('procurator'), post('committee_member')]));
  const chief = stranger('chief', [post('chief'), post('committee_member')]);
  const others = [stranger('handler', [post('procurator')]), stranger('head', [post('dept_head')]), stranger('superior', [post('chief', superior)])];
  const signers = asks ? ['a', 'b', 'c', 'd', 'e'].map((name) => stranger(`signer ${name}`, [post('procurator'), post('dept_head'), post('deputy_chief')])) : [];
  return {
    people: [chief, ...members, ...others, ...signers], absent: new Map(),
    around: { ...around, superiorOffice: superior, committee: [chief, ...members].map(({ person }) => person) },
  };
}

/** The case in ideal hands: another handler, and a session or a panel, if one is open, held anew. */
export function inIdealHands(snapshot: CaseSnapshot, key: string, at: Office['around']['at']): CaseSnapshot {
  const open = snapshot.decisions[key];
  const { meeting: _meeting, panels: _panels, ...rest } = open ?? {};
  return {
    ...snapshot, team: [{ person: 'ideal handler' as PersonId, role: 'handler', from: at }],
    decisions: open === undefined ? snapshot.decisions : { ...snapshot.decisions, [key]: rest as typeof open },
  };
}

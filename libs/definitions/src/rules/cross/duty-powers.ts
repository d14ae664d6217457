// Which powers a role exercises by a power list: as the body of a clause or beside it, under delegation, or in the review before the
// chief. What is not here: the duties that stand beside them.
import type { Body, PowerEntry, PowerList } from '@quanze/authority';
import type { DutyList, DutyRole } from '@quanze/responsibility';
import type { Surroundings } from './surroundings.js';

// A team decides through its lead. @source 人民检察院组织法 28
const ROLES_OF: Readonly<Record<Body, readonly DutyRole[]>> = {
  procurator: ['procurator', 'lead'],
  dept_head_review: ['dept_head'],
  case_mgmt: ['case_mgmt'],
  chief: ['chief'],
  committee: ['committee_member'],
  superior: ['superior_official'],
  provincial: ['superior_official'],
  spp: ['superior_official'],
  // Outside the procuratorate: its permission is no duty of ours.
  npc_standing_committee: [],
};

/** The power list a duty list stands beside; undefined when it is not around. */
export function powerListOf(list: DutyList, around: Surroundings): PowerList | undefined {
  return around.powerLists.find(({ id, version }) => id === list.powerList.id && version === list.powerList.version);
}

/** Role → ids of the powers it exercises, in the order of the power list. */
export function powersByRole(powers: PowerList): ReadonlyMap<DutyRole, ReadonlySet<string>> {
  const found = new Map<DutyRole, Set<string>>();
  for (const entry of powers.entries.filter(({ listed }) => listed)) {
    for (const role of rolesOf(entry, powers)) {
      const own = found.get(role) ?? new Set<string>();
      found.set(role, own.add(entry.id));
    }
  }
  return found;
}

function rolesOf(entry: PowerEntry, powers: PowerList): readonly DutyRole[] {
  const bodies = [...entry.decider.map(({ body }) => body), ...entry.also];
  const reviewed = entry.reviewFirst && (bodies.includes('chief') || bodies.includes('committee'));
  const deputy = bodies.includes('chief') && entry.delegable && powers.deputyActsForChief;
  return [...bodies.flatMap((body) => ROLES_OF[body]), ...(reviewed ? ['dept_head' as const] : []), ...(deputy ? ['deputy_chief' as const] : [])];
}

// Which duty an act on a case is done under, when it exercises no power: the one it names, or the one of the role for acts in that
// capacity. What a role has no entry for may be a duty of everyone. The same table judges definitions before they are published and names
// the duty in the journal. What is not here: powers (`@quanze/authority`), and what an act is (`@quanze/engine`).
import { ACT_CAPACITIES, citedAs, DUTY_ROLES, type ActCapacity, type DutyEntry, type DutyList, type DutyRole } from './duty-list.js';

/** The duties that fit an act: none and several are both wrong, one is its duty. */
export interface DutyFit {
  readonly entries: readonly DutyEntry[];
  /** The one that fits, as it is cited; null when none or several do. */
  readonly cited: string | null;
  /** Whether it is the one that the act names. */
  readonly isNamed: boolean;
}

/** A duty list prepared for looking up acts: every question is a look into a table, because it is asked with every act. */
export interface CompiledDuties {
  readonly list: DutyList;
  /** `id@version`, as journal entries cite it. */
  readonly listVersion: string;
  /** All duties that fit an act. @param role of the one who acts, as a capacity of attribution  @param named the duty the act names */
  fit(role: string, capacity: string, named: string | null): DutyFit;
  /** The one duty that fits, cited as `role/id`. */
  of(role: string, capacity: string, named: string | null): string | null;
}

interface RoleTable {
  readonly byId: ReadonlyMap<string, DutyFit>;
  readonly byCapacity: ReadonlyMap<string, DutyFit>;
}

const NOTHING: DutyFit = { entries: [], cited: null, isNamed: false };

export function compileDuties(list: DutyList): CompiledDuties {
  const tables = new Map<string, RoleTable>(DUTY_ROLES.flatMap((role) => (list.roles[role] === undefined ? [] : [[role, tableOf(list, role)] as const])));
  const everyone = tables.get('everyone');
  const fit: CompiledDuties['fit'] = (role, capacity, named) => {
    const own = tables.get(role);
    const byName = named === null ? undefined : (own?.byId.get(named) ?? everyone?.byId.get(named));
    return byName ?? own?.byCapacity.get(capacity) ?? everyone?.byCapacity.get(capacity) ?? NOTHING;
  };
  return { list, listVersion: `${list.id}@${list.version}`, fit, of: (role, capacity, named) => fit(role, capacity, named).cited };
}

function tableOf(list: DutyList, role: DutyRole): RoleTable {
  const own = list.roles[role];
  const entries = [...(own?.duties ?? []), ...(own?.supervision ?? [])].map((duty): DutyEntry => ({ role, duty }));
  const inCapacity = (capacity: ActCapacity): readonly DutyEntry[] => entries.filter(({ duty }) => duty.capacities?.includes(capacity) === true);
  return {
    byId: new Map(entries.map((entry) => [entry.duty.id, { entries: [entry], cited: citedAs(entry), isNamed: true }])),
    byCapacity: new Map(ACT_CAPACITIES.map((capacity) => [capacity, inCapacity(capacity)] as const).flatMap(([capacity, fitting]): [ActCapacity, DutyFit][] => {
      const [first, second] = fitting;
      return first === undefined ? [] : [[capacity, { entries: fitting, cited: second === undefined ? citedAs(first) : null, isNamed: false }]];
    })),
  };
}

/** Roles of the duty list in which somebody acts who is called so in a definition: whoever handles a case does so alone or as lead of a
 *  team, and both must have the duty. Administrators of the system have none. */
export function dutyRolesOf(actorRole: string): readonly DutyRole[] {
  if (actorRole === 'handler') return ['procurator', 'lead'];
  const role = DUTY_ROLES.find((each) => each === actorRole);
  return role === undefined || role === 'everyone' ? [] : [role];
}

/** The list in force on a day: the province's own before that of no province, then the latest. @returns undefined when none has begun */
export function dutyListOn(lists: readonly CompiledDuties[], on: string, province: string | null): CompiledDuties | undefined {
  const begun = lists.filter(({ list }) => list.effectiveFrom <= on);
  const own = province === null ? [] : begun.filter(({ list }) => list.province === province);
  const candidates = own.length > 0 ? own : begun.filter(({ list }) => list.province === null);
  return candidates.reduce<CompiledDuties | undefined>((latest, each) => (latest === undefined || each.list.effectiveFrom > latest.list.effectiveFrom ? each : latest), undefined);
}

// "Can the rest of this case be staffed?": as it stands, or with a handler somebody thinks of. What is not here: assigning anybody.
import { staffing, type OptionStaffing, type Part } from '@quanze/engine';
import { isUuid, ok, refused, type Instant, type Label, type PersonId, type Result } from '@quanze/kernel';
import { takeInHand } from '../cases/load.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { NamedPerson } from './impact.js';
import { takeStaff, type StaffInHand } from './staff.js';
import { stepLabel, witnessOf } from './witness.js';

export interface PartView extends Omit<Part, 'people'> {
  readonly label: Label;
  readonly people: readonly NamedPerson[];
}

export interface WitnessView {
  readonly step: string;
  readonly stepLabel: Label;
  readonly act: string;
  readonly before: readonly PartView[];
  readonly considered: readonly (NamedPerson & { readonly refusal: OptionRefusal })[];
  readonly text: Label;
}
type OptionRefusal = NonNullable<OptionStaffing['gap']>['considered'][number]['refusal'];

export interface OptionStaffingView extends Omit<OptionStaffing, 'parts' | 'gap'> {
  readonly parts: readonly PartView[];
  readonly witness: WitnessView | null;
}

export interface StaffingView {
  readonly at: Instant;
  readonly version: number;
  readonly staffable: boolean;
  readonly handler: NamedPerson | null;
  readonly decisions: readonly { readonly decision: string; readonly question: Label; readonly state: 'open' | 'ahead'; readonly options: readonly OptionStaffingView[] }[];
}

/** For whoever may know of the case; two reads. Refuses `CASE.NOT_FOUND`, and for the handler asked about `PERSON.UNKNOWN`,
 *  `TEAM.NOT_QUALIFIED`, `TEAM.BARRED`, `TEAM.ALREADY_MEMBER`. */
export async function staffingOf(deps: Deps, identity: Identity, caseId: string, query: { readonly handler?: string }): Promise<Result<StaffingView>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  if (query.handler !== undefined && !isUuid(query.handler)) return refused('PERSON.UNKNOWN', { field: 'handler' });
  const { loaded, path, at } = taken.value;
  const staff = await takeStaff(deps, identity, loaded.office, at);
  if (!staff.ok) return staff;
  const answer = staffing(path, loaded.snapshot, staff.value, query.handler as PersonId | undefined);
  if (!answer.ok) return answer;
  const named = (person: PersonId): NamedPerson => ({ person, name: staff.value.nameOf(person) });
  const { staffable, handler, decisions } = answer.value;
  return ok({
    at, version: loaded.snapshot.version, staffable, handler: handler === null ? null : named(handler),
    decisions: decisions.map(({ options, ...decision }) => ({ ...decision, options: options.map((option) => optionView(path, decision.decision, option, named, staff.value)) })),
  });
}

function optionView(path: Parameters<typeof staffing>[0], decision: string, option: OptionStaffing, named: (person: PersonId) => NamedPerson, staff: StaffInHand): OptionStaffingView {
  const { parts, gap, ...rest } = option;
  const partView = (part: Part): PartView => ({ ...part, label: stepLabel(path, decision, part.step), people: part.people.map(named) });
  const witness = gap === null ? null : {
    step: gap.step, stepLabel: stepLabel(path, decision, gap.step), act: gap.act, before: gap.parts.map(partView),
    considered: gap.considered.map(({ person, refusal }) => ({ ...named(person), refusal })), text: witnessOf(path, decision, option, gap, staff.nameOf),
  };
  return { ...rest, parts: parts.map(partView), witness };
}

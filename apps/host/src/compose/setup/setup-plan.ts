// From a checked setup file to what is written: offices, definitions, people and posts, each as an entry that a later reader can follow.
// What is not here: writing it, and passwords in clear.
import type { AppointmentRow, InstallPlan, InstallStep, OfficeRow } from '@quanze/application';
import { lawDateOf, startOfLawDate, type AppointmentId, type HashHex, type IdSource, type Instant, type OfficeId, type PersonId } from '@quanze/kernel';
import type { ShippedDefinitions } from '../shipped-definitions.js';
import { TENANT } from '../tenant.js';
import { KIND_OF } from './setup-definitions.js';
import { LEVELS, namedIn, officeOf, type SetupDocument, type SetupKind, type SetupOffice, type SetupPerson, type SetupPost } from './setup-document.js';

/** The first entry of every office that was set up from a file. */
export const SETUP_ACT = 'office.set-up';

export interface PlanParts {
  readonly document: SetupDocument;
  readonly digest: HashHex;
  readonly shipped: ShippedDefinitions;
  readonly ids: IdSource;
  readonly at: Instant;
  /** Hash of the password a person begins with, by login. */
  readonly passwordHashes: ReadonlyMap<string, string>;
}

export function planOf(parts: PlanParts): InstallPlan {
  const { document, digest, at } = parts;
  const ids = new Map(document.offices.map(({ word }) => [word, parts.ids.next() as OfficeId]));
  const idOf = (word: string): OfficeId => ids.get(word) as OfficeId;
  const rows = document.offices.map((office) => rowOf(office, idOf));
  const steps = [
    ...rows.map((row) => officeStep(row, digest)),
    ...definitionSteps(parts, (rows[0] as OfficeRow).id),
    ...document.people.flatMap((person) => personSteps(parts, person, idOf)),
  ];
  // A row refers to that of its superior, which has to be there before it.
  const offices = [...rows].sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
  return { tenant: { id: TENANT, name: document.installation }, offices, actor: { kind: 'setup', file: digest }, at, steps };
}

function rowOf({ word, name, level, province, superior, departments }: SetupOffice, idOf: (word: string) => OfficeId): OfficeRow {
  return { id: idOf(word), tenant: TENANT, name, word, level, province: province ?? null, superior: superior === undefined ? null : idOf(superior), departments };
}

function officeStep({ id, word, level, province, superior, departments }: OfficeRow, file: HashHex): InstallStep {
  return { office: id, act: SETUP_ACT, payload: { office: id, word, level, province, superior, departments: departments.map((department) => department.id), file }, change: { kind: 'none' } };
}

/** In effect from the day their own text names; a calendar names none and is in effect at once. */
function definitionSteps({ document, shipped, at }: PlanParts, office: OfficeId): readonly InstallStep[] {
  return (Object.keys(KIND_OF) as SetupKind[]).flatMap((list) => namedIn(document, list).map((ref): InstallStep => {
    const kind = KIND_OF[list];
    const definition = shipped.published(kind, ref, at, shipped.effectiveFrom(kind, ref) ?? lawDateOf(at));
    const { id, version, hash, effectiveFrom } = definition;
    return { office, act: 'definition.publish', payload: { kind, id, version, hash, effectiveFrom }, change: { kind: 'publish', definition } };
  }));
}

function personSteps(parts: PlanParts, { login, name, posts }: SetupPerson, idOf: (word: string) => OfficeId): readonly InstallStep[] {
  const id = parts.ids.next() as PersonId;
  const add: InstallStep = {
    office: idOf(officeOf(parts.document, posts[0])), act: 'person.add', payload: { person: id, login },
    change: { kind: 'add-person', person: { id, name, login, status: 'active', posts: [] }, passwordHash: parts.passwordHashes.get(login) as string, mustChange: true },
  };
  return [add, ...posts.map((post) => postStep(parts, id, post, idOf(officeOf(parts.document, post))))];
}

/** The same entry as an administrator's appointment leaves. */
function postStep(parts: PlanParts, person: PersonId, post: SetupPost, office: OfficeId): InstallStep {
  const { role, department = null, portfolio = [], order = null } = post;
  const id = parts.ids.next() as AppointmentId;
  const appointment: AppointmentRow = { id, person, office, role, department, portfolio, from: post.from === undefined ? parts.at : startOfLawDate(post.from), until: post.until === undefined ? null : startOfLawDate(post.until) };
  return { office, act: 'appointment.begin', payload: { appointment: id, person, role, department, portfolio: [...portfolio], order, from: appointment.from, until: appointment.until }, change: { kind: 'appoint', appointment } };
}

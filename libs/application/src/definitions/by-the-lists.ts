// What a duty list must serve and a release must be served by: acts map to the lists in force while they are done (R112). Asked when a
// definition is submitted and again when it is published, because others may have been published in between.
// What is not here: publishing (`releases.ts`), and the rules (`@quanze/definitions`).
import { levelsMissed, problemsOfDutyList, problemsOfTemplates, unmappedActs, type Problem } from '@quanze/definitions';
import { isJsonObject, type JsonValue, type LocalDate } from '@quanze/kernel';
import type { DutyList } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';

type Store = Pick<Deps, 'office' | 'definitions'>;

/** Problems of a duty list, alone, against the published lists and rules, and against every release that cases may still run on. */
export async function problemsOfDuties({ office }: Store, { tenant }: Pick<Identity, 'tenant'>, content: JsonValue): Promise<readonly Problem[]> {
  const published = await office.definitions(tenant);
  const of = (kind: string): readonly JsonValue[] => published.filter((definition) => definition.kind === kind).map((definition) => definition.content);
  const releases = of('release');
  const rules = releases.flatMap((release) => (isJsonObject(release) && release['deadlineRules'] !== undefined ? [release['deadlineRules']] : []));
  const own = problemsOfDutyList(content, { powerLists: of('power-list'), deadlineRules: rules });
  // What does not fit its schema cannot be looked up in.
  return own.length > 0 ? own : releases.flatMap((release) => unmappedActs(release, content as unknown as DutyList));
}

/** Acts of a release that do not map to a duty list under which they may be done from its first day on, and decisions whose flow does not
 *  reach the level that a power list of that time wants. */
export async function problemsOfRelease({ definitions }: Store, content: JsonValue, effectiveFrom: LocalDate): Promise<readonly Problem[]> {
  // Another process may have published a list since this one looked.
  await definitions.refresh();
  const levels = definitions.powerListsFrom(effectiveFrom).flatMap((list) => levelsMissed(content, list));
  return [...definitions.dutyListsFrom(effectiveFrom).flatMap((list) => unmappedActs(content, list)), ...levels];
}

/** Problems of document templates, alone and against the paths on which new cases of the office start on their first day. */
export async function problemsOfDocumentTemplates({ definitions }: Store, office: string, content: JsonValue, effectiveFrom: LocalDate): Promise<readonly Problem[]> {
  // Another process may have published a release since this one looked.
  await definitions.refresh();
  const ids = new Set(definitions.all().map(({ pathId }) => pathId));
  const releases = [...ids].flatMap((id) => { const current = definitions.current(id, effectiveFrom, office); return current.ok ? [current.value] : []; });
  return problemsOfTemplates(content, releases.map(({ definition }) => (definition.content as { readonly path: JsonValue }).path));
}

// Published definitions, kept by content hash: releases for running cases, the power list and the calendar in force at a moment. A published
// definition never changes, so each is read from the store and parsed once. What is not here: compiling a release (`published-release.ts`).
import type { AssignmentRules } from '@quanze/assignment';
import { compilePowerList, parsePowerList, selectList, type CompiledPowerList, type PowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar, type Calendar } from '@quanze/calendar';
import { selectTemplate, type Asked, type DocumentTemplates, type Selected } from '@quanze/documents';
import { standardOn, type CompiledPath, type StandardInForce } from '@quanze/engine';
import { compileDuties, dutyListOn, parseAttributionTable, type AttributionTable, type CompiledDuties, type DutyList } from '@quanze/responsibility';
import { Fault, lawDateOf, ok, refused, type HashHex, type Instant, type LocalDate, type Refusal, type Result, type TenantId } from '@quanze/kernel';
import type { FormalityModel, LawCatalogueDocument } from '@quanze/formality';
import type { FormalityBook, Yardstick } from '../formality/book.js';
import { PublishedBook, type PublishedCatalogue } from '../formality/published-book.js';
import type { LoadedOffice, OwnRoleOfPath } from '../ports/case-store.port.js';
import { definitionKey, type OfficeStore, type PublishedDefinition } from '../ports/office-store.port.js';
import { PublishedRelease } from './published-release.js';
import { sound } from './sound.js';

interface PublishedList {
  readonly list: PowerList;
  readonly compiled: CompiledPowerList;
}

/** What comes with the product and counts until an office has published its own; thunks are asked only where none has. */
export interface Shipped {
  readonly attribution?: () => AttributionTable;
  readonly duties?: DutyList;
  readonly templates?: () => readonly DocumentTemplates[];
  readonly evidence?: () => StandardInForce;
  /** Formality models and laws; without them nothing is checked. */
  readonly formality?: () => FormalityBook;
}

/** A published definition with what was made of it. */
interface Held<T> {
  readonly definition: PublishedDefinition;
  readonly value: T;
}

const NO_ROLES: ReadonlySet<string> = new Set();

/** A post outlives a release: a role that an earlier release of a path declared stays one of its own. */
function ownRolesIn(releases: Iterable<PublishedRelease>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { pathId, ownRoles } of releases) {
    if (ownRoles.length === 0) continue;
    const known = found.get(pathId) ?? new Set<string>();
    for (const role of ownRoles) known.add(role);
    found.set(pathId, known);
  }
  return found;
}

export class DefinitionRegistry {
  private readonly known = new Set<string>();
  private releases: ReadonlyMap<HashHex, PublishedRelease> = new Map();
  private lists: readonly Held<PublishedList>[] = [];
  private dutyLists: readonly Held<CompiledDuties>[] = [];
  // The same without their definitions: every act asks for both.
  private powerListsInOrder: readonly PowerList[] = [];
  private dutiesInOrder: readonly CompiledDuties[] = [];
  private own: readonly OwnRoleOfPath[] = [];
  private ownOfPath: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private readonly shippedDuties: CompiledDuties | undefined;
  private assignments: readonly Held<AssignmentRules>[] = [];
  private attributions: readonly Held<AttributionTable>[] = [];
  private templates: readonly Held<DocumentTemplates>[] = [];
  private standards: readonly Held<StandardInForce>[] = [];
  private calendars: readonly Held<Calendar>[] = [];
  private models: readonly Held<FormalityModel>[] = [];
  private catalogues: readonly Held<PublishedCatalogue>[] = [];
  private book: PublishedBook;

  constructor(
    private readonly store: Pick<OfficeStore, 'definitions'>,
    private readonly tenant: TenantId,
    private readonly shipped: Shipped = {},
  ) {
    this.shippedDuties = shipped.duties === undefined ? undefined : compileDuties(shipped.duties);
    this.book = this.bookOf();
  }

  /** Reads what was published since. Two at once do no harm: what the other has added meanwhile is passed over.
   *  @throws Fault `FAULT.DEFINITION` when a published list or calendar does not parse: it was proved before it was published. Nothing of
   *  what was read counts then. */
  async refresh(): Promise<void> {
    const read = await this.store.definitions(this.tenant, [...this.known]);
    const fresh = read.filter((definition) => !this.known.has(definitionKey(definition)));
    if (fresh.length === 0) return;
    // Everything is made before anything is kept.
    const lists = withFresh(this.lists, fresh, 'power-list', compiledList);
    // Proved before they were published. Of two for the same day the one published later holds.
    const assignments = withFresh(this.assignments, fresh, 'assignment-rules', ({ content }) => content as unknown as AssignmentRules);
    const dutyLists = withFresh(this.dutyLists, fresh, 'duty-list', ({ content }) => compileDuties(content as unknown as DutyList));
    const attributions = withFresh(this.attributions, fresh, 'attribution-table', (definition) => sound(parseAttributionTable(definition.content), definition));
    const templates = withFresh(this.templates, fresh, 'document-template', ({ content }) => content as unknown as DocumentTemplates);
    const standards = withFresh(this.standards, fresh, 'evidence-standard', ({ content, hash }): StandardInForce => ({ standard: content as unknown as StandardInForce['standard'], digest: hash }));
    const calendars = withFresh(this.calendars, fresh, 'calendar', (definition) => compileCalendar(sound(firstRefusal(parseCalendar(definition.content)), definition)));
    const models = withFresh(this.models, fresh, 'formality-model', ({ content }) => content as unknown as FormalityModel);
    const catalogues = withFresh(this.catalogues, fresh, 'law-catalogue', ({ content, effectiveFrom }): PublishedCatalogue => ({ effectiveFrom, document: content as unknown as LawCatalogueDocument }));
    const releases = new Map(this.releases);
    for (const definition of fresh) if (definition.kind === 'release' && !releases.has(definition.hash)) releases.set(definition.hash, new PublishedRelease(definition));
    this.ownOfPath = ownRolesIn(releases.values());
    this.own = [...this.ownOfPath].flatMap(([path, roles]) => [...roles].map((role) => ({ role, path })));
    [this.releases, this.lists, this.assignments, this.dutyLists, this.attributions, this.templates, this.standards, this.calendars] = [releases, lists, assignments, dutyLists, attributions, templates, standards, calendars];
    [this.models, this.catalogues] = [models, catalogues];
    this.book = this.bookOf();
    [this.powerListsInOrder, this.dutiesInOrder] = [lists.map(({ value }) => value.list), dutyLists.map(({ value }) => value)];
    for (const definition of fresh) this.known.add(definitionKey(definition));
  }

  /** The release a running case is pinned to. @throws Fault when it is not published: no case can exist on one that is not. */
  pinned(hash: HashHex): CompiledPath {
    const release = this.releases.get(hash);
    if (release === undefined) throw new Fault('FAULT.DEFINITION', `release ${hash} is not published here`);
    return release.path;
  }

  /** The release new cases of a path start on in an office: the latest in effect on a day whose binding is the office's own or everybody's;
   *  of two for one day the own. A later one for everybody takes the place of an own one, so that no office stays on superseded law.
   *  Refuses `RELEASE.NOT_FOUND`. */
  current(pathId: string, on: LocalDate, office: string): Result<PublishedRelease> {
    const fitting = [...this.releases.values()].filter((r) => r.pathId === pathId && r.definition.effectiveFrom <= on && ['*', office].includes(r.office));
    const rank = ({ definition, office: boundFor }: PublishedRelease): string => `${definition.effectiveFrom} ${boundFor === office ? 1 : 0} ${definition.publishedAt}`;
    const latest = fitting.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
    return latest === undefined ? refused('RELEASE.NOT_FOUND', { path: pathId.slice(0, 120), on }) : ok(latest);
  }

  /** Roles that the published releases of paths declare, each with its path. */
  ownRoles(): readonly OwnRoleOfPath[] {
    return this.own;
  }

  /** Roles that the published releases of one path declare. */
  ownRolesOf(pathId: string): ReadonlySet<string> {
    return this.ownOfPath.get(pathId) ?? NO_ROLES;
  }

  all(): readonly PublishedRelease[] {
    return [...this.releases.values()];
  }

  /** The power list in force for an office on a day: a decision is judged by the list of its moment. Refuses as `selectList`. */
  powers(office: LoadedOffice, on: LocalDate): Result<CompiledPowerList> {
    const selected = selectList(this.powerListsInOrder, { at: on, province: office.province, level: office.level });
    if (!selected.ok) return selected;
    const found = this.lists.find(({ value }) => value.list === selected.value);
    return found === undefined ? refused('AUTHORITY.NO_LIST_IN_FORCE', { on }) : ok(found.value.compiled);
  }

  powerLists(): readonly PowerList[] {
    return this.powerListsInOrder;
  }

  /** Power lists by which something may be decided from a day on: those that begin later, and of each province and level the last begun. */
  powerListsFrom(day: LocalDate): readonly PowerList[] {
    const lists = this.powerLists();
    const isSuperseded = (list: PowerList): boolean => lists.some((other) => other.effectiveFrom <= day && other.effectiveFrom > list.effectiveFrom
      && other.province === list.province && list.levels.every((level) => other.levels.includes(level)));
    return lists.filter((list) => !isSuperseded(list));
  }

  /** The duty list in force for an office on a day: an act is done under the list of its moment, as it is judged by the power list of its
   *  moment. It grants nothing, so an installation without one goes on working with that of the product. */
  duties(office: Pick<LoadedOffice, 'province'>, on: LocalDate): CompiledDuties | undefined {
    return dutyListOn(this.dutiesInOrder, on, office.province) ?? this.shippedDuties;
  }

  /** The evidence standard in force for an office on a day. A checklist that refuses nothing, so an installation without an own one goes on
   *  with that of the product. */
  evidenceStandard(office: Pick<LoadedOffice, 'province'>, on: LocalDate): StandardInForce | undefined {
    return standardOn(this.standards.map(({ value }) => value), on, office.province) ?? this.shipped.evidence?.();
  }

  /** Lists under which something may be done from a day on: those that begin later, and of each province the one in force. */
  dutyListsFrom(day: LocalDate): readonly DutyList[] {
    const provinces = new Set([null, ...this.dutiesInOrder.map(({ list }) => list.province)]);
    const inForce = [...provinces].flatMap((province) => this.duties({ province }, day)?.list ?? []);
    const later = this.dutiesInOrder.map(({ list }) => list).filter(({ effectiveFrom }) => effectiveFrom > day);
    return [...new Set([...inForce, ...later])];
  }

  /** The template that makes a document on a day; undefined where none does, and its number is typed. */
  template(asked: Asked): Selected | undefined {
    return selectTemplate(this.templates.map(({ value }) => value), asked) ?? selectTemplate((this.shipped.templates?.() ?? []), asked);
  }

  /** The rules of assignment in force on a day; undefined when none are. */
  assignmentRules(on: LocalDate): AssignmentRules | undefined {
    const inForce = this.assignments.map(({ value }) => value).filter((rules) => rules.effectiveFrom <= on);
    return inForce.reduce<AssignmentRules | undefined>((latest, rules) => (latest === undefined || rules.effectiveFrom >= latest.effectiveFrom ? rules : latest), undefined);
  }

  /** What reasons are checked by on a day; null = by nothing. It grants nothing and refuses nothing, so an installation without own ones goes on
   *  with those of the product. */
  formality(on: LocalDate): Yardstick | null {
    return this.book.on(on);
  }

  private bookOf(): PublishedBook {
    return new PublishedBook(this.models.map(({ value }) => value), this.catalogues.map(({ value }) => value), () => this.shipped.formality?.());
  }

  /** The attribution table in force at a moment, among those published by then; of two for one day the one published later.
   *  Refuses `RESPONSIBILITY.NO_TABLE`. */
  attributionTable(at: Instant): Result<AttributionTable> {
    const rank = ({ definition }: Held<AttributionTable>): string => `${definition.effectiveFrom} ${definition.publishedAt}`;
    const known = this.attributions.filter(({ definition }) => definition.publishedAt <= at && definition.effectiveFrom <= lawDateOf(at));
    const latest = [...known].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]?.value ?? this.shipped.attribution?.() ?? null;
    return latest === null ? refused('RESPONSIBILITY.NO_TABLE', {}) : ok(latest);
  }

  /** The calendar that takes effect last; later notices only add years. Refuses `CALENDAR.NOT_PUBLISHED`. */
  calendar(): Result<Calendar> {
    const newest = this.calendars.reduce<Held<Calendar> | null>((latest, held) => (latest === null || held.definition.effectiveFrom >= latest.definition.effectiveFrom ? held : latest), null);
    return newest === null ? refused('CALENDAR.NOT_PUBLISHED') : ok(newest.value);
  }
}

/** What is held of a kind with what came to it, in the order of publishing, whatever order it came in. */
function withFresh<T>(held: readonly Held<T>[], fresh: readonly PublishedDefinition[], kind: PublishedDefinition['kind'], make: (definition: PublishedDefinition) => T): readonly Held<T>[] {
  const added = fresh.filter((definition) => definition.kind === kind).map((definition): Held<T> => ({ definition, value: make(definition) }));
  if (added.length === 0) return held;
  const rank = ({ definition: { publishedAt, id, version } }: Held<T>): string => `${publishedAt} ${id} ${version}`;
  return [...held, ...added].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function compiledList(definition: PublishedDefinition): PublishedList {
  const list = sound(parsePowerList(definition.content), definition);
  return { list, compiled: compilePowerList(list) };
}

/** The calendar names all its refusals; one is enough to say that it cannot be used. */
function firstRefusal<T>(result: Result<T, readonly Refusal[]>): Result<T> {
  return result.ok ? result : { ok: false, refusal: result.refusal[0] ?? { code: 'DEFINITION.INVALID', params: {} } };
}

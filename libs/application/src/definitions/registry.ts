// Published definitions, compiled and kept by content hash: releases for running cases, the power list and the calendar in
// force at a moment. Reading them from the store is the only I/O; everything else is in memory.
import type { AssignmentRules } from '@quanze/assignment';
import { compilePowerList, parsePowerList, selectList, type CompiledPowerList, type PowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar, type Calendar } from '@quanze/calendar';
import { compileRelease, type CompiledPath } from '@quanze/engine';
import { compileDuties, dutyListOn, parseAttributionTable, type AttributionTable, type CompiledDuties, type DutyList } from '@quanze/responsibility';
import { releaseFromContent } from '@quanze/definitions';
import { Fault, isJsonObject, lawDateOf, ok, refused, type HashHex, type Instant, type LocalDate, type Refusal, type Result, type TenantId } from '@quanze/kernel';
import type { LoadedOffice, OwnRoleOfPath } from '../ports/case-store.port.js';
import type { OfficeStore, PublishedDefinition } from '../ports/office-store.port.js';

interface PublishedRelease {
  readonly definition: PublishedDefinition;
  readonly path: CompiledPath;
}

interface PublishedList {
  readonly list: PowerList;
  readonly compiled: CompiledPowerList;
}

const NO_ROLES: ReadonlySet<string> = new Set();

/** A post outlives a release: a role that an earlier release of a path declared stays one of its own. */
function ownRolesIn(releases: Iterable<PublishedRelease>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path: { document } } of releases) {
    const roles = Object.keys(document.roles ?? {});
    if (roles.length === 0) continue;
    const known = found.get(document.id) ?? new Set<string>();
    for (const role of roles) known.add(role);
    found.set(document.id, known);
  }
  return found;
}

export class DefinitionRegistry {
  private releases = new Map<HashHex, PublishedRelease>();
  private lists: readonly PublishedList[] = [];
  private dutyLists: readonly CompiledDuties[] = [];
  private own: readonly OwnRoleOfPath[] = [];
  private ownOfPath: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private readonly shippedDuties: CompiledDuties | null;
  private assignments: readonly AssignmentRules[] = [];
  private attributions: readonly { readonly definition: PublishedDefinition; readonly table: AttributionTable }[] = [];
  private calendars: readonly { readonly from: LocalDate; readonly calendar: Calendar }[] = [];

  constructor(
    private readonly store: Pick<OfficeStore, 'definitions'>,
    private readonly tenant: TenantId,
    /** The attribution table that comes with the product; it counts until an own one is in force. */
    private readonly shippedAttribution: AttributionTable | null = null,
    /** The duty list that comes with the product; it counts until a published one is in force. */
    shippedDuties: DutyList | null = null,
  ) {
    this.shippedDuties = shippedDuties === null ? null : compileDuties(shippedDuties);
  }

  /** Reads what was published since. Definitions never change, so known hashes are not compiled again.
   *  @throws Fault `FAULT.DEFINITION` when a published definition does not compile: it was proved before it was published. */
  async refresh(): Promise<void> {
    const published = await this.store.definitions(this.tenant);
    const releases = new Map(this.releases);
    for (const definition of published.filter((d) => d.kind === 'release')) {
      if (!releases.has(definition.hash)) releases.set(definition.hash, { definition, path: compilePublished(definition) });
    }
    const lists = published.filter((d) => d.kind === 'power-list').map((d) => this.compiledList(d));
    const duties = published.filter((d) => d.kind === 'duty-list').map((d) => this.compiledDuties(d.content as unknown as DutyList));
    const calendars = published.filter((d) => d.kind === 'calendar')
      .map((d) => ({ from: d.effectiveFrom, calendar: compileCalendar(sound(firstRefusal(parseCalendar(d.content)), d)) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    // Proved before they were published. Of two for the same day the one published later holds.
    const assignments = published.filter((d) => d.kind === 'assignment-rules').map((d) => d.content as unknown as AssignmentRules);
    this.attributions = published.filter((d) => d.kind === 'attribution-table').map((definition) => ({ definition, table: sound(parseAttributionTable(definition.content), definition) }));
    this.ownOfPath = ownRolesIn(releases.values());
    this.own = [...this.ownOfPath].flatMap(([path, roles]) => [...roles].map((role) => ({ role, path })));
    [this.releases, this.lists, this.calendars, this.assignments, this.dutyLists] = [releases, lists, calendars, assignments, duties];
  }

  private compiledList(definition: PublishedDefinition): PublishedList {
    const list = sound(parsePowerList(definition.content), definition);
    const known = this.lists.find((l) => l.list.id === list.id && l.list.version === list.version);
    return known ?? { list, compiled: compilePowerList(list) };
  }

  private compiledDuties(list: DutyList): CompiledDuties {
    return this.dutyLists.find((known) => known.list.id === list.id && known.list.version === list.version) ?? compileDuties(list);
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
    const fitting = [...this.releases.values()].filter((r) => r.path.document.id === pathId && r.definition.effectiveFrom <= on && ['*', office].includes(officeOf(r.definition)));
    const rank = ({ definition }: PublishedRelease): string => `${definition.effectiveFrom} ${officeOf(definition) === office ? 1 : 0} ${definition.publishedAt}`;
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
    const selected = selectList(this.lists.map((l) => l.list), { at: on, province: office.province, level: office.level });
    if (!selected.ok) return selected;
    const found = this.lists.find((l) => l.list === selected.value);
    return found === undefined ? refused('AUTHORITY.NO_LIST_IN_FORCE', { on }) : ok(found.compiled);
  }

  powerLists(): readonly PowerList[] {
    return this.lists.map((l) => l.list);
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
    return dutyListOn(this.dutyLists, on, office.province) ?? this.shippedDuties ?? undefined;
  }

  /** Lists under which something may be done from a day on: those that begin later, and of each province the one in force. */
  dutyListsFrom(day: LocalDate): readonly DutyList[] {
    const provinces = new Set([null, ...this.dutyLists.map(({ list }) => list.province)]);
    const inForce = [...provinces].flatMap((province) => this.duties({ province }, day)?.list ?? []);
    const later = this.dutyLists.map(({ list }) => list).filter(({ effectiveFrom }) => effectiveFrom > day);
    return [...new Set([...inForce, ...later])];
  }

  /** The rules of assignment in force on a day; undefined when none are. */
  assignmentRules(on: LocalDate): AssignmentRules | undefined {
    const inForce = this.assignments.filter((rules) => rules.effectiveFrom <= on);
    return inForce.reduce<AssignmentRules | undefined>((latest, rules) => (latest === undefined || rules.effectiveFrom >= latest.effectiveFrom ? rules : latest), undefined);
  }

  /** The attribution table in force at a moment, among those published by then; of two for one day the one published later.
   *  Refuses `RESPONSIBILITY.NO_TABLE`. */
  attributionTable(at: Instant): Result<AttributionTable> {
    const rank = ({ definition }: { readonly definition: PublishedDefinition }): string => `${definition.effectiveFrom} ${definition.publishedAt}`;
    const known = this.attributions.filter(({ definition }) => definition.publishedAt <= at && definition.effectiveFrom <= lawDateOf(at));
    const latest = [...known].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]?.table ?? this.shippedAttribution;
    return latest === null ? refused('RESPONSIBILITY.NO_TABLE', {}) : ok(latest);
  }

  /** The newest published calendar; later notices only add years. Refuses `CALENDAR.NOT_PUBLISHED`. */
  calendar(): Result<Calendar> {
    const newest = this.calendars.at(-1);
    return newest === undefined ? refused('CALENDAR.NOT_PUBLISHED') : ok(newest.calendar);
  }
}

/** Office a release is bound for; `*` = all. */
function officeOf({ content }: PublishedDefinition): string {
  const binding = isJsonObject(content) ? content['binding'] : undefined;
  return isJsonObject(binding) ? String(binding['office']) : '*';
}

function compilePublished(definition: PublishedDefinition): CompiledPath {
  const release = sound(releaseFromContent(definition.content, { hash: definition.hash, label: definition.version, effectiveFrom: definition.effectiveFrom }), definition);
  return sound(compileRelease(release), definition);
}

/** The calendar names all its refusals; one is enough to say that it cannot be used. */
function firstRefusal<T>(result: Result<T, readonly Refusal[]>): Result<T> {
  return result.ok ? result : { ok: false, refusal: result.refusal[0] ?? { code: 'DEFINITION.INVALID', params: {} } };
}

function sound<T>(result: Result<T>, definition: PublishedDefinition): T {
  if (result.ok) return result.value;
  throw new Fault('FAULT.DEFINITION', `${definition.kind} ${definition.id} ${definition.version}: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`);
}

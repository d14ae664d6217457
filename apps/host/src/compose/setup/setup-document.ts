// What a setup file says: the offices an installation begins with, their people, and the definitions they begin on. What is not here:
// reading one (`read-setup.ts`).
import type { DocumentRef } from '@quanze/definitions';
import type { OfficeRole } from '@quanze/engine';
import type { Label, LocalDate } from '@quanze/kernel';

export const SETUP_KIND = 'office-setup';

export interface SetupDocument {
  readonly kind: typeof SETUP_KIND;
  /** Name of the installation. */
  readonly installation: string;
  /** The first one is where people belong who name no other, and its journal tells of the installation. */
  readonly offices: readonly SetupOffice[];
  readonly people: readonly SetupPerson[];
  readonly definitions: {
    readonly releases: readonly DocumentRef[];
    readonly powerLists: readonly DocumentRef[];
    /** Needed beside a release, and only absent from files of installations made before there were duty lists. */
    readonly dutyLists?: readonly DocumentRef[];
    readonly calendars: readonly DocumentRef[];
    /** How cases are assigned; by hand when absent. */
    readonly assignmentRules?: readonly DocumentRef[];
    /** Of each of these, what comes with the product counts while none is named. */
    readonly documentTemplates?: readonly DocumentRef[];
    readonly evidenceStandards?: readonly DocumentRef[];
    readonly formalityModels?: readonly DocumentRef[];
    readonly lawCatalogues?: readonly DocumentRef[];
    readonly attributionTables?: readonly DocumentRef[];
  };
}

export interface SetupOffice {
  /** Short word in case numbers, e.g. 云检. Offices are named by it in this file. */
  readonly word: string;
  readonly name: Label;
  readonly level: (typeof LEVELS)[number];
  readonly province?: string;
  /** Word of the office above. */
  readonly superior?: string;
  readonly departments: readonly { readonly id: string; readonly name: Label }[];
}

export interface SetupPerson {
  readonly login: string;
  readonly name: string;
  /** The first one says which office the person belongs to. */
  readonly posts: readonly SetupPost[];
}

export interface SetupPost {
  readonly role: OfficeRole;
  /** Word of the office; the first office when absent. */
  readonly office?: string;
  readonly department?: string;
  /** Departments a deputy chief looks after. */
  readonly portfolio?: readonly string[];
  /** Number of the written appointment. */
  readonly order?: string;
  /** First day; the day of the setup when absent. */
  readonly from?: LocalDate;
  /** First day on which the post is not held any more. */
  readonly until?: LocalDate;
}

/** Lower ones first. */
export const LEVELS = ['basic', 'city', 'provincial', 'spp'] as const;
export type SetupKind = keyof SetupDocument['definitions'];

/** What a file names of a kind; nothing where it does not speak of it. */
export function namedIn({ definitions }: SetupDocument, list: SetupKind): readonly DocumentRef[] {
  return definitions[list] ?? [];
}

/** Word of the office a post is in. */
export function officeOf(document: SetupDocument, post: SetupPost | undefined): string {
  return post?.office ?? document.offices[0]?.word ?? '';
}

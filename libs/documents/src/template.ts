// What a template of a document is: data that an administrator writes. Texts hold placeholders in braces and nothing that is executed.
// What is not here: where values come from (`source.ts`) and printing.
import type { Label, LocalDate } from '@quanze/kernel';

/** How far the statements of a template about form and name were checked. */
export type TemplateStatus = 'verified' | 'secondary' | 'unverified';

export const FIELD_TYPES = ['text', 'date', 'integer', 'list'] as const;
export type TemplateFieldType = (typeof FIELD_TYPES)[number];

/** Whose name stands below: the office alone under its seal, the procurators who handle the case, or the chief; the office always seals. */
export const SIGNERS = ['office', 'handler', 'chief'] as const;
export type TemplateSigner = (typeof SIGNERS)[number];

export interface TemplateField {
  readonly type: TemplateFieldType;
  readonly label: Label;
  /** Without a value the document is not issued. An optional field without a value takes the blocks that speak of it along. */
  readonly required?: boolean;
  /** Where the value comes from, the first that has one (`source.ts`); absent = from nowhere. */
  readonly from?: readonly string[];
  /** Longest typed text in characters; 2000 when absent. */
  readonly length?: number;
  /** What the words of an enumeration are called in the text. */
  readonly words?: Readonly<Record<string, string>>;
}

export type TemplateBlock =
  | { readonly title: string }
  | { readonly number: true }
  | { readonly addressee: string }
  | { readonly paragraph: string }
  /** An item that is one placeholder of a list gives an item for each of its members. */
  | { readonly items: readonly string[] }
  | { readonly signature: true }
  /** The day of issue in Chinese numerals. */
  | { readonly date: true };

export interface DocumentTemplate {
  /** Id of the document as the paths declare it. */
  readonly document: string;
  /** Case paths, when fewer than the file serves: ids, `prefix.*`, or `*`. */
  readonly paths?: readonly string[];
  /** Acts that make the document beside the issue of decisions that declare it. */
  readonly acts?: readonly string[];
  readonly label: Label;
  /** Word of the document in its number (字号): 云岭检 + 刑诉 + 〔2026〕12号. */
  readonly word: string;
  readonly signedBy: TemplateSigner;
  readonly fields: Readonly<Record<string, TemplateField>>;
  readonly body: readonly TemplateBlock[];
  readonly source?: string;
  readonly status?: TemplateStatus;
}

/** A file of templates: kind `document-template`. */
export interface DocumentTemplates {
  readonly kind: 'document-template';
  readonly id: string;
  readonly version: string;
  readonly label: Label;
  readonly source: string;
  readonly status: TemplateStatus;
  /** First day on which documents are made from it. */
  readonly effectiveFrom: LocalDate;
  readonly paths: readonly string[];
  readonly templates: readonly DocumentTemplate[];
}

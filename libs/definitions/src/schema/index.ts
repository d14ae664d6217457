// The kinds of document, with the schema, the folder and the names of each. What is not here: validating (`./validate`).
import type { Label } from '@quanze/kernel';
import { label } from '../problem.js';
import { APPROVAL_FLOW_SCHEMA } from './approval-flow.js';
import { ASSIGNMENT_RULES_SCHEMA } from './assignment-rules.js';
import { ATTRIBUTION_TABLE_SCHEMA } from './attribution-table.js';
import { CALENDAR_SCHEMA } from './calendar.js';
import { CASE_PATH_SCHEMA, PATH_PART_SCHEMA } from './case-path.js';
import { DEADLINE_RULES_SCHEMA } from './deadline-rules.js';
import { DOCUMENT_TEMPLATE_SCHEMA } from './document-template.js';
import { DUTY_LIST_SCHEMA } from './duty-list.js';
import { EVIDENCE_STANDARD_SCHEMA } from './evidence-standard.js';
import { FLOW_BINDING_SCHEMA } from './flow-binding.js';
import { FORMALITY_MODEL_SCHEMA } from './formality-model.js';
import { LAW_CATALOGUE_SCHEMA } from './law-catalogue.js';
import type { Schema } from './parts.js';
import { POWER_LIST_SCHEMA } from './power-list.js';
import { RELEASE_SCHEMA } from './release.js';

export const DOCUMENT_KINDS = [
  'case-path', 'path-part', 'approval-flow', 'flow-binding', 'power-list', 'duty-list', 'deadline-rules', 'calendar', 'attribution-table', 'assignment-rules', 'document-template', 'evidence-standard', 'formality-model', 'law-catalogue', 'release',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

interface KindOfDocument {
  /** Folder below `workflows/` that holds the documents of the kind. */
  readonly folder: string;
  readonly label: Label;
  /** JSON Schema, draft 2020-12; the file in `workflows/schemas/` has the same content. */
  readonly schema: Schema;
}

export const KINDS: Readonly<Record<DocumentKind, KindOfDocument>> = {
  'case-path': { folder: 'case-paths', label: label('办案流程', 'case path'), schema: CASE_PATH_SCHEMA },
  'path-part': { folder: 'path-parts', label: label('流程共用部分', 'shared part'), schema: PATH_PART_SCHEMA },
  'approval-flow': { folder: 'approval-flows', label: label('审批流程', 'approval flow'), schema: APPROVAL_FLOW_SCHEMA },
  'flow-binding': { folder: 'flow-bindings', label: label('流程绑定', 'flow binding'), schema: FLOW_BINDING_SCHEMA },
  'power-list': { folder: 'power-lists', label: label('职权清单', 'power list'), schema: POWER_LIST_SCHEMA },
  'duty-list': { folder: 'duty-lists', label: label('职责清单', 'duty list'), schema: DUTY_LIST_SCHEMA },
  'deadline-rules': { folder: 'deadline-rules', label: label('期限规则', 'deadline rules'), schema: DEADLINE_RULES_SCHEMA },
  calendar: { folder: 'calendars', label: label('日历', 'calendar'), schema: CALENDAR_SCHEMA },
  'attribution-table': { folder: 'responsibility', label: label('责任归属表', 'attribution table'), schema: ATTRIBUTION_TABLE_SCHEMA },
  'assignment-rules': { folder: 'assignment', label: label('分案规则', 'rules of assignment'), schema: ASSIGNMENT_RULES_SCHEMA },
  'document-template': { folder: 'document-templates', label: label('文书模板', 'document templates'), schema: DOCUMENT_TEMPLATE_SCHEMA },
  'evidence-standard': { folder: 'evidence-standards', label: label('证据标准', 'evidence standard'), schema: EVIDENCE_STANDARD_SCHEMA },
  'formality-model': { folder: 'formality', label: label('形式化审查模型', 'formality model'), schema: FORMALITY_MODEL_SCHEMA },
  'law-catalogue': { folder: 'laws', label: label('法律目录', 'catalogue of laws'), schema: LAW_CATALOGUE_SCHEMA },
  release: { folder: 'releases', label: label('发布', 'release'), schema: RELEASE_SCHEMA },
};

export function isDocumentKind(value: unknown): value is DocumentKind {
  return DOCUMENT_KINDS.some((kind) => kind === value);
}

/** File name of the schema of a kind in `workflows/schemas/`. */
export function schemaFileName(kind: DocumentKind): string {
  return `${kind}.schema.json`;
}

/** The text of the schema file of a kind. */
export function schemaText(kind: DocumentKind): string {
  return `${JSON.stringify(KINDS[kind].schema, null, 2)}\n`;
}

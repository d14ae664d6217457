// The definitions a setup file names, against those that come with the product. What is not here: publishing them.
import type { DefinitionKind } from '@quanze/application';
import { pointerTo, type DocumentRef } from '@quanze/definitions';
import type { ShippedDefinitions } from '../shipped-definitions.js';
import { namedIn, type SetupDocument, type SetupKind } from './setup-document.js';
import { suggestion, tell, type Report } from './shape.js';

export const KIND_OF: Readonly<Record<SetupKind, DefinitionKind>> = {
  releases: 'release', powerLists: 'power-list', dutyLists: 'duty-list', calendars: 'calendar', assignmentRules: 'assignment-rules',
  documentTemplates: 'document-template', evidenceStandards: 'evidence-standard', formalityModels: 'formality-model', lawCatalogues: 'law-catalogue', attributionTables: 'attribution-table',
};
const LABELS: Readonly<Record<SetupKind, { readonly zh: string; readonly en: string }>> = {
  releases: { zh: '发布', en: 'release' }, powerLists: { zh: '职权清单', en: 'power list' }, dutyLists: { zh: '职责清单', en: 'duty list' },
  calendars: { zh: '日历', en: 'calendar' },
  assignmentRules: { zh: '分案规则', en: 'assignment rules' },
  documentTemplates: { zh: '文书模板', en: 'document templates' }, evidenceStandards: { zh: '证据标准', en: 'evidence standard' },
  formalityModels: { zh: '形式化审查模型', en: 'formality model' }, lawCatalogues: { zh: '法律目录', en: 'catalogue of laws' }, attributionTables: { zh: '责任归属表', en: 'attribution table' },
};

/** Every definition named must be there, once, and a release needs its lists and its calendar beside it: it was proved against them. */
export function checkDefinitions(document: SetupDocument, shipped: ShippedDefinitions, report: Report): void {
  for (const list of Object.keys(KIND_OF) as SetupKind[]) {
    const names = namedIn(document, list).map(nameOf);
    for (const [index, ref] of namedIn(document, list).entries()) {
      const key = pointerTo('/definitions', list, index);
      if (names.indexOf(nameOf(ref)) < index) tell(report, 'setup-definition-twice', key, `“${nameOf(ref)}”重复`, `“${nameOf(ref)}” is there twice`);
      else checkShipped(list, ref, shipped.of(KIND_OF[list]), key, report);
    }
  }
  for (const [index, ref] of document.definitions.releases.entries()) {
    const release = shipped.release(ref);
    if (release === undefined) continue;
    const key = pointerTo('/definitions', 'releases', index);
    checkNamed('powerLists', release.powerList, document, key, report);
    checkNamed('dutyLists', release.dutyList, document, key, report);
    checkNamed('calendars', release.calendar, document, key, report);
  }
}

function checkShipped(list: SetupKind, ref: DocumentRef, there: readonly DocumentRef[], key: string, report: Report): void {
  if (there.some((known) => nameOf(known) === nameOf(ref))) return;
  const versions = there.filter(({ id }) => id === ref.id).map(({ version }) => version);
  const meant = versions.length > 0 ? { zh: `；现有版本：${versions.join('、')}`, en: `; versions there: ${versions.join(', ')}` } : suggestion(ref.id, there.map(({ id }) => id));
  const what = LABELS[list];
  tell(report, 'setup-definition-unknown', `${key}/${versions.length > 0 ? 'version' : 'id'}`, `没有随产品提供的${what.zh} ${nameOf(ref)}${meant.zh}`, `no ${what.en} ${nameOf(ref)} comes with the product${meant.en}`);
}

function checkNamed(list: SetupKind, ref: DocumentRef, document: SetupDocument, key: string, report: Report): void {
  if (namedIn(document, list).some((named) => nameOf(named) === nameOf(ref))) return;
  const what = LABELS[list];
  tell(report, 'setup-definition-needed', key, `该发布须配${what.zh} ${nameOf(ref)}（列入 ${list}）`, `this release needs the ${what.en} ${nameOf(ref)} (list it under ${list})`);
}

export function nameOf({ id, version }: DocumentRef): string {
  return `${id}@${version}`;
}

// Who works in the demonstration office. Office and people are made up; ids are derived from words, so that they are the same
// everywhere. What is not here: passwords, which are drawn anew for every installation (`demo-credentials.ts`), and cases.
import { createHash } from 'node:crypto';
import type { OfficeRow } from '@quanze/application';
import type { OfficeRole } from '@quanze/engine';
import type { OfficeId, PersonId } from '@quanze/kernel';
import { TENANT } from './tenant.js';

/** A UUID made from a word (version 8, RFC 9562). */
export function demoId<T extends string>(word: string): T {
  const hex = createHash('sha256').update(`quanze demo ${word}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T;
}

/** The id of a person by login. */
export const demoPerson = (login: string): PersonId => demoId<PersonId>(`person ${login}`);

export const OFFICE = demoId<OfficeId>('office district');
export const SUPERIOR = demoId<OfficeId>('office city');

export const FIRST = 'first';
export const SECOND = 'second';
export const THIRD = 'third';
const CASE_MANAGEMENT = 'case-management';
const INSPECTION = 'inspection';
const DEPARTMENTS: OfficeRow['departments'] = [
  { id: FIRST, name: { zh: '第一检察部', en: 'First Department' } },
  { id: SECOND, name: { zh: '第二检察部', en: 'Second Department' } },
  { id: THIRD, name: { zh: '第三检察部', en: 'Third Department' } },
  { id: CASE_MANAGEMENT, name: { zh: '案件管理办公室', en: 'Case Management' } },
  { id: INSPECTION, name: { zh: '检务督察部', en: 'Inspection' } },
];
const office = (id: OfficeId, zh: string, en: string, word: string, level: OfficeRow['level'], superior: OfficeId | null): OfficeRow =>
  ({ id, tenant: TENANT, name: { zh, en }, word, level, province: null, superior, departments: DEPARTMENTS });

/** Superiors first. */
export const DEMO_OFFICES: readonly OfficeRow[] = [
  office(SUPERIOR, '岭州市人民检察院', 'Procuratorate of Lingzhou City', '岭州检', 'city', null),
  office(OFFICE, '岭州市云岭区人民检察院', 'Procuratorate of Yunling District', '云岭检', 'basic', SUPERIOR),
];

export interface DemoPost {
  readonly role: OfficeRole;
  readonly office?: OfficeId;
  readonly department?: string;
  readonly portfolio?: readonly string[];
}

export interface DemoPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly login: string;
  readonly posts: readonly DemoPost[];
}

const person = (login: string, name: string, ...posts: DemoPost[]): DemoPerson => ({ id: demoPerson(login), name, login, posts });
const member: DemoPost = { role: 'committee_member' };

/** Everybody, leaders first. The committee has an odd number of members (Org 31). */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('chief', '周望岭', { role: 'chief' }, member),
  person('deputy', '孙砚言', { role: 'deputy_chief', portfolio: [FIRST, THIRD] }, member),
  person('deputy2', '钱溪亭', { role: 'deputy_chief', portfolio: [SECOND, CASE_MANAGEMENT] }, member),
  person('head1', '郑砚秋', { role: 'dept_head', department: FIRST }, member),
  person('head2', '冯溪和', { role: 'dept_head', department: SECOND }, member),
  person('head3', '蒋知微', { role: 'dept_head', department: THIRD }, member),
  person('procurator1', '李若溪', { role: 'procurator', department: FIRST }, member),
  person('procurator2', '王衡舟', { role: 'procurator', department: FIRST }),
  person('procurator3', '陈砚平', { role: 'procurator', department: SECOND }),
  person('procurator4', '杨岭松', { role: 'procurator', department: SECOND }),
  person('procurator5', '沈予宁', { role: 'procurator', department: THIRD }),
  person('assistant1', '赵溪然', { role: 'assistant', department: FIRST }),
  person('assistant2', '韩知远', { role: 'assistant', department: SECOND }),
  person('assistant3', '朱予安', { role: 'assistant', department: THIRD }),
  person('clerk1', '吴岭秋', { role: 'clerk', department: FIRST }),
  person('clerk2', '秦若舟', { role: 'clerk', department: SECOND }),
  person('intake', '何云舟', { role: 'case_mgmt', department: CASE_MANAGEMENT }),
  person('intake2', '许衡宁', { role: 'case_mgmt', department: CASE_MANAGEMENT }),
  person('inspector', '高望舒', { role: 'inspection', department: INSPECTION }),
  person('admin', '林砚工', { role: 'admin' }),
  person('admin2', '曹溪工', { role: 'admin' }),
  person('city.chief', '许溪南', { role: 'chief', office: SUPERIOR }),
  person('city.deputy', '吕岭北', { role: 'deputy_chief', office: SUPERIOR, portfolio: [FIRST, SECOND, THIRD] }),
];

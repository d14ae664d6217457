// Who works in the demonstration office. Names are made up; ids are derived from words, so that they are the same everywhere.
import { createHash } from 'node:crypto';
import type { OfficeRow } from '@quanze/application';
import type { OfficeRole } from '@quanze/engine';
import type { OfficeId, PersonId } from '@quanze/kernel';
import { TENANT } from './tenant.js';

/** The password of everybody in the demonstration, and of nobody else. */
export const DEMO_PASSWORD = 'quanze-demo';

/** A UUID made from a word (version 8, RFC 9562). */
export function demoId<T extends string>(word: string): T {
  const hex = createHash('sha256').update(`quanze demo ${word}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T;
}

export const OFFICE = demoId<OfficeId>('office district');
export const SUPERIOR = demoId<OfficeId>('office city');

const FIRST = 'first';
const SECOND = 'second';
const CASE_MANAGEMENT = 'case-management';
const DEPARTMENTS: OfficeRow['departments'] = [
  { id: FIRST, name: { zh: '第一检察部', en: 'First Department' } },
  { id: SECOND, name: { zh: '第二检察部', en: 'Second Department' } },
  { id: CASE_MANAGEMENT, name: { zh: '案件管理办公室', en: 'Case Management' } },
];
const office = (id: OfficeId, zh: string, en: string, word: string, level: OfficeRow['level'], superior: OfficeId | null): OfficeRow =>
  ({ id, tenant: TENANT, name: { zh, en }, word, level, province: null, superior, departments: DEPARTMENTS });

/** Superiors first. */
export const DEMO_OFFICES: readonly OfficeRow[] = [
  office(SUPERIOR, '云州市人民检察院', 'Procuratorate of Yunzhou City', '云检', 'city', null),
  office(OFFICE, '云州市云溪区人民检察院', 'Procuratorate of Yunxi District', '云溪检', 'basic', SUPERIOR),
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

const person = (login: string, name: string, ...posts: DemoPost[]): DemoPerson => ({ id: demoId<PersonId>(`person ${login}`), name, login, posts });
const member: DemoPost = { role: 'committee_member' };

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('chief', '周明远', { role: 'chief' }, member),
  person('deputy', '孙立言', { role: 'deputy_chief', portfolio: [FIRST, SECOND] }, member),
  person('head1', '郑思齐', { role: 'dept_head', department: FIRST }, member),
  person('head2', '冯清和', { role: 'dept_head', department: SECOND }, member),
  person('procurator1', '李若川', { role: 'procurator', department: FIRST }, member),
  person('procurator2', '王知行', { role: 'procurator', department: FIRST }),
  person('procurator3', '陈守正', { role: 'procurator', department: SECOND }),
  person('assistant1', '赵安然', { role: 'assistant', department: FIRST }),
  person('clerk1', '吴思远', { role: 'clerk', department: FIRST }),
  person('intake', '何平', { role: 'case_mgmt', department: CASE_MANAGEMENT }),
  person('inspector', '高峻', { role: 'inspection' }),
  person('admin', '林工', { role: 'admin' }),
  person('city.chief', '许长青', { role: 'chief', office: SUPERIOR }),
];

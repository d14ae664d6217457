// Passwords of the demonstration: drawn at random when the office is set up, shown once on the console, kept only as hashes.
// What is not here: drawing them (`@quanze/application`) and writing them (`seed.ts`).
import { alignRows } from './demo-columns.js';
import type { DemoPerson } from './demo-office.js';

export interface DemoCredential {
  readonly person: DemoPerson;
  readonly password: string;
}

const ROLES: Readonly<Record<string, string>> = {
  chief: '检察长', deputy_chief: '副检察长', dept_head: '部门负责人', procurator: '检察官', assistant: '检察官助理', clerk: '书记员',
  committee_member: '检委会委员', case_mgmt: '案件管理', inspection: '检务督察', admin: '系统管理员',
};

/** The table as it is shown once: login, name, role, password, and with whom to begin. */
export function credentialTable(credentials: readonly DemoCredential[]): string {
  const rows = credentials.map(({ person, password }) => [person.login, person.name, rolesOf(person), password]);
  return [
    '', '演示账号（仅显示这一次，请记下） / Demo accounts, shown only this once:', '',
    ...alignRows([['账号 login', '姓名 name', '职务 role', '密码 password'], ...rows]).map((line) => `  ${line}`), '',
    '先试这两个：procurator1（承办检察官，看自己的案件和期限）和 chief（检察长，看待决定的案件）。',
    'Try first: procurator1, who carries cases, and chief, who decides what is beyond a procurator.', '', '',
  ].join('\n');
}

function rolesOf({ posts }: DemoPerson): string {
  const above = posts.some((post) => post.office !== undefined) ? '上级院' : '';
  return posts.map(({ role }) => above + (ROLES[role] ?? role)).join('、');
}

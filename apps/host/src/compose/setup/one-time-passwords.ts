// The passwords an installation begins with, as they are shown once. What is not here: where they are shown; never in a log.
import { alignRows } from '../demo-columns.js';
import type { SetupPerson } from './setup-document.js';

export interface OneTimePassword {
  readonly person: SetupPerson;
  readonly password: string;
  /** It came from the environment: whoever wrote it there knows it. */
  readonly isGiven: boolean;
}

export function passwordTable(passwords: readonly OneTimePassword[]): string {
  const rows = passwords.map(({ person, password, isGiven }) => [person.login, person.name, isGiven ? '(QUANZE_SETUP_PASSWORD)' : password]);
  return [
    '', '管理员的一次性密码（仅显示这一次；登录后须先修改密码） / One-time passwords of the administrators, shown only this once; they have to be changed after signing in:', '',
    ...alignRows([['账号 login', '姓名 name', '密码 password'], ...rows]).map((line) => `  ${line}`), '',
    '其他人员由管理员重置密码后登录。 / Everybody else gets a password from an administrator.', '', '',
  ].join('\n');
}

// Who runs the server. PostgreSQL refuses to run as root, so root hands it to an account of its own.
// What is not here: the server.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Fault } from '@quanze/kernel';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNT_NAME = 'postgres';

/** The account to drop to: null for an ordinary user, who runs the server himself; for root the account `postgres`, made when
 *  there is none. @throws Fault `FAULT.EMBEDDED_ACCOUNT` when it cannot be made. */
export function accountForServer(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const found = findAccount(ACCOUNT_NAME);
  if (found !== null) return found;
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', ACCOUNT_NAME], { encoding: 'utf8' });
  const account = findAccount(ACCOUNT_NAME);
  if (account === null) {
    throw new Fault('FAULT.EMBEDDED_ACCOUNT', `PostgreSQL must not run as root and no user "${ACCOUNT_NAME}" could be made: ${made.error?.message ?? made.stderr.trim()}`);
  }
  return account;
}

/** Reads the account database through the system, so that directory services count as well; falls back to the file. */
export function findAccount(name: string): Account | null {
  const asked = spawnSync('getent', ['passwd', name], { encoding: 'utf8' });
  const line = asked.error === undefined ? asked.stdout : (readPasswd().split('\n').find((l) => l.startsWith(`${name}:`)) ?? '');
  const [, , uid, gid] = line.trim().split(':');
  return uid === undefined || gid === undefined || uid === '' ? null : { uid: Number(uid), gid: Number(gid) };
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}

/** Whether the account may use a path. The system itself is asked, because modes alone leave out access lists and mounts.
 *  @param right `x` enter or run, `w` write */
export function mayReach(account: Account, path: string, right: 'x' | 'w'): boolean {
  const asked = spawnSync('/bin/sh', ['-c', `test -${right} "$1"`, 'sh', path], { uid: account.uid, gid: account.gid, cwd: '/', env: {}, stdio: 'ignore' });
  return asked.status === 0;
}

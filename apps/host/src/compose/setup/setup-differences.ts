// How a setup file differs from what is there. What was added through the API since is a difference as well: a file that says less than
// there is does not describe this installation. What is not here: what to do about it.
import type { AppointmentRow, OfficeRow, PersonRow, PublishedDefinition } from '@quanze/application';
import { pointerTo } from '@quanze/definitions';
import { lawDateOf, type Instant, type Label, type LocalDate } from '@quanze/kernel';
import { KIND_OF, nameOf } from './setup-definitions.js';
import { namedIn, officeOf, type SetupDocument, type SetupKind, type SetupOffice, type SetupPost } from './setup-document.js';
import { isHeld } from './setup-first-day.js';
import { shown, tell, type Report } from './shape.js';

/** What is there, at a moment. */
export interface Present {
  readonly installation: string | null;
  readonly offices: readonly OfficeRow[];
  /** Everybody, each once, with the posts held at the moment. */
  readonly people: readonly PersonRow[];
  readonly definitions: readonly PublishedDefinition[];
  readonly at: Instant;
}

const RULE = 'setup-differs';

export function reportDifferences(document: SetupDocument, present: Present, report: Report): void {
  compare('/installation', document.installation, present.installation, report);
  compareOffices(document, present, report);
  comparePeople(document, present, report);
  for (const list of Object.keys(KIND_OF) as SetupKind[]) {
    const published = present.definitions.filter(({ kind }) => kind === KIND_OF[list]).map(nameOf);
    for (const [index, ref] of namedIn(document, list).entries()) {
      if (!published.includes(nameOf(ref))) tell(report, RULE, pointerTo('/definitions', list, index), `${nameOf(ref)} 尚未发布`, `${nameOf(ref)} is not published`);
    }
  }
}

function compare(key: string, inFile: string | null, there: string | null, report: Report): void {
  if (inFile !== there) tell(report, RULE, key, `文件为“${shown(inFile)}”，现为“${shown(there)}”`, `the file says “${shown(inFile)}”, there is “${shown(there)}”`);
}

function compareOffices({ offices }: SetupDocument, present: Present, report: Report): void {
  for (const [index, office] of offices.entries()) {
    const row = present.offices.find(({ word }) => word === office.word);
    const key = pointerTo('/offices', index);
    if (row === undefined) tell(report, RULE, `${key}/word`, `没有设立“${office.word}”`, `“${office.word}” is not there`);
    else compareOffice(office, row, present, key, report);
  }
  for (const { word } of present.offices) if (!offices.some((office) => office.word === word)) tell(report, RULE, '/offices', `已设立的“${word}”不在文件中`, `“${word}” is there and not in the file`, 'key');
}

function compareOffice(office: SetupOffice, row: OfficeRow, present: Present, key: string, report: Report): void {
  compareNames(`${key}/name`, office.name, row.name, report);
  compare(`${key}/level`, office.level, row.level, report);
  compare(`${key}/province`, office.province ?? null, row.province, report);
  compare(`${key}/superior`, office.superior ?? null, present.offices.find(({ id }) => id === row.superior)?.word ?? null, report);
  for (const [place, { id, name }] of office.departments.entries()) {
    const there = row.departments.find((department) => department.id === id);
    const where = pointerTo(key, 'departments', place);
    if (there === undefined) tell(report, RULE, `${where}/id`, `没有设立“${id}”`, `“${id}” is not there`);
    else compareNames(`${where}/name`, name, there.name, report);
  }
  const extra = row.departments.filter(({ id }) => !office.departments.some((department) => department.id === id));
  for (const { id } of extra) tell(report, RULE, `${key}/departments`, `已设立的“${id}”不在文件中`, `“${id}” is there and not in the file`, 'key');
}

function compareNames(key: string, inFile: Label, there: Label, report: Report): void {
  compare(`${key}/zh`, inFile.zh, there.zh, report);
  compare(`${key}/en`, inFile.en, there.en, report);
}

function comparePeople(document: SetupDocument, present: Present, report: Report): void {
  const today = lawDateOf(present.at);
  for (const [index, person] of document.people.entries()) {
    const row = present.people.find(({ login }) => login === person.login);
    const key = pointerTo('/people', index);
    if (row === undefined) {
      tell(report, RULE, `${key}/login`, `没有人员“${person.login}”`, `there is no “${person.login}”`);
      continue;
    }
    compare(`${key}/name`, person.name, row.name, report);
    const inFile = person.posts.filter((post) => isHeld(post, today)).map((post) => fileText(document, post));
    const there = row.posts.map((post) => rowText(post, present.offices));
    // A post that begins on the day of the setup is written without a day in the file.
    const lacks = (texts: readonly PostText[], post: PostText): boolean => !texts.some((other) => other.what === post.what && (other.from === post.from || other.from === null || post.from === null));
    for (const post of inFile) if (lacks(there, post)) tell(report, RULE, `${key}/posts`, `${person.login} 现在没有该任职：${textOf(post)}`, `${person.login} does not hold this post: ${textOf(post)}`, 'key');
    for (const post of there) if (lacks(inFile, post)) tell(report, RULE, `${key}/posts`, `${person.login} 的任职不在文件中：${textOf(post)}`, `${person.login} holds a post that is not in the file: ${textOf(post)}`, 'key');
  }
  for (const { login } of present.people) if (!document.people.some((person) => person.login === login)) tell(report, RULE, '/people', `已有人员“${login}”不在文件中`, `“${login}” is there and not in the file`, 'key');
}

interface PostText {
  /** Office, role, department, portfolio and end. */
  readonly what: string;
  /** First day; null = not said. */
  readonly from: LocalDate | null;
}

const textOf = ({ what, from }: PostText): string => (from === null ? what : `${what} ${from}`);

function fileText(document: SetupDocument, post: SetupPost): PostText {
  return { what: whatOf(officeOf(document, post), post.role, post.department ?? '', post.portfolio ?? [], post.until ?? ''), from: post.from ?? null };
}

function rowText({ office, role, department, portfolio, from, until }: AppointmentRow, offices: readonly OfficeRow[]): PostText {
  const word = offices.find(({ id }) => id === office)?.word ?? office;
  return { what: whatOf(word, role, department ?? '', portfolio, until === null ? '' : lawDateOf(until)), from: lawDateOf(from) };
}

function whatOf(office: string, role: string, department: string, portfolio: readonly string[], until: string): string {
  return [office, role, department, [...portfolio].sort().join('+'), until === '' ? '' : `..${until}`].filter((part) => part !== '').join(' ');
}

// How the parts of a setup file fit together: nothing twice, nothing that is not there. Looks only at a file that has its shape, and
// answers the same on every day. What is not here: what counts on the day it is applied (`setup-first-day.ts`).
import { pointerTo } from '@quanze/definitions';
import { LEVELS, officeOf, type SetupDocument, type SetupOffice, type SetupPost } from './setup-document.js';
import { suggestion, tell, type Report } from './shape.js';

export function checkRules(document: SetupDocument, report: Report): void {
  checkOffices(document, report);
  checkPeople(document, report);
}

/** Reports whatever is named a second time. */
function checkTwice(items: readonly { readonly name: string; readonly key: string }[], rule: string, report: Report): void {
  const first = new Map<string, string>();
  for (const { name, key } of items) {
    if (first.has(name)) tell(report, rule, key, `“${name}”重复`, `“${name}” is there twice`);
    else first.set(name, key);
  }
}

function checkOffices({ offices }: SetupDocument, report: Report): void {
  checkTwice(offices.map(({ word }, index) => ({ name: word, key: `/offices/${index}/word` })), 'setup-word-twice', report);
  const words = offices.map(({ word }) => word);
  for (const [index, office] of offices.entries()) {
    checkTwice(office.departments.map(({ id }, place) => ({ name: id, key: `/offices/${index}/departments/${place}/id` })), 'setup-department-twice', report);
    if (office.superior === undefined) continue;
    const key = `/offices/${index}/superior`;
    const superior = offices.find(({ word }) => word === office.superior);
    const meant = suggestion(office.superior, words);
    if (superior === undefined) tell(report, 'setup-office-unknown', key, `没有检察院“${office.superior}”${meant.zh}`, `there is no office “${office.superior}”${meant.en}`);
    // Higher levels only, so no office is above itself by a detour.
    else if (LEVELS.indexOf(superior.level) <= LEVELS.indexOf(office.level)) tell(report, 'setup-superior-level', key, `上级院的层级（${superior.level}）应当高于本院（${office.level}）`, `the superior's level (${superior.level}) has to be higher than ${office.level}`);
  }
}

function checkPeople(document: SetupDocument, report: Report): void {
  checkTwice(document.people.map(({ login }, index) => ({ name: login, key: `/people/${index}/login` })), 'setup-login-twice', report);
  for (const [index, { posts }] of document.people.entries()) {
    for (const [place, post] of posts.entries()) checkPost(document, post, pointerTo('/people', index, 'posts', place), report);
    const names = posts.map((post, place) => ({ name: `${officeOf(document, post)} ${post.role} ${post.department ?? ''}`.trimEnd(), key: pointerTo('/people', index, 'posts', place) }));
    checkTwice(names, 'setup-post-twice', report);
  }
}

function checkPost(document: SetupDocument, post: SetupPost, key: string, report: Report): void {
  const office = document.offices.find(({ word }) => word === officeOf(document, post));
  if (office === undefined) {
    const meant = suggestion(post.office ?? '', document.offices.map(({ word }) => word));
    return tell(report, 'setup-office-unknown', `${key}/office`, `没有检察院“${post.office}”${meant.zh}`, `there is no office “${post.office}”${meant.en}`);
  }
  if (post.department !== undefined) checkDepartment(office, post.department, `${key}/department`, report);
  else if (post.role === 'dept_head') tell(report, 'setup-department-needed', key, '业务机构负责人应当指明内设机构（department）', 'the post of a head names the department');
  for (const [place, id] of (post.portfolio ?? []).entries()) checkDepartment(office, id, `${key}/portfolio/${place}`, report);
  checkTwice((post.portfolio ?? []).map((name, place) => ({ name, key: `${key}/portfolio/${place}` })), 'setup-department-twice', report);
  if (post.from !== undefined && post.until !== undefined && post.until <= post.from) tell(report, 'setup-interval', `${key}/until`, `任职的终止（${post.until}）应当晚于起始（${post.from}）`, `the post has to end (${post.until}) after it begins (${post.from})`);
}

function checkDepartment(office: SetupOffice, id: string, key: string, report: Report): void {
  const ids = office.departments.map((department) => department.id);
  if (ids.includes(id)) return;
  const meant = suggestion(id, ids);
  tell(report, 'setup-department-unknown', key, `${office.word}没有内设机构“${id}”${meant.zh}`, `${office.word} has no department “${id}”${meant.en}`);
}

// What a setup file has to bring on the day it is applied: people who can go on from there, and definitions that come with the product.
// Never asked again later, when posts of the file have ended and the product has newer definitions.
import type { LocalDate } from '@quanze/kernel';
import type { ShippedDefinitions } from '../shipped-definitions.js';
import { checkDefinitions } from './setup-definitions.js';
import { officeOf, type SetupDocument, type SetupPost } from './setup-document.js';
import { tell, type Report } from './shape.js';

export function checkFirstDay(document: SetupDocument, shipped: ShippedDefinitions, today: LocalDate, report: Report): void {
  checkLeadership(document, today, report);
  checkDefinitions(document, shipped, report);
}

/** Whether a post is held on a day. */
export function isHeld(post: SetupPost, today: LocalDate): boolean {
  return (post.from === undefined || post.from <= today) && (post.until === undefined || post.until > today);
}

/** An office whose people nobody administers could never be changed again, so that is an error. What an office may lack for a while is told
 *  as a warning. @source Org 31: the committee has an odd number of members */
function checkLeadership(document: SetupDocument, today: LocalDate, report: Report): void {
  for (const [index, { word }] of document.offices.entries()) {
    const key = `/offices/${index}/word`;
    const holders = (role: SetupPost['role']): number => document.people.filter(({ posts }) => posts.some((post) => post.role === role && officeOf(document, post) === word && isHeld(post, today))).length;
    if (document.people.some(({ posts }) => officeOf(document, posts[0]) === word)) {
      if (holders('admin') === 0) tell(report, 'setup-no-administrator', key, `${word}有人员而目前没有系统管理员（role: admin）`, `${word} has people and at present no administrator (role: admin)`);
      if (holders('chief') === 0) tell(report, 'setup-no-chief', key, `${word}目前没有检察长，重大事项无人决定`, `${word} has no chief at present: nobody can decide major matters`, 'value', 'warning');
    }
    const members = holders('committee_member');
    if (members > 0 && members % 2 === 0) tell(report, 'setup-committee-even', key, `${word}检察委员会有 ${members} 名委员，应为单数`, `the committee of ${word} has ${members} members; the number has to be odd`, 'value', 'warning');
  }
}

// The facts that the algorithm itself reads, whatever list is in force: four facts of the case and seven of the actor.
// A list may use them in its conditions but may not declare them again. What is not here: facts that only a list gives a meaning.
import type { FactDeclaration } from './power-list.js';
import { PROCURATORATES, ROLES } from './vocabulary.js';

/** Where the built-in facts stand in the table of facts; facts declared by a list follow. */
export const SLOT = {
  list: 0, handler: 1, deptReview: 2, procuratorate: 3,
  role: 4, handles: 5, participatedBefore: 6, recused: 7, suspended: 8, personConcerned: 9, delegation: 10,
} as const;

/** Value positions that the code compares with. */
export const VALUE = { notListed: 1, handlerSelf: 0, handlerOther: 1, reviewMissing: 1, yes: 0, no: 1, city: 1, provincial: 2, spp: 3 } as const;

const YES_NO = { yes: [true], no: [false] };

const plain = (values: readonly string[]): Record<string, readonly (string | boolean)[]> => Object.fromEntries(values.map((v) => [v, []]));

/** In the order of `SLOT`. Names with `actor.` are filled from the actor and cannot be stated as facts of the case. */
export const BUILTIN_FACTS: readonly (readonly [string, FactDeclaration])[] = [
  ['list', { label: { zh: '清单是否列明', en: 'listed or not' }, values: { listed: [], not_listed: [] }, default: 'listed', checked: 'always' }],
  ['handler', { label: { zh: '承办人', en: 'handler' }, values: { self: [], other: [] }, checked: 'always' }],
  ['dept_review', { label: { zh: '部门负责人审核', en: 'department review' }, values: { done: [true], missing: [false, 'not_done'] }, default: 'done', checked: 'always' }],
  ['procuratorate', { label: { zh: '检察院层级', en: 'level of procuratorate' }, values: plain(PROCURATORATES), checked: 'always' }],
  ['actor.role', { label: { zh: '行为人角色', en: 'role of the actor' }, values: plain(ROLES), checked: 'always' }],
  ['actor.handles', { label: { zh: '承办本案', en: 'handles this case' }, values: YES_NO, default: 'no', checked: 'always' }],
  ['actor.participated_before', { label: { zh: '曾参与原决定', en: 'took part in the earlier decision' }, values: YES_NO, default: 'no', checked: 'always' }],
  ['actor.recused', { label: { zh: '已回避', en: 'recused' }, values: YES_NO, default: 'no', checked: 'always' }],
  ['actor.suspended', { label: { zh: '停止履职', en: 'suspended or not in post' }, values: YES_NO, default: 'no', checked: 'always' }],
  ['actor.person_concerned', { label: { zh: '被申请回避人', en: 'person concerned' }, values: YES_NO, default: 'no', checked: 'always' }],
  ['actor.delegation', { label: { zh: '委托', en: 'delegation' }, values: { in_force: [true], none: [false, 'expired', 'revoked', 'not_in_force'] }, default: 'none', checked: 'always' }],
];

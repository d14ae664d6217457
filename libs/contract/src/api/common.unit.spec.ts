// Blockers: the words that stand beside a button that cannot be pressed.
import { blockerOf } from './common.js';

describe('a blocker', () => {
  it('says why and who may, in both languages', () => {
    expect(blockerOf({ code: 'AUTHORITY.NOT_YOUR_ROLE', params: { act: 'x', needs: ['dept_head'] }, source: 'Rules 6' })).toEqual({
      code: 'AUTHORITY.NOT_YOUR_ROLE', text: { zh: '该行为由业务机构负责人实施', en: 'This act belongs to: the head of the department.' },
      params: { act: 'x', needs: ['dept_head'] }, source: 'Rules 6',
      whoMay: [{ kind: 'role', id: 'dept_head', label: { zh: '业务机构负责人', en: 'the head of the department' } }],
    });
  });
});

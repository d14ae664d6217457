// Problem documents: words in both languages, who may, and nothing of a fault.
import { problemOf, textOf } from './index.js';

describe('a problem document', () => {
  it('names the bodies that decide, in both languages, and the article', () => {
    const problem = problemOf(
      { code: 'AUTHORITY.REFER', params: { power: 'p', of: ['chief', 'committee'], reasons: ['AUTHORITY.DECISION_RESERVED'] }, source: 'Org 29' },
      { instance: '/api/v1/cases/x/acts', requestId: 'r1', language: 'en' },
    );
    expect(problem).toMatchObject({
      type: '/api/errors#AUTHORITY.REFER', status: 403, code: 'AUTHORITY.REFER', source: 'Org 29', instance: '/api/v1/cases/x/acts', requestId: 'r1',
      detailZh: '该事项由检察长、检察委员会决定：可以提出，由有权主体决定',
      detail: 'This is for the chief procurator, the procuratorial committee to decide: You may put it forward; the named bodies decide',
      whoMay: [{ kind: 'body', id: 'chief', label: { zh: '检察长', en: 'the chief procurator' } }, { kind: 'body', id: 'committee' }],
    });
  });

  it('is Chinese unless asked otherwise, and its title holds no values', () => {
    const problem = problemOf({ code: 'CASE.VERSION_CONFLICT', params: { expected: 3, actual: 4 } });
    expect(problem.detail).toBe('案件已被他人更新：您看到的是第 3 版，现为第 4 版');
    expect(problem.title).not.toMatch(/[34{}]/);
    expect(problem).not.toHaveProperty('whoMay');
    expect(problem).not.toHaveProperty('instance');
  });

  it('tells field problems in words', () => {
    const text = textOf({ code: 'PAYLOAD.INVALID', params: { problems: ['opinion: required', 'a: b: max', 'odd'] } });
    expect(text).toEqual({ zh: '填报内容有误：opinion必填；a: b过大；odd', en: 'What was entered is wrong: opinion is required; a: b is too large; odd.' });
  });

  it('splits the two languages of a condition', () => {
    expect(textOf({ code: 'ACT.CONDITION_NOT_MET', params: { why: ['未讯问 / The suspect was not heard', 'one'] } }))
      .toEqual({ zh: '条件未满足：未讯问；one', en: 'A condition does not hold: The suspect was not heard; one.' });
  });

  it('puts a dash where a value is missing, also for names every object has', () => {
    expect(textOf({ code: 'ACT.UNKNOWN', params: {} }).zh).toBe('本案流程没有该办案行为：–');
    expect(textOf({ code: 'AUTHORITY.NOT_YOUR_ROLE', params: { needs: ['toString'] } }).zh).toBe('该行为由toString实施');
    expect(textOf({ code: 'AUTHORITY.NOT_YOUR_ROLE', params: { needs: [] } }).zh).toBe('该行为由–实施');
  });

  it('says nothing of what a fault knows, and treats a code without a row as a fault', () => {
    for (const code of ['JOURNAL.GAP', 'NOBODY.KNOWS']) {
      const problem = problemOf({ code, params: { secret: 'value', of: ['chief'] }, source: 'place' }, { requestId: 'r2' });
      expect(problem).toMatchObject({ status: 500, params: {}, requestId: 'r2' });
      expect(JSON.stringify(problem)).not.toMatch(/value|place|chief/);
    }
    expect(problemOf({ code: 'NOBODY.KNOWS', params: {} }).code).toBe('FAULT.UNEXPECTED');
  });

  it('does not fill a value in a second time', () => {
    expect(textOf({ code: 'ACT.UNKNOWN', params: { act: '{act}{expected}' } }).en).toBe('The path of this case has no act {act}{expected}.');
  });
});

// Opening a case from another one: who may, when, and what the new case keeps; and the task that asks for it.
import type { CaseId } from '@quanze/kernel';
import { caseUnderReview, OFFICE, path, pathDocument, releaseOf, run, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileRelease } from '../compile/release.js';
import { openCase } from './decide.js';
import { mayLink } from './link.js';
import { CHILD, linkingPath, news, WORLD_AT } from './link-story.contract.js';
import type { CaseSnapshot } from './snapshot.js';
import { takeNotice } from './followed.js';
import { tasksOf } from './tasks.js';

const at = worldOf(staff.handler);
const told = (snapshot: CaseSnapshot, link: string, newPath: string, world = at): string => {
  const may = mayLink(linkingPath, snapshot, link, newPath, world);
  return may.ok ? 'ok' : may.refusal.code;
};
const ended = (): CaseSnapshot => {
  const review = caseUnderReview();
  return { ...review, states: ['stage.closed', 'extension.idle'], status: 'ended', ending: 'closed' };
};

describe('a link', () => {
  const review = caseUnderReview();

  it('gives the origin that the new case keeps', () => {
    expect(mayLink(linkingPath, review, 'advice', 'support.suggestion', at)).toEqual({ ok: true, value: { case: review.caseId, link: 'advice', path: 'test.path' } });
  });

  it.each([
    ['a link the path does not have', 'advise', 'support.suggestion', 'LINK.UNKNOWN'],
    ['an inherited word', 'toString', 'support.suggestion', 'LINK.UNKNOWN'],
    ['a path it does not lead to', 'advice', 'criminal.arrest', 'LINK.PATH_MISMATCH'],
    ['conditions that do not hold', 'suit', 'public-interest.admin', 'LINK.NOT_NOW'],
    ['a state it does not have', 'after', 'support.quality', 'LINK.NOT_NOW'],
  ])('is refused for %s', (_why, link, newPath, code) => {
    expect(told(review, link, newPath)).toBe(code);
  });

  it('names the conditions that do not hold, with their words', () => {
    expect(mayLink(linkingPath, review, 'suit', 'public-interest.admin', at)).toMatchObject({ ok: false, refusal: { params: { unmet: ['silent'], why: ['尚未逾期 / 尚未逾期'] }, source: '建议规定第25条' } });
    expect(told({ ...review, facts: { ...review.facts, silent: true } }, 'suit', 'public-interest.civil')).toBe('ok');
  });

  it('needs the other states as well', () => {
    expect(told({ ...review, states: ['stage.reviewing', 'extension.asking.drafted'] }, 'advice', 'support.suggestion')).toBe('LINK.NOT_NOW');
  });

  it('is judged by the gate of the case it is opened from', () => {
    expect(told(review, 'advice', 'support.suggestion', worldOf(staff.other))).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect(told(review, 'advice', 'support.suggestion', worldOf(staff.counter))).toBe('ok');
    const recused = run(review, staff.counter, 'recuse', { person: staff.handler.person });
    expect(told(recused, 'advice', 'support.suggestion')).toBe('RECUSAL.PENDING');
    expect(told({ ...review, bars: [{ person: staff.handler.person, reason: 'x' }] }, 'advice', 'support.suggestion')).toBe('PARTICIPATION.BARRED');
  });

  it('tells who may not at all before what does not hold', () => {
    expect(told(review, 'suit', 'public-interest.admin', worldOf(staff.other))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('is closed with the case, unless it holds after the ending', () => {
    expect(told({ ...ended(), facts: { silent: true } }, 'suit', 'public-interest.admin')).toBe('LINK.NOT_NOW');
    expect(told(ended(), 'after', 'support.quality', worldOf(staff.counter))).toBe('ok');
  });

  it('is unknown to a path without links', () => {
    expect(mayLink(path, review, 'advice', 'support.suggestion', at)).toMatchObject({ ok: false, refusal: { code: 'LINK.UNKNOWN' } });
  });
});

it('a case opened from another keeps its origin from the first entry on', () => {
  const origin = { case: CHILD, link: 'advice', path: 'test.path' };
  const opened = openCase(path, { caseId: 'cccccccc-0000-4000-8000-00000000c009' as CaseId, office: OFFICE, department: 'd1', origin }, {}, { act: 'receive', payload: { on: '2026-03-02' } }, worldOf(staff.counter));
  expect(opened).toMatchObject({ ok: true, value: { snapshot: { origin }, entry: { payload: { patch: { origin } } } } });
  if (opened.ok) expect(run(opened.value.snapshot, staff.counter, 'assign', { person: staff.handler.person }).origin).toEqual(origin);
});

describe('the task of a link', () => {
  const review = caseUnderReview();
  const keysOf = (snapshot: CaseSnapshot): readonly string[] => tasksOf(linkingPath, snapshot, T0 as never).map(({ key }) => key);

  it('asks while the link is open and nothing was opened by it', () => {
    expect(tasksOf(linkingPath, review, T0 as never)).toContainEqual(expect.objectContaining({ key: 'link#advice', state: 'link', verb: 'record', role: 'case_mgmt' }));
    expect(keysOf({ ...review, states: ['stage.returned', 'extension.idle'] })).not.toContain('link#advice');
    const linked = takeNotice(linkingPath, review, news(1, { states: ['stage.registered'] }), { ...worldOf(staff.counter, WORLD_AT) }, 3);
    expect(keysOf(linked?.snapshot as CaseSnapshot)).not.toContain('link#advice');
  });
});

describe('a definition', () => {
  const link = { label: { zh: '联', en: 'link' }, paths: ['x'], from: ['stage.reviewing'], by: ['handler' as const], source: '规则' };
  it.each([
    ['an unknown state', { ...link, from: ['stage.gone'] }, 'DEFINITION.UNKNOWN_STATE'],
    ['a payload, which a link has none of', { ...link, when: [{ if: 'payload.x = 1', else: { zh: '', en: '' } }] }, 'DEFINITION.UNDECLARED_FACT'],
    ['an undeclared fact to set', { ...link, follow: [{ on: { ending: 'closed' as const }, set: { gone: 'true' }, note: link.label }] }, 'DEFINITION.UNDECLARED_FACT'],
    ['an undeclared clock', { ...link, follow: [{ on: { ending: 'closed' as const }, clocks: [{ satisfy: 'gone' }], note: link.label }] }, 'DEFINITION.UNKNOWN_CLOCK'],
    ['an undeclared clock to start', { ...link, follow: [{ on: { clock: 'reply' }, clocks: [{ start: 'gone' }], note: link.label }] }, 'DEFINITION.UNKNOWN_CLOCK'],
  ])('does not compile with %s', (_what, declared, code) => {
    expect(compileRelease(releaseOf({ ...pathDocument, links: { bad: declared } }))).toMatchObject({ ok: false, refusal: { code } });
  });
});

// The plan of the demonstration: when its steps happen, whatever day it is started on; and the small things around it.
import { folderSource, loadWorkflows } from '@quanze/definitions';
import { drawPassword } from '@quanze/application';
import { compileCalendar, isWorkingDay, parseCalendar, parseDeadlineRules, computeDeadline } from '@quanze/calendar';
import { expectOk, lawDateOf, type Instant, type LocalDate } from '@quanze/kernel';
import { resolve } from 'node:path';
import { alignRows, padTo, widthOf } from './demo-columns.js';
import { credentialTable } from './demo-credentials.js';
import { DEMO_PEOPLE } from './demo-office.js';
import { Telling } from './demo-story.js';
import { beginningOf, layOut, type LawBooks } from './demo-timeline.js';
import { demoStories } from './seed-cases.js';
import { random } from './system.js';

const { documents } = loadWorkflows(folderSource(resolve(import.meta.dirname, '../../../../workflows')));
const valueOf = (kind: string): never => documents.find((document) => document.kind === kind)?.value as never;
const [calendar, rules] = [parseCalendar(valueOf('calendar')), parseDeadlineRules(valueOf('deadline-rules'))];
if (!calendar.ok || !rules.ok) throw new Error('calendar or rules do not load');
const books: LawBooks = { calendar: compileCalendar(calendar.value), rules: rules.value };

// A working morning, the night after a holiday, the last minute of a year, a leap day without a published calendar.
const STARTS = ['2026-11-23T02:30:00.000Z', '2026-02-23T16:30:00.000Z', '2026-12-31T15:59:00.000Z', '2028-02-29T12:00:00.000Z'] as Instant[];

describe.each(STARTS)('started at %s', (start) => {
  const moments = layOut(demoStories(), start, books);

  it('has every step in order, none after the start, in office hours of working days or just before it', () => {
    expect(moments.filter(({ at }) => at >= start)).toEqual([]);
    expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).sort());
    const today = lawDateOf(start);
    expect(moments.filter(({ at }) => lawDateOf(at) !== today && !isWorkingDay(books.calendar, lawDateOf(at)).working)).toEqual([]);
    const bad = demoStories().filter(({ key }) => {
      const own = moments.filter(({ story }) => story.key === key);
      return own.some(({ index }, place) => index !== place) || new Set(own.map(({ at }) => at)).size !== own.length;
    });
    expect(bad).toEqual([]);
  });

  it('begins a case so that its period ends when the story wants it', () => {
    const today = lawDateOf(start);
    const begin = beginningOf({ rule: 'crim.prosecution.review', held: true, dueInDays: 2 }, today, books);
    const rule = books.rules.rules.get('crim.prosecution.review');
    const dueOf = (day: LocalDate) => expectOk(computeDeadline(rule as never, day, [{ event: 'custody', in_custody: true }], books.calendar, { rules: books.rules }), 'due').due;
    const left = (Date.parse(dueOf(begin)) - Date.parse(today)) / 86_400_000;
    // Days on which nobody works begin no case, so after a long holiday it may be a few days nearer.
    expect(left).toBeLessThanOrEqual(2);
    expect(left).toBeGreaterThan(-9);
  });
});

describe('a story', () => {
  it('does not go back in time', () => {
    const telling = new Telling({ key: 'x', path: 'criminal.arrest', title: '某案', facts: {}, begins: { daysAgo: 3 } }, { department: 'first', handler: 'a', head: 'b', assistant: 'c' });
    expect(() => telling.on(3).on(2)).toThrow('day 2 lies before day 3');
  });

  it('has its own key, a masked name, and people that exist', () => {
    const stories = demoStories();
    expect(new Set(stories.map(({ key }) => key)).size).toBe(stories.length);
    expect(stories.filter(({ title }) => !/某/.test(title))).toEqual([]);
    const logins = new Set(DEMO_PEOPLE.map(({ login }) => login));
    expect(stories.flatMap(({ steps }) => steps).filter(({ login }) => !logins.has(login))).toEqual([]);
  });
});

describe('the office', () => {
  it('has somebody in every role and an odd committee', () => {
    const roles = DEMO_PEOPLE.flatMap(({ posts }) => posts.map(({ role }) => role));
    expect(new Set(roles)).toEqual(new Set(['chief', 'deputy_chief', 'dept_head', 'procurator', 'assistant', 'clerk', 'committee_member', 'case_mgmt', 'inspection', 'admin']));
    expect(roles.filter((role) => role === 'committee_member').length % 2).toBe(1);
    expect(DEMO_PEOPLE.filter(({ posts }) => posts.some(({ role, office }) => role === 'deputy_chief' && office === undefined)).map(({ posts }) => posts[0]?.portfolio?.length)).toEqual([2, 2]);
  });
});

describe('columns', () => {
  it('count a Chinese character as two cells', () => {
    expect([widthOf('检察长'), widthOf('chief'), widthOf('（甲）'), widthOf('×')]).toEqual([6, 5, 6, 1]);
    expect(padTo('检察', 6)).toBe('检察  ');
    expect(alignRows([['号', '人', 'x'], ['1', '检察长', 'y']])).toEqual(['号  人      x', '1   检察长  y']);
  });
});

describe('passwords', () => {
  it('are four groups of four letters that differ from call to call, and stand in the table beside their login', () => {
    const drawn = Array.from({ length: 50 }, () => drawPassword(random));
    expect(drawn.filter((password) => !/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/.test(password))).toEqual([]);
    expect(new Set(drawn).size).toBe(50);
    const table = credentialTable(DEMO_PEOPLE.map((person, index) => ({ person, password: drawn[index] ?? '' })));
    expect(table).toMatch(new RegExp(`chief +周望岭 +检察长、检委会委员 +${drawn[0]}`));
    expect(table).toContain('procurator1');
  });
});

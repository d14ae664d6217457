// What the demonstration program takes for a deviation, with answers made up here. What is not here: the real host (test/demo).
import type { Instant } from '@quanze/kernel';
import type { DemoClient } from './client.js';
import { mustBe } from './deviation.js';
import { MovedClock, type DemoOffice } from './office.js';
import { Paper } from './paper.js';
import { Play, whoIs, whoIsId } from './play.js';

const START = '2026-03-02T00:30:00.000Z' as Instant;
const ACT = { act: 'accept', label: { zh: '受理', en: 'Accept' } };
const DEADLINE = { clock: 'review', label: { zh: '审查起诉期限', en: 'Review' }, due: '2026-04-02', phase: 'running', provisional: false, derivation: { zh: ['1. 甲'], en: ['1. a'] } };

function playWith(post: object, get: (path: string) => unknown = (path) => (path.endsWith('/acts') ? { version: 1, acts: [ACT] } : [DEADLINE])) {
  const lines: string[] = [];
  const client = { get: async (_login: string, path: string) => get(path), post: async () => post } as unknown as DemoClient;
  const office = { clock: new MovedClock(START), ring: async () => undefined } as unknown as DemoOffice;
  return { play: new Play(office, client, new Paper((text) => lines.push(text), false)), lines, office };
}
const done = { ok: true, value: { version: 2, decision: null, seq: 3 } };
const problem = { code: 'AUTHORITY.REFER', detailZh: '由检察长决定', detailEn: 'for the chief', source: '规则 370', params: {}, whoMay: [{ label: { zh: '检察长', en: 'the chief' } }] };

describe('an act', () => {
  it('that is refused ends the program with the reason', async () => {
    await expect(playWith({ ok: false, problem }).play.does('intake', 'accept')).rejects.toThrow('intake accept: AUTHORITY.REFER for the chief');
  });

  it('that the state does not have ends the program', async () => {
    await expect(playWith(done).play.does('intake', 'no-such-act')).rejects.toThrow('no-such-act is not an act of this state; there are accept');
  });
});

describe('an over-reach', () => {
  it('prints reason, who may and article', async () => {
    const { play, lines } = playWith({ ok: false, problem });
    await play.isRefused('procurator1', 'accept', {}, 'AUTHORITY.REFER');
    expect(lines.join('')).toMatch(/拒绝 refused {2}AUTHORITY\.REFER\n.*由检察长决定\n.*for the chief\n.*检察长 \(the chief\)\n.*规则 370/);
  });

  it('that is done, refused otherwise, or refused without an article ends the program', async () => {
    await expect(playWith(done).play.isRefused('procurator1', 'accept', {}, 'X')).rejects.toThrow('was not refused');
    await expect(playWith({ ok: false, problem }).play.isRefused('procurator1', 'accept', {}, 'X')).rejects.toThrow('expected "X", got "AUTHORITY.REFER"');
    await expect(playWith({ ok: false, problem: { ...problem, source: undefined } }).play.isRefused('procurator1', 'accept', {}, 'AUTHORITY.REFER')).rejects.toThrow('names no article');
  });
});

describe('a deadline', () => {
  it('on another day, ended, still running or unknown ends the program', async () => {
    const ended = () => [{ ...DEADLINE, phase: 'stopped' }];
    await expect(playWith(done).play.deadline('review', '2026-04-03')).rejects.toThrow('expected "2026-04-03", got "2026-04-02"');
    await expect(playWith(done, ended).play.deadline('review', '2026-04-02')).rejects.toThrow('deadline review runs');
    await expect(playWith(done).play.deadline('review', null)).rejects.toThrow('deadline review runs');
    await expect(playWith(done).play.deadline('other', null)).rejects.toThrow('there is no deadline other');
  });

  it('is printed with every step, in both languages; an ended one without', async () => {
    const [running, ended] = [playWith(done), playWith(done, () => [{ ...DEADLINE, phase: 'stopped' }])];
    await running.play.deadline('review', '2026-04-02');
    await ended.play.deadline('review', null);
    expect(running.lines.join('')).toMatch(/届满 due 2026-04-02\n +1\. 甲\n +a\n/);
    expect(ended.lines.join('')).toMatch(/：已终止 stopped\n$/);
  });
});

describe('around it', () => {
  it('the clock moves forward only', async () => {
    const { play, office } = playWith(done);
    await play.day('2026-03-03', '告知', 'Notices');
    expect(office.clock.now()).toBe('2026-03-03T01:00:00.000Z');
    await expect(play.day('2026-03-02', '前', 'before')).rejects.toThrow('run back');
  });

  it('people have names and posts, and the clock has none', () => {
    expect([whoIs('chief'), whoIs('nobody'), whoIsId(null)]).toEqual(['周望岭 检察长', 'nobody', '（时钟 the clock）']);
    expect(() => mustBe('x', undefined, null)).toThrow('x: expected null, got null');
  });
});

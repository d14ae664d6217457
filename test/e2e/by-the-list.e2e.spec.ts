// Use power by the list, bear responsibility by the list (R109–R114), over HTTP: every act names the entry it was done by, attribution names the
// same one, a new list takes a second person and its day, and what was decided before keeps its own. What is not here: how documents are
// checked (libs/definitions), and what attribution finds (`responsibility.e2e.spec.ts`).
import { coversPower, type DutyList } from '@quanze/responsibility';
import { addMs, type JsonValue } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { issue, openCase, personId, walk, type Step } from './arrest-case.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';
import { alone, atChief, byCommittee, byTeam, lastDecision, step } from './responsibility-cases.js';

// Cases carry the day of the system's clock; the list changes in the days after it.
const DAY_MS = 86_400_000;
const LIST = 'model@2026-11-23';
const NEXT = 'model@2099.1';
const DEFINITIONS = `/api/v1/offices/${DEMO_OFFICE}/definitions`;

interface Line { readonly entry: { readonly kind: string; readonly act: string; readonly actor: { readonly person: string } | null; readonly authority: Authority | null } }
interface Authority { readonly power?: string; readonly duty?: string; readonly list: string }
interface Row { readonly person: string; readonly area: string; readonly duty: { readonly duty: string; readonly list: string; readonly label: { readonly en: string }; readonly next: string } | null }
interface Made { readonly caseId: string; readonly decision: number }

let host: RunningHost;
let clock: FakeClock;
let model: DutyList;
beforeAll(async () => {
  clock = createFakeClock(new Date().toISOString());
  host = await startHost({ clock, works: false });
  const published = await host.application.deps.office.definitions(TENANT);
  model = published.find(({ kind }) => kind === 'duty-list')?.content as unknown as DutyList;
}, 180_000);
afterAll(() => host.close());

const inDays = (days: number): string => addMs(clock.now(), days * DAY_MS + 8 * 3_600_000).slice(0, 10);
const read = async (login: string, url: string) => {
  const answer = await host.as(login)({ url: `/api/v1/${url}` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
const post = (login: string, url: string, payload: object): Promise<Answer> => host.as(login)({ method: 'POST', url, payload });
async function play(steps: readonly Step[]): Promise<Made> {
  const { caseId, version } = await openCase(host.as);
  await walk(host.as, caseId, version, steps);
  return { caseId, decision: await lastDecision(host.as, caseId) };
}
const traceOf = async ({ caseId }: Made): Promise<readonly Line[]> => ((await read('inspector', `cases/${caseId}/trace?limit=200`)) as { lines: Line[] }).lines;
/** The authority of the last entry of an act, of one person where several do it. */
const authorityOf = (lines: readonly Line[], act: string, by?: string): Authority | null | undefined =>
  lines.filter(({ entry }) => entry.act === act && (by === undefined || entry.actor?.person === personId(by))).at(-1)?.entry.authority;
const rowsOf = async ({ caseId, decision }: Made): Promise<{ readonly rows: readonly Row[]; readonly power: string; readonly listVersion: string }> => read('inspector', `cases/${caseId}/decisions/${decision}/responsibility`);
const dutyOf = (rows: readonly Row[], login: string, area: string): Row['duty'] | undefined => rows.find((row) => row.person === personId(login) && row.area === area)?.duty;
const entryOf = (list: DutyList, cited: string | undefined) => {
  const [role, id] = (cited ?? '').split('/');
  const own = list.roles[role as keyof DutyList['roles']];
  return [...(own?.duties ?? []), ...(own?.supervision ?? [])].find((duty) => duty.id === id);
};

describe('an act and the row of who answers for it', () => {
  it('name the same power entry, and a duty that names that power, for a decision inside the own authority', async () => {
    const made = await play([...alone('procurator2'), issue('procurator2')]);
    const [lines, view] = [await traceOf(made), await rowsOf(made)];
    const used = authorityOf(lines, 'outcome.decide');
    expect(used).toEqual({ power: 'criminal.arrest.approve', rule: expect.any(String), list: LIST });
    expect([view.power, view.listVersion]).toEqual([used?.power, used?.list]);
    const duty = dutyOf(view.rows, 'procurator2', 'decision');
    expect(duty).toEqual({ duty: 'procurator/decide-own-matters', list: LIST, label: { zh: '在职权范围内作出决定', en: 'Decide within own authority' }, next: 'chief' });
    expect(entryOf(model, duty?.duty)?.powers?.some((power) => coversPower(power, used?.power ?? ''))).toBe(true);
  });

  it('name the same duty entry and list version for handling, alone and in a team', async () => {
    const sole = await play([...alone('procurator2'), issue('procurator2')]);
    const [lines, { rows }] = [await traceOf(sole), await rowsOf(sole)];
    expect(authorityOf(lines, 'record-findings')).toEqual({ duty: 'procurator/establish-facts', list: LIST });
    expect(dutyOf(rows, 'procurator2', 'facts')).toMatchObject(authorityOf(lines, 'record-findings') ?? {});
    expect(dutyOf(rows, 'procurator2', 'procedure')).toMatchObject(authorityOf(lines, 'outcome.issue') ?? {});
    expect(authorityOf(lines, 'receive')).toEqual({ duty: 'case_mgmt/accept-and-assign', list: LIST });
    const team = await play(byTeam);
    const [led, who] = [await traceOf(team), (await rowsOf(team)).rows];
    expect(authorityOf(led, 'record-findings')).toEqual({ duty: 'lead/establish-facts', list: LIST });
    expect(dutyOf(who, 'procurator1', 'facts')).toMatchObject({ duty: 'lead/establish-facts', list: LIST });
    expect(dutyOf(who, 'procurator2', 'facts')).toMatchObject({ duty: 'team_member/establish-facts', list: LIST });
    expect(dutyOf(who, 'assistant1', 'task')).toMatchObject({ duty: 'assistant/support-under-direction', list: LIST });
  });

  it('name the same for a review, a vote and the session', async () => {
    const made = await play(byCommittee('procurator2'));
    const [lines, { rows }] = [await traceOf(made), await rowsOf(made)];
    expect(authorityOf(lines, 'outcome.review')).toMatchObject({ power: 'general.review.department', list: LIST });
    expect(entryOf(model, dutyOf(rows, 'head1', 'review')?.duty)?.powers?.some((power) => coversPower(power, 'general.review.department'))).toBe(true);
    expect(authorityOf(lines, 'outcome.open-meeting')).toEqual({ duty: 'chief/preside-over-the-committee', list: LIST });
    for (const login of ['deputy', 'head2', 'chief']) {
      expect(authorityOf(lines, 'outcome.vote', login)).toEqual({ duty: 'committee_member/vote', list: LIST });
      expect(dutyOf(rows, login, 'vote')).toMatchObject({ duty: 'committee_member/vote', list: LIST });
    }
  });

  it('are never without a list: every accepted act of a person names a power or a duty', async () => {
    const lines = (await Promise.all([await play(byTeam), await play(byCommittee('procurator2')), await play(atChief('procurator2').concat(step('chief', 'outcome.override', { option: 'refuseNoDanger', reviewReport: '意见书', facts: '事实', evidence: '证据', law: '法律' })))].map(traceOf))).flat();
    const done = lines.filter(({ entry }) => entry.actor !== null && entry.kind !== 'refused');
    expect(done.length).toBeGreaterThan(25);
    expect(done.filter(({ entry }) => entry.authority === null || (entry.authority.power === undefined) === (entry.authority.duty === undefined)).map(({ entry }) => entry.act)).toEqual([]);
  });
});

describe('the duty list', () => {
  it('says of every entry what it includes, excludes and who is next, to the people of the office and of the one above', async () => {
    const { version, list } = (await read('clerk1', `offices/${DEMO_OFFICE}/duty-list`)) as { version: string; list: DutyList };
    expect(version).toBe(LIST);
    const entries = Object.values(list.roles).flatMap(({ duties, supervision }) => [...duties, ...supervision]);
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.filter(({ includes, excludes, next }) => [includes.zh, includes.en, excludes.zh, excludes.en].includes('') || list.roles[next] === undefined)).toEqual([]);
    expect((await read('city.chief', `offices/${DEMO_OFFICE}/duty-list`)).version).toBe(LIST);
    const codeOf = async (login: string, url: string): Promise<string> => (await host.as(login)({ url: `/api/v1/offices/${url}` })).json().code;
    expect(await Promise.all([codeOf('procurator1', 'x/duty-list'), codeOf('procurator1', `${DEMO_OFFICE}/duty-list?on=yesterday`), codeOf('chief', `${DEMO_OFFICE}/definitions/${'0'.repeat(64)}/duty-changes`)]))
      .toEqual(['OFFICE.NOT_FOUND', 'DATE.MALFORMED', 'DEFINITION.NOT_SUBMITTED']);
  });
});

describe('a new version of the duty list', () => {
  const changed = (more: Partial<DutyList> = {}): JsonValue => {
    const { procurator } = model.roles;
    const duties = (procurator?.duties ?? []).map((duty) => (duty.id === 'establish-facts' ? { ...duty, label: { zh: '查清事实', en: 'Find out the facts' } } : duty));
    return { ...model, version: '2099.1', effectiveFrom: inDays(2), roles: { ...model.roles, procurator: { ...procurator, duties } }, ...more } as unknown as JsonValue;
  };
  const submit = (content: JsonValue, more: object = {}): Promise<Answer> => {
    const { id, version, effectiveFrom } = content as unknown as DutyList;
    return post('admin', DEFINITIONS, { kind: 'duty-list', id, version, effectiveFrom, content, ...more });
  };
  const publish = (hash: string, login = 'chief'): Promise<Answer> => post(login, `${DEFINITIONS}/${hash}/publish`, {});

  it('is refused for today, under another name, with a power nobody lists, and when an act would be without a duty', async () => {
    expect((await submit(changed({ effectiveFrom: inDays(0) }))).json().code).toBe('DEFINITION.EFFECTIVE_TOO_EARLY');
    const other = await submit(changed(), { version: '2099.9' });
    expect([other.json().code, other.json().params.path]).toEqual(['DEFINITION.BAD_VALUE', '/version']);
    const foreign = await submit(changed({ powerList: { id: 'model', version: '1999' } }));
    expect([foreign.json().code, foreign.json().params.problems[0]]).toEqual(['DEFINITION.INVALID', expect.stringContaining('power-list-unknown')]);
    const clerk = model.roles.clerk as NonNullable<DutyList['roles']['clerk']>;
    const silent = { ...clerk, duties: clerk.duties.map(({ capacities: _gone, ...duty }) => duty) };
    const unmapped = await submit(changed({ roles: { ...model.roles, clerk: silent } }));
    expect([unmapped.statusCode, unmapped.json().code, unmapped.json().params.problems[0]]).toEqual([422, 'DEFINITION.INVALID', expect.stringMatching(/^act-unmapped case-path [a-z.-]+\/acts\/.*clerk has no duty of acting in the capacity handle/)]);
  });

  it('takes a second person and its day, once; what was decided before keeps the old entry', async () => {
    const before = await play(alone('procurator2'));
    const submitted = await submit(changed());
    const rival = await submit(changed({ version: '2099.2' }));
    expect([submitted.statusCode, rival.statusCode]).toEqual([201, 201]);
    expect(await read('chief', `offices/${DEMO_OFFICE}/definitions/${submitted.json().hash}/duty-changes`)).toEqual({
      before: LIST, after: NEXT, effectiveFrom: inDays(2), changes: [{ role: 'procurator', duty: 'establish-facts', change: 'changed', keys: ['label'] }],
    });
    expect((await publish(submitted.json().hash, 'admin')).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect((await publish(submitted.json().hash)).statusCode).toBe(200);
    const second = await publish(rival.json().hash);
    expect([second.json().code, second.json().params]).toEqual(['DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: inDays(2) }]);
    const waiting = await play(alone('procurator2'));
    expect(authorityOf(await traceOf(waiting), 'record-findings')).toEqual({ duty: 'procurator/establish-facts', list: LIST });

    const [today, then] = [inDays(0), inDays(2)];
    clock.advanceMs(3 * DAY_MS);
    host.forgetSessions();
    const after = await play(alone('procurator2'));
    expect(authorityOf(await traceOf(after), 'record-findings')).toEqual({ duty: 'procurator/establish-facts', list: NEXT });
    expect(dutyOf((await rowsOf(after)).rows, 'procurator2', 'facts')).toMatchObject({ duty: 'procurator/establish-facts', list: NEXT, label: { en: 'Find out the facts' } });
    expect((await Promise.all([`?on=${today}`, `?on=${then}`, ''].map((query) => read('procurator2', `offices/${DEMO_OFFICE}/duty-list${query}`)))).map(({ version }) => version)).toEqual([LIST, NEXT, NEXT]);
    for (const made of [before, waiting]) {
      expect(dutyOf((await rowsOf(made)).rows, 'procurator2', 'facts')).toMatchObject({ duty: 'procurator/establish-facts', list: LIST, label: { en: 'Establish the facts and examine the evidence' } });
      expect(authorityOf(await traceOf(made), 'record-findings')).toEqual({ duty: 'procurator/establish-facts', list: LIST });
    }
  });

  const releaseOf = async (): Promise<{ readonly version: string; readonly content: { path: { acts: Record<string, { by: string[] }> } } }> => {
    const found = (await host.application.deps.office.definitions(TENANT)).find(({ kind, id }) => kind === 'release' && id === 'criminal.arrest') as { content: JsonValue; version: string };
    return { version: found.version, content: structuredClone(found.content) as never };
  };
  const submitRelease = (version: string, content: unknown): Promise<Answer> => post('admin', DEFINITIONS, { kind: 'release', id: 'criminal.arrest', version, effectiveFrom: inDays(9), content });

  it('binds releases to come: one whose act nobody has a duty for is refused', async () => {
    const { version, content } = await releaseOf();
    content.path.acts['add-note']?.by.push('admin');
    const refused = await submitRelease(version, content);
    expect([refused.statusCode, refused.json().code, refused.json().params.problems]).toEqual([422, 'DEFINITION.INVALID', [expect.stringMatching(/^act-unmapped case-path criminal\.arrest\/acts\/add-note\/by\/\d+: /)]]);
    content.path.acts['add-note']?.by.pop();
    expect((await submitRelease(version, { ...content, path: { ...content.path, label: { zh: '审查逮捕', en: 'Review' } } })).statusCode).toBe(201);
  });

  it('is asked again when a release is published: the duty may have gone in the meantime', async () => {
    const { version, content } = await releaseOf();
    const guide = { label: { zh: '上级指导', en: 'Guide' }, from: ['*'], by: ['superior_official'], capacity: 'instruct', source: '测试' };
    const release = await submitRelease(version, { ...content, path: { ...content.path, acts: { ...content.path.acts, guide } } });
    expect(release.statusCode).toBe(201);
    const superior = model.roles.superior_official as NonNullable<DutyList['roles']['superior_official']>;
    const silent = { ...superior, duties: superior.duties.map(({ capacities: _gone, ...duty }) => duty) };
    const list = await submit(changed({ version: '2099.3', effectiveFrom: inDays(20), roles: { ...model.roles, superior_official: silent } }));
    expect((await publish(list.json().hash)).statusCode).toBe(200);
    const refused = await publish(release.json().hash);
    expect([refused.json().code, refused.json().params.problems]).toEqual(['DEFINITION.INVALID', [expect.stringContaining('by the duty list model@2099.3 superior_official has no duty of acting in the capacity instruct')]]);
  });
});

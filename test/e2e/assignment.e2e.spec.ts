// Assignment over HTTP: committing to secrets, drawing, assigning whom the draw gave and nobody else, drawing anew with reasons, the rule of
// one case and one procurator, the chief's choice; and the proofs as the command line sees them, which needs no host.
// What is not here: the mathematics of the draw (libs/assignment) and races of two draws at the database (libs/persistence).
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refused, type JsonObject } from '@quanze/kernel';
import { quanze, type Run } from '../../apps/cli/src/spawn-cli.contract.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { createFakeClock } from '@quanze/testkit';
import { accept, ASKED, assign, openCase, personId, send, walk, type OpenedCase, type Step } from './arrest-case.js';
import { audit } from './audit/audit.js';
import { withOwner } from './audit/rows.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, NEW_CASE, startHost, type RunningHost } from './host.js';

jest.setTimeout(180_000);
const FIRST_DEPARTMENT = ['procurator1', 'procurator2'].map(personId).sort();
const STOCK = `/api/v1/offices/${DEMO_OFFICE}/draw-commitments`;
let host: RunningHost;

beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

const get = (login: string, url: string): Promise<Answer> => host.as(login)({ url });
const post = (login: string, url: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> => host.as(login)({ method: 'POST', url, payload, headers });
const stock = (login: string, count: number): Promise<Answer> => post(login, STOCK, { count });
const left = async (): Promise<number> => (await get('chief', STOCK)).json().left as number;
const draw = (login: string, { caseId, version }: OpenedCase, more: object = {}, headers: Record<string, string> = {}): Promise<Answer> => post(login, `/api/v1/cases/${caseId}/draw`, { expectedVersion: version, ...more }, headers);
const choose = (login: string, { caseId, version }: OpenedCase, person: string, reasons = '该案另有指定'): Promise<Answer> => post(login, `/api/v1/cases/${caseId}/assignment/choice`, { expectedVersion: version, person, reasons });
const assignmentOf = async ({ caseId }: OpenedCase, login = 'chief'): Promise<JsonObject> => (await get(login, `/api/v1/cases/${caseId}/assignment`)).json() as JsonObject;
const codeOf = (answer: Answer): readonly unknown[] => [answer.statusCode, answer.json().code];
const other = (login: string): Step => ({ by: 'chief', act: 'reassign', payload: { handler: personId(login), reasons: '承办人调离' } });
const at = (opened: OpenedCase, drawn: Answer): OpenedCase => ({ ...opened, version: (drawn.json() as { version: number }).version });
const step = (by: string, act: string, payload: Step['payload']): Step => ({ by, act, payload });

/** A case that waits for its handler. */
async function accepted(foreignNumber?: string): Promise<OpenedCase> {
  const opened = foreignNumber === undefined ? await openCase(host.as) : ((await post('intake', '/api/v1/cases', { ...NEW_CASE, foreignNumber })).json() as OpenedCase);
  return { ...opened, version: await walk(host.as, opened.caseId, opened.version, [accept('2026-11-20')]) };
}

const loginOf = (person: unknown): string => ['procurator1', 'procurator2'].find((login) => personId(login) === person) ?? `nobody of ${String(person)}`;
const theOther = (person: unknown): string => (loginOf(person) === 'procurator1' ? 'procurator2' : 'procurator1');

describe('a stock of commitments', () => {
  it('is made by case management or the administrator, published in the journal of the office, and shows no secret', async () => {
    expect(codeOf(await draw('intake', await accepted()))).toEqual([409, 'ASSIGNMENT.NO_COMMITMENT']);
    const made = await stock('intake', 3);
    expect([made.statusCode, made.json().first, made.json().last, made.json().commitments.length]).toEqual([201, 1, 3, 3]);
    expect((await stock('admin', 40)).json()).toMatchObject({ first: 4, last: 43 });
    const journal = await host.application.deps.cases.journal(DEMO_OFFICE, made.json().seq - 1, 1);
    expect(journal[0]).toMatchObject({ act: 'draw.commit', payload: { input: { first: 1, commitments: made.json().commitments } } });
    const page = await get('chief', `${STOCK}?limit=2`);
    expect(page.json()).toMatchObject({ items: [{ number: 1, commitment: made.json().commitments[0], used: false }, { number: 2 }], next: 2, left: 43 });
    expect(page.body).not.toMatch(/secret|sealed/);
  });

  it('is refused to others, and of a size that is none', async () => {
    expect(codeOf(await stock('procurator1', 1))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    for (const count of [0, 201, 1.5]) expect(codeOf(await stock('intake', count))).toEqual([422, 'REQUEST.INVALID']);
  });

  it('is unreadable in the database and cannot be changed there', async () => {
    const rows = await withOwner(host.databaseUrl, (client) => client.query<{ sealed: string }>('SELECT sealed FROM draw_commitment'));
    expect(rows.rows.filter(({ sealed }) => /^[0-9a-f]{64}$/.test(sealed) || Buffer.from(sealed, 'base64').length < 28 + 64)).toEqual([]);
    await expect(withOwner(host.databaseUrl, (client) => client.query('DELETE FROM draw_commitment'))).rejects.toThrow('append-only');
  });
});

describe('a draw', () => {
  it('shows candidates with the reasons beforehand, and the excluded with what bars them', async () => {
    const view = await assignmentOf(await accepted());
    const rows = (view['candidates'] as readonly JsonObject[]).map(({ person, place, tickets, bars }) => [person, place === null, tickets, bars]);
    expect(view).toMatchObject({ method: 'draw', manual: 'free', proposal: null, selected: null, rules: { id: 'model', rule: 'criminal', status: 'unverified' } });
    expect(rows.slice(0, 2).map(([person]) => person).sort()).toEqual(FIRST_DEPARTMENT);
    expect(rows).toEqual(expect.arrayContaining([
      [personId('procurator1'), false, 4, []], [personId('head1'), true, 0, ['not-in-pool']], [personId('assistant1'), true, 0, ['no-procurator-post', 'not-in-pool']],
    ]));
    expect(rows.map(([person]) => person)).not.toContain(personId('procurator3'));
  });

  it('chooses the handler: nobody else can be assigned, and that person can', async () => {
    const opened = await accepted();
    const drawn = await draw('intake', opened);
    expect(drawn.json()).toMatchObject({ kind: 'draw', round: 1, version: opened.version + 1, replayed: false });
    const { chosen } = drawn.json() as { chosen: string };
    expect(FIRST_DEPARTMENT).toContain(chosen);
    const now = at(opened, drawn);
    for (const person of [theOther(chosen), 'head1', 'procurator3', 'chief']) expect(codeOf(await send(host.as, now.caseId, now.version, assign(person)))).toEqual([409, 'TEAM.NOT_DRAWN']);
    expect(codeOf(await send(host.as, now.caseId, now.version, assign('assistant1')))).toEqual([409, 'TEAM.NOT_QUALIFIED']);
    expect((await send(host.as, now.caseId, now.version, assign(loginOf(chosen)))).statusCode).toBe(200);
  });

  it('stands in the trace with commitment, pool, exclusions, round, head and the person chosen', async () => {
    const opened = await accepted();
    const drawn = (await draw('intake', opened)).json();
    const { lines } = (await get('intake', `/api/v1/cases/${opened.caseId}/trace`)).json();
    const [before, line] = lines.slice(-2);
    expect(line).toMatchObject({ actLabel: { zh: '随机分案抽取' }, entry: { kind: 'draw', act: 'assignment.draw', seq: drawn.seq, actor: { person: personId('intake'), role: 'case_mgmt' }, authority: { power: 'general.case.assign' } } });
    expect(line.payload.draw).toMatchObject({
      format: 'quanze-draw/1', office: DEMO_OFFICE, caseId: opened.caseId, head: before.entry.hash, round: 1, chosen: drawn.chosen, commitment: expect.stringMatching(/^[0-9a-f]{64}$/), secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      pool: FIRST_DEPARTMENT.map((person) => ({ person, tickets: 4 })), exclusions: expect.arrayContaining([{ person: personId('head1'), reason: 'not-in-pool' }]),
    });
    const used = (await get('chief', STOCK)).json().items.filter((item: { used: boolean }) => item.used).map(({ commitment }: { commitment: string }) => commitment);
    expect(used.at(-1)).toBe(line.payload.draw.commitment);
  });

  it('is done by whoever may assign and nobody else; the attempt of another is journaled', async () => {
    const opened = await accepted();
    const before = await left();
    for (const [login, code] of [['head1', 'AUTHORITY.NOT_YOUR_ROLE'], ['deputy', 'AUTHORITY.REFUSED'], ['inspector', 'AUTHORITY.NOT_YOUR_ROLE']] as const) expect([login, (await draw(login, opened)).json().code]).toEqual([login, code]);
    expect(codeOf(await draw('procurator3', opened))).toEqual([404, 'CASE.NOT_FOUND']);
    const { lines } = (await get('intake', `/api/v1/cases/${opened.caseId}/trace`)).json();
    expect(lines.slice(-3).map(({ entry }: { entry: { kind: string; act: string } }) => [entry.kind, entry.act])).toEqual(Array(3).fill(['refused', 'assignment.draw']));
    expect([await left(), (await draw('chief', opened)).statusCode]).toEqual([before, 200]);
  });

  it('and the choice of the chief are refused while no power list is in force, the attempts journaled, and no commitment or key used', async () => {
    const [opened, before, key] = [await accepted(), await left(), { 'idempotency-key': 'draw-without-list' }];
    const powers = jest.spyOn(host.application.deps.definitions, 'powers').mockReturnValue(refused('AUTHORITY.NO_LIST_IN_FORCE', { on: '2026-01-01' }));
    const answers = [await draw('intake', opened, {}, key), await choose('chief', opened, personId('procurator1'))];
    powers.mockRestore();
    expect(answers.map(codeOf)).toEqual(Array(2).fill([409, 'AUTHORITY.NO_LIST_IN_FORCE']));
    const { lines } = (await get('intake', `/api/v1/cases/${opened.caseId}/trace`)).json() as { lines: readonly { entry: JsonObject }[] };
    const attempt = (act: string, login: string) => ({ kind: 'refused', act, actor: { person: personId(login) }, payload: { code: 'AUTHORITY.NO_LIST_IN_FORCE' } });
    expect(lines.slice(-2).map(({ entry }) => entry)).toMatchObject([attempt('assignment.draw', 'intake'), attempt('assignment.choose', 'chief')]);
    expect([await left(), (await draw('intake', opened, {}, key)).statusCode, await left()]).toEqual([before, 200, before - 1]);
  });

  it('is refused where there is nothing to assign, on a stale version and for an unknown case', async () => {
    const unready = await openCase(host.as);
    expect(codeOf(await draw('intake', unready))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    const opened = await accepted();
    expect(codeOf(await draw('intake', { ...opened, version: opened.version - 1 }))).toEqual([409, 'CASE.VERSION_CONFLICT']);
    expect(codeOf(await draw('intake', { ...opened, caseId: personId('intake') }))).toEqual([404, 'CASE.NOT_FOUND']);
  });

  it('has one effect for one key, whatever happens to the answer', async () => {
    const opened = await accepted();
    const before = await left();
    const [first, second] = [await draw('intake', opened, {}, { 'idempotency-key': 'draw-once' }), await draw('intake', opened, {}, { 'idempotency-key': 'draw-once' })];
    expect([second.statusCode, second.json()]).toEqual([200, { ...first.json(), replayed: true }]);
    expect(codeOf(await draw('intake', opened, { reasons: '另一请求' }, { 'idempotency-key': 'draw-once' }))).toEqual([422, 'REQUEST.IDEMPOTENCY_KEY_REUSED']);
    expect(await left()).toBe(before - 1);
  });

  it('has one winner when two people draw at once, and uses one commitment', async () => {
    const opened = await accepted();
    const before = await left();
    const answers = await Promise.all(['intake', 'intake2', 'chief'].map((login) => draw(login, opened)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect(answers.filter(({ statusCode }) => statusCode === 409).map((answer) => answer.json().code)).toEqual(['CASE.VERSION_CONFLICT', 'CASE.VERSION_CONFLICT']);
    expect([before - (await left()), ((await assignmentOf(opened))['selections'] as readonly unknown[]).length]).toEqual([1, 1]);
  });

  it('takes commitments in their order when several cases are drawn at once', async () => {
    const cases = await Promise.all([accepted(), accepted(), accepted(), accepted()]);
    const first = (await host.application.deps.assignment.stock(DEMO_OFFICE as never)).used + 1;
    const drawn = await Promise.all(cases.map((one) => draw('intake', one)));
    expect(drawn.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const numbers = await Promise.all(cases.map(async (one) => ((await assignmentOf(one))['selected'] as { number: number }).number));
    expect([...numbers].sort((a, b) => a - b)).toEqual([first, first + 1, first + 2, first + 3]);
  });

  it('never gives a case to somebody recused, asked to be recused, barred or on leave', async () => {
    const recusal = (login: string, granted?: boolean): readonly Step[] => [
      step('intake', 'request-recusal', { person: personId(login), ...ASKED, reasons: '当事人申请' }), ...(granted === undefined ? [] : [step('chief', 'order-recusal', { person: personId(login), granted, reasons: '属实' })]),
    ];
    const ways: readonly (readonly [string, readonly Step[]])[] = [['recused', recusal('procurator1', true)], ['recusal-pending', recusal('procurator1')], ['investigator', [step('intake', 'bar-investigator', { person: personId('procurator1') })]]];
    for (const [bar, steps] of ways) {
      for (let time = 0; time < 3; time += 1) {
        const opened = await accepted();
        const version = await walk(host.as, opened.caseId, opened.version, steps);
        const drawn = await draw('intake', { ...opened, version });
        expect([bar, drawn.json().chosen]).toEqual([bar, personId('procurator2')]);
        expect((await get('intake', `/api/v1/cases/${opened.caseId}/assignment/proof`)).json().exclusions).toContainEqual({ person: personId('procurator1'), reason: bar });
      }
    }
    const opened = await accepted();
    const leave = await post('admin', `/api/v1/offices/${DEMO_OFFICE}/absences`, { person: personId('procurator2'), reason: 'training' });
    expect((await draw('intake', opened)).json().chosen).toBe(personId('procurator1'));
    expect((await get('intake', `/api/v1/cases/${opened.caseId}/assignment/proof`)).json().exclusions).toContainEqual({ person: personId('procurator2'), reason: 'absent' });
    expect((await post('admin', `/api/v1/offices/${DEMO_OFFICE}/absences/${leave.json().absence as string}/end`, {})).statusCode).toBe(200);
  });

  it('is refused when nobody is left to draw', async () => {
    const opened = await accepted();
    const recused = ['procurator1', 'procurator2'].flatMap((login) => [
      step('intake', 'request-recusal', { person: personId(login), ...ASKED, reasons: '当事人申请' }), step('chief', 'order-recusal', { person: personId(login), granted: true, reasons: '属实' }),
    ]);
    const version = await walk(host.as, opened.caseId, opened.version, recused);
    expect(codeOf(await draw('intake', { ...opened, version }))).toEqual([409, 'ASSIGNMENT.NOBODY_AVAILABLE']);
  });

  it('is not made with a secret that cannot be read, or is not the one committed to', async () => {
    const opened = await accepted();
    const before = await left();
    for (const secret of [null, 'ab'.repeat(32)]) {
      jest.spyOn(host.application.deps.secrets, 'open').mockReturnValueOnce(secret);
      expect(codeOf(await draw('intake', opened))).toEqual([409, 'ASSIGNMENT.SECRET_UNREADABLE']);
    }
    expect([await left(), (await draw('intake', opened)).statusCode]).toEqual([before, 200]);
  });

  it('is done anew only with reasons, which stay visible beside the first, and then binds to the second', async () => {
    const opened = await accepted();
    const first = await draw('intake', opened);
    const recused = (first.json() as { chosen: string }).chosen;
    const now = at(opened, first);
    expect(codeOf(await draw('intake', now))).toEqual([422, 'ASSIGNMENT.REASONS_REQUIRED']);
    const version = await walk(host.as, now.caseId, now.version, [step('intake', 'request-recusal', { person: recused, ...ASKED, reasons: '近亲属' }), step('chief', 'order-recusal', { person: recused, granted: true, reasons: '属实' })]);
    const second = await draw('intake', { ...now, version }, { reasons: '抽中人员回避' });
    expect(second.json()).toMatchObject({ round: 2, chosen: personId(theOther(recused)) });
    const { lines } = (await get('chief', `/api/v1/cases/${opened.caseId}/trace`)).json();
    const draws = lines.filter(({ entry }: { entry: { kind: string } }) => entry.kind === 'draw');
    expect(draws.map(({ payload }: { payload: JsonObject }) => [(payload['draw'] as JsonObject)['round'], (payload['input'] as JsonObject)['reasons'] ?? null])).toEqual([[1, null], [2, '抽中人员回避']]);
    expect(draws[1].entry.payload.input.reasons).toMatchObject({ $sealed: expect.anything() });
    expect(codeOf(await send(host.as, now.caseId, second.json().version, assign(loginOf(recused))))).toEqual([409, 'TEAM.BARRED']);
    expect((await send(host.as, now.caseId, second.json().version, assign(theOther(recused)))).statusCode).toBe(200);
  });

  it('binds a later change of handler too: a redraw leaves the present handler out', async () => {
    const opened = await accepted();
    const drawn = await draw('intake', opened);
    const handler = loginOf((drawn.json() as { chosen: string }).chosen);
    const version = await walk(host.as, opened.caseId, at(opened, drawn).version, [assign(handler)]);
    const now = { ...opened, version };
    expect(codeOf(await send(host.as, now.caseId, now.version, other(theOther(personId(handler)))))).toEqual([409, 'TEAM.NOT_DRAWN']);
    expect(codeOf(await draw('intake', now, { reasons: '调离' }))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    const again = await draw('chief', now, { reasons: '调离' });
    expect(again.json()).toMatchObject({ round: 2, chosen: personId(theOther(personId(handler))) });
    expect((await send(host.as, now.caseId, again.json().version, other(theOther(personId(handler))))).statusCode).toBe(200);
  });
});

describe('the chief', () => {
  it('may choose otherwise, with reasons and visibly; case management may not, and nobody whom the law bars can be chosen', async () => {
    const opened = await accepted();
    const drawn = await draw('intake', opened);
    const now = at(opened, drawn);
    const wanted = theOther((drawn.json() as { chosen: string }).chosen);
    expect(codeOf(await choose('intake', now, personId(wanted)))).toEqual([403, 'AUTHORITY.NOT_YOUR_ROLE']);
    expect(codeOf(await choose('deputy', now, personId(wanted)))).toEqual([403, 'AUTHORITY.REFUSED']);
    expect(codeOf(await choose('chief', now, personId(wanted), '   '))).toEqual([422, 'REQUEST.INVALID']);
    expect(codeOf(await choose('chief', now, personId('assistant1')))).toEqual([409, 'TEAM.NOT_QUALIFIED']);
    expect(codeOf(await choose('chief', now, opened.caseId))).toEqual([422, 'PERSON.UNKNOWN']);
    const chosen = await choose('chief', now, personId(wanted));
    expect(chosen.json()).toMatchObject({ kind: 'choice', round: 1, chosen: personId(wanted) });
    const { lines } = (await get('intake', `/api/v1/cases/${opened.caseId}/trace`)).json();
    expect(lines.at(-1)).toMatchObject({ actLabel: { zh: '检察长指定承办人' }, entry: { actor: { person: personId('chief'), role: 'chief' } }, payload: { input: { person: personId(wanted), reasons: '该案另有指定' } } });
    expect((await send(host.as, now.caseId, chosen.json().version, assign(wanted))).statusCode).toBe(200);
  });
});

describe('one case and one procurator', () => {
  it('puts the procurator of a linked case first, and draws no lots about it', async () => {
    const foreignNumber = '全国统一编号2026-0001';
    const first = await accepted(foreignNumber);
    await walk(host.as, first.caseId, first.version, [assign('procurator2')]);
    const second = await accepted(foreignNumber);
    const view = await assignmentOf(second);
    expect(view).toMatchObject({ proposal: personId('procurator2'), linkedCases: [{ caseId: first.caseId, handler: personId('procurator2') }] });
    expect((view['candidates'] as readonly JsonObject[]).slice(0, 2)).toMatchObject([
      { person: personId('procurator2'), place: 1, linked: [first.caseId], reasons: [{ criterion: 'linked-case', value: 1 }, { criterion: 'specialisation', value: 0 }, { criterion: 'workload' }], behindBy: null },
      { person: personId('procurator1'), place: 2, linked: [], behindBy: 'linked-case' },
    ]);
    expect(codeOf(await draw('intake', second))).toEqual([409, 'ASSIGNMENT.LINKED_CASE']);
  });
});

describe('the command line', () => {
  let folder: string;
  let opened: OpenedCase;
  let proof: JsonObject;
  let bundle: JsonObject;
  beforeAll(async () => {
    folder = host.dataDir;
    opened = await accepted();
    const first = await draw('intake', opened);
    const second = await draw('intake', at(opened, first), { reasons: '抽中人员调离' });
    await walk(host.as, opened.caseId, at(opened, second).version, [assign(loginOf((second.json() as { chosen: string }).chosen))]);
    await host.application.proofs.anchorAll(TENANT);
    proof = (await get('intake', `/api/v1/cases/${opened.caseId}/assignment/proof`)).json() as JsonObject;
    bundle = (await get('intake', `/api/v1/cases/${opened.caseId}/bundle`)).json() as JsonObject;
    await writeFile(join(folder, 'commitments.json'), (await get('intake', `${STOCK}?limit=200`)).body);
  }, 180_000);

  const verify = (document: unknown, ...more: string[]): Promise<Run> => quanze(['draw', 'verify', '-', ...more], JSON.stringify(document));
  const verdictOf = async (document: unknown, ...more: string[]): Promise<readonly unknown[]> => {
    const run = await verify(document, ...more);
    const { valid, reason, at: place } = JSON.parse(run.out) as { valid: boolean; reason?: string; at?: { path: string } };
    return [run.exit, valid, reason, place?.path].filter((part) => part !== undefined);
  };

  it('accepts the proof of a draw, and says whether its commitment was published', async () => {
    const summary = { caseId: opened.caseId, round: 2, chosen: proof['chosen'], pool: 2, commitment: proof['commitment'] };
    expect(JSON.parse((await verify(proof)).out)).toMatchObject({ valid: true, document: 'proof', draws: [summary], commitmentSource: 'document' });
    const published = await verify(proof, '--commitments', join(folder, 'commitments.json'));
    expect([published.exit, JSON.parse(published.out).commitmentSource]).toEqual([0, 'published']);
    await writeFile(join(folder, 'none.json'), '[]');
    expect(await verdictOf(proof, '--commitments', join(folder, 'none.json'))).toEqual([1, false, 'DRAW.COMMITMENT_UNPUBLISHED', '/commitment']);
  });

  it('accepts a whole case with both draws in their rounds and places', async () => {
    const run = await verify(bundle, '--commitments', join(folder, 'commitments.json'));
    expect([run.exit, JSON.parse(run.out)]).toEqual([0, expect.objectContaining({ valid: true, document: 'bundle', draws: [expect.objectContaining({ round: 1 }), expect.objectContaining({ round: 2, chosen: proof['chosen'] })] })]);
  });

  it.each([
    ['another person', { chosen: personId('procurator5') }, 'DRAW.CHOSEN_MISMATCH', '/chosen'],
    ['another secret', { secret: 'ab'.repeat(32) }, 'DRAW.COMMITMENT_MISMATCH', '/commitment'],
    ['another round', { round: 1 }, 'DRAW.DIGEST_MISMATCH', '/digest'],
    ['nobody excluded', { exclusions: [] }, 'DRAW.DIGEST_MISMATCH', '/digest'],
    ['one ticket for everybody', { pool: FIRST_DEPARTMENT.map((person) => ({ person, tickets: 1 })) }, 'DRAW.DIGEST_MISMATCH', '/digest'],
    ['another kind of document', { format: 'x' }, 'DRAW.FORMAT_UNKNOWN', '/format'],
  ])('refuses a proof with %s', async (_what, change, reason, path) => {
    expect(await verdictOf({ ...proof, ...change })).toEqual([1, false, reason, path]);
  });

  it('refuses a proof in which a key stands twice, what is no JSON, and a case without draw', async () => {
    const twice = await quanze(['draw', 'verify', '-'], JSON.stringify(proof).replace('{', '{"chosen":"x",'));
    expect([twice.exit, JSON.parse(twice.out).reason]).toEqual([1, 'DRAW.MALFORMED']);
    expect(await quanze(['draw', 'verify', '-'], 'no json')).toMatchObject({ exit: 1, out: expect.stringContaining('LEDGER.NOT_JSON') });
    const without = await openCase(host.as);
    expect(await verdictOf((await get('intake', `/api/v1/cases/${without.caseId}/bundle`)).json())).toEqual([1, false, 'DRAW.NONE', '/entries']);
  });

  it('refuses a case whose draw was changed, by the chain before anything else', async () => {
    const entries = (bundle['entries'] as readonly JsonObject[]).map((entry) => (entry['kind'] === 'draw' ? { ...entry, payload: { ...(entry['payload'] as JsonObject), draw: proof } } : entry));
    expect((await verdictOf({ ...bundle, entries }))[2]).toBe('LEDGER.ENTRY_ALTERED');
  });

  it('tells what it needs', async () => {
    for (const args of [['draw'], ['draw', 'verify'], ['draw', 'make', 'x']]) expect((await quanze(args)).exit).toBe(2);
    await writeFile(join(folder, 'odd.json'), '{"items":[{"commitment":"short"}]}');
    expect((await verify(proof, '--commitments', join(folder, 'odd.json'))).err).toContain('COMMITMENTS.MALFORMED');
  });
});

describe('an office that binds itself', () => {
  const clock = createFakeClock(new Date().toISOString());
  const DAY_MS = 86_400_000;
  // Tomorrow by the law's clock.
  const effectiveFrom = new Date(Date.now() + DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
  let bound: RunningHost;
  let asOf: RunningHost['as'];
  beforeAll(async () => {
    bound = await startHost({ clock, works: false });
    asOf = bound.as;
    const model = (await bound.application.deps.office.definitions(TENANT)).find(({ kind }) => kind === 'assignment-rules')?.content as { rules: readonly JsonObject[] } & JsonObject;
    const content = {
      ...model, version: '2026.2', effectiveFrom,
      rules: [{ ...model.rules[0], manual: 'chief-with-reasons' }, { ...model.rules.at(-1), id: 'second', path: 'criminal.*', department: 'second', method: 'rule', manual: 'never' }, model.rules.at(-1)].map((rule, index) => (index === 0 ? { ...rule, department: 'first' } : rule)),
    };
    const url = `/api/v1/offices/${DEMO_OFFICE}/definitions`;
    const odd = await asOf('admin')({ method: 'POST', url, payload: { kind: 'assignment-rules', id: 'model', version: '2026.2', effectiveFrom, content: { ...content, rules: [] } } });
    expect(codeOf(odd)).toEqual([422, 'DEFINITION.INVALID']);
    const submitted = await asOf('admin')({ method: 'POST', url, payload: { kind: 'assignment-rules', id: 'model', version: '2026.2', effectiveFrom, content } });
    expect((await asOf('chief')({ method: 'POST', url: `${url}/${submitted.json().hash}/publish` })).statusCode).toBe(200);
    await asOf('intake')({ method: 'POST', url: STOCK, payload: { count: 5 } });
    clock.advanceMs(2 * DAY_MS);
    bound.forgetSessions();
  }, 180_000);
  afterAll(() => bound.close());

  async function ready(department: string): Promise<OpenedCase> {
    const opened = (await asOf('intake')({ method: 'POST', url: '/api/v1/cases', payload: { ...NEW_CASE, department } })).json() as OpenedCase;
    return { ...opened, version: await walk(asOf, opened.caseId, opened.version, [accept('2026-11-20')]) };
  }

  it('assigns nobody before the draw', async () => {
    const opened = await ready('first');
    expect(codeOf(await send(asOf, opened.caseId, opened.version, assign('procurator1')))).toEqual([409, 'TEAM.DRAW_REQUIRED']);
    const drawn = await asOf('intake')({ method: 'POST', url: `/api/v1/cases/${opened.caseId}/draw`, payload: { expectedVersion: opened.version } });
    expect((await send(asOf, opened.caseId, drawn.json().version, assign(loginOf(drawn.json().chosen)))).statusCode).toBe(200);
  });

  it('assigns by its rule whom the rule puts first, and lets not even the chief choose where it says so', async () => {
    const opened = await ready('second');
    const view = (await asOf('chief')({ url: `/api/v1/cases/${opened.caseId}/assignment` })).json();
    const [first, second] = ['procurator3', 'procurator4'].sort((a, b) => (personId(a) < personId(b) ? -1 : 1)) as [string, string];
    expect([view.method, view.manual, view.proposal]).toEqual(['rule', 'never', personId(first)]);
    expect(codeOf(await send(asOf, opened.caseId, opened.version, assign(second)))).toEqual([409, 'TEAM.AGAINST_RULE']);
    expect(codeOf(await asOf('intake')({ method: 'POST', url: `/api/v1/cases/${opened.caseId}/draw`, payload: { expectedVersion: opened.version } }))).toEqual([409, 'ASSIGNMENT.NOT_BY_DRAW']);
    const choice = await asOf('chief')({ method: 'POST', url: `/api/v1/cases/${opened.caseId}/assignment/choice`, payload: { expectedVersion: opened.version, person: personId(second), reasons: '专长' } });
    expect(codeOf(choice)).toEqual([409, 'ASSIGNMENT.MANUAL_FORBIDDEN']);
    expect((await send(asOf, opened.caseId, opened.version, assign(first))).statusCode).toBe(200);
    // One open case more makes the other the least loaded.
    const next = await ready('second');
    expect((await asOf('chief')({ url: `/api/v1/cases/${next.caseId}/assignment` })).json().proposal).toBe(personId(second));
  });
});

it('leaves a database of which everything is true, every fold included', async () => {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  expect((await audit(host.databaseUrl, [{ keyId, algorithm, publicKey }])).problems).toEqual([]);
});

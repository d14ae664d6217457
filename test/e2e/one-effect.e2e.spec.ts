// Two people at once, a double click, a lost reply, a power that ends and a recusal that comes while somebody decides: always one effect,
// and the other side hears why not. What is not here: what the clock does (`one-effect-clock.e2e.spec.ts`).
import { connect } from 'node:net';
import type { CaseStore } from '@quanze/application';
import type { CaseSnapshot } from '@quanze/engine';
import type { CaseId, Instant } from '@quanze/kernel';
import { createSeededRandom, waitFor } from '@quanze/testkit';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { accept, approve, ask, decideAlone, openAndWalk, openCase, personId, register, send, untilChief, untilProposed, type OpenedCase, type Step } from './arrest-case.js';
import { audit, type Audit } from './audit/audit.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
let host: RunningHost;

beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

// Whatever happened in a test, the whole database must be as it must be.
afterEach(async () => {
  expect((await auditNow()).problems).toEqual([]);
});

function auditNow(): Promise<Audit> {
  const { keyId, algorithm, publicKey } = host.application.deps.signer;
  return audit(host.databaseUrl, [{ keyId, algorithm, publicKey }]);
}

const act = (where: OpenedCase, step: Step, headers: Record<string, string> = {}): Promise<Answer> => send(host.as, where.caseId, where.version, step, headers);
const decisionsOf = async (caseId: string): Promise<{ record: { deciders: { person: string }[] } }[]> => (await host.as('chief')({ url: `/api/v1/cases/${caseId}/decisions` })).json();
const lastLines = async (caseId: string): Promise<{ entry: { kind: string; act: string; actor: { person: string } | null }; refusal: { code: string } | null }[]> =>
  (await host.as('chief')({ url: `/api/v1/cases/${caseId}/trace?limit=500` })).json().lines;

async function delegateToDeputy(): Promise<string> {
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const answer = await host.as('chief')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/delegations`, payload: { to: personId('deputy'), powers: ['criminal.arrest.approve'], until, order: '云溪检授〔2026〕1号' } });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json().delegation;
}

/** Lets something happen between the next read of a case by this person and the write that follows from it. */
function betweenReadAndWrite(login: string, happens: () => Promise<unknown>): void {
  const cases = host.application.deps.cases as { -readonly [K in keyof CaseStore]: CaseStore[K] };
  const { loadForAct } = cases;
  cases.loadForAct = async (query) => {
    const loaded = await loadForAct(query);
    if (query.person !== personId(login)) return loaded;
    cases.loadForAct = loadForAct;
    await happens();
    return loaded;
  };
}

describe('two people who decide at the same moment', () => {
  it('get one decision between them: one wins, the other is told that somebody was first', async () => {
    await delegateToDeputy();
    for (let round = 0; round < 6; round += 1) {
      const where = await openAndWalk(host.as, untilChief(TODAY));
      const answers = await Promise.all([act(where, approve('chief')), act(where, approve('deputy'))]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
      const late = answers.find(({ statusCode }) => statusCode === 409) as Answer;
      expect(late.json()).toMatchObject({ code: 'CASE.VERSION_CONFLICT', params: { expected: where.version, actual: where.version + 1 } });
      const winner = answers[0]?.statusCode === 200 ? 'chief' : 'deputy';
      const decisions = await decisionsOf(where.caseId);
      expect(decisions.map(({ record }) => record.deciders.map(({ person }) => person))).toEqual([[personId(winner)]]);
      const [won, lost] = (await lastLines(where.caseId)).slice(-2);
      expect([won?.entry.kind, won?.entry.actor?.person]).toEqual(['decision', personId(winner)]);
      expect([lost?.entry.kind, lost?.refusal?.code, lost?.entry.actor?.person]).toEqual(['refused', 'CASE.VERSION_CONFLICT', personId(winner === 'chief' ? 'deputy' : 'chief')]);
    }
  });

  it('and who looks again learns that the question is closed', async () => {
    const where = await openAndWalk(host.as, untilChief(TODAY));
    const [first, second] = [await act(where, approve('deputy')), await act({ ...where, version: where.version + 1 }, approve('chief'))];
    expect(first.statusCode).toBe(200);
    expect([second.statusCode, second.json().code]).toEqual([409, 'CASE.STATE_FORBIDS_ACT']);
    expect(await decisionsOf(where.caseId)).toHaveLength(1);
  });
});

describe('a double click', () => {
  it('under one key is one decision, and every click gets its answer', async () => {
    const where = await openAndWalk(host.as, untilProposed(TODAY));
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(where, decideAlone(), { 'idempotency-key': `click-${where.caseId}` })));
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.json().entryHash}`)).size).toBe(1);
    expect(answers.filter((answer) => answer.json().replayed === false)).toHaveLength(1);
    expect(await decisionsOf(where.caseId)).toHaveLength(1);
  });

  it('without a key is one decision as well, because the case is another one after the first', async () => {
    const where = await openAndWalk(host.as, untilProposed(TODAY));
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(where, decideAlone())));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await decisionsOf(where.caseId)).toHaveLength(1);
    expect((await lastLines(where.caseId)).filter(({ entry }) => entry.kind === 'refused')).toHaveLength(5);
  });

  it('on opening a case opens one', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openCase(host.as, { 'idempotency-key': 'open-clicked' })));
    expect(new Set(opened.map(({ caseId }) => caseId)).size).toBe(1);
  });
});

describe('a reply that never arrives', () => {
  it('leaves an act that is done once, however often and whenever the line breaks', async () => {
    const random = createSeededRandom(20260105);
    const cookie = `quanze_session=${await host.cookieOf('intake')}`;
    let replays = 0;
    for (let round = 0; round < 24; round += 1) {
      const where = await openCase(host.as);
      const { act: name, payload } = ask(`断线 ${round}`);
      const body = JSON.stringify({ act: name, payload, expectedVersion: where.version });
      const head = `POST /api/v1/cases/${where.caseId}/acts HTTP/1.1\r\nhost: h\r\ncookie: ${cookie}\r\nidempotency-key: lost-${round}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      await sendAndBreak(head + body, random.int(12));
      const again = await act(where, ask(`断线 ${round}`), { 'idempotency-key': `lost-${round}` });
      expect(again.statusCode).toBe(200);
      if (again.json().replayed === true) replays += 1;
      const done = (await lastLines(where.caseId)).filter(({ entry }) => entry.act === name);
      expect(done.map(({ entry }) => entry.kind)).toEqual(['act']);
    }
    expect(replays).toBeGreaterThan(0);
  });

  /** Sends everything, waits a moment at most, and breaks the line without reading. */
  function sendAndBreak(bytes: string, afterMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write(bytes, () => {
        const until = performance.now() + afterMs;
        waitFor('the moment', () => performance.now() >= until, 5000, 1).then(() => socket.destroy(), reject);
      }));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
  }
});

describe('a power that ends between reading and writing', () => {
  it('is gone: the act is judged again and refused', async () => {
    const delegation = await delegateToDeputy();
    const where = await openAndWalk(host.as, untilChief(TODAY));
    const others = (await host.as('chief')({ url: `/api/v1/offices/${DEMO_OFFICE}/delegations` })).json() as { id: string }[];
    for (const { id } of others.filter((one) => one.id !== delegation)) await revoke(id);
    betweenReadAndWrite('deputy', async () => expect((await revoke(delegation)).statusCode).toBe(200));
    const refused = await act(where, approve('deputy'));
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'AUTHORITY.REFER']);
    expect(await decisionsOf(where.caseId)).toEqual([]);
    expect((await lastLines(where.caseId)).at(-1)).toMatchObject({ entry: { kind: 'refused' }, refusal: { code: 'AUTHORITY.REFER' } });
  });

  it('is gone for whoever is named as well: nobody is given a case who has just left the office', async () => {
    const office = `/api/v1/offices/${DEMO_OFFICE}`;
    const { person } = (await host.as('admin')({ method: 'POST', url: `${office}/people`, payload: { name: '新检察官', login: 'newcomer', password: 'a-long-enough-password' } })).json();
    const { appointment } = (await host.as('admin')({ method: 'POST', url: `${office}/appointments`, payload: { person, role: 'procurator', order: '云溪检任〔2026〕9号' } })).json();
    const where = await openAndWalk(host.as, [ask(), register, accept(TODAY)]);
    betweenReadAndWrite('intake', async () => expect((await host.as('admin')({ method: 'POST', url: `${office}/appointments/${appointment}/end` })).statusCode).toBe(200));
    const refused = await act(where, { by: 'intake', act: 'assign', payload: { handler: person } });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'TEAM.NOT_QUALIFIED']);
  });

  it('is gone for a committee too: a session does not count a member who has just left it', async () => {
    const office = `/api/v1/offices/${DEMO_OFFICE}`;
    const as = (payload: object | undefined, url: string) => host.as('admin')({ method: 'POST', url: `${office}${url}`, ...(payload === undefined ? {} : { payload }) });
    const { person } = (await as({ name: '新委员', login: 'member9', password: 'a-long-enough-password' }, '/people')).json();
    const { appointment } = (await as({ person, role: 'committee_member', order: '云溪检任〔2026〕10号' }, '/appointments')).json();
    const where = await openAndWalk(host.as, [...untilChief(TODAY), { by: 'chief', act: 'outcome.refer', payload: { reasons: '疑难案件' } }]);
    betweenReadAndWrite('chief', async () => expect((await as(undefined, `/appointments/${appointment}/end`)).statusCode).toBe(200));
    const present = ['chief', 'deputy', 'deputy2', 'head1', 'head2'].map(personId);
    expect((await act(where, { by: 'chief', act: 'outcome.open-meeting', payload: { present, stepAside: [] } })).statusCode).toBe(200);
    // Absent members count for the majority of all, so one who left before the session must not.
    const { snapshot } = await host.application.deps.cases.loadForAct({ tenant: TENANT, caseId: where.caseId as CaseId, person: null, named: [], at: new Date().toISOString() as Instant, idempotencyKey: null }) as { snapshot: CaseSnapshot };
    expect(snapshot.decisions['stage.reviewing.outcome']?.meeting?.members).toHaveLength(7);
    expect(snapshot.decisions['stage.reviewing.outcome']?.meeting?.members).not.toContain(person);
  });

  const revoke = (id: string): Promise<Answer> => host.as('chief')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/delegations/${id}/revoke` });
});

describe('a recusal ordered while a decision is under way', () => {
  it('comes first: the decision does not happen, and the task is nobody\'s at once', async () => {
    const where = await openAndWalk(host.as, untilProposed(TODAY));
    const inbox = async (): Promise<unknown[]> => (await host.as('procurator1')({ url: '/api/v1/inbox?limit=200' })).json().items.filter((item: { case: { caseId: string } }) => item.case.caseId === where.caseId);
    expect(await inbox()).toHaveLength(1);
    const order: Step = { by: 'chief', act: 'order-recusal', payload: { person: personId('procurator1'), granted: true, reasons: '与当事人有利害关系' } };
    betweenReadAndWrite('procurator1', async () => expect((await act(where, order)).statusCode).toBe(200));
    const late = await act(where, decideAlone());
    expect([late.statusCode, late.json().code]).toEqual([409, 'CASE.VERSION_CONFLICT']);
    expect(await inbox()).toEqual([]);
    const again = await act({ ...where, version: where.version + 1 }, decideAlone());
    expect([again.statusCode, again.json().code]).toEqual([403, 'RECUSAL.IN_FORCE']);
    expect(await decisionsOf(where.caseId)).toEqual([]);
    const { tables } = await auditNow();
    expect(tables.tasks.filter((task) => task['case_id'] === where.caseId && task['person'] !== null)).toEqual([]);
  });
});

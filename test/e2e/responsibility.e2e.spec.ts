// Who answers for what, over HTTP: decisions are made by the people of a case, and rows follow from what was recorded. Findings change them
// from their day on and not before; nobody reads them who is not concerned; what was computed can be objected to. The dossier outlasts the post.
import { readFile } from 'node:fs/promises';
import { readDocument } from '@quanze/definitions';
import { DEMO_PEOPLE } from '../../apps/host/src/compose/demo-office.js';
import { approve, issue, personId, send } from './arrest-case.js';
import type { Answer } from './client.js';
import { DEMO_OFFICE, PASSWORD, startHost, type RunningHost } from './host.js';
import {
  afterRecusal, alone, atChief, byCommittee, byTeam, consented, halfWay, lastDecision, object, override, play, reconsidered, rowsIn, rulesOf, setAside,
} from './responsibility-cases.js';

let host: RunningHost;
beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

const shippedTable = async (): Promise<{ content: Record<string, unknown> }> => {
  const file = new URL('../../workflows/responsibility/attribution.yaml', import.meta.url);
  const document = readDocument(await readFile(file, 'utf8'), { file: file.pathname });
  if (!document.ok) throw new Error(document.refusal.code);
  return { content: document.value.value as Record<string, unknown> };
};
const read = (login: string, url: string): Promise<Answer> => host.as(login)({ url: `/api/v1/${url}` });
const post = (login: string, url: string, payload: object): Promise<Answer> => host.as(login)({ method: 'POST', url: `/api/v1/${url}`, payload });
const ofDecision = (login: string, { caseId, decision }: { caseId: string; decision: number }, query = ''): Promise<Answer> => read(login, `cases/${caseId}/decisions/${decision}/responsibility${query}`);
const seen = async (made: { caseId: string; decision: number }, query = '') => {
  const answer = await ofDecision('inspector', made, query);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
const finding = (made: { caseId: string; decision: number }, login: string, area: string, fault: string, more: object = {}) =>
  post('inspector', `offices/${DEMO_OFFICE}/findings`, { caseId: made.caseId, seq: made.decision, person: personId(login), area, fault, basis: '云岭检督〔2026〕3号', reasons: '调查查明的情况', ...more });
const HANDLER = (login: string, capacity = 'procurator') => [`${login} ${capacity} facts none`, `${login} ${capacity} procedure none`];
const REVIEW = 'head1 dept_head review none';

describe('a decision as it was made', () => {
  it('inside the own authority is the procurator\'s in both halves', async () => {
    const view = await seen(await play(host.as, [...alone('procurator2'), issue('procurator2')]));
    expect(rowsIn(view)).toEqual([...HANDLER('procurator2'), 'procurator2 procurator decision none']);
    expect(view).toMatchObject({ table: { id: 'model', version: '2026-11-23' }, ambiguous: [], refusal: null, level: 'procurator', facts: { decider_level: 'procurator', signature: personId('procurator2') } });
  });

  it('by the chief as proposed leaves the facts with the handler, by the deputy with a delegation too', async () => {
    const view = await seen(await play(host.as, [...atChief('procurator2'), approve()]));
    expect(rowsIn(view)).toEqual([...HANDLER('procurator2'), 'chief chief decision none', REVIEW]);
    expect(rulesOf(view, 'chief', 'decision')).toContain('A4');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const delegated = await post('chief', `offices/${DEMO_OFFICE}/delegations`, { to: personId('deputy'), powers: ['*'], until, order: '云岭检委〔2026〕9号' });
    expect(delegated.statusCode).toBe(201);
    const made = await play(host.as, [...atChief('procurator2'), approve('deputy')]);
    expect(rowsIn(await seen(made))).toEqual([...HANDLER('procurator2'), 'deputy deputy_chief decision none', REVIEW]);
    const before = new Date().toISOString();
    await post('chief', `offices/${DEMO_OFFICE}/delegations/${delegated.json().delegation}/revoke`, {});
    expect(rulesOf(await seen(made), 'deputy', 'decision')).toContain('A24');
    expect(rulesOf(await seen(made, `?asOf=${before}`), 'deputy', 'decision')).not.toContain('A24');
  });

  it('by the chief differently is the chief\'s, and a written objection is on record from the moment it was made', async () => {
    const made = await play(host.as, [...atChief('procurator2'), override()]);
    const silent = await seen(made);
    expect(rowsIn(silent)).toEqual([...HANDLER('procurator2'), 'chief chief decision none', REVIEW]);
    expect(rulesOf(silent, 'chief', 'decision')).toEqual(['A5', 'A9', 'B0']);
    await send(host.as, made.caseId, made.version, object('procurator2'));
    expect(rulesOf(await seen(made), 'chief', 'decision')).toEqual(['A5', 'A7', 'A8', 'B0']);
    expect(rulesOf(await seen(made, `?asOf=${silent.asOf}`), 'chief', 'decision')).toEqual(['A5', 'A9', 'B0']);
  });

  it('after reconsideration is borne jointly, and told as such', async () => {
    const view = await seen(await play(host.as, [...reconsidered('procurator2'), approve()]));
    expect(rowsIn(view)).toEqual([...HANDLER('procurator2'), 'procurator2 procurator decision none', 'chief chief decision none', REVIEW]);
    expect(view.ambiguous).toEqual(['joint-decision']);
  });

  it('by the committee is each member\'s own vote', async () => {
    const view = await seen(await play(host.as, byCommittee('procurator2')));
    const votes = ['deputy', 'deputy2', 'head2', 'head3', 'chief'].map((login) => `${login} committee_member vote none`);
    expect(rowsIn(view)).toEqual([...HANDLER('procurator2'), ...votes, REVIEW]);
    expect(view.facts.votes.map(({ vote }: { vote: string }) => vote)).toEqual(['for', 'against', 'for', 'for', 'for']);
  });

  it('with the superior\'s consent is that official\'s; the local chief answers for the opinion reported', async () => {
    const { caseId } = await consented(host.as);
    const view = await seen({ caseId, decision: await lastDecision(host.as, caseId) });
    expect(rowsIn(view)).toEqual([...HANDLER('procurator1'), 'city.chief superior_official decision none', REVIEW, 'chief chief review none', 'assistant1 assistant task none']);
  });

  it('that the superior sets aside stays with who made it, and the new one is the superior\'s', async () => {
    const made = await play(host.as, [...atChief('procurator2'), approve(), setAside]);
    const both = (await read('inspector', `cases/${made.caseId}/responsibility`)).json().decisions;
    expect(both.map(rowsIn)).toEqual([
      [...HANDLER('procurator2'), 'chief chief decision none', REVIEW], [...HANDLER('procurator2'), 'city.chief superior_official decision none', REVIEW],
    ]);
    expect(both.map(({ replacedBy, ambiguous }: { replacedBy: number | null; ambiguous: string[] }) => [replacedBy, ambiguous])).toEqual([[made.decision, ['set-aside']], [null, []]]);
  });

  it('by a team is its lead\'s; members and helpers answer for the own part', async () => {
    const view = await seen(await play(host.as, byTeam));
    expect(rowsIn(view)).toEqual([...HANDLER('procurator1', 'lead'), 'procurator1 lead decision none', ...HANDLER('procurator2', 'team_member'), 'assistant1 assistant task none']);
  });

  it('after a change of handler leaves each the own period, after a recusal as well', async () => {
    const rows = [...HANDLER('procurator2'), 'procurator2 procurator decision none', ...HANDLER('procurator1')];
    for (const steps of [halfWay, afterRecusal]) {
      const view = await seen(await play(host.as, steps));
      expect([rowsIn(view), view.ambiguous]).toEqual([rows, ['handler-changed']]);
    }
  });
});

describe('findings, exemptions and who may read them', () => {
  const WRONG = { outcome: { result: 'wrong', serious: true, causes: ['facts'] } };

  it('change rows from their moment on and not before, for their person and area only', async () => {
    const made = await play(host.as, [...atChief('procurator2'), approve()]);
    const { asOf } = await seen(made);
    const recorded = await finding(made, 'procurator2', 'facts', 'gross', WRONG);
    expect(recorded.statusCode).toBe(201);
    const now = await seen(made);
    expect(rowsIn(now)).toEqual(['procurator2 procurator facts gross_negligence', 'procurator2 procurator procedure none', 'chief chief decision none', REVIEW]);
    expect(now.findings).toEqual([expect.objectContaining({ fault: 'gross', basis: '云岭检督〔2026〕3号', reasons: '调查查明的情况', recordedBy: personId('inspector') })]);
    const then = await seen(made, `?asOf=${asOf}`);
    expect([rowsIn(then)[0], then.findings]).toEqual(['procurator2 procurator facts none', []]);
    const exempt = await post('inspector', `offices/${DEMO_OFFICE}/exemptions`, { caseId: made.caseId, seq: made.decision, person: personId('procurator2'), area: 'facts', kind: 'new_evidence', basis: '云岭检督〔2026〕4号', reasons: '决定后出现新证据' });
    expect(exempt.statusCode).toBe(201);
    expect(rowsIn(await seen(made))[0]).toBe('procurator2 procurator facts none');
  });

  it('are for inspection and a chief who took no part, about people and areas that exist', async () => {
    const made = await play(host.as, [...atChief('procurator2'), approve()]);
    const body = { caseId: made.caseId, seq: made.decision, person: personId('procurator2'), area: 'facts', fault: 'gross', basis: '文号', reasons: '理由' };
    const codes = await Promise.all(['chief', 'procurator1', 'admin', 'head1'].map(async (login) => (await post(login, `offices/${DEMO_OFFICE}/findings`, body)).json().code));
    expect(codes).toEqual(['RESPONSIBILITY.TOOK_PART', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
    expect((await post('city.chief', `offices/${DEMO_OFFICE}/findings`, body)).json().code).toBe('OFFICE.NOT_FOUND');
    const refused = async (more: object): Promise<string> => (await post('inspector', `offices/${DEMO_OFFICE}/findings`, { ...body, ...more })).json().code;
    expect(await refused({ seq: 1 })).toBe('DECISION.NOT_FOUND');
    expect(await refused({ person: DEMO_OFFICE })).toBe('PERSON.UNKNOWN');
    expect(await refused({ fault: 'grave' })).toBe('REQUEST.INVALID');
    expect(await refused({ person: personId('intake2'), area: 'supervision' })).toBe('RECORD.PERSON_WITHOUT_ROLE');
    const exemption = await post('inspector', `offices/${DEMO_OFFICE}/exemptions`, { ...body, fault: undefined, area: 'vote', kind: 'x' });
    expect(exemption.json().code).toBe('RESPONSIBILITY.NO_SUCH_AREA');
    expect((await seen(made)).findings).toEqual([]);
  });

  it('are read by who is concerned, inspection, the chief and the superior\'s chief, and every look is logged', async () => {
    const made = await play(host.as, [...atChief('procurator2'), approve()]);
    await finding(made, 'head1', 'review', 'gross', { ...WRONG, crime: true });
    const own = (await ofDecision('procurator2', made)).json();
    expect([rowsIn(own), own.findings, own.facts.findings, own.flags, own.ambiguous]).toEqual([HANDLER('procurator2'), [], undefined, [], []]);
    expect((await ofDecision('head1', made)).json()).toMatchObject({ flags: ['crime_referral'], rows: [{ area: 'review', bears: 'supervision_liability' }], findings: [{ reasons: '调查查明的情况' }] });
    for (const login of ['chief', 'city.chief', 'inspector']) expect((await ofDecision(login, made)).json().rows).toHaveLength(4);
    const others = await Promise.all(['procurator3', 'procurator1', 'intake', 'deputy', 'city.deputy', 'admin'].map(async (login) => (await ofDecision(login, made)).json().code));
    // Who may know of the case learns who may read; the others learn nothing.
    expect(others).toEqual(['CASE.NOT_FOUND', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'CASE.NOT_FOUND']);
    const reads = (await read('procurator2', 'me/responsibility-reads')).json() as readonly { reader: string; caseId: string; what: string }[];
    expect(new Set(reads.filter(({ caseId }) => caseId === made.caseId).map(({ reader }) => reader))).toEqual(new Set(['chief', 'city.chief', 'inspector'].map(personId)));
    expect((await read('procurator3', 'me/responsibility-reads')).json()).toEqual([]);
  });

  it('stay sealed in the journal of the office and out of the log', async () => {
    const made = await play(host.as, alone('procurator2'));
    const before = await host.application.deps.office.chainHead(DEMO_OFFICE);
    await finding(made, 'procurator2', 'facts', 'ordinary', { reasons: '只有当事人应当知道的理由' });
    const [entry] = await host.application.deps.cases.journal(DEMO_OFFICE, before.seq, 1);
    expect(entry).toMatchObject({ act: 'finding.record', payload: { input: { caseId: made.caseId, seq: made.decision } } });
    expect(JSON.stringify(entry?.payload)).not.toMatch(new RegExp(`ordinary|理由|文号|${personId('procurator2')}`));
    expect(host.lines.join('\n')).not.toContain('只有当事人应当知道的理由');
  });

  it('explain themselves in both languages and with rules, and an organ is never named', async () => {
    const made = await play(host.as, byCommittee('procurator2'));
    const [zh, en] = [await seen(made, '?explain=zh'), await seen(made, '?explain=en')];
    expect(zh.explanation.text).toContain('王衡舟');
    expect(en.explanation.rows[0].why).toMatch(/\[A14/);
    const people = new Set<string>(DEMO_PEOPLE.map(({ id }) => id));
    const all = (await read('inspector', `offices/${DEMO_OFFICE}/responsibility-summary?limit=200`)).json();
    expect(all.examined).toBeGreaterThan(10);
    expect(all.owners.filter(({ person }: { person: string }) => !people.has(person))).toEqual([]);
    expect(all.owners.every(({ name }: { name: string | null }) => name !== null)).toBe(true);
  });
});

describe('an objection to what was computed', () => {
  it('is made by who is concerned, once until it is answered, and answered by inspection with reasons', async () => {
    const made = await play(host.as, [...atChief('procurator2'), approve()]);
    const url = `decisions/${made.caseId}/${made.decision}/appeals`;
    const grounds = { area: 'facts', grounds: '该部分证据系公安机关事后补充' };
    expect((await post('procurator1', url, grounds)).json().code).toBe('DECISION.NOT_FOUND');
    expect((await post('procurator2', url, { ...grounds, area: 'decision' })).json().code).toBe('RESPONSIBILITY.NO_SUCH_AREA');
    const made1 = await post('procurator2', url, grounds);
    expect(made1.statusCode).toBe(201);
    expect((await post('procurator2', url, grounds)).json().code).toBe('APPEAL.PENDING');
    expect((await seen(made)).ambiguous).toEqual(['appeal-pending']);
    const { id } = made1.json();
    const answer = { upheld: true, reasons: '经核对案卷，异议成立' };
    const codes = await Promise.all(['chief', 'procurator2', 'city.chief'].map(async (login) => (await post(login, `appeals/${id}/answer`, answer)).json().code));
    expect(codes).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'APPEAL.NOT_FOUND']);
    const { asOf } = await seen(made);
    expect((await post('inspector', `appeals/${id}/answer`, answer)).statusCode).toBe(200);
    expect((await post('inspector', `appeals/${id}/answer`, answer)).json().code).toBe('APPEAL.ANSWERED');
    expect((await read('procurator2', `appeals/${id}`)).json()).toMatchObject({ grounds: grounds.grounds, reasons: answer.reasons, appeal: { answer: { upheld: true, answeredBy: personId('inspector') } } });
    expect((await read('procurator1', `appeals/${id}`)).json().code).toBe('APPEAL.NOT_FOUND');
    expect((await seen(made)).ambiguous).toEqual([]);
    expect((await seen(made, `?asOf=${asOf}`)).appeals).toEqual([expect.objectContaining({ area: 'facts', answer: null })]);
  });
});

describe('the dossier', () => {
  it('outlasts the post: what somebody did is read as before, by the person and by inspection', async () => {
    const added = await post('admin', `offices/${DEMO_OFFICE}/people`, { name: '老检察官', login: 'retiring', password: PASSWORD });
    const { person } = added.json();
    const post_ = await post('admin', `offices/${DEMO_OFFICE}/appointments`, { person, role: 'procurator', department: 'first', order: '云岭检任〔2026〕1号' });
    expect(post_.statusCode).toBe(201);
    const steps = [...alone('retiring'), issue('retiring')].map((one) => (one.act === 'assign' ? { ...one, payload: { handler: person } } : one));
    const made = await play(host.as, steps);
    const serving = (await read('retiring', `people/${person}/dossier`)).json();
    expect((await post('admin', `offices/${DEMO_OFFICE}/appointments/${post_.json().appointment}/end`, {})).statusCode).toBe(200);
    const own = (await read('retiring', `people/${person}/dossier`)).json();
    expect(own.items.map(({ seq, rows }: { seq: number; rows: { area: string }[] }) => [seq, rows.map(({ area }) => area)])).toEqual([[made.decision, ['facts', 'procedure', 'decision']]]);
    expect(own.items[0].rows[0].rules).toContain('A30');
    expect((await read('inspector', `people/${person}/dossier?asOf=${serving.asOf}`)).json().items[0].rows[0].rules).not.toContain('A30');
    expect((await read('inspector', `people/${person}/dossier`)).json()).toMatchObject({ name: '老检察官', posts: [{ role: 'procurator', until: expect.any(String) }], items: [{ capacities: ['decide', 'handle', 'propose'] }] });
    expect((await read('city.chief', `people/${person}/dossier`)).json().items).toHaveLength(1);
    expect((await read('procurator1', `people/${person}/dossier`)).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });

  it('is read in pages, is empty before the first decision and knows nothing of the future', async () => {
    const id = personId('procurator2');
    const all = (await read('procurator2', `people/${id}/dossier?limit=200`)).json().items.map(({ caseId, seq }: { caseId: string; seq: number }) => `${caseId} ${seq}`);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { caseId: string; seq: number }[]; next: string | null } = (await read('procurator2', `people/${id}/dossier?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)).json();
      paged.push(...page.items.map(({ caseId, seq }) => `${caseId} ${seq}`));
      cursor = page.next;
    }
    expect(all.length).toBeGreaterThan(8);
    expect(paged).toEqual(all);
    expect((await read('procurator2', `people/${id}/dossier?asOf=2026-01-05`)).json().items).toEqual([]);
    expect((await read('procurator2', `people/${id}/dossier?asOf=2099-01-01`)).json().code).toBe('RESPONSIBILITY.DATE_IN_FUTURE');
    expect((await read('procurator2', `people/${id}/dossier?asOf=yesterday`)).json().code).toBe('RESPONSIBILITY.DATE_MALFORMED');
    expect((await read('procurator2', `people/${id}/dossier?cursor=x`)).json().code).toBe('REQUEST.CURSOR_MALFORMED');
    expect((await read('inspector', `people/${DEMO_OFFICE}/dossier`)).json().code).toBe('PERSON.NOT_FOUND');
  });

  it('of somebody known from a finding alone begins with the finding', async () => {
    const made = await play(host.as, alone('procurator2'));
    const id = personId('intake2');
    const before = (await read('intake2', `people/${id}/dossier`)).json();
    expect(before.items).toEqual([]);
    expect((await finding(made, 'intake2', 'supervision', 'gross', { role: 'case_mgmt' })).statusCode).toBe(201);
    const after = (await read('intake2', `people/${id}/dossier`)).json();
    expect(after.items.map(({ rows, capacities }: { rows: { area: string; bears: string }[]; capacities: string[] }) => [rows[0]?.area, rows[0]?.bears, capacities])).toEqual([['supervision', 'supervision_liability', ['found']]]);
    expect((await read('intake2', `people/${id}/dossier?asOf=${before.asOf}`)).json().items).toEqual([]);
  });
});

describe('the table', () => {
  it('is the product\'s until an own one is in force, which takes a second person and begins tomorrow at the earliest', async () => {
    const { content } = await shippedTable();
    const submit = (more: object, effectiveFrom: string) => post('admin', `offices/${DEMO_OFFICE}/definitions`, { kind: 'attribution-table', id: 'model', version: '2099.1', effectiveFrom, content: { ...content, version: '2099.1', ...more } });
    expect((await submit({ allocation: [] }, '2099-01-01')).json().status).toBe(422);
    const submitted = await submit({}, '2099-01-01');
    expect([submitted.statusCode, (await submit({}, '2026-01-01')).json().code]).toEqual([201, 'DEFINITION.EFFECTIVE_TOO_EARLY']);
    expect((await post('chief', `offices/${DEMO_OFFICE}/definitions/${submitted.json().hash}/publish`, {})).statusCode).toBe(200);
    expect((await seen(await play(host.as, alone('procurator2')))).table.version).toBe('2026-11-23');
  });
});

describe('the summary of an office', () => {
  it('lists owners by area and the decisions in which that is not clear, for who supervises', async () => {
    const view = (await read('chief', `offices/${DEMO_OFFICE}/responsibility-summary?limit=200`)).json();
    const reasons = new Set(view.ambiguous.flatMap(({ reasons: each }: { reasons: string[] }) => each));
    expect([...reasons].sort()).toEqual(['flagged', 'handler-changed', 'joint-decision', 'set-aside']);
    const chief = view.owners.find(({ area, person }: { area: string; person: string }) => area === 'decision' && person === personId('chief'));
    expect(chief.decisions.length).toBeGreaterThan(4);
    expect((await read('procurator1', `offices/${DEMO_OFFICE}/responsibility-summary`)).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect((await read('inspector', 'offices/x/responsibility-summary')).json().code).toBe('OFFICE.NOT_FOUND');
  });
});

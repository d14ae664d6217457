// Backward questions over HTTP: leave, who could, what may somebody do, what the end of a delegation changes, whether the rest of a case
// can be staffed, and tasks that nobody will do. The engine's own properties are beside the engine.
import { demoId } from '../../apps/host/src/compose/demo-office.js';
import { accept, ASKED, assign, findings, openAndWalk, openCase, personId, propose, raise, send, untilChief, walk, type OpenedCase } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';

let host: RunningHost;
beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

const OFFICE = `/api/v1/offices/${DEMO_OFFICE}`;
const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const get = async (login: string, url: string) => host.as(login)({ url });
const post = async (login: string, url: string, payload: object = {}) => host.as(login)({ method: 'POST', url, payload });
const leave = (by: string, who: string, more: object = {}) => post(by, `${OFFICE}/absences`, { person: personId(who), reason: 'annual', until: inDays(5), ...more });
/** Records leave, does something, and ends the leave again. */
async function whileAway<T>(who: string, work: () => Promise<T>): Promise<T> {
  const recorded = await leave('chief', who);
  expect([who, recorded.statusCode]).toEqual([who, 201]);
  try {
    return await work();
  } finally {
    expect((await post('chief', `${OFFICE}/absences/${recorded.json().absence}/end`)).statusCode).toBe(200);
  }
}
const delegate = async (more: object = {}): Promise<string> => {
  const answer = await post('chief', `${OFFICE}/delegations`, { to: personId('deputy'), powers: ['*'], until: inDays(30), order: '云岭检授〔2026〕9号', ...more });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json().delegation;
};
const revoke = (id: string) => post('chief', `${OFFICE}/delegations/${id}/revoke`);

describe('leave', () => {
  it('is recorded by oneself, the chief, the administrator and the own head, in the chain of the office', async () => {
    const done = [await leave('clerk2', 'clerk2', { from: inDays(100), until: inDays(101) }), await leave('admin', 'clerk2', { from: inDays(102), until: inDays(103) }), await leave('head2', 'clerk2', { from: inDays(104), until: inDays(105) })];
    expect(done.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    const chain = await host.application.deps.cases.journal(DEMO_OFFICE, 0, 1000);
    expect(chain.filter(({ act }) => act === 'absence.record').map(({ kind, payload }) => [kind, (payload['input'] as { absence: string }).absence])).toEqual(done.map((one) => ['office', one.json().absence]));
  });

  it('is nobody else\'s to record, and a refused attempt is journaled too', async () => {
    const refused = [await leave('head1', 'clerk2', { from: inDays(110) }), await leave('procurator1', 'clerk2', { from: inDays(110) })];
    expect(refused.map((one) => [one.statusCode, one.json().code])).toEqual([[403, 'AUTHORITY.NOT_YOUR_ROLE'], [403, 'AUTHORITY.NOT_YOUR_ROLE']]);
    const last = (await host.application.deps.cases.journal(DEMO_OFFICE, 0, 1000)).at(-1);
    expect([last?.kind, last?.act]).toEqual(['refused', 'absence.record']);
    expect((await leave('city.chief', 'clerk2')).json().code).toBe('OFFICE.NOT_FOUND');
    expect((await leave('admin', 'city.chief')).json().code).toBe('PERSON.UNKNOWN');
  });

  it('never reaches back, overlaps or ends before it begins', async () => {
    const codes = [
      await leave('clerk1', 'clerk1', { from: inDays(-1) }), await leave('clerk1', 'clerk1', { from: inDays(3), until: inDays(2) }), await leave('clerk1', 'clerk1', { reason: 'tired' }),
      await leave('clerk2', 'clerk2', { from: inDays(100.5), until: inDays(110) }), await leave('clerk2', 'clerk2', { from: inDays(99), until: undefined }),
    ];
    expect(codes.map((one) => one.json().code)).toEqual(['ABSENCE.BACKDATED', 'ABSENCE.EMPTY_INTERVAL', 'ABSENCE.UNKNOWN_REASON', 'ABSENCE.OVERLAPS', 'ABSENCE.OVERLAPS']);
  });

  it('is won by one of two that are recorded at once', async () => {
    const both = await Promise.all([leave('assistant3', 'assistant3'), leave('chief', 'assistant3')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  it('is ended early, once, or taken back; the list shows the reason to those whose business it is', async () => {
    const { absence } = (await leave('clerk1', 'clerk1', { reason: 'illness', until: undefined })).json();
    const shown = async (login: string, query = '') => (await get(login, `${OFFICE}/absences?limit=200${query}`)).json().items.find((one: { id: string }) => one.id === absence);
    expect([(await shown('clerk1')).reason, (await shown('head1')).reason, (await shown('procurator3')).reason, (await shown('city.chief')).reason]).toEqual(['illness', 'illness', null, null]);
    expect((await post('procurator1', `${OFFICE}/absences/${absence}/end`)).json().code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect((await post('clerk1', `${OFFICE}/absences/${absence}/end`)).statusCode).toBe(200);
    expect((await post('chief', `${OFFICE}/absences/${absence}/end`)).json().code).toBe('ABSENCE.ENDED');
    expect((await post('chief', `${OFFICE}/absences/${personId('clerk1')}/end`)).json().code).toBe('ABSENCE.NOT_FOUND');
    expect([await shown('clerk1'), (await shown('clerk1', '&all=true')).endedAt]).toEqual([undefined, expect.any(String)]);
    const first = (await get('admin', `${OFFICE}/absences?limit=1`)).json();
    const second = (await get('admin', `${OFFICE}/absences?limit=1&after=${first.next}`)).json();
    expect(second.items[0].id).not.toBe(first.items[0].id);
  });

  it('takes no authority', async () => {
    const opened = await openAndWalk(host.as, [accept(DAY), assign()]);
    await whileAway('procurator1', async () => {
      expect((await send(host.as, opened.caseId, opened.version, findings())).statusCode).toBe(200);
    });
  });
});

describe('who could', () => {
  let atChief: OpenedCase;
  beforeAll(async () => {
    atChief = await openAndWalk(host.as, untilChief(DAY));
  });
  const who = async (login: string, act: string, query = '') => (await get(login, `/api/v1/cases/${atChief.caseId}/acts/${act}/who${query}`)).json();
  const of = (answer: { people: { person: string }[] }, login: string) => answer.people.find(({ person }) => person === personId(login));

  it('names the chief with power and list, and tells of the deputy what is missing', async () => {
    const answer = await who('procurator1', 'outcome.approve');
    expect(answer).toMatchObject({ act: 'outcome.approve', inState: true, option: null, version: atChief.version });
    expect(answer.people[0]).toMatchObject({ person: personId('chief'), name: '周望岭', may: true, right: { role: 'chief', power: 'criminal.arrest.approve', delegation: null }, onLeave: false });
    expect(of(answer, 'deputy')).toMatchObject({ may: false, right: null, blockers: [{ code: 'AUTHORITY.REFER', text: { zh: '须由检察长决定或者同意', en: 'needs the chief procurator' } }] });
    expect([of(answer, 'clerk1'), answer.withoutRole > 10]).toEqual([undefined, true]);
    expect(of(await who('procurator1', 'outcome.approve', '?all=true'), 'clerk1')).toMatchObject({ may: false, blockers: [{ code: 'AUTHORITY.NOT_YOUR_ROLE' }] });
  });

  it('says by which delegation the deputy may, as long as it stands, and who is on leave', async () => {
    const id = await delegate();
    await whileAway('deputy', async () => {
      expect(of(await who('chief', 'outcome.approve'), 'deputy')).toMatchObject({ may: true, right: { authority: 'deputy_chief', delegation: { id, from: personId('chief') } }, onLeave: true, leaveUntil: expect.any(String) });
    });
    await revoke(id);
    expect(of(await who('chief', 'outcome.approve'), 'deputy')).toMatchObject({ may: false, onLeave: false });
  });

  it('agrees with what everybody is told of the own acts', async () => {
    for (const login of ['chief', 'deputy', 'head1', 'procurator1', 'city.chief', 'intake']) {
      const acts = (await get(login, `/api/v1/cases/${atChief.caseId}/acts`)).json().acts as { act: string; allowed: boolean }[];
      for (const act of ['outcome.approve', 'outcome.reconsider', 'outcome.refer', 'reassign', 'add-note']) {
        const told = of(await who('chief', act, '?all=true'), login) as unknown as { may: boolean };
        expect([login, act, told.may]).toEqual([login, act, acts.find((one) => one.act === act)?.allowed]);
      }
    }
  });

  it('asks for one option, refuses an act there is not, and tells strangers nothing', async () => {
    expect((await who('chief', 'outcome.override', '?option=refuseNoDanger')).option).toBe('refuseNoDanger');
    expect([await who('chief', 'no.such.act'), await who('chief', 'receive')].map(({ code }) => code)).toEqual(['ACT.UNKNOWN', 'ACT.UNKNOWN']);
    expect((await who('procurator3', 'outcome.approve')).code).toBe('CASE.NOT_FOUND');
    expect((await who('chief', 'outcome.approve', '?all=1')).code).toBe('REQUEST.PARAMETER_INVALID');
  });
});

describe('what may', () => {
  const powers = async (login: string, who: string, query = '') => (await get(login, `${OFFICE}/people/${personId(who)}/powers${query}`)).json();
  const row = (answer: { powers: { power: string }[] }, power: string) => answer.powers.find((one) => one.power === power);

  it('is answered power by power to oneself, the chief, inspection, the administrator and the own head', async () => {
    for (const reader of ['procurator1', 'chief', 'inspector', 'admin', 'head1', 'city.chief']) {
      const answer = await powers(reader, 'procurator1');
      expect([reader, answer.mayHandle, answer.votesInCommittee, answer.department]).toEqual([reader, true, true, 'first']);
      expect(row(answer, 'criminal.prosecute.charge')).toMatchObject({ asHandler: { may: 'permit' }, otherwise: { may: 'no' } });
    }
    expect((await powers('head2', 'procurator1')).code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect((await powers('procurator2', 'procurator1')).code).toBe('AUTHORITY.NOT_YOUR_ROLE');
    expect([(await powers('chief', 'city.chief')).code, (await get('chief', `${OFFICE}/people/x/powers`)).json().code, (await powers('chief', 'procurator1', '?department=x')).code]).toEqual(['PERSON.NOT_FOUND', 'PERSON.NOT_FOUND', 'OFFICE.UNKNOWN_DEPARTMENT']);
  });

  it('is answered as of a moment: before a delegation, under it, and after it', async () => {
    const before = new Date().toISOString();
    const id = await delegate({ departments: ['third'] });
    const under = new Date().toISOString();
    const charge = 'criminal.arrest.refuse.no_crime';
    expect(row(await powers('deputy', 'deputy'), charge)).toMatchObject({ otherwise: { may: 'permit', delegation: { id, departments: ['third'], paths: null } } });
    await revoke(id);
    const may = async (at: string) => (row(await powers('deputy', 'deputy', `?at=${at}`), charge) as unknown as { otherwise: { may: string } }).otherwise.may;
    expect([await may(before), await may(under), await may(new Date().toISOString())]).toEqual(['propose', 'permit', 'propose']);
    expect((await powers('deputy', 'deputy', '?at=2001-01-01T00:00:00Z')).code).toBe('PERSON.NOT_FOUND');
  });
});

describe('the end of a delegation', () => {
  it('takes the deputy from the open questions it reaches, and says who remains', async () => {
    const { caseId } = await openAndWalk(host.as, untilChief(DAY));
    const [wide, narrow] = [await delegate(), await delegate({ departments: ['second'] })];
    const impact = async (login: string, id: string, query = '?limit=200') => (await get(login, `${OFFICE}/delegations/${id}/impact${query}`)).json();
    const lost = (await impact('chief', wide)).items.filter((one: { caseId: string }) => one.caseId === caseId);
    expect(lost.find((one: { act: string }) => one.act === 'outcome.approve')).toMatchObject({ person: personId('deputy'), decision: 'stage.reviewing.outcome', remaining: [{ person: personId('chief'), name: '周望岭' }], question: { zh: expect.any(String) } });
    expect((await impact('deputy', narrow)).items).toEqual([]);
    expect((await impact('inspector', wide)).inForce).toBe(true);
    expect([(await impact('procurator1', wide)).code, (await impact('deputy2', wide)).code, (await impact('chief', personId('chief'))).code, (await impact('chief', wide, '?after=x')).code]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'DELEGATION.NOT_FOUND', 'REQUEST.CURSOR_MALFORMED']);
    const page = await impact('chief', wide, '?limit=1');
    expect([page.examined, page.next === null]).toEqual([1, false]);
    await revoke(narrow);
    expect(await impact('chief', narrow)).toMatchObject({ inForce: false, items: [] });
    await revoke(wide);
  });
});

describe('staffing', () => {
  interface Shown { readonly decision: string; readonly state: string; readonly options: readonly { readonly option: string; readonly status: string; readonly parts: readonly { readonly act: string; readonly people: readonly { readonly name: string }[] }[]; readonly witness: null | { readonly step: string; readonly considered: readonly { readonly name: string; readonly reason: { readonly code: string } }[]; readonly text: { readonly zh: string; readonly en: string } } }[] }
  const staffing = async (login: string, caseId: string, query = '') => (await get(login, `/api/v1/cases/${caseId}/staffing${query}`)).json();
  const find = (answer: { decisions: readonly Shown[] }, decision: string, option: string) => answer.decisions.find((one) => one.decision.endsWith(decision))?.options.find((one) => one.option === option);
  let examined: OpenedCase;
  beforeAll(async () => {
    examined = await openAndWalk(host.as, [accept(DAY), assign(), findings()]);
  });

  it('is given in the full office, by whom', async () => {
    const answer = await staffing('procurator1', examined.caseId);
    const gaps = answer.decisions.flatMap((one: Shown) => one.options.filter(({ status }) => status === 'gap').map(({ option }) => `${one.decision} ${option}`));
    expect({ staffable: answer.staffable, gaps, handler: answer.handler }).toEqual({ staffable: true, gaps: [], handler: { person: personId('procurator1'), name: '李若溪' } });
    expect(find(answer, 'outcome', 'approve')?.parts.map(({ act, people }) => [act, people.map(({ name }) => name)])).toEqual([
      ['outcome.propose', ['李若溪']], ['outcome.decide', ['李若溪']], ['outcome.issue', ['李若溪']],
    ]);
    expect(answer.decisions.length).toBeGreaterThan(3);
  });

  it('has a gap while the head is away, with a witness in both languages; leave that ends closes it', async () => {
    const answer = await whileAway('head1', () => staffing('procurator1', examined.caseId));
    expect(answer.staffable).toBe(false);
    const { witness } = find(answer, 'outcome', 'refuseNoDanger') ?? {};
    expect(witness).toMatchObject({ step: 'departmentReview', considered: [{ name: '郑砚秋', reason: { code: 'STAFFING.ON_LEAVE' } }] });
    expect(witness?.text.zh).toMatch(/^“.+”（.+）在“部门负责人审核”环节无人可以审核：郑砚秋——休假至\d{4}-\d\d-\d\d。此前设想：提出意见 李若溪，承办 李若溪。$/);
    expect(witness?.text.en).toMatch(/stops at “Department review”: nobody can do “Review”: 郑砚秋 is on leave until \d{4}-\d\d-\d\d\. Assumed before that: propose 李若溪, handle 李若溪\.$/);
    expect((await staffing('procurator1', examined.caseId)).staffable).toBe(true);
  });

  it('shows the chief away and what deputies lack, until a delegation stands in', async () => {
    const { caseId } = await openAndWalk(host.as, [accept(DAY), assign(), raise(), findings(), propose()]);
    await whileAway('chief', async () => {
      const witness = find(await staffing('chief', caseId), 'outcome', 'approve')?.witness;
      expect([witness?.step, witness?.considered.map(({ name, reason }) => [name, reason.code]).sort()]).toEqual(['chief', [['周望岭', 'STAFFING.ON_LEAVE'], ['孙砚言', 'AUTHORITY.REFER'], ['钱溪亭', 'AUTHORITY.REFUSED']].sort()]);
      const id = await delegate();
      expect(find(await staffing('chief', caseId), 'outcome', 'approve')?.status).toBe('staffable');
      await revoke(id);
    });
  });

  it('can be asked before an assignment: with a handler who would have to review the own case', async () => {
    const { caseId } = await openCase(host.as);
    expect((await staffing('intake', caseId)).handler).toBeNull();
    const good = await staffing('intake', caseId, `?handler=${personId('procurator2')}`);
    expect([good.staffable, good.handler.name]).toEqual([true, '王衡舟']);
    const bad = await staffing('intake', caseId, `?handler=${personId('head1')}`);
    expect([bad.staffable, find(bad, 'outcome', 'refuseNoDanger')?.witness?.considered.map(({ name, reason }) => [name, reason.code])]).toEqual([false, [['郑砚秋', 'AUTHORITY.CONFLICTING_CAPACITY']]]);
    expect([(await staffing('intake', caseId, `?handler=${personId('clerk1')}`)).code, (await staffing('intake', caseId, `?handler=${demoId('nobody')}`)).code, (await staffing('intake', caseId, '?handler=me')).code]).toEqual(['TEAM.NOT_QUALIFIED', 'PERSON.UNKNOWN', 'REQUEST.PARAMETER_INVALID']);
    expect((await staffing('procurator3', caseId)).code).toBe('CASE.NOT_FOUND');
  });

  it('keeps a recused handler from the case, and says so', async () => {
    const done = await walk(host.as, examined.caseId, (await get('intake', `/api/v1/cases/${examined.caseId}`)).json().head.version, [{ by: 'intake', act: 'request-recusal', payload: { person: personId('procurator1'), ...ASKED, reasons: '当事人申请' } }]);
    expect(done).toBeGreaterThan(examined.version);
    expect(find(await staffing('chief', examined.caseId), 'outcome', 'approve')?.witness).toMatchObject({ step: 'home', considered: [{ name: '李若溪', reason: { code: 'RECUSAL.PENDING' } }] });
    expect((await staffing('chief', examined.caseId, `?handler=${personId('procurator2')}`)).staffable).toBe(true);
  });
});

describe('tasks that nobody will do', () => {
  const orphans = async (login: string, query = '?limit=200') => (await get(login, `${OFFICE}/orphans${query}`)).json();
  const of = (answer: { items: { case: { caseId: string }; reason: { code: string }; task: { role: string }; name: string | null }[] }, caseId: string) => answer.items.filter((one) => one.case.caseId === caseId).map(({ reason, task, name }) => [reason.code, task.role, name]);

  it('are found at once when somebody goes on leave, is recused, or the post ends', async () => {
    const { caseId } = await openAndWalk(host.as, [accept(DAY), assign('procurator2')]);
    const before = await orphans('chief');
    expect([of(before, caseId), before.next]).toEqual([[], null]);
    expect(of(await whileAway('procurator2', () => orphans('chief')), caseId)).toEqual([['STAFFING.ON_LEAVE', 'handler', '王衡舟']]);
    const review = await openAndWalk(host.as, [accept(DAY), assign('procurator2'), raise('procurator2'), findings('procurator2'), propose('procurator2'), { by: 'procurator2', act: 'outcome.send-up', payload: {} }]);
    expect(of(await whileAway('head1', () => orphans('head1')), review.caseId)).toEqual([['STAFFING.NOBODY', 'dept_head', null]]);
    const people = (await get('admin', `${OFFICE}/people`)).json() as { id: string; posts: { id: string; role: string }[] }[];
    const post1 = people.find(({ id }) => id === personId('procurator2'))?.posts.find(({ role }) => role === 'procurator')?.id;
    expect((await post('admin', `${OFFICE}/appointments/${post1}/end`)).statusCode).toBe(200);
    expect(of(await orphans('intake'), caseId)).toEqual([['AUTHORITY.NO_POST', 'handler', null]]);
  });

  it('are told of cases one may know of, to those who can do something about it', async () => {
    const all = await orphans('chief');
    expect(all.items.length).toBeGreaterThan(0);
    const posts = ((await get('admin', `${OFFICE}/people`)).json() as { id: string; posts: { id: string; role: string }[] }[]).find(({ id }) => id === personId('head2'))?.posts ?? [];
    expect((await orphans('head2')).items.length).toBe(all.items.length);
    await post('admin', `${OFFICE}/appointments/${posts.find(({ role }) => role === 'committee_member')?.id}/end`);
    expect((await orphans('head2')).items).toEqual([]);
    expect((await orphans('city.chief')).items.length).toBe(all.items.length);
    expect([(await orphans('procurator1')).code, (await orphans('admin')).code, (await orphans('chief', '?limit=0')).code]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'REQUEST.PARAMETER_INVALID']);
    const page = await orphans('chief', '?limit=1');
    expect([page.examined, typeof page.next]).toEqual([1, 'string']);
  });
});
